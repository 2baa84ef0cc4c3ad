#include "tests/engines/postgresql/pgscripttestsupport.h"

#include <QRegularExpression>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Scripts that the real pg_dump and pg_dumpall made, and what comes back from their entries.
class TestPgScriptDump : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void namesEveryKindAsPgDumpDoes();
    void bringsEverythingBack_data();
    void bringsEverythingBack();
    void readsAClusterDump();
    void findsEveryCut_data();
    void findsEveryCut();
    void readsACompressedScriptInOrder();
    void goesOnWithWhatAnotherObjectHasRead();

private:
    QByteArray dump(const QStringList& options = {}, const QByteArray& database = "source") const
    {
        QByteArray script;
        if (m_server->runTool(u"pg_dump"_s, options + QStringList{QString::fromUtf8(database)}, &script) != 0)
            qFatal("pg_dump failed");
        return script;
    }
    std::unique_ptr<PgServer> m_server;
};

// What kinds.sql has nothing of: values that are hard to quote.
const QByteArray oddValues = R"sql(
CREATE SCHEMA "Ödd ""schema""";
CREATE TABLE "Ödd ""schema"""."a;b
c 表" (id int GENERATED ALWAYS AS IDENTITY, "Tab	le" text, b bytea, f float8, n numeric, t timestamptz, bits bit(4), vb bit varying, ok bool, arr text[], j jsonb, c char(5), twice int GENERATED ALWAYS AS (length("Tab	le")) STORED);
INSERT INTO "Ödd ""schema"""."a;b
c 表" ("Tab	le", b, f, n, t, bits, vb, ok, arr, j, c) VALUES
 (E'tab\t newline\n cr\r back\\slash \\N \\. quote''s', '\x00ff27', 'NaN', 'Infinity', 'infinity', B'0101', B'1', true, '{"a,b","\"x\""}', '{"a": "\\"}', 'x'),
 (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
 ('', '', -1.5e-300, -0.00001, 'epoch', B'1111', B'', false, '{}', 'null', ''),
 (E'\u4e2d\u6587 ; -- /* $$ ', '\x5c', 1e100, 123456789012345678901234567890.5, '2024-01-01', B'0000', B'10101010101', true, '{NULL}', '[]', '     ');
CREATE FUNCTION "Ödd ""schema""".atomic(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 ELSE 2 END; SELECT 3; END;
CREATE FUNCTION "Ödd ""schema""".dollars() RETURNS text LANGUAGE plpgsql AS $x$ BEGIN RETURN $$;'$$ || '$'; END $x$;
CREATE TABLE big (i int PRIMARY KEY, t text);
INSERT INTO big SELECT g, repeat('x', g % 50) FROM generate_series(1, 20000) g;
)sql";

void TestPgScriptDump::initTestCase()
{
    m_server = std::make_unique<PgServer>();
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    const auto connection = m_server->connect();
    QVERIFY(connection->execute("CREATE ROLE kinds_owner; CREATE ROLE kinds_reader").ok());
    QVERIFY(connection->execute("CREATE DATABASE source TEMPLATE template0 ENCODING 'UTF8'").ok());
    QFile kinds(QStringLiteral(BAKFERRY_SOURCE_DIR "/tests/data/postgresql/kinds.sql"));
    QVERIFY(kinds.open(QIODevice::ReadOnly));
    QByteArray said;
    QVERIFY2(m_server->runTool(u"psql"_s, {u"-qX"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"source"_s}, &said, kinds.readAll() + oddValues) == 0, said.constData());
}

// The comments of pg_dump tell kinds; our kinds come from the statements alone.
void TestPgScriptDump::namesEveryKindAsPgDumpDoes()
{
    const QByteArray script = dump();
    PgScriptFile file(script);
    QCOMPARE(file.blockers(), QByteArrayList());
    QVERIFY(file.reading.complete);
    QVERIFY(file.backup->header().pgDumpLayout);
    QVERIFY(file.backup->header().serverVersion.startsWith(QByteArray::number(m_server->connect()->serverVersion() / 10000)));
    QByteArrayList told, ours;
    static const QRegularExpression comment(u"^-- (?:Data for )?Name: .*; Type: ([A-Z ]+); Schema: "_s, QRegularExpression::MultilineOption);
    for (auto one = comment.globalMatch(QString::fromUtf8(script)); one.hasNext();)
        told += one.next().captured(1).toUtf8();
    for (QByteArray kind : file.kinds()) {
        if (kind == "STATEMENTS")
            kind = "BLOBS";
        if (kind != "OWNER")
            ours += kind;
    }
    std::ranges::sort(told);
    std::ranges::sort(ours);
    QCOMPARE(ours.join('\n'), told.join('\n'));
}

void TestPgScriptDump::bringsEverythingBack_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("asStatements");
    QTest::newRow("copy") << QStringList{} << false;
    QTest::newRow("inserts") << QStringList{u"--inserts"_s} << true;
    QTest::newRow("column inserts") << QStringList{u"--column-inserts"_s} << true;
    QTest::newRow("many rows an insert") << QStringList{u"--rows-per-insert=1000"_s} << true;
    QTest::newRow("quoted names") << QStringList{u"--quote-all-identifiers"_s} << false;
    QTest::newRow("session authorization") << QStringList{u"--use-set-session-authorization"_s} << false;
}

void TestPgScriptDump::bringsEverythingBack()
{
    QFETCH(QStringList, options);
    QFETCH(bool, asStatements);
    PgScriptFile file(dump(options));
    QCOMPARE(file.blockers(), QByteArrayList());
    const auto admin = m_server->connect();
    m_server->drop("copy");
    QVERIFY(admin->execute("CREATE DATABASE copy TEMPLATE template0 ENCODING 'UTF8'").ok());
    const auto connection = m_server->connect("copy");
    PgReplay replay{*connection, {}};
    replay.run(file);
    QCOMPARE(replay.failures, QByteArrayList());
    QVERIFY(replay.rows > 20000);
    if (asStatements)
        QVERIFY2(replay.statements < 100, QByteArray::number(replay.statements).constData()); // generated columns' DEFAULT
    QCOMPARE(m_server->contentHash("copy"), m_server->contentHash("source"));
    const auto keyless = [](QByteArray script) { // the key of \restrict is made anew each time
        static const QRegularExpression key(u"^\\\\(un)?restrict .*$"_s, QRegularExpression::MultilineOption);
        return QString::fromUtf8(script).remove(key);
    };
    if (!options.contains(u"--use-set-session-authorization"_s)) // owners of kinds that this replay does not set
        QCOMPARE(keyless(dump({u"-s"_s}, "copy")).split(u'\n'), keyless(dump({u"-s"_s})).split(u'\n'));
}

void TestPgScriptDump::readsAClusterDump()
{
    const auto admin = m_server->connect();
    QVERIFY(admin->execute("CREATE ROLE keeper LOGIN PASSWORD 'S3CR3T'; CREATE ROLE \"team;x\"; GRANT \"team;x\" TO keeper").ok());
    QVERIFY(admin->execute("CREATE DATABASE \"odd name=1\" OWNER keeper CONNECTION LIMIT 7").ok());
    QVERIFY(admin->execute("COMMENT ON DATABASE \"odd name=1\" IS 'c'; ALTER DATABASE \"odd name=1\" SET work_mem = '8MB'").ok());
    QByteArray script;
    QCOMPARE(m_server->runTool(u"pg_dumpall"_s, {}, &script), 0);
    PgScriptFile file(script);
    QCOMPARE(file.blockers(), QByteArrayList());
    QVERIFY(file.backup->header().dumpall);
    const QList<PgDatabase>& databases = file.backup->databases();
    QCOMPARE(databases.first().name, QByteArray());
    QVERIFY(file.find("ROLE", "keeper"));
    QVERIFY(file.find("ROLE MEMBERSHIP", "team;x TO keeper"));
    const auto odd = std::ranges::find(databases, "odd name=1", &PgDatabase::name);
    QVERIFY(odd != databases.end());
    QCOMPARE(odd->owner, "keeper");
    QCOMPARE(odd->connectionLimit, 7);
    const int index = int(odd - databases.begin());
    QVERIFY(file.find("DATABASE PROPERTIES", "odd name=1", index));
    QVERIFY(file.find("COMMENT", "DATABASE odd name=1", index));
    const auto source = std::ranges::find(databases, "source", &PgDatabase::name);
    QVERIFY(source != databases.end());
    QCOMPARE(source->encoding, "UTF8");
    QVERIFY(source->entries.size() > 50);
    for (const Finding& one : file.reading.findings) // TRUST T40
        QVERIFY(!one.what.arguments.join(u' ').contains(u"SCRAM"_s) && !one.detail.contains(u"SCRAM"_s));
}

void TestPgScriptDump::findsEveryCut_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("copy") << QStringList{};
    QTest::newRow("inserts") << QStringList{u"--inserts"_s};
}

void TestPgScriptDump::findsEveryCut()
{
    QFETCH(QStringList, options);
    const QByteArray script = dump(options);
    const qsizetype whole = script.indexOf("-- PostgreSQL database dump complete") + 36;
    for (int i = 0; i < 200; ++i) {
        const qsizetype length = 1 + (whole - 2) * i / 199;
        PgScriptFile cut(script.first(length));
        QVERIFY2(!cut.blockers().isEmpty(), QByteArray::number(length).constData());
        QVERIFY(!cut.reading.complete);
        QVERIFY(cut.blockers().contains("backup.truncated") || length < 200);
    }
}

void TestPgScriptDump::readsACompressedScriptInOrder()
{
    const QByteArray script = dump();
    PgScriptFile plain(script);
    QProcess gzip;
    gzip.start(u"gzip"_s, {u"-k"_s, QFile::decodeName(plain.file.path)});
    QVERIFY(gzip.waitForFinished());
    PgScriptFile packed(BackupFile{plain.file.path + ".gz"});
    QVERIFY(!packed.backup->isRandomAccess());
    QCOMPARE(packed.kinds(), plain.kinds());
    QCOMPARE(packed.reading.rows, plain.reading.rows);
    QByteArray buffer(5000, Qt::Uninitialized);
    int seen = 0;
    for (Result<std::optional<PgNextData>> next = packed.backup->nextData(); next.ok() && *next; next = packed.backup->nextData(), ++seen) {
        std::unique_ptr<PgDataStream> other = std::move(plain.backup->openData((*next)->database, (*next)->entry)).value();
        QByteArray mine, theirs;
        while (const qint64 got = *(*next)->stream->read(buffer.data(), buffer.size()))
            mine += buffer.first(got);
        while (const qint64 got = *other->read(buffer.data(), buffer.size()))
            theirs += buffer.first(got);
        QCOMPARE(mine, theirs);
    }
    QVERIFY(seen > 5);
}

void TestPgScriptDump::goesOnWithWhatAnotherObjectHasRead()
{
    const QByteArray rows = QByteArray("1\ttext of a row\n").repeated(400'000); // longer than what opening looks at
    PgScriptFile read("--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.t (a int, b text);\nCOPY public.t (a, b) FROM stdin;\n" + rows
                      + "\\.\nCREATE INDEX i ON public.t USING btree (a);\n\n--\n-- PostgreSQL database dump complete\n--\n\n");
    QCOMPARE(read.blockers(), {});
    const std::shared_ptr<const BackupReading> reading = read.backup->reading();
    QVERIFY(reading);
    Result<std::unique_ptr<PgBackup>> again = openPgScript({read.file}, {});
    QVERIFY(again.ok() && !(*again)->entriesComplete());
    QVERIFY((*again)->takeOver(*reading));
    QVERIFY((*again)->entriesComplete());
    QCOMPARE((*again)->databases()[0].entries.size(), read.entries().size());
    QCOMPARE(*(*again)->sha256({}), read.reading.sha256);
    QFile file(QFile::decodeName(read.file.path));
    QVERIFY(file.open(QIODevice::Append) && file.write("SELECT 1;\n") > 0 && file.flush());
    again = openPgScript({read.file}, {});
    QVERIFY(!(*again)->takeOver(*reading));
    QVERIFY(!(*again)->entriesComplete());
}

QTEST_GUILESS_MAIN(TestPgScriptDump)
#include "tst_pgscriptdump.moc"
