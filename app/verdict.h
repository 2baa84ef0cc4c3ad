#pragma once
#include "models/migrationtask.h"

namespace bakferry {

/// How a task ends, decided from what an engine said and from nothing else. Pure functions, any thread.
struct Verdict
{
    TaskPhase phase = TaskPhase::Failed;
    TaskResult result;
};

enum class AfterPrecheck { Restore, AskFirst, Refuse };

AfterPrecheck afterPrecheck(const QList<Finding>& findings, bool acceptWarnings);
/// A blocker was found: the target was not touched.
Verdict refusedByPrecheck(const QList<Finding>& findings);
/// Believes a success only when something was compared, the statements balance and the ledger agrees; else it is a failure
/// that names the table and how many rows it lacks.
Verdict verdictOn(const RestoreOutcome& outcome);
/// Stopped before anything was written.
Verdict cancelledUntouched();
/// Ended by an error before anything was written.
Verdict failedUntouched(const Error& error);

} // namespace bakferry
