#pragma once
#include "engines/engine.h"
#include "engines/postgresql/pgbackup.h"
#include "engines/postgresql/pgoptions.h"
#include "engines/postgresql/server/pgcatalog.h"

namespace bakferry {

/// A database that is restored beside the one it will replace. A database keeps its oid when it is renamed, so oids say
/// which is which after a crash.
struct PgStagedDatabase
{
    QByteArray wanted;      ///< the name it has after the switch-over
    QByteArray staging;     ///< the name it is loaded under: connect here. Equal to `wanted` when loaded in place
    QByteArray kept;        ///< the name the old database has after the switch-over; empty: there was none
    quint32 stagingOid = 0; ///< 0: not known
    quint32 oldOid = 0;     ///< of the database that had the name `wanted` when staging began; 0: there was none
    bool oldAllowed = true; ///< the old database takes connections
    quint64 transaction = 0; ///< that holds rows alone, which are loaded in place; 0: not known, or something else is restored
    Message note;           ///< what the server could not make as the backup says; not in the journal

    bool isInPlace() const { return staging == wanted; }
    friend bool operator==(const PgStagedDatabase&, const PgStagedDatabase&) = default;
};

/// A connection to a database other than the target, for work on databases as a whole: "postgres", else "template1", else the
/// target itself (then nothing can be renamed, which the precheck says). A refused password is never tried twice.
/// @param context  one without a stop token gives a connection for cleaning up
Result<std::unique_ptr<PgConnection>> openMaintenance(const RestoreTarget& target, const Credentials& credentials, const JobContext& context);

/// What is wrong with a name for a new database: 1 to 63 bytes of UTF-8, no control characters, none of the server's own databases.
/// @returns Error{Usage} target.name, or nothing
std::optional<Error> badDatabaseName(const QByteArray& name);

/// The name of a task's staging database ("shop__bf_1a2b3c4d") and of the kept old one ("shop__bf_old_1a2b3c4d"): at most 63
/// bytes, cut between characters.
QByteArray pgStagingName(const QByteArray& wanted, const QString& taskId);
QByteArray pgKeptName(const QByteArray& wanted, const QString& taskId);
/// The comment a staging database carries until the switch-over.
QByteArray pgStagingMark(const QString& taskId);

/// Encoding and locale of a new database: what the options say, else the backup, else the old database; what is empty is left to
/// template0. The objects of `source` come along unused.
PgDatabase pgShapeOf(const PgOptions& options, const PgDatabase& source, const std::optional<PgCatalogDatabase>& old);

/// Makes the empty staging database after its intent is in the journal: from template0, with encoding and locale of the backup
/// (or as the options say; what neither says is as in the old database, else as in template0), in the old database's tablespace.
/// A locale the server does not have is replaced as fitPgLocale() says, and told in `note`.
/// The task's id is its comment until the switch-over. No setting is put on the database: settings that speed the load up belong
/// on the loader's connections, and what the dump says about its database may be run here under the staging name.
/// @param wanted  the name in the target; the same for every call with the same source
/// @returns Error{TargetUnusable} target.exists (and no leave to overwrite), else the server's refusal
Result<PgStagedDatabase> createStaging(PgConnection& maintenance, const RestoreRequest& request, const PgDatabase& source,
                                       const QByteArray& wanted, const JobContext& context);

/// For PgOptions::intoExisting: takes the existing database itself after its intent is in the journal.
/// @returns Error{TargetUnusable} target.not_empty when anything of a user's lies in it (but for rows alone, which need tables);
/// server.no_database
Result<PgStagedDatabase> adoptExisting(const RestoreRequest& request, const QByteArray& wanted, const JobContext& context);

/// Names of what users made in the connection's database, at most five; what belongs to an extension does not count.
Result<QByteArrayList> userObjects(PgConnection& connection);

/// The other sessions on a database as a DBA knows them: "psql (postgres, pid 4711)". Autovacuum does not count: it gives way.
Result<QStringList> sessionsOn(PgConnection& connection, quint32 databaseOid);

/// What became of the transaction with the rows of `database`, asked over a connection of its own; a few seconds are given to one that
/// is still ending. @returns nothing when the server does not say
std::optional<bool> isPgTransactionCommitted(const PgStagedDatabase& database, const RestoreRequest& request);

/// What a switch-over or the way back did.
struct PgSwitchOver
{
    std::optional<Error> error;
    Remains remains = Remains::Unknown; ///< New: done, also when an error follows. Old, Nothing: nothing changed
    QList<Message> warnings;            ///< what of the old database could not be carried over, with the statement that would
};

/// Puts loaded, verified staging databases in place, all in one transaction. Of an old database owner, privileges, settings, comment,
/// connection limit, template mark and security labels are carried over; it is kept, with connections refused, under its `kept` name.
///
/// All other sessions of the task on the staging databases must be closed. Uses a connection of its own. A stop counts until the
/// transaction begins; afterwards it is too late. Errors: TargetChanged target.changed (another database has the name, or the old
/// one is gone), target.appeared; Locked target.in_use (names the sessions; none is ended without "endSessions"); else the
/// server's refusal. After an error the staging databases are still there: dropStaging(), or list them as left over.
PgSwitchOver switchOver(const QList<PgStagedDatabase>& databases, const RestoreRequest& request, const JobContext& context);

/// Drops what createStaging() made, over a fresh connection that no stop reaches; never a database loaded in place.
/// @param isDiskFull  of the server: room has to be made first
/// @returns those that could not be dropped
QList<LeftOver> dropStaging(const QList<PgStagedDatabase>& databases, const RestoreRequest& request, bool isDiskFull = false);

/// RestoreEngine::reconcile, undoOverwrite and discard for PostgreSQL: they look at names and oids on the server, and never touch
/// a database that the journal does not name. A server that does not answer gives Remains::Unknown with the error.
Recovery reconcilePg(const RestoreRequest& request, const Journal& journal);
RestoreOutcome undoPgOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context);
Result<void> discardPg(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver);

} // namespace bakferry
