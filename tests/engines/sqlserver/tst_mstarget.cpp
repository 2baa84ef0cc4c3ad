// What the precheck says about a SQL Server as target: each check made to speak, and nothing changed by any.
#include "models/statustext.h"
#include "tests/engines/sqlserver/msworld.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestMsTarget : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void aGoodTargetPasses();
    void eachFaultIsNamed_data();
    void eachFaultIsNamed();
    void aNetworkPathNeedsLeave();
    void whatCannotBeSeenIsNotCheckable();
    void testConnectionTellsWhatItSaw();
};

namespace {

using Prepare = std::function<void(MsWorld&)>;

const Finding* findingOf(const PrecheckReport& report, const QByteArray& code)
{
    const auto found = std::ranges::find(report.findings, code, &Finding::code);
    return found == report.findings.end() ? nullptr : &*found;
}

} // namespace

void TestMsTarget::initTestCase()
{
    if (!MsWorld::hasCorpora())
        QSKIP("no corpora");
}

void TestMsTarget::aGoodTargetPasses()
{
    MsWorld world;
    world.give({MsWorld::full()});
    const PrecheckReport report = world.driver.precheck();
    QCOMPARE(world.targetFindings(), QStringList());
    for (const char* check : {"connection", "version", "privilege", "target", "readable", "content", "names", "space", "integrity"})
        QVERIFY2(std::ranges::any_of(report.findings, [&](const Finding& one) { return one.checkId == check; }), check);
    for (const Finding& finding : report.findings)
        QVERIFY2(checkText(finding.checkId) != QString::fromLatin1(finding.checkId), finding.checkId.constData());
    QCOMPARE(world.deeds(), QStringList()); // it changes nothing
    QCOMPARE(world.server.databases(), QStringList());
}

void TestMsTarget::eachFaultIsNamed_data()
{
    QTest::addColumn<Prepare>("prepare");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const Prepare& prepare, const char* code) { QTest::newRow(name) << prepare << QByteArray(code); };
    row("there already", [](MsWorld& world) { world.server.addDatabase(u"SHOP"_s); }, "target.exists");
    row("staging there already", [](MsWorld& world) { world.server.addDatabase(world.staging()); }, "target.staging_exists");
    row("old one not online", [](MsWorld& world) {
        world.server.addDatabase(u"shop"_s);
        world.server.changeDatabase(u"shop"_s, [](StandInDatabase& one) { one.state = u"RESTORING"_s; });
        world.driver.request.overwrite = true;
    }, "target.not_online");
    row("no such file on the server", [](MsWorld& world) { world.driver.request.options.insert(u"serverFolder"_s, u"D:\\backup"_s); }, "server.cannot_read");
    row("another backup on the server", [](MsWorld& world) { world.put(QFile::decodeName(MsWorld::full()), MsWorld::corpus("testdb-wish/TestDB.bak")); }, "server.other_backup");
    row("file of another database", [](MsWorld& world) { world.server.addDatabase(u"other"_s, {{u"o"_s, u"/var/opt/mssql/data/SHOP_01234567_1.mdf"_s, 'D', 8192}}); }, "target.file_clash");
    row("server finds damage", [](MsWorld& world) { world.server.failAt(40, 3183, 16, u"RESTORE detected an error on page (1:25) in database \"ft1\" as read from the backup set."_s); }, "backup.damaged_for_server");
    row("system database", [](MsWorld& world) { world.driver.request.target.database = "MSDB"; }, "target.name");
    row("reserved name", [](MsWorld& world) { world.driver.request.target.database = "distribution"; }, "target.name");
    row("long name", [](MsWorld& world) { world.driver.request.target.database = QByteArray(129, 'x'); }, "target.name");
    row("line's end in the name", [](MsWorld& world) { world.driver.request.target.database = "a\nb"; }, "target.name");
    row("wrong password", [](MsWorld& world) { world.driver.request.credentials = Credentials("wrong"); }, "server.sign_in");
}

void TestMsTarget::eachFaultIsNamed()
{
    QFETCH(const Prepare, prepare);
    QFETCH(const QByteArray, code);
    MsWorld world;
    world.give({MsWorld::full()});
    prepare(world);
    const QStringList before = world.server.databases();
    const PrecheckReport report = world.driver.precheck();
    const Finding* finding = findingOf(report, code);
    QVERIFY2(finding, qPrintable(openFindings(report).join(u'\n')));
    QCOMPARE(finding->level, FindingLevel::Blocker);
    QVERIFY(!finding->remedy.isEmpty());
    QCOMPARE(world.deeds(), QStringList());
    QCOMPARE(world.server.databases(), before);
    // The restore repeats the guards of data: it does not begin either.
    if (code != "backup.damaged_for_server") {
        QCOMPARE(world.driver.restoreWithoutPrecheck().error->code, code);
        QCOMPARE(world.server.databases(), before);
    }
}

void TestMsTarget::aNetworkPathNeedsLeave()
{
    MsWorld world;
    world.give({MsWorld::full()});
    const QString path = u"\\\\203.0.113.9\\s\\"_s + QFile::decodeName(MsWorld::full()).section(u'/', -1);
    world.driver.request.options.insert(u"serverFolder"_s, u"\\\\203.0.113.9\\s"_s);
    world.put(path, MsWorld::full());
    const PrecheckReport report = world.driver.precheck();
    const Finding* finding = findingOf(report, "server.network_path");
    QVERIFY(finding && finding->fixes.size() == 1);
    QCOMPARE(finding->kind, ErrorKind::Risk);
    for (const QString& statement : world.server.statements())
        QVERIFY2(!statement.contains(u"203.0.113.9"_s), qPrintable(statement)); // the server never heard of it
    world.driver.request.options.insert(QString::fromLatin1(finding->fixes.first().option), finding->fixes.first().value);
    QCOMPARE(world.targetFindings(), QStringList());
}

void TestMsTarget::whatCannotBeSeenIsNotCheckable()
{
    SqlStandIn::Setup setup = MsWorld::newest();
    setup.isAdministrator = setup.seesServerState = setup.showsVolumes = false;
    MsWorld world(setup);
    world.give({MsWorld::full()});
    QCOMPARE(world.targetFindings(), (QStringList{u"limits: NotCheckable"_s, u"space: NotCheckable"_s}));
    world.driver.request.options.insert(u"serverVerify"_s, false);
    QCOMPARE(world.targetFindings(), (QStringList{u"limits: NotCheckable"_s, u"space: NotCheckable"_s, u"integrity: NotCheckable"_s}));
    setup.mayCreate = false;
    MsWorld lesser(setup);
    lesser.give({MsWorld::full()});
    QVERIFY(findingOf(lesser.driver.precheck(), "server.privilege"));
    SqlStandIn::Setup small = MsWorld::newest();
    small.freeBytes = 100'000;
    MsWorld full(small);
    full.give({MsWorld::full()});
    QVERIFY(findingOf(full.driver.precheck(), "target.no_space"));
    SqlStandIn::Setup old;
    old.version = u"10.0.1600.22"_s;
    MsWorld older(old);
    older.give({MsWorld::corpus("testdb-wish/TestDB.bak")});
    QVERIFY2(findingOf(older.driver.precheck(), "target.version"), qPrintable(openFindings(older.driver.precheck()).join(u'\n')));
}

void TestMsTarget::testConnectionTellsWhatItSaw()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    const auto facts = world.engine.testConnection(world.driver.request.target, world.driver.request.credentials, {});
    QVERIFY(facts.ok());
    QCOMPARE(facts->databases, QStringList{u"shop"_s});
    QVERIFY(facts->superuser && !facts->encrypted);
    QVERIFY2(facts->version.contains(u"17.0.1000"_s), qPrintable(facts->version));
}

QTEST_GUILESS_MAIN(TestMsTarget)
#include "tst_mstarget.moc"
