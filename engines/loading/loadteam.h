#pragma once
#include "engines/engine.h"
#include "engines/loading/objectbook.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace bakferry {

/// What the threads of one load share: the first failure, which stops all of them, and how far they are. Thread-safe.
class LoadTeam
{
public:
    explicit LoadTeam(const JobContext& outer);

    /// For connections and safe points of this load: its token also stops when another thread has failed.
    const JobContext& context() const { return m_inner; }
    /// Remembers the first failure and stops the others. A stop from outside is no failure of anybody.
    void fail(const Error& error);
    /// The first failure, or cancelledError() after a stop.
    Result<void> result() const;
    /// The safe point: waits while paused. @returns false when the load must end.
    bool goOn() const { return m_inner.goOn(); }

    /// Runs `work` on `threads` threads (the calling one included), each with its number, until all have returned.
    Result<void> run(int threads, const std::function<Result<void>(int)>& work);

    void beginStep(JobStep step, qint64 bytesTotal);
    /// Back to loading, for the next database of the backup: the bytes of those before count on.
    void resumeLoading();
    /// @param object  counted in objects(), too, where it was begun there
    void advance(qint64 bytes, qint64 rows, const QString& object);
    ObjectBook& objects() { return m_objects; }
    /// The object that ended the load: not one whose loading was only stopped for that.
    void failObject(const QString& object, const QByteArray& id, const Error& error);
    qint64 bytes() const { return m_bytes; }
    qint64 rows() const { return m_rows; }

private:
    const JobContext& m_outer;
    std::stop_source m_stop;
    JobContext m_inner;
    struct PassOn { std::stop_source* stop; void operator()() const noexcept { stop->request_stop(); } };
    std::stop_callback<PassOn> m_passOn;
    mutable std::mutex m_mutex;
    std::optional<Error> m_failure;
    std::atomic<JobStep> m_step = JobStep::Loading;
    std::atomic<qint64> m_bytes = 0, m_bytesTotal = 0, m_rows = 0;
    std::atomic<qint64> m_loadedBytes = 0, m_loadTotal = 0;
    ObjectBook m_objects;
};

} // namespace bakferry
