#include "engines/postgresql/script/pgscriptbackup.h"

#include <QFile>
#include <QTest>

using namespace bakferry;

/// The scripts of the corpus: what is in them, by the corpus's own table of truths.
class TestPgScriptCorpus : public QObject
{
    Q_OBJECT

private slots:
    void holdsWhatTheCorpusSays_data();
    void holdsWhatTheCorpusSays();
};

namespace {

struct Counts
{
    qint64 tables = 0, rows = 0, indexes = 0, unknown = 0, roles = 0;
    QByteArrayList databases;
    QByteArrayList statements;
};

Counts count(const PgBackup& backup, const PgReading& reading)
{
    Counts counts;
    for (int d = 0; d < backup.databases().size(); ++d) {
        const PgDatabase& database = backup.databases()[d];
        counts.databases += database.name;
        for (int e = 0; e < database.entries.size(); ++e) {
            const PgEntry& entry = database.entries[e];
            counts.tables += entry.kind == "TABLE";
            counts.indexes += entry.kind == "INDEX";
            counts.roles += entry.kind == "ROLE";
            counts.unknown += entry.kind == "STATEMENT" || entry.kind == "STATEMENTS";
            counts.rows += qMax<qint64>(0, reading.rows[d][e]);
        }
    }
    return counts;
}

} // namespace

void TestPgScriptCorpus::holdsWhatTheCorpusSays_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<qint64>("tables");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<QByteArrayList>("databases");
    QTest::addColumn<bool>("dumpOrder");
    QTest::newRow("neon chinook") << "neon-chinook/chinook.sql" << qint64(11) << qint64(15607) << QByteArrayList{""} << true;
    QTest::newRow("periodic table") << "neon-periodic_table/periodic_table.sql" << qint64(1) << qint64(118) << QByteArrayList{""} << true;
    QTest::newRow("happiness") << "neon-happiness_index/happiness_index.sql" << qint64(1) << qint64(156) << QByteArrayList{""} << true;
    QTest::newRow("northwind") << "northwind-pthom/northwind.sql" << qint64(14) << qint64(3362) << QByteArrayList{""} << true;
    QTest::newRow("chinook") << "chinook-lerocha/Chinook_PostgreSql.sql" << qint64(11) << qint64(15607) << QByteArrayList{"chinook"} << false;
    QTest::newRow("booktown") << "booktown/booktown.sql" << qint64(23) << qint64(275) << QByteArrayList{"booktown"} << false;
    QTest::newRow("dumpall") << "dumpall-dmitry/definitions.sql" << qint64(15) << qint64(0)
                             << QByteArrayList{"", "template1", "dvdrental", "postgres"} << true;
    QTest::newRow("roles") << "dumpall-dmitry/roles.sql" << qint64(0) << qint64(0) << QByteArrayList{""} << true;
    QTest::newRow("tablespaces") << "dumpall-dmitry/tablespaces.sql" << qint64(0) << qint64(0) << QByteArrayList{""} << true;
}

void TestPgScriptCorpus::holdsWhatTheCorpusSays()
{
    QFETCH(QString, file);
    QFETCH(qint64, tables);
    QFETCH(qint64, rows);
    QFETCH(QByteArrayList, databases);
    QFETCH(bool, dumpOrder);
    const QByteArray path = BAKFERRY_CORPORA_DIR "/postgres/" + file.toUtf8();
    if (!QFile::exists(QFile::decodeName(path)))
        QSKIP("the corpus is not here");
    QFile head(QFile::decodeName(path));
    QVERIFY(head.open(QIODevice::ReadOnly));
    QVERIFY(recognisePgScript(head.read(65536)) >= 60);
    Result<std::unique_ptr<PgBackup>> backup = openPgScript({BackupFile{path}}, {});
    QVERIFY(backup.ok());
    QVERIFY((*backup)->entriesComplete()); // smaller than the head
    const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
    for (const Finding& finding : reading.findings)
        QVERIFY2(finding.level != FindingLevel::Blocker, finding.what.source.constData());
    QVERIFY(reading.complete);
    QCOMPARE(reading.sha256.size(), 32);
    const Counts counts = count(**backup, reading);
    QCOMPARE(counts.tables, tables);
    QCOMPARE(counts.rows, rows);
    QCOMPARE(counts.databases, databases);
    QCOMPARE(counts.unknown, 0);
    QCOMPARE((*backup)->header().pgDumpLayout, dumpOrder);
    if (qEnvironmentVariableIsSet("BAKFERRY_SHOW")) {
        for (const PgDatabase& database : (*backup)->databases()) {
            qDebug() << "====" << database.name << database.encoding << database.locale << database.owner << database.settings;
            for (const PgEntry& entry : database.entries)
                qDebug() << entry.id << entry.kind << entry.schema << entry.name << entry.owner << entry.tablespace << int(entry.section) << entry.dependencies << entry.dataSize << entry.definition.left(70);
        }
    }
}

QTEST_GUILESS_MAIN(TestPgScriptCorpus)
#include "tst_pgscriptcorpus.moc"
