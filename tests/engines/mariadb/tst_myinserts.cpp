#include "engines/mariadb/script/myinserts.h"
#include "tests/engines/mariadb/mymemorystream.h"

#include <QTest>

#include <ctime>

using namespace bakferry;

/// What MyInsertReader makes of scripts; whether a server makes the same of both stands in tst_myinsertsexact.cpp.
class TestMyInserts : public QObject
{
    Q_OBJECT

private slots:
    void makesRows_data();
    void makesRows();
    void leavesStatements_data();
    void leavesStatements();
    void namesTheTarget();
    void keepsTheOrder();
    void cutsLongStatements();
    void takesTheSameInEveryPortion();
    void goesFast_data();
    void goesFast();
};

namespace {

const QList<MyInsertColumn> columns{{"a", MyColumnKind::Integer}, {"b", MyColumnKind::Text}, {"c", MyColumnKind::Binary}, {"d", MyColumnKind::Choice}};

/// Batches as lines: "R tuples statement: rows" and "S tuples: statement | statement".
struct Story
{
    MyLexMode mode;
    MyInsertOptions options{.table = "`s`.`t`", .columns = columns, .charset = "utf8mb4"};
    qsizetype portion = 1 << 20;
    QByteArrayList lines;
    qint64 statements = 0, skipped = 0;
    QByteArray failure;

    void tell(const QByteArray& script)
    {
        MyInsertReader reader(std::make_unique<MyMemoryStream>(script, portion), mode, options);
        MyInsertBatch batch;
        for (;;) {
            const Result<bool> more = reader.next(batch);
            if (!more)
                failure = more.error().code;
            if (!more || !*more)
                break;
            statements += batch.statements;
            skipped += batch.skipped;
            if (batch.bytes.isEmpty())
                continue;
            if (batch.isRows) {
                lines += "R " + QByteArray::number(batch.tuples) + ' ' + batch.loadStatement + ": " + batch.bytes.trimmed();
                continue;
            }
            QByteArrayList parts;
            qsizetype from = 0;
            for (const qsizetype end : batch.ends) {
                parts += batch.bytes.mid(from, end - from);
                from = end;
            }
            lines += "S " + QByteArray::number(batch.tuples) + ": " + parts.join(" | ");
        }
    }
};

QByteArray load(const QByteArray& modifier = {}, const QByteArray& names = {}, const QByteArray& quote = "27", const QByteArray& escape = "x'5c'")
{
    return "LOAD DATA LOCAL INFILE 'rows' " + modifier + "INTO TABLE `s`.`t` CHARACTER SET utf8mb4 FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY x'" + quote
        + "' ESCAPED BY " + escape + " LINES STARTING BY '(' TERMINATED BY ')' " + names;
}

const MyLexMode ansi{MyEncoding::Plain, true, true}, noEscapes{MyEncoding::Plain, false, false};

} // namespace

Q_DECLARE_METATYPE(bakferry::MyLexMode)

void TestMyInserts::makesRows_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<MyLexMode>("mode");
    const auto row = [](const char* name, const QByteArray& script, const QByteArrayList& lines, MyLexMode mode = {}) { QTest::newRow(name) << script << lines << mode; };
    row("as they stand", R"(INSERT INTO `t` VALUES (1,'it\'s',NULL,'x'),(2,'''','\0',NULL);)", {"R 2 " + load() + R"(: (1,'it\'s',NULL,'x'),(2,'''','\0',NULL))"});
    row("blanks and comments", "INSERT INTO t VALUES\n( 1 , 'a' /* ( */ ,NULL,\tnull )  -- (\n , (2,'',NULL,NULL) # (\n;",
        {"R 2 " + load() + ": (1,'a',NULL,NULL)(2,'',NULL,NULL)"});
    row("what LOAD DATA would read otherwise", R"(INSERT INTO t VALUES (1,'\N\%\_\\N',null,'x');)", {"R 1 " + load() + R"(: (1,'N\\%\\_\\N',NULL,'x'))"});
    row("hexadecimal and bits", "INSERT INTO t VALUES (1,'A',x'275c00',NULL),(2,'',0b101,NULL),(3,'',b'01000001',NULL);",
        {"R 3 " + load() + ": (1,'A','''\\\\" + QByteArray(1, '\0') + "',NULL),(2,'','\x05',NULL),(3,'','A',NULL)"});
    row("introducers", "INSERT INTO t VALUES (1,_utf8mb4'\xe4\xb8\xad',_binary '\xff',N'x'),(2,_latin1'a',NULL,_utf8'b');",
        {"R 2 " + load() + ": (1,'\xe4\xb8\xad','\xff','x'),(2,'a',NULL,'b')"});
    row("numbers that are texts", "INSERT INTO t VALUES (-1,10.50,0,NULL);", {"R 1 " + load() + ": (-1,10.50,0,NULL)"});
    row("columns named", "INSERT INTO t (`a`, B) VALUES (1,'x');", {"R 1 " + load({}, "(`a`,B)") + ": (1,'x')"});
    row("a generated column", "INSERT INTO t (a,g) VALUES (1,2);INSERT INTO t (g) VALUES (0xff),('x'),(-1e3),(NULL);",
        {"R 1 " + load({}, "(a,@generated)") + ": (1,2)", "R 4 " + load({}, "(@generated)") + ": ('\xff'),('x'),(-1e3),(NULL)"});
    row("REPLACE and IGNORE", "REPLACE INTO t (a) VALUES (1);INSERT IGNORE INTO t (a) VALUES (2);", {"R 1 " + load("REPLACE ", "(a)") + ": (1)", "R 1 " + load("IGNORE ", "(a)") + ": (2)"});
    row("double quotes", R"(INSERT INTO t VALUES (1,"it's \"x\" ""y""",'a"b','c''d');)", {"R 1 " + load({}, {}, "22") + R"(: (1,"it's \"x\" ""y""","a""b","c'd"))"});
    row("no escapes", R"(INSERT INTO t VALUES (1,'a\',0x5c,'it''s');)", {"R 1 " + load({}, {}, "27", "''") + R"(: (1,'a\','\','it''s'))"}, noEscapes);
    row("among what mysqldump writes", "LOCK TABLES `t` WRITE;\n/*!40000 ALTER TABLE `t` DISABLE KEYS */;\nINSERT INTO `t` (a) VALUES (1);\nINSERT INTO `t` (a) VALUES (2);\n"
        "/*!40000 ALTER TABLE `t` ENABLE KEYS */;\nUNLOCK TABLES;\n\n--\n-- (next)\n--\n", {"R 2 " + load({}, "(a)") + ": (1)(2)"});
    row("the last without a delimiter", "INSERT INTO t (a) VALUES (1),(2)", {"R 2 " + load({}, "(a)") + ": (1),(2)"});
}

void TestMyInserts::makesRows()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArrayList, lines);
    QFETCH(MyLexMode, mode);
    for (const qsizetype portion : {1, 7, 1 << 20}) {
        Story story{.mode = mode, .portion = portion};
        if (script.contains("g)"))
            story.options.columns += MyInsertColumn{"g", MyColumnKind::Generated};
        story.tell(script);
        QCOMPARE(story.failure, QByteArray());
        QCOMPARE(story.lines, lines);
    }
}

void TestMyInserts::leavesStatements_data()
{
    QTest::addColumn<QByteArray>("tuples");
    for (const char* tuples : {"(1,now(),NULL,NULL)", "(DEFAULT,'',NULL,NULL)", "(1,'a' 'b',NULL,NULL)", "(1,'a','b',1)", "(1,'a','b',0x41)", "(1,'','')", "(1,'','','','')",
                               "(1.5,'','','')", "(1e3,'','','')", "(--1,'','','')", "(1,1e3,'','')", "(1,-0,'','')", "(1,007,'','')", "(1,0xff,'','')", "(1,_binary'a','','')", "(1,0x41,'','')",
                               "(1,_latin1'\xe4','','')", "(1,'a' COLLATE utf8mb4_bin,'','')", "(1,@x,'','')", "(1,'','','x') ON DUPLICATE KEY UPDATE a=1", "(1,'','','x') RETURNING a",
                               "(1,/*!99999 '' */,'','')", "(1+1,'','','')", "(1,(''),'','')", "()", "(1,\"x\",'','')"})
        QTest::newRow(tuples) << QByteArray(tuples);
}

void TestMyInserts::leavesStatements()
{
    QFETCH(QByteArray, tuples);
    Story story{.mode = tuples.contains('"') ? ansi : MyLexMode{}};
    story.tell("INSERT INTO x.t VALUES (0,'','',''),(1,'','',''), " + tuples + ";");
    QCOMPARE(story.failure, QByteArray());
    QCOMPARE(story.lines.size(), 1);
    QVERIFY2(story.lines[0].startsWith("S "), story.lines[0].constData());
    QVERIFY2(story.lines[0].endsWith(": INSERT INTO `s`.`t` VALUES (0,'','',''),(1,'','',''), " + tuples), story.lines[0].constData());
}

void TestMyInserts::namesTheTarget()
{
    Story story;
    story.options.asStatements = true;
    story.tell("INSERT INTO `x`.`t` (a) VALUES (1),(2);INSERT INTO t SELECT 1;REPLACE x . t SET a=1;UPDATE t SET a=1;");
    QCOMPARE(story.lines, QByteArrayList{QByteArray("S -1: INSERT INTO `s`.`t` (a) VALUES (1),(2) | INSERT INTO `s`.`t` SELECT 1 | REPLACE `s`.`t` SET a=1 | UPDATE t SET a=1")});
    QCOMPARE(story.statements, 4);
}

void TestMyInserts::keepsTheOrder()
{
    Story story;
    story.tell("INSERT INTO t (a) VALUES (1);INSERT INTO t (a) VALUES (2),(1+2);INSERT INTO t (a) VALUES (4);UPDATE t SET a=5;INSERT INTO t (b) VALUES ('6');");
    QCOMPARE(story.lines, QByteArrayList({"R 1 " + load({}, "(a)") + ": (1)", "S 2: INSERT INTO `s`.`t` (a) VALUES (2),(1+2)", "R 1 " + load({}, "(a)") + ": (4)",
                                          "S -1: UPDATE t SET a=5", "R 1 " + load({}, "(b)") + ": ('6')"}));
}

void TestMyInserts::cutsLongStatements()
{
    Story story;
    story.options.asStatements = true;
    story.options.longestStatement = 60;
    story.options.batchBytes = 20;
    story.tell("INSERT INTO t (b) VALUES ('a;(') , ('b'),('" + QByteArray(100, 'c') + "'),('d'),('e');INSERT INTO t (b) VALUES ('f');");
    const QByteArray head = "INSERT INTO `s`.`t` (b) VALUES ";
    QCOMPARE(story.failure, QByteArray());
    QCOMPARE(story.lines, QByteArrayList({"S 2: " + head + "('a;(') , ('b')", "S 1: " + head + "('" + QByteArray(100, 'c') + "')", "S 2: " + head + "('d'),('e')", "S 1: " + head + "('f')"}));
    QCOMPARE(story.statements, 2);
    Story clause = {.options = story.options};
    clause.tell("INSERT INTO t (b) VALUES ('" + QByteArray(100, 'a') + "'),('b') ON DUPLICATE KEY UPDATE a=1;");
    QCOMPARE(clause.failure, "script.statement_too_long");
}

// Statements of any length: what is handed over is the same, wherever the buffer ends.
void TestMyInserts::takesTheSameInEveryPortion()
{
    QByteArray script;
    QByteArrayList expected;
    qint64 tuples = 0;
    for (int i = 0; i < 40; ++i) {
        script += i % 3 == 0 ? "INSERT INTO t VALUES " : "\n-- (x)\nINSERT INTO `t` (`a`,`b`,`c`,`d`) VALUES\n";
        for (int k = 0; k < i; ++k) {
            expected += QByteArray::number(1000 + i * 100 + k);
            script += "(" + expected.last() + ",'it\\'s ''" + QByteArray(k, 'x') + "\\\\',0x0102ff,'\\%'),\n";
        }
        script += "(7, NULL /* ) */ ,'x',NULL)" + QByteArray(i % 5 == 0 ? ",(8,now(),'',NULL)" : "") + ";";
        expected += i % 5 == 0 ? QByteArrayList{"7", "8"} : QByteArrayList{"7"};
        tuples += i + (i % 5 == 0 ? 2 : 1);
    }
    for (const qsizetype batch : {1, 2, 3, 10, 33, 64, 100, 1000, 1 << 20}) {
        MyInsertOptions options = Story{}.options;
        options.batchBytes = batch;
        MyInsertReader reader(std::make_unique<MyMemoryStream>(script), {}, options);
        MyInsertBatch got;
        qint64 count = 0, statements = 0;
        QByteArrayList found;
        while (*reader.next(got)) {
            count += got.tuples;
            statements += got.statements;
            QVERIFY(got.bytes.isEmpty() || got.loadStatement.isEmpty() != got.isRows);
            MyTokens tokens(got.bytes);
            for (MyToken before = tokens.take(); !tokens.peek().isEnd(); before = tokens.take()) {
                if (before.isSymbol('(') && tokens.peek().type == MyToken::Number)
                    found += tokens.peek().text.toByteArray();
            }
        }
        QCOMPARE(found, expected);
        QCOMPARE(statements, 40);
        QCOMPARE(count, tuples);
    }
}

void TestMyInserts::goesFast_data()
{
    QTest::addColumn<QByteArray>("tuple");
    QTest::addColumn<bool>("asStatements");
    QTest::newRow("mysqldump") << QByteArray("(123456,'A name of some length','2024-01-01 00:00:00','x')") << false;
    QTest::newRow("texts") << QByteArray("(123456,'" + QByteArray("It\\'s a longer text,\\nsaid \\\"he\\\". ").repeated(20) + "','',NULL)") << false;
    QTest::newRow("numbers") << QByteArray("(123456,17171717,1,NULL)") << false;
    QTest::newRow("hexadecimal") << QByteArray("(123456,NULL,0x" + QByteArray("00ff27").repeated(30) + ",NULL)") << false;
    QTest::newRow("as statements") << QByteArray("(123456,'A name of some length','2024-01-01 00:00:00','x')") << true;
}

void TestMyInserts::goesFast()
{
    QFETCH(QByteArray, tuple);
    QFETCH(bool, asStatements);
    const qsizetype tuples = (1 << 20) / tuple.size();
    const QByteArray script = ("INSERT INTO `t` VALUES " + (tuple + ",").repeated(tuples) + tuple + ";\n").repeated(100);
    Story story;
    story.options.asStatements = asStatements;
    MyInsertReader reader(std::make_unique<MyMemoryStream>(script), {}, story.options);
    MyInsertBatch batch;
    timespec before, after;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
    qint64 found = 0;
    while (*reader.next(batch)) {
        found += batch.tuples;
        QCOMPARE(batch.isRows, !asStatements);
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
    QCOMPARE(found, 100 * qint64(tuples + 1));
    const double seconds = double(after.tv_sec - before.tv_sec) + double(after.tv_nsec - before.tv_nsec) / 1e9;
    const double rate = double(script.size()) / 1e6 / seconds;
    qInfo("%.0f MB for a second of processor", rate);
    QVERIFY(rate > 30);
}

QTEST_GUILESS_MAIN(TestMyInserts)
#include "tst_myinserts.moc"
