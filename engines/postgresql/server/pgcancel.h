#pragma once
#include <chrono>
#include <memory>

#include <libpq-fe.h>

namespace bakferry {

/// Asks a server to cancel what one connection runs, and knows when asking is of no use any more. PQcancel() waits for the network as
/// long as that likes, so it is called on a thread of its own. One thread at a time.
class PgCancel
{
public:
    explicit PgCancel(PGconn* handle);
    /// To be called again and again until the answer is there: a request that overtakes its statement is lost.
    void ask();
    /// The server took no request for a moment, or has gone on for long in spite of one: only closing the connection helps.
    bool isHopeless() const;

private:
    struct Request;
    using Clock = std::chrono::steady_clock;
    std::shared_ptr<Request> m_request;
    Clock::time_point m_first{}, m_last{};
};

} // namespace bakferry
