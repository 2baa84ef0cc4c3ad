#include "engines/precheck.h"

#include <QTest>

using namespace bakferry;

/// What a precheck's findings mean taken together.
class TestPrecheckReport : public QObject
{
    Q_OBJECT

private slots:
    void anEmptyReportHasNothingOpen();
    void everyLevelIsCounted();
    void whatCouldNotBeCheckedIsAnOpenQuestion();
    void theWorstBlockerDecides_data();
    void theWorstBlockerDecides();
    void ofEqualBlockersTheFirstDecides();
    void onlyCountedRowsAgree_data();
    void onlyCountedRowsAgree();
};

namespace {

Finding finding(FindingLevel level, ErrorKind kind = ErrorKind::BackupUnusable, const QByteArray& checkId = "check")
{
    return {.checkId = checkId, .level = level, .kind = kind};
}

} // namespace

void TestPrecheckReport::anEmptyReportHasNothingOpen()
{
    const PrecheckReport report;
    QVERIFY(!report.hasBlocker());
    QCOMPARE(report.openQuestions(), 0);
    QVERIFY(!report.worstBlocker());
}

void TestPrecheckReport::everyLevelIsCounted()
{
    using enum FindingLevel;
    PrecheckReport report;
    report.findings = {finding(Passed), finding(Warning), finding(Passed), finding(Blocker), finding(NotCheckable), finding(Passed)};
    QCOMPARE(report.count(Passed), 3);
    QCOMPARE(report.count(Warning), 1);
    QCOMPARE(report.count(Blocker), 1);
    QCOMPARE(report.count(NotCheckable), 1);
    QVERIFY(report.hasBlocker());
}

void TestPrecheckReport::whatCouldNotBeCheckedIsAnOpenQuestion()
{
    using enum FindingLevel;
    PrecheckReport report;
    report.findings = {finding(Passed), finding(Warning), finding(NotCheckable), finding(NotCheckable), finding(Blocker)};
    QCOMPARE(report.openQuestions(), 3);
}

void TestPrecheckReport::theWorstBlockerDecides_data()
{
    QTest::addColumn<QList<Finding>>("findings");
    QTest::addColumn<QByteArray>("worst");
    using enum FindingLevel;
    const auto row = [](const char* name, const QList<Finding>& findings, const char* worst) {
        QTest::newRow(name) << findings << QByteArray(worst);
    };
    const Finding backup = finding(Blocker, ErrorKind::BackupUnusable, "backup"), target = finding(Blocker, ErrorKind::TargetUnusable, "target"),
                  space = finding(Blocker, ErrorKind::NoSpace, "space"), locked = finding(Blocker, ErrorKind::Locked, "locked"),
                  risk = finding(Blocker, ErrorKind::Risk, "risk"), usage = finding(Blocker, ErrorKind::Usage, "usage"),
                  warning = finding(Warning, ErrorKind::Usage, "warning"), passed = finding(Passed, ErrorKind::Usage, "passed");
    row("backup before target", {target, backup}, "backup");
    row("whatever the order", {backup, target}, "backup");
    row("danger before the backup's state", {backup, risk}, "risk");
    row("risk before space", {space, risk}, "risk");
    row("locked before space", {space, locked, target}, "locked");
    row("space before target", {target, space}, "space");
    row("a senseless request before all", {backup, usage, risk}, "usage");
    row("no warning and nothing passed", {warning, passed, space}, "space");
}

void TestPrecheckReport::theWorstBlockerDecides()
{
    QFETCH(QList<Finding>, findings);
    PrecheckReport report;
    report.findings = findings;
    QVERIFY(report.worstBlocker());
    QTEST(report.worstBlocker()->checkId, "worst");
}

void TestPrecheckReport::ofEqualBlockersTheFirstDecides()
{
    PrecheckReport report;
    report.findings = {finding(FindingLevel::Blocker, ErrorKind::BackupUnusable, "first"),
                       finding(FindingLevel::Blocker, ErrorKind::BackupUnusable, "second")};
    QCOMPARE(report.worstBlocker()->checkId, QByteArray("first"));
}

void TestPrecheckReport::onlyCountedRowsAgree_data()
{
    QTest::addColumn<qint64>("read");
    QTest::addColumn<qint64>("inTarget");
    QTest::addColumn<bool>("agrees");
    QTest::newRow("equal") << qint64(5) << qint64(5) << true;
    QTest::newRow("none") << qint64(0) << qint64(0) << true;
    QTest::newRow("one lost") << qint64(5) << qint64(4) << false;
    QTest::newRow("not counted in the target") << qint64(5) << qint64(-1) << false;
    QTest::newRow("counted nowhere") << qint64(-1) << qint64(-1) << false;
}

void TestPrecheckReport::onlyCountedRowsAgree()
{
    QFETCH(qint64, read);
    QFETCH(qint64, inTarget);
    QTEST((LedgerRow{{}, read, inTarget}.agrees()), "agrees");
}

QTEST_GUILESS_MAIN(TestPrecheckReport)
#include "tst_precheckreport.moc"
