#include "engines/sqlite/sqlitetarget.h"

#include "engines/displaytext.h"

#include <QDir>
#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <memory>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <sqlite3.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Finding passed(Message what) { return passedFinding("target", std::move(what)); }

Finding blocked(QByteArray code, Message what, Message remedy, ErrorKind kind = ErrorKind::TargetUnusable, QString detail = {})
{
    return blockerFinding("target", {kind, std::move(code), std::move(what), std::move(remedy), std::move(detail)});
}

QString systemError() { return QString::fromLocal8Bit(std::strerror(errno)); }

// An open file of SQLite's own VFS; closing it keeps locks that other connections of this process hold on the same file.
class VfsFile
{
public:
    explicit VfsFile(const QByteArray& path)
        : m_vfs(sqlite3_vfs_find(nullptr)), m_memory(new char[size_t(m_vfs->szOsFile)]()), m_path(path)
    {
        // The VFS expects a name with the double NUL that ends an empty list of URI parameters.
        m_path.append('\0').append('\0');
        int flags = 0;
        m_open = m_vfs->xOpen(m_vfs, m_path.constData(), file(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB, &flags) == SQLITE_OK;
    }
    ~VfsFile()
    {
        if (m_open && file()->pMethods)
            file()->pMethods->xClose(file());
    }
    VfsFile(const VfsFile&) = delete;
    VfsFile& operator=(const VfsFile&) = delete;

    bool isOpen() const { return m_open; }
    int lock(int level) { return file()->pMethods->xLock(file(), level); }
    int unlock(int level) { return file()->pMethods->xUnlock(file(), level); }
    QByteArray head(int bytes)
    {
        QByteArray read(bytes, '\0');
        const int code = file()->pMethods->xRead(file(), read.data(), bytes, 0);
        return code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ ? read : QByteArray();
    }

private:
    sqlite3_file* file() { return reinterpret_cast<sqlite3_file*>(m_memory.get()); }
    sqlite3_vfs* m_vfs;
    std::unique_ptr<char[]> m_memory;
    QByteArray m_path;
    bool m_open = false;
};

Finding checkName(const QByteArray& path, const QString& shown)
{
    const QByteArray name = fileNameOf(path);
    for (const char* suffix : {"-wal", "-journal", "-shm"}) {
        if (name.endsWith(suffix)) {
            return blocked("target.name", {QT_TRANSLATE_NOOP("Message", "The target %1 has a name that SQLite keeps for side files."), {shown}},
                           {QT_TRANSLATE_NOOP("Message", "Choose a file name that does not end in -wal, -shm or -journal."), {}});
        }
    }
    if (name.isEmpty() || name == "." || name == ".." || name.size() > 200) {
        return blocked("target.name", {QT_TRANSLATE_NOOP("Message", "The target %1 has no usable file name."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Choose a file name of 1 to 200 bytes."), {}});
    }
    return passed({QT_TRANSLATE_NOOP("Message", "The name of the target %1 can be used."), {shown}});
}

Finding checkFolder(const QByteArray& path)
{
    const QByteArray folder = folderOf(path);
    const QString shown = displayBytes(folder);
    struct stat status{};
    if (::stat(folder.constData(), &status) != 0 || !S_ISDIR(status.st_mode)) {
        return blocked("target.folder", {QT_TRANSLATE_NOOP("Message", "The target's folder %1 does not exist."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Make the folder first, or choose another one."), {}});
    }
    if (::access(folder.constData(), W_OK | X_OK) != 0) {
        return blocked("target.read_only", {QT_TRANSLATE_NOOP("Message", "Nothing can be written in the target's folder %1."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Give your account the right to write there (chmod u+w, or mount it writable), or choose another folder."), {}},
                       ErrorKind::TargetUnusable, systemError());
    }
    return passed({QT_TRANSLATE_NOOP("Message", "The target's folder %1 can be written."), {shown}});
}

Finding checkWhatLiesThere(const RestoreRequest& request, const QString& shown, const struct stat& status, const QByteArray& backupPath)
{
    struct stat backup{};
    if (::stat(backupPath.constData(), &backup) == 0 && backup.st_ino == status.st_ino && backup.st_dev == status.st_dev) {
        return blocked("target.is_backup", {QT_TRANSLATE_NOOP("Message", "The target %1 is the backup file itself."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Choose another target."), {}}, ErrorKind::Usage);
    }
    if (S_ISLNK(status.st_mode)) {
        return blocked("target.is_link", {QT_TRANSLATE_NOOP("Message", "The target %1 is a symbolic link."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Name the file that the link points to."), {}});
    }
    if (!S_ISREG(status.st_mode)) {
        return blocked("target.not_regular", {QT_TRANSLATE_NOOP("Message", "The target %1 is no ordinary file."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Choose another target."), {}});
    }
    if (!request.overwrite) {
        return blocked("target.exists", {QT_TRANSLATE_NOOP("Message", "The target %1 exists already."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Choose another name, or choose to overwrite; the old file is then kept aside until you discard it."), {}});
    }
    if (status.st_nlink > 1) {
        return blocked("target.is_link", {QT_TRANSLATE_NOOP("Message", "The target %1 is known under other names too (hard links)."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Remove the other names, or choose another target."), {}});
    }
    VfsFile file(request.target.database);
    const QByteArray head = file.isOpen() ? file.head(16) : QByteArray();
    if (!file.isOpen() || ::access(request.target.database.constData(), W_OK) != 0) {
        return blocked("target.read_only", {QT_TRANSLATE_NOOP("Message", "The target %1 cannot be written."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Give your account the right to read and write the file."), {}}, ErrorKind::TargetUnusable, systemError());
    }
    if (status.st_size > 0 && head != QByteArray("SQLite format 3\0", 16)) {
        return blocked("target.other_file", {QT_TRANSLATE_NOOP("Message", "The target %1 is no SQLite database and is not overwritten."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Choose another target."), {}});
    }
    return passed({QT_TRANSLATE_NOOP("Message", "The target %1 exists and will be overwritten; the old database is kept aside."), {shown}});
}

// SQLite would roll a stray journal or WAL into the new database when it is first opened.
Finding checkNothingBeside(const QByteArray& path, const QString& shown)
{
    for (const char* suffix : {"-wal", "-journal"}) {
        struct stat status{};
        if (::lstat((path + suffix).constData(), &status) == 0) {
            return blocked("target.side_file", {QT_TRANSLATE_NOOP("Message", "Beside the new target lies %1, which SQLite would take for a part of it."), {displayBytes(path + suffix)}},
                           {QT_TRANSLATE_NOOP("Message", "Move that file away, or choose another name."), {}});
        }
    }
    return passed({QT_TRANSLATE_NOOP("Message", "The target %1 does not exist yet."), {shown}});
}

QList<Finding> checkUse(const QByteArray& path, const QString& shown)
{
    if (probeSqliteLock(path) == LockState::Locked) {
        return {blocked("target.locked", {QT_TRANSLATE_NOOP("Message", "The target %1 is in use by another connection."), {shown}},
                        {QT_TRANSLATE_NOOP("Message", "End what works with the database, then check again."), {}}, ErrorKind::Locked,
                        processesWithOpenFile(path).join(u", "_s))};
    }
    const QStringList users = processesWithOpenFile(path);
    if (!users.isEmpty()) {
        return {warningFinding("target",
                 {QT_TRANSLATE_NOOP("Message", "The target %1 is open in: %2"), {shown, users.join(u", "_s)}},
                 {QT_TRANSLATE_NOOP("Message", "End these programs first if they must not see the restored data at once."), {}})};
    }
    return {passed({QT_TRANSLATE_NOOP("Message", "Nobody has the target open."), {}})};
}

Finding checkSpace(const QByteArray& path, qint64 newBytes, qint64 oldBytes)
{
    const QString folder = displayBytes(folderOf(path));
    const qint64 freeBytes = freeBytesAt(path);
    if (freeBytes < 0) {
        return notCheckableFinding("space", {QT_TRANSLATE_NOOP("Message", "The free space in %1 could not be found out."), {folder}},
                {QT_TRANSLATE_NOOP("Message", "Make sure that there is room for one and a half times the data."), {}}, systemError());
    }
    // An overwrite holds, for a moment, staging, the kept old file and the rollback journal of the old one.
    const qint64 needed = newBytes + 2 * oldBytes;
    const QStringList sizes{folder, displaySize(freeBytes), displaySize(needed)};
    const Message remedy{QT_TRANSLATE_NOOP("Message", "Make room there, or choose a target on another file system."), {}};
    if (freeBytes < needed) {
        return blockerFinding("space", {ErrorKind::NoSpace, "target.no_space",
                                        {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free, but the restore needs %3."), sizes}, remedy, {}});
    }
    if (freeBytes < needed + needed / 2) {
        return warningFinding("space",
                {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free: enough for the %3 that the restore needs, but less than one and a half times as much."), sizes},
                remedy);
    }
    return passedFinding("space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free; the restore needs %3."), sizes});
}

} // namespace

QByteArray folderOf(const QByteArray& path)
{
    const qsizetype slash = path.lastIndexOf('/');
    return slash <= 0 ? QByteArray("/") : path.first(slash);
}

QByteArray fileNameOf(const QByteArray& path) { return path.sliced(path.lastIndexOf('/') + 1); }

qint64 freeBytesAt(const QByteArray& path)
{
    struct statvfs room{};
    return ::statvfs(folderOf(path).constData(), &room) == 0 ? qint64(room.f_bavail) * qint64(room.f_frsize) : -1;
}

LockState probeSqliteLock(const QByteArray& path)
{
    VfsFile file(path);
    if (!file.isOpen())
        return LockState::Unknown;
    for (int level : {SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED, SQLITE_LOCK_EXCLUSIVE}) {
        if (file.lock(level) != SQLITE_OK) {
            file.unlock(SQLITE_LOCK_NONE);
            return LockState::Locked;
        }
    }
    file.unlock(SQLITE_LOCK_NONE);
    return LockState::Free;
}

QStringList processesWithOpenFile(const QByteArray& path)
{
    QStringList users;
    struct stat wanted{};
    if (::stat(path.constData(), &wanted) != 0)
        return users;
    const QStringList processes = QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs);
    for (const QString& process : processes) {
        if (process.toLongLong() == ::getpid())
            continue;
        const QByteArray folder = "/proc/" + process.toLatin1() + "/fd";
        const std::unique_ptr<DIR, int (*)(DIR*)> descriptors(::opendir(folder.constData()), ::closedir);
        while (const dirent* entry = descriptors ? ::readdir(descriptors.get()) : nullptr) {
            struct stat opened{};
            if (::stat((folder + '/' + entry->d_name).constData(), &opened) == 0 && opened.st_ino == wanted.st_ino && opened.st_dev == wanted.st_dev) {
                QFile name(u"/proc/%1/comm"_s.arg(process));
                const bool known = name.open(QIODevice::ReadOnly);
                users += u"%1 (pid %2)"_s.arg(known ? displayBytes(name.readAll().trimmed()) : u"?"_s, process);
                break;
            }
        }
    }
    return users;
}

QList<Finding> checkSqliteTarget(const RestoreRequest& request, qint64 newBytes, const QByteArray& backupPath)
{
    const QByteArray& path = request.target.database;
    const QString shown = displayBytes(path);
    QList<Finding> findings{checkName(path, shown), checkFolder(path)};
    struct stat status{};
    qint64 oldBytes = 0;
    if (findings.last().level == FindingLevel::Blocker)
        return findings;
    if (::lstat(path.constData(), &status) == 0) {
        findings += checkWhatLiesThere(request, shown, status, backupPath);
        if (findings.last().level != FindingLevel::Blocker) {
            findings += checkUse(path, shown);
            oldBytes = status.st_size;
        }
    } else {
        findings += checkNothingBeside(path, shown);
    }
    if (newBytes >= 0)
        findings += checkSpace(path, newBytes, oldBytes);
    return findings;
}

} // namespace bakferry
