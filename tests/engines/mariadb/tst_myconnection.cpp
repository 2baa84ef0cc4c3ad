#include "engines/mariadb/server/myerrors.h"
#include "tests/support/mariadbserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <pwd.h>
#include <thread>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// MyConnection against a real server.
class TestMyConnection : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<MariaDbServer>(QByteArrayList{"local_infile=1"}, MariaDbServer::Listens::OnLoopback);
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
        const auto connection = m_server->connect();
        QVERIFY(connection->execute("CREATE DATABASE d CHARACTER SET utf8mb4").ok());
        m_connection = m_server->connect("d");
    }

    void readsBytesAsTheyAre()
    {
        const auto answer = m_connection->execute("SELECT X'00FFFE80', NULL, '', '\xE5\xBA\x93'");
        QVERIFY2(answer.ok(), qPrintable(answer.error().detail));
        QCOMPARE(answer->rows(), 1);
        QCOMPARE(answer->text(0, 0), QByteArray("\x00\xff\xfe\x80", 4));
        QVERIFY(answer->isNull(0, 1) && !answer->isNull(0, 2));
        QCOMPARE(answer->text(0, 3), "\xE5\xBA\x93");
        QCOMPARE(*m_connection->value("SELECT 7"), "7");
        QCOMPARE(*m_connection->value("SELECT 1 FROM DUAL WHERE FALSE"), "");
    }

    void saysWhoTheServerIs()
    {
        QVERIFY(m_connection->isMariaDb());
        QVERIFY2(m_connection->serverVersion() >= 100400 && m_connection->serverVersion() < 130000, qPrintable(QString::number(m_connection->serverVersion())));
        QVERIFY(m_connection->versionText().contains("MariaDB"));
        QVERIFY(m_connection->isSocket() && !m_connection->isEncrypted());
        QCOMPARE(*m_connection->value("SELECT CONNECTION_ID()"), QByteArray::number(m_connection->connectionId()));
    }

    void loadsRowsFromMemory()
    {
        QVERIFY(m_connection->execute("CREATE TABLE loaded (i INT, b LONGBLOB)").ok());
        const QByteArray rows("1\tone\n2\t\xff\\0\xfe\n3\t\\N\n");
        qsizetype given = 0;
        const auto done = m_connection->load("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE loaded CHARACTER SET binary", [&](char* buffer, qint64 size) -> Result<qint64> {
            const qint64 part = std::min<qint64>(std::min<qint64>(size, 5), rows.size() - given);
            memcpy(buffer, rows.constData() + given, size_t(part));
            given += part;
            return part;
        });
        QVERIFY2(done.ok(), qPrintable(done.error().detail));
        QCOMPARE(done->touched, 3);
        QCOMPARE(*m_connection->value("SELECT GROUP_CONCAT(i, ':', COALESCE(HEX(b), '-') ORDER BY i) FROM loaded"), "1:6F6E65,2:FF00FE,3:-");
    }

    void takesAFailedLoadBack()
    {
        const auto connection = m_server->connect("d");
        QVERIFY(connection->execute("CREATE TABLE half (i INT)").ok());
        int calls = 0;
        const auto done = connection->load("LOAD DATA LOCAL INFILE 'x' INTO TABLE half", [&](char* buffer, qint64) -> Result<qint64> {
            if (++calls > 5000)
                return Error{ErrorKind::BackupUnusable, "backup.damaged", {}, {}, {}};
            memcpy(buffer, "1\n2\n3\n4\n", 8);
            return 8;
        });
        QCOMPARE(done.error().code, "backup.damaged");
        QCOMPARE(connection->execute("SELECT 1").error().code, "backup.damaged"); // it was hung up
        QTRY_COMPARE(*m_connection->value("SELECT COUNT(*) FROM information_schema.processlist WHERE id = " + QByteArray::number(connection->connectionId())), "0");
        QCOMPARE(*m_connection->value("SELECT COUNT(*) FROM half"), "0");
    }

    void readsNoFileUnlessItIsLoading() // TRUST T15
    {
        const auto connection = m_server->connect("d");
        QVERIFY(connection->execute("CREATE TABLE stolen (t TEXT)").ok());
        const auto asked = connection->execute("LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE stolen");
        QCOMPARE(asked.error().code, "server.protocol");
        QCOMPARE(connection->execute("SELECT 1").error().code, "server.protocol");
        QCOMPARE(*m_connection->value("SELECT COUNT(*) FROM stolen"), "0");
    }

    void takesEveryAnswerOfACall()
    {
        QVERIFY(m_connection->execute("CREATE PROCEDURE twice() BEGIN SELECT 1; SELECT 2; END").ok());
        QCOMPARE(*m_connection->value("CALL twice()"), "1");
        QCOMPARE(*m_connection->value("SELECT 3"), "3");
        QVERIFY(m_connection->execute("CREATE PROCEDURE fails() BEGIN SELECT 1; SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = 30001; END").ok());
        QVERIFY(!m_connection->execute("CALL fails()").ok());
        QCOMPARE(m_connection->lastNumber(), 30001);
        QCOMPARE(*m_connection->value("SELECT 3"), "3");
    }

    void sendsLongStatements()
    {
        QVERIFY(m_server->connect()->execute("SET GLOBAL max_allowed_packet = 1073741824").ok());
        const auto connection = m_server->connect("d");
        QVERIFY(m_server->connect()->execute("SET GLOBAL max_allowed_packet = 16777216").ok());
        const QByteArray longOne = "SELECT LENGTH('" + QByteArray(100 * 1024 * 1024, 'x') + "')"; // more than one packet, more than is taken from a server
        QCOMPARE(*connection->value(longOne), QByteArray::number(100 * 1024 * 1024));
        const auto refused = m_server->connect("d")->execute(longOne);
        QVERIFY2(refused.error().code == "server.packet" || refused.error().code == "server.lost", refused.error().code.constData()); // the server hangs up at once
    }

    void tellsWarnings()
    {
        const auto done = m_connection->execute("DROP TABLE IF EXISTS nowhere");
        QVERIFY(done.ok());
        QCOMPARE(done->warnings, 1);
        const auto warnings = m_connection->warnings(5);
        QVERIFY(warnings.ok());
        QCOMPARE(warnings->size(), 1);
        QVERIFY(warnings->first().startsWith("1051 "));
    }

    void namesTheFailure_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("has");
        QTest::addColumn<QString>("hasNot");
        const auto row = [](const char* name, const char* sql, const char* code, int number, const char* has, const char* hasNot) {
            QTest::newRow(name) << QByteArray(sql) << QByteArray(code) << number << QString::fromLatin1(has) << QString::fromLatin1(hasNot);
        };
        row("syntax", "SELECT 'S3CR3T' FORM t", "server.statement", 1064, "42000", "S3CR3T");
        row("syntax with quotes", "SELECT x'' 'S3CR3T' FORM 't'", "server.statement", 1064, "1064", "S3CR3T");
        row("duplicate", "INSERT INTO cards VALUES (1, 'S3''CR3T')", "server.statement", 1062, "one_card", "S3");
        row("wrong value", "INSERT INTO cards VALUES ('S3CR3T', '')", "server.statement", 1366, "`i`", "S3CR3T");
        row("no partition", "INSERT INTO parts VALUES (471147114)", "server.statement", 1526, "1526", "471147114");
        row("no database", "USE nowhere", "server.no_database", 1049, "nowhere", "-");
        row("forbidden by an option", "SELECT 1 INTO OUTFILE '/nowhere/x'", "server.read_only", 1290, "secure-file-priv", "nowhere");
        row("full table", "INSERT INTO small SELECT REPEAT('x', 200) FROM seq_1_to_1000", "server.no_space", 1114, "small", "-");
        row("in use", "ALTER TABLE locked ADD COLUMN j INT", "server.in_use", 1205, "1205", "-");
    }

    void namesTheFailure()
    {
        QFETCH(const QByteArray, sql);
        QFETCH(const QByteArray, code);
        QFETCH(const int, number);
        QFETCH(const QString, has);
        QFETCH(const QString, hasNot);
        const auto connection = m_server->connect("d");
        QVERIFY(connection->execute("CREATE OR REPLACE TABLE cards (i INT, card VARCHAR(30), UNIQUE one_card (card))").ok());
        QVERIFY(connection->execute("INSERT INTO cards VALUES (0, 'S3''CR3T')").ok());
        QVERIFY(connection->execute("CREATE OR REPLACE TABLE parts (i INT) PARTITION BY RANGE (i) (PARTITION p VALUES LESS THAN (10))").ok());
        QVERIFY(connection->execute("CREATE TABLE IF NOT EXISTS locked (i INT)").ok());
        QVERIFY(connection->execute("SET max_heap_table_size = 16384").ok());
        QVERIFY(connection->execute("CREATE OR REPLACE TABLE small (c VARCHAR(200)) ENGINE=MEMORY").ok());
        const auto holder = m_server->connect("d");
        QVERIFY(holder->execute("LOCK TABLES locked WRITE").ok());
        QVERIFY(connection->execute("SET lock_wait_timeout = 1").ok());
        const auto answer = connection->execute(sql);
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().code, code);
        QCOMPARE(connection->lastNumber(), number);
        QVERIFY2(answer.error().detail.contains(has) && !answer.error().detail.contains(hasNot), qPrintable(answer.error().detail));
        QVERIFY(!answer.error().what.isEmpty() && !answer.error().hint.isEmpty());
    }

    void namesWhyItCannotSignIn_data()
    {
        QTest::addColumn<ConnectionProfile>("profile");
        QTest::addColumn<QByteArray>("database");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* name, const QString& host, int port, const QString& user, const char* database, const char* code, const QVariantMap& options = {}) {
            QTest::newRow(name) << ConnectionProfile{"mariadb", host, port, user, options} << QByteArray(database) << QByteArray(code);
        };
        row("wrong password", u"here"_s, -1, u"known"_s, "", "server.sign_in");
        row("no such user", u"here"_s, -1, u"ghost"_s, "", "server.sign_in");
        row("another's database", u"here"_s, -1, u"poor"_s, "mysql", "server.no_access");
        row("locked account", u"here"_s, -1, u"locked"_s, "", "server.no_access");
        row("no such database", u"here"_s, -1, u"root"_s, "nowhere", "server.no_database");
        row("refused", u"127.0.0.1"_s, 1, u"root"_s, "", "server.refused");
        row("no socket", u"/nowhere/socket"_s, 0, u"root"_s, "", "server.refused");
        row("unknown host", u"no-such-host.invalid"_s, 0, u"root"_s, "", "server.unknown_host");
        row("no TLS there", u"here"_s, -1, u"root"_s, "", "server.tls", {{u"sslmode"_s, u"verify-full"_s}});
        row("no TLS there, unverified", u"here"_s, -1, u"root"_s, "", "server.tls", {{u"sslmode"_s, u"require"_s}});
    }

    void namesWhyItCannotSignIn()
    {
        QFETCH(ConnectionProfile, profile);
        QFETCH(const QByteArray, database);
        QFETCH(const QByteArray, code);
        for (const char* sql : {"CREATE OR REPLACE USER known IDENTIFIED BY 'right'", "CREATE OR REPLACE USER poor", "CREATE OR REPLACE USER locked ACCOUNT LOCK"})
            QVERIFY(m_connection->execute(sql).ok());
        if (profile.port < 0) {
            profile.host = u"127.0.0.1"_s;
            profile.port = m_server->port();
        }
        const auto opened = MyConnection::open(profile, profile.user == u"known"_s ? Credentials("wr0ng") : Credentials(), database, {});
        QVERIFY(!opened.ok());
        QVERIFY2(opened.error().code == code, qPrintable(QString::fromLatin1(opened.error().code) + u' ' + opened.error().detail));
        QVERIFY(!opened.error().detail.contains(u"wr0ng"_s));
    }

    void signsInOverLoopback()
    {
        const auto opened = MyConnection::open(m_server->loopbackProfile(), {}, "d", {});
        QVERIFY2(opened.ok(), qPrintable(opened.error().detail));
        QVERIFY(!(*opened)->isSocket());
    }

    void letsAccountsInByTheSocket()
    {
        const QByteArray us = ::getpwuid(::geteuid())->pw_name;
        QVERIFY(m_connection->execute("CREATE OR REPLACE USER " + quotedMyLiteral(us) + "@localhost IDENTIFIED VIA unix_socket").ok());
        const auto opened = MyConnection::open(m_server->profile(QString::fromLocal8Bit(us)), {}, "", {});
        QVERIFY2(opened.ok(), qPrintable(opened.error().detail));
        QVERIFY(m_connection->execute("CREATE OR REPLACE USER root@localhost").ok() && m_connection->execute("GRANT ALL ON *.* TO root@localhost WITH GRANT OPTION").ok());
    }

    void verifiesCertificates_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("mode");
        QTest::addColumn<bool>("namesRoot");
        QTest::addColumn<QString>("outcome"); ///< "encrypted", "plain", or an error's code
        const auto row = [](const char* name, const char* host, const char* mode, bool namesRoot, const char* outcome) {
            QTest::newRow(name) << QString::fromLatin1(host) << QString::fromLatin1(mode) << namesRoot << QString::fromLatin1(outcome);
        };
        row("nothing said, this machine", "localhost", "", false, "encrypted");
        row("disable", "localhost", "disable", false, "plain");
        row("prefer", "localhost", "prefer", false, "encrypted");
        row("require", "localhost", "require", false, "encrypted");
        row("known authority and name", "localhost", "verify-full", true, "encrypted");
        row("unknown authority", "localhost", "verify-full", false, "server.tls");
        row("another name", "127.0.0.1", "verify-full", true, "server.tls");
        row("another name, authority alone", "127.0.0.1", "verify-ca", true, "encrypted");
        row("unknown authority, authority alone", "127.0.0.1", "verify-ca", false, "server.tls");
    }
    void verifiesCertificates()
    {
        QFETCH(const QString, host);
        QFETCH(const QString, mode);
        QFETCH(const bool, namesRoot);
        QFETCH(const QString, outcome);
        if (!m_tlsServer) {
            QFile::setPermissions(m_certificates.path(), QFile::Permissions(0x7755));
            QProcess openssl;
            openssl.setWorkingDirectory(m_certificates.path());
            openssl.start(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, u"key.pem"_s, u"-out"_s, u"cert.pem"_s, u"-days"_s, u"2"_s,
                                         u"-subj"_s, u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost"_s});
            if (!openssl.waitForFinished() || openssl.exitCode() != 0)
                QSKIP("no openssl to make a certificate with");
            QFile::setPermissions(m_certificates.filePath(u"key.pem"_s), QFile::Permissions(0x6644));
            m_tlsServer = std::make_unique<MariaDbServer>(QByteArrayList{"ssl-cert=" + m_certificates.filePath(u"cert.pem"_s).toUtf8(), "ssl-key=" + m_certificates.filePath(u"key.pem"_s).toUtf8()},
                                                          MariaDbServer::Listens::OnLoopback);
            QVERIFY2(m_tlsServer->isRunning(), m_tlsServer->why().constData());
            QVERIFY(m_tlsServer->connect()->execute("CREATE USER guest").ok());
        }
        ConnectionProfile profile = m_tlsServer->loopbackProfile(u"guest"_s);
        profile.host = host;
        if (!mode.isEmpty())
            profile.options.insert(u"sslmode"_s, mode);
        if (namesRoot)
            profile.options.insert(u"sslrootcert"_s, m_certificates.filePath(u"cert.pem"_s));
        const auto opened = MyConnection::open(profile, {}, {}, {});
        const QString got = !opened ? QString::fromLatin1(opened.error().code) : (*opened)->isEncrypted() ? u"encrypted"_s : u"plain"_s;
        QVERIFY2(got == outcome, qPrintable(got + (opened ? QString() : opened.error().detail)));
    }

    void stopsARunningStatement_data()
    {
        QTest::addColumn<bool>("reachable");
        QTest::newRow("killed on the server") << true;
        QTest::newRow("no further connection to be had") << false;
    }

    void stopsARunningStatement()
    {
        QFETCH(const bool, reachable);
        std::stop_source stop;
        JobContext context;
        context.stop = stop.get_token();
        QVERIFY(m_connection->execute("CREATE OR REPLACE USER sleeper WITH MAX_USER_CONNECTIONS " + QByteArray(reachable ? "0" : "1")).ok());
        const auto opened = MyConnection::open(m_server->loopbackProfile(u"sleeper"_s), {}, {}, context);
        QVERIFY2(opened.ok(), qPrintable(opened.error().detail));
        QElapsedTimer clock;
        std::jthread stopper([&] {
            const auto watcher = m_server->connect();
            while (*watcher->value("SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User sleep' AND user = 'sleeper'") != "1") { }
            clock.start();
            stop.request_stop();
        });
        const auto answer = (*opened)->execute("SELECT SLEEP(60)");
        const qint64 tookMs = clock.elapsed();
        QCOMPARE(answer.error().kind, ErrorKind::Cancelled);
        QVERIFY2(tookMs < 2000, qPrintable(QString::number(tookMs)));
        QCOMPARE((*opened)->execute("SELECT 1").error().kind, ErrorKind::Cancelled);
        stopper.join();
        if (reachable)
            QTRY_COMPARE(*m_connection->value("SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User sleep'"), "0");
        else
            QVERIFY(m_connection->execute("KILL USER sleeper").ok());
    }

    void stopsALoad()
    {
        std::stop_source stop;
        JobContext context;
        context.stop = stop.get_token();
        auto opened = MyConnection::open(m_server->profile(), {}, "d", context);
        QVERIFY(m_connection->execute("CREATE TABLE endless (i INT)").ok());
        const auto done = (*opened)->load("LOAD DATA LOCAL INFILE 'x' INTO TABLE endless", [&](char* buffer, qint64) -> Result<qint64> {
            stop.request_stop();
            memcpy(buffer, "1\n", 2);
            return 2;
        });
        QCOMPARE(done.error().kind, ErrorKind::Cancelled);
        opened.value().reset();
        QCOMPARE(*m_connection->value("SELECT COUNT(*) FROM endless"), "0");
    }

    void quotesWhatItIsGiven()
    {
        for (const char* mode : {"", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES"}) {
            QVERIFY(m_connection->execute("SET sql_mode = '" + QByteArray(mode) + "'").ok());
            for (const QByteArray& text : QByteArrayList{"a`b", "a'b", "a\\b", "a\"b", "\xE8\xA1\xA8", "x\\' --"}) {
                QCOMPARE(*m_connection->value("SELECT " + quotedMyLiteral(text)), text);
                QCOMPARE(*m_connection->value("SELECT x." + quotedMyName(text) + " FROM (SELECT 'v' AS " + quotedMyName(text) + ") x"), "v");
            }
        }
        QVERIFY(m_connection->execute("SET sql_mode = DEFAULT").ok());
    }

    void noticesAKilledServer()
    {
        const auto connection = m_server->connect();
        m_server->killNow();
        QCOMPARE(connection->execute("SELECT 1").error().code, "server.lost");
        QCOMPARE(MyConnection::open(m_server->profile(), {}, {}, {}).error().code, "server.refused");
        QVERIFY(m_server->start());
        m_connection = m_server->connect("d");
        QCOMPARE(*m_connection->value("SELECT 1"), "1");
    }

private:
    QTemporaryDir m_certificates;
    std::unique_ptr<MariaDbServer> m_tlsServer;
    std::unique_ptr<MariaDbServer> m_server;
    std::unique_ptr<MyConnection> m_connection;
};

QTEST_GUILESS_MAIN(TestMyConnection)
#include "tst_myconnection.moc"
