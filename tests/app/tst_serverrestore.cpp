#include "app/application.h"
#include "tests/app/cliprocess.h"
#include "tests/support/pgserver.h"
#include "tests/ui/windowtest.h"

#include <QAbstractButton>
#include <QAction>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QWizard>

#include <csignal>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// Restores into a real PostgreSQL server that wants a password, in the window and on the command line. The password reaches the
/// server and nothing else: no store, no log, no output, no argument (TRUST.md, T38).
class TestServerRestore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void theWizardRestoresIntoAServer();
    void aChoiceOfAFindingLetsTheRestoreGoOn();
    void theCommandLineTakesThePasswordFromADescriptor();
    void theCommandLineTakesThePasswordFromAFile();
    void withoutThePasswordTheSignInIsRefused_data();
    void withoutThePasswordTheSignInIsRefused();
    void thePasswordIsAskedForOnTheTerminal();
    void undoAndDiscardNeedThePasswordToo();
    void aKilledRestoreIsLookedAtWhenThePasswordIsThere();
    void optionsAndObjectsAreChosenOnTheCommandLine();

private:
    QByteArray path(const QByteArray& name) const { return m_folder->filePath(QString::fromLatin1(name)).toLocal8Bit(); }
    QByteArray url(const QByteArray& database) const
    {
        return "postgresql://dba@" + m_server->folder().toUtf8().toPercentEncoding() + ":5432/" + database;
    }
    QByteArrayList withStore(QByteArrayList arguments) const { return arguments += {"--store", path("s/tasks.db"), "--language", "en", "--json"}; }
    QByteArrayList restoring(const QByteArray& database, const QByteArrayList& more = {}) const
    {
        return withStore(QByteArrayList{"restore", "--backup", m_dump, "--target", url(database), "--accept-warnings"} + more);
    }
    QByteArray passFile() const;
    bool hasDatabase(const QByteArray& name) const;
    void expectNoSecretIn(const CliRun& run) const;

    std::unique_ptr<PgServer> m_server;
    QTemporaryDir m_backups;
    QByteArray m_dump;     ///< of "shop", which belongs to dba
    QByteArray m_foreign;  ///< of "foreign", which belongs to somebody else
    QByteArray m_contents; ///< of "shop"
    std::unique_ptr<QTemporaryDir> m_folder;
    QTemporaryDir m_home;
};

namespace {

const QByteArray secret = "S3CR3T-9f2c";

/// What went wrong, short enough for a test's message.
QByteArray why(const CliRun& run)
{
    QByteArray text = "status " + QByteArray::number(run.status) + ' ' + QJsonDocument(run.result()[u"error"].toObject()).toJson(QJsonDocument::Compact);
    for (const QJsonObject& finding : run.of(u"finding"_s)) {
        if (finding[u"level"] != u"Passed"_s)
            text += '\n' + QJsonDocument(finding).toJson(QJsonDocument::Compact);
    }
    return text;
}

/// A started program that ends cleanly with its test.
struct Started
{
    explicit Started(const QByteArray& store) : program(optionsFor(store))
    {
        QSignalSpy ready(&program.desk(), &TaskDesk::ready);
        program.start();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(program.window().isVisible() && !ready.isEmpty(), 30'000); }();
    }
    ~Started()
    {
        QSignalSpy ended(&program, &Application::ended);
        program.quit();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), 30'000); }();
    }
    static LaunchOptions optionsFor(const QByteArray& store)
    {
        LaunchOptions launch;
        launch.storePath = store;
        launch.language = u"zh_CN"_s;
        return launch;
    }
    MigrationTaskModel& model() { return program.desk().model(); }
    TaskPhase phase() { return model().rowCount() > 0 ? model().taskAt(0).phase : TaskPhase::Queued; }
    template <typename T>
    T* find(const QString& name) { return program.window().findChild<T*>(name); }

    Application program;
};

/// The wizard on its target page, for this backup.
QWizard* openWizard(Started& started, const QByteArray& backup)
{
    started.program.window().openWizard({BackupFile{backup}});
    auto* wizard = started.find<QWizard>(u"restoreWizard"_s);
    [&] { QTRY_VERIFY(wizard->button(QWizard::NextButton)->isEnabled()); }();
    press(wizard->button(QWizard::NextButton));
    return wizard;
}

} // namespace

void TestServerRestore::initTestCase()
{
    for (const char* name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"})
        qputenv(name, m_home.path().toLocal8Bit());
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_home.filePath(u"no-bus"_s).toLocal8Bit());
    m_server = std::make_unique<PgServer>();
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    const auto admin = m_server->connect();
    QVERIFY(admin->execute("CREATE ROLE dba LOGIN CREATEDB PASSWORD '" + secret + "'").ok());
    QVERIFY(admin->execute("CREATE ROLE stranger NOLOGIN").ok());
    for (const QByteArray& database : {QByteArray("shop"), QByteArray("foreign_owner")}) {
        QVERIFY(admin->execute("CREATE DATABASE " + database).ok());
        const QByteArray owner = database == "shop" ? "dba" : "stranger";
        QVERIFY(m_server->connect(database)->execute(
            "CREATE TABLE item (id int PRIMARY KEY, name text); INSERT INTO item SELECT i, 'item ' || i FROM generate_series(1, 500) i;"
            "CREATE TABLE sale (id int PRIMARY KEY, item int REFERENCES item); INSERT INTO sale SELECT i, i % 500 + 1 FROM generate_series(1, 2000) i;"
            "ALTER TABLE item OWNER TO " + owner + "; ALTER TABLE sale OWNER TO " + owner).ok());
    }
    m_dump = m_backups.filePath(u"shop.dump"_s).toLocal8Bit();
    m_foreign = m_backups.filePath(u"foreign.dump"_s).toLocal8Bit();
    QCOMPARE(m_server->runTool(u"pg_dump"_s, {u"-Fc"_s, u"-f"_s, QString::fromLocal8Bit(m_dump), u"shop"_s}), 0);
    QCOMPARE(m_server->runTool(u"pg_dump"_s, {u"-Fc"_s, u"-f"_s, QString::fromLocal8Bit(m_foreign), u"foreign_owner"_s}), 0);
    m_contents = m_server->contentHash("shop");
    // From now on everybody but the test itself must sign in.
    QFile rules(m_server->folder() + u"/data/pg_hba.conf"_s);
    QVERIFY(rules.open(QIODevice::WriteOnly | QIODevice::Truncate));
    rules.write("local all postgres trust\nlocal all all scram-sha-256\n");
    rules.close();
    QVERIFY(admin->execute("SELECT pg_reload_conf()").ok());
    QTRY_VERIFY(!PgConnection::open(m_server->profile(u"dba"_s), Credentials("wrong"), "shop", {}).ok());
}

void TestServerRestore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

// Whatever a test did: the password is in no file that it left, in no spelling.
void TestServerRestore::cleanup()
{
    if (!m_server->isRunning())
        return;
    for (const QString& root : {m_folder->path(), m_home.path()}) {
        QDirIterator files(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.fileName().endsWith(u"/passwords"_s) || !file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray content = file.readAll();
            for (const QByteArray& spelling : {secret, secret.toBase64(), secret.toPercentEncoding({}, "-"), secret.toHex()})
                QVERIFY2(!content.contains(spelling), qPrintable(file.fileName()));
        }
    }
    const auto admin = m_server->connect();
    const Result<PgAnswer> made = admin->query("SELECT datname FROM pg_database WHERE datdba <> 10 AND datname NOT IN ('shop', 'foreign_owner')");
    for (int row = 0; made && row < made->rows(); ++row)
        QVERIFY(admin->execute("DROP DATABASE " + quotedPgName(made->text(row, 0)) + " WITH (FORCE)").ok());
}

QByteArray TestServerRestore::passFile() const
{
    const QByteArray place = path("passwords");
    QFile file(QString::fromLocal8Bit(place));
    if (!file.open(QIODevice::WriteOnly) || file.write("*:*:*:dba:" + secret + '\n') < 0)
        qFatal("cannot write %s", place.constData());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    return place;
}

bool TestServerRestore::hasDatabase(const QByteArray& name) const
{
    return *m_server->connect()->value("SELECT count(*) FROM pg_database WHERE datname = $1", {name}) == "1";
}

void TestServerRestore::expectNoSecretIn(const CliRun& run) const
{
    QVERIFY2(!run.out.contains(secret), why(run).constData());
    QVERIFY2(!run.err.contains(secret), run.err.constData());
}

void TestServerRestore::theWizardRestoresIntoAServer()
{
    Started started(path("s/tasks.db"));
    QWizard* wizard = openWizard(started, m_dump);
    QTRY_VERIFY(child<QLineEdit>(*wizard, "serverHost")->isVisible());
    QCOMPARE(child<QLineEdit>(*wizard, "databaseName")->text(), u"shop"_s);
    child<QLineEdit>(*wizard, "databaseName")->clear();
    type(child<QLineEdit>(*wizard, "databaseName"), u"shop_drill"_s);
    type(child<QLineEdit>(*wizard, "serverHost"), m_server->folder());
    type(child<QLineEdit>(*wizard, "serverUser"), u"dba"_s);
    type(child<QLineEdit>(*wizard, "serverPassword"), u"wrong"_s);
    auto* test = child<QAbstractButton>(*wizard, "testConnection");
    auto* answer = child<QLabel>(*wizard, "testResult");
    press(test);
    QTRY_VERIFY(test->isEnabled() && !answer->text().isEmpty());
    QVERIFY2(!answer->text().contains(u"15."_s), qPrintable(answer->text()));
    child<QLineEdit>(*wizard, "serverPassword")->clear();
    type(child<QLineEdit>(*wizard, "serverPassword"), QString::fromLatin1(secret));
    press(test);
    QTRY_VERIFY2(answer->text().contains(QString::number(m_server->connect()->serverVersion() / 10'000)), qPrintable(answer->text()));
    press(child<QAbstractButton>(*wizard, "saveConnection"));
    press(wizard->button(QWizard::NextButton));
    QAbstractButton* start = wizard->button(QWizard::FinishButton);
    QTRY_VERIFY_WITH_TIMEOUT(start->isVisible() && start->isEnabled(), 30'000);
    QVERIFY(!hasDatabase("shop_drill")); // nothing starts before
    press(start);
    QTRY_VERIFY_WITH_TIMEOUT(started.model().rowCount() == 1 && isFinal(started.phase()), 60'000);
    const MigrationTask& task = started.model().taskAt(0);
    QVERIFY2(task.status() == TaskStatus::Succeeded, task.result.error ? qPrintable(task.result.error->detail) : phaseToken(task.phase).constData());
    QCOMPARE(started.model().index(0, MigrationTaskModel::StatusColumn).data().toString().left(2), u"成功"_s);
    QCOMPARE(task.result.rows, 2'500);
    QCOMPARE(m_server->contentHash("shop_drill"), m_contents);
}

void TestServerRestore::aChoiceOfAFindingLetsTheRestoreGoOn()
{
    const CliRun precheck = runCli(withStore({"precheck", "--backup", m_foreign, "--target", url("foreign_drill"), "--password-fd", "3"}), {}, secret);
    expectNoSecretIn(precheck);
    QJsonArray fixes;
    for (const QJsonObject& finding : precheck.of(u"finding"_s)) {
        if (finding[u"level"] != u"Passed"_s && fixes.isEmpty())
            fixes = finding[u"fixes"].toArray();
    }
    QVERIFY2(!fixes.isEmpty(), why(precheck).constData()); // dba is not the role that owns the objects
    const QByteArray choice = fixes[0][u"option"].toString().toUtf8() + '=' + fixes[0][u"value"].toVariant().toString().toUtf8();
    const CliRun run = runCli(withStore({"restore", "--backup", m_foreign, "--target", url("foreign_drill"), "--password-fd", "3", "--accept-warnings",
                                         "--option", choice}), {}, secret);
    QVERIFY2(run.status == 0 || run.status == 3, why(run).constData());
    QCOMPARE(m_server->contentHash("foreign_drill"), m_server->contentHash("foreign_owner"));

    Started started(path("w/tasks.db"));
    QWizard* wizard = openWizard(started, m_foreign);
    type(child<QLineEdit>(*wizard, "serverHost"), m_server->folder());
    type(child<QLineEdit>(*wizard, "serverUser"), u"dba"_s);
    type(child<QLineEdit>(*wizard, "serverPassword"), QString::fromLatin1(secret));
    child<QLineEdit>(*wizard, "databaseName")->clear();
    type(child<QLineEdit>(*wizard, "databaseName"), u"foreign_window"_s);
    press(wizard->button(QWizard::NextButton));
    QTRY_VERIFY_WITH_TIMEOUT(wizard->findChild<QRadioButton*>(u"fix_0_1"_s), 30'000);
    press(child<QRadioButton>(*wizard, "fix_0_1"));
    QAbstractButton* start = wizard->button(QWizard::FinishButton);
    QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), 30'000);
    press(start);
    QTRY_VERIFY_WITH_TIMEOUT(started.model().rowCount() == 1 && isFinal(started.phase()), 60'000);
    QCOMPARE(statusOf(started.phase()), TaskStatus::Succeeded);
    QVERIFY(!started.model().taskAt(0).plan.options.isEmpty());
}

void TestServerRestore::theCommandLineTakesThePasswordFromADescriptor()
{
    const CliRun run = runCli(restoring("fd_drill", {"--password-fd", "3"}), {}, secret + '\n');
    QVERIFY2(run.status == 0 || run.status == 3, why(run).constData());
    QCOMPARE(run.result()[u"status"].toString(), u"Succeeded"_s);
    QCOMPARE(run.result()[u"rows"].toInt(), 2'500);
    QCOMPARE(m_server->contentHash("fd_drill"), m_contents);
    expectNoSecretIn(run);
    for (const QByteArrayList& looking : {QByteArrayList{"tasks", "show", run.result()[u"id"].toString().toLatin1()}, QByteArrayList{"tasks", "list"},
                                          QByteArrayList{"tasks", "log", run.result()[u"id"].toString().toLatin1()}})
        expectNoSecretIn(runCli(withStore(looking)));
}

void TestServerRestore::theCommandLineTakesThePasswordFromAFile()
{
    const CliRun run = runCli(restoring("file_drill", {"--passfile", passFile()}));
    QVERIFY2(run.status == 0 || run.status == 3, why(run).constData());
    expectNoSecretIn(run);
}

void TestServerRestore::withoutThePasswordTheSignInIsRefused_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("environment");
    QTest::newRow("none") << QByteArray() << QByteArray();
    QTest::newRow("wrong") << QByteArray("wrong\n") << QByteArray();
    QTest::newRow("in the environment") << QByteArray() << secret; // others can read it there, so it is not taken from there
}

void TestServerRestore::withoutThePasswordTheSignInIsRefused()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, environment);
    if (!environment.isEmpty())
        qputenv("PGPASSWORD", environment);
    const CliRun run = runCli(restoring("none_drill", given.isNull() ? QByteArrayList() : QByteArrayList{"--password-fd", "3"}), {}, given);
    qunsetenv("PGPASSWORD");
    QCOMPARE(run.status, 12);
    QCOMPARE(run.result()[u"error"][u"kind"].toString(), u"SignIn"_s);
    QVERIFY(!run.result()[u"error"][u"hint"].toString().isEmpty());
    QVERIFY(!hasDatabase("none_drill"));
    expectNoSecretIn(run);
}

// A terminal of its own, where a person types; what it shows does not hold what was typed.
void TestServerRestore::thePasswordIsAskedForOnTheTerminal()
{
    QByteArrayList arguments{cliPath().toLocal8Bit(), "restore", "--backup", m_dump, "--target", url("tty_drill"), "--accept-warnings",
                             "--store", path("s/tasks.db"), "--language", "en"};
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    QVERIFY(child >= 0);
    if (child == 0) {
        QList<char*> argv;
        for (QByteArray& argument : arguments)
            argv += argument.data();
        argv += nullptr;
        ::execv(argv[0], argv.data());
        ::_exit(99);
    }
    QByteArray shown;
    bool isTyped = false;
    QElapsedTimer clock;
    clock.start();
    struct pollfd waiting = {terminal, POLLIN, 0};
    while (clock.elapsed() < 60'000 && ::poll(&waiting, 1, 60'000) > 0) {
        char buffer[4096];
        const ssize_t count = ::read(terminal, buffer, sizeof buffer);
        if (count <= 0)
            break;
        shown.append(buffer, count);
        if (!isTyped && shown.contains("Password of dba")) {
            isTyped = true;
            QCOMPARE(::write(terminal, (secret + '\n').constData(), size_t(secret.size() + 1)), ssize_t(secret.size() + 1));
        }
    }
    int state = -1;
    QCOMPARE(::waitpid(child, &state, 0), child);
    ::close(terminal);
    QVERIFY2(isTyped, shown.constData());
    QVERIFY2(WIFEXITED(state) && (WEXITSTATUS(state) == 0 || WEXITSTATUS(state) == 3), shown.constData());
    QVERIFY2(!shown.contains(secret), shown.constData());
    QCOMPARE(m_server->contentHash("tty_drill"), m_contents);
}

void TestServerRestore::undoAndDiscardNeedThePasswordToo()
{
    QVERIFY(runCli(restoring("undo_drill", {"--password-fd", "3"}), {}, secret).status != 12);
    QVERIFY(m_server->connect("undo_drill")->execute("INSERT INTO item VALUES (9999, 'after')").ok());
    const QByteArray before = m_server->contentHash("undo_drill");
    const CliRun over = runCli(restoring("undo_drill", {"--password-fd", "3", "--overwrite"}), {}, secret);
    QVERIFY2(over.status == 0 || over.status == 3, why(over).constData());
    QCOMPARE(m_server->contentHash("undo_drill"), m_contents);
    const QByteArray id = over.result()[u"id"].toString().toLatin1();

    QCOMPARE(runCli(withStore({"tasks", "undo", id})).status, 12);
    QCOMPARE(runCli(withStore({"tasks", "undo", id, "--password-fd", "3"}), {}, "wrong").status, 12);
    QCOMPARE(m_server->contentHash("undo_drill"), m_contents);
    const CliRun undone = runCli(withStore({"tasks", "undo", id, "--password-fd", "3"}), {}, secret);
    QVERIFY2(undone.status == 0, why(undone).constData());
    QCOMPARE(m_server->contentHash("undo_drill"), before);
    expectNoSecretIn(undone);

    const CliRun again = runCli(restoring("undo_drill", {"--password-fd", "3", "--overwrite"}), {}, secret);
    const QByteArray second = again.result()[u"id"].toString().toLatin1();
    QCOMPARE(runCli(withStore({"tasks", "discard", second})).status, 12);
    const CliRun discarded = runCli(withStore({"tasks", "discard", second, "--passfile", passFile()}));
    QVERIFY2(discarded.status == 0, why(discarded).constData());
}

void TestServerRestore::aKilledRestoreIsLookedAtWhenThePasswordIsThere()
{
    const auto admin = m_server->connect();
    const QByteArray big = path("big.dump");
    QVERIFY(admin->execute("CREATE DATABASE big_source").ok());
    QVERIFY(m_server->connect("big_source")->execute("CREATE TABLE t AS SELECT i, repeat('x', 200) AS x FROM generate_series(1, 400000) i; ALTER TABLE t OWNER TO dba").ok());
    QCOMPARE(m_server->runTool(u"pg_dump"_s, {u"-Fc"_s, u"-Z0"_s, u"-f"_s, QString::fromLocal8Bit(big), u"big_source"_s}), 0);
    QVERIFY(admin->execute("DROP DATABASE big_source").ok());

    QProcess restore;
    QStringList arguments;
    for (const QByteArray& argument : withStore({"restore", "--backup", big, "--target", url("big_drill"), "--passfile", passFile(), "--accept-warnings"}))
        arguments += QString::fromLocal8Bit(argument);
    restore.start(cliPath(), arguments);
    QByteArray said;
    while (restore.state() != QProcess::NotRunning && !said.contains("\"phase\":\"Loading\"")) {
        restore.waitForReadyRead(30'000);
        said += restore.readAllStandardOutput();
    }
    QVERIFY2(said.contains("\"phase\":\"Loading\""), said.constData());
    // Loading begins with looking at the server again; only behind that is there something a dead program could have left.
    const auto hasStaging = [&] {
        const Result<QByteArray> count = admin->value("SELECT count(*) FROM pg_database WHERE datname LIKE 'big\\_drill\\_\\_bf%'");
        return count && *count == "1";
    };
    QTRY_VERIFY_WITH_TIMEOUT(hasStaging(), 30'000);
    for (const QByteArray& place : {QByteArray("cmdline"), QByteArray("environ")}) {
        QFile file(u"/proc/%1/%2"_s.arg(restore.processId()).arg(QString::fromLatin1(place)));
        if (file.open(QIODevice::ReadOnly))
            QVERIFY(!file.readAll().contains(secret));
    }
    QVERIFY(!said.contains(secret));
    ::kill(pid_t(restore.processId()), SIGKILL);
    restore.waitForFinished();

    Started started(path("s/tasks.db"));
    QTRY_COMPARE_WITH_TIMEOUT(started.phase(), TaskPhase::Interrupted, 30'000);
    QTRY_VERIFY(started.program.desk().runner().isIdle());
    QVERIFY(started.model().taskAt(0).result.error);
    QCOMPARE(started.model().taskAt(0).result.error->kind, ErrorKind::SignIn);
    QCOMPARE(started.model().taskAt(0).result.remains, Remains::Unknown);
    started.program.window().selectTask(started.model().taskAt(0).id);
    QTRY_VERIFY(started.find<QAction>(u"actSignIn"_s)->isEnabled());
    started.find<QAction>(u"actSignIn"_s)->trigger();
    QTRY_VERIFY(started.find<QDialog>(u"signInDialog"_s));
    type(started.find<QLineEdit>(u"signInPassword"_s), QString::fromLatin1(secret));
    press(started.find<QAbstractButton>(u"signInGo"_s));
    QTRY_VERIFY_WITH_TIMEOUT(started.model().taskAt(0).result.remains != Remains::Unknown, 30'000);
    QVERIFY(started.model().taskAt(0).result.error.value_or(Error{}).kind != ErrorKind::SignIn);
    QVERIFY(!hasDatabase("big_drill"));
}

void TestServerRestore::optionsAndObjectsAreChosenOnTheCommandLine()
{
    const CliRun looked = runCli({"inspect", m_dump, "--json", "--language", "en"});
    QByteArray item;
    const std::function<void(const QJsonArray&)> search = [&](const QJsonArray& objects) {
        for (const auto& object : objects) {
            if (object[u"kind"] == u"table"_s && object[u"name"] == u"item"_s)
                item = object[u"id"].toString().toLatin1();
            search(object[u"children"].toArray());
        }
    };
    search(looked.result()[u"objects"].toArray());
    QVERIFY2(!item.isEmpty(), why(looked).constData());
    const CliRun run = runCli(restoring("one_drill", {"--select", item, "--password-fd", "3", "--option", "noPrivileges=yes"}), {}, secret);
    QVERIFY2(run.status == 0 || run.status == 3, why(run).constData());
    const auto restored = m_server->connect("one_drill");
    QCOMPARE(*restored->value("SELECT count(*) FROM item"), QByteArray("500"));
    QCOMPARE(*restored->value("SELECT coalesce(to_regclass('sale')::text, '')"), QByteArray());
    const CliRun schema = runCli(restoring("schema_drill", {"--schema-only", "--password-fd", "3"}), {}, secret);
    QVERIFY2(schema.status == 0 || schema.status == 3, why(schema).constData());
    QCOMPARE(*m_server->connect("schema_drill")->value("SELECT count(*) FROM item"), QByteArray("0"));
    const CliRun slip = runCli(restoring("slip_drill", {"--option", "noOwners=yes"}));
    QCOMPARE(slip.status, 2);
    QVERIFY2(slip.out.contains("noOwner"), why(slip).constData());
}

QTEST_MAIN(TestServerRestore)
#include "tst_serverrestore.moc"
