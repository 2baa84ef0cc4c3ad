// What went into a dump or a database file comes out of the restore: every value, every object, every byte.
#include "tests/engines/sqlite/sqlitetestsupport.h"

#include <QFile>
#include <QtTest>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray everyByte()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i)
        bytes += char(i);
    return bytes;
}

QByteArray inserted(const QByteArray& table, const QByteArrayList& values)
{
    QByteArray sql;
    for (const QByteArray& value : values)
        sql += "INSERT INTO " + table + " VALUES(" + value + ");";
    return sql;
}

QByteArray asText(const QByteArray& bytes) { return "CAST(x'" + bytes.toHex() + "' AS TEXT)"; }

struct Example
{
    const char* name;
    QByteArray sql;
    bool crlfLegal = true; ///< no value holds a line end, so other line ends are another form of the same dump
};

const QList<Example>& valueExamples()
{
    static const QList<Example> examples{
        {"numbers", "CREATE TABLE t(a, b INTEGER, c REAL, d NUMERIC, e TEXT);"
             + inserted("t(a)", {"9223372036854775807", "-9223372036854775808", "0", "NULL", "1e999", "-1e999", "0.1", "1.7976931348623157e308", "4.9406564584124654e-324", "0.0", "1e15", "123456789012345678", "3.0"})
             + inserted("t", {"'1','1','1','1',1", "1.5,1.5,1,'1e3',1.5", "x'31',x'31',x'31',x'31',x'31'", "'a','a','a','a','a'"})},
        {"blobs", "CREATE TABLE t(a BLOB);" + inserted("t", {"x''", "x'" + everyByte().toHex() + "'", "zeroblob(1048576)", "randomblob(100000)"})},
        {"texts", "CREATE TABLE t(a TEXT);"
             + inserted("t", {"''", "'it''s \"quoted\" `so` [and so]'", "'a;b--c/*d'", "'END;'", "'COMMIT;'", "'\xe4\xb8\xad\xe6\x96\x87 \xf0\x9f\x98\x80'", "'replace(''x'',''y'',char(10))'"})},
        {"line ends and control characters", "CREATE TABLE t(a TEXT);"
             + inserted("t", {"'a\nb'", "'a\r\nb'", "'\r'", "'\\n\n'", "'\\r\r\\n\n'", asText(QByteArray("\x01\x02\x1b[0m\x7f\t")), "'\n;\n--\n'", "'\n''\r\n'''"}), false},
        {"bytes that are no UTF-8", "CREATE TABLE t(a TEXT);" + inserted("t", {asText("\xff\xfe\x80"), asText("\xed\xa0\x80"), asText("a\xc3"), asText("\xe4\xb8'\xe4")})},
        {"long lines", "CREATE TABLE t(a TEXT, b BLOB);" + inserted("t", {"'" + QByteArray("long '' ").repeated(3000) + "',x'" + QByteArray("ab").repeated(12000) + "'", "printf('%.*c',1048576,'x'),NULL"})},
        {"many rows", "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<30000) INSERT INTO t SELECT x, 'row ' || x FROM c;"},
        {"nothing at all", ""},
    };
    return examples;
}

const QList<Example>& schemaExamples()
{
    static const QList<Example> examples{
        {"WITHOUT ROWID", "CREATE TABLE t(a TEXT PRIMARY KEY, b) WITHOUT ROWID;INSERT INTO t VALUES('z',1),('a',2);"},
        {"STRICT", "CREATE TABLE t(a INT, b REAL, c TEXT, d BLOB, e ANY) STRICT;INSERT INTO t VALUES(1,2,'3',x'04',5.5),(NULL,NULL,NULL,NULL,'x');"},
        {"generated columns", "CREATE TABLE t(a INT, b INT AS (a*2), c INT GENERATED ALWAYS AS (a+1) STORED, d);INSERT INTO t(a,d) VALUES(1,'x'),(2,NULL);CREATE INDEX i ON t(b);"},
        {"AUTOINCREMENT", "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b);INSERT INTO t VALUES(7,'x'),(4711,'y');DELETE FROM t WHERE a=4711;CREATE TABLE u(a INTEGER PRIMARY KEY AUTOINCREMENT);"},
        {"triggers", "CREATE TABLE t(a);CREATE TABLE log(a);INSERT INTO t VALUES(1),(2);"
             "CREATE TRIGGER g AFTER INSERT ON t WHEN new.a > 1 BEGIN INSERT INTO log SELECT CASE new.a WHEN 1 THEN ';END;' ELSE 2 END; DELETE FROM log WHERE a IS NULL; END;"
             "CREATE TRIGGER \"odd; name\" BEFORE UPDATE OF a ON t BEGIN SELECT raise(ABORT, 'no;'); END;"},
        {"views", "CREATE TABLE t(a);INSERT INTO t VALUES(1);CREATE VIEW v AS SELECT a, ';' AS b FROM t;CREATE VIEW w(x) AS SELECT a FROM v;CREATE TRIGGER i INSTEAD OF INSERT ON w BEGIN INSERT INTO t VALUES(new.x); END;"},
        {"indexes", "CREATE TABLE t(a, b TEXT COLLATE NOCASE UNIQUE);INSERT INTO t VALUES(1,'x'),(2,'y');CREATE INDEX p ON t(a) WHERE a > 1;CREATE INDEX e ON t(abs(a), lower(b) DESC);CREATE UNIQUE INDEX u ON t(a,b);"},
        {"foreign keys and checks", "CREATE TABLE p(a INTEGER PRIMARY KEY, CHECK(a < 10));CREATE TABLE c(a REFERENCES p DEFERRABLE INITIALLY DEFERRED, b DEFAULT (1+1) NOT NULL);INSERT INTO p VALUES(1);INSERT INTO c(a) VALUES(1),(99);"},
        {"FTS5", "CREATE VIRTUAL TABLE f USING fts5(a, b, tokenize='porter');INSERT INTO f VALUES('the quick fox','jumps'),('\xe4\xb8\xad\xe6\x96\x87','it''s');DELETE FROM f WHERE rowid=1;"},
        {"FTS4", "CREATE VIRTUAL TABLE f USING fts4(a, b);INSERT INTO f VALUES('the quick fox','jumps'),('more','it''s');"},
        {"rtree", "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1);INSERT INTO r VALUES(1,0.5,1),(2,-3,4);"},
        {"odd names", "CREATE TABLE \"\xe8\xa1\xa8\"(\"\xe5\x88\x97\" TEXT, \"a\"\"b\", [c d], `e``f`, \"\" );INSERT INTO \"\xe8\xa1\xa8\" VALUES('\xe5\x80\xbc',2,3,4,5);"
             "CREATE TABLE \"a'b\"\"c;--\"(x);INSERT INTO \"a'b\"\"c;--\" VALUES(1);CREATE TABLE \"select\"(\"values\");INSERT INTO \"select\" VALUES(1);CREATE TABLE \"sp ace\"(a);INSERT INTO \"sp ace\" VALUES(1);"},
        {"names that differ beyond ASCII case", "CREATE TABLE \"\xc3\x84\"(a);INSERT INTO \"\xc3\x84\" VALUES(1),(2);CREATE TABLE \"\xc3\xa4\"(a);INSERT INTO \"\xc3\xa4\" VALUES(1);"},
        {"very long names", "CREATE TABLE \"" + QByteArray("n").repeated(600) + "1\"(a);INSERT INTO \"" + QByteArray("n").repeated(600) + "1\" VALUES(1);CREATE TABLE \"" + QByteArray("n").repeated(600) + "2\"(a);"},
        {"statistics", "CREATE TABLE t(a,b);CREATE INDEX i ON t(a);INSERT INTO t VALUES(1,2),(1,3);ANALYZE;"},
        {"UTF-16le", "PRAGMA encoding='UTF-16le';CREATE TABLE t(a TEXT);INSERT INTO t VALUES('\xe4\xb8\xad\xf0\x9f\x98\x80'),('');"},
        {"UTF-16be", "PRAGMA encoding='UTF-16be';CREATE TABLE t(a TEXT);INSERT INTO t VALUES('\xe4\xb8\xad\xf0\x9f\x98\x80'),('');"},
        {"renamed and altered", "CREATE TABLE t(a);INSERT INTO t VALUES(1);ALTER TABLE t RENAME TO u;ALTER TABLE u ADD COLUMN b DEFAULT 'x';ALTER TABLE u RENAME COLUMN a TO c;"},
        {"conflict clauses", "CREATE TABLE t(a UNIQUE ON CONFLICT REPLACE, b);INSERT INTO t VALUES(1,'old'),(1,'new'),(2,'x');"},
    };
    return examples;
}

// Restores and says what is not as it must be; empty when all is well.
QByteArray faultOf(const Workshop& shop, const QByteArray& backup, const QByteArrayList& expected)
{
    const Untouched before(shop.source(""));
    EngineDriver driver = shop.driver(backup, shop.target());
    QFile::remove(QFile::decodeName(shop.target()));
    const RestoreOutcome outcome = driver.restore();
    if (outcome.error)
        return errorLine(outcome) + ": " + outcome.error->what.source + outcome.error->what.arguments.join(u"|"_s).toUtf8() + outcome.error->detail.toUtf8();
    if (outcome.end != RestoreEnd::Complete || outcome.remains != Remains::New || outcome.verification.isEmpty() || !outcome.statements.balances())
        return "not complete";
    if (shop.targetNames() != QStringList{u"target.db"_s})
        return "beside the target: " + shop.targetNames().join(u", "_s).toUtf8();
    if (!before.stillTrue())
        return "the backup was touched";
    const QByteArrayList arrived = contentOf(shop.target());
    for (qsizetype i = 0; i < qMax(arrived.size(), expected.size()); ++i) {
        if (arrived.value(i) != expected.value(i))
            return "first difference: " + arrived.value(i) + " instead of " + expected.value(i);
    }
    return {};
}

} // namespace

class TestSqliteRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void aDumpBringsEverythingBack_data();
    void aDumpBringsEverythingBack();
    void everyCompressionBringsTheSameBack_data();
    void everyCompressionBringsTheSameBack();
    void aDatabaseFileArrivesByteForByte_data();
    void aDatabaseFileArrivesByteForByte();
    void aWalThatWasNotCheckpointedCounts();
    void aHotJournalIsRolledBack();
    void aScriptDecidesEncodingAndVersion();
    void aHandWrittenScriptMeansWhatSqliteMakesOfIt_data();
    void aHandWrittenScriptMeansWhatSqliteMakesOfIt();
    void theRowThatFailsAmongManyIsNamed_data();
    void theRowThatFailsAmongManyIsNamed();
};

void TestSqliteRoundTrip::aDumpBringsEverythingBack_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<bool>("crlfLegal");
    for (const Example& example : valueExamples() + schemaExamples())
        QTest::newRow(example.name) << example.sql << example.crlfLegal;
}

void TestSqliteRoundTrip::aDumpBringsEverythingBack()
{
    QFETCH(QByteArray, sql);
    QFETCH(bool, crlfLegal);
    const Workshop shop;
    const QByteArray database = shop.source("source.db");
    QVERIFY(OtherProgram(database).run(sql + "PRAGMA user_version=0;"));
    const QByteArray dump = dumpOf(database);
    const QByteArrayList content = contentOf(database);
    QVERIFY(QFile::remove(QFile::decodeName(database)));
    writeFile(shop.source("dump.sql"), dump);
    QCOMPARE(faultOf(shop, shop.source("dump.sql"), content), QByteArray());
    writeFile(shop.source("dump.sql"), "\xef\xbb\xbf" + dump);
    QCOMPARE(faultOf(shop, shop.source("dump.sql"), content), QByteArray());
    if (!crlfLegal)
        return;
    QByteArray crlf = dump;
    writeFile(shop.source("dump.sql"), crlf.replace('\n', "\r\n"));
    QCOMPARE(faultOf(shop, shop.source("dump.sql"), content), QByteArray());
}

void TestSqliteRoundTrip::everyCompressionBringsTheSameBack_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("gz") << QStringList{u"gzip"_s, u"-c"_s};
    QTest::newRow("zst") << QStringList{u"zstd"_s, u"-qc"_s};
    QTest::newRow("xz") << QStringList{u"xz"_s, u"-c"_s};
    QTest::newRow("bz2") << QStringList{u"bzip2"_s, u"-c"_s};
    QTest::newRow("lz4") << QStringList{u"lz4"_s, u"-qc"_s};
    QTest::newRow("zip") << QStringList{u"zip"_s, u"-q"_s, u"-"_s, u"-"_s};
}

void TestSqliteRoundTrip::everyCompressionBringsTheSameBack()
{
    QFETCH(QStringList, command);
    const Workshop shop;
    const QByteArray database = shop.source("source.db");
    QVERIFY(OtherProgram(database).run(valueExamples()[1].sql + "PRAGMA journal_mode=WAL;CREATE TABLE other(a);" + inserted("other", {"1", "'it''s'", "NULL"})));
    const QByteArrayList content = contentOf(database);
    writeFile(shop.source("packed"), runProgram(command, dumpOf(database)));
    QCOMPARE(faultOf(shop, shop.source("packed"), content), QByteArray());
    const QByteArray file = readFile(database);
    writeFile(shop.source("packed"), runProgram(command, file));
    QCOMPARE(faultOf(shop, shop.source("packed"), content), QByteArray());
    QCOMPARE(readFile(shop.target()), file);
}

void TestSqliteRoundTrip::aDatabaseFileArrivesByteForByte_data()
{
    QTest::addColumn<QByteArray>("sql");
    for (int pageSize : {512, 1024, 4096, 8192, 65536})
        QTest::addRow("page size %d", pageSize) << "PRAGMA page_size=" + QByteArray::number(pageSize) + ";CREATE TABLE t(a);" + inserted("t", {"1", "randomblob(200000)"});
    QTest::newRow("auto_vacuum full") << QByteArray("PRAGMA auto_vacuum=1;CREATE TABLE t(a);INSERT INTO t VALUES(randomblob(100000));CREATE TABLE u(a);INSERT INTO u VALUES(1);DELETE FROM t;");
    QTest::newRow("auto_vacuum incremental") << QByteArray("PRAGMA auto_vacuum=2;CREATE TABLE t(a);INSERT INTO t VALUES(randomblob(100000));CREATE TABLE u(a);INSERT INTO u VALUES(1);DELETE FROM t;");
    QTest::newRow("free pages") << QByteArray("CREATE TABLE t(a);INSERT INTO t VALUES(randomblob(100000));CREATE TABLE u(a);INSERT INTO u VALUES(1);DROP TABLE t;");
    QTest::newRow("WAL, checkpointed") << QByteArray("PRAGMA journal_mode=WAL;CREATE TABLE t(a);INSERT INTO t VALUES(1);");
    QTest::newRow("versions and ids") << QByteArray("PRAGMA user_version=-7;PRAGMA application_id=252006673;CREATE TABLE t(a);");
    for (const Example& example : schemaExamples())
        QTest::newRow(example.name) << example.sql;
}

void TestSqliteRoundTrip::aDatabaseFileArrivesByteForByte()
{
    QFETCH(QByteArray, sql);
    const Workshop shop;
    const QByteArray database = shop.source("source.db");
    QVERIFY(OtherProgram(database).run(sql));
    const QByteArray bytes = readFile(database);
    QCOMPARE(shop.sourceNames(), QStringList{u"source.db"_s});
    const Untouched before(shop.source(""));
    for (bool withPrecheck : {true, false}) {
        QFile::remove(QFile::decodeName(shop.target()));
        EngineDriver driver = shop.driver(database, shop.target());
        const RestoreOutcome outcome = withPrecheck ? driver.restore() : driver.restoreWithoutPrecheck();
        QCOMPARE(errorLine(outcome), QByteArray());
        QVERIFY(before.stillTrue());
        QCOMPARE(shop.targetNames(), QStringList{u"target.db"_s});
        QVERIFY(readFile(shop.target()) == bytes);
    }
}

void TestSqliteRoundTrip::aWalThatWasNotCheckpointedCounts()
{
    const Workshop shop;
    const OtherProgram writer(shop.source("live.db")); // stays open, so nothing is checkpointed
    QVERIFY(writer.run("PRAGMA wal_autocheckpoint=0;PRAGMA journal_mode=WAL;CREATE TABLE t(a);INSERT INTO t VALUES(1),(2);DELETE FROM t WHERE a=1;CREATE TABLE u(b);INSERT INTO u VALUES(randomblob(50000));"));
    for (const char* suffix : {"", "-wal"})
        writeFile(shop.source(QByteArray("copy.db") + suffix), readFile(shop.source(QByteArray("live.db") + suffix)));
    QVERIFY(readFile(shop.source("copy.db-wal")).size() > 50000);
    QCOMPARE(faultOf(shop, shop.source("copy.db"), contentOf(shop.source("live.db"))), QByteArray());
}

void TestSqliteRoundTrip::aHotJournalIsRolledBack()
{
    const Workshop shop;
    const QByteArray live = shop.source("live.db");
    const OtherProgram writer(live);
    QVERIFY(writer.run("PRAGMA cache_size=5;CREATE TABLE t(a);WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<2000) INSERT INTO t SELECT 'old ' || x FROM c;"));
    const QByteArrayList content = contentOf(live);
    QVERIFY(writer.run("BEGIN;UPDATE t SET a='new' || a || 'and longer than before';")); // more pages than the cache holds: they are in the file now
    for (const char* suffix : {"", "-journal"})
        writeFile(shop.source(QByteArray("copy.db") + suffix), readFile(live + suffix));
    QVERIFY(writer.run("ROLLBACK;"));
    QVERIFY(readFile(shop.source("copy.db")) != readFile(live));
    QCOMPARE(faultOf(shop, shop.source("copy.db"), content), QByteArray());
}

void TestSqliteRoundTrip::aScriptDecidesEncodingAndVersion()
{
    const Workshop shop;
    writeFile(shop.source("a.sql"), "PRAGMA encoding='UTF-16be';PRAGMA page_size=1024;PRAGMA auto_vacuum=1;PRAGMA user_version=42;PRAGMA main.application_id=7;CREATE TABLE t(a);INSERT INTO t VALUES('\xe4\xb8\xad');");
    EngineDriver driver = shop.driver(shop.source("a.sql"), shop.target());
    QCOMPARE(errorLine(driver.restore()), QByteArray());
    const OtherProgram restored(shop.target());
    QCOMPARE(restored.text("PRAGMA encoding"), QByteArray("UTF-16be"));
    QCOMPARE(restored.text("PRAGMA page_size"), QByteArray("1024"));
    QCOMPARE(restored.text("PRAGMA auto_vacuum"), QByteArray("1"));
    QCOMPARE(restored.text("PRAGMA user_version"), QByteArray("42"));
    QCOMPARE(restored.text("PRAGMA application_id"), QByteArray("7"));
    QCOMPARE(restored.text("PRAGMA journal_mode"), QByteArray("delete"));
    QCOMPARE(restored.text("SELECT a FROM t"), QByteArray("\xe4\xb8\xad"));
}

void TestSqliteRoundTrip::aHandWrittenScriptMeansWhatSqliteMakesOfIt_data()
{
    QTest::addColumn<QByteArray>("script");
    const auto row = [](const char* name, const char* script) { QTest::newRow(name) << QByteArray(script); };
    row("rows that a constraint ignores", "CREATE TABLE t(a UNIQUE ON CONFLICT IGNORE);INSERT INTO t VALUES(1),(1);INSERT INTO t VALUES(1);INSERT INTO t VALUES(2);");
    row("rows that a constraint replaces", "CREATE TABLE t(a PRIMARY KEY ON CONFLICT REPLACE,b);INSERT INTO t VALUES(1,1);INSERT INTO t VALUES(1,2);INSERT INTO t VALUES(2,2);");
    row("INSERT OR IGNORE, OR REPLACE, REPLACE", "CREATE TABLE t(a PRIMARY KEY,b);INSERT INTO t VALUES(1,1);INSERT OR IGNORE INTO t VALUES(1,2);INSERT OR REPLACE INTO t VALUES(1,3);REPLACE INTO t VALUES(1,4);REPLACE INTO t VALUES(2,4);");
    row("upsert and expressions", "CREATE TABLE t(a PRIMARY KEY,b);INSERT INTO t VALUES(1,1+1);INSERT INTO t VALUES(1,5) ON CONFLICT(a) DO UPDATE SET b=excluded.b;INSERT INTO t SELECT a+1,b FROM t;INSERT INTO t DEFAULT VALUES;");
    row("a trigger made before its rows", "CREATE TABLE t(a);CREATE TABLE log(a);CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES(new.a);INSERT INTO log VALUES(0);END;INSERT INTO t VALUES(1);INSERT INTO t VALUES(2);");
    row("a trigger that ignores rows", "CREATE TABLE t(a);CREATE TRIGGER g BEFORE INSERT ON t WHEN new.a=1 BEGIN SELECT raise(IGNORE);END;INSERT INTO t VALUES(1);INSERT INTO t VALUES(2);");
    row("a view that takes rows", "CREATE TABLE t(a);CREATE VIEW v AS SELECT a FROM t;CREATE TRIGGER g INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES(new.a);END;INSERT INTO v VALUES(1);INSERT INTO v VALUES(2);");
    row("dropped and made again", "CREATE TABLE t(a);INSERT INTO t VALUES(1);DROP TABLE t;CREATE TABLE t(a,b);INSERT INTO t VALUES(1,2);INSERT INTO t VALUES(1,2);");
    row("renamed with its rows", "CREATE TABLE t(a);INSERT INTO t VALUES(1);INSERT INTO t VALUES(2);ALTER TABLE t RENAME TO u;CREATE TABLE t(b);INSERT INTO t VALUES(3);");
    row("deleted and updated", "CREATE TABLE t(a);INSERT INTO t VALUES(1);INSERT INTO t VALUES(2);DELETE FROM t WHERE a=1;UPDATE t SET a=3;INSERT INTO t VALUES(2);DELETE FROM t;INSERT INTO t VALUES(9);");
    row("made of a query", "CREATE TABLE t(a);INSERT INTO t VALUES(1);CREATE TABLE u AS SELECT a, 2 AS b FROM t;INSERT INTO u VALUES(3,4);");
    row("many transactions and savepoints", "BEGIN;CREATE TABLE t(a);INSERT INTO t VALUES(1);COMMIT;BEGIN IMMEDIATE;INSERT INTO t VALUES(2);END TRANSACTION;SAVEPOINT s;INSERT INTO t VALUES(3);RELEASE s;");
    row("a temporary table", "CREATE TEMP TABLE x(a);INSERT INTO x VALUES(1);CREATE TABLE t(a);INSERT INTO t SELECT a FROM x;");
    row("a temporary table that hides another", "CREATE TABLE t(a);INSERT INTO t VALUES(1);CREATE TEMP TABLE t(a);INSERT INTO t VALUES(2);INSERT INTO main.t VALUES(3);DROP TABLE temp.t;INSERT INTO t VALUES(4);");
    row("a full-text table with commands", "CREATE VIRTUAL TABLE f USING fts5(a);INSERT INTO f VALUES('x');INSERT INTO f(f) VALUES('optimize');INSERT INTO f(f,rank) VALUES('automerge',8);INSERT INTO f(a) VALUES('y');");
    row("names in another case", "CREATE TABLE Tab(A);INSERT INTO TAB VALUES(1);INSERT INTO \"tAB\"(a) VALUES(2);INSERT INTO main.tab VALUES(3);");
    row("two scripts joined", "\xef\xbb\xbf" "CREATE TABLE t(a);INSERT INTO t VALUES(1);\n\xef\xbb\xbf" "INSERT INTO t VALUES(2);\n\xef\xbb\xbf" "BEGIN;INSERT INTO t VALUES(3);COMMIT;");
    row("rowids by name", "CREATE TABLE t(a);INSERT INTO t(rowid,a) VALUES(5,'x');INSERT INTO t VALUES('y');CREATE TABLE u AS SELECT rowid AS r,a FROM t;");
    row("rows of two tables in turn", "CREATE TABLE t(a INTEGER PRIMARY KEY,b);CREATE TABLE u(b,a);INSERT INTO t VALUES(1,'x');INSERT INTO u VALUES(1,2);INSERT INTO t VALUES(2,'y');INSERT INTO t(b) VALUES('z');INSERT INTO u(a) VALUES(5),(6);INSERT INTO t VALUES(-5,'w'),(NULL,'v');INSERT INTO t VALUES(9,'u');");
    row("numbers that SQLite gives", "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT,b);INSERT INTO t VALUES(10,1);INSERT INTO t VALUES(NULL,2);INSERT INTO t(b) VALUES(3);DELETE FROM sqlite_sequence;INSERT INTO sqlite_sequence VALUES('t',100);INSERT INTO t VALUES(NULL,4);INSERT INTO t VALUES(NULL,5);");
    row("a trigger that looks at what was done", "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT);CREATE TABLE log(s,c,l);CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log SELECT seq,changes(),last_insert_rowid() FROM sqlite_sequence;END;INSERT INTO t VALUES(NULL);INSERT INTO t VALUES(NULL);INSERT INTO t VALUES(7),(9);INSERT INTO t VALUES(NULL);");
    row("a trigger made between rows", "CREATE TABLE t(a);CREATE TABLE log(a);INSERT INTO t VALUES(1);INSERT INTO t VALUES(2);CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO log VALUES(new.a);END;INSERT INTO t VALUES(3);INSERT INTO t VALUES(4);DROP TRIGGER g;INSERT INTO t VALUES(5);");
    row("a table named like the loader's own", "CREATE TABLE bakferry_rows_1(a);INSERT INTO bakferry_rows_1 VALUES(1);CREATE TABLE t(a);INSERT INTO t VALUES(2);INSERT INTO t VALUES(3);INSERT INTO bakferry_rows_1 VALUES(4);");
    row("checks, defaults, generated columns", "CREATE TABLE t(a INTEGER PRIMARY KEY,b TEXT DEFAULT 'd' NOT NULL,c INT AS (a*2) STORED,d REAL CHECK(d>0));INSERT INTO t(a,d) VALUES(1,2);INSERT INTO t(a,d) VALUES(2,'3');INSERT INTO t VALUES(3,4,5);INSERT INTO t VALUES('7',x'41',1e3);");
    row("a unique index before its rows", "CREATE TABLE t(a,b);CREATE UNIQUE INDEX i ON t(a);CREATE INDEX j ON t(b);INSERT INTO t VALUES(1,1);INSERT OR IGNORE INTO t VALUES(1,2);INSERT OR REPLACE INTO t VALUES(1,3);INSERT INTO t VALUES(2,4);INSERT OR IGNORE INTO t VALUES(2,5);");
    row("queries between", "CREATE TABLE t(a);SELECT * FROM t;INSERT INTO t VALUES(1);VALUES(1);EXPLAIN SELECT 1;PRAGMA table_info(t);VACUUM;ANALYZE;REINDEX;");
}

void TestSqliteRoundTrip::aHandWrittenScriptMeansWhatSqliteMakesOfIt()
{
    QFETCH(QByteArray, script);
    const Workshop shop;
    QVERIFY(OtherProgram(shop.source("truth.db")).run(script));
    const QByteArrayList content = contentOf(shop.source("truth.db"));
    writeFile(shop.source("script.sql"), script);
    QCOMPARE(faultOf(shop, shop.source("script.sql"), content), QByteArray());
}

void TestSqliteRoundTrip::theRowThatFailsAmongManyIsNamed_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<QByteArray>("badRow");
    QTest::addColumn<QString>("words");
    QTest::newRow("PRIMARY KEY") << QByteArray("t(a INTEGER PRIMARY KEY, b)") << QByteArray("(17,'x')") << u"UNIQUE constraint failed: t.a"_s;
    QTest::newRow("UNIQUE") << QByteArray("t(a, b UNIQUE)") << QByteArray("(0,'row 17')") << u"UNIQUE constraint failed: t.b"_s;
    QTest::newRow("NOT NULL") << QByteArray("t(a NOT NULL, b)") << QByteArray("(NULL,'x')") << u"NOT NULL constraint failed: t.a"_s;
    QTest::newRow("CHECK") << QByteArray("t(a CHECK(a<5000), b)") << QByteArray("(5000,'x')") << u"CHECK constraint failed: a<5000"_s;
    QTest::newRow("datatype") << QByteArray("t(a INTEGER PRIMARY KEY, b)") << QByteArray("('text','x')") << u"datatype mismatch"_s;
    QTest::newRow("STRICT") << QByteArray("t(a INT, b TEXT) STRICT") << QByteArray("('text','x')") << u"cannot store TEXT value in INT column t.a"_s;
}

// Many INSERTs are loaded with one statement: the line told is still the one whose row SQLite refuses.
void TestSqliteRoundTrip::theRowThatFailsAmongManyIsNamed()
{
    QFETCH(QByteArray, table);
    QFETCH(QByteArray, badRow);
    QFETCH(QString, words);
    const Workshop shop;
    QByteArray script = "CREATE TABLE " + table + ";\n";
    for (int i = 1; i <= 2000; ++i)
        script += "INSERT INTO t VALUES" + (i == 1234 ? badRow : "(" + QByteArray::number(i) + ",'row " + QByteArray::number(i) + "')") + ";\n";
    writeFile(shop.source("script.sql"), script);
    EngineDriver driver = shop.driver(shop.source("script.sql"), shop.target());
    const RestoreOutcome outcome = driver.restoreWithoutPrecheck();
    QCOMPARE(errorLine(outcome), QByteArray("StatementFailed script.statement"));
    QCOMPARE(outcome.error->what.arguments, QStringList({u"1235"_s, words}));
    QCOMPARE(outcome.statements.found, 1235);
    QCOMPARE(outcome.statements.executed, 1234);
    QCOMPARE(shop.targetNames(), QStringList());
}

QTEST_GUILESS_MAIN(TestSqliteRoundTrip)
#include "tst_sqliteroundtrip.moc"
