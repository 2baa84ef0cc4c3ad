#include "tests/app/cliprocess.h"
#include "tests/support/msbackupwriter.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

QByteArray mssql(const char* name) { return QByteArray(BAKFERRY_CORPORA_DIR "/mssql/") + name; }

/// The truth of one file: its line in the corpus's README, and what the dates and counts in it say. Names of machines and accounts are left out.
struct Truth
{
    const char* file;
    const char* type;
    const char* version;
    const char* release;
    const char* database;
    int databaseVersion, compatibility;
    int stripe, stripes;
    int pages;
    const char* finished;
    const char* lsns; ///< first, last, checkpoint, database backup
    bool checksum = false, password = false, compressed = false;
    int files = 2;
};

const Truth truths[] = {
    {"northwind-xandelima/Northwind.bak", "D", "9.0.1399", "2005", "Northwind", 611, 80, 1, 1, 416, "2011-01-25 18:09:49", "31000000033100070 31000000036300001 31000000033100070 0"},
    {"dbatools/singlerestore/singlerestore.bak", "D", "10.50.1600", "2008 R2", "singlerestore", 661, 100, 1, 1, 168, "2017-05-18 13:51:14", "25000000005700064 25000000008300001 25000000005700064 0"},
    {"dbatools/backuppassword/passwd.bak", "D", "10.50.4000", "2008 R2", "stripetest", 661, 100, 1, 1, 184, "2020-10-03 15:34:48", "20000000033800037 20000000035400001 20000000033800037 20000000018800043",
     false, true},
    {"dbatools/DoubleDiffing/difftest-full.bak", "D", "10.50.1600", "2008 R2", "doublediff", 661, 100, 1, 1, 184, "2018-12-21 11:26:31", "24000000006800099 24000000010900001 24000000006800099 0"},
    {"dbatools/DoubleDiffing/difftest-diff1.bak", "I", "10.50.1600", "2008 R2", "doublediff", 661, 100, 1, 1, 48, "2018-12-21 11:26:31", "24000000011700034 24000000013200001 24000000011700034 24000000006800099"},
    {"dbatools/DoubleDiffing/difftest-diff2.bak", "I", "10.50.1600", "2008 R2", "doublediff", 661, 100, 1, 1, 48, "2018-12-21 11:26:31", "24000000013200001 24000000013400001 24000000013200001 24000000006800099"},
    {"dbatools/sql2008-backups/ft1/FULL/SQL2008_ft1_FULL_20170518_041742.bak", "D", "10.50.1600", "2008 R2", "ft1", 661, 100, 1, 1, 168, "2017-05-18 04:17:42",
     "25000000011600037 25000000013200001 25000000011600037 25000000005900074", true},
    {"dbatools/sql2008-backups/ft1/DIFF/SQL2008_ft1_DIFF_20170518_041819.bak", "I", "10.50.1600", "2008 R2", "ft1", 661, 100, 1, 1, 32, "2017-05-18 04:18:19",
     "25000000013900034 25000000015400001 25000000013900034 25000000011600037", true},
    {"dbatools/sql2008-backups/ft1/LOG/SQL2008_ft1_LOG_20170518_041831.trn", "L", "10.50.1600", "2008 R2", "ft1", 661, 100, 1, 1, 0, "2017-05-18 04:18:31",
     "25000000005900074 25000000015600001 25000000015400001 25000000011600037", true},
    {"dbatools/sql2008-backups/RestoreTimeStripe/Stripe1/RestoreTimeStripe.bak", "D", "10.50.4042", "2008 R2", "RestoreTimeStripe", 661, 100, 1, 2, 184, "2017-12-15 12:46:53",
     "20000000007400170 20000000014400001 20000000007400170 0"},
    {"dbatools/sql2008-backups/RestoreTimeStripe/Stripe2/RestoreTimeStripe1.bak", "D", "10.50.4042", "2008 R2", "RestoreTimeStripe", 661, 100, 2, 2, 184, "2017-12-15 12:46:53",
     "20000000007400170 20000000014400001 20000000007400170 0"},
    {"dbatools/OlaMsFilter/complex/Log/test_LOG_20160629_141500.trn", "L", "10.50.4042", "2008 R2", "OlaMsFilterTest", 661, 100, 1, 1, 0, "2018-07-02 08:17:42",
     "21000000018200001 21000000018200001 21000000015900037 21000000015900037"},
    {"pubs-ugr95/pubs.bak", "D", "11.0.2100", "2012", "pubs", 706, 110, 1, 1, 392, "2024-05-05 19:15:01", "134000000042400111 134000000048800001 134000000042400111 133000000034400037"},
    {"northwind-cconocimientos/Northwind.bak", "D", "12.0.2000", "2014", "Northwind", 782, 120, 1, 2, 560, "2024-12-09 18:58:10", "968000000044000037 968000000048000001 968000000044000037 0"},
    {"testdb-wish/TestDB.bak", "D", "13.0.4001", "2016", "Test", 852, 130, 1, 1, 408, "2021-06-17 23:10:34", "34000000236000037 34000000239200001 34000000236000037 34000000222400169", false, false, false, 3},
    {"tsqlv4/TSQLV4.bak", "D", "13.0.2186", "2016", "TSQLV4", 852, 130, 1, 1, 912, "2017-01-10 08:01:42", "39000000369600087 39000000375200001 39000000369600087 39000000349600037", false, false, true},
};

QByteArray text(const QJsonObject& facts, const char* id) { return facts[QLatin1String(id)].toVariant().toString().toUtf8(); }

} // namespace

/// The command line on SQL Server backups: what it tells of every real file, and prechecks that ask no server.
class TestCliMsCorpus : public QObject
{
    Q_OBJECT

private slots:
    void inspectTellsTheTruth_data();
    void inspectTellsTheTruth();
    void everyFileOfTheCorpusHasItsTruth();
    void anOfflinePrecheckProvesTheFiles();
    void anOfflinePrecheckRefusesAHalf();
    void anOfflinePrecheckAsksWhichFullBackup();
    void otherEnginesNeedATarget();
};

void TestCliMsCorpus::inspectTellsTheTruth_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(truths)); ++i)
        QTest::newRow(truths[i].file) << i;
}

void TestCliMsCorpus::inspectTellsTheTruth()
{
    QFETCH(int, index);
    const Truth& truth = truths[index];
    if (!QFile::exists(QFile::decodeName(mssql(truth.file))))
        QSKIP("the corpus is not there");
    const CliRun run = runCli({"inspect", "--json", mssql(truth.file)});
    QCOMPARE(run.status, 0);
    const QJsonObject result = run.result();
    QCOMPARE(result[u"engine"_s].toString(), u"sqlserver"_s);
    const QJsonObject facts = result[u"facts"_s].toObject();
    QCOMPARE(facts[u"databases"_s].toArray(), QJsonArray{QLatin1String(truth.database)});
    QCOMPARE(text(facts, "type"), QByteArray(truth.type));
    QCOMPARE(text(facts, "position"), QByteArray("1"));
    QCOMPARE(text(facts, "serverVersion"), QByteArray(truth.version));
    QCOMPARE(text(facts, "release"), QByteArray(truth.release));
    QCOMPARE(facts[u"databaseVersion"_s].toInt(), truth.databaseVersion);
    QCOMPARE(facts[u"compatibilityLevel"_s].toInt(), truth.compatibility);
    QCOMPARE(facts[u"stripe"_s].toInt(), truth.stripe);
    QCOMPARE(facts[u"stripes"_s].toInt(), truth.stripes);
    QCOMPARE(facts[u"pages"_s].toInt(), truth.pages);
    QCOMPARE(text(facts, "finished"), QByteArray(truth.finished));
    QCOMPARE(QByteArrayList({text(facts, "firstLsn"), text(facts, "lastLsn"), text(facts, "checkpointLsn"), text(facts, "databaseBackupLsn")}).join(' '), QByteArray(truth.lsns));
    QCOMPARE(facts[u"checksum"_s].toBool(), truth.checksum);
    QCOMPARE(facts[u"password"_s].toBool(), truth.password);
    QCOMPARE(facts[u"compressed"_s].toBool(), truth.compressed);
    QCOMPARE(facts[u"encrypted"_s].toBool(), false);
    QCOMPARE(facts[u"copyOnly"_s].toBool(), false);
    QVERIFY(!text(facts, "server").isEmpty());
    QCOMPARE(text(facts, "mediaSet").size(), 38);
    QCOMPARE(facts[u"files"_s].toArray().size(), truth.files);
    QCOMPARE(result[u"objects"_s].toArray()[0].toObject()[u"children"_s].toArray().size(), truth.files);
}

void TestCliMsCorpus::everyFileOfTheCorpusHasItsTruth()
{
    const QByteArray folder = mssql("");
    QDirIterator files(QFile::decodeName(folder), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QByteArray name = QFile::encodeName(files.next()).mid(folder.size());
        QVERIFY2(std::ranges::any_of(truths, [&](const Truth& truth) { return name == truth.file; }), name.constData());
    }
}

void TestCliMsCorpus::anOfflinePrecheckProvesTheFiles()
{
    const QByteArray folder = mssql("dbatools/sql2008-backups/ft1/");
    const QByteArray full = folder + "FULL/SQL2008_ft1_FULL_20170518_041742.bak";
    if (!QFile::exists(QFile::decodeName(full)))
        QSKIP("the corpus is not there");
    const CliRun run = runCli({"precheck", "--json", "--offline", "--backup", full, "--incremental", folder + "DIFF/SQL2008_ft1_DIFF_20170518_041819.bak", "--incremental",
                               folder + "LOG/SQL2008_ft1_LOG_20170518_041831.trn"});
    QCOMPARE(run.result()[u"blockers"_s].toInt(), 0);
    QCOMPARE(run.result()[u"status"_s].toString(), u"Succeeded"_s);
    const QList<QJsonObject> chains = run.of(u"chain"_s);
    QCOMPARE(chains.size(), 1);
    QCOMPARE(chains.first()[u"links"_s].toArray().size(), 3);
    QCOMPARE(chains.first()[u"restorableTo"_s].toString(), u"25000000015600001"_s);
}

void TestCliMsCorpus::anOfflinePrecheckRefusesAHalf()
{
    const QByteArray half = mssql("northwind-cconocimientos/Northwind.bak");
    if (!QFile::exists(QFile::decodeName(half)))
        QSKIP("the corpus is not there");
    const CliRun run = runCli({"precheck", "--offline", "--backup", half});
    QCOMPARE(run.status, 10);
    QVERIFY2(run.out.contains("stripe 2 of 2 missing"), run.out.constData());
}

void TestCliMsCorpus::anOfflinePrecheckAsksWhichFullBackup()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"two.bak"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    MsBackupWriter writer(file);
    for (const quint32 block : {100u, 200u}) {
        MsWrittenSet set;
        set.first = set.checkpoint = {40, block, 1};
        set.last = {40, block + 5, 1};
        set.own = QByteArray(16, char(block));
        writer.add(set);
    }
    file.close();
    const QByteArray path = QFile::encodeName(file.fileName());
    const CliRun asked = runCli({"precheck", "--json", "--offline", "--backup", path});
    QCOMPARE(asked.status, 2);
    QCOMPARE(asked.result()[u"error"_s].toObject()[u"code"_s].toString(), u"chain.which_full"_s);
    const CliRun chosen = runCli({"precheck", "--json", "--offline", "--backup", path, "--option", "fullBackup=1:1"});
    QCOMPARE(chosen.result()[u"blockers"_s].toInt(), 0);
}

void TestCliMsCorpus::otherEnginesNeedATarget()
{
    QTemporaryDir folder;
    makeDatabase(folder.filePath(u"a.db"_s), "create table t(a);");
    const CliRun run = runCli({"precheck", "--json", "--offline", "--backup", QFile::encodeName(folder.filePath(u"a.db"_s))});
    QCOMPARE(run.status, 2);
    QCOMPARE(run.result()[u"error"_s].toObject()[u"code"_s].toString(), u"usage.target"_s);
}

QTEST_GUILESS_MAIN(TestCliMsCorpus)
#include "tst_climscorpus.moc"
