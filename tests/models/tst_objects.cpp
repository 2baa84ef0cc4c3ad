#include "models/failedobjects.h"
#include "models/objectreports.h"
#include "models/objectsmodel.h"
#include "models/statustext.h"
#include "tests/models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;
using State = ObjectReport::State;

/// The objects of a restore: gathered, shown, and retried when they failed.
class TestObjects : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }
    void reportsOfOneObjectAddUp();
    void atTheEndEveryObjectStandsBesideItsLedger();
    void whatWasUnderWayWhenItEndedWasStopped();
    void anOldTaskShowsItsLedger();
    void rowsKeepTheirPlacesWhileARestoreRuns();
    void aRowIsSpokenInOneSentence();
    void onlyWhatFailedIsRetriedIntoADatabaseOfItsOwn();
    void whatCannotBeRetriedAloneSaysWhy_data();
    void whatCannotBeRetriedAloneSaysWhy();
    void aLongDatabaseNameIsCutBetweenCharacters();
};

namespace {

MigrationTask failedTask()
{
    MigrationTask task;
    task.id = u"1"_s;
    task.name = u"shop"_s;
    task.tags = {{u"env"_s, u"test"_s}};
    task.phase = TaskPhase::Failed;
    task.plan.backups = {{"/b/shop.dump"}};
    task.plan.target.connection.engineId = "postgresql";
    task.plan.target.database = "shop";
    task.plan.overwrite = true;
    task.plan.options = {{u"intoExisting"_s, true}, {u"noOwner"_s, true}};
    task.objects = {{.object = u"public.film"_s, .id = "0:7", .state = State::Failed, .rowsRead = 10},
                    {.object = u"public.actor"_s, .id = "0:8", .state = State::Stopped, .rowsRead = 4},
                    {.object = u"INDEX film_key"_s, .id = "0:7", .state = State::Failed}};
    return task;
}

} // namespace

void TestObjects::reportsOfOneObjectAddUp()
{
    ObjectReports reports;
    reports.add({.object = u"film"_s, .id = "0:7", .state = State::Loaded, .rowsRead = 6, .bytes = 120, .durationMs = 40});
    reports.add({.object = u"actor"_s, .id = {}, .state = State::Loading, .rowsRead = 1});
    reports.add({.object = u"film"_s, .id = {}, .state = State::Verified, .rowsInTarget = 6});
    QCOMPARE(reports.all().size(), 2);
    const ObjectReport whole{.object = u"film"_s, .id = "0:7", .state = State::Verified, .rowsRead = 6, .rowsInTarget = 6, .bytes = 120, .durationMs = 40};
    QCOMPARE(reports.all().first(), whole);
}

void TestObjects::atTheEndEveryObjectStandsBesideItsLedger()
{
    ObjectReports reports;
    reports.add({.object = u"film"_s, .id = {}, .state = State::Loaded, .rowsRead = 6, .bytes = 120});
    reports.finish({{u"film"_s, 6, 6}, {u"copied"_s, 3, 2}, {u"virtual"_s, -1, 8}}, true);
    QCOMPARE(reports.all().size(), 3);
    QCOMPARE(reports.all()[0].state, State::Verified);
    QCOMPARE(reports.all()[0].bytes, 120);
    QCOMPARE(reports.all()[1].state, State::Differs);
    QCOMPARE(reports.all()[2].state, State::Loaded);
}

void TestObjects::whatWasUnderWayWhenItEndedWasStopped()
{
    ObjectReports reports;
    reports.add({.object = u"film"_s, .id = {}, .state = State::Failed});
    reports.add({.object = u"actor"_s, .id = {}, .state = State::Loading});
    reports.finish({{u"later"_s, 7, -1}}, false);
    QCOMPARE(reports.all()[0].state, State::Failed);
    QCOMPARE(reports.all()[1].state, State::Stopped);
    QCOMPARE(reports.all()[2].state, State::Stopped);
}

void TestObjects::anOldTaskShowsItsLedger()
{
    MigrationTask task;
    task.phase = TaskPhase::Done;
    task.result.ledger = {{u"film"_s, 6, 6}};
    QCOMPARE(shownObjects(task).size(), 1);
    QCOMPARE(shownObjects(task).first().state, State::Verified);
    task.objects = {{.object = u"actor"_s, .id = {}, .state = State::Loaded}};
    QCOMPARE(shownObjects(task), task.objects);
}

void TestObjects::rowsKeepTheirPlacesWhileARestoreRuns()
{
    ObjectsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<ObjectReport> objects{{.object = u"film"_s, .id = {}, .state = State::Loading, .rowsRead = 1}};
    model.setObjects(objects);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset), changed(&model, &QAbstractItemModel::dataChanged), inserted(&model, &QAbstractItemModel::rowsInserted);
    objects[0] = {.object = u"film"_s, .id = {}, .state = State::Verified, .rowsRead = 1'234, .rowsInTarget = 1'234, .bytes = 2048, .durationMs = 250};
    objects += {.object = u"actor"_s, .id = {}, .state = State::Loading};
    model.setObjects(objects);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(printed(model), QStringList({u"film | Verified | 1,234 | 1,234 | 2.0 KiB | 0.25 s"_s, u"actor | Loading |  |  |  | "_s}));
    QCOMPARE(model.count(State::Verified), 1);
    model.setObjects({{.object = u"other"_s, .id = {}, .state = State::Loading}});
    QCOMPARE(reset.size(), 1);
}

void TestObjects::aRowIsSpokenInOneSentence()
{
    ObjectsModel model;
    model.setObjects({{.object = u"<b>film"_s, .id = {}, .state = State::Differs, .rowsRead = 12, .rowsInTarget = 11}});
    QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(), u"<b>film, Rows differ, Rows read 12, Rows in target 11"_s);
    QCOMPARE(model.index(0, 0).data(Qt::ToolTipRole).toString(), u"&lt;b&gt;film"_s);
}

void TestObjects::onlyWhatFailedIsRetriedIntoADatabaseOfItsOwn()
{
    const FailedObjects failed = failedObjectsOf(failedTask());
    QVERIFY2(failed.whyNot.isEmpty(), failed.whyNot.source.constData());
    QCOMPARE(failed.names, QStringList({u"public.film"_s, u"INDEX film_key"_s}));
    QCOMPARE(failed.ids, QByteArrayList{"0:7"});
    const MigrationTask draft = draftOfFailedObjects(failedTask(), u"shop-failed"_s);
    QCOMPARE(draft.name, u"shop-failed"_s);
    QVERIFY(draft.id.isEmpty());
    QCOMPARE(draft.plan.selection, QByteArrayList{"0:7"});
    QCOMPARE(draft.plan.target.database, QByteArray("shop_failed"));
    QVERIFY(!draft.plan.overwrite);
    QCOMPARE(draft.plan.options, (QVariantMap{{u"noOwner"_s, true}}));
    QCOMPARE(draft.plan.backups, failedTask().plan.backups);
    QVERIFY(draft.plan.precheck);
}

void TestObjects::whatCannotBeRetriedAloneSaysWhy_data()
{
    QTest::addColumn<MigrationTask>("task");
    MigrationTask done = failedTask();
    done.phase = TaskPhase::Done;
    QTest::newRow("succeeded") << done;
    MigrationTask nothing = failedTask();
    nothing.objects.resize(2);
    nothing.objects[0].state = State::Stopped;
    QTest::newRow("no single object") << nothing;
    MigrationTask whole = failedTask();
    for (ObjectReport& object : whole.objects)
        object.id.clear();
    QTest::newRow("an engine that restores as a whole") << whole;
    MigrationTask chain = failedTask();
    chain.plan.backups += BackupFile{"/b/log.1", true};
    QTest::newRow("a chain") << chain;
    MigrationTask rows = failedTask();
    rows.plan.parts = RestoreRequest::Parts::DataOnly;
    QTest::newRow("rows alone") << rows;
    MigrationTask several = failedTask();
    several.plan.only = {u"shop"_s, u"crm"_s};
    QTest::newRow("several databases") << several;
}

void TestObjects::whatCannotBeRetriedAloneSaysWhy()
{
    QFETCH(MigrationTask, task);
    QVERIFY(!translated(failedObjectsOf(task).whyNot).isEmpty());
}

void TestObjects::aLongDatabaseNameIsCutBetweenCharacters()
{
    MigrationTask task = failedTask();
    task.plan.target.database = QByteArray("ab") + QString(30, u'库').toUtf8();
    const QByteArray name = draftOfFailedObjects(task, u"x"_s).plan.target.database;
    QVERIFY(name.size() <= 63);
    QVERIFY(QUtf8StringView(name).isValidUtf8());
    QVERIFY(name.endsWith("_failed"));
}

QTEST_APPLESS_MAIN(TestObjects)
#include "tst_objects.moc"
