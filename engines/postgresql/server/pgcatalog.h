#pragma once
#include "engines/engine.h"
#include "engines/postgresql/server/pgconnection.h"

#include <QStringList>

namespace bakferry {

/// A database as the server's catalogue has it.
struct PgCatalogDatabase
{
    quint32 oid = 0;
    QByteArray name, owner, encoding, collate, ctype;
    QByteArray localeProvider; ///< "libc", "icu", "builtin"
    QByteArray icuLocale;      ///< of the icu and builtin providers
    QByteArray tablespace, comment;
    qint64 connectionLimit = -1;
    bool allowsConnections = true, isTemplate = false;
};

/// @returns nothing when no database has the name, or the oid
Result<std::optional<PgCatalogDatabase>> findDatabase(PgConnection& connection, const QByteArray& name);
Result<std::optional<PgCatalogDatabase>> findDatabase(PgConnection& connection, quint32 oid);

/// Drops a database only if it is the one that is meant: of this name and oid, or, where the oid was never recorded, without a
/// comment or with `mark` as its comment. BakFerry's own sessions of the same user on it are ended, others are not. Subscriptions in it
/// go with it; their slots on the publishing server stay.
/// @param request  whose connection and credentials `connection` was made with
/// A database that is gone is a success. @returns Error{Usage} discard.unknown for another one, Error{Locked} server.in_use …
Result<void> dropDatabase(PgConnection& connection, const RestoreRequest& request, const QByteArray& name, quint32 oid, const QByteArray& mark);

/// Whether a table is there and empty, as one must be that rows alone go into. A foreign table's rows are not looked at.
/// @param lock  within a transaction: nobody else adds rows to it any more
/// @returns Error{TargetUnusable} target.table_missing, target.table_not_empty; else the server's refusal
Result<void> expectEmptyTable(PgConnection& connection, const QByteArray& schema, const QByteArray& name, bool lock);

Result<void> allowConnections(PgConnection& connection, const QByteArray& database, bool allow);

} // namespace bakferry
