#pragma once
#include "engines/engine.h"
#include "engines/sqlserver/msplan.h"

namespace bakferry {

/// RestoreEngine::script for SQL Server: the plan as T-SQL for sqlcmd or Management Studio, UTF-8. It does what BakFerry would do: verify,
/// restore under a staging name with MOVE, recover, check, rename; and goes no further after the first error (SET NOEXEC ON).
///
/// Nothing that a backup says can become a statement: names stand in [ ], texts in N' ', and names that sqlcmd would read itself (control
/// characters, "$(") are refused. @returns Error{Risk} script.hostile, or the blocker that keeps the chain from being planned
Result<QByteArray> writeMsScript(const RestoreRequest& request, const JobContext& context);

/// The same for a plan that is made already.
Result<QByteArray> msScriptOf(const MsRestorePlan& plan, const RestoreRequest& request);

} // namespace bakferry
