#include "engines/catalog.h"
#include "engines/mariadb/mybackup.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace bakferry;

/// The MySQL units of the corpus: what is in them, by the corpus's own table of truths.
class TestMyScriptCorpus : public QObject
{
    Q_OBJECT

private slots:
    void holdsWhatTheCorpusSays_data();
    void holdsWhatTheCorpusSays();
    void refusesByName();
    void everyFileGoesToItsEngine_data();
    void everyFileGoesToItsEngine();
};

namespace {

struct Counts
{
    QMap<QByteArray, qint64> kinds;
    qint64 rows = 0;
    QByteArrayList databases;
};

Counts count(const MyBackup& backup, const MyReading& reading)
{
    Counts counts;
    for (int d = 0; d < backup.databases().size(); ++d) {
        const MyDatabase& database = backup.databases()[d];
        counts.databases += database.name;
        QSet<QByteArray> tables;
        for (int e = 0; e < database.entries.size(); ++e) {
            if (database.entries[e].kind == "TABLE")
                tables += database.entries[e].name; // one may be dropped and made again
            else
                ++counts.kinds[database.entries[e].kind];
            counts.rows += qMax<qint64>(0, reading.rows[d][e]);
        }
        counts.kinds["TABLE"] += tables.size();
    }
    return counts;
}

QByteArrayList codesOf(const MyReading& reading)
{
    QByteArrayList codes;
    for (const Finding& finding : reading.findings) {
        if (finding.level == FindingLevel::Blocker)
            codes += finding.code;
    }
    return codes;
}

void show(const MyBackup& backup, const MyReading& reading)
{
    for (int d = 0; d < backup.databases().size(); ++d) {
        const MyDatabase& database = backup.databases()[d];
        qDebug() << "====" << database.name << database.charset << database.collation;
        for (int e = 0; e < database.entries.size(); ++e) {
            const MyEntry& entry = database.entries[e];
            qDebug() << entry.order << entry.kind << entry.name << entry.table << entry.definer << "settings" << entry.settings << "file" << entry.file << "line" << entry.line
                     << entry.offset << entry.length << reading.rows[d][e] << entry.definition.left(60);
        }
    }
    for (const MySettings& one : backup.settings())
        qDebug() << one.charset << one.connectionCharset << one.collation << one.sqlMode.value_or("(unset)") << one.timeZone << one.others;
    for (const Finding& finding : reading.findings) {
        qDebug() << int(finding.level) << finding.checkId << finding.code << finding.what.source << finding.what.arguments << finding.detail;
        for (const FixIt& fix : finding.fixes)
            qDebug() << "    fix" << fix.option << fix.value << fix.preview.arguments;
    }
    if (backup.whyInOrder())
        qDebug() << "in order:" << backup.whyInOrder()->source << backup.whyInOrder()->arguments;
    const MyHeader& header = backup.header();
    qDebug() << header.producer << header.vendor << header.serverVersion << header.created << header.position.file << header.position.position << header.position.gtid << header.files;
    for (const Message& oddity : header.oddities)
        qDebug() << oddity.source << oddity.arguments;
}

} // namespace

void TestMyScriptCorpus::holdsWhatTheCorpusSays_data()
{
    QTest::addColumn<QByteArrayList>("files");
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<qint64>("tables");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<QByteArrayList>("databases");
    QTest::addColumn<QByteArrayList>("codes");
    const auto row = [](const char* name, const QByteArrayList& files, qint64 tables, qint64 rows, const QByteArrayList& databases, const QByteArrayList& codes = {}, const QByteArray& charset = {}) {
        QTest::newRow(name) << files << charset << tables << rows << databases << codes;
    };
    row("sakila zip", {"sakila-zip-pgloader/sakila-db.zip"}, 16, 46273, {"sakila"}); // and 1,000 rows that a trigger makes
    row("world", {"mysqlshell-world/world.sql"}, 3, 5302, {"world"});
    row("chinook", {"chinook-lerocha/Chinook_MySql.sql"}, 11, 15607, {"Chinook"});
    row("northwind", {"northwind-mywind/northwind-data.sql", "northwind-mywind/northwind-default-current-timestamp.sql", "northwind-mywind/northwind.sql"}, 20, 511, {"northwind"});
    row("petclinic", {"bz2-lilapetryshyn/dump.sql.bz2"}, 7, 48, {"petclinic"});
    row("cacti", {"cacti-mysql323/cacti.sql"}, 49, 1322, {"dev_cacti_2"});
    row("navicat", {"navicat-zh-zhangkunjie/student.sql"}, 1, 12, {"test"});
    row("heidisql", {"heidisql-zh-danxinj/test1.sql"}, 1, 6, {"test"});
    row("adminer", {"adminer-kurskiy/totaldump.sql"}, 2, 4, {"dump_example", "example"});
    row("gbk", {"gbk-tiflow/data_gbk.sql"}, 5, 2, {"test"});
    row("employees alone", {"employees-source/employees.sql"}, 6, 0, {"employees"}, QByteArrayList(9, "script.source_missing"));
    row("crazy names", {"mysqlshell-crazy_names/crazy_names.sql"}, 7, 16, {"crazy_names_db"});
    row("misc features", {"mysqlshell-misc_features/misc_features.sql"}, 15, 17, {"all_features", "all_features2"});
    row("deliberate error", {"mysqlshell-sql_err/sql_err.sql"}, 0, 0, {""}, {"script.hostile"});
    row("mocker", {"mydumper-mocker_test"}, 4, 20002, {"mocker_test"}); // what looks like GBK there is UTF-8 that was spoilt before
    row("mocker with a character set", {"mydumper-mocker_test"}, 4, 20002, {"mocker_test"}, {}, "gbk");
    row("tool_241", {"mydumper-tool_241"}, 10, 84, {"qyjc"});
    row("gb18030", {"mydumper-character_sets-gb18030"}, 1, 10, {"charsets"}, {"backup.charset"});
    row("gb18030 read as gbk", {"mydumper-character_sets-gb18030"}, 1, 10, {"charsets"}, {}, "gbk");
    row("utf8mb4", {"mydumper-character_sets-utf8mb4"}, 1, 10, {"charsets"});
    row("no schema", {"mydumper-no_schema-schema"}, 1, 0, {"noschema"});
}

void TestMyScriptCorpus::holdsWhatTheCorpusSays()
{
    QFETCH(QByteArrayList, files);
    QFETCH(QByteArray, charset);
    QFETCH(qint64, tables);
    QFETCH(qint64, rows);
    QFETCH(QByteArrayList, databases);
    QFETCH(QByteArrayList, codes);
    BackupSet set;
    for (const QByteArray& file : files) {
        set += BackupFile{BAKFERRY_CORPORA_DIR "/mysql/" + file};
        if (!QFile::exists(QFile::decodeName(set.last().path)))
            QSKIP("the corpus is not here");
    }
    Result<std::unique_ptr<MyBackup>> backup = openMyBackup(set, {});
    QVERIFY2(backup.ok(), backup.ok() ? "" : backup.error().what.source.constData());
    QVERIFY((*backup)->entriesComplete()); // smaller than the head
    const MyReading reading = (*backup)->readThrough(charset, {}, JobStep::Prechecking);
    if (qEnvironmentVariableIsSet("BAKFERRY_SHOW"))
        show(**backup, reading);
    QCOMPARE(codesOf(reading), codes);
    const Counts counts = count(**backup, reading);
    QCOMPARE(counts.databases, databases);
    QCOMPARE(counts.kinds.value("TABLE"), tables);
    QCOMPARE(counts.rows, rows);
    QCOMPARE(reading.sha256.size(), 32);
    const Result<QByteArray> again = (*backup)->sha256({});
    QVERIFY(again.ok());
    QCOMPARE(*again, reading.sha256);
}

void TestMyScriptCorpus::refusesByName()
{
    const QByteArray path = BAKFERRY_CORPORA_DIR "/mysql/mysqlshell-dumpdir-stackoverflow";
    if (!QFile::exists(QFile::decodeName(path)))
        QSKIP("the corpus is not here");
    const Result<std::unique_ptr<MyBackup>> backup = openMyBackup({BackupFile{path}}, {});
    QVERIFY(!backup.ok());
    QCOMPARE(backup.error().code, "backup.other_format");
    QVERIFY(backup.error().what.source.contains("MySQL Shell"));
    const Result<BackupFacts> facts = inspectBackup({BackupFile{path}}, {});
    QVERIFY(!facts.ok());
    QCOMPARE(facts.error(), backup.error()); // told by whoever knows it
}

void TestMyScriptCorpus::everyFileGoesToItsEngine_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("engine");
    const QDir corpora(QStringLiteral(BAKFERRY_CORPORA_DIR));
    const QByteArrayList mysql{"adminer-kurskiy/totaldump.sql", "bz2-lilapetryshyn/dump.sql.bz2", "cacti-mysql323/cacti.sql", "chinook-lerocha/Chinook_MySql.sql",
                               "employees-source/employees.sql", "employees-source/objects.sql", "employees-source/load_dept_manager.dump", "employees-source", "gbk-tiflow/data_gbk.sql",
                               "heidisql-zh-danxinj/test1.sql", "mysqlshell-crazy_names/crazy_names.sql", "mysqlshell-misc_features/misc_features.sql", "mysqlshell-world/world.sql",
                               "navicat-zh-zhangkunjie/student.sql", "northwind-mywind/northwind-data.sql", "northwind-mywind/northwind.sql", "northwind-mywind", "sakila-zip-pgloader/sakila-db.zip",
                               "mydumper-mocker_test", "mydumper-tool_241", "mydumper-character_sets-gb18030", "mydumper-character_sets-utf8mb4", "mydumper-no_schema-schema"};
    for (const QByteArray& file : mysql)
        QTest::newRow(file.constData()) << BAKFERRY_CORPORA_DIR "/mysql/" + file << QByteArray("mariadb");
    for (const QByteArray engine : {"postgres", "sqlite"}) {
        for (const QString& unit : QDir(corpora.filePath(QString::fromLatin1(engine))).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const QDir folder(corpora.filePath(QString::fromLatin1(engine) + u'/' + unit));
            for (const QString& file : folder.entryList({QStringLiteral("*.sql")}, QDir::Files))
                QTest::newRow(qPrintable(unit + u'/' + file)) << QFile::encodeName(folder.filePath(file)) << (engine == "postgres" ? QByteArray("postgresql") : engine);
        }
    }
}

void TestMyScriptCorpus::everyFileGoesToItsEngine()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, engine);
    if (!QFile::exists(QFile::decodeName(path)))
        QSKIP("the corpus is not here");
    const Result<BackupFacts> facts = inspectBackup({BackupFile{path}}, {});
    QVERIFY2(facts.ok(), facts.ok() ? "" : facts.error().what.source.constData());
    QCOMPARE(facts->engineId, engine);
}

QTEST_GUILESS_MAIN(TestMyScriptCorpus)
#include "tst_myscriptcorpus.moc"
