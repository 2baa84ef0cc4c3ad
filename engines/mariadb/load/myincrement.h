#pragma once
#include "engines/mariadb/binlog/mybackupset.h"
#include "engines/mariadb/binlog/mybinlogchain.h"
#include "engines/mariadb/binlog/mylogreplay.h"
#include "engines/mariadb/load/mydatabases.h"

namespace bakferry {

/// What a task that waits for the next backup knows of its chain; lies in the journal.
struct MyWaiting
{
    MyChainStart next;       ///< where the next log has to join
    QByteArrayList sources;  ///< names in the logs, of the staged databases in their order

    JournalEntry entry() const; ///< step "awaiting-backup"
    static std::optional<MyWaiting> of(const Journal& journal);
};

MyChainStart myChainStartOf(const MyBinlogPosition& position);

/// What the chosen databases are called in the logs.
/// @returns Error{Usage} chain.which_database when the backup does not say (--option logDatabase=NAME does)
Result<QByteArrayList> mySourcesOf(const MyBackup& backup, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request);

/// Reads the logs of a set on top of an opened full backup; what does not fit with logs is a blocker as well (chain.parts). The drawing
/// begins with the full backup.
/// @param sources  empty: not known, everything counts
MyChain readMyChainOn(const MyBackup& full, const MyBackupSet& set, const QByteArrayList& sources, const RestoreRequest& request, const JobContext& context, JobStep step);
/// The same by the heads of the logs alone, for inspect.
BackupChain lookAtMyChain(const MyBackup& full, const MyBackupSet& set, const BackupSet& backups, const JobContext& context);

/// Notes in the task's log that a replay which was stopped or refused half-way counts for nothing.
void tellMyChainIsGivenUp(const JobContext& context);

/// RestoreEngine::precheckNext and continueRestore for MariaDB.
PrecheckReport precheckMyNext(const RestoreRequest& request, const Journal& journal, const JobContext& context);
RestoreOutcome continueMy(const RestoreRequest& request, const Journal& journal, const JobContext& context);

} // namespace bakferry
