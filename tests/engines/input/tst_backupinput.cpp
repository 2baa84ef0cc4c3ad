#include "tests/engines/input/inputtestsupport.h"

#include "engines/input/hashing.h"

#include <QTest>
#include <QtEndian>

#include <isa-l.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(QByteArrayList)

/// What comes out of a good file, in whatever it is wrapped.
class TestBackupInput : public QObject
{
    Q_OBJECT

private slots:
    void everyCompressionGivesBackTheBytes_data();
    void everyCompressionGivesBackTheBytes();
    void aFileOfSeveralStreamsIsReadToItsEnd_data();
    void aFileOfSeveralStreamsIsReadToItsEnd();
    void theSuffixIsNeverAsked();
    void everyByteValueArrivesUnchanged();
    void peekingConsumesNothing();
    void theHashIsThatOfTheStoredFile();
    void theHashIsEmptyBeforeTheEnd();
    void bytesBehindTheDataAreLeftOutAndTold_data();
    void bytesBehindTheDataAreLeftOutAndTold();
    void progressReachesTheEndOfTheFile();
    void streamsWithoutAChecksumAreTold_data();
    void streamsWithoutAChecksumAreTold();
    void readingOneByteAtATimeGivesTheSame_data();
    void readingOneByteAtATimeGivesTheSame();
    void aGzipMemberLargerThan4GiBIsRead();
    void moreThanFourLayersAreRefused();
    void aCompressedNothingIsEmpty();
    void hashingAnOpenFileStopsWhenAsked();
};

namespace {

const QByteArray dump = sampleDump(300'000); // more than one block of 256 KiB

struct Wrapping
{
    const char* name;
    QList<QStringList> programs; ///< innermost first
    QByteArrayList compression;  ///< outermost first
};

const QList<Wrapping>& wrappings()
{
    static const QList<Wrapping> all{
        {"plain", {}, {}},
        {"gzip", {{u"gzip"_s, u"-c"_s}}, {"gzip"}},
        {"gzip -1", {{u"gzip"_s, u"-1c"_s}}, {"gzip"}},
        {"zstd", {{u"zstd"_s, u"-qc"_s}}, {"zstd"}},
        {"zstd --ultra -22", {{u"zstd"_s, u"-qc"_s, u"--ultra"_s, u"-22"_s}}, {"zstd"}},
        {"zstd --long=27", {{u"zstd"_s, u"-qc"_s, u"--long=27"_s}}, {"zstd"}},
        {"xz", {{u"xz"_s, u"-c"_s}}, {"xz"}},
        {"xz -9", {{u"xz"_s, u"-9c"_s}}, {"xz"}},
        {"xz with several blocks", {{u"xz"_s, u"-c"_s, u"--block-size=50000"_s}}, {"xz"}},
        {"bzip2", {{u"bzip2"_s, u"-c"_s}}, {"bzip2"}},
        {"bzip2 -1", {{u"bzip2"_s, u"-1c"_s}}, {"bzip2"}},
        {"lz4", {{u"lz4"_s, u"-qc"_s}}, {"lz4"}},
        {"lz4 with 64 KiB blocks", {{u"lz4"_s, u"-qc"_s, u"-B4"_s, u"-BX"_s}}, {"lz4"}},
        {"zip", {{u"zip"_s}}, {"zip"}},
        {"zip from a pipe", {{u"zip"_s, u"-q"_s, u"-"_s, u"-"_s}}, {"zip"}}, // zip64, lengths behind the data
        {"zip -0", {{u"zip"_s, u"-0"_s}}, {"zip"}},
        {"zip with bzip2", {{u"zip"_s, u"-Z"_s, u"bzip2"_s}}, {"zip"}},
        {"gzip of zstd", {{u"zstd"_s, u"-qc"_s}, {u"gzip"_s, u"-c"_s}}, {"gzip", "zstd"}},
        {"xz of bzip2", {{u"bzip2"_s, u"-c"_s}, {u"xz"_s, u"-c"_s}}, {"xz", "bzip2"}},
        {"zip of gzip", {{u"gzip"_s, u"-c"_s}, {u"zip"_s}}, {"zip", "gzip"}},
        {"zip of gzip of lz4", {{u"lz4"_s, u"-qc"_s}, {u"gzip"_s, u"-c"_s}, {u"zip"_s}}, {"zip", "gzip", "lz4"}},
    };
    return all;
}

QByteArray wrap(QByteArray bytes, const QList<QStringList>& programs)
{
    for (const QStringList& program : programs) {
        const bool isZipOfAFile = program.first() == u"zip"_s && program.last() != u"-"_s;
        bytes = isZipOfAFile ? zipOf({{"dump.sql", bytes}}, program.sliced(1)) : pipeThrough(bytes, program);
    }
    return bytes;
}

void addWrappings()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArrayList>("compression");
    for (const Wrapping& wrapping : wrappings())
        QTest::newRow(wrapping.name) << wrap(dump, wrapping.programs) << wrapping.compression;
}

} // namespace

void TestBackupInput::everyCompressionGivesBackTheBytes_data() { addWrappings(); }

void TestBackupInput::everyCompressionGivesBackTheBytes()
{
    QFETCH(QByteArray, stored);
    QFETCH(QByteArrayList, compression);
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", stored));
    QCOMPARE(result.code, QByteArray());
    QVERIFY(result.content == dump);
    QCOMPARE(result.compression, compression);
    QCOMPARE(result.warnings, QList<Message>());
    QCOMPARE(result.sha256, sha256Of(stored));
}

void TestBackupInput::aFileOfSeveralStreamsIsReadToItsEnd_data()
{
    QTest::addColumn<QByteArray>("stored");
    const QByteArray first = dump.first(1000), second = dump.sliced(1000);
    for (const Wrapping& wrapping : wrappings().sliced(1, 12))
        QTest::newRow(wrapping.name) << wrap(first, wrapping.programs) + wrap(second, wrapping.programs);
    const QByteArray skippable("\x53\x2a\x4d\x18\x03\x00\x00\x00xyz", 11);
    const QStringList zstd{u"zstd"_s, u"-qc"_s}, lz4{u"lz4"_s, u"-qc"_s}, xz{u"xz"_s, u"-c"_s};
    QTest::newRow("zstd behind a skippable frame") << skippable + pipeThrough(dump, zstd);
    QTest::newRow("lz4 behind a skippable frame") << skippable + pipeThrough(dump, lz4);
    QTest::newRow("zstd, skippable, zstd") << pipeThrough(first, zstd) + skippable + pipeThrough(second, zstd);
    QTest::newRow("lz4 before a skippable frame") << pipeThrough(dump, lz4) + skippable;
    QTest::newRow("xz with padding between and behind")
        << pipeThrough(first, xz) + QByteArray(8, '\0') + pipeThrough(second, xz) + QByteArray(300'000, '\0');
    QTest::newRow("an empty gzip member between")
        << pipeThrough(first, {u"gzip"_s, u"-c"_s}) + pipeThrough({}, {u"gzip"_s, u"-c"_s}) + pipeThrough(second, {u"gzip"_s, u"-c"_s});
    QTest::newRow("an empty bzip2 stream between")
        << pipeThrough(first, {u"bzip2"_s, u"-c"_s}) + pipeThrough({}, {u"bzip2"_s, u"-c"_s}) + pipeThrough(second, {u"bzip2"_s, u"-c"_s});
}

void TestBackupInput::aFileOfSeveralStreamsIsReadToItsEnd()
{
    QFETCH(QByteArray, stored);
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", stored));
    QCOMPARE(result.code, QByteArray());
    QVERIFY(result.content == dump);
    QCOMPARE(result.warnings, QList<Message>());
    QCOMPARE(result.sha256, sha256Of(stored));
}

void TestBackupInput::theSuffixIsNeverAsked()
{
    const Scratch scratch;
    const ReadResult zstd = readThrough(scratch.write("backup.gz", pipeThrough(dump, {u"zstd"_s, u"-qc"_s})));
    QCOMPARE(zstd.compression, QByteArrayList{"zstd"});
    QVERIFY(zstd.content == dump);
    const ReadResult plain = readThrough(scratch.write("backup.zip", dump));
    QCOMPARE(plain.compression, QByteArrayList());
    QVERIFY(plain.content == dump);
}

void TestBackupInput::everyByteValueArrivesUnchanged()
{
    QByteArray bytes;
    for (int i = 0; i < 70'000; ++i)
        bytes += char(i * 7 + i / 256);
    const Scratch scratch;
    QVERIFY(readThrough(scratch.write("plain", bytes)).content == bytes);
    QVERIFY(readThrough(scratch.write("xz", pipeThrough(bytes, {u"xz"_s, u"-c"_s}))).content == bytes);
}

void TestBackupInput::peekingConsumesNothing()
{
    const Scratch scratch;
    for (const QByteArray& stored : {dump, pipeThrough(dump, {u"gzip"_s, u"-c"_s})}) {
        auto input = BackupInput::open(scratch.write("backup", stored));
        QVERIFY(input.ok());
        QCOMPARE((*input)->peek(10).value(), dump.first(10));
        QVERIFY((*input)->peek(1'000'000).value() == dump.first(64 * 1024));
        QByteArray part(100, '\0');
        QCOMPARE((*input)->read(part.data(), part.size()).value(), 100);
        QCOMPARE(part, dump.first(100));
        QCOMPARE((*input)->position(), 100);
        QCOMPARE((*input)->peek(50).value(), dump.sliced(100, 50));
        const ReadResult rest = readThrough(std::move(input));
        QVERIFY(rest.content == dump.sliced(100));
        QCOMPARE(rest.sha256, sha256Of(stored));
    }
}

void TestBackupInput::theHashIsThatOfTheStoredFile()
{
    const Scratch scratch;
    const BackupFile file = scratch.write("backup.zst", pipeThrough(dump, {u"zstd"_s, u"-qc"_s}));
    const QByteArray printed = pipeThrough({}, {u"sha256sum"_s, QString::fromUtf8(file.path)}).first(64);
    QCOMPARE(readThrough(file).sha256.toHex(), printed);
    const QByteArray large = dump.repeated(4); // read in one call of several blocks
    QCOMPARE(readThrough(scratch.write("backup.sql", large), {}, large.size()).sha256, sha256Of(large));
    const auto input = BackupInput::open(file);
    QCOMPARE(sha256OfDescriptor((*input)->descriptor(), {}).value().toHex(), printed);
}

void TestBackupInput::theHashIsEmptyBeforeTheEnd()
{
    const Scratch scratch;
    const auto input = BackupInput::open(scratch.write("backup", dump.first(100)));
    QByteArray block(1000, '\0');
    QCOMPARE((*input)->read(block.data(), block.size()).value(), 100);
    QCOMPARE((*input)->sha256(), QByteArray()); // all bytes are read, but the end is not proven yet
    QCOMPARE((*input)->read(block.data(), block.size()).value(), 0);
    QCOMPARE((*input)->sha256(), sha256Of(dump.first(100)));
}

void TestBackupInput::bytesBehindTheDataAreLeftOutAndTold_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::addColumn<QByteArray>("garbage");
    for (const Wrapping& wrapping : wrappings().sliced(1)) {
        const QByteArray stored = wrap(dump, wrapping.programs);
        QTest::addRow("%s, ten letters", wrapping.name) << stored << QByteArray("0123456789");
        QTest::addRow("%s, a single zero", wrapping.name) << stored << QByteArray(1, '\0');
        QTest::addRow("%s, three blocks", wrapping.name) << stored << QByteArray(wrapping.compression.first() == "zip" ? 60'000 : 800'000, 'g');
    }
}

void TestBackupInput::bytesBehindTheDataAreLeftOutAndTold()
{
    QFETCH(QByteArray, stored);
    QFETCH(QByteArray, garbage);
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", stored + garbage));
    QCOMPARE(result.code, QByteArray());
    QVERIFY(result.content == dump);
    QCOMPARE(result.warnings.size(), 1);
    const QStringList told = result.warnings.first().arguments;
    QCOMPARE(told.first(), QString::number(garbage.size()));
    QVERIFY(told.contains(QString::number(stored.size())));
    QCOMPARE(result.sha256, sha256Of(stored + garbage));
}

void TestBackupInput::progressReachesTheEndOfTheFile()
{
    const Scratch scratch;
    for (const Wrapping& wrapping : wrappings()) {
        auto input = BackupInput::open(scratch.write("backup", wrap(dump, wrapping.programs)));
        QVERIFY(input.ok());
        QByteArray block(4096, '\0');
        qint64 before = 0;
        for (;;) {
            const Result<qint64> got = (*input)->read(block.data(), block.size());
            QVERIFY(got.ok());
            QVERIFY((*input)->storedPosition() >= before);
            before = (*input)->storedPosition();
            if (*got == 0)
                break;
        }
        QCOMPARE((*input)->storedPosition(), (*input)->storedBytes());
        QCOMPARE((*input)->position(), dump.size());
    }
}

void TestBackupInput::streamsWithoutAChecksumAreTold_data()
{
    QTest::addColumn<QList<QStringList>>("programs");
    QTest::addColumn<bool>("isChecksummed");
    const auto row = [](const char* name, const QList<QStringList>& programs, bool isChecksummed) {
        QTest::newRow(name) << programs << isChecksummed;
    };
    const QStringList gzip{u"gzip"_s, u"-c"_s}, bareZstd{u"zstd"_s, u"-qc"_s, u"--no-check"_s};
    row("plain", {}, false);
    row("gzip", {gzip}, true);
    row("bzip2", {{u"bzip2"_s, u"-c"_s}}, true);
    row("zstd", {{u"zstd"_s, u"-qc"_s}}, true);
    row("zstd --no-check", {bareZstd}, false);
    row("xz", {{u"xz"_s, u"-c"_s}}, true);
    row("xz -C none", {{u"xz"_s, u"-c"_s, u"-C"_s, u"none"_s}}, false);
    row("lz4", {{u"lz4"_s, u"-qc"_s}}, true);
    row("lz4 --no-frame-crc", {{u"lz4"_s, u"-qc"_s, u"--no-frame-crc"_s}}, false);
    row("lz4 -BX --no-frame-crc", {{u"lz4"_s, u"-qc"_s, u"-BX"_s, u"--no-frame-crc"_s}}, false);
    row("gzip of a bare zstd", {bareZstd, gzip}, true);
    row("zip of a bare zstd", {bareZstd, {u"zip"_s, u"-q"_s, u"-"_s, u"-"_s}}, true);
}

void TestBackupInput::streamsWithoutAChecksumAreTold()
{
    QFETCH(QList<QStringList>, programs);
    QFETCH(bool, isChecksummed);
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", wrap(dump, programs)));
    QCOMPARE(result.code, QByteArray());
    QCOMPARE(result.isChecksummed, isChecksummed);
}

void TestBackupInput::readingOneByteAtATimeGivesTheSame_data() { addWrappings(); }

void TestBackupInput::readingOneByteAtATimeGivesTheSame()
{
    QFETCH(QByteArray, stored);
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", stored), {}, 1);
    QCOMPARE(result.code, QByteArray());
    QVERIFY(result.content == dump);
    QCOMPARE(result.sha256, sha256Of(stored));
}

void TestBackupInput::aGzipMemberLargerThan4GiBIsRead()
{
    // One mebibyte of zeros, deflated and flushed to a byte's end, 4,500 times: a gzip member that nobody had to compress.
    constexpr qint64 mebibyte = 1024 * 1024;
    QByteArray zeros(mebibyte, '\0'), piece(8192, '\0'), last(100, '\0');
    isal_zstream deflate;
    const auto deflateInto = [&](QByteArray& out, qint64 bytes, bool isLast) {
        isal_deflate_stateless_init(&deflate);
        deflate.flush = FULL_FLUSH;
        deflate.end_of_stream = isLast;
        deflate.next_in = reinterpret_cast<uint8_t*>(zeros.data());
        deflate.avail_in = uint32_t(bytes);
        deflate.next_out = reinterpret_cast<uint8_t*>(out.data());
        deflate.avail_out = uint32_t(out.size());
        const bool worked = isal_deflate_stateless(&deflate) == COMP_OK;
        out.truncate(qsizetype(deflate.total_out));
        return worked;
    };
    QVERIFY(deflateInto(piece, mebibyte, false) && deflateInto(last, 0, true));
    uint32_t crc = 0;
    for (int i = 0; i < 4500; ++i)
        crc = crc32_gzip_refl(crc, reinterpret_cast<const uint8_t*>(zeros.constData()), mebibyte);
    const qint64 total = 4500 * mebibyte;
    QByteArray trailer(8, '\0');
    qToLittleEndian<quint32>(crc, trailer.data());
    qToLittleEndian<quint32>(quint32(total), trailer.data() + 4);
    const Scratch scratch;
    const BackupFile file = scratch.write("backup", QByteArray::fromHex("1f8b08000000000000ff") + piece.repeated(4500) + last + trailer);
    auto input = BackupInput::open(file, {.maxBytes = 2 * total});
    QVERIFY(input.ok());
    Result<qint64> got = qint64(1);
    while (got.ok() && *got > 0)
        got = (*input)->read(zeros.data(), zeros.size());
    QVERIFY(got.ok());
    QCOMPARE((*input)->position(), total);
}

void TestBackupInput::moreThanFourLayersAreRefused()
{
    const QList<QStringList> fourTimes(4, {u"gzip"_s, u"-c"_s});
    const Scratch scratch;
    QVERIFY(readThrough(scratch.write("four", wrap(dump, fourTimes))).content == dump);
    QCOMPARE(readThrough(scratch.write("five", wrap(dump, fourTimes + QList<QStringList>{{u"gzip"_s, u"-c"_s}}))).code, QByteArray("backup.nested"));
    const QByteArray zip = wrap(dump, {{u"zip"_s, u"-q"_s, u"-"_s, u"-"_s}});
    QCOMPARE(readThrough(scratch.write("zip.gz", pipeThrough(zip, {u"gzip"_s, u"-c"_s}))).code, QByteArray("backup.nested"));
}

void TestBackupInput::aCompressedNothingIsEmpty()
{
    const Scratch scratch;
    for (const char* program : {"gzip", "zstd", "xz", "bzip2", "lz4"}) {
        const QByteArray stored = pipeThrough({}, {QString::fromLatin1(program), u"-c"_s});
        QCOMPARE(readThrough(scratch.write(program, stored)).code, QByteArray("backup.empty"));
    }
}

void TestBackupInput::hashingAnOpenFileStopsWhenAsked()
{
    const Scratch scratch;
    const auto input = BackupInput::open(scratch.write("backup", QByteArray(3 * 1024 * 1024, 'x')));
    std::stop_source stop;
    JobContext context;
    context.stop = stop.get_token();
    QList<qint64> told;
    const auto stopAfterTwo = [&](qint64 bytes) {
        told += bytes;
        if (told.size() == 2)
            stop.request_stop();
    };
    const Result<QByteArray> hashed = sha256OfDescriptor((*input)->descriptor(), context, stopAfterTwo);
    QVERIFY(!hashed.ok());
    QCOMPARE(hashed.error().kind, ErrorKind::Cancelled);
    QCOMPARE(told, (QList<qint64>{1024 * 1024, 2 * 1024 * 1024}));
}

QTEST_GUILESS_MAIN(TestBackupInput)
#include "tst_backupinput.moc"
