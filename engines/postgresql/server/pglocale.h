#pragma once
#include "engines/postgresql/pgbackup.h"
#include "engines/postgresql/pgoptions.h"
#include "engines/postgresql/server/pgcatalog.h"

namespace bakferry {

/// Whether the server's machine has a locale. @returns nothing when the server did not say
std::optional<bool> pgHasLocale(PgConnection& connection, const QByteArray& locale);

/// Whether a locale's name says that it is one of UTF-8 (".UTF-8"), or of another encoding; nothing when it does not say.
/// C and POSIX go with every encoding.
std::optional<bool> pgLocaleIsUtf8(const QByteArray& locale);
bool pgIsUtf8(QByteArrayView encoding);

/// The shape of a new database as this server can make it.
struct PgFittedShape
{
    PgDatabase shape;
    Message replaced; ///< what the database sorts by instead of the backup's locale; empty: as the backup says
};

/// A backup often comes from another system whose locales have other names ("English_United States.1252"). Rows and objects are the
/// same under any of them, and indexes are built anew, so the restore goes on with the locale of the old database, else the
/// server's own, else C: the first that goes with the encoding. It is told, and a locale the DBA chose is never replaced.
PgFittedShape fitPgLocale(PgConnection& connection, const PgOptions& options, PgDatabase shape, const std::optional<PgCatalogDatabase>& old);

} // namespace bakferry
