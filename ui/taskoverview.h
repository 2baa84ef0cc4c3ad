#pragma once
#include "models/migrationtask.h"
#include "ui/services.h"

#include <QWidget>

class QGroupBox;

namespace bakferry {

class ContentScroll;
class FactForm;
class TaskActions;

/// The overview tab: the task and its backup, what came out and what remains.
class TaskOverview : public QWidget
{
    Q_OBJECT

public:
    TaskOverview(const Services& services, const TaskActions& actions, QWidget* parent = nullptr);
    void showTask(const MigrationTask& task);
    void retranslateUi();

private:
    QWidget* makeResultSide(const TaskActions& actions);
    void readBackup(const MigrationTask& task);
    void showForms();

    const Services& m_services;
    MigrationTask m_task;
    std::optional<Result<BackupFacts>> m_facts;
    QObject* m_reading = nullptr; ///< context of the read under way
    QGroupBox* m_taskBox;
    FactForm* m_taskForm;
    ContentScroll* m_taskScroll;
    QGroupBox* m_resultBox = nullptr;
    FactForm* m_resultForm = nullptr;
    ContentScroll* m_resultScroll = nullptr;
};

} // namespace bakferry
