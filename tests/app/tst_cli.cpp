#include "tests/app/cliprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// bakferry-cli as a program: arguments in, output and exit status out, with the real SQLite engine and a real store.
class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aRestoreIsProvenAndKeptInTheStore();
    void inspectTellsWhatABackupIs();
    void precheckChangesNothing();
    void aMistakeOnTheCommandLineIsNamed_data();
    void aMistakeOnTheCommandLineIsNamed();
    void aMistakeIsToldInJsonToo();
    void badInputEndsWithItsStatus_data();
    void badInputEndsWithItsStatus();
    void pathsThatAreNoUtf8Work();
    void relativePathsAreMeantFromTheCurrentFolder();
    void aDefaultNameThatIsTakenGetsANumber();
    void aGivenNameThatIsTakenIsRefused();
    void anExistingTargetNeedsOverwrite();
    void anOverwriteIsUndoneOnce();
    void discardRemovesTheKeptDatabase();
    void aFailedTaskIsBegunAnew();
    void aDeletedTaskIsNotListed();
    void aTaskIsFoundByItsNameAndByTheBeginningOfItsId();
    void theLogOfATaskIsPrinted();
    void aLockedStoreCanBeLookedAtButNotChanged();
    void lookingLeavesNoStoreBehind();
    void withoutPrecheckTheResultSaysSo();
    void optionsOfEnginesAreListed();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void bothLanguagesAreSpoken();
    void escapesInABackupDoNotReachTheTerminal();
    void aTamperedStoreDoesNotReachTheTerminal();
    void aClosedStdoutDoesNotStopARestore();
    void aFullDiskUnderStdoutIsToldByTheStatus();
    void aStopSignalCancelsAndSaysSo_data();
    void aStopSignalCancelsAndSaysSo();

private:
    QByteArray path(const QByteArray& name) const { return m_folder->filePath(QString::fromLatin1(name)).toLocal8Bit(); }
    QByteArray target(const QByteArray& name = "c.db") const { return "sqlite://" + path(name); }
    QByteArrayList withStore(QByteArrayList arguments) const { return arguments += {"--store", path("s/tasks.db"), "--language", "en", "--json"}; }
    CliRun restore(const QByteArrayList& more = {}) const
    {
        return runCli(withStore(QByteArrayList{"restore", "--backup", corpus("chinook-lerocha-sql/Chinook_Sqlite.sql"), "--target", target()} + more));
    }
    QByteArray bigScript() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCli::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

// Large enough that a signal finds the restore still running on a fast machine.
QByteArray TestCli::bigScript() const
{
    const QByteArray script = path("big.sql");
    QFile file(QString::fromLocal8Bit(script));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("BEGIN;\nCREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);\n");
    const QByteArray text(200, 'x');
    for (int i = 0; i < 400'000; ++i)
        file.write("INSERT INTO t VALUES(" + QByteArray::number(i) + ",'" + text + "');\n");
    file.write("COMMIT;\n");
    return script;
}

void TestCli::aFailedTaskIsBegunAnew()
{
    makeDatabase(QString::fromLocal8Bit(path("c.db")), "CREATE TABLE inTheWay(a)");
    const CliRun refused = restore();
    QCOMPARE(refused.result()[u"phase"].toString(), u"PrecheckFailed"_s);
    const QByteArray id = refused.result()[u"id"].toString().toLatin1();
    QVERIFY(QFile::remove(QString::fromLocal8Bit(path("c.db"))));
    const CliRun parts = runCli(withStore({"tasks", "retry", id, "--failed-only"}));
    QCOMPARE(parts.status, 2);
    QCOMPARE(parts.result()[u"error"][u"code"].toString(), u"task.not-retryable"_s);
    const CliRun again = runCli(withStore({"tasks", "retry", id}));
    QCOMPARE(again.status, 0);
    QCOMPARE(again.result()[u"rows"].toInt(), 15'607);
    const CliRun twice = runCli(withStore({"tasks", "retry", id}));
    QCOMPARE(twice.status, 2);
    QCOMPARE(twice.result()[u"error"][u"code"].toString(), u"task.not-retryable"_s);
}

void TestCli::aRestoreIsProvenAndKeptInTheStore()
{
    const CliRun run = restore();
    QCOMPARE(run.status, 0);
    QVERIFY(!run.lines.contains(QJsonObject()));
    QVERIFY(!run.of(u"progress"_s).isEmpty());
    QVERIFY(!run.of(u"finding"_s).isEmpty());
    QVERIFY(!run.of(u"log"_s).isEmpty());
    QCOMPARE(run.of(u"result"_s).size(), 1);
    const QJsonObject result = run.result();
    QCOMPARE(result[u"status"].toString(), u"Succeeded"_s);
    QCOMPARE(result[u"phase"].toString(), u"Done"_s);
    QCOMPARE(result[u"tables"].toInt(), 11);
    QCOMPARE(result[u"rows"].toInt(), 15'607);
    QVERIFY(result[u"error"].isNull());

    const CliRun list = runCli(withStore({"tasks", "list"}));
    QCOMPARE(list.status, 0);
    QCOMPARE(list.of(u"task"_s).size(), 1);
    QCOMPARE(list.of(u"task"_s).first()[u"status"].toString(), u"Succeeded"_s);
    const CliRun show = runCli(withStore({"tasks", "show", result[u"id"].toString().toLatin1()}));
    QCOMPARE(show.result()[u"rows"].toInt(), 15'607);
}

void TestCli::inspectTellsWhatABackupIs()
{
    const CliRun run = runCli({"inspect", corpus("chinook-lerocha-sql/Chinook_Sqlite.sql"), "--json"});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.result()[u"engine"].toString(), u"sqlite"_s);
    QCOMPARE(run.result()[u"format"].toString(), u"sqlite-script"_s);
}

void TestCli::precheckChangesNothing()
{
    const CliRun run = runCli({"precheck", "--backup", corpus("chinook-lerocha-sql/Chinook_Sqlite.sql"), "--target", target(), "--json"});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.result()[u"blockers"].toInt(), 0);
    QVERIFY(run.of(u"finding"_s).size() > 3);
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestCli::aMistakeOnTheCommandLineIsNamed_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<QByteArray>("said");
    const QByteArray backup = corpus("chinook-lerocha-sql/Chinook_Sqlite.sql");
    QTest::newRow("nothing") << QByteArrayList{} << QByteArray("No command");
    QTest::newRow("unknown command") << QByteArrayList{"restor"} << QByteArray("restor");
    QTest::newRow("unknown task command") << QByteArrayList{"tasks", "frobnicate"} << QByteArray("tasks frobnicate");
    QTest::newRow("unknown option") << QByteArrayList{"restore", "--bakup", "x"} << QByteArray("--backup");
    QTest::newRow("option of another command") << QByteArrayList{"inspect", "x", "--overwrite"} << QByteArray("--overwrite");
    QTest::newRow("missing value") << QByteArrayList{"restore", "--backup"} << QByteArray("--backup");
    QTest::newRow("empty value") << QByteArrayList{"restore", "--backup="} << QByteArray("--backup");
    QTest::newRow("value for a flag") << QByteArrayList{"tasks", "list", "--json=1"} << QByteArray("--json");
    QTest::newRow("no target") << QByteArrayList{"restore", "--backup", backup} << QByteArray("--target");
    QTest::newRow("no backup") << QByteArrayList{"restore", "--target", "sqlite:///a.db"} << QByteArray("--backup");
    QTest::newRow("target given twice") << QByteArrayList{"restore", "--backup", backup, "--target", "sqlite:///a", "--target", "sqlite:///b"} << QByteArray("--target");
    QTest::newRow("senseless target") << QByteArrayList{"restore", "--backup", backup, "--target", "c.db"} << QByteArray("c.db");
    QTest::newRow("password in the target") << QByteArrayList{"restore", "--backup", backup, "--target", "sqlite://a:b@c/d"} << QByteArray("password");
    QTest::newRow("bad name") << QByteArrayList{"restore", "--backup", backup, "--target", "sqlite:///a.db", "--name", "1"} << QByteArray("name");
    QTest::newRow("bad number") << QByteArrayList{"restore", "--backup", backup, "--target", "sqlite:///a.db", "--jobs", "many"} << QByteArray("many");
    QTest::newRow("bad renaming") << QByteArrayList{"restore", "--backup", backup, "--target", "sqlite:///a.db", "--rename", "a"} << QByteArray("OLD=NEW");
    const auto plan = [&](const QByteArrayList& more) { return QByteArrayList{"restore", "--backup", backup, "--target", "sqlite:///a.db"} + more; };
    QTest::newRow("two password sources") << plan({"--password-fd", "3", "--passfile", "/x"}) << QByteArray("Two sources");
    QTest::newRow("a password instead of a descriptor") << plan({"--password-fd", "S3CR3T-9f2c"}) << QByteArray("descriptor");
    QTest::newRow("stdout as password descriptor") << plan({"--password-fd", "1"}) << QByteArray("descriptor");
    QTest::newRow("a passphrase instead of a descriptor") << plan({"--key-passphrase-fd", "S3CR3T-9f2c"}) << QByteArray("descriptor");
    QTest::newRow("one descriptor for both secrets") << plan({"--password-fd", "0", "--key-passphrase-fd", "0"}) << QByteArray("one descriptor");
    QTest::newRow("password for a file") << plan({"--password-fd", "0"}) << QByteArray("takes no password");
    QTest::newRow("password as an argument") << plan({"--password", "S3CR3T-9f2c"}) << QByteArray("--password is not known");
    QTest::newRow("password as an argument's value") << plan({"--password=S3CR3T-9f2c"}) << QByteArray("--password is not known");
    QTest::newRow("both parts") << plan({"--schema-only", "--data-only"}) << QByteArray("--data-only");
    QTest::newRow("part of a file") << plan({"--schema-only"}) << QByteArray("as a whole");
    QTest::newRow("object of a file") << plan({"--select", "7"}) << QByteArray("as a whole");
    QTest::newRow("option without a value") << plan({"--option", "noOwner"}) << QByteArray("NAME=VALUE");
    QTest::newRow("bad language") << QByteArrayList{"tasks", "list", "--language", "tlh"} << QByteArray("tlh");
    QTest::newRow("one argument too many") << QByteArrayList{"tasks", "list", "x"} << QByteArray("x");
    QTest::newRow("no task") << QByteArrayList{"tasks", "show"} << QByteArray("tasks list");
}

void TestCli::aMistakeOnTheCommandLineIsNamed()
{
    QFETCH(QByteArrayList, arguments);
    QFETCH(QByteArray, said);
    const CliRun run = runCli(arguments);
    QCOMPARE(run.status, 2);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.contains(said), run.err.constData());
    QVERIFY(run.err.count('\n') >= 2); // cause and remedy
    QVERIFY(!run.err.contains("S3CR3T"));
}

void TestCli::aMistakeIsToldInJsonToo()
{
    const CliRun run = runCli({"restore", "--json", "--bakup", "x"});
    QCOMPARE(run.status, 2);
    QCOMPARE(run.lines.size(), 1);
    QCOMPARE(run.result()[u"error"][u"code"].toString(), u"usage.option"_s);
    QCOMPARE(run.result()[u"exitStatus"].toInt(), 2);
}

void TestCli::badInputEndsWithItsStatus_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("status");
    QTest::newRow("missing file") << QByteArray() << 10;
    QTest::newRow("empty file") << QByteArray("") << 10;
    QTest::newRow("a picture") << QByteArray("\xff\xd8\xff\xe0 JFIF", 10) + QByteArray(1000, '\x7f') << 10;
    QTest::newRow("a script cut inside a statement") << QByteArray("BEGIN;\nCREATE TABLE t(a);\nINSERT INTO t VALUES(1") << 10;
    QTest::newRow("a hostile script") << QByteArray("ATTACH '/tmp/bakferry-canary' AS x; CREATE TABLE x.t(a);\n") << 13;
}

void TestCli::badInputEndsWithItsStatus()
{
    QFETCH(QByteArray, content);
    QFETCH(int, status);
    const QByteArray backup = path("bad.sql");
    if (!content.isNull()) {
        QFile file(QString::fromLocal8Bit(backup));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    const CliRun run = runCli(withStore({"restore", "--backup", backup, "--target", target(), "--accept-warnings"}));
    QCOMPARE(run.status, status);
    QVERIFY(!run.result()[u"error"][u"what"].toString().isEmpty());
    QVERIFY(!run.result()[u"error"][u"hint"].toString().isEmpty());
    QVERIFY(!QFile::exists(QString::fromLocal8Bit(path("c.db"))));
    QVERIFY(!QFile::exists(u"/tmp/bakferry-canary"_s));
}

void TestCli::pathsThatAreNoUtf8Work()
{
    const QByteArray backup = m_folder->path().toLocal8Bit() + "/bad-\xff\xfe.sql";
    const QByteArray database = m_folder->path().toLocal8Bit() + "/gut-\xe9.db";
    const int fd = ::open(backup.constData(), O_WRONLY | O_CREAT, 0600);
    const QByteArray script = "CREATE TABLE t(a);\nINSERT INTO t VALUES(1);\n";
    QCOMPARE(::write(fd, script.constData(), size_t(script.size())), script.size());
    ::close(fd);
    const CliRun run = runCli(withStore({"restore", "--backup", backup, "--target", "sqlite://" + database.toPercentEncoding("/")}));
    QVERIFY2(run.status == 0 || run.status == 3, run.out.constData());
    QCOMPARE(::unlink(database.constData()), 0); // QTemporaryDir could not
    QCOMPARE(::unlink(backup.constData()), 0);
    QCOMPARE(run.result()[u"rows"].toInt(), 1);
}

void TestCli::relativePathsAreMeantFromTheCurrentFolder()
{
    QFile file(m_folder->filePath(u"here.sql"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("CREATE TABLE t(a);\n") > 0);
    file.close();
    const CliRun run = runCli({"restore", "--backup", "here.sql", "--target", target(), "--store", "t/tasks.db", "--json"}, m_folder->path());
    QCOMPARE(run.status, 0);
    QVERIFY(QFile::exists(m_folder->filePath(u"t/tasks.db"_s)));
}

void TestCli::aDefaultNameThatIsTakenGetsANumber()
{
    QCOMPARE(restore().result()[u"name"].toString(), u"Chinook_Sqlite"_s);
    QCOMPARE(restore({"--overwrite"}).result()[u"name"].toString(), u"Chinook_Sqlite-2"_s);
}

void TestCli::aGivenNameThatIsTakenIsRefused()
{
    QCOMPARE(restore({"--name", "Shop"}).status, 0);
    const CliRun second = restore({"--name", "SHOP", "--overwrite"});
    QCOMPARE(second.status, 2);
    QCOMPARE(second.result()[u"error"][u"code"].toString(), u"task.name-taken"_s);
}

void TestCli::anExistingTargetNeedsOverwrite()
{
    makeDatabase(QString::fromLocal8Bit(path("c.db")), "CREATE TABLE old(a)\nINSERT INTO old VALUES(7)");
    const QByteArray before = contentHash(QString::fromLocal8Bit(path("c.db")));
    const CliRun run = restore();
    QCOMPARE(run.status, 13);
    QCOMPARE(run.result()[u"status"].toString(), u"PrecheckFailed"_s);
    QCOMPARE(contentHash(QString::fromLocal8Bit(path("c.db"))), before);
}

void TestCli::anOverwriteIsUndoneOnce()
{
    makeDatabase(QString::fromLocal8Bit(path("c.db")), "CREATE TABLE old(a)\nINSERT INTO old VALUES(7)");
    const QByteArray before = contentHash(QString::fromLocal8Bit(path("c.db")));
    const CliRun run = restore({"--overwrite"});
    QVERIFY2(run.status == 0 || run.status == 3, run.out.constData());
    QVERIFY(contentHash(QString::fromLocal8Bit(path("c.db"))) != before);
    const QByteArray id = run.result()[u"id"].toString().toLatin1();
    QCOMPARE(runCli(withStore({"tasks", "undo", id})).status, 0);
    QCOMPARE(contentHash(QString::fromLocal8Bit(path("c.db"))), before);
    const CliRun again = runCli(withStore({"tasks", "undo", id}));
    QVERIFY(again.status != 0);
    QCOMPARE(again.result()[u"error"][u"code"].toString(), u"task.nothing-to-undo"_s);
}

void TestCli::discardRemovesTheKeptDatabase()
{
    makeDatabase(QString::fromLocal8Bit(path("c.db")), "CREATE TABLE old(a)");
    const CliRun run = restore({"--overwrite"});
    QVERIFY2(run.status == 0 || run.status == 3, run.out.constData());
    const auto kept = [this] { return QDir(m_folder->path()).entryList({u"*.old*"_s}, QDir::Files | QDir::Hidden).size(); };
    QVERIFY(kept() > 0);
    QCOMPARE(runCli(withStore({"tasks", "discard", run.result()[u"id"].toString().toLatin1()})).status, 0);
    QCOMPARE(kept(), 0);
}

void TestCli::aDeletedTaskIsNotListed()
{
    const QByteArray id = restore().result()[u"id"].toString().toLatin1();
    QCOMPARE(runCli(withStore({"tasks", "delete", id, "nowhere"})).status, 2);
    QCOMPARE(runCli(withStore({"tasks", "list"})).of(u"task"_s).size(), 1);
    QCOMPARE(runCli(withStore({"tasks", "delete", id})).status, 0);
    QCOMPARE(runCli(withStore({"tasks", "list"})).of(u"task"_s).size(), 0);
    QCOMPARE(runCli(withStore({"tasks", "show", id})).status, 2);
}

void TestCli::aTaskIsFoundByItsNameAndByTheBeginningOfItsId()
{
    const QByteArray id = restore().result()[u"id"].toString().toLatin1();
    for (const QByteArray& wanted : {id, id.left(6), id.left(6).toUpper(), QByteArray("chinook_sqlite")})
        QCOMPARE(runCli(withStore({"tasks", "show", wanted})).result()[u"id"].toString().toLatin1(), id);
    QCOMPARE(runCli(withStore({"tasks", "show", id.left(3)})).status, 2);
    QCOMPARE(runCli(withStore({"tasks", "show", "chinook"})).status, 2);
}

void TestCli::theLogOfATaskIsPrinted()
{
    const QByteArray id = restore().result()[u"id"].toString().toLatin1();
    const CliRun log = runCli(withStore({"tasks", "log", id}));
    QCOMPARE(log.status, 0);
    QVERIFY(log.of(u"log"_s).size() >= 2);
    QVERIFY(log.of(u"log"_s).last()[u"text"].toString().contains(u"15607"_s));
}

void TestCli::aLockedStoreCanBeLookedAtButNotChanged()
{
    QCOMPARE(restore().status, 0);
    QProcess other;
    other.start(cliPath(), {u"restore"_s, u"--backup"_s, QString::fromLocal8Bit(bigScript()), u"--target"_s, QString::fromLocal8Bit(target("other.db")),
                            u"--store"_s, QString::fromLocal8Bit(path("s/tasks.db")), u"--json"_s});
    QVERIFY(other.waitForReadyRead(30'000));
    const CliRun list = runCli(withStore({"tasks", "list"}));
    const CliRun second = restore({"--overwrite"});
    const QString holder = QString::number(other.processId());
    const bool wasRunning = other.state() == QProcess::Running;
    other.terminate();
    QVERIFY(other.waitForFinished(60'000));
    QVERIFY2(wasRunning, "the other program ended too early to hold the store");
    QCOMPARE(list.status, 0);
    QCOMPARE(list.of(u"task"_s).size(), 2);
    QCOMPARE(second.status, 11);
    QCOMPARE(second.result()[u"error"][u"code"].toString(), u"store.locked"_s);
    QVERIFY(second.result()[u"error"][u"what"].toString().contains(holder));
}

void TestCli::lookingLeavesNoStoreBehind()
{
    QCOMPARE(runCli(withStore({"tasks", "list"})).status, 0);
    QCOMPARE(runCli(withStore({"tasks", "show", "abcdef"})).status, 2);
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void TestCli::withoutPrecheckTheResultSaysSo()
{
    const CliRun run = restore({"--no-precheck"});
    QCOMPARE(run.status, 0);
    QCOMPARE(run.of(u"finding"_s).size(), 1);
    QCOMPARE(run.of(u"finding"_s).first()[u"check"].toString(), u"precheck"_s);
    QCOMPARE(run.result()[u"findings"].toArray().size(), 1);
}

void TestCli::optionsOfEnginesAreListed()
{
    const CliRun all = runCli({"restore", "--list-options", "--json"});
    QCOMPARE(all.status, 0);
    QCOMPARE(all.result()[u"status"].toString(), u"Succeeded"_s);
    for (const QJsonObject& option : all.of(u"option"_s)) {
        for (const QString& key : {u"engine"_s, u"name"_s, u"kind"_s, u"label"_s, u"explanation"_s})
            QVERIFY2(!option[key].toString().isEmpty(), qPrintable(key));
    }
    const CliRun sqlite = runCli({"precheck", "--list-options", "--target", "sqlite:///a.db", "--language", "en"});
    QCOMPARE(sqlite.status, 0);
    QVERIFY2(sqlite.out.startsWith("SQLite"), sqlite.out.constData());
}

void TestCli::everyCommandHasHelp_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::addColumn<QByteArray>("usage");
    QTest::newRow("all") << QByteArrayList{"--help"} << QByteArray("restore");
    QTest::newRow("help as a word") << QByteArrayList{"help"} << QByteArray("restore");
    for (const char* command : {"inspect", "precheck", "restore", "tasks list", "tasks show", "tasks log", "tasks delete", "tasks undo", "tasks discard"})
        QTest::newRow(command) << QByteArray(command).split(' ') + QByteArrayList{"--help"} << QByteArray("bakferry-cli ") + command;
}

void TestCli::everyCommandHasHelp()
{
    QFETCH(QByteArrayList, arguments);
    QFETCH(QByteArray, usage);
    const CliRun run = runCli(arguments + QByteArrayList{"--language", "en"});
    QCOMPARE(run.status, 0);
    QVERIFY(run.err.isEmpty());
    QVERIFY(run.out.contains(usage));
    QVERIFY(run.out.contains("130"));
    QVERIFY(run.out.contains("--json"));
}

void TestCli::bothLanguagesAreSpoken()
{
    const CliRun english = runCli({"tasks", "show", "--language", "en"});
    const CliRun chinese = runCli({"tasks", "show", "--language", "zh_CN"});
    QCOMPARE(chinese.status, 2);
    QVERIFY(english.err != chinese.err);
}

void TestCli::escapesInABackupDoNotReachTheTerminal()
{
    const QString backup = QString::fromLocal8Bit(path("evil.db"));
    makeDatabase(backup, "CREATE TABLE \"x\x1b]0;pwn\x07\x1b[2J\xe2\x80\xae\xc2\x9b\"(a)");
    for (const QByteArrayList& arguments : {QByteArrayList{"inspect", backup.toLocal8Bit()}, QByteArrayList{"inspect", backup.toLocal8Bit(), "--json"},
                                            QByteArrayList{"restore", "--backup", backup.toLocal8Bit(), "--target", target(), "--store", path("s/tasks.db"), "--accept-warnings"}}) {
        const CliRun run = runCli(arguments);
        QVERIFY(run.out.contains("pwn"));
        for (const char* harmful : {"\x1b", "\x07", "\xe2\x80\xae", "\xc2\x9b"})
            QVERIFY(!run.out.contains(harmful) && !run.err.contains(harmful));
    }
}

void TestCli::aTamperedStoreDoesNotReachTheTerminal()
{
    const QByteArray id = restore().result()[u"id"].toString().toLatin1();
    makeDatabase(QString::fromLocal8Bit(path("s/tasks.db")), "UPDATE tasks SET body = json_set(body, '$.name', 'x' || char(27) || '[2Jpwn')");
    const CliRun run = runCli({"tasks", "show", id, "--store", path("s/tasks.db")});
    QCOMPARE(run.status, 0);
    QVERIFY(run.out.contains("pwn"));
    QVERIFY(!run.out.contains('\x1b'));
}

void TestCli::aClosedStdoutDoesNotStopARestore()
{
    const QString command = u"'%1' restore --backup '%2' --target '%3' --store '%4' --json | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}"_s.arg(
        cliPath(), QString::fromLocal8Bit(corpus("chinook-lerocha-sql/Chinook_Sqlite.sql")), QString::fromLocal8Bit(target()), QString::fromLocal8Bit(path("s/tasks.db")));
    QProcess shell;
    shell.start(u"bash"_s, {u"-c"_s, command});
    QVERIFY(shell.waitForFinished(60'000));
    QCOMPARE(shell.exitCode(), 0);
    QCOMPARE(runCli(withStore({"tasks", "list"})).of(u"task"_s).first()[u"phase"].toString(), u"Done"_s);
}

void TestCli::aFullDiskUnderStdoutIsToldByTheStatus()
{
    const auto statusOf = [this](const QByteArray& arguments) {
        QProcess shell;
        shell.start(u"bash"_s, {u"-c"_s, u"'%1' %2 --store '%3' > /dev/full"_s.arg(cliPath(), QString::fromLocal8Bit(arguments), QString::fromLocal8Bit(path("s/tasks.db")))});
        return shell.waitForFinished(60'000) ? shell.exitCode() : -1;
    };
    QCOMPARE(statusOf("restore --json --backup " + corpus("chinook-lerocha-sql/Chinook_Sqlite.sql") + " --target " + target()), 0);
    QCOMPARE(statusOf("tasks list"), 1);
    QCOMPARE(statusOf("--help"), 1);
}

void TestCli::aStopSignalCancelsAndSaysSo_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("Ctrl+C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestCli::aStopSignalCancelsAndSaysSo()
{
    QFETCH(int, signal);
    QProcess cli;
    cli.start(cliPath(), {u"restore"_s, u"--backup"_s, QString::fromLocal8Bit(bigScript()), u"--target"_s, QString::fromLocal8Bit(target()), u"--no-precheck"_s,
                          u"--store"_s, QString::fromLocal8Bit(path("s/tasks.db")), u"--json"_s});
    QByteArray out;
    while (!out.contains("\"progress\"") && cli.waitForReadyRead(30'000))
        out += cli.readAllStandardOutput();
    QCOMPARE(::kill(pid_t(cli.processId()), signal), 0);
    QElapsedTimer clock;
    clock.start();
    QVERIFY(cli.waitForFinished(60'000));
    QVERIFY2(clock.elapsed() < 5'000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(cli.exitStatus(), QProcess::NormalExit);
    QCOMPARE(cli.exitCode(), 130);
    out += cli.readAllStandardOutput();
    QVERIFY(out.contains("\"phase\":\"Cancelled\""));
    QVERIFY(!QFile::exists(QString::fromLocal8Bit(path("c.db"))));
    QVERIFY(QDir(m_folder->path()).entryList({u"*.tmp*"_s, u".*tmp*"_s}, QDir::Files | QDir::Hidden).isEmpty());
    QCOMPARE(runCli(withStore({"tasks", "list"})).of(u"task"_s).first()[u"phase"].toString(), u"Cancelled"_s);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
