#include "engines/script/pgsplitter.h"

#include <QTest>

using namespace bakferry;

/// Where statements, rows and psql lines lie, whatever portions the script comes in.
class TestPgSplitter : public QObject
{
    Q_OBJECT

private slots:
    void splits_data();
    void splits();
    void countsRows_data();
    void countsRows();
    void tellsWhatIsCut_data();
    void tellsWhatIsCut();
    void goesFast_data();
    void goesFast();
};

namespace {

struct Story
{
    PgLexMode mode;
    qsizetype portion = 1 << 20;
    QByteArrayList pieces;       ///< "S:…" statements, "D:…" rows, "L:…" lines, "X:…" stray text
    QList<qint64> insertRows;
    qint64 rows = 0, lines = 0;
    bool openQuote = false, cutStatement = false, cutRows = false;

    void tell(QByteArrayView script)
    {
        PgSplitter splitter;
        splitter.setMode(mode);
        QByteArray rest, piece;
        for (qsizetype from = 0; from <= script.size(); from += portion) {
            const bool atEnd = from + portion > script.size();
            const QByteArray text = rest + script.sliced(from, qMin(portion, script.size() - from)).toByteArray();
            std::size_t at = 0, local = 0;
            for (;;) {
                const auto event = splitter.next(text, at, atEnd);
                const auto upTo = [&](std::size_t end) { return text.mid(qsizetype(local), qsizetype(end - local)); };
                if (event == PgSplitter::Event::More)
                    break;
                const QByteArray whole = text.mid(qsizetype(splitter.begin()), qsizetype(at - qMin(at, splitter.begin())));
                switch (event) {
                case PgSplitter::Event::StatementBegins: local = splitter.begin(); piece.clear(); break;
                case PgSplitter::Event::StatementEnds:
                    pieces += "S:" + piece + upTo(at);
                    insertRows += splitter.statement().insertRows;
                    cutStatement = !splitter.statement().terminated;
                    openQuote = splitter.statement().openQuote;
                    break;
                case PgSplitter::Event::ClientLine: pieces += "L:" + whole.trimmed(); break;
                case PgSplitter::Event::StrayText: pieces += "X:" + whole.trimmed(); break;
                case PgSplitter::Event::RowsBegin: local = at; piece.clear(); break;
                case PgSplitter::Event::RowsEnd:
                    pieces += "D:" + piece + upTo(splitter.begin());
                    rows += splitter.rows().rows;
                    lines += splitter.rows().lines;
                    cutRows = !splitter.rows().terminated;
                    break;
                case PgSplitter::Event::Comment:
                case PgSplitter::Event::More: break;
                }
            }
            if (splitter.insideStatement() || splitter.insideRows())
                piece += text.mid(qsizetype(local), qsizetype(at - local));
            if (splitter.insideRows())
                lines += splitter.rows().lines;
            rest = text.mid(qsizetype(at));
        }
    }
};

const PgLexMode oldStrings{false, PgEncoding::Plain};
const PgLexMode gbk{false, PgEncoding::Big5OrGbk};
const PgLexMode sjis{true, PgEncoding::ShiftJis};

} // namespace

Q_DECLARE_METATYPE(bakferry::PgLexMode)

void TestPgSplitter::splits_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArrayList>("pieces");
    QTest::addColumn<PgLexMode>("mode");
    const auto row = [](const char* name, const QByteArray& script, const QByteArrayList& pieces, PgLexMode mode = {}) {
        QTest::newRow(name) << script << pieces << mode;
    };
    row("two", "select 1; select 2;", {"S:select 1;", "S:select 2;"});
    row("empty ones", " ;; -- x\n /* ; */ ;", {});
    row("quotes", "select 'a;''b\\'; select \"c;\"\"d\";", {"S:select 'a;''b\\';", "S:select \"c;\"\"d\";"});
    row("old quotes", "select 'a\\';b'; select 2;", {"S:select 'a\\';b';", "S:select 2;"}, oldStrings);
    row("escape string", "select E'a\\';b', e'\\\\'; select 2;", {"S:select E'a\\';b', e'\\\\';", "S:select 2;"});
    row("escape string goes on", "select E'a'\n 'b\\';c'; select 2;", {"S:select E'a'\n 'b\\';c';", "S:select 2;"});
    row("doubled quote in an escape string", "select E'a''b\\';c';", {"S:select E'a''b\\';c';"});
    row("a name that ends in e", "select date'a\\'; select 2;", {"S:select date'a\\';", "S:select 2;"});
    row("bits", "select b'01\\', x'1'; select 2;", {"S:select b'01\\', x'1';", "S:select 2;"}, oldStrings);
    row("dollars", "do $$;'$$; select $a$;$$;$b$;$a$; select a$b$c$;", {"S:do $$;'$$;", "S:select $a$;$$;$b$;$a$;", "S:select a$b$c$;"});
    row("parameters", "select $1;$2;", {"S:select $1;", "S:$2;"});
    row("comments", "select /* ; /* ; */ ; */ 1 -- ;'\n; select 2;", {"S:select /* ; /* ; */ ; */ 1 -- ;'\n;", "S:select 2;"});
    row("rule", "create rule r as on insert to t do also (insert into a values (1); delete from b); select 2;",
        {"S:create rule r as on insert to t do also (insert into a values (1); delete from b);", "S:select 2;"});
    row("atomic body", "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; select 3;",
        {"S:CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;", "S:select 3;"});
    row("transaction", "BEGIN; create table t(i int); END;", {"S:BEGIN;", "S:create table t(i int);", "S:END;"});
    row("copy", "COPY t (a) FROM stdin;\n1\n;'\n\\.\nselect 1;", {"S:COPY t (a) FROM stdin;", "D:1\n;'\n", "S:select 1;"});
    row("copy with line ends of Windows", "COPY t FROM stdin;\r\n1\r\n\\.\r\nselect 1;\r\n", {"S:COPY t FROM stdin;", "D:1\r\n", "S:select 1;"});
    row("copy without rows", "copy \"FROM\" from STDIN with csv; -- here\n\\.\n", {"S:copy \"FROM\" from STDIN with csv;", "D:"});
    row("copy to the end", "COPY t FROM stdin;\n1\n\\.", {"S:COPY t FROM stdin;", "D:1\n"});
    row("copy to stdout", "COPY t TO stdout;\nselect 1;", {"S:COPY t TO stdout;", "S:select 1;"});
    row("copy from a file", "COPY stdin FROM '/x';\nselect 1;", {"S:COPY stdin FROM '/x';", "S:select 1;"});
    row("rows are no statements (T03)", "COPY nope (a) FROM stdin;\ncreate table pwn_c();\nx; select 1;\n\\.\ncreate table after_c();\n",
        {"S:COPY nope (a) FROM stdin;", "D:create table pwn_c();\nx; select 1;\n", "S:create table after_c();"});
    row("backslashes in rows", "COPY t FROM stdin;\n\\N\n\\.x\n\\\\.\n\\.\n", {"S:COPY t FROM stdin;", "D:\\N\n\\.x\n\\\\.\n"});
    row("the mark inside a row", "COPY t FROM stdin;\na\\.\nab\\.\n\\.\n", {"S:COPY t FROM stdin;", "D:a\\.\nab\\.\n"});
    row("something behind COPY", "COPY t FROM stdin; select 1;\n1\n\\.\n", {"S:COPY t FROM stdin;", "X:select 1;", "D:1\n"});
    row("psql lines", "\\connect a\nselect 1 \\g out\n;\\! id\n", {"L:\\connect a", "L:\\g out", "S:select 1 \\g out\n;", "L:\\! id"});
    row("byte order marks", "\xef\xbb\xbfselect 1;\xef\xbb\xbf select 2;", {"S:select 1;", "S:select 2;"});
    row("gbk (T19)", "INSERT INTO t VALUES('\xbf\x5c'); DROP TABLE t;--", {"S:INSERT INTO t VALUES('\xbf\x5c');", "S:DROP TABLE t;"}, gbk);
    row("sjis", "select E'\x83\x5c', \x83\x5c; select 2;", {"S:select E'\x83\x5c', \x83\x5c;", "S:select 2;"}, sjis);
    row("the same bytes as UTF-8", "select \x83\x5c; x\n", {"L:\\; x", "S:select \x83\x5c; x\n"});
}

void TestPgSplitter::splits()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArrayList, pieces);
    QFETCH(PgLexMode, mode);
    for (qsizetype portion : {1 << 20, 1, 2, 3, 5, 7, 13}) {
        Story story;
        story.mode = mode;
        story.portion = portion;
        story.tell(script);
        QCOMPARE(story.pieces, pieces);
    }
}

void TestPgSplitter::countsRows_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<qint64>("rows");
    QTest::newRow("one") << QByteArray("INSERT INTO t VALUES (1,'a)(');") << qint64(1);
    QTest::newRow("columns") << QByteArray("insert into t (a, b) values (1, f(2)), (3, (4));") << qint64(2);
    QTest::newRow("default") << QByteArray("INSERT INTO t DEFAULT VALUES;") << qint64(1);
    QTest::newRow("overriding") << QByteArray("INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (1), (2);") << qint64(2);
    QTest::newRow("returning") << QByteArray("INSERT INTO t (a) VALUES (1) RETURNING (a);") << qint64(-1);
    QTest::newRow("conflict") << QByteArray("INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING;") << qint64(-1);
    QTest::newRow("select") << QByteArray("INSERT INTO t SELECT 1;") << qint64(-1);
    QTest::newRow("other") << QByteArray("UPDATE t SET a = 1;") << qint64(-1);
    QTest::newRow("copy") << QByteArray("COPY t FROM stdin;\na\nb\\\nb\nc\\\\\n\\.\n") << qint64(3);
}

void TestPgSplitter::countsRows()
{
    QFETCH(QByteArray, script);
    QFETCH(qint64, rows);
    for (qsizetype portion : {1 << 20, 1, 2, 3}) {
        Story story;
        story.portion = portion;
        story.tell(script);
        QCOMPARE(script.startsWith("COPY") ? story.rows : story.insertRows.first(), rows);
        if (script.startsWith("COPY"))
            QCOMPARE(story.lines, 5);
    }
}

void TestPgSplitter::tellsWhatIsCut_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<bool>("statement");
    QTest::addColumn<bool>("quote");
    QTest::addColumn<bool>("rows");
    QTest::newRow("statement") << QByteArray("select 1") << true << false << false;
    QTest::newRow("string") << QByteArray("select 'a") << true << true << false;
    QTest::newRow("escape") << QByteArray("select E'a\\") << true << true << false;
    QTest::newRow("name") << QByteArray("select \"a") << true << true << false;
    QTest::newRow("dollar") << QByteArray("select $a$b$a") << true << true << false;
    QTest::newRow("comment") << QByteArray("select /* /* */") << true << true << false;
    QTest::newRow("comment between") << QByteArray("select 1; /* ") << true << true << false;
    QTest::newRow("parenthesis") << QByteArray("select (1;") << true << false << false;
    QTest::newRow("rows") << QByteArray("COPY t FROM stdin;\n1\n2") << false << false << true;
    QTest::newRow("rows, half the mark") << QByteArray("COPY t FROM stdin;\n1\n\\") << false << false << true;
    QTest::newRow("copy line") << QByteArray("COPY t FROM stdin;") << false << false << true;
    QTest::newRow("nothing") << QByteArray("select 1; -- a") << false << false << false;
}

void TestPgSplitter::tellsWhatIsCut()
{
    QFETCH(QByteArray, script);
    QFETCH(bool, statement);
    QFETCH(bool, quote);
    QFETCH(bool, rows);
    for (qsizetype portion : {1 << 20, 1, 2, 3}) {
        Story story;
        story.portion = portion;
        story.tell(script);
        QCOMPARE(story.cutStatement, statement);
        QCOMPARE(story.openQuote, quote);
        QCOMPARE(story.cutRows, rows);
    }
}

void TestPgSplitter::goesFast_data()
{
    QTest::addColumn<QByteArray>("script");
    QByteArray copy = "COPY t FROM stdin;\n", inserts;
    for (int i = 0; copy.size() < (64 << 20); ++i)
        copy += QByteArray::number(i) + "\tA name of some length\t2024-01-01 00:00:00\t" + QByteArray::number(i * 17) + "\t\\N\n";
    copy += "\\.\n";
    for (int i = 0; inserts.size() < (64 << 20); ++i)
        inserts += "INSERT INTO public.t VALUES (" + QByteArray::number(i) + ", 'A name of some length', '2024-01-01 00:00:00', " + QByteArray::number(i * 17) + ", NULL);\n";
    QTest::newRow("copy") << copy;
    QTest::newRow("inserts") << inserts;
}

// Says what it measured; how fast it must be is bench's business, for a test may run on a busy machine.
void TestPgSplitter::goesFast()
{
    QFETCH(QByteArray, script);
    PgSplitter splitter;
    QElapsedTimer timer;
    timer.start();
    std::size_t at = 0;
    qint64 events = 0;
    while (splitter.next(script, at, true) != PgSplitter::Event::More)
        ++events;
    qInfo("%lld events, %.0f MB/s", events, double(script.size()) / 1e3 / double(qMax<qint64>(1, timer.elapsed())));
    QCOMPARE(at, std::size_t(script.size()));
}

QTEST_GUILESS_MAIN(TestPgSplitter)
#include "tst_pgsplitter.moc"
