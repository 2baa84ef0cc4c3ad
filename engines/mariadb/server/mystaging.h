#pragma once
#include "engines/engine.h"
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/myoptions.h"
#include "engines/mariadb/server/myconnection.h"

namespace bakferry {

/// A database (schema) that is restored beside the one whose tables it will replace.
struct MyStagedDatabase
{
    QByteArray wanted;  ///< the database that the restored tables are in after the switch-over
    QByteArray staging; ///< the one they are loaded into. Equal to `wanted` when loaded in place
    QByteArray kept;    ///< the one that holds the old tables after the switch-over; empty: there was nothing to keep
    bool existed = false; ///< `wanted` was there when staging began
    QByteArray charset, collation; ///< defaults of the restored database

    bool isInPlace() const { return staging == wanted; }
    friend bool operator==(const MyStagedDatabase&, const MyStagedDatabase&) = default;
};

/// What is wrong with a name for a database: 1 to 64 characters of UTF-8, no control characters, no trailing blank, none of the server's own.
/// @returns Error{Usage} target.name, or nothing
std::optional<Error> badMyDatabaseName(const QByteArray& name);
/// "shop__bf_1a2b3c4d" and "shop__bf_old_1a2b3c4d": at most 64 characters, cut between characters.
QByteArray myStagingName(const QByteArray& wanted, const QString& taskId);
QByteArray myKeptName(const QByteArray& wanted, const QString& taskId);

/// Makes the empty staging database after its intent is in the journal: with the defaults of the backup (MyOptions::collations in their
/// place), else of the old database, else of the server. It carries the task's id in the table myMarkTable() (mymark.h), which is how a later
/// reconcile knows it; whoever counts the tables of a staging database leaves that one out.
/// @param connection  one of openMyMaintenance() (mycatalog.h)
/// @returns Error{TargetUnusable} target.exists (and no leave to overwrite), target.staging_exists, else the server's refusal
Result<MyStagedDatabase> createMyStaging(MyConnection& connection, const RestoreRequest& request, const MyDatabase& source,
                                         const QByteArray& wanted, const JobContext& context);
/// For MyOptions::intoExisting. @returns Error{TargetUnusable} target.not_empty, server.no_database
Result<MyStagedDatabase> adoptMyExisting(MyConnection& connection, const RestoreRequest& request, const QByteArray& wanted, const JobContext& context);

/// Events of a staging database are made DISABLEd, so that none runs before it is in place. This one is to be enabled then; of a database
/// loaded in place it is enabled at once, so call it last. Connection as above.
Result<void> enableMyEventLater(MyConnection& connection, const MyStagedDatabase& staged, const RestoreRequest& request, const QByteArray& event);

/// What a switch-over or the way back did.
struct MySwitchOver
{
    std::optional<Error> error;
    Remains remains = Remains::Unknown;
    QList<Message> warnings;
};

/// Puts loaded, verified staging databases in place: the scripts of triggers, views, routines and events of both sides go into the
/// journal, one RENAME TABLE moves all base tables and sequences of all databases (old → kept, staging → wanted), then the rest is made
/// again in the new place, which is rolled forward at the next start if it dies here (TRUST.md, section 4). The staging databases hold
/// everything, triggers, views, routines and events included; they are dropped at the end. Tables that only the old database has move
/// to the kept one, too. Where the server refuses an object in its new place everything is put back.
///
/// A stop counts until the RENAME begins. Errors: TargetChanged (target.changed, target.appeared), TargetUnusable target.referenced (foreign
/// keys from elsewhere), Locked target.in_use naming the sessions (none is ended without "endSessions"), else the server's refusal. After
/// an error with remains Old or Nothing the staging databases are as they were: dropMyStaging(), or try again.
MySwitchOver switchOverMy(const QList<MyStagedDatabase>& databases, const RestoreRequest& request, const JobContext& context);

/// Drops what createMyStaging() made, over a fresh connection that no stop reaches. @returns those that could not be dropped
QList<LeftOver> dropMyStaging(const QList<MyStagedDatabase>& databases, const RestoreRequest& request);

/// RestoreEngine::reconcile, undoOverwrite and discard for MariaDB: by names and marks on the server, never by time.
Recovery reconcileMy(const RestoreRequest& request, const Journal& journal);
RestoreOutcome undoMyOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context);
Result<void> discardMy(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver);

} // namespace bakferry
