#include "engines/postgresql/script/pginserts.h"

#include <QTest>

using namespace bakferry;

/// INSERTs as rows of COPY: what they become, and what has to stay a statement.
class TestPgInserts : public QObject
{
    Q_OBJECT

private slots:
    void takesApart_data();
    void takesApart();
    void takesALongInsertRowByRow();
};

namespace {

// Hands out a text in small portions.
class TextStream final : public PgDataStream
{
public:
    TextStream(QByteArray text, qsizetype portion) : m_text(std::move(text)), m_portion(portion) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        const qsizetype bytes = qMin(qMin<qsizetype>(maxBytes, m_portion), m_text.size() - m_at);
        std::copy_n(m_text.constData() + m_at, bytes, buffer);
        m_at += bytes;
        return bytes;
    }
    qint64 storedBytesRead() const override { return m_at; }

private:
    const QByteArray m_text;
    const qsizetype m_portion;
    qsizetype m_at = 0;
};

QByteArrayList told(const QByteArray& script, PgLexMode mode, bool fromPgDump, qint64* statements = nullptr)
{
    QByteArrayList story;
    PgInsertReader reader(std::make_unique<TextStream>(script, 100'000), mode, fromPgDump);
    for (PgInsertBatch batch; *reader.next(batch);) {
        story += (batch.isRows ? batch.copyStatement + ": " : QByteArray("RUN: ")) + batch.bytes;
        if (statements)
            *statements += batch.statements;
    }
    return story;
}

} // namespace

Q_DECLARE_METATYPE(bakferry::PgLexMode)

void TestPgInserts::takesApart_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<bool>("fromPgDump");
    QTest::addColumn<PgLexMode>("mode");
    const auto row = [](const char* name, const char* script, const QByteArrayList& expected, bool fromPgDump = false, PgLexMode mode = {}) {
        QTest::newRow(name) << QByteArray(script) << expected << fromPgDump << mode;
    };
    row("rows", "INSERT INTO t VALUES (1, 'a''b', NULL), (-2, '', true);\n-- x\nINSERT INTO t VALUES (3,'c',FALSE) ;", {"COPY t FROM stdin: 1\ta'b\t\\N\n-2\t\ttrue\n3\tc\tfalse\n"});
    row("columns", "insert into \"S;\".t (a, \"b)\") values (1, 'x');", {"COPY \"S;\".t (a, \"b)\") FROM stdin: 1\tx\n"});
    row("two tables", "INSERT INTO a VALUES (1); INSERT INTO b VALUES (2);", {"COPY a FROM stdin: 1\n", "COPY b FROM stdin: 2\n"});
    row("control characters", "INSERT INTO t VALUES ('a\tb\nc\\d\r');", {"COPY t FROM stdin: a\\tb\\nc\\\\d\\r\n"});
    row("escape string", "INSERT INTO t VALUES (E'a\\tb\\\\c\\'d\\x41');", {"COPY t FROM stdin: a\\tb\\\\c'dA\n"});
    row("escape of a character", "INSERT INTO t VALUES (E'\\u4e2d');", {"RUN: INSERT INTO t VALUES (E'\\u4e2d');\n"});
    row("old strings", "INSERT INTO t VALUES ('a\\'b\\\\');", {"COPY t FROM stdin: a'b\\\\\n"}, false, {false, PgEncoding::Plain});
    row("sjis", "INSERT INTO t VALUES ('\x83\x5c');", {"COPY t FROM stdin: \x83\x5c\n"}, false, {true, PgEncoding::ShiftJis});
    row("bits", "INSERT INTO t VALUES (B'01', X'fF');", {"COPY t FROM stdin: 01\tXfF\n"});
    row("overriding", "INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (1);", {"COPY t (a) FROM stdin: 1\n"});
    row("numbers of pg_dump", "INSERT INTO t VALUES (1.50, 1e5, -0.1);", {"COPY t FROM stdin: 1.50\t1e5\t-0.1\n"}, true);
    row("numbers by hand", "INSERT INTO t VALUES (1.50);", {"RUN: INSERT INTO t VALUES (1.50);\n"});
    row("casts of pg_dump", "INSERT INTO t VALUES ('1'::bigint, '{}'::text[]);", {"COPY t FROM stdin: 1\t{}\n"}, true);
    row("casts by hand", "INSERT INTO t VALUES ('1'::bigint);", {"RUN: INSERT INTO t VALUES ('1'::bigint);\n"});
    row("more than literals", "INSERT INTO t VALUES (1);INSERT INTO t VALUES (now()), (DEFAULT);INSERT INTO t VALUES (1 + 1);INSERT INTO t VALUES (2);",
        {"COPY t FROM stdin: 1\n", "RUN: INSERT INTO t VALUES (now()), (DEFAULT);\nINSERT INTO t VALUES (1 + 1);\n", "COPY t FROM stdin: 2\n"});
    row("conflict", "INSERT INTO t VALUES (1), (2) ON CONFLICT DO NOTHING;", {"RUN: INSERT INTO t VALUES (1), (2) ON CONFLICT DO NOTHING;\n"});
    row("returning", "INSERT INTO t VALUES (1) RETURNING a;", {"RUN: INSERT INTO t VALUES (1) RETURNING a;\n"});
    row("select", "INSERT INTO t SELECT 1; UPDATE t SET a = ';'; BEGIN; DELETE FROM t; COMMIT;", {"RUN: INSERT INTO t SELECT 1;\nUPDATE t SET a = ';';\nDELETE FROM t;\n"});
    row("literal that goes on", "INSERT INTO t VALUES ('a'\n'b');", {"RUN: INSERT INTO t VALUES ('a'\n'b');\n"});
    row("ragged", "INSERT INTO t VALUES (1), (2, 3);", {"RUN: INSERT INTO t VALUES (1), (2, 3);\n"});
}

void TestPgInserts::takesApart()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArrayList, expected);
    QFETCH(bool, fromPgDump);
    QFETCH(PgLexMode, mode);
    QCOMPARE(told(script, mode, fromPgDump), expected);
}

void TestPgInserts::takesALongInsertRowByRow()
{
    QByteArray script = "INSERT INTO t (a) VALUES (0)", copied = "0\n";
    for (int i = 1; script.size() < 12'000'000; ++i) {
        const QByteArray value = i == 300'000 ? QByteArray("now()") : "'" + QByteArray::number(i) + " some more text'";
        script += ",\n(" + value + ')';
        copied += i == 300'000 ? QByteArray("|") : QByteArray::number(i) + " some more text\n";
    }
    qint64 statements = 0;
    QByteArray all;
    for (const QByteArray& one : told(script + ";\n", {}, false, &statements)) {
        QVERIFY2(one.size() < 1'300'000, one.left(100).constData());
        all += one.startsWith("COPY t (a) FROM stdin: ") ? one.sliced(23) : one == "RUN: INSERT INTO t (a) VALUES\n(now());\n" ? QByteArray("|") : "unexpected: " + one.left(60);
    }
    QVERIFY(all == copied);
    QCOMPARE(statements, 1);
}

QTEST_GUILESS_MAIN(TestPgInserts)
#include "tst_pginserts.moc"
