// Chains of SQL Server backups restored into the stand-in: in one go, and backup by backup with completion as a step of its own.
#include "tests/engines/sqlserver/msworld.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

QByteArray why(const RestoreOutcome& outcome) { return outcome.error ? outcome.error->code + ' ' + outcome.error->detail.toUtf8() : QByteArray("no error"); }
bool isDone(const RestoreOutcome& outcome) { return outcome.end == RestoreEnd::Complete || outcome.end == RestoreEnd::WithWarnings; }

// What was restored, in order: "D", "I", "L".
QString kindsOf(const StandInDatabase& database)
{
    QString kinds;
    for (const QString& one : database.applied)
        kinds += one.front();
    return kinds;
}

} // namespace

class TestMsNext : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void aWholeChainGoesInOneCall();
    void aTaskWaitsAndIsCompleted();
    void aBackupThatDoesNotFitLeavesTheTaskWaiting();
    void completionAloneEndsTheWait();
    void aStagingThatIsGoneEndsTheTask();
    void sessionsInTheWayLeaveItWaiting();

private:
    // Restores the full backup and waits. @returns the journal's way on: what continueRestore() is given
    static void begin(MsWorld& world)
    {
        world.give({MsWorld::full()});
        world.driver.request.lastBackup = false;
        const RestoreOutcome outcome = world.driver.restore();
        QVERIFY2(outcome.end == RestoreEnd::Waiting && !outcome.error, why(outcome).constData());
        QCOMPARE(world.server.databases(), QStringList{world.staging() + u" (RESTORING)"_s});
        world.driver.request.appliedBackups = 1;
        world.driver.request.evidence.reset();
    }
    static RestoreOutcome goOn(MsWorld& world, const QByteArrayList& files, bool last)
    {
        world.give(files);
        world.driver.request.lastBackup = last;
        const RestoreOutcome outcome = world.engine.continueRestore(world.driver.request, world.driver.journal, world.driver.context());
        if (!outcome.error)
            world.driver.request.appliedBackups = int(world.driver.request.backups.size());
        return outcome;
    }
};

void TestMsNext::initTestCase()
{
    if (!MsWorld::hasCorpora())
        QSKIP("no corpora");
}

void TestMsNext::aWholeChainGoesInOneCall()
{
    MsWorld world;
    world.give({MsWorld::full(), MsWorld::differential(), MsWorld::log()});
    const RestoreOutcome outcome = world.driver.restore();
    QVERIFY2(isDone(outcome), why(outcome).constData());
    QCOMPARE(kindsOf(*world.server.database(u"shop"_s)), u"DIL"_s);
    QCOMPARE(outcome.statements.executed, 4); // and recovery
    const QStringList deeds = world.deeds();
    QCOMPARE(deeds.indexOf(u"RESTORE LOG [shop__bf_01234567]"_s), 2);
    QCOMPARE(deeds.indexOf(u"RESTORE DATABASE [shop__bf_01234567] WITH RECOVERY"_s), 3);
}

void TestMsNext::aTaskWaitsAndIsCompleted()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    const int oldId = world.server.database(u"shop"_s)->id;
    world.driver.request.overwrite = true;
    world.give({MsWorld::full()});
    world.driver.request.lastBackup = false;
    QCOMPARE(world.driver.restore().end, RestoreEnd::Waiting);
    world.driver.request.appliedBackups = 1;
    world.driver.request.evidence.reset();
    Recovery recovery = world.engine.reconcile(world.driver.request, world.driver.journal);
    QVERIFY(recovery.isWaiting && recovery.remains == Remains::Old && !recovery.switchedOver);

    const RestoreOutcome second = goOn(world, {MsWorld::differential()}, false);
    QVERIFY2(second.end == RestoreEnd::Waiting && !second.error, why(second).constData());
    QCOMPARE(kindsOf(*world.server.database(world.staging())), u"DI"_s);
    QCOMPARE(world.server.database(u"shop"_s)->id, oldId);

    RestoreRequest next = world.driver.request;
    next.backups += BackupFile{MsWorld::log()};
    world.put(QFile::decodeName(MsWorld::log()), MsWorld::log());
    const PrecheckReport report = world.engine.precheckNext(next, world.driver.journal, world.driver.context());
    QVERIFY2(!report.hasBlocker(), qPrintable(openFindings(report).join(u'\n')));
    const RestoreOutcome third = goOn(world, {MsWorld::log()}, true);
    QVERIFY2(isDone(third), why(third).constData());
    QCOMPARE(kindsOf(*world.server.database(u"shop"_s)), u"DIL"_s);
    QCOMPARE(world.server.database(world.kept())->id, oldId);
    recovery = world.engine.reconcile(world.driver.request, world.driver.journal);
    QVERIFY(recovery.switchedOver && !recovery.isWaiting);
}

void TestMsNext::aBackupThatDoesNotFitLeavesTheTaskWaiting()
{
    MsWorld world;
    begin(world);
    if (QTest::currentTestFailed())
        return;
    const RestoreOutcome refused = goOn(world, {MsWorld::corpus("dbatools/DoubleDiffing/difftest-diff1.bak")}, true);
    QCOMPARE(refused.end, RestoreEnd::Waiting);
    QVERIFY(refused.error);
    QCOMPARE(refused.remains, Remains::Old);
    QCOMPARE(world.server.databases(), QStringList{world.staging() + u" (RESTORING)"_s});
    QVERIFY(world.engine.reconcile(world.driver.request, world.driver.journal).isWaiting);
    // A refusal that only the server knows of.
    world.driver.request.backups.removeLast();
    world.server.failStatement(u"RESTORE DATABASE \"shop__bf_01234567\""_s, 3136, u"This differential backup cannot be restored because the database has not been restored to the correct earlier state."_s);
    const RestoreOutcome bySrv = goOn(world, {MsWorld::differential()}, true);
    QCOMPARE(bySrv.end, RestoreEnd::Waiting);
    QCOMPARE(bySrv.error->code, "chain.refused");
    world.driver.request.backups.removeLast();
    QVERIFY(isDone(goOn(world, {MsWorld::differential()}, true)));
}

void TestMsNext::completionAloneEndsTheWait()
{
    MsWorld world;
    begin(world);
    if (QTest::currentTestFailed())
        return;
    const RestoreOutcome outcome = goOn(world, {}, true);
    QVERIFY2(isDone(outcome), why(outcome).constData());
    QCOMPARE(world.server.databases(), QStringList{u"shop"_s});
    QCOMPARE(kindsOf(*world.server.database(u"shop"_s)), u"D"_s);
    QVERIFY(!outcome.verification.isEmpty());
}

void TestMsNext::aStagingThatIsGoneEndsTheTask()
{
    MsWorld world;
    begin(world);
    if (QTest::currentTestFailed())
        return;
    world.server.changeDatabase(world.staging(), [](StandInDatabase& one) { one.name = u"elsewhere"_s; });
    const RestoreOutcome outcome = goOn(world, {}, true);
    QCOMPARE(outcome.end, RestoreEnd::Failed);
    QCOMPARE(outcome.error->code, "chain.staging_gone");
    QVERIFY(!world.engine.reconcile(world.driver.request, world.driver.journal).isWaiting);
}

void TestMsNext::sessionsInTheWayLeaveItWaiting()
{
    MsWorld world;
    world.server.addDatabase(u"shop"_s);
    world.driver.request.overwrite = true;
    world.give({MsWorld::full()});
    world.driver.request.lastBackup = false;
    QCOMPARE(world.driver.restore().end, RestoreEnd::Waiting);
    world.driver.request.appliedBackups = 1;
    world.driver.request.evidence.reset();
    world.server.addForeignSession(u"shop"_s, u"till"_s);
    const RestoreOutcome refused = goOn(world, {}, true);
    QCOMPARE(refused.end, RestoreEnd::Waiting);
    QCOMPARE(refused.error->code, "target.in_use");
    world.driver.request.options.insert(u"endSessions"_s, true);
    const RestoreOutcome outcome = goOn(world, {}, true);
    QVERIFY2(isDone(outcome), why(outcome).constData());
}

QTEST_GUILESS_MAIN(TestMsNext)
#include "tst_msnext.moc"
