#include "engines/postgresql/script/pgrisks.h"
#include "tests/engines/postgresql/pgscripttestsupport.h"

#include <QRegularExpression>

#include <numeric>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Scripts that want to harm, that are none, or that nobody can restore (TRUST T01–T07, F13, F19, F30, F32).
class TestPgScriptHostile : public QObject
{
    Q_OBJECT

private slots:
    void blocksLinesForPsql_data();
    void blocksLinesForPsql();
    void takesRowsForNothingElse();
    void warnsOfBrokenComments();
    void namesServerSideDangers_data();
    void namesServerSideDangers();
    void alarmsNobodyWithoutNeed();
    void tellsWhatIsNoBackup_data();
    void tellsWhatIsNoBackup();
    void takesTheScriptsOwnDatabase_data();
    void takesTheScriptsOwnDatabase();
    void carriesSettingsThatChangeMidway();
    void keepsEntriesFew();
    void memoryDoesNotGrowWithAStatement();
    void survivesDamage();
};

void TestPgScriptHostile::blocksLinesForPsql_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<bool>("blocked");
    QTest::newRow("T01") << QByteArray("select 1;\n\\! touch CANARY\n") << true;
    QTest::newRow("T02") << QByteArray("\\restrict K\nselect 1;\n\\unrestrict `touch CANARY`\n") << true;
    QTest::newRow("restrict with a backquote") << QByteArray("\\restrict `id`\nselect 1;\n") << true;
    QTest::newRow("restrict quoted") << QByteArray("\\restrict 'a'\nselect 1;\n") << true;
    QTest::newRow("restrict too long") << "\\restrict " + QByteArray(129, 'a') + "\nselect 1;\n" << true;
    QTest::newRow("another key") << QByteArray("\\restrict abc\nselect 1;\n\\unrestrict abd\n") << true;
    QTest::newRow("connect while restricted") << QByteArray("\\restrict abc\n\\connect x\nselect 1;\n\\unrestrict abc\n") << true;
    QTest::newRow("inside a statement") << QByteArray("select 1 \\g | id\n;\n") << true;
    QTest::newRow("include") << QByteArray("\\i /etc/passwd\nselect 1;\n") << true;
    QTest::newRow("copy of psql") << QByteArray("\\copy t from program 'id'\nselect 1;\n") << true;
    QTest::newRow("connect with a backquote") << QByteArray("\\connect `id`\nselect 1;\n") << true;
    QTest::newRow("connect and more") << QByteArray("\\connect x \\\\ \\! id\nselect 1;\n") << true;
    QTest::newRow("set from a program") << QByteArray("\\set ON_ERROR_STOP `id`\nselect 1;\n") << true;
    QTest::newRow("set another") << QByteArray("\\set x y\nselect 1;\n") << true;
    QTest::newRow("in a literal") << QByteArray("select '\n\\! id\n';\n") << false;
    QTest::newRow("in a comment") << QByteArray("/*\n\\! id\n*/ select 1; -- \\! id\n") << false;
    QTest::newRow("in rows") << QByteArray("create table t(a text); COPY t FROM stdin;\n\\! id\n\\.\n") << false;
    QTest::newRow("restrict") << QByteArray("\\restrict aZ09\nselect 1;\n\\unrestrict aZ09\n") << false;
    QTest::newRow("known") << QByteArray("\\set ON_ERROR_STOP on\n\\encoding UTF8\nselect 1;\n\\.\n") << false;
}

void TestPgScriptHostile::blocksLinesForPsql()
{
    QFETCH(QByteArray, script);
    QFETCH(bool, blocked);
    const PgScriptFile file(script);
    QCOMPARE(file.blockers().contains("script.hostile"), blocked);
    if (blocked) {
        const auto finding = std::ranges::find(file.reading.findings, "script.hostile", &Finding::code);
        QCOMPARE(finding->kind, ErrorKind::Risk);
        const qsizetype line = script.first(script.indexOf('\\', script.startsWith("\\restrict") && script.contains("unrestrict") ? 12 : 0)).count('\n') + 1;
        QVERIFY2(line <= finding->what.arguments.first().toInt(), qPrintable(finding->what.arguments.join(u' ')));
    }
}

void TestPgScriptHostile::takesRowsForNothingElse() // T03
{
    const PgScriptFile file("COPY nope (a) FROM stdin;\ncreate table pwn_c();\nx; select 1;\n\\.\ncreate table after_c();\n");
    QCOMPARE(file.kinds(), QByteArrayList({"TABLE DATA", "TABLE"}));
    QCOMPARE(file.entries().last().name, "after_c");
    QCOMPARE(file.reading.rows.first().first(), 2);
}

void TestPgScriptHostile::warnsOfBrokenComments() // T04
{
    const PgScriptFile file("--\n-- PostgreSQL database dump\n--\n\n--\n-- Name: a\n; create table pwn_d();--; Type: TABLE; Schema: public; Owner: postgres\n--\n\n"
                            "CREATE TABLE public.\"a\n; create table pwn_d();--\" (\n    i integer\n);\n\n--\n-- PostgreSQL database dump complete\n--\n");
    QCOMPARE(std::ranges::count(file.reading.findings, FindingLevel::Warning, &Finding::level), 2); // the comment, and the name
    QCOMPARE(file.blockers(), QByteArrayList());
    QVERIFY(file.find("TABLE", "a\n; create table pwn_d();--"));
}

void TestPgScriptHostile::namesServerSideDangers_data()
{
    QTest::addColumn<QByteArray>("statement");
    for (const char* statement : {"COPY public.e (a) FROM PROGRAM 'id'", "COPY e TO '/tmp/x'", "copy (select 1) to program 'id'",
                                  "CREATE FUNCTION f() RETURNS int LANGUAGE C AS 'lib', 'f'", "CREATE FUNCTION f() RETURNS int AS $$ x $$ LANGUAGE 'plpython3u'",
                                  "CREATE OR REPLACE LANGUAGE plpython3u", "LOAD '/tmp/x.so'", "ALTER SYSTEM SET work_mem = 1",
                                  "ALTER DATABASE d SET session_preload_libraries = 'x'", "CREATE VIEW v AS SELECT lo_import('/etc/passwd')",
                                  "CREATE VIEW v AS SELECT pg_catalog.pg_read_file('x')", "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
                                  "CREATE SUBSCRIPTION s CONNECTION 'password=S3CR3T' PUBLICATION p", "CREATE SERVER s FOREIGN DATA WRAPPER file_fdw",
                                  "CREATE EXTENSION dblink", "SELECT lo_export(1, '/tmp/x')", "INSERT INTO a SELECT length(pg_read_file('/etc/passwd'))",
                                  "INSERT INTO a VALUES (1), (length(pg_read_file('x')))", "UPDATE a SET i = length(pg_catalog.pg_read_file('x'))",
                                  "WITH x AS (SELECT lo_import('x')) SELECT 1", "DO $$ BEGIN COPY a FROM PROGRAM 'id'; END $$",
                                  "DO $x$ BEGIN EXECUTE 'COPY a FROM PROGRAM ''id'' '; END $x$", "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT pg_read_file('x') $$", "CREATE VIEW v AS SELECT * FROM dblink('host=x', 'y') AS t(a int)"})
        QTest::newRow(statement) << QByteArray(statement) + ";\n";
}

void TestPgScriptHostile::namesServerSideDangers()
{
    QFETCH(QByteArray, statement);
    const PgScriptFile file("create table a(i int);\n" + statement);
    QCOMPARE(file.blockers(), QByteArrayList());
    const QList<PgDatabase>& databases = file.backup->databases();
    const QList<Finding> superuser = pgRiskFindings(databases, true, false);
    QCOMPARE(std::ranges::count(superuser, FindingLevel::Blocker, &Finding::level), 1); // a DO block is told as code that runs, too
    QCOMPARE(superuser.first().code, "backup.dangerous");
    QCOMPARE(superuser.first().kind, ErrorKind::Risk);
    QVERIFY(!superuser.first().what.arguments.join(u' ').contains(u"S3CR3T"_s));
    QCOMPARE(pgRiskFindings(databases, true, true).first().level, FindingLevel::Warning);
    QCOMPARE(pgRiskFindings(databases, false, false).first().level, FindingLevel::Warning);
}

void TestPgScriptHostile::alarmsNobodyWithoutNeed()
{
    const PgScriptFile file("CREATE TABLE t (language text, program text DEFAULT 'pg_read_file(1)');\n"
                            "CREATE FUNCTION f(language text) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1 AS language FROM t; END;\n"
                            "CREATE FUNCTION g() RETURNS int LANGUAGE plpgsql AS $$ begin return 1; end $$;\n"
                            "COMMENT ON TABLE t IS 'COPY x FROM PROGRAM';\nCREATE VIEW v AS SELECT language FROM t;\n"
                            "COPY t (language) FROM stdin;\n\\.\n");
    QCOMPARE(pgRiskFindings(file.backup->databases(), true, false), QList<Finding>());
    const PgScriptFile t07("create function f() returns int language plpgsql as $$begin perform pg_sleep(600); return 1; end$$;\n"
                           "create materialized view m as select f();\nrefresh materialized view m;\ncreate index on t (f());\n");
    const QList<PgRisk> risks = pgRisksOf(t07.entries());
    QCOMPARE(risks.size(), 2);
    QVERIFY(std::ranges::all_of(risks, [](const PgRisk& risk) { return risk.kind == PgRisk::Kind::RunsAtRestore; }));
}

void TestPgScriptHostile::tellsWhatIsNoBackup_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("only a byte order mark") << QByteArray("\xef\xbb\xbf") << QByteArray("backup.empty");
    QTest::newRow("only comments") << QByteArray("-- nothing\n/* here */\n") << QByteArray("backup.empty");
    QTest::newRow("one byte") << QByteArray("x") << QByteArray("backup.truncated");
    QTest::newRow("NUL in a row") << QByteArray("COPY t FROM stdin;\na\0b\n\\.\n", 26) << QByteArray("backup.damaged");
    QTest::newRow("only zeros") << QByteArray(5000, '\0') << QByteArray("backup.damaged");
    QTest::newRow("UTF-16 without a mark") << QByteArray("s\0e\0l\0e\0c\0t\0 \0001\0;\0", 18) << QByteArray("backup.damaged");
    QTest::newRow("cut in a literal") << QByteArray("create table t(i int); insert into t values ('a") << QByteArray("backup.truncated");
    QTest::newRow("text behind COPY") << QByteArray("COPY t FROM stdin; select 1;\na\n\\.\n") << QByteArray("backup.damaged");
}

void TestPgScriptHostile::tellsWhatIsNoBackup()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArray, code);
    const PgScriptFile file(script);
    QVERIFY2(file.blockers().contains(code), file.blockers().join(' ').constData());
    QVERIFY(!file.reading.complete);
}

void TestPgScriptHostile::takesTheScriptsOwnDatabase_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<QByteArrayList>("databases");
    QTest::newRow("plain") << QByteArray("create table t();") << QByteArrayList{""};
    QTest::newRow("its own") << QByteArray("DROP DATABASE IF EXISTS x;\nCREATE DATABASE x;\n\\c x;\ncreate table t();") << QByteArrayList{"x"};
    QTest::newRow("quoted") << QByteArray("create database \"a b\";\n\\connect \"a b\"\ncreate table t();") << QByteArrayList{"a b"};
    QTest::newRow("keywords") << QByteArray("\\connect -reuse-previous=on \"dbname='a=b\\'c'\"\ncreate table t();") << QByteArrayList{"a=b'c"};
    QTest::newRow("old owners") << QByteArray("\\connect - manager\ncreate table t();") << QByteArrayList{""};
    QTest::newRow("never connected") << QByteArray("CREATE DATABASE x;\ncreate table t();") << QByteArrayList{""};
    QTest::newRow("two") << QByteArray("create table a();\n\\c x\ncreate table t();\n\\c y\ncreate table t();\n\\c x\ncreate table u();") << QByteArrayList{"", "x", "y"};
}

void TestPgScriptHostile::takesTheScriptsOwnDatabase()
{
    QFETCH(QByteArray, script);
    QFETCH(QByteArrayList, databases);
    const PgScriptFile file(script + '\n');
    QByteArrayList names;
    for (const PgDatabase& database : file.backup->databases())
        names += database.name;
    QCOMPARE(names, databases);
    QCOMPARE(file.blockers(), QByteArrayList());
    if (script.contains("manager"))
        QCOMPARE(file.entries().first().owner, "manager");
}

void TestPgScriptHostile::carriesSettingsThatChangeMidway()
{
    const PgScriptFile file("SET client_encoding = 'LATIN1';\nSET standard_conforming_strings = off;\nSET search_path = s1, pg_catalog;\nCREATE TABLE a (i int);\n"
                            "SET search_path = s2, pg_catalog;\nCREATE TABLE b (i int);\nINSERT INTO b VALUES ('\\'');\nCREATE INDEX x ON b (i);\n"
                            "ALTER TABLE ONLY b OWNER TO me;\n");
    QCOMPARE(file.blockers(), QByteArrayList());
    QCOMPARE(file.backup->databases().first().settings, QByteArrayList({"client_encoding=LATIN1", "standard_conforming_strings=off", "search_path=s1, pg_catalog"}));
    QCOMPARE(file.entries()[0].definition, "SELECT pg_catalog.set_config('search_path', 's1, pg_catalog', false);\nCREATE TABLE a (i int);");
    QCOMPARE(file.entries()[1].schema, "s2");
    QCOMPARE(file.entries()[1].owner, "me");
    QCOMPARE(file.entries()[2].definition, "SELECT pg_catalog.set_config('search_path', 's2, pg_catalog', false);");
    QCOMPARE(file.entries()[2].schema, "s2");
    QCOMPARE(file.entries()[3].dependencies, QList<int>{2});
}

void TestPgScriptHostile::keepsEntriesFew()
{
    QByteArray script;
    for (int i = 0; i < 30'000; ++i)
        script += "BEGIN;\nINSERT INTO a VALUES (1);\nINSERT INTO b VALUES (1), (2);\nCOMMIT;\n";
    const PgScriptFile file(script);
    QVERIFY(file.entries().size() <= 10'001);
    QCOMPARE(std::accumulate(file.reading.rows.first().begin(), file.reading.rows.first().end(), qint64(0)), 90'000);
    QCOMPARE(file.reading.statements.found, 120'000);
}

// 600 MB in one statement: it may not be held.
void TestPgScriptHostile::memoryDoesNotGrowWithAStatement()
{
    const auto peak = [] {
        QFile status(u"/proc/self/status"_s);
        return status.open(QIODevice::ReadOnly) ? QRegularExpression(u"VmHWM:\\s+(\\d+)"_s).match(QString::fromUtf8(status.readAll())).captured(1).toLongLong() : 0;
    };
    QTemporaryDir folder;
    QFile out(folder.filePath(u"long.sql"_s));
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write("INSERT INTO t VALUES (0, '');\nINSERT INTO t VALUES (0, '')");
    QByteArray rows;
    for (int i = 0; rows.size() < 1'000'000; ++i)
        rows += ",\n(" + QByteArray::number(i) + ", 'a value; with '' something \\ in it')";
    const qint64 perBlock = rows.count('\n');
    for (int i = 0; i < 600; ++i)
        out.write(rows);
    out.write(";\n");
    out.close();
    [[maybe_unused]] const qint64 before = peak();
    PgScriptFile file(BackupFile{QFile::encodeName(out.fileName())});
    QCOMPARE(file.reading.rows.first().first(), 600 * perBlock + 2);
    qint64 copied = 0;
    PgInsertReader reader(std::move(file.backup->openData(0, 0)).value(), {}, false);
    for (PgInsertBatch batch; *reader.next(batch);) {
        QVERIFY(batch.isRows);
        QVERIFY(batch.bytes.size() < 1'200'000);
        copied += batch.rows;
    }
    QCOMPARE(copied, 600 * perBlock + 2);
#ifndef __SANITIZE_ADDRESS__ // it keeps freed memory back
    QVERIFY2(peak() - before < 64'000, QByteArray::number(peak() - before).constData());
#endif
}

// Whatever a few bytes become: an answer, no crash, no endless loop. A sanitizer build makes the most of it.
void TestPgScriptHostile::survivesDamage()
{
    const QByteArray script = "SET client_encoding = 'UTF8';\nCREATE DATABASE \"x\" ENCODING = 'UTF8' LC_COLLATE = 'C';\n\\connect \"x\"\nCREATE TABLE s.t (a int DEFAULT nextval('s.q'::regclass), b text);\n"
                              "CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 END; END;\n"
                              "ALTER TABLE ONLY s.t ADD CONSTRAINT p PRIMARY KEY (a);\nALTER TABLE s.t OWNER TO \"o\"\"x\";\nCOMMENT ON COLUMN s.t.a IS $x$;$x$;\n"
                              "COPY s.t (a, b) FROM stdin;\n1\ta\\\\b\n\\N\t\\.\n\\.\nINSERT INTO s.t VALUES (1, E'\\'x\\u4e2d'), (2, NULL) ON CONFLICT DO NOTHING;\n"
                              "INSERT INTO s.t (a) VALUES (B'01'), ('x'::text), (-1.5e3);/* a /* b */ */\nGRANT SELECT (a), UPDATE ON s.t TO PUBLIC;\n"
                              "CREATE RULE r AS ON INSERT TO s.t DO ALSO (SELECT 1; SELECT 2);\nSELECT pg_catalog.setval('s.q', 1, true);\n";
    static constexpr QByteArrayView special = "'\"\\$;()-/*\n\r\t.,:EeUu&\x83\xff\0`|";
    quint32 random = 1;
    const auto next = [&random](quint32 below) { return (random = random * 1664525 + 1013904223) / 7 % below; };
    for (int round = 0; round < 3000; ++round) {
        QByteArray damaged = script;
        for (quint32 i = 0; i <= next(3); ++i)
            damaged[qsizetype(next(quint32(damaged.size())))] = special[qsizetype(next(quint32(special.size())))];
        if (next(4) == 0)
            damaged.truncate(qsizetype(1 + next(quint32(damaged.size() - 1))));
        if (next(5) == 0)
            damaged.insert(qsizetype(next(60)), next(2) ? "SET client_encoding = 'SJIS';" : "SET standard_conforming_strings = off;");
        const PgScriptFile file(damaged);
        QVERIFY(!file.reading.findings.isEmpty());
        pgRiskFindings(file.backup->databases(), true, false);
        for (int d = 0; d < file.backup->databases().size(); ++d) {
            for (int e = 0; e < file.entries(d).size(); ++e) {
                if (!file.entries(d)[e].hasData)
                    continue;
                PgInsertReader reader(std::move(file.backup->openData(d, e)).value(), {}, round % 2 == 0);
                for (PgInsertBatch batch; reader.next(batch).ok() && !batch.bytes.isEmpty();) { }
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestPgScriptHostile)
#include "tst_pgscripthostile.moc"
