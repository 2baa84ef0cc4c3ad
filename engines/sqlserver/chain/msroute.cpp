#include "engines/sqlserver/chain/msroute.h"

#include <optional>

namespace bakferry {

namespace {

bool areKnownAndDiffer(const QByteArray& a, const QByteArray& b) { return !a.isEmpty() && !b.isEmpty() && a != b; }

// A log goes on where the history before it ended: on the same branch, or on one that left it inside the log.
bool isOnBranch(const MsBackupInfo& before, const MsBackupInfo& log)
{
    return !areKnownAndDiffer(before.forkGuid, log.forkGuid) || (!log.firstForkGuid.isEmpty() && log.firstForkGuid == before.forkGuid);
}

bool isPast(const MsBackupInfo& info, const MsStopAt& stop)
{
    return (stop.time && info.finished.isValid() && info.finished > *stop.time) || (stop.lsn && info.lastLsn > *stop.lsn);
}

bool reachesStop(const MsBackupInfo& log, const MsStopAt& stop)
{
    return (stop.time && log.finished.isValid() && log.finished >= *stop.time) || (stop.lsn && log.lastLsn >= *stop.lsn);
}

MsRoute routeOver(const QList<MsBackup>& backups, qsizetype full, qsizetype differential, const QList<qsizetype>& logs, const MsStopAt& stop)
{
    MsRoute route;
    const MsBackupInfo* before = &backups[full].info;
    route.steps += full;
    if (differential >= 0) {
        route.steps += differential;
        before = &backups[differential].info;
    }
    route.reaches = before->lastLsn;
    route.reachesTime = before->finished;
    bool lastWasLog = false;
    for (const qsizetype index : logs) {
        const MsBackupInfo& log = backups[index].info;
        const bool isEmpty = log.firstLsn == log.lastLsn;
        if (log.lastLsn < route.reaches || (log.lastLsn == route.reaches && !(isEmpty && lastWasLog)))
            continue; // all of it is restored already
        if (log.firstLsn > route.reaches || !isOnBranch(*before, log)) {
            route.breakAt = index;
            route.gapFrom = route.reaches;
            route.gapTo = log.firstLsn;
            route.isOtherBranch = log.firstLsn <= route.reaches;
            return route;
        }
        if (lastWasLog && log.firstLsn < route.reaches)
            route.overlapping += index;
        route.steps += index;
        route.reaches = log.lastLsn;
        route.reachesTime = log.finished;
        before = &log;
        lastWasLog = true;
        if (reachesStop(log, stop)) {
            route.stopReached = true;
            return route;
        }
    }
    return route;
}

// Of two that reach equally far the later differential wins: it leaves the least of the log to be replayed.
bool isAsGood(const MsRoute& one, const MsRoute& other)
{
    if (one.stopReached != other.stopReached)
        return one.stopReached;
    if (!one.stopReached && one.reaches != other.reaches)
        return one.reaches > other.reaches;
    return true;
}

} // namespace

bool isMsBaseOf(const MsBackupInfo& full, const MsBackupInfo& differential)
{
    return !full.copyOnly && full.checkpointLsn == differential.databaseBackupLsn && !areKnownAndDiffer(full.ownGuid, differential.baseGuid) && isSameMsFamily(full, differential);
}

bool isSameMsFamily(const MsBackupInfo& a, const MsBackupInfo& b) { return !areKnownAndDiffer(a.familyGuid, b.familyGuid); }

MsRoute bestMsRoute(const QList<MsBackup>& backups, qsizetype full, const QList<qsizetype>& differentials, const QList<qsizetype>& logs, const MsStopAt& stop)
{
    MsRoute best = routeOver(backups, full, -1, logs, stop);
    for (const qsizetype differential : differentials) {
        if (isPast(backups[differential].info, stop))
            continue;
        const MsRoute route = routeOver(backups, full, differential, logs, stop);
        if (isAsGood(route, best))
            best = route;
    }
    return best;
}

} // namespace bakferry
