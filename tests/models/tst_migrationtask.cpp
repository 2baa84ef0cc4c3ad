#include "models/migrationtask.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestMigrationTask : public QObject
{
    Q_OBJECT

private slots:
    void onlyTheListedPhasesFollowEachOther();
    void everyPhaseHasOneOfTheFourStatuses_data();
    void everyPhaseHasOneOfTheFourStatuses();
    void tokensComeBackAsTheSamePhase();
    void unknownTokensAreNoPhase();
    void everyJobStepHasItsPhase();
    void progressIsAShareOfTheBytes_data();
    void progressIsAShareOfTheBytes();
    void anOverwriteCanBeUndoneWhileTheOldDatabaseIsKept();
    void aRequestCarriesTheWholePlan();
    void namesKeepTheRules_data();
    void namesKeepTheRules();
    void anyTextBecomesALegalName_data();
    void anyTextBecomesALegalName();
    void descriptionsKeepTheRules();
    void tagsKeepTheRules_data();
    void tagsKeepTheRules();
    void aTaskHasUpToTenTagsWithDifferentKeys();
};

namespace {

QList<TaskPhase> allPhases()
{
    QList<TaskPhase> phases;
    for (int i = 0; i < taskPhaseCount; ++i)
        phases += TaskPhase(i);
    return phases;
}

} // namespace

void TestMigrationTask::onlyTheListedPhasesFollowEachOther()
{
    const QStringList expected{
        u"Queued: Prechecking Loading Replaying AwaitingBackup Paused Cancelling Failed Cancelled Interrupted"_s,
        u"Prechecking: NeedsDecision Loading Replaying Verifying AwaitingBackup Paused Cancelling PrecheckFailed Failed Interrupted"_s,
        u"NeedsDecision: Queued Prechecking Loading AwaitingBackup Cancelling Failed Cancelled Interrupted"_s,
        u"Loading: Indexing Replaying Verifying Paused Cancelling Failed Interrupted"_s,
        u"Indexing: Loading Replaying Verifying Paused Cancelling Failed Interrupted"_s,
        u"Replaying: Indexing Verifying AwaitingBackup Paused Cancelling Failed Interrupted"_s,
        u"Verifying: SwitchingOver AwaitingBackup Paused Cancelling Done DoneWithWarnings Failed Interrupted"_s,
        u"SwitchingOver: Verifying Done DoneWithWarnings Failed Interrupted"_s,
        u"AwaitingBackup: Queued Cancelling Failed"_s,
        u"Paused: Queued Prechecking NeedsDecision Loading Indexing Replaying Verifying SwitchingOver AwaitingBackup Cancelling Done DoneWithWarnings PrecheckFailed Failed Cancelled Interrupted"_s,
        u"Cancelling: AwaitingBackup Done DoneWithWarnings PrecheckFailed Failed Cancelled Interrupted"_s,
        u"Done:"_s,
        u"DoneWithWarnings:"_s,
        u"PrecheckFailed: Queued"_s,
        u"Failed: Queued"_s,
        u"Cancelled: Queued"_s,
        u"Interrupted: Queued Done DoneWithWarnings"_s,
    };
    QStringList actual;
    for (TaskPhase from : allPhases()) {
        QString line = QString::fromLatin1(phaseToken(from)) + u':';
        for (TaskPhase to : allPhases()) {
            if (canFollow(from, to))
                line += u' ' + QString::fromLatin1(phaseToken(to));
        }
        actual += line;
    }
    QCOMPARE(actual, expected);
}

void TestMigrationTask::everyPhaseHasOneOfTheFourStatuses_data()
{
    QTest::addColumn<TaskPhase>("phase");
    QTest::addColumn<QByteArray>("status");
    using enum TaskPhase;
    for (TaskPhase phase : {Queued, Prechecking, NeedsDecision, Loading, Indexing, Replaying, Verifying, SwitchingOver, AwaitingBackup, Paused, Cancelling})
        QTest::newRow(phaseToken(phase).constData()) << phase << QByteArray("Restoring");
    for (TaskPhase phase : {Done, DoneWithWarnings})
        QTest::newRow(phaseToken(phase).constData()) << phase << QByteArray("Succeeded");
    for (TaskPhase phase : {Failed, Cancelled, Interrupted})
        QTest::newRow(phaseToken(phase).constData()) << phase << QByteArray("Failed");
    QTest::newRow("PrecheckFailed") << PrecheckFailed << QByteArray("PrecheckFailed");
}

void TestMigrationTask::everyPhaseHasOneOfTheFourStatuses()
{
    QFETCH(TaskPhase, phase);
    QTEST(statusToken(statusOf(phase)), "status");
    QCOMPARE(isFinal(phase), statusOf(phase) != TaskStatus::Restoring);
    QCOMPARE(isRunning(phase), !isFinal(phase));
}

void TestMigrationTask::tokensComeBackAsTheSamePhase()
{
    QCOMPARE(taskPhaseCount, 17);
    for (TaskPhase phase : allPhases())
        QCOMPARE(phaseFromToken(phaseToken(phase)), std::optional(phase));
}

void TestMigrationTask::unknownTokensAreNoPhase()
{
    QCOMPARE(phaseFromToken("done"), std::nullopt);
    QCOMPARE(phaseFromToken(""), std::nullopt);
    QCOMPARE(phaseFromToken("Doned"), std::nullopt);
}

void TestMigrationTask::everyJobStepHasItsPhase()
{
    const QList<std::pair<JobStep, TaskPhase>> pairs{
        {JobStep::Prechecking, TaskPhase::Prechecking}, {JobStep::Loading, TaskPhase::Loading}, {JobStep::Indexing, TaskPhase::Indexing},
        {JobStep::Replaying, TaskPhase::Replaying}, {JobStep::Verifying, TaskPhase::Verifying}, {JobStep::SwitchingOver, TaskPhase::SwitchingOver}};
    for (const auto& [step, phase] : pairs)
        QCOMPARE(phaseOf(step), phase);
}

void TestMigrationTask::progressIsAShareOfTheBytes_data()
{
    QTest::addColumn<TaskPhase>("phase");
    QTest::addColumn<qint64>("done");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<int>("permille");
    QTest::newRow("waiting has not begun") << TaskPhase::Queued << 0LL << 0LL << 0;
    QTest::newRow("no measure") << TaskPhase::SwitchingOver << 5LL << 0LL << -1;
    QTest::newRow("numbers of the step before") << TaskPhase::Verifying << 50LL << 100LL << -1;
    QTest::newRow("paused keeps its place") << TaskPhase::Paused << 50LL << 100LL << 500;
    QTest::newRow("half") << TaskPhase::Loading << 50LL << 100LL << 500;
    QTest::newRow("almost is not all") << TaskPhase::Loading << 999999LL << 1000000LL << 999;
    QTest::newRow("petabytes") << TaskPhase::Loading << (1LL << 62) / 2 << (1LL << 62) << 500;
    QTest::newRow("more than all") << TaskPhase::Loading << 200LL << 100LL << 1000;
    QTest::newRow("failed keeps its place") << TaskPhase::Failed << 25LL << 100LL << 250;
    QTest::newRow("failed without a measure") << TaskPhase::Failed << 0LL << 0LL << 0;
    QTest::newRow("done is all") << TaskPhase::Done << 0LL << 0LL << 1000;
}

void TestMigrationTask::progressIsAShareOfTheBytes()
{
    QFETCH(qint64, done);
    QFETCH(qint64, total);
    MigrationTask task;
    QFETCH(TaskPhase, phase);
    task.phase = phase;
    task.progress.step = JobStep::Loading;
    task.progress.bytesDone = done;
    task.progress.bytesTotal = total;
    QTEST(task.progressPermille(), "permille");
}

void TestMigrationTask::anOverwriteCanBeUndoneWhileTheOldDatabaseIsKept()
{
    MigrationTask task;
    task.phase = TaskPhase::Done;
    task.plan.overwrite = true;
    QVERIFY(!task.canUndoOverwrite());
    task.result.leftOvers = {{LeftOver::Kind::Staging, "/srv/a.tmp", 1}};
    QVERIFY(!task.canUndoOverwrite());
    task.result.leftOvers += {LeftOver::Kind::KeptOld, "/srv/a.old", 1};
    QVERIFY(task.canUndoOverwrite());
    task.result.overwriteUndone = true;
    QVERIFY(!task.canUndoOverwrite());
    task.result.overwriteUndone = false;
    task.phase = TaskPhase::Failed;
    task.result.remains = Remains::Old;
    QVERIFY(!task.canUndoOverwrite());
    task.result.remains = Remains::New; // failed behind the switch-over
    QVERIFY(task.canUndoOverwrite());
}

void TestMigrationTask::aRequestCarriesTheWholePlan()
{
    MigrationTask task;
    task.id = u"0123456789abcdef0123456789abcdef"_s;
    task.plan.backups = {{"/b/1.sql"}, {"/b/2.sql"}};
    task.plan.target.database = "/t/a.db";
    task.plan.overwrite = true;
    task.plan.precheck = false;
    task.plan.only = {u"shop"_s};
    task.plan.renames = {{u"a"_s, u"b"_s}};
    task.plan.jobs = 3;
    task.plan.options = {{u"x"_s, 1}};
    task.evidence = PrecheckEvidence{"sha", {}, true};
    const RestoreRequest request = task.request(Credentials("pw"));
    QCOMPARE(request.taskId, task.id);
    QCOMPARE(request.backups, task.plan.backups);
    QCOMPARE(request.target, task.plan.target);
    QCOMPARE(request.credentials.password(), QByteArray("pw"));
    QVERIFY(request.overwrite);
    QVERIFY(!request.precheckDone);
    QCOMPARE(request.only, task.plan.only);
    QCOMPARE(request.renames, task.plan.renames);
    QCOMPARE(request.jobs, 3);
    QCOMPARE(request.options, task.plan.options);
    QVERIFY(request.evidence == task.evidence);
}

void TestMigrationTask::namesKeepTheRules_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("four letters") << u"shop"_s << true;
    QTest::newRow("three letters") << u"sho"_s << false;
    QTest::newRow("four Chinese letters") << u"订单备份"_s << true;
    QTest::newRow("three Chinese letters") << u"订单备"_s << false;
    QTest::newRow("Chinese, digits and signs") << u"订单-2024_01"_s << true;
    QTest::newRow("letters beyond 16 bits count once") << u"𠀀𠀁𠀂𠀃"_s << true;
    QTest::newRow("three letters beyond 16 bits") << u"𠀀𠀁𠀂"_s << false;
    QTest::newRow("Devanagari with its marks") << u"हिन्दी"_s << true;
    QTest::newRow("fifty") << QString(50, u'a') << true;
    QTest::newRow("fifty-one") << QString(51, u'a') << false;
    QTest::newRow("fifty Chinese") << QString(50, u'订') << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("begins with a digit") << u"1shop"_s << false;
    QTest::newRow("begins with a sign") << u"-shop"_s << false;
    QTest::newRow("begins with a mark") << u"\u0301shop"_s << false;
    QTest::newRow("blank inside") << u"my shop"_s << false;
    QTest::newRow("line break at the end") << u"shop\n"_s << false;
    QTest::newRow("dot") << u"shop.db"_s << false;
    QTest::newRow("Chinese punctuation") << u"订单，备份"_s << false;
    QTest::newRow("bidi override") << u"shop\u202egnp"_s << false;
    QTest::newRow("superscript is no digit") << u"shop²"_s << false;
    QTest::newRow("emoji") << u"shop😀"_s << false;
}

void TestMigrationTask::namesKeepTheRules()
{
    QFETCH(QString, name);
    QTEST(nameProblem(name).isEmpty(), "isGood");
}

void TestMigrationTask::anyTextBecomesALegalName_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("good already") << u"shop-2024"_s << u"shop-2024"_s;
    QTest::newRow("blanks") << u"my old  shop"_s << u"my-old-shop"_s;
    QTest::newRow("too short") << u"ab"_s << u"restore-ab"_s;
    QTest::newRow("nothing left") << u"2024.12!"_s << u"restore"_s;
    QTest::newRow("digits first") << u"01_shop"_s << u"shop"_s;
    QTest::newRow("too long") << QString(80, u'订') << QString(40, u'订');
    QTest::newRow("ends in signs") << u"shop (1)"_s << u"shop-1"_s;
    QTest::newRow("escaped bytes") << u"caf\\xe9.sql"_s << u"caf-xe9-sql"_s;
}

void TestMigrationTask::anyTextBecomesALegalName()
{
    QFETCH(QString, text);
    QTEST(legalName(text), "name");
    QVERIFY(nameProblem(legalName(text)).isEmpty());
}

void TestMigrationTask::descriptionsKeepTheRules()
{
    QVERIFY(descriptionProblem(QString()).isEmpty());
    QVERIFY(descriptionProblem(QString(256, u'字')).isEmpty());
    QVERIFY(!descriptionProblem(QString(257, u'字')).isEmpty());
}

void TestMigrationTask::tagsKeepTheRules_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("plain") << u"env"_s << u"prod"_s << true;
    QTest::newRow("empty value") << u"env"_s << QString() << true;
    QTest::newRow("Chinese") << u"环境"_s << u"生产"_s << true;
    QTest::newRow("empty key") << QString() << u"x"_s << false;
    QTest::newRow("longest") << QString(36, u'k') << QString(43, u'v') << true;
    QTest::newRow("key too long") << QString(37, u'k') << QString() << false;
    QTest::newRow("value too long") << u"k"_s << QString(44, u'v') << false;
    QTest::newRow("sign in key") << u"a=b"_s << QString() << false;
    QTest::newRow("blank in value") << u"a"_s << u"b c"_s << false;
}

void TestMigrationTask::tagsKeepTheRules()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    QTEST(tagProblem({key, value}).isEmpty(), "isGood");
}

void TestMigrationTask::aTaskHasUpToTenTagsWithDifferentKeys()
{
    QList<TaskTag> tags;
    for (int i = 0; i < 10; ++i)
        tags += {u"key%1"_s.arg(i), {}};
    QVERIFY(tagsProblem(tags).isEmpty());
    QVERIFY(!tagsProblem(tags + QList<TaskTag>{{u"more"_s, {}}}).isEmpty());
    QVERIFY(!tagsProblem({{u"same"_s, {}}, {u"same"_s, u"x"_s}}).isEmpty());
}

QTEST_GUILESS_MAIN(TestMigrationTask)
#include "tst_migrationtask.moc"
