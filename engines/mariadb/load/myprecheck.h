#pragma once
#include "engines/mariadb/load/mydatabases.h"

namespace bakferry {

/// RestoreEngine::precheck for MariaDB: the backup read from end to end, then the server asked.
PrecheckReport precheckMy(const RestoreRequest& request, const JobContext& context);

/// Findings of MyBackup::readThrough() in the light of the DBA's choices.
QList<Finding> myBackupFindings(QList<Finding> findings, const MyOptions& options);

/// What the server says to this restore; also asked again when it begins.
QList<Finding> checkMyServer(const MyBackup& backup, const MyReading& reading, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request, const JobContext& context);

} // namespace bakferry
