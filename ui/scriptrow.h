#pragma once
#include "ui/services.h"

#include <QWidget>

class QPushButton;

namespace bakferry {

class PlainLabel;

/// A button that saves the plan of a restore as a script, for a DBA who must run it elsewhere, and what came of it. There only for engines
/// that can write their plan down. GUI thread.
class ScriptRow : public QWidget
{
    Q_OBJECT

public:
    explicit ScriptRow(const Services& services, QWidget* parent = nullptr);

    /// What the script is to restore.
    void setDraft(const MigrationTask& draft);
    /// Without asking where, as after the button and the question.
    void write(const QByteArray& path);
    void retranslateUi();

private:
    void ask();
    void tell(const Message& what);

    const Services& m_services;
    MigrationTask m_draft;
    QPushButton* m_button;
    PlainLabel* m_result;
};

} // namespace bakferry
