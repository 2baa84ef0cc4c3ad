#include "models/taskjson.h"
#include "models/taskreport.h"

#include <QJsonDocument>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestTaskJson : public QObject
{
    Q_OBJECT

private slots:
    void aTaskComesBackAsItWas();
    void aTaskOfAnOlderStoreIsRead();
    void choicesOfAFindingAreReported();
    void pathsThatAreNoUtf8ComeBackByteForByte_data();
    void pathsThatAreNoUtf8ComeBackByteForByte();
    void numbersBeyondDoublesComeBackExactly();
    void damagedTasksAreRefused_data();
    void damagedTasksAreRefused();
    void theResultReportHasTheAgreedKeys();
    void aReportOfAFailureSaysWhy();
    void aBlockerIsTheErrorOfAFailedPrecheck();
    void whatIsNotKnownIsNull();
};

namespace {

MigrationTask fullTask()
{
    MigrationTask task;
    task.id = u"0123456789abcdef0123456789abcdef"_s;
    task.name = u"订单"_s;
    task.description = u"a\nb \"c\""_s;
    task.tags = {{u"env"_s, u"生产"_s}};
    task.plan.backups = {{"/b/1.sql"}, {"/b/\xff\xfe.sql", true}};
    task.plan.lastBackup = false;
    task.plan.stopAt = u"mysql-bin.000042:328"_s;
    task.appliedBackups = 1;
    task.chain.links = {{ChainLink::Kind::Full, 0, {}, u"bin.1:4"_s, {}, QDateTime::fromMSecsSinceEpoch(1700000000000, Qt::UTC), u"server id 7"_s, u"0-7-1"_s, 12, true, true, {}, {}},
                        {ChainLink::Kind::Incremental, 1, u"bin.3:4"_s, u"bin.3:99"_s, {}, {}, {}, {}, -1, false, false, "chain.gap", {"%1 is missing", {u"bin.2"_s}}}};
    task.chain.restorableTo = u"bin.1:4"_s;
    task.plan.target.connection = {"mariadb", u"db.example"_s, 3306, u"root"_s, {{u"ssl"_s, true}}};
    task.plan.target.database = "sh\xc3\x28op";
    task.plan.overwrite = true;
    task.plan.precheck = false;
    task.plan.acceptWarnings = true;
    task.plan.only = {u"a"_s};
    task.plan.renames = {{u"a"_s, u"b"_s}};
    task.plan.jobs = 4;
    task.plan.parts = RestoreRequest::Parts::SchemaOnly;
    task.plan.selection = {"17", "\xff\xfe"};
    task.plan.withPassword = true;
    task.plan.options = {{u"keepOld"_s, u"7"_s}};
    task.phase = TaskPhase::Failed;
    task.phaseBeforePause = TaskPhase::Loading;
    task.progress = {JobStep::Verifying, 5, 6, 7, u"t"_s};
    task.objects = {{.object = u"<film>"_s, .id = "0:7", .state = ObjectReport::State::Differs, .rowsRead = 0, .rowsInTarget = 5, .bytes = 1'000'000'000'000, .durationMs = 3},
                    {.object = u"INDEX a"_s, .id = {}, .state = ObjectReport::State::Failed}};
    task.throughput = {2000, {0, 17, 1'000'000'000'000}};
    task.createdUtc = QDateTime::fromMSecsSinceEpoch(1700000000123, Qt::UTC);
    task.startedUtc = task.createdUtc.addSecs(1);
    task.elapsedMs = 4242;
    task.findings = {{"space", FindingLevel::Warning, {"%1 left", {u"1 GiB"_s}}, {"Free some.", {}}, u"raw"_s, ErrorKind::NoSpace, "space.low",
                      {{"role:\xff", u"postgres"_s, {"Map the role", {}}, {"%1 objects", {u"12"_s}}}, {"noOwner", true, {"Without owners", {}}, {}}}}};
    task.evidence = PrecheckEvidence{QByteArray(32, '\x9a'), {{u"t"_s, 7, -1}}, true};
    task.journal = {{"staging-created", {{u"path"_s, u"/srv/.x"_s}}}};
    task.result.remains = Remains::Old;
    task.result.tables = 3;
    task.result.rows = 9;
    task.result.bytesRead = 77;
    task.result.statements = {10, 7, 2, 1};
    task.result.ledger = {{u"t"_s, 7, 6}};
    task.result.verification = {{"rows", FindingLevel::Blocker, {"short", {}}, {}, {}, ErrorKind::VerificationFailed, "rows.short"}};
    task.result.warnings = {{"w %1", {u"<x>"_s}}};
    task.result.leftOvers = {{LeftOver::Kind::KeptOld, "/srv/\xff.old", 12}};
    task.result.error = Error{ErrorKind::VerificationFailed, "rows.short", {"Table %1 lacks rows.", {u"t"_s}}, {"Look.", {}}, u"detail"_s};
    task.result.overwriteUndone = true;
    return task;
}

QJsonObject throughText(const QJsonObject& object) { return QJsonDocument::fromJson(QJsonDocument(object).toJson()).object(); }

} // namespace

void TestTaskJson::aTaskComesBackAsItWas()
{
    const MigrationTask task = fullTask();
    const auto read = fromJson<MigrationTask>(throughText(toJson(task)));
    QVERIFY(read);
    QCOMPARE(read->id, task.id);
    QCOMPARE(read->name, task.name);
    QCOMPARE(read->description, task.description);
    QCOMPARE(read->tags, task.tags);
    QVERIFY(read->plan == task.plan);
    QCOMPARE(read->phase, task.phase);
    QCOMPARE(read->phaseBeforePause, task.phaseBeforePause);
    QVERIFY(read->progress == task.progress);
    QCOMPARE(read->createdUtc, task.createdUtc);
    QCOMPARE(read->startedUtc, task.startedUtc);
    QVERIFY(!read->finishedUtc.isValid());
    QCOMPARE(read->elapsedMs, task.elapsedMs);
    QVERIFY(read->findings == task.findings);
    QVERIFY(read->evidence == task.evidence);
    QVERIFY(read->journal == task.journal);
    QVERIFY(read->result == task.result);
    QVERIFY(read->chain == task.chain);
    QCOMPARE(read->appliedBackups, 1);
}

void TestTaskJson::aTaskOfAnOlderStoreIsRead()
{
    QJsonObject object = toJson(fullTask());
    QJsonObject plan = object[u"plan"_s].toObject();
    for (const QString& key : {u"parts"_s, u"selection"_s, u"withPassword"_s, u"lastBackup"_s, u"stopAt"_s})
        plan.remove(key);
    object[u"plan"_s] = plan;
    object.remove(u"chain"_s);
    object.remove(u"appliedBackups"_s);
    const auto read = fromJson<MigrationTask>(object);
    QVERIFY(read);
    QCOMPARE(read->plan.parts, RestoreRequest::Parts::All);
    QCOMPARE(read->plan.selection, QByteArrayList());
    QVERIFY(!read->plan.withPassword);
    QVERIFY(read->plan.lastBackup);
    QVERIFY(read->chain.isEmpty());
}

void TestTaskJson::choicesOfAFindingAreReported()
{
    const QJsonArray fixes = findingReport(fullTask().findings.first())[u"fixes"_s].toArray();
    QCOMPARE(fixes.size(), 2);
    const QJsonObject noOwner{{u"option"_s, u"noOwner"_s}, {u"value"_s, true}, {u"label"_s, u"Without owners"_s}, {u"preview"_s, QString()}};
    QCOMPARE(fixes[1].toObject(), noOwner);
    QCOMPARE(fixes[0][u"preview"_s].toString(), u"12 objects"_s);
    QVERIFY(!findingReport(Finding{}).contains(u"fixes"_s));
}

void TestTaskJson::pathsThatAreNoUtf8ComeBackByteForByte_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("key");
    QTest::newRow("plain") << QByteArray("/b/a.sql") << u"place"_s;
    QTest::newRow("Chinese") << QByteArray("/b/订单.sql") << u"place"_s;
    QTest::newRow("bad bytes") << QByteArray("/b/\xff\x00\xfe\x80.sql", 12) << u"placeBase64"_s;
    QTest::newRow("lone surrogate") << QByteArray("\xed\xa0\x80") << u"placeBase64"_s;
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf" "a") << u"placeBase64"_s;
    QTest::newRow("empty") << QByteArray() << u"place"_s;
}

void TestTaskJson::pathsThatAreNoUtf8ComeBackByteForByte()
{
    QFETCH(QByteArray, path);
    QFETCH(QString, key);
    const QJsonObject object = throughText(toJson(LeftOver{LeftOver::Kind::Staging, path, 1}));
    QVERIFY(object.contains(key));
    const auto read = fromJson<LeftOver>(object);
    QVERIFY(read);
    QCOMPARE(read->place, path);
}

void TestTaskJson::numbersBeyondDoublesComeBackExactly()
{
    const LedgerRow row{u"t"_s, (1LL << 60) + 1, -1};
    const auto read = fromJson<LedgerRow>(throughText(toJson(row)));
    QVERIFY(read);
    QCOMPARE(read->read, row.read);
    QCOMPARE(read->inTarget, -1);
}

void TestTaskJson::damagedTasksAreRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("no phase") << u"phase"_s << QJsonValue(QJsonValue::Undefined);
    QTest::newRow("unknown phase") << u"phase"_s << QJsonValue(u"Finished"_s);
    QTest::newRow("no id") << u"id"_s << QJsonValue(QString());
    QTest::newRow("name is a number") << u"name"_s << QJsonValue(5);
    QTest::newRow("plan is a list") << u"plan"_s << QJsonValue(QJsonArray());
    QTest::newRow("plan is empty") << u"plan"_s << QJsonValue(QJsonObject());
    QTest::newRow("findings hold a number") << u"findings"_s << QJsonValue(QJsonArray{1});
    QTest::newRow("time is a word") << u"createdUtc"_s << QJsonValue(u"yesterday"_s);
    QTest::newRow("elapsed is no integer") << u"elapsedMs"_s << QJsonValue(1.5);
    QTest::newRow("evidence is broken") << u"evidence"_s << QJsonValue(QJsonObject());
    QTest::newRow("result is a word") << u"result"_s << QJsonValue(u"good"_s);
}

void TestTaskJson::damagedTasksAreRefused()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    QJsonObject object = toJson(fullTask());
    if (value.isUndefined())
        object.remove(key);
    else
        object[key] = value;
    QVERIFY(!fromJson<MigrationTask>(object));
}

void TestTaskJson::theResultReportHasTheAgreedKeys()
{
    MigrationTask task = fullTask();
    task.phase = TaskPhase::Done;
    task.result.error.reset();
    const QJsonObject report = resultReport(task);
    QCOMPARE(report[u"type"_s].toString(), u"result"_s);
    QCOMPARE(report[u"status"_s].toString(), u"Succeeded"_s);
    QCOMPARE(report[u"phase"_s].toString(), u"Done"_s);
    QCOMPARE(report[u"tables"_s].toInt(), 3);
    QCOMPARE(report[u"rows"_s].toInt(), 9);
    QCOMPARE(report[u"bytesRead"_s].toInt(), 77);
    const QJsonArray ledger{QJsonObject{{u"table"_s, u"t"_s}, {u"read"_s, 7}, {u"inTarget"_s, 6}}};
    QCOMPARE(report[u"ledger"_s].toArray(), ledger);
    QVERIFY(report[u"error"_s].isNull());
    QCOMPARE(report[u"warnings"_s].toArray(), QJsonArray{u"w <x>"_s});
    QCOMPARE(report[u"remains"_s].toString(), u"Old"_s);
    const QJsonObject statements{{u"found"_s, 10}, {u"executed"_s, 7}, {u"skipped"_s, 2}, {u"failed"_s, 1}};
    QCOMPARE(report[u"statements"_s].toObject(), statements);
    QCOMPARE(report[u"exitStatus"_s].toInt(-1), 0);
}

void TestTaskJson::aReportOfAFailureSaysWhy()
{
    const QJsonObject report = resultReport(fullTask());
    const QJsonObject error{{u"kind"_s, u"VerificationFailed"_s}, {u"code"_s, u"rows.short"_s}, {u"what"_s, u"Table t lacks rows."_s},
                            {u"hint"_s, u"Look."_s}, {u"detail"_s, u"detail"_s}};
    QCOMPARE(report[u"error"_s].toObject(), error);
}

void TestTaskJson::aBlockerIsTheErrorOfAFailedPrecheck()
{
    MigrationTask task;
    task.phase = TaskPhase::PrecheckFailed;
    task.findings = {{"complete", FindingLevel::Blocker, {"Cut.", {}}, {"Take another.", {}}, {}, ErrorKind::BackupUnusable, "backup.truncated"}};
    const QJsonObject error = resultReport(task)[u"error"_s].toObject();
    QCOMPARE(error[u"code"_s].toString(), u"backup.truncated"_s);
    QCOMPARE(error[u"hint"_s].toString(), u"Take another."_s);
}

void TestTaskJson::whatIsNotKnownIsNull()
{
    MigrationTask task;
    task.phase = TaskPhase::Loading;
    task.result.ledger = {{u"t"_s, -1, 6}};
    QVERIFY(resultReport(task)[u"ledger"_s][0][u"read"_s].isNull());
    const QJsonObject progress = progressReport(task);
    QVERIFY(progress[u"permille"_s].isNull());
    QVERIFY(progress[u"bytesTotal"_s].isNull());
    QVERIFY(progress[u"secondsLeft"_s].isNull());
    QVERIFY(taskReport(task)[u"finished"_s].isNull());
}

QTEST_GUILESS_MAIN(TestTaskJson)
#include "tst_taskjson.moc"
