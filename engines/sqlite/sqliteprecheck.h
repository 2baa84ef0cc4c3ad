#pragma once
#include "engines/engine.h"
#include "engines/input/backupinput.h"

namespace bakferry {

/// Prechecks an SQLite backup and its target; see RestoreEngine::precheck.
PrecheckReport precheckSqlite(const RestoreRequest& request, const JobContext& context);

/// When a compressed backup is taken for a bomb: it gives out of proportion, and more than the target's folder has room for.
InputLimits limitsFor(const RestoreRequest& request);

/// Size the restored database will have at least, as far as the backup tells.
class SqliteSource;
qint64 expectedBytes(SqliteSource& source);

} // namespace bakferry
