#include "app/verdict.h"

#include "engines/displaytext.h"

#include <algorithm>

namespace bakferry {

namespace {

Error notProven(const char* code, const Message& what, const Message& hint)
{
    return {ErrorKind::VerificationFailed, code, what, hint, {}};
}

Message compareHint()
{
    return {QT_TRANSLATE_NOOP("Message", "Do not use the restored database before it was compared with the source; look at the log of the task."), {}};
}

std::optional<Error> whyNotProven(const RestoreOutcome& outcome)
{
    if (outcome.verification.isEmpty())
        return notProven("verification.none", {QT_TRANSLATE_NOOP("Message", "The restore ended, but nothing of it was verified."), {}}, compareHint());
    const auto failed = std::ranges::find(outcome.verification, FindingLevel::Blocker, &Finding::level);
    if (failed != outcome.verification.end())
        return notProven("verification.failed", failed->what, failed->remedy.isEmpty() ? compareHint() : failed->remedy);
    const StatementBalance& statements = outcome.statements;
    if (!statements.balances()) {
        return notProven("verification.statements",
                         {QT_TRANSLATE_NOOP("Message", "Of %1 statements found, %2 were executed, %3 skipped and %4 failed: these numbers do not add up."),
                          {QString::number(statements.found), QString::number(statements.executed), QString::number(statements.skipped),
                           QString::number(statements.failed)}},
                         compareHint());
    }
    const auto differs = [](const LedgerRow& row) { return row.read >= 0 && row.inTarget >= 0 && !row.agrees(); };
    const auto row = std::ranges::find_if(outcome.ledger, differs);
    if (row == outcome.ledger.end())
        return {};
    return notProven("verification.rows",
                     {QT_TRANSLATE_NOOP("Message", "Table %1: %2 rows were read from the backup, but the target has %3."),
                      {displayText(row->table), QString::number(row->read), QString::number(row->inTarget)}},
                     compareHint());
}

TaskResult resultOf(const RestoreOutcome& outcome)
{
    TaskResult result;
    result.remains = outcome.remains;
    result.tables = outcome.tables;
    result.rows = outcome.rows;
    result.bytesRead = outcome.bytesRead;
    result.statements = outcome.statements;
    result.ledger = outcome.ledger;
    result.verification = outcome.verification;
    result.warnings = outcome.warnings;
    result.leftOvers = outcome.leftOvers;
    result.error = outcome.error;
    return result;
}

Error silentFailure()
{
    return {ErrorKind::Internal, "internal.no-reason", {QT_TRANSLATE_NOOP("Message", "The restore failed without giving a reason."), {}},
            {QT_TRANSLATE_NOOP("Message", "Look at the log of the task and report it as a mistake of BakFerry."), {}}, {}};
}

Error stoppedByWish()
{
    return {ErrorKind::Cancelled, "job.cancelled", {QT_TRANSLATE_NOOP("Message", "The restore was stopped on request."), {}},
            {QT_TRANSLATE_NOOP("Message", "Start the task again when it is wanted."), {}}, {}};
}

} // namespace

AfterPrecheck afterPrecheck(const QList<Finding>& findings, bool acceptWarnings)
{
    const PrecheckReport report{{}, findings, {}, false};
    if (report.hasBlocker())
        return AfterPrecheck::Refuse;
    return report.openQuestions() > 0 && !acceptWarnings ? AfterPrecheck::AskFirst : AfterPrecheck::Restore;
}

Verdict refusedByPrecheck(const QList<Finding>& findings)
{
    const PrecheckReport report{{}, findings, {}, false};
    Verdict verdict{TaskPhase::PrecheckFailed, {}};
    verdict.result.remains = Remains::Old;
    if (const Finding* worst = report.worstBlocker())
        verdict.result.error = Error{worst->kind, worst->code, worst->what, worst->remedy, worst->detail};
    return verdict;
}

Verdict verdictOn(const RestoreOutcome& outcome)
{
    Verdict verdict{TaskPhase::Failed, resultOf(outcome)};
    switch (outcome.end) {
    case RestoreEnd::Complete:
    case RestoreEnd::WithWarnings:
        if (std::optional<Error> reason = whyNotProven(outcome))
            verdict.result.error = std::move(reason);
        else if (outcome.end == RestoreEnd::WithWarnings || !outcome.warnings.isEmpty())
            verdict.phase = TaskPhase::DoneWithWarnings;
        else
            verdict.phase = TaskPhase::Done;
        break;
    case RestoreEnd::Cancelled:
        verdict.phase = TaskPhase::Cancelled;
        if (!verdict.result.error)
            verdict.result.error = stoppedByWish();
        break;
    case RestoreEnd::Waiting:
        // Refused before anything was done: nothing new was compared, and nothing new needs to be.
        if (std::optional<Error> reason = verdict.result.error ? std::nullopt : whyNotProven(outcome))
            verdict.result.error = std::move(reason);
        else
            verdict.phase = TaskPhase::AwaitingBackup;
        break;
    case RestoreEnd::Failed:
        if (!verdict.result.error)
            verdict.result.error = silentFailure();
        break;
    }
    return verdict;
}

Verdict cancelledUntouched()
{
    Verdict verdict = failedUntouched(stoppedByWish());
    verdict.phase = TaskPhase::Cancelled;
    return verdict;
}

Verdict failedUntouched(const Error& error)
{
    Verdict verdict{TaskPhase::Failed, {}};
    verdict.result.remains = Remains::Old;
    verdict.result.error = error;
    return verdict;
}

} // namespace bakferry
