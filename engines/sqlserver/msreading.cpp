#include "engines/sqlserver/msreading.h"

#include "engines/input/hashing.h"
#include "engines/sqlserver/chain/msbackupchain.h"
#include "engines/sqlserver/chain/msstripes.h"
#include "engines/sqlserver/msfindings.h"
#include "engines/sqlserver/msoptions.h"
#include "engines/sqlserver/reader/msfilereader.h"

#include <QtGlobal>

#include <algorithm>

#include <sys/stat.h>

namespace bakferry {

namespace {

qint64 totalBytes(const BackupSet& backups)
{
    qint64 bytes = 0;
    for (const BackupFile& file : backups) {
        struct stat status {};
        bytes += ::stat(file.path.constData(), &status) == 0 ? status.st_size : 0;
    }
    return bytes;
}

// How many sets from the front are whole. A look at headers that stopped early has not seen the end of the last one, which is no fault.
qsizetype usableSets(const MsFileReading& file)
{
    if (file.end.kind == MsWalkEnd::Kind::Complete || file.end.kind == MsWalkEnd::Kind::LimitReached)
        return file.media.sets.size();
    return std::ranges::find(file.media.sets, false, &MsBackupInfo::isComplete) - file.media.sets.begin();
}

// One file: its own hash, as every engine has it; of several the hash over their hashes.
QByteArray hashOver(const QList<MsFileReading>& files)
{
    Sha256 hash;
    for (const MsFileReading& file : files) {
        if (file.sha256.isEmpty())
            return {};
        hash.add(file.sha256);
    }
    return files.size() == 1 ? files.first().sha256 : files.isEmpty() ? QByteArray() : hash.result();
}

QList<MsFileReading> readFiles(const BackupSet& backups, MsDepth depth, const JobContext& context, MsReading& reading)
{
    QList<MsFileReading> files;
    const qint64 total = depth == MsDepth::Through ? totalBytes(backups) : 0;
    qint64 before = 0;
    for (int i = 0; i < backups.size() && !reading.cancelled; ++i) {
        const auto progress = [&](qint64 bytes) { context.report({JobStep::Prechecking, before + bytes, total, 0, {}}); };
        files += readMsFile(i, backups[i], depth, context, depth == MsDepth::Through ? std::function<void(qint64)>(progress) : std::function<void(qint64)>());
        before += files.last().media.sizeBytes;
        reading.cancelled = files.last().end.kind == MsWalkEnd::Kind::Cancelled;
    }
    return files;
}

// Steps whose files are all restored already stand in front, or they were not restored in this order.
void dropApplied(MsRestorePlan& plan, int applied)
{
    const auto isApplied = [&](const MsRestoreStep& step) { return std::ranges::all_of(step.backup.files, [&](int file) { return file >= 0 && file < applied; }); };
    while (!plan.steps.isEmpty() && isApplied(plan.steps.first()))
        plan.steps.removeFirst();
}

} // namespace

MsReading readMsBackups(const RestoreRequest& request, MsDepth depth, const JobContext& context)
{
    MsReading reading;
    if (request.backups.isEmpty()) {
        reading.findings += blockerFinding("readable", {ErrorKind::Usage, "backup.set", {QT_TRANSLATE_NOOP("Message", "No backup file was given."), {}},
                                                        {QT_TRANSLATE_NOOP("Message", "Choose what BACKUP DATABASE or BACKUP LOG wrote."), {}}, {}});
        return reading;
    }
    const Result<MsStopAt> stop = parseMsStopAt(request.stopAt);
    if (!stop)
        reading.findings += blockerFinding("chain", stop.error());
    const QList<MsFileReading> files = readFiles(request.backups, depth, context, reading);
    if (reading.cancelled)
        return reading;
    QList<qsizetype> usable;
    for (const MsFileReading& file : files) {
        reading.findings += msFileFindings(file, depth);
        if (!file.isMedia)
            continue;
        reading.media += file.media;
        usable += usableSets(file);
    }
    MsJoined joined = joinMsStripes(reading.media, usable);
    reading.findings += joined.findings;
    reading.backups = joined.backups;
    reading.findings += msNameFindings(reading.backups);
    if (depth == MsDepth::Through) {
        for (const MsBackup& backup : std::as_const(reading.backups)) {
            if (backup.isWhole())
                reading.findings += msProofFindings(backup, files);
        }
        reading.sha256 = hashOver(files);
        reading.contentProven = !reading.sha256.isEmpty() && !worstBlocker(reading.findings);
    }
    if (reading.media.isEmpty())
        return reading;
    MsPlanned planned = planMsRestore(reading.backups, MsOptions::of(request), request.only, stop ? *stop : MsStopAt{});
    reading.findings += planned.findings;
    reading.chain = planned.chain;
    reading.plan = planned.plan;
    dropApplied(reading.plan, request.appliedBackups);
    return reading;
}

} // namespace bakferry
