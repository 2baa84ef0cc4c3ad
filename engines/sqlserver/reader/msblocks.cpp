#include "engines/sqlserver/reader/msblocks.h"

#include "engines/sqlserver/reader/msbytes.h"

namespace bakferry {

namespace {

constexpr quint32 setCopyOnly = 0x2;
constexpr quint32 setEncrypted = 1u << 17; ///< block attributes of SSET
constexpr quint32 setAborted = 1u << 18;   ///< block attributes of ESET
constexpr qint8 zoneUnknown = 127;

} // namespace

bool readMsTape(const MsBlock& block, MsMediaFile& media)
{
    const MsBytes fields(block.bytes);
    bool fits = fields.has(0, 94);
    media.mediaName = fields.text(68, fits);
    media.mediaDescription = fields.text(72, fits);
    media.software = fields.text(80, fits);
    media.hasMediaPassword = fields.u16(62) != 0;
    return fits;
}

bool readMsSet(const MsBlock& block, MsBackupInfo& info)
{
    const MsBytes fields(block.bytes);
    bool fits = fields.has(0, 96);
    info.offset = block.offset;
    info.position = fields.u16(62);
    info.copyOnly = fields.u32(52) & setCopyOnly;
    info.hasPassword = fields.u16(56) != 0;
    info.isEncrypted = block.attributes & setEncrypted;
    info.name = fields.text(64, fits);
    info.description = fields.text(68, fits);
    info.user = fields.text(76, fits);
    info.started = fields.date(88);
    info.software = MsVersion{fields.u8(93), fields.u8(94), 0};
    const auto quarters = qint8(fields.u8(95));
    info.knowsUtcOffset = quarters != zoneUnknown;
    info.utcOffsetMinutes = info.knowsUtcOffset ? quarters * 15 : 0;
    return fits;
}

bool readMsVolume(const MsBlock& block, MsBackupInfo& info)
{
    bool fits = true;
    info.machine = MsBytes(block.bytes).text(64, fits);
    return fits;
}

void readMsSetEnd(const MsBlock& block, MsBackupInfo& info)
{
    info.isAborted = info.isAborted || (block.attributes & setAborted);
}

void readMsStripe(QByteArrayView content, MsMediaFile& media)
{
    const MsBytes fields(content);
    media.mediaSet = fields.guid(0);
    media.families = fields.u16(20);
    media.family = fields.u16(24);
}

namespace {

constexpr quint32 withChecksum = 0x10;
constexpr quint32 dataFile = 1, logFile = 2;
constexpr qsizetype longestFileList = 32767; ///< Microsoft, "Maximum capacity specifications": files per database

MsBackupInfo::Kind kindOf(quint8 letter)
{
    using Kind = MsBackupInfo::Kind;
    switch (letter) { // Source: Microsoft, msdb.dbo.backupset, column type
    case 'D': return Kind::Full;
    case 'I': return Kind::Differential;
    case 'L': return Kind::Log;
    case 'F': return Kind::Files;
    case 'G': return Kind::FilesDifferential;
    case 'P': return Kind::Partial;
    case 'Q': return Kind::PartialDifferential;
    default: return Kind::Unknown;
    }
}

bool readSet(const MsBytes& record, MsBackupInfo& info)
{
    bool fits = record.has(0, 112);
    info.hasChecksum = record.u32(8) & withChecksum;
    info.version = {record.u8(27), record.u8(26), record.u16(24)};
    info.firstLsn = record.lsn(32);
    info.lastLsn = record.lsn(42);
    info.checkpointLsn = record.lsn(52);
    info.databaseBackupLsn = record.lsn(62);
    info.created = record.date(72);
    if (const QDateTime started = record.date(77); started.isValid())
        info.started = started;
    info.finished = record.date(82);
    info.kind = kindOf(record.u8(87));
    info.sortOrder = record.u8(88);
    info.compatibilityLevel = record.u8(91);
    info.databaseVersion = record.u16(94);
    info.backupBytes = qint64(qMin<quint64>(record.u64(96), std::numeric_limits<qint64>::max()));
    info.forkGuid = record.guid(156);
    info.firstForkGuid = record.guid(184);
    info.baseGuid = info.kind == MsBackupInfo::Kind::Full ? QByteArray() : record.guid(200);
    info.familyGuid = record.guid(224);
    info.database = record.text(104, fits);
    info.server = record.text(108, fits);
    return fits;
}

bool readFile(const MsBytes& record, const QString& fileGroup, MsBackupInfo& info)
{
    bool fits = record.has(0, 56) && info.files.size() < longestFileList;
    if (!fits)
        return false;
    MsDatabaseFile file;
    file.fileId = record.u32(20);
    const quint32 kind = record.u32(28);
    file.type = kind == dataFile ? 'D' : kind == logFile ? 'L' : '\0';
    file.pages = record.u32(24);
    file.sizeBytes = qint64(qMin<quint64>(record.u64(40), std::numeric_limits<qint64>::max()));
    file.logicalName = record.text(48, fits);
    file.physicalName = record.text(52, fits);
    file.fileGroup = file.type == 'L' ? QString() : fileGroup;
    // The base of later differentials: at the end of a full backup it is that backup itself, before it the one before.
    if (kind == dataFile && info.kind == MsBackupInfo::Kind::Full && !info.copyOnly && info.ownGuid.isEmpty())
        info.ownGuid = record.guid(170);
    info.files += file;
    return fits;
}

} // namespace

bool readMsRecords(QByteArrayView content, MsBackupInfo& info)
{
    bool fits = true;
    QString fileGroup;
    info.files.clear();
    info.ownGuid.clear();
    qsizetype at = 0;
    while (fits && at < content.size()) {
        const MsBytes rest(content.sliced(at));
        const quint32 length = rest.u32(4);
        if (length < 8 || !rest.has(0, qsizetype(length)))
            return false;
        const MsBytes record(content.sliced(at, qsizetype(length)));
        const QByteArrayView tag = record.view().first(4);
        if (tag == "SCIN")
            fits = readSet(record, info);
        else if (tag == "SFGI")
            fileGroup = record.text(16, fits);
        else if (tag == "SFIN")
            fits = readFile(record, fileGroup, info);
        at += qsizetype(length);
    }
    return fits && !info.database.isEmpty();
}

} // namespace bakferry
