#pragma once
#include "models/migrationtask.h"

namespace bakferry {

/// Exit statuses of `bakferry-cli`, as its help and the README list them.
enum class ExitStatus {
    Done = 0, Failed = 1, Usage = 2, DoneWithWarnings = 3, BackupUnusable = 10, Locked = 11, SignInRefused = 12, Blocked = 13,
    NoSpace = 14, TargetChanged = 15, Cancelled = 130
};

ExitStatus exitStatusOf(ErrorKind kind);
/// What decides about a task that did not succeed: its error, else the worst blocker of its precheck as an error.
std::optional<Error> decisiveError(const MigrationTask& task);
/// A task that waits for a decision counts as blocked. One that waits for the next backup has done what was asked for, unless what it
/// was given last was refused. Any other unfinished one, and an interrupted one, as failed.
int exitStatusOf(const MigrationTask& task);
/// Of a precheck alone: its worst blocker, else blocked when questions are open, else done.
int exitStatusOf(const QList<Finding>& findings);

} // namespace bakferry
