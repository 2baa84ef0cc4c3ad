// Tasks of the runner that restore a chain of backups: what they do between one backup and the next.
#include "app/reconcile.h"
#include "app/taskrunner.h"
#include "app/taskrunnerjob.h"
#include "app/verdict.h"

#include <algorithm>

namespace bakferry {

namespace {

void dropUnapplied(TaskPlan& plan, int applied)
{
    plan.backups.resize(std::min<qsizetype>(applied, plan.backups.size()));
    plan.lastBackup = false;
    plan.stopAt.clear();
}

} // namespace

void TaskRunner::continueWith(const QString& taskId, const BackupSet& backups, bool isLast, const QString& stopAt)
{
    const JobPtr job = restoreJob(taskId);
    if (!job || job->state != Job::State::AwaitingBackup || (backups.isEmpty() && !isLast))
        return;
    MigrationTask& task = job->task;
    task.plan.backups += backups;
    task.plan.lastBackup = isLast;
    task.plan.stopAt = stopAt;
    task.findings.clear();
    task.evidence.reset();
    task.result.error.reset();
    emit updated({.taskId = taskId, .phase = TaskPhase::Queued, .findings = task.findings, .plan = task.plan, .result = task.result});
    log(job, LogLevel::Info, backups.isEmpty() ? Message{QT_TRANSLATE_NOOP("Message", "The DBA asked to complete the restore with the backups given so far."), {}}
                                               : Message{QT_TRANSLATE_NOOP("Message", "%1 further backup files were given."), {QString::number(backups.size())}});
    job->workPhase = TaskPhase::Queued;
    job->state = Job::State::Waiting;
    schedule();
}

// Nothing was written by this job. What earlier ones put into staging is not given up for that.
void TaskRunner::endUntouched(const JobPtr& job, const Verdict& verdict)
{
    if (job->isNext() && !job->dropsStaging && verdict.result.error)
        awaitBackupAsBefore(job, *verdict.result.error);
    else
        end(job, verdict);
}

void TaskRunner::awaitBackupAsBefore(const JobPtr& job, const Error& reason)
{
    MigrationTask& task = job->task;
    dropUnapplied(task.plan, task.appliedBackups);
    TaskResult result = task.result;
    result.error = reason;
    log(job, reason.kind == ErrorKind::Cancelled ? LogLevel::Warning : LogLevel::Error, reason.what);
    awaitBackup(job, result);
}

// The journal and the server say that a dead program left the staging whole.
void TaskRunner::awaitBackupAfterDeath(const JobPtr& job, const Reconciled& answer)
{
    MigrationTask task = job->task;
    dropUnapplied(task.plan, task.appliedBackups);
    task.result = answer.result;
    emit updated({.taskId = task.id, .phase = TaskPhase::AwaitingBackup, .bytesPerSecond = 0, .secondsLeft = -1, .plan = task.plan, .result = task.result});
    emit logged(task.id, answer.note);
    m_jobs.push_back(waitingJob(task));
    leave(job);
}

TaskRunner::JobPtr TaskRunner::waitingJob(const MigrationTask& task)
{
    auto job = std::make_shared<Job>(Job::Kind::Restore, task);
    job->state = Job::State::AwaitingBackup;
    job->workPhase = TaskPhase::AwaitingBackup;
    job->elapsedBeforeMs = task.elapsedMs;
    for (const ObjectReport& object : task.objects)
        job->objects.add(object);
    return job;
}

// A fresh job takes the place of the one that has ended, and holds no worker.
void TaskRunner::awaitBackup(const JobPtr& job, const TaskResult& result)
{
    flush(job);
    if (!job->hidesSteps() && !canFollow(job->workPhase, TaskPhase::AwaitingBackup))
        enterPhase(job, TaskPhase::Verifying);
    job->task.result = result;
    job->task.elapsedMs = job->elapsedMs();
    const MigrationTask& task = job->task;
    TaskUpdate update{.taskId = task.id, .phase = TaskPhase::AwaitingBackup, .bytesPerSecond = 0, .secondsLeft = -1, .elapsedMs = task.elapsedMs,
                      .plan = task.plan, .appliedBackups = task.appliedBackups, .result = result};
    finishDetails(job, {TaskPhase::AwaitingBackup, result}, update);
    job->task.objects = job->objects.all();
    emit updated(update);
    std::ranges::replace(m_jobs, job, waitingJob(task));
    leave(job);
}

void TaskRunner::restored(const JobPtr& job, const RestoreOutcome& outcome)
{
    Verdict verdict = verdictOn(outcome);
    if (verdict.phase != TaskPhase::AwaitingBackup)
        return end(job, verdict);
    if (verdict.result.error && job->isNext())
        return awaitBackupAsBefore(job, *verdict.result.error);
    if (verdict.result.error) {
        verdict.phase = TaskPhase::Failed; // there is nothing to wait with
        return end(job, verdict);
    }
    job->task.appliedBackups = int(job->task.plan.backups.size());
    for (ChainLink& link : job->task.chain.links)
        link.applied = link.accepted;
    emit updated({.taskId = job->task.id, .chain = job->task.chain});
    log(job, LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "What was given is in staging and verified; the next backup is awaited."), {}});
    awaitBackup(job, verdict.result);
}

} // namespace bakferry
