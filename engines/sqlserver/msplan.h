#pragma once
#include "engines/sqlserver/msmedia.h"

namespace bakferry {

/// Where a restore of a chain stops: at the end, at a time of the server's clock, or behind a log sequence number.
struct MsStopAt
{
    std::optional<QDateTime> time; ///< the clock of the server that made the backups, kept as if it were UTC
    std::optional<MsLsn> lsn;

    bool isSet() const { return time || lsn; }
    QString text() const; ///< "2026-11-25 08:30:00" or "24000000006800099"; empty where unset
    friend bool operator==(const MsStopAt&, const MsStopAt&) = default;
};

/// One RESTORE statement of a plan.
struct MsRestoreStep
{
    MsBackup backup;      ///< backup.files in the order of the stripes, backup.info.position for WITH FILE
    bool isLog = false;   ///< RESTORE LOG, else RESTORE DATABASE
    MsStopAt stopAt;      ///< of log steps, and set on each of them where the plan stops on its way
    friend bool operator==(const MsRestoreStep&, const MsRestoreStep&) = default;
};

/// What is restored in which order: every step WITH NORECOVERY, and recovery as a step of its own at the end (完成恢复).
struct MsRestorePlan
{
    QString database;             ///< as it is called in the backups
    QList<MsRestoreStep> steps;   ///< full, at most one differential, logs
    QList<MsDatabaseFile> files;  ///< of the full backup and of those that came later in the chain: one MOVE each
    MsStopAt stopAt;
    MsLsn reaches;                ///< last LSN of the last step
    QDateTime reachesTime;        ///< when that backup was finished
    bool isEmpty() const { return steps.isEmpty(); }
    friend bool operator==(const MsRestorePlan&, const MsRestorePlan&) = default;
};

} // namespace bakferry
