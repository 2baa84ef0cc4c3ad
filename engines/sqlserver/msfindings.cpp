#include "engines/sqlserver/msfindings.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Message takeAnother() { return {QT_TRANSLATE_NOOP("Message", "Copy the backup once more from where it was made, or take another one."), {}}; }

Finding blocker(const char* check, const char* code, Message what, const QString& detail = {})
{
    return blockerFinding(check, {ErrorKind::BackupUnusable, code, std::move(what), takeAnother(), detail});
}

QString titleOf(const MsBackup& backup)
{
    const auto given = std::ranges::find_if(backup.files, [](int file) { return file >= 0; });
    return u"%1:%2"_s.arg(given == backup.files.end() ? 0 : *given + 1).arg(backup.info.position);
}

void findProtection(const MsFileReading& file, QList<Finding>& findings)
{
    const QString shown = file.media.path.display();
    if (file.media.hasMediaPassword || std::ranges::any_of(file.media.sets, &MsBackupInfo::hasPassword)) {
        findings += warningFinding("readable", {QT_TRANSLATE_NOOP("Message", "%1 is protected by a password of the media set or the backup."), {shown}},
                                   {QT_TRANSLATE_NOOP("Message", "Only SQL Server up to 2008 R2 restores it, WITH MEDIAPASSWORD or PASSWORD; later versions have no such option."), {}});
    }
    if (std::ranges::any_of(file.media.sets, &MsBackupInfo::isEncrypted)) {
        findings += notCheckableFinding("integrity", {QT_TRANSLATE_NOOP("Message", "%1 is encrypted: what is in it cannot be proven without the key."), {shown}},
                                        {QT_TRANSLATE_NOOP("Message", "Make sure that the target has the certificate or asymmetric key it was encrypted with."), {}});
    }
    if (file.isRepacked) {
        findings += warningFinding("readable", {QT_TRANSLATE_NOOP("Message", "%1 lies inside a compressed file, which a server cannot read."), {shown}},
                                   {QT_TRANSLATE_NOOP("Message", "Unpack it where the server reads it."), {}});
    }
}

} // namespace

QList<Finding> msFileFindings(const MsFileReading& file, MsDepth depth)
{
    QList<Finding> findings;
    const QString shown = file.media.path.display();
    const MsWalkEnd& end = file.end;
    if (end.error) {
        const bool isOpened = file.isMedia || end.kind == MsWalkEnd::Kind::Truncated || end.kind == MsWalkEnd::Kind::Damaged;
        findings += blockerFinding(isOpened ? "complete" : "readable", *end.error);
    } else if (depth == MsDepth::Through && file.isThrough) {
        findings += passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "%1: every block from the first to the last byte is there, in its place, and its header is right (%2 backup sets)."),
                                               {shown, QString::number(file.media.sets.size())}});
    }
    for (const MsBackupInfo& set : file.media.sets) {
        if (set.isAborted)
            findings += blocker("complete", "backup.aborted", {QT_TRANSLATE_NOOP("Message", "The server broke backup set %2 of %1 off."), {shown, QString::number(set.position)}});
    }
    for (const Message& oddity : file.oddities)
        findings += warningFinding("complete", oddity, {QT_TRANSLATE_NOOP("Message", "The file was perhaps changed after it was written. Let a server check it with RESTORE VERIFYONLY."), {}});
    if (file.isMedia && file.media.families == 0) {
        findings += notCheckableFinding("complete", {QT_TRANSLATE_NOOP("Message", "%1 does not say whether it is one of several stripes."), {shown}},
                                        {QT_TRANSLATE_NOOP("Message", "Let a server tell with RESTORE LABELONLY."), {}});
    }
    if (end.paddingBytes > 0)
        findings += passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "%1: %2 zero bytes lie behind the last backup set."), {shown, QString::number(end.paddingBytes)}});
    findProtection(file, findings);
    return findings;
}

namespace {

/// Sums over the stripes of one backup.
struct Total
{
    MsProof proof;
    bool isWhole = true;   ///< every stripe was read to its end
    QStringList wrongPlaces;
};

Total totalOf(const MsBackup& backup, const QList<MsFileReading>& files)
{
    Total total;
    for (const int index : backup.files) {
        const auto file = std::ranges::find_if(files, [&](const MsFileReading& one) { return one.media.file == index; });
        const auto set = file == files.end() ? qsizetype(-1) : std::ranges::find(file->media.sets, backup.info.position, &MsBackupInfo::position) - file->media.sets.begin();
        if (set < 0 || set >= file->media.sets.size()) {
            total.isWhole = false;
            continue;
        }
        const MsProof& proof = file->proofs[set];
        total.isWhole = total.isWhole && file->media.sets[set].isComplete;
        for (const auto member : {&MsProof::pages, &MsProof::logPages, &MsProof::checksumRight, &MsProof::checksumWrong, &MsProof::tornRight, &MsProof::tornWrong, &MsProof::unprotected,
                                  &MsProof::unformatted, &MsProof::encrypted, &MsProof::backupSumsRight, &MsProof::backupSumsWrong, &MsProof::backupSumsMissing})
            total.proof.*member += proof.*member;
        total.proof.oddLengths = total.proof.oddLengths || proof.oddLengths;
        for (const MsProof::Place& place : proof.wrongPages)
            total.wrongPlaces += u"%1:%2"_s.arg(place.fileId).arg(place.page);
        for (const qint64 offset : proof.wrongSums)
            total.proof.wrongSums += offset;
    }
    return total;
}

qint64 promisedPages(const MsBackupInfo& info, char type)
{
    qint64 pages = 0;
    for (const MsDatabaseFile& file : info.files)
        pages += file.type == type ? std::max<qint64>(file.pages, 0) : 0;
    return pages;
}

void findCounts(const MsBackup& backup, const Total& total, QList<Finding>& findings)
{
    const qint64 pages = promisedPages(backup.info, 'D'), logPages = promisedPages(backup.info, 'L');
    const QStringList counts{titleOf(backup), QString::number(total.proof.pages), QString::number(pages), QString::number(total.proof.logPages), QString::number(logPages)};
    if (total.proof.pages < pages || total.proof.logPages < logPages)
        findings += blocker("complete", "backup.pages_missing", {QT_TRANSLATE_NOOP("Message", "Backup %1 holds %2 of %3 pages of data and %4 of %5 pages of log."), counts});
    else
        findings += passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "Backup %1 holds %2 pages of data (%3 announced) and %4 pages of log (%5 announced)."), counts});
    if (total.proof.oddLengths)
        findings += warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "Backup %1: a stream of pages does not hold a whole number of them."), {titleOf(backup)}},
                                   {QT_TRANSLATE_NOOP("Message", "Let a server check it with RESTORE VERIFYONLY."), {}});
}

void findBackupSums(const MsBackup& backup, const Total& total, QList<Finding>& findings)
{
    const MsProof& proof = total.proof;
    const QString title = titleOf(backup);
    if (proof.backupSumsWrong > 0 || proof.backupSumsMissing > 0) {
        QStringList places;
        for (const qint64 offset : proof.wrongSums)
            places += QString::number(offset);
        findings += blocker("checksum", "backup.checksum", {QT_TRANSLATE_NOOP("Message", "Backup %1 is damaged: %2 of its checksums are wrong and %3 are missing."),
                                                            {title, QString::number(proof.backupSumsWrong), QString::number(proof.backupSumsMissing)}}, places.join(u", "_s));
    } else if (proof.backupSumsRight > 0) {
        findings += passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "Backup %1: all %2 checksums over data and log were recomputed and are right."), {title, QString::number(proof.backupSumsRight)}});
    } else if (backup.info.hasChecksum && proof.pages + proof.logPages > 0) {
        findings += warningFinding("checksum", {QT_TRANSLATE_NOOP("Message", "Backup %1 was made WITH CHECKSUM, but holds none."), {title}},
                                   {QT_TRANSLATE_NOOP("Message", "Let a server check it with RESTORE VERIFYONLY."), {}});
    }
}

void findPages(const MsBackup& backup, const Total& total, QList<Finding>& findings)
{
    const MsProof& proof = total.proof;
    const QString title = titleOf(backup);
    if (proof.wrongCount() > 0) {
        findings += blocker("integrity", "backup.page_damaged", {QT_TRANSLATE_NOOP("Message", "Backup %1 holds %2 damaged pages; the first ones (file:page): %3."),
                                                                 {title, QString::number(proof.wrongCount()), total.wrongPlaces.join(u", "_s)}});
    } else if (proof.checksumRight + proof.tornRight > 0) {
        findings += passedFinding("integrity", {QT_TRANSLATE_NOOP("Message", "Backup %1: %2 pages agree with their checksum, %3 with their torn-page bits; %4 carry neither, %5 were never used."),
                                                {title, QString::number(proof.checksumRight), QString::number(proof.tornRight), QString::number(proof.unprotected), QString::number(proof.unformatted)}});
    }
    const bool isCovered = proof.backupSumsRight > 0 && proof.backupSumsWrong == 0 && proof.backupSumsMissing == 0;
    const qint64 unproven = proof.tornRight + proof.unprotected + proof.unformatted;
    if (proof.isUnderTde()) {
        findings += notCheckableFinding("integrity", {QT_TRANSLATE_NOOP("Message", "Backup %1: %2 pages are encrypted (TDE), and their checksums cannot be recomputed."), {title, QString::number(proof.encrypted)}},
                                        {QT_TRANSLATE_NOOP("Message", "The target needs the certificate of the database's encryption key. Run DBCC CHECKDB after the restore."), {}});
    }
    if (!isCovered && unproven + proof.logPages > 0) {
        findings += notCheckableFinding("integrity", {QT_TRANSLATE_NOOP("Message", "Backup %1 was made without checksums: %2 pages of data and %3 pages of log cannot be proven."),
                                                      {title, QString::number(unproven), QString::number(proof.logPages)}},
                                        {QT_TRANSLATE_NOOP("Message", "Run DBCC CHECKDB after the restore; make backups WITH CHECKSUM."), {}});
    }
}

} // namespace

QList<Finding> msProofFindings(const MsBackup& backup, const QList<MsFileReading>& files)
{
    QList<Finding> findings;
    const Total total = totalOf(backup, files);
    if (!total.isWhole || backup.info.isEncrypted)
        return findings; // said of the files already
    findCounts(backup, total, findings);
    findBackupSums(backup, total, findings);
    findPages(backup, total, findings);
    return findings;
}

namespace {

constexpr qsizetype longestName = 128; ///< sysname; Microsoft, "Database identifiers"

bool isHostile(const QString& name)
{
    return name.size() > longestName || std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format || c == u'\u2028' || c == u'\u2029'; });
}

bool needsQuoting(const QString& name) { return name.contains(u']') || name.contains(u'[') || name.contains(u'\'') || name.contains(u'"') || name.contains(u';'); }

bool isNetworkPath(const QString& path) { return path.startsWith(u"\\\\"_s) || path.startsWith(u"//"_s); }

} // namespace

QList<Finding> msNameFindings(const QList<MsBackup>& backups)
{
    QStringList hostile, odd, network;
    const auto note = [](QStringList& list, const QString& name) {
        const QString shown = displayText(name, 160);
        if (!list.contains(shown) && list.size() < 5)
            list += shown;
    };
    for (const MsBackup& backup : backups) {
        QStringList names{backup.info.database};
        for (const MsDatabaseFile& file : backup.info.files) {
            names += file.logicalName;
            if (isNetworkPath(file.physicalName))
                note(network, file.physicalName);
            if (std::ranges::any_of(file.physicalName, [](QChar c) { return c.category() == QChar::Other_Control; }))
                note(hostile, file.physicalName);
        }
        for (const QString& name : std::as_const(names)) {
            if (isHostile(name))
                note(hostile, name);
            else if (needsQuoting(name))
                note(odd, name);
        }
    }
    QList<Finding> findings;
    if (!hostile.isEmpty())
        findings += blockerFinding("hostile", {ErrorKind::Risk, "backup.hostile_name", {QT_TRANSLATE_NOOP("Message", "Names in the backup hold control characters or are longer than a server allows: %1."), {hostile.join(u", "_s)}},
                                               {QT_TRANSLATE_NOOP("Message", "No server writes such names. Make sure where this file comes from."), {}}, {}});
    if (!network.isEmpty())
        findings += warningFinding("hostile", {QT_TRANSLATE_NOOP("Message", "The database had files on the network: %1."), {network.join(u", "_s)}},
                                   {QT_TRANSLATE_NOOP("Message", "Every file is moved to a folder of the target's own; a server that opened such a path would sign in there with its account."), {}});
    if (!odd.isEmpty())
        findings += passedFinding("hostile", {QT_TRANSLATE_NOOP("Message", "Names with brackets, quotes or semicolons are only ever used quoted: %1."), {odd.join(u", "_s)}});
    return findings;
}

} // namespace bakferry
