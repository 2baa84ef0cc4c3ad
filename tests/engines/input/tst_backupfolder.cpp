#include "engines/input/backupfolder.h"
#include "tests/engines/input/inputtestsupport.h"

#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// A folder backup gives its own files and nothing else.
class TestBackupFolder : public QObject
{
    Q_OBJECT

private slots:
    void namesAreSortedByTheirBytes();
    void membersAreReadThroughTheirCompression();
    void whatTheBackupDoesNotListIsNotOpened_data();
    void whatTheBackupDoesNotListIsNotOpened();
    void linksAndDevicesAreRefused_data();
    void linksAndDevicesAreRefused();
    void aMemberTurnedIntoALinkIsRefused();
    void whatIsNoFolderIsRefused();
    void aFolderMovedAwayIsStillReadButTold();
};

namespace {

using Make = int (*)(const char*);

} // namespace

void TestBackupFolder::namesAreSortedByTheirBytes()
{
    const Scratch scratch;
    const QByteArrayList names{"-f", "A", "a\nb", "b", "bad-\xff", "\xc3\xa9"};
    for (const QByteArray& name : names)
        scratch.write(name, "x");
    QCOMPARE(::mkdir(scratch.path("subfolder").constData(), 0755), 0);
    const auto folder = BackupFolder::open({scratch.path("")});
    QVERIFY(folder.ok());
    QCOMPARE(folder->names(), QByteArrayList({"-f", "A", "a\nb", "b", "bad-\xff", "\xc3\xa9"}));
}

void TestBackupFolder::membersAreReadThroughTheirCompression()
{
    const Scratch scratch;
    const QByteArray dump = sampleDump(1000);
    scratch.write("shop.t.sql.zst", pipeThrough(dump, {u"zstd"_s, u"-qc"_s}));
    const auto folder = BackupFolder::open({scratch.path("")});
    const ReadResult result = readThrough(folder->openMember("shop.t.sql.zst"));
    QCOMPARE(result.content, dump);
    QCOMPARE(result.compression, QByteArrayList{"zstd"});
}

void TestBackupFolder::whatTheBackupDoesNotListIsNotOpened_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"missing", "..", ".", "", "../outside", "/etc/hostname", "subfolder", "subfolder/inside"})
        QTest::addRow("'%s'", name) << QByteArray(name);
}

void TestBackupFolder::whatTheBackupDoesNotListIsNotOpened()
{
    QFETCH(QByteArray, name);
    const Scratch scratch;
    QCOMPARE(::mkdir(scratch.path("backup").constData(), 0755), 0);
    QCOMPARE(::mkdir(scratch.path("backup/subfolder").constData(), 0755), 0);
    scratch.write("outside", "x");
    scratch.write("backup/subfolder/inside", "x");
    const auto folder = BackupFolder::open({scratch.path("backup")});
    QVERIFY(folder.ok());
    QCOMPARE(folder->openMember(name).error().code, QByteArray("backup.missing"));
    // Nor does the layer below take anything but the name of a file in the folder itself.
    const int descriptor = ::open(scratch.path("backup").constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    QVERIFY(!BackupInput::openIn(descriptor, name, {scratch.path("backup/" + name)}).ok());
    ::close(descriptor);
}

void TestBackupFolder::linksAndDevicesAreRefused_data()
{
    QTest::addColumn<Make>("make");
    const auto row = [](const char* name, Make make) { QTest::newRow(name) << make; };
    row("link out", [](const char* path) { return ::symlink("/etc/hostname", path); });
    row("link to a sibling", [](const char* path) { return ::symlink("metadata", path); });
    row("FIFO", [](const char* path) { return ::mkfifo(path, 0644); });
}

void TestBackupFolder::linksAndDevicesAreRefused()
{
    QFETCH(Make, make);
    const Scratch scratch;
    scratch.write("metadata", "x");
    QCOMPARE(make(scratch.path("table.sql").constData()), 0);
    const auto folder = BackupFolder::open({scratch.path("")});
    QVERIFY(!folder.ok());
    QCOMPARE(folder.error().code, QByteArray("backup.folder_hostile"));
    QCOMPARE(folder.error().kind, ErrorKind::Risk);
    QCOMPARE(folder.error().what.arguments.last(), u"table.sql"_s);
}

void TestBackupFolder::aMemberTurnedIntoALinkIsRefused()
{
    const Scratch scratch;
    const BackupFile member = scratch.write("table.sql", "x");
    const auto folder = BackupFolder::open({scratch.path("")});
    QCOMPARE(::unlink(member.path.constData()), 0);
    QCOMPARE(::symlink("/etc/hostname", member.path.constData()), 0);
    QCOMPARE(folder->openMember("table.sql").error().code, QByteArray("backup.not_regular"));
}

void TestBackupFolder::whatIsNoFolderIsRefused()
{
    const Scratch scratch;
    QCOMPARE(BackupFolder::open(scratch.write("file", "x")).error().code, QByteArray("backup.not_folder"));
    QCOMPARE(BackupFolder::open({scratch.path("missing")}).error().code, QByteArray("backup.missing"));
    QCOMPARE(BackupFolder::open({scratch.path("file/below")}).error().code, QByteArray("backup.missing"));
}

void TestBackupFolder::aFolderMovedAwayIsStillReadButTold()
{
    const Scratch scratch;
    QCOMPARE(::mkdir(scratch.path("backup").constData(), 0755), 0);
    scratch.write("backup/table.sql", "SELECT 1;");
    auto folder = BackupFolder::open({scratch.path("backup")});
    QCOMPARE(::rename(scratch.path("backup").constData(), scratch.path("moved").constData()), 0);
    const BackupFolder moved = std::move(folder).value();
    auto input = moved.openMember("table.sql");
    QVERIFY(input.ok());
    QCOMPARE((*input)->checkUnchanged().error().code, QByteArray("backup.changed"));
    QCOMPARE(readThrough(std::move(input)).content, QByteArray("SELECT 1;"));
}

QTEST_GUILESS_MAIN(TestBackupFolder)
#include "tst_backupfolder.moc"
