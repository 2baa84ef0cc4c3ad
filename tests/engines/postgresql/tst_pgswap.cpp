#include "engines/postgresql/server/pgcarry.h"
#include "engines/postgresql/server/pgcatalog.h"
#include "engines/postgresql/server/pgjournal.h"
#include "engines/postgresql/server/pgstaging.h"
#include "tests/support/pgserver.h"

#include <QFile>
#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Staging, switch-over, undo and clean-up on a real server. "Old" databases hold a table o, restored ones a table n.
class TestPgSwap : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void makesStagingAsTheBackupSays();
    void cutsNamesBetweenCharacters();
    void putsANewDatabaseInPlace();
    void worksWithOddNames_data();
    void worksWithOddNames();
    void carriesEverythingOver();
    void splitsSettingListsAsTheServerDoes();
    void switchesSeveralDatabasesAtOnce();
    void putsTheOldDatabaseBack();
    void discardsOnlyItsOwn();
    void refusesWhileSessionsAreThere();
    void endsSessionsWithConsent();
    void undoneByAStopBeforeTheTransaction();
    void noticesAReplacedTarget_data();
    void noticesAReplacedTarget();
    void noticesATargetThatAppeared();
    void leavesStagingThatIsInUse();
    void loadsIntoAnEmptyDatabaseOnly();
    void tellsTheTruthAfterAServerCrash_data();
    void tellsTheTruthAfterAServerCrash();
    void tellsTheTruthWhenCutInsideTheTransaction();
    void tellsTheTruthWhenOnlyTheJournalLacks();
    void tellsTheTruthOfAnUndoThatDied();
    void findsStagingWhoseOidWasNeverRecorded();
    void saysWhenItCannotKnow();

private:
    struct Job
    {
        RestoreRequest request;
        Journal journal;
        std::stop_source stop;
        QByteArray failAt; ///< the journal cannot write this step
        JobContext context()
        {
            JobContext made;
            made.stop = stop.get_token();
            made.record = [this](const JournalEntry& entry) {
                if (entry.step == failAt)
                    return Result<void>(Error{ErrorKind::StoreFailed, "test.store", {}, {}, {}});
                journal += entry;
                return Result<void>();
            };
            return made;
        }
    };

    std::unique_ptr<Job> job(const QByteArray& database, bool overwrite = true)
    {
        auto made = std::make_unique<Job>();
        made->request.taskId = QString::number(0x10000000 + ++m_jobs, 16) + u"000000000000000000000000"_s;
        made->request.target = m_server->target(database);
        made->request.overwrite = overwrite;
        return made;
    }

    void makeOld(const QByteArray& name) { make(name, "CREATE TABLE o (i int)"); }
    void make(const QByteArray& name, const QByteArray& content)
    {
        run("CREATE DATABASE " + quotedPgName(name) + " TEMPLATE template0");
        run(content, name);
    }
    void run(const QByteArray& sql, const QByteArray& database = "postgres")
    {
        const auto done = m_server->connect(database)->execute(sql);
        QVERIFY2(done.ok(), qPrintable(QString::fromUtf8(sql) + done.error().detail));
    }
    QByteArray value(const QByteArray& sql, const QByteArray& database = "postgres") { return *m_server->connect(database)->value(sql); }
    /// "o" or "n": which database has this name now; "" there is none
    QByteArray holds(const QByteArray& name)
    {
        if (value("SELECT count(*) FROM pg_database WHERE datname = " + quotedPgLiteral(name)) == "0")
            return "";
        return value("SELECT string_agg(relname, '') FROM pg_class WHERE relname IN ('o', 'n')", name);
    }
    Result<PgStagedDatabase> stage(Job& job, const PgDatabase& source = {})
    {
        const auto maintenance = openMaintenance(job.request.target, {}, job.context());
        Result<PgStagedDatabase> staged = createStaging(**maintenance, job.request, source, job.request.target.database, job.context());
        if (staged)
            run("CREATE TABLE n (i int)", staged->staging);
        return staged;
    }
    void crash() ///< as kill -9 of every process does; waits until nothing of the server is left
    {
        QFile pidFile(m_server->folder() + u"/data/postmaster.pid"_s);
        if (pidFile.open(QIODevice::ReadOnly))
            ::kill(pid_t(pidFile.readLine().trimmed().toInt()), SIGQUIT);
        m_server->killNow();
    }
    bool isOpen(const QByteArray& name) { return value("SELECT datallowconn FROM pg_database WHERE datname = " + quotedPgLiteral(name)) == "t"; }

    std::unique_ptr<PgServer> m_server;
    int m_jobs = 0;
};

void TestPgSwap::initTestCase()
{
    m_server = std::make_unique<PgServer>(QByteArrayList{"log_statement=all", "fsync=off", "max_prepared_transactions=5"});
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
}

void TestPgSwap::makesStagingAsTheBackupSays()
{
    const auto one = job("shaped", false);
    PgDatabase source;
    source.encoding = "SQL_ASCII";
    source.locale = "C";
    const auto staged = stage(*one, source);
    QVERIFY2(staged.ok(), qPrintable(staged.error().detail));
    QCOMPARE(staged->staging, pgStagingName("shaped", one->request.taskId));
    const QByteArray facts = "SELECT pg_encoding_to_char(encoding) || ' ' || datcollate || ' ' || datctype || ' ' || shobj_description(oid, 'pg_database') FROM pg_database WHERE oid = ";
    QCOMPARE(value(facts + QByteArray::number(staged->stagingOid)), "SQL_ASCII C C BakFerry " + one->request.taskId.toLatin1());
    QCOMPARE(one->journal.first().step, pgstep::creatingStaging);
    QCOMPARE(PgStory::of(one->journal).databases, QList{*staged});
    QCOMPARE(dropStaging({*staged}, one->request), {});
    QCOMPARE(value("SELECT count(*) FROM pg_database WHERE datname LIKE 'shaped%'"), "0");

    const auto other = job("shaped", false);
    other->request.options = {{u"locale"_s, u"C"_s}, {u"encoding"_s, u"LATIN1"_s}};
    source.locale = source.encoding = "nowhere";
    const auto chosen = stage(*other, source);
    QVERIFY(chosen.ok());
    QVERIFY(value(facts + QByteArray::number(chosen->stagingOid)).startsWith("LATIN1 C C"));
    dropStaging({*chosen}, other->request);

    makeOld("shaped");
    const auto third = job("shaped", false);
    QCOMPARE(stage(*third).error().code, "target.exists");
    QVERIFY(third->journal.isEmpty());
}

void TestPgSwap::cutsNamesBetweenCharacters()
{
    const QString id(32, u'a');
    QByteArray chinese;
    while (chinese.size() < 63)
        chinese += "\xE5\xBA\x93"; // 21 characters of 3 bytes
    for (const QByteArray& name : {pgStagingName(chinese, id), pgKeptName(chinese, id)}) {
        QVERIFY(name.size() <= 63 && name.size() > 60);
        QVERIFY(QUtf8StringView(name).isValidUtf8());
        QVERIFY(name.endsWith("aaaaaaaa"));
    }
    QCOMPARE(pgStagingName("shop", id), "shop__bf_aaaaaaaa");
    QCOMPARE(pgKeptName("shop", id), "shop__bf_old_aaaaaaaa");
}

void TestPgSwap::putsANewDatabaseInPlace()
{
    const auto one = job("fresh", false);
    const auto staged = stage(*one);
    QVERIFY(staged.ok());
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    QVERIFY2(!done.error, qPrintable(done.error ? done.error->detail : QString()));
    QCOMPARE(done.remains, Remains::New);
    QCOMPARE(done.warnings, {});
    QCOMPARE(holds("fresh"), "n");
    QCOMPARE(value("SELECT shobj_description(oid, 'pg_database') IS NULL FROM pg_database WHERE datname = 'fresh'"), "t");
    const Recovery recovery = reconcilePg(one->request, one->journal);
    QVERIFY(recovery.switchedOver);
    QCOMPARE(recovery.leftOvers, {});
    QCOMPARE(undoPgOverwrite(one->request, one->journal, one->context()).error->code, "undo.nothing_kept");
    QCOMPARE(holds("fresh"), "n");
}

void TestPgSwap::worksWithOddNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("quotes") << QByteArray("a\"b'c\\d;--");
    QTest::newRow("Chinese") << QByteArray("\xE5\xB0\x8F\xE5\xBA\x97");
    QTest::newRow("63 bytes") << QByteArray(63, 'x');
    QTest::newRow("connection string") << QByteArray("host=127.0.0.1 port=9 dbname=zz");
    QTest::newRow("URL") << QByteArray("postgresql://127.0.0.1:9/zz");
    QTest::newRow("upper case") << QByteArray("MyDb ");
}

void TestPgSwap::worksWithOddNames()
{
    QFETCH(const QByteArray, name);
    makeOld(name);
    const auto one = job(name);
    const auto staged = stage(*one);
    QVERIFY2(staged.ok(), qPrintable(staged.error().detail));
    QCOMPARE(switchOver({*staged}, one->request, one->context()).remains, Remains::New);
    QCOMPARE(holds(name), "n");
    QCOMPARE(reconcilePg(one->request, one->journal).leftOvers, (QList{LeftOver{LeftOver::Kind::KeptOld, staged->kept, -1}}));
    QCOMPARE(undoPgOverwrite(one->request, one->journal, one->context()).remains, Remains::Old);
    QCOMPARE(holds(name), "o");
    run("DROP DATABASE " + quotedPgName(name));
}

void TestPgSwap::carriesEverythingOver()
{
    run("CREATE ROLE app LOGIN; CREATE ROLE \"Le\"\"ser\"; CREATE ROLE boss; CREATE ROLE handed");
    makeOld("carry");
    run("ALTER DATABASE carry OWNER TO boss; REVOKE ALL ON DATABASE carry FROM PUBLIC; GRANT CONNECT ON DATABASE carry TO \"Le\"\"ser\";"
        "GRANT CREATE ON DATABASE carry TO app WITH GRANT OPTION; SET ROLE app; GRANT CREATE ON DATABASE carry TO handed; RESET ROLE;"
        "ALTER DATABASE carry CONNECTION LIMIT 17; ALTER DATABASE carry IS_TEMPLATE true; COMMENT ON DATABASE carry IS 'it''s \\ ours';"
        "ALTER DATABASE carry SET search_path TO \"$user\", 'a, b', public; ALTER DATABASE carry SET work_mem TO '7MB';"
        "ALTER DATABASE carry SET my_ext.flag TO 'x, y'; ALTER ROLE \"Le\"\"ser\" IN DATABASE carry SET statement_timeout TO '3s'");
    const QByteArray all = "SELECT pg_get_userbyid(datdba) || '|' || (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(datacl) a) || '|' || datconnlimit || datistemplate || datallowconn"
                           " || shobj_description(oid, 'pg_database') || '|' || (SELECT string_agg(setrole || setconfig::text, ' ' ORDER BY setrole) FROM pg_db_role_setting WHERE setdatabase = d.oid)"
                           " FROM pg_database d WHERE datname = 'carry'";
    const QByteArray before = value(all);
    QVERIFY(before.contains("handed=C/app") && before.contains("search_path=") && before.startsWith("boss|"));
    const auto one = job("carry");
    const auto staged = stage(*one);
    QVERIFY2(staged.ok(), qPrintable(staged.error().detail));
    run("GRANT ALL ON DATABASE " + quotedPgName(staged->staging) + " TO handed; COMMENT ON DATABASE " + quotedPgName(staged->staging) + " IS 'of the dump'");
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    QVERIFY2(!done.error, qPrintable(done.error ? done.error->detail : QString()));
    QCOMPARE(done.warnings, {});
    QCOMPARE(value(all), before);
    QCOMPARE(holds("carry"), "n");
    QVERIFY(!isOpen(staged->kept));
    QVERIFY(discardPg(one->request, one->journal, {LeftOver::Kind::KeptOld, staged->kept}).ok()); // a template database, too
    QCOMPARE(value("SELECT count(*) FROM pg_database WHERE datname LIKE 'carry\\_\\_%'"), "0");
}

void TestPgSwap::splitsSettingListsAsTheServerDoes()
{
    const auto connection = m_server->connect();
    for (const QByteArray& list : {QByteArray("\"$user\", public"), QByteArray("\"a, b\",\"c\"\"d\", e"), QByteArray("\"\""), QByteArray("")}) {
        QByteArrayList quoted;
        for (const QByteArray& one : splitSettingList(list))
            quoted += quotedPgLiteral(one);
        QVERIFY(connection->execute("SET search_path TO " + (quoted.isEmpty() ? "''" : quoted.join(", "))).ok());
        const QByteArray given = *connection->value("SHOW search_path");
        QVERIFY(connection->query("SELECT set_config('search_path', $1, false)", {list}).ok());
        const QByteArray same = "SELECT current_schemas(true)::text";
        const QByteArray byText = *connection->value(same);
        QVERIFY(connection->query("SELECT set_config('search_path', $1, false)", {given}).ok());
        QCOMPARE(*connection->value(same), byText);
    }
    QCOMPARE(splitSettingList("\"$user\", \"a, b\", \"c\"\"d\", e"), (QByteArrayList{"$user", "a, b", "c\"d", "e"}));
}

void TestPgSwap::switchesSeveralDatabasesAtOnce()
{
    makeOld("multi1");
    const auto one = job("multi1");
    const auto maintenance = openMaintenance(one->request.target, {}, {});
    QList<PgStagedDatabase> staged;
    for (const QByteArray name : {"multi1", "multi2", "multi3"}) {
        const auto made = createStaging(**maintenance, one->request, {}, name, one->context());
        QVERIFY(made.ok());
        run("CREATE TABLE n (i int)", made->staging);
        staged += *made;
    }
    make("multi3", "CREATE TABLE o (i int)"); // somebody is quicker: then nothing at all is switched over
    const PgSwitchOver refused = switchOver(staged, one->request, one->context());
    QCOMPARE(refused.error->code, "target.appeared");
    QCOMPARE(refused.remains, Remains::Old);
    QCOMPARE(holds("multi1") + holds("multi2") + holds("multi3"), "oo");
    run("DROP DATABASE multi3");
    QCOMPARE(switchOver(staged, one->request, one->context()).remains, Remains::New);
    QCOMPARE(holds("multi1") + holds("multi2") + holds("multi3"), "nnn");
}

void TestPgSwap::putsTheOldDatabaseBack()
{
    makeOld("back");
    run("COMMENT ON DATABASE back IS 'before'");
    const auto one = job("back");
    const auto staged = stage(*one);
    QCOMPARE(switchOver({*staged}, one->request, one->context()).remains, Remains::New);
    {
        const auto visitor = m_server->connect("back");
        const RestoreOutcome refused = undoPgOverwrite(one->request, one->journal, one->context());
        QCOMPARE(refused.error->code, "target.in_use");
        QCOMPARE(refused.remains, Remains::New);
        QVERIFY(isOpen("back"));
    }
    const RestoreOutcome undone = undoPgOverwrite(one->request, one->journal, one->context());
    QVERIFY2(!undone.error, qPrintable(undone.error ? undone.error->detail : QString()));
    QCOMPARE(undone.end, RestoreEnd::Complete);
    QCOMPARE(undone.remains, Remains::Old);
    QCOMPARE(undone.leftOvers, {});
    QVERIFY(!undone.verification.isEmpty());
    QCOMPARE(holds("back"), "o");
    QCOMPARE(value("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = 'back'"), "before");
    QCOMPARE(value("SELECT count(*) FROM pg_database WHERE datname LIKE 'back%'"), "1");
    QCOMPARE(reconcilePg(one->request, one->journal).remains, Remains::Old);
    QCOMPARE(undoPgOverwrite(one->request, one->journal, one->context()).error->code, "undo.nothing_kept");
}

void TestPgSwap::discardsOnlyItsOwn()
{
    makeOld("own");
    const auto one = job("own");
    const auto staged = stage(*one);
    QCOMPARE(switchOver({*staged}, one->request, one->context()).remains, Remains::New);
    makeOld("stranger");
    for (const QByteArray& name : {QByteArray("stranger"), QByteArray("own"), QByteArray("postgres")})
        QCOMPARE(discardPg(one->request, one->journal, {LeftOver::Kind::KeptOld, name}).error().code, "discard.unknown");
    // Somebody else's database under the name of ours.
    run("ALTER DATABASE " + quotedPgName(staged->kept) + " RENAME TO rescued; ALTER DATABASE stranger RENAME TO " + quotedPgName(staged->kept));
    QCOMPARE(discardPg(one->request, one->journal, {LeftOver::Kind::KeptOld, staged->kept}).error().code, "discard.unknown");
    QCOMPARE(value("SELECT count(*) FROM pg_database WHERE datname IN ('rescued', " + quotedPgLiteral(staged->kept) + ")"), "2");
    run("DROP DATABASE " + quotedPgName(staged->kept));
    QVERIFY(discardPg(one->request, one->journal, {LeftOver::Kind::KeptOld, staged->kept}).ok()); // gone is gone
}

void TestPgSwap::refusesWhileSessionsAreThere()
{
    makeOld("busy");
    const auto one = job("busy");
    const auto staged = stage(*one);
    auto visitor = m_server->connect("busy");
    QVERIFY(visitor->execute("SET application_name = 'payroll'").ok());
    const PgSwitchOver refused = switchOver({*staged}, one->request, one->context());
    QCOMPARE(refused.error->kind, ErrorKind::Locked);
    QCOMPARE(refused.error->code, "target.in_use");
    QVERIFY(refused.error->what.arguments.last().contains(u"payroll (postgres, pid %1)"_s.arg(visitor->backendPid())));
    QCOMPARE(refused.remains, Remains::Old);
    QVERIFY(isOpen("busy"));
    QCOMPARE(*visitor->value("SELECT 1"), "1"); // nobody was thrown out
    QVERIFY(visitor->execute("BEGIN; PREPARE TRANSACTION 'two-phase'").ok());
    visitor.reset();
    const PgSwitchOver prepared = switchOver({*staged}, one->request, one->context());
    QCOMPARE(prepared.error->code, "target.in_use");
    QVERIFY(prepared.error->what.arguments.last().contains(u"two-phase"_s));
    run("ROLLBACK PREPARED 'two-phase'", "busy");
    QCOMPARE(switchOver({*staged}, one->request, one->context()).remains, Remains::New);
}

void TestPgSwap::endsSessionsWithConsent()
{
    makeOld("ended");
    const auto one = job("ended");
    one->request.options = {{u"endSessions"_s, true}};
    const auto staged = stage(*one);
    const auto visitor = m_server->connect("ended");
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    QVERIFY2(!done.error, qPrintable(done.error ? done.error->detail : QString()));
    QCOMPARE(visitor->execute("SELECT 1").error().code, "server.lost");
    QCOMPARE(holds("ended"), "n");
}

void TestPgSwap::undoneByAStopBeforeTheTransaction()
{
    makeOld("stopped");
    const auto one = job("stopped");
    const auto staged = stage(*one);
    const auto visitor = m_server->connect("stopped"); // the switch-over waits for it
    std::jthread stopper([&] {
        const auto watcher = m_server->connect();
        while (*watcher->value("SELECT datallowconn FROM pg_database WHERE datname = 'stopped'") == "t") { }
        one->stop.request_stop();
    });
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    stopper.join();
    QCOMPARE(done.error->kind, ErrorKind::Cancelled);
    QCOMPARE(done.remains, Remains::Old);
    QVERIFY(isOpen("stopped"));
    QCOMPARE(dropStaging({*staged}, one->request), {});
    QCOMPARE(value("SELECT count(*) FROM pg_database WHERE datname LIKE 'stopped%'"), "1");
}

void TestPgSwap::noticesAReplacedTarget_data()
{
    QTest::addColumn<QByteArray>("deed");
    QTest::newRow("dropped") << QByteArray("DROP DATABASE victim");
    QTest::newRow("renamed") << QByteArray("ALTER DATABASE victim RENAME TO elsewhere");
    QTest::newRow("replaced") << QByteArray("ALTER DATABASE victim RENAME TO elsewhere2|CREATE DATABASE victim");
}

void TestPgSwap::noticesAReplacedTarget()
{
    QFETCH(const QByteArray, deed);
    makeOld("victim");
    const auto one = job("victim");
    const auto staged = stage(*one);
    for (const QByteArray& sql : deed.split('|'))
        run(sql);
    const QByteArray before = value("SELECT string_agg(oid || datname || datallowconn, ' ' ORDER BY oid) FROM pg_database");
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    QCOMPARE(done.error->kind, ErrorKind::TargetChanged);
    QCOMPARE(done.error->code, "target.changed");
    QCOMPARE(value("SELECT string_agg(oid || datname || datallowconn, ' ' ORDER BY oid) FROM pg_database"), before);
    QCOMPARE(dropStaging({*staged}, one->request), {});
    run("DROP DATABASE IF EXISTS victim");
}

void TestPgSwap::noticesATargetThatAppeared()
{
    const auto one = job("sudden", false);
    const auto staged = stage(*one);
    makeOld("sudden");
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    QCOMPARE(done.error->kind, ErrorKind::TargetChanged);
    QCOMPARE(done.error->code, "target.appeared");
    QCOMPARE(holds("sudden"), "o");
}

void TestPgSwap::leavesStagingThatIsInUse()
{
    const auto one = job("stuck", false);
    const auto staged = stage(*one);
    const auto visitor = m_server->connect(staged->staging);
    QVERIFY(visitor->execute("SET application_name = 'curious'").ok());
    const QList<LeftOver> left{LeftOver{LeftOver::Kind::Staging, staged->staging, -1}};
    QCOMPARE(dropStaging({*staged}, one->request), left);
    QCOMPARE(*visitor->value("SELECT 1"), "1");
    const Recovery recovery = reconcilePg(one->request, one->journal);
    QCOMPARE(recovery.remains, Remains::Nothing);
    QCOMPARE(recovery.leftOvers, left);
    QVERIFY(visitor->execute("SET application_name = 'BakFerry'").ok()); // as a loader's own session that is on its way out
    QVERIFY(discardPg(one->request, one->journal, left.first()).ok());
    QCOMPARE(reconcilePg(one->request, one->journal).leftOvers, {});
}

void TestPgSwap::loadsIntoAnEmptyDatabaseOnly()
{
    makeOld("full");
    const auto one = job("full");
    QCOMPARE(adoptExisting(one->request, "full", one->context()).error().code, "target.not_empty");
    QVERIFY(one->journal.isEmpty());
    make("empty", "CREATE EXTENSION pg_trgm");
    const auto adopted = adoptExisting(one->request, "empty", one->context());
    QVERIFY2(adopted.ok(), qPrintable(adopted.error().detail));
    QVERIFY(adopted->isInPlace());
    QCOMPARE(reconcilePg(one->request, one->journal).remains, Remains::Partial);
    QCOMPARE(dropStaging({*adopted}, one->request), {});
    QCOMPARE(discardPg(one->request, one->journal, {LeftOver::Kind::Staging, "empty"}).error().code, "discard.unknown");
    QCOMPARE(switchOver({*adopted}, one->request, one->context()).remains, Remains::New);
    QCOMPARE(reconcilePg(one->request, one->journal).remains, Remains::New);
    QCOMPARE(value("SELECT count(*) FROM pg_database WHERE datname = 'empty'"), "1");
}

void TestPgSwap::tellsTheTruthAfterAServerCrash_data()
{
    QTest::addColumn<int>("statements");
    for (int n : {1, 4, 8, 12, 16, 18, 20, 22, 24, 28, 32, 36})
        QTest::addRow("after %d statements", n) << n;
}

// The server dies as soon as its log shows n statements of the switch-over; which of them came through is its own business.
void TestPgSwap::tellsTheTruthAfterAServerCrash()
{
    QFETCH(const int, statements);
    makeOld("crash");
    const auto one = job("crash");
    const auto staged = stage(*one);
    QFile log(m_server->folder() + u"/log"_s);
    QVERIFY(log.open(QIODevice::ReadOnly));
    log.seek(log.size());
    std::atomic_bool over = false;
    std::jthread killer([&] {
        for (int seen = 0; seen < statements && !over;)
            seen += int(log.readAll().count("LOG:  "));
        QFile pidFile(m_server->folder() + u"/data/postmaster.pid"_s);
        if (pidFile.open(QIODevice::ReadOnly))
            ::kill(pid_t(pidFile.readLine().trimmed().toInt()), SIGQUIT);
    });
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    over = true;
    killer.join();
    crash();
    QVERIFY(m_server->start());
    const Recovery recovery = reconcilePg(one->request, one->journal);
    QVERIFY2(!recovery.error, qPrintable(recovery.error ? recovery.error->detail : QString()));
    const QByteArray is = holds("crash"); // also proves that users are let in
    qInfo("killed after %d statements: %s, the call said %d", statements, is.constData(), int(done.remains));
    QCOMPARE(recovery.switchedOver, is == "n");
    QCOMPARE(recovery.remains, is == "n" ? Remains::New : Remains::Old);
    if (done.remains != Remains::Unknown)
        QCOMPARE(done.remains, recovery.remains);
    QCOMPARE(recovery.leftOvers.size(), 1);
    QCOMPARE(recovery.leftOvers.first().place, is == "n" ? staged->kept : staged->staging);
    QVERIFY(discardPg(one->request, one->journal, recovery.leftOvers.first()).ok());
    QCOMPARE(value("SELECT count(*) FROM pg_database WHERE datname LIKE 'crash%'"), "1");
    run("DROP DATABASE crash");
}

void TestPgSwap::tellsTheTruthWhenCutInsideTheTransaction()
{
    makeOld("inside");
    const auto one = job("inside");
    const auto staged = stage(*one);
    const auto holder = m_server->connect(); // labels are read after the renames, before the commit; no sign-in needs them
    QVERIFY(holder->execute("BEGIN; LOCK TABLE pg_shseclabel IN ACCESS EXCLUSIVE MODE").ok());
    std::jthread killer([&] {
        while (*holder->value("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'pg_shseclabel'::regclass") == "0") { }
        crash();
    });
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    killer.join();
    QCOMPARE(done.error->code, "server.lost");
    QCOMPARE(done.remains, Remains::Old);
    QVERIFY(!done.warnings.isEmpty()); // could not open the door again
    QVERIFY(m_server->start());
    QVERIFY(!isOpen("inside"));
    const Recovery recovery = reconcilePg(one->request, one->journal);
    QCOMPARE(recovery.remains, Remains::Old);
    QVERIFY(!recovery.switchedOver);
    QCOMPARE(holds("inside"), "o");
    QCOMPARE(recovery.leftOvers, (QList{LeftOver{LeftOver::Kind::Staging, staged->staging, -1}}));
}

void TestPgSwap::tellsTheTruthWhenOnlyTheJournalLacks()
{
    makeOld("unsaid");
    const auto one = job("unsaid");
    const auto staged = stage(*one);
    one->failAt = pgstep::switchedOver;
    const PgSwitchOver done = switchOver({*staged}, one->request, one->context());
    QCOMPARE(done.remains, Remains::New);
    QCOMPARE(done.error->code, "test.store");
    QVERIFY(reconcilePg(one->request, one->journal).switchedOver);
    const auto two = job("unsaid");
    const auto again = stage(*two);
    two->failAt = pgstep::switchingOver;
    QCOMPARE(switchOver({*again}, two->request, two->context()).remains, Remains::Old);
    QCOMPARE(value("SELECT count(*) FROM pg_database WHERE datname = " + quotedPgLiteral(again->kept)), "0");
    dropStaging({*again}, two->request);
}

void TestPgSwap::tellsTheTruthOfAnUndoThatDied()
{
    makeOld("undo");
    const auto one = job("undo");
    const auto staged = stage(*one);
    QCOMPARE(switchOver({*staged}, one->request, one->context()).remains, Remains::New);
    Journal died = one->journal;
    died += pgJournalEntry(pgstep::undoing, {*staged});
    run("ALTER DATABASE undo ALLOW_CONNECTIONS false"); // what the undo had done when it died
    const Recovery recovery = reconcilePg(one->request, died);
    QCOMPARE(recovery.remains, Remains::New);
    QVERIFY(recovery.switchedOver);
    QVERIFY(isOpen("undo"));
    one->failAt = pgstep::undone; // and here it died at the very end
    undoPgOverwrite(one->request, one->journal, one->context());
    const Recovery after = reconcilePg(one->request, one->journal);
    QCOMPARE(after.remains, Remains::Old);
    QVERIFY(!after.switchedOver);
    QCOMPARE(holds("undo"), "o");
}

void TestPgSwap::findsStagingWhoseOidWasNeverRecorded()
{
    const auto one = job("early", false);
    const auto staged = stage(*one);
    const Journal cut{one->journal.first()};
    const LeftOver left{LeftOver::Kind::Staging, staged->staging, -1};
    QCOMPARE(reconcilePg(one->request, cut).leftOvers, QList{left});
    run("COMMENT ON DATABASE " + quotedPgName(staged->staging) + " IS 'mine now'");
    QCOMPARE(reconcilePg(one->request, cut).leftOvers, {});
    QCOMPARE(discardPg(one->request, cut, left).error().code, "discard.unknown");
    QVERIFY(discardPg(one->request, one->journal, left).ok()); // with its oid it is proven
}

void TestPgSwap::saysWhenItCannotKnow()
{
    makeOld("silent");
    const auto one = job("silent");
    const auto staged = stage(*one);
    QCOMPARE(switchOver({*staged}, one->request, one->context()).remains, Remains::New);
    m_server->killNow();
    const Recovery recovery = reconcilePg(one->request, one->journal);
    QCOMPARE(recovery.remains, Remains::Unknown);
    QCOMPARE(recovery.error->code, "server.refused");
    QVERIFY(!undoPgOverwrite(one->request, one->journal, one->context()).error->code.isEmpty());
    QVERIFY(!discardPg(one->request, one->journal, {LeftOver::Kind::KeptOld, staged->kept}).ok());
    QCOMPARE(dropStaging({*staged}, one->request), (QList{LeftOver{LeftOver::Kind::Staging, staged->staging, -1}}));
    QVERIFY(m_server->start());
    run("DROP DATABASE silent"); // by hand: then nobody can say what became of it
    const Recovery meddled = reconcilePg(one->request, one->journal);
    QCOMPARE(meddled.remains, Remains::Unknown);
    QCOMPARE(meddled.error->code, "target.changed");
    QCOMPARE(meddled.leftOvers.size(), 1);
}

QTEST_GUILESS_MAIN(TestPgSwap)
#include "tst_pgswap.moc"
