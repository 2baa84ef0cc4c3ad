#include "engines/script/mysplitter.h"

#include <QTest>

#include <ctime>
#include <random>

using namespace bakferry;

/// Where statements and lines for the client lie, whatever portions the script comes in.
class TestMySplitter : public QObject
{
    Q_OBJECT

private slots:
    void splits_data();
    void splits();
    void countsTuples_data();
    void countsTuples();
    void tellsWhatIsCut_data();
    void tellsWhatIsCut();
    void findsTheSameInEveryPortion();
    void goesFast_data();
    void goesFast();
};

namespace {

struct Story
{
    MyLexMode mode;
    qsizetype portion = 1 << 20;
    QByteArrayList pieces; ///< "S:…" statements without their delimiters, "C:…" comments, "L:…" lines, "D:…" delimiters
    QList<MySplitter::Statement> statements;

    void tell(QByteArrayView script)
    {
        MySplitter splitter;
        splitter.setMode(mode);
        QByteArray rest, piece;
        for (qsizetype from = 0; from <= script.size(); from += portion) {
            const bool atEnd = from + portion > script.size();
            const QByteArray text = rest + script.sliced(from, qMin(portion, script.size() - from)).toByteArray();
            std::size_t at = 0, local = 0;
            for (;;) {
                const auto event = splitter.next(text, at, atEnd);
                if (event == MySplitter::Event::More)
                    break;
                const QByteArray whole = text.mid(qsizetype(splitter.begin()), qsizetype(at - qMin(at, splitter.begin())));
                switch (event) {
                case MySplitter::Event::StatementBegins: local = splitter.begin(); piece.clear(); break;
                case MySplitter::Event::StatementEnds:
                    piece += text.mid(qsizetype(local), qsizetype(at - local));
                    pieces += "S:" + piece.chopped(splitter.statement().delimiterLength).trimmed();
                    statements += splitter.statement();
                    break;
                case MySplitter::Event::ClientLine: pieces += "L:" + whole.trimmed(); break;
                case MySplitter::Event::Comment: pieces += "C:" + whole.trimmed(); break;
                case MySplitter::Event::Delimiter: pieces += "D:" + splitter.delimiter(); break;
                case MySplitter::Event::More: break;
                }
            }
            if (splitter.insideStatement())
                piece += text.mid(qsizetype(local), qsizetype(at - local));
            rest = text.mid(qsizetype(at));
        }
    }
};

const MyLexMode gbk{MyEncoding::Gbk}, sjis{MyEncoding::Sjis}, big5{MyEncoding::Big5}, gb18030{MyEncoding::Gb18030};
const MyLexMode ansi{MyEncoding::Plain, true, true}, noEscapes{MyEncoding::Plain, false, false};

} // namespace

Q_DECLARE_METATYPE(bakferry::MyLexMode)

void TestMySplitter::splits_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<MyLexMode>("mode");
    const auto row = [](const char* name, const QByteArray& script, const QByteArrayList& pieces, MyLexMode mode = {}) {
        QTest::newRow(name) << script << pieces << mode;
    };
    row("two", "select 1; select 2;", {"S:select 1", "S:select 2"});
    row("empty ones", " ;; ; ", {});
    row("the last without a delimiter", "select 1; select 2\n", {"S:select 1", "S:select 2"});
    row("quotes", R"(select 'a;''b\';', "c;""d\";", `e;``f\`; select 2;)", {R"(S:select 'a;''b\';', "c;""d\";", `e;``f\`)", "S:select 2"});
    row("no escapes", R"(select 'a\'; select "b\"; select 3;)", {R"(S:select 'a\')", R"(S:select "b\")", "S:select 3"}, noEscapes);
    row("names in double quotes", R"(select "a\"; select 2;)", {R"(S:select "a\")", "S:select 2"}, ansi);
    row("comments", "-- a;\n# b;\n--c;\nselect 1 -- d;\n, 2 # e;\n, 3 /* f; */, 4 --5;\n/* g; */ select 6;",
        {"C:-- a;", "C:# b;", "C:--c;", "S:select 1 -- d;\n, 2 # e;\n, 3 /* f; */, 4 --5", "C:/* g; */", "S:select 6"});
    row("a comment to the line end", "select 1 --\n;select 2;", {"S:select 1 --", "S:select 2"});
    row("a comment of a slash", "/*/ ; */select 1;", {"C:/*/ ; */", "S:select 1"});
    row("comments with a version", "/*!40101 SET NAMES utf8 */;\n/*!50003 a /* b */ c */;/*M!100100 d */;",
        {"S:/*!40101 SET NAMES utf8 */", "S:/*!50003 a /* b */ c */", "S:/*M!100100 d */"});
    row("a delimiter in a comment with a version", "/*!50003 a; b */;", {"S:/*!50003 a", "S:b */"});
    row("sandbox line", "/*M!999999\\- enable the sandbox mode */ \n-- x\nselect 1;", {"C:/*M!999999\\- enable the sandbox mode */", "C:-- x", "S:select 1"});
    row("older sandbox line", "/*!999999\\- enable the sandbox mode */ \nselect 1;", {"C:/*!999999\\- enable the sandbox mode */", "S:select 1"});
    row("delimiter", "DELIMITER ;;\ncreate trigger t begin a; b; end ;;\ndelimiter ;\nselect 1;",
        {"D:;;", "S:create trigger t begin a; b; end", "D:;", "S:select 1"});
    row("delimiters of all kinds", "  DELIMITER //\nselect 1 / 2//\nDELIMITER $$\nselect a$b$$\nDELIMITER go\nselect cargo\ngo\ndelimiter '|'\nselect 1|\n",
        {"D://", "S:select 1 / 2", "D:$$", "S:select a$b", "D:go", "S:select car", "D:|", "S:select 1"});
    row("delimiter with a Windows line end", "DELIMITER $$\r\nselect 1$$\r\nDELIMITER ;\r\n", {"D:$$", "S:select 1", "D:;"});
    row("a delimiter that is none", "DELIMITER\nselect 1;", {"L:DELIMITER", "S:select 1"});
    row("a column named delimiter", "delimiter_x;", {"S:delimiter_x"});
    row("BEGIN without a delimiter", "create procedure p() begin select 1; end;", {"S:create procedure p() begin select 1", "S:end"});
    row("client lines (T13)", "select 1;\n\\! touch CANARY\nselect 2;\nsystem touch CANARY2\nsource x.sql\n\\. y.sql\ntee z\npager less\n\\u db\n",
        {"S:select 1", "L:\\! touch CANARY", "S:select 2", "L:system touch CANARY2", "L:source x.sql", "L:\\. y.sql", "L:tee z", "L:pager less", "L:\\u db"});
    row("client lines with a delimiter", "source load_a.dump ;\nSYSTEM ls; select 1;\n", {"L:source load_a.dump ;", "L:SYSTEM ls;", "S:select 1"});
    row("a backslash inside a statement", "select 1 \\! ls\n, 2;", {"L:\\! ls", "S:select 1 \\! ls\n, 2"});
    row("NULL", "select \\N, 1;", {"S:select \\N, 1"});
    row("words that look like the client's", "exit handler;\nclear_it;\nhelper;", {"S:exit handler", "S:clear_it", "S:helper"});
    row("use", "use a\nuse `b`;\nUSE c;select 1;\nuse d", {"S:use a", "S:use `b`", "S:USE c", "S:select 1", "S:use d"});
    row("byte order mark", "\xef\xbb\xbfselect 1;", {"S:select 1"});
    row("GBK: a trailing backslash (T19)", "SET NAMES gbk; INSERT INTO t VALUES('\xbf\x5c'); DROP TABLE t;--",
        {"S:SET NAMES gbk", "S:INSERT INTO t VALUES('\xbf\x5c')", "S:DROP TABLE t", "C:--"}, gbk);
    row("the same read as Latin 1", "INSERT INTO t VALUES('\xbf\x5c'); DROP TABLE t;--", {"S:INSERT INTO t VALUES('\xbf\x5c'); DROP TABLE t;--"});
    row("GBK: no character before a quote", "select '\xbf'; select 2;", {"S:select '\xbf'", "S:select 2"}, gbk);
    row("GBK: a name with a backquote", "select `\xbf`;`; select 2;", {"S:select `\xbf`;`", "S:select 2"}, gbk);
    row("GBK: a word with a backslash", "select \xbf\x5c; select 2;", {"S:select \xbf\x5c", "S:select 2"}, gbk);
    row("GBK: behind a backslash bytes count", "select '\\\xbf\x5c'; select 2'; select 3;", {"S:select '\\\xbf\x5c'; select 2'", "S:select 3"}, gbk);
    row("SJIS", "select '\x83\x5c', '\xb1'; select 2;", {"S:select '\x83\x5c', '\xb1'", "S:select 2"}, sjis);
    row("Big5", "select '\xa5\x5c'; select 2;", {"S:select '\xa5\x5c'", "S:select 2"}, big5);
    row("GB18030", "select '\x81\x30\x81\x30\x81\x5c'; select 2;", {"S:select '\x81\x30\x81\x30\x81\x5c'", "S:select 2"}, gb18030);
}

void TestMySplitter::splits()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArrayList, pieces);
    QFETCH(MyLexMode, mode);
    for (const qsizetype portion : {1, 2, 3, 5, 7, 16, 1 << 20}) {
        Story story{.mode = mode, .portion = portion};
        story.tell(script);
        QCOMPARE(story.pieces, pieces);
    }
}

void TestMySplitter::countsTuples_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<qint64>("tuples");
    QTest::addColumn<bool>("exact");
    const auto row = [](const QByteArray& sql, qint64 tuples, bool exact) { QTest::newRow(sql.left(80).simplified().constData()) << sql << tuples << exact; };
    row("INSERT INTO t VALUES (1,'a'),(2,'b)(');", 2, true);
    row("insert into `values` (a, b) values (f(1), (2)), (3, (select 4));", 2, true);
    row("INSERT INTO value VALUE (1);", 1, true);
    row("INSERT INTO value (a) VALUE (1);", 1, true);
    row("INSERT LOW_PRIORITY INTO t () VALUES (),(),();", 3, true);
    row("INSERT IGNORE INTO t VALUES (1);", 1, false);
    row("REPLACE INTO t VALUES (1),(2);", 2, false);
    row("INSERT INTO t VALUES (1),(2) ON DUPLICATE KEY UPDATE a=VALUES(a);", 2, false);
    row("INSERT INTO t VALUES (1),(2) AS new ON DUPLICATE KEY UPDATE a=new.a;", 2, false);
    row("INSERT INTO t VALUES (1),(2) RETURNING (a);", 2, true);
    row("INSERT INTO t SELECT * FROM (SELECT 1) x;", -1, false);
    row("INSERT INTO t SET a=(1);", -1, false);
    row("INSERT INTO t VALUES ROW(1,2),ROW(3,4);", -1, false);
    row("/*!40000 INSERT INTO t VALUES (1) */;", 1, true);
    row("UPDATE t SET a=(1);", -1, false);
    row("INSERT INTO t VALUES " + QByteArray("('it''s -- \\'(;', -1, NULL, \"x\", 5 -- -1\n),").repeated(100) + "(1);", 101, true);
    row("INSERT INTO t VALUES " + QByteArray("(1,'abc\\\\'),").repeated(1000) + "(1,2) /* (3) */;", 1001, true);
    row("INSERT INTO t VALUES " + QByteArray("(1, \"d'\\\"q\", b'1'),\n").repeated(1000) + "(1,2);", 1001, true);
}

void TestMySplitter::countsTuples()
{
    QFETCH(QByteArray, sql);
    QFETCH(qint64, tuples);
    QFETCH(bool, exact);
    for (const qsizetype portion : {1, 3, 64, 100, 1 << 20}) {
        Story story{.portion = portion};
        story.tell(sql);
        QCOMPARE(story.statements.size(), 1);
        QCOMPARE(story.statements[0].tuples, tuples);
        QCOMPARE(story.statements[0].exact, exact);
        QVERIFY(story.statements[0].terminated);
    }
}

void TestMySplitter::tellsWhatIsCut_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<bool>("openQuote");
    QTest::newRow("statement") << QByteArray("select 1") << false;
    QTest::newRow("literal") << QByteArray("select 'a;") << true;
    QTest::newRow("escape") << QByteArray("select 'a\\") << true;
    QTest::newRow("name") << QByteArray("select `a;") << true;
    QTest::newRow("comment") << QByteArray("select /* a;") << true;
    QTest::newRow("comment with a version") << QByteArray("/*!50001 select 1") << true;
    QTest::newRow("comment between statements") << QByteArray("select 1; /* a;") << true;
    QTest::newRow("literal of an INSERT") << QByteArray("insert into t values (1,'" + QByteArray("abc,").repeated(100)) << true;
    QTest::newRow("tuples") << QByteArray("insert into t values (1,'" + QByteArray("abc'),(1,'").repeated(100) + "'),") << false;
}

void TestMySplitter::tellsWhatIsCut()
{
    QFETCH(QByteArray, script);
    QFETCH(bool, openQuote);
    for (const qsizetype portion : {1, 2, 64, 1 << 20}) {
        Story story{.portion = portion};
        story.tell(script);
        QVERIFY(!story.statements.isEmpty());
        QVERIFY(!story.statements.last().terminated);
        QCOMPARE(story.statements.last().openQuote, openQuote);
    }
}

// Texts made of all that a lexer trips over: the fast scan, the slow one and every portion have to find the same.
void TestMySplitter::findsTheSameInEveryPortion()
{
    const QByteArrayList pieces{"'", "\"", "`", "\\", ";", "(", ")", ",", "-", "--", "-- ", "#", "/*", "*/", "/*!", "/*!50001 ", "\n", " ", "1", "abc", "VALUES ",
                                "INSERT INTO t VALUES ", "(1,'a'),", "(2,'it\\'s',NULL),", "('\xbf\x5c'),", "\xbf", "\x81\x30", "\xe4\xb8\xad", "'plain text of some length'",
                                "ON", "12345678901234567890,", "'; ", "\n\\! ls\n", "\nDELIMITER ;;\n", "\ndelimiter ;\n", ";;", "''", "\\\\", "\\'"};
    std::mt19937 random(4711);
    const MyLexMode modes[] = {{}, gbk, sjis, big5, gb18030, ansi, noEscapes};
    for (int round = 0; round < 3000; ++round) {
        QByteArray script = round % 2 == 0 ? "INSERT INTO t VALUES " : "";
        for (int i = int(random() % 60); i >= 0; --i)
            script += pieces[qsizetype(random() % std::size_t(pieces.size()))];
        const MyLexMode mode = modes[random() % std::size(modes)];
        Story whole{.mode = mode};
        whole.tell(script);
        for (const qsizetype portion : {qsizetype(1), qsizetype(2 + random() % 80), qsizetype(2 + random() % 300)}) {
            Story story{.mode = mode, .portion = portion};
            story.tell(script);
            QVERIFY2(story.pieces == whole.pieces, script.toPercentEncoding().constData());
            for (qsizetype i = 0; i < whole.statements.size(); ++i) {
                QVERIFY2(story.statements[i].tuples == whole.statements[i].tuples, script.toPercentEncoding().constData());
                QCOMPARE(story.statements[i].exact, whole.statements[i].exact);
                QCOMPARE(story.statements[i].openQuote, whole.statements[i].openQuote);
                const qint64 longest = whole.statements[i].longestTuple;
                QVERIFY2(longest < 64 || story.statements[i].longestTuple == longest, script.toPercentEncoding().constData());
            }
        }
    }
}

void TestMySplitter::goesFast_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("tuple");
    QTest::addColumn<MyLexMode>("mode");
    QTest::newRow("mysqldump") << QByteArray("INSERT INTO `t` VALUES ") << QByteArray("(123456,'A name of some length','2024-01-01 00:00:00',17171717,NULL,-3.14159)") << MyLexMode{};
    QTest::newRow("texts") << QByteArray("INSERT INTO `t` VALUES ") << QByteArray("(123456,'" + QByteArray("It\\'s a longer text,\\nsaid \\\"he\\\". ").repeated(20) + "')") << MyLexMode{};
    QTest::newRow("mydumper") << QByteArray("INSERT INTO `t` VALUES\n") << QByteArray("(123456,\"A name of some length\",\"2024-01-01 00:00:00\",17171717,NULL,3.14159)\n") << MyLexMode{};
    QTest::newRow("a row a statement") << QByteArray() << QByteArray("INSERT INTO `t` (`id`, `name`, `made`, `n`) VALUES (123456,'A name of some length','2024-01-01 00:00:00',17171717)") << MyLexMode{};
    QTest::newRow("GBK") << QByteArray("INSERT INTO `t` VALUES ") << QByteArray("(123456,'A name of some length \xd6\xd0\xce\xc4\xd6\xd0\xce\xc4','2024-01-01 00:00:00',17171717,NULL,-3.14159)") << gbk;
}

void TestMySplitter::goesFast()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, tuple);
    QFETCH(MyLexMode, mode);
    const bool single = head.isEmpty();
    const qsizetype tuples = (1 << 20) / tuple.size();
    const QByteArray block = single ? (tuple + ";\n").repeated(tuples) : head + (tuple + ",").repeated(tuples) + tuple + ";\n";
    MySplitter splitter;
    splitter.setMode(mode);
    timespec before, after;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
    qint64 found = 0;
    constexpr int rounds = 100;
    for (int round = 0; round < rounds; ++round) {
        std::size_t at = 0;
        for (auto event = splitter.next(block, at, false); event != MySplitter::Event::More; event = splitter.next(block, at, false))
            found += event == MySplitter::Event::StatementEnds ? splitter.statement().tuples : 0;
    }
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
    QCOMPARE(found, rounds * qint64(single ? tuples : tuples + 1));
    const double seconds = double(after.tv_sec - before.tv_sec) + double(after.tv_nsec - before.tv_nsec) / 1e9;
    const double rate = double(block.size()) * rounds / 1e6 / seconds;
    qInfo("%.0f MB for a second of processor", rate);
    QVERIFY(rate > 30);
}

QTEST_GUILESS_MAIN(TestMySplitter)
#include "tst_mysplitter.moc"
