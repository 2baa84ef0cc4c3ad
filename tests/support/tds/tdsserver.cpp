#include "tests/support/tds/tdsserver.h"

#include <openssl/ssl.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

enum PreLoginToken : quint8 { VersionToken = 0, EncryptionToken = 1, InstanceToken = 2, ThreadToken = 3, MarsToken = 4, EndToken = 0xff };
enum PreLoginEncryption : quint8 { EncryptOff = 0, EncryptOn = 1, EncryptNotSupported = 2, EncryptRequired = 3 };

// Value of one token of a PRELOGIN message. Source: [MS-TDS] 2.2.6.5
QByteArray tokenOf(QByteArrayView message, quint8 wanted)
{
    for (qsizetype at = 0; at + 4 < message.size() && uchar(message[at]) != EndToken; at += 5) {
        const qsizetype offset = qsizetype(uchar(message[at + 1])) << 8 | uchar(message[at + 2]);
        const qsizetype size = qsizetype(uchar(message[at + 3])) << 8 | uchar(message[at + 4]);
        if (uchar(message[at]) == wanted && offset + size <= message.size())
            return message.sliced(offset, size).toByteArray();
    }
    return {};
}

QByteArray preLoginAnswer(quint8 encryption)
{
    const QByteArrayList values{QByteArray("\x0f\x00\x07\xd0\x00\x00", 6), QByteArray(1, char(encryption)), QByteArray(1, '\0'), QByteArray(), QByteArray(1, '\0')};
    QByteArray head, body;
    for (int i = 0; i < values.size(); ++i) {
        const qsizetype offset = values.size() * 5 + 1 + body.size();
        head += char(i);
        head += char(offset >> 8);
        head += char(offset & 0xff);
        head += char(0);
        head += char(values[i].size());
        body += values[i];
    }
    return head + char(EndToken) + body;
}

void ring(int wake)
{
    const quint64 one = 1;
    (void)!::write(wake, &one, sizeof one);
}

void calm(int wake)
{
    quint64 count = 0;
    (void)!::read(wake, &count, sizeof count);
}

// The statement of an RPC that carries one: sp_executesql (10) and sp_prepexec (13), as drivers send them. Source: [MS-TDS] 2.2.6.6
std::optional<QString> statementOfRpc(QByteArrayView data, quint16* procedure)
{
    const qsizetype headers = qsizetype(tds::number(data.first(qMin<qsizetype>(4, data.size()))));
    if (headers + 6 > data.size() || tds::number(data.sliced(headers, 2)) != 0xffff)
        return {};
    *procedure = quint16(tds::number(data.sliced(headers + 2, 2)));
    // The longest NTEXT or NVARCHAR of the parameters is the statement; there are no values besides.
    QString longest;
    for (qsizetype at = headers + 6; at + 8 < data.size(); ++at) {
        const uchar type = uchar(data[at]);
        if (type != 0xe7 && type != 0x63)
            continue;
        const qsizetype lengthAt = type == 0xe7 ? at + 8 : at + 10, width = type == 0xe7 ? 2 : 4;
        if (lengthAt + width > data.size())
            continue;
        const qsizetype size = qsizetype(tds::number(data.sliced(lengthAt, width)));
        if (size % 2 == 0 && size > 0 && lengthAt + width + size <= data.size() && size / 2 > longest.size())
            longest = tds::fromUtf16(data.sliced(lengthAt + width, size));
    }
    return longest.isEmpty() ? std::nullopt : std::optional(longest);
}

} // namespace

struct TdsServer::Session
{
    Session(int socket, quint16 number) : number(number), channel(socket), wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) { channel.setNumber(number); }
    ~Session() { thread = {}; ::close(wake); }
    quint16 number;
    TdsChannel channel;
    int wake;
    std::atomic_bool isOver = false;
    std::jthread thread;
};

std::optional<TdsLogin> TdsLogin::of(QByteArrayView packet)
{
    if (packet.size() < 94)
        return {};
    const auto field = [&](qsizetype at) -> QByteArray {
        const qsizetype offset = qsizetype(tds::number(packet.sliced(at, 2))), size = 2 * qsizetype(tds::number(packet.sliced(at + 2, 2)));
        return offset + size <= packet.size() ? packet.sliced(offset, size).toByteArray() : QByteArray();
    };
    TdsLogin login;
    login.version = quint32(tds::number(packet.sliced(4, 4)));
    login.host = tds::fromUtf16(field(36));
    login.user = tds::fromUtf16(field(40));
    QByteArray hidden = field(44);
    for (char& c : hidden) {
        const uchar turned = uchar(c) ^ 0xa5;
        c = char(turned << 4 | turned >> 4);
    }
    login.password = tds::fromUtf16(hidden);
    login.program = tds::fromUtf16(field(48));
    login.server = tds::fromUtf16(field(52));
    login.database = tds::fromUtf16(field(68));
    return login;
}

void TdsTalk::look()
{
    const std::optional<TdsMessage> message = m_channel.read();
    m_isGone |= !message;
    m_wasAttention |= message && message->type == TdsMessage::Attention;
}

bool TdsTalk::flush()
{
    const QByteArray bytes = take();
    if (!isStopped() && !bytes.isEmpty())
        m_isGone |= !m_channel.write(TdsMessage::Answer, bytes, false);
    const quint64 one = 1; // raised: a look without waiting
    (void)!::write(m_wake, &one, sizeof one);
    if (!isStopped() && m_channel.waitForInput(m_wake))
        look();
    return !isStopped();
}

bool TdsTalk::waitUntil(const std::function<bool()>& isTrue)
{
    if (!flush())
        return false;
    for (;;) {
        calm(m_wake);
        if (isTrue())
            return true;
        if (m_channel.waitForInput(m_wake))
            look();
        if (isStopped())
            return false;
    }
}

TdsServer::TdsServer(Setup setup, NewGuest newGuest) : m_setup(std::move(setup)), m_newGuest(std::move(newGuest)), m_stop(::eventfd(0, EFD_CLOEXEC))
{
    if (m_setup.encryption != Encryption::NotSupported) {
        m_tls = SSL_CTX_new(TLS_server_method());
        SSL_CTX_set_max_proto_version(m_tls, TLS1_2_VERSION); // TDS 7.4 knows no later one
        if (SSL_CTX_use_certificate_chain_file(m_tls, m_setup.certificateFile.constData()) != 1 || SSL_CTX_use_PrivateKey_file(m_tls, m_setup.keyFile.constData(), SSL_FILETYPE_PEM) != 1)
            qFatal("no certificate");
    }
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listener, 16) != 0 || ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        qFatal("no port");
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this] { accept(); });
}

TdsServer::~TdsServer()
{
    ring(m_stop);
    m_thread.join();
    cutAll();
    m_sessions.clear();
    ::close(m_listener);
    ::close(m_stop);
    SSL_CTX_free(m_tls);
}

void TdsServer::accept()
{
    for (;;) {
        std::array<pollfd, 2> both{pollfd{m_listener, POLLIN, 0}, pollfd{m_stop, POLLIN, 0}};
        ::poll(both.data(), both.size(), -1);
        if (both[1].revents != 0)
            return;
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0)
            continue;
        const std::lock_guard lock(m_mutex);
        m_sessions.remove_if([](const Session& one) { return one.isOver.load(); });
        Session& session = m_sessions.emplace_back(socket, ++m_lastNumber);
        session.thread = std::jthread([this, &session] {
            serve(session);
            session.channel.cut();
            session.isOver = true;
        });
    }
}

bool TdsServer::preLogin(TdsChannel& channel, const QByteArray& asked, bool* isLoginOnly)
{
    const QByteArray wish = tokenOf(asked, EncryptionToken);
    const quint8 wanted = wish.isEmpty() ? quint8(EncryptNotSupported) : quint8(wish[0]);
    quint8 answer = EncryptNotSupported;
    if (m_tls && wanted != EncryptNotSupported)
        answer = m_setup.encryption == Encryption::On || wanted != EncryptOff ? EncryptOn : EncryptOff;
    else if (m_setup.encryption == Encryption::On)
        answer = EncryptRequired;
    *isLoginOnly = answer == EncryptOff;
    if (!channel.write(TdsMessage::Answer, preLoginAnswer(answer)) || answer == EncryptRequired)
        return false;
    return answer == EncryptNotSupported || channel.beginTls(m_tls);
}

void TdsServer::serve(Session& session)
{
    TdsChannel& channel = session.channel;
    bool isLoginOnly = false;
    std::optional<TdsMessage> message = channel.read();
    if (message && message->type == TdsMessage::PreLogin) {
        if (!preLogin(channel, message->data, &isLoginOnly))
            return;
        message = channel.read();
    }
    std::optional<TdsLogin> login = message && message->type == TdsMessage::Login7 ? TdsLogin::of(message->data) : std::nullopt;
    if (!login)
        return;
    login->isEncrypted = channel.isEncrypted() && !isLoginOnly;
    if (isLoginOnly)
        channel.endTls();
    const std::unique_ptr<TdsGuest> guest = m_newGuest(session.number);
    TdsTalk greeting(channel, session.wake);
    const bool isIn = guest->signIn(*login, greeting);
    if (!channel.write(TdsMessage::Answer, greeting.take()) || !isIn)
        return;
    while ((message = channel.read())) {
        TdsTalk talk(channel, session.wake);
        quint16 procedure = 0;
        if (message->type == TdsMessage::SqlBatch) {
            const qsizetype headers = qsizetype(tds::number(QByteArrayView(message->data).first(qMin<qsizetype>(4, message->data.size()))));
            guest->batch(tds::fromUtf16(QByteArrayView(message->data).sliced(qMin(headers, message->data.size()))), talk);
        } else if (const auto statement = message->type == TdsMessage::Rpc ? statementOfRpc(message->data, &procedure) : std::nullopt) {
            talk.beginProcedure();
            guest->batch(*statement, talk);
            if (procedure == 13)
                talk.returnValue({}, 1);
            if (!talk.isStopped())
                talk.doneProcedure();
        } else if (message->type == TdsMessage::Rpc) {
            talk.doneProcedure(); // sp_unprepare and its like
        } else if (message->type == TdsMessage::Attention) {
            talk.done(TdsAnswer::Attention); // came when the answer was on its way
        }
        if (talk.wasAttention())
            talk.done(TdsAnswer::Attention);
        if (!channel.write(TdsMessage::Answer, talk.take()))
            return;
    }
}

void TdsServer::wake()
{
    const std::lock_guard lock(m_mutex);
    for (const Session& session : m_sessions)
        ring(session.wake);
}

void TdsServer::cutAll()
{
    const std::lock_guard lock(m_mutex);
    for (Session& session : m_sessions)
        session.channel.cut();
}

void TdsServer::cut(quint16 number)
{
    const std::lock_guard lock(m_mutex);
    for (Session& session : m_sessions) {
        if (session.number == number)
            session.channel.cut();
    }
}

int TdsServer::sessions() const
{
    const std::lock_guard lock(m_mutex);
    return int(std::ranges::count_if(m_sessions, [](const Session& one) { return !one.isOver; }));
}

} // namespace bakferry
