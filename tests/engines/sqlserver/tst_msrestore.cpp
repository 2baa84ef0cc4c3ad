// Restores of real backups into the stand-in for SQL Server: whole, in parts, broken off, undone.
#include "tests/engines/sqlserver/msworld.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

QByteArray why(const RestoreOutcome& outcome) { return outcome.error ? outcome.error->code + ' ' + outcome.error->detail.toUtf8() : QByteArray("no error"); }

QStringList placesOf(const QList<LeftOver>& leftOvers)
{
    QStringList places;
    for (const LeftOver& one : leftOvers)
        places += QString::fromUtf8(one.place);
    return places;
}

bool isDone(const RestoreOutcome& outcome) { return outcome.end == RestoreEnd::Complete || outcome.end == RestoreEnd::WithWarnings; }

} // namespace

class TestMsRestore : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void aFullBackupBecomesANewDatabase();
    void anOverwriteKeepsTheOldDatabaseAndIsUndone();
    void aKeptDatabaseIsDiscardedAndNothingElseIs();
    void aFailureAtNinetyPercentLeavesTheOldDatabase();
    void aCutLineLeavesTheOldDatabase();
    void aServerThatIsGoneIsAskedAtTheNextStart();
    void aStopLeavesNothingBehind();
    void aFaultFoundByTheServerKeepsTheStaging();
    void sessionsAreEndedOnlyIfAllowed();
    void aSwitchThatBreaksIsFinishedOrUndone_data();
    void aSwitchThatBreaksIsFinishedOrUndone();
    void aRefusedSecondRenamingIsPutBack();
    void anUndoThatBreaksIsFinished();
};

void TestMsRestore::initTestCase()
{
    if (!MsWorld::hasCorpora())
        QSKIP("no corpora");
}

void TestMsRestore::aFullBackupBecomesANewDatabase()
{
    MsWorld world;
    world.give({MsWorld::full()});
    const RestoreOutcome outcome = world.driver.restore();
    QVERIFY2(isDone(outcome), why(outcome).constData());
    QCOMPARE(outcome.remains, Remains::New);
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});
    QCOMPARE(world.deeds(), (QStringList{u"RESTORE DATABASE [shop__bf_01234567]"_s, u"RESTORE DATABASE [shop__bf_01234567] WITH RECOVERY"_s,
                                         u"ALTER DATABASE [shop__bf_01234567] SET SINGLE_USER WITH ROLLBACK IMMEDIATE"_s, u"ALTER DATABASE [shop__bf_01234567] MODIFY NAME = [shop]"_s,
                                         u"ALTER DATABASE [shop] SET MULTI_USER WITH ROLLBACK IMMEDIATE"_s}));
    const StandInDatabase made = *world.server.database(u"shop"_s);
    QCOMPARE(made.userAccess, u"MULTI_USER"_s);
    QCOMPARE(made.files.first().physical, u"/var/opt/mssql/data/shop_01234567_1.mdf"_s);
    QVERIFY(made.files.last().physical.startsWith(u"/var/opt/mssql/log/shop_01234567_"_s));
    QVERIFY(outcome.statements.balances() && outcome.statements.executed == 2);
    QCOMPARE(outcome.tables, 1);
    QVERIFY(std::ranges::any_of(outcome.verification, [](const Finding& one) { return one.checkId == "outside" && one.remedy.arguments.first().contains(u"sys.server_principals"_s); }));
    QVERIFY(outcome.leftOvers.isEmpty());
    const Recovery recovery = world.engine.reconcile(world.driver.request, world.driver.journal);
    QVERIFY(recovery.switchedOver && recovery.remains == Remains::New && !recovery.error);
}

void TestMsRestore::anOverwriteKeepsTheOldDatabaseAndIsUndone()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    const int oldId = world.server.database(u"shop"_s)->id;
    world.give({MsWorld::full()});
    QCOMPARE(world.driver.restore().error->code, "target.exists");
    world.driver.request.overwrite = true;
    const RestoreOutcome outcome = world.driver.restore();
    QVERIFY2(isDone(outcome), why(outcome).constData());
    QCOMPARE(world.server.databases(), (QStringList{u"shop"_s, world.kept()}));
    QCOMPARE(world.server.database(world.kept())->id, oldId);
    QCOMPARE(placesOf(outcome.leftOvers), QStringList{world.kept()});
    const RestoreOutcome undone = world.engine.undoOverwrite(world.driver.request, world.driver.journal, world.driver.context());
    QVERIFY2(undone.end == RestoreEnd::Complete, why(undone).constData());
    QCOMPARE(undone.remains, Remains::Old);
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});
    QCOMPARE(world.server.database(u"shop"_s)->id, oldId);
    const Recovery recovery = world.engine.reconcile(world.driver.request, world.driver.journal);
    QVERIFY(!recovery.switchedOver && recovery.remains == Remains::Old && recovery.leftOvers.isEmpty());
    QCOMPARE(world.engine.undoOverwrite(world.driver.request, world.driver.journal, world.driver.context()).error->code, "undo.nothing_kept");
}

void TestMsRestore::aKeptDatabaseIsDiscardedAndNothingElseIs()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    world.server.addDatabase(u"other"_s);
    world.give({MsWorld::full()});
    world.driver.request.overwrite = true;
    QVERIFY(isDone(world.driver.restore()));
    for (const char* name : {"shop", "other", "master"})
        QCOMPARE(world.engine.discard(world.driver.request, world.driver.journal, LeftOver{LeftOver::Kind::KeptOld, name}).error().code, "discard.unknown");
    QVERIFY(world.engine.discard(world.driver.request, world.driver.journal, LeftOver{LeftOver::Kind::KeptOld, world.kept().toUtf8()}).ok());
    QCOMPARE(world.server.databases(), (QStringList{u"other"_s, u"shop"_s}));
    world.server.addDatabase(world.kept()); // somebody else's, under the same name: its number tells
    QCOMPARE(world.engine.discard(world.driver.request, world.driver.journal, LeftOver{LeftOver::Kind::KeptOld, world.kept().toUtf8()}).error().code, "discard.unknown");
}

void TestMsRestore::aFailureAtNinetyPercentLeavesTheOldDatabase()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    const int oldId = world.server.database(u"shop"_s)->id;
    world.give({MsWorld::full()});
    world.driver.request.overwrite = true;
    world.driver.request.options.insert(u"serverVerify"_s, false);
    world.server.failAt(90, 3203, 16, u"Read on \"x\" failed: 23(Data error (cyclic redundancy check).)"_s);
    const RestoreOutcome outcome = world.driver.restore();
    QCOMPARE(outcome.end, RestoreEnd::Failed);
    QCOMPARE(outcome.error->code, "backup.damaged_for_server");
    QVERIFY2(outcome.error->detail.contains(u"3203"_s) && outcome.error->detail.contains(u"3013"_s), qPrintable(outcome.error->detail));
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(outcome.statements.failed, 1);
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});
    QCOMPARE(world.server.database(u"shop"_s)->id, oldId);
}

void TestMsRestore::aCutLineLeavesTheOldDatabase()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    world.give({MsWorld::full()});
    world.driver.request.overwrite = true;
    world.driver.request.options.insert(u"serverVerify"_s, false);
    world.server.cutAt(50);
    const RestoreOutcome outcome = world.driver.restore();
    QCOMPARE(outcome.end, RestoreEnd::Failed);
    QCOMPARE(outcome.error->code, "server.lost");
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});
    QVERIFY(outcome.leftOvers.isEmpty());
}

void TestMsRestore::aServerThatIsGoneIsAskedAtTheNextStart()
{
    MsWorld world;
    world.give({MsWorld::full()});
    world.driver.request.options.insert(u"serverVerify"_s, false);
    world.server.holdAt(50);
    std::jthread plug([&] {
        if (world.server.reached(50))
            world.server.closeServer();
    });
    const RestoreOutcome outcome = world.driver.restore();
    QCOMPARE(outcome.end, RestoreEnd::Failed);
    QCOMPARE(placesOf(outcome.leftOvers), QStringList{world.staging()});
    QCOMPARE(world.engine.reconcile(world.driver.request, world.driver.journal).remains, Remains::Unknown);
    world.server.openServer();
    const Recovery recovery = world.engine.reconcile(world.driver.request, world.driver.journal);
    QVERIFY(!recovery.switchedOver && !recovery.isWaiting);
    QCOMPARE(recovery.remains, Remains::Nothing);
    QCOMPARE(placesOf(recovery.leftOvers), QStringList{world.staging()});
    QVERIFY(world.engine.discard(world.driver.request, world.driver.journal, recovery.leftOvers.first()).ok());
    QCOMPARE(world.server.databases(), QStringList());
}

void TestMsRestore::aStopLeavesNothingBehind()
{
    MsWorld world;
    world.give({MsWorld::full()});
    world.driver.request.options.insert(u"serverVerify"_s, false);
    world.server.holdAt(50);
    QElapsedTimer sinceStop;
    std::jthread stopper([&] {
        if (world.server.reached(50)) {
            sinceStop.start();
            world.driver.stop.request_stop();
        }
    });
    const RestoreOutcome outcome = world.driver.restore();
    stopper.join();
    QCOMPARE(outcome.end, RestoreEnd::Cancelled);
    QVERIFY2(sinceStop.isValid() && sinceStop.elapsed() < 2000, qPrintable(QString::number(sinceStop.elapsed())));
    QCOMPARE(outcome.remains, Remains::Nothing);
    QCOMPARE(world.server.databases(), QStringList());
}

void TestMsRestore::aFaultFoundByTheServerKeepsTheStaging()
{
    MsWorld world;
    world.give({MsWorld::full()});
    world.server.failStatement(u"DBCC CHECKDB"_s, 8939, u"Table error: Object ID 99, index ID 0, page (1:25)."_s);
    const RestoreOutcome outcome = world.driver.restore();
    QCOMPARE(outcome.error->code, "verify.checkdb");
    QCOMPARE(world.server.databases(), QStringList{world.staging()});
    QCOMPARE(placesOf(outcome.leftOvers), QStringList{world.staging()});
}

void TestMsRestore::sessionsAreEndedOnlyIfAllowed()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    world.server.addForeignSession(u"shop"_s, u"till"_s);
    world.give({MsWorld::full()});
    world.driver.request.overwrite = true;
    const RestoreOutcome refused = world.driver.restore();
    QVERIFY2(openFindings(world.driver.report).contains(u"sessions: Warning"_s), qPrintable(openFindings(world.driver.report).join(u'\n')));
    QCOMPARE(refused.error->code, "target.in_use");
    QVERIFY(refused.error->what.arguments.last().contains(u"till"_s));
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});
    QTRY_COMPARE(world.server.sessions().size(), 1);
    world.driver.request.options.insert(u"endSessions"_s, true);
    const RestoreOutcome outcome = world.driver.restore();
    QVERIFY2(isDone(outcome), why(outcome).constData());
    QTRY_VERIFY(world.server.sessions().isEmpty());
    QCOMPARE(world.server.database(world.kept())->userAccess, u"MULTI_USER"_s);
}

void TestMsRestore::aSwitchThatBreaksIsFinishedOrUndone_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<bool>("afterDone");
    QTest::addColumn<bool>("serverStays");
    QTest::addColumn<bool>("isNew");
    for (const bool stays : {true, false}) {
        const char* where = stays ? "line" : "server";
        QTest::addRow("%s, before the first", where) << u"ALTER DATABASE \"shop\" MODIFY"_s << false << stays << false;
        QTest::addRow("%s, after the first", where) << u"ALTER DATABASE \"shop\" MODIFY"_s << true << stays << true;
        QTest::addRow("%s, before the second", where) << u"ALTER DATABASE \"shop__bf_01234567\" MODIFY"_s << false << stays << true;
        QTest::addRow("%s, after the second", where) << u"ALTER DATABASE \"shop__bf_01234567\" MODIFY"_s << true << stays << true;
    }
}

void TestMsRestore::aSwitchThatBreaksIsFinishedOrUndone()
{
    QFETCH(const QString, statement);
    QFETCH(const bool, afterDone);
    QFETCH(const bool, serverStays);
    QFETCH(const bool, isNew);
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    const int oldId = world.server.database(u"shop"_s)->id;
    world.give({MsWorld::full()});
    world.driver.request.overwrite = true;
    world.server.cutStatement(statement, afterDone, !serverStays);
    const RestoreOutcome outcome = world.driver.restore();
    if (serverStays) {
        QCOMPARE(isDone(outcome), isNew);
        QCOMPARE(outcome.remains, isNew ? Remains::New : Remains::Old);
    } else {
        QCOMPARE(outcome.remains, Remains::Unknown);
        world.server.openServer();
        const Recovery recovery = world.engine.reconcile(world.driver.request, world.driver.journal);
        QVERIFY(!recovery.error);
        QCOMPARE(recovery.switchedOver, isNew);
        QCOMPARE(recovery.remains, isNew ? Remains::New : Remains::Old);
    }
    QVERIFY(world.server.database(u"shop"_s).has_value());
    QCOMPARE(world.server.database(u"shop"_s)->id == oldId, !isNew);
    QCOMPARE(world.server.database(u"shop"_s)->userAccess, u"MULTI_USER"_s);
    if (isNew) {
        QCOMPARE(world.server.database(world.kept())->id, oldId);
        QCOMPARE(world.server.database(world.kept())->userAccess, u"MULTI_USER"_s);
    }
}

void TestMsRestore::aRefusedSecondRenamingIsPutBack()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    const int oldId = world.server.database(u"shop"_s)->id;
    world.give({MsWorld::full()});
    world.driver.request.overwrite = true;
    world.server.failStatement(u"ALTER DATABASE \"shop__bf_01234567\" MODIFY"_s, 1222, u"Lock request time out period exceeded."_s);
    const RestoreOutcome outcome = world.driver.restore();
    QCOMPARE(outcome.error->code, "server.in_use");
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});
    QCOMPARE(world.server.database(u"shop"_s)->id, oldId);
}

void TestMsRestore::anUndoThatBreaksIsFinished()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    const int oldId = world.server.database(u"shop"_s)->id;
    world.give({MsWorld::full()});
    world.driver.request.overwrite = true;
    QVERIFY(isDone(world.driver.restore()));
    world.server.cutStatement(u"ALTER DATABASE \"shop\" MODIFY"_s, true, true);
    const RestoreOutcome broken = world.engine.undoOverwrite(world.driver.request, world.driver.journal, world.driver.context());
    QCOMPARE(broken.remains, Remains::Unknown);
    world.server.openServer();
    const Recovery recovery = world.engine.reconcile(world.driver.request, world.driver.journal);
    QVERIFY(!recovery.error);
    QCOMPARE(recovery.remains, Remains::Old);
    QCOMPARE(world.server.database(u"shop"_s)->id, oldId);
}

QTEST_GUILESS_MAIN(TestMsRestore)
#include "tst_msrestore.moc"
