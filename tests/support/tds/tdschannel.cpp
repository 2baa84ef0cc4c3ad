#include "tests/support/tds/tdschannel.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bakferry {

namespace {

constexpr qsizetype headBytes = 8, packetBytes = 4096;
constexpr qsizetype longestMessage = qsizetype(64) * 1024 * 1024;

} // namespace

struct TdsChannel::Tls
{
    explicit Tls(SSL_CTX* context) : ssl(SSL_new(context)), in(BIO_new(BIO_s_mem())), out(BIO_new(BIO_s_mem()))
    {
        SSL_set_bio(ssl, in, out); // owns both
        SSL_set_accept_state(ssl);
    }
    ~Tls() { SSL_free(ssl); }
    Tls(const Tls&) = delete;
    Tls& operator=(const Tls&) = delete;

    QByteArray takeOut()
    {
        QByteArray bytes(qsizetype(BIO_ctrl_pending(out)), Qt::Uninitialized);
        if (!bytes.isEmpty())
            BIO_read(out, bytes.data(), int(bytes.size()));
        return bytes;
    }

    SSL* ssl;
    BIO* in;
    BIO* out;
};

TdsChannel::TdsChannel(int socket) : m_socket(socket) { }

TdsChannel::~TdsChannel() { ::close(m_socket); }

void TdsChannel::cut() { ::shutdown(m_socket, SHUT_RDWR); }

bool TdsChannel::receiveRaw(char* buffer, qsizetype size)
{
    for (qsizetype at = 0; at < size;) {
        const ssize_t got = ::recv(m_socket, buffer + at, size_t(size - at), 0);
        if (got <= 0)
            return false;
        at += got;
    }
    return true;
}

bool TdsChannel::sendRaw(const QByteArray& bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const ssize_t sent = ::send(m_socket, bytes.constData() + at, size_t(bytes.size() - at), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        at += sent;
    }
    return true;
}

bool TdsChannel::receive(char* buffer, qsizetype size)
{
    if (!m_tls)
        return receiveRaw(buffer, size);
    for (qsizetype at = 0; at < size;) {
        const int got = SSL_read(m_tls->ssl, buffer + at, int(size - at));
        if (got > 0) {
            at += got;
            continue;
        }
        std::array<char, packetBytes> raw;
        const ssize_t more = SSL_get_error(m_tls->ssl, got) == SSL_ERROR_WANT_READ ? ::recv(m_socket, raw.data(), raw.size(), 0) : -1;
        if (more <= 0)
            return false;
        BIO_write(m_tls->in, raw.data(), int(more));
    }
    return true;
}

bool TdsChannel::send(const QByteArray& bytes)
{
    if (!m_tls)
        return sendRaw(bytes);
    return SSL_write(m_tls->ssl, bytes.constData(), int(bytes.size())) > 0 && sendRaw(m_tls->takeOut());
}

std::optional<QByteArray> TdsChannel::readPacket(quint8* type, bool* isLast)
{
    std::array<char, headBytes> head;
    if (!receive(head.data(), headBytes))
        return {};
    const qsizetype size = (qsizetype(uchar(head[2])) << 8 | uchar(head[3])) - headBytes;
    *type = quint8(head[0]);
    *isLast = (head[1] & 1) != 0;
    QByteArray data(std::max<qsizetype>(size, 0), Qt::Uninitialized);
    if (size < 0 || !receive(data.data(), size))
        return {};
    return data;
}

std::optional<TdsMessage> TdsChannel::read()
{
    TdsMessage message;
    for (bool isLast = false; !isLast;) {
        const std::optional<QByteArray> data = readPacket(&message.type, &isLast);
        if (!data || message.data.size() > longestMessage)
            return {};
        message.data += *data;
    }
    return message;
}

bool TdsChannel::write(quint8 type, const QByteArray& data, bool isLast)
{
    QByteArray bytes;
    quint8 count = 0;
    qsizetype at = 0;
    do {
        const QByteArray part = data.mid(at, packetBytes - headBytes);
        at += part.size();
        const qsizetype size = part.size() + headBytes;
        bytes += char(type);
        bytes += char(isLast && at >= data.size() ? 1 : 0);
        bytes += char(size >> 8);
        bytes += char(size & 0xff);
        bytes += char(m_number >> 8);
        bytes += char(m_number & 0xff);
        bytes += char(++count);
        bytes += '\0';
        bytes += part;
    } while (at < data.size());
    return send(bytes);
}

bool TdsChannel::waitForInput(int wake)
{
    if (m_tls && (SSL_pending(m_tls->ssl) > 0 || BIO_ctrl_pending(m_tls->in) > 0))
        return true;
    std::array<pollfd, 2> both{pollfd{m_socket, POLLIN, 0}, pollfd{wake, POLLIN, 0}};
    ::poll(both.data(), both.size(), -1);
    return both[0].revents != 0;
}

bool TdsChannel::beginTls(ssl_ctx_st* context)
{
    auto tls = std::make_unique<Tls>(context);
    for (;;) {
        const int done = SSL_accept(tls->ssl);
        if (const QByteArray bytes = tls->takeOut(); !bytes.isEmpty() && !write(TdsMessage::PreLogin, bytes))
            return false;
        if (done == 1)
            break;
        if (SSL_get_error(tls->ssl, done) != SSL_ERROR_WANT_READ)
            return false;
        quint8 type = 0;
        bool isLast = false;
        const std::optional<QByteArray> packet = readPacket(&type, &isLast);
        if (!packet || type != TdsMessage::PreLogin)
            return false;
        BIO_write(tls->in, packet->constData(), int(packet->size()));
    }
    m_tls = std::move(tls);
    return true;
}

void TdsChannel::endTls() { m_tls.reset(); }

} // namespace bakferry
