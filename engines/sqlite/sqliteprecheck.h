#pragma once
#include "engines/engine.h"

namespace bakferry {

/// Prechecks an SQLite backup and its target; see RestoreEngine::precheck.
PrecheckReport precheckSqlite(const RestoreRequest& request, const JobContext& context);

/// Size the restored database will have at least, as far as the backup tells.
class SqliteSource;
qint64 expectedBytes(SqliteSource& source);

} // namespace bakferry
