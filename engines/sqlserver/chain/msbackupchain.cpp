#include "engines/sqlserver/chain/msbackupchain.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/chain/mschainlinks.h"
#include "engines/sqlserver/chain/msroute.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

using Kind = MsBackupInfo::Kind;

class Planner
{
public:
    Planner(const QList<MsBackup>& backups, const MsOptions& options, const QStringList& only, const MsStopAt& stop) : m_backups(backups), m_stop(stop)
    {
        for (const MsBackup& backup : backups)
            m_links += msLinkOf(backup);
        m_choice = chooseMsStart(backups, options, only, stop);
        m_planned.findings = m_choice.findings;
    }

    MsPlanned run()
    {
        sortOut();
        if (m_choice.full >= 0) {
            takeDifferentials();
            takeLogs();
            const MsRoute route = bestMsRoute(m_backups, m_choice.full, m_differentials, m_logs, m_stop);
            judge(route);
            draw(route);
            plan(route);
        }
        drawInOrder();
        return m_planned;
    }

private:
    const MsBackupInfo& info(qsizetype i) const { return m_backups[i].info; }
    QString nameOf(qsizetype i) const { return displayText(info(i).database, 128); }
    QString placeOf(qsizetype i) const { return u"%1:%2"_s.arg(m_links[i].file + 1).arg(info(i).position); }

    void refuse(qsizetype i, ErrorKind kind, const char* code, const Message& what, const Message& hint)
    {
        m_links[i].code = code;
        m_links[i].why = what;
        m_planned.findings += blockerFinding("chain", {kind, code, what, hint, {}});
    }
    void leaveOut(qsizetype i, const Message& why)
    {
        m_links[i].accepted = true;
        m_links[i].why = why;
    }

    // What cannot be a part of the chain, whichever way it goes.
    void sortOut()
    {
        for (qsizetype i = 0; i < m_backups.size(); ++i) {
            if (!m_choice.database.isEmpty() && !isSameMsName(info(i).database, m_choice.database)) {
                leaveOut(i, {QT_TRANSLATE_NOOP("Message", "A backup of %1, which is not restored."), {nameOf(i)}});
            } else if (!m_backups[i].isUsable) {
                m_links[i].code = m_backups[i].isWhole() ? "backup.truncated" : "backup.stripe_missing";
                m_links[i].why = {QT_TRANSLATE_NOOP("Message", "It is not whole."), {}};
            } else if (const qsizetype twin = twinOf(i); twin >= 0) {
                refuse(i, ErrorKind::Usage, "chain.duplicate", {QT_TRANSLATE_NOOP("Message", "The backups %1 and %2 are the same one."), {placeOf(twin), placeOf(i)}},
                       {QT_TRANSLATE_NOOP("Message", "Leave one of the files out."), {}});
            } else if (info(i).kind != Kind::Full && info(i).kind != Kind::Differential && info(i).kind != Kind::Log) {
                refuse(i, ErrorKind::BackupUnusable, "chain.file_backup", {QT_TRANSLATE_NOOP("Message", "Backup %1 holds single files of %2, or is of an unknown kind, and cannot be restored as a database."), {placeOf(i), nameOf(i)}},
                       {QT_TRANSLATE_NOOP("Message", "Restore it by hand with RESTORE DATABASE … FILE or FILEGROUP."), {}});
            } else {
                m_usable += i;
            }
        }
        std::ranges::stable_sort(m_usable, std::ranges::less{}, [&](qsizetype i) { return std::pair(info(i).lastLsn, info(i).finished); });
    }

    qsizetype twinOf(qsizetype i) const
    {
        for (const qsizetype other : m_usable) {
            const MsBackupInfo &a = info(other), &b = info(i);
            if (a.kind == b.kind && a.firstLsn == b.firstLsn && a.lastLsn == b.lastLsn && a.started == b.started && a.finished == b.finished && isSameMsFamily(a, b) && a.ownGuid == b.ownGuid)
                return other;
        }
        return -1;
    }

    bool isOfFamily(qsizetype i)
    {
        if (isSameMsFamily(info(i), info(m_choice.full)))
            return true;
        refuse(i, ErrorKind::BackupUnusable, "chain.other_family",
               {QT_TRANSLATE_NOOP("Message", "Backup %1 is of another database that is also called %2: it was not made from the one of the full backup."), {placeOf(i), nameOf(i)}},
               {QT_TRANSLATE_NOOP("Message", "Give backups of one database only."), {}});
        return false;
    }

    void takeDifferentials()
    {
        for (const qsizetype i : std::as_const(m_usable)) {
            if (info(i).kind == Kind::Full && i != m_choice.full)
                leaveOut(i, {QT_TRANSLATE_NOOP("Message", "Another full backup; it is not needed."), {}});
            if (info(i).kind != Kind::Differential)
                continue;
            if (isMsBaseOf(info(m_choice.full), info(i))) {
                m_differentials += i;
            } else if (std::ranges::any_of(m_usable, [&](qsizetype full) { return info(full).kind == Kind::Full && isMsBaseOf(info(full), info(i)); })) {
                leaveOut(i, {QT_TRANSLATE_NOOP("Message", "It goes on top of another full backup."), {}});
            } else if (isOfFamily(i)) {
                refuse(i, ErrorKind::BackupUnusable, "chain.wrong_base",
                       {QT_TRANSLATE_NOOP("Message", "Differential backup %1 goes on top of the full backup with the checkpoint %2, which was not given; the one given has %3."),
                        {placeOf(i), info(i).databaseBackupLsn.decimal(), info(m_choice.full).checkpointLsn.decimal()}},
                       info(m_choice.full).copyOnly ? Message{QT_TRANSLATE_NOOP("Message", "Give the last full backup before it that was not made with COPY_ONLY: only such a one is a base."), {}}
                                                    : Message{QT_TRANSLATE_NOOP("Message", "Give the full backup it was made after, or leave it out."), {}});
            }
        }
    }

    void takeLogs()
    {
        for (const qsizetype i : std::as_const(m_usable)) {
            if (info(i).kind == Kind::Log && isOfFamily(i))
                m_logs += i;
        }
        std::ranges::stable_sort(m_logs, std::ranges::less{}, [&](qsizetype i) { return std::tuple(info(i).firstLsn, info(i).lastLsn, info(i).finished); });
    }

    void judge(const MsRoute& route)
    {
        for (const qsizetype i : route.overlapping)
            m_planned.findings += warningFinding("chain", {QT_TRANSLATE_NOOP("Message", "Log backup %1 overlaps the one before it: it begins at %2."), {placeOf(i), info(i).firstLsn.decimal()}},
                                                 {QT_TRANSLATE_NOOP("Message", "The server passes over what is restored already. Two jobs seem to back up this log; each needs the files of the other."), {}});
        if (route.breakAt >= 0)
            judgeBreak(route);
        judgeStop(route);
    }

    void judgeBreak(const MsRoute& route)
    {
        const qsizetype i = route.breakAt;
        if (route.isOtherBranch)
            refuse(i, ErrorKind::BackupUnusable, "chain.other_branch",
                   {QT_TRANSLATE_NOOP("Message", "Log backup %1 belongs to another history of %2: the database was restored to an earlier point in between."), {placeOf(i), nameOf(i)}},
                   {QT_TRANSLATE_NOOP("Message", "Give the log backups of one history only."), {}});
        else
            refuse(i, ErrorKind::BackupUnusable, "chain.gap",
                   {QT_TRANSLATE_NOOP("Message", "Log is missing between %1 and %2: log backup %3 does not join."), {route.gapFrom.decimal(), route.gapTo.decimal(), placeOf(i)}},
                   {QT_TRANSLATE_NOOP("Message", "Give the log backups in between, or a differential backup behind the gap."), {}});
        m_planned.findings += warningFinding("chain", {QT_TRANSLATE_NOOP("Message", "The chain is unbroken up to %1."), {route.reaches.decimal()}},
                                             {QT_TRANSLATE_NOOP("Message", "To restore up to there, leave out what lies behind it."), {}});
    }

    void judgeStop(const MsRoute& route)
    {
        if (!m_stop.isSet() || route.stopReached || route.breakAt >= 0)
            return;
        if (m_logs.isEmpty() || route.steps.size() < 2 || info(route.steps.last()).kind != Kind::Log) {
            m_planned.findings += blockerFinding("chain", {ErrorKind::Usage, "stop.outside", {QT_TRANSLATE_NOOP("Message", "No log backup reaches %1: a restore can stop inside a log only."), {m_stop.text()}},
                                                           {QT_TRANSLATE_NOOP("Message", "Give the log backups up to there, or leave the place to stop at out."), {}}, {}});
            return;
        }
        m_planned.findings += warningFinding("chain", {QT_TRANSLATE_NOOP("Message", "The logs end at %1, before the time to stop at (%2) was reached."), {timeText(route.reachesTime), m_stop.text()}},
                                             {QT_TRANSLATE_NOOP("Message", "Give the later logs as well, or go on if nothing was changed in between."), {}});
    }

    static QString timeText(const QDateTime& clock) { return clock.isValid() ? clock.toString(u"yyyy-MM-dd HH:mm:ss"_s) : u"?"_s; }

    void draw(const MsRoute& route)
    {
        for (const qsizetype i : route.steps) {
            m_links[i].accepted = true;
            m_links[i].why = msKindText(info(i));
        }
        for (const qsizetype i : std::as_const(m_differentials)) {
            if (!route.steps.contains(i))
                leaveOut(i, {QT_TRANSLATE_NOOP("Message", "Not needed: a later backup covers it, or it lies behind the place to stop at."), {}});
        }
        bool isBehindBreak = false;
        for (const qsizetype i : std::as_const(m_logs)) {
            if (i == route.breakAt) {
                isBehindBreak = true;
            } else if (isBehindBreak) {
                m_links[i].code = "chain.behind_break";
                m_links[i].why = {QT_TRANSLATE_NOOP("Message", "It stands behind a break of the chain."), {}};
            } else if (!route.steps.contains(i)) {
                leaveOut(i, {QT_TRANSLATE_NOOP("Message", "Not needed: what it holds is restored already, or lies behind the place to stop at."), {}});
            }
        }
        m_planned.chain.restorableTo = m_stop.lsn && route.stopReached ? m_stop.text() : route.reaches.decimal();
        m_planned.chain.restorableToUtc = msUtcOf(info(route.steps.last()), m_stop.time && route.stopReached ? *m_stop.time : route.reachesTime);
    }

    void plan(const MsRoute& route)
    {
        MsRestorePlan& plan = m_planned.plan;
        plan.database = m_choice.database;
        plan.stopAt = m_stop;
        plan.reaches = route.reaches;
        plan.reachesTime = route.reachesTime;
        int differentials = 0, logs = 0;
        for (const qsizetype i : route.steps) {
            const bool isLog = info(i).kind == Kind::Log;
            (isLog ? logs : differentials) += isLog || info(i).kind == Kind::Differential;
            plan.steps += MsRestoreStep{m_backups[i], isLog, isLog ? m_stop : MsStopAt{}};
            for (const MsDatabaseFile& file : info(i).files)
                addFile(file);
        }
        m_planned.findings += passedFinding("chain", {QT_TRANSLATE_NOOP("Message", "Restored will be %1: full backup %2, %3 differential and %4 log backups, up to log sequence number %5 (%6)."),
                                                      {displayText(plan.database, 128), placeOf(m_choice.full), QString::number(differentials), QString::number(logs), route.reaches.decimal(), timeText(route.reachesTime)}});
    }

    // A file that was added later comes with a later backup; one that is known keeps what the full backup says of it.
    void addFile(const MsDatabaseFile& file)
    {
        if (std::ranges::none_of(m_planned.plan.files, [&](const MsDatabaseFile& known) { return known.fileId == file.fileId && isSameMsName(known.logicalName, file.logicalName); }))
            m_planned.plan.files += file;
    }

    void drawInOrder()
    {
        if (m_backups.size() < 2)
            return;
        QList<qsizetype> order;
        for (qsizetype i = 0; i < m_backups.size(); ++i)
            order += i;
        std::ranges::stable_sort(order, std::ranges::less{}, [&](qsizetype i) { return std::tuple(info(i).database.toCaseFolded(), info(i).lastLsn, int(info(i).kind)); });
        for (const qsizetype i : std::as_const(order))
            m_planned.chain.links += m_links[i];
    }

    const QList<MsBackup>& m_backups;
    const MsStopAt m_stop;
    QList<ChainLink> m_links;   ///< one per backup
    MsChoice m_choice;
    QList<qsizetype> m_usable, m_differentials, m_logs;
    MsPlanned m_planned;
};

} // namespace

MsPlanned planMsRestore(const QList<MsBackup>& backups, const MsOptions& options, const QStringList& only, const MsStopAt& stop) { return Planner(backups, options, only, stop).run(); }

} // namespace bakferry
