#include "engines/mariadb/mariadbengine.h"
#include "tests/support/enginedriver.h"
#include "tests/support/mariadbserver.h"

#include <QElapsedTimer>
#include <QScopeGuard>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// What a DBA is told, and what is left, when a restore meets values that do not fit, rows without parents, a stop, a server that goes away.
class TestMyRestore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<MariaDbServer>(QByteArrayList{}, MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder());
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
    }

    void init()
    {
        if (!m_server->isRunning())
            QVERIFY(m_server->start());
        const auto connection = m_server->connect();
        const auto names = connection->execute("SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')");
        for (qsizetype row = 0; row < names->rows(); ++row)
            QVERIFY(connection->execute("DROP DATABASE " + quotedMyName(names->text(row, 0))).ok());
        QVERIFY(connection->execute("CREATE DATABASE shop").ok());
        QVERIFY(connection->execute("CREATE TABLE shop.old (a int)").ok());
        QVERIFY(connection->execute("INSERT INTO shop.old VALUES (42)").ok());
    }

    void takesAStatementLongerThanThePacket_data()
    {
        QTest::addColumn<bool>("localInfile");
        QTest::newRow("as rows") << true;
        QTest::newRow("as statements") << false;
    }
    void takesAStatementLongerThanThePacket()
    {
        QFETCH(bool, localInfile);
        QVERIFY(m_server->connect()->execute(localInfile ? "SET GLOBAL local_infile = 1" : "SET GLOBAL local_infile = 0").ok());
        QByteArray insert = "INSERT INTO t VALUES ";
        for (int i = 0; i < 18'000; ++i)
            insert += (i ? ",(" : "(") + QByteArray::number(i) + ",'" + QByteArray(1000, char('a' + i % 26)) + "')";
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, "CREATE TABLE t (a int PRIMARY KEY, b text) ENGINE=InnoDB;\n" + insert + ";\n");
        QVERIFY(driver.precheck().hasBlocker()); // max_allowed_packet is 16 MiB
        driver.request.options.insert(u"splitStatements"_s, true);
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QCOMPARE(outcome.ledger, (QList<LedgerRow>{{u"t"_s, 18'000, 18'000}}));
        QCOMPARE(*m_server->connect("shop")->value("SELECT sum(crc32(concat(a, b))) = (SELECT sum(crc32(concat(seq, repeat(char(97 + seq % 26), 1000)))) FROM seq_0_to_17999) FROM shop.t"), "1");
        QVERIFY(m_server->connect()->execute("SET GLOBAL local_infile = 1").ok());
    }

    void takesATableInSeveralTransactions_data()
    {
        QTest::addColumn<QByteArray>("last");
        QTest::addColumn<QByteArray>("sum");
        QTest::newRow("as rows") << QByteArray("abc") << QByteArray("66 abc");
        QTest::newRow("again as statements") << QByteArray("secret") << QByteArray("66 sec");
    }
    void takesATableInSeveralTransactions()
    {
        QFETCH(QByteArray, last);
        QByteArray script = "SET sql_mode='';\nCREATE TABLE t (a int AUTO_INCREMENT PRIMARY KEY, b varchar(3), c longtext) ENGINE=InnoDB AUTO_INCREMENT=500;\n";
        const QByteArray filler(1024 * 1024, 'x');
        for (int i = 1; i <= 66; ++i)
            script += "INSERT INTO t VALUES (" + QByteArray::number(i) + ",'" + (i < 66 ? "abc" : last) + "','" + filler + "');\n";
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, script);
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QCOMPARE(outcome.ledger, (QList<LedgerRow>{{u"t"_s, 66, 66}}));
        const auto connection = m_server->connect("shop");
        QTEST(*connection->value("SELECT concat(count(*), ' ', max(if(a = 66, b, ''))) FROM t WHERE length(c) = 1048576"), "sum");
        QCOMPARE(*connection->value("SELECT auto_increment FROM information_schema.tables WHERE table_schema = 'shop' AND table_name = 't'"), "500");
    }

    // The backup's own sql_mode lets the server change values; the client says nothing of it.
    void tellsOfValuesThatWereChanged()
    {
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, "SET sql_mode='NO_AUTO_VALUE_ON_ZERO';\nCREATE TABLE t (a int PRIMARY KEY, b varchar(3)) ENGINE=InnoDB;\nINSERT INTO t VALUES (1,'abc'),(2,'secret');\n");
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QCOMPARE(outcome.end, RestoreEnd::WithWarnings);
        QCOMPARE(outcome.warnings.size(), 1);
        QCOMPARE(outcome.warnings.first().arguments, (QStringList{u"t"_s, u"1"_s, u"1265"_s}));
        QCOMPARE(*m_server->connect()->value("SELECT group_concat(b ORDER BY a) FROM shop.t"), "abc,sec");
    }

    // A server keeps 64 warnings of a statement where nobody asks for more.
    void tellsOfAChangedValueBehindManyHarmlessWarnings()
    {
        QByteArray rows;
        for (int i = 0; i < 100; ++i)
            rows += '(' + QByteArray::number(i) + ",'abc',1),";
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, "SET sql_mode='';\nCREATE TABLE t (a int PRIMARY KEY, b varchar(3), g int AS (a + 1) STORED) ENGINE=InnoDB;\nINSERT INTO t VALUES " + rows + "(100,'secret',1);\n");
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QCOMPARE(outcome.warnings.size(), 1);
        QCOMPARE(outcome.warnings.first().arguments, (QStringList{u"t"_s, u"1"_s, u"1265"_s}));
    }

    void refusesWhatTheServerRefuses_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a key twice") << QByteArray("CREATE TABLE t (a int PRIMARY KEY) ENGINE=InnoDB;\nINSERT INTO t VALUES (1),(2),(1);\n") << QByteArray("target.refused") << QStringList{u"TABLE DATA t"_s, u"2"_s};
        QTest::newRow("a unique key twice") << QByteArray("CREATE TABLE t (a int PRIMARY KEY, b int, UNIQUE KEY u (b)) ENGINE=InnoDB;\nINSERT INTO t VALUES (1,1),(2,1);\n") << QByteArray("target.refused")
                                            << QStringList{u"TABLE t"_s, u"1"_s};
        QTest::newRow("a value that does not fit") << QByteArray("SET sql_mode='STRICT_ALL_TABLES';\nCREATE TABLE t (a tinyint) ENGINE=InnoDB;\nINSERT INTO t VALUES (1),(300);\n") << QByteArray("target.refused")
                                                   << QStringList{u"TABLE DATA t"_s, u"3"_s};
        QTest::newRow("a check that does not hold") << QByteArray("CREATE TABLE t (a int CHECK (a < 10)) ENGINE=InnoDB;\nINSERT INTO t VALUES (1),(300);\n") << QByteArray("target.refused") << QStringList{u"TABLE DATA t"_s, u"2"_s};
        QTest::newRow("a view of nothing") << QByteArray("CREATE TABLE t (a int);\nCREATE VIEW v AS SELECT * FROM nowhere;\n") << QByteArray("target.refused") << QStringList{u"VIEW v"_s, u"2"_s};
    }
    void refusesWhatTheServerRefuses()
    {
        QFETCH(QByteArray, script);
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, script);
        const RestoreOutcome outcome = driver.restore();
        QVERIFY(outcome.error);
        QTEST(outcome.error->code, "code");
        QTEST(outcome.error->what.arguments, "arguments");
        QCOMPARE(outcome.remains, Remains::Old);
        QVERIFY(outcome.leftOvers.isEmpty());
        oldIsThereAlone();
    }

    void everyTableIsReportedAndOneThatFailedIsRestoredAlone()
    {
        const QByteArray good = "CREATE TABLE a (a int PRIMARY KEY) ENGINE=InnoDB;\nINSERT INTO a VALUES (1),(2);\nCREATE TABLE t (a int PRIMARY KEY, b int, UNIQUE KEY u (b)) ENGINE=InnoDB;\nINSERT INTO t VALUES (1,1),(2,2);\n";
        MariaDbEngine engine;
        EngineDriver whole(engine);
        prepare(whole, good);
        const RestoreOutcome done = whole.restore();
        QVERIFY2(!done.error, qPrintable(said(done)));
        QCOMPARE(whole.objects.size(), 2);
        QCOMPARE(whole.objects.value(u"t"_s).state, ObjectReport::State::Verified);
        QCOMPARE(whole.objects.value(u"t"_s).rowsRead, 2);
        QCOMPARE(whole.objects.value(u"t"_s).rowsInTarget, 2);
        QVERIFY(whole.objects.value(u"t"_s).bytes > 0);
        init();
        EngineDriver driver(engine);
        prepare(driver, QByteArray(good).replace("(2,2)", "(2,1)"));
        QVERIFY(driver.restore().error);
        QStringList blamed;
        QByteArrayList ids;
        for (const ObjectReport& object : std::as_const(driver.objects)) {
            if (object.state == ObjectReport::State::Failed) {
                blamed += object.object;
                ids += object.id;
            }
        }
        QCOMPARE(blamed, QStringList{u"TABLE t"_s}); // its rows went in, its key did not
        EngineDriver retry(engine);
        prepare(retry, good);
        retry.request.selection = ids;
        const RestoreOutcome alone = retry.restore();
        QVERIFY2(!alone.error, qPrintable(said(alone)));
        QCOMPARE(alone.ledger, (QList<LedgerRow>{{u"t"_s, 2, 2}}));
    }

    void findsRowsWithoutAParent()
    {
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, "SET foreign_key_checks=0;\nCREATE TABLE p (a int PRIMARY KEY) ENGINE=InnoDB;\nCREATE TABLE c (a int PRIMARY KEY, p int, CONSTRAINT `to p` FOREIGN KEY (p) REFERENCES p (a)) ENGINE=InnoDB;\n"
                        "INSERT INTO p VALUES (1);\nINSERT INTO c VALUES (1,1),(2,NULL),(3,7);\n");
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QCOMPARE(outcome.end, RestoreEnd::WithWarnings);
        QCOMPARE(outcome.warnings.size(), 1);
        QCOMPARE(outcome.warnings.first().arguments, (QStringList{u"to p"_s, u"c"_s, u"p"_s}));
        QCOMPARE(outcome.rows, 4);
    }

    void looksForParentsInEveryWay_data()
    {
        QTest::addColumn<QByteArray>("parent");
        QTest::addColumn<QByteArray>("parents");
        QTest::addColumn<QByteArray>("children");
        QTest::addColumn<bool>("orphans");
        const auto row = [](const char* name, const char* parent, const char* parents, const char* children, bool orphans) {
            QTest::newRow(name) << QByteArray(parent) << QByteArray(parents) << QByteArray(children) << orphans;
        };
        row("no gap, all there", "a int PRIMARY KEY", "(1),(2),(3)", "(1,3),(2,1),(3,NULL)", false);
        row("no gap, from below zero", "a int PRIMARY KEY", "(-1),(0),(1)", "(1,-1)", false);
        row("no gap, behind the last", "a int PRIMARY KEY", "(1),(2),(3)", "(1,2),(2,4)", true);
        row("no gap, before the first", "a int PRIMARY KEY", "(5),(6)", "(1,5),(2,4)", true);
        row("a gap, all there", "a int PRIMARY KEY", "(1),(3)", "(1,1),(2,3)", false);
        row("a gap, in it", "a int PRIMARY KEY", "(1),(3)", "(1,1),(2,2)", true);
        row("numbers twice", "id int AUTO_INCREMENT PRIMARY KEY, a int, KEY (a)", "(NULL,1),(NULL,1),(NULL,3)", "(1,2)", true);
        row("a key of two columns", "a int, b int, PRIMARY KEY (a, b), KEY (a)", "(1,1),(1,2),(3,1)", "(1,2)", true);
        row("texts", "a varchar(9) PRIMARY KEY", "('1'),('3')", "(1,'2')", true);
        row("no parents", "a int PRIMARY KEY", "", "(1,1)", true);
        row("no children", "a int PRIMARY KEY", "(1)", "", false);
    }
    void looksForParentsInEveryWay()
    {
        QFETCH(QByteArray, parent);
        QFETCH(QByteArray, parents);
        QFETCH(QByteArray, children);
        const QByteArray type = parent.contains("varchar") ? "varchar(9)" : "int";
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, "SET foreign_key_checks=0;\nCREATE TABLE p (" + parent + ") ENGINE=InnoDB;\nCREATE TABLE c (id int PRIMARY KEY, p " + type
                    + ", CONSTRAINT f FOREIGN KEY (p) REFERENCES p (a)) ENGINE=InnoDB;\n" + (parents.isEmpty() ? QByteArray() : "INSERT INTO p VALUES " + parents + ";\n")
                    + (children.isEmpty() ? QByteArray() : "INSERT INTO c VALUES " + children + ";\n"));
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QTEST(outcome.end == RestoreEnd::WithWarnings, "orphans");
    }

    // Its time and size are as before: only its bytes tell.
    void seesBytesThatChangedBehindThePrecheck()
    {
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, "CREATE TABLE t (a int);\nINSERT INTO t VALUES (1),(2);\n");
        const QByteArray path = driver.request.backups.first().path;
        struct stat before {};
        QCOMPARE(::stat(path.constData(), &before), 0);
        driver.onProgress = [&, isDone = false](const JobProgress& progress) mutable {
            if (progress.step != JobStep::Loading || std::exchange(isDone, true))
                return;
            QFile file(QFile::decodeName(path));
            QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(file.size() - 4) && file.write("7") == 1 && file.flush());
            const timespec times[]{before.st_atim, before.st_mtim};
            QCOMPARE(::utimensat(AT_FDCWD, path.constData(), times, 0), 0);
        };
        const RestoreOutcome outcome = driver.restore();
        QVERIFY(outcome.error);
        QCOMPARE(outcome.error->code, "backup.changed");
        QCOMPARE(outcome.remains, Remains::Old);
        oldIsThereAlone();
    }

    void stopsWithinTwoSeconds()
    {
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, manyRows());
        QElapsedTimer timer;
        driver.onProgress = [&](const JobProgress& progress) {
            if (progress.step == JobStep::Loading && progress.rowsDone > 0 && !timer.isValid()) {
                timer.start();
                driver.stop.request_stop();
            }
        };
        const RestoreOutcome outcome = driver.restore();
        QVERIFY(timer.isValid());
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(outcome.end, RestoreEnd::Cancelled);
        QCOMPARE(outcome.remains, Remains::Old);
        QVERIFY(outcome.leftOvers.isEmpty());
        oldIsThereAlone();
        const auto looking = m_server->connect(); // one connection: the server still lists those that were just closed
        QTRY_COMPARE(*looking->value("SELECT count(*) FROM information_schema.processlist WHERE user = 'root' AND id <> connection_id()"), "0");
    }

    void saysWhatIsLeftWhenTheServerGoesAway()
    {
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, manyRows());
        std::atomic_bool isKilled = false;
        driver.onProgress = [&](const JobProgress& progress) {
            if (progress.step == JobStep::Loading && progress.rowsDone > 0 && !isKilled.exchange(true))
                ::kill(pid_t(m_server->pid()), SIGKILL);
        };
        const RestoreOutcome outcome = driver.restore();
        QVERIFY(outcome.error);
        QVERIFY2(outcome.error->code == "server.lost" || outcome.error->code == "server.refused", outcome.error->code.constData());
        QCOMPARE(outcome.remains, Remains::Old);
        QCOMPARE(outcome.leftOvers.size(), 1);
        m_server->killNow();
        QVERIFY(m_server->start());
        const Recovery recovery = engine.reconcile(driver.request, driver.journal);
        QCOMPARE(recovery.remains, Remains::Old);
        QCOMPARE(recovery.leftOvers.size(), 1);
        QVERIFY(engine.discard(driver.request, driver.journal, recovery.leftOvers.first()).ok());
        oldIsThereAlone();
        driver.onProgress = {};
        driver.journal.clear();
        const RestoreOutcome again = driver.restore();
        QVERIFY2(!again.error, qPrintable(said(again)));
        QCOMPARE(again.rows, 60'000);
    }

    void endsWhenTheServersDiskIsFull()
    {
        QTemporaryDir place;
        if (::geteuid() != 0 || QProcess::execute(u"mount"_s, {u"-t"_s, u"tmpfs"_s, u"-o"_s, u"size=190m,mode=1777"_s, u"tmpfs"_s, place.path()}) != 0)
            QSKIP("a small file system cannot be mounted here");
        const auto unmount = qScopeGuard([&] { QProcess::execute(u"umount"_s, {u"-l"_s, place.path()}); });
        const QByteArray before = qgetenv("TMPDIR");
        qputenv("TMPDIR", QFile::encodeName(place.path()));
        MariaDbServer small;
        before.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
        QVERIFY2(small.isRunning(), small.why().constData());
        QVERIFY(small.connect()->execute("CREATE DATABASE shop").ok());
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, manyRows());
        driver.request.target = small.target("shop");
        std::atomic_bool isFull = false;
        driver.onProgress = [&](const JobProgress& progress) { // somebody else takes what was free at the precheck
            if (progress.step == JobStep::Loading && progress.rowsDone > 0 && !isFull.exchange(true))
                QProcess::execute(u"sh"_s, {u"-c"_s, u"head -c 1G /dev/zero > "_s + place.filePath(u"filler"_s) + u" 2>/dev/null"_s});
        };
        const RestoreOutcome outcome = driver.restoreWithoutPrecheck();
        QVERIFY(outcome.error);
        QVERIFY2(outcome.error->code == "server.no_space" || outcome.error->code == "server.lost", qPrintable(said(outcome)));
        QVERIFY(outcome.remains == Remains::Old);
    }

    void asksForRights()
    {
        const auto connection = m_server->connect();
        QVERIFY(connection->execute("CREATE OR REPLACE USER weak@localhost").ok());
        QVERIFY(connection->execute("GRANT SELECT, INSERT, CREATE ON shop.* TO weak@localhost").ok());
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, "CREATE TABLE t (a int);\n");
        driver.request.target = m_server->target("shop", u"weak"_s);
        const PrecheckReport report = driver.precheck();
        const Finding* blocker = report.worstBlocker();
        QVERIFY(blocker);
        QCOMPARE(blocker->checkId, "privilege");
        QCOMPARE(driver.restoreWithoutPrecheck().error->kind, ErrorKind::TargetUnusable);
        oldIsThereAlone();
    }

    void letsOneOfTwoHaveANewTarget()
    {
        QVERIFY(m_server->connect()->execute("DROP DATABASE shop").ok());
        MariaDbEngine engine;
        EngineDriver one(engine), two(engine);
        prepare(one, manyRows());
        prepare(two, manyRows());
        one.request.overwrite = two.request.overwrite = false;
        RestoreOutcome first, second;
        std::thread other([&] { second = two.restoreWithoutPrecheck(); });
        first = one.restoreWithoutPrecheck();
        other.join();
        QCOMPARE(int(first.error.has_value()) + int(second.error.has_value()), 1);
        const RestoreOutcome& lost = first.error ? first : second;
        QVERIFY2(lost.error->code == "target.appeared" || lost.error->code == "target.exists" || lost.error->code == "server.in_use", qPrintable(said(lost)));
        QCOMPARE(*m_server->connect()->value("SELECT count(*) FROM shop.t0"), "20000");
        QCOMPARE(*m_server->connect()->value("SELECT count(*) FROM information_schema.schemata WHERE schema_name LIKE '%\\_\\_bf\\_%'"), "0");
    }

    void restoresWhatWasSelected()
    {
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, "CREATE TABLE p (a int PRIMARY KEY) ENGINE=InnoDB;\nINSERT INTO p VALUES (1);\nCREATE TABLE c (a int PRIMARY KEY, p int, KEY k (p), CONSTRAINT f FOREIGN KEY (p) REFERENCES p (a)) ENGINE=InnoDB;\n"
                        "INSERT INTO c VALUES (1,1);\nCREATE TABLE other (a int);\nCREATE FUNCTION f() RETURNS int RETURN 1;\nCREATE TRIGGER g BEFORE INSERT ON c FOR EACH ROW SET NEW.p = f();\n");
        const Result<BackupFacts> facts = engine.inspect(driver.request.backups, driver.context());
        for (const BackupObject& object : facts->objects)
            choose(object, u"c"_s, driver.request.selection);
        QVERIFY(!driver.request.selection.isEmpty());
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QCOMPARE(outcome.ledger, (QList<LedgerRow>{{u"c"_s, 1, 1}}));
        QCOMPARE(*m_server->connect()->value("SELECT group_concat(trigger_name) FROM information_schema.triggers WHERE trigger_schema = 'shop'"), "g");
        QVERIFY(std::ranges::any_of(outcome.warnings, [](const Message& message) { return message.arguments.contains(u"TABLE c"_s); })); // its foreign key
    }

    void restoresSeveralDatabasesUnderOtherNames()
    {
        const QByteArray script = "CREATE DATABASE a1; USE a1; CREATE TABLE t (a int PRIMARY KEY) ENGINE=InnoDB; INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT x.b FROM b1.u x JOIN a1.t ON t.a = x.b;\n"
                                  "CREATE PROCEDURE p() SELECT * FROM b1.u;\nCREATE DATABASE b1; USE b1; CREATE TABLE u (b int, FOREIGN KEY (b) REFERENCES a1.t (a)) ENGINE=InnoDB; INSERT INTO u VALUES (1);\n";
        MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, script);
        driver.request.renames = {{u"b1"_s, u"b2"_s}};
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QCOMPARE(*m_server->connect()->value("SELECT b FROM a1.v"), "1");
        QCOMPARE(*m_server->connect()->value("CALL a1.p()"), "1");
        QCOMPARE(*m_server->connect()->value("SELECT referenced_table_schema FROM information_schema.key_column_usage WHERE table_schema = 'b2' AND referenced_table_name IS NOT NULL"), "a1");
        QVERIFY(m_server->connect()->execute("DROP DATABASE b2").ok() && m_server->connect()->execute("DROP DATABASE a1").ok());
    }

private:
    void prepare(EngineDriver& driver, const QByteArray& script)
    {
        QFile file(m_folder.filePath(QString::number(++m_tasks) + u".sql"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(script) == script.size());
        driver.request.backups = {BackupFile{QFile::encodeName(file.fileName())}};
        driver.request.target = m_server->target("shop");
        driver.request.overwrite = true;
        driver.request.taskId = QString::number(m_tasks, 16).rightJustified(8, u'0') + u"456789abcdef0123456789ab"_s;
    }

    static QByteArray manyRows(int megabytesATable = 10)
    {
        const QByteArray filler(megabytesATable * 50, 'x');
        QByteArray script;
        for (int table = 0; table < 3; ++table) {
            script += "CREATE TABLE t" + QByteArray::number(table) + " (a int PRIMARY KEY, b text) ENGINE=InnoDB;\n";
            for (int i = 0; i < 20'000; ++i)
                script += (i % 1000 == 0 ? "INSERT INTO t" + QByteArray::number(table) + " VALUES (" : QByteArray(",(")) + QByteArray::number(i) + ",'" + filler + (i % 1000 == 999 ? "');\n" : "')");
        }
        return script;
    }

    static void choose(const BackupObject& object, const QString& name, QByteArrayList& ids)
    {
        if (object.name == name && object.kind == "table" && !object.id.isEmpty())
            ids += object.id;
        for (const BackupObject& child : object.children)
            choose(child, name, ids);
    }

    void oldIsThereAlone()
    {
        const auto connection = m_server->connect();
        QCOMPARE(*connection->value("SELECT group_concat(schema_name ORDER BY 1) FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')"), "shop");
        QCOMPARE(*connection->value("SELECT group_concat(table_name) FROM information_schema.tables WHERE table_schema = 'shop'"), "old");
        QCOMPARE(*connection->value("SELECT a FROM shop.old"), "42");
    }

    static QString said(const RestoreOutcome& outcome)
    {
        return !outcome.error ? QString() : QString::fromUtf8(outcome.error->code + ' ' + outcome.error->what.source) + outcome.error->what.arguments.join(u' ') + outcome.error->detail;
    }

    std::unique_ptr<MariaDbServer> m_server;
    QTemporaryDir m_folder;
    int m_tasks = 0;
};

QTEST_GUILESS_MAIN(TestMyRestore)
#include "tst_myrestore.moc"
