#include "models/exitstatus.h"

#include <QTest>

using namespace bakferry;

class TestExitStatus : public QObject
{
    Q_OBJECT

private slots:
    void everyEndHasItsNumber_data();
    void everyEndHasItsNumber();
    void aFailedPrecheckExitsByItsWorstBlocker_data();
    void aFailedPrecheckExitsByItsWorstBlocker();
    void aPrecheckAloneExitsByItsFindings();
};

namespace {

Finding finding(FindingLevel level, ErrorKind kind = ErrorKind::BackupUnusable) { return {"check", level, {"x", {}}, {}, {}, kind, "code"}; }

} // namespace

void TestExitStatus::everyEndHasItsNumber_data()
{
    QTest::addColumn<TaskPhase>("phase");
    QTest::addColumn<std::optional<ErrorKind>>("kind");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, TaskPhase phase, std::optional<ErrorKind> kind, int status) {
        QTest::newRow(name) << phase << kind << status;
    };
    row("done", TaskPhase::Done, {}, 0);
    row("done with warnings", TaskPhase::DoneWithWarnings, {}, 3);
    row("cancelled", TaskPhase::Cancelled, {}, 130);
    row("cancelled, whatever the error", TaskPhase::Cancelled, ErrorKind::Internal, 130);
    row("interrupted", TaskPhase::Interrupted, {}, 1);
    row("interrupted, whatever the error", TaskPhase::Interrupted, ErrorKind::Locked, 1);
    row("still loading", TaskPhase::Loading, {}, 1);
    row("waits for a decision", TaskPhase::NeedsDecision, {}, 13);
    row("waits for the next backup", TaskPhase::AwaitingBackup, {}, 0);
    row("waits still, as the last one was refused", TaskPhase::AwaitingBackup, ErrorKind::BackupUnusable, 10);
    row("failed without a reason", TaskPhase::Failed, {}, 1);
    row("internal", TaskPhase::Failed, ErrorKind::Internal, 1);
    row("usage", TaskPhase::Failed, ErrorKind::Usage, 2);
    row("backup unusable", TaskPhase::Failed, ErrorKind::BackupUnusable, 10);
    row("backup changed", TaskPhase::Failed, ErrorKind::BackupChanged, 10);
    row("locked", TaskPhase::Failed, ErrorKind::Locked, 11);
    row("sign-in", TaskPhase::Failed, ErrorKind::SignIn, 12);
    row("risk", TaskPhase::Failed, ErrorKind::Risk, 13);
    row("target unusable", TaskPhase::Failed, ErrorKind::TargetUnusable, 13);
    row("no space", TaskPhase::Failed, ErrorKind::NoSpace, 14);
    row("target changed", TaskPhase::Failed, ErrorKind::TargetChanged, 15);
    row("statement failed", TaskPhase::Failed, ErrorKind::StatementFailed, 1);
    row("verification failed", TaskPhase::Failed, ErrorKind::VerificationFailed, 1);
    row("store failed", TaskPhase::Failed, ErrorKind::StoreFailed, 1);
}

void TestExitStatus::everyEndHasItsNumber()
{
    QFETCH(TaskPhase, phase);
    QFETCH(std::optional<ErrorKind>, kind);
    MigrationTask task;
    task.phase = phase;
    if (kind)
        task.result.error = Error{*kind, "code", {"x", {}}, {}, {}};
    QTEST(exitStatusOf(task), "status");
}

void TestExitStatus::aFailedPrecheckExitsByItsWorstBlocker_data()
{
    QTest::addColumn<QList<ErrorKind>>("kinds");
    QTest::addColumn<int>("status");
    QTest::newRow("damage before target") << QList{ErrorKind::TargetUnusable, ErrorKind::BackupUnusable, ErrorKind::NoSpace} << 10;
    QTest::newRow("target exists") << QList{ErrorKind::TargetUnusable} << 13;
    QTest::newRow("hostile") << QList{ErrorKind::NoSpace, ErrorKind::Risk} << 13;
    QTest::newRow("locked before space") << QList{ErrorKind::NoSpace, ErrorKind::Locked} << 11;
    QTest::newRow("no space") << QList{ErrorKind::NoSpace} << 14;
    QTest::newRow("a kind without a number") << QList{ErrorKind::StatementFailed} << 13;
    QTest::newRow("none known") << QList<ErrorKind>() << 13;
}

void TestExitStatus::aFailedPrecheckExitsByItsWorstBlocker()
{
    QFETCH(QList<ErrorKind>, kinds);
    MigrationTask task;
    task.phase = TaskPhase::PrecheckFailed;
    task.findings = {finding(FindingLevel::Passed), finding(FindingLevel::Warning)};
    for (ErrorKind kind : kinds)
        task.findings += finding(FindingLevel::Blocker, kind);
    QTEST(exitStatusOf(task), "status");
}

void TestExitStatus::aPrecheckAloneExitsByItsFindings()
{
    QCOMPARE(exitStatusOf(QList<Finding>{}), 0);
    QCOMPARE(exitStatusOf(QList{finding(FindingLevel::Passed)}), 0);
    QCOMPARE(exitStatusOf(QList{finding(FindingLevel::Warning)}), 13);
    QCOMPARE(exitStatusOf(QList{finding(FindingLevel::NotCheckable)}), 13);
    QCOMPARE(exitStatusOf(QList{finding(FindingLevel::Warning), finding(FindingLevel::Blocker, ErrorKind::BackupUnusable)}), 10);
}

QTEST_GUILESS_MAIN(TestExitStatus)
#include "tst_exitstatus.moc"
