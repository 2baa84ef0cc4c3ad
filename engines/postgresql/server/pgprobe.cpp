#include "engines/postgresql/server/pgprobe.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace bakferry {

namespace {

constexpr int answerDeadlineMs = 3000;

class Socket
{
public:
    explicit Socket(int family) : m_socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) { }
    ~Socket() { ::close(m_socket); }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;

    bool waitFor(short events) const
    {
        pollfd one{m_socket, events, 0};
        return ::poll(&one, 1, answerDeadlineMs) > 0;
    }

    PgReach ask(const sockaddr* address, socklen_t length) const
    {
        if (::connect(m_socket, address, length) != 0) {
            if (errno != EINPROGRESS)
                return errno == ENETUNREACH || errno == EHOSTUNREACH ? PgReach::NoAnswer : PgReach::Refused;
            int failure = 0;
            socklen_t size = sizeof failure;
            if (!waitFor(POLLOUT) || ::getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &failure, &size) != 0)
                return PgReach::NoAnswer;
            if (failure != 0)
                return failure == ECONNREFUSED ? PgReach::Refused : PgReach::NoAnswer;
        }
        constexpr char sslRequest[] = "\x00\x00\x00\x08\x04\xd2\x16\x2f"; // length 8, code 80877103
        char answer[2];
        if (::send(m_socket, sslRequest, 8, MSG_NOSIGNAL) != 8 || !waitFor(POLLIN))
            return PgReach::NoAnswer;
        const ssize_t got = ::recv(m_socket, answer, sizeof answer, 0);
        if (got < 1)
            return PgReach::HungUp;
        if (got > 1) // one letter is the whole answer; SSH greets with an S, too
            return PgReach::OtherServer;
        return answer[0] == 'S' ? PgReach::Tls : answer[0] == 'N' ? PgReach::Plain : PgReach::OtherServer;
    }

private:
    int m_socket;
};

PgReach probeUnixSocket(const QByteArray& folder, const QByteArray& port)
{
    const QByteArray path = folder + "/.s.PGSQL." + port;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (size_t(path.size()) >= sizeof address.sun_path)
        return PgReach::UnknownHost;
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    return Socket(AF_UNIX).ask(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

} // namespace

PgReach probePgServer(const QByteArray& host, const QByteArray& port)
{
    if (host.startsWith('/'))
        return probeUnixSocket(host, port);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.constData(), port.constData(), &hints, &found) != 0)
        return PgReach::UnknownHost;
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> addresses(found, ::freeaddrinfo);
    PgReach last = PgReach::UnknownHost;
    for (const addrinfo* one = found; one; one = one->ai_next) {
        last = Socket(one->ai_family).ask(one->ai_addr, one->ai_addrlen);
        if (last == PgReach::Plain || last == PgReach::Tls)
            break;
    }
    return last;
}

} // namespace bakferry
