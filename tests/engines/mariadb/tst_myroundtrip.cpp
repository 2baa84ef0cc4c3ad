#include "engines/mariadb/mariadbengine.h"
#include "tests/support/enginedriver.h"
#include "tests/support/mariadbserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// A database with every column type and every kind of object: what BakFerry makes of its dumps is what the vendor's client makes of them.
class TestMyRoundTrip : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_server = std::make_unique<MariaDbServer>(QByteArrayList{"max_allowed_packet=64M"}, MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder());
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
        QFile script(QStringLiteral(BAKFERRY_SOURCE_DIR) + u"/tests/data/mariadb/kinds.sql"_s);
        QVERIFY(script.open(QIODevice::ReadOnly));
        QVERIFY(m_server->connect()->execute("CREATE DATABASE kinds").ok());
        client(u"kinds"_s, script.readAll());
    }

    void makesWhatTheClientMakes_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("as mariadb-dump does it") << QStringList{};
        QTest::newRow("hexadecimal") << QStringList{u"--hex-blob"_s};
        QTest::newRow("a row a statement") << QStringList{u"--skip-extended-insert"_s, u"--complete-insert"_s};
        QTest::newRow("compact") << QStringList{u"--skip-opt"_s, u"--create-options"_s, u"--quote-names"_s, u"--single-transaction"_s};
        QTest::newRow("REPLACE") << QStringList{u"--replace"_s};
        QTest::newRow("INSERT IGNORE, ordered") << QStringList{u"--insert-ignore"_s, u"--order-by-primary"_s};
    }

    void makesWhatTheClientMakes()
    {
        QFETCH(QStringList, options);
        const QByteArray dump = dumpOf(u"kinds"_s, options);
        QVERIFY(m_server->connect()->execute("DROP DATABASE IF EXISTS theirs").ok());
        QVERIFY(m_server->connect()->execute("CREATE DATABASE theirs").ok());
        client(u"theirs"_s, dump);
        const RestoreOutcome outcome = restore(dump, "ours");
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        for (const Message& warning : outcome.warnings)
            qInfo() << warning.source << warning.arguments;
        QVERIFY(outcome.warnings.isEmpty());
        QVERIFY(outcome.statements.balances());
        QCOMPARE(differences(dumpOf(u"ours"_s), dumpOf(u"theirs"_s)), QByteArray());
        QCOMPARE(m_server->contentHash("ours"), m_server->contentHash("theirs"));
    }

private:
    void client(const QString& database, const QByteArray& script)
    {
        QByteArray output;
        QVERIFY2(m_server->runTool(u"mariadb"_s, {u"--binary-mode"_s, u"--default-character-set=utf8mb4"_s, u"--max-allowed-packet=64M"_s, database}, &output, script) == 0, output.constData());
    }

    QByteArray dumpOf(const QString& database, const QStringList& options = {}) const
    {
        QByteArray output;
        if (m_server->runTool(u"mariadb-dump"_s, QStringList{u"--skip-add-locks"_s, u"--routines"_s, u"--events"_s, u"--triggers"_s, u"--skip-dump-date"_s, u"--max-allowed-packet=64M"_s} + options + QStringList{database}, &output) != 0)
            qFatal("%s", output.constData());
        return output.replace("Database: " + database.toUtf8(), "Database: x").replace("for database '" + database.toUtf8() + '\'', "for database 'x'");
    }

    RestoreOutcome restore(const QByteArray& dump, const QByteArray& target)
    {
        QFile file(m_folder.filePath(u"dump.sql"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(dump) != dump.size())
            qFatal("the dump cannot be written");
        file.close();
        const MariaDbEngine engine;
        EngineDriver driver(engine);
        driver.request.backups = {BackupFile{QFile::encodeName(file.fileName())}};
        driver.request.target = m_server->target(target);
        driver.request.overwrite = true;
        driver.request.taskId = QString::number(++m_tasks, 16).rightJustified(8, u'0') + u"456789abcdef0123456789ab"_s;
        (void)m_server->connect()->execute("DROP DATABASE IF EXISTS " + target);
        return driver.restore();
    }

    // Lines that only one of them has, each cut short.
    static QByteArray differences(const QByteArray& ours, const QByteArray& theirs)
    {
        const QByteArrayList left = ours.split('\n'), right = theirs.split('\n');
        QByteArray all;
        for (qsizetype i = 0; i < qMax(left.size(), right.size()) && all.size() < 2000; ++i) {
            if (left.value(i) != right.value(i))
                all += "line " + QByteArray::number(i + 1) + "\n- " + left.value(i).left(300) + "\n+ " + right.value(i).left(300) + '\n';
        }
        return all;
    }

    static QString said(const RestoreOutcome& outcome)
    {
        return !outcome.error ? QString() : QString::fromUtf8(outcome.error->code + ' ' + outcome.error->what.source) + outcome.error->what.arguments.join(u' ') + outcome.error->detail;
    }

    std::unique_ptr<MariaDbServer> m_server;
    QTemporaryDir m_folder;
    int m_tasks = 0;
};

QTEST_GUILESS_MAIN(TestMyRoundTrip)
#include "tst_myroundtrip.moc"
