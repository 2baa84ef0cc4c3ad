#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/myoptions.h"

namespace bakferry {

/// One database of the backup and the name it gets on the server.
struct MyChosenDatabase
{
    int index = 0;
    QByteArray wanted;
};

/// Which databases are restored under which names. One alone takes the target's name, whatever the backup calls it; of several each
/// keeps its own, or the one it was given. The server's own are left out where that was chosen.
/// @returns Error{BackupUnusable} backup.no_database when there is no content of any database, Error{Usage} selection.unknown,
///          selection.doubled
Result<QList<MyChosenDatabase>> chooseMyDatabases(const MyBackup& backup, const RestoreRequest& request, const MyOptions& options);

/// The database as it is to be made: collations that the server does not know replaced as chosen.
MyDatabase myDatabaseToMake(const MyDatabase& source, const MyOptions& options);

} // namespace bakferry
