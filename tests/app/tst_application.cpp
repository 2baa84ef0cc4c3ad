#include "models/taskfiltermodel.h"
#include "tests/app/cliprocess.h"
#include "tests/app/started.h"

#include <QAbstractButton>
#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QWizard>

#include <csignal>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// The whole window program with the real SQLite engine and a real store, driven as a DBA drives it.
class TestApplication : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aBackupPickedInTheWizardBecomesAProvenDatabase();
    void aTaskGivenAtTheStartRunsByItself();
    void filesGivenAtTheStartOpenTheWizardAndStartNothing();
    void theTasksAndTheLanguageSurviveARestart();
    void anOverwriteIsUndoneFromTheWindow();
    void theSecondWindowOnAStoreLooksOnly();
    void aStoreThatCannotBeUsedIsSaidInTheWindow();
    void quittingStopsWhatRunsAndSaysSo();
    void aTaskOfADeadProgramIsLookedAfter();

private:
    LaunchOptions options(const QString& language = u"zh_CN"_s) const
    {
        LaunchOptions launch;
        launch.storePath = path("s/tasks.db");
        launch.language = language;
        return launch;
    }
    QByteArray path(const QByteArray& name) const { return m_folder->filePath(QString::fromLatin1(name)).toLocal8Bit(); }
    MigrationTask draft(const QByteArray& name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestApplication::initTestCase()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toLocal8Bit());
    qputenv("XDG_DATA_HOME", m_home->path().toLocal8Bit());
}

void TestApplication::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

MigrationTask TestApplication::draft(const QByteArray& name) const
{
    MigrationTask task;
    task.name = u"shop-restore"_s;
    task.plan.backups = {BackupFile{corpus("chinook-lerocha-sql/Chinook_Sqlite.sql")}};
    task.plan.target = *parseTargetUrl("sqlite://" + path(name));
    return task;
}

void TestApplication::aBackupPickedInTheWizardBecomesAProvenDatabase()
{
    Started started(options());
    started.find<QAction>(u"actNewTask"_s)->trigger();
    auto* wizard = started.find<QWizard>(u"restoreWizard"_s);
    QTRY_VERIFY(wizard && wizard->isVisible());
    QTest::keyClicks(wizard->findChild<QLineEdit*>(u"backupPath"_s), QString::fromLocal8Bit(corpus("chinook-lerocha-sql/Chinook_Sqlite.sql")));
    QTest::mouseClick(wizard->findChild<QAbstractButton*>(u"addBackup"_s), Qt::LeftButton);
    QTRY_VERIFY(wizard->button(QWizard::NextButton)->isEnabled());
    QTest::mouseClick(wizard->button(QWizard::NextButton), Qt::LeftButton);
    auto* target = wizard->findChild<QLineEdit*>(u"targetPath"_s);
    QTRY_VERIFY(target->isVisible());
    target->clear();
    QTest::keyClicks(target, QString::fromLocal8Bit(path("c.db")));
    QTRY_VERIFY(wizard->button(QWizard::NextButton)->isEnabled());
    QTest::mouseClick(wizard->button(QWizard::NextButton), Qt::LeftButton);
    QAbstractButton* commit = nullptr;
    const auto isReady = [&] {
        for (const auto which : {QWizard::FinishButton, QWizard::CommitButton}) {
            if (wizard->button(which)->isVisible())
                commit = wizard->button(which);
        }
        return commit && commit->isEnabled();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isReady(), 20'000);
    QVERIFY(!QFile::exists(QString::fromLocal8Bit(path("c.db")))); // nothing starts before
    QTest::mouseClick(commit, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(started.phase(), TaskPhase::Done, 20'000);
    QCOMPARE(started.model().taskAt(0).result.rows, 15'607);
    const QModelIndex status = started.model().index(0, MigrationTaskModel::StatusColumn);
    QCOMPARE(status.data().toString(), u"成功"_s);
    QVERIFY(!contentHash(QString::fromLocal8Bit(path("c.db"))).isEmpty());
}

void TestApplication::aTaskGivenAtTheStartRunsByItself()
{
    LaunchOptions launch = options();
    launch.task = draft("c.db");
    launch.task->name.clear();
    Started started(launch);
    QTRY_COMPARE_WITH_TIMEOUT(started.phase(), TaskPhase::Done, 20'000);
    QCOMPARE(started.model().taskAt(0).name, u"Chinook_Sqlite"_s);
}

void TestApplication::filesGivenAtTheStartOpenTheWizardAndStartNothing()
{
    LaunchOptions launch = options();
    launch.files = {BackupFile{corpus("chinook-lerocha-sql/Chinook_Sqlite.sql")}};
    Started started(launch);
    QTRY_VERIFY(started.find<QWizard>(u"restoreWizard"_s));
    QTRY_VERIFY(started.find<QWizard>(u"restoreWizard"_s)->button(QWizard::NextButton)->isEnabled());
    QCOMPARE(started.model().rowCount(), 0);
    started.find<QWizard>(u"restoreWizard"_s)->reject();
}

void TestApplication::theTasksAndTheLanguageSurviveARestart()
{
    {
        Started started(options(QString()));
        emit started.program.window().languageChosen(u"zh_CN"_s);
        started.model().addDrafts({draft("c.db")});
        QTRY_COMPARE_WITH_TIMEOUT(started.phase(), TaskPhase::Done, 20'000);
    }
    Started again(options(QString()));
    QCOMPARE(again.phase(), TaskPhase::Done);
    QCOMPARE(again.model().taskAt(0).result.rows, 15'607);
    QCOMPARE(again.model().index(0, MigrationTaskModel::StatusColumn).data().toString(), u"成功"_s);
    QList<LogRow> rows;
    again.program.desk().store().readLog(again.model().taskAt(0).id, 0, 100, this, [&](const QList<LogRow>& read, qint64) { rows = read; });
    QTRY_VERIFY(!rows.isEmpty());
}

void TestApplication::anOverwriteIsUndoneFromTheWindow()
{
    makeDatabase(QString::fromLocal8Bit(path("c.db")), "CREATE TABLE old(a)\nINSERT INTO old VALUES(7)");
    const QByteArray before = contentHash(QString::fromLocal8Bit(path("c.db")));
    Started started(options());
    MigrationTask task = draft("c.db");
    task.plan.overwrite = true;
    task.plan.acceptWarnings = true;
    started.model().addDrafts({task});
    QTRY_COMPARE_WITH_TIMEOUT(statusOf(started.phase()), TaskStatus::Succeeded, 20'000);
    QTRY_VERIFY(started.program.desk().runner().isIdle());
    emit started.program.window().undoRequested(started.model().taskAt(0).id);
    QTRY_VERIFY(started.model().taskAt(0).result.overwriteUndone);
    QCOMPARE(contentHash(QString::fromLocal8Bit(path("c.db"))), before);
}

void TestApplication::theSecondWindowOnAStoreLooksOnly()
{
    Started first(options());
    first.model().addDrafts({draft("c.db")});
    QTRY_COMPARE_WITH_TIMEOUT(first.phase(), TaskPhase::Done, 20'000);
    QTRY_VERIFY(first.program.desk().runner().isIdle());
    Started second(options());
    QVERIFY(!second.program.desk().isWritable());
    QCOMPARE(second.model().rowCount(), 1);
    QVERIFY(second.find<QWidget>(u"mainBanner"_s)->isVisible());
    QVERIFY(!second.find<QAction>(u"actNewTask"_s)->isEnabled());
    first.model().remove({first.model().taskAt(0).id});
    QTRY_VERIFY((second.program.desk().reload(), second.model().rowCount() == 0));
}

void TestApplication::aStoreThatCannotBeUsedIsSaidInTheWindow()
{
    LaunchOptions launch = options();
    launch.storePath = path("mine.txt");
    QFile file(QString::fromLocal8Bit(launch.storePath));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("dear diary") == 10);
    file.close();
    Started started(launch);
    QVERIFY(started.find<QWidget>(u"mainBanner"_s)->isVisible());
    QVERIFY(!started.find<QAction>(u"actNewTask"_s)->isEnabled());
}

void TestApplication::quittingStopsWhatRunsAndSaysSo()
{
    const QByteArray script = path("big.sql");
    QFile file(QString::fromLocal8Bit(script));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);\n");
    for (int i = 0; i < 400'000; ++i)
        file.write("INSERT INTO t VALUES(" + QByteArray::number(i) + ",'" + QByteArray(200, 'x') + "');\n");
    file.close();
    {
        Started started(options());
        MigrationTask task = draft("c.db");
        task.plan.backups = {BackupFile{script}};
        task.plan.precheck = false;
        started.model().addDrafts({task});
        QTRY_COMPARE(started.phase(), TaskPhase::Loading);
    }
    Started again(options());
    QCOMPARE(again.phase(), TaskPhase::Cancelled);
    QVERIFY(!QFile::exists(QString::fromLocal8Bit(path("c.db"))));
}

void TestApplication::aTaskOfADeadProgramIsLookedAfter()
{
    {
        Started started(options());
        MigrationTask dead = draft("c.db");
        dead.id = QString(32, u'a');
        dead.phase = TaskPhase::Loading;
        dead.createdUtc = QDateTime::currentDateTimeUtc();
        started.program.desk().store().save(dead);
    }
    Started again(options());
    QCOMPARE(again.phase(), TaskPhase::Interrupted);
    QCOMPARE(again.model().taskAt(0).result.remains, Remains::Old);
}

QTEST_MAIN(TestApplication)
#include "tst_application.moc"
