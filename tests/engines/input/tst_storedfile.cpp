#include "tests/engines/input/inputtestsupport.h"

#include <QDir>
#include <QTest>

#include <atomic>
#include <cstdio>
#include <thread>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace bakferry;
using namespace bakferry::test;
using namespace Qt::StringLiterals;

/// Which files are taken, and that the file taken is the one read.
class TestStoredFile : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNoFileIsRefusedByName_data();
    void whatIsNoFileIsRefusedByName();
    void aFileWithoutPermissionIsRefused();
    void aLinkToAFileIsReadAsTheFile();
    void oddNamesAreOpened_data();
    void oddNamesAreOpened();
    void aChangeWhileReadingIsFound_data();
    void aChangeWhileReadingIsFound();
    void aReplacedFileIsFoundBeforeTheSwitchOver_data();
    void aReplacedFileIsFoundBeforeTheSwitchOver();
    void aNewLinkOrModeIsNoChange();
    void whatIsHashedIsWhatWasReadWhileNamesAreSwapped();
    void theBackupIsLeftAsItWas();
};

namespace {

using Change = void (*)(const Scratch&, const QByteArray&);

const QByteArray dump = sampleDump(600'000);

void append(const QByteArray& path, const QByteArray& bytes)
{
    const int descriptor = ::open(path.constData(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (::write(descriptor, bytes.constData(), size_t(bytes.size())) != bytes.size())
        qFatal("cannot append");
    ::close(descriptor);
}

void overwrite(const QByteArray& path, qint64 offset, const QByteArray& bytes)
{
    const int descriptor = ::open(path.constData(), O_WRONLY | O_CLOEXEC);
    if (::pwrite(descriptor, bytes.constData(), size_t(bytes.size()), offset) != bytes.size())
        qFatal("cannot overwrite");
    ::close(descriptor);
}

void bindSocket(const QByteArray& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, path.constData(), sizeof(address.sun_path));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0)
        qFatal("cannot bind %s", path.constData());
    ::close(descriptor);
}

} // namespace

void TestStoredFile::whatIsNoFileIsRefusedByName_data()
{
    QTest::addColumn<QByteArray>("path"); // relative ones lie in the scratch folder
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const char* path, const char* code) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(code);
    };
    row("missing", "missing.sql", "backup.missing");
    row("below a file", "plain/below", "backup.missing");
    row("dangling link", "dangling", "backup.missing");
    row("link to itself", "loop", "backup.missing");
    row("folder", "folder", "backup.is_folder");
    row("link to a folder", "folderlink", "backup.is_folder");
    row("empty", "empty", "backup.empty");
    row("FIFO", "fifo", "backup.not_regular");
    row("link to a FIFO", "fifolink", "backup.not_regular");
    row("socket", "socket", "backup.not_regular");
    row("device", "/dev/zero", "backup.not_regular");
    row("file of the kernel", "/proc/self/maps", "backup.not_regular");
    row("sysfs", "/sys/kernel/mm/transparent_hugepage/enabled", "backup.not_regular");
}

void TestStoredFile::whatIsNoFileIsRefusedByName()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, code);
    const Scratch scratch;
    scratch.write("plain", "x");
    scratch.write("empty", "");
    QCOMPARE(::symlink("nowhere", scratch.path("dangling").constData()), 0);
    QCOMPARE(::symlink("loop", scratch.path("loop").constData()), 0);
    QCOMPARE(::mkdir(scratch.path("folder").constData(), 0755), 0);
    QCOMPARE(::symlink("folder", scratch.path("folderlink").constData()), 0);
    QCOMPARE(::mkfifo(scratch.path("fifo").constData(), 0644), 0);
    QCOMPARE(::symlink("fifo", scratch.path("fifolink").constData()), 0);
    bindSocket(scratch.path("socket"));
    const BackupFile file{path.startsWith('/') ? path : scratch.path(path)};
    if (path.startsWith('/') && ::access(path.constData(), R_OK) != 0)
        QSKIP(qPrintable(u"this machine does not let us read %1"_s.arg(file.display())));
    const auto input = BackupInput::open(file);
    QVERIFY(!input.ok());
    QCOMPARE(input.error().code, code);
    QCOMPARE(input.error().kind, ErrorKind::BackupUnusable);
    QVERIFY(input.error().what.arguments.contains(file.display()));
    QVERIFY(!input.error().hint.isEmpty());
}

void TestStoredFile::aFileWithoutPermissionIsRefused()
{
    const Scratch scratch;
    const BackupFile file = scratch.write("secret", dump);
    QCOMPARE(::chmod(scratch.path("").constData(), 0755), 0);
    QCOMPARE(::chmod(file.path.constData(), 0), 0);
    const bool isRoot = ::geteuid() == 0; // root reads everything, so it steps down for a moment
    if (isRoot)
        QCOMPARE(::seteuid(65534), 0);
    const auto input = BackupInput::open(file);
    if (isRoot)
        QCOMPARE(::seteuid(0), 0);
    QVERIFY(!input.ok());
    QCOMPARE(input.error().code, QByteArray("backup.permission"));
}

void TestStoredFile::aLinkToAFileIsReadAsTheFile()
{
    const Scratch scratch;
    scratch.write("real", dump);
    QCOMPARE(::symlink("real", scratch.path("link").constData()), 0);
    auto input = BackupInput::open({scratch.path("link")});
    QVERIFY(input.ok());
    QVERIFY((*input)->checkUnchanged().ok());
    QCOMPARE(::unlink(scratch.path("link").constData()), 0);
    scratch.write("other", dump);
    QCOMPARE(::symlink("other", scratch.path("link").constData()), 0);
    QCOMPARE((*input)->checkUnchanged().error().code, QByteArray("backup.changed")); // the name leads elsewhere now
    QVERIFY(readThrough(std::move(input)).content == dump);
}

void TestStoredFile::oddNamesAreOpened_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("newline") << QByteArray("a\nb.sql");
    QTest::newRow("leading dash") << QByteArray("-f");
    QTest::newRow("command") << QByteArray("$(touch CANARY).sql");
    QTest::newRow("not UTF-8") << QByteArray("bad-\xff\xfe.sql");
    QTest::newRow("composed") << QByteArray("\xc3\xa9.db");
    QTest::newRow("decomposed") << QByteArray("e\xcc\x81.db");
    QTest::newRow("255 bytes") << QByteArray(255, 'n');
    QTest::newRow("spaces") << QByteArray(" a ");
}

void TestStoredFile::oddNamesAreOpened()
{
    QFETCH(QByteArray, name);
    const Scratch scratch;
    QVERIFY(readThrough(scratch.write(name, dump)).content == dump);
    QVERIFY(!BackupFile{scratch.path(name)}.display().contains(u'\n'));
}

void TestStoredFile::aChangeWhileReadingIsFound_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, Change change) { QTest::newRow(name) << change; };
    row("appended", [](const Scratch&, const QByteArray& path) { append(path, "more"); });
    row("overwritten ahead", [](const Scratch&, const QByteArray& path) { overwrite(path, 500'000, "X"); });
    row("overwritten behind", [](const Scratch&, const QByteArray& path) { overwrite(path, 0, "X"); });
    row("cut ahead", [](const Scratch&, const QByteArray& path) { QCOMPARE(::truncate(path.constData(), 400'000), 0); });
    row("cut behind", [](const Scratch&, const QByteArray& path) { QCOMPARE(::truncate(path.constData(), 10), 0); });
    row("cut and refilled", [](const Scratch&, const QByteArray& path) {
        QCOMPARE(::truncate(path.constData(), 0), 0);
        append(path, dump);
    });
}

void TestStoredFile::aChangeWhileReadingIsFound()
{
    QFETCH(Change, change);
    const Scratch scratch;
    const QByteArray content = dump;
    for (const QByteArray& stored : {content, zipOf({{"dump.sql", content}}, {u"-0"_s})}) {
        const BackupFile file = scratch.write("backup", stored);
        auto input = BackupInput::open(file);
        QVERIFY(input.ok());
        QByteArray block(100'000, '\0');
        QVERIFY((*input)->read(block.data(), block.size()).ok());
        change(scratch, file.path);
        const ReadResult result = readThrough(std::move(input));
        const bool isOtherContent = stored != content && result.code == "backup.damaged"; // the zip's CRC may see it first
        QVERIFY2(result.code == "backup.changed" || isOtherContent, result.code.constData());
        QVERIFY(result.sha256.isEmpty());
    }
}

void TestStoredFile::aReplacedFileIsFoundBeforeTheSwitchOver_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char* name, Change change) { QTest::newRow(name) << change; };
    row("replaced by an equal file", [](const Scratch& scratch, const QByteArray& path) {
        QCOMPARE(::rename(scratch.write("other", dump).path.constData(), path.constData()), 0);
    });
    row("removed", [](const Scratch&, const QByteArray& path) { QCOMPARE(::unlink(path.constData()), 0); });
    row("appended", [](const Scratch&, const QByteArray& path) { append(path, "x"); });
    row("overwritten", [](const Scratch&, const QByteArray& path) { overwrite(path, 5, "x"); });
}

void TestStoredFile::aReplacedFileIsFoundBeforeTheSwitchOver()
{
    QFETCH(Change, change);
    const Scratch scratch;
    const BackupFile file = scratch.write("backup", dump);
    auto input = BackupInput::open(file);
    QByteArray block(2'000'000, '\0');
    while (*(*input)->read(block.data(), block.size()) > 0) { }
    QVERIFY((*input)->checkUnchanged().ok());
    change(scratch, file.path);
    const Result<void> same = (*input)->checkUnchanged();
    QVERIFY(!same.ok());
    QCOMPARE(same.error().kind, ErrorKind::BackupChanged);
    QCOMPARE(same.error().code, QByteArray("backup.changed"));
}

void TestStoredFile::aNewLinkOrModeIsNoChange()
{
    const Scratch scratch;
    const BackupFile file = scratch.write("backup", dump);
    auto input = BackupInput::open(file);
    QCOMPARE(::link(file.path.constData(), scratch.path("second").constData()), 0);
    QCOMPARE(::chmod(file.path.constData(), 0600), 0);
    QVERIFY((*input)->checkUnchanged().ok());
    QCOMPARE(readThrough(std::move(input)).code, QByteArray());
}

void TestStoredFile::whatIsHashedIsWhatWasReadWhileNamesAreSwapped()
{
    const Scratch scratch;
    const QByteArray other = QByteArray(dump).replace("name", "NAME");
    const QByteArray a = scratch.write("a", dump).path, b = scratch.write("b", other).path;
    std::atomic<qint64> swaps = 0;
    {
        const std::jthread swapper([&](std::stop_token stop) {
            while (!stop.stop_requested()) {
                ::renameat2(AT_FDCWD, a.constData(), AT_FDCWD, b.constData(), RENAME_EXCHANGE);
                ++swaps;
            }
        });
        for (int i = 0; i < 200; ++i) {
            const ReadResult result = readThrough(BackupFile{a});
            QCOMPARE(result.code, QByteArray());
            QVERIFY(result.content == dump || result.content == other);
            QCOMPARE(result.sha256, sha256Of(result.content));
        }
    }
    QVERIFY(swaps > 100);
}

void TestStoredFile::theBackupIsLeftAsItWas()
{
    const Scratch scratch;
    const BackupFile file = scratch.write("backup.gz", pipeThrough(dump, {u"gzip"_s, u"-c"_s}));
    struct stat before {}, after {};
    QCOMPARE(::stat(file.path.constData(), &before), 0);
    QVERIFY(readThrough(file).content == dump);
    QCOMPARE(::stat(file.path.constData(), &after), 0);
    QCOMPARE(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
    QCOMPARE(after.st_ctim.tv_nsec, before.st_ctim.tv_nsec);
    QCOMPARE(QDir(QString::fromUtf8(scratch.path(""))).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{u"backup.gz"_s});
}

QTEST_GUILESS_MAIN(TestStoredFile)
#include "tst_storedfile.moc"
