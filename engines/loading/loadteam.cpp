#include "engines/loading/loadteam.h"

#include <thread>
#include <vector>

namespace bakferry {

LoadTeam::LoadTeam(const JobContext& outer) : m_outer(outer), m_inner(outer), m_passOn(outer.stop, PassOn{&m_stop}), m_objects(m_outer)
{
    m_inner.stop = m_stop.get_token();
}

void LoadTeam::fail(const Error& error)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_failure || error.kind == ErrorKind::Cancelled)
            return;
        m_failure = error;
    }
    m_stop.request_stop(); // not under the lock: cancelling on the server takes a moment
}

Result<void> LoadTeam::result() const
{
    const std::lock_guard lock(m_mutex);
    if (m_outer.stop.stop_requested())
        return cancelledError();
    return m_failure ? Result<void>(*m_failure) : Result<void>();
}

Result<void> LoadTeam::run(int threads, const std::function<Result<void>(int)>& work)
{
    const auto guarded = [&](int number) {
        if (const Result<void> done = work(number); !done)
            fail(done.error());
    };
    {
        std::vector<std::jthread> others;
        for (int number = 1; number < threads; ++number)
            others.emplace_back(guarded, number);
        guarded(0);
    }
    return result();
}

void LoadTeam::beginStep(JobStep step, qint64 bytesTotal)
{
    if (m_step == JobStep::Loading)
        m_loadedBytes = m_bytes.load();
    if (step == JobStep::Loading)
        m_loadTotal = bytesTotal;
    m_step = step;
    m_bytes = 0;
    m_bytesTotal = bytesTotal;
    m_outer.report({step, 0, bytesTotal, m_rows, {}});
}

void LoadTeam::resumeLoading()
{
    if (m_step == JobStep::Loading)
        return;
    m_step = JobStep::Loading;
    m_bytes = m_loadedBytes.load();
    m_bytesTotal = m_loadTotal.load();
    advance(0, 0, {});
}

void LoadTeam::advance(qint64 bytes, qint64 rows, const QString& object)
{
    const qint64 done = m_bytes += bytes;
    const qint64 all = m_rows += rows;
    m_outer.report({m_step, qMin(done, m_bytesTotal.load()), m_bytesTotal, all, object});
    if (bytes != 0 || rows != 0)
        m_objects.add(object, bytes, rows);
}

void LoadTeam::failObject(const QString& object, const QByteArray& id, const Error& error)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_failure || error.kind == ErrorKind::Cancelled || m_outer.stop.stop_requested())
            return;
    }
    m_objects.fail(object, id);
}

} // namespace bakferry
