#include "engines/mariadb/server/mysignin.h"

#include "engines/clientcertificate.h"
#include "engines/displaytext.h"
#include "engines/jobcontext.h"
#include "engines/mariadb/server/myerrors.h"

#include <QFile>

#include <cstring>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <errmsg.h>

// Exported by Connector/C (mariadb_lib.def), though no header of it declares it. Source: its libmariadb/ma_pvio.c
extern "C" int ma_pvio_register_callback(my_bool add, void (*callback)(int mode, MYSQL* handle, const unsigned char* buffer, size_t length));

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxSignInBytes = qint64(1) * 1024 * 1024;
thread_local MyReadLimit* readLimit = nullptr; // of the call this thread is in

// What a server may send in one piece; statements we send may be longer. Source: Connector/C, ma_net.c: max_packet_size is looked at in
// net_realloc(), which only reading needs for more than the buffer.
constexpr size_t maxReceivedPacket = size_t(64) * 1024 * 1024;
constexpr size_t asyncStackBytes = size_t(256) * 1024; // Connector/C's own 60 KiB are tight for a TLS handshake

// Names of client plugins that hand over a proof, or the password encrypted to the server's key; the others hand over the password itself.
constexpr char provingPlugins[] = "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password,auth_gssapi_client,parsec";
constexpr char allPlugins[] = "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password,auth_gssapi_client,parsec,"
                              "mysql_clear_password,dialog";
constexpr char systemCertificates[] = "/etc/ssl/certs/ca-certificates.crt";

QByteArray sslModeOf(const ConnectionProfile& profile, const MyAddress& address)
{
    const QByteArray chosen = profile.options.value(u"sslmode"_s).toString().toUtf8();
    return !chosen.isEmpty() ? chosen : QByteArray(address.isLocal ? "prefer" : "verify-full");
}

void askForTls(MYSQL* handle, const ConnectionProfile& profile, const Credentials& credentials, const QByteArray& mode)
{
    if (mode == "disable")
        return;
    const my_bool yes = 1, verify = mode == "verify-full" ? 1 : 0;
    const QByteArray root = profile.options.value(u"sslrootcert"_s).toString().toUtf8();
    mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &yes);
    // A named authority is checked at the handshake, the name in the certificate only with this. Source: Connector/C, secure/openssl.c
    mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
    if (mode.startsWith("verify-"))
        mysql_options(handle, MYSQL_OPT_SSL_CA, root.isEmpty() ? systemCertificates : root.constData());
    if (const ClientCertificate own = ClientCertificate::of(profile); own.isNamed()) {
        mysql_options(handle, MYSQL_OPT_SSL_CERT, own.certificateFile.constData());
        mysql_options(handle, MYSQL_OPT_SSL_KEY, own.keyFile.constData());
        mysql_options(handle, MARIADB_OPT_TLS_PASSPHRASE, credentials.keyPassphrase().constData());
    }
    mysql_options(handle, MARIADB_OPT_TLS_VERSION, "TLSv1.2,TLSv1.3");
}

extern "C" {

static int beginFile(void** handler, const char*, void* answerer)
{
    auto* self = static_cast<MyFileAnswerer*>(answerer);
    *handler = self;
    if (self->accepts())
        return 0;
    hangUpMy(self->handle); // the library would wait for what the server has to say about it
    return 1;
}

static int readFile(void* answerer, char* buffer, unsigned int size) { return static_cast<MyFileAnswerer*>(answerer)->read(buffer, size); }
static void endFile(void*) { }

static int explainFile(void*, char* text, unsigned int size)
{
    qstrncpy(text, "no local file is read", size);
    return CR_UNKNOWN_ERROR;
}

} // extern "C"

void setOptions(MYSQL* handle, const ConnectionProfile& profile, const Credentials& credentials, const MyAddress& address, MyFileAnswerer* files,
                std::chrono::milliseconds patience)
{
    const QByteArray mode = sslModeOf(profile, address);
    const unsigned int localFiles = files ? 1 : 0, timeout = unsigned(std::chrono::ceil<std::chrono::seconds>(patience).count());
    const unsigned int protocol = address.socket.isEmpty() ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_SOCKET;
    mysql_options(handle, MYSQL_OPT_PROTOCOL, &protocol); // else "localhost" is a socket of the library's choice, whatever the port
    mysql_options(handle, MYSQL_OPT_NONBLOCK, &asyncStackBytes);
    mysql_options(handle, MYSQL_OPT_LOCAL_INFILE, &localFiles);
    if (files) {
        files->handle = handle;
        mysql_set_local_infile_handler(handle, beginFile, readFile, endFile, explainFile, files);
    }
    mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &timeout);
    mysql_options(handle, MYSQL_OPT_MAX_ALLOWED_PACKET, &maxReceivedPacket);
    mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(handle, MARIADB_OPT_RESTRICTED_AUTH, !address.socket.isEmpty() || mode == "verify-full" ? allPlugins : provingPlugins);
    mysql_optionsv(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "BakFerry");
    askForTls(handle, profile, credentials, mode);
}

// @returns an error when the stop or the deadline came first; the connection's own failure is left to the caller
Result<bool> connectUnlessStopped(MYSQL* handle, const MyAddress& address, const QByteArray& user, const QByteArray& password,
                                  const QByteArray& database, const std::stop_token& stop, std::chrono::milliseconds patience, const QString& shown)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    MYSQL* connected = nullptr;
    int waitsFor = mysql_real_connect_start(&connected, handle, address.host.isEmpty() ? nullptr : address.host.constData(), user.constData(),
                                            password.constData(), database.isEmpty() ? nullptr : database.constData(), address.port,
                                            address.socket.isEmpty() ? nullptr : address.socket.constData(), 0);
    while (waitsFor != 0) {
        pollfd one{int(mysql_get_socket(handle)), 0, 0};
        one.events = short(((waitsFor & MYSQL_WAIT_READ) ? POLLIN : 0) | ((waitsFor & MYSQL_WAIT_WRITE) ? POLLOUT : 0) | ((waitsFor & MYSQL_WAIT_EXCEPT) ? POLLPRI : 0));
        const int ready = ::poll(&one, 1, 100);
        if (stop.stop_requested())
            return cancelledError();
        if (std::chrono::steady_clock::now() > deadline)
            return myNoAnswer(shown);
        if (ready <= 0)
            continue;
        int seen = 0;
        seen |= (one.revents & (POLLIN | POLLHUP | POLLERR)) ? MYSQL_WAIT_READ : 0;
        seen |= (one.revents & (POLLOUT | POLLERR)) ? MYSQL_WAIT_WRITE : 0;
        seen |= (one.revents & POLLPRI) ? MYSQL_WAIT_EXCEPT : 0;
        waitsFor = mysql_real_connect_cont(&connected, handle, seen & waitsFor ? seen & waitsFor : waitsFor);
    }
    return connected != nullptr;
}

void noticeDeadPeers(MYSQL* handle)
{
    const int idleSeconds = 10, intervalSeconds = 10, count = 3, unsentMs = 30000, yes = 1;
    const int socket = int(mysql_get_socket(handle));
    ::setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
    ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &idleSeconds, sizeof idleSeconds);
    ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &intervalSeconds, sizeof intervalSeconds);
    ::setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &count, sizeof count);
    ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &unsentMs, sizeof unsentMs);
}

QByteArray usualSocket()
{
    for (const char* path : {"/run/mysqld/mysqld.sock", "/var/lib/mysql/mysql.sock", "/tmp/mysql.sock"}) {
        if (QFile::exists(QString::fromLatin1(path)))
            return path;
    }
    return {};
}

} // namespace

void noteReadBytes(int mode, MYSQL* handle, const unsigned char*, size_t length)
{
    const auto bytes = qint64(length); // -1: nothing was read
    if (mode != 0 || bytes <= 0 || !readLimit || readLimit->m_handle != handle || readLimit->m_left < 0)
        return;
    readLimit->m_left -= bytes;
    if (readLimit->m_left < 0)
        hangUpMy(handle);
}

MyReadLimit::MyReadLimit(MYSQL* handle, qint64 mostBytes) : m_handle(handle), m_left(mostBytes) { readLimit = this; }
MyReadLimit::~MyReadLimit() { readLimit = nullptr; }

void CloseMy::operator()(MYSQL* handle) const { mysql_close(handle); }

void hangUpMy(MYSQL* handle)
{
    if (const my_socket socket = mysql_get_socket(handle); socket >= 0)
        ::shutdown(int(socket), SHUT_RDWR);
}

MyAddress MyAddress::of(const ConnectionProfile& profile)
{
    if (profile.host.startsWith(u'/'))
        return {QFile::encodeName(profile.host), {}, 0, true};
    const bool isLocal = profile.host == u"localhost"_s || profile.host == u"127.0.0.1"_s || profile.host == u"::1"_s;
    if (profile.host == u"localhost"_s && profile.port == 0) {
        if (const QByteArray socket = usualSocket(); !socket.isEmpty())
            return {socket, {}, 0, true};
    }
    return {{}, profile.host.toUtf8(), unsigned(profile.port > 0 ? profile.port : 3306), isLocal};
}

Result<MyHandle> signInMy(const ConnectionProfile& profile, const Credentials& credentials, const QByteArray& database,
                          const std::stop_token& stop, MyFileAnswerer* files, int* number, std::chrono::milliseconds patience)
{
    static std::once_flag once;
    std::call_once(once, [] {
        mysql_server_init(0, nullptr, nullptr);
        ma_pvio_register_callback(1, noteReadBytes);
    });
    const MyAddress address = MyAddress::of(profile);
    const MyConnecting connecting{displayText(profile.host), address.port, displayBytes(database), !credentials.password().isEmpty()};
    if (std::optional<Error> unusable = clientCertificateProblem(profile, credentials))
        return *std::move(unusable);
    MyHandle handle(mysql_init(nullptr));
    setOptions(handle.get(), profile, credentials, address, files, patience);
    const MyReadLimit limit(handle.get(), maxSignInBytes);
    const Result<bool> connected = connectUnlessStopped(handle.get(), address, profile.user.toUtf8(), credentials.password(), database, stop, patience, connecting.server);
    if (!connected || !*connected) {
        *number = connected ? int(mysql_errno(handle.get())) : 0;
        const Error error = connected ? myConnectFailure(handle.get(), connecting) : connected.error();
        hangUpMy(handle.get());
        return error;
    }
    const QByteArray mode = sslModeOf(profile, address);
    const bool mustBeEncrypted = mode == "require" || mode.startsWith("verify-");
    if (mustBeEncrypted && !mysql_get_ssl_cipher(handle.get()))
        return myNotEncrypted(connecting);
    if (address.socket.isEmpty())
        noticeDeadPeers(handle.get());
    return handle;
}

} // namespace bakferry
