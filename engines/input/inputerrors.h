#pragma once
#include "engines/backupfile.h"
#include "engines/error.h"

/// The errors of reading a backup's bytes, worded in one place. Each names the file, the place and the remedy.
namespace bakferry::inputerrors {

/// Where a compressed stream went wrong.
struct Place
{
    QByteArray format;          ///< "gzip"
    qint64 storedOffset = 0;    ///< in the file on disk
    qint64 contentOffset = 0;   ///< decompressed bytes before it
};

Error cannotOpen(const BackupFile& file, int errorNumber);
Error isFolder(const BackupFile& file);
Error notFolder(const BackupFile& file);
Error notRegular(const BackupFile& file);
Error isEmpty(const BackupFile& file);
Error unreadable(const BackupFile& file, qint64 offset, int errorNumber);
Error unreadableDescriptor(qint64 offset, int errorNumber);
Error changed(const BackupFile& file);

Error truncated(const BackupFile& file, const Place& place);
Error damaged(const BackupFile& file, const Place& place, const QString& detail);
Error needsMemory(const BackupFile& file, const Place& place, const QString& detail);
Error bomb(const BackupFile& file, qint64 producedBytes, qint64 storedBytes, qint64 roomBytes);
Error nestedTooDeep(const BackupFile& file);
Error zipInside(const BackupFile& file, const QByteArray& outerFormat);

Error zipEmpty(const BackupFile& file);
Error zipMany(const BackupFile& file, const QByteArrayList& members);
Error zipNoMember(const BackupFile& file, const QByteArray& member);
/// @param what  a marked sentence with %1 = file and %2 = member
Error zipHostile(const BackupFile& file, const char* what, const QByteArray& member);
Error zipEncrypted(const BackupFile& file, const QByteArray& member);
Error zipMethod(const BackupFile& file, const QByteArray& member, int method);
Error folderHostile(const BackupFile& folder, const QByteArray& member);

} // namespace bakferry::inputerrors
