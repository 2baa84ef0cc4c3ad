#pragma once
#include "engines/postgresql/server/pgstaging.h"

#include <functional>

namespace bakferry {

/// One database that gets another name.
struct PgRename
{
    quint32 oid = 0;
    QByteArray from, to;
    bool mustClose = false; ///< others may be on it: connections are refused first, and stay so
};

/// Renames databases in one transaction of its own connection, all or none; each is proven by its oid before the commit.
/// `beforeCommit` runs in the transaction under the new names. Sessions are ended only with the option "endSessions".
/// @returns remains New: committed; Old: nothing renamed, but closed databases are still closed; Unknown: the server did not say
PgSwitchOver renameDatabases(const QList<PgRename>& renames, const RestoreRequest& request, const JobContext& context,
                             const std::function<Result<void>(PgConnection&)>& beforeCommit);

/// Lets sessions in again on old databases that still have their name, where they were let in before. Over a connection of its own.
Result<void> reopenDatabases(const QList<PgStagedDatabase>& databases, const RestoreRequest& request);

} // namespace bakferry
