#pragma once
#include "engines/engine.h"

namespace bakferry {

/// Folder and file name of a target path; "/a/b.db" → "/a", "b.db".
QByteArray folderOf(const QByteArray& path);
QByteArray fileNameOf(const QByteArray& path);

/// Bytes free for us in the folder of `path`; -1 when the file system does not say.
qint64 freeBytesAt(const QByteArray& path);

/// Everything that can be asked of a target file without changing it: name, folder, link, what lies there, who has it open,
/// room. Each answer is a finding; restore() asks again right before it begins.
/// @param newBytes     expected size of the restored database; -1: not known, and room is not asked about
/// @param backupPath   native path of the backup, which may not be the target itself
QList<Finding> checkSqliteTarget(const RestoreRequest& request, qint64 newBytes, const QByteArray& backupPath);

/// Whether another connection, of this process or another, holds a lock on a database file. Asks through SQLite's own VFS, which
/// takes and releases the locks without touching a byte, and never drops locks that this process holds elsewhere.
enum class LockState { Free, Locked, Unknown };
LockState probeSqliteLock(const QByteArray& path);

/// Names of other processes that have the file open ("sqlite3 (pid 4711)"), as far as /proc lets us see.
QStringList processesWithOpenFile(const QByteArray& path);

} // namespace bakferry
