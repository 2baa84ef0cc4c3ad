#pragma once
#include "engines/engine.h"
#include "engines/sqlserver/server/mscatalog.h"

#include <atomic>
#include <thread>

namespace bakferry {

/// How far the RESTORE of another session is: asked of sys.dm_exec_requests twice a second over a connection and on a thread of its own,
/// because drivers hold messages back until the statement ends; and taken from messages ("5 percent processed.") where they come earlier.
class MsProgress
{
public:
    /// @param session  @@SPID of the connection that restores
    /// @param bytes    of the backup; what `percent` is counted against
    MsProgress(const RestoreRequest& request, const MsServer& server, int session, JobStep step, qint64 bytes, const JobContext& context, qint64 bytesBefore = 0, qint64 bytesInAll = 0);
    ~MsProgress();
    MsProgress(const MsProgress&) = delete;
    MsProgress& operator=(const MsProgress&) = delete;

    MsConnection::OnMessage listener() const;

private:
    void advance(int percent) const;
    void watch(const std::stop_token& over) const;
    const RestoreRequest& m_request;
    const JobContext& m_context;
    const int m_session;
    const JobStep m_step;
    const qint64 m_bytes, m_before, m_inAll;
    mutable std::atomic_int m_percent = 0;
    std::jthread m_thread;
};

} // namespace bakferry
