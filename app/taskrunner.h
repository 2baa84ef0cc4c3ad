#pragma once
#include "app/jobfeed.h"
#include "app/ratemeter.h"
#include "app/verdict.h"
#include "models/migrationtask.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace bakferry {

struct Reconciled;

/// Runs the jobs of tasks: restores with their prechecks, undoing, clean-up and looking after a crash. Oldest first, some
/// at once, never two into one target.
///
/// Lives on the GUI thread and owns the worker pool; the engines it calls run on that pool. Emits updated() at most some
/// 30 times a second per task for progress. Knows no widgets and no store. Jobs stop through a std::stop_token and every
/// one ends with an outcome; call shutdown() and wait for idle() before destroying the runner.
class TaskRunner : public QObject
{
    Q_OBJECT

public:
    using Engines = std::function<const RestoreEngine*(QByteArrayView id)>;
    /// Makes a journal entry durable; called on worker threads.
    using Recorder = std::function<Result<void>(const QString& taskId, const JournalEntry& entry)>;

    /// Finds the secret of a server's connection, in memory or in a keychain; answers later, with empty credentials when none is kept.
    using Secrets = std::function<void(const ConnectionProfile&, QObject* context, std::function<void(Credentials)> done)>;

    TaskRunner(Engines engines, Recorder recorder, QObject* parent = nullptr);
    ~TaskRunner() override;

    void setJobsAtOnce(int count);
    /// Asked before each job on a server; the answer goes into that job's request and nowhere else. Without it jobs have no password.
    void setSecrets(Secrets secrets) { m_secrets = std::move(secrets); }
    bool isIdle() const { return m_running == 0; }

public slots:
    /// A new or retried task in phase Queued. A draft that brings findings of its own precheck is not prechecked again.
    void enqueue(const bakferry::MigrationTask& task);
    /// A task found unfinished in the store, or interrupted and not understood. Says what became of it; one that waits for a
    /// decision or for the next backup just waits on.
    void reconcile(const bakferry::MigrationTask& task);
    /// For a task that awaits the next backup: puts `backups` on top of what is in staging, then switches over if that was the last one.
    /// Without backups and with `isLast` it is completed with what is in staging. Ends as before when they are refused.
    void continueWith(const QString& taskId, const bakferry::BackupSet& backups, bool isLast, const QString& stopAt);
    /// A running job is Cancelling until it has ended; before its start a task is Cancelled at once. Of a task that awaits the next backup
    /// the staging database is dropped; one that has begun with the next backup, but not written yet, awaits it again.
    void cancel(const QString& taskId);
    void pause(const QString& taskId);
    void resume(const QString& taskId);
    void decide(const QString& taskId, bool goOn);
    void undo(const bakferry::MigrationTask& task);
    void discard(const bakferry::MigrationTask& task, const bakferry::LeftOver& leftOver);
    /// Cancels everything and takes no more; tasks that wait for a decision stay as they are. Emits idle(), never at once.
    void shutdown();

signals:
    void updated(const bakferry::TaskUpdate& update);
    void logged(const QString& taskId, const bakferry::LogRow& row);
    /// No job works for this task any more: it has ended, waits for a decision, or its undo or clean-up is over.
    void finished(const QString& taskId);
    /// An undo or a clean-up that a DBA asked for did not happen; the task is as it was.
    void refused(const QString& taskId, const bakferry::Error& error);
    void idle();

private:
    struct Job;
    using JobPtr = std::shared_ptr<Job>;

    void add(JobPtr job);
    void schedule();
    void start(const JobPtr& job);
    void begin(const JobPtr& job);
    void startRestoreJob(const JobPtr& job, const RestoreEngine& engine);
    void goOnAfterPrecheck(const JobPtr& job, const RestoreEngine& engine);
    void runPrecheck(const JobPtr& job, const RestoreEngine& engine);
    void runRestore(const JobPtr& job, const RestoreEngine& engine);
    void runNext(const JobPtr& job, const RestoreEngine& engine);
    void runDropStaging(const JobPtr& job, const RestoreEngine& engine);
    void runUndo(const JobPtr& job, const RestoreEngine& engine);
    void runDiscard(const JobPtr& job, const RestoreEngine& engine);
    void runReconcile(const JobPtr& job, const RestoreEngine& engine);
    template <typename Work, typename Fallback, typename Done>
    void launch(const JobPtr& job, Work work, Fallback fallback, Done done);

    void prechecked(const JobPtr& job, const RestoreEngine& engine, const PrecheckReport& report);
    void askFirst(const JobPtr& job);
    void restored(const JobPtr& job, const RestoreOutcome& outcome);
    void undone(const JobPtr& job, const RestoreOutcome& outcome);
    void discarded(const JobPtr& job, const Result<void>& answer);
    void endUnstarted(const JobPtr& job, const Verdict& verdict);
    void awaitBackup(const JobPtr& job, const TaskResult& result);
    void awaitBackupAfterDeath(const JobPtr& job, const Reconciled& answer);
    static JobPtr waitingJob(const MigrationTask& task);
    void awaitBackupAsBefore(const JobPtr& job, const Error& reason);
    void endUntouched(const JobPtr& job, const Verdict& verdict);
    void end(const JobPtr& job, const Verdict& verdict);
    void settle(const JobPtr& job, const Reconciled& answer);
    void leave(const JobPtr& job);
    void releaseWorker();
    void tellIdle();
    void enterPhase(const JobPtr& job, TaskPhase phase);
    void tick();
    void flush(const JobPtr& job);
    void noteDetails(const JobPtr& job, const JobFeed::News& news, qint64 elapsedMs);
    static void tellDetailsIfDue(const JobPtr& job, TaskUpdate& update);
    static void tellDetails(const JobPtr& job, TaskUpdate& update);
    static void finishDetails(const JobPtr& job, const Verdict& verdict, TaskUpdate& update);
    void log(const JobPtr& job, LogLevel level, const Message& text);
    JobContext contextOf(const JobPtr& job) const;
    JobPtr restoreJob(const QString& taskId) const;

    Engines m_engines;
    Recorder m_recorder;
    Secrets m_secrets;
    QThreadPool m_pool;
    QTimer m_tick;
    std::vector<JobPtr> m_jobs; ///< oldest first
    int m_running = 0;
    int m_jobsAtOnce = 2;
    bool m_closing = false;
    bool m_idleTold = false;
};

} // namespace bakferry
