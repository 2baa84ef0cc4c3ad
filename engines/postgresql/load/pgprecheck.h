#pragma once
#include "engines/engine.h"
#include "engines/postgresql/load/pgdatabases.h"

namespace bakferry {

/// See RestoreEngine::precheck: reads the whole backup, looks at the server, changes nothing.
PrecheckReport precheckPg(const RestoreRequest& request, const JobContext& context);

/// What the server says to a restore of `chosen`, and what the backup could do to it: asked by the precheck, and again before a restore
/// begins. Changes nothing.
QList<Finding> checkPgServer(const PgBackup& backup, const QList<PgChosenDatabase>& chosen, const RestoreRequest& request, const JobContext& context);

} // namespace bakferry
