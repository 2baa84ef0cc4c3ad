#include "tests/app/cliprocess.h"
#include "tests/engines/postgresql/pgarchivewriter.h"
#include "tests/support/pgserver.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// The threats of TRUST.md 2.1, T01 to T12, through bakferry-cli into a real server. Canaries: a folder whose files the inputs name, and a
/// bystander database. After each restore nothing of either has changed.
class TestPgThreats : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void t01t02LinesForPsqlAreBlocked_data();
    void t01t02LinesForPsqlAreBlocked();
    void t03RowsAreNeverRunAsStatements();
    void t04NamesDoNotBreakOutOfComments();
    void t05NamesAreNotHijacked();
    void t06WhatReachesTheServersMachineIsBlocked_data();
    void t06WhatReachesTheServersMachineIsBlocked();
    void t06APlainRoleIsRefusedByTheServer();
    void t07CodeOfTheBackupIsTold();
    void t08FilesOutsideTheFolderAreNotRead();
    void t09ClaimsAreNotBelieved();
    void t10ACutTarNeverHangs();
    void t11ADatabaseNameIsNoConnectionString();
    void t12ARogueServerGetsNothing();

private:
    QByteArray place(const char* name) const { return m_canaries->filePath(QString::fromLatin1(name)).toLocal8Bit(); }
    QByteArray write(const QByteArray& bytes, const char* name = "backup") const
    {
        const QByteArray path = m_folder->filePath(QString::fromLatin1(name)).toLocal8Bit();
        QFile file(QString::fromLocal8Bit(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", path.constData());
        return path;
    }
    CliRun restore(const QByteArray& backup, const QByteArrayList& more = {}, const QByteArray& user = "postgres", const QByteArray& database = "restored") const
    {
        const QByteArray target = "postgresql://" + user + '@' + m_server->folder().toUtf8().toPercentEncoding() + ":5432/" + database;
        return runCli(QByteArrayList{"restore", "--backup", backup, "--target", target, "--accept-warnings", "--language", "en", "--json",
                                     "--store", m_folder->filePath(u"s/tasks.db"_s).toLocal8Bit()} + more);
    }
    void expectBlocked(const CliRun& run, const char* code) const
    {
        QCOMPARE(run.status, 13);
        QCOMPARE(run.result()[u"error"][u"code"].toString(), QString::fromLatin1(code));
        QCOMPARE(m_server->databases("restored%"), "");
    }
    QByteArray hashOfCanaries() const;

    std::unique_ptr<PgServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder, m_canaries;
    QByteArray m_files, m_bystander, m_roles;
};

namespace {

QByteArray why(const CliRun& run)
{
    QByteArray text = "status " + QByteArray::number(run.status) + ' ' + QJsonDocument(run.result()[u"error"].toObject()).toJson(QJsonDocument::Compact);
    for (const QJsonObject& finding : run.of(u"finding"_s)) {
        if (finding[u"level"] != u"Passed"_s)
            text += '\n' + QJsonDocument(finding).toJson(QJsonDocument::Compact);
    }
    return text;
}

bool tells(const CliRun& run, const QString& words)
{
    return std::ranges::any_of(run.of(u"finding"_s), [&](const QJsonObject& finding) { return finding[u"what"].toString().contains(words); });
}

QByteArray asDump(const QByteArray& sql) { return "--\n-- PostgreSQL database dump\n--\n\n" + sql + "\n--\n-- PostgreSQL database dump complete\n--\n\n"; }

/// A server that signs everybody in and answers the first question with an error whose length word says 1 GiB.
class RogueServer : public QThread
{
public:
    RogueServer()
    {
        start();
        while (m_port == 0)
            QThread::msleep(1);
    }
    ~RogueServer() override
    {
        requestInterruption();
        wait();
    }
    quint16 port() const { return m_port; }

private:
    void run() override
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        m_port = server.serverPort();
        while (!isInterruptionRequested()) {
            if (!server.waitForNewConnection(50))
                continue;
            QTcpSocket* guest = server.nextPendingConnection();
            const auto answer = [&](const QByteArray& bytes) {
                guest->write(bytes);
                guest->flush();
            };
            QByteArray said;
            while (guest->state() == QTcpSocket::ConnectedState && !isInterruptionRequested()) {
                if (!guest->waitForReadyRead(50))
                    continue;
                said = guest->readAll();
                if (said.startsWith(QByteArray("\0\0\0\x08\x04\xd2\x16", 7))) // asks for TLS
                    answer("N");
                else if (said.at(0) == '\0') // startup
                    answer(QByteArray("R\0\0\0\x08\0\0\0\0", 9) + QByteArray("S\0\0\0\x19server_version\0" "15.1\0", 25 + 1) + QByteArray("Z\0\0\0\5I", 6));
                else
                    answer(QByteArray("E\x40\0\0\0SERROR\0C", 13) + QByteArray(100'000, 'x'));
            }
            delete guest;
        }
    }
    std::atomic<quint16> m_port = 0;
};

} // namespace

void TestPgThreats::initTestCase()
{
    m_server = std::make_unique<PgServer>();
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    m_server->run("CREATE ROLE plain LOGIN CREATEDB");
    m_server->run("CREATE DATABASE bystander");
    m_server->run("CREATE TABLE canary (t text); INSERT INTO canary VALUES ('sings')", "bystander");
}

void TestPgThreats::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_canaries = std::make_unique<QTemporaryDir>();
    QFile::setPermissions(m_canaries->path(), QFile::Permissions(0x7777)); // for the server's user, too
    QFile secret(m_canaries->filePath(u"secret.txt"_s));
    QVERIFY(secret.open(QIODevice::WriteOnly) && secret.write("the canary sings") > 0);
    secret.close();
    m_files = hashOfCanaries();
    m_bystander = m_server->contentHash("bystander");
    m_roles = m_server->value("SELECT string_agg(rolname || rolsuper, ' ' ORDER BY rolname) FROM pg_roles");
}

void TestPgThreats::cleanup()
{
    QCOMPARE(hashOfCanaries(), m_files);
    QCOMPARE(m_server->contentHash("bystander"), m_bystander);
    QCOMPARE(m_server->value("SELECT string_agg(rolname || rolsuper, ' ' ORDER BY rolname) FROM pg_roles"), m_roles);
    QCOMPARE(m_server->value("SELECT count(*) FROM pg_file_settings WHERE sourcefile LIKE '%auto.conf'"), "0"); // ALTER SYSTEM
    m_server->drop("restored");
    QCOMPARE(m_server->databases("%"), "bystander postgres template0 template1");
}

QByteArray TestPgThreats::hashOfCanaries() const
{
    QByteArray all;
    QDirIterator files(m_canaries->path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    QStringList names;
    while (files.hasNext())
        names += files.next();
    names.sort();
    for (const QString& name : std::as_const(names)) {
        QFile file(name);
        all += name.toUtf8() + (file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }
    return QCryptographicHash::hash(all, QCryptographicHash::Sha256);
}

void TestPgThreats::t01t02LinesForPsqlAreBlocked_data()
{
    QTest::addColumn<QByteArray>("script"); // $ stands for the canary
    QTest::newRow("T01 a program") << QByteArray("select 1;\n\\! touch $\n");
    QTest::newRow("T01 into a program") << QByteArray("select 1 \\g |tee $\n;\n");
    QTest::newRow("T01 into a file") << QByteArray("create table t(i int);\n\\o $\nselect 1;\n");
    QTest::newRow("T01 behind COPY") << QByteArray("create table t(a text);\nCOPY t FROM stdin;\nx\n\\.\n\\! touch $\n");
    QTest::newRow("T02 backquotes") << QByteArray("\\restrict K\nselect 1;\n\\unrestrict `touch $`\n");
}

void TestPgThreats::t01t02LinesForPsqlAreBlocked()
{
    QFETCH(QByteArray, script);
    const QByteArray backup = write(script.replace("$", place("CANARY")));
    for (const QByteArrayList& more : {QByteArrayList{}, QByteArrayList{"--no-precheck"}, QByteArrayList{"--option", "acceptRisks=yes"}}) {
        const CliRun run = restore(backup, more);
        expectBlocked(run, "script.hostile");
        QVERIFY(!run.result()[u"error"][u"what"].toString().isEmpty());
    }
}

void TestPgThreats::t03RowsAreNeverRunAsStatements()
{
    const CliRun run = restore(write("COPY nope (a) FROM stdin;\ncreate table pwn_c();\nx; select 1;\n\\.\ncreate table after_c();\n"));
    QCOMPARE(run.status, 1);
    QCOMPARE(run.result()[u"error"][u"code"].toString(), u"target.refused"_s);
    QVERIFY2(run.result()[u"error"][u"what"].toString().contains(u"nope"_s), why(run).constData());
    QCOMPARE(m_server->databases("restored%"), "");
    // Where the table is there, the rows are rows.
    const CliRun good = restore(write("CREATE TABLE nope (a text);\nCOPY nope (a) FROM stdin;\ncreate table pwn_c();\nx; select 1;\n\\.\ncreate table after_c();\n"));
    QVERIFY2(good.status == 0, why(good).constData());
    QCOMPARE(m_server->value("SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class WHERE relnamespace = 'public'::regnamespace", "restored"), "after_c nope");
    QCOMPARE(m_server->value("SELECT count(*) FROM nope", "restored"), "2");
}

void TestPgThreats::t04NamesDoNotBreakOutOfComments()
{
    const CliRun run = restore(write(asDump("--\n-- Name: a\n; create table pwn_d();--; Type: TABLE; Schema: public; Owner: postgres\n--\n\n"
                                            "CREATE TABLE public.\"a\n; create table pwn_d();--\" (\n    i integer\n);\n")));
    QVERIFY2(tells(run, u"line end"_s) || tells(run, u"control characters"_s), why(run).constData());
    // As an archive the name is a name and nothing else.
    ArchiveWriter writer(14, WrittenCompression::None);
    const QByteArray name = "b\n; create table pwn_e();--";
    const CliRun archive = restore(write(writer.custom({WrittenEntry{1, "TABLE", name, "CREATE TABLE public.\"" + name + "\" (i int);", {}, {}, {}}}), "archive"), {"--overwrite"});
    QVERIFY2(archive.status == 0 || archive.status == 3, why(archive).constData());
    QCOMPARE(m_server->value("SELECT count(*) FROM pg_class WHERE relname LIKE 'pwn%'", "restored"), "0");
    QCOMPARE(m_server->value("SELECT count(*) FROM pg_class WHERE relname = " + quotedPgLiteral(name), "restored"), "1");
    m_server->drop(m_server->databases("restored\\_\\_bf%"));
}

void TestPgThreats::t05NamesAreNotHijacked()
{
    const CliRun run = restore(write(asDump("SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.canary (i int);\n"
        "CREATE FUNCTION public.lower(v character varying) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$ begin insert into public.canary values (1); return v; end $$;\n"
        "CREATE TABLE public.t (a character varying);\nCOPY public.t (a) FROM stdin;\nA\n\\.\nCREATE INDEX i ON public.t USING btree (lower((a)::text));\n")), {}, "plain");
    QVERIFY2(run.status == 0 || run.status == 3, why(run).constData());
    QCOMPARE(m_server->value("SELECT count(*) FROM public.canary", "restored"), "0");
}

void TestPgThreats::t06WhatReachesTheServersMachineIsBlocked_data()
{
    QTest::addColumn<QByteArray>("statement"); // $ stands for the canary
    for (const char* statement : {"COPY public.e (a) FROM PROGRAM 'touch $'", "COPY public.e TO PROGRAM 'tee $'", "COPY public.e TO '$'", "ALTER SYSTEM SET work_mem = '5MB'",
                                  "CREATE FUNCTION public.f() RETURNS int LANGUAGE c AS '$', 'f'", "LOAD '$'", "SELECT lo_export(lo_from_bytea(0, 'x'), '$')",
                                  "ALTER DATABASE postgres SET session_preload_libraries = '$'", "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION public.f()"})
        QTest::newRow(statement) << QByteArray(statement);
}

void TestPgThreats::t06WhatReachesTheServersMachineIsBlocked()
{
    QFETCH(QByteArray, statement);
    statement.replace("$", place("CANARY"));
    const CliRun run = restore(write(asDump("CREATE TABLE public.e (a text);\n" + statement + ";\n")));
    expectBlocked(run, "backup.dangerous");
    // The same in the table of contents of an archive, as a definition and where COPY stands.
    ArchiveWriter writer(14, WrittenCompression::None);
    QList<WrittenEntry> entries{{1, "TABLE", "e", "CREATE TABLE public.e (a text);", {}, {}, {}}};
    if (statement.startsWith("COPY public.e (a) FROM PROGRAM"))
        entries += WrittenEntry{2, "TABLE DATA", "e", {}, statement + ';', "x\n\\.\n\n\n", {}};
    else
        entries += WrittenEntry{2, "TABLE", "x", statement + ';', {}, {}, {}};
    for (const QByteArrayList& more : {QByteArrayList{}, QByteArrayList{"--no-precheck"}})
        expectBlocked(restore(write(writer.custom(entries), "archive"), more), "backup.dangerous");
}

void TestPgThreats::t06APlainRoleIsRefusedByTheServer()
{
    ArchiveWriter writer(14, WrittenCompression::None);
    const QByteArray program = "COPY public.e (a) FROM PROGRAM 'touch " + place("CANARY") + "';";
    const CliRun run = restore(write(writer.custom({{1, "TABLE", "e", "CREATE TABLE public.e (a text);", {}, {}, {}}, {2, "TABLE DATA", "e", {}, program, "x\n\\.\n\n\n", {}}})), {}, "plain");
    QVERIFY2(run.status != 0 && run.status != 3, why(run).constData());
    QVERIFY(tells(run, u"PROGRAM"_s)); // told as a warning
    QVERIFY2(run.result()[u"error"][u"detail"].toString().contains(u"42501"_s), why(run).constData());
    QCOMPARE(m_server->databases("restored%"), "");
}

void TestPgThreats::t07CodeOfTheBackupIsTold()
{
    const QByteArray backup = write(asDump("create function public.f() returns int language plpgsql as $$begin perform pg_sleep(600); return 1; end$$;\n"
                                           "create materialized view public.m as select public.f() with no data;\nrefresh materialized view public.m;\n"));
    const CliRun run = restore(backup, {"--option", "refreshViews=no"});
    QVERIFY2(run.status == 0 || run.status == 3, why(run).constData()); // stopping it is shown in tst_pgstop
    QCOMPARE(m_server->value("SELECT relispopulated FROM pg_class WHERE relname = 'm'", "restored"), "f");
    m_server->drop("restored");
    const QByteArray target = "postgresql://postgres@" + m_server->folder().toUtf8().toPercentEncoding() + ":5432/restored";
    QVERIFY(tells(runCli({"precheck", "--backup", backup, "--target", target, "--language", "en", "--json"}), u"runs the view's query"_s));
}

void TestPgThreats::t08FilesOutsideTheFolderAreNotRead()
{
    ArchiveWriter writer(14, WrittenCompression::None);
    const QMap<QByteArray, QByteArray> files = writer.directory({{1, "TABLE", "t", "CREATE TABLE public.t (a text);", {}, {}, {}},
        {2, "BLOB", "27542", "SELECT pg_catalog.lo_create('27542');", {}, {}, {}}, {3, "BLOBS", "BLOBS", {}, {}, {}, {{27542, "inside"}}}});
    for (const QByteArray& name : {QByteArray("../secret.txt"), place("secret.txt"), QByteArray("link")}) {
        const QString folder = m_folder->filePath(u"dir"_s);
        QDir(folder).removeRecursively();
        QVERIFY(QDir().mkpath(folder));
        for (auto file = files.cbegin(); file != files.cend(); ++file)
            write(file.key() == "blobs.toc" ? "27542 " + name + '\n' : file.value(), ("dir/" + file.key()).constData());
        QFile::copy(m_canaries->filePath(u"secret.txt"_s), m_folder->filePath(u"secret.txt"_s));
        if (name == "link")
            QVERIFY(QFile::link(m_canaries->filePath(u"secret.txt"_s), folder + u"/link"_s));
        for (const QByteArrayList& more : {QByteArrayList{}, QByteArrayList{"--no-precheck"}}) {
            const CliRun run = restore(folder.toLocal8Bit(), more);
            QVERIFY2(run.status == 13 || run.status == 10, why(run).constData());
            QVERIFY2(!run.out.contains("sings"), run.out.constData());
            QCOMPARE(m_server->databases("restored%"), "");
        }
    }
}

void TestPgThreats::t09ClaimsAreNotBelieved()
{
    const ArchiveWriter writer(14, WrittenCompression::None);
    const QByteArray entry = ArchiveWriter::integer(1) + ArchiveWriter::integer(1) + ArchiveWriter::integer(0);
    for (const QByteArray& claim : {QByteArray("\0\xff\xff\xff\x7f", 5), entry + ArchiveWriter::integer(-1), entry + QByteArray("\0\xff\xff\xff\x7f", 5)}) {
        const CliRun run = restore(write(writer.head(1) + claim));
        QCOMPARE(run.status, 10);
        const QString code = run.result()[u"error"][u"code"].toString();
        QVERIFY2(code == u"backup.damaged"_s || code == u"backup.truncated"_s, why(run).constData());
    }
}

void TestPgThreats::t10ACutTarNeverHangs()
{
    const QString path = m_folder->filePath(u"whole.tar"_s);
    m_server->run("CREATE TABLE big AS SELECT i, md5(i::text) FROM generate_series(1, 8000) i");
    QCOMPARE(m_server->runTool(u"pg_dump"_s, {u"-Ft"_s, u"-f"_s, path, u"postgres"_s}), 0);
    m_server->run("DROP TABLE big");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    QVERIFY(whole.size() > 300'000);
    for (const qsizetype size : {qsizetype(150'000), qsizetype(512), whole.size() - 512, whole.size() / 1024 * 512}) {
        const CliRun run = restore(write(whole.first(size), "cut.tar"));
        QCOMPARE(run.status, 10);
        QCOMPARE(m_server->databases("restored%"), "");
    }
}

void TestPgThreats::t11ADatabaseNameIsNoConnectionString()
{
    const QByteArray name = "host=127.0.0.1 port=9 dbname=zz";
    const CliRun run = restore(write(asDump("CREATE TABLE public.t (i int);\n")), {}, "postgres", name.toPercentEncoding());
    QVERIFY2(run.status == 0 || run.status == 3, why(run).constData());
    QCOMPARE(m_server->value("SELECT count(*) FROM pg_class WHERE relname = 't'", name), "1");
    m_server->drop(name);
}

void TestPgThreats::t12ARogueServerGetsNothing()
{
    const RogueServer rogue;
    const QByteArray target = "postgresql://postgres@127.0.0.1:" + QByteArray::number(rogue.port()) + "/restored?sslmode=prefer";
    QElapsedTimer clock;
    clock.start();
    const CliRun run = runCli({"precheck", "--backup", write(asDump("CREATE TABLE public.t (i int);\n")), "--target", target, "--language", "en", "--json"});
    QVERIFY(clock.elapsed() < 60'000); // half a minute of patience for one answer
    QVERIFY2(run.status != 0, why(run).constData());
    QVERIFY2(run.out.size() < 100'000, QByteArray::number(run.out.size()).constData());
}

QTEST_GUILESS_MAIN(TestPgThreats)
#include "tst_pgthreats.moc"
