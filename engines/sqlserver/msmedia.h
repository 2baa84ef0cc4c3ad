#pragma once
#include "engines/backupfile.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <compare>
#include <limits>
#include <optional>

namespace bakferry {

/// A log sequence number: 80 bits, compared in the order of its parts.
struct MsLsn
{
    quint32 log = 0;   ///< sequence number of the virtual log file
    quint32 block = 0;
    quint16 slot = 0;

    bool isZero() const { return log == 0 && block == 0 && slot == 0; }
    /// As the server and msdb write it: "24000000006800099".
    QString decimal() const;
    /// @returns nothing for text that is no number of up to 25 digits or does not fit
    static std::optional<MsLsn> fromDecimal(const QString& text);
    friend std::strong_ordering operator<=>(const MsLsn&, const MsLsn&) = default;
    friend bool operator==(const MsLsn&, const MsLsn&) = default;
};

/// What a server was when it made a backup: 10.50.1600.
struct MsVersion
{
    int major = 0, minor = 0, build = 0;

    bool isKnown() const { return major > 0; }
    QString text() const;    ///< "10.50.1600"; empty where unknown
    QString release() const; ///< "2008 R2"; empty for one that is newer than this program
    friend auto operator<=>(const MsVersion&, const MsVersion&) = default;
    friend bool operator==(const MsVersion&, const MsVersion&) = default;
};

/// One file of the database, as the backup describes it. Names are untrusted text of any content, never to be put into a statement unquoted.
struct MsDatabaseFile
{
    QString logicalName, physicalName; ///< empty: not said
    QString fileGroup;                 ///< empty: the log, or not said
    char type = 0;                     ///< as FILELISTONLY: 'D' data, 'L' log; 0: not known
    quint32 fileId = 0;
    qint64 pages = -1;                 ///< of 8 KiB, in this backup, over all stripes; -1: not known
    qint64 sizeBytes = -1;             ///< of the file on its server; -1: the backup does not say
    friend bool operator==(const MsDatabaseFile&, const MsDatabaseFile&) = default;
};

/// One backup set as one file tells it. Empty texts, zero numbers, -1 and unset values: the file does not say, shown as 未知.
struct MsBackupInfo
{
    enum class Kind { Unknown, Full, Differential, Log, Files, FilesDifferential, Partial, PartialDifferential } kind = Kind::Unknown;
    int position = 0;          ///< RESTORE … WITH FILE = position, from 1
    bool copyOnly = false;
    QString name, description, user;
    QString database;
    QString server, machine;   ///< instance name; machine
    MsVersion version;
    std::optional<MsVersion> software; ///< of the tape format: major and minor only
    int compatibilityLevel = 0;
    int databaseVersion = 0;   ///< internal: 661 = 2008 R2
    QDateTime created, started, finished; ///< of the database; of the backup. The clock of the server, kept as if it were UTC: never converted
    int utcOffsetMinutes = 0;  ///< of that server
    bool knowsUtcOffset = false;
    qint64 backupBytes = -1;   ///< BackupSize of HEADERONLY
    MsLsn firstLsn, lastLsn, checkpointLsn, databaseBackupLsn; ///< all zero: not known or none
    int sortOrder = -1;
    /// Raw GUIDs, empty where not known: of this backup as base of differentials; of the base it needs; of the database's first life, which
    /// all its copies share; of the branch of history it ends in, and of the one it begins in where it crosses a point of branching.
    QByteArray ownGuid, baseGuid, familyGuid, forkGuid, firstForkGuid;
    QList<MsDatabaseFile> files;
    bool hasChecksum = false;  ///< WITH CHECKSUM
    bool hasPassword = false;
    bool isEncrypted = false;
    bool isCompressed = false;
    bool isComplete = false;   ///< its end was seen: last, size and finish are final
    bool isAborted = false;    ///< the server says that it broke the backup off
    qint64 offset = 0;         ///< of its first block in the file

    friend bool operator==(const MsBackupInfo&, const MsBackupInfo&) = default;
};

/// One file of a media set with the backup sets in it.
struct MsMediaFile
{
    int file = 0;              ///< index in the BackupSet
    BackupFile path;
    qint64 sizeBytes = 0;
    QByteArray mediaSet;       ///< raw GUID, 16 bytes, equal in all stripes; empty: not known
    int family = 0;            ///< number of this stripe, from 1; 0: not known
    int families = 0;          ///< stripes in all; 0: not known
    QString mediaName, mediaDescription, software;
    bool hasMediaPassword = false;
    bool isCompressed = false; ///< MSSQLBAK container
    bool setsComplete = true;  ///< false: the walk ended early, further sets may follow
    QList<MsBackupInfo> sets;
    friend bool operator==(const MsMediaFile&, const MsMediaFile&) = default;

    QString mediaSetText() const; ///< "{1698A9DB-…}"; empty: not known
};

/// One backup over all the files it is striped across.
struct MsBackup
{
    MsBackupInfo info;         ///< of its first stripe
    QList<int> files;          ///< index in the BackupSet of stripe 1, 2 …; -1: not given
    QByteArray mediaSet;
    bool isUsable = true;      ///< false: cut off, broken off by its server, or stripes are missing
    bool isWhole() const { return !files.isEmpty() && !files.contains(-1); }
    friend bool operator==(const MsBackup&, const MsBackup&) = default;
};

} // namespace bakferry
