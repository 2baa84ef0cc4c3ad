#include "engines/input/inputerrors.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <cerrno>
#include <cstring>

namespace bakferry::inputerrors {

namespace {

constexpr const char* transferAgain = QT_TRANSLATE_NOOP("Message", "Transfer or make the backup again and compare its checksum with the original.");

QString errorText(int errorNumber)
{
    const char* words = ::strerrordesc_np(errorNumber); // never translated, unlike strerror
    return QString::fromLatin1(words ? words : "errno ") + QLatin1String(words ? "" : QByteArray::number(errorNumber));
}

Error unusable(const QByteArray& code, const char* what, const QStringList& arguments, const char* hint,
               const QString& detail = {})
{
    return Error{ErrorKind::BackupUnusable, code, {what, arguments}, {hint, {}}, detail};
}

QStringList placeArguments(const BackupFile& file, const Place& place)
{
    return {file.display(), QString::fromLatin1(place.format), QString::number(place.storedOffset),
            QString::number(place.contentOffset)};
}

} // namespace

Error cannotOpen(const BackupFile& file, int errorNumber)
{
    switch (errorNumber) {
    case ENOENT:
    case ENOTDIR:
        return unusable("backup.missing", QT_TRANSLATE_NOOP("Message", "The backup file %1 does not exist."), {file.display()},
                        QT_TRANSLATE_NOOP("Message", "Check the spelling of the path, and that its disk or share is mounted."),
                        errorText(errorNumber));
    case EACCES:
    case EPERM:
        return unusable("backup.permission", QT_TRANSLATE_NOOP("Message", "You have no permission to read the backup file %1."), {file.display()},
                        QT_TRANSLATE_NOOP("Message", "Ask its owner for read permission on the file, and search permission on every folder above it."),
                        errorText(errorNumber));
    case ELOOP:
        return unusable("backup.missing", QT_TRANSLATE_NOOP("Message", "The backup file %1 is a link that leads nowhere."), {file.display()},
                        QT_TRANSLATE_NOOP("Message", "Choose the file the link was meant for."), errorText(errorNumber));
    default:
        return unusable("backup.unreadable", QT_TRANSLATE_NOOP("Message", "The backup file %1 cannot be opened."), {file.display()},
                        QT_TRANSLATE_NOOP("Message", "Check the path and the disk it lies on."), errorText(errorNumber));
    }
}

Error isFolder(const BackupFile& file)
{
    return unusable("backup.is_folder", QT_TRANSLATE_NOOP("Message", "%1 is a folder, not a backup file."), {file.display()},
                    QT_TRANSLATE_NOOP("Message", "Choose the file inside the folder."));
}

Error notFolder(const BackupFile& file)
{
    return unusable("backup.not_folder", QT_TRANSLATE_NOOP("Message", "%1 is not a folder."), {file.display()},
                    QT_TRANSLATE_NOOP("Message", "Choose the folder that the backup tool wrote."));
}

Error notRegular(const BackupFile& file)
{
    return unusable("backup.not_regular", QT_TRANSLATE_NOOP("Message", "%1 is a device, a pipe or a file of the kernel, not a backup file."), {file.display()},
                    QT_TRANSLATE_NOOP("Message", "Write the backup into an ordinary file first and choose that one."));
}

Error isEmpty(const BackupFile& file)
{
    return unusable("backup.empty", QT_TRANSLATE_NOOP("Message", "The backup file %1 is empty."), {file.display()},
                    QT_TRANSLATE_NOOP("Message", "The backup probably failed: look at the log of the program that wrote it, and make it again."));
}

Error unreadable(const BackupFile& file, qint64 offset, int errorNumber)
{
    return unusable("backup.unreadable", QT_TRANSLATE_NOOP("Message", "The backup file %1 cannot be read at byte %2."),
                    {file.display(), QString::number(offset)},
                    QT_TRANSLATE_NOOP("Message", "Check the disk or share it lies on, or copy the file to another one."), errorText(errorNumber));
}

Error unreadableDescriptor(qint64 offset, int errorNumber)
{
    return unusable("backup.unreadable", QT_TRANSLATE_NOOP("Message", "The open file cannot be read at byte %1."), {QString::number(offset)},
                    QT_TRANSLATE_NOOP("Message", "Check the disk or share it lies on, or copy the file to another one."), errorText(errorNumber));
}

Error changed(const BackupFile& file)
{
    return Error{ErrorKind::BackupChanged, "backup.changed",
                 {QT_TRANSLATE_NOOP("Message", "The backup file %1 was changed, replaced or removed while it was in use."), {file.display()}},
                 {QT_TRANSLATE_NOOP("Message", "Wait until whatever writes the file has finished, then start again."), {}}, {}};
}

Error truncated(const BackupFile& file, const Place& place)
{
    return unusable("backup.truncated",
                    QT_TRANSLATE_NOOP("Message", "The backup file %1 is incomplete: its %2 data breaks off at byte %3, after %4 decompressed bytes."),
                    placeArguments(file, place), transferAgain);
}

Error damaged(const BackupFile& file, const Place& place, const QString& detail)
{
    return unusable("backup.damaged",
                    QT_TRANSLATE_NOOP("Message", "The backup file %1 is damaged: its %2 data is wrong before byte %3, after %4 decompressed bytes."),
                    placeArguments(file, place), transferAgain, detail);
}

Error needsMemory(const BackupFile& file, const Place& place, const QString& detail)
{
    return unusable("backup.needs_memory",
                    QT_TRANSLATE_NOOP("Message", "The backup file %1 was compressed with a larger %2 window than BakFerry gives memory to."),
                    {file.display(), QString::fromLatin1(place.format)},
                    QT_TRANSLATE_NOOP("Message", "Decompress the file with the program that made it and choose the result."), detail);
}

Error bomb(const BackupFile& file, qint64 producedBytes, qint64 storedBytes, qint64 roomBytes)
{
    const QStringList arguments{file.display(), QString::number(storedBytes), QString::number(producedBytes),
                                QString::number(producedBytes / storedBytes), QString::number(roomBytes)};
    const char* what = roomBytes < 0
        ? QT_TRANSLATE_NOOP("Message", "Reading stopped: the %2 bytes of %1 grew to more than %3, over %4 times as many, as a decompression bomb does.")
        : QT_TRANSLATE_NOOP("Message", "Reading stopped: the %2 bytes of %1 grew to more than %3, over %4 times as many and more than the %5 there is room for, as a decompression bomb does.");
    return Error{ErrorKind::Risk, "backup.bomb", {what, roomBytes < 0 ? arguments.first(4) : arguments},
                 {QT_TRANSLATE_NOOP("Message", "If you trust the file, decompress it yourself and choose the result."), {}}, {}};
}

Error nestedTooDeep(const BackupFile& file)
{
    return unusable("backup.nested", QT_TRANSLATE_NOOP("Message", "The backup file %1 is compressed more than four times over."), {file.display()},
                    QT_TRANSLATE_NOOP("Message", "Decompress its outer layers and choose the result."));
}

Error zipInside(const BackupFile& file, const QByteArray& outerFormat)
{
    return unusable("backup.nested", QT_TRANSLATE_NOOP("Message", "The backup file %1 holds a zip inside its %2 data."),
                    {file.display(), QString::fromLatin1(outerFormat)},
                    QT_TRANSLATE_NOOP("Message", "Unpack the outer layer and choose the zip inside it."));
}

Error zipEmpty(const BackupFile& file)
{
    return unusable("backup.zip_empty", QT_TRANSLATE_NOOP("Message", "The zip %1 holds no file."), {file.display()},
                    QT_TRANSLATE_NOOP("Message", "Choose the backup that should be inside."));
}

Error zipMany(const BackupFile& file, const QByteArrayList& members)
{
    QStringList names;
    for (const QByteArray& member : members.first(std::min<qsizetype>(members.size(), 10)))
        names += displayBytes(member, 120);
    if (members.size() > names.size())
        names += QStringLiteral("…");
    return Error{ErrorKind::BackupUnusable, "backup.zip_many",
                 {QT_TRANSLATE_NOOP("Message", "The zip %1 holds %2 files: %3."),
                  {file.display(), QString::number(members.size()), names.join(QLatin1String(", "))}},
                 {QT_TRANSLATE_NOOP("Message", "Unpack it and choose the one file to restore."), {}}, {}};
}

Error zipNoMember(const BackupFile& file, const QByteArray& member)
{
    return Error{ErrorKind::Usage, "backup.zip_member",
                 {QT_TRANSLATE_NOOP("Message", "The zip %1 holds no file named %2."), {file.display(), displayBytes(member)}},
                 {QT_TRANSLATE_NOOP("Message", "Choose one of the files it holds."), {}}, {}};
}

Error zipHostile(const BackupFile& file, const char* what, const QByteArray& member)
{
    return Error{ErrorKind::Risk, "backup.zip_hostile", {what, {file.display(), displayBytes(member)}},
                 {QT_TRANSLATE_NOOP("Message", "An ordinary backup has no such entry. Ask where the file comes from before using anything in it."), {}}, {}};
}

Error zipEncrypted(const BackupFile& file, const QByteArray& member)
{
    return unusable("backup.encrypted", QT_TRANSLATE_NOOP("Message", "The file %2 in the zip %1 is encrypted."), {file.display(), displayBytes(member)},
                    QT_TRANSLATE_NOOP("Message", "Unpack it with its password and choose the result."));
}

Error zipMethod(const BackupFile& file, const QByteArray& member, int method)
{
    return unusable("backup.zip_method", QT_TRANSLATE_NOOP("Message", "The file %2 in the zip %1 is compressed by method %3, which BakFerry does not know."),
                    {file.display(), displayBytes(member), QString::number(method)},
                    QT_TRANSLATE_NOOP("Message", "Unpack it and choose the result."));
}

Error folderHostile(const BackupFile& folder, const QByteArray& member)
{
    return Error{ErrorKind::Risk, "backup.folder_hostile",
                 {QT_TRANSLATE_NOOP("Message", "%2 in the backup folder %1 is a link, a device or a pipe."), {folder.display(), displayBytes(member)}},
                 {QT_TRANSLATE_NOOP("Message", "No backup tool writes such an entry. Find out what it is, and remove it if the backup does not need it."), {}}, {}};
}

} // namespace bakferry::inputerrors
