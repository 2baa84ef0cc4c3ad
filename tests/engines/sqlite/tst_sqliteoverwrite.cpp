// An overwrite never destroys first: what is kept, what undo brings back, what every stop leaves.
#include "engines/catalog.h"
#include "tests/engines/sqlite/overwriteworld.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QScopeGuard>
#include <QtTest>

#include <algorithm>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

QString errorOfFinding(const PrecheckReport& report)
{
    const Finding* worst = report.worstBlocker();
    return worst ? QString::fromLatin1(worst->code) : QString();
}

} // namespace

class TestSqliteOverwrite : public QObject
{
    Q_OBJECT

private slots:
    void theOldDatabaseIsKeptAndUndoBringsItBack_data();
    void theOldDatabaseIsKeptAndUndoBringsItBack();
    void aTargetInUseIsNotTaken_data();
    void aTargetInUseIsNotTaken();
    void aTargetOpenElsewhereIsAWarning();
    void whatCannotBeATargetIsRefused_data();
    void whatCannotBeATargetIsRefused();
    void aFolderWithoutLeaveToWriteIsFoundInThePrecheck();
    void aTargetMadeMeanwhileStays();
    void noSpaceLeavesNothing();
    void aStopLeavesTheOldDatabase_data();
    void aStopLeavesTheOldDatabase();
    void aJournalThatCannotBeWrittenStopsTheRestore_data();
    void aJournalThatCannotBeWrittenStopsTheRestore();
    void aBackupThatChangedIsNotRestored_data();
    void aBackupThatChangedIsNotRestored();
};

void TestSqliteOverwrite::theOldDatabaseIsKeptAndUndoBringsItBack_data()
{
    QTest::addColumn<QByteArray>("oldSql");
    QTest::newRow("plain") << QByteArray("CREATE TABLE o(a);INSERT INTO o VALUES('old');");
    QTest::newRow("WAL") << QByteArray("PRAGMA journal_mode=WAL;CREATE TABLE o(a);INSERT INTO o VALUES('old');");
    QTest::newRow("smaller pages") << QByteArray("PRAGMA page_size=512;CREATE TABLE o(a);INSERT INTO o VALUES(randomblob(30000));");
    QTest::newRow("larger pages") << QByteArray("PRAGMA page_size=65536;CREATE TABLE o(a);INSERT INTO o VALUES('old');");
    QTest::newRow("WAL and smaller pages") << QByteArray("PRAGMA page_size=1024;PRAGMA journal_mode=WAL;CREATE TABLE o(a);INSERT INTO o VALUES('old');");
    QTest::newRow("larger than the new one") << QByteArray("CREATE TABLE o(a);INSERT INTO o VALUES(randomblob(3000000));");
    QTest::newRow("auto_vacuum and UTF-16") << QByteArray("PRAGMA auto_vacuum=1;PRAGMA encoding='UTF-16le';CREATE TABLE o(a);INSERT INTO o VALUES('old');");
    QTest::newRow("a database without tables") << QByteArray("PRAGMA user_version=5;");
    QTest::newRow("an empty file") << QByteArray();
}

void TestSqliteOverwrite::theOldDatabaseIsKeptAndUndoBringsItBack()
{
    QFETCH(QByteArray, oldSql);
    const Overwrite world(oldSql);
    QVERIFY(world.ok);
    ::chmod(world.shop.target().constData(), 0640);
    const QByteArray oldMode = OtherProgram(world.shop.target()).text("PRAGMA journal_mode"), oldVersion = OtherProgram(world.shop.target()).text("PRAGMA user_version");
    EngineDriver driver = world.driver();
    const RestoreOutcome outcome = driver.restore();
    QCOMPARE(errorLine(outcome), QByteArray());
    QCOMPARE(outcome.remains, Remains::New);
    QVERIFY(world.holdsNew());
    const QByteArray kept = world.shop.target() + keptSuffix;
    QCOMPARE(outcome.leftOvers, (QList<LeftOver>{{LeftOver::Kind::KeptOld, kept, QFile(QFile::decodeName(kept)).size()}}));
    QCOMPARE(world.names(), (QStringList{u"target.db"_s, u"target.db"_s + QLatin1StringView(keptSuffix)}));
    struct stat status{};
    QCOMPARE(::stat(kept.constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0640));
    const RestoreOutcome undone = engineById("sqlite")->undoOverwrite(driver.request, driver.journal, driver.context());
    QCOMPARE(errorLine(undone), QByteArray());
    QCOMPARE(undone.end, RestoreEnd::Complete);
    QCOMPARE(undone.remains, Remains::Old);
    QVERIFY(world.holdsOld());
    QCOMPARE(OtherProgram(world.shop.target()).text("PRAGMA journal_mode"), oldMode);
    QCOMPARE(OtherProgram(world.shop.target()).text("PRAGMA user_version"), oldVersion);
    QCOMPARE(OtherProgram(world.shop.target()).text("PRAGMA integrity_check"), QByteArray("ok"));
    QCOMPARE(world.names(), QStringList{u"target.db"_s});
    QCOMPARE(errorLine(engineById("sqlite")->undoOverwrite(driver.request, driver.journal, driver.context())), QByteArray("TargetUnusable undo.nothing_kept"));
    QVERIFY(world.before.stillTrue());
}

void TestSqliteOverwrite::aTargetInUseIsNotTaken_data()
{
    QTest::addColumn<QByteArray>("use");
    QTest::newRow("writer") << QByteArray("BEGIN IMMEDIATE;INSERT INTO o VALUES(1);");
    QTest::newRow("exclusive") << QByteArray("BEGIN EXCLUSIVE;");
    QTest::newRow("reader in a transaction") << QByteArray("BEGIN;SELECT * FROM o;");
}

void TestSqliteOverwrite::aTargetInUseIsNotTaken()
{
    QFETCH(QByteArray, use);
    const Overwrite world;
    {
        const OtherProgram user(world.shop.target());
        QVERIFY(user.run(use));
        EngineDriver driver = world.driver();
        QCOMPARE(errorLine(driver.restore()), QByteArray("Locked target.locked"));
        const RestoreOutcome forced = driver.restoreWithoutPrecheck();
        QCOMPARE(errorLine(forced), QByteArray("Locked target.locked"));
        QCOMPARE(forced.remains, Remains::Old);
        QVERIFY(user.run("ROLLBACK;"));
    }
    QVERIFY(world.holdsOld());
    QCOMPARE(world.names(), QStringList{u"target.db"_s});
}

void TestSqliteOverwrite::aTargetOpenElsewhereIsAWarning()
{
    const Overwrite world;
    QProcess other;
    other.start(u"sqlite3"_s, {QFile::decodeName(world.shop.target())});
    other.write("SELECT 'ready' FROM o LIMIT 1;\n");
    QVERIFY(other.waitForReadyRead());
    EngineDriver driver = world.driver();
    const PrecheckReport report = driver.precheck();
    QVERIFY(!report.hasBlocker());
    const auto warning = std::ranges::find_if(report.findings, [](const Finding& finding) { return finding.checkId == "target" && finding.level == FindingLevel::Warning; });
    QVERIFY(warning != report.findings.end());
    QVERIFY(warning->what.arguments.last().contains(QString::number(other.processId())));
    QCOMPARE(errorLine(driver.restore()), QByteArray());
    other.write("SELECT count(*) FROM n;\n.quit\n"); // the open connection sees the new database, whole
    other.closeWriteChannel();
    QVERIFY(other.waitForFinished());
    QVERIFY(other.readAll().contains("3000"));
}

void TestSqliteOverwrite::whatCannotBeATargetIsRefused_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* kind, const char* code) { QTest::newRow(kind) << QByteArray(kind) << QString::fromLatin1(code); };
    row("symbolic link", "target.is_link");
    row("dangling link", "target.is_link");
    row("hard link", "target.is_link");
    row("another file", "target.other_file");
    row("folder", "target.not_regular");
    row("fifo", "target.not_regular");
    row("the backup", "target.is_backup");
    row("a link to the backup", "target.is_backup");
    row("not to be overwritten", "target.exists");
    row("name ending in -wal", "target.name");
    row("name ending in -journal", "target.name");
    row("stray -wal", "target.side_file");
    row("stray -journal", "target.side_file");
    row("no such folder", "target.folder");
    row("very long name", "target.name");
}

void TestSqliteOverwrite::whatCannotBeATargetIsRefused()
{
    QFETCH(QByteArray, kind);
    QFETCH(QString, code);
    const Overwrite world;
    EngineDriver driver = world.driver();
    QByteArray& target = driver.request.target.database;
    const QByteArray old = target, other = world.shop.target("other");
    if (kind == "symbolic link")
        QCOMPARE(::symlink(old.constData(), (target = other).constData()), 0);
    else if (kind == "dangling link")
        QCOMPARE(::symlink("nowhere", (target = other).constData()), 0);
    else if (kind == "hard link")
        QCOMPARE(::link(old.constData(), (target = other).constData()), 0);
    else if (kind == "another file")
        writeFile(target = other, "a letter, and no database");
    else if (kind == "folder")
        QCOMPARE(::mkdir((target = other).constData(), 0700), 0);
    else if (kind == "fifo")
        QCOMPARE(::mkfifo((target = other).constData(), 0600), 0);
    else if (kind == "the backup")
        target = world.shop.source("new.db");
    else if (kind == "a link to the backup")
        QCOMPARE(::link(world.shop.source("new.db").constData(), (target = other).constData()), 0);
    else if (kind == "not to be overwritten")
        driver.request.overwrite = false;
    else if (kind.startsWith("name ending in "))
        target = other + kind.sliced(15);
    else if (kind.startsWith("stray "))
        writeFile((target = other) + kind.sliced(6), "x");
    else if (kind == "no such folder")
        target = other + "/nowhere/a.db";
    else
        target = world.shop.target(QByteArray(230, 'n'));
    const QStringList names = world.names();
    QCOMPARE(errorOfFinding(driver.precheck()), code);
    const RestoreOutcome outcome = driver.restoreWithoutPrecheck();
    QVERIFY(outcome.error);
    QCOMPARE(QString::fromLatin1(outcome.error->code), code);
    QVERIFY(driver.journal.isEmpty());
    QCOMPARE(world.names(), names);
    QVERIFY(world.holdsOld());
    QVERIFY(world.before.stillTrue());
}

// Root may write everywhere, so the check runs in a child that is nobody.
void TestSqliteOverwrite::aFolderWithoutLeaveToWriteIsFoundInThePrecheck()
{
    if (::geteuid() != 0)
        QSKIP("needs root to become somebody else");
    const Overwrite world;
    for (const QByteArray& folder : {world.shop.target("").chopped(1), world.shop.target("").chopped(8)})
        ::chmod(folder.constData(), 0755);
    ::chmod(world.shop.source("new.db").constData(), 0644);
    const pid_t child = ::fork();
    if (child == 0) {
        if (::setgid(65534) != 0 || ::setuid(65534) != 0)
            ::_exit(3);
        EngineDriver driver = world.driver();
        driver.request.target.database = world.shop.target("new.db");
        const bool found = errorOfFinding(driver.precheck()) == u"target.read_only" && errorLine(driver.restoreWithoutPrecheck()) == "TargetUnusable target.read_only";
        ::_exit(found ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QCOMPARE(WEXITSTATUS(status), 0);
    QCOMPARE(world.names(), QStringList{u"target.db"_s});
}

void TestSqliteOverwrite::aTargetMadeMeanwhileStays()
{
    const Overwrite world;
    EngineDriver driver = world.driver();
    driver.request.target.database = world.shop.target("fresh.db");
    driver.onJournal = [&](const JournalEntry& entry) -> Result<void> {
        if (entry.step == "switching-over")
            writeFile(world.shop.target("fresh.db"), "somebody else's");
        return {};
    };
    const RestoreOutcome outcome = driver.restore();
    QCOMPARE(errorLine(outcome), QByteArray("TargetChanged target.appeared"));
    QCOMPARE(readFile(world.shop.target("fresh.db")), QByteArray("somebody else's"));
    QCOMPARE(world.names(), (QStringList{u"fresh.db"_s, u"target.db"_s}));
}

void TestSqliteOverwrite::noSpaceLeavesNothing()
{
    const Workshop shop;
    const QByteArray small = shop.target("small");
    ::mkdir(small.constData(), 0700);
    if (::mount("none", small.constData(), "tmpfs", 0, "size=1m") != 0)
        QSKIP("needs leave to mount a small file system");
    const auto unmount = qScopeGuard([&] { ::umount2(small.constData(), MNT_DETACH); });
    QVERIFY(OtherProgram(shop.source("a.db")).run("CREATE TABLE t(a);INSERT INTO t VALUES(randomblob(3000000));"));
    writeFile(shop.source("a.sql"), "CREATE TABLE t(a);WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) INSERT INTO t SELECT randomblob(10000) FROM c LIMIT 300;");
    for (const char* backup : {"a.db", "a.sql"}) {
        EngineDriver driver = shop.driver(shop.source(backup), small + "/t.db");
        const RestoreOutcome outcome = driver.restoreWithoutPrecheck();
        QCOMPARE(errorLine(outcome), QByteArray("NoSpace target.no_space"));
        QCOMPARE(outcome.remains, Remains::Nothing);
        QCOMPARE(QDir(QFile::decodeName(small)).entryList(QDir::Files | QDir::Hidden), QStringList());
    }
    QCOMPARE(errorOfFinding(shop.driver(shop.source("a.db"), small + "/t.db").precheck()), u"target.no_space"_s);
}

void TestSqliteOverwrite::aStopLeavesTheOldDatabase_data()
{
    QTest::addColumn<QByteArray>("journalStep");
    QTest::addColumn<int>("progressStep");
    QTest::newRow("staging created") << QByteArray("staging-created") << -1;
    QTest::newRow("loading") << QByteArray() << int(JobStep::Loading);
    QTest::newRow("verifying") << QByteArray() << int(JobStep::Verifying);
    QTest::newRow("switching over") << QByteArray() << int(JobStep::SwitchingOver);
}

void TestSqliteOverwrite::aStopLeavesTheOldDatabase()
{
    QFETCH(QByteArray, journalStep);
    QFETCH(int, progressStep);
    for (const char* backup : {"new.db", "new.sql"}) {
        Overwrite world;
        writeFile(world.shop.source("new.sql"), dumpOf(world.shop.source("new.db")));
        EngineDriver driver = world.driver();
        driver.request.backups = {{world.shop.source(backup)}};
        driver.onJournal = [&](const JournalEntry& entry) -> Result<void> {
            if (entry.step == journalStep)
                driver.stop.request_stop();
            return {};
        };
        driver.onProgress = [&](const JobProgress& progress) {
            if (int(progress.step) == progressStep)
                driver.stop.request_stop();
        };
        const RestoreOutcome outcome = driver.restoreWithoutPrecheck();
        QCOMPARE(errorLine(outcome), QByteArray("Cancelled job.cancelled"));
        QCOMPARE(outcome.end, RestoreEnd::Cancelled);
        QCOMPARE(outcome.remains, Remains::Old);
        QVERIFY(world.holdsOld());
        QCOMPARE(world.names(), QStringList{u"target.db"_s});
    }
}

void TestSqliteOverwrite::aJournalThatCannotBeWrittenStopsTheRestore_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<bool>("old");
    QTest::newRow("staging-created") << QByteArray("staging-created") << true;
    QTest::newRow("taking-over") << QByteArray("taking-over") << true;
    QTest::newRow("switching-over") << QByteArray("switching-over") << true;
    QTest::newRow("switched-over") << QByteArray("switched-over") << false;
}

void TestSqliteOverwrite::aJournalThatCannotBeWrittenStopsTheRestore()
{
    QFETCH(QByteArray, step);
    QFETCH(bool, old);
    const Overwrite world("PRAGMA journal_mode=WAL;CREATE TABLE o(a);INSERT INTO o VALUES('old');");
    EngineDriver driver = world.driver();
    driver.onJournal = [&](const JournalEntry& entry) -> Result<void> {
        if (entry.step == step)
            return Error{ErrorKind::StoreFailed, "store.full", {"full", {}}, {"make room", {}}, {}};
        return {};
    };
    const RestoreOutcome outcome = driver.restore();
    QCOMPARE(errorLine(outcome), QByteArray("StoreFailed store.full"));
    QCOMPARE(outcome.remains, old ? Remains::Old : Remains::New);
    QVERIFY(old ? world.holdsOld() : world.holdsNew());
    if (old) {
        QCOMPARE(world.names(), QStringList{u"target.db"_s});
        QCOMPARE(OtherProgram(world.shop.target()).text("PRAGMA journal_mode"), QByteArray("wal"));
        return;
    }
    // What lies there is listed, and a reconcile with the journal as it is finds the truth and finishes.
    QCOMPARE(outcome.leftOvers.size(), 2);
    QCOMPARE(recoveryLine(engineById("sqlite")->reconcile(driver.request, driver.journal)), QByteArray("New, switched over, kept old"));
    QCOMPARE(world.names().size(), 2);
}

void TestSqliteOverwrite::aBackupThatChangedIsNotRestored_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<bool>("during");
    for (bool during : {false, true}) {
        const char* when = during ? "during the restore" : "after the precheck";
        for (const char* change : {"appended", "replaced", "rewritten", "a -wal appeared"})
            QTest::addRow("%s %s", change, when) << QByteArray(change) << during;
    }
}

void TestSqliteOverwrite::aBackupThatChangedIsNotRestored()
{
    QFETCH(QByteArray, change);
    QFETCH(bool, during);
    Overwrite world;
    const QByteArray backup = world.shop.source("new.db");
    const auto apply = [&] {
        if (change == "appended")
            writeFile(backup, readFile(backup) + QByteArray(4096, '\0'));
        else if (change == "a -wal appeared")
            writeFile(backup + "-wal", readFile(backup));
        else if (change == "rewritten")
            QVERIFY(OtherProgram(backup).run("UPDATE n SET a='other' WHERE rowid=7;"));
        else {
            QVERIFY(OtherProgram(world.shop.source("else.db")).run("CREATE TABLE e(a);"));
            QCOMPARE(::rename(world.shop.source("else.db").constData(), backup.constData()), 0);
        }
    };
    EngineDriver driver = world.driver();
    const PrecheckReport report = driver.precheck();
    QVERIFY(!report.hasBlocker());
    driver.request.evidence = report.evidence;
    if (!during)
        apply();
    driver.onJournal = [&](const JournalEntry& entry) -> Result<void> {
        if (during && entry.step == "staging-created")
            apply();
        return {};
    };
    QCOMPARE(errorLine(driver.restoreWithoutPrecheck()), QByteArray("BackupChanged backup.changed"));
    QVERIFY(world.holdsOld());
    QCOMPARE(world.names(), QStringList{u"target.db"_s});
}

QTEST_GUILESS_MAIN(TestSqliteOverwrite)
#include "tst_sqliteoverwrite.moc"
