// What the server itself says about the backup files, and where their contents would go.
#include "engines/displaytext.h"
#include "engines/sqlserver/server/msprogress.h"
#include "engines/sqlserver/server/mstarget.h"

#include <QMap>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString shownPaths(const QStringList& paths)
{
    QStringList shown;
    for (const QString& path : paths)
        shown += displayText(path, 200);
    return shown.join(u", "_s);
}

// BackupType of HEADERONLY. Source: Microsoft, "RESTORE HEADERONLY (Transact-SQL)"
int typeNumber(MsBackupInfo::Kind kind)
{
    switch (kind) {
    case MsBackupInfo::Kind::Full: return 1;
    case MsBackupInfo::Kind::Log: return 2;
    case MsBackupInfo::Kind::Files: return 4;
    case MsBackupInfo::Kind::Differential: return 5;
    case MsBackupInfo::Kind::FilesDifferential: return 6;
    case MsBackupInfo::Kind::Partial: return 7;
    case MsBackupInfo::Kind::PartialDifferential: return 8;
    case MsBackupInfo::Kind::Unknown: break;
    }
    return 0;
}

// Where what the server reads differs from what we read: "LastLSN: 24…, here 23…". Only what both know counts.
QStringList differences(const MsAnswer& header, const MsBackupInfo& info)
{
    QStringList all;
    const auto compare = [&](QLatin1StringView column, const QString& here) {
        if (!here.isEmpty() && header.hasColumn(column) && !header.isNull(0, column) && header.text(0, column) != here)
            all += column + u": "_s + displayText(header.text(0, column), 60) + u" / "_s + displayText(here, 60);
    };
    const auto lsn = [](const MsLsn& one) { return one.isZero() ? QString() : one.decimal(); };
    compare("DatabaseName"_L1, info.database);
    compare("BackupType"_L1, typeNumber(info.kind) == 0 ? QString() : QString::number(typeNumber(info.kind)));
    compare("FirstLSN"_L1, lsn(info.firstLsn));
    compare("LastLSN"_L1, info.isComplete ? lsn(info.lastLsn) : QString());
    compare("CheckpointLSN"_L1, lsn(info.checkpointLsn));
    compare("DatabaseBackupLSN"_L1, lsn(info.databaseBackupLsn));
    compare("SoftwareVersionMajor"_L1, info.version.isKnown() ? QString::number(info.version.major) : QString());
    return all;
}

Finding otherBackup(const QStringList& paths, const QStringList& differing)
{
    return blockerFinding("readable", msTargetError("server.other_backup", {QT_TRANSLATE_NOOP("Message", "Under %1 the server reads another backup than BakFerry does here (server / here): %2"), {shownPaths(paths), differing.join(u", "_s)}},
                                                    {QT_TRANSLATE_NOOP("Message", "Give the folder in which the server finds these very files (option “serverFolder”)."), {}}));
}

Finding unreadable(const QStringList& paths, const Error& error)
{
    Error named = error;
    if (error.code == "server.cannot_read")
        named.what = {QT_TRANSLATE_NOOP("Message", "The server cannot open %1."), {shownPaths(paths)}};
    return blockerFinding("readable", named);
}

} // namespace

QList<Finding> checkMsPaths(const MsTargetLook& look)
{
    for (const MsRestoreStep& step : look.plan.steps) {
        for (const QString& path : msServerPaths(step, look.request)) {
            if (path.isEmpty() || hasMsControls(path)) {
                return {blockerFinding("readable", {ErrorKind::Risk, "server.path", {QT_TRANSLATE_NOOP("Message", "The path %1 holds control characters, and is not handed to a server."), {displayText(path)}},
                                                    {QT_TRANSLATE_NOOP("Message", "Rename the file."), {}}, {}})};
            }
            if (isNetworkPath(path) && !look.request.options.value(u"networkPath"_s).toBool()) {
                Finding finding = blockerFinding("hostile", {ErrorKind::Risk, "server.network_path", {QT_TRANSLATE_NOOP("Message", "%1 is on another machine: the server's service account would sign in there, and whoever runs that machine could misuse its answer."), {displayText(path)}},
                                                             {QT_TRANSLATE_NOOP("Message", "Copy the file to a disk of the server, or allow it if you know that machine."), {}}, {}});
                finding.fixes += FixIt{"networkPath", true, {QT_TRANSLATE_NOOP("Message", "Let the server read from that machine"), {}}, {QT_TRANSLATE_NOOP("Message", "The service account of SQL Server signs in to %1."), {displayText(path)}}};
                return {finding};
            }
        }
    }
    return {};
}

QList<Finding> checkMsBackups(const MsTargetLook& look)
{
    if (look.plan.isEmpty() || !checkMsPaths(look).isEmpty())
        return {};
    QList<Finding> findings;
    for (const MsRestoreStep& step : look.plan.steps) {
        const QStringList paths = msServerPaths(step, look.request);
        const Result<MsAnswer> header = look.connection.execute(msAskStatement("HEADERONLY"_L1, paths, step.backup.info.position));
        if (!header)
            return {unreadable(paths, header.error())};
        if (header->rows() == 0)
            return {otherBackup(paths, {u"-"_s})};
        if (const QStringList differing = differences(*header, step.backup.info); !differing.isEmpty())
            return {otherBackup(paths, differing)};
        findings += passedFinding("readable", {QT_TRANSLATE_NOOP("Message", "The server reads %1 and finds the same backup in it as BakFerry (type, database, positions)."), {shownPaths(paths)}});
    }
    const MsRestoreStep& first = look.plan.steps.first();
    if (first.isLog || first.backup.info.kind == MsBackupInfo::Kind::Differential)
        return findings;
    const QStringList paths = msServerPaths(first, look.request);
    const Result<MsAnswer> list = look.connection.execute(msAskStatement("FILELISTONLY"_L1, paths, first.backup.info.position));
    if (!list)
        return findings << unreadable(paths, list.error());
    QStringList there, here;
    for (qsizetype row = 0; row < list->rows(); ++row)
        there += list->text(row, "LogicalName"_L1);
    for (const MsDatabaseFile& file : first.backup.info.files)
        here += file.logicalName;
    there.sort();
    here.sort();
    if (!here.isEmpty() && there != here)
        return findings << otherBackup(paths, {u"LogicalName: "_s + displayText(there.join(u", "_s), 200) + u" / "_s + displayText(here.join(u", "_s), 200)});
    findings += passedFinding("content", {QT_TRANSLATE_NOOP("Message", "The server lists the same %1 files of the database as the backup's header."), {QString::number(list->rows())}});
    return findings;
}

QList<Finding> checkMsFiles(const MsTargetLook& look)
{
    const QList<MsMove> moves = msMoves(look.plan.files, look.request, look.server.dataFolder, look.server.logFolder);
    QStringList places;
    for (const MsMove& move : moves) {
        if (!move.path.contains(u'/') && !move.path.contains(u'\\')) {
            return {blockerFinding("content", msTargetError("target.folder", {QT_TRANSLATE_NOOP("Message", "The server does not say where files of databases go."), {}},
                                                            {QT_TRANSLATE_NOOP("Message", "Choose a folder of the server (options “dataFolder”, “logFolder”)."), {}}))};
        }
        places += displayText(move.path, 200);
    }
    const auto files = msServerFiles(look.connection);
    if (!files)
        return {notCheckableFinding("names", {QT_TRANSLATE_NOOP("Message", "The files of other databases cannot be seen by this login."), {}}, {QT_TRANSLATE_NOOP("Message", "The server refuses to write over them in any case."), {}}, files.error().detail)};
    for (const MsMove& move : moves) {
        const auto clash = std::ranges::find_if(*files, [&](const MsServerFile& one) { return one.path.compare(move.path, Qt::CaseInsensitive) == 0; });
        if (clash != files->end()) {
            return {blockerFinding("names", msTargetError("target.file_clash", {QT_TRANSLATE_NOOP("Message", "The file %1 is in use by the database %2."), {displayText(move.path), displayText(clash->database)}},
                                                          {QT_TRANSLATE_NOOP("Message", "Choose another folder or another name."), {}}))};
        }
    }
    return {passedFinding("names", {QT_TRANSLATE_NOOP("Message", "No file of another database is in the way of: %1."), {places.join(u", "_s)}})};
}

QList<Finding> checkMsSpace(const MsTargetLook& look)
{
    const QList<MsMove> moves = msMoves(look.plan.files, look.request, look.server.dataFolder, look.server.logFolder);
    const Message byHand{QT_TRANSLATE_NOOP("Message", "Make sure that there is room for one and a half times the data on the server."), {}};
    const auto volumes = msVolumes(look.connection);
    if (!volumes)
        return {notCheckableFinding("space", {QT_TRANSLATE_NOOP("Message", "The free space of the server cannot be seen from here."), {}}, byHand, volumes.error().detail)};
    QMap<QString, qint64> needed, free;
    for (const MsMove& move : moves) {
        const std::optional<MsVolume> volume = msVolumeOf(*volumes, move.path);
        if (!volume || move.sizeBytes < 0)
            return {notCheckableFinding("space", {QT_TRANSLATE_NOOP("Message", "The free space of the server cannot be seen from here."), {}}, byHand, {})};
        needed[volume->mountPoint] += move.sizeBytes;
        free[volume->mountPoint] = volume->freeBytes;
    }
    QList<Finding> findings;
    for (auto one = needed.cbegin(); one != needed.cend(); ++one) {
        const qint64 room = free[one.key()];
        const QStringList sizes{displayText(one.key()), displaySize(room), displaySize(*one)};
        const Message remedy{QT_TRANSLATE_NOOP("Message", "Make room there, or choose another folder for the files (options “dataFolder”, “logFolder”)."), {}};
        if (room < *one)
            findings += blockerFinding("space", {ErrorKind::NoSpace, "target.no_space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free, but the restore needs %3."), sizes}, remedy, {}});
        else if (room < *one + *one / 2)
            findings += warningFinding("space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free: enough for the %3 that the restore needs, but less than one and a half times as much."), sizes}, remedy, {});
        else
            findings += passedFinding("space", {QT_TRANSLATE_NOOP("Message", "In %1 %2 are free; the restore needs %3."), sizes});
    }
    return findings;
}

QList<Finding> verifyMsBackups(const MsTargetLook& look)
{
    if (look.request.options.contains(u"serverVerify"_s) && !look.request.options.value(u"serverVerify"_s).toBool()) {
        return {notCheckableFinding("integrity", {QT_TRANSLATE_NOOP("Message", "The server was not asked to read the backups to their end (RESTORE VERIFYONLY)."), {}},
                                    {QT_TRANSLATE_NOOP("Message", "Set the option “serverVerify”; it takes about as long as the restore reads."), {}}, {})};
    }
    if (!checkMsPaths(look).isEmpty())
        return {};
    QList<Finding> findings;
    for (const MsRestoreStep& step : look.plan.steps) {
        const QStringList paths = msServerPaths(step, look.request);
        const MsProgress progress(look.request, look.server, look.connection.sessionId(), JobStep::Prechecking, std::max<qint64>(step.backup.info.backupBytes, 0), look.context);
        const Result<MsAnswer> verified = look.connection.execute(msVerifyStatement(step, paths), progress.listener());
        if (!verified) {
            if (verified.error().kind == ErrorKind::Cancelled)
                return findings;
            return findings << (verified.error().code == "server.cannot_read" || verified.error().kind == ErrorKind::BackupUnusable ? unreadable(paths, verified.error()) : blockerFinding("integrity", verified.error()));
        }
        findings += passedFinding("integrity", {QT_TRANSLATE_NOOP("Message", "The server read %1 to the end and calls it valid (RESTORE VERIFYONLY)."), {shownPaths(paths)}});
    }
    return findings;
}

} // namespace bakferry
