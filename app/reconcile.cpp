#include "app/reconcile.h"

#include "engines/displaytext.h"

namespace bakferry {

namespace {

Error interrupted(const Message& hint)
{
    return {ErrorKind::Internal, "task.interrupted",
            {QT_TRANSLATE_NOOP("Message", "BakFerry ended while this task was unfinished."), {}}, hint, {}};
}

Message hintFor(Remains remains)
{
    switch (remains) {
    case Remains::Nothing: return {QT_TRANSLATE_NOOP("Message", "No target was made. Start the task again."), {}};
    case Remains::Old: return {QT_TRANSLATE_NOOP("Message", "The target is as it was before. Start the task again."), {}};
    case Remains::New:
    case Remains::Partial: return {QT_TRANSLATE_NOOP("Message", "The target holds data of this restore that is not proven. Start the task again."), {}};
    case Remains::Unknown: break;
    }
    return {QT_TRANSLATE_NOOP("Message", "Look at the target before starting the task again."), {}};
}

LogRow note(LogLevel level, const Message& text) { return {QDateTime::currentDateTimeUtc(), level, text}; }

Reconciled finishedAfterAll(const MigrationTask& task, const Recovery& recovery)
{
    Reconciled answer{{TaskPhase::Interrupted, TaskPhase::Done}, task.result, {}};
    answer.result.remains = Remains::New;
    answer.result.leftOvers = recovery.leftOvers;
    answer.result.error.reset();
    answer.result.verification.append(Finding{"reconciled", FindingLevel::Passed,
                                              {QT_TRANSLATE_NOOP("Message", "After the interruption the target was found to hold the new, verified database."), {}}, {}, {}, {}, {}});
    answer.note = note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "BakFerry had ended behind the switch-over: %1 holds the new database."),
                                        {task.plan.target.display()}});
    return answer;
}

Reconciled waitingAsBefore(const MigrationTask& task, const Recovery& recovery)
{
    Reconciled answer{{TaskPhase::AwaitingBackup}, task.result, {}};
    answer.result.remains = recovery.remains;
    answer.result.leftOvers = recovery.leftOvers;
    answer.result.error = endedBetweenBackups();
    answer.note = note(LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "BakFerry ended while the next backup was applied; the staging database was found as it was before it."), {}});
    return answer;
}

} // namespace

bool needsReconciling(TaskPhase phase) { return isRunning(phase) && phase != TaskPhase::NeedsDecision && phase != TaskPhase::AwaitingBackup; }

bool waitedForBackup(const MigrationTask& task)
{
    const bool hadNotGoneOn = task.phase == TaskPhase::AwaitingBackup || task.phase == TaskPhase::Queued || task.phase == TaskPhase::Prechecking;
    return task.appliedBackups > 0 && hadNotGoneOn;
}

Error endedBetweenBackups()
{
    return interrupted({QT_TRANSLATE_NOOP("Message", "What was restored before is still in staging. Give the next backup once more."), {}});
}

bool hadNotBegun(const MigrationTask& task) { return task.journal.isEmpty(); }

Reconciled reconciled(const MigrationTask& task, const std::optional<Recovery>& recovery)
{
    if (recovery && recovery->switchedOver)
        return finishedAfterAll(task, *recovery);
    if (recovery && recovery->isWaiting && task.appliedBackups > 0)
        return waitingAsBefore(task, *recovery);
    Reconciled answer{{TaskPhase::Interrupted}, task.result, {}};
    if (!recovery) {
        answer.result.remains = Remains::Old;
        answer.result.error = interrupted({QT_TRANSLATE_NOOP("Message", "Writing had not begun. Start the task again."), {}});
        answer.note = note(LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "BakFerry ended before this task had begun to write; the target was not touched."), {}});
        return answer;
    }
    if (recovery->error)
        return unreconcilable(task, *recovery->error);
    answer.result.remains = recovery->remains;
    answer.result.leftOvers = recovery->leftOvers;
    answer.result.error = interrupted(hintFor(recovery->remains));
    answer.note = note(LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "BakFerry ended while this task was running; %1 was looked at, and %2 left-overs were found."),
                                           {task.plan.target.display(), QString::number(recovery->leftOvers.size())}});
    return answer;
}

Reconciled unreconcilable(const MigrationTask& task, const Error& reason)
{
    Reconciled answer{{TaskPhase::Interrupted}, task.result, {}};
    answer.result.remains = Remains::Unknown;
    answer.result.error = reason;
    answer.note = note(LogLevel::Error, reason.what);
    return answer;
}

} // namespace bakferry
