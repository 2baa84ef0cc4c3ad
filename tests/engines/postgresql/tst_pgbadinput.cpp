#include "engines/catalog.h"
#include "tests/support/enginedriver.h"
#include "tests/support/pgserver.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>

#include <sys/mount.h>
#include <thread>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Whole restores of the real engine over an old database that must survive them: damaged backups, refused rows, a full disk, missing
/// rights, two at once (TRUST.md, section 3). Every cut of every format is read in tst_pgarchivedamage and tst_pgscriptdump; here some
/// of them meet a server, with the precheck and without.
class TestPgBadInput : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();
    void aCutBackupChangesNothing_data();
    void aCutBackupChangesNothing();
    void aMissingDataFileIsNamed();
    void aNewerArchiveIsRefused();
    void aRefusedRowChangesNothing_data();
    void aRefusedRowChangesNothing();
    void aFullDiskChangesNothing();
    void aMissingRightIsNamedBeforeAnythingIsWritten();
    void twoRestoresIntoOneTargetLeaveOneWinner_data();
    void twoRestoresIntoOneTargetLeaveOneWinner();
    void aBackupThatChangesMeanwhileIsNotSwitchedTo();
    void aServerThatIsDownIsSaid();

private:
    using Driver = std::unique_ptr<EngineDriver>;
    Driver onto(const QString& file, const QByteArray& target = "old") const
    {
        auto driver = std::make_unique<EngineDriver>(*engineById("postgresql"));
        driver->request.backups = {BackupFile{QFile::encodeName(file)}};
        driver->request.target = m_server->target(target);
        driver->request.overwrite = true;
        driver->request.jobs = 2;
        return driver;
    }
    QString dump(const QStringList& options, const QString& name, const QString& database = u"shop"_s) const
    {
        const QString path = m_folder.filePath(name);
        QDir(path).removeRecursively();
        QByteArray said;
        if (m_server->runTool(u"pg_dump"_s, options + QStringList{u"-f"_s, path, database}, &said) != 0)
            qFatal("%s", said.constData());
        return path;
    }
    void expectUntouched() const
    {
        QCOMPARE(m_server->contentHash("old"), m_oldContent); // also proves that users are let in
        QCOMPARE(m_server->databases("old%"), "old");
    }

    std::unique_ptr<PgServer> m_server;
    QTemporaryDir m_folder;
    QByteArray m_oldContent;
};

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QString largestIn(const QString& folder)
{
    return QDir(folder).entryInfoList({u"[0-9]*.dat*"_s}, QDir::Files, QDir::Size).first().filePath();
}

QByteArray wordsOf(const Error& error)
{
    return error.code + ": " + error.what.source + " | " + error.what.arguments.join(u", "_s).toUtf8() + " | " + error.detail.toUtf8();
}

} // namespace

void TestPgBadInput::initTestCase()
{
    m_server = std::make_unique<PgServer>();
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    m_server->run("CREATE DATABASE shop");
    m_server->run("CREATE TABLE item (id int PRIMARY KEY, name text); INSERT INTO item SELECT i, md5(i::text) FROM generate_series(1, 5000) i;"
                  "CREATE TABLE sale (id int PRIMARY KEY, item int REFERENCES item, note text); INSERT INTO sale SELECT i, i % 5000 + 1, md5((i * 7)::text) FROM generate_series(1, 20000) i;"
                  "SELECT lo_from_bytea(5001, decode(string_agg(md5(i::text), ''), 'hex')) FROM generate_series(1, 500) i", "shop");
    m_server->run("CREATE DATABASE old");
    m_server->run("CREATE TABLE precious (t text); INSERT INTO precious SELECT md5(i::text) FROM generate_series(1, 100) i", "old");
    m_oldContent = m_server->contentHash("old");
}

void TestPgBadInput::cleanup()
{
    if (m_server->isRunning())
        expectUntouched();
}

void TestPgBadInput::aCutBackupChangesNothing_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QString>("packer");
    QTest::newRow("script") << QStringList{u"-Fp"_s} << QString();
    QTest::newRow("script of INSERTs") << QStringList{u"-Fp"_s, u"--inserts"_s} << QString();
    QTest::newRow("script in gz") << QStringList{u"-Fp"_s} << u"gzip"_s;
    QTest::newRow("custom") << QStringList{u"-Fc"_s} << QString();
    QTest::newRow("custom, none") << QStringList{u"-Fc"_s, u"-Z0"_s} << QString();
    QTest::newRow("custom in xz") << QStringList{u"-Fc"_s, u"-Z0"_s} << u"xz"_s;
    QTest::newRow("directory") << QStringList{u"-Fd"_s} << QString();
    QTest::newRow("tar") << QStringList{u"-Ft"_s} << QString();
    QTest::newRow("tar in zst") << QStringList{u"-Ft"_s} << u"zstd -q --rm"_s;
}

void TestPgBadInput::aCutBackupChangesNothing()
{
    QFETCH(const QStringList, options);
    QFETCH(const QString, packer);
    QString file = dump(options, u"cut"_s);
    if (!packer.isEmpty()) {
        QCOMPARE(QProcess::execute(u"/bin/sh"_s, {u"-c"_s, packer + u' ' + file}), 0);
        file += u'.' + (packer.startsWith(u"zstd") ? u"zst"_s : packer == u"gzip" ? u"gz"_s : packer);
    }
    const QString target = QFileInfo(file).isDir() ? largestIn(file) : file;
    const QByteArray whole = bytesOf(target);
    for (const double part : {0.5, 0.97}) {
        write(target, whole.first(qsizetype(double(whole.size()) * part)));
        for (const bool precheck : {true, false}) {
            const Driver driver = onto(file);
            driver->request.precheckDone = precheck;
            driver->request.taskId = u"fedcba9876543210fedcba9876543210"_s;
            const RestoreOutcome outcome = precheck ? driver->restore() : driver->restoreWithoutPrecheck();
            QCOMPARE(outcome.end, RestoreEnd::Failed);
            QVERIFY2(outcome.error->code == "backup.truncated" || outcome.error->code == "backup.damaged", wordsOf(*outcome.error).constData());
            const QString said = outcome.error->what.arguments.join(u' ') + outcome.error->detail;
            QVERIFY2(said.contains(QRegularExpression(u"\\d{3,}"_s)), qPrintable(said)); // the byte, or the line
            QVERIFY(!outcome.error->hint.isEmpty());
            QCOMPARE(outcome.leftOvers, {});
            expectUntouched();
        }
    }
    QFile::remove(file);
}

void TestPgBadInput::aMissingDataFileIsNamed()
{
    const QString folder = dump({u"-Fd"_s}, u"missing"_s);
    QVERIFY(QFile::remove(largestIn(folder)));
    const Driver driver = onto(folder);
    const RestoreOutcome outcome = driver->restore();
    QCOMPARE(outcome.error->code, "backup.archive_data_missing");
    QVERIFY2(outcome.error->what.arguments.join(u' ').contains(u"sale"_s), wordsOf(*outcome.error).constData());
}

void TestPgBadInput::aNewerArchiveIsRefused()
{
    const QString file = dump({u"-Fc"_s}, u"newer"_s);
    QByteArray bytes = bytesOf(file);
    bytes[6] = 99; // the minor version
    write(file, bytes);
    const Driver driver = onto(file);
    const RestoreOutcome outcome = driver->restore();
    QCOMPARE(outcome.error->code, "backup.archive_version");
    QVERIFY2(outcome.error->what.arguments.contains(u"1.99"_s) && outcome.error->what.arguments.contains(u"1.16"_s), wordsOf(*outcome.error).constData());
}

void TestPgBadInput::aRefusedRowChangesNothing_data()
{
    QTest::addColumn<QByteArray>("definition"); // of a table "big" whose last row is bad
    QTest::addColumn<QByteArray>("badRow");
    QTest::addColumn<QByteArray>("afterwards");
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("object");
    QTest::addColumn<bool>("namesRow");
    QTest::newRow("no number") << QByteArray("(i int, t text)") << QByteArray("oops\tx") << QByteArray() << QByteArray("22P02") << u"TABLE DATA public.big"_s << true;
    QTest::newRow("check") << QByteArray("(i int CHECK (i < 1000000), t text)") << QByteArray("7777777\tx") << QByteArray() << QByteArray("23514") << u"TABLE DATA public.big"_s << true;
    QTest::newRow("not null") << QByteArray("(i int NOT NULL, t text)") << QByteArray("\\N\tx") << QByteArray() << QByteArray("23502") << u"TABLE DATA public.big"_s << true;
    QTest::newRow("primary key") << QByteArray("(i int, t text)") << QByteArray("1\tx") << QByteArray("ALTER TABLE ONLY public.big ADD CONSTRAINT big_pkey PRIMARY KEY (i);\n")
                                 << QByteArray("23505") << u"CONSTRAINT public.big big_pkey"_s << false;
    QTest::newRow("foreign key") << QByteArray("(i int, t text)") << QByteArray("9999\tx")
                                 << QByteArray("ALTER TABLE ONLY public.small ADD CONSTRAINT small_pkey PRIMARY KEY (i);\nALTER TABLE ONLY public.big ADD CONSTRAINT big_i_fkey FOREIGN KEY (i) REFERENCES public.small(i);\n")
                                 << QByteArray("23503") << u"FK CONSTRAINT public.big big_i_fkey"_s << false;
}

// The end of a large table. scripts/pg-bad-input.sh does the same with 1 GB.
void TestPgBadInput::aRefusedRowChangesNothing()
{
    QFETCH(const QByteArray, definition);
    QFETCH(const QByteArray, badRow);
    QFETCH(const QByteArray, afterwards);
    QByteArray script = "--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\nCREATE TABLE public.small (i int);\nCREATE TABLE public.big " + definition
        + ";\nCOPY public.small (i) FROM stdin;\n";
    for (int i = 1; i <= 100'000; ++i)
        script += QByteArray::number(i <= 9'998 ? i : i + 10'000) + '\n';
    script += "\\.\n\nCOPY public.big (i, t) FROM stdin;\n";
    const qint64 line = script.count('\n');
    for (int i = 1; i <= 100'000; ++i)
        script += QByteArray::number(i <= 9'998 ? i : i + 10'000) + "\tsome text of a row\n";
    script += badRow + "\n\\.\n\n" + afterwards + "\n--\n-- PostgreSQL database dump complete\n--\n\n";
    const QString file = m_folder.filePath(u"refused.sql"_s);
    write(file, script);
    const Driver driver = onto(file);
    const RestoreOutcome outcome = driver->restore();
    QCOMPARE(outcome.end, RestoreEnd::Failed);
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(outcome.leftOvers, {});
    QCOMPARE(outcome.error->code, "target.refused");
    QFETCH(const QByteArray, state);
    QFETCH(const QString, object);
    QFETCH(const bool, namesRow);
    QVERIFY2(outcome.error->detail.contains(QString::fromLatin1(state)), wordsOf(*outcome.error).constData());
    QCOMPARE(outcome.error->what.arguments.first(), object);
    if (namesRow)
        QCOMPARE(outcome.error->what.arguments.sliced(1), QStringList({u"100001"_s, QString::number(line + 100'001)}));
    for (const QString& value : {u"7777777"_s, u"9999"_s})
        QVERIFY2(!outcome.error->detail.contains(value), wordsOf(*outcome.error).constData()); // values of rows are nobody's business (T40)
}

void TestPgBadInput::aFullDiskChangesNothing()
{
    const QString place = m_folder.filePath(u"small"_s);
    QVERIFY(QDir().mkpath(place));
    if (::mount("tmpfs", place.toLocal8Bit().constData(), "tmpfs", 0, "size=24m") != 0)
        QSKIP("a small file system cannot be mounted here");
    const auto unmount = qScopeGuard([&] { ::umount2(place.toLocal8Bit().constData(), MNT_DETACH); });
    QCOMPARE(QProcess::execute(u"/bin/sh"_s, {u"-c"_s, u"chmod 755 %1 && mkdir %2/space && chown postgres %2/space"_s.arg(m_folder.path(), place)}), 0);
    m_server->run("CREATE TABLESPACE small LOCATION '" + place.toUtf8() + "/space'");
    m_server->run("CREATE DATABASE squeezed TABLESPACE small");
    // Rows that pack so well that nobody can foresee how many bytes they become.
    QByteArray script = "--\n-- PostgreSQL database dump\n--\n\nCREATE TABLE public.big (i int, t text);\nCOPY public.big (i, t) FROM stdin;\n" + QByteArray("1\t" + QByteArray(80, 'x') + '\n').repeated(400'000)
        + "\\.\n\n--\n-- PostgreSQL database dump complete\n--\n\n";
    const QString file = m_folder.filePath(u"big.sql"_s);
    write(file, script);
    QCOMPARE(QProcess::execute(u"gzip"_s, {u"-f"_s, file}), 0);
    const Driver driver = onto(file + u".gz"_s, "squeezed");
    const RestoreOutcome outcome = driver->restore();
    QCOMPARE(outcome.end, RestoreEnd::Failed);
    QVERIFY2(outcome.error->kind == ErrorKind::NoSpace, wordsOf(*outcome.error).constData());
    QCOMPARE(outcome.error->code, "server.no_space");
    QVERIFY2(outcome.error->detail.contains(u"big"_s), wordsOf(*outcome.error).constData());
    QCOMPARE(outcome.remains, Remains::Old);
    QCOMPARE(outcome.leftOvers, {});
    QCOMPARE(m_server->databases("squeezed%"), "squeezed");
    m_server->run("DROP DATABASE squeezed");
    m_server->run("DROP TABLESPACE small");
}

void TestPgBadInput::aMissingRightIsNamedBeforeAnythingIsWritten()
{
    m_server->run("CREATE ROLE plain LOGIN");
    const Driver driver = onto(dump({u"-Fc"_s}, u"rights"_s));
    driver->request.target = m_server->target("old", u"plain"_s);
    for (const bool precheck : {true, false}) {
        const RestoreOutcome outcome = precheck ? driver->restore() : driver->restoreWithoutPrecheck();
        QCOMPARE(outcome.error->code, "server.privilege");
        QVERIFY2(outcome.error->hint.arguments.contains(u"\"plain\""_s), wordsOf(*outcome.error).constData()); // ALTER ROLE … CREATEDB
    }
    m_server->run("DROP ROLE plain");
}

void TestPgBadInput::twoRestoresIntoOneTargetLeaveOneWinner_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("over an old database") << QByteArray("contested") << QByteArray("target.changed");
    QTest::newRow("as a new database") << QByteArray("contested_new") << QByteArray("target.appeared");
}

void TestPgBadInput::twoRestoresIntoOneTargetLeaveOneWinner()
{
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, code);
    if (target == "contested")
        m_server->run("CREATE DATABASE contested");
    const QString file = dump({u"-Fc"_s}, u"twice"_s);
    const Driver one = onto(file, target), two = onto(file, target);
    one->request.taskId = u"11111111000000000000000000000000"_s;
    two->request.taskId = u"22222222000000000000000000000000"_s;
    // Each waits before its switch-over until the other has staged, so that both believe the target is theirs.
    std::atomic_int staged = 0;
    for (EngineDriver* driver : {one.get(), two.get()}) {
        driver->onJournal = [&](const JournalEntry& entry) -> Result<void> {
            if (entry.step == "staging-created") {
                ++staged;
                while (staged < 2)
                    std::this_thread::yield();
            }
            return {};
        };
    }
    RestoreOutcome first, second;
    {
        std::jthread other([&] { first = one->restore(); });
        second = two->restore();
    }
    const bool firstWon = first.end == RestoreEnd::Complete;
    const RestoreOutcome& loser = firstWon ? second : first;
    QCOMPARE((firstWon ? first : second).end, RestoreEnd::Complete);
    QCOMPARE(loser.end, RestoreEnd::Failed);
    QCOMPARE(loser.error->kind, ErrorKind::TargetChanged);
    QCOMPARE(loser.error->code, code);
    QCOMPARE(loser.leftOvers, {});
    QCOMPARE(m_server->contentHash(target), m_server->contentHash("shop"));
    const QByteArray kept = target == "contested" ? target + (firstWon ? "__bf_old_11111111" : "__bf_old_22222222") : QByteArray();
    QCOMPARE(m_server->databases(target + "%"), kept.isEmpty() ? target : target + ' ' + kept);
    m_server->run("DROP DATABASE " + target);
    if (!kept.isEmpty())
        m_server->run("DROP DATABASE " + kept);
}

void TestPgBadInput::aBackupThatChangesMeanwhileIsNotSwitchedTo()
{
    const QString file = dump({u"-Fc"_s}, u"changing"_s);
    const Driver driver = onto(file);
    driver->onProgress = [&, done = false](const JobProgress& progress) mutable {
        if (progress.step == JobStep::Verifying && !std::exchange(done, true)) {
            QFile grown(file);
            if (grown.open(QIODevice::Append))
                grown.write("x");
        }
    };
    const RestoreOutcome outcome = driver->restore();
    QCOMPARE(outcome.end, RestoreEnd::Failed);
    QCOMPARE(outcome.error->code, "backup.changed");
    QCOMPARE(outcome.leftOvers, {});
}

void TestPgBadInput::aServerThatIsDownIsSaid()
{
    const QString file = dump({u"-Fc"_s}, u"down"_s);
    m_server->killNow();
    const Driver driver = onto(file);
    const RestoreOutcome outcome = driver->restore();
    QCOMPARE(outcome.error->code, "server.refused");
    QVERIFY(!outcome.error->hint.isEmpty());
    QVERIFY(m_server->start());
}

QTEST_GUILESS_MAIN(TestPgBadInput)
#include "tst_pgbadinput.moc"
