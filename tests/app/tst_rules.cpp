// The rules of PRODUCT.md section 3 ("taken over from the cloud service"), as somebody before the screen meets them: the whole program, a
// real window under Xvfb, presses and keys, backups and targets of the SQLite engine. Rules that need a server stand in
// tests/ui/tst_ruleswizard.cpp, on scripted services.
//
// | rule                                                               | test |
// |---|---|
// | name 4–50, begins with a letter, unique without regard to case     | aNameKeepsTheRules, laterNameAndDescriptionCanBeEdited |
// | description up to 256, shown as plain text, edited later           | laterNameAndDescriptionCanBeEdited |
// | up to 10 tags, key 1–36, value 0–43                                | tagsKeepTheRules |
// | three steps                                                        | threeStepsAndNothingBeforeTheLast |
// | full or incremental, last backup yes or no                         | tst_ruleswizard: theLastBackupIsAQuestion; tst_clichain, tst_chainwindow |
// | overwrite is explicit, off by default                              | overwritingIsAChoiceAndCanBeUndone |
// | precheck on by default; off: the DBA takes the responsibility      | thePrecheckIsOnAndOffIsSaid |
// | all databases or some; up to 100 renamed; name 1–128, none of the engine's | tst_ruleswizard: aHundredDatabasesMayBeRenamed, aNewNameKeepsTheRules |
// | free space at least 1.5 times the data                             | freeSpaceIsCheckedAndCanBeCheckedAgain |
// | a newer major version is told                                      | tst_ruleswizard: aNewerVersionIsCountedBeforeTheStart; tst_pgtarget |
// | details: task, backups, database, tags; log with time, level, text | detailsTellEverythingOfATask |
// | search, filter, sort by any column                                 | tasksAreFoundFilteredAndSorted |
// | delete one or many; a running one is not deleted and is named      | aRunningTaskIsNotDeletedAndIsNamed |
// | reminder after a SQL Server restore                                | with that engine |
#include "models/taskfiltermodel.h"
#include "tests/app/cliprocess.h"
#include "tests/app/started.h"
#include "tests/ui/person.h"
#include "tests/ui/windowtest.h"
#include "ui/tasktable.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QWizard>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aNameKeepsTheRules_data();
    void aNameKeepsTheRules();
    void laterNameAndDescriptionCanBeEdited();
    void tagsKeepTheRules_data();
    void tagsKeepTheRules();
    void threeStepsAndNothingBeforeTheLast();
    void overwritingIsAChoiceAndCanBeUndone();
    void thePrecheckIsOnAndOffIsSaid();
    void freeSpaceIsCheckedAndCanBeCheckedAgain();
    void detailsTellEverythingOfATask();
    void tasksAreFoundFilteredAndSorted();
    void aRunningTaskIsNotDeletedAndIsNamed();

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    LaunchOptions options() const;
    QString script(const char* name, int rows) const;
    MigrationTask draft(const char* name, const QString& backup) const;

    std::unique_ptr<QTemporaryDir> m_folder, m_home;
};

namespace {

/// The program with somebody before it, and what he looks at.
struct Screen : Started
{
    explicit Screen(const LaunchOptions& options) : Started(options)
    {
        [this] { QVERIFY(QTest::qWaitForWindowExposed(&program.window())); }();
        Person::activate(&program.window());
    }
    QWizard* wizard() { return program.window().findChild<QWizard*>(u"restoreWizard"_s); }
    /// What is in front comes first: the wizard and the details both show findings.
    template <typename Widget>
    Widget* see(const char* name)
    {
        const QString called = QString::fromLatin1(name);
        auto* inFront = wizard() && wizard()->isVisible() ? wizard()->findChild<Widget*>(called) : nullptr;
        return inFront ? inFront : program.window().findChild<Widget*>(called);
    }
    QAbstractButton* button(QWizard::WizardButton which) { return wizard()->button(which); }
    QAbstractButton* start() { return button(wizard()->button(QWizard::CommitButton)->isVisible() ? QWizard::CommitButton : QWizard::FinishButton); }
    TaskTable* table() { return see<TaskTable>("taskTable"); }

    bool chooseBackup(const QString& file)
    {
        Person::key(Qt::Key_N, Qt::ControlModifier);
        if (!QTest::qWaitFor([this] { return wizard() && wizard()->isVisible(); }))
            return false;
        Person::activate(wizard());
        if (!Person::enter(see<QLineEdit>("backupPath"), file))
            return false;
        Person::key(Qt::Key_Return);
        return QTest::qWaitFor([this] { return see<QTableView>("backupFiles")->model()->rowCount() == 1 && see<QLineEdit>("taskName")->isEnabled(); });
    }
    bool next() { return QTest::qWaitFor([this] { return button(QWizard::NextButton)->isEnabled(); }) && Person::click(button(QWizard::NextButton)); }
    bool reachConfirm(const QString& file, const QString& target)
    {
        return chooseBackup(file) && next() && Person::enter(see<QLineEdit>("targetPath"), target) && next()
            && QTest::qWaitFor([this] { return see<QTableView>("findingsView")->isVisible() && see<QTableView>("findingsView")->model()->rowCount() > 0; }, 10'000);
    }
    bool startRestore() { return QTest::qWaitFor([this] { return start()->isEnabled(); }, 10'000) && Person::click(start()); }
    bool clickTask(int row, Qt::KeyboardModifiers modifiers = {}) { return Person::clickRow(table(), table()->model()->index(row, MigrationTaskModel::NameColumn), modifiers); }
    QStringList names()
    {
        QStringList all;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            all += table()->model()->index(row, MigrationTaskModel::NameColumn).data().toString();
        return all;
    }
    QDialog* question() { return see<QDialog>("confirmDialog"); }
    QStringList column(const char* view, int number)
    {
        QStringList cells;
        const auto* model = see<QTableView>(view)->model();
        for (int row = 0; row < model->rowCount(); ++row)
            cells += model->index(row, number).data().toString();
        return cells;
    }
    bool holds(const char* name, const QString& text)
    {
        for (const QWidget* field : see<QWidget>(name)->findChildren<QWidget*>()) {
            const auto* label = qobject_cast<const QLabel*>(field);
            const auto* line = qobject_cast<const QLineEdit*>(field);
            const QString shown = label ? label->text() : line ? line->text() : QString();
            if (QString(shown).remove(QChar(0x200b)).contains(text))
                return true;
        }
        return false;
    }
};

} // namespace

void TestRules::initTestCase()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_home->path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_home->filePath(u"no-bus"_s).toLocal8Bit());
}

void TestRules::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

LaunchOptions TestRules::options() const
{
    LaunchOptions launch;
    launch.storePath = path("s/tasks.db").toLocal8Bit();
    launch.language = u"en"_s;
    return launch;
}

// A script as sqlite3's .dump writes them.
QString TestRules::script(const char* name, int rows) const
{
    QFile file(path(name));
    [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
    file.write("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT);\n");
    for (int row = 1; row <= rows; ++row)
        file.write("INSERT INTO item VALUES(" + QByteArray::number(row) + ",'a name that fills the row a little');\n");
    file.write("COMMIT;\n");
    return file.fileName();
}

MigrationTask TestRules::draft(const char* name, const QString& backup) const
{
    MigrationTask task;
    task.name = QString::fromLatin1(name);
    task.plan.backups = {BackupFile{QFile::encodeName(backup)}};
    task.plan.acceptWarnings = true;
    task.plan.target = *parseTargetUrl("sqlite://" + path(name).toLocal8Bit() + ".db");
    return task;
}

void TestRules::aNameKeepsTheRules_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("three letters") << u"abc"_s << false;
    QTest::newRow("a digit first") << u"1shop"_s << false;
    QTest::newRow("a blank") << u"my shop"_s << false;
    QTest::newRow("51 letters") << QString(51, u'x') << false;
    QTest::newRow("taken, in other case") << u"BILLING"_s << false;
    QTest::newRow("letters of another script") << u"订单库-1"_s << true;
    QTest::newRow("50 letters") << QString(50, u'x') << true;
}

void TestRules::aNameKeepsTheRules()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    Screen screen(options());
    MigrationTask other;
    other.name = u"billing"_s;
    other.id = u"00000000000000000000000000000001"_s;
    other.phase = TaskPhase::Done;
    screen.model().loadMore({other});
    QVERIFY(screen.chooseBackup(script("shop.sql", 3)));
    QVERIFY(Person::enter(screen.see<QLineEdit>("taskName"), name));
    QCOMPARE(screen.see<QLineEdit>("taskName")->text(), name.left(screen.see<QLineEdit>("taskName")->maxLength()));
    QTRY_COMPARE(screen.button(QWizard::NextButton)->isEnabled(), isGood);
    QCOMPARE(screen.see<QLabel>("taskNameProblem")->text().isEmpty(), isGood);
    Person::key(Qt::Key_Escape);
}

void TestRules::laterNameAndDescriptionCanBeEdited()
{
    Screen screen(options());
    const QString backup = script("shop.sql", 3);
    screen.model().addDrafts({draft("shop", backup), draft("other", backup)});
    QTRY_COMPARE_WITH_TIMEOUT(screen.phase(1), TaskPhase::Done, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(screen.phase(0), TaskPhase::Done, 10'000);
    QVERIFY(screen.clickTask(int(screen.names().indexOf(u"shop"_s))));
    Person::key(Qt::Key_F2);
    QTRY_VERIFY(screen.see<QDialog>("taskEditDialog"));
    auto* save = screen.see<QPushButton>("editSave");
    QVERIFY(Person::enter(screen.see<QLineEdit>("editName"), u"OTHER"_s)); // taken
    Person::click(save);
    QTRY_VERIFY(!screen.see<QLabel>("editProblem")->text().isEmpty());
    QVERIFY(Person::enter(screen.see<QLineEdit>("editName"), u"shop-2026"_s));
    QVERIFY(Person::enter(screen.see<QWidget>("editDescription"), QString(257, u'x')));
    Person::click(save);
    QCOMPARE(screen.model().task(screen.model().taskAt(0).id)->name, u"shop"_s);
    QVERIFY(Person::enter(screen.see<QWidget>("editDescription"), u"<b>Monday's</b> drill"_s));
    QVERIFY(Person::click(save));
    QTRY_VERIFY(!screen.see<QDialog>("taskEditDialog"));
    QTRY_VERIFY(screen.names().contains(u"shop-2026"_s));
    QTRY_VERIFY(screen.holds("taskFacts", u"<b>Monday's</b> drill"_s));
}

void TestRules::tagsKeepTheRules_data()
{
    QTest::addColumn<QString>("tags");
    QTest::addColumn<bool>("isGood");
    QStringList eleven;
    for (int i = 0; i < 11; ++i)
        eleven += u"k%1=v"_s.arg(i);
    QTest::newRow("eleven") << eleven.join(u", "_s) << false;
    QTest::newRow("ten") << eleven.mid(1).join(u", "_s) << true;
    QTest::newRow("a key of 37") << QString(37, u'k') + u"=v"_s << false;
    QTest::newRow("a value of 44") << u"k="_s + QString(44, u'v') << false;
    QTest::newRow("a value of 43, and an empty one") << u"k="_s + QString(43, u'v') + u", 环境="_s << true;
    QTest::newRow("a character that is none of a tag") << u"k=a b"_s << false;
}

void TestRules::tagsKeepTheRules()
{
    QFETCH(QString, tags);
    QFETCH(bool, isGood);
    Screen screen(options());
    QVERIFY(screen.chooseBackup(script("shop.sql", 3)));
    QVERIFY(Person::enter(screen.see<QLineEdit>("taskTags"), tags));
    QTRY_COMPARE(screen.button(QWizard::NextButton)->isEnabled(), isGood);
    Person::key(Qt::Key_Escape);
}

void TestRules::threeStepsAndNothingBeforeTheLast()
{
    Screen screen(options());
    QVERIFY(screen.reachConfirm(script("shop.sql", 5), path("new.db")));
    QTRY_VERIFY(screen.start()->isEnabled());
    QVERIFY(!QFile::exists(path("new.db")));
    QCOMPARE(screen.model().rowCount(), 0);
    QVERIFY(Person::click(screen.button(QWizard::BackButton)));
    QVERIFY(Person::click(screen.button(QWizard::BackButton)));
    QTRY_VERIFY(screen.see<QTableView>("backupFiles")->isVisible());
    QVERIFY(!screen.button(QWizard::BackButton)->isVisible() || !screen.button(QWizard::BackButton)->isEnabled()); // three, and this is the first
    QVERIFY(screen.next());
    QCOMPARE(screen.see<QLineEdit>("targetPath")->text(), path("new.db")); // the way back forgets nothing
    QVERIFY(screen.next());
    QVERIFY(screen.startRestore());
    QTRY_COMPARE_WITH_TIMEOUT(screen.phase(), TaskPhase::Done, 10'000);
    QVERIFY(!contentHash(path("new.db")).isEmpty());
    Person::activate(&screen.program.window());
    Person::key(Qt::Key_N, Qt::ControlModifier); // the next wizard knows nothing of this one
    QTRY_VERIFY(screen.wizard() && screen.wizard()->isVisible());
    QCOMPARE(screen.see<QTableView>("backupFiles")->model()->rowCount(), 0);
    Person::key(Qt::Key_Escape);
}

void TestRules::overwritingIsAChoiceAndCanBeUndone()
{
    makeDatabase(path("live.db"), "CREATE TABLE old(a)\nINSERT INTO old VALUES(7)");
    const QByteArray before = contentHash(path("live.db"));
    Screen screen(options());
    QVERIFY(screen.reachConfirm(script("shop.sql", 5), path("live.db")));
    QVERIFY(!screen.see<QRadioButton>("overwriteExisting")->isChecked());
    QVERIFY(!screen.start()->isEnabled()); // a blocker: it exists
    QVERIFY(Person::click(screen.button(QWizard::BackButton)));
    QVERIFY(Person::click(screen.see<QRadioButton>("overwriteExisting")));
    QVERIFY(screen.next());
    QVERIFY(screen.startRestore());
    QTRY_VERIFY_WITH_TIMEOUT(statusOf(screen.phase()) == TaskStatus::Succeeded, 10'000);
    QVERIFY(contentHash(path("live.db")) != before);
    QVERIFY(screen.clickTask(0));
    auto* undo = screen.see<QAction>("actUndo");
    QTRY_VERIFY(undo->isEnabled());
    QToolButton* button = nullptr;
    for (auto* one : screen.program.window().findChildren<QToolButton*>())
        button = one->defaultAction() == undo && one->isVisible() ? one : button;
    QVERIFY(Person::click(button));
    QTRY_VERIFY(screen.question());
    QVERIFY(Person::click(screen.see<QPushButton>("confirmAct")));
    QTRY_VERIFY_WITH_TIMEOUT(screen.model().taskAt(0).result.overwriteUndone, 10'000);
    QCOMPARE(contentHash(path("live.db")), before);
}

void TestRules::thePrecheckIsOnAndOffIsSaid()
{
    Screen screen(options());
    QVERIFY(screen.reachConfirm(script("shop.sql", 5), path("new.db")));
    QVERIFY(screen.see<QCheckBox>("precheckWanted")->isChecked());
    QTRY_COMPARE(screen.start()->text(), u"Start Restore"_s);
    QVERIFY(Person::click(screen.see<QCheckBox>("precheckWanted")));
    QTRY_COMPARE(screen.start()->text(), u"Start Restore without Precheck"_s);
    QVERIFY(screen.see<QLabel>("precheckVerdict")->text().contains(u"you take the responsibility"_s));
    QVERIFY(screen.startRestore());
    QTRY_VERIFY_WITH_TIMEOUT(statusOf(screen.phase()) == TaskStatus::Succeeded, 10'000);
    QVERIFY(screen.clickTask(0));
    QTRY_VERIFY(screen.holds("taskFacts", u"switched off by the DBA"_s));
}

void TestRules::freeSpaceIsCheckedAndCanBeCheckedAgain()
{
    Screen screen(options());
    QVERIFY(screen.reachConfirm(script("shop.sql", 5), path("new.db")));
    QTRY_VERIFY(screen.start()->isEnabled());
    const QStringList checks = screen.column("findingsView", 1);
    QVERIFY2(checks.contains(u"Free space"_s), qPrintable(checks.join(u", "_s)));
    makeDatabase(path("new.db"), "CREATE TABLE late(a)"); // somebody was quicker
    QVERIFY(Person::click(screen.see<QToolButton>("recheck_target")));
    QTRY_VERIFY(screen.see<QLabel>("precheckVerdict")->text().contains(u"blocker"_s));
    QVERIFY(!screen.start()->isEnabled());
    QVERIFY(screen.column("findingsView", 1).contains(u"Statements"_s)); // what the backup told stands
    QVERIFY(QFile::remove(path("new.db")));
    QVERIFY(Person::click(screen.see<QToolButton>("recheck_target")));
    QTRY_VERIFY(screen.start()->isEnabled());
    QCOMPARE(screen.column("findingsView", 1).size(), checks.size());
    Person::key(Qt::Key_Escape);
}

void TestRules::detailsTellEverythingOfATask()
{
    Screen screen(options());
    MigrationTask task = draft("shop", script("shop.sql", 500));
    task.tags = {{u"env"_s, u"test"_s}};
    screen.model().addDrafts({task});
    QTRY_COMPARE_WITH_TIMEOUT(screen.phase(), TaskPhase::Done, 10'000);
    QVERIFY(screen.clickTask(0));
    for (const QString& fact : {u"shop.sql"_s, path("shop.db"), u"env=test"_s, u"SQLite"_s})
        QTRY_VERIFY2(screen.holds("taskFacts", fact), qPrintable(fact));
    auto* tabs = screen.see<QTabWidget>("detailTabs");
    const auto openTab = [&](int tab) { return Person::click(tabs->tabBar(), tabs->tabBar()->tabRect(tab).center()); };
    QVERIFY(openTab(1));
    QTRY_VERIFY(!screen.column("findingsView", 1).isEmpty());
    QVERIFY(openTab(2));
    QTRY_COMPARE(screen.column("objectsTable", 0), QStringList{u"item"_s});
    QCOMPARE(screen.column("objectsTable", 1), QStringList{u"Verified"_s});
    QCOMPARE(screen.column("objectsTable", 2), QStringList{u"500"_s});
    QCOMPARE(screen.column("objectsTable", 3), QStringList{u"500"_s});
    QVERIFY(!screen.column("objectsTable", 4).first().isEmpty());
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(tabs->currentIndex(), 3);
    QTRY_VERIFY(screen.column("logTable", 2).size() >= 3);
    QVERIFY(QDateTime::fromString(screen.column("logTable", 0).first(), u"yyyy-MM-dd HH:mm:ss"_s).isValid());
    QCOMPARE(screen.column("logTable", 1).first(), u"Info"_s);
    QVERIFY(openTab(4));
    QTRY_VERIFY(screen.see<QTextEdit>("reportPage")->toPlainText().contains(u"shop.sql"_s));
}

void TestRules::tasksAreFoundFilteredAndSorted()
{
    Screen screen(options());
    const QString good = script("good.sql", 3);
    QFile bad(path("bad.sql"));
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("BEGIN TRANSACTION;\nCREATE TABLE a(b);\n");
    bad.close();
    screen.model().addDrafts({draft("alpha", good), draft("gamma", bad.fileName()), draft("beta", good)});
    QTRY_VERIFY_WITH_TIMEOUT(isFinal(screen.phase(0)) && isFinal(screen.phase(1)) && isFinal(screen.phase(2)), 15'000);
    Person::activate(&screen.program.window());
    Person::key(Qt::Key_F, Qt::ControlModifier);
    Person::write(u"BAD"_s); // a part of the backup's name
    QTRY_COMPARE(screen.names(), QStringList{u"gamma"_s});
    Person::key(Qt::Key_A, Qt::ControlModifier);
    Person::key(Qt::Key_Delete);
    QTRY_COMPARE(screen.names().size(), 3);
    QVERIFY(Person::click(screen.see<QPushButton>("filterSucceeded")));
    QTRY_COMPARE(screen.names().size(), 2);
    QVERIFY(Person::click(screen.see<QPushButton>("filterAll")));
    auto* header = screen.table()->horizontalHeader();
    const QPoint onName(header->sectionViewportPosition(MigrationTaskModel::NameColumn) + 20, header->height() / 2);
    QVERIFY(Person::click(header->viewport(), onName));
    QTRY_COMPARE(screen.names(), QStringList({u"alpha"_s, u"beta"_s, u"gamma"_s}));
    QVERIFY(Person::click(header->viewport(), onName));
    QTRY_COMPARE(screen.names(), QStringList({u"gamma"_s, u"beta"_s, u"alpha"_s}));
}

void TestRules::aRunningTaskIsNotDeletedAndIsNamed()
{
    Screen screen(options());
    screen.model().addDrafts({draft("small", script("small.sql", 3))});
    QTRY_COMPARE_WITH_TIMEOUT(screen.phase(0), TaskPhase::Done, 10'000);
    MigrationTask large = draft("large", script("large.sql", 600'000));
    large.plan.precheck = false;
    screen.model().addDrafts({large});
    QTRY_COMPARE_WITH_TIMEOUT(screen.phase(1), TaskPhase::Loading, 10'000);
    QVERIFY(screen.clickTask(int(screen.names().indexOf(u"large"_s))));
    Person::key(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(screen.phase(1), TaskPhase::Paused);
    Person::key(Qt::Key_A, Qt::ControlModifier);
    Person::key(Qt::Key_Delete);
    QTRY_VERIFY(screen.question());
    QVERIFY(Person::click(screen.see<QPushButton>("confirmAct")));
    QTRY_COMPARE(screen.names(), QStringList{u"large"_s});
    QTRY_VERIFY(screen.see<QWidget>("mainBanner")->isVisible());
    QVERIFY(screen.see<QWidget>("mainBanner")->findChild<QLabel*>(u"bannerText"_s)->text().remove(QChar(0x200b)).contains(u"large"_s));
    QVERIFY(screen.clickTask(0));
    Person::key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(statusOf(screen.phase(0)) == TaskStatus::Succeeded, 20'000);
    QCOMPARE(screen.model().taskAt(0).result.rows, 600'000);
    QCOMPARE(screen.model().taskAt(0).objects.first().rowsInTarget, 600'000);
    QVERIFY(!screen.model().taskAt(0).throughput.bytes.isEmpty());
}

QTEST_MAIN(TestRules)
#include "tst_rules.moc"
