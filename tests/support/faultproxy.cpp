#include "tests/support/faultproxy.h"

#include <arpa/inet.h>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace bakferry {

namespace {

constexpr int sliceMs = 20;

bool isReadable(int socket)
{
    pollfd one{socket, POLLIN, 0};
    return ::poll(&one, 1, sliceMs) > 0;
}

} // namespace

FaultProxy::FaultProxy(QByteArray socketPath) : m_socketPath(std::move(socketPath)), m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listener, 64) != 0
        || ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        qFatal("no port for the test's proxy");
    m_port = ntohs(address.sin_port);
    m_acceptor = std::jthread([this](std::stop_token stop) { accept(stop); });
}

FaultProxy::~FaultProxy()
{
    m_acceptor.request_stop();
    m_acceptor.join();
    m_passers.clear();
    for (const int socket : m_sockets)
        ::close(socket);
    ::close(m_listener);
}

void FaultProxy::cut()
{
    const std::lock_guard lock(m_mutex);
    for (const int socket : m_sockets)
        ::shutdown(socket, SHUT_RDWR);
}

void FaultProxy::accept(std::stop_token stop)
{
    sockaddr_un server{};
    server.sun_family = AF_UNIX;
    std::strncpy(server.sun_path, m_socketPath.constData(), sizeof server.sun_path - 1);
    while (!stop.stop_requested()) {
        if (m_isStalled || !isReadable(m_listener)) {
            if (m_isStalled)
                std::this_thread::yield();
            continue;
        }
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        const int onward = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(onward, reinterpret_cast<sockaddr*>(&server), sizeof server) != 0) {
            ::close(client);
            ::close(onward);
            continue;
        }
        const std::lock_guard lock(m_mutex);
        m_sockets.insert(m_sockets.end(), {client, onward});
        m_passers.emplace_back([this, client, onward](std::stop_token token) { pass(token, client, onward); });
        m_passers.emplace_back([this, client, onward](std::stop_token token) { pass(token, onward, client); });
    }
}

void FaultProxy::pass(std::stop_token stop, int from, int to)
{
    char buffer[64 * 1024];
    while (!stop.stop_requested()) {
        if (!isReadable(from) || m_isStalled)
            continue;
        const ssize_t got = ::recv(from, buffer, sizeof buffer, 0);
        if (got <= 0)
            break;
        for (ssize_t sent = 0; sent < got;) {
            const ssize_t now = ::send(to, buffer + sent, std::size_t(got - sent), MSG_NOSIGNAL);
            if (now < 0)
                return;
            sent += now;
        }
        m_bytesPassed += got;
    }
    ::shutdown(to, SHUT_WR);
}

} // namespace bakferry
