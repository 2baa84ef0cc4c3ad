#pragma once
#include "engines/backupfile.h"
#include "engines/precheck.h"

#include <QHash>

namespace bakferry {

/// A set of backups taken apart: the files of the full backup, then the binary logs on top.
struct MyBackupSet
{
    BackupSet full;
    int firstLog = 0;          ///< index of the first file that is no part of the full backup
    int files = 0;             ///< all of them
    QList<Finding> findings;   ///< blockers: chain.no_full, chain.second_full, chain.not_binlog
    QHash<int, Finding> noLogs; ///< those of them that are about one file, by its index
    bool hasLogs() const { return firstLog < files; }
};

/// Content decides what a file is, and what the DBA called incremental goes on top at any rate. Reads heads only.
/// @param withoutFull  the full backup is in staging already: logs alone are right
MyBackupSet takeMySetApart(const BackupSet& backups, bool withoutFull = false);

} // namespace bakferry
