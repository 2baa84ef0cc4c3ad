#include "tests/app/cliprocess.h"
#include "tests/support/pgserver.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Every PostgreSQL file of the open corpus, and a database with all kinds of object in every format of pg_dump, restored by bakferry-cli
/// into a server, beside what the vendor's own programs make of it: the same by pg_dump, and row for row.
class TestPgCorpus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void holdsWhatTheVendorRestores_data();
    void holdsWhatTheVendorRestores();
    void saysWhyThereIsNothingToRestore_data();
    void saysWhyThereIsNothingToRestore();
    void everyFileOfTheCorpusIsHere();
    void bringsEveryKindBack_data();
    void bringsEveryKindBack();
    void readsWhatANewerPgDumpWrites_data();
    void readsWhatANewerPgDumpWrites();

private:
    CliRun restore(const QByteArray& file, const QByteArray& database, const QByteArrayList& more = {});
    void makeRival(const QString& file, const QString& how);
    const std::pair<QStringList, QByteArray>& contentOf(const QByteArray& database);

    std::unique_ptr<PgServer> m_server;
    QTemporaryDir m_folder;
    QHash<QByteArray, std::pair<QStringList, QByteArray>> m_contents; ///< definitions and hash of databases that stay as they are
    QSet<QString> m_seen; ///< files of the corpus that a test has restored
};

namespace {

const QString corpusFolder = QStringLiteral(BAKFERRY_CORPORA_DIR "/postgres/");

QByteArray why(const CliRun& run)
{
    QByteArray text = "status " + QByteArray::number(run.status) + ' ' + QJsonDocument(run.result()[u"error"].toObject()).toJson(QJsonDocument::Compact);
    for (const QJsonObject& finding : run.of(u"finding"_s)) {
        if (finding[u"level"] != u"Passed"_s)
            text += '\n' + QJsonDocument(finding).toJson(QJsonDocument::Compact);
    }
    return text;
}

} // namespace

void TestPgCorpus::initTestCase()
{
    m_server = std::make_unique<PgServer>();
    if (!m_server->isRunning())
        QSKIP(m_server->why().constData());
    QFile kinds(QStringLiteral(BAKFERRY_SOURCE_DIR "/tests/data/postgresql/kinds.sql"));
    QVERIFY(kinds.open(QIODevice::ReadOnly));
    m_server->run("CREATE ROLE kinds_owner; CREATE ROLE kinds_reader");
    m_server->run("CREATE DATABASE kinds TEMPLATE template0");
    QByteArray said;
    QVERIFY2(m_server->runTool(u"psql"_s, {u"-qX"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"kinds"_s}, &said, kinds.readAll()) == 0, said.constData());
    m_server->run("ALTER DATABASE kinds SET work_mem = '7MB'; COMMENT ON DATABASE kinds IS 'of every kind'; GRANT CREATE ON DATABASE kinds TO kinds_reader");
}

CliRun TestPgCorpus::restore(const QByteArray& file, const QByteArray& database, const QByteArrayList& more)
{
    const QByteArray target = "postgresql://postgres@" + m_server->folder().toUtf8().toPercentEncoding() + ":5432/" + database;
    return runCli(QByteArrayList{"restore", "--backup", file, "--target", target, "--accept-warnings", "--language", "en", "--json",
                                 "--store", m_folder.filePath(u"tasks.db"_s).toLocal8Bit()} + more);
}

const std::pair<QStringList, QByteArray>& TestPgCorpus::contentOf(const QByteArray& database)
{
    if (!m_contents.contains(database))
        m_contents.insert(database, {m_server->definitions(database), m_server->contentHash(database)});
    return m_contents[database];
}

// What a DBA would have done with psql and pg_restore, into a database "rival" (or the one the script makes itself).
void TestPgCorpus::makeRival(const QString& file, const QString& how)
{
    QByteArray said;
    m_server->run("CREATE DATABASE rival TEMPLATE template0");
    if (how == u"pg_restore") {
        m_server->runTool(u"pg_restore"_s, {u"-d"_s, u"rival"_s, file}, &said); // ends with 1 where a role lacks
    } else if (how == u"unpack") { // the corpus's own remedy for a tar that was packed on another system
        const QTemporaryDir unpacked;
        QCOMPARE(QProcess::execute(u"/bin/sh"_s, {u"-c"_s, u"cd %1 && tar -xf %2 && find . -name '._*' -delete"_s.arg(unpacked.path(), file)}), 0);
        QVERIFY2(m_server->runTool(u"pg_restore"_s, {u"-d"_s, u"rival"_s, unpacked.filePath(u"dvdrental"_s)}, &said) == 0, said.constData());
    } else {
        QFile script(file);
        QVERIFY(script.open(QIODevice::ReadOnly));
        QByteArray sql = script.readAll();
        if (how == u"locale") // this machine has not the one of the dump
            sql.replace("LC_COLLATE = 'en_US.iso885915' LC_CTYPE = 'en_US.iso885915'", "LC_COLLATE = 'C' LC_CTYPE = 'C'");
        m_server->runTool(u"psql"_s, {u"-qX"_s, u"-d"_s, u"rival"_s}, &said, sql);
    }
}

void TestPgCorpus::holdsWhatTheVendorRestores_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("how");        // the vendor's programs do it
    QTest::addColumn<QByteArray>("lands");   // in this database, when they do it
    QTest::addColumn<int>("tables");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("status");
    const auto row = [](const char* file, const char* how, const char* lands, int tables, int rows, int status = 0) {
        QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(how) << QByteArray(lands) << tables << rows << status;
    };
    row("neon-chinook/chinook.sql", "psql", "rival", 11, 15'607);
    row("neon-periodic_table/periodic_table.sql", "psql", "rival", 1, 118);
    row("neon-happiness_index/happiness_index.sql", "psql", "rival", 1, 156);
    row("northwind-pthom/northwind.sql", "psql", "rival", 14, 3'362);
    row("chinook-lerocha/Chinook_PostgreSql.sql", "psql", "chinook", 11, 15'607); // psql puts it elsewhere, we do not
    row("booktown/booktown.sql", "psql", "booktown", 23, 275);
    row("dvdrental-custom/dvdrental.backup", "pg_restore", "rival", 15, 44'822, 3); // its locale is of another system
    row("dvdrental-tar/dvdrental.tar", "unpack", "rival", 15, 44'820, 3);
    row("dumpall-dmitry/definitions.sql", "locale", "dvdrental", 15, 0, 3);
    row("custom-named-bak/AdventureWorksLT2017.bak", "none", "rival", 0, 0, 3); // of a newer pg_dump than this machine's
}

void TestPgCorpus::holdsWhatTheVendorRestores()
{
    QFETCH(const QString, file);
    QFETCH(const QString, how);
    QFETCH(const QByteArray, lands);
    if (!QFile::exists(corpusFolder + file))
        QSKIP(qPrintable(u"the corpus file %1 is not here"_s.arg(file)));
    m_seen.insert(file);
    const CliRun run = restore((corpusFolder + file).toLocal8Bit(), "restored");
    QFETCH(const int, status);
    QVERIFY2(run.status == status, why(run).constData());
    QFETCH(const int, tables);
    QFETCH(const int, rows);
    QCOMPARE(run.result()[u"tables"].toInt(), tables);
    QCOMPARE(run.result()[u"rows"].toInt(), rows);
    QCOMPARE(run.result()[u"remains"].toString(), u"New"_s);
    QCOMPARE(m_server->databases("%"), "kinds postgres restored template0 template1"); // nothing anywhere else
    if (how != u"none") {
        makeRival(corpusFolder + file, how);
        QCOMPARE(m_server->definitions("restored"), m_server->definitions(lands));
        QCOMPARE(m_server->contentHash("restored"), m_server->contentHash(lands));
    }
    for (const QByteArray& database : QByteArrayList{"restored", "rival", lands})
        m_server->drop(database);
}

void TestPgCorpus::saysWhyThereIsNothingToRestore_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("roles") << u"dumpall-dmitry/roles.sql"_s;
    QTest::newRow("tablespaces") << u"dumpall-dmitry/tablespaces.sql"_s;
}

void TestPgCorpus::saysWhyThereIsNothingToRestore()
{
    QFETCH(const QString, file);
    if (!QFile::exists(corpusFolder + file))
        QSKIP(qPrintable(u"the corpus file %1 is not here"_s.arg(file)));
    m_seen.insert(file);
    const CliRun run = restore((corpusFolder + file).toLocal8Bit(), "restored");
    QCOMPARE(run.status, 10);
    QCOMPARE(run.result()[u"error"][u"code"].toString(), u"backup.no_database"_s);
    QCOMPARE(m_server->databases("restored%"), "");
}

void TestPgCorpus::everyFileOfTheCorpusIsHere()
{
    if (!QFile::exists(corpusFolder))
        QSKIP("the corpora are not here");
    QDirIterator files(corpusFolder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next().mid(corpusFolder.size());
        QVERIFY2(m_seen.contains(file), qPrintable(file));
    }
}

void TestPgCorpus::bringsEveryKindBack_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("packer");
    QTest::newRow("script") << u"-Fp"_s << QString();
    QTest::newRow("custom archive") << u"-Fc"_s << QString();
    QTest::newRow("directory archive") << u"-Fd"_s << QString();
    QTest::newRow("tar archive") << u"-Ft"_s << QString();
    QTest::newRow("script in zst") << u"-Fp"_s << u"zstd -q --rm"_s;
    QTest::newRow("custom archive in xz") << u"-Fc"_s << u"xz"_s;
    QTest::newRow("tar archive in gz") << u"-Ft"_s << u"gzip"_s;
    QTest::newRow("tar of a folder") << u"-Fd"_s << u"tar -C %2 --format=ustar -cf %1.tar %3 && rm -r"_s; // a directory archive that somebody packed
}

void TestPgCorpus::bringsEveryKindBack()
{
    QFETCH(const QString, format);
    QFETCH(const QString, packer);
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"kinds"_s);
    QByteArray said;
    QVERIFY2(m_server->runTool(u"pg_dump"_s, {format, u"-f"_s, file, u"kinds"_s}, &said) == 0, said.constData());
    if (!packer.isEmpty())
        QCOMPARE(QProcess::execute(u"/bin/sh"_s, {u"-c"_s, packer.arg(file, folder.path(), u"kinds"_s) + u' ' + file}), 0);
    const QString backup = folder.filePath(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).value(0));
    const CliRun run = restore(backup.toLocal8Bit(), "restored", {"--option", "acceptRisks=yes"});
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(m_server->definitions("restored"), contentOf("kinds").first);
    QCOMPARE(m_server->contentHash("restored"), contentOf("kinds").second);
    if (format != u"-Fp") { // a script says these of its database only with --create
        const QByteArray about = "SELECT concat_ws(' ', shobj_description(oid, 'pg_database'), datacl, (SELECT setconfig FROM pg_db_role_setting WHERE setdatabase = oid)) FROM pg_database WHERE datname = ";
        QCOMPARE(m_server->value(about + "'restored'"), m_server->value(about + "'kinds'"));
    }
    m_server->drop("restored");
}

void TestPgCorpus::readsWhatANewerPgDumpWrites_data()
{
    QTest::addColumn<QString>("file");
    for (const char* file : {"kinds.dump", "kinds.tar.gz", "kinds-statistics.sql.gz"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

// Archive version 1.16 and statistics as statements; psql takes the script with some errors, as its server is older.
void TestPgCorpus::readsWhatANewerPgDumpWrites()
{
    QFETCH(const QString, file);
    const QString folder = QStringLiteral(BAKFERRY_SOURCE_DIR "/tests/data/postgresql/pgdump18/");
    if (m_server->databases("rival").isEmpty()) {
        QProcess unpack;
        unpack.start(u"gzip"_s, {u"-dc"_s, folder + u"kinds-statistics.sql.gz"_s});
        QVERIFY(unpack.waitForFinished());
        m_server->run("CREATE DATABASE rival TEMPLATE template0");
        QByteArray said;
        m_server->runTool(u"psql"_s, {u"-qX"_s, u"-d"_s, u"rival"_s}, &said, unpack.readAllStandardOutput());
    }
    const CliRun run = restore((folder + file).toLocal8Bit(), "restored", {"--option", "acceptRisks=yes"});
    QVERIFY2(run.status == 0, why(run).constData());
    QCOMPARE(run.result()[u"rows"].toInt(), 565);
    QCOMPARE(m_server->definitions("restored"), contentOf("rival").first);
    QCOMPARE(m_server->contentHash("restored"), contentOf("rival").second);
    m_server->drop("restored");
}

QTEST_GUILESS_MAIN(TestPgCorpus)
#include "tst_pgcorpus.moc"
