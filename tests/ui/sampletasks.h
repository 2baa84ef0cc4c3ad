#pragma once
#include "models/migrationtask.h"
#include "ui/services.h"

namespace bakferry::test {

/// Tasks in all phases a window can show, with fixed ids "1" … : scripted, no engine has made them.
QList<MigrationTask> sampleTasks();
MigrationTask sampleTask(const QString& id, const QString& name, TaskPhase phase);

QList<Finding> sampleFindings();
BackupFacts sampleFacts();
/// A full backup with two binary logs on top and a third that does not join, of the MariaDB engine.
BackupFacts chainFacts();
MigrationTask waitingTask();
/// Of a backup of "scripted", an engine with a server that exists in these tests only.
BackupFacts serverFacts();
const EngineInfo& scriptedServerEngine();

/// The running program's services as scripted functions, because windows are tested here and not engines: every answer comes
/// later on the event loop, as the contract of ui/services.h says.
class ScriptedServices
{
public:
    Services services();

    Result<BackupFacts> inspection = sampleFacts();
    PrecheckReport report;
    bool holdsPrecheck = false;       ///< the precheck answers only when release() is called
    Result<ServerFacts> serverFacts = ServerFacts{QStringLiteral("Scripted 15.8"), {QStringLiteral("shop"), QStringLiteral("orders")}, true, false, {}};
    bool hasKeychain = false;
    struct Kept
    {
        ConnectionProfile connection;
        QByteArray password;
        bool remember;
        QByteArray keyPassphrase = {};
    };
    QList<Kept> kept;                 ///< passwords given to the keeper; the last one for a connection is found again
    QList<QByteArray> tried;          ///< passwords the connection was tested with
    ConnectionModel connections;
    QList<ConnectionFile> connectionFiles; ///< what other programs' files are said to hold
    QList<LogRow> log;
    QList<MigrationTask> prechecked;  ///< the drafts it was asked about
    QList<PrecheckExtent> extents;    ///< how much of each
    int stopped = 0;                  ///< prechecks that were asked to stop
    void release();

private:
    std::function<void()> m_held;
};

} // namespace bakferry::test
