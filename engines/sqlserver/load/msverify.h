#pragma once
#include "engines/sqlserver/server/mscatalog.h"
#include "engines/sqlserver/server/msstatements.h"

namespace bakferry {

/// What a recovered database turned out to be.
struct MsProof
{
    QList<Finding> findings;   ///< each says what it compared; a blocker: it must not be put in place
    QList<Message> warnings;
    qint64 tables = 0;
};

/// Looks at the restored database: online, its files where they were put, DBCC CHECKDB unless the option "checkdb" is off, and what becomes
/// active with it: TRUSTWORTHY, Service Broker, assemblies, DDL triggers, users without a login (TRUST T29).
Result<MsProof> verifyMsDatabase(MsConnection& connection, const QString& database, const QList<MsMove>& moves, const RestoreRequest& request);

/// What no backup of a database carries, with the statements that list it on the source server.
Finding msOutsideReminder(const QString& database);

} // namespace bakferry
