#include "engines/postgresql/load/pgload.h"
#include "engines/postgresql/load/pgverify.h"
#include "tests/support/pgserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// A database with one of every kind of object, dumped by pg_dump and loaded by PgLoad: both dump alike afterwards, row for row.
class TestPgLoadKinds : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<PgServer>();
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
        QFile script(QStringLiteral(BAKFERRY_SOURCE_DIR) + u"/tests/data/postgresql/kinds.sql"_s);
        QVERIFY(script.open(QIODevice::ReadOnly));
        QVERIFY(m_server->connect()->execute("CREATE ROLE kinds_owner; CREATE ROLE kinds_reader").ok());
        QVERIFY(m_server->connect()->execute("CREATE DATABASE kinds TEMPLATE template0").ok());
        QByteArray output;
        QVERIFY2(m_server->runTool(u"psql"_s, {u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"kinds"_s}, &output, script.readAll()) == 0, output.constData());
    }

    void loadsWhatPgDumpWrote_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("custom") << QStringList{u"-Fc"_s};
        QTest::newRow("custom, not compressed") << QStringList{u"-Fc"_s, u"-Z0"_s};
        QTest::newRow("custom of INSERTs") << QStringList{u"-Fc"_s, u"--inserts"_s};
        QTest::newRow("directory") << QStringList{u"-Fd"_s};
        QTest::newRow("tar") << QStringList{u"-Ft"_s};
        QTest::newRow("script") << QStringList{u"-Fp"_s};
        QTest::newRow("script, compressed") << QStringList{u"-Fp"_s, u"-Z1"_s};
        QTest::newRow("script of INSERTs") << QStringList{u"-Fp"_s, u"--inserts"_s};
        QTest::newRow("script of INSERTs with columns") << QStringList{u"-Fp"_s, u"--column-inserts"_s, u"--rows-per-insert=3"_s};
        QTest::newRow("script that drops first") << QStringList{u"-Fp"_s, u"--clean"_s, u"--if-exists"_s};
        QTest::newRow("script that drops first, without IF EXISTS") << QStringList{u"-Fp"_s, u"--clean"_s};
    }

    void loadsWhatPgDumpWrote()
    {
        QFETCH(QStringList, options);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"kinds.dump"_s);
        QByteArray output;
        QVERIFY2(m_server->runTool(u"pg_dump"_s, options + QStringList{u"-f"_s, path, u"kinds"_s}, &output) == 0, output.constData());
        m_server->drop("loaded");
        QVERIFY(m_server->connect()->execute("CREATE DATABASE loaded TEMPLATE template0").ok());
        const Result<PgProof> proof = load(path);
        QVERIFY2(proof.ok(), qPrintable(QString::fromUtf8(proof.error().what.source) + proof.error().what.arguments.join(u' ') + proof.error().detail));
        for (const Message& warning : std::as_const(m_warnings))
            qInfo() << warning.source << warning.arguments;
        QCOMPARE(m_warnings.size(), 0);
        QVERIFY(m_balance.balances());
        QCOMPARE(m_server->definitions("loaded"), m_server->definitions("kinds"));
        QCOMPARE(m_server->contentHash("loaded"), m_server->contentHash("kinds"));
        QCOMPARE(*m_server->connect("loaded")->value("SELECT sum(n) FROM shop.counts"), "100");
    }

    void loadsAnOldDumpLikePgRestore() // pg_dump 13, with the public schema's old ways
    {
        const QString path = QStringLiteral(BAKFERRY_CORPORA_DIR) + u"/postgres/dvdrental-custom/dvdrental.backup"_s;
        if (!QFile::exists(path))
            QSKIP("the corpora are not here");
        QVERIFY(m_server->connect()->execute("CREATE DATABASE rival TEMPLATE template0").ok());
        m_server->drop("loaded");
        QVERIFY(m_server->connect()->execute("CREATE DATABASE loaded TEMPLATE template0").ok());
        QByteArray output;
        QVERIFY2(m_server->runTool(u"pg_restore"_s, {u"-d"_s, u"rival"_s, path}, &output) == 0, output.constData());
        const Result<PgProof> proof = load(path);
        QVERIFY2(proof.ok(), qPrintable(QString::fromUtf8(proof.error().what.source) + proof.error().what.arguments.join(u' ') + proof.error().detail));
        QCOMPARE(proof->tables, 15);
        QCOMPARE(proof->rows, 44'822);
        QCOMPARE(m_server->definitions("loaded"), m_server->definitions("rival"));
        QCOMPARE(m_server->contentHash("loaded"), m_server->contentHash("rival"));
    }

private:
    Result<PgProof> load(const QString& path)
    {
        const JobContext context;
        RestoreRequest request;
        request.target = m_server->target("loaded");
        Result<std::unique_ptr<PgBackup>> backup = openPgBackup({BackupFile{QFile::encodeName(path)}}, context);
        if (!backup)
            return backup.error();
        if (!(*backup)->entriesComplete()) {
            const PgReading reading = (*backup)->readThrough(context, JobStep::Loading);
            if (const Finding* blocker = worstBlocker(reading.findings))
                return errorOf(*blocker);
        }
        PgTeam team(context);
        PgSequence sequence(**backup);
        const PgDatabase& database = (*backup)->databases().first();
        const PgPlan plan = planPgRestore(database, 0, !(*backup)->header().pgDumpLayout, request, {});
        PgLoad load(**backup, 0, plan, "loaded", (*backup)->isRandomAccess() ? nullptr : &sequence, request, team);
        if (const Result<void> loaded = load.run(); !loaded)
            return loaded.error();
        m_warnings = load.warnings();
        m_balance = load.balance();
        return verifyPgLoad(database, plan, (*backup)->header().pgDumpLayout ? PgProofOf::Dump : PgProofOf::Script, load.takeLedger(), *load.sessions(), team);
    }

    std::unique_ptr<PgServer> m_server;
    QList<Message> m_warnings;
    StatementBalance m_balance;
};

QTEST_GUILESS_MAIN(TestPgLoadKinds)
#include "tst_pgloadkinds.moc"
