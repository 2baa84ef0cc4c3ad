#include "engines/sqlserver/reader/mssource.h"
#include "engines/sqlserver/reader/mswalker.h"
#include "tests/engines/sqlserver/mstestsupport.h"

#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

/// What a byte of a backup belongs to, and so whether a flipped bit in it must be found.
enum class Region { Header, StreamHeader, Pages, Log, Sum, Description, Fields, Padding };

/// Names the region of every byte, by walking the file once.
class RegionMap final : public MsVisitor
{
public:
    explicit RegionMap(qsizetype bytes) : m_regions(bytes, Region::Padding) { }
    std::optional<Error> block(const MsBlock& block) override
    {
        set(block.offset, block.bytes.size(), Region::Fields);
        set(block.offset, 52, Region::Header);
        return {};
    }
    bool stream(const MsStream& stream) override
    {
        set(stream.offset, 22, Region::StreamHeader);
        const bool isPages = stream.id == "MQDA", isLog = stream.id == "MQTL";
        const qint64 lead = isPages || isLog ? 2 : 0; // two bytes in front of the pages belong to no checksum
        const Region region = isPages ? Region::Pages : isLog ? Region::Log : stream.id == "CSUM" ? Region::Sum : stream.id == "MQCI" || stream.id == "RAID" ? Region::Description : Region::Padding;
        set(stream.offset + 22 + lead, stream.length - lead, region);
        return false;
    }
    void content(QByteArrayView) override { }
    void streamEnded() override { }
    Region at(qsizetype offset) const { return m_regions[offset]; }

private:
    void set(qint64 from, qint64 length, Region region)
    {
        for (qint64 i = from; i < from + length; ++i)
            m_regions[i] = region;
    }
    QList<Region> m_regions;
};

RegionMap mapOf(const MsWorld& world, const QByteArray& name, const QByteArray& bytes)
{
    RegionMap map(bytes.size());
    const BackupFile file{world.put(name, bytes)};
    const auto input = BackupInput::open(file).value().release();
    const std::unique_ptr<BackupInput> owner(input);
    MsFileSource source(*owner, true);
    walkMsChain(source, file, map, JobContext{}, -1);
    return map;
}

MsWrittenSet smallSet()
{
    MsWrittenSet set;
    set.first = set.checkpoint = {40, 100, 1};
    set.last = {40, 110, 1};
    set.own = QByteArray(16, 'o');
    set.name = u"nightly"_s;
    set.files[0].pages = 8;
    return set;
}

MsReading readBytes(const QByteArray& bytes)
{
    MsWorld world;
    world.add("a.bak", bytes);
    return world.read();
}

bool hasBlocker(const MsReading& reading) { return worstBlocker(reading.findings) != nullptr; }

QByteArray corpusFile(const char* name)
{
    QFile file(QLatin1String(BAKFERRY_CORPORA_DIR "/mssql/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Makes a header that was changed on purpose agree with its checksum again.
void sealHeader(QByteArray& bytes, qsizetype at, qsizetype words)
{
    quint16 sum = 0;
    for (qsizetype i = 0; i < words; ++i)
        sum ^= qFromLittleEndian<quint16>(bytes.constData() + at + 2 * i);
    qToLittleEndian(sum, bytes.data() + at + 2 * words);
}

// A gzip file without compression: blocks of deflate that are stored as they are.
QByteArray gzipOf(const QByteArray& content)
{
    QByteArray bytes("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    quint32 crc = ~0u;
    for (const char c : content) {
        crc ^= quint8(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    }
    const auto number = [&](auto value) {
        value = qToLittleEndian(value);
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    };
    for (qsizetype at = 0; at < content.size(); at += 65535) {
        const QByteArray block = content.mid(at, 65535);
        bytes += char(at + block.size() == content.size());
        number(quint16(block.size()));
        number(quint16(~block.size()));
        bytes += block;
    }
    number(~crc);
    number(quint32(content.size()));
    return bytes;
}

} // namespace

/// Damaged, cut and hostile backup files: what must be found is found, and nothing else happens.
class TestMsDamage : public QObject
{
    Q_OBJECT

private slots:
    void everyCutIsRefused_data();
    void everyCutIsRefused();
    void flippedBitsAreFoundWhereSomethingProtectsThem_data();
    void flippedBitsAreFoundWhereSomethingProtectsThem();
    void hostileStructuresAreRefused_data();
    void hostileStructuresAreRefused();
    void hostileNamesAreShownAndJudged_data();
    void hostileNamesAreShownAndJudged();
    void aContainerHoldsWhatIsPackedIntoIt();
    void missingPagesAreCounted();
    void encryptionAndPasswordsAreSaid();
    void blocksOfANewKindAreWalkedOver();
    void zerosBehindTheEndAreNoDamage();
    void aPackedBackupIsReadAndTheServerCannot();
    void anythingMayStandInAFile();
};

void TestMsDamage::everyCutIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("written here") << mediaOf({smallSet()});
    QTest::newRow("written here, compressed") << containerOf(mediaOf({smallSet()}));
    QTest::newRow("2008 R2, with checksum") << corpusFile("dbatools/sql2008-backups/ft1/LOG/SQL2008_ft1_LOG_20170518_041831.trn");
    QTest::newRow("2016, compressed") << corpusFile("tsqlv4/TSQLV4.bak");
}

void TestMsDamage::everyCutIsRefused()
{
    QFETCH(QByteArray, bytes);
    if (bytes.isEmpty())
        QSKIP("the corpus is not there");
    QList<qsizetype> cuts;
    for (int i = 1; i <= 200; ++i)
        cuts += bytes.size() * i / 201;
    cuts += {1, 4, 51, 52, 53, 4095, 4096, 4097, bytes.size() - 4097, bytes.size() - 4096, bytes.size() - 1};
    const qsizetype step = bytes.size() > 500'000 ? 5 : 1; // the compressed one takes its time
    for (qsizetype i = 0; i < cuts.size(); i += i < 200 ? step : 1) {
        const MsReading reading = readBytes(bytes.first(cuts[i]));
        QVERIFY2(hasBlocker(reading) && !reading.contentProven, QByteArray::number(cuts[i]).constData());
    }
    const QByteArray whole = blockerLine(readBytes(bytes).findings);
    QVERIFY2(whole.isEmpty() || whole == "chain.no_full", whole.constData()); // the uncut log alone lacks its full backup
}

void TestMsDamage::flippedBitsAreFoundWhereSomethingProtectsThem_data()
{
    QTest::addColumn<bool>("withChecksum");
    QTest::addColumn<bool>("withPageChecksums");
    QTest::addColumn<QList<Region>>("found"); // every flip in them is a blocker
    QTest::newRow("WITH CHECKSUM") << true << true << QList<Region>{Region::Header, Region::StreamHeader, Region::Pages, Region::Log, Region::Sum};
    QTest::newRow("page checksums only") << false << true << QList<Region>{Region::Header, Region::StreamHeader, Region::Pages};
    QTest::newRow("no checksums") << false << false << QList<Region>{Region::Header, Region::StreamHeader};
}

void TestMsDamage::flippedBitsAreFoundWhereSomethingProtectsThem()
{
    QFETCH(bool, withChecksum);
    QFETCH(QList<Region>, found);
    MsWrittenSet set = smallSet();
    set.withChecksum = withChecksum;
    set.withPageChecksums = *static_cast<bool*>(QTest::qData("withPageChecksums", QMetaType::Bool));
    const QByteArray bytes = mediaOf({set});
    MsWorld world;
    const RegionMap map = mapOf(world, "map.bak", bytes);
    QRandomGenerator random(20261126);
    QList<int> flips(8, 0), blockers(8, 0);
    for (int i = 0; i < 500; ++i) {
        // Half of them anywhere, half in the first blocks, where the headers are.
        const qsizetype at = i % 2 ? random.bounded(int(bytes.size())) : random.bounded(4096) % 300 + (i % 4 ? 8192 : 0);
        QByteArray damaged = bytes;
        damaged[at] = char(damaged[at] ^ (1 << random.bounded(8)));
        const MsReading reading = readBytes(damaged);
        const Region region = map.at(at);
        ++flips[int(region)];
        blockers[int(region)] += hasBlocker(reading);
        if (found.contains(region))
            QVERIFY2(hasBlocker(reading) && !reading.contentProven, qPrintable(u"byte %1, region %2: %3"_s.arg(at).arg(int(region)).arg(findingText(reading.findings))));
        else if (region == Region::Padding)
            QVERIFY2(!hasBlocker(reading), qPrintable(findingText(reading.findings)));
    }
    for (int region = 0; region < 8; ++region)
        qInfo("region %d: %d flips, %d refused", region, flips[region], blockers[region]);
    QVERIFY(flips[int(Region::Header)] > 20 && flips[int(Region::Pages)] > 20 && flips[int(Region::Log)] > 10);
}

void TestMsDamage::hostileStructuresAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("blockers");
    MsBackupWriter::Places places;
    const QByteArray good = mediaOf({smallSet()}, QByteArray(16, 'm'), 1, 1, &places);
    const qsizetype set = places.set;
    const auto row = [](const char* name, const QByteArray& bytes, const char* blockers) { QTest::newRow(name) << bytes << QByteArray(blockers); };
    const auto changed = [&](auto change) {
        QByteArray bytes = good;
        change(bytes);
        return bytes;
    };
    row("the head of a media set alone", good.first(8192), "backup.empty");
    row("a text outside of a short block", changed([](QByteArray& b) { b.truncate(52); qToLittleEndian<quint16>(52, b.data() + 8); sealHeader(b, 0, 25); }), "backup.truncated");
    row("first stream before the end of the header", changed([&](QByteArray& b) { qToLittleEndian<quint16>(0, b.data() + set + 8); sealHeader(b, set, 25); }), "backup.damaged");
    row("filemark of length 0", changed([](QByteArray& b) { qToLittleEndian<quint16>(0, b.data() + 4096 + 8); sealHeader(b, 4096, 25); }), "backup.damaged");
    row("stream longer than the file", changed([&](QByteArray& b) { const qsizetype at = places.pages - 24; qToLittleEndian<quint64>(1ull << 62, b.data() + at + 8); sealHeader(b, at, 10); }), "backup.truncated, chain.no_full");
    row("stream of negative length", changed([&](QByteArray& b) { const qsizetype at = places.pages - 24; qToLittleEndian<quint64>(~0ull, b.data() + at + 8); sealHeader(b, at, 10); }), "backup.damaged, chain.no_full");
    row("unknown block", changed([&](QByteArray& b) { b.replace(set, 4, "XXXX"); sealHeader(b, set, 25); }), "backup.damaged");
    row("media set in the middle", good + good, "backup.damaged");
    row("lost block", changed([&](QByteArray& b) { b.remove(set + 1024, 1024); }), "backup.damaged, chain.no_full");
    row("doubled block", changed([&](QByteArray& b) { b.insert(set + 1024, b.mid(set + 1024, 1024)); }), "backup.damaged, chain.no_full");
    row("a unit put in", changed([&](QByteArray& b) { qToLittleEndian<quint64>(qFromLittleEndian<quint64>(b.constData() + places.description + 20) + 1, b.data() + places.description + 20); sealHeader(b, places.description, 25); }),
        "backup.damaged, chain.no_full");
    row("no end of the set", good.first(places.lastDescription), "backup.truncated, chain.no_full");
    row("not a backup", QByteArray(5000, 'x'), "backup.other_format");
    row("a container of nothing", "MSSQLBAK" + QByteArray(8000, '\0'), "backup.unknown_record");
}

void TestMsDamage::hostileStructuresAreRefused()
{
    QFETCH(QByteArray, bytes);
    const MsReading reading = readBytes(bytes);
    QTEST(blockerLine(reading.findings), "blockers");
    QVERIFY(!reading.contentProven);
}

void TestMsDamage::hostileNamesAreShownAndJudged_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("finding");
    const QString path = u"D:\\data\\a.mdf"_s;
    QTest::newRow("injection") << u"x]; EXEC xp_cmdshell 'id';--"_s << path << u"passed: Names with brackets"_s;
    QTest::newRow("apostrophe") << u"o'brien"_s << path << u"passed: Names with brackets"_s;
    QTest::newRow("line break") << u"a\nb"_s << path << u"blocker: Names in the backup hold control"_s;
    QTest::newRow("turned writing") << u"a\u202eb"_s << path << u"blocker: Names in the backup hold control"_s;
    QTest::newRow("too long") << QString(129, u'a') << path << u"blocker: Names in the backup hold control"_s;
    QTest::newRow("as long as may be") << QString(128, u'a') << path << QString();
    QTest::newRow("network path") << u"a"_s << u"\\\\203.0.113.9\\s\\a.mdf"_s << u"warning: The database had files on the network"_s;
    QTest::newRow("network path with slashes") << u"a"_s << u"//203.0.113.9/s/a.mdf"_s << u"warning: The database had files on the network"_s;
}

void TestMsDamage::hostileNamesAreShownAndJudged()
{
    QFETCH(QString, database);
    QFETCH(QString, path);
    QFETCH(QString, finding);
    MsWrittenSet set = smallSet();
    set.database = database;
    set.files[0].physicalName = path;
    const MsReading reading = readBytes(mediaOf({set}));
    QVERIFY2(findingText(reading.findings, "hostile").startsWith(finding), qPrintable(findingText(reading.findings)));
    QCOMPARE(findingText(reading.findings, "hostile").isEmpty(), finding.isEmpty());
    QCOMPARE(reading.backups.first().info.database, database); // as it is; whoever shows or quotes it escapes it
    QVERIFY(!describeMsBackups(reading).facts.first().value.toStringList().first().contains(u'\n'));
}

void TestMsDamage::aContainerHoldsWhatIsPackedIntoIt()
{
    MsWrittenSet log = smallSet();
    log.type = 'L';
    log.first = {40, 90, 1};
    log.last = {40, 120, 1};
    log.files[0].pages = 0;
    const QByteArray plain = mediaOf({smallSet(), log});
    MsReading packed = readBytes(containerOf(plain));
    const MsReading unpacked = readBytes(plain);
    QVERIFY2(blockerLine(packed.findings).isEmpty(), qPrintable(findingText(packed.findings)));
    QCOMPARE(planLine(packed.plan), QByteArray("full 1:1, log 1:2"));
    QCOMPARE(findingText(packed.findings, "integrity"), findingText(unpacked.findings, "integrity"));
    QCOMPARE(findingText(packed.findings, "checksum"), findingText(unpacked.findings, "checksum"));
    QVERIFY(packed.media.first().isCompressed && packed.backups.last().info.isCompressed && !unpacked.media.first().isCompressed);
    QCOMPARE(packed.backups.last().info.lastLsn, unpacked.backups.last().info.lastLsn);

    MsWorld world;
    world.add("a.bak", containerOf(plain));
    QCOMPARE(planLine(world.read(MsDepth::Headers).plan), QByteArray("full 1:1, log 1:2"));
    QByteArray damaged = containerOf(plain);
    damaged[damaged.size() / 4] = char(damaged[damaged.size() / 4] ^ 4); // in the pages
    QVERIFY(hasBlocker(readBytes(damaged)));
}

void TestMsDamage::missingPagesAreCounted()
{
    MsWrittenSet set = smallSet();
    set.pagesHere = 7;
    QCOMPARE(blockerLine(readBytes(mediaOf({set})).findings), QByteArray("backup.pages_missing"));
    set = smallSet();
    set.logPages = 0;
    QCOMPARE(blockerLine(readBytes(mediaOf({set})).findings), QByteArray("backup.pages_missing"));
}

void TestMsDamage::encryptionAndPasswordsAreSaid()
{
    MsWrittenSet set = smallSet();
    set.streamEncryption = 1;
    set.passwordAlgorithm = 5;
    const MsReading reading = readBytes(mediaOf({set}));
    QVERIFY(reading.backups.first().info.isEncrypted && reading.backups.first().info.hasPassword);
    QVERIFY2(findingText(reading.findings, "integrity").startsWith(u"not checkable:"_s) && findingText(reading.findings, "integrity").contains(u"is encrypted"_s), qPrintable(findingText(reading.findings)));
    QVERIFY(findingText(reading.findings, "readable").contains(u"protected by a password"_s));
    set = smallSet();
    set.underTde = true;
    const MsReading tde = readBytes(mediaOf({set}));
    QCOMPARE(blockerLine(tde.findings), QByteArray());
    QVERIFY2(findingText(tde.findings, "integrity").contains(u"not checkable: Backup 1:1: 8 pages are encrypted (TDE)"_s), qPrintable(findingText(tde.findings)));
}

void TestMsDamage::blocksOfANewKindAreWalkedOver()
{
    // An unknown block between the description and the pages: numbered and addressed as the others are.
    MsBackupWriter::Places places;
    QByteArray bytes = mediaOf({smallSet()}, QByteArray(16, 'm'), 1, 1, &places);
    const qsizetype volume = places.set + 1024;
    bytes.replace(volume, 4, "MSXX");
    sealHeader(bytes, volume, 25);
    const MsReading reading = readBytes(bytes);
    QCOMPARE(blockerLine(reading.findings), QByteArray());
    QVERIFY2(findingText(reading.findings).contains(u"does not know: MSXX"_s), qPrintable(findingText(reading.findings)));
}

void TestMsDamage::zerosBehindTheEndAreNoDamage()
{
    const MsReading reading = readBytes(mediaOf({smallSet()}) + QByteArray(100'000, '\0'));
    QCOMPARE(blockerLine(reading.findings), QByteArray());
    QVERIFY(findingText(reading.findings).contains(u"100000 zero bytes"_s));
}

void TestMsDamage::aPackedBackupIsReadAndTheServerCannot()
{
    MsWorld world;
    world.add("a.bak.gz", gzipOf(mediaOf({smallSet()})));
    const MsReading reading = world.read();
    QCOMPARE(blockerLine(reading.findings), QByteArray());
    QCOMPARE(planLine(reading.plan), QByteArray("full 1:1"));
    QVERIFY(findingText(reading.findings, "readable").contains(u"inside a compressed file, which a server cannot read"_s));
    QCOMPARE(planLine(world.read(MsDepth::Headers).plan), QByteArray("full 1:1"));
}

void TestMsDamage::anythingMayStandInAFile()
{
    QList<QByteArray> seeds{mediaOf({smallSet()}), containerOf(mediaOf({smallSet()}))};
    const QByteArray compressed = corpusFile("tsqlv4/TSQLV4.bak");
    if (!compressed.isEmpty())
        seeds += compressed.first(64 * 1024);
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("BAKFERRY_MUTATIONS", &isNumber);
    QRandomGenerator random(7);
    for (int i = 0; i < (isNumber ? asked : 300); ++i) {
        QByteArray bytes = seeds[i % seeds.size()];
        for (int change = random.bounded(1, 6); change > 0; --change) {
            const qsizetype at = random.bounded(int(bytes.size()));
            switch (random.bounded(5)) {
            case 0: bytes[at] = char(random.bounded(256)); break;
            case 1: bytes.truncate(std::max<qsizetype>(at, 8)); break;
            case 2: bytes.insert(at, bytes.mid(random.bounded(int(bytes.size())), random.bounded(3000))); break;
            case 3: bytes.remove(at, random.bounded(3000)); break;
            default: { // a field with a plausible wrong number, its header sealed again
                const qsizetype block = at / 1024 * 1024;
                if (block + 52 > bytes.size())
                    break;
                const quint32 values[] = {0, 1, 0xffff, 0x7fffffff, 0xffffffff, 52, 4096};
                qToLittleEndian(values[random.bounded(7)], bytes.data() + block + random.bounded(46));
                sealHeader(bytes, block, 25);
            }
            }
        }
        const MsReading reading = readBytes(bytes);
        describeMsBackups(reading);
    }
}

QTEST_GUILESS_MAIN(TestMsDamage)
#include "tst_msdamage.moc"
