#include "engines/mariadb/mariadbengine.h"
#include "tests/support/enginedriver.h"
#include "tests/support/mariadbserver.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

/// Every open MySQL unit of the corpus goes through the engine: restored with its tables and rows, or refused with the finding its truth
/// calls for.
class TestMyCorpus : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!QFile::exists(corpus()))
            QSKIP("the corpora are not here");
        m_server = std::make_unique<MariaDbServer>(QByteArrayList{"character-set-server=utf8mb4", "collation-server=utf8mb4_general_ci"}, MariaDbServer::Listens::OnSocket, MariaDbServer::memoryFolder()); // as Debian sets it up
        if (!m_server->isRunning())
            QSKIP(m_server->why().constData());
    }

    void restoresWhatItHolds_data()
    {
        QTest::addColumn<QStringList>("paths");
        QTest::addColumn<QVariantMap>("options");
        QTest::addColumn<int>("tables");
        QTest::addColumn<qint64>("rows");
        QTest::addColumn<QByteArray>("code");
        const auto restored = [](const char* name, const QStringList& paths, int tables, qint64 rows, const QVariantMap& options = {}) {
            QTest::newRow(name) << paths << options << tables << rows << QByteArray();
        };
        const auto refused = [](const char* name, const QStringList& paths, const QByteArray& code, const QVariantMap& options = {}) {
            QTest::newRow(name) << paths << options << 0 << qint64(0) << code;
        };
        restored("sakila, a zip of scripts", {u"sakila-zip-pgloader/sakila-db.zip"_s}, 16, 47'273);
        restored("world", {u"mysqlshell-world/world.sql"_s}, 3, 5'302);
        restored("chinook, which drops its database", {u"chinook-lerocha/Chinook_MySql.sql"_s}, 11, 15'607);
        restored("northwind, schema and data apart", {u"northwind-mywind/northwind.sql"_s, u"northwind-mywind/northwind-data.sql"_s}, 20, 511);
        restored("northwind with other defaults", {u"northwind-mywind/northwind-default-current-timestamp.sql"_s, u"northwind-mywind/northwind-data.sql"_s}, 20, 511);
        restored("bzip2", {u"bz2-lilapetryshyn/dump.sql.bz2"_s}, 7, 48);
        restored("Navicat", {u"navicat-zh-zhangkunjie/student.sql"_s}, 1, 12);
        restored("HeidiSQL", {u"heidisql-zh-danxinj/test1.sql"_s}, 1, 6);
        restored("GBK", {u"gbk-tiflow/data_gbk.sql"_s}, 5, 1);
        restored("odd names", {u"mysqlshell-crazy_names/crazy_names.sql"_s}, 7, 16);
        restored("two databases", {u"mysqlshell-misc_features/misc_features.sql"_s}, 11, 17);
        restored("mydumper", {u"mydumper-mocker_test"_s}, 4, 20'002);
        restored("mydumper without metadata", {u"mydumper-tool_241"_s}, 10, 84);
        restored("mydumper, utf8mb4", {u"mydumper-character_sets-utf8mb4"_s}, 1, 10);
        restored("mydumper, schema alone", {u"mydumper-no_schema-schema"_s}, 1, 0);
        restored("GB18030, as it was chosen", {u"mydumper-character_sets-gb18030"_s}, 1, 10, {{u"charset"_s, u"gbk"_s}});
        refused("GB18030, undeclared", {u"mydumper-character_sets-gb18030"_s}, "backup.charset");
        refused("Adminer of MySQL 8", {u"adminer-kurskiy/totaldump.sql"_s}, "target.collation");
        refused("cacti of MySQL 3.23", {u"cacti-mysql323/cacti.sql"_s}, "target.syntax");
        refused("a script that reads files that are not there", {u"employees-source/employees.sql"_s}, "script.source_missing");
        refused("the same in partitions", {u"employees-source/employees_partitioned.sql"_s}, "script.source_missing");
        refused("the same in partitions of 5.1", {u"employees-source/employees_partitioned_5.1.sql"_s}, "script.source_missing");
        refused("an INSERT into a table of nobody", {u"mysqlshell-sql_err/sql_err.sql"_s}, "script.hostile");
        refused("a folder of MySQL Shell", {u"mysqlshell-dumpdir-stackoverflow"_s}, "backup.other_format");
    }

    void restoresWhatItHolds()
    {
        QFETCH(QStringList, paths);
        QFETCH(QVariantMap, options);
        QFETCH(int, tables);
        QFETCH(qint64, rows);
        QFETCH(QByteArray, code);
        const MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, paths);
        driver.request.options = options;
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2((outcome.error ? outcome.error->code : QByteArray()) == code, qPrintable(said(outcome)));
        for (const Message& warning : outcome.warnings)
            qInfo() << warning.source << warning.arguments;
        if (code.isEmpty()) {
            QCOMPARE(outcome.tables, qint64(tables));
            QCOMPARE(outcome.rows, rows);
            QVERIFY(outcome.statements.balances());
            QCOMPARE(outcome.remains, Remains::New);
        }
        // Nothing of ours is left, whatever came of it.
        QCOMPARE(*m_server->connect()->value("SELECT count(*) FROM information_schema.schemata WHERE schema_name LIKE '%\\_\\_bf\\_%'"), "0");
    }

    void restoresAfterItsFixIts_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("tables");
        QTest::addColumn<qint64>("rows");
        QTest::newRow("Adminer of MySQL 8") << u"adminer-kurskiy/totaldump.sql"_s << 2 << qint64(4);
        QTest::newRow("cacti of MySQL 3.23") << u"cacti-mysql323/cacti.sql"_s << 49 << qint64(1'322);
    }

    void restoresAfterItsFixIts()
    {
        QFETCH(QString, path);
        const MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, {path});
        for (const Finding& finding : driver.precheck().findings) {
            if (finding.level == FindingLevel::Blocker && !finding.fixes.isEmpty()) {
                QVERIFY(!finding.fixes.first().preview.isEmpty());
                driver.request.options.insert(QString::fromLatin1(finding.fixes.first().option), finding.fixes.first().value);
            }
        }
        QVERIFY(!driver.request.options.isEmpty());
        const RestoreOutcome outcome = driver.restore();
        QVERIFY2(!outcome.error, qPrintable(said(outcome)));
        QTEST(int(outcome.tables), "tables");
        QTEST(outcome.rows, "rows");
    }

    // myloader calls all of them a success.
    void refusesADamagedChunk_data()
    {
        QTest::addColumn<QByteArray>("whole");
        QTest::addColumn<QByteArray>("damaged"); ///< in its place; the file ends there where it is empty
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("cut in a row") << QByteArray("-47\"),\n(9999,") << QByteArray() << QByteArray("backup.truncated");
        QTest::newRow("cut behind a row") << QByteArray(",\n(9999,") << QByteArray() << QByteArray("backup.truncated");
        QTest::newRow("a quote lost") << QByteArray("(9999,\"") << QByteArray("(9999,") << QByteArray("backup.truncated");
        QTest::newRow("a comma lost") << QByteArray(",\n(9999,") << QByteArray("\n(9999,") << QByteArray("target.refused");
        QTest::newRow("a digit that is none") << QByteArray("(9999,") << QByteArray("(99?9,") << QByteArray("target.refused");
        QTest::newRow("a number twice") << QByteArray("(9999,") << QByteArray("(9998,") << QByteArray("target.refused");
    }

    void refusesADamagedChunk()
    {
        QFETCH(QByteArray, whole);
        QFETCH(QByteArray, damaged);
        const QTemporaryDir folder;
        QDir source(corpus() + u"mydumper-mocker_test"_s);
        for (const QString& name : source.entryList(QDir::Files)) {
            QFile from(source.filePath(name)), to(folder.filePath(name));
            QVERIFY(from.open(QIODevice::ReadOnly) && to.open(QIODevice::WriteOnly));
            QByteArray content = from.readAll();
            if (name == u"mocker_test.tbl_autoid.sql"_s) {
                const qsizetype at = content.indexOf(whole);
                QVERIFY(at > 0);
                content = damaged.isEmpty() ? content.first(at) : content.first(at) + damaged + content.sliced(at + whole.size());
            }
            QVERIFY(to.write(content) == content.size());
        }
        const MariaDbEngine engine;
        EngineDriver driver(engine);
        prepare(driver, {});
        driver.request.backups = {BackupFile{QFile::encodeName(folder.path())}};
        driver.request.overwrite = true;
        QVERIFY(m_server->connect()->execute("CREATE DATABASE target").ok() && m_server->connect()->execute("CREATE TABLE target.old AS SELECT 42 AS a").ok());
        const RestoreOutcome outcome = driver.restore();
        QVERIFY(outcome.error);
        QTEST(outcome.error->code, "code");
        QVERIFY2(outcome.error->what.arguments.join(u' ').contains(u"mocker_test.tbl_autoid.sql"_s), qPrintable(said(outcome)));
        QVERIFY(outcome.leftOvers.isEmpty());
        QCOMPARE(*m_server->connect()->value("SELECT group_concat(table_schema, '.', table_name) FROM information_schema.tables WHERE table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')"), "target.old");
    }

private:
    void prepare(EngineDriver& driver, const QStringList& paths)
    {
        for (const QString& path : paths)
            driver.request.backups += BackupFile{QFile::encodeName(corpus() + path)};
        driver.request.target = m_server->target("target");
        driver.request.taskId = QString::number(++m_tasks, 16).rightJustified(8, u'0') + u"456789abcdef0123456789ab"_s;
        dropAll();
    }

    static QString said(const RestoreOutcome& outcome)
    {
        return !outcome.error ? QString() : QString::fromUtf8(outcome.error->code + ' ' + outcome.error->what.source) + outcome.error->what.arguments.join(u' ') + outcome.error->detail;
    }

    static QString corpus() { return QStringLiteral(BAKFERRY_CORPORA_DIR "/mysql/"); }

    void dropAll()
    {
        const auto connection = m_server->connect();
        QVERIFY(connection->execute("SET foreign_key_checks = 0").ok());
        const auto names = connection->execute("SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')");
        for (qsizetype row = 0; row < names->rows(); ++row)
            {
            const auto dropped = connection->execute("DROP DATABASE " + quotedMyName(names->text(row, 0)));
            QVERIFY2(dropped.ok(), qPrintable(dropped.error().detail + QString::fromUtf8(names->text(row, 0))));
        }
    }

    std::unique_ptr<MariaDbServer> m_server;
    int m_tasks = 0;
};

QTEST_GUILESS_MAIN(TestMyCorpus)
#include "tst_mycorpus.moc"
