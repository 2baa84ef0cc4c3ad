#include "app/storeplace.h"

#include "engines/displaytext.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error placeError(const char* code, const char* what, const QByteArray& path, const char* hint, int reason = 0)
{
    return {ErrorKind::StoreFailed, code, {what, {displayBytes(path)}}, {hint, {displayBytes(path)}},
            reason ? QString::fromLocal8Bit(std::strerror(reason)) : QString()};
}

Error cannotMake(const QByteArray& path, int reason)
{
    return placeError("store.unwritable", QT_TRANSLATE_NOOP("Message", "The task store %1 cannot be made."), path,
                      QT_TRANSLATE_NOOP("Message", "Give yourself the right to write there, or choose another store with --store."), reason);
}

QByteArray folderOf(const QByteArray& path) { return path.left(qMax<qsizetype>(1, path.lastIndexOf('/'))); }

// A sticky folder such as /tmp lets nobody replace a file of ours; a group that is only ours adds nobody.
bool othersMayReplaceIn(const struct stat& folder)
{
    if (folder.st_mode & S_ISVTX)
        return false;
    return (folder.st_mode & S_IWOTH) || ((folder.st_mode & S_IWGRP) && folder.st_gid != ::getegid());
}

Result<void> checkFolder(const QByteArray& folder)
{
    struct stat info = {};
    if (::stat(folder.constData(), &info) != 0) {
        const auto privately = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
        const qsizetype slash = folder.lastIndexOf('/');
        if (slash > 0 && !QDir().mkpath(QFile::decodeName(folder.left(slash))))
            return cannotMake(folder, errno);
        if (!QDir().mkdir(QFile::decodeName(folder), privately))
            return cannotMake(folder, errno);
        return {};
    }
    if (!S_ISDIR(info.st_mode))
        return cannotMake(folder, ENOTDIR);
    if (othersMayReplaceIn(info)) {
        return placeError("store.folder-open", QT_TRANSLATE_NOOP("Message", "Other users may write the folder %1 of the task store."), folder,
                          QT_TRANSLATE_NOOP("Message", "Take the right to write from them (chmod go-w %1), or choose another store with --store."));
    }
    if (info.st_uid != ::geteuid() && info.st_uid != 0) {
        return placeError("store.folder-foreign", QT_TRANSLATE_NOOP("Message", "The folder %1 of the task store belongs to another user."), folder,
                          QT_TRANSLATE_NOOP("Message", "Choose a store in a folder of your own with --store."));
    }
    return {};
}

Result<void> makeEmpty(const QByteArray& path)
{
    const int fd = ::open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return cannotMake(path, errno);
    ::close(fd);
    return {};
}

Result<void> checkFile(const QByteArray& path)
{
    struct stat info = {};
    if (::lstat(path.constData(), &info) != 0)
        return errno == ENOENT ? makeEmpty(path) : Result<void>(cannotMake(path, errno));
    if (!S_ISREG(info.st_mode)) {
        return placeError("store.not-a-file", QT_TRANSLATE_NOOP("Message", "The task store %1 is a folder, a link or a device, not a file."), path,
                          QT_TRANSLATE_NOOP("Message", "Choose another store with --store."));
    }
    if (info.st_uid != ::geteuid()) {
        return placeError("store.foreign", QT_TRANSLATE_NOOP("Message", "The task store %1 belongs to another user."), path,
                          QT_TRANSLATE_NOOP("Message", "Choose a store of your own with --store."));
    }
    if (info.st_mode & (S_IWGRP | S_IWOTH)) {
        return placeError("store.open-to-others", QT_TRANSLATE_NOOP("Message", "Other users may write the task store %1, so what it says cannot be trusted."), path,
                          QT_TRANSLATE_NOOP("Message", "Make sure that nobody changed it, then take the right to write from them (chmod 600 %1)."));
    }
    if (info.st_mode & (S_IRGRP | S_IROTH))
        ::chmod(path.constData(), 0600);
    return {};
}

} // namespace

Result<void> prepareStorePlace(const QByteArray& path)
{
    if (Result<void> folder = checkFolder(folderOf(path)); !folder)
        return folder;
    return checkFile(path);
}

Result<QByteArray> moveStoreAside(const QByteArray& path)
{
    const QByteArray stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s).toLatin1();
    QByteArray aside = path + ".damaged-" + stamp;
    for (int number = 2; ::access(aside.constData(), F_OK) == 0; ++number)
        aside = path + ".damaged-" + stamp + '-' + QByteArray::number(number);
    for (const QByteArray& side : {QByteArray("-wal"), QByteArray("-shm"), QByteArray()}) {
        if (::rename((path + side).constData(), (aside + side).constData()) != 0 && errno != ENOENT)
            return cannotMake(path, errno);
    }
    return aside;
}

} // namespace bakferry
