#include "engines/sqlserver/server/msprogress.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int percentProcessed = 3211; // "%d percent processed."
constexpr auto interval = std::chrono::milliseconds(500);

} // namespace

MsProgress::MsProgress(const RestoreRequest& request, const MsServer& server, int session, JobStep step, qint64 bytes, const JobContext& context, qint64 bytesBefore, qint64 bytesInAll)
    : m_request(request), m_context(context), m_session(session), m_step(step), m_bytes(bytes), m_before(bytesBefore), m_inAll(bytesInAll > 0 ? bytesInAll : bytes)
{
    advance(0);
    if (server.seesState && session > 0)
        m_thread = std::jthread([this](const std::stop_token& over) { watch(over); });
}

MsProgress::~MsProgress() = default;

MsConnection::OnMessage MsProgress::listener() const
{
    return [this](const MsMessage& message) {
        if (message.number == percentProcessed)
            advance(message.text.section(u' ', 0, 0).toInt());
    };
}

void MsProgress::advance(int percent) const
{
    int before = m_percent;
    while (percent > before && !m_percent.compare_exchange_weak(before, percent)) { }
    m_context.report({m_step, m_before + m_bytes / 100 * std::clamp(m_percent.load(), 0, 100), m_inAll, 0, {}});
}

void MsProgress::watch(const std::stop_token& over) const
{
    JobContext quiet;
    quiet.stop = over; // ends a sign-in that hangs
    std::unique_ptr<MsConnection> connection;
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    while (!never.wait_for(lock, over, interval, [] { return false; }) && !over.stop_requested()) {
        if (!connection) {
            auto opened = MsConnection::open(m_request.target.connection, m_request.credentials, quiet);
            if (!opened)
                return; // the restore goes on without
            connection = std::move(opened).value();
        }
        const Result<QString> percent = connection->value(u"SELECT percent_complete FROM sys.dm_exec_requests WHERE session_id = %1 AND command LIKE N'%RESTORE%'"_s.arg(m_session));
        if (!percent)
            return;
        advance(int(percent->toDouble()));
    }
}

} // namespace bakferry
