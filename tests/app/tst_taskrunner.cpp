#include "app/taskrunner.h"
#include "tests/app/story.h"
#include "tests/support/fakeengine.h"

#include <QSignalSpy>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

const Finding openQuestion{"space", FindingLevel::Warning, {"Little space is left.", {}}, {"Free some.", {}}, {}, {}, {}};
const Finding blocker{"complete", FindingLevel::Blocker, {"The backup is cut.", {}}, {"Take another.", {}}, {}, ErrorKind::BackupUnusable, "backup.truncated"};

const QByteArrayList threeTargets{"/a.db", "/b.db", "/c.db"};

Result<void> recorded(const QString&, const JournalEntry&) { return {}; }

/// A runner with one fake engine and what was seen of it.
struct Stage
{
    explicit Stage(FakeScript script = {}, TaskRunner::Recorder recorder = recorded)
        : engine(std::move(script)), runner([this](QByteArrayView id) { return id == engine.info().id ? &engine : nullptr; }, std::move(recorder)), story(runner)
    {
    }

    FakeEngine engine;
    TaskRunner runner;
    Story story;
};

} // namespace

class TestTaskRunner : public QObject
{
    Q_OBJECT

private slots:
    void aRestoreGoesThroughItsPhasesAndIsProven();
    void theOldestTaskStartsFirst();
    void twoTasksNeverWriteOneTarget();
    void asManyTasksRunAtOnceAsAllowed();
    void aStoppedRestoreSaysWhatRemains();
    void aStopIsCancellingUntilTheJobHasEnded();
    void aStopInTheSwitchOverComesTooLate();
    void aQueuedTaskIsCancelledAtOnce();
    void aPausedRestoreWaitsAndGoesOn();
    void aPausedQueuedTaskDoesNotStart();
    void anOpenQuestionWaitsForADecisionWithoutAThread();
    void aDecisionAgainstGoingOnCancels();
    void acceptedWarningsAreNotAskedAbout();
    void aBlockerEndsTheTaskUntouched();
    void findingsOfTheDraftAreNotRepeated();
    void aTaskWithoutPrecheckSaysSo();
    void anExceptionBecomesAnErrorWithItsWords();
    void aFailedRecordKeepsTheEngineFromGoingOn();
    void unverifiedIsNotASuccess();
    void missingRowsAreNotASuccess();
    void aRetryRemovesTheStagingOfTheLastAttempt();
    void undoPutsTheOldDatabaseBack();
    void aRefusedUndoIsTold();
    void aDiscardedLeftOverLeavesTheList();
    void progressIsThinnedOut();
    void shutdownEndsEveryJobAndThenIsIdle();
    void aWaitingDecisionOutlivesTheShutdown();
    void anUnfinishedTaskOfTheStoreIsLookedAt();
    void everyJobOnAServerIsGivenItsPassword();
    void aFileTargetAsksForNoPassword();
    void withoutThePasswordTheTaskIsInterruptedUntilItIsLookedAtAgain();
    void aStopWhileThePasswordIsBeingFoundIsACancel();
    void aShutdownDoesNotWaitForAPassword();
    void oneDatabaseOnOneServerIsOneTarget();
    void anUnknownEngineIsAnErrorOfTheTask();
};

void TestTaskRunner::aRestoreGoesThroughItsPhasesAndIsProven()
{
    Stage stage;
    QSignalSpy finished(&stage.runner, &TaskRunner::finished);
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(stage.story.lines(id), QStringList({u"Prechecking"_s, u"Loading"_s, u"Verifying"_s, u"SwitchingOver"_s, u"Done: the target is New"_s}));
    QCOMPARE(stage.story.task(id).result.rows, 30);
    QCOMPARE(stage.story.task(id).journal.size(), 1);
    QVERIFY(stage.story.task(id).startedUtc.isValid() && stage.story.task(id).finishedUtc.isValid());
    QVERIFY(stage.story.log(id).contains(u"The fake restore ended."_s));
    QVERIFY(stage.runner.isIdle());
}

void TestTaskRunner::theOldestTaskStartsFirst()
{
    Stage stage;
    stage.runner.setJobsAtOnce(1);
    stage.engine.hold("/a.db table 1");
    for (const QByteArray& target : threeTargets)
        stage.story.enqueue(taskFor(target));
    QTRY_VERIFY(stage.engine.reached("/a.db table 1"));
    stage.engine.release("/a.db table 1");
    QTRY_COMPARE(stage.engine.calls(), QByteArrayList({"precheck /a.db", "restore /a.db", "precheck /b.db", "restore /b.db", "precheck /c.db", "restore /c.db"}));
    QCOMPARE(stage.engine.mostAtOnce(), 1);
}

void TestTaskRunner::twoTasksNeverWriteOneTarget()
{
    Stage stage;
    stage.runner.setJobsAtOnce(4);
    stage.engine.hold("/a.db switching-over");
    const QString first = stage.story.enqueue(taskFor("/a.db"));
    const QString second = stage.story.enqueue(taskFor("//a.db")); // another spelling of the same file
    const QString other = stage.story.enqueue(taskFor("/b.db"));
    QTRY_VERIFY(stage.engine.reached("/a.db switching-over"));
    QTRY_COMPARE(stage.story.phase(other), TaskPhase::Done);
    QCOMPARE(stage.story.phase(second), TaskPhase::Queued);
    stage.engine.release("/a.db switching-over");
    QTRY_COMPARE(stage.story.phase(second), TaskPhase::Done);
    QCOMPARE(stage.story.phase(first), TaskPhase::Done);
}

void TestTaskRunner::asManyTasksRunAtOnceAsAllowed()
{
    Stage stage;
    stage.runner.setJobsAtOnce(2);
    for (const QByteArray& target : threeTargets) {
        stage.engine.hold(target + " table 1");
        stage.story.enqueue(taskFor(target));
    }
    QTRY_VERIFY(stage.engine.reached("/a.db table 1"));
    QTRY_VERIFY(stage.engine.reached("/b.db table 1"));
    QVERIFY(!stage.engine.calls().contains("precheck /c.db"));
    for (const QByteArray& target : threeTargets)
        stage.engine.release(target + " table 1");
    QTRY_VERIFY(stage.runner.isIdle());
    QCOMPARE(stage.engine.mostAtOnce(), 2);
}

void TestTaskRunner::aStoppedRestoreSaysWhatRemains()
{
    Stage stage;
    stage.engine.hold("/a.db table 3");
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_VERIFY(stage.engine.reached("/a.db table 3"));
    stage.runner.cancel(id);
    QTRY_COMPARE(stage.story.lines(id), QStringList({u"Prechecking"_s, u"Loading"_s, u"Cancelling"_s, u"Cancelled: the target is Old"_s}));
    QCOMPARE(stage.story.task(id).result.error->kind, ErrorKind::Cancelled);
}

void TestTaskRunner::aStopIsCancellingUntilTheJobHasEnded()
{
    std::mutex gate;
    Stage stage({.misbehave = [&gate] { const std::lock_guard wait(gate); }});
    std::unique_lock closed(gate);
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_VERIFY(stage.engine.reached("/a.db table 1"));
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Loading);
    QSignalSpy finished(&stage.runner, &TaskRunner::finished);
    stage.runner.cancel(id);
    stage.runner.cancel(id); // twice is once
    QCOMPARE(stage.story.phase(id), TaskPhase::Cancelling);
    QVERIFY(!stage.runner.isIdle());
    QVERIFY(finished.isEmpty());
    closed.unlock();
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Cancelled);
    QCOMPARE(stage.story.lines(id).count(u"Cancelling"_s), 1);
}

void TestTaskRunner::aStopInTheSwitchOverComesTooLate()
{
    Stage stage;
    stage.engine.hold("/a.db switching-over");
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_VERIFY(stage.engine.reached("/a.db switching-over"));
    stage.runner.cancel(id);
    QCOMPARE(stage.story.phase(id), TaskPhase::SwitchingOver);
    QVERIFY(stage.story.log(id).last().startsWith(u"Too late to stop"));
    stage.engine.release("/a.db switching-over");
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
}

void TestTaskRunner::aQueuedTaskIsCancelledAtOnce()
{
    Stage stage;
    stage.runner.setJobsAtOnce(1);
    stage.engine.hold("/a.db table 1");
    const QString running = stage.story.enqueue(taskFor("/a.db"));
    const QString queued = stage.story.enqueue(taskFor("/b.db"));
    stage.runner.cancel(queued);
    QCOMPARE(stage.story.lines(queued), QStringList({u"Cancelled: the target is Old"_s}));
    stage.engine.release("/a.db table 1");
    QTRY_COMPARE(stage.story.phase(running), TaskPhase::Done);
    QVERIFY(!stage.engine.calls().contains("precheck /b.db"));
}

void TestTaskRunner::aPausedRestoreWaitsAndGoesOn()
{
    Stage stage;
    stage.engine.hold("/a.db table 2");
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_VERIFY(stage.engine.reached("/a.db table 2"));
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Loading);
    stage.runner.pause(id);
    QCOMPARE(stage.story.phase(id), TaskPhase::Paused);
    stage.engine.release("/a.db table 2");
    const QString other = stage.story.enqueue(taskFor("/b.db"));
    QTRY_COMPARE(stage.story.phase(other), TaskPhase::Done); // time enough for the paused one, had it gone on
    QCOMPARE(stage.story.phase(id), TaskPhase::Paused);
    stage.runner.resume(id);
    QCOMPARE(stage.story.phase(id), TaskPhase::Loading);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
}

void TestTaskRunner::aPausedQueuedTaskDoesNotStart()
{
    Stage stage;
    stage.runner.setJobsAtOnce(1);
    stage.engine.hold("/a.db table 1");
    stage.story.enqueue(taskFor("/a.db"));
    const QString held = stage.story.enqueue(taskFor("/b.db"));
    stage.runner.pause(held);
    const QString third = stage.story.enqueue(taskFor("/c.db"));
    stage.engine.release("/a.db table 1");
    QTRY_COMPARE(stage.story.phase(third), TaskPhase::Done);
    QCOMPARE(stage.story.phase(held), TaskPhase::Paused);
    stage.runner.resume(held);
    QTRY_COMPARE(stage.story.phase(held), TaskPhase::Done);
}

void TestTaskRunner::anOpenQuestionWaitsForADecisionWithoutAThread()
{
    Stage stage({.findings = {openQuestion}});
    QSignalSpy finished(&stage.runner, &TaskRunner::finished);
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::NeedsDecision);
    QVERIFY(stage.runner.isIdle());
    QCOMPARE(finished.size(), 1);
    QCOMPARE(stage.story.task(id).findings, QList<Finding>{openQuestion});
    stage.runner.decide(id, true);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    QCOMPARE(stage.engine.calls(), QByteArrayList({"precheck /a.db", "restore /a.db"}));
}

void TestTaskRunner::aDecisionAgainstGoingOnCancels()
{
    Stage stage({.findings = {openQuestion}});
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::NeedsDecision);
    stage.runner.decide(id, false);
    QCOMPARE(stage.story.lines(id).last(), u"Cancelled: the target is Old"_s);
    QCOMPARE(stage.engine.calls(), QByteArrayList({"precheck /a.db"}));
}

void TestTaskRunner::acceptedWarningsAreNotAskedAbout()
{
    Stage stage({.findings = {openQuestion}});
    MigrationTask draft = taskFor("/a.db");
    draft.plan.acceptWarnings = true;
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
}

void TestTaskRunner::aBlockerEndsTheTaskUntouched()
{
    Stage stage({.findings = {openQuestion, blocker}});
    MigrationTask draft = taskFor("/a.db");
    draft.plan.acceptWarnings = true;
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.lines(id), QStringList({u"Prechecking"_s, u"PrecheckFailed: the target is Old"_s}));
    QCOMPARE(stage.story.task(id).result.error->code, QByteArray("backup.truncated"));
    QCOMPARE(stage.engine.calls(), QByteArrayList({"precheck /a.db"}));
}

void TestTaskRunner::findingsOfTheDraftAreNotRepeated()
{
    Stage stage;
    MigrationTask draft = taskFor("/a.db");
    draft.findings = {openQuestion};
    draft.evidence = PrecheckEvidence{QByteArray(32, 'y'), {}, true};
    draft.plan.acceptWarnings = true;
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    QCOMPARE(stage.engine.calls(), QByteArrayList({"restore /a.db"}));
}

void TestTaskRunner::aTaskWithoutPrecheckSaysSo()
{
    Stage stage;
    MigrationTask draft = taskFor("/a.db");
    draft.plan.precheck = false;
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    QCOMPARE(stage.engine.calls(), QByteArrayList({"restore /a.db"}));
    QVERIFY(stage.story.log(id).first().startsWith(u"The precheck was switched off"));
    QCOMPARE(stage.story.task(id).findings.size(), 1);
    QCOMPARE(stage.story.task(id).findings.first().level, FindingLevel::NotCheckable);
}

void TestTaskRunner::anExceptionBecomesAnErrorWithItsWords()
{
    Stage stage({.misbehave = [] { throw std::runtime_error("the shelf fell down"); }});
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(stage.story.lines(id).last(), u"Failed: the target is Unknown"_s);
    QCOMPARE(stage.story.task(id).result.error->kind, ErrorKind::Internal);
    QCOMPARE(stage.story.task(id).result.error->detail, u"the shelf fell down"_s);
    QVERIFY(stage.runner.isIdle());
}

void TestTaskRunner::aFailedRecordKeepsTheEngineFromGoingOn()
{
    const Error full{ErrorKind::StoreFailed, "store.write", {"The store is full.", {}}, {}, {}};
    Stage stage({}, [full](const QString&, const JournalEntry&) -> Result<void> { return full; });
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(stage.story.lines(id).last(), u"Failed: the target is Old"_s);
    QCOMPARE(stage.story.task(id).result.error, full);
    QVERIFY(stage.story.task(id).journal.isEmpty());
}

void TestTaskRunner::unverifiedIsNotASuccess()
{
    Stage stage({.verifies = false});
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Failed);
    QCOMPARE(stage.story.task(id).result.error->code, QByteArray("verification.none"));
}

void TestTaskRunner::missingRowsAreNotASuccess()
{
    Stage stage({.rowsMissing = 2});
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Failed);
    QCOMPARE(stage.story.task(id).result.error->what.arguments, QStringList({u"table3"_s, u"10"_s, u"8"_s}));
}

void TestTaskRunner::aRetryRemovesTheStagingOfTheLastAttempt()
{
    Stage stage;
    MigrationTask draft = taskFor("/a.db");
    draft.result.leftOvers = {LeftOver{LeftOver::Kind::Staging, "/.a.db.tmp", 10}, LeftOver{LeftOver::Kind::KeptOld, "/a.db.old", 10}};
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    QCOMPARE(stage.engine.calls(), QByteArrayList({"precheck /a.db", "discard /.a.db.tmp of /a.db", "restore /a.db"}));
}

void TestTaskRunner::undoPutsTheOldDatabaseBack()
{
    Stage stage;
    MigrationTask draft = taskFor("/a.db");
    draft.plan.overwrite = true;
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    QVERIFY(stage.story.task(id).canUndoOverwrite());
    QTRY_VERIFY(stage.runner.isIdle());
    stage.engine.hold("/a.db undo");
    stage.runner.undo(stage.story.task(id));
    stage.runner.undo(stage.story.task(id)); // twice is once
    stage.engine.release("/a.db undo");
    QTRY_VERIFY(stage.story.task(id).result.overwriteUndone);
    QTRY_VERIFY(stage.runner.isIdle());
    QCOMPARE(stage.story.task(id).result.remains, Remains::Old);
    QVERIFY(!stage.story.task(id).canUndoOverwrite());
    QCOMPARE(stage.engine.calls().count("undo /a.db"), 1);
}

void TestTaskRunner::aRefusedUndoIsTold()
{
    Stage stage({.end = RestoreEnd::Failed});
    MigrationTask task = taskFor("/a.db");
    task.id = u"1"_s;
    stage.runner.undo(task);
    QTRY_COMPARE(stage.story.refusals.size(), 1);
    QCOMPARE(stage.story.refusals.first().second.kind, ErrorKind::TargetChanged);
}

void TestTaskRunner::aDiscardedLeftOverLeavesTheList()
{
    Stage stage;
    const LeftOver one{LeftOver::Kind::Staging, "/one", 1};
    const LeftOver two{LeftOver::Kind::KeptOld, "/two", 1};
    MigrationTask task = taskFor("/a.db");
    task.id = QString(32, u'1');
    task.phase = TaskPhase::Failed;
    task.result.leftOvers = {one, two};
    stage.story.model.load({task});
    stage.runner.discard(task, one);
    stage.runner.discard(stage.story.task(task.id), two); // the first one may be over already
    QTRY_VERIFY(stage.runner.isIdle());
    QVERIFY(stage.story.task(task.id).result.leftOvers.isEmpty());
    QCOMPARE(stage.engine.calls(), QByteArrayList({"discard /one of /a.db", "discard /two of /a.db"}));
}

void TestTaskRunner::progressIsThinnedOut()
{
    Stage stage({.tables = 200'000, .rowsPerTable = 1});
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QElapsedTimer clock;
    clock.start();
    QTRY_COMPARE_WITH_TIMEOUT(stage.story.phase(id), TaskPhase::Done, 30'000);
    QVERIFY(stage.story.progressUpdates >= 1);
    QVERIFY2(stage.story.progressUpdates <= 3 + clock.elapsed() * 30 / 1000, qPrintable(QString::number(stage.story.progressUpdates)));
}

void TestTaskRunner::shutdownEndsEveryJobAndThenIsIdle()
{
    Stage stage;
    stage.engine.hold("/a.db table 2");
    const QString running = stage.story.enqueue(taskFor("/a.db"));
    const QString queued = stage.story.enqueue(taskFor("/a.db"));
    QTRY_VERIFY(stage.engine.reached("/a.db table 2"));
    QSignalSpy idle(&stage.runner, &TaskRunner::idle);
    stage.runner.shutdown();
    QVERIFY(idle.isEmpty());
    QTRY_COMPARE(idle.size(), 1);
    QCOMPARE(stage.story.phase(running), TaskPhase::Cancelled);
    QCOMPARE(stage.story.phase(queued), TaskPhase::Cancelled);
    stage.story.enqueue(taskFor("/b.db"));
    QVERIFY(stage.runner.isIdle());
    stage.runner.shutdown(); // again
    QCoreApplication::processEvents();
    QCOMPARE(idle.size(), 1);
}

void TestTaskRunner::aWaitingDecisionOutlivesTheShutdown()
{
    Stage stage({.findings = {openQuestion}});
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::NeedsDecision);
    QSignalSpy idle(&stage.runner, &TaskRunner::idle);
    stage.runner.shutdown();
    QTRY_COMPARE(idle.size(), 1);
    QCOMPARE(stage.story.phase(id), TaskPhase::NeedsDecision);

    Stage nextStart({.findings = {openQuestion}});
    nextStart.story.model.load({stage.story.task(id)});
    nextStart.runner.reconcile(stage.story.task(id));
    nextStart.runner.decide(id, true);
    QTRY_COMPARE(nextStart.story.phase(id), TaskPhase::Done);
}

void TestTaskRunner::anUnfinishedTaskOfTheStoreIsLookedAt()
{
    Stage stage({.recovery = {false, Remains::Old, {LeftOver{LeftOver::Kind::Staging, "/.a.tmp", 5}}}});
    MigrationTask task = taskFor("/a.db");
    task.id = QString(32, u'1');
    task.phase = TaskPhase::Loading;
    task.journal = {{"staging-created", {}}};
    stage.story.model.load({task});
    stage.runner.reconcile(task);
    QTRY_COMPARE(stage.story.phase(task.id), TaskPhase::Interrupted);
    QTRY_COMPARE(stage.story.task(task.id).result.leftOvers.size(), 1);
    QCOMPARE(stage.engine.calls(), QByteArrayList({"reconcile /a.db"}));
}

namespace {

constexpr const char* secret = "S3CR3T-9f2c";

MigrationTask serverTaskFor(const QByteArray& database, int port = 5432)
{
    MigrationTask task = taskFor(database);
    task.plan.target.connection.host = u"db1"_s;
    task.plan.target.connection.port = port;
    task.plan.withPassword = true;
    return task;
}

FakeScript protectedScript()
{
    FakeScript script;
    script.password = secret;
    return script;
}

/// Answers later, as a keychain does.
void giveSecret(const ConnectionProfile&, QObject* context, const std::function<void(Credentials)>& done)
{
    QMetaObject::invokeMethod(context, [done] { done(Credentials(secret)); }, Qt::QueuedConnection);
}

} // namespace

void TestTaskRunner::everyJobOnAServerIsGivenItsPassword()
{
    Stage stage(protectedScript());
    stage.runner.setSecrets(giveSecret);
    MigrationTask draft = serverTaskFor("shop");
    draft.plan.overwrite = true;
    const QString id = stage.story.enqueue(draft);
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    stage.runner.undo(stage.story.task(id));
    QTRY_VERIFY(stage.story.task(id).result.overwriteUndone);
    stage.runner.discard(stage.story.task(id), LeftOver{LeftOver::Kind::Staging, "x", 1});
    QTRY_VERIFY(stage.runner.isIdle());
    QVERIFY(stage.story.refusals.isEmpty());
    QCOMPARE(stage.engine.calls(), QByteArrayList({"precheck shop", "restore shop", "undo shop", "discard x of shop"}));
}

void TestTaskRunner::aFileTargetAsksForNoPassword()
{
    Stage stage;
    int asked = 0;
    stage.runner.setSecrets([&](const ConnectionProfile&, QObject*, const std::function<void(Credentials)>& done) {
        ++asked;
        done({});
    });
    const QString id = stage.story.enqueue(taskFor("/a.db"));
    QTRY_COMPARE(stage.story.phase(id), TaskPhase::Done);
    QCOMPARE(asked, 0);
}

void TestTaskRunner::withoutThePasswordTheTaskIsInterruptedUntilItIsLookedAtAgain()
{
    FakeScript script = protectedScript();
    script.recovery = {true, Remains::New, {}, {}};
    Stage stage(script);
    MigrationTask task = serverTaskFor("shop");
    task.id = u"1"_s;
    task.phase = TaskPhase::Loading;
    task.journal = {{"staging-created", {}}};
    task.result.leftOvers = {LeftOver{LeftOver::Kind::Staging, "shop_staging", 1}};
    stage.story.model.load({task});
    stage.runner.reconcile(stage.story.task(u"1"_s));
    QTRY_COMPARE(stage.story.phase(u"1"_s), TaskPhase::Interrupted);
    QTRY_VERIFY(stage.runner.isIdle());
    QCOMPARE(stage.story.task(u"1"_s).result.error->code, QByteArray("server.sign_in"));
    QCOMPARE(stage.story.task(u"1"_s).result.leftOvers.size(), 1); // what was known is not forgotten
    QVERIFY(stage.story.task(u"1"_s).canLookAgain());
    QVERIFY(stage.story.task(u"1"_s).needsPassword());

    stage.runner.setSecrets(giveSecret);
    stage.runner.reconcile(stage.story.task(u"1"_s));
    QTRY_COMPARE(stage.story.phase(u"1"_s), TaskPhase::Done);
    QVERIFY(!stage.story.task(u"1"_s).result.error);
}

void TestTaskRunner::aStopWhileThePasswordIsBeingFoundIsACancel()
{
    Stage stage;
    std::function<void(Credentials)> answer;
    stage.runner.setSecrets([&](const ConnectionProfile&, QObject*, const std::function<void(Credentials)>& done) { answer = done; });
    const QString id = stage.story.enqueue(serverTaskFor("shop"));
    QTRY_VERIFY(answer);
    stage.runner.cancel(id);
    QCOMPARE(stage.story.phase(id), TaskPhase::Cancelled);
    answer(Credentials(secret));
    QVERIFY(stage.runner.isIdle());
    QVERIFY(stage.engine.calls().isEmpty());
}

void TestTaskRunner::aShutdownDoesNotWaitForAPassword()
{
    Stage stage;
    QSignalSpy idle(&stage.runner, &TaskRunner::idle);
    stage.runner.setSecrets([](const ConnectionProfile&, QObject*, const std::function<void(Credentials)>&) { });
    stage.story.enqueue(serverTaskFor("shop"));
    MigrationTask overwritten = serverTaskFor("orders");
    overwritten.id = u"7"_s;
    stage.runner.undo(overwritten);
    stage.runner.shutdown();
    QTRY_COMPARE(idle.size(), 1);
    QVERIFY(stage.engine.calls().isEmpty());
}

void TestTaskRunner::oneDatabaseOnOneServerIsOneTarget()
{
    Stage stage;
    stage.runner.setJobsAtOnce(4);
    stage.engine.hold("shop table 1");
    stage.story.enqueue(serverTaskFor("shop"));
    MigrationTask sameByAnotherUser = serverTaskFor("shop");
    sameByAnotherUser.plan.target.connection.user = u"other"_s;
    sameByAnotherUser.plan.target.connection.host = u"DB1"_s;
    const QString second = stage.story.enqueue(sameByAnotherUser);
    const QString otherDatabase = stage.story.enqueue(serverTaskFor("orders"));
    QTRY_VERIFY(stage.engine.reached("shop table 1"));
    QTRY_COMPARE(stage.story.phase(otherDatabase), TaskPhase::Done);
    QCOMPARE(stage.story.phase(second), TaskPhase::Queued);
    stage.engine.release("shop table 1");
    QTRY_COMPARE(stage.story.phase(second), TaskPhase::Done);
}

void TestTaskRunner::anUnknownEngineIsAnErrorOfTheTask()
{
    Stage stage;
    MigrationTask draft = taskFor("/a.db");
    draft.plan.target.connection.engineId = "dbase";
    const QString id = stage.story.enqueue(draft);
    QCOMPARE(stage.story.phase(id), TaskPhase::Failed);
    QCOMPARE(stage.story.task(id).result.error->code, QByteArray("engine.unknown"));
}

QTEST_GUILESS_MAIN(TestTaskRunner)
#include "tst_taskrunner.moc"
