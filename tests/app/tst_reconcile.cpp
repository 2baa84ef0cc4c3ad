#include "app/reconcile.h"
#include "models/migrationtaskmodel.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

using MaybeRecovery = std::optional<Recovery>;
Q_DECLARE_METATYPE(MaybeRecovery)

class TestReconcile : public QObject
{
    Q_OBJECT

private slots:
    void everyUnfinishedPhaseButADecisionIsLookedAt();
    void whatIsFoundDecidesWhatIsSaid_data();
    void whatIsFoundDecidesWhatIsSaid();
    void whyNobodyCouldLookIsSaidAndNothingKnownIsForgotten();
    void theModelAcceptsTheAnswerFromEveryUnfinishedPhase();
};

void TestReconcile::everyUnfinishedPhaseButADecisionIsLookedAt()
{
    QStringList left;
    for (int i = 0; i <= int(TaskPhase::Interrupted); ++i) {
        if (!needsReconciling(TaskPhase(i)))
            left += QString::fromLatin1(phaseToken(TaskPhase(i)));
    }
    QCOMPARE(left, QStringList({u"NeedsDecision"_s, u"AwaitingBackup"_s, u"Done"_s, u"DoneWithWarnings"_s, u"PrecheckFailed"_s, u"Failed"_s, u"Cancelled"_s, u"Interrupted"_s}));
}

void TestReconcile::whatIsFoundDecidesWhatIsSaid_data()
{
    QTest::addColumn<MaybeRecovery>("recovery");
    QTest::addColumn<QList<TaskPhase>>("phases");
    QTest::addColumn<Remains>("remains");
    QTest::addColumn<LogLevel>("level");
    using enum TaskPhase;
    QTest::newRow("had not begun") << MaybeRecovery() << QList{Interrupted} << Remains::Old << LogLevel::Warning;
    QTest::newRow("old database is there") << MaybeRecovery({false, Remains::Old, {}}) << QList{Interrupted} << Remains::Old << LogLevel::Warning;
    QTest::newRow("no target was made") << MaybeRecovery({false, Remains::Nothing, {}}) << QList{Interrupted} << Remains::Nothing << LogLevel::Warning;
    QTest::newRow("a part is there") << MaybeRecovery({false, Remains::Partial, {}}) << QList{Interrupted} << Remains::Partial << LogLevel::Warning;
    QTest::newRow("nobody can tell") << MaybeRecovery({false, Remains::Unknown, {}}) << QList{Interrupted} << Remains::Unknown << LogLevel::Warning;
    QTest::newRow("switched over") << MaybeRecovery({true, Remains::New, {}}) << QList{Interrupted, Done} << Remains::New << LogLevel::Info;
}

void TestReconcile::whatIsFoundDecidesWhatIsSaid()
{
    QFETCH(MaybeRecovery, recovery);
    QFETCH(QList<TaskPhase>, phases);
    QFETCH(Remains, remains);
    QFETCH(LogLevel, level);
    if (recovery)
        recovery->leftOvers = {LeftOver{LeftOver::Kind::Staging, "/.a.tmp", 1}};
    MigrationTask task;
    task.result.error = Error{ErrorKind::NoSpace, "of.before", {"An earlier attempt.", {}}, {}, {}};
    const Reconciled answer = reconciled(task, recovery);
    QCOMPARE(answer.phases, phases);
    QCOMPARE(answer.result.remains, remains);
    QCOMPARE(answer.note.level, level);
    QCOMPARE(answer.result.leftOvers.size(), recovery ? 1 : 0);
    QVERIFY(answer.result.error.value_or(Error{}).code != "of.before");
    QCOMPARE(answer.result.error.value_or(Error{}).code, phases.last() == TaskPhase::Interrupted ? QByteArray("task.interrupted") : QByteArray());
}

void TestReconcile::whyNobodyCouldLookIsSaidAndNothingKnownIsForgotten()
{
    MigrationTask task;
    task.journal = {{"staging-created", {}}};
    task.result.leftOvers = {LeftOver{LeftOver::Kind::Staging, "shop_staging", 1}};
    const Error down{ErrorKind::TargetUnusable, "server.unreachable", {"No connection.", {}}, {"Start it.", {}}, {}};
    const Reconciled answer = reconciled(task, Recovery{false, Remains::Unknown, {}, down});
    QCOMPARE(answer.phases, QList{TaskPhase::Interrupted});
    QCOMPARE(answer.result.remains, Remains::Unknown);
    QCOMPARE(answer.result.error, down);
    QCOMPARE(answer.result.leftOvers, task.result.leftOvers);
    QCOMPARE(answer.note.level, LogLevel::Error);
}

void TestReconcile::theModelAcceptsTheAnswerFromEveryUnfinishedPhase()
{
    for (int i = 0; i <= int(TaskPhase::Interrupted); ++i) {
        if (needsReconciling(TaskPhase(i)))
            QVERIFY2(canFollow(TaskPhase(i), TaskPhase::Interrupted), phaseToken(TaskPhase(i)).constData());
    }
    QVERIFY(canFollow(TaskPhase::Interrupted, TaskPhase::Done));
}

QTEST_GUILESS_MAIN(TestReconcile)
#include "tst_reconcile.moc"
