#include "engines/jobcontext.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// What a job is told by those who watch it: stop, wait, go on.
class TestJobContext : public QObject
{
    Q_OBJECT

private slots:
    void goesOnUntilAStopIsAskedFor();
    void waitsWhilePausedAndGoesOnAfterwards();
    void aStopEndsThePause();
    void aStopBeforeThePauseIsSeenAtOnce();
    void aContextWithoutSinksIsSilent();
    void everySinkGetsWhatWasSaid();
    void aJournalThatCannotWriteIsAnError();
};

void TestJobContext::goesOnUntilAStopIsAskedFor()
{
    std::stop_source source;
    const JobContext context{.stop = source.get_token()};
    QVERIFY(context.goOn());
    source.request_stop();
    QVERIFY(!context.goOn());
    QVERIFY(JobContext{}.goOn()); // nobody can stop it
}

void TestJobContext::waitsWhilePausedAndGoesOnAfterwards()
{
    PauseGate gate;
    const JobContext context{.pause = &gate};
    QVERIFY(!gate.isPaused());
    gate.pause();
    QVERIFY(gate.isPaused());
    std::atomic<bool> arrived = false, passed = false, went = false;
    std::jthread worker([&] {
        arrived = true;
        went = context.goOn();
        passed = true;
    });
    QTRY_VERIFY(arrived);
    QVERIFY(!passed);
    gate.resume();
    worker.join();
    QVERIFY(passed);
    QVERIFY(went);
}

void TestJobContext::aStopEndsThePause()
{
    PauseGate gate;
    gate.pause();
    std::stop_source source;
    const JobContext context{.stop = source.get_token(), .pause = &gate};
    std::atomic<bool> arrived = false, went = true;
    std::jthread worker([&] {
        arrived = true;
        went = context.goOn();
    });
    QTRY_VERIFY(arrived);
    source.request_stop();
    worker.join(); // hangs, and ctest says so, if a paused job cannot be stopped
    QVERIFY(!went);
    QVERIFY(gate.isPaused());
}

void TestJobContext::aStopBeforeThePauseIsSeenAtOnce()
{
    PauseGate gate;
    gate.pause();
    std::stop_source source;
    source.request_stop();
    const JobContext context{.stop = source.get_token(), .pause = &gate};
    QVERIFY(!context.goOn());
}

void TestJobContext::aContextWithoutSinksIsSilent()
{
    const JobContext context;
    context.report({.bytesDone = 1});
    context.note(LogLevel::Info, {"Started.", {}});
    QVERIFY(context.writeJournal({"staging-created", {}}).ok());
}

void TestJobContext::everySinkGetsWhatWasSaid()
{
    QList<JobProgress> reported;
    QList<std::pair<LogLevel, Message>> noted;
    QList<JournalEntry> recorded;
    const JobContext context{.progress = [&](const JobProgress& progress) { reported += progress; },
                             .log = [&](LogLevel level, const Message& message) { noted.emplaceBack(level, message); },
                             .record = [&](const JournalEntry& entry) -> Result<void> {
                                 recorded += entry;
                                 return {};
                             }};
    const JobProgress progress{JobStep::Loading, qint64(5) << 40, qint64(6) << 40, 7, u"t"_s};
    context.report(progress);
    const Message message{"Read %1.", {u"t"_s}};
    context.note(LogLevel::Warning, message);
    const JournalEntry entry{"switching-over", {{u"path"_s, u"/srv/a.db"_s}}};
    QVERIFY(context.writeJournal(entry).ok());
    QCOMPARE(reported, QList<JobProgress>{progress});
    QCOMPARE(noted.size(), 1);
    QVERIFY(noted.first().first == LogLevel::Warning && noted.first().second == message);
    QCOMPARE(recorded, QList<JournalEntry>{entry});
}

void TestJobContext::aJournalThatCannotWriteIsAnError()
{
    const Error full{ErrorKind::StoreFailed, "store.full", {"The disk is full.", {}}, {}, {}};
    const JobContext context{.record = [&](const JournalEntry&) -> Result<void> { return full; }};
    const Result<void> written = context.writeJournal({"switching-over", {}});
    QVERIFY(!written.ok());
    QCOMPARE(written.error(), full);
}

QTEST_GUILESS_MAIN(TestJobContext)
#include "tst_jobcontext.moc"
