// Scripts of restores: run by FreeTDS's tsql against the stand-in, as a DBA would run them elsewhere.
#include "engines/sqlserver/load/msscript.h"
#include "engines/sqlserver/msreading.h"
#include "tests/engines/sqlserver/msworld.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

QString runWithTsql(const SqlStandIn& server, const QByteArray& script)
{
    QProcess tsql;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TDSVER"_s, u"7.4"_s);
    environment.remove(u"FREETDSCONF"_s); // of this process, where the engine put its own
    tsql.setProcessEnvironment(environment);
    tsql.setProcessChannelMode(QProcess::MergedChannels);
    tsql.start(u"tsql"_s, {u"-H"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(server.port()), u"-U"_s, u"sa"_s, u"-P"_s, u"S3CR3T-9f2c"_s, u"-o"_s, u"q"_s});
    tsql.write(script + "\ngo\n");
    tsql.closeWriteChannel();
    return tsql.waitForFinished(20000) ? QString::fromUtf8(tsql.readAll()) : u"tsql hangs"_s;
}

MsRestorePlan planWith(const QString& logicalName, const QString& physicalName)
{
    MsRestorePlan plan;
    plan.database = u"src"_s;
    plan.files = {{logicalName, physicalName, {}, 'D', 1, 100, 819200}, {u"l"_s, u"C:\\data\\l.ldf"_s, {}, 'L', 2, 0, 819200}};
    MsRestoreStep step;
    step.backup.info.kind = MsBackupInfo::Kind::Full;
    step.backup.info.position = 1;
    step.backup.info.files = plan.files;
    step.backup.files = {0};
    plan.steps = {step};
    return plan;
}

} // namespace

class TestMsScript : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void aScriptRestoresTheChain();
    void theStopIsWrittenToTheMillisecond();
    void afterAnErrorNothingMoreIsDone();
    void anOldDatabaseIsNotTouchedUnlessWished();
    void namesStayNames_data();
    void namesStayNames();
    void whatSqlcmdWouldReadIsRefused_data();
    void whatSqlcmdWouldReadIsRefused();
};

void TestMsScript::initTestCase()
{
    if (!MsWorld::hasCorpora())
        QSKIP("no corpora");
}

void TestMsScript::aScriptRestoresTheChain()
{
    MsWorld world;
    world.give({MsWorld::full(), MsWorld::differential(), MsWorld::log()});
    const Result<QByteArray> script = world.engine.script(world.driver.request, {});
    QVERIFY2(script.ok(), script ? "" : script.error().code.constData());
    QCOMPARE(world.server.statements(), QStringList()); // no server was asked
    const QString said = runWithTsql(world.server, *script);
    QVERIFY2(world.server.databases() == QStringList{u"shop"_s}, qPrintable(said));
    QCOMPARE(world.server.database(u"shop"_s)->applied.size(), 3);
    QVERIFY2(!said.contains(QRegularExpression(u"severity 1[1-9]"_s)), qPrintable(said)); // messages, but no errors
}

// What is shown to the DBA is what the server is told: a second cut short loses the transactions of that second.
void TestMsScript::theStopIsWrittenToTheMillisecond()
{
    RestoreRequest request;
    request.taskId = u"0123456789abcdef0123456789abcdef"_s;
    request.backups = {BackupFile{"/b/full.bak"}};
    request.target.database = "shop";
    MsRestorePlan plan = planWith(u"d"_s, u"C:\\data\\d.mdf"_s);
    plan.steps.first().backup.info.kind = MsBackupInfo::Kind::Log;
    plan.steps.first().isLog = true;
    for (const auto& [wish, told] : {std::pair(u"2026-11-25 08:30:00.500"_s, QByteArray("2026-11-25T08:30:00.500")), std::pair(u"2026-11-25 08:30"_s, QByteArray("2026-11-25T08:30:00.000"))}) {
        const Result<MsStopAt> stop = parseMsStopAt(wish);
        QVERIFY(stop.ok());
        plan.stopAt = plan.steps.first().stopAt = *stop;
        const Result<QByteArray> script = msScriptOf(plan, request);
        QVERIFY(script.ok());
        QVERIFY2(script->contains("STOPAT = N'" + told + '\''), script->constData());
    }
}

void TestMsScript::afterAnErrorNothingMoreIsDone()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    world.give({MsWorld::full()});
    world.driver.request.overwrite = true;
    const Result<QByteArray> script = world.engine.script(world.driver.request, {});
    world.server.failStatement(u"DBCC CHECKDB"_s, 8939, u"Table error"_s);
    const QString said = runWithTsql(world.server, *script);
    QVERIFY2(said.contains(u"8939"_s), qPrintable(said));
    QCOMPARE(world.server.databases(), (QStringList{u"shop"_s, world.staging()}));
}

void TestMsScript::anOldDatabaseIsNotTouchedUnlessWished()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    const int oldId = world.server.database(u"shop"_s)->id;
    world.give({MsWorld::full()});
    const Result<QByteArray> careful = world.engine.script(world.driver.request, {});
    runWithTsql(world.server, *careful);
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});
    QCOMPARE(world.server.database(u"shop"_s)->id, oldId);
    world.driver.request.overwrite = true;
    const Result<QByteArray> bold = world.engine.script(world.driver.request, {});
    const QString said = runWithTsql(world.server, *bold);
    QVERIFY2(world.server.databases() == (QStringList{u"shop"_s, world.kept()}), qPrintable(said));
    QCOMPARE(world.server.database(world.kept())->id, oldId);
    QCOMPARE(world.server.database(world.kept())->userAccess, u"MULTI_USER"_s);
}

void TestMsScript::namesStayNames_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : {u"x]; EXEC xp_cmdshell 'id';--"_s, u"a'); DROP DATABASE other;--"_s, u"/* a"_s, u"a]]'b"_s, u"表名 😀"_s, u"100% of it"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void TestMsScript::namesStayNames()
{
    QFETCH(const QString, name);
    SqlStandIn server;
    server.addDatabase(u"other"_s);
    RestoreRequest request;
    request.taskId = u"0123456789abcdef0123456789abcdef"_s;
    request.backups = {BackupFile{"/b/it's.bak"}};
    request.target.database = name.toUtf8();
    MsMediaFile medium{0, {}, 0, QByteArray(16, 'x'), 1, 1, {}, {}, {}, false, false, true, {}};
    const MsRestorePlan plan = planWith(name, u"C:\\data\\"_s + name + u".mdf"_s);
    medium.sets = {plan.steps.first().backup.info};
    server.addMedium(u"/b/it's.bak"_s, medium);
    const Result<QByteArray> script = msScriptOf(plan, request);
    QVERIFY(script.ok());
    const QString said = runWithTsql(server, *script);
    QVERIFY2(server.databases().contains(name), qPrintable(said));
    QCOMPARE(server.databases().size(), 2);
    QCOMPARE(server.database(name)->files.first().logical, name);
}

void TestMsScript::whatSqlcmdWouldReadIsRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("batch separator") << u"a\nGO\nDROP DATABASE other"_s;
    QTest::newRow("carriage return") << u"a\rGO\rb"_s;
    QTest::newRow("variable") << u"$(SQLCMDPASSWORD)"_s;
    QTest::newRow("line separator") << QString(u"a"_s + QChar(0x2028) + u"GO"_s);
}

void TestMsScript::whatSqlcmdWouldReadIsRefused()
{
    QFETCH(const QString, name);
    RestoreRequest request;
    request.taskId = u"0123456789abcdef0123456789abcdef"_s;
    request.backups = {BackupFile{"/b/x.bak"}};
    request.target.database = "shop";
    QCOMPARE(msScriptOf(planWith(name, u"C:\\d.mdf"_s), request).error().code, "script.hostile");
    // Where the old server kept its files is only a proposal: a folder of that kind is not taken over.
    const Result<QByteArray> script = msScriptOf(planWith(u"d"_s, u"C:\\"_s + name + u"\\d.mdf"_s), request);
    QVERIFY(script.ok() && !script->contains(name.toUtf8()));
}

QTEST_GUILESS_MAIN(TestMsScript)
#include "tst_msscript.moc"
