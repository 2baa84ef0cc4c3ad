#include "engines/clientcertificate.h"
#include "tests/support/mariadbserver.h"
#include "tests/support/pgserver.h"

#include <QFile>
#include <QProcess>
#include <QTest>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Both engines sign in to real servers that let nobody in without a certificate of their own authority.
class TestClientCertificate : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void postgresqlAsksForACertificate_data() { rows(); }
    void postgresqlAsksForACertificate();
    void mariadbAsksForACertificate_data() { rows(); }
    void mariadbAsksForACertificate();
    void aProblemNeverShowsThePassphrase();
    void withoutEncryptionNoFileIsRead();

private:
    static void rows();
    bool openssl(const QStringList& arguments) const;
    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    /// The profile with the files of this row.
    ConnectionProfile withFiles(ConnectionProfile profile) const;
    /// Compares how it ended with the row's outcome.
    static void judge(const std::optional<Error>& error);
    static int freePort();

    QTemporaryDir m_folder;
    QFile m_rules{m_folder.filePath(u"pg_hba.conf"_s)};
    int m_port = 0;
    std::unique_ptr<PgServer> m_postgresql;
    std::unique_ptr<MariaDbServer> m_mariadb;
};

void TestClientCertificate::rows()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QString>("outcome"); ///< "in", an error's code, or "refused" by the server in words of its own
    const auto row = [](const char* name, const char* certificate, const char* key, const char* passphrase, const char* outcome) {
        QTest::newRow(name) << QString::fromLatin1(certificate) << QString::fromLatin1(key) << QByteArray(passphrase) << QString::fromLatin1(outcome);
    };
    row("of the authority", "client.pem", "client.key", "", "in");
    row("with a passphrase", "client.pem", "locked.key", "k3y", "in");
    row("with a passphrase that is not needed", "client.pem", "client.key", "k3y", "in");
    row("no passphrase", "client.pem", "locked.key", "", "server.key_passphrase");
    row("another passphrase", "client.pem", "locked.key", "wr0ng", "server.key_passphrase");
    row("none", "", "", "", "refused");
    row("of another authority", "stranger.pem", "stranger.key", "", "refused");
    row("no key", "client.pem", "", "", "server.client_certificate");
    row("no certificate", "", "client.key", "", "server.client_certificate");
    row("of another key", "client.pem", "stranger.key", "", "server.client_certificate");
    row("not there", "absent.pem", "client.key", "", "server.client_certificate");
    row("no PEM", "noise", "client.key", "", "server.client_certificate");
    row("a folder", ".", "client.key", "", "server.client_certificate");
    row("a key for everybody", "client.pem", "open.key", "", "server.client_key_open");
}

int TestClientCertificate::freePort()
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(socket, reinterpret_cast<sockaddr*>(&address), size);
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(socket);
    return ntohs(address.sin_port);
}

bool TestClientCertificate::openssl(const QStringList& arguments) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(u"openssl"_s, arguments);
    return process.waitForFinished() && process.exitCode() == 0;
}

void TestClientCertificate::initTestCase()
{
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755)); // the servers are other users
    const auto make = [this](const QString& name, const QString& subject, const QStringList& more) {
        return openssl(QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-keyout"_s, name + u".key"_s,
                                   u"-out"_s, name + u".pem"_s, u"-days"_s, u"2"_s, u"-subj"_s, subject} + more);
    };
    if (!make(u"ca"_s, u"/CN=test authority"_s, {}))
        QSKIP("no openssl to make certificates with");
    const QStringList signedByUs{u"-CA"_s, u"ca.pem"_s, u"-CAkey"_s, u"ca.key"_s};
    QVERIFY(make(u"server"_s, u"/CN=localhost"_s, signedByUs + QStringList{u"-addext"_s, u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s}));
    QVERIFY(make(u"client"_s, u"/CN=postgres"_s, signedByUs));
    QVERIFY(make(u"stranger"_s, u"/CN=postgres"_s, {}));
    QVERIFY(openssl({u"pkey"_s, u"-in"_s, u"client.key"_s, u"-aes256"_s, u"-passout"_s, u"pass:k3y"_s, u"-out"_s, u"locked.key"_s}));
    QVERIFY(QFile::copy(file("client.key"), file("open.key")));
    for (const char* key : {"client.key", "locked.key", "stranger.key", "server.key"})
        QVERIFY(QFile::setPermissions(file(key), QFile::Permissions(0x6600)));
    QVERIFY(QFile::setPermissions(file("open.key"), QFile::Permissions(0x6644)));
    QFile noise(file("noise"));
    QVERIFY(noise.open(QIODevice::WriteOnly) && noise.write(QByteArray("-----BEGIN CERTIFICATE-----\n\xff\0\n", 31)) > 0);
}

ConnectionProfile TestClientCertificate::withFiles(ConnectionProfile profile) const
{
    QFETCH(QString, certificate);
    QFETCH(QString, key);
    profile.options = {{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, file("ca.pem")}};
    if (!certificate.isEmpty())
        profile.options.insert(u"sslcert"_s, m_folder.filePath(certificate));
    if (!key.isEmpty())
        profile.options.insert(u"sslkey"_s, m_folder.filePath(key));
    return profile;
}

void TestClientCertificate::judge(const std::optional<Error>& error)
{
    QFETCH(QString, outcome);
    if (outcome == u"refused") {
        QVERIFY(error);
        QVERIFY2(error->kind == ErrorKind::SignIn || error->kind == ErrorKind::TargetUnusable, error->code.constData());
        return;
    }
    const QString got = error ? QString::fromLatin1(error->code) : u"in"_s;
    QVERIFY2(got == outcome, qPrintable(got + u' ' + (error ? error->detail : QString())));
}

void TestClientCertificate::postgresqlAsksForACertificate()
{
    QFETCH(QByteArray, passphrase);
    if (!m_postgresql) {
        m_rules.open(QIODevice::WriteOnly);
        m_rules.write("local all all trust\nhostssl all all 127.0.0.1/32 cert\n");
        m_rules.close();
        QFile::setPermissions(m_rules.fileName(), QFile::Permissions(0x6644));
        const QByteArray owned = file("postgres.key").toUtf8();
        QVERIFY(QFile::copy(file("server.key"), file("postgres.key")) && QFile::setPermissions(file("postgres.key"), QFile::Permissions(0x6600)));
        if (::geteuid() == 0)
            QProcess::execute(u"chown"_s, {u"postgres"_s, file("postgres.key")});
        m_port = freePort();
        m_postgresql = std::make_unique<PgServer>(QByteArrayList{"listen_addresses=127.0.0.1", "port=" + QByteArray::number(m_port), "ssl=on", "ssl_cert_file=" + file("server.pem").toUtf8(), "ssl_key_file=" + owned,
                                                                 "ssl_ca_file=" + file("ca.pem").toUtf8(), "hba_file=" + m_rules.fileName().toUtf8()});
        if (!m_postgresql->isRunning())
            QSKIP(m_postgresql->why().constData());
    }
    const ConnectionProfile profile = withFiles({"postgresql", u"127.0.0.1"_s, m_port, u"postgres"_s, {}});
    const auto opened = PgConnection::open(profile, Credentials({}, passphrase), "postgres", {});
    judge(opened ? std::nullopt : std::optional(opened.error()));
}

void TestClientCertificate::mariadbAsksForACertificate()
{
    QFETCH(QByteArray, passphrase);
    if (!m_mariadb) {
        QVERIFY(QFile::copy(file("server.key"), file("mysql.key")) && QFile::setPermissions(file("mysql.key"), QFile::Permissions(0x6644)));
        m_mariadb = std::make_unique<MariaDbServer>(QByteArrayList{"ssl-ca=" + file("ca.pem").toUtf8(), "ssl-cert=" + file("server.pem").toUtf8(), "ssl-key=" + file("mysql.key").toUtf8()},
                                                    MariaDbServer::Listens::OnLoopback);
        if (!m_mariadb->isRunning())
            QSKIP(m_mariadb->why().constData());
        QVERIFY(m_mariadb->connect()->execute("CREATE USER dba REQUIRE X509").ok());
    }
    ConnectionProfile profile = withFiles(m_mariadb->loopbackProfile(u"dba"_s));
    profile.host = u"localhost"_s;
    const auto opened = MyConnection::open(profile, Credentials({}, passphrase), {}, {});
    judge(opened ? std::nullopt : std::optional(opened.error()));
}

void TestClientCertificate::aProblemNeverShowsThePassphrase()
{
    ConnectionProfile profile{"postgresql", u"db1"_s, 0, u"dba"_s, {{u"sslcert"_s, file("client.pem")}, {u"sslkey"_s, file("locked.key")}}};
    const std::optional<Error> error = clientCertificateProblem(profile, Credentials({}, "S3CR3T-9f2c"));
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::SignIn); // so the window asks for it again
    QVERIFY(!(error->detail + error->what.arguments.join(u' ')).contains(u"S3CR3T"_s));
    QVERIFY(!clientCertificateProblem(profile, Credentials({}, "k3y")));
    QCOMPARE(clientCertificateProblem(profile, Credentials({}, QByteArray(100'000, 'x')))->code, QByteArray("server.key_passphrase"));
}

void TestClientCertificate::withoutEncryptionNoFileIsRead()
{
    QVERIFY(!clientCertificateProblem({"postgresql", u"db1"_s, 0, {}, {{u"sslmode"_s, u"disable"_s}, {u"sslcert"_s, u"/absent"_s}, {u"sslkey"_s, u"/absent"_s}}}, {}));
}

QTEST_GUILESS_MAIN(TestClientCertificate)
#include "tst_clientcertificate.moc"
