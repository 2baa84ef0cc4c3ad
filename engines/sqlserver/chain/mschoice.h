#pragma once
#include "engines/precheck.h"
#include "engines/sqlserver/msoptions.h"
#include "engines/sqlserver/msplan.h"

namespace bakferry {

/// Which database and which full backup a restore begins with.
struct MsChoice
{
    QString database;
    qsizetype full = -1;       ///< index of the backup; -1: there is none
    QList<Finding> findings;   ///< blockers with the alternatives as fix-its where the DBA has to choose
};

/// @param only  databases the request names; one of them is a choice
/// Codes: chain.which_database, chain.which_full, chain.no_full, selection.unknown
MsChoice chooseMsStart(const QList<MsBackup>& backups, const MsOptions& options, const QStringList& only, const MsStopAt& stop);

/// Whether the names are one database's; SQL Server's usual collations do not tell case apart.
bool isSameMsName(const QString& a, const QString& b);

} // namespace bakferry
