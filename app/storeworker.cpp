#include "app/storeworker.h"

#include <QThread>

#include <utility>

namespace bakferry {

namespace {

constexpr int retryMs = 2'000;
constexpr int firstChunk = 500;  // what a window shows at once, in a fraction of the second a DBA waits
constexpr int nextChunk = 1'000; // taken in without a window noticing

Error notOpen()
{
    return {ErrorKind::StoreFailed, "store.closed", {QT_TRANSLATE_NOOP("Message", "The task store is not open for writing."), {}},
            {QT_TRANSLATE_NOOP("Message", "Start BakFerry again with a store that it can write."), {}}, {}};
}

} // namespace

StoreWorker::StoreWorker()
{
    m_retry.setParent(this); // moves to the store's thread with it
    m_retry.setInterval(retryMs);
    connect(&m_retry, &QTimer::timeout, this, &StoreWorker::drain);
}

void StoreWorker::post(Write write)
{
    const std::lock_guard lock(m_mutex);
    m_posted.push_back(std::move(write));
    if (!std::exchange(m_isDrainPosted, true))
        QMetaObject::invokeMethod(this, &StoreWorker::drain, Qt::QueuedConnection);
}

void StoreWorker::open(const QByteArray& path, StoreAccess wanted, const QByteArrayList& steps)
{
    const Result<StoreOpening> opening = m_database.open(path, wanted, steps);
    if (opening)
        emit opened(*opening);
    else
        emit openFailed(opening.error());
}

// Chunks are posted one behind the other, so that saves come in between.
void StoreWorker::load(const LoadScope& scope, qint64 below)
{
    const Result<LoadedTasks> chunk = m_database.load(scope, below, below ? nextChunk : firstChunk);
    if (!chunk) {
        emit failed(chunk.error());
        emit loaded({}, true);
        return;
    }
    if (chunk->unreadable > 0)
        emit unreadableFound(chunk->unreadable);
    emit loaded(chunk->tasks, chunk->below == 0);
    if (chunk->below > 0)
        QMetaObject::invokeMethod(this, [this, scope, next = chunk->below] { load(scope, next); }, Qt::QueuedConnection);
}

Result<LogWindow> StoreWorker::readLog(const QString& taskId, qint64 from, int count)
{
    drain();
    return m_database.readLog(taskId, from, count);
}

Result<void> StoreWorker::record(const QString& taskId, const JournalEntry& entry)
{
    drain();
    if (!m_database.isWritable())
        return notOpen();
    Result<void> recorded = m_database.inTransaction([&] { return m_database.record(taskId, entry); });
    if (!recorded)
        tellFailure(recorded.error());
    return recorded;
}

void StoreWorker::drain()
{
    std::deque<Write> writes = std::exchange(m_kept, {});
    {
        const std::lock_guard lock(m_mutex);
        for (Write& write : m_posted)
            writes.push_back(std::move(write));
        m_posted.clear();
        m_isDrainPosted = false;
    }
    if (writes.empty() || !m_database.isWritable())
        return;
    if (!runAll(writes))
        keepFailed(writes);
    if (m_kept.empty()) {
        m_retry.stop();
        if (std::exchange(m_isFailing, false))
            emit recovered();
    }
}

Result<void> StoreWorker::runAll(const std::deque<Write>& writes)
{
    return m_database.inTransaction([&]() -> Result<void> {
        for (const Write& write : writes) {
            if (Result<void> done = write(m_database); !done)
                return done;
        }
        return {};
    });
}

// One bad write must not take the others with it.
void StoreWorker::keepFailed(const std::deque<Write>& writes)
{
    for (const Write& write : writes) {
        if (const Result<void> done = m_database.inTransaction([&] { return write(m_database); }); !done) {
            tellFailure(done.error());
            m_kept.push_back(write);
        }
    }
    if (!m_kept.empty())
        m_retry.start();
}

void StoreWorker::tellFailure(const Error& error)
{
    if (!std::exchange(m_isFailing, true))
        emit failed(error);
}

void StoreWorker::close()
{
    drain();
    m_retry.stop();
    m_database.close();
    thread()->quit();
}

} // namespace bakferry
