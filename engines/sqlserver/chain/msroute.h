#pragma once
#include "engines/sqlserver/msplan.h"

#include <QList>

namespace bakferry {

/// A way from a full backup over at most one differential and any number of logs, and where it breaks off.
struct MsRoute
{
    QList<qsizetype> steps;      ///< indexes of backups
    MsLsn reaches;               ///< last LSN that is restored
    QDateTime reachesTime;       ///< when the last backup was finished
    bool stopReached = false;    ///< the place to stop at lies within
    qsizetype breakAt = -1;      ///< the log that does not join; -1: none
    MsLsn gapFrom, gapTo;        ///< what is missing in front of it
    bool isOtherBranch = false;  ///< it joins by number, but belongs to another history
    QList<qsizetype> overlapping; ///< logs that begin before the one in front of them ended
};

/// Whether a differential goes on top of a full backup: by LSN, and where both say so, by the GUID of its base.
bool isMsBaseOf(const MsBackupInfo& full, const MsBackupInfo& differential);
/// Whether two backups can be of one database: the GUID of its first life agrees, or one of them does not say it.
bool isSameMsFamily(const MsBackupInfo& a, const MsBackupInfo& b);

/// Finds the best way on top of `full`: the one that reaches furthest (or the stop), and among those the one with the latest differential.
/// @param differentials  of this base, by index, in the order of their LSNs
/// @param logs           of this database, in the order of their LSNs
MsRoute bestMsRoute(const QList<MsBackup>& backups, qsizetype full, const QList<qsizetype>& differentials, const QList<qsizetype>& logs, const MsStopAt& stop);

} // namespace bakferry
