#pragma once
#include "models/migrationtask.h"

#include <QObject>

#include <functional>

namespace bakferry {

/// What the windows may ask of the running program, handed in by Application. All asynchronous: each returns at once and
/// calls `done` later on the GUI thread, unless `context` was destroyed before. No window names a database or a file itself.
struct Services
{
    /// Reads heads and headers of the picked files.
    std::function<void(const BackupSet&, QObject* context, std::function<void(Result<BackupFacts>)> done)> inspect;
    /// Prechecks a draft; `progress` is called while it reads, `done` with the whole report, also when stopped.
    /// @returns a function that stops the precheck.
    std::function<std::function<void()>(const MigrationTask& draft, QObject* context, std::function<void(JobProgress)> progress,
                                        std::function<void(PrecheckReport)> done)> precheck;
    /// Log rows [from, from + count) of a task and how many there are in all.
    std::function<void(const QString& taskId, qint64 from, int count, QObject* context,
                       std::function<void(QList<LogRow>, qint64 total)> done)> readLog;
};

} // namespace bakferry
