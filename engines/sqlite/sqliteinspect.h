#pragma once
#include "engines/engine.h"
#include "engines/sqlite/sqlitesource.h"

namespace bakferry {

enum class SqliteFormat { Database, Script, None };

/// What a head (decompressed) is: a database by its magic, a script by its first statement's word and the absence of another
/// database's marks.
SqliteFormat sqliteFormatOf(QByteArrayView head);

/// The error for a file that is neither: names what it is where that can be told, else "encrypted", else "not a backup".
Error notSqlite(const BackupFile& file, QByteArrayView head);

/// Picks the one main file of a set: -wal, -journal and -shm beside it may be picked too and are found anyway.
Result<BackupFile> mainBackupFile(const BackupSet& backups);

Result<BackupFacts> inspectSqlite(const BackupSet& backups);

} // namespace bakferry
