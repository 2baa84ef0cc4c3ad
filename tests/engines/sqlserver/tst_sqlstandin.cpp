// The scripted server itself, asked by programs that know real ones: FreeTDS's tsql, and Qt's QODBC over FreeTDS's driver.
#include "tests/support/tds/sqlstandin.h"

#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

// What tsql prints; its own prompts and greetings stripped.
QString askWithTsql(const SqlStandIn& server, const QString& sql, const QString& password = u"S3CR3T-9f2c"_s)
{
    QProcess tsql;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TDSVER"_s, u"7.4"_s);
    tsql.setProcessEnvironment(environment);
    tsql.setProcessChannelMode(QProcess::MergedChannels);
    tsql.start(u"tsql"_s, {u"-H"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(server.port()), u"-U"_s, u"sa"_s, u"-P"_s, password, u"-o"_s, u"q"_s});
    tsql.write((sql + u"\ngo\n"_s).toUtf8());
    tsql.closeWriteChannel();
    return tsql.waitForFinished(20000) ? QString::fromUtf8(tsql.readAll()) : u"tsql hangs"_s;
}

class Odbc
{
public:
    explicit Odbc(const SqlStandIn& server, const QString& password = u"S3CR3T-9f2c"_s) : db(QSqlDatabase::addDatabase(u"QODBC"_s, u"standin"_s))
    {
        db.setDatabaseName(u"Driver=FreeTDS;Server=127.0.0.1;Port=%1;TDS_Version=7.4;UID=sa;PWD=%2;"_s.arg(server.port()).arg(password));
        db.open();
    }
    ~Odbc()
    {
        db.close();
        db = {};
        QSqlDatabase::removeDatabase(u"standin"_s);
    }
    QSqlDatabase db;
};

} // namespace

class TestSqlStandIn : public QObject
{
    Q_OBJECT
private slots:
    void tsqlSignsInAndReads();
    void tsqlIsRefusedWithAWrongPassword();
    void qodbcReadsEveryType();
    void qodbcPreparesStatements();
    void qodbcSeesNumbersOfErrors();
};

void TestSqlStandIn::tsqlSignsInAndReads()
{
    const SqlStandIn server;
    const QString said = askWithTsql(server, u"SELECT name, database_id, is_broker_enabled FROM sys.databases ORDER BY database_id"_s);
    QVERIFY2(said.contains(u"master\t1\t0"_s), qPrintable(said));
    QVERIFY2(said.contains(u"msdb\t4\t1"_s), qPrintable(said));
    QCOMPARE(server.logins(), QStringList{u"sa/S3CR3T-9f2c/TSQL"_s});
}

void TestSqlStandIn::tsqlIsRefusedWithAWrongPassword()
{
    const SqlStandIn server;
    const QString said = askWithTsql(server, u"SELECT 1"_s, u"pä ss]}{;'"_s);
    QVERIFY2(said.contains(u"Msg 18456"_s), qPrintable(said));
    QCOMPARE(server.logins(), QStringList{u"sa/pä ss]}{;'/TSQL"_s});
}

void TestSqlStandIn::qodbcReadsEveryType()
{
    SqlStandIn server;
    MsBackupInfo info;
    info.position = 1;
    info.kind = MsBackupInfo::Kind::Full;
    info.database = u"店铺 😀"_s;
    info.firstLsn = *MsLsn::fromDecimal(u"24000000006800099"_s);
    info.lastLsn = MsLsn{4294967295U, 4294967295U, 65535};
    info.started = QDateTime({2026, 11, 25}, {8, 30, 1}, Qt::UTC);
    info.backupBytes = qint64(3) << 40;
    info.hasChecksum = true;
    server.addMedium(u"/b/x.bak"_s, MsMediaFile{0, {}, 0, QByteArray(16, 'x'), 1, 1, {}, {}, {}, false, false, true, {info}});
    const Odbc odbc(server);
    QVERIFY2(odbc.db.isOpen(), qPrintable(odbc.db.lastError().text() + server.logins().join(u'|')));
    QSqlQuery query(odbc.db);
    query.setForwardOnly(true); // FreeTDS fetches in no other way
    query.setNumericalPrecisionPolicy(QSql::HighPrecision); // as text: a log sequence number is longer than a double
    QVERIFY2(query.exec(u"RESTORE HEADERONLY FROM DISK = N'/b/x.bak'"_s), qPrintable(query.lastError().text()));
    QVERIFY(query.next());
    QCOMPARE(query.value(u"DatabaseName"_s).toString(), info.database);
    QCOMPARE(query.value(u"FirstLSN"_s).toString(), u"24000000006800099"_s);
    QCOMPARE(query.value(u"LastLSN"_s).toString(), u"4294967295429496729565535"_s);
    QCOMPARE(query.value(u"BackupStartDate"_s).toDateTime(), QDateTime({2026, 11, 25}, {8, 30, 1}));
    QCOMPARE(query.value(u"BackupSize"_s).toString(), u"3298534883328"_s);
    QCOMPARE(query.value(u"HasBackupChecksums"_s).toBool(), true);
    QVERIFY(query.value(u"BackupName"_s).isNull());
    QCOMPARE(query.value(u"BindingID"_s).toString().toLower().remove(u'{').remove(u'}'), u"8fb1a1d2-3c4d-4e5f-8a9b-0c1d2e3f4a5b"_s);
    QVERIFY(query.exec(u"SELECT owner_sid, CAST(7000000000 AS bigint) AS many FROM sys.databases WHERE name = N'MASTER'"_s));
    QVERIFY(query.next());
    QCOMPARE(query.value(0).toByteArray(), QByteArray("sa"));
    QCOMPARE(query.value(1).toLongLong(), 7000000000LL);
}

void TestSqlStandIn::qodbcPreparesStatements()
{
    const SqlStandIn server;
    const Odbc odbc(server);
    QSqlQuery query(odbc.db);
    query.setForwardOnly(true); // FreeTDS fetches in no other way
    QVERIFY2(query.prepare(u"SELECT name FROM sys.databases WHERE database_id = 4"_s), qPrintable(query.lastError().text()));
    QVERIFY2(query.exec() && query.next(), qPrintable(query.lastError().text()));
    QCOMPARE(query.value(0).toString(), u"msdb"_s);
}

void TestSqlStandIn::qodbcSeesNumbersOfErrors()
{
    const SqlStandIn server;
    {
        const Odbc odbc(server, u"wrong"_s);
        QVERIFY(!odbc.db.isOpen());
        QVERIFY2(odbc.db.lastError().nativeErrorCode().contains(u"18456"_s), qPrintable(odbc.db.lastError().nativeErrorCode()));
    }
    const Odbc odbc(server);
    QSqlQuery query(odbc.db);
    query.setForwardOnly(true); // FreeTDS fetches in no other way
    QVERIFY(!query.exec(u"RESTORE DATABASE x FROM DISK = N'/nowhere.bak' WITH RECOVERY"_s));
    // Qt tells one number of several, the last: why the engine reads diagnoses itself.
    QCOMPARE(query.lastError().nativeErrorCode(), u"3013"_s);
    QVERIFY2(query.lastError().databaseText().contains(u"Cannot open backup device"_s), qPrintable(query.lastError().databaseText()));
}

QTEST_GUILESS_MAIN(TestSqlStandIn)
#include "tst_sqlstandin.moc"
