// Full backup and binary logs of a real server into another one, compared with what the first one held.
#include "engines/mariadb/mariadbengine.h"
#include "tests/engines/mariadb/mychainworld.h"

#include <QDateTime>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

class TestMyReplay : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void fullAndFiveLogsEqualTheServer_data();
    void fullAndFiveLogsEqualTheServer();
    void aStopEndsWhereTheServerWasThen_data();
    void aStopEndsWhereTheServerWasThen();
    void theChainWaitsForItsNextLogUntilTheLastOne();
    void aRefusedLogLeavesTheWaitingStagingAsItWas();
    void anOverwriteByAChainCanBeUndone();
    void aLogGivenAgainWithMoreInItGoesOn();
    void aStopOfTheReplayLeavesNothingBehind();
    void aTriggerThatNamesTheTargetIsNotFired();
    void aUserWithoutTheRightIsToldBefore();

private:
    RestoreRequest requestFor(const MyChainWorld& world, const BackupSet& backups) const;
    QByteArray hash(const QByteArray& database) const { return m_target->contentHash(database); }
    bool has(const QByteArray& database) const;
    MyChainWorld& mixed() { return *m_mixed; }

    std::unique_ptr<MariaDbServer> m_target;
    std::unique_ptr<MyChainWorld> m_mixed, m_row;
    MariaDbEngine m_engine;
};

void TestMyReplay::initTestCase()
{
    m_target = std::make_unique<MariaDbServer>(QByteArrayList(), MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder());
    if (!m_target->isRunning())
        QSKIP(m_target->why().constData());
    m_mixed = std::make_unique<MyChainWorld>("MIXED");
    m_row = std::make_unique<MyChainWorld>("ROW", 8);
    for (const MyChainWorld* world : {m_mixed.get(), m_row.get()})
        QCOMPARE(world->files.size(), 5);
}

void TestMyReplay::cleanup()
{
    if (!m_target->isRunning())
        return;
    const auto connection = m_target->connect();
    const Result<MyAnswer> made = connection->execute("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'drill%'");
    for (qsizetype row = 0; row < made->rows(); ++row)
        QVERIFY(connection->execute("DROP DATABASE " + quotedMyName(made->text(row, 0))).ok());
}

RestoreRequest TestMyReplay::requestFor(const MyChainWorld&, const BackupSet& backups) const
{
    RestoreRequest request;
    request.taskId = u"5a5a5a5a000000000000000000000000"_s;
    request.backups = backups;
    request.target = m_target->target("drill");
    return request;
}

bool TestMyReplay::has(const QByteArray& database) const
{
    return *m_target->connect()->value("SELECT count(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + quotedMyLiteral(database)) == "1";
}

void TestMyReplay::fullAndFiveLogsEqualTheServer_data()
{
    QTest::addColumn<bool>("rows");
    QTest::newRow("mixed") << false;
    QTest::newRow("row") << true;
}

void TestMyReplay::fullAndFiveLogsEqualTheServer()
{
    QFETCH(bool, rows);
    const MyChainWorld& world = rows ? *m_row : *m_mixed;
    EngineDriver driver(m_engine);
    driver.request = requestFor(world, world.set());
    const RestoreOutcome outcome = driver.restore();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ') + u' ' + outcome.error->detail + QString::fromUtf8(outcome.error->code)) : "");
    QCOMPARE(hash("drill"), world.ends.last());
    QCOMPARE(MyChainWorld::schema(*m_target, "drill"), world.schemaAtEnd);
    QVERIFY(!has("other"));
    QCOMPARE(outcome.remains, Remains::New);
    QStringList compared;
    for (const Finding& finding : outcome.verification)
        compared += QString::fromLatin1(finding.checkId);
    QVERIFY2(compared.contains(u"transactions"_s) && compared.contains(u"position"_s), qPrintable(compared.join(u' ')));
    // The precheck told what it would leave out, and nothing of the password.
    const QStringList open = openFindings(driver.report);
    QVERIFY2(open.join(u' ').contains(u"chain: Warning"_s), qPrintable(open.join(u'\n')));
    for (const Finding& finding : driver.report.findings)
        QVERIFY(!finding.what.arguments.join(u' ').contains(u"geheim"_s) && !finding.detail.contains(u"geheim"_s));
    // The chain as it is drawn.
    const BackupChain& chain = driver.report.facts.chain;
    QCOMPARE(chain.links.size(), 6);
    for (const ChainLink& link : chain.links)
        QVERIFY2(link.accepted, qPrintable(link.from));
    QCOMPARE(chain.links[3].kind, ChainLink::Kind::Incremental);
    QVERIFY(chain.links[3].from.startsWith(QString::fromLatin1(world.names[2])));
    QCOMPARE(chain.links[3].server, rows ? u"server id 8"_s : u"server id 7"_s);
    QCOMPARE(chain.links[3].lastUtc.toSecsSinceEpoch(), MyChainWorld::began + 3500);
    QVERIFY(chain.restorableTo.startsWith(QString::fromLatin1(world.names[4])));
}

void TestMyReplay::aStopEndsWhereTheServerWasThen_data()
{
    QTest::addColumn<QString>("stop");
    QTest::addColumn<int>("log"); ///< whose middle or end it is
    QTest::addColumn<bool>("isEnd");
    const auto utc = [](qint64 seconds) { return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s) + u'Z'; };
    QTest::newRow("in the middle of the third log") << utc(MyChainWorld::began + 3500) << 2 << false;
    QTest::newRow("between the second and the third") << utc(MyChainWorld::began + 2999) << 1 << true;
    QTest::newRow("local time") << QDateTime::fromSecsSinceEpoch(MyChainWorld::began + 1400).toString(u"yyyy-MM-dd HH:mm:ss"_s) << 0 << false;
    QTest::newRow("behind the end, which is asked about") << utc(MyChainWorld::began + 9000) << 4 << true;
}

void TestMyReplay::aStopEndsWhereTheServerWasThen()
{
    QFETCH(QString, stop);
    QFETCH(int, log);
    QFETCH(bool, isEnd);
    EngineDriver driver(m_engine);
    driver.request = requestFor(mixed(), mixed().set());
    driver.request.stopAt = stop;
    const RestoreOutcome outcome = driver.restore();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ')) : "");
    QCOMPARE(hash("drill"), isEnd ? mixed().ends[log] : mixed().middle[log]);
    // The same place as a position: where the chain said it would end.
    if (log == 4)
        return;
    cleanup();
    const QString position = driver.report.facts.chain.restorableTo;
    driver.request.stopAt = position;
    const RestoreOutcome again = driver.restore();
    QVERIFY2(!again.error, again.error ? qPrintable(again.error->what.arguments.join(u' ')) : "");
    QCOMPARE(hash("drill"), isEnd ? mixed().ends[log] : mixed().middle[log]);
}

void TestMyReplay::theChainWaitsForItsNextLogUntilTheLastOne()
{
    EngineDriver driver(m_engine);
    driver.request = requestFor(mixed(), mixed().set(1));
    driver.request.lastBackup = false;
    RestoreOutcome outcome = driver.restore();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ')) : "");
    QCOMPARE(outcome.end, RestoreEnd::Waiting);
    QVERIFY(!has("drill"));
    QCOMPARE(outcome.leftOvers.size(), 1);
    QCOMPARE(hash(outcome.leftOvers.first().place).isEmpty(), false);

    for (int log = 2; log <= 4; ++log) {
        driver.request.appliedBackups = int(driver.request.backups.size());
        driver.request.backups += mixed().files[log - 1];
        const PrecheckReport report = m_engine.precheckNext(driver.request, driver.journal, driver.context());
        QVERIFY2(!report.hasBlocker(), qPrintable(openFindings(report).join(u' ')));
        QVERIFY(report.facts.chain.restorableTo.startsWith(QString::fromLatin1(mixed().names[log - 1])));
        outcome = m_engine.continueRestore(driver.request, driver.journal, driver.context());
        QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ')) : "");
        QCOMPARE(outcome.end, RestoreEnd::Waiting);
        QVERIFY(!has("drill"));
        QVERIFY(!outcome.verification.isEmpty());
    }
    driver.request.appliedBackups = int(driver.request.backups.size());
    driver.request.backups += mixed().files[4];
    driver.request.lastBackup = true;
    outcome = m_engine.continueRestore(driver.request, driver.journal, driver.context());
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ')) : "");
    QCOMPARE(outcome.remains, Remains::New);
    QCOMPARE(hash("drill"), mixed().ends.last());
}

void TestMyReplay::aRefusedLogLeavesTheWaitingStagingAsItWas()
{
    EngineDriver driver(m_engine);
    driver.request = requestFor(mixed(), mixed().set(2));
    driver.request.lastBackup = false;
    RestoreOutcome outcome = driver.restore();
    QCOMPARE(outcome.end, RestoreEnd::Waiting);
    const QByteArray staging = outcome.leftOvers.first().place;
    const QByteArray before = hash(staging);
    for (const BackupFile& wrong : {mixed().files[3], mixed().files[0], m_row->files[2], BackupFile{mixed().full, true}}) {
        driver.request.appliedBackups = 3;
        driver.request.backups = mixed().set(2) + BackupSet{wrong};
        QVERIFY(m_engine.precheckNext(driver.request, driver.journal, driver.context()).hasBlocker());
        outcome = m_engine.continueRestore(driver.request, driver.journal, driver.context());
        QCOMPARE(outcome.end, RestoreEnd::Waiting);
        QVERIFY(outcome.error);
        QCOMPARE(hash(staging), before);
    }
    // Completed without another log it is what the second one left.
    driver.request.backups = mixed().set(2);
    driver.request.lastBackup = true;
    outcome = m_engine.continueRestore(driver.request, driver.journal, driver.context());
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ')) : "");
    QCOMPARE(hash("drill"), mixed().ends[1]);
}

void TestMyReplay::anOverwriteByAChainCanBeUndone()
{
    const auto admin = m_target->connect();
    for (const char* sql : {"CREATE DATABASE drill", "CREATE TABLE drill.mine (a INT PRIMARY KEY)", "INSERT INTO drill.mine VALUES (42)"})
        QVERIFY(admin->execute(sql).ok());
    const QByteArray old = hash("drill");
    EngineDriver driver(m_engine);
    driver.request = requestFor(mixed(), mixed().set(1));
    driver.request.overwrite = true;
    driver.request.lastBackup = false;
    QCOMPARE(driver.restore().end, RestoreEnd::Waiting);
    QCOMPARE(hash("drill"), old);
    driver.request.appliedBackups = 2;
    driver.request.backups += mixed().files[1];
    driver.request.lastBackup = true;
    RestoreOutcome outcome = m_engine.continueRestore(driver.request, driver.journal, driver.context());
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ')) : "");
    QCOMPARE(hash("drill"), mixed().ends[1]);
    QCOMPARE(outcome.leftOvers.size(), 1);
    outcome = m_engine.undoOverwrite(driver.request, driver.journal, driver.context());
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ')) : "");
    QCOMPARE(hash("drill"), old);
}

void TestMyReplay::aLogGivenAgainWithMoreInItGoesOn()
{
    // The second log, copied while the server was in the middle of it.
    const QByteArray whole = MyChainWorld::read(mixed().files[1].path);
    EngineDriver look(m_engine);
    look.request = requestFor(mixed(), mixed().set(2));
    look.request.stopAt = QDateTime::fromSecsSinceEpoch(MyChainWorld::began + 2400, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s) + u'Z';
    const QString middle = look.precheck().facts.chain.restorableTo;
    const QByteArray early = mixed().folder.filePath(u"early/"_s).toLocal8Bit() + mixed().names[1];
    QVERIFY(QDir().mkpath(mixed().folder.filePath(u"early"_s)));
    MyChainWorld::write(early, whole.first(middle.section(u':', 1).toLongLong()));

    EngineDriver driver(m_engine);
    driver.request = requestFor(mixed(), mixed().set(1) + BackupSet{BackupFile{early, true}});
    driver.request.lastBackup = false;
    const RestoreOutcome first = driver.restore();
    QCOMPARE(first.end, RestoreEnd::Waiting);
    driver.request.appliedBackups = 3;
    driver.request.backups += mixed().files[1];
    driver.request.lastBackup = true;
    const RestoreOutcome outcome = m_engine.continueRestore(driver.request, driver.journal, driver.context());
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u' ')) : "");
    QCOMPARE(hash("drill"), mixed().ends[1]);
}

void TestMyReplay::aStopOfTheReplayLeavesNothingBehind()
{
    EngineDriver driver(m_engine);
    driver.request = requestFor(*m_row, m_row->set());
    bool asked = false;
    QElapsedTimer sinceStop;
    driver.onProgress = [&](const JobProgress& progress) {
        if (progress.step == JobStep::Replaying && !std::exchange(asked, true)) {
            sinceStop.start();
            driver.stop.request_stop();
        }
    };
    const RestoreOutcome outcome = driver.restore();
    QVERIFY(asked);
    QVERIFY(sinceStop.elapsed() < 2000);
    QCOMPARE(outcome.end, RestoreEnd::Cancelled);
    QCOMPARE(outcome.remains, Remains::Nothing);
    QCOMPARE(*m_target->connect()->value("SELECT count(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'drill%'"), QByteArray("0"));
    QVERIFY(driver.log.join(u'\n').contains(u"from its full backup on"_s));
}

void TestMyReplay::aTriggerThatNamesTheTargetIsNotFired()
{
    const auto admin = m_target->connect();
    for (const char* sql : {"CREATE DATABASE drill", "CREATE TABLE drill.audit (id BIGINT AUTO_INCREMENT PRIMARY KEY, what VARCHAR(80), at TIMESTAMP NULL)"})
        QVERIFY(admin->execute(sql).ok());
    const QByteArray old = hash("drill");
    const QByteArray full = mixed().folder.filePath(u"named.sql"_s).toLocal8Bit();
    MyChainWorld::write(full, MyChainWorld::read(mixed().full).replace("INSERT INTO audit (what, at)", "INSERT INTO shop.audit (what, at)"));
    EngineDriver driver(m_engine);
    driver.request = requestFor(mixed(), BackupSet{BackupFile{full}, mixed().files[0]});
    driver.request.overwrite = true;
    const RestoreOutcome outcome = driver.restore();
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->code, QByteArray("chain.names_database"));
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(hash("drill"), old);
}

void TestMyReplay::aUserWithoutTheRightIsToldBefore()
{
    const auto admin = m_target->connect();
    QVERIFY(admin->execute("CREATE USER weak@localhost").ok());
    QVERIFY(admin->execute("GRANT ALL ON `drill%`.* TO weak@localhost").ok());
    EngineDriver driver(m_engine);
    driver.request = requestFor(mixed(), mixed().set());
    driver.request.target = m_target->target("drill", u"weak"_s);
    driver.request.options.insert(u"definer"_s, u"current"_s);
    const QStringList open = openFindings(driver.precheck());
    QVERIFY2(open.contains(u"privilege: Blocker server.privilege"_s), qPrintable(open.join(u'\n')));
    QVERIFY(admin->execute("DROP USER weak@localhost").ok());
}

QTEST_GUILESS_MAIN(TestMyReplay)
#include "tst_myreplay.moc"
