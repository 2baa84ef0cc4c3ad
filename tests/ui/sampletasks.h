#pragma once
#include "models/migrationtask.h"
#include "ui/services.h"

namespace bakferry::test {

/// Tasks in all phases a window can show, with fixed ids "1" … : scripted, no engine has made them.
QList<MigrationTask> sampleTasks();
MigrationTask sampleTask(const QString& id, const QString& name, TaskPhase phase);

QList<Finding> sampleFindings();
BackupFacts sampleFacts();

/// The running program's services as scripted functions, because windows are tested here and not engines: every answer comes
/// later on the event loop, as the contract of ui/services.h says.
class ScriptedServices
{
public:
    Services services();

    Result<BackupFacts> inspection = sampleFacts();
    PrecheckReport report;
    bool holdsPrecheck = false;       ///< the precheck answers only when release() is called
    QList<LogRow> log;
    QList<MigrationTask> prechecked;  ///< the drafts it was asked about
    int stopped = 0;                  ///< prechecks that were asked to stop
    void release();

private:
    std::function<void()> m_held;
};

} // namespace bakferry::test
