// Cut and flipped backups, end to end: what is found out, what cannot be, and that nothing is worse than one changed value.
#include "tests/engines/sqlite/sqlitetestsupport.h"

#include <QFile>
#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int points = 200;

void makeSample(const QByteArray& path)
{
    QVERIFY(OtherProgram(path).run("PRAGMA page_size=1024;PRAGMA synchronous=OFF;CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT NOT NULL, born REAL, photo BLOB);"
        "CREATE TABLE visit(person INTEGER REFERENCES person, note TEXT);CREATE INDEX byName ON person(name);"
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c WHERE x<150) INSERT INTO person SELECT x, 'name ' || x, x*1.25, CAST('photo' || x*x AS BLOB) FROM c;"
        "INSERT INTO visit SELECT id, 'it''s ' || name || char(10) || 'again' FROM person;CREATE VIEW v AS SELECT name FROM person;"
        "CREATE TRIGGER g AFTER INSERT ON visit BEGIN UPDATE person SET born=0 WHERE id=new.person; END;"));
}

struct Sample
{
    QByteArray bytes;
    QByteArrayList content;
};

Sample sampleOf(bool script)
{
    const Workshop shop;
    makeSample(shop.source("a.db"));
    return {script ? dumpOf(shop.source("a.db")) : readFile(shop.source("a.db")), contentOf(shop.source("a.db"))};
}

// Lines that one has and the other has not.
qsizetype linesApart(const QByteArrayList& one, const QByteArrayList& other)
{
    QByteArrayList apart;
    std::ranges::set_symmetric_difference(one, other, std::back_inserter(apart));
    return apart.size();
}

// "refused", "the same", "one row differs", "the schema's words differ" or what else became of a damaged backup.
QString fateOf(const QByteArray& damaged, const QByteArrayList& content)
{
    const Workshop shop;
    writeFile(shop.source("damaged"), damaged);
    EngineDriver driver = shop.driver(shop.source("damaged"), shop.target());
    const RestoreOutcome outcome = driver.restore();
    if (outcome.error) {
        const bool said = !outcome.error->code.isEmpty() && !outcome.error->what.isEmpty() && !outcome.error->hint.isEmpty();
        return !said ? u"refused without a word"_s : shop.targetNames().isEmpty() ? u"refused"_s : u"refused, but left "_s + shop.targetNames().join(u", "_s);
    }
    for (const LedgerRow& row : outcome.ledger) {
        if (!row.agrees())
            return u"restored with a ledger that does not agree: "_s + row.table;
    }
    const QByteArrayList arrived = contentOf(shop.target());
    const auto isSchema = [](const QByteArray& line) { return line.startsWith("schema"); };
    QByteArrayList rows[2];
    std::ranges::copy_if(arrived, std::back_inserter(rows[0]), std::not_fn(isSchema));
    std::ranges::copy_if(content, std::back_inserter(rows[1]), std::not_fn(isSchema));
    const qsizetype apart = linesApart(arrived, content), rowsApart = linesApart(rows[0], rows[1]);
    if (apart == 0)
        return u"the same"_s;
    if (rowsApart == 0)
        return apart <= 2 ? u"one object's words differ"_s : u"%1 schema lines differ"_s.arg(apart);
    return apart == 2 ? u"one row differs"_s : u"%1 lines differ"_s.arg(apart);
}

QByteArray withBitFlipped(QByteArray bytes, qint64 bit)
{
    bytes[bit / 8] = char(bytes[bit / 8] ^ (1 << bit % 8));
    return bytes;
}

QStringList countsOf(const QMap<QString, int>& counts)
{
    QStringList lines;
    for (auto one = counts.cbegin(); one != counts.cend(); ++one)
        lines += u"%1: %2"_s.arg(one.key()).arg(one.value());
    return lines;
}

} // namespace

class TestSqliteDamage : public QObject
{
    Q_OBJECT

private slots:
    void everyCutIsFound_data();
    void everyCutIsFound();
    void aFlippedBitIsFoundOrChangesOneThingOnly_data();
    void aFlippedBitIsFoundOrChangesOneThingOnly();
    void aFlippedBitInACompressedBackupIsFound_data();
    void aFlippedBitInACompressedBackupIsFound();
    void aZeroedSectorIsFound_data();
    void aZeroedSectorIsFound();
    void aScriptWithoutATransactionSaysWhatItCannotProve();
    void aDatabaseFileSaysThatItCarriesNoChecksum();
};

void TestSqliteDamage::everyCutIsFound_data()
{
    QTest::addColumn<bool>("script");
    QTest::newRow("script") << true;
    QTest::newRow("database file") << false;
}

void TestSqliteDamage::everyCutIsFound()
{
    QFETCH(bool, script);
    const Sample sample = sampleOf(script);
    const qsizetype whole = sample.bytes.trimmed().size(); // the line end behind COMMIT; may be missing
    int refused = 0;
    for (int i = 0; i < points; ++i) {
        const Workshop shop;
        const QByteArray cut = sample.bytes.first((script ? whole : sample.bytes.size()) * i / points);
        writeFile(shop.source("cut"), cut);
        for (bool withPrecheck : {true, false}) {
            EngineDriver driver = shop.driver(shop.source("cut"), shop.target());
            const RestoreOutcome outcome = withPrecheck ? driver.restore() : driver.restoreWithoutPrecheck();
            QVERIFY2(outcome.error, QByteArray::number(cut.size()).constData());
            QCOMPARE(outcome.error->kind, script && !withPrecheck && outcome.error->code == "script.statement" ? ErrorKind::StatementFailed : ErrorKind::BackupUnusable);
            QCOMPARE(outcome.remains == Remains::Nothing || withPrecheck, true);
            QCOMPARE(shop.targetNames(), QStringList());
        }
        ++refused;
    }
    QCOMPARE(refused, points);
}

void TestSqliteDamage::aFlippedBitIsFoundOrChangesOneThingOnly_data()
{
    QTest::addColumn<bool>("script");
    QTest::addColumn<QStringList>("fates"); // exact for the seed: a change here is a change of what BakFerry finds
    QTest::newRow("script") << true << QStringList{u"one object's words differ: 1"_s, u"one row differs: 37"_s, u"refused: 149"_s, u"the same: 13"_s};
    QTest::newRow("database file") << false << QStringList{u"one object's words differ: 2"_s, u"one row differs: 42"_s, u"refused: 71"_s, u"the same: 85"_s};
}

void TestSqliteDamage::aFlippedBitIsFoundOrChangesOneThingOnly()
{
    QFETCH(bool, script);
    const Sample sample = sampleOf(script);
    QRandomGenerator random(2026);
    QMap<QString, int> counts;
    for (int i = 0; i < points; ++i) {
        const qint64 bit = random.bounded(quint32(sample.bytes.size() * 8));
        const QString fate = fateOf(withBitFlipped(sample.bytes, bit), sample.content);
        if (fate.contains(u"lines differ") || fate.contains(u"left") || fate.contains(u"agree"))
            qInfo("bit %lld: %s: %s", bit, qPrintable(fate), sample.bytes.mid(qMax<qint64>(0, bit / 8 - 30), 60).toPercentEncoding(" ';(),").constData());
        ++counts[fate];
    }
    QTEST(countsOf(counts), "fates");
}

void TestSqliteDamage::aFlippedBitInACompressedBackupIsFound_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::newRow("gz") << QStringList{u"gzip"_s, u"-nc"_s};
    QTest::newRow("zst") << QStringList{u"zstd"_s, u"-qc"_s};
    QTest::newRow("xz") << QStringList{u"xz"_s, u"-c"_s};
    QTest::newRow("bz2") << QStringList{u"bzip2"_s, u"-c"_s};
    QTest::newRow("lz4") << QStringList{u"lz4"_s, u"-qc"_s};
}

// A header holds bits that say nothing of the content (time, name, level): those come through, and the content is the same.
void TestSqliteDamage::aFlippedBitInACompressedBackupIsFound()
{
    QFETCH(QStringList, command);
    const Sample sample = sampleOf(true);
    const QByteArray packed = runProgram(command, sample.bytes);
    QRandomGenerator random(2026);
    for (int i = 0; i < 40; ++i) {
        const qint64 bit = random.bounded(quint32(packed.size() * 8));
        const QString fate = fateOf(withBitFlipped(packed, bit), sample.content);
        QVERIFY2(fate == u"refused" || fate == u"the same", qPrintable(u"bit %1: %2"_s.arg(bit).arg(fate)));
    }
}

void TestSqliteDamage::aZeroedSectorIsFound_data() { everyCutIsFound_data(); }

void TestSqliteDamage::aZeroedSectorIsFound()
{
    QFETCH(bool, script);
    const Sample sample = sampleOf(script);
    QMap<QString, int> counts;
    const qsizetype step = script ? 97 : 1024; // every place of a line, every page
    for (qsizetype at = 0; at + 512 < sample.bytes.size(); at += step) {
        QByteArray damaged = sample.bytes;
        damaged.replace(at, 512, QByteArray(512, '\0'));
        const QString fate = fateOf(damaged, sample.content);
        QVERIFY2(fate == u"refused" || fate == u"the same", qPrintable(u"%1: %2"_s.arg(at).arg(fate)));
        ++counts[fate];
    }
    // Where rows begin a zeroed stretch swallows whole statements: the line end before and the NULs are all that is left of them.
    if (script) {
        const qsizetype from = sample.bytes.indexOf("INSERT INTO person"), to = sample.bytes.indexOf("INSERT INTO visit");
        QByteArray damaged = sample.bytes;
        damaged.replace(from, to - from, QByteArray(to - from, '\0'));
        QCOMPARE(fateOf(damaged, sample.content), u"refused"_s);
    }
    qInfo().noquote() << countsOf(counts).join(u", ");
}

void TestSqliteDamage::aScriptWithoutATransactionSaysWhatItCannotProve()
{
    const Workshop shop;
    writeFile(shop.source("a.sql"), "CREATE TABLE t(a);\nINSERT INTO t VALUES(1);\n");
    EngineDriver driver = shop.driver(shop.source("a.sql"), shop.target());
    const PrecheckReport report = driver.precheck();
    const auto complete = std::ranges::find_if(report.findings, [](const Finding& finding) { return finding.checkId == "complete"; });
    QVERIFY(complete != report.findings.end());
    QVERIFY(complete->what.source.contains("no mark at its end"));
}

void TestSqliteDamage::aDatabaseFileSaysThatItCarriesNoChecksum()
{
    const Workshop shop;
    makeSample(shop.source("a.db"));
    const auto note = [&](const QByteArray& backup) {
        const PrecheckReport report = shop.driver(backup, shop.target()).precheck();
        const auto found = std::ranges::find_if(report.findings, [](const Finding& finding) { return finding.checkId == "checksum"; });
        return found == report.findings.end() ? QByteArray("nothing said") : found->what.source;
    };
    QVERIFY2(note(shop.source("a.db")).contains("no checksum"), note(shop.source("a.db")).constData());
    writeFile(shop.source("a.db.xz"), runProgram({u"xz"_s, u"-c"_s, QFile::decodeName(shop.source("a.db"))}));
    QVERIFY2(note(shop.source("a.db.xz")).contains("covers"), note(shop.source("a.db.xz")).constData());
}

QTEST_GUILESS_MAIN(TestSqliteDamage)
#include "tst_sqlitedamage.moc"
