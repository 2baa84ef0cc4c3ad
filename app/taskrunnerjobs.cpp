// The jobs of the runner: what runs on the worker pool, and how its answer comes back. The only place with QtConcurrent.
#include "app/jobguard.h"
#include "app/reconcile.h"
#include "app/taskrunnerjob.h"
#include "app/taskrunner.h"

#include <QtConcurrentRun>

namespace bakferry {

namespace {

RestoreOutcome failedWith(const Error& error)
{
    RestoreOutcome outcome;
    outcome.error = error;
    return outcome;
}

} // namespace

template <typename Work, typename Fallback, typename Done>
void TaskRunner::launch(const JobPtr& job, Work work, Fallback fallback, Done done)
{
    QtConcurrent::run(&m_pool, [job, work, fallback] { return guarded(work, fallback); })
        .then(this, [done](const decltype(work())& answer) { done(answer); });
}

JobContext TaskRunner::contextOf(const JobPtr& job) const
{
    JobContext context;
    context.stop = job->stop.get_token();
    context.pause = &job->gate;
    context.progress = [job](const JobProgress& progress) { job->feed.putProgress(progress); };
    context.objectProgress = [job](const ObjectReport& object) { job->feed.putObject(object); };
    context.log = [job](LogLevel level, const Message& text) { job->feed.putLog(level, text); };
    context.record = [job, recorder = m_recorder](const JournalEntry& entry) -> Result<void> {
        Result<void> recorded = recorder(job->task.id, entry);
        if (recorded)
            job->feed.putJournal(entry);
        return recorded;
    };
    return context;
}

void TaskRunner::runPrecheck(const JobPtr& job, const RestoreEngine& engine)
{
    enterPhase(job, TaskPhase::Prechecking);
    launch(
        job,
        [&engine, isNext = job->isNext(), journal = job->task.journal, request = job->task.request(job->credentials), context = contextOf(job)] {
            return isNext ? engine.precheckNext(request, journal, context) : engine.precheck(request, context);
        },
        blockedBy,
        [this, job, &engine](const PrecheckReport& report) { prechecked(job, engine, report); });
}

void TaskRunner::runNext(const JobPtr& job, const RestoreEngine& engine)
{
    enterPhase(job, TaskPhase::Replaying);
    const auto work = [&engine, journal = job->task.journal, request = job->task.request(job->credentials), context = contextOf(job)] {
        return engine.continueRestore(request, journal, context);
    };
    launch(job, work, failedWith, [this, job](const RestoreOutcome& outcome) { restored(job, outcome); });
}

void TaskRunner::runDropStaging(const JobPtr& job, const RestoreEngine& engine)
{
    const auto work = [&engine, task = job->task, request = job->task.request(job->credentials), context = contextOf(job)] {
        Verdict verdict = cancelledUntouched();
        for (const LeftOver& leftOver : task.result.leftOvers) {
            if (const Result<void> gone = engine.discard(request, task.journal, leftOver); !gone) {
                context.note(LogLevel::Warning, gone.error().what);
                verdict.result.leftOvers.append(leftOver);
            }
        }
        return verdict;
    };
    launch(job, work, failedUntouched, [this, job](const Verdict& verdict) { end(job, verdict); });
}

void TaskRunner::runRestore(const JobPtr& job, const RestoreEngine& engine)
{
    if (job->isNext())
        return runNext(job, engine);
    enterPhase(job, TaskPhase::Loading);
    const auto work = [&engine, task = job->task, request = job->task.request(job->credentials), context = contextOf(job)] {
        for (const LeftOver& leftOver : task.result.leftOvers) { // of an earlier attempt of this very task
            if (leftOver.kind != LeftOver::Kind::Staging)
                continue;
            if (const Result<void> gone = engine.discard(request, task.journal, leftOver); !gone)
                context.note(LogLevel::Warning, gone.error().what);
        }
        return engine.restore(request, context);
    };
    launch(job, work, failedWith, [this, job](const RestoreOutcome& outcome) { restored(job, outcome); });
}

void TaskRunner::runUndo(const JobPtr& job, const RestoreEngine& engine)
{
    const auto work = [&engine, journal = job->task.journal, request = job->task.request(job->credentials), context = contextOf(job)] {
        return engine.undoOverwrite(request, journal, context);
    };
    launch(job, work, failedWith, [this, job](const RestoreOutcome& outcome) { undone(job, outcome); });
}

void TaskRunner::runDiscard(const JobPtr& job, const RestoreEngine& engine)
{
    const auto work = [&engine, journal = job->task.journal, request = job->task.request(job->credentials), leftOver = job->leftOver] {
        return engine.discard(request, journal, leftOver);
    };
    launch(job, work, [](const Error& error) { return Result<void>(error); },
           [this, job](const Result<void>& answer) { discarded(job, answer); });
}

void TaskRunner::runReconcile(const JobPtr& job, const RestoreEngine& engine)
{
    const auto work = [&engine, task = job->task, credentials = job->credentials] {
        return reconciled(task, engine.reconcile(task.request(credentials), task.journal));
    };
    launch(job, work, [task = job->task](const Error& error) { return unreconcilable(task, error); },
           [this, job](const Reconciled& answer) { settle(job, answer); });
}

void TaskRunner::undone(const JobPtr& job, const RestoreOutcome& outcome)
{
    flush(job);
    const MigrationTask& task = job->task;
    const Verdict verdict = verdictOn(outcome);
    if (outcome.end == RestoreEnd::Complete || outcome.end == RestoreEnd::WithWarnings) {
        TaskResult result = task.result;
        result.overwriteUndone = true;
        result.remains = outcome.remains;
        result.leftOvers = outcome.leftOvers;
        log(job, LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "The overwrite was undone: %1 holds the old database again."), {task.plan.target.display()}});
        emit updated({.taskId = task.id, .result = result});
    } else {
        log(job, LogLevel::Error, verdict.result.error->what);
        emit refused(task.id, *verdict.result.error);
    }
    leave(job);
}

void TaskRunner::discarded(const JobPtr& job, const Result<void>& answer)
{
    flush(job);
    if (!answer) {
        log(job, LogLevel::Error, answer.error().what);
        emit refused(job->task.id, answer.error());
        return leave(job);
    }
    job->task.result.leftOvers.removeOne(job->leftOver);
    for (const JobPtr& other : m_jobs) {
        if (other->task.id == job->task.id)
            other->task.result = job->task.result; // a second clean-up of the same task must not bring the first one back
    }
    log(job, LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "The left-over %1 was removed."), {BackupFile{job->leftOver.place}.display()}});
    emit updated({.taskId = job->task.id, .result = job->task.result});
    leave(job);
}

void TaskRunner::settle(const JobPtr& job, const Reconciled& answer)
{
    flush(job);
    if (answer.phases.contains(TaskPhase::AwaitingBackup))
        return awaitBackupAfterDeath(job, answer);
    const QString& id = job->task.id;
    for (const TaskPhase phase : answer.phases)
        emit updated({.taskId = id, .phase = phase, .bytesPerSecond = 0, .secondsLeft = -1});
    emit updated({.taskId = id, .finishedUtc = QDateTime::currentDateTimeUtc(), .result = answer.result});
    emit logged(id, answer.note);
    leave(job);
}

} // namespace bakferry
