#pragma once
#include "ui/reportfile.h"
#include "ui/services.h"

#include <QObject>

class QWidget;

namespace bakferry {

/// Asks where the report of a task shall go and has it written there, off the GUI thread. GUI thread.
class ReportExport : public QObject
{
    Q_OBJECT

public:
    /// @param window  parent of the question
    ReportExport(const Services& services, QWidget& window);

    void ask(const MigrationTask& task);
    /// Without asking, as after ask().
    void write(const MigrationTask& task, ReportFormat format, const QByteArray& path);

signals:
    void written(const bakferry::Message& where);
    void failed(const bakferry::Error& error);

private:
    const Services& m_services;
    QWidget& m_window;
};

} // namespace bakferry
