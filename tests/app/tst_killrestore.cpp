#include "tests/app/cliprocess.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// kill -9 of a restore that overwrites a database whose WAL is still to be merged: afterwards there is the old database
/// or the new one, and the store tells the truth about it.
class TestKillRestore : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aKilledOverwriteLeavesTheOldOrTheNewDatabase();

private:
    QByteArrayList restoreArguments() const;
    void putOldDatabase() const;
    void killAfter(qint64 microseconds) const;
    void checkWhatIsLeft(int round);
    QString file(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QByteArray m_oldHash, m_newHash;
    qint64 m_wholeMicroseconds = 0;
    QMap<QString, int> m_seen;
};

void TestKillRestore::initTestCase()
{
    QVERIFY(m_folder.isValid());
    // The old database, copied with its -wal while a connection is open: what a crashed program leaves behind.
    QVERIFY(QDir(m_folder.path()).mkdir(u"old"_s));
    QProcess shell;
    shell.start(u"sqlite3"_s, {file(u"old/live.db"_s)});
    QVERIFY(shell.waitForStarted());
    shell.write("PRAGMA journal_mode=WAL;\nPRAGMA wal_autocheckpoint=0;\nCREATE TABLE old(a INTEGER PRIMARY KEY, b TEXT);\n"
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO old SELECT i, hex(randomblob(40)) FROM n;\n"
                "PRAGMA wal_checkpoint;\nINSERT INTO old(b) VALUES('only in the WAL');\nSELECT 'written';\n");
    QByteArray said;
    while (!said.contains("written") && shell.waitForReadyRead(10'000))
        said += shell.readAllStandardOutput();
    for (const QString& side : {u""_s, u"-wal"_s})
        QVERIFY(QFile::copy(file(u"old/live.db"_s) + side, file(u"old/kept.db"_s) + side));
    shell.kill();
    QVERIFY(shell.waitForFinished());
    QVERIFY(QFileInfo(file(u"old/kept.db-wal"_s)).size() > 0);

    putOldDatabase();
    m_oldHash = contentHash(file(u"work/c.db"_s));
    QVERIFY(!m_oldHash.isEmpty());
    for (int attempt = 0; attempt < 3; ++attempt) { // the fastest of three, as a busy machine stretches any one
        putOldDatabase();
        QElapsedTimer clock;
        clock.start();
        const CliRun run = runCli(restoreArguments());
        const qint64 microseconds = clock.nsecsElapsed() / 1000;
        m_wholeMicroseconds = attempt == 0 ? microseconds : std::min(m_wholeMicroseconds, microseconds);
        QVERIFY2(run.status == 0 || run.status == 3, run.out.constData());
    }
    m_newHash = contentHash(file(u"work/c.db"_s));
    QVERIFY(!m_newHash.isEmpty() && m_newHash != m_oldHash);
}

QByteArrayList TestKillRestore::restoreArguments() const
{
    return {"restore", "--backup", corpus("chinook-lerocha-sql/Chinook_Sqlite.sql"), "--target", "sqlite://" + file(u"work/c.db"_s).toLocal8Bit(),
            "--overwrite", "--accept-warnings", "--json", "--store", file(u"store/tasks.db"_s).toLocal8Bit()};
}

void TestKillRestore::putOldDatabase() const
{
    QDir(file(u"work"_s)).removeRecursively();
    QDir(file(u"store"_s)).removeRecursively();
    QVERIFY(QDir(m_folder.path()).mkdir(u"work"_s));
    for (const QString& side : {u""_s, u"-wal"_s})
        QVERIFY(QFile::copy(file(u"old/kept.db"_s) + side, file(u"work/c.db"_s) + side));
}

void TestKillRestore::killAfter(qint64 microseconds) const
{
    QElapsedTimer clock;
    clock.start();
    QProcess cli;
    QStringList arguments;
    for (const QByteArray& argument : restoreArguments())
        arguments += QString::fromLocal8Bit(argument);
    cli.setStandardOutputFile(QProcess::nullDevice());
    cli.start(cliPath(), arguments);
    QVERIFY(cli.waitForStarted());
    // The moment is the subject of this test, not a wait for something.
    while (clock.nsecsElapsed() / 1000 < microseconds)
        ::usleep(200);
    ::kill(pid_t(cli.processId()), SIGKILL);
    QVERIFY(cli.waitForFinished(30'000));
}

void TestKillRestore::aKilledOverwriteLeavesTheOldOrTheNewDatabase()
{
    constexpr int rounds = 100;
    for (int round = 0; round < rounds; ++round) {
        putOldDatabase();
        killAfter(m_wholeMicroseconds * (round * 14 / 10 + 5) / rounds); // up to well behind its end
        checkWhatIsLeft(round);
        if (QTest::currentTestFailed())
            return;
    }
    qInfo() << "kills by what was left:" << m_seen;
    QVERIFY2(m_seen.contains(u"Interrupted, old"_s), "no kill met the restore at work");
}

void TestKillRestore::checkWhatIsLeft(int round)
{
    const QByteArray store = file(u"store/tasks.db"_s).toLocal8Bit();
    const CliRun list = runCli({"tasks", "list", "--json", "--store", store}); // reconciles first
    QVERIFY2(list.status == 0, (list.out + list.err).constData());
    const QByteArray hash = contentHash(file(u"work/c.db"_s));
    const bool isOld = hash == m_oldHash;
    QVERIFY2(isOld || hash == m_newHash, qPrintable(u"round %1: a mixture"_s.arg(round)));
    const QList<QJsonObject> tasks = list.of(u"task"_s);
    QVERIFY(tasks.size() <= 1);
    if (tasks.isEmpty()) {
        QVERIFY(isOld);
        ++m_seen[u"no task, old"_s];
        return;
    }
    const QByteArray id = tasks.first()[u"id"].toString().toLatin1();
    const QJsonObject shown = runCli({"tasks", "show", id, "--json", "--store", store}).result();
    const QString phase = shown[u"phase"].toString();
    const QString remains = shown[u"remains"].toString();
    ++m_seen[phase + (isOld ? u", old"_s : u", new"_s)];
    const QByteArray story = u"round %1: %2, remains %3"_s.arg(round).arg(phase, remains).toLatin1();
    QVERIFY2(phase == u"Done" || phase == u"DoneWithWarnings" || phase == u"Interrupted", story.constData());
    QVERIFY2((phase == u"Interrupted") == isOld, story.constData());
    QVERIFY2(remains.compare(isOld ? u"Old"_s : u"New"_s, Qt::CaseInsensitive) == 0, story.constData());

    // Whatever lies beside the target is on the list, and goes when it is discarded.
    const auto beside = [this] {
        QStringList names = QDir(file(u"work"_s)).entryList(QDir::Files | QDir::Hidden);
        for (const QString& side : {u""_s, u"-wal"_s, u"-shm"_s, u"-journal"_s})
            names.removeAll(u"c.db"_s + side);
        return names;
    };
    QStringList listed;
    for (const auto& leftOver : shown[u"leftOvers"].toArray())
        listed += QFileInfo(leftOver.toObject()[u"place"].toString()).fileName();
    for (const QString& name : beside())
        QVERIFY2(std::ranges::any_of(listed, [&](const QString& known) { return name.startsWith(known); }), (story + ": " + name.toLatin1()).constData());
    const CliRun discarded = runCli({"tasks", "discard", id, "--json", "--store", store});
    QVERIFY2(discarded.status == 0, (story + discarded.out).constData());
    QVERIFY2(beside().isEmpty(), (story + ": " + beside().join(u' ').toLatin1()).constData());
    QCOMPARE(contentHash(file(u"work/c.db"_s)), hash);
}

QTEST_GUILESS_MAIN(TestKillRestore)
#include "tst_killrestore.moc"
