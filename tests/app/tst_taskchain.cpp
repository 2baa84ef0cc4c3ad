// A task that restores a chain of backups: full, next, next …, last. The engine is the scripted fake.
#include "app/taskrunner.h"
#include "models/statustext.h"
#include "models/taskjson.h"
#include "tests/app/story.h"
#include "tests/support/fakeengine.h"

#include <QSignalSpy>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

const Finding openQuestion{"space", FindingLevel::Warning, {"Little space is left.", {}}, {"Free some.", {}}, {}, {}, {}};

struct Stage
{
    explicit Stage(FakeScript script = {})
        : engine(std::move(script)), runner([this](QByteArrayView id) { return id == engine.info().id ? &engine : nullptr; },
                                            [](const QString&, const JournalEntry&) { return Result<void>(); }), story(runner)
    {
    }

    /// A task whose full backup is in staging.
    QString waitingTask()
    {
        MigrationTask draft = taskFor("/a.db");
        draft.plan.lastBackup = false;
        const QString id = story.enqueue(draft);
        [&] { QTRY_COMPARE(story.phase(id), TaskPhase::AwaitingBackup); }();
        return id;
    }

    FakeEngine engine;
    TaskRunner runner;
    Story story;
};

BackupSet next(const QByteArray& path) { return {BackupFile{path, true}}; }

} // namespace

class TestTaskChain : public QObject
{
    Q_OBJECT

private slots:
    void aRestoreThatIsNotTheLastWaitsInStaging();
    void nextAndLastBackupLeadToTheSwitchOver();
    void aChainIsCompletedWithoutAnotherBackup();
    void aBackupThatDoesNotJoinLeavesTheTaskWaiting_data();
    void aBackupThatDoesNotJoinLeavesTheTaskWaiting();
    void anOpenQuestionOfTheNextBackupCanBeDeclined();
    void aStopBeforeTheNextBackupIsAppliedWaitsAgain();
    void aStopWhileItIsAppliedIsACancel();
    void cancellingAWaitingTaskDropsItsStaging();
    void nothingComparedIsNotProvenAndDoesNotWait();
    void theWaitOutlivesTheProgram();
    void aDeathBeforeTheNextBackupWasAppliedWaitsAgain();
    void aDeathWhileItWasAppliedIsLookedAt();
    void onlyAWaitingTaskGoesOn();
};

void TestTaskChain::aRestoreThatIsNotTheLastWaitsInStaging()
{
    Stage stage;
    QSignalSpy finished(&stage.runner, &TaskRunner::finished);
    const QString id = stage.waitingTask();
    QCOMPARE(stage.story.lines(id), QStringList({u"Prechecking"_s, u"Loading"_s, u"Verifying"_s, u"AwaitingBackup: the target is Old"_s}));
    const MigrationTask& task = stage.story.task(id);
    QCOMPARE(task.status(), TaskStatus::Restoring);
    QCOMPARE(finished.size(), 1);
    QVERIFY(stage.runner.isIdle());
    QCOMPARE(task.appliedBackups, 1);
    QCOMPARE(task.result.remains, Remains::Old);
    QCOMPARE(task.result.leftOvers, QList({LeftOver{LeftOver::Kind::Staging, "/a.db.staging", 4096}}));
    QVERIFY(task.chain.links.value(0).applied);
    QVERIFY(!task.finishedUtc.isValid());
    QVERIFY(!task.canUndoOverwrite());
    QCOMPARE(resultSentence(task), u"1 backup(s) in staging, up to log:0; the target is as it was."_s);
}

void TestTaskChain::nextAndLastBackupLeadToTheSwitchOver()
{
    Stage stage;
    const QString id = stage.waitingTask();
    stage.runner.continueWith(id, next("/log.1"), false, {});
    QTRY_COMPARE(stage.story.task(id).appliedBackups, 2);
    QCOMPARE(stage.story.phase(id), TaskPhase::AwaitingBackup);
    stage.runner.continueWith(id, next("/log.2"), true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    QCOMPARE(stage.story.task(id).plan.backups.size(), 3);
    QVERIFY(stage.story.task(id).plan.backups[2].incremental);
    QCOMPARE(stage.story.task(id).result.remains, Remains::New);
    QCOMPARE(stage.story.task(id).chain.restorableTo, u"log:2"_s);
    QCOMPARE(stage.engine.calls(), QByteArrayList({"precheck /a.db", "restore /a.db", "precheck next 1 of 2", "continue 1 of 2", "precheck next 2 of 3", "continue 2 of 3 last"}));
}

void TestTaskChain::aChainIsCompletedWithoutAnotherBackup()
{
    Stage stage;
    const QString id = stage.waitingTask();
    stage.runner.continueWith(id, {}, true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    QCOMPARE(stage.engine.calls().last(), QByteArray("continue 1 of 1 last"));
}

void TestTaskChain::aBackupThatDoesNotJoinLeavesTheTaskWaiting_data()
{
    QTest::addColumn<bool>("late");
    QTest::newRow("the precheck finds it") << false;
    QTest::newRow("the guard before it is applied finds it") << true;
}

void TestTaskChain::aBackupThatDoesNotJoinLeavesTheTaskWaiting()
{
    QFETCH(bool, late);
    Stage stage({.refusesNext = "/log.3", .refusesLate = late});
    const QString id = stage.waitingTask();
    const TaskResult before = stage.story.task(id).result;
    stage.runner.continueWith(id, next("/log.3"), true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::AwaitingBackup);
    const MigrationTask& task = stage.story.task(id);
    QCOMPARE(task.result.error->code, QByteArray("chain.gap"));
    QCOMPARE(task.plan.backups.size(), 1);
    QVERIFY(!task.plan.lastBackup);
    QCOMPARE(task.result.leftOvers, before.leftOvers);
    QCOMPARE(task.result.rows, before.rows);
    QCOMPARE(resultSentence(task), u"A backup is missing before it."_s);
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
}

void TestTaskChain::anOpenQuestionOfTheNextBackupCanBeDeclined()
{
    Stage stage({.findings = {openQuestion}});
    MigrationTask draft = taskFor("/a.db");
    draft.plan.lastBackup = false;
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::NeedsDecision);
    stage.runner.decide(id, true);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::AwaitingBackup);
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::NeedsDecision);
    stage.runner.decide(id, false);
    QCOMPARE(stage.story.phase(id), TaskPhase::AwaitingBackup);
    QCOMPARE(stage.story.task(id).plan.backups.size(), 1);
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::NeedsDecision);
    stage.runner.decide(id, true);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
}

void TestTaskChain::aStopBeforeTheNextBackupIsAppliedWaitsAgain()
{
    Stage stage;
    const QString id = stage.waitingTask();
    stage.engine.hold("/a.db precheck next");
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_VERIFY(stage.engine.reached("/a.db precheck next"));
    stage.runner.cancel(id);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::AwaitingBackup);
    QCOMPARE(stage.story.task(id).plan.backups.size(), 1);
    QCOMPARE(stage.story.task(id).result.error->kind, ErrorKind::Cancelled);
    stage.engine.release("/a.db precheck next");
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
}

void TestTaskChain::aStopWhileItIsAppliedIsACancel()
{
    Stage stage;
    const QString id = stage.waitingTask();
    stage.engine.hold("/a.db next");
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_VERIFY(stage.engine.reached("/a.db next"));
    stage.runner.cancel(id);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Cancelled);
    QCOMPARE(stage.story.task(id).result.remains, Remains::Old);
}

void TestTaskChain::cancellingAWaitingTaskDropsItsStaging()
{
    Stage stage;
    const QString id = stage.waitingTask();
    stage.runner.cancel(id);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Cancelled);
    QCOMPARE(stage.engine.calls().last(), QByteArray("discard /a.db.staging of /a.db"));
    QVERIFY(stage.story.task(id).result.leftOvers.isEmpty());
    QCOMPARE(stage.story.lines(id).mid(3), QStringList({u"AwaitingBackup: the target is Old"_s, u"Cancelling"_s, u"Cancelled: the target is Old"_s}));
}

void TestTaskChain::nothingComparedIsNotProvenAndDoesNotWait()
{
    Stage stage({.verifies = false});
    MigrationTask draft = taskFor("/a.db");
    draft.plan.lastBackup = false;
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Failed);
    QCOMPARE(stage.story.task(id).result.error->code, QByteArray("verification.none"));
}

void TestTaskChain::theWaitOutlivesTheProgram()
{
    Stage stage;
    const QString id = stage.waitingTask();
    QSignalSpy idle(&stage.runner, &TaskRunner::idle);
    stage.runner.shutdown();
    QTRY_COMPARE(idle.size(), 1);
    QCOMPARE(stage.story.phase(id), TaskPhase::AwaitingBackup);
    // As the store keeps it.
    const std::optional<MigrationTask> stored = fromJson<MigrationTask>(toJson(stage.story.task(id)));
    QVERIFY(stored);

    Stage nextStart;
    nextStart.story.model.load({*stored});
    nextStart.runner.reconcile(*stored);
    QCOMPARE(nextStart.story.phase(id), TaskPhase::AwaitingBackup);
    QVERIFY(nextStart.engine.calls().isEmpty());
    nextStart.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_COMPARE(nextStart.story.phase(id), TaskPhase::Done);
    QCOMPARE(nextStart.engine.calls(), QByteArrayList({"precheck next 1 of 2", "continue 1 of 2 last"}));
    QVERIFY(nextStart.story.task(id).elapsedMs >= stored->elapsedMs);
}

void TestTaskChain::aDeathBeforeTheNextBackupWasAppliedWaitsAgain()
{
    Stage stage;
    const QString id = stage.waitingTask();
    stage.engine.hold("/a.db precheck next");
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_VERIFY(stage.engine.reached("/a.db precheck next"));
    QCOMPARE(stage.story.phase(id), TaskPhase::Prechecking);
    Stage nextStart;
    nextStart.story.model.load({stage.story.task(id)});
    nextStart.runner.reconcile(stage.story.task(id));
    QCOMPARE(nextStart.story.phase(id), TaskPhase::AwaitingBackup);
    QCOMPARE(nextStart.story.task(id).plan.backups.size(), 1);
    QCOMPARE(nextStart.story.task(id).result.error->code, QByteArray("task.interrupted"));
    nextStart.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_COMPARE(nextStart.story.phase(id), TaskPhase::Done);
}

void TestTaskChain::aDeathWhileItWasAppliedIsLookedAt()
{
    Stage stage;
    const QString id = stage.waitingTask();
    stage.engine.hold("/a.db next");
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Replaying);
    const QList<LeftOver> staging{LeftOver{LeftOver::Kind::Staging, "/a.db.staging", 4096}};
    Stage broken({.recovery = {false, Remains::Old, staging}});
    broken.story.model.load({stage.story.task(id)});
    broken.runner.reconcile(stage.story.task(id));
    QTRY_COMPARE(broken.story.phase(id), TaskPhase::Interrupted);
    QCOMPARE(broken.story.task(id).result.leftOvers, staging);

    Stage whole({.recovery = {false, Remains::Old, staging, {}, true}});
    whole.story.model.load({stage.story.task(id)});
    whole.runner.reconcile(stage.story.task(id));
    QTRY_COMPARE(whole.story.phase(id), TaskPhase::AwaitingBackup);
    whole.runner.continueWith(id, next("/log.1"), true, {});
    QTRY_COMPARE(whole.story.phase(id), TaskPhase::Done);
}

void TestTaskChain::onlyAWaitingTaskGoesOn()
{
    Stage stage;
    const QString id = stage.waitingTask();
    stage.runner.continueWith(id, {}, false, {}); // neither a backup nor the end
    QCOMPARE(stage.story.phase(id), TaskPhase::AwaitingBackup);
    stage.runner.continueWith(id, {}, true, {});
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    const qsizetype calls = stage.engine.calls().size();
    stage.runner.continueWith(id, next("/log.1"), true, {});
    QCOMPARE(stage.story.phase(id), TaskPhase::Done);
    QCOMPARE(stage.engine.calls().size(), calls);
}

QTEST_GUILESS_MAIN(TestTaskChain)
#include "tst_taskchain.moc"
