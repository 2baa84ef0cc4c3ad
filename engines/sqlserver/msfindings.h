#pragma once
#include "engines/sqlserver/msreading.h"
#include "engines/sqlserver/reader/msfilereader.h"

namespace bakferry {

/// What reading one file showed: readable, complete, in order. Codes: backup.truncated, backup.damaged, backup.aborted and those of the input.
QList<Finding> msFileFindings(const MsFileReading& file, MsDepth depth);
/// What was proven of one backup over all its stripes, and what could not be. Codes: backup.pages_missing, backup.page_damaged, backup.checksum
QList<Finding> msProofFindings(const MsBackup& backup, const QList<MsFileReading>& files);
/// Names and paths out of the files that must not reach a server as they are. Code: backup.hostile_name
QList<Finding> msNameFindings(const QList<MsBackup>& backups);

} // namespace bakferry
