// Where SQLite's statements begin and end, whatever they hold and however the bytes come in.
#include "engines/script/sqlitesplitter.h"

#include <QRandomGenerator>
#include <QtTest>

#include <sqlite3.h>

using namespace bakferry;

namespace {

const char* nameOf(StatementKind kind)
{
    static constexpr const char* names[] = {"Insert", "Begin", "Commit", "Rollback", "Savepoint", "Release", "Pragma", "Attach",
                                            "Detach", "Vacuum", "Select", "ClientCommand", "Other"};
    return names[int(kind)];
}

// "Insert|INSERT INTO t VALUES(1);" — with "!" behind a kind that is not terminated and "?" behind one with an open quote.
QByteArray lineOf(QByteArrayView text, const Statement& statement)
{
    return QByteArray(nameOf(statement.kind)) + (statement.terminated ? "" : "!") + (statement.openQuote ? "?" : "") + '|'
        + text.sliced(qsizetype(statement.offset), qsizetype(statement.length)).toByteArray();
}

QByteArrayList split(const QByteArray& script)
{
    SqliteSplitter splitter;
    SplitStatements found;
    const std::size_t done = splitter.split(script, true, found);
    QByteArrayList lines;
    for (const Statement& statement : found.statements)
        lines += lineOf(script, statement);
    if (done != std::size_t(script.size()))
        lines += "left: " + QByteArray::number(script.size() - qsizetype(done));
    return lines;
}

// As the pipeline does it: what is not done with comes again with more bytes behind it.
QByteArrayList splitInBlocks(const QByteArray& script, qsizetype blockBytes)
{
    SqliteSplitter splitter;
    QByteArrayList lines;
    QByteArray pending;
    for (qsizetype at = 0; at <= script.size(); at += blockBytes) {
        pending += script.mid(at, blockBytes);
        const bool atEnd = at + blockBytes > script.size();
        SplitStatements found;
        const std::size_t done = splitter.split(pending, atEnd, found);
        for (const Statement& statement : found.statements)
            lines += lineOf(pending, statement);
        pending.remove(0, qsizetype(done));
    }
    return lines;
}

const QByteArrayList& oddScripts()
{
    static const QByteArrayList scripts{
        "CREATE TABLE t(a);INSERT INTO t VALUES('a;b');COMMIT;",
        "\xef\xbb\xbf-- head;\r\nPRAGMA foreign_keys=OFF;\r\nBEGIN;\r\n/* ; */INSERT INTO \"a\"\";b\" VALUES('it''s;',x'00');\r\nCOMMIT;\r\n",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET a=CASE WHEN a>1 THEN 1 ELSE 2 END;SELECT ';END;';/*;END;*/ END;INSERT INTO t VALUES(1);",
        "create/**/temp--x;\n trigger [;END;] before delete on `t;` begin select 1;--;END;\n end/**/;;SELECT 1;",
        ".shell rm -rf /;\nSELECT 1;\n  .once |cmd\nSELECT 2;",
        "SELECT '--'; SELECT \"/*\"; SELECT [--]; SELECT `/*`; -- '\n/* \" */ SELECT 5-4/2*3; /* open",
        "INSERT INTO t VALUES('never closed; INSERT INTO t VALUES(1);",
        "SELECT 1 - -1; SELECT 8/ *2; -",
        "SELECT 1;\xef\xbb\xbf;\xef\xbb\xbf-- joined\n\xef\xbb\xbf" "CREATE TRIGGER g INSERT ON t BEGIN SELECT 1; END;",
    };
    return scripts;
}

// A script of pieces that are awkward for a splitter, the same for each seed. No dots at a statement's start: those are not SQL.
QByteArray awkwardScript(quint32 seed, int pieces)
{
    static constexpr const char* parts[] = {";", "; ", "'", "\"", "`", "[", "]", "''", "--", "\n", "/*", "*/", "/", "*", "-", " ", "\t", "\r\n", "\f",
        "CREATE ", "TEMP ", "temporary ", "TRIGGER ", "EXPLAIN CREATE ", "BEGIN ", ";END;", "; end ;", "END", "x", "CREATE TRIGGER t BEGIN ", "a$", "END$",
        "SELECT 1", "'a;b'", "\"a;b\"", "[a;b]", "`a;b`", "/*;*/", "--;\n", "\xe8\xa1\xa8", "1", ",", "(", ")", "_END"};
    QRandomGenerator random(seed);
    QByteArray script;
    for (int i = 0; i < pieces; ++i)
        script += parts[random.bounded(int(std::size(parts)))];
    return script;
}

QByteArray randomText(QRandomGenerator& random)
{
    static constexpr const char* parts[] = {";", "'", "\"", "--", "/*", "*/", "\n", "\r", "END", "a", "]", "[", "`", " ", "\xe4\xb8\xad", "\xff"};
    QByteArray text;
    for (int i = random.bounded(8); i > 0; --i)
        text += parts[random.bounded(int(std::size(parts)))];
    return text;
}

QByteArray quoted(QByteArray text, char quote)
{
    return quote + text.replace(quote, QByteArray(2, quote)) + quote;
}

// Statements that SQLite takes, in an order in which it takes them.
QByteArray validScript(quint32 seed)
{
    QRandomGenerator random(seed);
    const QByteArrayList gaps{"", " ", "\n", "\r\n", "/* ; ' */", "-- ; \"\n", ";", " ; ;\n", "\f"};
    const auto gap = [&] { return gaps[random.bounded(int(gaps.size()))]; };
    QByteArray script;
    for (int i = 0; i < 12; ++i) {
        const QByteArray table = quoted(randomText(random) + QByteArray::number(i), i % 3 == 0 ? '`' : '"');
        script += gap() + "CREATE TABLE " + table + "(a, " + quoted(randomText(random) + "b", '"') + " DEFAULT " + quoted(randomText(random), '\'') + ");" + gap();
        script += "INSERT INTO " + table + " VALUES(" + quoted(randomText(random), '\'') + "," + gap().replace(";", "") + "x'00');" + gap();
        script += "CREATE TRIGGER " + quoted("g" + randomText(random) + QByteArray::number(i), '"') + " AFTER INSERT ON " + table
            + " BEGIN SELECT CASE 1 WHEN 2 THEN 3 ELSE " + quoted(randomText(random), '\'') + " END;" + gap().replace(";", "") + "DELETE FROM " + table + "; END;";
        script += "SELECT " + quoted(randomText(random), '\'') + "/* x */, 1 - -1;" + gap();
    }
    return script;
}

} // namespace

class TestSqliteSplitter : public QObject
{
    Q_OBJECT

private slots:
    void eachStatementIsFoundWithItsKind_data();
    void eachStatementIsFoundWithItsKind();
    void theSizeOfTheBlocksChangesNothing();
    void aStatementNeverEndsBeforeSqliteSaysItDoes();
    void sqliteItselfSplitsAtTheSamePlaces();
    void aBackupOfManyStatementsIsSplitInOnePass();
};

void TestSqliteSplitter::eachStatementIsFoundWithItsKind_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArrayList>("statements");
    const auto row = [](const char* name, const QByteArray& script, const QByteArrayList& statements) { QTest::newRow(name) << script << statements; };
    row("nothing", "", {});
    row("blanks and empty statements", " ;\n; ;;", {});
    row("only a comment", "-- SELECT 1;", {});
    row("an open comment", "/* SELECT 1;", {});
    row("only a byte order mark", "\xef\xbb\xbf", {});
    row("semicolon in a text", "SELECT ';';", {"Select|SELECT ';';"});
    row("doubled quote", "INSERT INTO t VALUES('a'';');", {"Insert|INSERT INTO t VALUES('a'';');"});
    row("double quotes", "CREATE TABLE \"a;\"\"b\"(c);", {"Other|CREATE TABLE \"a;\"\"b\"(c);"});
    row("backquotes", "CREATE TABLE `a;``b`(c);", {"Other|CREATE TABLE `a;``b`(c);"});
    row("brackets know no doubling", "CREATE TABLE [a;'b](c);SELECT 1;", {"Other|CREATE TABLE [a;'b](c);", "Select|SELECT 1;"});
    row("comments do not nest", "/* /* */SELECT 1;", {"Select|SELECT 1;"});
    row("a comment that begins /*/", "/*/ ; */SELECT 1;", {"Select|SELECT 1;"});
    row("line comment in a statement", "SELECT 1 -- ;\n+1;", {"Select|SELECT 1 -- ;\n+1;"});
    row("a text that looks like a comment", "SELECT '--';SELECT '/*';", {"Select|SELECT '--';", "Select|SELECT '/*';"});
    row("CRLF", "BEGIN;\r\nCOMMIT;\r\n", {"Begin|BEGIN;", "Commit|COMMIT;"});
    row("byte order mark", "\xef\xbb\xbf" "BEGIN;", {"Begin|BEGIN;"});
    row("trigger with CASE", "CREATE TRIGGER g INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END; SELECT 1;",
        {"Other|CREATE TRIGGER g INSERT ON t BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END;", "Select|SELECT 1;"});
    row("trigger, temporary, lower case", "create temporary trigger g insert on t begin select 1; end ;END;",
        {"Other|create temporary trigger g insert on t begin select 1; end ;", "Commit|END;"});
    row("explained trigger", "EXPLAIN CREATE TRIGGER g INSERT ON t BEGIN SELECT 1; END;", {"Select|EXPLAIN CREATE TRIGGER g INSERT ON t BEGIN SELECT 1; END;"});
    row("a trigger's table named END", "CREATE TRIGGER g INSERT ON t BEGIN DELETE FROM t;DELETE FROM \"END\"; END;",
        {"Other|CREATE TRIGGER g INSERT ON t BEGIN DELETE FROM t;DELETE FROM \"END\"; END;"});
    row("no trigger: a table named so", "CREATE TABLE trigger_x(a); END;", {"Other|CREATE TABLE trigger_x(a);", "Commit|END;"});
    row("byte order mark where files were joined", "SELECT 1;\n\xef\xbb\xbf" "BEGIN;", {"Select|SELECT 1;", "Begin|BEGIN;"});
    row("dot command", ".shell echo '\nSELECT 1;", {"ClientCommand|.shell echo '\n", "Select|SELECT 1;"});
    row("dot command behind blanks", "SELECT 1;  \t.read x", {"Select|SELECT 1;", "ClientCommand|.read x"});
    row("a dot inside a statement", "SELECT\n.5;", {"Select|SELECT\n.5;"});
    row("no semicolon", "SELECT 1", {"Select!|SELECT 1"});
    row("open text", "INSERT INTO t VALUES('a;", {"Insert!?|INSERT INTO t VALUES('a;"});
    row("open bracket", "SELECT [a;", {"Select!?|SELECT [a;"});
    row("open comment in a statement", "SELECT 1 /* ;", {"Select!?|SELECT 1 /* ;"});
    row("open trigger", "CREATE TRIGGER g INSERT ON t BEGIN SELECT 1;", {"Other!|CREATE TRIGGER g INSERT ON t BEGIN SELECT 1;"});
    row("kinds", "REPLACE INTO t VALUES(1);ROLLBACK;SAVEPOINT a;RELEASE a;PRAGMA a;ATTACH 'x' AS y;DETACH y;VACUUM;VALUES(1);WITH a AS (SELECT 1) SELECT 1;INSERTED;",
        {"Insert|REPLACE INTO t VALUES(1);", "Rollback|ROLLBACK;", "Savepoint|SAVEPOINT a;", "Release|RELEASE a;", "Pragma|PRAGMA a;", "Attach|ATTACH 'x' AS y;",
         "Detach|DETACH y;", "Vacuum|VACUUM;", "Select|VALUES(1);", "Other|WITH a AS (SELECT 1) SELECT 1;", "Other|INSERTED;"});
    row("bytes that are no UTF-8", "SELECT '\xff;\xfe';", {"Select|SELECT '\xff;\xfe';"});
}

void TestSqliteSplitter::eachStatementIsFoundWithItsKind()
{
    QFETCH(QByteArray, script);
    QTEST(split(script), "statements");
}

void TestSqliteSplitter::theSizeOfTheBlocksChangesNothing()
{
    for (const QByteArray& script : oddScripts()) {
        const QByteArrayList whole = split(script);
        for (qsizetype blockBytes = 1; blockBytes <= script.size() + 1; ++blockBytes)
            QCOMPARE(splitInBlocks(script, blockBytes), whole);
    }
    for (quint32 seed = 0; seed < 100; ++seed) {
        const QByteArray script = awkwardScript(seed, 60);
        const QByteArrayList whole = split(script);
        for (qsizetype blockBytes : {1, 2, 3, 7, 64})
            QCOMPARE(splitInBlocks(script, blockBytes), whole);
    }
}

void TestSqliteSplitter::aStatementNeverEndsBeforeSqliteSaysItDoes()
{
    int compared = 0;
    for (quint32 seed = 0; seed < 3000; ++seed) {
        const QByteArray script = awkwardScript(seed, 25);
        for (qsizetype end = script.indexOf(';'); end >= 0; end = script.indexOf(';', end + 1)) {
            const QByteArray prefix = script.first(end + 1);
            SqliteSplitter splitter;
            SplitStatements found;
            splitter.split(prefix, true, found);
            if (found.statements.empty())
                continue;
            // Behind the last statement sqlite3_complete() sees an open comment as unfinished; for us nothing is missing there.
            const bool endsHere = found.statements.back().offset + found.statements.back().length == std::size_t(prefix.size());
            if (!endsHere)
                continue;
            ++compared;
            QVERIFY2((sqlite3_complete(prefix.constData()) == 1) == found.statements.back().terminated, prefix.toPercentEncoding(" ;'\"[]`/*-$").constData());
        }
    }
    QVERIFY(compared > 5000);
}

void TestSqliteSplitter::sqliteItselfSplitsAtTheSamePlaces()
{
    for (quint32 seed = 0; seed < 60; ++seed) {
        const QByteArray script = validScript(seed);
        SqliteSplitter splitter;
        SplitStatements found;
        splitter.split(script, true, found);
        QCOMPARE(found.statements.size(), std::size_t(48));
        sqlite3* handle = nullptr;
        QCOMPARE(sqlite3_open(":memory:", &handle), SQLITE_OK);
        const char* rest = script.constData();
        for (const Statement& statement : found.statements) {
            sqlite3_stmt* compiled = nullptr;
            while (!compiled && *rest) // SQLite hands out empty statements one by one
                QVERIFY2(sqlite3_prepare_v2(handle, rest, -1, &compiled, &rest) == SQLITE_OK, sqlite3_errmsg(handle));
            QCOMPARE(rest - script.constData(), qsizetype(statement.offset + statement.length));
            while (sqlite3_step(compiled) == SQLITE_ROW) { }
            QCOMPARE(sqlite3_finalize(compiled), SQLITE_OK);
        }
        sqlite3_close(handle);
    }
}

void TestSqliteSplitter::aBackupOfManyStatementsIsSplitInOnePass()
{
    const QByteArray script = QByteArray("INSERT INTO t VALUES('x');\n").repeated(40'000);
    SqliteSplitter splitter;
    SplitStatements found;
    QCOMPARE(splitter.split(script, true, found), std::size_t(script.size()));
    QCOMPARE(found.statements.size(), std::size_t(40'000));
}

QTEST_GUILESS_MAIN(TestSqliteSplitter)
#include "tst_sqlitesplitter.moc"
