#include "app/verdict.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(bakferry::RestoreOutcome)

class TestVerdict : public QObject
{
    Q_OBJECT

private slots:
    void anOutcomeBecomesAPhase_data();
    void anOutcomeBecomesAPhase();
    void theWorstFindingDecidesAfterThePrecheck_data();
    void theWorstFindingDecidesAfterThePrecheck();
    void aBlockerBecomesTheError();
};

namespace {

RestoreOutcome provenOutcome()
{
    RestoreOutcome outcome;
    outcome.end = RestoreEnd::Complete;
    outcome.remains = Remains::New;
    outcome.verification = {Finding{"rows", FindingLevel::Passed, {"Rows were compared.", {}}, {}, {}, {}, {}}};
    outcome.statements = {10, 8, 2, 0};
    outcome.ledger = {LedgerRow{u"a"_s, 5, 5}, LedgerRow{u"b"_s, -1, 7}};
    return outcome;
}

} // namespace

void TestVerdict::anOutcomeBecomesAPhase_data()
{
    QTest::addColumn<RestoreOutcome>("outcome");
    QTest::addColumn<TaskPhase>("phase");
    QTest::addColumn<QByteArray>("errorCode");
    const auto row = [](const char* name, auto change, TaskPhase phase, const QByteArray& code) {
        RestoreOutcome outcome = provenOutcome();
        change(outcome);
        QTest::newRow(name) << outcome << phase << code;
    };
    row("proven", [](RestoreOutcome&) { }, TaskPhase::Done, {});
    row("with warnings", [](RestoreOutcome& o) { o.end = RestoreEnd::WithWarnings; }, TaskPhase::DoneWithWarnings, {});
    row("complete but warned", [](RestoreOutcome& o) { o.warnings = {Message{"Skipped.", {}}}; }, TaskPhase::DoneWithWarnings, {});
    row("nothing compared", [](RestoreOutcome& o) { o.verification.clear(); }, TaskPhase::Failed, "verification.none");
    row("a comparison failed", [](RestoreOutcome& o) { o.verification[0].level = FindingLevel::Blocker; }, TaskPhase::Failed, "verification.failed");
    row("statements lost", [](RestoreOutcome& o) { o.statements.executed = 7; }, TaskPhase::Failed, "verification.statements");
    row("rows lost", [](RestoreOutcome& o) { o.ledger[0].inTarget = 4; }, TaskPhase::Failed, "verification.rows");
    row("rows too many", [](RestoreOutcome& o) { o.ledger[0].inTarget = 6; }, TaskPhase::Failed, "verification.rows");
    row("cancelled", [](RestoreOutcome& o) { o.end = RestoreEnd::Cancelled; }, TaskPhase::Cancelled, "job.cancelled");
    row("failed without a word", [](RestoreOutcome& o) { o.end = RestoreEnd::Failed; }, TaskPhase::Failed, "internal.no-reason");
}

void TestVerdict::anOutcomeBecomesAPhase()
{
    QFETCH(RestoreOutcome, outcome);
    QFETCH(TaskPhase, phase);
    QFETCH(QByteArray, errorCode);
    const Verdict verdict = verdictOn(outcome);
    QCOMPARE(verdict.phase, phase);
    QCOMPARE(verdict.result.error.value_or(Error{}).code, errorCode);
    QCOMPARE(verdict.result.remains, outcome.remains);
}

void TestVerdict::theWorstFindingDecidesAfterThePrecheck_data()
{
    QTest::addColumn<QList<FindingLevel>>("levels");
    QTest::addColumn<bool>("accepts");
    QTest::addColumn<AfterPrecheck>("next");
    using enum FindingLevel;
    QTest::newRow("passed") << QList{Passed} << false << AfterPrecheck::Restore;
    QTest::newRow("a warning") << QList{Passed, Warning} << false << AfterPrecheck::AskFirst;
    QTest::newRow("an accepted warning") << QList{Warning} << true << AfterPrecheck::Restore;
    QTest::newRow("not checkable is not passed") << QList{NotCheckable, Passed} << false << AfterPrecheck::AskFirst;
    QTest::newRow("a blocker cannot be accepted") << QList{Passed, Blocker, Warning} << true << AfterPrecheck::Refuse;
}

void TestVerdict::theWorstFindingDecidesAfterThePrecheck()
{
    QFETCH(QList<FindingLevel>, levels);
    QFETCH(bool, accepts);
    QFETCH(AfterPrecheck, next);
    QList<Finding> findings;
    for (const FindingLevel level : levels)
        findings.append(Finding{"check", level});
    QCOMPARE(afterPrecheck(findings, accepts), next);
}

void TestVerdict::aBlockerBecomesTheError()
{
    const Finding cut{"complete", FindingLevel::Blocker, {"Cut.", {}}, {"Take another.", {}}, u"eof"_s, ErrorKind::BackupUnusable, "backup.truncated"};
    const Finding space{"space", FindingLevel::Blocker, {"Full.", {}}, {}, {}, ErrorKind::NoSpace, "target.space"};
    const Verdict verdict = refusedByPrecheck({space, cut});
    QCOMPARE(verdict.phase, TaskPhase::PrecheckFailed);
    QCOMPARE(verdict.result.error, (Error{ErrorKind::BackupUnusable, "backup.truncated", {"Cut.", {}}, {"Take another.", {}}, u"eof"_s}));
}

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
