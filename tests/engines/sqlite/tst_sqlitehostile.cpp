// Backups made to do harm: nothing beyond the target is touched, and the finding says what was tried (TRUST.md T21–T26, T35–T37).
#include "tests/engines/sqlite/sqlitetestsupport.h"

#include <QElapsedTimer>
#include <QFile>
#include <QtTest>

#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

constexpr char harmless[] = "CREATE TABLE t(a);INSERT INTO t VALUES(1);";
constexpr char endless[] = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) ";

// A folder of canaries; a script names them as $TMP.
class Cage
{
public:
    Cage() : before((writeFile(path("CANARY"), "sing"), OtherProgram(path("CANARY.db")).run("CREATE TABLE t(a);INSERT INTO t VALUES('sing');"), m_room.source(""))) { }
    QByteArray path(const QByteArray& name) const { return m_room.source(name); }
    QByteArray filled(QByteArray script) const { return script.replace("$TMP", path("").chopped(1)); }
    bool allSing() const { return before.stillTrue(); }

private:
    Workshop m_room;
    Untouched before;
};

QByteArray hostileLine(const PrecheckReport& report)
{
    static constexpr const char* kinds[] = {"Internal", "Usage", "BackupUnusable", "BackupChanged", "Locked", "SignIn", "Risk"};
    const Finding* worst = report.worstBlocker();
    return worst ? QByteArray(kinds[int(worst->kind)]) + ' ' + worst->code : "passed";
}

} // namespace

class TestSqliteHostile : public QObject
{
    Q_OBJECT

private slots:
    void aHostileScriptTouchesNothing_data();
    void aHostileScriptTouchesNothing();
    void aQueryWithoutEndStopsWithinTwoSeconds_data();
    void aQueryWithoutEndStopsWithinTwoSeconds();
    void aQueryWithoutEndDoesNotFillTheMemory();
    void aHostileDatabaseFileTouchesNothing();
    void aDatabaseWithAnEndlessViewIsRestored();
    void aMalformedPageIsFound_data();
    void aMalformedPageIsFound();
    void aDatabaseThatNeedsAForeignPartIsNotCalledDamaged_data();
    void aDatabaseThatNeedsAForeignPartIsNotCalledDamaged();
    void whatIsNoOrdinaryFileIsRefused_data();
    void whatIsNoOrdinaryFileIsRefused();
    void aNameIsNeverAnOption();
};

void TestSqliteHostile::aHostileScriptTouchesNothing_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("precheck");
    const auto row = [](const char* name, const QByteArray& script, const char* precheck) { QTest::newRow(name) << script << QByteArray(precheck); };
    for (const char* command : {".shell touch $TMP/NEW", ".system touch $TMP/NEW", ".once |touch $TMP/NEW", ".output $TMP/CANARY", ".read $TMP/CANARY", ".open $TMP/CANARY.db",
                                ".save $TMP/CANARY.db", ".backup $TMP/NEW", ".import $TMP/CANARY t", ".load $TMP/CANARY", ".log $TMP/CANARY", ".excel", ".archive -c $TMP"})
        row(command, QByteArray(harmless) + "\n" + command + "\n", "Risk script.hostile");
    for (const char* sql : {"ATTACH '$TMP/NEW' AS x; CREATE TABLE x.t(\"#!/bin/sh\");", "ATTACH DATABASE '$TMP/CANARY.db' AS x;", "/**/aTTach'$TMP/NEW'AS x;", "DETACH main;",
                            "EXPLAIN ATTACH '$TMP/NEW' AS x;", "\xef\xbb\xbf" "ATTACH '$TMP/NEW' AS x;", "VACUUM INTO '$TMP/NEW';", "VACUUM main INTO '$TMP/NEW';", "vacuum/**/into'$TMP/NEW';",
                            "SELECT load_extension('$TMP/CANARY');", "VALUES(load_extension('$TMP/CANARY'));", "INSERT INTO t VALUES(load_extension('$TMP/CANARY'));",
                            "INSERT INTO t SELECT load_extension('$TMP/CANARY') FROM t;", "UPDATE t SET a=load_extension('$TMP/CANARY');", "CREATE TABLE u AS SELECT load_extension('$TMP/CANARY');",
                            "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT load_extension('$TMP/CANARY'); END;INSERT INTO t VALUES(2);",
                            "SELECT fts3_tokenizer('x', x'4141414141414141');", "INSERT INTO t VALUES(fts3_tokenizer('simple'));",
                            "PRAGMA temp_store_directory='$TMP';", "PRAGMA data_store_directory='$TMP';", "PRAGMA key='x';", "PRAGMA main.lock_proxy_file='$TMP/NEW';", "PRAGMA vdbe_trace=ON;",
                            "INSERT INTO sqlite_schema VALUES('table','x','x',2,'CREATE TABLE x(a)');", "INSERT INTO \"sqlite_master\"(type,name,tbl_name,rootpage,sql)VALUES('trigger','x','t',0,'CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END');",
                            "INSERT INTO main.[sqlite_schema] VALUES('view','x','x',0,'CREATE VIEW x AS SELECT 1');", "REPLACE INTO sqlite_schema SELECT 'table','x','x',2,'CREATE TABLE x(a)';",
                            "INSERT INTO sqlite_schema VALUES('table','x','x',0,'CREATE TABLE x(a)');", "INSERT INTO sqlite_temp_master VALUES('table','x','x',0,'CREATE VIRTUAL TABLE x USING fts5(a)');"})
        row(sql, QByteArray(harmless) + sql, "Risk script.hostile");
    for (const char* sql : {"SELECT writefile('$TMP/NEW', 'x') FROM t; INSERT INTO t VALUES(writefile('$TMP/NEW','x'));", "INSERT INTO t SELECT readfile('$TMP/CANARY');", "CREATE VIRTUAL TABLE z USING zipfile('$TMP/NEW');INSERT INTO z VALUES(1);",
                            "CREATE VIRTUAL TABLE c USING csv(filename='$TMP/CANARY');", "INSERT INTO t VALUES(edit('x','touch $TMP/NEW'));",
                            "PRAGMA writable_schema=ON;UPDATE sqlite_schema SET sql='CREATE TABLE t(b)';", "PRAGMA writable_schema=ON;DELETE FROM sqlite_schema;", "WITH x AS (SELECT 1) INSERT INTO sqlite_schema SELECT 'table','x','x',2,'CREATE TABLE x(a)';",
                            "INSERT INTO sqlite_dbpage VALUES(1, zeroblob(4096));", "UPDATE sqlite_dbpage SET data=zeroblob(4096) WHERE pgno=1;", "DROP TABLE sqlite_schema;",
                            "CREATE VIEW v AS SELECT load_extension('$TMP/CANARY');INSERT INTO t SELECT * FROM v;", "CREATE TABLE u(a, b DEFAULT (load_extension('$TMP/CANARY')));INSERT INTO u(a) VALUES(1);",
                            "BEGIN;INSERT INTO t VALUES(2);ROLLBACK;", "SAVEPOINT s;INSERT INTO t VALUES(2);ROLLBACK TO s;RELEASE s;", "COMMIT;BEGIN;INSERT INTO t VALUES(2);", "INSERT INTO t VALUES('a\x01');BEGIN;"})
        row(sql, QByteArray(harmless) + sql, "BackupUnusable");
    row("a NUL before a statement", QByteArray(harmless) + QByteArray("\0INSERT INTO t VALUES(2);", 25), "BackupUnusable");
    row("a NUL in a statement", QByteArray(harmless) + QByteArray("INSERT INTO \0t VALUES(2);", 25), "BackupUnusable");
    row("a NUL that hides an ATTACH", QByteArray(harmless) + QByteArray("SELECT 1\0;ATTACH '$TMP/NEW' AS x;", 33), "Risk script.hostile");
    row("a NUL in a value", QByteArray(harmless) + QByteArray("INSERT INTO t VALUES('a\0b');", 28), "BackupUnusable");
}

void TestSqliteHostile::aHostileScriptTouchesNothing()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, precheck);
    const Cage cage;
    const Workshop shop;
    writeFile(shop.source("a.sql"), cage.filled(script));
    EngineDriver driver = shop.driver(shop.source("a.sql"), shop.target());
    QVERIFY2(hostileLine(driver.precheck()).startsWith(precheck), hostileLine(driver.precheck()).constData());
    QVERIFY(cage.allSing());
    // The guards hold on their own as well, when the precheck is off.
    const RestoreOutcome outcome = driver.restoreWithoutPrecheck();
    QVERIFY(cage.allSing());
    if (precheck == "Risk script.hostile" && outcome.error)
        QCOMPARE(errorLine(outcome), precheck);
    if (outcome.error)
        QCOMPARE(shop.targetNames(), QStringList());
    else
        QCOMPARE(OtherProgram(shop.target()).text("SELECT count(*) FROM t"), QByteArray("1"));
}

void TestSqliteHostile::aQueryWithoutEndStopsWithinTwoSeconds_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("withPrecheck");
    const QByteArray sums = "SELECT count(*) FROM c WHERE x<0;";
    QTest::newRow("precheck") << "CREATE TABLE u AS " + QByteArray(endless) + sums << true;
    QTest::newRow("restore") << "CREATE TABLE u AS " + QByteArray(endless) + sums << false;
    QTest::newRow("restore, rows") << "INSERT INTO t " + QByteArray(endless) + sums << false;
    QTest::newRow("restore, view") << "CREATE VIEW e AS " + QByteArray(endless) + "SELECT x FROM c WHERE x<0;INSERT INTO t SELECT x FROM e;" << false;
}

void TestSqliteHostile::aQueryWithoutEndStopsWithinTwoSeconds()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, withPrecheck);
    const Workshop shop;
    writeFile(shop.source("a.sql"), harmless + sql);
    EngineDriver driver = shop.driver(shop.source("a.sql"), shop.target());
    QElapsedTimer sinceStop;
    const std::jthread impatient([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200)); // a moment into the query; nothing tells that it began
        sinceStop.start();
        driver.stop.request_stop();
    });
    if (withPrecheck)
        QVERIFY(driver.precheck().cancelled);
    else
        QCOMPARE(errorLine(driver.restoreWithoutPrecheck()), QByteArray("Cancelled job.cancelled"));
    QVERIFY(sinceStop.isValid());
    QVERIFY(sinceStop.elapsed() < 2000);
    QCOMPARE(shop.targetNames(), QStringList());
}

void TestSqliteHostile::aQueryWithoutEndDoesNotFillTheMemory()
{
    const Workshop shop;
    writeFile(shop.source("a.sql"), QByteArray("CREATE TABLE u AS ") + endless + "SELECT zeroblob(1000000) FROM c;");
    QCOMPARE(hostileLine(shop.driver(shop.source("a.sql"), shop.target()).precheck()), QByteArray("BackupUnusable script.statement"));
    QVERIFY(sqlite3_memory_highwater(1) < 512 * 1024 * 1024);
}

void TestSqliteHostile::aHostileDatabaseFileTouchesNothing()
{
    const Cage cage;
    const Workshop shop;
    QVERIFY(OtherProgram(shop.source("a.db")).run(cage.filled(QByteArray(harmless) + "CREATE VIEW v AS SELECT writefile('$TMP/NEW','x'), load_extension('$TMP/CANARY');"
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT writefile('$TMP/NEW','x'); END;CREATE TABLE u(a, b DEFAULT (load_extension('$TMP/CANARY')));"
        "CREATE TRIGGER h INSTEAD OF INSERT ON v BEGIN SELECT load_extension('$TMP/CANARY'); END;")));
    EngineDriver driver = shop.driver(shop.source("a.db"), shop.target());
    QCOMPARE(errorLine(driver.restore()), QByteArray());
    QVERIFY(cage.allSing());
    QCOMPARE(readFile(shop.target()), readFile(shop.source("a.db")));
}

void TestSqliteHostile::aDatabaseWithAnEndlessViewIsRestored()
{
    const Workshop shop;
    QVERIFY(OtherProgram(shop.source("a.db")).run(QByteArray(harmless) + "CREATE VIEW v AS " + endless + "SELECT sum(x) FROM c;"));
    QCOMPARE(errorLine(shop.driver(shop.source("a.db"), shop.target()).restore()), QByteArray());
}

void TestSqliteHostile::aMalformedPageIsFound_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("cell count of page 1") << 103 << QByteArray("\xff\xff");
    QTest::newRow("cell count of a table") << 4096 + 3 << QByteArray("\xff\xff");
    QTest::newRow("a root page that is its own right child") << 4096 << QByteArray("\x05\0\0\0\0\x10\0\0\0\0\0\x02", 12);
    QTest::newRow("cell content outside the page") << 4096 + 8 << QByteArray("\xff\xf0");
    QTest::newRow("schema format of the future") << 44 << QByteArray("\0\0\0\x09", 4);
    QTest::newRow("file format of the future") << 18 << QByteArray("\x09\x09");
    QTest::newRow("page size of nothing") << 16 << QByteArray("\x10\x01");
    QTest::newRow("free list that points to itself") << 32 << QByteArray("\0\0\0\x02\0\0\0\x07", 8);
    QTest::newRow("page count beyond the end") << 28 << QByteArray("\x7f\xff\xff\xff");
}

void TestSqliteHostile::aMalformedPageIsFound()
{
    QFETCH(int, offset);
    QFETCH(QByteArray, bytes);
    const Workshop shop;
    QVERIFY(OtherProgram(shop.source("a.db")).run("PRAGMA page_size=4096;CREATE TABLE t(a);INSERT INTO t VALUES(1),(2),(3);"));
    QByteArray file = readFile(shop.source("a.db"));
    writeFile(shop.source("a.db"), file.replace(offset, bytes.size(), bytes));
    for (bool withPrecheck : {true, false}) {
        EngineDriver driver = shop.driver(shop.source("a.db"), shop.target());
        const RestoreOutcome outcome = withPrecheck ? driver.restore() : driver.restoreWithoutPrecheck();
        QVERIFY(outcome.error);
        QCOMPARE(outcome.error->kind, ErrorKind::BackupUnusable);
        QCOMPARE(shop.targetNames(), QStringList());
    }
}

void TestSqliteHostile::aDatabaseThatNeedsAForeignPartIsNotCalledDamaged_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::newRow("module") << QByteArray("INSERT INTO sqlite_schema VALUES('table','x','x',0,'CREATE VIRTUAL TABLE x USING spatial_of_others(a)');");
    QTest::newRow("collation") << QByteArray("UPDATE sqlite_schema SET sql='CREATE INDEX i ON t(a COLLATE LOCALIZED)' WHERE name='i';");
    QTest::newRow("function") << QByteArray("UPDATE sqlite_schema SET sql='CREATE INDEX i ON t(ours(a))' WHERE name='i';");
}

void TestSqliteHostile::aDatabaseThatNeedsAForeignPartIsNotCalledDamaged()
{
    QFETCH(QByteArray, schema);
    const Workshop shop;
    QVERIFY(OtherProgram(shop.source("a.db")).run("CREATE TABLE t(a);INSERT INTO t VALUES('b'),('a');CREATE INDEX i ON t(abs(a));PRAGMA writable_schema=ON;" + schema));
    EngineDriver driver = shop.driver(shop.source("a.db"), shop.target());
    const RestoreOutcome outcome = driver.restore();
    QCOMPARE(errorLine(outcome), QByteArray());
    QVERIFY(driver.report.count(FindingLevel::NotCheckable) > 0);
    QCOMPARE(outcome.end, RestoreEnd::WithWarnings);
    QVERIFY(readFile(shop.target()) == readFile(shop.source("a.db")));
}

void TestSqliteHostile::whatIsNoOrdinaryFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char* kind : {"fifo", "device", "folder", "missing"})
        QTest::newRow(kind) << QByteArray(kind);
}

void TestSqliteHostile::whatIsNoOrdinaryFileIsRefused()
{
    QFETCH(QByteArray, kind);
    const Workshop shop;
    QByteArray path = shop.source("x.sql");
    if (kind == "fifo")
        QCOMPARE(::mkfifo(path.constData(), 0600), 0);
    else if (kind == "folder")
        QCOMPARE(::mkdir(path.constData(), 0700), 0);
    else if (kind == "device")
        path = "/dev/zero";
    const RestoreOutcome outcome = shop.driver(path, shop.target()).restore();
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->kind, ErrorKind::BackupUnusable);
    QCOMPARE(shop.targetNames(), QStringList());
}

void TestSqliteHostile::aNameIsNeverAnOption()
{
    const Workshop shop;
    for (const char* name : {"-f", "--help", "$(touch CANARY).sql", "a;b.sql", "a\nb.sql", "file:x?mode=memory", "a%00b.sql", "bad-\xff\xfe.sql", ":memory:"}) {
        writeFile(shop.source("plain"), harmless);
        QCOMPARE(::rename(shop.source("plain").constData(), shop.source(name).constData()), 0);
        const RestoreOutcome outcome = shop.driver(shop.source(name), shop.target(name)).restore();
        QCOMPARE(errorLine(outcome), QByteArray());
        QCOMPARE(OtherProgram(shop.target(name)).text("SELECT count(*) FROM t"), QByteArray("1"));
        ::unlink(shop.target(name).constData()); // QTemporaryDir cannot remove names that are not UTF-8
        ::unlink(shop.source(name).constData());
        QCOMPARE(shop.targetNames() + shop.sourceNames(), QStringList());
    }
}

QTEST_GUILESS_MAIN(TestSqliteHostile)
#include "tst_sqlitehostile.moc"
