#include "engines/sqlite/sqliteswap.h"

#include "engines/displaytext.h"
#include "engines/sqlite/backupview.h"
#include "engines/sqlite/sqlitesource.h"
#include "engines/sqlite/sqlitetarget.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace bakferry {

namespace {

constexpr qsizetype blockBytes = 1024 * 1024;

QString systemWords(int systemErrno) { return QString::fromLocal8Bit(std::strerror(systemErrno)); }

// Copies a whole file; the source may be locked by us, so its descriptor is the caller's and stays open.
Result<void> copyAside(int from, const QByteArray& kept, const JobContext& context)
{
    ::unlink(kept.constData());
    const OwnedDescriptor to(::open(kept.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!to.isOpen())
        return writeError(kept, errno);
    struct stat status{};
    ::fstat(from, &status);
    if (const Result<void> copied = copyFile(from, to.get(), kept, context, {}); !copied) {
        ::unlink(kept.constData());
        return copied;
    }
    ::fchmod(to.get(), status.st_mode & 07777);
    // Who may read the old file must be able to read the kept one; without the right to give it away it stays ours.
    [[maybe_unused]] const int ignored = ::fchown(to.get(), status.st_uid, status.st_gid);
    if (::fsync(to.get()) != 0)
        return writeError(kept, errno);
    return syncPath(folderOf(kept));
}

Error lockedTarget(const QByteArray& target, const SqliteHandle& live)
{
    return Error{ErrorKind::Locked, "target.locked",
                 {QT_TRANSLATE_NOOP("Message", "The target %1 is in use by another connection."), {displayBytes(target)}},
                 {QT_TRANSLATE_NOOP("Message", "End what works with the database, then check again."), {}}, live.lastMessage()};
}

void giveBackJournalMode(const SqliteHandle& live, const QByteArray& oldMode)
{
    if (oldMode == "wal")
        live.run("PRAGMA locking_mode=NORMAL; PRAGMA journal_mode=WAL");
}

// Exclusive lock on the live file, its journal or WAL worked in, and no WAL any more: then its file is the whole database.
Result<QByteArray> takeOver(const SqliteHandle& live, const QByteArray& target, const std::function<Result<void>()>& beforeLeavingWal)
{
    sqlite3_busy_timeout(live.get(), 5000);
    const QByteArray oldMode = live.text("PRAGMA journal_mode");
    live.run("PRAGMA locking_mode=EXCLUSIVE");
    live.run("PRAGMA synchronous=FULL");
    if (const Result<void> ready = oldMode == "wal" ? beforeLeavingWal() : Result<void>(); !ready)
        return ready.error();
    if (oldMode.isEmpty() || live.text("PRAGMA journal_mode=DELETE") != "delete")
        return lockedTarget(target, live);
    const int code = live.run("BEGIN EXCLUSIVE; COMMIT");
    if (code != SQLITE_OK) {
        Error error = (code & 0xff) == SQLITE_BUSY ? lockedTarget(target, live) : sqliteWriteError(target, live, code);
        giveBackJournalMode(live, oldMode);
        return error;
    }
    return oldMode;
}

int copyPages(const SqliteHandle& live, const SqliteHandle& staged)
{
    sqlite3_backup* backup = sqlite3_backup_init(live.get(), "main", staged.get(), "main");
    if (!backup)
        return live.lastCode();
    sqlite3_backup_step(backup, -1); // all pages in one transaction: there is no moment with a mixture
    return sqlite3_backup_finish(backup);
}

qint64 readBlock(int file, QByteArray& block, qint64 offset)
{
    const ssize_t got = ::pread(file, block.data(), size_t(block.size()), offset);
    if (got > 0 && offset == 0) {
        for (int at : {24, 40, 92}) { // change counter, schema cookie and version-valid-for: 4 bytes each
            if (got >= at + 4)
                std::memset(block.data() + at, 0, 4);
        }
        if (got >= 20)
            block[18] = block[19] = 1; // WAL or not is a setting, no content
        if (got >= 100)
            std::memset(block.data() + 96, 0, 4); // version of the last writer
    }
    return got;
}

bool samePages(int one, int other, qint64 sizeBytes = std::numeric_limits<qint64>::max())
{
    QByteArray blockA(blockBytes, '\0'), blockB(blockBytes, '\0');
    for (qint64 offset = 0; offset < sizeBytes; offset += blockBytes) {
        const qint64 wanted = std::min<qint64>(blockBytes, sizeBytes - offset);
        const qint64 gotA = std::min(readBlock(one, blockA, offset), wanted), gotB = std::min(readBlock(other, blockB, offset), wanted);
        if (gotA < 0 || gotA != gotB || std::memcmp(blockA.constData(), blockB.constData(), size_t(gotA)) != 0)
            return false;
        if (gotA < wanted)
            return sizeBytes == std::numeric_limits<qint64>::max();
    }
    return true;
}

} // namespace

QString packedPath(const QByteArray& path) { return QString::fromLatin1(path.toBase64()); }
QByteArray unpackedPath(const QJsonValue& packed) { return QByteArray::fromBase64(packed.toString().toLatin1()); }

std::optional<QJsonObject> factsOf(const Journal& journal, QByteArrayView step)
{
    for (auto entry = journal.crbegin(); entry != journal.crend(); ++entry) {
        if (entry->step == step)
            return entry->facts;
    }
    return std::nullopt;
}

QByteArray stagingPath(const RestoreRequest& request)
{
    return folderOf(request.target.database) + "/." + fileNameOf(request.target.database) + ".bakferry-" + request.taskId.toLatin1().first(12) + ".tmp";
}

QByteArray keptOldPath(const RestoreRequest& request)
{
    return request.target.database + ".bakferry-" + request.taskId.toLatin1().first(12) + ".old";
}

Error writeError(const QByteArray& path, int systemErrno)
{
    const QString shown = displayBytes(path);
    if (systemErrno == ENOSPC || systemErrno == EDQUOT || systemErrno == EFBIG) {
        return Error{ErrorKind::NoSpace, "target.no_space",
                     {QT_TRANSLATE_NOOP("Message", "There is no room left for %1."), {shown}},
                     {QT_TRANSLATE_NOOP("Message", "Make room there, or choose a target on another file system."), {}}, systemWords(systemErrno)};
    }
    return Error{ErrorKind::TargetUnusable, "target.write",
                 {QT_TRANSLATE_NOOP("Message", "%1 cannot be written."), {shown}},
                 {QT_TRANSLATE_NOOP("Message", "Check the rights of the folder and the health of its disk."), {}}, systemWords(systemErrno)};
}

Error sqliteWriteError(const QByteArray& path, const SqliteHandle& handle, int code)
{
    Error error = writeError(path, (code & 0xff) == SQLITE_FULL ? ENOSPC : EIO);
    error.detail = handle.lastMessage();
    return error;
}

Result<void> syncPath(const QByteArray& path)
{
    const OwnedDescriptor file(::open(path.constData(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen() || ::fsync(file.get()) != 0)
        return writeError(path, errno);
    return {};
}

Result<void> copyFile(int from, int to, const QByteArray& toPath, const JobContext& context, const std::function<void(qint64)>& progress)
{
    struct stat status{};
    ::fstat(from, &status);
    for (off_t done = 0; done < status.st_size;) {
        off_t fromOffset = done, toOffset = done;
        ssize_t n = ::copy_file_range(from, &fromOffset, to, &toOffset, 16 * size_t(blockBytes), 0);
        if (n < 0 && (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)) {
            QByteArray block(blockBytes, Qt::Uninitialized);
            n = ::pread(from, block.data(), size_t(block.size()), done);
            n = n > 0 ? ::pwrite(to, block.constData(), size_t(n), done) : n;
        }
        if (n <= 0)
            return writeError(toPath, n == 0 ? EIO : errno);
        done += n;
        if (progress)
            progress(done);
        if (!context.goOn())
            return cancelledError();
    }
    return {};
}

bool removeWithSideFiles(const QByteArray& path)
{
    for (const char* suffix : {"-wal", "-shm", "-journal"})
        ::unlink((path + suffix).constData());
    return ::unlink(path.constData()) == 0 || errno == ENOENT;
}

Result<void> publishNew(const QByteArray& staging, const QByteArray& target)
{
    int code = ::renameat2(AT_FDCWD, staging.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE);
    if (code != 0 && (errno == EINVAL || errno == ENOSYS)) { // a file system without it: a hard link never replaces either
        code = ::link(staging.constData(), target.constData());
        if (code == 0)
            ::unlink(staging.constData());
    }
    if (code != 0 && errno == EEXIST) {
        return Error{ErrorKind::TargetChanged, "target.appeared",
                     {QT_TRANSLATE_NOOP("Message", "The target %1 came into being while the backup was being restored."), {displayBytes(target)}},
                     {QT_TRANSLATE_NOOP("Message", "Look at what lies there now; retry with another name, or choose to overwrite."), {}}, {}};
    }
    if (code != 0)
        return writeError(target, errno);
    return syncPath(folderOf(target));
}

SwapResult overwriteLive(const QByteArray& staging, const QByteArray& target, const QByteArray& kept,
                         const std::function<Result<void>()>& beforeLeavingWal,
                         const std::function<Result<void>(const QByteArray&)>& beforeCommitPoint, const JobContext& context)
{
    // Closed after the connection: closing any descriptor of a file drops this process's locks on it.
    OwnedDescriptor liveFile;
    Result<SqliteHandle> live = SqliteHandle::open(target, SQLITE_OPEN_READWRITE);
    if (!live)
        return {live.error()};
    const Result<QByteArray> oldMode = takeOver(*live, target, beforeLeavingWal);
    if (!oldMode)
        return {oldMode.error()};
    const auto giveBack = [&](Error error) {
        giveBackJournalMode(*live, *oldMode);
        live->close();
        return SwapResult{std::move(error)};
    };
    liveFile = OwnedDescriptor(::open(target.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!liveFile.isOpen())
        return giveBack(writeError(target, errno));
    if (const Result<void> copied = kept.isEmpty() ? Result<void>() : copyAside(liveFile.get(), kept, context); !copied)
        return giveBack(copied.error());
    if (const Result<void> ready = beforeCommitPoint(*oldMode); !ready)
        return giveBack(ready.error());
    const OwnedDescriptor stagedFile(::open(staging.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    const Result<std::unique_ptr<BackupView>> view = BackupView::make(stagedFile.get());
    if (!view)
        return giveBack(view.error());
    const Result<SqliteHandle> staged = (*view)->connect();
    if (!staged)
        return giveBack(staged.error());
    const int code = copyPages(*live, *staged);
    if (code != SQLITE_OK)
        return giveBack(sqliteWriteError(target, *live, code));
    // Compared while the lock is still held, so that nobody else's write can look like a fault of ours.
    if (!samePages(liveFile.get(), stagedFile.get())) {
        return {Error{ErrorKind::VerificationFailed, "verify.pages",
                      {QT_TRANSLATE_NOOP("Message", "After the switch-over %1 does not hold the pages of the staging file."), {displayBytes(target)}},
                      {QT_TRANSLATE_NOOP("Message", "Undo the overwrite, check the disk, and restore again."), {}}, {}}, true};
    }
    live->close();
    return {std::nullopt, true};
}

std::optional<bool> sameContent(const QByteArray& one, const QByteArray& other)
{
    // As many bytes as the databases have pages: SQLite cuts a file that became shorter only behind its commit, so a kill
    // in between leaves pages of the old database behind the end of the new one.
    qint64 sizeBytes = -1;
    for (const QByteArray& path : {one, other}) {
        const Result<SqliteHandle> handle = SqliteHandle::open(path, SQLITE_OPEN_READWRITE);
        if (!handle || handle->number("SELECT count(*) FROM sqlite_schema") < 0 || handle->run("PRAGMA wal_checkpoint(TRUNCATE)") != SQLITE_OK)
            return std::nullopt;
        const qint64 pageBytes = handle->number("PRAGMA page_count") * handle->number("PRAGMA page_size");
        if (sizeBytes >= 0 && sizeBytes != pageBytes)
            return false;
        sizeBytes = pageBytes;
    }
    const OwnedDescriptor a(::open(one.constData(), O_RDONLY | O_CLOEXEC)), b(::open(other.constData(), O_RDONLY | O_CLOEXEC));
    if (!a.isOpen() || !b.isOpen())
        return std::nullopt;
    return samePages(a.get(), b.get(), sizeBytes);
}

} // namespace bakferry
