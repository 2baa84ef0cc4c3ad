#pragma once
#include "engines/postgresql/pgbackup.h"

namespace bakferry {

/// Fills a database's encoding, locale, owner, limits and settings from what its DATABASE, ENCODING, STDSTRINGS and SEARCHPATH
/// entries define. What they do not say stays as it is.
/// Source: PostgreSQL, src/bin/pg_dump/pg_dump.c, dumpDatabase(), dumpEncoding(), dumpStdStrings(), dumpSearchPath()
void readPgDatabaseFacts(PgDatabase& database);

} // namespace bakferry
