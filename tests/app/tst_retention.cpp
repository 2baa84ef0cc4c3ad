#include "app/retention.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestRetention : public QObject
{
    Q_OBJECT

private slots:
    void oldDatabasesStayForTheirDays_data();
    void oldDatabasesStayForTheirDays();
};

void TestRetention::oldDatabasesStayForTheirDays_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("ageHours");
    QTest::addColumn<int>("phase");
    QTest::addColumn<bool>("undone");
    QTest::addColumn<bool>("overdue");
    QTest::newRow("days are over") << 7 << 7 * 24 << int(TaskPhase::Done) << false << true;
    QTest::newRow("an hour is left") << 7 << 7 * 24 - 1 << int(TaskPhase::Done) << false << false;
    QTest::newRow("for ever") << 0 << 10'000 << int(TaskPhase::Done) << false << false;
    QTest::newRow("with warnings") << 1 << 48 << int(TaskPhase::DoneWithWarnings) << false << true;
    QTest::newRow("a failed task") << 1 << 48 << int(TaskPhase::Failed) << false << false;
    QTest::newRow("at work again") << 1 << 48 << int(TaskPhase::Loading) << false << false;
    QTest::newRow("undone: it is the database in use") << 1 << 48 << int(TaskPhase::Done) << true << false;
    QTest::newRow("a clock that jumped") << 1 << -48 << int(TaskPhase::Done) << false << false;
}

void TestRetention::oldDatabasesStayForTheirDays()
{
    QFETCH(int, days);
    QFETCH(int, ageHours);
    QFETCH(int, phase);
    QFETCH(bool, undone);
    QFETCH(bool, overdue);
    const QDateTime now(QDate(2026, 11, 25), QTime(12, 0), Qt::UTC);
    MigrationTask task;
    task.id = u"1"_s;
    task.phase = TaskPhase(phase);
    task.finishedUtc = now.addSecs(-3600 * ageHours);
    task.result.overwriteUndone = undone;
    task.result.leftOvers = {{LeftOver::Kind::Staging, "staging", -1}, {LeftOver::Kind::KeptOld, "old", 10}};
    const QList<OverdueDatabase> expected = overdue ? QList<OverdueDatabase>{{u"1"_s, task.result.leftOvers.last()}} : QList<OverdueDatabase>();
    QCOMPARE(overdueDatabases(task, days, now), expected);
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
