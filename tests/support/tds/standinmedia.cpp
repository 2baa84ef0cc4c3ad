// What RESTORE tells about backup media.
#include "tests/support/tds/standinrestoring.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

using Described = QList<QPair<TdsColumn, QVariant>>;

int typeOf(MsBackupInfo::Kind kind)
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

QVariant textOrNull(const QString& text) { return text.isEmpty() ? QVariant() : text; }

// Source: Microsoft, "RESTORE HEADERONLY (Transact-SQL)", result sets; the columns that matter, in its order
Described headerOf(const MsBackupInfo& info)
{
    const auto column = [](const char* name, const char* type) { return TdsColumn::named(QString::fromLatin1(name), QString::fromLatin1(type)); };
    return {{column("BackupName", "nvarchar(128)"), textOrNull(info.name)}, {column("BackupDescription", "nvarchar(255)"), textOrNull(info.description)},
            {column("BackupType", "smallint"), info.hasPassword ? QVariant() : typeOf(info.kind)}, {column("ExpirationDate", "datetime"), {}}, {column("Compressed", "bit"), info.isCompressed},
            {column("Position", "smallint"), info.position}, {column("DeviceType", "tinyint"), 2}, {column("UserName", "nvarchar(128)"), textOrNull(info.user)},
            {column("ServerName", "nvarchar(128)"), textOrNull(info.server)}, {column("DatabaseName", "nvarchar(128)"), textOrNull(info.database)},
            {column("DatabaseVersion", "int"), info.databaseVersion}, {column("DatabaseCreationDate", "datetime"), info.created}, {column("BackupSize", "numeric(20,0)"), info.backupBytes},
            {column("FirstLSN", "numeric(25,0)"), info.firstLsn.decimal()}, {column("LastLSN", "numeric(25,0)"), info.lastLsn.decimal()},
            {column("CheckpointLSN", "numeric(25,0)"), info.checkpointLsn.decimal()}, {column("DatabaseBackupLSN", "numeric(25,0)"), info.databaseBackupLsn.decimal()},
            {column("BackupStartDate", "datetime"), info.started}, {column("BackupFinishDate", "datetime"), info.finished}, {column("SortOrder", "smallint"), info.sortOrder},
            {column("CompatibilityLevel", "tinyint"), info.compatibilityLevel}, {column("SoftwareVersionMajor", "int"), info.version.major},
            {column("SoftwareVersionMinor", "int"), info.version.minor}, {column("SoftwareVersionBuild", "int"), info.version.build}, {column("MachineName", "nvarchar(128)"), textOrNull(info.machine)},
            {column("BindingID", "uniqueidentifier"), u"{8fb1a1d2-3c4d-4e5f-8a9b-0c1d2e3f4a5b}"_s}, {column("HasBackupChecksums", "bit"), info.hasChecksum}, {column("IsDamaged", "bit"), info.isAborted},
            {column("IsCopyOnly", "bit"), info.copyOnly}};
}

void tell(TdsTalk& talk, const Described& row, bool withColumns)
{
    QList<TdsColumn> columns;
    QVariantList values;
    for (const auto& [column, value] : row) {
        columns += column;
        values += value;
    }
    if (withColumns)
        talk.columns(columns);
    talk.row(columns, values);
}

} // namespace

std::optional<StandInGuest::Backup> StandInGuest::media(const Restore& wish, TdsTalk& talk)
{
    Backup backup;
    backup.paths = wish.paths;
    for (const QString& path : wish.paths) {
        const auto medium = m_server.m_media.constFind(path);
        if (medium == m_server.m_media.cend()) {
            fail(talk, 3201, 16, u"Cannot open backup device '%1'. Operating system error 2(The system cannot find the file specified.)."_s.arg(path));
            return {};
        }
        backup.media += *medium;
    }
    const MsMediaFile& first = backup.media.first();
    if (wish.kind != Restore::LabelOnly && wish.kind != Restore::HeaderOnly && wish.kind != Restore::FileListOnly && first.families > backup.media.size()) {
        fail(talk, 3132, 16, u"The media set has %1 media families but only %2 are provided. All members must be provided."_s.arg(first.families).arg(backup.media.size()));
        return {};
    }
    if (std::ranges::any_of(backup.media, [&](const MsMediaFile& one) { return one.mediaSet != first.mediaSet; })) {
        fail(talk, 3258, 16, u"The volume on the device \"%1\" is not part of the media set that is currently being processed."_s.arg(wish.paths.last()));
        return {};
    }
    const auto set = std::ranges::find(first.sets, wish.file, &MsBackupInfo::position);
    if (set == first.sets.end()) {
        fail(talk, 4038, 16, u"Cannot find file ID %1 on device '%2'."_s.arg(QString::number(wish.file), wish.paths.first()));
        return {};
    }
    backup.info = *set;
    return backup;
}

bool StandInGuest::headerOnly(const Restore& wish, TdsTalk& talk)
{
    const std::optional<Backup> backup = media(wish, talk);
    if (!backup)
        return fail(talk, 3013, 16, u"RESTORE HEADERONLY is terminating abnormally."_s);
    m_rows = 0;
    for (const MsBackupInfo& info : backup->media.first().sets) {
        if (!wish.has("FILE") || info.position == wish.file)
            tell(talk, headerOf(info), m_rows++ == 0);
    }
    return true;
}

bool StandInGuest::fileListOnly(const Restore& wish, TdsTalk& talk)
{
    const std::optional<Backup> backup = media(wish, talk);
    if (!backup)
        return fail(talk, 3013, 16, u"RESTORE FILELIST is terminating abnormally."_s);
    if (backup->info.hasPassword) {
        fail(talk, 3279, 16, u"Access is denied due to a password failure"_s);
        return fail(talk, 3013, 16, u"RESTORE FILELIST is terminating abnormally."_s);
    }
    const auto column = [](const char* name, const char* type) { return TdsColumn::named(QString::fromLatin1(name), QString::fromLatin1(type)); };
    m_rows = 0;
    for (const MsDatabaseFile& file : backup->info.files) {
        tell(talk, {{column("LogicalName", "nvarchar(128)"), file.logicalName}, {column("PhysicalName", "nvarchar(260)"), file.physicalName}, {column("Type", "char(1)"), QString(QLatin1Char(file.type ? file.type : 'D'))},
                    {column("FileGroupName", "nvarchar(128)"), textOrNull(file.fileGroup)}, {column("Size", "numeric(20,0)"), qMax<qint64>(file.sizeBytes, qMax<qint64>(file.pages, 0) * 8192)},
                    {column("FileId", "bigint"), file.fileId}, {column("UniqueId", "uniqueidentifier"), u"{11111111-2222-3333-4444-555555555555}"_s},
                    {column("BackupSizeInBytes", "bigint"), qMax<qint64>(file.pages, 0) * 8192}},
             m_rows++ == 0);
    }
    return true;
}

bool StandInGuest::labelOnly(const Restore& wish, TdsTalk& talk)
{
    const std::optional<Backup> backup = media(wish, talk);
    if (!backup)
        return fail(talk, 3013, 16, u"RESTORE LABELONLY is terminating abnormally."_s);
    const MsMediaFile& medium = backup->media.first();
    const auto column = [](const char* name, const char* type) { return TdsColumn::named(QString::fromLatin1(name), QString::fromLatin1(type)); };
    m_rows = 1;
    tell(talk, {{column("MediaName", "nvarchar(128)"), textOrNull(medium.mediaName)}, {column("MediaSetId", "uniqueidentifier"), textOrNull(medium.mediaSetText())}, {column("FamilyCount", "int"), medium.families},
                {column("FamilySequenceNumber", "int"), medium.family}, {column("MediaDescription", "nvarchar(255)"), textOrNull(medium.mediaDescription)},
                {column("SoftwareName", "nvarchar(128)"), textOrNull(medium.software)}, {column("IsCompressed", "bit"), medium.isCompressed}},
         true);
    return true;
}

bool StandInGuest::verifyOnly(const Restore& wish, TdsTalk& talk)
{
    const std::optional<Backup> backup = media(wish, talk);
    const bool isReadable = backup && (!backup->info.hasPassword || fail(talk, 3279, 16, u"Access is denied due to a password failure"_s));
    if (!isReadable || !progress(wish, talk))
        return talk.isStopped() ? false : fail(talk, 3013, 16, u"VERIFY DATABASE is terminating abnormally."_s);
    talk.message(3262, 10, u"The backup set on file %1 is valid."_s.arg(wish.file));
    return true;
}

} // namespace bakferry
