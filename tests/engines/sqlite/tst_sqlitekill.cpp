// What a killed restore leaves is told truthfully, whenever the kill came.
#include "engines/catalog.h"
#include "tests/engines/sqlite/overwriteworld.h"

#include <QFile>
#include <QJsonDocument>
#include <QtTest>

#include <csignal>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

// Restores in a child that calls `atStep` with each step before and after it is recorded, and that may die there without a word.
// @returns the journal as a store would have kept it
Journal journalOfChild(EngineDriver& driver, const std::function<void(const QByteArray& step, bool recorded)>& atStep)
{
    Journal journal;
    int pipe[2];
    if (::pipe(pipe) != 0)
        return journal;
    const pid_t child = ::fork();
    if (child == 0) {
        driver.onJournal = [&](const JournalEntry& entry) -> Result<void> {
            atStep(entry.step, false);
            const QByteArray line = entry.step + ' ' + QJsonDocument(entry.facts).toJson(QJsonDocument::Compact) + '\n';
            if (::write(pipe[1], line.constData(), size_t(line.size())) != line.size())
                ::_exit(1);
            atStep(entry.step, true);
            return {};
        };
        driver.restoreWithoutPrecheck();
        ::_exit(0);
    }
    ::close(pipe[1]);
    QFile reader;
    if (reader.open(pipe[0], QIODevice::ReadOnly, QFileDevice::AutoCloseHandle)) {
        for (const QByteArray& line : reader.readAll().split('\n')) {
            if (const qsizetype space = line.indexOf(' '); space > 0)
                journal += JournalEntry{line.first(space), QJsonDocument::fromJson(line.sliced(space + 1)).object()};
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return journal;
}

Journal journalOfKilled(EngineDriver& driver, const QByteArray& wanted, bool stepIsRecorded)
{
    return journalOfChild(driver, [&](const QByteArray& step, bool recorded) {
        if (step == wanted && recorded == stepIsRecorded)
            ::_exit(1);
    });
}

} // namespace

class TestSqliteKill : public QObject
{
    Q_OBJECT

private slots:
    void afterAKillTheTruthIsTold_data();
    void afterAKillTheTruthIsTold();
    void aKillAtAnyMomentLeavesOldOrNew();
    void whatCannotBeLookedAtIsUnknown();
    void anUndoThatWasKilledIsReconciled();
    void onlyWhatTheTaskLeftCanBeDiscarded();
};

void TestSqliteKill::afterAKillTheTruthIsTold_data()
{
    QTest::addColumn<bool>("overwrite");
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<bool>("stepIsRecorded");
    QTest::addColumn<QByteArray>("recovery");
    const auto row = [](const char* name, bool overwrite, const char* step, bool recorded, const char* recovery) {
        QTest::newRow(name) << overwrite << QByteArray(step) << recorded << QByteArray(recovery);
    };
    row("new: before anything", false, "staging-created", false, "Nothing");
    row("new: before the staging file", false, "staging-created", true, "Nothing");
    row("new: before the intent", false, "switching-over", false, "Nothing, staging");
    row("new: before the rename", false, "switching-over", true, "Nothing, staging");
    row("new: after the rename", false, "switched-over", false, "New, switched over");
    row("new: after the end", false, "switched-over", true, "New, switched over");
    row("overwrite: before anything", true, "staging-created", false, "Old");
    row("overwrite: before the staging file", true, "staging-created", true, "Old");
    row("overwrite: before the WAL is given up", true, "taking-over", true, "Old, staging");
    row("overwrite: before the intent", true, "switching-over", false, "Old, staging, staging");
    row("overwrite: before the copy", true, "switching-over", true, "Old, staging, staging");
    row("overwrite: after the copy", true, "switched-over", false, "New, switched over, kept old");
    row("overwrite: after the end", true, "switched-over", true, "New, switched over, kept old");
}

void TestSqliteKill::afterAKillTheTruthIsTold()
{
    QFETCH(bool, overwrite);
    QFETCH(QByteArray, step);
    QFETCH(bool, stepIsRecorded);
    const Overwrite world("PRAGMA journal_mode=WAL;CREATE TABLE o(a);INSERT INTO o VALUES('old');");
    EngineDriver driver = world.driver();
    if (!overwrite)
        driver.request.target.database = world.shop.target("fresh.db");
    const Journal journal = journalOfKilled(driver, step, stepIsRecorded);
    const RestoreEngine& engine = *engineById("sqlite");
    const Recovery recovery = engine.reconcile(driver.request, journal);
    QTEST(recoveryLine(recovery), "recovery");
    if (recovery.remains == Remains::New)
        QCOMPARE(contentOf(driver.request.target.database), world.newContent);
    if (overwrite && recovery.remains == Remains::Old) {
        QVERIFY(world.holdsOld());
        QCOMPARE(OtherProgram(world.shop.target()).text("PRAGMA journal_mode"), QByteArray("wal"));
    }
    QCOMPARE(recoveryLine(engine.reconcile(driver.request, journal)), recoveryLine(recovery)); // asking twice changes nothing
    for (const LeftOver& one : recovery.leftOvers)
        QVERIFY(engine.discard(driver.request, journal, one).ok());
    QCOMPARE(world.names(), (overwrite || recovery.remains == Remains::Nothing ? QStringList{u"target.db"_s} : QStringList{u"fresh.db"_s, u"target.db"_s}));
    if (recovery.remains != Remains::New) // whatever stopped it, once cleaned up the same task can be tried again
        QCOMPARE(errorLine(driver.restoreWithoutPrecheck()), QByteArray());
}

void TestSqliteKill::aKillAtAnyMomentLeavesOldOrNew()
{
    int old = 0, fresh = 0;
    for (int microseconds = 200; microseconds < 40'000 && fresh < 3; microseconds += microseconds / 4) {
        const Overwrite world("PRAGMA journal_mode=WAL;CREATE TABLE o(a);INSERT INTO o VALUES(randomblob(200000));");
        EngineDriver driver = world.driver();
        const Journal journal = journalOfChild(driver, [&](const QByteArray& step, bool recorded) {
            if (step != "switching-over" || !recorded)
                return;
            const itimerval moment{{0, 0}, {0, microseconds / 10}}; // SIGALRM ends the process where it stands
            ::signal(SIGALRM, SIG_DFL);
            ::setitimer(ITIMER_REAL, &moment, nullptr);
        });
        const Recovery recovery = engineById("sqlite")->reconcile(driver.request, journal);
        QVERIFY(recovery.remains == Remains::Old || recovery.remains == Remains::New);
        QVERIFY2(recovery.remains == Remains::Old ? world.holdsOld() : world.holdsNew(), recoveryLine(recovery).constData());
        ++(recovery.remains == Remains::Old ? old : fresh);
    }
    qInfo("killed during the switch-over: %d times old, %d times new", old, fresh);
    QVERIFY(old + fresh > 5);
}

void TestSqliteKill::whatCannotBeLookedAtIsUnknown()
{
    const Overwrite world;
    EngineDriver driver = world.driver();
    const Journal journal = journalOfKilled(driver, "switched-over", false);
    {
        const OtherProgram user(world.shop.target());
        QVERIFY(user.run("BEGIN EXCLUSIVE;"));
        QCOMPARE(recoveryLine(engineById("sqlite")->reconcile(driver.request, journal)), QByteArray("Unknown, staging, kept old"));
    }
    QCOMPARE(recoveryLine(engineById("sqlite")->reconcile(driver.request, journal)), QByteArray("New, switched over, kept old"));
}

void TestSqliteKill::anUndoThatWasKilledIsReconciled()
{
    const Overwrite world("PRAGMA journal_mode=WAL;CREATE TABLE o(a);INSERT INTO o VALUES('old');");
    EngineDriver driver = world.driver();
    QCOMPARE(errorLine(driver.restore()), QByteArray());
    const Journal undoing = driver.journal + Journal{{"undoing", {}}};
    const RestoreEngine& engine = *engineById("sqlite");
    QCOMPARE(recoveryLine(engine.reconcile(driver.request, undoing)), QByteArray("New, switched over, kept old"));
    QVERIFY(world.holdsNew());
    const QByteArray kept = world.shop.target() + keptSuffix, keptBytes = readFile(kept);
    QCOMPARE(errorLine(engine.undoOverwrite(driver.request, driver.journal, driver.context())), QByteArray());
    writeFile(kept, keptBytes); // as if it had died right before it could say that it was done
    QCOMPARE(recoveryLine(engine.reconcile(driver.request, undoing)), QByteArray("Old"));
    QCOMPARE(recoveryLine(engine.reconcile(driver.request, driver.journal)), QByteArray("Old"));
    QVERIFY(world.holdsOld());
    QCOMPARE(world.names(), QStringList{u"target.db"_s});
}

void TestSqliteKill::onlyWhatTheTaskLeftCanBeDiscarded()
{
    const Overwrite world;
    EngineDriver driver = world.driver();
    const RestoreOutcome outcome = driver.restore();
    QCOMPARE(errorLine(outcome), QByteArray());
    const RestoreEngine& engine = *engineById("sqlite");
    const QByteArray kept = world.shop.target() + keptSuffix;
    for (const QByteArray& foreign : {world.shop.target(), world.shop.source("new.db"), QByteArray("/etc/passwd"), QByteArray(), kept + "/../target.db", QByteArray(kept).replace("/target/", "/target/./")}) {
        const Result<void> answer = engine.discard(driver.request, driver.journal, {LeftOver::Kind::KeptOld, foreign, 1});
        QVERIFY2(!answer, foreign.constData());
        QCOMPARE(answer.error().kind, ErrorKind::Usage);
    }
    QVERIFY(QFile::exists(QFile::decodeName(kept)));
    QVERIFY(engine.discard(driver.request, driver.journal, outcome.leftOvers.first()).ok());
    QCOMPARE(world.names(), QStringList{u"target.db"_s});
    QVERIFY(engine.discard(driver.request, driver.journal, outcome.leftOvers.first()).ok()); // gone is gone
    QVERIFY(world.holdsNew());
    QVERIFY(world.before.stillTrue());
}

QTEST_GUILESS_MAIN(TestSqliteKill)
#include "tst_sqlitekill.moc"
