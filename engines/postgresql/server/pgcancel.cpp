#include "engines/postgresql/server/pgcancel.h"

#include <atomic>
#include <thread>

namespace bakferry {

namespace {

using namespace std::chrono_literals;

constexpr auto askAgainAfter = 300ms;
constexpr auto patienceWithNetwork = 1500ms; // a cancel must be over within two seconds
constexpr auto patienceWithServer = 10s;     // it knows of the wish; some steps of it cannot be interrupted

} // namespace

struct PgCancel::Request
{
    explicit Request(PGconn* handle) : cancel(PQgetCancel(handle)) { }
    ~Request() { PQfreeCancel(cancel); }
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    PGcancel* const cancel;
    std::atomic_bool isUnderWay = false, wasHeard = false;
};

PgCancel::PgCancel(PGconn* handle) : m_request(std::make_shared<Request>(handle)) { }

void PgCancel::ask()
{
    const Clock::time_point now = Clock::now();
    if (m_first == Clock::time_point())
        m_first = now;
    if (now - m_last < askAgainAfter || m_request->isUnderWay.exchange(true))
        return;
    m_last = now;
    std::thread([request = m_request] {
        char ignored[256];
        if (PQcancel(request->cancel, ignored, sizeof ignored) != 0)
            request->wasHeard = true;
        request->isUnderWay = false;
    }).detach();
}

bool PgCancel::isHopeless() const
{
    return m_first != Clock::time_point() && Clock::now() - m_first > (m_request->wasHeard ? Clock::duration(patienceWithServer) : Clock::duration(patienceWithNetwork));
}

} // namespace bakferry
