#include "engines/mariadb/server/myexchange.h"
#include "tests/engines/mariadb/myswaptestsupport.h"

#include <atomic>
#include <thread>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Staging, switch-over, undo and clean-up on a real server.
class TestMySwap : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_world = std::make_unique<MySwapWorld>();
        if (!m_world->server.isRunning())
            QSKIP(m_world->server.why().constData());
    }

    void namesDatabasesWithinTheServersLimits()
    {
        const QString id(32, u'a');
        const QByteArray chinese = QString(64, QChar(0x5e93)).toUtf8();
        QVERIFY(!badMyDatabaseName(chinese));
        for (const QByteArray& name : {myStagingName(chinese, id), myKeptName(chinese, id)}) {
            QCOMPARE(QString::fromUtf8(name).size(), 64);
            QVERIFY(name.endsWith("aaaaaaaa") && !badMyDatabaseName(name));
        }
        QCOMPARE(myStagingName("shop", id), "shop__bf_aaaaaaaa");
        QCOMPARE(myKeptName("shop", id), "shop__bf_old_aaaaaaaa");
        for (const QByteArray& bad : {QByteArray(), QByteArray(65, 'x'), QByteArray("a\nb"), QByteArray("blank "), QByteArray("MySQL"), QByteArray("sys"), QByteArray("\xff"), QByteArray("\xF0\x9F\x98\x80")})
            QCOMPARE(badMyDatabaseName(bad)->code, "target.name");
    }

    void makesStagingAsTheBackupSays()
    {
        const auto one = m_world->job("shaped", false);
        const auto staged = m_world->stage(*one, {}, false);
        QVERIFY2(staged.ok(), qPrintable(staged.error().detail));
        QCOMPARE(m_world->value("SELECT DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + quotedMyLiteral(staged->staging)), "utf8mb4_unicode_ci");
        QCOMPARE(one->journal.first().step, mystep::creatingStaging);
        QCOMPARE(MyStory::of(one->journal).databases, QList{*staged});
        QCOMPARE(m_world->stage(*one).error().code, "target.staging_exists");
        QCOMPARE(dropMyStaging({*staged}, one->request), {});
        QVERIFY(!m_world->exists(staged->staging));
        m_world->run("CREATE DATABASE shaped");
        QCOMPARE(m_world->stage(*m_world->job("shaped", false)).error().code, "target.exists");
        m_world->run("DROP DATABASE shaped");
    }

    void putsANewDatabaseInPlace()
    {
        const auto one = m_world->job("fresh", false);
        const auto staged = m_world->stage(*one);
        QVERIFY2(staged.ok(), qPrintable(staged.error().detail));
        const MySwitchOver done = switchOverMy({*staged}, one->request, one->context());
        QVERIFY2(!done.error, qPrintable(done.error ? done.error->detail : QString()));
        QCOMPARE(done.remains, Remains::New);
        QCOMPARE(done.warnings, {});
        QCOMPARE(m_world->holds("fresh"), "n");
        QVERIFY(!m_world->exists(staged->staging));
        const Recovery recovery = reconcileMy(one->request, one->journal);
        QVERIFY(recovery.switchedOver);
        QCOMPARE(recovery.leftOvers, {});
        QCOMPARE(undoMyOverwrite(one->request, one->journal, one->context()).error->code, "undo.nothing_kept");
        QCOMPARE(m_world->holds("fresh"), "n");
    }

    void overwritesAndComesBack_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("plain") << QByteArray("shop");
        QTest::newRow("quotes") << QByteArray("a`b'c\"d;--");
        QTest::newRow("Chinese") << QByteArray("\xE5\xB0\x8F\xE5\xBA\x97");
        QTest::newRow("64 characters") << QByteArray(64, 'x');
    }

    void overwritesAndComesBack()
    {
        QFETCH(const QByteArray, name);
        m_world->makeOld(name);
        const QByteArray before = m_world->server.contentHash(name);
        const auto one = m_world->job(name);
        const auto staged = m_world->stage(*one);
        QVERIFY2(staged.ok(), qPrintable(staged.error().detail));
        const MySwitchOver done = switchOverMy({*staged}, one->request, one->context());
        QVERIFY2(!done.error, qPrintable(done.error ? done.error->detail : QString()));
        QCOMPARE(m_world->holds(name), "n");
        QCOMPARE(reconcileMy(one->request, one->journal).leftOvers, (QList{LeftOver{LeftOver::Kind::KeptOld, staged->kept, -1}}));
        const RestoreOutcome undone = undoMyOverwrite(one->request, one->journal, one->context());
        QVERIFY2(!undone.error, qPrintable(undone.error ? undone.error->detail : QString()));
        QCOMPARE(undone.end, RestoreEnd::Complete);
        QCOMPARE(undone.remains, Remains::Old);
        QCOMPARE(undone.leftOvers, {});
        QCOMPARE(m_world->holds(name), "o");
        QCOMPARE(m_world->server.contentHash(name), before);
        QVERIFY(!m_world->exists(staged->kept) && !m_world->exists(staged->staging));
        QCOMPARE(reconcileMy(one->request, one->journal).remains, Remains::Old);
        QCOMPARE(undoMyOverwrite(one->request, one->journal, one->context()).error->code, "undo.nothing_kept");
        m_world->run("DROP DATABASE " + quotedMyName(name));
    }

    void switchesSeveralDatabasesAtOnce()
    {
        m_world->makeOld("multi1");
        const auto one = m_world->job("multi1");
        QList<MyStagedDatabase> staged;
        for (const QByteArray name : {"multi1", "multi2", "multi3"}) {
            const auto made = m_world->stage(*one, name);
            QVERIFY(made.ok());
            staged += *made;
        }
        m_world->run("CREATE DATABASE multi3|CREATE TABLE multi3.t (i INT)"); // somebody is quicker: then nothing at all is switched over
        const MySwitchOver refused = switchOverMy(staged, one->request, one->context());
        QCOMPARE(refused.error->code, "target.appeared");
        QCOMPARE(refused.remains, Remains::Old);
        QCOMPARE(m_world->holds("multi1"), "o");
        QVERIFY(!m_world->exists("multi2"));
        QCOMPARE(m_world->value("SELECT COUNT(*) FROM multi3.t"), "0");
        m_world->run("DROP DATABASE multi3");
        const MySwitchOver done = switchOverMy(staged, one->request, one->context());
        QVERIFY2(!done.error, qPrintable(done.error ? done.error->detail : QString()));
        QCOMPARE(m_world->holds("multi1") + m_world->holds("multi2") + m_world->holds("multi3"), "nnn");
    }

    void keepsPrivilegesByName()
    {
        m_world->makeOld("granted");
        m_world->run("CREATE USER app|GRANT SELECT ON granted.parent TO app|GRANT EXECUTE ON FUNCTION granted.who TO app WITH GRANT OPTION|GRANT EXECUTE ON PROCEDURE granted.say_o TO app");
        const QByteArray grants = "SELECT GROUP_CONCAT(Routine_name, ':', Proc_priv ORDER BY Routine_name) FROM mysql.procs_priv WHERE User = 'app'";
        const QByteArray before = m_world->value(grants);
        const auto one = m_world->job("granted");
        const auto staged = m_world->stage(*one);
        QVERIFY(!switchOverMy({*staged}, one->request, one->context()).error);
        QCOMPARE(m_world->value(grants), "who:Execute,Grant");
        QCOMPARE(m_world->value("SELECT COUNT(*) FROM mysql.tables_priv WHERE User = 'app' AND Table_name = 'parent'"), "1");
        QVERIFY(!undoMyOverwrite(one->request, one->journal, one->context()).error);
        QCOMPARE(m_world->value(grants), before);
    }

    void enablesEventsOnlyInPlace()
    {
        const auto one = m_world->job("eventful", false);
        const auto staged = m_world->stage(*one, {}, false);
        m_world->run("CREATE EVENT wake ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1|CREATE EVENT sleep ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1", staged->staging);
        const auto maintenance = openMyMaintenance(one->request.target, {}, {});
        QVERIFY(enableMyEventLater(**maintenance, *staged, one->request, "wake").ok());
        QVERIFY(!switchOverMy({*staged}, one->request, one->context()).error);
        QCOMPARE(m_world->value("SELECT GROUP_CONCAT(EVENT_NAME, STATUS ORDER BY EVENT_NAME) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = 'eventful'"), "sleepDISABLED,wakeENABLED");
    }

    void keepsTextsInTheirCharacterSets()
    {
        const auto one = m_world->job("gbk", false);
        const auto staged = m_world->stage(*one, {}, false);
        const auto connection = m_world->server.connect(staged->staging);
        QVERIFY(connection->execute("CREATE TABLE t (c VARCHAR(9) CHARACTER SET gbk)").ok());
        QVERIFY(connection->execute("SET NAMES gbk, sql_mode = 'ANSI_QUOTES'").ok());
        QVERIFY2(connection->execute("CREATE FUNCTION f() RETURNS VARCHAR(9) CHARACTER SET gbk DETERMINISTIC RETURN '\xBF\x5C'").ok(), "a backslash within a character");
        QVERIFY(connection->execute("CREATE TABLE u (i INT)").ok());
        QVERIFY(connection->execute("CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.c = CONCAT('\xBF\x5C', NEW.c, (SELECT COUNT(*) FROM " + quotedMyName(staged->staging) + ".u))").ok());
        QVERIFY(connection->execute("CREATE VIEW v AS SELECT '\xBF\x5C' AS \"c\", t.c AS d FROM " + staged->staging + ".t").ok());
        QVERIFY(!switchOverMy({*staged}, one->request, one->context()).error);
        QCOMPARE(m_world->value("SELECT HEX(CONVERT(f() USING gbk)) FROM DUAL", "gbk"), "BF5C");
        m_world->run("INSERT INTO t VALUES ('x')", "gbk");
        QCOMPARE(m_world->value("SELECT CONCAT(HEX(CONVERT(c USING gbk)), ' ', HEX(d)) FROM v", "gbk"), "BF5C BF5C7830");
        QCOMPARE(m_world->value("SELECT CONCAT(SQL_MODE, CHARACTER_SET_CLIENT) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = 'gbk'"), "ANSI_QUOTESgbk");
    }

    void putsTheNewNameIntoTexts()
    {
        const auto change = [](const QByteArray& text) { return withOtherDatabase({"TRIGGER", "t", {}, "utf8mb4", {}, {}, text}, "shop__bf_1", "s`hop"); };
        QCOMPARE(change("create trigger `shop__bf_1`.t on shop__bf_1.u set @a = '`shop__bf_1`.x'"), "create trigger `s``hop`.t on `s``hop`.u set @a = '`shop__bf_1`.x'");
        QCOMPARE(change("select 1 /* shop__bf_1.a */ from xshop__bf_1.a, shop__bf_1 # shop__bf_1.b\n, shop__bf_1.c"), "select 1 /* shop__bf_1.a */ from xshop__bf_1.a, shop__bf_1 # shop__bf_1.b\n, `s``hop`.c");
        QCOMPARE(change("a 'it''s \\' shop__bf_1.x' `shop__bf_1`.`y`"), "a 'it''s \\' shop__bf_1.x' `s``hop`.`y`");
    }

    void refusesKeysFromOutside()
    {
        m_world->makeOld("pointed");
        m_world->run("CREATE DATABASE elsewhere|CREATE TABLE elsewhere.e (i INT, CONSTRAINT far FOREIGN KEY (i) REFERENCES pointed.parent (id))");
        const auto one = m_world->job("pointed");
        const auto staged = m_world->stage(*one);
        const MySwitchOver refused = switchOverMy({*staged}, one->request, one->context());
        QCOMPARE(refused.error->code, "target.referenced");
        QCOMPARE(refused.error->hint.arguments, (QStringList{u"`elsewhere`.`e`"_s, u"`far`"_s}));
        QCOMPARE(refused.remains, Remains::Old);
        QCOMPARE(m_world->holds("pointed"), "o");
        m_world->run("DROP DATABASE elsewhere");
        QCOMPARE(switchOverMy({*staged}, one->request, one->context()).remains, Remains::New);
    }

    void refusesWhileOthersHoldLocks()
    {
        m_world->makeOld("busy");
        const auto one = m_world->job("busy");
        const auto staged = m_world->stage(*one);
        const auto visitor = m_world->server.connect("busy");
        QVERIFY(visitor->execute("START TRANSACTION").ok() && visitor->execute("SELECT * FROM parent").ok());
        const MySwitchOver refused = switchOverMy({*staged}, one->request, one->context());
        QCOMPARE(refused.error->kind, ErrorKind::Locked);
        QCOMPARE(refused.error->code, "target.in_use");
        QVERIFY2(refused.error->what.arguments.last().contains(u"id %1"_s.arg(visitor->connectionId())), qPrintable(refused.error->what.arguments.join(u' ')));
        QCOMPARE(refused.remains, Remains::Old);
        QCOMPARE(*visitor->value("SELECT 1"), "1"); // nobody was thrown out
        QVERIFY(visitor->execute("COMMIT").ok());
        QCOMPARE(m_world->holds("busy"), "o"); // triggers and events, too
        QCOMPARE(m_world->holds(staged->staging), "n");
    }

    void endsSessionsWithConsent()
    {
        m_world->makeOld("ended");
        const auto one = m_world->job("ended");
        one->request.options = {{u"endSessions"_s, true}};
        const auto staged = m_world->stage(*one);
        const auto visitor = m_world->server.connect("ended");
        QVERIFY(visitor->execute("LOCK TABLES parent READ").ok());
        const MySwitchOver done = switchOverMy({*staged}, one->request, one->context());
        QVERIFY2(!done.error, qPrintable(done.error ? done.error->detail : QString()));
        QCOMPARE(visitor->execute("SELECT 1").error().code, "server.lost");
        QCOMPARE(m_world->holds("ended"), "n");
    }

    void isUndoneByAStopBeforeTheRename()
    {
        m_world->makeOld("stopped");
        const auto one = m_world->job("stopped");
        const auto staged = m_world->stage(*one);
        const auto visitor = m_world->server.connect("stopped"); // the switch-over waits for it
        QVERIFY(visitor->execute("LOCK TABLES parent READ").ok());
        std::jthread stopper([&] {
            const auto watcher = m_world->server.connect();
            while (*watcher->value("SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE STATE LIKE 'Waiting for table metadata lock'") == "0") { }
            one->stop.request_stop();
        });
        const MySwitchOver done = switchOverMy({*staged}, one->request, one->context());
        stopper.join();
        QCOMPARE(done.error->kind, ErrorKind::Cancelled);
        QCOMPARE(done.remains, Remains::Old);
        QVERIFY(visitor->execute("UNLOCK TABLES").ok());
        QCOMPARE(m_world->holds("stopped"), "o");
        QCOMPARE(dropMyStaging({*staged}, one->request), {});
        QCOMPARE(m_world->value("SELECT COUNT(*) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE 'stopped%'"), "1");
    }

    void putsEverythingBackWhenAnObjectIsRefused()
    {
        m_world->makeOld("refused");
        const auto one = m_world->job("refused");
        const auto staged = m_world->stage(*one);
        // Valid under the staging name only: what it reads is named whole, in a way that no text replaces.
        m_world->run("CREATE TABLE `" + staged->staging + "`.only_here (i INT)", {});
        m_world->run("CREATE VIEW spoiled AS SELECT i FROM only_here|RENAME TABLE only_here TO there", staged->staging);
        const MySwitchOver done = switchOverMy({*staged}, one->request, one->context());
        QVERIFY(done.error.has_value());
        QCOMPARE(done.error->code, "server.statement");
        QVERIFY2(done.error->detail.contains(u"spoiled"_s), qPrintable(done.error->detail));
        QCOMPARE(done.remains, Remains::Old);
        QCOMPARE(m_world->holds("refused"), "o");
        QVERIFY(!m_world->exists(staged->kept));
        m_world->run("DROP VIEW spoiled", staged->staging);
        const MySwitchOver again = switchOverMy({*staged}, one->request, one->context());
        QVERIFY2(!again.error, qPrintable(again.error ? again.error->detail : QString()));
        QCOMPARE(m_world->holds("refused"), "n");
    }

    void letsTablesAndViewsTradeNames()
    {
        m_world->run("CREATE DATABASE trade|CREATE TABLE trade.x (i INT)|CREATE VIEW trade.y AS SELECT 1 AS old");
        const auto one = m_world->job("trade");
        const auto staged = m_world->stage(*one, {}, false);
        m_world->run("CREATE TABLE y (j INT)|CREATE VIEW x AS SELECT 2 AS fresh", staged->staging);
        const MySwitchOver done = switchOverMy({*staged}, one->request, one->context());
        QVERIFY2(!done.error, qPrintable(done.error ? done.error->detail : QString()));
        QCOMPARE(m_world->value("SELECT fresh FROM x WHERE NOT EXISTS (SELECT j FROM y)", "trade"), "2");
        const RestoreOutcome undone = undoMyOverwrite(one->request, one->journal, one->context());
        QVERIFY2(!undone.error, qPrintable(undone.error ? undone.error->detail : QString()));
        QCOMPARE(m_world->value("SELECT old FROM y WHERE NOT EXISTS (SELECT i FROM x)", "trade"), "1");
    }

    void noticesAReplacedTarget()
    {
        m_world->makeOld("victim");
        const auto one = m_world->job("victim");
        const auto staged = m_world->stage(*one, {}, false);
        m_world->run("DROP DATABASE victim");
        const MySwitchOver done = switchOverMy({*staged}, one->request, one->context());
        QCOMPARE(done.error->kind, ErrorKind::TargetChanged);
        QCOMPARE(done.error->code, "target.changed");
        QCOMPARE(dropMyStaging({*staged}, one->request), {});
    }

    void discardsOnlyItsOwn()
    {
        m_world->makeOld("own");
        const auto one = m_world->job("own");
        const auto staged = m_world->stage(*one);
        QCOMPARE(switchOverMy({*staged}, one->request, one->context()).remains, Remains::New);
        m_world->run("CREATE DATABASE stranger|CREATE TABLE stranger.t (i INT)");
        for (const QByteArray& name : {QByteArray("stranger"), QByteArray("own"), QByteArray("mysql")})
            QCOMPARE(discardMy(one->request, one->journal, {LeftOver::Kind::KeptOld, name}).error().code, "discard.unknown");
        // Somebody else's database under the name of ours.
        m_world->run("CREATE DATABASE " + staged->staging + "|CREATE TABLE " + staged->staging + ".t (i INT)");
        QCOMPARE(discardMy(one->request, one->journal, {LeftOver::Kind::Staging, staged->staging}).error().code, "discard.unknown");
        QVERIFY(m_world->exists(staged->staging));
        QVERIFY(discardMy(one->request, one->journal, {LeftOver::Kind::KeptOld, staged->kept}).ok());
        QVERIFY(!m_world->exists(staged->kept));
        QVERIFY(discardMy(one->request, one->journal, {LeftOver::Kind::KeptOld, staged->kept}).ok()); // gone is gone
        QCOMPARE(m_world->holds("own"), "n");
    }

    void loadsIntoAnEmptyDatabaseOnly()
    {
        const auto one = m_world->job("hollow");
        m_world->run("CREATE DATABASE hollow|CREATE PROCEDURE hollow.p() SELECT 1");
        const auto connection = openMyMaintenance(one->request.target, {}, {});
        QCOMPARE(adoptMyExisting(**connection, one->request, "hollow", one->context()).error().code, "target.not_empty");
        QCOMPARE(adoptMyExisting(**connection, one->request, "nowhere", one->context()).error().code, "server.no_database");
        QVERIFY(one->journal.isEmpty());
        m_world->run("DROP PROCEDURE hollow.p");
        const auto adopted = adoptMyExisting(**connection, one->request, "hollow", one->context());
        QVERIFY(adopted.ok() && adopted->isInPlace());
        QCOMPARE(reconcileMy(one->request, one->journal).remains, Remains::Partial);
        QCOMPARE(dropMyStaging({*adopted}, one->request), {});
        QCOMPARE(discardMy(one->request, one->journal, {LeftOver::Kind::Staging, "hollow"}).error().code, "discard.unknown");
        QCOMPARE(switchOverMy({*adopted}, one->request, one->context()).remains, Remains::New);
        QCOMPARE(reconcileMy(one->request, one->journal).remains, Remains::New);
        QVERIFY(m_world->exists("hollow"));
    }

    void tellsTheTruthWhenOnlyTheJournalLacks()
    {
        m_world->makeOld("unsaid");
        const auto one = m_world->job("unsaid");
        const auto staged = m_world->stage(*one);
        one->failAt = mystep::switchedOver;
        const MySwitchOver done = switchOverMy({*staged}, one->request, one->context());
        QCOMPARE(done.remains, Remains::New);
        QCOMPARE(done.error->code, "test.store");
        const Recovery recovery = reconcileMy(one->request, one->journal);
        QVERIFY(recovery.switchedOver);
        QCOMPARE(recovery.leftOvers, (QList{LeftOver{LeftOver::Kind::KeptOld, staged->kept, -1}}));
        QCOMPARE(m_world->holds("unsaid"), "n");
        const auto two = m_world->job("unsaid");
        const auto again = m_world->stage(*two, {}, false);
        two->failAt = mystep::switchingOver;
        QCOMPARE(switchOverMy({*again}, two->request, two->context()).remains, Remains::Old);
        QVERIFY(!m_world->exists(again->kept));
        dropMyStaging({*again}, two->request);
    }

    void completesARenameThatWasCut() // as servers before MariaDB 10.6 leave it
    {
        m_world->makeOld("partly");
        const auto one = m_world->job("partly");
        const auto staged = m_world->stage(*one);
        {
            // Everything up to the RENAME, which is made to fail; then a part of it by hand.
            const auto connection = openMyMaintenance(one->request.target, {}, {});
            QVERIFY(one->context().writeJournal(myJournalEntry(mystep::switchingOver, {*staged})).ok());
            MyExchanger exchanger(**connection, one->request, {MyExchange{staged->staging, "partly", staged->kept, true}});
            QVERIFY(exchanger.prepare().ok());
            for (const QByteArray sql : {"DROP TRIGGER partly.first_one", "DROP TRIGGER partly.second_one", "DROP EVENT partly.tick_o"})
                QVERIFY((*connection)->execute(sql).ok());
            for (const QByteArray name : {"first_one", "second_one"})
                QVERIFY((*connection)->execute("DROP TRIGGER " + quotedMyName(staged->staging, name)).ok());
            for (const QByteArray name : {"child", "log"})
                QVERIFY((*connection)->execute("RENAME TABLE " + quotedMyName("partly", name) + " TO " + quotedMyName(staged->kept, name)).ok());
        }
        const Recovery recovery = reconcileMy(one->request, one->journal);
        QVERIFY2(!recovery.error, qPrintable(recovery.error ? recovery.error->detail : QString()));
        QVERIFY(recovery.switchedOver);
        QCOMPARE(m_world->holds("partly"), "n");
        QVERIFY(!undoMyOverwrite(one->request, one->journal, one->context()).error);
        QCOMPARE(m_world->holds("partly"), "o");
    }

    void saysWhenItCannotKnow()
    {
        m_world->makeOld("silent");
        const auto one = m_world->job("silent");
        const auto staged = m_world->stage(*one);
        QCOMPARE(switchOverMy({*staged}, one->request, one->context()).remains, Remains::New);
        m_world->server.killNow();
        const Recovery recovery = reconcileMy(one->request, one->journal);
        QCOMPARE(recovery.remains, Remains::Unknown);
        QCOMPARE(recovery.error->code, "server.refused");
        QVERIFY(!undoMyOverwrite(one->request, one->journal, one->context()).error->code.isEmpty());
        QVERIFY(!discardMy(one->request, one->journal, {LeftOver::Kind::KeptOld, staged->kept}).ok());
        QCOMPARE(dropMyStaging({*staged}, one->request), (QList{LeftOver{LeftOver::Kind::Staging, staged->staging, -1}}));
        QVERIFY(m_world->server.start());
        m_world->run("DROP DATABASE silent"); // by hand: then nobody can say what became of it
        const Recovery meddled = reconcileMy(one->request, one->journal);
        QCOMPARE(meddled.remains, Remains::Unknown);
        QCOMPARE(meddled.error->code, "target.changed");
        QCOMPARE(meddled.leftOvers.size(), 1);
    }

private:
    std::unique_ptr<MySwapWorld> m_world;
};

QTEST_GUILESS_MAIN(TestMySwap)
#include "tst_myswap.moc"
