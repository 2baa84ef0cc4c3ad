#pragma once
#include "engines/jobcontext.h"
#include "engines/precheck.h"
#include "engines/sqlite/sqlitehandle.h"

#include <functional>

namespace bakferry {

/// The user's tables of a database in its own order: ordinary, virtual and shadow tables, none of SQLite's own.
/// @returns false when the schema cannot be read; the handle has the message.
bool readTableNames(const SqliteHandle& handle, QList<QByteArray>& names);

/// What reading a database from end to end told.
struct ContentReport
{
    QList<Finding> findings;  ///< "integrity", "tables", "foreignKeys"
    QList<LedgerRow> ledger;  ///< `read`: rows stepped through, each with all its columns
    bool proven = false;      ///< no blocker, and nothing was left out
    bool cancelled = false;
};

/// What is to be checked; the integrity check runs on a thread of its own.
struct ContentChecks
{
    bool integrity = true;
    bool everyRow = true; ///< step through every row with all its columns
    bool foreignKeys = true;
};

/// Runs integrity_check, reads every row of every table, and checks foreign keys, on two threads.
/// @param connect  makes one more connection to the same database; called on the calling thread
/// @param subject  the file for people
/// @param stage    the step under which progress is reported
ContentReport checkContent(const std::function<Result<SqliteHandle>()>& connect, const QString& subject, JobStep stage,
                           const JobContext& context, ContentChecks checks = {});

/// Fills `inTarget` of the ledger by counting; tables only the target has are appended with read = -1.
/// @returns false when the database refused to count; the handle has the message.
bool countRows(const SqliteHandle& handle, QList<LedgerRow>& ledger, const JobContext& context);

} // namespace bakferry
