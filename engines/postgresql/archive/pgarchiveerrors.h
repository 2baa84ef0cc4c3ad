#pragma once
#include "engines/backupfile.h"
#include "engines/error.h"

/// The errors of reading PostgreSQL archives, worded in one place. Offsets are bytes of the file on disk.
namespace bakferry::pgarchiveerrors {

/// @param reason  what is wrong there, in technical English
Error damaged(const BackupFile& file, qint64 offset, const QString& reason);
Error truncated(const BackupFile& file, qint64 offset, const QString& reason);
/// The rows of one table break off: the line `\.` never comes.
Error rowsBreakOff(const BackupFile& file, qint64 offset, const QString& table);
Error unknownVersion(const BackupFile& file, const QByteArray& version);
Error tocTooLarge(const BackupFile& file);
/// A name in the table of contents that leads elsewhere, or a tar member that is no file (TRUST T08).
Error hostileName(const BackupFile& file, const QByteArray& name);
Error hostileMember(const BackupFile& file, const QByteArray& name);
Error twiceInTar(const BackupFile& file, const QByteArray& name);
Error dataMissing(const BackupFile& file, const QString& object);
Error unknownData(const BackupFile& file, qint64 offset, const QString& what);
Error noToc(const BackupFile& folder);
Error tocAlone(const BackupFile& file);
/// @param head  the first bytes, decompressed, which may tell what it is instead
Error notPostgres(const BackupFile& file, QByteArrayView head);
Error manyFiles(qsizetype count);

} // namespace bakferry::pgarchiveerrors
