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

/// Makes the empty staging database after its intent is in the journal. It carries the task's id in a table of ours until the
/// switch-over, which is how a later reconcile knows it.
/// @returns Error{TargetUnusable} target.exists (and no leave to overwrite), else the server's refusal
Result<MyStagedDatabase> createMyStaging(MyConnection& connection, const RestoreRequest& request, const MyDatabase& source,
                                         const QByteArray& wanted, const JobContext& context);
/// For MyOptions::intoExisting. @returns Error{TargetUnusable} target.not_empty, server.no_database
Result<MyStagedDatabase> adoptMyExisting(MyConnection& connection, const RestoreRequest& request, const QByteArray& wanted, const JobContext& context);

/// What a switch-over or the way back did.
struct MySwitchOver
{
    std::optional<Error> error;
    Remains remains = Remains::Unknown;
    QList<Message> warnings;
};

/// Puts loaded, verified staging databases in place: the scripts of triggers, views, routines and events of both sides go into the
/// journal, one RENAME TABLE moves all base tables and sequences of all databases (old → kept, staging → wanted), then the rest is made
/// again under the journal, which is rolled forward at the next start (TRUST.md, section 4). The staging databases hold
/// everything, triggers, views, routines and events included; they are dropped at the end.
///
/// A stop counts until the RENAME begins. Errors: TargetChanged (target.changed, target.appeared), Locked target.in_use naming the
/// sessions, else the server's refusal.
MySwitchOver switchOverMy(const QList<MyStagedDatabase>& databases, const RestoreRequest& request, const JobContext& context);

/// Drops what createMyStaging() made, over a fresh connection that no stop reaches. @returns those that could not be dropped
QList<LeftOver> dropMyStaging(const QList<MyStagedDatabase>& databases, const RestoreRequest& request);

/// RestoreEngine::reconcile, undoOverwrite and discard for MariaDB: by names and marks on the server, never by time.
Recovery reconcileMy(const RestoreRequest& request, const Journal& journal);
RestoreOutcome undoMyOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context);
Result<void> discardMy(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver);

} // namespace bakferry
