#include "app/taskrunner.h"

#include "app/jobguard.h"
#include "app/reconcile.h"
#include "app/taskrunnerjob.h"
#include "app/verdict.h"

#include <algorithm>

namespace bakferry {

namespace {

constexpr int tickMs = 40;          // 25 a second
constexpr qint64 heartbeatMs = 500; // elapsed time is told at least this often

} // namespace

TaskRunner::TaskRunner(Engines engines, Recorder recorder, QObject* parent)
    : QObject(parent), m_engines(std::move(engines)), m_recorder(std::move(recorder))
{
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &TaskRunner::tick);
    setJobsAtOnce(m_jobsAtOnce);
}

// Only a program that skipped shutdown() has something to wait for here.
TaskRunner::~TaskRunner()
{
    for (const JobPtr& job : m_jobs)
        job->stop.request_stop();
    m_pool.waitForDone();
}

void TaskRunner::setJobsAtOnce(int count)
{
    m_jobsAtOnce = std::max(1, count);
    m_pool.setMaxThreadCount(m_jobsAtOnce);
    schedule();
}

void TaskRunner::enqueue(const MigrationTask& task)
{
    if (!restoreJob(task.id))
        add(std::make_shared<Job>(Job::Kind::Restore, task));
}

void TaskRunner::reconcile(const MigrationTask& task)
{
    const auto isSame = [&](const JobPtr& job) { return job->kind == Job::Kind::Reconcile && job->task.id == task.id; };
    if (std::ranges::any_of(m_jobs, isSame))
        return;
    const bool isAsking = task.phase == TaskPhase::NeedsDecision;
    if (waitedForBackup(task)) {
        const JobPtr job = waitingJob(task);
        add(job);
        if (task.phase != TaskPhase::AwaitingBackup)
            endUnstarted(job, failedUntouched(endedBetweenBackups()));
        return;
    }
    auto job = std::make_shared<Job>(isAsking ? Job::Kind::Restore : Job::Kind::Reconcile, task);
    if (isAsking) {
        job->state = Job::State::Deciding;
        job->workPhase = TaskPhase::NeedsDecision;
    }
    add(std::move(job));
}

void TaskRunner::undo(const MigrationTask& task)
{
    const auto isSame = [&](const JobPtr& job) { return job->kind == Job::Kind::Undo && job->task.id == task.id; };
    if (std::ranges::none_of(m_jobs, isSame))
        add(std::make_shared<Job>(Job::Kind::Undo, task));
}

void TaskRunner::discard(const MigrationTask& task, const LeftOver& leftOver)
{
    auto job = std::make_shared<Job>(Job::Kind::Discard, task);
    job->leftOver = leftOver;
    add(std::move(job));
}

void TaskRunner::add(JobPtr job)
{
    if (m_closing)
        return;
    m_jobs.push_back(std::move(job));
    schedule();
}

void TaskRunner::cancel(const QString& taskId)
{
    const JobPtr job = restoreJob(taskId);
    if (!job || job->cancelling)
        return;
    if (job->state == Job::State::AwaitingBackup) {
        job->cancelling = job->dropsStaging = true;
        job->state = Job::State::Waiting;
        emit updated({.taskId = taskId, .phase = TaskPhase::Cancelling});
        return schedule();
    }
    if (job->state != Job::State::Running) {
        endUnstarted(job, cancelledUntouched());
        return;
    }
    flush(job);
    if (!canFollow(job->workPhase, TaskPhase::Cancelling)) {
        log(job, LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "Too late to stop: the switch-over is under way and will be finished."), {}});
        return;
    }
    job->cancelling = true;
    emit updated({.taskId = taskId, .phase = TaskPhase::Cancelling});
    job->stop.request_stop();
}

void TaskRunner::pause(const QString& taskId)
{
    const JobPtr job = restoreJob(taskId);
    if (!job || job->hidesSteps() || (job->state != Job::State::Waiting && job->state != Job::State::Running))
        return;
    flush(job);
    if (!canFollow(job->workPhase, TaskPhase::Paused))
        return;
    job->paused = true;
    job->gate.pause();
    if (job->state == Job::State::Waiting)
        job->state = Job::State::Held;
    emit updated({.taskId = taskId, .phase = TaskPhase::Paused, .bytesPerSecond = 0, .secondsLeft = -1});
}

void TaskRunner::resume(const QString& taskId)
{
    const JobPtr job = restoreJob(taskId);
    if (!job || !job->paused || job->cancelling)
        return;
    job->paused = false;
    job->rate.reset();
    job->gate.resume();
    if (job->state == Job::State::Held)
        job->state = Job::State::Waiting;
    emit updated({.taskId = taskId, .phase = job->workPhase});
    schedule();
}

void TaskRunner::decide(const QString& taskId, bool goOn)
{
    const JobPtr job = restoreJob(taskId);
    if (!job || job->state != Job::State::Deciding)
        return;
    if (!goOn) {
        endUnstarted(job, cancelledUntouched());
        return;
    }
    log(job, LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "The DBA decided to go on over what the precheck left open."), {}});
    job->isDecided = true;
    job->state = Job::State::Waiting;
    enterPhase(job, TaskPhase::Queued);
    schedule();
}

void TaskRunner::shutdown()
{
    m_closing = true;
    const std::vector<JobPtr> jobs = m_jobs;
    for (const JobPtr& job : jobs) {
        if (job->kind == Job::Kind::Restore && job->state != Job::State::Deciding && job->state != Job::State::AwaitingBackup)
            cancel(job->task.id);
        else if (job->state == Job::State::SigningIn)
            leave(job);
        else
            job->stop.request_stop();
    }
    std::erase_if(m_jobs, [](const JobPtr& job) { return job->state != Job::State::Running; });
    tellIdle();
}

void TaskRunner::tellIdle()
{
    if (!m_closing || !isIdle() || m_idleTold)
        return;
    m_idleTold = true;
    QMetaObject::invokeMethod(this, &TaskRunner::idle, Qt::QueuedConnection);
}

// Jobs of one target keep their order, because an older one that cannot start yet still blocks its target.
void TaskRunner::schedule()
{
    if (m_closing)
        return;
    QByteArrayList busy;
    for (const JobPtr& job : m_jobs) {
        if (job->isUnderWay())
            busy.append(job->targetKey);
    }
    const std::vector<JobPtr> jobs = m_jobs; // starting may end a job at once and change the list
    for (const JobPtr& job : jobs) {
        if (m_running >= m_jobsAtOnce)
            return;
        if (job->state != Job::State::Waiting || busy.contains(job->targetKey))
            continue;
        busy.append(job->targetKey);
        start(job);
    }
}

void TaskRunner::start(const JobPtr& job)
{
    job->state = Job::State::SigningIn;
    ++m_running;
    m_tick.start();
    const ConnectionProfile& connection = job->task.plan.target.connection;
    if (!m_secrets || connection.host.isEmpty())
        return begin(job);
    m_secrets(connection, this, [this, job](const Credentials& credentials) {
        if (job->state != Job::State::SigningIn)
            return; // cancelled meanwhile
        job->credentials = credentials;
        begin(job);
    });
}

void TaskRunner::begin(const JobPtr& job)
{
    job->state = Job::State::Running;
    const RestoreEngine* engine = m_engines(job->task.plan.target.connection.engineId);
    if (!engine && job->kind != Job::Kind::Reconcile) {
        const Error error = unknownEngine(job->task.plan.target.connection.engineId);
        if (job->kind == Job::Kind::Restore)
            return endUntouched(job, failedUntouched(error));
        emit refused(job->task.id, error);
        return leave(job);
    }
    switch (job->kind) {
    case Job::Kind::Restore: return startRestoreJob(job, *engine);
    case Job::Kind::Undo: return runUndo(job, *engine);
    case Job::Kind::Discard: return runDiscard(job, *engine);
    case Job::Kind::Reconcile: break;
    }
    const MigrationTask& task = job->task;
    if (engine && !hadNotBegun(task))
        return runReconcile(job, *engine);
    const Reconciled answer = hadNotBegun(task) ? reconciled(task, {}) : unreconcilable(task, unknownEngine(task.plan.target.connection.engineId));
    settle(job, answer);
}

void TaskRunner::startRestoreJob(const JobPtr& job, const RestoreEngine& engine)
{
    MigrationTask& task = job->task;
    if (job->dropsStaging)
        return runDropStaging(job, engine);
    if (!job->clock.isValid())
        job->clock.start();
    if (!task.startedUtc.isValid()) {
        task.startedUtc = QDateTime::currentDateTimeUtc();
        emit updated({.taskId = task.id, .startedUtc = task.startedUtc});
    }
    const bool isPrechecked = !task.findings.isEmpty() || task.evidence;
    if (job->isDecided || isPrechecked)
        return goOnAfterPrecheck(job, engine);
    if (task.plan.precheck)
        return runPrecheck(job, engine);
    const Message text{QT_TRANSLATE_NOOP("Message", "The precheck was switched off; the DBA takes the responsibility."), {}};
    log(job, LogLevel::Warning, text);
    task.findings = {Finding{"precheck", FindingLevel::NotCheckable, text,
                             {QT_TRANSLATE_NOOP("Message", "Leave the precheck on to learn of trouble before anything is written."), {}}, {}, {}, {}}};
    emit updated({.taskId = task.id, .findings = task.findings});
    runRestore(job, engine);
}

void TaskRunner::goOnAfterPrecheck(const JobPtr& job, const RestoreEngine& engine)
{
    const MigrationTask& task = job->task;
    switch (afterPrecheck(task.findings, task.plan.acceptWarnings || job->isDecided)) {
    case AfterPrecheck::Refuse: return endUntouched(job, refusedByPrecheck(task.findings));
    case AfterPrecheck::AskFirst: return askFirst(job);
    case AfterPrecheck::Restore: return runRestore(job, engine);
    }
}

void TaskRunner::prechecked(const JobPtr& job, const RestoreEngine& engine, const PrecheckReport& report)
{
    flush(job);
    job->task.findings = report.findings;
    job->task.evidence = report.evidence;
    if (!report.facts.chain.isEmpty())
        job->task.chain = report.facts.chain;
    emit updated({.taskId = job->task.id, .findings = report.findings, .evidence = report.evidence, .chain = job->task.chain});
    if (report.cancelled || job->stop.stop_requested())
        return endUntouched(job, cancelledUntouched());
    log(job, report.hasBlocker() ? LogLevel::Error : LogLevel::Info,
        {QT_TRANSLATE_NOOP("Message", "Precheck: %1 passed, %2 warnings, %3 not checkable, %4 blockers."),
         {QString::number(report.count(FindingLevel::Passed)), QString::number(report.count(FindingLevel::Warning)),
          QString::number(report.count(FindingLevel::NotCheckable)), QString::number(report.count(FindingLevel::Blocker))}});
    if (report.findings.isEmpty()) {
        return end(job, failedUntouched({ErrorKind::Internal, "precheck.empty",
                                         {QT_TRANSLATE_NOOP("Message", "The precheck came back without one finding."), {}},
                                         {QT_TRANSLATE_NOOP("Message", "Report this as a mistake of BakFerry."), {}}, {}}));
    }
    goOnAfterPrecheck(job, engine);
}

// The worker has ended; the question is a phase and no thread waits for its answer.
void TaskRunner::askFirst(const JobPtr& job)
{
    if (job->paused)
        resume(job->task.id);
    job->state = Job::State::Deciding;
    job->workPhase = TaskPhase::NeedsDecision;
    job->credentials = {};
    releaseWorker();
    emit updated({.taskId = job->task.id, .phase = TaskPhase::NeedsDecision, .bytesPerSecond = 0, .secondsLeft = -1,
                  .elapsedMs = job->elapsedMs()});
    log(job, LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "The precheck left questions open; a decision is awaited."), {}});
    emit finished(job->task.id);
    schedule();
    tellIdle();
}

void TaskRunner::endUnstarted(const JobPtr& job, const Verdict& verdict)
{
    if (job->state != Job::State::SigningIn)
        ++m_running;
    job->state = Job::State::Running;
    endUntouched(job, verdict);
}

void TaskRunner::end(const JobPtr& job, const Verdict& verdict)
{
    flush(job);
    if (!job->hidesSteps() && !canFollow(job->workPhase, verdict.phase))
        enterPhase(job, TaskPhase::Verifying); // an engine need not report every step it takes
    TaskUpdate update{.taskId = job->task.id, .phase = verdict.phase, .bytesPerSecond = 0, .secondsLeft = -1,
                      .elapsedMs = job->elapsedMs(), .finishedUtc = QDateTime::currentDateTimeUtc(), .result = verdict.result};
    finishDetails(job, verdict, update);
    emit updated(update);
    if (statusOf(verdict.phase) == TaskStatus::Succeeded)
        log(job, LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "The restore is done and verified: %1 tables, %2 rows."),
                                  {QString::number(verdict.result.tables), QString::number(verdict.result.rows)}});
    if (verdict.result.error)
        log(job, verdict.phase == TaskPhase::Cancelled ? LogLevel::Warning : LogLevel::Error, verdict.result.error->what);
    leave(job);
}

void TaskRunner::leave(const JobPtr& job)
{
    job->state = Job::State::Running; // a password that is found now comes too late
    std::erase(m_jobs, job);
    releaseWorker();
    emit finished(job->task.id);
    schedule();
    tellIdle();
}

void TaskRunner::releaseWorker()
{
    if (--m_running == 0)
        m_tick.stop();
}

void TaskRunner::enterPhase(const JobPtr& job, TaskPhase phase)
{
    if (!canFollow(job->workPhase, phase))
        return;
    job->workPhase = phase;
    job->rate.reset();
    if (!job->hidesSteps())
        emit updated({.taskId = job->task.id, .phase = phase, .elapsedMs = job->elapsedMs()});
}

void TaskRunner::tick()
{
    const std::vector<JobPtr> jobs = m_jobs;
    for (const JobPtr& job : jobs) {
        if (job->state == Job::State::Running)
            flush(job);
    }
}

void TaskRunner::flush(const JobPtr& job)
{
    const JobFeed::News news = job->feed.take();
    const QString& id = job->task.id;
    for (const JournalEntry& entry : news.journal) {
        job->task.journal.append(entry);
        emit updated({.taskId = id, .journalEntry = entry});
    }
    for (const LogRow& row : news.log)
        emit logged(id, row);
    if (job->kind != Job::Kind::Restore)
        return;
    for (const JobStep step : news.steps)
        enterPhase(job, phaseOf(step));
    const qint64 elapsedMs = job->elapsedMs();
    noteDetails(job, news, elapsedMs);
    if (!news.progress && elapsedMs - job->lastElapsedMs < heartbeatMs)
        return;
    job->lastElapsedMs = elapsedMs;
    TaskUpdate update{.taskId = id, .elapsedMs = elapsedMs};
    if (news.progress) {
        job->rate.add(news.progress->bytesDone, elapsedMs);
        update.progress = news.progress;
        update.bytesPerSecond = job->paused ? 0 : job->rate.bytesPerSecond();
        update.secondsLeft = job->paused ? -1 : job->rate.secondsLeft(news.progress->bytesTotal);
    }
    tellDetailsIfDue(job, update);
    emit updated(update);
}

void TaskRunner::log(const JobPtr& job, LogLevel level, const Message& text)
{
    emit logged(job->task.id, LogRow{QDateTime::currentDateTimeUtc(), level, text});
}

TaskRunner::JobPtr TaskRunner::restoreJob(const QString& taskId) const
{
    const auto isIt = [&](const JobPtr& job) { return job->kind == Job::Kind::Restore && job->task.id == taskId; };
    const auto it = std::ranges::find_if(m_jobs, isIt);
    return it == m_jobs.end() ? nullptr : *it;
}

} // namespace bakferry
