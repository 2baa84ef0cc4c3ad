// Every SQLite file of the corpus, with the truth that the corpus states for it.
#include "engines/catalog.h"
#include "tests/support/enginedriver.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QtTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

QString corpusFile(const QString& name) { return QStringLiteral(BAKFERRY_CORPORA_DIR) + u"/sqlite/"_s + name; }

EngineDriver driverFor(const QString& backup, const QString& target)
{
    EngineDriver driver(*engineById("sqlite"));
    driver.request.backups = {{QFile::encodeName(QFileInfo(backup).absoluteFilePath())}};
    driver.request.target = {{"sqlite"}, QFile::encodeName(target)};
    return driver;
}

} // namespace

class TestSqliteCorpus : public QObject
{
    Q_OBJECT

private slots:
    void aGoodBackupArrivesWhole_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<qint64>("tables");
        QTest::addColumn<qint64>("rows");
        const auto row = [](const char* file, qint64 tables, qint64 rows) { QTest::newRow(file) << QString::fromLatin1(file) << tables << rows; };
        row("chinook-lerocha/Chinook_Sqlite.sqlite", 11, 15607);
        row("chinook-lerocha-sql/Chinook_Sqlite.sql", 11, 15607);
        row("northwind-jpwhite3-sql/create.sql", 13, 3310);
        row("dissect/chinook.sqlite", 11, 15606); // the row deleted in its -wal stays deleted
        row("dissect/corpus/01-01.db", 1, 10);
        row("dissect/corpus/02-01.db", 1, 10);
        row("dissect/corpus/04-01.db", 1, 10);
        row("dissect/corpus/07-01.db", 1, 20);
        row("dissect/corpus/09-01.db", 1, 3852);
        row("pgloader-sqlite/bad-utf8.db", 1, 3);
        row("pgloader-sqlite/sqlite.db", 20, 37);
        row("pgloader-sqlite/test_pk.db", 2, 0);
        row("fuzz-images/fuzz8-049.db", 1, 1);
        row("fuzz-images/fuzz8-058.db", 4, 17);
        row("fuzz-images/fuzz8-123.db", 6, 113);
    }
    void aGoodBackupArrivesWhole()
    {
        QFETCH(QString, file);
        if (!QFile::exists(corpusFile(file)))
            QSKIP("the corpus is not here");
        QTemporaryDir folder;
        EngineDriver driver = driverFor(corpusFile(file), folder.filePath(u"target.db"_s));
        const RestoreOutcome outcome = driver.restore();
        QCOMPARE(openFindings(driver.report).join(u";"_s), QString());
        QVERIFY2(!outcome.error, outcome.error ? (outcome.error->code + outcome.error->what.source + outcome.error->what.arguments.join(u'|').toUtf8()).constData() : "");
        QCOMPARE(outcome.end, RestoreEnd::Complete);
        QTEST(outcome.tables, "tables");
        QTEST(outcome.rows, "rows");
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"target.db"_s});
    }

    void aBadBackupIsRefusedAndNothingMade_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* file, const char* code) { QTest::newRow(file) << QString::fromLatin1(file) << QByteArray(code); };
        for (const char* number : {"014", "016", "018", "028", "031", "042", "045", "061", "065", "070", "102", "144"})
            row(("fuzz-images/fuzz8-" + QByteArray(number) + ".db").constData(), "backup.damaged");
        row("dissect/inaccessible.sqlite", "backup.empty");
        row("dissect/invalid_database.sqlite", "backup.other_format");
        row("sqlcipher/sqlcipher-4.0-testkey.db", "backup.encrypted");
    }
    void aBadBackupIsRefusedAndNothingMade()
    {
        QFETCH(QString, file);
        if (!QFile::exists(corpusFile(file)))
            QSKIP("the corpus is not here");
        for (bool withPrecheck : {true, false}) {
            QTemporaryDir folder;
            EngineDriver driver = driverFor(corpusFile(file), folder.filePath(u"target.db"_s));
            driver.request.taskId = u"0123456789abcdef0123456789abcdef"_s;
            const RestoreOutcome outcome = withPrecheck ? driver.restore() : driver.restoreWithoutPrecheck();
            QVERIFY(outcome.error);
            QTEST(outcome.error->code, "code");
            QCOMPARE(outcome.error->kind, ErrorKind::BackupUnusable);
            QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList());
        }
    }
};

QTEST_GUILESS_MAIN(TestSqliteCorpus)
#include "tst_sqlitecorpus.moc"
