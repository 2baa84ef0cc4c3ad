#include "engines/mariadb/server/mycollations.h"
#include "engines/mariadb/server/mygrants.h"
#include "engines/mariadb/server/mystaging.h"
#include "engines/mariadb/server/mytarget.h"
#include "models/statustext.h"
#include "tests/support/mariadbserver.h"

#include <QTest>

#include <algorithm>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

MyEntry entry(const QByteArray& kind, const QByteArray& name, const QByteArray& definition, const QByteArray& definer = {})
{
    MyEntry made;
    made.kind = kind;
    made.name = name;
    made.definition = definition;
    made.definer = definer;
    return made;
}

} // namespace

/// What the precheck says of a real server, and that each fix-it settles what it is offered for.
class TestMyTarget : public QObject
{
    Q_OBJECT

private:
    struct Case
    {
        MyDatabase source;
        RestoreRequest request;
        MyTargetQuestion question;
        QList<Finding> findings;

        QList<Finding> ask()
        {
            question.items = {{&source, request.target.database}};
            return findings = checkMyTarget(request, question, {});
        }
        const Finding* find(const QByteArray& check, FindingLevel level) const
        {
            const auto found = std::ranges::find_if(findings, [&](const Finding& one) { return one.checkId == check && one.level == level; });
            return found == findings.end() ? nullptr : &*found;
        }
        const Finding& the(const QByteArray& check, FindingLevel level) const
        {
            static const Finding none{.fixes = {FixIt{}}};
            const Finding* found = find(check, level);
            return found ? *found : none;
        }
        void choose(const FixIt& fix) { request.options.insert(QString::fromUtf8(fix.option), fix.value); }
        QStringList open() const
        {
            QStringList lines;
            for (const Finding& one : findings) {
                if (one.level != FindingLevel::Passed)
                    lines += QString::fromLatin1(one.checkId) + u' ' + QString::fromLatin1(one.code) + u": "_s + translated(one.what) + u' ' + one.detail;
            }
            return lines;
        }
    };

    Case plain(const QByteArray& database = "fresh", const QString& user = u"root"_s)
    {
        Case made;
        made.source.name = "shop";
        made.source.entries += entry("TABLE", "t", "CREATE TABLE `t` (`id` int NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci");
        made.request.taskId = u"0123456789abcdef0123456789abcdef"_s;
        made.request.target = m_server->target(database, user);
        made.question.header.vendor = "MariaDB";
        made.question.header.serverVersion = "10.6.12-MariaDB";
        made.question.newBytes = 1000;
        return made;
    }
    void run(const QByteArray& sql)
    {
        const auto connection = m_server->connect();
        for (const QByteArray& one : sql.split('|')) {
            const auto done = connection->execute(one);
            QVERIFY2(done.ok(), qPrintable(QString::fromUtf8(one) + done.error().detail));
        }
    }

    std::unique_ptr<MariaDbServer> m_server;

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<MariaDbServer>();
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
    }

    void findsNothingAgainstAPlainRestore()
    {
        Case one = plain();
        one.ask();
        // As root of this machine the data folder can be seen; else it cannot.
        QStringList open = one.open();
        open.removeIf([](const QString& line) { return line.startsWith(u"space "_s); });
        QCOMPARE(open, {});
        for (const Finding& finding : one.findings)
            QVERIFY2(checkText(finding.checkId) != QString::fromUtf8(finding.checkId), finding.checkId.constData()); // every check has a name for people
        QVERIFY(one.find("connection", FindingLevel::Passed) && one.find("version", FindingLevel::Passed) && one.find("engines", FindingLevel::Passed) && one.find("packets", FindingLevel::Passed));
    }

    void saysWhyTheServerCannotBeReached()
    {
        Case one = plain();
        one.request.target.connection.host = u"/nowhere/socket"_s;
        one.ask();
        QCOMPARE(one.findings.size(), 1);
        QCOMPARE(one.findings.first().code, "server.refused");
    }

    void putsCollationsInThePlaceOfUnknownOnes()
    {
        const QSet<QByteArray> new10{"utf8mb4_uca1400_ai_ci", "utf8mb4_uca1400_as_cs", "utf8mb4_unicode_520_ci", "utf8mb4_unicode_ci", "utf8mb4_general_ci", "utf8mb4_bin", "utf8mb3_general_ci"};
        const QSet<QByteArray> old{"utf8mb4_unicode_520_ci", "utf8mb4_unicode_ci", "utf8mb4_general_ci", "utf8mb4_bin", "utf8_general_ci"};
        const QSet<QByteArray> mySql{"utf8mb4_0900_ai_ci", "utf8mb4_0900_as_cs", "utf8mb4_unicode_520_ci", "utf8mb4_bin"};
        QCOMPARE(myCollationsInstead("utf8mb4_0900_ai_ci", new10).first(), "utf8mb4_uca1400_ai_ci");
        QCOMPARE(myCollationsInstead("utf8mb4_0900_as_cs", new10).first(), "utf8mb4_uca1400_as_cs");
        QCOMPARE(myCollationsInstead("utf8mb4_0900_ai_ci", old), (QByteArrayList{"utf8mb4_unicode_520_ci", "utf8mb4_unicode_ci", "utf8mb4_general_ci"}));
        QCOMPARE(myCollationsInstead("utf8mb4_0900_as_cs", old).first(), "utf8mb4_bin");
        QCOMPARE(myCollationsInstead("utf8mb4_0900_bin", old), (QByteArrayList{"utf8mb4_bin"}));
        QCOMPARE(myCollationsInstead("utf8mb4_uca1400_ai_ci", mySql).first(), "utf8mb4_0900_ai_ci");
        QCOMPARE(myCollationsInstead("utf8mb3_general_ci", old).first(), "utf8_general_ci");
        QCOMPARE(myCollationsInstead("gb18030_chinese_ci", old), {});
    }

    void offersCollations()
    {
        Case one = plain();
        one.source.collation = "utf8mb4_0900_ai_ci";
        one.question.settings = {{.charset = "utf8mb4", .collation = "utf8mb4_0900_ai_ci"}};
        for (const QByteArray name : {"a", "b"})
            one.source.entries += entry("TABLE", name, "CREATE TABLE " + name + " (i INT PRIMARY KEY, c TEXT COLLATE utf8mb4_0900_ai_ci) COLLATE=utf8mb4_0900_ai_ci /*!80013 COLLATE utf8mb4_da_0900_ai_ci */");
        one.source.entries += entry("VIEW", "v", "CREATE VIEW v AS SELECT 'x' COLLATE utf8mb4_0900_ai_ci AS c, 'COLLATE utf8mb4_xx_ci' AS d");
        one.ask();
        const Finding* blocker = one.find("collations", FindingLevel::Blocker);
        QVERIFY(blocker && blocker->code == "target.collation");
        QCOMPARE(blocker->what.arguments, (QStringList{u"utf8mb4_0900_ai_ci"_s, u"2"_s, u"3"_s})); // the view, the database, the session
        QCOMPARE(one.open().size(), 1);
        QCOMPARE(blocker->fixes.first().option, "collation:utf8mb4_0900_ai_ci");
        QCOMPARE(blocker->fixes.first().value, u"utf8mb4_uca1400_ai_ci"_s); // the test's server has it
        QCOMPARE(blocker->fixes.first().preview.arguments.first(2), (QStringList{u"utf8mb4_uca1400_ai_ci"_s, u"2"_s}));
        one.choose(blocker->fixes.first());
        one.ask();
        QVERIFY2(one.open().isEmpty(), qPrintable(one.open().join(u'\n')));
        one.request.options = {{u"collation:utf8mb4_0900_ai_ci"_s, u"no_such_ci"_s}};
        one.ask();
        QVERIFY(one.find("collations", FindingLevel::Blocker));
        one.source.entries = {entry("TABLE", "g", "CREATE TABLE g (c VARCHAR(9) CHARACTER SET gb18030, i INT PRIMARY KEY)")};
        one.source.collation.clear();
        one.question.settings.clear();
        one.ask();
        QCOMPARE(one.the("collations", FindingLevel::Blocker).code, "target.charset");
    }

    void knowsBothNamesOfUtf8()
    {
        Case one = plain();
        one.source.entries = {entry("TABLE", "t", "CREATE TABLE t (a TEXT CHARSET utf8 COLLATE utf8_general_ci, b TEXT CHARACTER SET utf8mb3 COLLATE utf8mb3_unicode_ci, i INT PRIMARY KEY)")};
        one.ask();
        QVERIFY2(!one.find("collations", FindingLevel::Blocker), qPrintable(one.open().join(u'\n')));
    }

    void offersEngines()
    {
        Case one = plain();
        one.source.entries += entry("TABLE", "k", "CREATE TABLE k (i INT PRIMARY KEY) ENGINE=TokuDB");
        one.source.entries += entry("TABLE", "h", "CREATE TABLE h (engine INT PRIMARY KEY) ENGINE = HEAP");
        one.source.entries += entry("TABLE", "m", "CREATE TABLE m (i INT PRIMARY KEY) ENGINE='MyISAM'");
        one.ask();
        const Finding* blocker = one.find("engines", FindingLevel::Blocker);
        QVERIFY(blocker && blocker->code == "target.engine");
        QCOMPARE(blocker->what.arguments.first(2), (QStringList{u"tokudb"_s, u"1"_s}));
        one.choose(blocker->fixes.first());
        one.ask();
        QVERIFY2(one.open().isEmpty(), qPrintable(one.open().join(u'\n')));
        QCOMPARE(one.the("engines", FindingLevel::Passed).what.arguments, (QStringList{u"4"_s, u"2"_s}));
    }

    void noticesOldSyntax()
    {
        Case one = plain();
        one.source.entries += entry("TABLE", "old", "CREATE TABLE old (\n  id mediumint(8) NOT NULL,\n  rows int(10) default '0',\n  time timestamp(14) NOT NULL,\n  recursive char(1),\n  PRIMARY KEY (id), KEY x (rows)\n) TYPE=MyISAM");
        one.source.entries += entry("TABLE", "fine", "CREATE TABLE fine (`rows` INT PRIMARY KEY, type ENUM('TYPE=MyISAM'), date DATETIME(6))");
        one.ask();
        const Finding* blocker = one.find("syntax", FindingLevel::Blocker);
        QVERIFY(blocker && blocker->code == "target.syntax");
        QCOMPARE(blocker->what.arguments, (QStringList{u"1"_s, u"1"_s, u"recursive, rows"_s}));
        QCOMPARE(blocker->fixes.first().option, "oldSyntax");
        one.choose(blocker->fixes.first());
        one.ask();
        QVERIFY2(one.open().isEmpty(), qPrintable(one.open().join(u'\n')));
    }

    void judgesDefiners()
    {
        run("CREATE OR REPLACE USER dba@'%'|GRANT SELECT, INSERT, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, LOCK TABLES, CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, EXECUTE, TRIGGER, EVENT, PROCESS ON *.* TO dba@'%'");
        Case one = plain("fresh", u"dba"_s);
        one.source.entries += entry("VIEW", "v", "CREATE DEFINER=`root`@`localhost` VIEW v AS SELECT 1", "root@localhost");
        one.source.entries += entry("VIEW", "w", "CREATE DEFINER=`ghost`@`%` VIEW w AS SELECT 1", "ghost@%");
        one.ask();
        QCOMPARE(std::ranges::count_if(one.findings, [](const Finding& finding) { return finding.checkId == "definers" && finding.code == "server.privilege"; }), 2);
        const Finding* blocker = one.find("definers", FindingLevel::Blocker);
        QVERIFY(blocker->remedy.arguments.first() == u"'dba'@'%'"_s);
        for (const FixIt& fix : blocker->fixes) {
            Case chosen = one;
            chosen.choose(fix);
            chosen.ask();
            QVERIFY2(chosen.open().filter(u"definers"_s).isEmpty(), qPrintable(chosen.open().join(u'\n')));
        }
        run("GRANT SET USER ON *.* TO dba@'%'");
        one.ask();
        QCOMPARE(one.open().filter(u"definers"_s).size(), 2); // an administrator's rights, and an account that is not there
        QVERIFY(one.find("definers", FindingLevel::Warning) && !one.find("definers", FindingLevel::Blocker));
        Case root = one;
        root.request.target.connection.user = u"root"_s;
        root.ask();
        QCOMPARE(root.open().filter(u"definers"_s).size(), 1);
        QCOMPARE(root.the("definers", FindingLevel::Warning).what.arguments.first(), u"ghost@%"_s);
        run("DROP USER dba@'%'");
    }

    void asksForTheExactRights()
    {
        run("CREATE OR REPLACE USER poor@'%'|GRANT SELECT, INSERT, CREATE ON `fre\\_sh%`.* TO poor@'%'");
        Case one = plain("fre_sh", u"poor"_s);
        one.source.entries += entry("TRIGGER", "tr", "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1");
        one.ask();
        const Finding* blocker = one.find("privilege", FindingLevel::Blocker);
        QVERIFY(blocker);
        const QString grant = translated(blocker->remedy);
        QCOMPARE(grant, u"Run as an administrator: GRANT DELETE, DROP, ALTER, INDEX, REFERENCES, TRIGGER ON `fre\\_sh%`.* TO 'poor'@'%'"_s);
        run(grant.sliced(grant.indexOf(u"GRANT"_s)).toUtf8());
        one.ask();
        QVERIFY2(!one.find("privilege", FindingLevel::Blocker), qPrintable(one.open().join(u'\n')));
        // An account that may only use one database restores into it.
        run("CREATE DATABASE fre_sh|REVOKE ALL PRIVILEGES, GRANT OPTION FROM poor@'%'|GRANT ALL ON `fre\\_sh`.* TO poor@'%'");
        one.ask();
        blocker = one.find("privilege", FindingLevel::Blocker);
        QVERIFY(blocker && blocker->fixes.size() == 1);
        one.choose(blocker->fixes.first());
        one.ask();
        QVERIFY2(one.open().filter(u"privilege"_s).isEmpty() && one.open().filter(u"target"_s).isEmpty(), qPrintable(one.open().join(u'\n')));
        run("DROP DATABASE fre_sh|DROP USER poor@'%'");
    }

    void readsGrants()
    {
        MyGrants grants;
        QVERIFY(grants.add("GRANT SELECT, CREATE VIEW ON `a\\_b%`.* TO `x`@`%`"));
        QVERIFY(grants.add("GRANT ALL PRIVILEGES ON `whole``one`.* TO `x`@`%` WITH GRANT OPTION"));
        QVERIFY(grants.add("GRANT PROCESS, SET USER ON *.* TO `x`@`%` IDENTIFIED BY PASSWORD '*00'"));
        QVERIFY(!grants.add("GRANT `role` TO `x`@`%`"));
        QVERIFY(!grants.add("GRANT SELECT (`i`) ON `t`.`u` TO `x`@`%`"));
        QVERIFY(grants.hasOn("a_b", "SELECT") && grants.hasOn("a_bcd", "CREATE VIEW") && !grants.hasOn("axb", "SELECT") && !grants.hasOn("a_b", "DROP"));
        QVERIFY(grants.hasOn("whole`one", "DROP") && grants.hasGlobal("PROCESS") && grants.maySetDefiners() && !grants.isSuperuser());
    }

    void knowsWhatLiesThere()
    {
        run("CREATE DATABASE lived|CREATE TABLE lived.t (i INT)|CREATE DATABASE hollow|CREATE DATABASE far|CREATE TABLE lived.p (i INT PRIMARY KEY)"
            "|CREATE TABLE far.c (i INT, CONSTRAINT k FOREIGN KEY (i) REFERENCES lived.p (i))");
        Case one = plain("lived");
        one.ask();
        QCOMPARE(one.the("target", FindingLevel::Blocker).code, "target.exists");
        QVERIFY(one.the("target", FindingLevel::Blocker).fixes.isEmpty());
        one.request.overwrite = true;
        one.ask();
        QCOMPARE(one.the("target", FindingLevel::Blocker).code, "target.referenced");
        run("DROP DATABASE far");
        one.ask();
        QVERIFY2(one.open().filter(u"target"_s).isEmpty(), qPrintable(one.open().join(u'\n')));
        QVERIFY(one.find("switchover", FindingLevel::Passed) && !one.find("switchover", FindingLevel::Warning));
        run("CREATE TABLE lived.parts (i INT) PARTITION BY HASH (i) PARTITIONS 2|CREATE TABLE lived.q (i INT) ENGINE=Aria");
        one.ask();
        QCOMPARE(one.the("switchover", FindingLevel::Warning).what.arguments, (QStringList{u"2"_s, u"`lived`.`parts`"_s}));
        one.request.options = {{u"intoExisting"_s, true}};
        one.ask();
        QCOMPARE(one.the("target", FindingLevel::Blocker).code, "target.not_empty");
        Case hollow = plain("hollow");
        hollow.ask();
        hollow.choose(hollow.the("target", FindingLevel::Blocker).fixes.first());
        hollow.ask();
        QVERIFY2(hollow.open().filter(u"target"_s).isEmpty(), qPrintable(hollow.open().join(u'\n')));
        Case nowhere = plain("nowhere");
        nowhere.request.options = {{u"intoExisting"_s, true}};
        nowhere.ask();
        QCOMPARE(nowhere.the("target", FindingLevel::Blocker).code, "target.missing");
        Case own = plain("performance_schema");
        own.ask();
        QCOMPARE(own.the("target", FindingLevel::Blocker).code, "target.name");
    }

    void namesSessions()
    {
        run("CREATE DATABASE visited|CREATE TABLE visited.t (i INT)");
        Case one = plain("visited");
        one.request.overwrite = true;
        one.ask();
        QVERIFY(one.find("sessions", FindingLevel::Passed));
        const auto visitor = m_server->connect("visited");
        one.ask();
        const Finding* warning = one.find("sessions", FindingLevel::Warning);
        QVERIFY(warning && warning->what.arguments.last().contains(QString::number(visitor->connectionId())));
        one.choose(warning->fixes.first());
        one.ask();
        QVERIFY(one.find("sessions", FindingLevel::Passed));
    }

    void keepsUndoPossible()
    {
        run("CREATE DATABASE others|CREATE DEFINER=root@localhost PROCEDURE others.p() SELECT 1|CREATE OR REPLACE USER small@'%'|GRANT SELECT, INSERT, DELETE, CREATE, DROP, ALTER, INDEX, REFERENCES, LOCK TABLES,"
            " CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, EXECUTE, TRIGGER, EVENT ON `others%`.* TO small@'%'");
        Case one = plain("others", u"small"_s);
        one.request.overwrite = true;
        one.ask();
        QVERIFY(one.find("privilege", FindingLevel::Blocker)); // its text cannot be seen
        QVERIFY(one.find("definers", FindingLevel::Blocker));  // and could not be made again
        QVERIFY(one.find("sessions", FindingLevel::NotCheckable));
        run("DROP USER small@'%'");
    }

    void cutsStatementsThatAreTooLong()
    {
        Case one = plain();
        one.question.longestStatement = 18 * 1024 * 1024;
        one.question.longestRow = 1000;
        one.ask();
        const Finding* blocker = one.find("packets", FindingLevel::Blocker);
        QVERIFY(blocker && blocker->code == "server.packet");
        QCOMPARE(translated(blocker->remedy), u"Run as an administrator: SET GLOBAL max_allowed_packet = 18876416"_s);
        one.choose(blocker->fixes.first());
        one.ask();
        QVERIFY2(one.open().isEmpty(), qPrintable(one.open().join(u'\n')));
        one.question.longestRow = 17 * 1024 * 1024;
        one.ask();
        QVERIFY(one.the("packets", FindingLevel::Blocker).fixes.isEmpty());
    }

    void asksAboutEvents()
    {
        Case one = plain();
        one.source.entries += entry("EVENT", "e", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1");
        one.ask();
        QVERIFY(one.find("events", FindingLevel::Passed)); // the scheduler is off by default
        run("SET GLOBAL event_scheduler = ON");
        one.ask();
        const Finding* warning = one.find("events", FindingLevel::Warning);
        QVERIFY(warning);
        one.choose(warning->fixes.first());
        one.ask();
        QVERIFY(!one.find("events", FindingLevel::Warning));
        run("SET GLOBAL event_scheduler = OFF");
    }

    void comparesVersionsAndMakers_data()
    {
        QTest::addColumn<QByteArray>("vendor");
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<bool>("warns");
        QTest::newRow("older MariaDB") << QByteArray("MariaDB") << QByteArray("5.5.68-MariaDB") << false;
        QTest::newRow("newer MariaDB") << QByteArray("MariaDB") << QByteArray("11.8.2-MariaDB") << true;
        QTest::newRow("same branch, later fix") << QByteArray("MariaDB") << QByteArray("10.11.99") << false;
        QTest::newRow("old MySQL") << QByteArray("MySQL") << QByteArray("5.7.44-log") << false;
        QTest::newRow("MySQL 8") << QByteArray("MySQL") << QByteArray("8.0.36") << true;
        QTest::newRow("not said") << QByteArray() << QByteArray() << false;
    }
    void comparesVersionsAndMakers()
    {
        QFETCH(const QByteArray, vendor);
        QFETCH(const QByteArray, version);
        QFETCH(const bool, warns);
        Case one = plain();
        one.question.header.vendor = vendor;
        one.question.header.serverVersion = version;
        one.ask();
        QCOMPARE(one.find("version", FindingLevel::Warning) != nullptr, warns);
    }

    void noticesSettingsOfTheServer()
    {
        Case one = plain();
        one.source.entries += entry("TABLE", "T", "CREATE TABLE T (i INT)");
        QVERIFY(m_server->restart({"lower-case-table-names=1", "innodb-force-primary-key=1", "local-infile=0", "log-bin", "server-id=1", "max-connections=10"}));
        one.request.jobs = 20;
        one.ask();
        QCOMPARE(one.the("names", FindingLevel::Blocker).code, "target.names_collide");
        QCOMPARE(one.the("syntax", FindingLevel::Blocker).code, "target.primary_key");
        QVERIFY(one.find("limits", FindingLevel::Warning));
        QCOMPARE(std::ranges::count_if(one.findings, [](const Finding& finding) { return finding.checkId == "packets" && finding.level == FindingLevel::Passed; }), 2);
        QVERIFY(one.find("space", FindingLevel::Passed)); // the binary log is told of
        one.source.entries.last() = entry("TABLE", "U", "CREATE TABLE U (i INT)");
        one.source.entries += entry("ALTER", "U", "ALTER TABLE U ADD PRIMARY KEY (i)");
        one.source.entries.last().table = "U";
        one.ask();
        QVERIFY2(!one.find("names", FindingLevel::Blocker) && !one.find("syntax", FindingLevel::Blocker), qPrintable(one.open().join(u'\n')));
        QVERIFY(m_server->restart({"innodb-read-only=1"}));
        one.ask();
        QCOMPARE(one.the("connection", FindingLevel::Blocker).code, "server.read_only");
        QVERIFY(m_server->restart({"read-only=1"}));
        one.ask();
        QVERIFY(one.find("connection", FindingLevel::Warning)); // root may write
    }

    void testsAConnection()
    {
        QVERIFY(m_server->restart({}));
        run("CREATE DATABASE tested|CREATE OR REPLACE USER plain_one@'%'");
        const auto facts = testMyConnection(m_server->target("x"), {}, {});
        QVERIFY2(facts.ok(), qPrintable(facts.error().detail));
        QVERIFY(facts->version.startsWith(u"MariaDB 1"_s));
        QVERIFY(facts->databases.contains(u"tested"_s) && !facts->databases.contains(u"mysql"_s) && !facts->databases.contains(u"information_schema"_s));
        QVERIFY(facts->superuser && !facts->encrypted);
        const auto small = testMyConnection(m_server->target("x", u"plain_one"_s), {}, {});
        QVERIFY(small.ok() && !small->superuser && !small->databases.contains(u"tested"_s));
        QCOMPARE(testMyConnection(m_server->target("x", u"nobody"_s), {}, {}).error().code, "server.sign_in");
    }
};

QTEST_GUILESS_MAIN(TestMyTarget)
#include "tst_mytarget.moc"
