#pragma once
#include "engines/precheck.h"
#include "engines/sqlserver/msmedia.h"

namespace bakferry {

struct MsJoined
{
    QList<MsBackup> backups;   ///< in the order of the files and of the sets in them
    QList<Finding> findings;   ///< blockers of what does not belong together
};

/// Puts the stripes of every media set together: files whose GUIDs agree and whose numbers are 1 … n.
/// @param usable  for each of `media`, how many of its sets from the front can be used
/// Codes: backup.stripe_missing, backup.stripe_twice, backup.stripe_mixed
MsJoined joinMsStripes(const QList<MsMediaFile>& media, const QList<qsizetype>& usable);

} // namespace bakferry
