#include "tests/engines/input/inputtestsupport.h"

#include <QFile>
#include <QTest>

#include <sys/resource.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// What comes out of cut, damaged and hostile compressed files: never a silent end.
class TestDamagedInput : public QObject
{
    Q_OBJECT

private slots:
    void everyCutIsFound_data();
    void everyCutIsFound();
    void aCutBetweenStreamsIsTheOnlyOneThatPasses_data();
    void aCutBetweenStreamsIsTheOnlyOneThatPasses();
    void everyFlippedBitIsFoundWhereThereIsAChecksum_data();
    void everyFlippedBitIsFoundWhereThereIsAChecksum();
    void damageInAnInnerLayerIsFound();
    void theErrorNamesFileAndPlace();
    void whatCameBeforeTheDamageIsDelivered();
    void aFailureStays();
    void aBombStopsEarlyInFixedMemory_data();
    void aBombStopsEarlyInFixedMemory();
    void roomForTheContentOutweighsTheRatio();
    void aWindowLargerThanOurMemoryIsRefused_data();
    void aWindowLargerThanOurMemoryIsRefused();
};

namespace {

QByteArray dataFile(const char* name)
{
    QFile file(QStringLiteral(BAKFERRY_SOURCE_DIR "/tests/data/input/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", name);
    return file.readAll();
}

const QByteArray content = dataFile("small.sql");

// How many bytes it takes to tell the format; a shorter file is taken for a plain one, which no engine recognises.
struct Format
{
    const char* file;
    qint64 markBytes;
};
constexpr Format formats[] = {
    {"small.gz", 3},           {"small.zst", 4},          {"small-nocheck.zst", 4}, {"small.xz", 6},
    {"small-nocheck.xz", 6},   {"small.bz2", 10},         {"small.lz4", 4},         {"small-nocheck.lz4", 4},
    {"small-blocks.lz4", 4},   {"small.zip", 4},          {"small-stored.zip", 4},
};

} // namespace

void TestDamagedInput::everyCutIsFound_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<qint64>("markBytes");
    for (const Format& format : formats)
        QTest::newRow(format.file) << dataFile(format.file) << format.markBytes;
    QTest::newRow("gzip of zstd") << pipeThrough(dataFile("small.zst"), {u"gzip"_s, u"-c"_s}) << qint64(3);
    QTest::newRow("zstd of gzip") << pipeThrough(dataFile("small.gz"), {u"zstd"_s, u"-qc"_s}) << qint64(4);
}

void TestDamagedInput::everyCutIsFound()
{
    QFETCH(QByteArray, stored);
    QFETCH(qint64, markBytes);
    const Scratch scratch;
    QCOMPARE(readThrough(scratch.write("backup", stored)).content, content);
    for (qint64 bytes = 1; bytes < stored.size(); ++bytes) {
        const ReadResult result = readThrough(scratch.write("backup", stored.first(bytes)));
        const QByteArray expected = bytes < markBytes ? "" : "backup.truncated";
        QVERIFY2(result.code == expected, qPrintable(u"cut at %1: %2"_s.arg(bytes).arg(QString::fromLatin1(result.code))));
        QVERIFY(bytes >= markBytes || result.compression.isEmpty());
    }
}

void TestDamagedInput::aCutBetweenStreamsIsTheOnlyOneThatPasses_data()
{
    QTest::addColumn<QByteArray>("stream");
    for (const char* file : {"small.gz", "small.zst", "small.xz", "small.bz2", "small.lz4"})
        QTest::newRow(file) << dataFile(file);
}

void TestDamagedInput::aCutBetweenStreamsIsTheOnlyOneThatPasses()
{
    QFETCH(QByteArray, stream);
    const QByteArray stored = stream + stream;
    const Scratch scratch;
    QList<qint64> passed;
    for (qint64 bytes = 10; bytes < stored.size(); ++bytes) {
        const ReadResult result = readThrough(scratch.write("backup", stored.first(bytes)));
        if (result.code.isEmpty())
            passed += bytes;
        else
            QCOMPARE(result.code, QByteArray("backup.truncated"));
    }
    QCOMPARE(passed, QList<qint64>{stream.size()}); // no reader can tell this one: the dump's own end must
}

void TestDamagedInput::everyFlippedBitIsFoundWhereThereIsAChecksum_data()
{
    // Of all single flipped bits: how many pass and change nothing (times, reserved bits, names nobody asks for), how many
    // change the mark so that the file counts as plain, and how many pass with other content. The rest is refused.
    QTest::addColumn<int>("harmless");
    QTest::addColumn<int>("unmarked");
    QTest::addColumn<int>("unnoticed");
    const auto row = [](const char* file, int harmless, int unmarked, int unnoticed) {
        QTest::newRow(file) << harmless << unmarked << unnoticed;
    };
    row("small.gz", 52, 24, 0);
    row("small.zst", 15, 32, 0);
    row("small-nocheck.zst", 14, 32, 544);
    row("small.xz", 0, 48, 0);
    row("small-nocheck.xz", 0, 48, 5);
    row("small.bz2", 51, 78, 0);
    row("small.lz4", 4, 32, 0);
    row("small-nocheck.lz4", 4, 32, 1358);
    row("small-blocks.lz4", 0, 32, 1);
    row("small.zip", 348, 32, 0);
    row("small-stored.zip", 348, 32, 0);
}

void TestDamagedInput::everyFlippedBitIsFoundWhereThereIsAChecksum()
{
    QFETCH(int, harmless);
    QFETCH(int, unmarked);
    QFETCH(int, unnoticed);
    const QByteArray name = QTest::currentDataTag(), stored = dataFile(name.constData());
    QByteArrayList codes{"backup.damaged", "backup.truncated"};
    if (name.endsWith(".zst") || name.endsWith(".xz"))
        codes += "backup.needs_memory"; // the size of the window is part of the data
    if (name.endsWith(".zip"))
        codes += {"backup.zip_hostile", "backup.zip_method", "backup.zip_empty", "backup.encrypted"}; // so are name, method and flags
    const Scratch scratch;
    const ReadResult whole = readThrough(scratch.write("backup", stored));
    int harmlessFound = 0, unmarkedFound = 0, unnoticedFound = 0;
    for (qint64 bit = 0; bit < stored.size() * 8; ++bit) {
        const ReadResult result = readThrough(scratch.write("backup", withBitFlipped(stored, bit)));
        if (!result.code.isEmpty())
            QVERIFY2(codes.contains(result.code), result.code.constData());
        else if (result.compression != whole.compression)
            ++unmarkedFound;
        else
            ++(result.content == content ? harmlessFound : unnoticedFound);
    }
    const auto counts = [](int a, int b, int c) { return u"%1 harmless, %2 unmarked, %3 unnoticed"_s.arg(a).arg(b).arg(c); };
    QCOMPARE(counts(harmlessFound, unmarkedFound, unnoticedFound), counts(harmless, unmarked, unnoticed));
    QVERIFY(!whole.isChecksummed || unnoticedFound == 0);
}

void TestDamagedInput::damageInAnInnerLayerIsFound()
{
    const Scratch scratch;
    QByteArray inner = dataFile("small.zst");
    inner[inner.size() - 1] = char(inner[inner.size() - 1] ^ 1); // its checksum
    const ReadResult wrong = readThrough(scratch.write("backup", pipeThrough(inner, {u"gzip"_s, u"-c"_s})));
    QCOMPARE(wrong.code, QByteArray("backup.damaged"));
    QCOMPARE(wrong.error.what.arguments.value(1), u"zstd"_s);
    const ReadResult cut = readThrough(scratch.write("backup", pipeThrough(inner.chopped(1), {u"xz"_s, u"-c"_s})));
    QCOMPARE(cut.code, QByteArray("backup.truncated"));
}

void TestDamagedInput::theErrorNamesFileAndPlace()
{
    const QByteArray dump = sampleDump(2'000'000);
    const Scratch scratch;
    for (const QStringList& program : {QStringList{u"gzip"_s, u"-c"_s}, {u"zstd"_s, u"-qc"_s}, {u"bzip2"_s, u"-c"_s}}) {
        const QByteArray stored = pipeThrough(dump, program);
        const BackupFile file = scratch.write("backup", stored.first(stored.size() - 5));
        const ReadResult result = readThrough(file);
        QCOMPARE(result.code, QByteArray("backup.truncated"));
        QCOMPARE(result.error.what.arguments,
                 QStringList({file.display(), program.first(), QString::number(stored.size() - 5), QString::number(result.content.size())}));
        QVERIFY(!result.error.hint.isEmpty());
        QVERIFY(result.sha256.isEmpty());
    }
}

void TestDamagedInput::whatCameBeforeTheDamageIsDelivered()
{
    const QByteArray dump = sampleDump(2'000'000);
    QByteArray stored = pipeThrough(dump, {u"gzip"_s, u"-c"_s});
    stored[stored.size() - 6] = char(stored[stored.size() - 6] ^ 0x10); // in the CRC
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", stored));
    QCOMPARE(result.code, QByteArray("backup.damaged"));
    QVERIFY(result.content == dump);
    auto input = BackupInput::open(scratch.write("backup", stored.first(1000)));
    QVERIFY(input.ok());
    const QByteArray head = (*input)->peek(64 * 1024).value(); // enough to say what it would have been
    QVERIFY(head.size() > 100 && dump.startsWith(head));
    const ReadResult rest = readThrough(std::move(input));
    QCOMPARE(rest.content, head);
    QCOMPARE(rest.code, QByteArray("backup.truncated"));
}

void TestDamagedInput::aFailureStays()
{
    const Scratch scratch;
    auto input = BackupInput::open(scratch.write("backup", dataFile("small.gz").chopped(1)));
    QVERIFY(input.ok());
    QByteArray block(100'000, '\0');
    Result<qint64> got = qint64(1);
    while (got.ok() && *got > 0)
        got = (*input)->read(block.data(), block.size());
    QVERIFY(!got.ok());
    const Result<qint64> again = (*input)->read(block.data(), block.size());
    QVERIFY(!again.ok());
    QCOMPARE(again.error(), got.error());
    QVERIFY(!(*input)->peek(10).ok());
}

void TestDamagedInput::aBombStopsEarlyInFixedMemory_data()
{
    QTest::addColumn<QByteArray>("stored");
    const QByteArray zeros(64 * 1024 * 1024, '\0');
    const auto bomb = [&](const QStringList& program) { return pipeThrough(zeros, program).repeated(16); }; // 1 GiB
    const QByteArray bzip2 = bomb({u"bzip2"_s, u"-9c"_s});
    QTest::newRow("bzip2") << bzip2;
    QTest::newRow("zstd") << bomb({u"zstd"_s, u"-qc"_s});
    QTest::newRow("xz") << bomb({u"xz"_s, u"-c"_s});
    QTest::newRow("gzip") << bomb({u"gzip"_s, u"-9c"_s});
    QTest::newRow("zstd of bzip2") << pipeThrough(bzip2, {u"zstd"_s, u"-qc"_s});
    QTest::newRow("zip of bzip2") << zipOf({{"backup.bz2", bzip2}});
    // A middle layer that grows while hardly anything comes out at the top: empty gzip members without end.
    const QByteArray emptyMembers = pipeThrough({}, {u"gzip"_s, u"-nc"_s}).repeated(5'000'000);
    QTest::newRow("zstd of gzip of nothing") << pipeThrough(pipeThrough("x", {u"gzip"_s, u"-nc"_s}) + emptyMembers, {u"zstd"_s, u"-qc"_s});
}

void TestDamagedInput::aBombStopsEarlyInFixedMemory()
{
    QFETCH(QByteArray, stored);
    const Scratch scratch;
    const BackupFile file = scratch.write("backup", stored);
    rusage before{}, after{};
    getrusage(RUSAGE_SELF, &before);
    auto input = BackupInput::open(file);
    QVERIFY(input.ok());
    QByteArray block(256 * 1024, '\0');
    Result<qint64> got = qint64(1);
    while (got.ok() && *got > 0)
        got = (*input)->read(block.data(), block.size());
    getrusage(RUSAGE_SELF, &after);
    QVERIFY(!got.ok());
    QCOMPARE(got.error().code, QByteArray("backup.bomb"));
    QCOMPARE(got.error().kind, ErrorKind::Risk);
    QCOMPARE(got.error().what.arguments.first(2), QStringList({file.display(), QString::number(stored.size())}));
    const qint64 limit = std::max<qint64>(InputLimits().floorBytes, InputLimits().maxRatio * stored.size());
    QVERIFY((*input)->position() <= limit + block.size());
    QVERIFY2(after.ru_maxrss - before.ru_maxrss < 64 * 1024, qPrintable(QString::number(after.ru_maxrss - before.ru_maxrss)));
}

void TestDamagedInput::roomForTheContentOutweighsTheRatio()
{
    constexpr qint64 mebibyte = 1024 * 1024;
    const Scratch scratch;
    const BackupFile file = scratch.write("backup", pipeThrough(QByteArray(100 * mebibyte, '\0'), {u"zstd"_s, u"-qc"_s}));
    QCOMPARE(readThrough(file).code, QByteArray("backup.bomb"));
    QCOMPARE(readThrough(file, {.maxBytes = 200 * mebibyte}).code, QByteArray());
    const ReadResult stopped = readThrough(file, {.maxBytes = 80 * mebibyte});
    QCOMPARE(stopped.code, QByteArray("backup.bomb"));
    QVERIFY(stopped.error.what.arguments.contains(QString::number(80 * mebibyte)));
    QVERIFY(stopped.content.size() > 79 * mebibyte);
    QCOMPARE(readThrough(file, {.maxRatio = 1'000'000}).code, QByteArray());
    QCOMPARE(readThrough(file, {.floorBytes = 100 * mebibyte}).code, QByteArray());
}

void TestDamagedInput::aWindowLargerThanOurMemoryIsRefused_data()
{
    QTest::addColumn<QByteArray>("stored");
    const QByteArray dump = sampleDump(100'000);
    // Piped input has no known size, so the window stays as asked for.
    QTest::newRow("zstd --long=30") << pipeThrough(dump, {u"zstd"_s, u"-qc"_s, u"--long=30"_s});
    QTest::newRow("xz with a 512 MiB dictionary") << pipeThrough(dump, {u"xz"_s, u"-c"_s, u"--lzma2=preset=0,dict=512MiB"_s});
}

void TestDamagedInput::aWindowLargerThanOurMemoryIsRefused()
{
    QFETCH(QByteArray, stored);
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", stored));
    QCOMPARE(result.code, QByteArray("backup.needs_memory"));
    QCOMPARE(result.error.kind, ErrorKind::BackupUnusable);
}

QTEST_GUILESS_MAIN(TestDamagedInput)
#include "tst_damagedinput.moc"
