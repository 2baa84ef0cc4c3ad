#include "engines/input/ziplisting.h"
#include "tests/engines/input/inputtestsupport.h"
#include "tests/engines/input/ziptestsupport.h"

#include <QTest>
#include <QtEndian>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// Which member of a zip is read, and which zips are not read at all.
class TestZipInput : public QObject
{
    Q_OBJECT

private slots:
    void theOnlyFileIsRead_data();
    void theOnlyFileIsRead();
    void severalFilesAreNamedAndEachCanBeRead();
    void aMemberThatIsNotThereIsAUsageError();
    void hostileEntriesAreRefused_data();
    void hostileEntriesAreRefused();
    void zipsThatContradictThemselvesAreDamaged_data();
    void zipsThatContradictThemselvesAreDamaged();
    void anEncryptedMemberIsRefused();
    void anUnknownMethodIsNamed();
    void aZipWithoutAFileIsRefused();
};

namespace {

const QByteArray dump = sampleDump(20'000);

} // namespace

void TestZipInput::theOnlyFileIsRead_data()
{
    QTest::addColumn<QByteArray>("zip");
    const ForgedEntry file{"dump.sql", dump};
    QTest::newRow("alone") << forgedZip({file});
    QTest::newRow("in folders") << forgedZip({{"a/", "", 040755}, {"a/b/", "", 040755}, {"a/b/dump.sql", dump}});
    QTest::newRow("beside what macOS adds") << forgedZip({file, {"__MACOSX/", "", 040755}, {"__MACOSX/._dump.sql", "x"}, {"._dump.sql", "x"}});
    QTest::newRow("with a comment") << forgedZip({file}, "made on a Monday");
    QTest::newRow("with a comment like an end record") << forgedZip({file}, "PK\x05\x06" + QByteArray(30, '\0'));
    QByteArray zip64Size(8, '\0');
    qToLittleEndian<quint64>(quint64(dump.size()), zip64Size.data());
    const QByteArray zip64Sizes = QByteArray::fromHex("01001000") + zip64Size.repeated(2);
    QTest::newRow("with zip64 sizes") << forgedZip({{.name = "dump.sql", .content = dump, .claimedBytes = 0xffffffff,
                                                     .storedBytes = 0xffffffff, .extra = zip64Sizes}});
    QTest::newRow("made on DOS") << QByteArray(forgedZip({{"dump.sql", dump, 0}})).replace("PK\x01\x02\x14\x03", QByteArray("PK\x01\x02\x14\x00", 6));
    QTest::newRow("with a name in another encoding") << forgedZip({{"\xb1\xb8\xb7\xdd.sql", dump}});
    QTest::newRow("as Info-ZIP writes a pipe") << pipeThrough(dump, {u"zip"_s, u"-q"_s, u"-"_s, u"-"_s});
}

void TestZipInput::theOnlyFileIsRead()
{
    QFETCH(QByteArray, zip);
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", zip));
    QCOMPARE(result.code, QByteArray());
    QVERIFY(result.content == dump);
    QCOMPARE(result.sha256, sha256Of(zip));
    QCOMPARE(result.warnings, QList<Message>());
}

void TestZipInput::severalFilesAreNamedAndEachCanBeRead()
{
    const QList<QPair<QByteArray, QByteArray>> files{{"one.sql", dump}, {"two.sql", dump.first(3000)}, {"three.sql", "SELECT 3;"}};
    const QByteArray zip = zipOf(files);
    const Scratch scratch;
    const BackupFile file = scratch.write("backup", zip);
    const ReadResult unchosen = readThrough(file);
    QCOMPARE(unchosen.code, QByteArray("backup.zip_many"));
    QCOMPARE(unchosen.error.kind, ErrorKind::BackupUnusable);
    QCOMPARE(unchosen.error.what.arguments, QStringList({file.display(), u"3"_s, u"one.sql, two.sql, three.sql"_s}));
    QList<ZipMember> expected;
    for (const auto& [name, content] : files) {
        expected += ZipMember{name, content.size()};
        auto input = BackupInput::openZipMember(file, name);
        QVERIFY(input.ok());
        QCOMPARE((*input)->memberName(), QString::fromUtf8(name));
        const ReadResult result = readThrough(std::move(input));
        QVERIFY(result.content == content);
        QCOMPARE(result.sha256, sha256Of(zip)); // of the whole file, whichever member
    }
    QCOMPARE(listZipMembers(file).value(), expected);
}

void TestZipInput::aMemberThatIsNotThereIsAUsageError()
{
    const Scratch scratch;
    const auto input = BackupInput::openZipMember(scratch.write("backup", forgedZip({{"dump.sql"}})), "Dump.sql");
    QCOMPARE(input.error().code, QByteArray("backup.zip_member"));
    QCOMPARE(input.error().kind, ErrorKind::Usage);
    QCOMPARE(BackupInput::openZipMember(scratch.write("plain", dump), "dump.sql").error().code, QByteArray("backup.zip_member"));
}

void TestZipInput::hostileEntriesAreRefused_data()
{
    QTest::addColumn<QList<ForgedEntry>>("entries");
    const auto row = [](const char* name, const QList<ForgedEntry>& entries) { QTest::newRow(name) << entries; };
    row("up", {{"../CANARY"}});
    row("up in between", {{"a/../../CANARY"}});
    row("only up", {{".."}});
    row("absolute", {{"/tmp/CANARY"}});
    row("drive", {{"C:CANARY"}});
    row("backslash", {{"..\\CANARY"}});
    row("NUL", {{QByteArray("dump.sql\0.txt", 13)}});
    row("no name", {{""}});
    row("twice", {{"dump.sql"}, {"dump.sql"}});
    row("twice but for case", {{"dump.sql"}, {"Dump.SQL"}});
    row("twice but for the case of other scripts", {{"\xc3\xa4.sql"}, {"\xc3\x84.sql"}});
    row("symbolic link", {{"d", "/tmp", 0120777}, {"d/CANARY"}});
    row("device", {{"dump.sql"}, {"sda", "", 060644}});
    row("FIFO", {{"pipe", "", 010644}, {"dump.sql"}});
    row("hostile folder", {{"../", "", 040755}, {"dump.sql"}});
}

void TestZipInput::hostileEntriesAreRefused()
{
    QFETCH(QList<ForgedEntry>, entries);
    const Scratch scratch;
    const BackupFile file = scratch.write("backup", forgedZip(entries));
    const ReadResult result = readThrough(file);
    QCOMPARE(result.code, QByteArray("backup.zip_hostile"));
    QCOMPARE(result.error.kind, ErrorKind::Risk);
    QVERIFY(result.error.what.arguments.contains(file.display()));
    QCOMPARE(listZipMembers(file).error().code, QByteArray("backup.zip_hostile"));
    QCOMPARE(BackupInput::openZipMember(file, "dump.sql").error().code, QByteArray("backup.zip_hostile"));
}

void TestZipInput::zipsThatContradictThemselvesAreDamaged_data()
{
    QTest::addColumn<QByteArray>("zip");
    const auto row = [](const char* name, const ForgedEntry& entry) { QTest::newRow(name) << forgedZip({entry}); };
    row("another name at the data", {.name = "dump.sql", .localName = "evil.sql"});
    row("a longer name at the data", {.name = "dump.sql", .localName = "dump.sql.exe"});
    row("data behind the directory", {.name = "dump.sql", .offset = 0x7fffffff});
    row("an offset beside the header", {.name = "dump.sql", .offset = 1});
    row("more stored bytes than there are", {.name = "dump.sql", .storedBytes = 100'000});
    row("fewer bytes than claimed", {.name = "dump.sql", .claimedBytes = 100'000});
    row("more bytes than claimed", {.name = "dump.sql", .claimedBytes = 3});
    row("zip64 sizes that are not there", {.name = "dump.sql", .claimedBytes = 0xffffffff});
    const QByteArray all = QByteArray(8, '\xff'), one("\x01\0\0\0\0\0\0\0", 8), eight = QByteArray::fromHex("01000800");
    row("zip64: nearly 2^64 stored bytes", {.name = "dump.sql", .storedBytes = 0xffffffff, .extra = eight + all});
    row("zip64: an offset of nearly 2^64", {.name = "dump.sql", .offset = 0xffffffff, .extra = eight + all});
    row("zip64: nearly 2^64 bytes of content", {.name = "dump.sql", .claimedBytes = 0xffffffff, .extra = eight + all});
    row("zip64: a field longer than its header", {.name = "dump.sql", .claimedBytes = 0xffffffff, .extra = QByteArray::fromHex("0100ff00") + one});
    row("zip64: a field too short", {.name = "dump.sql", .claimedBytes = 0xffffffff, .offset = 0xffffffff, .extra = eight + one});
    const QByteArray honest = forgedZip({{"dump.sql"}});
    const qint64 end = honest.size() - 22;
    const auto patched = [&](qint64 at, char value) {
        QByteArray zip = honest;
        zip[at] = value;
        return zip;
    };
    QTest::newRow("more entries than there are") << patched(end + 10, 2);
    QTest::newRow("fewer entries than there are") << patched(end + 10, 0);
    QTest::newRow("a longer directory") << patched(end + 12, 99);
    QTest::newRow("another place of the directory") << patched(end + 16, 3);
    QTest::newRow("a directory of 4 GiB") << patched(end + 15, '\x7f');
    QTest::newRow("zip64 without its records") << patched(end + 10, '\xff').replace(end + 11, 1, "\xff");
}

void TestZipInput::zipsThatContradictThemselvesAreDamaged()
{
    QFETCH(QByteArray, zip);
    const Scratch scratch;
    QCOMPARE(readThrough(scratch.write("backup", zip)).code, QByteArray("backup.damaged"));
}

void TestZipInput::anEncryptedMemberIsRefused()
{
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", zipOf({{"dump.sql", dump}}, {u"-P"_s, u"password"_s})));
    QCOMPARE(result.code, QByteArray("backup.encrypted"));
    QCOMPARE(result.error.kind, ErrorKind::BackupUnusable);
}

void TestZipInput::anUnknownMethodIsNamed()
{
    const Scratch scratch;
    const ReadResult result = readThrough(scratch.write("backup", forgedZip({{.name = "dump.sql", .method = 9}}))); // Deflate64
    QCOMPARE(result.code, QByteArray("backup.zip_method"));
    QVERIFY(result.error.what.arguments.contains(u"9"_s));
}

void TestZipInput::aZipWithoutAFileIsRefused()
{
    const Scratch scratch;
    QCOMPARE(readThrough(scratch.write("none", forgedZip({}))).code, QByteArray("backup.zip_empty"));
    QCOMPARE(readThrough(scratch.write("folder", forgedZip({{"a/", "", 040755}}))).code, QByteArray("backup.zip_empty"));
    QCOMPARE(readThrough(scratch.write("nothing", forgedZip({{"dump.sql", ""}}))).code, QByteArray("backup.empty"));
}

QTEST_GUILESS_MAIN(TestZipInput)
#include "tst_zipinput.moc"
