#pragma once
#include "engines/engine.h"
#include "engines/mariadb/mybackup.h"

namespace bakferry {

/// One database of a backup and the name it shall have on the server.
struct MyTargetItem
{
    const MyDatabase* source = nullptr; ///< with the entries that are to be restored
    QByteArray wanted;
};

/// What one precheck wants to know about the server.
struct MyTargetQuestion
{
    MyHeader header;
    QList<MyTargetItem> items;
    QList<MySettings> settings; ///< MyBackup::settings()
    qint64 longestStatement = 0, longestRow = 0; ///< bytes
    qint64 newBytes = -1;       ///< expected size of the restored data; -1: not known
};

/// Everything that can be asked of the server without changing it: signing in, version and vendor, character sets and collations,
/// storage engines, removed syntax, DEFINERs, rights, max_allowed_packet, local_infile, sql_require_primary_key,
/// lower_case_table_names, names, what lies there, sessions and locks, room. Each answer is a finding, with fix-its that set
/// MyOptions. Blocks; one connection. A server that cannot be reached gives the one blocker that says why.
QList<Finding> checkMyTarget(const RestoreRequest& request, const MyTargetQuestion& question, const JobContext& context);

/// RestoreEngine::testConnection for MariaDB: signs in once.
Result<ServerFacts> testMyConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context);

} // namespace bakferry
