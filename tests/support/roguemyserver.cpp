#include "tests/support/roguemyserver.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bakferry {

namespace {

// Protocol 10 with the capabilities of a server that knows everything the client may want: LOCAL FILES, PLUGIN AUTH, MULTI RESULTS …
QByteArray greeting()
{
    constexpr quint32 capabilities = 0x00000001 | 0x00000008 | 0x00000080 | 0x00000200 | 0x00002000 | 0x00008000 | 0x00010000 | 0x00020000 | 0x00080000;
    QByteArray packet("\x0a" "5.5.5-10.11.19-MariaDB", 23);
    packet += '\0';
    packet += QByteArray("\x07\0\0\0", 4) + "abcdefgh" + '\0';
    packet += char(capabilities & 0xff);
    packet += char(capabilities >> 8 & 0xff);
    packet += QByteArray("\x2d\x02\0", 3); // utf8mb4_general_ci, autocommit
    packet += char(capabilities >> 16 & 0xff);
    packet += char(capabilities >> 24 & 0xff);
    packet += char(21);
    packet += QByteArray(10, '\0') + "ijklmnopqrst" + '\0' + "mysql_native_password" + '\0';
    return packet;
}

} // namespace

bool RogueMyServer::Guest::send(const QByteArray& bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t sent = ::send(m_socket, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
    }
    return true;
}

bool RogueMyServer::Guest::sendPacket(const QByteArray& payload)
{
    QByteArray packet;
    packet += char(payload.size() & 0xff);
    packet += char(payload.size() >> 8 & 0xff);
    packet += char(payload.size() >> 16 & 0xff);
    packet += char(++m_number);
    return send(packet + payload);
}

bool RogueMyServer::Guest::read(char* buffer, qint64 size)
{
    for (qint64 at = 0; at < size;) {
        const ssize_t got = ::recv(m_socket, buffer + at, size_t(size - at), 0);
        if (got <= 0)
            return false;
        at += got;
    }
    return true;
}

QByteArray RogueMyServer::Guest::readPacket()
{
    uchar head[4];
    if (!read(reinterpret_cast<char*>(head), 4))
        return {};
    m_number = head[3];
    QByteArray payload(head[0] | head[1] << 8 | head[2] << 16, '\0');
    return read(payload.data(), payload.size()) ? payload : QByteArray();
}

bool RogueMyServer::Guest::isGone()
{
    char one;
    return ::recv(m_socket, &one, 1, MSG_PEEK) <= 0;
}

QByteArray RogueMyServer::Guest::restUntilGone()
{
    QByteArray rest;
    char buffer[4096];
    for (ssize_t got; (got = ::recv(m_socket, buffer, sizeof buffer, 0)) > 0;)
        rest += QByteArray(buffer, got);
    return rest;
}

QByteArray RogueMyServer::ok() { return QByteArray("\0\0\0\x02\0\0\0", 7); }
QByteArray RogueMyServer::error(const QByteArray& words) { return "\xff\x51\x04#HY000" + words; }

RogueMyServer::RogueMyServer(Script afterFirstStatement, Script atSignIn) : m_script(std::move(afterFirstStatement)), m_atSignIn(std::move(atSignIn))
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    ::listen(m_listener, 5);
    m_thread = std::jthread([this] {
        for (int guest; (guest = ::accept(m_listener, nullptr, nullptr)) >= 0;) {
            {
                const std::lock_guard lock(m_mutex);
                m_guest = guest;
            }
            serve(guest);
            const std::lock_guard lock(m_mutex);
            ::close(guest);
            m_guest = -1;
        }
    });
}

RogueMyServer::~RogueMyServer()
{
    ::shutdown(m_listener, SHUT_RDWR);
    {
        const std::lock_guard lock(m_mutex);
        if (m_guest >= 0)
            ::shutdown(m_guest, SHUT_RDWR);
    }
    m_thread.join();
    ::close(m_listener);
}

void RogueMyServer::serve(int socket)
{
    Guest guest(socket);
    guest.send(QByteArray::fromHex(QByteArray::number(greeting().size(), 16).rightJustified(2, '0')) + QByteArray("\0\0\0", 3) + greeting());
    if (guest.readPacket().isEmpty())
        return;
    if (m_atSignIn) {
        m_atSignIn(guest);
        return;
    }
    guest.sendPacket(ok());
    if (!guest.readPacket().isEmpty())
        m_script(guest);
}

ConnectionProfile RogueMyServer::profile() const { return {"mariadb", QStringLiteral("127.0.0.1"), m_port, QStringLiteral("root"), {}}; }

} // namespace bakferry
