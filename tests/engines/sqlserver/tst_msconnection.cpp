// Connections to SQL Server: sign-in, encryption, injection, all results of a statement, messages, stopping. Through QODBC and FreeTDS.
#include "engines/sqlserver/server/msconnection.h"
#include "engines/sqlserver/server/msquote.h"
#include "tests/support/tds/sqlstandin.h"
#include "tests/support/tds/tdscertificate.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

MsMediaFile mediumWith(const QString& database)
{
    MsBackupInfo info;
    info.position = 1;
    info.kind = MsBackupInfo::Kind::Full;
    info.database = database;
    info.version = {15, 0, 2000};
    info.lastLsn = MsLsn{24, 68, 1};
    info.files = {{u"d"_s, u"/old/d.mdf"_s, {}, 'D', 1, 100, 819200}, {u"l"_s, u"/old/l.ldf"_s, {}, 'L', 2, 0, 819200}};
    return MsMediaFile{0, {}, 0, QByteArray(16, 'x'), 1, 1, {}, {}, {}, false, false, true, {info}};
}

QString codeOf(const Result<std::unique_ptr<MsConnection>>& opened) { return opened ? u"open"_s : QString::fromLatin1(opened.error().code); }

} // namespace

class TestMsConnection : public QObject
{
    Q_OBJECT
private slots:
    void signsInAndReads();
    void aWrongPasswordIsTriedOnce();
    void nobodyThere();
    void valuesOfTheConnectionStringStayValues_data();
    void valuesOfTheConnectionStringStayValues();
    void microsoftsDriverIsPreferred();
    void microsoftsStringsAreQuotedByItsOwnRule();
    void aVerifiedServerIsTrusted();
    void anUnverifiedServerIsNot_data();
    void anUnverifiedServerIsNot();
    void anErrorInALaterResultIsSeen_data();
    void anErrorInALaterResultIsSeen();
    void messagesArrive();
    void namesAndTextsAreQuoted();
    void aStopEndsTheStatementWithinTwoSeconds();
    void aCutLineIsALostConnection();
};

void TestMsConnection::signsInAndReads()
{
    SqlStandIn server;
    server.addDatabase(u"店铺 😀 ]["_s);
    const auto connection = MsConnection::open(server.profile(), server.credentials(), {});
    QVERIFY2(connection.ok(), qPrintable(codeOf(connection)));
    QVERIFY((*connection)->sessionId() > 50);
    const auto names = (*connection)->execute(u"SELECT name, source_database_id, is_trustworthy_on FROM sys.databases WHERE database_id > 3 ORDER BY database_id"_s);
    QVERIFY(names.ok());
    QCOMPARE(names->rows(), 2);
    QCOMPARE(names->text(1, 0), u"店铺 😀 ]["_s);
    QCOMPARE(names->text(1, "NAME"_L1), u"店铺 😀 ]["_s);
    QVERIFY(names->isNull(1, "source_database_id"_L1));
    QVERIFY(!names->isNull(1, "is_trustworthy_on"_L1));
}

void TestMsConnection::aWrongPasswordIsTriedOnce()
{
    const SqlStandIn server;
    const auto connection = MsConnection::open(server.profile(), Credentials("not it"), {});
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, ErrorKind::SignIn);
    QCOMPARE(connection.error().code, "server.sign_in");
    QCOMPARE(server.logins(), QStringList{u"sa/not it/BakFerry"_s});
    QVERIFY(!connection.error().detail.contains(u"not it"_s));
}

void TestMsConnection::nobodyThere()
{
    ConnectionProfile profile{"sqlserver", u"127.0.0.1"_s, 1, u"sa"_s, {}};
    QCOMPARE(codeOf(MsConnection::open(profile, {}, {})), u"server.refused"_s);
    profile.host = u"no-such-host.invalid"_s;
    QCOMPARE(codeOf(MsConnection::open(profile, {}, {})), u"server.unknown_host"_s);
    profile.host = u"a;Server=203.0.113.9"_s;
    QCOMPARE(codeOf(MsConnection::open(profile, {}, {})), u"server.connect_string"_s);
}

void TestMsConnection::valuesOfTheConnectionStringStayValues_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("code");
    QTest::newRow("semicolon") << u"a;Server=203.0.113.9;x="_s << u"open"_s;
    QTest::newRow("braces") << u"{a}b{"_s << u"open"_s;
    QTest::newRow("brace first") << u"{"_s << u"open"_s;
    QTest::newRow("equals and quotes") << u"a=b'c\"d`e\\f"_s << u"open"_s;
    QTest::newRow("blanks") << u"  a b  "_s << u"open"_s;
    QTest::newRow("people's letters") << u"пароль密码😀"_s << u"open"_s;
    QTest::newRow("T32") << u"a};Server=203.0.113.9;x={"_s << u"server.connect_string"_s;
    QTest::newRow("doubled brace") << u"a}};Server=203.0.113.9;x={"_s << u"server.connect_string"_s;
    QTest::newRow("brace last") << u"a}"_s << u"server.connect_string"_s;
    QTest::newRow("line's end") << u"a\nb"_s << u"server.connect_string"_s;
    QTest::newRow("NUL") << QString(u"a"_s + QChar(0) + u"b"_s) << u"server.connect_string"_s;
}

void TestMsConnection::valuesOfTheConnectionStringStayValues()
{
    QFETCH(const QString, password);
    QFETCH(const QString, code);
    SqlStandIn::Setup setup;
    setup.password = password;
    const SqlStandIn server(setup);
    QCOMPARE(codeOf(MsConnection::open(server.profile(), server.credentials(), {})), code);
    // It arrived as it is, or nothing was sent at all.
    QCOMPARE(server.logins(), code == u"open" ? QStringList{u"sa/"_s + password + u"/BakFerry"_s} : QStringList());
}

void TestMsConnection::microsoftsDriverIsPreferred()
{
    QCOMPARE(MsDriver::best({u"FreeTDS"_s, u"ODBC Driver 17 for SQL Server"_s, u"ODBC Driver 18 for SQL Server"_s, u"SQLite3"_s})->name, u"ODBC Driver 18 for SQL Server"_s);
    QCOMPARE(MsDriver::best({u"ODBC Driver 17 for SQL Server"_s, u"freetds"_s})->version, 17);
    QCOMPARE(MsDriver::best({u"SQLite3"_s, u"FreeTDS"_s})->isMicrosoft, false);
    QVERIFY(!MsDriver::best({u"PostgreSQL"_s, u"ODBC Driver 18 for SQL Server; Server=x"_s}));
}

void TestMsConnection::microsoftsStringsAreQuotedByItsOwnRule()
{
    const MsDriver driver{u"ODBC Driver 18 for SQL Server"_s, true, 18};
    ConnectionProfile profile{"sqlserver", u"db1.example"_s, 0, u"a}b"_s, {}};
    QCOMPARE(*msConnectionString(driver, profile, Credentials("a};Server=203.0.113.9;x={")),
             u"Driver={ODBC Driver 18 for SQL Server};Server=tcp:db1.example,1433;Encrypt=yes;TrustServerCertificate=no;APP=BakFerry;UID={a}}b};PWD={a}};Server=203.0.113.9;x={};"_s);
    profile.host = u"db1\\PROD"_s;
    profile.options.insert(u"sslmode"_s, u"require"_s);
    QVERIFY(msConnectionString(driver, profile, {})->contains(u"Server=db1\\PROD;Encrypt=yes;TrustServerCertificate=yes;"_s));
    profile.options.insert(u"sslrootcert"_s, u"/x.pem"_s);
    QCOMPARE(msConnectionString(driver, profile, {}).error().code, "server.connect_string");
}

void TestMsConnection::aVerifiedServerIsTrusted()
{
    const TdsCertificate certificate("localhost");
    SqlStandIn::Setup setup;
    setup.wire = {TdsServer::Encryption::On, certificate.certificateFile(), certificate.keyFile()};
    const SqlStandIn server(setup);
    ConnectionProfile profile = server.profile();
    profile.host = u"localhost"_s;
    profile.options = {{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, QString::fromLocal8Bit(certificate.certificateFile())}};
    const auto connection = MsConnection::open(profile, server.credentials(), {});
    QVERIFY2(connection.ok(), qPrintable(codeOf(connection)));
    QVERIFY(server.wasEncrypted());
    QCOMPARE(*(*connection)->value(u"SELECT encrypt_option FROM sys.dm_exec_connections WHERE session_id = @@SPID"_s), u"TRUE"_s);
}

void TestMsConnection::anUnverifiedServerIsNot_data()
{
    QTest::addColumn<QByteArray>("certifiedName");
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("code");
    QTest::newRow("other name") << QByteArray("db9.example") << true << u"verify-full"_s << u"server.tls"_s;
    QTest::newRow("other name, authority alone") << QByteArray("db9.example") << true << u"verify-ca"_s << u"open"_s;
    QTest::newRow("unknown authority") << QByteArray("localhost") << false << u"verify-full"_s << u"server.tls"_s;
    QTest::newRow("unknown authority, encrypted all the same") << QByteArray("localhost") << false << u"require"_s << u"open"_s;
    QTest::newRow("no encryption offered") << QByteArray() << false << u"require"_s << u"server.tls"_s;
}

void TestMsConnection::anUnverifiedServerIsNot()
{
    QFETCH(const QByteArray, certifiedName);
    QFETCH(const bool, isKnown);
    QFETCH(const QString, mode);
    QFETCH(const QString, code);
    const TdsCertificate certificate(certifiedName.isEmpty() ? QByteArray("x") : certifiedName);
    SqlStandIn::Setup setup;
    if (!certifiedName.isEmpty())
        setup.wire = {TdsServer::Encryption::On, certificate.certificateFile(), certificate.keyFile()};
    const SqlStandIn server(setup);
    ConnectionProfile profile = server.profile();
    profile.host = u"localhost"_s;
    profile.options = {{u"sslmode"_s, mode}};
    if (isKnown)
        profile.options.insert(u"sslrootcert"_s, QString::fromLocal8Bit(certificate.certificateFile()));
    QCOMPARE(codeOf(MsConnection::open(profile, server.credentials(), {})), code);
    if (code != u"open")
        QCOMPARE(server.logins(), QStringList()); // the password did not leave this machine
}

void TestMsConnection::anErrorInALaterResultIsSeen_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("results");
    QTest::newRow("rows, then an error") << u"SELECT name FROM sys.databases; RESTORE DATABASE x FROM DISK = N'/nowhere' WITH RECOVERY"_s << 0;
    QTest::newRow("error, then rows") << u"RESTORE DATABASE x FROM DISK = N'/nowhere' WITH RECOVERY; SELECT name FROM sys.databases"_s << 0;
    QTest::newRow("rows, messages, rows, an error, rows") << u"SELECT 1 AS a; PRINT N'x'; SELECT 2 AS b; RESTORE LOG x FROM DISK = N'/nowhere'; SELECT 3 AS c"_s << 0;
    QTest::newRow("no error") << u"SELECT 1 AS a; SELECT 2 AS b; PRINT N'x'"_s << 3;
}

void TestMsConnection::anErrorInALaterResultIsSeen()
{
    QFETCH(const QString, sql);
    QFETCH(const int, results);
    const SqlStandIn server;
    const auto connection = MsConnection::open(server.profile(), server.credentials(), {});
    const auto answer = (*connection)->execute(sql);
    QCOMPARE(answer.ok(), results > 0);
    if (!answer) {
        QCOMPARE(answer.error().code, "server.cannot_read");
        QVERIFY2(answer.error().detail.contains(u"3201"_s) && answer.error().detail.contains(u"3013"_s), qPrintable(answer.error().detail)); // all of its errors
    }
    QCOMPARE(*(*connection)->value(u"SELECT name FROM sys.databases WHERE database_id = 4"_s), u"msdb"_s); // and the connection goes on
}

void TestMsConnection::messagesArrive()
{
    SqlStandIn server;
    server.addMedium(u"/b/x.bak"_s, mediumWith(u"shop"_s));
    const auto connection = MsConnection::open(server.profile(), server.credentials(), {});
    QStringList said;
    const auto answer = (*connection)->execute(u"RESTORE DATABASE shop FROM DISK = N'/b/x.bak' WITH RECOVERY, STATS = 25"_s, [&](const MsMessage& message) { said += u"%1 %2"_s.arg(message.number).arg(message.text); });
    QVERIFY2(answer.ok(), qPrintable(answer ? QString() : answer.error().detail));
    for (const QString& wanted : {u"3211 25 percent processed."_s, u"3211 100 percent processed."_s, u"4035 Processed 100 pages for database 'shop', file 'd' on file 1."_s})
        QVERIFY2(said.contains(wanted), qPrintable(said.join(u'\n')));
    QCOMPARE(server.databases(), QStringList{u"shop"_s});
    server.failAt(90, 3203, 16, u"Read on \"/b/x.bak\" failed: 1117(The request could not be performed because of an I/O device error.)"_s);
    const auto failed = (*connection)->execute(u"RESTORE DATABASE shop2 FROM DISK = N'/b/x.bak' WITH RECOVERY, STATS = 5, MOVE N'd' TO N'/d2', MOVE N'l' TO N'/l2'"_s);
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, "backup.damaged_for_server");
}

void TestMsConnection::namesAndTextsAreQuoted()
{
    const QStringList zoo{u"x]; EXEC xp_cmdshell 'id';--"_s, u"a'b"_s, u"a]]b"_s, u"[a]"_s, u"a\"b"_s, u"/* a"_s, u"-- a"_s, u"表名"_s, u"'; DROP DATABASE shop;--"_s, u"@@SPID"_s, u"N'x'"_s, u"😀"_s, QString(128, u']')};
    SqlStandIn server;
    server.addDatabase(u"shop"_s);
    const auto connection = MsConnection::open(server.profile(), server.credentials(), {});
    for (const QString& name : zoo) {
        server.addDatabase(name);
        const auto found = (*connection)->execute(u"SELECT name FROM sys.databases WHERE name = "_s + quotedMsText(name));
        QVERIFY(found.ok() && found->rows() == 1);
        QCOMPARE(found->text(0, 0), name);
        QVERIFY((*connection)->execute(u"DROP DATABASE "_s + quotedMsName(name)).ok());
        QCOMPARE(server.databases(), QStringList{u"shop"_s});
    }
}

void TestMsConnection::aStopEndsTheStatementWithinTwoSeconds()
{
    SqlStandIn server;
    server.addMedium(u"/b/x.bak"_s, mediumWith(u"shop"_s));
    server.holdAt(50);
    std::stop_source stop;
    JobContext context;
    context.stop = stop.get_token();
    const auto connection = MsConnection::open(server.profile(), server.credentials(), context);
    QVERIFY(connection.ok());
    QElapsedTimer sinceStop;
    std::jthread stopper([&] {
        if (server.reached(50)) {
            sinceStop.start();
            stop.request_stop();
        }
    });
    const auto answer = (*connection)->execute(u"RESTORE DATABASE shop FROM DISK = N'/b/x.bak' WITH NORECOVERY, STATS = 5"_s);
    stopper.join();
    QVERIFY(sinceStop.isValid());
    QVERIFY2(sinceStop.elapsed() < 2000, qPrintable(QString::number(sinceStop.elapsed())));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Cancelled);
    QCOMPARE(server.databases(), QStringList{u"shop (RESTORING)"_s}); // the server keeps what a stopped RESTORE leaves
    QCOMPARE((*connection)->execute(u"SELECT 1 AS a"_s).error().kind, ErrorKind::Cancelled);
}

void TestMsConnection::aCutLineIsALostConnection()
{
    SqlStandIn server;
    server.addMedium(u"/b/x.bak"_s, mediumWith(u"shop"_s));
    server.cutAt(50);
    const auto connection = MsConnection::open(server.profile(), server.credentials(), {});
    const auto answer = (*connection)->execute(u"RESTORE DATABASE shop FROM DISK = N'/b/x.bak' WITH NORECOVERY, STATS = 5"_s);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, "server.lost");
    QCOMPARE((*connection)->execute(u"SELECT 1 AS a"_s).error().code, "server.lost");
}

QTEST_GUILESS_MAIN(TestMsConnection)
#include "tst_msconnection.moc"
