#include "app/previews.h"

#include "app/jobguard.h"
#include "engines/catalog.h"

#include <QPointer>

#include <atomic>
#include <mutex>

namespace bakferry {

/// One question on its way. The pointer is looked at on the GUI thread only.
struct Previews::Run
{
    Run(QObject* context, std::stop_token all) : context(context), onStopAll(all, [this] { stop.request_stop(); }) { }

    QPointer<QObject> context;
    std::stop_source stop;
    std::stop_callback<std::function<void()>> onStopAll;
    std::mutex mutex;
    JobProgress progress;             ///< the latest, guarded
    bool isProgressPosted = false;    ///< guarded: one event on its way at a time, whatever the engine's pace
};

Previews::Previews(Engines engines, QObject* parent) : QObject(parent), m_engines(std::move(engines))
{
    m_pool.setMaxThreadCount(3);
}

Previews::~Previews()
{
    m_stopAll.request_stop();
    m_pool.waitForDone();
}

std::shared_ptr<Previews::Run> Previews::newRun(QObject* context) { return std::make_shared<Run>(context, m_stopAll.get_token()); }

// One question with one answer. A mistake of ours inside `work` comes back as the answer's error.
template <typename Answer, typename Work>
Previews::Stop Previews::ask(QObject* context, Work work, std::function<void(Answer)> done)
{
    const auto run = newRun(context);
    m_pool.start([this, run, work = std::move(work), done = std::move(done)] {
        JobContext job;
        job.stop = run->stop.get_token();
        const auto answer = [run, done, found = guarded([&] { return work(job); }, [](const Error& error) { return Answer(error); })] {
            if (run->context)
                done(found);
        };
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    });
    return [run] { run->stop.request_stop(); };
}

Previews::Stop Previews::inspect(const BackupSet& backups, QObject* context, std::function<void(Result<BackupFacts>)> done)
{
    return ask<Result<BackupFacts>>(context, [backups](const JobContext& job) { return inspectBackup(backups, job); }, std::move(done));
}

Previews::Stop Previews::run(std::function<Result<void>()> work, QObject* context, std::function<void(Result<void>)> done)
{
    return ask<Result<void>>(context, [work = std::move(work)](const JobContext&) { return work(); }, std::move(done));
}

Previews::Stop Previews::testConnection(const RestoreTarget& target, const Credentials& credentials, QObject* context,
                                        std::function<void(Result<ServerFacts>)> done)
{
    const RestoreEngine* engine = m_engines(target.connection.engineId);
    const auto work = [engine, target, credentials](const JobContext& job) -> Result<ServerFacts> {
        if (!engine)
            return unknownEngine(target.connection.engineId);
        return engine->testConnection(target, credentials, job);
    };
    return ask<Result<ServerFacts>>(context, work, std::move(done));
}

Previews::Stop Previews::script(const MigrationTask& draft, QObject* context, std::function<void(Result<QByteArray>)> done)
{
    const RestoreEngine* engine = m_engines(draft.plan.target.connection.engineId);
    const auto work = [engine, draft](const JobContext& job) -> Result<QByteArray> {
        if (!engine)
            return unknownEngine(draft.plan.target.connection.engineId);
        return engine->script(draft.request(), job);
    };
    return ask<Result<QByteArray>>(context, work, std::move(done));
}

Previews::Stop Previews::precheck(const MigrationTask& draft, const Credentials& credentials, QObject* context,
                                  std::function<void(JobProgress)> progress, std::function<void(PrecheckReport)> done, bool targetAlone)
{
    const auto run = newRun(context);
    const RestoreEngine* engine = m_engines(draft.plan.target.connection.engineId);
    const auto tell = [run, progress = std::move(progress)] {
        JobProgress latest;
        {
            const std::lock_guard lock(run->mutex);
            run->isProgressPosted = false;
            latest = run->progress;
        }
        if (run->context && progress)
            progress(latest);
    };
    m_pool.start([this, run, engine, draft, credentials, tell, targetAlone, done = std::move(done)] {
        JobContext job;
        job.stop = run->stop.get_token();
        job.progress = [this, run, tell](const JobProgress& latest) {
            const std::lock_guard lock(run->mutex);
            run->progress = latest;
            if (!std::exchange(run->isProgressPosted, true))
                QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
        };
        const auto work = [&] {
            RestoreRequest request = draft.request(credentials);
            request.targetAlone = targetAlone;
            return engine ? engine->precheck(request, job) : blockedBy(unknownEngine(draft.plan.target.connection.engineId));
        };
        const auto answer = [run, done, report = guarded(work, blockedBy)] {
            if (run->context)
                done(report);
        };
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    });
    return [run] { run->stop.request_stop(); };
}

} // namespace bakferry
