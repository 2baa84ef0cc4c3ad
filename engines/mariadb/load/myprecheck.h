#pragma once
#include "engines/mariadb/load/mydatabases.h"
#include "engines/mariadb/load/mykeptreadings.h"

namespace bakferry {

/// RestoreEngine::precheck for MariaDB: the backup read from end to end, then the server asked.
/// @param readings  gets what was read, where nothing stands in the way of a restore
PrecheckReport precheckMy(const RestoreRequest& request, const JobContext& context, MyKeptReadings& readings);

/// Findings of MyBackup::readThrough() in the light of the DBA's choices.
QList<Finding> myBackupFindings(QList<Finding> findings, const MyOptions& options);

/// What the server says to this restore; also asked again when it begins.
QList<Finding> checkMyServer(const MyBackup& backup, const MyReading& reading, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request, const JobContext& context);

} // namespace bakferry
