// A chain of backups on the command line, with real servers: full, logs one after another, completed, undone.
#include "tests/app/cliprocess.h"
#include "tests/engines/mariadb/mychainworld.h"

#include <QJsonArray>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestCliChain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void oneCallRestoresTheWholeChain();
    void aTaskWaitsAndGoesOnFromCallToCall();
    void aLogThatDoesNotFitLeavesTheTaskWaiting();
    void aWaitingTaskIsCompletedOrGivenUp();
    void theCommandLineIsJudgedBeforeAnythingIsDone_data();
    void theCommandLineIsJudgedBeforeAnythingIsDone();
    void inspectAndPrecheckDrawTheChain();

private:
    QByteArray path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)).toLocal8Bit(); }
    QByteArray url(const QByteArray& database) const { return "mariadb://root@" + m_target->socket().toLocal8Bit().toPercentEncoding() + '/' + database; }
    QByteArrayList restore(const QByteArrayList& more) const
    {
        return QByteArrayList{"restore", "--backup", m_world->full, "--target", url("drill"), "--store", path("s.db"), "--accept-warnings", "--json"} + more;
    }
    QByteArrayList tasks(const QByteArray& command, const QByteArray& id, const QByteArrayList& more = {}) const
    {
        return QByteArrayList{"tasks", command, id, "--store", path("s.db"), "--json"} + more;
    }
    QByteArray log(int number) const { return m_world->files[number].path; }
    bool has(const QByteArray& database) const
    {
        return *m_target->connect()->value("SELECT count(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + quotedMyLiteral(database)) == "1";
    }

    std::unique_ptr<MyChainWorld> m_world;
    std::unique_ptr<MariaDbServer> m_target;
    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

QByteArray why(const CliRun& run) { return QByteArray::number(run.status) + ' ' + run.out.right(3000) + run.err.right(1000); }

} // namespace

void TestCliChain::initTestCase()
{
    m_target = std::make_unique<MariaDbServer>(QByteArrayList(), MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder());
    if (!m_target->isRunning())
        QSKIP(m_target->why().constData());
    m_world = std::make_unique<MyChainWorld>("MIXED");
}

void TestCliChain::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto connection = m_target->connect();
    const Result<MyAnswer> made = connection->execute("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'drill%'");
    for (qsizetype row = 0; row < made->rows(); ++row)
        QVERIFY(connection->execute("DROP DATABASE " + quotedMyName(made->text(row, 0))).ok());
}

void TestCliChain::oneCallRestoresTheWholeChain()
{
    // As a shell expands mysql-bin.00000*.
    const CliRun run = runCli(restore({"--incremental", log(0), log(1), log(2), log(3), log(4), "--name", "whole-chain"}));
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(m_target->contentHash("drill"), m_world->ends.last());
    const QList<QJsonObject> chains = run.of(u"chain"_s);
    QCOMPARE(chains.size(), 1);
    QCOMPARE(chains.first()[u"links"_s].toArray().size(), 6);
    QCOMPARE(run.result()[u"chain"_s].toObject()[u"links"_s].toArray().size(), 6);
    QVERIFY(!run.result()[u"verification"_s].toArray().isEmpty());
}

void TestCliChain::aTaskWaitsAndGoesOnFromCallToCall()
{
    const auto admin = m_target->connect();
    QVERIFY(admin->execute("CREATE DATABASE drill").ok() && admin->execute("CREATE TABLE drill.mine (a INT PRIMARY KEY)").ok() && admin->execute("INSERT INTO drill.mine VALUES (42)").ok());
    const QByteArray old = m_target->contentHash("drill");
    CliRun run = runCli(restore({"--incremental", log(0), "--last-backup", "no", "--overwrite"}));
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(run.result()[u"phase"_s].toString(), u"AwaitingBackup"_s);
    QCOMPARE(run.result()[u"status"_s].toString(), u"Restoring"_s);
    QCOMPARE(run.result()[u"remains"_s].toString(), u"Old"_s);
    QCOMPARE(m_target->contentHash("drill"), old);
    const QByteArray id = run.result()[u"id"_s].toString().toLatin1();

    // Each call is a program of its own: the task waits in the store, and no start of the program interrupts it.
    run = runCli(tasks("show", id.left(8)));
    QCOMPARE(run.result()[u"phase"_s].toString(), u"AwaitingBackup"_s);
    run = runCli(tasks("discard", id));
    QVERIFY2(run.status == 11, why(run).constData());
    run = runCli(tasks("continue", id.left(8), {"--backup", log(1), "--last-backup", "no"}));
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(run.result()[u"phase"_s].toString(), u"AwaitingBackup"_s);
    run = runCli(tasks("continue", id, {"--backup", log(2), "--backup", log(3)}));
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(run.result()[u"phase"_s].toString(), u"Done"_s);
    QCOMPARE(m_target->contentHash("drill"), m_world->ends[3]);

    run = runCli(tasks("continue", id, {"--backup", log(4)}));
    QCOMPARE(run.status, 2);
    QCOMPARE(run.result()[u"error"_s].toObject()[u"code"_s].toString(), u"task.not-waiting"_s);
    run = runCli(tasks("undo", id));
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(m_target->contentHash("drill"), old);
}

void TestCliChain::aLogThatDoesNotFitLeavesTheTaskWaiting()
{
    CliRun run = runCli(restore({"--incremental", log(0), "--last-backup", "no"}));
    QVERIFY2(run.status == 0, why(run).constData());
    const QByteArray id = run.result()[u"id"_s].toString().toLatin1();
    run = runCli(tasks("continue", id, {"--backup", log(2)}));
    QVERIFY2(run.status == 10, why(run).constData());
    QCOMPARE(run.result()[u"phase"_s].toString(), u"AwaitingBackup"_s);
    QCOMPARE(run.result()[u"error"_s].toObject()[u"code"_s].toString(), u"chain.gap"_s);
    run = runCli(tasks("continue", id, {"--backup", log(1), "--stop-at", "mysql-bin.000003:700"}));
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(run.result()[u"phase"_s].toString(), u"Done"_s);
    QVERIFY(has("drill"));
}

void TestCliChain::aWaitingTaskIsCompletedOrGivenUp()
{
    CliRun run = runCli(restore({"--last-backup", "no"}));
    QVERIFY2(run.status == 0, why(run).constData());
    run = runCli(tasks("complete", run.result()[u"id"_s].toString().toLatin1()));
    QVERIFY2(run.status == 0, why(run).constData());
    QVERIFY(has("drill"));
    init();
    run = runCli(restore({"--incremental", log(0), "--last-backup", "no"}));
    const QByteArray id = run.result()[u"id"_s].toString().toLatin1();
    run = runCli(tasks("cancel", id));
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(run.result()[u"phase"_s].toString(), u"Cancelled"_s);
    QCOMPARE(*m_target->connect()->value("SELECT count(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'drill%'"), QByteArray("0"));
}

void TestCliChain::theCommandLineIsJudgedBeforeAnythingIsDone_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<QString>("code");
    QTest::newRow("a stop that is none") << restore({"--stop-at", "noon"}) << u"stop.form"_s;
    QTest::newRow("a stop and no last backup") << restore({"--stop-at", "2026-11-25 08:30", "--last-backup", "no"}) << u"usage.last-backup"_s;
    QTest::newRow("neither yes nor no") << restore({"--last-backup", "perhaps"}) << u"usage.last-backup"_s;
    QTest::newRow("nothing to go on with") << tasks("continue", "abcd") << u"usage.backup"_s;
    QTest::newRow("an engine without stops") << QByteArrayList{"restore", "--backup", "a", "--target", "sqlite:///tmp/x.db", "--stop-at", "2026-11-25 08:30", "--json", "--store", path("s.db")} << u"stop.unsupported"_s;
}

void TestCliChain::theCommandLineIsJudgedBeforeAnythingIsDone()
{
    QFETCH(QByteArrayList, arguments);
    QFETCH(QString, code);
    const CliRun run = runCli(arguments);
    QVERIFY2(run.status == 2, why(run).constData());
    QCOMPARE(run.result()[u"error"_s].toObject()[u"code"_s].toString(), code);
}

void TestCliChain::inspectAndPrecheckDrawTheChain()
{
    CliRun run = runCli({"inspect", m_world->full, log(0), log(2), "--language", "en"});
    QVERIFY2(run.status == 0, why(run).constData());
    QVERIFY2(run.out.contains("mysql-bin.000003 is missing in front of mysql-bin.000004"), run.out.constData());
    run = runCli({"precheck", "--backup", m_world->full, "--incremental", log(0), log(1), "--target", url("drill"), "--json"});
    QCOMPARE(run.of(u"chain"_s).size(), 1);
    QVERIFY(run.of(u"chain"_s).first()[u"restorableTo"_s].toString().startsWith(u"mysql-bin.000003:"_s));
}

QTEST_GUILESS_MAIN(TestCliChain)
#include "tst_clichain.moc"
