#pragma once
#include "engines/engine.h"
#include "engines/postgresql/pgbackup.h"

namespace bakferry {

/// One database of a backup and the name it shall have on the server.
struct PgTargetItem
{
    const PgDatabase* source = nullptr; ///< with the entries that are to be restored; others need not be in it
    QByteArray wanted;
};

/// What one precheck wants to know about the server.
struct PgTargetQuestion
{
    PgHeader header;
    QList<PgTargetItem> items;
    QByteArrayList rolesInBackup;       ///< those a pg_dumpall creates
    QByteArrayList tablespacesInBackup;
    qint64 newBytes = -1;               ///< expected size of the restored data; -1: not known
};

/// Everything that can be asked of the server without changing it: signing in, version, settings, roles, extensions, tablespaces,
/// locales, encoding, rights, names, what lies there, sessions, limits, locks, room. Each answer is a finding, with fix-its that
/// set options of PgOptions. Blocks; one connection, one more for an existing database that is restored into.
/// A server that cannot be reached gives the one blocker that says why.
QList<Finding> checkPgTarget(const RestoreRequest& request, const PgTargetQuestion& question, const JobContext& context);

/// What the version of libpq means: older ones let a hostile server write past their memory (CVE-2025-12818), which is a warning where the
/// server is another machine.
/// @param version  as PQlibVersion() has it: 150018
Finding pgLibraryFinding(int version, bool isLocalServer);

/// RestoreEngine::testConnection for PostgreSQL: signs in once.
Result<ServerFacts> testPgConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context);

} // namespace bakferry
