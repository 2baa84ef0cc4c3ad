#pragma once
#include "models/migrationtask.h"

#include <QString>

namespace bakferry {

// Readable text of the command line in the current language; several lines are separated by '\n'.

QString findingLines(const Finding& finding);
QString factLines(const BackupFacts& facts);
/// What came out of a task: status, ledger, verification, what remains, what to do.
QString resultLines(const MigrationTask& task);
/// Head of a task for `tasks show`: name, id, backup, target, times.
QString taskLines(const MigrationTask& task);
/// One line of `tasks list`.
QString taskLine(const MigrationTask& task);
QString logLine(const LogRow& row);
/// The backups of a chain, one under the other, each with its positions and times and why it was not accepted; `backups` are its files.
QString chainLines(const BackupChain& chain, const BackupSet& backups);

} // namespace bakferry
