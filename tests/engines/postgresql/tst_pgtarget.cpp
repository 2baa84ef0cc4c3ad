#include "engines/postgresql/server/pgreferences.h"
#include "engines/postgresql/server/pgstaging.h"
#include "engines/postgresql/server/pgtarget.h"
#include "models/statustext.h"
#include "tests/support/pgserver.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <arpa/inet.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

/// Listens on a free port of this machine; answers whoever writes with the same bytes and hangs up.
class Listener
{
public:
    explicit Listener(const QByteArray& answer)
    {
        m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(m_socket, reinterpret_cast<sockaddr*>(&address), size);
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
        ::listen(m_socket, 5);
        m_thread = std::jthread([this, answer] {
            for (int guest; (guest = ::accept(m_socket, nullptr, nullptr)) >= 0; ::close(guest)) {
                char request[8];
                if (::recv(guest, request, sizeof request, 0) > 0)
                    (void)::send(guest, answer.constData(), size_t(answer.size()), MSG_NOSIGNAL);
            }
        });
    }
    ~Listener()
    {
        ::shutdown(m_socket, SHUT_RDWR);
        m_thread.join();
        ::close(m_socket);
    }
    int port() const { return m_port; }

private:
    int m_socket = -1, m_port = 0;
    std::jthread m_thread;
};

PgEntry entry(const QByteArray& kind, const QByteArray& name, const QByteArray& definition = "SELECT 1;", const QByteArray& owner = {})
{
    PgEntry made;
    made.kind = kind;
    made.name = name;
    made.definition = definition;
    made.owner = owner;
    return made;
}

} // namespace

/// What the precheck says of a real server, and that each fix-it settles what it is offered for.
class TestPgTarget : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void tellsConnectFailuresApart_data();
    void tellsConnectFailuresApart();
    void tellsRefusalsOfTheServerApart();
    void triesAPasswordOnce();
    void findsNothingAgainstAPlainRestore();
    void looksAroundForTheConnectionTest();
    void comparesVersions_data();
    void comparesVersions();
    void judgesTheClientLibrary_data();
    void judgesTheClientLibrary();
    void showsUnknownSettings();
    void findsRolesInStatements();
    void settlesMissingRoles();
    void blocksPoliciesOfMissingRoles();
    void saysWhenOwnersCannotBeGiven();
    void settlesMissingExtensions();
    void settlesMissingTablespaces();
    void settlesMissingLocales();
    void settlesEncodingsThatDoNotFit();
    void findsMissingCollations();
    void refusesBadNames_data();
    void refusesBadNames();
    void guardsWhatLiesThere();
    void namesTheRightsThatLack();
    void namesSessions();
    void countsConnections();
    void weighsTheRoom();

private:
    RestoreRequest request(const QByteArray& database = "wished", const QString& user = u"postgres"_s)
    {
        RestoreRequest made;
        made.taskId = u"0123456789abcdef0123456789abcdef"_s;
        made.target = m_server->target(database, user);
        made.jobs = 2;
        return made;
    }
    QList<Finding> check(const RestoreRequest& request, const PgDatabase& source = {}, PgTargetQuestion question = {})
    {
        question.items = {{&source, request.target.database}};
        const QList<Finding> findings = checkPgTarget(request, question, {});
        for (const Finding& finding : findings) {
            // A check without a name of its own would be shown by its id.
            if (checkText(finding.checkId) == QString::fromLatin1(finding.checkId))
                QTest::qFail(finding.checkId.constData(), __FILE__, __LINE__);
            if (finding.level != FindingLevel::Passed && finding.remedy.isEmpty())
                QTest::qFail(finding.what.source.constData(), __FILE__, __LINE__);
        }
        return findings;
    }
    static QList<Finding> of(const QList<Finding>& findings, const QByteArray& id, FindingLevel level)
    {
        QList<Finding> found;
        std::ranges::copy_if(findings, std::back_inserter(found), [&](const Finding& one) { return one.checkId == id && one.level == level; });
        return found;
    }
    static QList<Finding> blockers(const QList<Finding>& findings)
    {
        QList<Finding> found;
        std::ranges::copy_if(findings, std::back_inserter(found), [](const Finding& one) { return one.level == FindingLevel::Blocker; });
        return found;
    }
    /// Options of the fix-its that, chosen alone, leave nothing but passes of this check.
    QByteArrayList settling(RestoreRequest request, const PgDatabase& source, const QByteArray& id, const PgTargetQuestion& question = {})
    {
        QByteArrayList settled;
        for (const Finding& finding : check(request, source, question)) {
            for (const FixIt& fix : finding.checkId == id ? finding.fixes : QList<FixIt>()) {
                RestoreRequest chosen = request;
                chosen.options.insert(QString::fromUtf8(fix.option), fix.value);
                const QList<Finding> after = check(chosen, source, question);
                if (std::ranges::none_of(after, [&](const Finding& one) { return one.checkId == id && one.level != FindingLevel::Passed; }))
                    settled += fix.option + '=' + fix.value.toString().toUtf8();
            }
        }
        return settled;
    }
    void run(const QByteArray& sql, const QByteArray& database = "postgres")
    {
        const auto done = m_server->connect(database)->execute(sql);
        QVERIFY2(done.ok(), qPrintable(QString::fromUtf8(sql) + done.error().detail));
    }

    std::unique_ptr<PgServer> m_server;
};

void TestPgTarget::initTestCase()
{
    m_server = std::make_unique<PgServer>(QByteArrayList{"fsync=off"});
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    run("CREATE ROLE plain LOGIN; CREATE ROLE maker LOGIN CREATEDB");
}

void TestPgTarget::tellsConnectFailuresApart_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("sslMode");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("unknown host") << QByteArray() << u"no-such-host.invalid"_s << u"prefer"_s << QByteArray("server.unknown_host");
    QTest::newRow("refused") << QByteArray() << u"127.0.0.1"_s << u"prefer"_s << QByteArray("server.refused");
    QTest::newRow("web server") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n") << u"127.0.0.1"_s << u"prefer"_s << QByteArray("server.protocol");
    QTest::newRow("SSH server") << QByteArray("SSH-2.0-x\r\n") << u"127.0.0.1"_s << u"prefer"_s << QByteArray("server.protocol");
    QTest::newRow("no TLS there") << QByteArray("N") << u"127.0.0.1"_s << u"require"_s << QByteArray("server.tls");
    QTest::newRow("TLS fails") << QByteArray("S") << u"127.0.0.1"_s << u"require"_s << QByteArray("server.tls");
    QTest::newRow("no socket") << QByteArray() << u"/nowhere"_s << u"prefer"_s << QByteArray("server.refused");
}

void TestPgTarget::tellsConnectFailuresApart()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, host);
    QFETCH(const QString, sslMode);
    QFETCH(const QByteArray, code);
    auto listener = std::make_unique<Listener>(answer);
    const int port = listener->port();
    if (answer.isEmpty())
        listener.reset(); // its port is free again
    const ConnectionProfile profile{"postgresql", host, port, u"postgres"_s, {{u"sslmode"_s, sslMode}}};
    const auto opened = PgConnection::open(profile, {}, "postgres", {});
    QVERIFY(!opened.ok());
    QVERIFY2(opened.error().code == code, (opened.error().code + ' ' + opened.error().detail.toUtf8()).constData());
    QVERIFY(!opened.error().hint.isEmpty());
}

void TestPgTarget::tellsRefusalsOfTheServerApart()
{
    run("CREATE DATABASE closed ALLOW_CONNECTIONS false; ");
    run("CREATE DATABASE crowded CONNECTION LIMIT 0");
    run("CREATE DATABASE locked");
    run("REVOKE CONNECT ON DATABASE locked FROM PUBLIC; CREATE ROLE nologin");
    const auto codeOf = [&](const QString& user, const QByteArray& database) {
        const auto opened = PgConnection::open(m_server->profile(user), {}, database, {});
        return opened ? QByteArray("none") : opened.error().code;
    };
    QCOMPARE(codeOf(u"postgres"_s, "nowhere"), "server.no_database");
    QCOMPARE(codeOf(u"postgres"_s, "closed"), "server.refused_database");
    QCOMPARE(codeOf(u"plain"_s, "crowded"), "server.full");
    QCOMPARE(codeOf(u"plain"_s, "locked"), "server.no_access");
    QCOMPARE(codeOf(u"nologin"_s, "postgres"), "server.no_access");
    QCOMPARE(codeOf(u"nobody at all"_s, "postgres"), "server.no_access");
}

void TestPgTarget::triesAPasswordOnce()
{
    run("SET password_encryption = 'scram-sha-256'; CREATE ROLE secretive LOGIN PASSWORD 'right'");
    QFile rules(m_server->folder() + u"/data/pg_hba.conf"_s);
    QVERIFY(rules.open(QIODevice::ReadWrite));
    const QByteArray before = rules.readAll();
    rules.seek(0);
    rules.write("local all secretive scram-sha-256\n" + before);
    rules.close();
    run("SELECT pg_reload_conf()");
    while (PgConnection::open(m_server->profile(u"secretive"_s), {}, "postgres", {}).ok()) { } // until the server has read it
    QFile log(m_server->folder() + u"/log"_s);
    QVERIFY(log.open(QIODevice::ReadOnly));
    log.seek(log.size());
    RestoreRequest wrong = request("wished", u"secretive"_s);
    QCOMPARE(check(wrong).first().code, "server.sign_in");
    wrong.credentials = Credentials("wrong");
    const QList<Finding> findings = check(wrong);
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().code, "server.sign_in");
    QCOMPARE(findings.first().kind, ErrorKind::SignIn);
    QVERIFY(!findings.first().detail.contains(u"wrong"_s));
    QCOMPARE(log.readAll().count("FATAL:  password authentication failed"), 1);
    QVERIFY(testPgConnection(wrong.target, Credentials("right"), {}).ok());
}

void TestPgTarget::findsNothingAgainstAPlainRestore()
{
    PgTargetQuestion question;
    question.newBytes = 1000;
    question.header.serverVersion = "9.6.24";
    PgDatabase source;
    source.encoding = "UTF8";
    source.locale = "C.UTF-8";
    source.settings = {"client_encoding=UTF8", "statement_timeout=0"};
    source.entries = {entry("TABLE", "t", "CREATE TABLE t (a text COLLATE pg_catalog.\"C\");", "maker"), entry("EXTENSION", "pg_trgm"), entry("ACL", "t", "GRANT SELECT ON TABLE t TO PUBLIC, plain;")};
    for (const QString& user : {u"postgres"_s, u"maker"_s}) {
        const QList<Finding> findings = check(request("wished", user), source, question);
        for (const Finding& finding : findings) {
            const bool isExpected = finding.level == FindingLevel::Passed || (user == u"maker"_s && finding.checkId == "space");
            QVERIFY2(isExpected, finding.what.source.constData());
        }
    }
}

void TestPgTarget::looksAroundForTheConnectionTest()
{
    run("CREATE DATABASE seen");
    const auto facts = testPgConnection(m_server->target("not there"), {}, {});
    QVERIFY(facts.ok());
    QVERIFY(facts->version.startsWith(u"PostgreSQL "_s));
    QVERIFY(facts->superuser && !facts->encrypted);
    QVERIFY(facts->databases.contains(u"seen"_s) && !facts->databases.contains(u"template1"_s));
    QVERIFY(!testPgConnection(m_server->target("seen", u"plain"_s), {}, {})->superuser);
}

void TestPgTarget::comparesVersions_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<int>("level");
    QTest::newRow("older") << QByteArray("9.3.1") << int(FindingLevel::Passed);
    QTest::newRow("old with a name") << QByteArray("13.2 (Debian 13.2-1)") << int(FindingLevel::Passed);
    QTest::newRow("newer") << QByteArray("99.1") << int(FindingLevel::Warning);
    QTest::newRow("newer, in work") << QByteArray("99devel") << int(FindingLevel::Warning);
    QTest::newRow("not said") << QByteArray() << -1;
}

void TestPgTarget::comparesVersions()
{
    QFETCH(const QByteArray, from);
    QFETCH(const int, level);
    PgTargetQuestion question;
    question.header.serverVersion = from;
    const QList<Finding> findings = check(request(), {}, question);
    const auto found = std::ranges::find(findings, "version", &Finding::checkId);
    QCOMPARE(found == findings.end() ? -1 : int(found->level), level);
}

void TestPgTarget::judgesTheClientLibrary_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<bool>("isLocal");
    QTest::addColumn<int>("level");
    QTest::newRow("fixed") << 150015 << false << int(FindingLevel::Passed);
    QTest::newRow("before the fix") << 150014 << false << int(FindingLevel::Warning);
    QTest::newRow("before the fix, server on this machine") << 150014 << true << int(FindingLevel::Passed);
    QTest::newRow("of a line that gets no fixes") << 120022 << false << int(FindingLevel::Warning);
    QTest::newRow("newer than all we know") << 190000 << false << int(FindingLevel::Passed);
}

void TestPgTarget::judgesTheClientLibrary() // TRUST T12
{
    QFETCH(const int, version);
    QFETCH(const bool, isLocal);
    QFETCH(const int, level);
    QCOMPARE(int(pgLibraryFinding(version, isLocal).level), level);
    QCOMPARE(of(check(request()), "library", FindingLevel::Passed).size(), 1);
}

void TestPgTarget::showsUnknownSettings()
{
    PgDatabase source;
    source.settings = {"new_timeout=0", "quite_new=on", "search_path=", "my.own=1"};
    const QList<Finding> findings = check(request(), source);
    QCOMPARE(of(findings, "settings", FindingLevel::Passed).value(0).what.arguments, QStringList{u"new_timeout"_s});
    QCOMPARE(of(findings, "settings", FindingLevel::Warning).value(0).what.arguments, QStringList{u"quite_new"_s});
    QCOMPARE(blockers(findings), {});
}

void TestPgTarget::findsRolesInStatements()
{
    QCOMPARE(pgRolesInStatement("REVOKE ALL ON TABLE \"to\" FROM PUBLIC; GRANT SELECT ON TABLE t TO \"A\"\"b\",c WITH GRANT OPTION;"), (QByteArrayList{"A\"b", "c"}));
    QCOMPARE(pgRolesInStatement("ALTER DEFAULT PRIVILEGES FOR ROLE Boss IN SCHEMA s GRANT ALL ON TABLES TO GROUP g;"), (QByteArrayList{"boss", "g"}));
    QCOMPARE(pgRolesInStatement("CREATE POLICY p ON t FOR SELECT TO r1, CURRENT_USER USING ((x IN ( SELECT y FROM z))) -- TO q"), QByteArrayList{"r1"});
    QCOMPARE(pgRolesInStatement("CREATE USER MAPPING FOR \xE5\xBC\xA0 SERVER s OPTIONS (\"user\" 'to x')"), QByteArrayList{"\xE5\xBC\xA0"});
    QCOMPARE(pgRolesInStatement("GRANT x TO"), QByteArrayList{});
}

void TestPgTarget::settlesMissingRoles()
{
    PgDatabase source;
    source.entries = {entry("TABLE", "t", "CREATE TABLE t ();", "ghost"), entry("ACL", "t", "GRANT ALL ON TABLE t TO reader;")};
    const QList<Finding> warnings = of(check(request(), source), "roles", FindingLevel::Warning);
    QCOMPARE(warnings.size(), 2);
    QVERIFY(warnings[0].remedy.arguments.contains(u"\"ghost\""_s));
    source.entries.removeLast();
    QCOMPARE(settling(request(), source, "roles"), (QByteArrayList{"role:ghost=postgres", "noOwner=true"}));
    PgTargetQuestion question;
    question.rolesInBackup = {"ghost"};
    QCOMPARE(settling(request(), source, "roles", question), (QByteArrayList{"role:ghost=postgres", "createRoles=true", "noOwner=true"}));
    source.entries = {entry("ACL", "t", "GRANT ALL ON TABLE t TO reader;")};
    QCOMPARE(settling(request(), source, "roles"), (QByteArrayList{"role:reader=postgres", "noPrivileges=true"}));
}

void TestPgTarget::blocksPoliciesOfMissingRoles()
{
    PgDatabase source;
    source.entries = {entry("POLICY", "t p", "CREATE POLICY p ON t TO ghost USING (true);")};
    QCOMPARE(blockers(check(request(), source)).value(0).code, "target.role");
    QCOMPARE(settling(request(), source, "roles"), QByteArrayList{"role:ghost=postgres"});
}

void TestPgTarget::saysWhenOwnersCannotBeGiven()
{
    PgDatabase source;
    source.entries = {entry("TABLE", "t", "CREATE TABLE t ();", "plain")};
    const QList<Finding> warnings = of(check(request("wished", u"maker"_s), source), "roles", FindingLevel::Warning);
    QCOMPARE(warnings.value(0).remedy.arguments, (QStringList{u"\"plain\""_s, u"\"maker\""_s}));
    QCOMPARE(settling(request("wished", u"maker"_s), source, "roles"), (QByteArrayList{"role:plain=maker", "noOwner=true"}));
}

void TestPgTarget::settlesMissingExtensions()
{
    PgDatabase source;
    source.entries = {entry("EXTENSION", "postgis_of_nowhere"), entry("EXTENSION", "plpgsql")};
    QCOMPARE(blockers(check(request(), source)).value(0).code, "target.extension");
    QCOMPARE(settling(request(), source, "extensions"), QByteArrayList{"extension:postgis_of_nowhere=skip"});
    source.entries = {entry("EXTENSION", "file_fdw")}; // there, but for superusers
    QCOMPARE(blockers(check(request(), source)), {});
    QCOMPARE(blockers(check(request("wished", u"maker"_s), source)).value(0).code, "target.extension");
}

void TestPgTarget::settlesMissingTablespaces()
{
    PgDatabase source;
    source.entries = {entry("TABLE", "t")};
    source.entries.first().tablespace = "ts9";
    QCOMPARE(blockers(check(request(), source)).value(0).code, "target.tablespace");
    QCOMPARE(settling(request(), source, "tablespaces"), (QByteArrayList{"tablespace:ts9=", "noTablespaces=true"}));
    RestoreRequest mapped = request();
    mapped.options.insert(u"tablespace:ts9"_s, u"pg_default"_s);
    QCOMPARE(blockers(check(mapped, source)), {});
    source.entries.first().tablespace = "pg_default";
    source.tablespace = "ts9";
    QCOMPARE(blockers(check(request(), source)).value(0).code, "target.tablespace");
}

void TestPgTarget::settlesMissingLocales()
{
    PgDatabase source;
    source.encoding = "UTF8";
    source.locale = "Chinese (Simplified)_China.936";
    QCOMPARE(blockers(check(request(), source)), {}); // another system's locale keeps nobody from the rows, but it is told
    const QList<Finding> told = of(check(request(), source), "locale", FindingLevel::Passed);
    QCOMPARE(told.value(0).what.arguments, (QStringList{u"Chinese (Simplified)_China.936"_s, u"C.UTF-8"_s}));
    RestoreRequest unknown = request();
    unknown.options.insert(u"locale"_s, u"tlh_XX.UTF-8"_s); // chosen by the DBA: never replaced
    QCOMPARE(blockers(check(unknown, source)).value(0).code, "target.locale");
    JobContext journal;
    journal.record = [](const JournalEntry&) { return Result<void>(); };
    const auto replaced = createStaging(*m_server->connect(), request(), source, "wished", journal);
    QVERIFY2(replaced.ok(), qPrintable(replaced.error().detail));
    QCOMPARE(replaced->note.arguments.value(1), u"C.UTF-8"_s);
    QCOMPARE(dropStaging({*replaced}, request()), {});
    const QByteArrayList ways = settling(request(), source, "locale");
    QVERIFY(ways.contains("locale=C.UTF-8") && ways.contains("locale=C"));
    for (const QByteArray& way : ways) { // what the precheck accepts, CREATE DATABASE takes
        RestoreRequest chosen = request();
        chosen.options.insert(u"locale"_s, QString::fromUtf8(way.sliced(7)));
        QCOMPARE(blockers(check(chosen, source)), {});
        JobContext context;
        context.record = [](const JournalEntry&) { return Result<void>(); };
        const auto staged = createStaging(*m_server->connect(), chosen, source, "wished", context);
        QVERIFY2(staged.ok(), qPrintable(staged.error().detail));
        QCOMPARE(dropStaging({*staged}, chosen), {});
    }
}

void TestPgTarget::settlesEncodingsThatDoNotFit()
{
    PgDatabase source;
    source.encoding = "EUC_CN";
    source.locale = "C.UTF-8";
    QCOMPARE(blockers(check(request(), source)).value(0).code, "target.encoding");
    QCOMPARE(settling(request(), source, "encoding"), (QByteArrayList{"encoding=UTF8", "locale=C"}));
    source.encoding = "KLINGON";
    QCOMPARE(settling(request(), source, "encoding"), QByteArrayList{"encoding=UTF8"});
    source.encoding = "GBK"; // a client's encoding: no database has it
    QCOMPARE(blockers(check(request(), source)), {});
}

void TestPgTarget::findsMissingCollations()
{
    PgDatabase source;
    source.entries = {entry("TABLE", "t", "CREATE TABLE t (a text COLLATE pg_catalog.\"xx_NN.utf8\", b text COLLATE pg_catalog.\"C\" DEFAULT 'COLLATE pg_catalog.\"no\"');")};
    QCOMPARE(pgCollationsNamedIn(source), (QSet<QByteArray>{"xx_NN.utf8", "C"}));
    const QList<Finding> blocked = blockers(check(request(), source));
    QCOMPARE(blocked.size(), 1);
    QCOMPARE(blocked.first().code, "target.collation");
}

void TestPgTarget::refusesBadNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("64 bytes") << QByteArray(64, 'a') << false;
    QTest::newRow("63 bytes") << QByteArray(63, 'a') << true;
    QTest::newRow("line end") << QByteArray("a\nb") << false;
    QTest::newRow("no UTF-8") << QByteArray("a\xff") << false;
    QTest::newRow("template1") << QByteArray("template1") << false;
    QTest::newRow("postgres") << QByteArray("postgres") << false;
    QTest::newRow("Postgres") << QByteArray("Postgres") << true;
    QTest::newRow("quotes") << QByteArray("a\"b'c") << true;
    QTest::newRow("Chinese") << QByteArray("\xE5\xBA\x93") << true;
    QTest::newRow("connection string") << QByteArray("host=127.0.0.1 port=9 dbname=zz") << true;
}

void TestPgTarget::refusesBadNames()
{
    QFETCH(const QByteArray, name);
    QFETCH(const bool, isGood);
    const QList<Finding> blocked = blockers(check(request(name)));
    QCOMPARE(blocked.isEmpty(), isGood);
    QVERIFY(isGood || blocked.first().code == "target.name");
}

void TestPgTarget::guardsWhatLiesThere()
{
    run("CREATE DATABASE there");
    QCOMPARE(blockers(check(request("there"))).value(0).code, "target.exists");
    QCOMPARE(settling(request("there"), {}, "target"), QByteArrayList{"intoExisting=true"});
    run("CREATE TABLE o ()", "there");
    QCOMPARE(settling(request("there"), {}, "target"), {});
    RestoreRequest into = request("there");
    into.options.insert(u"intoExisting"_s, true);
    QCOMPARE(blockers(check(into)).value(0).code, "target.not_empty");
    into.target.database = "not there";
    QCOMPARE(blockers(check(into)).value(0).code, "target.missing");
    RestoreRequest overwrite = request("there");
    overwrite.overwrite = true;
    QCOMPARE(blockers(check(overwrite)), {});
    run("SELECT pg_create_physical_replication_slot('other')");
    QCOMPARE(of(check(overwrite), "target", FindingLevel::Warning), {});
}

void TestPgTarget::namesTheRightsThatLack()
{
    const QList<Finding> blocked = blockers(check(request("wished", u"plain"_s)));
    QCOMPARE(blocked.size(), 1);
    QCOMPARE(blocked.first().code, "server.privilege");
    QCOMPARE(blocked.first().remedy.arguments, QStringList{u"\"plain\""_s});
    run("ALTER ROLE plain CREATEDB"); // the remedy's own words
    QCOMPARE(blockers(check(request("wished", u"plain"_s))), {});
    run("ALTER ROLE plain NOCREATEDB");

    run("CREATE DATABASE others; ");
    RestoreRequest overwrite = request("others", u"maker"_s);
    overwrite.overwrite = true;
    const QList<Finding> notOwner = blockers(check(overwrite));
    QCOMPARE(notOwner.value(0).remedy.arguments, (QStringList{u"\"postgres\""_s, u"\"maker\""_s}));
    run("ALTER DATABASE others OWNER TO maker");
    QCOMPARE(blockers(check(overwrite)), {});
}

void TestPgTarget::namesSessions()
{
    run("CREATE DATABASE visited");
    RestoreRequest overwrite = request("visited");
    overwrite.overwrite = true;
    QCOMPARE(of(check(overwrite), "sessions", FindingLevel::Passed).size(), 1);
    const auto visitor = m_server->connect("visited");
    QVERIFY(visitor->execute("SET application_name = 'payroll'").ok());
    const Finding warning = of(check(overwrite), "sessions", FindingLevel::Warning).value(0);
    QVERIFY(warning.what.arguments.value(2).startsWith(u"payroll (postgres"_s));
    QCOMPARE(settling(overwrite, {}, "sessions"), QByteArrayList{"endSessions=true"});
    run("ALTER DATABASE visited OWNER TO maker");
    overwrite.target = m_server->target("visited", u"maker"_s);
    overwrite.options.insert(u"endSessions"_s, true);
    QCOMPARE(of(check(overwrite), "sessions", FindingLevel::Warning).size(), 1); // may not end a superuser's
}

void TestPgTarget::countsConnections()
{
    RestoreRequest many = request();
    many.jobs = 500;
    QCOMPARE(of(check(many), "limits", FindingLevel::Warning).size(), 1);
    run("CREATE ROLE narrow LOGIN CREATEDB CONNECTION LIMIT 2");
    QCOMPARE(blockers(check(request("wished", u"narrow"_s))).value(0).code, "server.full");
}

void TestPgTarget::weighsTheRoom()
{
    PgTargetQuestion question;
    QCOMPARE(of(check(request(), {}, question), "space", FindingLevel::NotCheckable).size(), 1);
    question.newBytes = 1;
    QCOMPARE(of(check(request(), {}, question), "space", FindingLevel::Passed).size(), 1);
    question.newBytes = std::numeric_limits<qint64>::max() / 4;
    QCOMPARE(blockers(check(request(), {}, question)).value(0).kind, ErrorKind::NoSpace);
    // An ordinary user is not told where the data lie.
    QCOMPARE(of(check(request("wished", u"maker"_s), {}, question), "space", FindingLevel::NotCheckable).size(), 1);
}

QTEST_GUILESS_MAIN(TestPgTarget)
#include "tst_pgtarget.moc"
