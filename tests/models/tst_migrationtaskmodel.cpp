#include "models/migrationtaskmodel.h"
#include "models/taskfiltermodel.h"
#include "tests/models/modeltext.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;
using Model = MigrationTaskModel;

class TestMigrationTaskModel : public QObject
{
    Q_OBJECT

private slots:
    void aDraftBecomesAQueuedTaskWithAnId();
    void aDraftWithTheIdOfAnotherIsNotTaken();
    void aTasksStoryIsShownInWords();
    void failuresSayTheirReasonBesideTheWord_data();
    void failuresSayTheirReasonBesideTheWord();
    void aPhaseThatCannotFollowIsRefused();
    void progressTouchesItsColumnsOnlyAndIsNotSaved();
    void retryingForgetsTheLastAttemptButNotTheJournal();
    void runningTasksAreNotRemoved();
    void removalFromTheMiddleKeepsEveryTaskFindable();
    void aBatchInManyPiecesIsRemovedAtOnce();
    void namesAreTakenWithoutRegardToCase();
    void editingKeepsTheRules();
    void proposedNamesAreFreeAndLegal();
    void aChangeOfLanguageIsOneDataChanged();
    void hostileTextIsShownHarmless();
    void aScreenReaderHearsNameStatusAndProgress();
    void theFilterKeepsWhatWasAskedFor();
    void newestStartsComeFirst();
    void heldRowsStayWhereTheyAre();
    void rowsStayInOrderWhateverChanges_data();
    void rowsStayInOrderWhateverChanges();
    void manyMovesAreMadeTogether();
    void aNewFilterMakesTheListAnewInOneStep();
    void hundredThousandTasksTakeTenThousandUpdatesInASecond();
};

namespace {

MigrationTask draft(const QString& name, const QByteArray& backup = "/b/shop.sql", const QByteArray& target = "/srv/shop.db")
{
    MigrationTask task;
    task.id = name + u"-id"_s;
    task.name = name;
    task.plan.backups = {{backup}};
    task.plan.target.connection.engineId = "sqlite";
    task.plan.target.database = target;
    return task;
}

TaskUpdate phase(const QString& name, TaskPhase next)
{
    TaskUpdate update;
    update.taskId = name + u"-id"_s;
    update.phase = next;
    return update;
}

void walk(Model& model, const QString& name, std::initializer_list<TaskPhase> phases)
{
    for (TaskPhase next : phases)
        model.apply(phase(name, next));
}

QString cell(const Model& model, int row, Model::Column column) { return model.index(row, column).data().toString(); }

// "Target" and the like change with the columns; the tests print those that tell the story.
const QList<int> storyColumns{Model::NameColumn, Model::StatusColumn, Model::PhaseColumn, Model::ProgressColumn, Model::RowsColumn,
                              Model::ResultColumn};

} // namespace

void TestMigrationTaskModel::aDraftBecomesAQueuedTaskWithAnId()
{
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy added(&model, &Model::taskAdded);
    MigrationTask first = draft(u"shop"_s);
    first.id.clear();
    first.phase = TaskPhase::Done;
    model.addDrafts({first, draft(u"depot"_s)});
    QCOMPARE(added.size(), 2);
    QCOMPARE(model.rowCount(), 2);
    const MigrationTask& task = model.taskAt(0);
    QCOMPARE(task.id.size(), 32);
    QCOMPARE(task.phase, TaskPhase::Queued);
    QVERIFY(task.createdUtc.isValid());
    QCOMPARE(model.rowOf(task.id), 0);
    QCOMPARE(model.task(u"depot-id"_s)->name, u"depot"_s);
    QCOMPARE(model.task(u"nobody"_s), nullptr);
}

void TestMigrationTaskModel::aDraftWithTheIdOfAnotherIsNotTaken()
{
    Model model;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"id of another task"_s));
    model.addDrafts({draft(u"shop"_s), draft(u"shop"_s)});
    QCOMPARE(model.rowCount(), 1);
}

void TestMigrationTaskModel::aTasksStoryIsShownInWords()
{
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QStringList story;
    connect(&model, &Model::taskChanged, this, [&] { story += printed(model, storyColumns); });
    model.addDrafts({draft(u"shop"_s)});
    walk(model, u"shop"_s, {TaskPhase::Prechecking, TaskPhase::Loading});
    TaskUpdate tick;
    tick.taskId = u"shop-id"_s;
    tick.progress = JobProgress{JobStep::Loading, 42, 100, 1234, u"orders"_s};
    model.apply(tick);
    walk(model, u"shop"_s, {TaskPhase::Paused, TaskPhase::Loading, TaskPhase::Verifying, TaskPhase::SwitchingOver});
    TaskUpdate end = phase(u"shop"_s, TaskPhase::DoneWithWarnings);
    end.result = TaskResult{};
    end.result->tables = 11;
    end.result->rows = 15607;
    end.result->warnings = {{"Two rows break a foreign key.", {}}};
    model.apply(end);
    QCOMPARE(story, QStringList({
        u"shop | Restoring | Prechecking |  |  | "_s,
        u"shop | Restoring | Loading |  |  | "_s,
        u"shop | Restoring | Paused | 42 % | 1,234 | orders"_s,
        u"shop | Restoring | Loading | 42 % | 1,234 | orders"_s,
        u"shop | Restoring | Verifying |  | 1,234 | orders"_s,
        u"shop | Restoring | Switching over |  | 1,234 | orders"_s,
        u"shop | Succeeded · 1 warning(s) | Done with warnings | 100 % | 15,607 | Tables: 11, rows: 15,607, verified. Two rows break a foreign key."_s,
    }));
}

void TestMigrationTaskModel::failuresSayTheirReasonBesideTheWord_data()
{
    QTest::addColumn<TaskPhase>("phase");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("result");
    QTest::newRow("failed") << TaskPhase::Failed << u"Failed · No space"_s << u"The disk is full."_s;
    QTest::newRow("cancelled") << TaskPhase::Cancelled << u"Failed · Cancelled"_s << u"The target is as it was before."_s;
    QTest::newRow("interrupted") << TaskPhase::Interrupted << u"Failed · Interrupted"_s << u"The target is as it was before."_s;
    QTest::newRow("precheck") << TaskPhase::PrecheckFailed << u"Precheck failed"_s << u"The file is cut."_s;
    QTest::newRow("undecided") << TaskPhase::NeedsDecision << u"Restoring"_s << u"1 question(s) to decide"_s;
}

void TestMigrationTaskModel::failuresSayTheirReasonBesideTheWord()
{
    QFETCH(TaskPhase, phase);
    MigrationTask task = draft(u"shop"_s);
    task.phase = phase;
    task.result.remains = Remains::Old;
    task.result.error = Error{ErrorKind::NoSpace, "space", {"The disk is full.", {}}, {}, {}};
    task.findings = {{"space", FindingLevel::NotCheckable, {"Unknown.", {}}, {}, {}, {}, {}},
                     {"complete", FindingLevel::Blocker, {"The file is cut.", {}}, {}, {}, ErrorKind::BackupUnusable, "cut"}};
    Model model;
    model.load({task});
    QTEST(cell(model, 0, Model::StatusColumn), "status");
    QTEST(cell(model, 0, Model::ResultColumn), "result");
}

void TestMigrationTaskModel::aPhaseThatCannotFollowIsRefused()
{
    Model model;
    model.addDrafts({draft(u"shop"_s)});
    QSignalSpy changed(&model, &Model::dataChanged);
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(u"is Queued and cannot become Done"_s));
    TaskUpdate update = phase(u"shop"_s, TaskPhase::Done);
    update.elapsedMs = 5;
    model.apply(update);
    QCOMPARE(model.taskAt(0).phase, TaskPhase::Queued);
    QCOMPARE(model.taskAt(0).elapsedMs, 0);
    QCOMPARE(changed.size(), 0);
}

void TestMigrationTaskModel::progressTouchesItsColumnsOnlyAndIsNotSaved()
{
    Model model;
    model.addDrafts({draft(u"depot"_s), draft(u"shop"_s)});
    walk(model, u"shop"_s, {TaskPhase::Loading});
    QSignalSpy changed(&model, &Model::dataChanged), saved(&model, &Model::taskChanged);
    TaskUpdate tick;
    tick.taskId = u"shop-id"_s;
    tick.progress = JobProgress{JobStep::Loading, 1, 2, 3, {}};
    tick.bytesPerSecond = 2048;
    model.apply(tick);
    QSet<int> columns;
    for (const QList<QVariant>& signal : changed) {
        const auto from = signal[0].toModelIndex(), to = signal[1].toModelIndex();
        QCOMPARE(from.row(), 1);
        QCOMPARE(to.row(), 1);
        for (int column = from.column(); column <= to.column(); ++column)
            columns += column;
    }
    QCOMPARE(columns, QSet<int>({Model::ProgressColumn, Model::RowsColumn, Model::SpeedColumn, Model::ResultColumn}));
    QCOMPARE(saved.size(), 0);
    changed.clear();
    model.apply(tick); // nothing new
    QCOMPARE(changed.size(), 0);
}

void TestMigrationTaskModel::retryingForgetsTheLastAttemptButNotTheJournal()
{
    Model model;
    model.addDrafts({draft(u"shop"_s)});
    walk(model, u"shop"_s, {TaskPhase::Loading});
    TaskUpdate end = phase(u"shop"_s, TaskPhase::Failed);
    end.journalEntry = JournalEntry{"staging-created", {}};
    end.findings = QList<Finding>{{}};
    end.result = TaskResult{};
    end.result->error = Error{};
    end.result->leftOvers = {{LeftOver::Kind::Staging, "/srv/.tmp", 1}};
    end.elapsedMs = 1000;
    model.apply(end);
    walk(model, u"shop"_s, {TaskPhase::Queued});
    const MigrationTask& task = model.taskAt(0);
    QVERIFY(!task.result.error);
    QVERIFY(task.findings.isEmpty());
    QCOMPARE(task.elapsedMs, 0);
    QCOMPARE(task.journal.size(), 1);
    QCOMPARE(task.result.leftOvers.size(), 1);
}

void TestMigrationTaskModel::runningTasksAreNotRemoved()
{
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.addDrafts({draft(u"shop"_s), draft(u"depot"_s)});
    walk(model, u"depot"_s, {TaskPhase::Cancelled});
    QSignalSpy removed(&model, &Model::taskRemoved);
    QCOMPARE(model.remove({u"shop-id"_s, u"depot-id"_s, u"nobody"_s}), QStringList{u"shop"_s});
    QCOMPARE(printed(model, {Model::NameColumn}), QStringList{u"shop"_s});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed[0][0].toString(), u"depot-id"_s);
}

void TestMigrationTaskModel::removalFromTheMiddleKeepsEveryTaskFindable()
{
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    TaskFilterModel filter;
    filter.setSourceModel(&model);
    QList<MigrationTask> tasks;
    for (const QString& name : {u"aaaa"_s, u"bbbb"_s, u"cccc"_s, u"dddd"_s, u"eeee"_s, u"ffff"_s}) {
        tasks += draft(name);
        tasks.last().phase = TaskPhase::Failed;
    }
    model.load(tasks);
    QCOMPARE(model.remove({u"bbbb-id"_s, u"cccc-id"_s, u"eeee-id"_s}), QStringList());
    QCOMPARE(printed(model, {Model::NameColumn}), QStringList({u"aaaa"_s, u"dddd"_s, u"ffff"_s}));
    QCOMPARE(filter.rowCount(), 3);
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.rowOf(model.taskAt(row).id), row);
    QCOMPARE(model.rowOf(u"cccc-id"_s), -1);
    QVERIFY(!model.isNameTaken(u"cccc"_s));
}

void TestMigrationTaskModel::aBatchInManyPiecesIsRemovedAtOnce()
{
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QList<MigrationTask> tasks;
    QStringList every2nd;
    for (int i = 0; i < 400; ++i) {
        tasks += draft(u"task%1"_s.arg(i));
        tasks.last().phase = TaskPhase::Done;
        if (i % 2)
            every2nd += tasks.last().id;
    }
    model.load(tasks);
    QSignalSpy resets(&model, &Model::modelReset);
    model.remove(every2nd);
    QCOMPARE(resets.size(), 1);
    QCOMPARE(model.rowCount(), 200);
    for (int row = 0; row < 200; ++row) {
        QCOMPARE(model.taskAt(row).name, u"task%1"_s.arg(row * 2));
        QCOMPARE(model.rowOf(model.taskAt(row).id), row);
    }
}

void TestMigrationTaskModel::namesAreTakenWithoutRegardToCase()
{
    Model model;
    MigrationTask twin = draft(u"SHOP"_s);
    twin.phase = TaskPhase::Failed;
    MigrationTask other = draft(u"Shop"_s);
    other.phase = TaskPhase::Failed;
    model.load({twin, other});
    QVERIFY(model.isNameTaken(u"shop"_s));
    model.remove({twin.id});
    QVERIFY(model.isNameTaken(u"shop"_s));
    model.remove({other.id});
    QVERIFY(!model.isNameTaken(u"shop"_s));
}

void TestMigrationTaskModel::editingKeepsTheRules()
{
    Model model;
    model.addDrafts({draft(u"shop"_s), draft(u"depot"_s)});
    QSignalSpy saved(&model, &Model::taskChanged);
    QVERIFY(!model.edit(u"shop-id"_s, u"DEPOT"_s, {}, {}).isEmpty());
    QVERIFY(!model.edit(u"shop-id"_s, u"x"_s, {}, {}).isEmpty());
    QVERIFY(!model.edit(u"shop-id"_s, u"shop"_s, QString(300, u'x'), {}).isEmpty());
    QVERIFY(!model.edit(u"shop-id"_s, u"shop"_s, {}, {{u"a b"_s, {}}}).isEmpty());
    QVERIFY(!model.edit(u"nobody"_s, u"shop"_s, {}, {}).isEmpty());
    QCOMPARE(saved.size(), 0);
    QVERIFY(model.edit(u"shop-id"_s, u"Shop"_s, u"the big one"_s, {{u"env"_s, u"prod"_s}}).isEmpty());
    QCOMPARE(saved.size(), 1);
    QCOMPARE(model.taskAt(0).name, u"Shop"_s);
    QVERIFY(model.edit(u"shop-id"_s, u"market"_s, {}, {}).isEmpty());
    QVERIFY(!model.isNameTaken(u"shop"_s));
    QVERIFY(model.isNameTaken(u"market"_s));
}

void TestMigrationTaskModel::proposedNamesAreFreeAndLegal()
{
    Model model;
    QCOMPARE(model.proposedName(u"/srv/backups/shop.sql.gz"_s), u"shop"_s);
    model.addDrafts({draft(u"shop"_s), draft(u"Shop-2"_s)});
    QCOMPARE(model.proposedName(u"/srv/backups/shop.sql.gz"_s), u"shop-3"_s);
    QCOMPARE(model.proposedName(u"/srv/.sql"_s), u"restore-sql"_s);
    QCOMPARE(model.proposedName(QString()), u"restore"_s);
}

void TestMigrationTaskModel::aChangeOfLanguageIsOneDataChanged()
{
    Model model;
    model.addDrafts({draft(u"shop"_s), draft(u"depot"_s)});
    QSignalSpy changed(&model, &Model::dataChanged), headers(&model, &Model::headerDataChanged);
    model.retranslate();
    QCOMPARE(headers.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toModelIndex(), model.index(0, 0));
    QCOMPARE(changed[0][1].toModelIndex(), model.index(1, Model::ColumnCount - 1));
}

void TestMigrationTaskModel::hostileTextIsShownHarmless()
{
    Model model;
    MigrationTask task = draft(u"shop"_s, "/b/\xff<b>x</b>\n.sql", "/srv/\xe2\x80\xae.db");
    task.description = u"<img src=x>"_s;
    model.load({task});
    QCOMPARE(cell(model, 0, Model::BackupColumn), u"b>\\u{a}.sql"_s);
    QCOMPARE(cell(model, 0, Model::TargetColumn), u"sqlite:///srv/\\u{202e}.db"_s);
    QCOMPARE(model.index(0, Model::NameColumn).data(Qt::ToolTipRole).toString(), u"&lt;img src=x&gt;"_s);
    QVERIFY(!model.index(0, Model::BackupColumn).data(Qt::ToolTipRole).toString().contains(u'<'));
}

void TestMigrationTaskModel::aScreenReaderHearsNameStatusAndProgress()
{
    Model model;
    model.addDrafts({draft(u"shop"_s)});
    walk(model, u"shop"_s, {TaskPhase::Loading});
    TaskUpdate tick;
    tick.taskId = u"shop-id"_s;
    tick.progress = JobProgress{JobStep::Loading, 42, 100, 0, {}};
    model.apply(tick);
    const QModelIndex name = model.index(0, Model::NameColumn);
    QCOMPARE(name.data(Qt::AccessibleTextRole).toString(), u"Task shop, Restoring, Loading, progress 42 %"_s);
    walk(model, u"shop"_s, {TaskPhase::Failed});
    QCOMPARE(name.data(Qt::AccessibleTextRole).toString(), u"Task shop, Failed"_s);
}

void TestMigrationTaskModel::theFilterKeepsWhatWasAskedFor()
{
    Model model;
    TaskFilterModel filter;
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(&model);
    filter.sort(Model::NameColumn, Qt::AscendingOrder);
    MigrationTask done = draft(u"Depot"_s, "/b/Depot.dump", "/srv/a.db");
    done.phase = TaskPhase::Done;
    MigrationTask failed = draft(u"market"_s, "/b/m.dump", "/srv/B.db");
    failed.phase = TaskPhase::Failed;
    failed.plan.target.connection.engineId = "mariadb";
    failed.tags = {{u"env"_s, u"Prod"_s}};
    model.load({draft(u"shop"_s), done, failed});
    const auto shown = [&] { return printed(filter, {Model::NameColumn}); };
    QCOMPARE(shown(), QStringList({u"Depot"_s, u"market"_s, u"shop"_s}));
    filter.setStatuses({TaskStatus::Succeeded, TaskStatus::Failed});
    QCOMPARE(shown(), QStringList({u"Depot"_s, u"market"_s}));
    filter.setQuery({.engineIds = {"mariadb"}});
    QCOMPARE(shown(), QStringList({u"market"_s}));
    filter.setStatuses({});
    filter.setQuery({});
    filter.setSearchText(u"DEPOT dump"_s);
    QCOMPARE(shown(), QStringList({u"Depot"_s}));
    filter.setSearchText(u"/srv/b.DB"_s);
    QCOMPARE(shown(), QStringList({u"market"_s}));
    filter.setSearchText(u"env=prod"_s);
    QCOMPARE(shown(), QStringList({u"market"_s}));
    filter.setSearchText(u"  "_s);
    QCOMPARE(filter.rowCount(), 3);
}

void TestMigrationTaskModel::newestStartsComeFirst()
{
    Model model;
    TaskFilterModel filter;
    filter.setSourceModel(&model);
    QList<MigrationTask> tasks{draft(u"first"_s), draft(u"third"_s), draft(u"second"_s)};
    const QDateTime noon = QDateTime::fromString(u"2024-01-01T12:00:00Z"_s, Qt::ISODate);
    tasks[0].startedUtc = noon;
    tasks[1].createdUtc = noon.addSecs(120); // waiting: by the time it was made
    tasks[2].startedUtc = noon.addSecs(60);
    model.load(tasks);
    QCOMPARE(printed(filter, {Model::NameColumn}), QStringList({u"third"_s, u"second"_s, u"first"_s}));
}

void TestMigrationTaskModel::heldRowsStayWhereTheyAre()
{
    Model model;
    TaskFilterModel filter;
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(&model);
    filter.sort(Model::StatusColumn, Qt::AscendingOrder);
    model.addDrafts({draft(u"shop"_s), draft(u"depot"_s)});
    filter.setHeld(true);
    walk(model, u"shop"_s, {TaskPhase::Cancelled});
    QCOMPARE(printed(filter, {Model::NameColumn}), QStringList({u"shop"_s, u"depot"_s}));
    model.addDrafts({draft(u"market"_s)});
    QCOMPARE(filter.rowCount(), 3);
    filter.setHeld(false);
    QCOMPARE(printed(filter, {Model::NameColumn}), QStringList({u"depot"_s, u"market"_s, u"shop"_s}));
}

void TestMigrationTaskModel::rowsStayInOrderWhateverChanges_data()
{
    QTest::addColumn<int>("column");
    QTest::newRow("numbers") << int(Model::RowsColumn);
    QTest::newRow("texts") << int(Model::NameColumn);
    QTest::newRow("words of the language") << int(Model::ResultColumn);
}

void TestMigrationTaskModel::rowsStayInOrderWhateverChanges()
{
    QFETCH(int, column);
    Model model;
    TaskFilterModel filter;
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(&model);
    QList<MigrationTask> tasks;
    for (int i = 0; i < 60; ++i) {
        tasks += draft(u"%1task%2"_s.arg(QChar(i % 2 ? u'B' : u'a')).arg(i * 37 % 60));
        tasks.last().phase = i % 3 ? TaskPhase::Failed : TaskPhase::Loading;
        tasks.last().progress.rowsDone = i * 41 % 60;
    }
    const auto isInOrder = [&] {
        for (int row = 1; row < filter.rowCount(); ++row) {
            const QVariant before = filter.index(row - 1, column).data(Model::SortRole), after = filter.index(row, column).data(Model::SortRole);
            if (before.typeId() == QMetaType::LongLong ? before.toLongLong() > after.toLongLong() : before.toString().toCaseFolded() > after.toString().toCaseFolded())
                return false;
        }
        return true;
    };
    model.load(tasks);
    filter.sort(column);
    QVERIFY(isInOrder());
    QCOMPARE(model.remove({tasks[4].id, tasks[5].id, tasks[40].id}), QStringList());
    model.apply({.taskId = tasks[0].id, .progress = JobProgress{JobStep::Loading, 1, 2, 33, u"orders"_s}});
    QVERIFY(model.edit(tasks[7].id, u"zebra"_s, {}, {}).isEmpty());
    QVERIFY(isInOrder());
    model.addDrafts({draft(u"mmmm"_s), draft(u"Aaaa"_s)});
    QVERIFY(isInOrder());
    filter.setSearchText(u"task"_s);
    filter.setSearchText({});
    QCOMPARE(filter.rowCount(), 59);
    QVERIFY(isInOrder());
    model.retranslate();
    QVERIFY(isInOrder());
}

void TestMigrationTaskModel::manyMovesAreMadeTogether()
{
    QList<MigrationTask> tasks;
    for (int i = 0; i < 3000; ++i) {
        tasks += draft(u"task%1"_s.arg(i));
        tasks.last().phase = TaskPhase::Loading;
    }
    Model model;
    TaskFilterModel filter;
    filter.setSourceModel(&model);
    model.load(tasks);
    filter.sort(Model::RowsColumn, Qt::DescendingOrder);
    QSignalSpy moved(&filter, &QAbstractItemModel::layoutChanged);
    for (int i = 0; i < 2000; ++i)
        model.apply({.taskId = tasks[i].id, .progress = JobProgress{JobStep::Loading, i + 1, 3000, i + 1, {}}});
    QVERIFY2(moved.size() < 1000, qPrintable(QString::number(moved.size())));
    QTRY_COMPARE(filter.index(0, Model::NameColumn).data().toString(), u"task1999"_s);
    model.apply({.taskId = tasks[7].id, .progress = JobProgress{JobStep::Loading, 1, 3000, 5000, {}}});
    QTRY_COMPARE(filter.index(0, Model::NameColumn).data().toString(), u"task7"_s);
}

void TestMigrationTaskModel::aNewFilterMakesTheListAnewInOneStep()
{
    QList<MigrationTask> tasks;
    for (int i = 0; i < 1000; ++i)
        tasks += draft(u"task%1"_s.arg(i));
    Model model;
    TaskFilterModel filter;
    filter.setSourceModel(&model);
    model.load(tasks);
    QCOMPARE(filter.rowCount(), 1000);
    QSignalSpy removed(&filter, &QAbstractItemModel::rowsRemoved), made(&filter, &TaskFilterModel::refiltered);
    filter.setSearchText(u"task9"_s);
    QCOMPARE(filter.rowCount(), 111);
    QCOMPARE(removed.size(), 0);
    QCOMPARE(made.size(), 1);
}

void TestMigrationTaskModel::hundredThousandTasksTakeTenThousandUpdatesInASecond()
{
    QList<MigrationTask> tasks;
    for (int i = 0; i < 100000; ++i) {
        tasks += draft(u"task%1"_s.arg(i));
        tasks.last().phase = i % 100 ? TaskPhase::Done : TaskPhase::Loading;
        tasks.last().startedUtc = QDateTime::fromMSecsSinceEpoch(i * 1000LL, Qt::UTC);
    }
    Model model;
    TaskFilterModel filter;
    filter.setSourceModel(&model);
    QElapsedTimer clock;
    clock.start();
    model.load(tasks);
    QCOMPARE(filter.rowCount(), 100000);
    qInfo("loaded and sorted in %lld ms", clock.restart());
    for (int i = 0; i < 10000; ++i) {
        TaskUpdate tick;
        tick.taskId = u"task%1-id"_s.arg(i % 1000 * 100);
        tick.progress = JobProgress{JobStep::Loading, i + 1, 20000, i, {}};
        tick.bytesPerSecond = i + 1;
        model.apply(tick);
    }
    const qint64 updatesMs = clock.restart();
    qInfo("10,000 updates in %lld ms", updatesMs);
    QVERIFY(updatesMs < 1000);
    QCOMPARE(model.task(u"task99900-id"_s)->progress.bytesDone, 10000);
    filter.setSearchText(u"task99"_s);
    qInfo("searched in %lld ms", clock.restart());
    QCOMPARE(filter.rowCount(), 1111);
}

QTEST_GUILESS_MAIN(TestMigrationTaskModel)
#include "tst_migrationtaskmodel.moc"
