#pragma once
#include "models/migrationtask.h"

namespace bakferry {

/// What a task whose program died is said to be, after its target was looked at.
struct Reconciled
{
    QList<TaskPhase> phases; ///< to be entered one after another; Done only behind Interrupted
    TaskResult result;
    LogRow note;
};

/// Whether a task of an earlier run of the program needs reconciling: everything unfinished but a waiting decision or a
/// wait for the next backup, which no job was holding.
bool needsReconciling(TaskPhase phase);
/// The task had staged some backups of its chain, and no job had begun to put another one on top.
bool waitedForBackup(const MigrationTask& task);
Error endedBetweenBackups();
/// Nothing was written for this task: no journal entry exists, and each is made before the deed.
bool hadNotBegun(const MigrationTask& task);
/// @param recovery  what the engine found; none when the task had not begun
Reconciled reconciled(const MigrationTask& task, const std::optional<Recovery>& recovery);
/// Nobody could look: the engine of the task does not exist (any more), the server is down, the password is not at hand. What
/// was known to be left behind is still said to be there; the task can be looked at again.
Reconciled unreconcilable(const MigrationTask& task, const Error& reason);

} // namespace bakferry
