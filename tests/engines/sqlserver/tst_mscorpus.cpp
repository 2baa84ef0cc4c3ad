#include "tests/engines/sqlserver/mstestsupport.h"

#include <QTest>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

QByteArray corpus(const char* name) { return QByteArray(BAKFERRY_CORPORA_DIR "/mssql/") + name; }

const char* const ft1Full = "dbatools/sql2008-backups/ft1/FULL/SQL2008_ft1_FULL_20170518_041742.bak";
const char* const ft1Differential = "dbatools/sql2008-backups/ft1/DIFF/SQL2008_ft1_DIFF_20170518_041819.bak";
const char* const ft1Log = "dbatools/sql2008-backups/ft1/LOG/SQL2008_ft1_LOG_20170518_041831.trn";
const char* const stripe1 = "dbatools/sql2008-backups/RestoreTimeStripe/Stripe1/RestoreTimeStripe.bak";
const char* const stripe2 = "dbatools/sql2008-backups/RestoreTimeStripe/Stripe2/RestoreTimeStripe1.bak";

RestoreRequest requestOf(const QList<const char*>& names)
{
    RestoreRequest request;
    for (const char* name : names)
        request.backups += BackupFile{corpus(name)};
    return request;
}

bool isThere(const QList<const char*>& names)
{
    return std::ranges::all_of(names, [](const char* name) { return QFile::exists(QFile::decodeName(corpus(name))); });
}

MsReading readThrough(const QList<const char*>& names) { return readMsBackups(requestOf(names), MsDepth::Through, JobContext{}); }

} // namespace

/// Real backup files of SQL Server 2005 to 2016: what is proven of them without a server, and what is planned.
class TestMsCorpus : public QObject
{
    Q_OBJECT

private slots:
    void everyFileIsProven_data();
    void everyFileIsProven();
    void plans_data();
    void plans();
    void theOtherStripeIsAskedFor();
    void aPasswordIsSaidAndDoesNotKeepFromProving();
    void aPostgresqlArchiveGoesToItsEngine();
    void aPrecheckWithoutServerSaysSo();
};

void TestMsCorpus::everyFileIsProven_data()
{
    QTest::addColumn<QList<const char*>>("files");
    QTest::addColumn<QByteArray>("integrity");
    QTest::addColumn<QByteArray>("checksum");
    const auto row = [](const char* name, const QList<const char*>& files, const char* integrity, const char* checksum = "") {
        QTest::newRow(name) << files << QByteArray(integrity) << QByteArray(checksum);
    };
    // Pages by what protects them: checksum, torn-page bits, neither, never used. Their sum is the corpus's count of pages.
    row("2005, torn-page bits", {"northwind-xandelima/Northwind.bak"}, "0 385 5 26");
    row("2008 R2", {"dbatools/singlerestore/singlerestore.bak"}, "159 0 4 5");
    row("media password", {"dbatools/backuppassword/passwd.bak"}, "170 0 4 10");
    row("full", {"dbatools/DoubleDiffing/difftest-full.bak"}, "168 0 4 12");
    row("with checksum", {ft1Full}, "159 0 4 5", "2");
    row("differential with checksum", {ft1Full, ft1Differential}, "159 0 4 5,28 0 2 2", "2,2");
    row("log with checksum", {ft1Full, ft1Differential, ft1Log}, "159 0 4 5,28 0 2 2", "2,2,1");
    row("two stripes", {stripe1, stripe2}, "170 0 12 10");
    row("2012", {"pubs-ugr95/pubs.bak"}, "356 0 2 34");
    row("2016", {"testdb-wish/TestDB.bak"}, "302 0 2 104");
    row("2016, compressed", {"tsqlv4/TSQLV4.bak"}, "591 0 2 319");
}

void TestMsCorpus::everyFileIsProven()
{
    QFETCH(QList<const char*>, files);
    if (!isThere(files))
        QSKIP("the corpus is not there");
    const MsReading reading = readThrough(files);
    QCOMPARE(blockerLine(reading.findings), QByteArray());
    QCOMPARE(reading.sha256.size(), 32);
    QVERIFY(reading.contentProven);
    QByteArrayList integrity, checksum;
    for (const Finding& finding : reading.findings) {
        if (finding.checkId == "integrity" && finding.level == FindingLevel::Passed)
            integrity += finding.what.arguments.mid(1).join(u' ').toLatin1();
        if (finding.checkId == "checksum" && finding.level == FindingLevel::Passed)
            checksum += finding.what.arguments[1].toLatin1();
    }
    QTEST(integrity.join(','), "integrity");
    QTEST(checksum.join(','), "checksum");
}

void TestMsCorpus::plans_data()
{
    QTest::addColumn<QList<const char*>>("files");
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<QByteArray>("blockers");
    const auto row = [](const char* name, const QList<const char*>& files, const char* plan, const char* blockers = "") { QTest::newRow(name) << files << QByteArray(plan) << QByteArray(blockers); };
    row("full and the second of two differentials", {"dbatools/DoubleDiffing/difftest-full.bak", "dbatools/DoubleDiffing/difftest-diff1.bak", "dbatools/DoubleDiffing/difftest-diff2.bak"}, "full 1:1, differential 3:1");
    row("full, differential, log", {ft1Log, ft1Full, ft1Differential}, "full 2:1, differential 3:1, log 1:1");
    row("full and log", {ft1Full, ft1Log}, "full 1:1, log 2:1");
    row("differential alone", {ft1Differential}, "", "chain.no_full");
    row("differential of another database", {"dbatools/singlerestore/singlerestore.bak", ft1Differential}, "", "chain.which_database");
    row("an empty log alone", {"dbatools/OlaMsFilter/complex/Log/test_LOG_20160629_141500.trn"}, "", "chain.no_full");
    row("both stripes", {stripe2, stripe1}, "full 2:1");
    row("first stripe", {stripe1}, "", "backup.stripe_missing, chain.no_full");
    row("second stripe", {stripe2}, "", "backup.stripe_missing, chain.no_full");
    row("stripes of two sets", {stripe1, "northwind-cconocimientos/Northwind.bak"}, "", "backup.stripe_missing, backup.stripe_mixed, chain.which_database");
}

void TestMsCorpus::plans()
{
    QFETCH(QList<const char*>, files);
    if (!isThere(files))
        QSKIP("the corpus is not there");
    const MsReading reading = readMsBackups(requestOf(files), MsDepth::Headers, JobContext{});
    QTEST(planLine(reading.plan), "plan");
    QTEST(blockerLine(reading.findings), "blockers");
}

void TestMsCorpus::theOtherStripeIsAskedFor()
{
    const QList<const char*> files{"northwind-cconocimientos/Northwind.bak"};
    if (!isThere(files))
        QSKIP("the corpus is not there");
    const MsReading reading = readThrough(files);
    QCOMPARE(blockerLine(reading.findings), QByteArray("backup.stripe_missing, chain.no_full"));
    QVERIFY2(findingText(reading.findings, "complete").contains(u"stripe 2 of 2 missing"_s), qPrintable(findingText(reading.findings)));
    QVERIFY(!reading.contentProven);
}

void TestMsCorpus::aPasswordIsSaidAndDoesNotKeepFromProving()
{
    const QList<const char*> files{"dbatools/backuppassword/passwd.bak"};
    if (!isThere(files))
        QSKIP("the corpus is not there");
    const MsReading reading = readThrough(files);
    QVERIFY(reading.media.first().hasMediaPassword);
    QVERIFY(findingText(reading.findings, "readable").startsWith(u"warning:"_s));
}

void TestMsCorpus::aPostgresqlArchiveGoesToItsEngine()
{
    const QByteArray path = QByteArray(BAKFERRY_CORPORA_DIR "/postgres/custom-named-bak/AdventureWorksLT2017.bak");
    if (!QFile::exists(QFile::decodeName(path)))
        QSKIP("the corpus is not there");
    const Result<BackupFacts> facts = inspectBackup({BackupFile{path}}, JobContext{});
    QVERIFY(facts);
    QCOMPARE(facts->engineId, QByteArray("postgresql"));
    const Result<BackupFacts> wrong = engineById("sqlserver")->inspect({BackupFile{path}}, JobContext{});
    QCOMPARE(wrong.error().code, QByteArray("backup.other_format"));
}

void TestMsCorpus::aPrecheckWithoutServerSaysSo()
{
    const QList<const char*> files{ft1Full};
    if (!isThere(files))
        QSKIP("the corpus is not there");
    RestoreRequest request = requestOf(files);
    request.options.insert(u"offline"_s, true);
    const PrecheckReport report = engineById("sqlserver")->precheck(request, JobContext{});
    QCOMPARE(report.count(FindingLevel::Blocker), 0);
    QVERIFY(findingText(report.findings, "target").startsWith(u"not checkable:"_s));
    QVERIFY(report.evidence && report.evidence->contentProven);
}

QTEST_GUILESS_MAIN(TestMsCorpus)
#include "tst_mscorpus.moc"
