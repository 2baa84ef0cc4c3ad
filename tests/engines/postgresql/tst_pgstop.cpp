#include "engines/catalog.h"
#include "tests/support/enginedriver.h"
#include "tests/support/faultproxy.h"
#include "tests/support/pgserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QThread>

#include <future>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Whole restores that are stopped, paused, cut off or robbed of their server in every phase (TRUST.md, F03, F05, F35, F36): over
/// within two seconds, the old database as it was, and the truth afterwards.
class TestPgStop : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void stopsWithinTwoSeconds_data();
    void stopsWithinTwoSeconds();
    void pausesAtASafePoint();
    void saysWhatRemainsWhenTheConnectionIsLost();
    void givesUpANetworkThatIsDead();
    void tellsTheTruthAfterTheServerWasKilled_data();
    void tellsTheTruthAfterTheServerWasKilled();

private:
    std::unique_ptr<EngineDriver> onto(const QString& file, const QByteArray& target = "old") const;
    QString script(const QByteArray& content) const;
    bool isActive(const QByteArray& words) const; ///< a statement that holds these words runs in a staging database
    void waitUntilActive(const QByteArray& words) const
    {
        while (!isActive(words))
            QThread::msleep(5);
    }

    std::unique_ptr<PgServer> m_server;
    QTemporaryDir m_folder;
    QByteArray m_oldContent;
};

namespace {

// Functions that wait for a lock which the test holds, where a restore runs code of the backup.
constexpr char waits[] = "CREATE FUNCTION public.waits(i int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN PERFORM pg_sleep(600); RETURN i; END $$;\n";

QByteArray rows(int count) { return QByteArray("1\tsome text of a row\n").repeated(count); }

} // namespace

void TestPgStop::initTestCase()
{
    m_server = std::make_unique<PgServer>();
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    m_server->run("CREATE DATABASE old");
    m_server->run("CREATE TABLE precious (t text); INSERT INTO precious SELECT md5(i::text) FROM generate_series(1, 100) i", "old");
    m_oldContent = m_server->contentHash("old");
}

std::unique_ptr<EngineDriver> TestPgStop::onto(const QString& file, const QByteArray& target) const
{
    auto driver = std::make_unique<EngineDriver>(*engineById("postgresql"));
    driver->request.backups = {BackupFile{QFile::encodeName(file)}};
    driver->request.target = m_server->target(target);
    driver->request.overwrite = true;
    driver->request.jobs = 2;
    driver->request.options.insert(u"acceptRisks"_s, true);
    return driver;
}

QString TestPgStop::script(const QByteArray& content) const
{
    const QString path = m_folder.filePath(u"dump.sql"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write("--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\nSELECT pg_catalog.set_config('search_path', '', false);\n"
                                                       + content + "\n--\n-- PostgreSQL database dump complete\n--\n\n") < 0)
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

bool TestPgStop::isActive(const QByteArray& words) const
{
    return m_server->value("SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'old\\_\\_bf%' AND state = 'active' AND strpos(query, " + quotedPgLiteral(words) + ") > 0") != "0";
}

void TestPgStop::stopsWithinTwoSeconds_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("activity"); // words of the statement during which it is stopped
    QTest::newRow("COPY") << QByteArray(waits) + "CREATE TABLE public.t (a int, b text, c int DEFAULT public.waits(1));\nCOPY public.t (a, b) FROM stdin;\n" + rows(400'000) + "\\.\n" << QByteArray("COPY public.t");
    QTest::newRow("INSERT") << QByteArray(waits) + "CREATE TABLE public.t (a int, b int);\nINSERT INTO public.t VALUES (1, public.waits(2));\n" << QByteArray("INSERT INTO public.t");
    QTest::newRow("index") << QByteArray(waits) + "CREATE TABLE public.t (a int, b text);\nCOPY public.t (a, b) FROM stdin;\n" + rows(10) + "\\.\nCREATE INDEX slow ON public.t USING btree (public.waits(a));\n" << QByteArray("CREATE INDEX slow");
    QTest::newRow("key") << QByteArray(waits) + "CREATE TABLE public.t (a int, b text);\nCOPY public.t (a, b) FROM stdin;\n" + rows(10) + "\\.\nALTER TABLE ONLY public.t ADD CONSTRAINT c CHECK ((public.waits(a) > 0));\n" << QByteArray("ADD CONSTRAINT c");
    QTest::newRow("materialised view") << QByteArray(waits) + "CREATE MATERIALIZED VIEW public.m AS SELECT public.waits(1) AS i WITH NO DATA;\nREFRESH MATERIALIZED VIEW public.m;\n" << QByteArray("REFRESH MATERIALIZED");
    QTest::newRow("verification") << QByteArray("CREATE TABLE public.t (a int, b text);\nCOPY public.t (a, b) FROM stdin;\n") + rows(10) + "\\.\n" << QByteArray("pg_relation_size");
    QTest::newRow("a lock of somebody else") << QByteArray("CREATE TABLE public.t (a int, b text);\nCOPY public.t (a, b) FROM stdin;\n") + rows(10) + "\\.\nCREATE INDEX locked ON public.t USING btree (a);\n" << QByteArray("CREATE INDEX locked");
}

void TestPgStop::stopsWithinTwoSeconds()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, activity);
    const auto driver = onto(script(content));
    std::unique_ptr<PgConnection> holder;
    // Where nothing of the backup runs, somebody else's lock holds the statement up.
    const bool isVerification = QByteArray(QTest::currentDataTag()) == "verification";
    const bool needsLock = isVerification || QByteArray(QTest::currentDataTag()) == "a lock of somebody else";
    // Indexes may begin as soon as the rows are in, so their lock, which lets rows pass, is there before.
    const auto isTimeToLock = [&](const JobProgress& progress) {
        return isVerification ? progress.step == JobStep::Verifying : progress.step == JobStep::Loading && progress.object.contains(u"public.t"_s);
    };
    driver->onProgress = [&](const JobProgress& progress) {
        if (!needsLock || holder || !isTimeToLock(progress))
            return;
        holder = m_server->connect(m_server->databases("old\\_\\_bf%"));
        if (!holder->execute("BEGIN").ok() || !holder->execute(QByteArray("LOCK TABLE public.t IN ") + (isVerification ? "ACCESS EXCLUSIVE" : "ROW EXCLUSIVE") + " MODE").ok())
            qFatal("the table cannot be locked");
    };
    std::future<RestoreOutcome> restored = std::async(std::launch::async, [&] { return driver->restore(); });
    waitUntilActive(activity);
    QElapsedTimer clock;
    clock.start();
    driver->stop.request_stop();
    holder.reset(); // the visitor would keep the staging database from being dropped; the stop is asked for already
    const RestoreOutcome outcome = restored.get();
    qInfo("%lld ms", clock.elapsed());
    QVERIFY2(clock.elapsed() < 2000, QByteArray::number(clock.elapsed()).constData());
    QCOMPARE(outcome.end, RestoreEnd::Cancelled);
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(outcome.leftOvers, {});
    QCOMPARE(m_server->databases("old%"), "old");
    QCOMPARE(m_server->contentHash("old"), m_oldContent);
    QCOMPARE(m_server->value("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'BakFerry' AND query LIKE '%waits%' AND state = 'active' AND pid <> pg_backend_pid()"), "0");
}

void TestPgStop::pausesAtASafePoint()
{
    const auto driver = onto(script("CREATE TABLE public.t (a int, b text);\nCOPY public.t (a, b) FROM stdin;\n" + rows(800'000) + "\\.\n"));
    PauseGate gate;
    std::atomic<qint64> rowsDone = 0, reports = 0;
    driver->onProgress = [&](const JobProgress& progress) {
        ++reports;
        if (progress.step == JobStep::Loading && progress.rowsDone > 0 && rowsDone.exchange(progress.rowsDone) == 0)
            gate.pause();
    };
    driver->report = driver->precheck();
    driver->request.evidence = driver->report.evidence;
    driver->request.taskId = u"0123456789abcdef0123456789abcdef"_s;
    JobContext context = driver->context();
    context.pause = &gate;
    std::future<RestoreOutcome> restored = std::async(std::launch::async, [&] { return engineById("postgresql")->restore(driver->request, context); });
    QTRY_VERIFY(gate.isPaused());
    // Each connection may send what it has in its hands; then nothing moves, and nothing is asked of the server.
    qint64 before = -1;
    QTRY_VERIFY_WITH_TIMEOUT(std::exchange(before, reports.load()) == reports.load() && restored.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout, 5000);
    QCOMPARE(reports.load(), before);
    QCOMPARE(m_server->contentHash("old"), m_oldContent);
    gate.resume();
    const RestoreOutcome outcome = restored.get();
    QVERIFY2(outcome.end == RestoreEnd::Complete, outcome.error ? qPrintable(outcome.error->detail) : "");
    QCOMPARE(outcome.rows, 800'000);
    m_server->run("DROP DATABASE old");
    m_server->run("ALTER DATABASE " + m_server->databases("old%") + " RENAME TO old; ");
    m_server->run("ALTER DATABASE old ALLOW_CONNECTIONS true");
}

void TestPgStop::saysWhatRemainsWhenTheConnectionIsLost()
{
    FaultProxy proxy(m_server->folder().toUtf8() + "/.s.PGSQL.5432");
    const auto driver = onto(script(QByteArray(waits) + "CREATE TABLE public.t (a int, b text, c int DEFAULT public.waits(1));\nCOPY public.t (a, b) FROM stdin;\n" + rows(10) + "\\.\n"));
    driver->request.target.connection.host = u"127.0.0.1"_s;
    driver->request.target.connection.port = proxy.port();
    std::future<RestoreOutcome> restored = std::async(std::launch::async, [&] { return driver->restore(); });
    waitUntilActive("COPY public.t");
    proxy.cut();
    const RestoreOutcome outcome = restored.get();
    QCOMPARE(outcome.end, RestoreEnd::Failed);
    QCOMPARE(outcome.error->code, "server.lost");
    QVERIFY(!outcome.error->hint.isEmpty());
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(m_server->contentHash("old"), m_oldContent);
    // The network was there again for the cleaning up; had it not been, the staging database would be listed.
    QCOMPARE(outcome.leftOvers, {});
    QCOMPARE(m_server->databases("old%"), "old");
}

void TestPgStop::givesUpANetworkThatIsDead()
{
    FaultProxy proxy(m_server->folder().toUtf8() + "/.s.PGSQL.5432");
    const auto driver = onto(script(QByteArray(waits) + "CREATE TABLE public.t (a int, b text, c int DEFAULT public.waits(1));\nCOPY public.t (a, b) FROM stdin;\n" + rows(10) + "\\.\n"));
    driver->request.target.connection.host = u"127.0.0.1"_s;
    driver->request.target.connection.port = proxy.port();
    std::future<RestoreOutcome> restored = std::async(std::launch::async, [&] { return driver->restore(); });
    waitUntilActive("COPY public.t");
    proxy.stall();
    driver->stop.request_stop();
    QTRY_VERIFY_WITH_TIMEOUT(restored.wait_for(std::chrono::milliseconds(10)) == std::future_status::ready, 10'000); // its cleaning up waits for the server, too
    const RestoreOutcome outcome = restored.get();
    QCOMPARE(outcome.end, RestoreEnd::Cancelled);
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(outcome.leftOvers.size(), 1); // told, as it could not be removed
    proxy.goOn();
    driver->request.taskId = u"0123456789abcdef0123456789abcdef"_s;
    QTRY_VERIFY_WITH_TIMEOUT(engineById("postgresql")->discard(driver->request, driver->journal, outcome.leftOvers.first()).ok(), 10'000);
    QCOMPARE(m_server->databases("old%"), "old");
    QCOMPARE(m_server->contentHash("old"), m_oldContent);
}

void TestPgStop::tellsTheTruthAfterTheServerWasKilled_data()
{
    QTest::addColumn<int>("reports");
    for (const int n : {1, 3, 6, 10, 14, 18, 22, 26, 30, 34}) // of the restore's progress
        QTest::addRow("after %d reports", n) << n;
}

void TestPgStop::tellsTheTruthAfterTheServerWasKilled()
{
    QFETCH(const int, reports);
    QByteArray content;
    for (const char* table : {"a", "b", "c", "d"})
        content += QByteArray("CREATE TABLE public.") + table + " (a int, b text);\n";
    for (const char* table : {"a", "b", "c", "d"})
        content += QByteArray("COPY public.") + table + " (a, b) FROM stdin;\n" + rows(50'000) + "\\.\n";
    for (const char* table : {"a", "b", "c", "d"})
        content += QByteArray("CREATE INDEX i") + table + " ON public." + table + " USING btree (b);\n";
    const auto driver = onto(script(content));
    driver->report = driver->precheck();
    driver->request.evidence = driver->report.evidence;
    driver->request.taskId = u"0123456789abcdef0123456789abcdef"_s;
    std::atomic_int seen = 0;
    std::once_flag once;
    driver->onProgress = [&](const JobProgress&) {
        if (++seen >= reports)
            std::call_once(once, [&] { m_server->killNow(); });
    };
    const RestoreOutcome outcome = driver->restoreWithoutPrecheck();
    if (seen < reports) { // it was done before
        m_server->killNow();
    }
    QVERIFY(m_server->start());
    const Recovery recovery = engineById("postgresql")->reconcile(driver->request, driver->journal);
    QVERIFY2(!recovery.error, recovery.error ? qPrintable(recovery.error->detail) : "");
    const bool isNew = m_server->value("SELECT count(*) FROM pg_class WHERE relname = 'precious'", "old") == "0";
    qInfo("%s; the restore said end %d, remains %d", isNew ? "new" : "old", int(outcome.end), int(outcome.remains));
    QCOMPARE(recovery.switchedOver, isNew);
    QCOMPARE(recovery.remains, isNew ? Remains::New : Remains::Old);
    if (outcome.end == RestoreEnd::Complete || outcome.remains == Remains::New)
        QVERIFY(isNew);
    if (outcome.remains == Remains::Old)
        QVERIFY(!isNew);
    if (!isNew)
        QCOMPARE(m_server->contentHash("old"), m_oldContent);
    for (const LeftOver& left : recovery.leftOvers) {
        if (isNew) { // put things back for the next
            m_server->run("DROP DATABASE old");
            m_server->run("ALTER DATABASE " + left.place + " RENAME TO old");
            m_server->run("ALTER DATABASE old ALLOW_CONNECTIONS true");
        } else {
            QVERIFY(engineById("postgresql")->discard(driver->request, driver->journal, left).ok());
        }
    }
    QCOMPARE(m_server->databases("old%"), "old");
}

QTEST_GUILESS_MAIN(TestPgStop)
#include "tst_pgstop.moc"
