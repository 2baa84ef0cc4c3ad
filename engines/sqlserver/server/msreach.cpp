#include "engines/sqlserver/server/msreach.h"

#include "engines/displaytext.h"
#include "engines/jobcontext.h"
#include "engines/sqlserver/server/mserrors.h"

#include <QtGlobal>

#include <cerrno>
#include <chrono>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bakferry {

namespace {

constexpr auto patience = std::chrono::seconds(15);

struct FreeAddresses { void operator()(addrinfo* addresses) const { ::freeaddrinfo(addresses); } };

// @returns errno of the attempt; 0: something listens; -1: stopped
int attempt(const addrinfo& address, const std::stop_token& stop)
{
    const int socket = ::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0)
        return errno;
    int outcome = ::connect(socket, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (outcome == EINPROGRESS) {
        pollfd one{socket, POLLOUT, 0};
        const int ready = ::poll(&one, 1, 100);
        socklen_t size = sizeof outcome;
        if (stop.stop_requested())
            outcome = -1;
        else if (ready > 0)
            ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &outcome, &size);
        else if (std::chrono::steady_clock::now() > deadline)
            outcome = ETIMEDOUT;
    }
    ::close(socket);
    return outcome;
}

} // namespace

Result<void> reachMsServer(const QString& host, int port, const std::stop_token& stop)
{
    const QStringList names{displayText(host), QString::number(port)};
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* raw = nullptr;
    if (::getaddrinfo(host.toUtf8().constData(), QByteArray::number(port).constData(), &hints, &raw) != 0)
        return msTargetError("server.unknown_host", {QT_TRANSLATE_NOOP("Message", "The host name %1 is not known."), names}, {QT_TRANSLATE_NOOP("Message", "Check the spelling, or give an address."), {}});
    const std::unique_ptr<addrinfo, FreeAddresses> addresses(raw);
    int outcome = 0;
    for (const addrinfo* one = raw; one; one = one->ai_next) {
        outcome = attempt(*one, stop);
        if (outcome == 0)
            return {};
        if (outcome == -1)
            return cancelledError();
    }
    if (outcome == ECONNREFUSED)
        return msTargetError("server.refused", {QT_TRANSLATE_NOOP("Message", "Nothing listens on %1 at port %2."), names}, {QT_TRANSLATE_NOOP("Message", "Check host and port, and whether the server runs and accepts TCP/IP."), {}});
    return msTargetError("server.unreachable", {QT_TRANSLATE_NOOP("Message", "The server %1 does not answer."), names}, {QT_TRANSLATE_NOOP("Message", "Check the network and firewalls between this machine and the server."), {}});
}

} // namespace bakferry
