#include "app/storedatabase.h"
#include "app/storeschema.h"
#include "tests/app/cliprocess.h"

#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

/// Somebody with the sqlite3 shell and the rights to the file.
void tamper(const QString& path, const QString& statement)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY2(query.exec(statement), qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(u"tamper"_s);
}

AuditEvent eventOf(int number)
{
    return {"created", u"%1"_s.arg(number, 32, 16, QChar(u'0')), u"task-%1"_s.arg(number), {{u"target"_s, u"sqlite:///srv/a.db"_s}, {u"number"_s, number}}};
}

} // namespace

/// The audit log: entries that nobody can change unseen.
class TestAudit : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void entriesFollowOneAnotherAndAreWhole();
    void anEntryThatWasTouchedIsNamed_data();
    void anEntryThatWasTouchedIsNamed();
    void everyDeedOnTheCommandLineIsOnRecord();
    void theReportOfATaskIsWritten();

private:
    QByteArray path() const { return m_folder->filePath(u"s/tasks.db"_s).toLocal8Bit(); }
    void write(int count) const;
    AuditVerdict verdict() const;
    QByteArrayList withStore(QByteArrayList arguments) const { return arguments += {"--store", path(), "--language", "en", "--json"}; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestAudit::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestAudit::write(int count) const
{
    StoreDatabase store;
    QVERIFY(store.open(path(), StoreAccess::ReadWrite, schemaSteps()).ok());
    for (int i = 1; i <= count; ++i)
        QVERIFY(store.appendAudit(eventOf(i), QDateTime::fromMSecsSinceEpoch(1'700'000'000'000 + i, Qt::UTC)).ok());
}

AuditVerdict TestAudit::verdict() const
{
    StoreDatabase store;
    if (!store.open(path(), StoreAccess::ReadOnly, schemaSteps()))
        return {-1, -1, -1, {}};
    const Result<AuditVerdict> verdict = store.verifyAudit();
    return verdict ? *verdict : AuditVerdict{-2, -2, -2, {}};
}

void TestAudit::entriesFollowOneAnotherAndAreWhole()
{
    write(4);
    write(1); // by the next program that opens the store
    QCOMPARE(verdict().entries, 5);
    QVERIFY(verdict().isWhole());
    QCOMPARE(verdict().lastHash.size(), 32);
    StoreDatabase store;
    QVERIFY(store.open(path(), StoreAccess::ReadOnly, schemaSteps()).ok());
    const Result<QList<AuditEntry>> entries = store.readAudit({}, 2, 2);
    QVERIFY(entries.ok());
    QCOMPARE(entries->size(), 2);
    QCOMPARE(entries->first().number, 2);
    QCOMPARE(entries->first().event.taskName, u"task-2"_s);
    QCOMPARE(entries->first().event.facts, eventOf(2).facts);
    const Result<QList<AuditEntry>> ofOne = store.readAudit(eventOf(1).taskId, 1, 10);
    QCOMPARE(ofOne->size(), 2);
}

void TestAudit::anEntryThatWasTouchedIsNamed_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<qint64>("firstBroken");
    QTest::addColumn<qint64>("missingAtEnd");
    QTest::newRow("who did it") << u"UPDATE audit SET actor = 'somebody@else' WHERE number = 3"_s << qint64(3) << qint64(0);
    QTest::newRow("when") << u"UPDATE audit SET time_ms = time_ms + 1 WHERE number = 1"_s << qint64(1) << qint64(0);
    QTest::newRow("what") << u"UPDATE audit SET event = 'deleted' WHERE number = 5"_s << qint64(5) << qint64(0);
    QTest::newRow("facts") << u"UPDATE audit SET facts = '{}' WHERE number = 2"_s << qint64(2) << qint64(0);
    QTest::newRow("one removed") << u"DELETE FROM audit WHERE number = 2"_s << qint64(2) << qint64(0);
    QTest::newRow("the first removed") << u"DELETE FROM audit WHERE number = 1"_s << qint64(1) << qint64(0);
    QTest::newRow("two changed places") << u"UPDATE audit SET number = CASE number WHEN 2 THEN -3 ELSE -2 END WHERE number IN (2, 3)"_s << qint64(-3) << qint64(0);
    QTest::newRow("the last ones removed") << u"DELETE FROM audit WHERE number > 3"_s << qint64(0) << qint64(2);
    QTest::newRow("all removed") << u"DELETE FROM audit"_s << qint64(0) << qint64(5);
}

void TestAudit::anEntryThatWasTouchedIsNamed()
{
    QFETCH(QString, statement);
    QFETCH(qint64, firstBroken);
    QFETCH(qint64, missingAtEnd);
    write(5);
    QVERIFY(verdict().isWhole());
    tamper(QFile::decodeName(path()), statement);
    QVERIFY(!verdict().isWhole());
    QCOMPARE(verdict().firstBroken, firstBroken);
    QCOMPARE(verdict().missingAtEnd, missingAtEnd);
    const CliRun run = runCli(withStore({"audit", "verify"}));
    QCOMPARE(run.status, 1);
    QCOMPARE(run.result()[u"error"][u"code"].toString(), u"audit.broken"_s);
}

void TestAudit::everyDeedOnTheCommandLineIsOnRecord()
{
    const QByteArray target = "sqlite://" + m_folder->filePath(u"c.db"_s).toLocal8Bit();
    const QByteArrayList restore{"restore", "--backup", corpus("chinook-lerocha-sql/Chinook_Sqlite.sql"), "--target", target};
    if (!QFile::exists(QFile::decodeName(restore[2])))
        QSKIP("corpus chinook-lerocha-sql is absent");
    QCOMPARE(runCli(withStore(restore)).status, 0);
    const CliRun second = runCli(withStore(restore + QByteArrayList{"--overwrite", "--name", "again"}));
    QCOMPARE(second.status, 0);
    const QByteArray id = second.result()[u"id"].toString().toLatin1();
    QCOMPARE(runCli(withStore({"tasks", "undo", id})).status, 0);
    QCOMPARE(runCli(withStore({"tasks", "discard", id})).status, 0);
    QCOMPARE(runCli(withStore({"tasks", "delete", id})).status, 0);

    const CliRun log = runCli(withStore({"audit", "list"}));
    QCOMPARE(log.status, 0);
    QStringList ofSecond;
    for (const QJsonObject& entry : log.of(u"audit"_s)) {
        if (entry[u"task"].toString().toLatin1() == id)
            ofSecond += entry[u"event"].toString();
        QVERIFY(entry[u"actor"].toString().contains(u"bakferry-cli"_s));
    }
    QCOMPARE(ofSecond.first(), u"created"_s);
    QCOMPARE(ofSecond[1], u"ended"_s);
    QCOMPARE(ofSecond[2], u"undo"_s);
    QVERIFY2(ofSecond.contains(u"ended"_s) && ofSecond.last() == u"deleted"_s, qPrintable(ofSecond.join(u' ')));
    const CliRun verify = runCli(withStore({"audit", "verify"}));
    QCOMPARE(verify.status, 0);
    QCOMPARE(verify.result()[u"entries"].toInt(), int(log.lines.size()));
}

void TestAudit::theReportOfATaskIsWritten()
{
    const QByteArray backup = QByteArray(BAKFERRY_SOURCE_DIR "/resources/samples/shop.sql.gz");
    QCOMPARE(runCli(withStore({"restore", "--backup", backup, "--target", "sqlite://" + m_folder->filePath(u"shop.db"_s).toLocal8Bit(), "--name", "shop-drill"})).status, 0);
    const auto report = [&](const QByteArray& format) {
        const QString file = m_folder->filePath(u"report."_s + QString::fromLatin1(format));
        const CliRun run = runCli(withStore({"tasks", "report", "shop-drill", "--format", format, "--output", file.toLocal8Bit()}));
        QFile written(file);
        return run.status == 0 && written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
    };
    QVERIFY(report("html").contains("<td class=\"number\">720</td>"));
    QVERIFY(report("csv").contains("\"order_line\",\"720\",\"720\""));
    QVERIFY(report("json").contains("\"order_line\""));
    QCOMPARE(runCli(withStore({"tasks", "report", "shop-drill", "--format", "xls", "--output", "/tmp/x"})).status, 2);
    QCOMPARE(runCli(withStore({"tasks", "report", "shop-drill"})).status, 2);
    QCOMPARE(runCli(withStore({"tasks", "report", "shop-drill", "--output", "/nowhere/there/is/no/folder.html"})).status, 13);
}

QTEST_GUILESS_MAIN(TestAudit)
#include "tst_audit.moc"
