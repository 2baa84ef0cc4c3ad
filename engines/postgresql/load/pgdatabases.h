#pragma once
#include "engines/postgresql/pgbackup.h"
#include "engines/postgresql/pgoptions.h"
#include "engines/postgresql/server/pgconnection.h"

namespace bakferry {

/// One database of the backup and the name it gets on the server.
struct PgChosenDatabase
{
    int index = 0;
    QByteArray wanted;
};

/// Which databases are restored under which names. One alone takes the target's name, whatever the backup calls it; of several each
/// keeps its own, or the one it was given.
/// @returns Error{BackupUnusable} backup.no_database when there is no content of any database, Error{Usage} selection.unknown,
///          selection.doubled
Result<QList<PgChosenDatabase>> choosePgDatabases(const PgBackup& backup, const RestoreRequest& request);

/// Makes the roles and tablespaces of a pg_dumpall that the server lacks. What it has stays as it is.
/// @returns what could not be made, as warnings
Result<QList<Message>> createPgServerObjects(const PgBackup& backup, PgConnection& maintenance, const JobContext& context);

} // namespace bakferry
