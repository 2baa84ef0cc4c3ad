#pragma once
#include "engines/precheck.h"
#include "engines/sqlserver/chain/mschoice.h"

namespace bakferry {

struct MsPlanned
{
    MsRestorePlan plan;        ///< empty where nothing can be restored
    BackupChain chain;
    QList<Finding> findings;
};

/// Joins all backups of all files to a chain, names whatever does not fit, and plans the best way to its end or to `stop`.
/// Codes: those of chooseMsStart, chain.wrong_base, chain.gap, chain.other_family, chain.other_branch, chain.duplicate, chain.file_backup,
/// stop.outside
MsPlanned planMsRestore(const QList<MsBackup>& backups, const MsOptions& options, const QStringList& only, const MsStopAt& stop);

} // namespace bakferry
