#pragma once
#include "models/migrationtask.h"
#include "ui/services.h"

#include <QWidget>

class QTextBrowser;
class QToolButton;

namespace bakferry {

class TaskActions;

/// The report tab: the page that an export writes, as it stands now. Made only while it is looked at, because it reads the log.
class ReportView : public QWidget
{
    Q_OBJECT

public:
    ReportView(const Services& services, const TaskActions& actions, QWidget* parent = nullptr);
    void showTask(const MigrationTask& task);
    void retranslateUi();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void write();
    void put(const QList<LogRow>& log, qint64 total);

    const Services& m_services;
    QTextBrowser* m_page;
    MigrationTask m_task;
    bool m_isStale = false;
    QObject* m_reading = nullptr; ///< context of the read under way
};

} // namespace bakferry
