// Indexes built side by side are those that SQLite builds one after the other.
#include "engines/catalog.h"
#include "engines/sqlite/sqliteindexcopier.h"
#include "engines/sqlite/sqlitesource.h"
#include "tests/engines/sqlite/sqlitetestsupport.h"

#include <QFile>
#include <QtTest>

#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

const QString sideBySide = u"%1 indexes were built side by side."_s;

// Rows that make a database large enough for several connections.
QByteArray rowsOf(const QByteArray& table, int rows, int textBytes = 60)
{
    QByteArray sql;
    for (int i = 0; i < rows; ++i) {
        const QByteArray number = QByteArray::number(i), mixed = QByteArray::number((i * 7919) % rows);
        sql += "INSERT INTO " + table + " VALUES(" + number + "," + mixed + ",'" + (i % 2 ? "Key " : "key ") + mixed + QByteArray("-x\xc3\xa9").repeated(textBytes / 4) + "',"
            + (i % 10 ? mixed + ".5" : QByteArray("NULL")) + ");\n";
    }
    return sql;
}

QByteArray tableOf(const QByteArray& table) { return "CREATE TABLE " + table + "(id INTEGER PRIMARY KEY, n INTEGER, s TEXT, r REAL);\n"; }

// Two tables of 8,000 rows each, some 1.6 MB.
QByteArray twoTables(const QByteArray& head = {})
{
    return head + "BEGIN;\n" + tableOf("a") + rowsOf("a", 8'000) + tableOf("\"b \"\"b\"") + rowsOf("\"b \"\"b\"", 8'000);
}

class Restored
{
public:
    explicit Restored(const QByteArray& script)
    {
        writeFile(shop.source("script.sql"), script);
        driver = std::make_unique<EngineDriver>(shop.driver(shop.source("script.sql"), shop.target()));
        driver->request.jobs = 2; // whatever this machine has
    }
    Workshop shop;
    std::unique_ptr<EngineDriver> driver;
};

} // namespace

class TestSqliteIndexes : public QObject
{
    Q_OBJECT

private slots:
    void theyAreThoseOfTheShell_data();
    void theyAreThoseOfTheShell();
    void theFirstThatFailsIsNamedAsIfAlone();
    void aStopWhileTheyAreBuiltLeavesNothing();
    void aPauseHoldsThemAll();
    void thePageOfTheLockByteStaysUnused();
    void anIndexThatIsNoneIsNotCopied();
};

void TestSqliteIndexes::theyAreThoseOfTheShell_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<int>("runs"); // how many times several indexes were built at once
    const QByteArray indexes = "CREATE INDEX a_n ON a(n);\nCREATE INDEX \"b\"\"s\" ON \"b \"\"b\"(s COLLATE NOCASE DESC, n);\ncreate /* a comment */ unique index a_s on a(s, r);\n"
                               "CREATE INDEX main.a_part ON a(r) WHERE n > 2000 AND s IS NOT NULL;\nCREATE INDEX IF NOT EXISTS b_all ON \"b \"\"b\"(n DESC, r, s, id);\n";
    QTest::newRow("tables, views and triggers around them") << twoTables("CREATE TABLE first(x UNIQUE, y);CREATE INDEX early ON first(y);INSERT INTO first VALUES(1,2);\n") + indexes
            + "CREATE VIEW v AS SELECT n FROM a;\nCREATE TRIGGER g AFTER INSERT ON a BEGIN INSERT OR IGNORE INTO first VALUES(new.n, new.n); END;\nCOMMIT;\n" << 1;
    QTest::newRow("rows behind them") << twoTables() + indexes + "INSERT OR IGNORE INTO a SELECT id+100000,n,s,r FROM a WHERE id<1000;INSERT INTO a VALUES(-1,1,'x',2),(-2,2,'y',3);"
            "DELETE FROM \"b \"\"b\" WHERE id%3=0;CREATE INDEX late ON a(id, n);CREATE INDEX later ON a(r, id);COMMIT;ANALYZE;\n" << 2;
    QTest::newRow("others between them") << twoTables() + "CREATE INDEX i1 ON a(n);CREATE INDEX i2 ON a(s);CREATE INDEX e ON a(abs(n), s);CREATE INDEX like_ ON a(s) WHERE s LIKE 'key 1%';"
            "CREATE INDEX i3 ON a(r);COMMIT;BEGIN;SELECT 1;CREATE INDEX IF NOT EXISTS i3 ON a(n);CREATE INDEX i4 ON \"b \"\"b\"(r);CREATE INDEX IF NOT EXISTS I4 ON a(id, s);COMMIT;\n" << 1;
    for (int pageSize : {512, 65536})
        QTest::addRow("page size %d", pageSize) << twoTables("PRAGMA page_size=" + QByteArray::number(pageSize) + ";\n") + indexes + "COMMIT;\n" << 1;
    QTest::newRow("keys longer than pages") << "PRAGMA page_size=1024;BEGIN;" + tableOf("a") + rowsOf("a", 300, 4'000) + tableOf("b") + rowsOf("b", 100, 9'000)
            + "CREATE INDEX i1 ON a(s);CREATE INDEX i2 ON a(s, n, s DESC);CREATE INDEX i3 ON b(s, r);COMMIT;\n" << 1;
    QTest::newRow("UTF-16") << twoTables("PRAGMA encoding='UTF-16le';\n") + indexes + "COMMIT;\n" << 1;
    QTest::newRow("WITHOUT ROWID, generated columns") << "CREATE TABLE w(s TEXT PRIMARY KEY, n, g AS (n*2), h TEXT AS (upper(s)) STORED) WITHOUT ROWID;" + twoTables()
            + "INSERT INTO w SELECT s||id, n FROM a;CREATE INDEX w_n ON w(n);CREATE INDEX w_g ON w(g DESC);CREATE INDEX w_h ON w(h, n);CREATE INDEX a_n ON a(n);COMMIT;\n" << 1;
    QTest::newRow("auto_vacuum") << twoTables("PRAGMA auto_vacuum=1;\n") + indexes + "COMMIT;\n" << 0;
    QTest::newRow("a temporary table of the same name") << twoTables() + "CREATE TEMP TABLE a(n, s);CREATE INDEX t1 ON a(n);CREATE INDEX t2 ON a(s);CREATE INDEX main.m1 ON a(n);"
            "CREATE INDEX main.m2 ON a(s);CREATE INDEX m3 ON \"b \"\"b\"(s);DROP TABLE temp.a;COMMIT;\n" << 1;
    QTest::newRow("few rows") << tableOf("a") + rowsOf("a", 100) + "CREATE INDEX i1 ON a(n);CREATE INDEX i2 ON a(s);\n" << 0;
    QTest::newRow("one index") << twoTables() + "CREATE INDEX i1 ON a(n);COMMIT;\n" << 0;
}

void TestSqliteIndexes::theyAreThoseOfTheShell()
{
    QFETCH(QByteArray, script);
    Restored restored(script);
    const QByteArray truth = restored.shop.source("truth.db");
    runProgram({u"sqlite3"_s, u"-bail"_s, QFile::decodeName(truth)}, script);
    const RestoreOutcome outcome = restored.driver->restore();
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what.arguments.join(u'|') + outcome.error->detail) : "");
    QVERIFY(outcome.statements.balances());
    QTEST(int(restored.driver->log.count(sideBySide)), "runs");
    QCOMPARE(dumpOf(restored.shop.target()), dumpOf(truth)); // the order of the schema, too
    QCOMPARE(contentOf(restored.shop.target()), contentOf(truth));
    const OtherProgram database(restored.shop.target());
    QCOMPARE(database.text("PRAGMA integrity_check"), QByteArray("ok"));
    QCOMPARE(restored.shop.targetNames(), QStringList{u"target.db"_s});
}

void TestSqliteIndexes::theFirstThatFailsIsNamedAsIfAlone()
{
    // Lines: BEGIN, the table, 8,000 rows, the second table, 8,000 rows; the first of the two bad indexes is on the fourth line behind.
    Restored restored(twoTables() + "CREATE INDEX i1 ON a(n);\nCREATE INDEX i2 ON a(r);\nCREATE INDEX i3 ON a(s);\nCREATE UNIQUE INDEX u1 ON a(r);\nCREATE UNIQUE INDEX u2 ON \"b \"\"b\"(r);\nCOMMIT;\n");
    restored.driver->request.jobs = 2;
    writeFile(restored.shop.source("script.sql"), readFile(restored.shop.source("script.sql")).replace(",3.5);", ",2.5);"));
    const RestoreOutcome outcome = restored.driver->restore();
    QCOMPARE(errorLine(outcome), QByteArray("StatementFailed script.statement"));
    QCOMPARE(outcome.error->what.arguments, QStringList({u"16007"_s, u"UNIQUE constraint failed: a.r"_s}));
    QCOMPARE(restored.driver->log.count(sideBySide), 0);
    QCOMPARE(restored.shop.targetNames(), QStringList());
}

void TestSqliteIndexes::aStopWhileTheyAreBuiltLeavesNothing()
{
    Restored restored(twoTables() + "CREATE INDEX i1 ON a(n, s);CREATE INDEX i2 ON \"b \"\"b\"(s, n);CREATE INDEX i3 ON a(r);COMMIT;\n");
    restored.driver->onProgress = [&](const JobProgress& progress) {
        if (progress.step == JobStep::Indexing)
            restored.driver->stop.request_stop();
    };
    const RestoreOutcome outcome = restored.driver->restore();
    QCOMPARE(errorLine(outcome), QByteArray("Cancelled job.cancelled"));
    QCOMPARE(outcome.end, RestoreEnd::Cancelled);
    QCOMPARE(outcome.remains, Remains::Nothing);
    QCOMPARE(restored.shop.targetNames(), QStringList());
}

void TestSqliteIndexes::aPauseHoldsThemAll()
{
    Restored restored(twoTables() + "CREATE INDEX i1 ON a(n, s);CREATE INDEX i2 ON \"b \"\"b\"(s, n);CREATE INDEX i3 ON a(r);COMMIT;\n");
    PauseGate gate;
    std::atomic<bool> indexing = false, finished = false;
    JobContext context = restored.driver->context();
    context.pause = &gate;
    context.progress = [&](const JobProgress& progress) {
        if (progress.step == JobStep::Indexing && !indexing) {
            gate.pause();
            indexing = true;
        }
    };
    RestoreOutcome outcome;
    const std::jthread job([&] {
        outcome = engineById("sqlite")->restore(restored.driver->request, context);
        finished = true;
    });
    QTRY_VERIFY(indexing);
    QVERIFY(!finished);
    QCOMPARE(restored.driver->log.count(sideBySide), 0);
    gate.resume();
    QTRY_VERIFY_WITH_TIMEOUT(finished, 30'000);
    QCOMPARE(errorLine(outcome), QByteArray());
    QCOMPARE(restored.driver->log.count(sideBySide), 1);
}

// A file of 1 GiB with holes: the pages of the index go around the one that SQLite's locks lie on.
void TestSqliteIndexes::thePageOfTheLockByteStaysUnused()
{
    constexpr quint32 lockPage = 0x40000000 / 512 + 1;
    const Workshop shop;
    const QByteArray rows = "PRAGMA page_size=512;CREATE TABLE t(a INTEGER PRIMARY KEY, b);WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<2000) INSERT INTO t SELECT x, (x*7919)%2000 FROM c;";
    QVERIFY(OtherProgram(shop.target()).run(rows));
    QVERIFY(OtherProgram(shop.source("indexed.db")).run(rows + "CREATE INDEX i ON t(b);"));
    const QByteArray indexed = readFile(shop.source("indexed.db"));
    const quint32 root = OtherProgram(shop.source("indexed.db")).text("SELECT rootpage FROM sqlite_schema WHERE name='i'").toUInt();
    const OwnedDescriptor file(::open(shop.target().constData(), O_RDWR | O_CLOEXEC));
    const quint32 pageCount = qToBigEndian(lockPage - 10);
    QCOMPARE(::pwrite(file.get(), &pageCount, 4, 28), ssize_t(4));
    QCOMPARE(::ftruncate(file.get(), off_t(lockPage - 10) * 512), 0);
    SqliteIndexCopier copier(file.get());
    QVERIFY(copier.isReady());
    const quint32 newRoot = copier.copy([&](quint32 page, char* to) {
        std::memcpy(to, indexed.constData() + (page - 1) * 512, 512);
        return true;
    }, root);
    QCOMPARE(newRoot, lockPage - 9);
    QVERIFY(copier.finish());
    QByteArray unused(512, 'x');
    QCOMPARE(::pread(file.get(), unused.data(), 512, off_t(lockPage - 1) * 512), ssize_t(512));
    QCOMPARE(unused, QByteArray(512, '\0'));
    const OtherProgram database(shop.target());
    QVERIFY(database.run("PRAGMA writable_schema=ON;INSERT INTO sqlite_schema VALUES('index','i','t'," + QByteArray::number(newRoot) + ",'CREATE INDEX i ON t(b)');PRAGMA writable_schema=RESET;"));
    QCOMPARE(database.text("SELECT group_concat(b) FROM (SELECT b FROM t INDEXED BY i WHERE b BETWEEN 0 AND 1999)"), database.text("SELECT group_concat(b) FROM (SELECT b FROM t NOT INDEXED ORDER BY b)"));
    QVERIFY(database.text("PRAGMA page_count").toUInt() > lockPage);
    QCOMPARE(database.text("PRAGMA integrity_check(t)"), QByteArray("ok"));
}

void TestSqliteIndexes::anIndexThatIsNoneIsNotCopied()
{
    const Workshop shop;
    QVERIFY(OtherProgram(shop.target()).run("CREATE TABLE t(a);"));
    const QByteArray before = readFile(shop.target());
    const OwnedDescriptor file(::open(shop.target().constData(), O_RDWR | O_CLOEXEC));
    const auto copied = [&](const QByteArray& pageStart) {
        return SqliteIndexCopier(file.get()).copy([&](quint32 page, char* to) {
            std::memset(to, 0, 4096);
            std::memcpy(to, pageStart.constData(), size_t(pageStart.size()));
            return page == 7;
        }, 7);
    };
    QCOMPARE(copied(QByteArray::fromHex("0d00000000100000")), 0u);                 // a page of a table
    QCOMPARE(copied(QByteArray::fromHex("0a0000ffff100000")), 0u);                 // more cells than fit
    QCOMPARE(copied(QByteArray::fromHex("0a00000001100000fff8")), 0u);             // an entry that is not on the page
    QCOMPARE(copied(QByteArray::fromHex("0a000000011000000010000000000000c000")), 0u); // an entry of 8 KiB that goes on nowhere
    QCOMPARE(copied(QByteArray::fromHex("020000000010000000000008")), 0u);         // a page behind that cannot be read
    QVERIFY(copied(QByteArray::fromHex("0a00000000100000")) != 0u);                // an empty index
    QCOMPARE(readFile(shop.target()).first(before.size()), before);                // nothing counts before finish()
}

QTEST_GUILESS_MAIN(TestSqliteIndexes)
#include "tst_sqliteindexes.moc"
