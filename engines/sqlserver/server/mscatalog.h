#pragma once
#include "engines/sqlserver/msmedia.h"
#include "engines/sqlserver/server/msconnection.h"

namespace bakferry {

/// What a server says about itself and about whoever is signed in.
struct MsServer
{
    QString name, edition, login;
    MsVersion version;
    bool isAdministrator = false;   ///< member of sysadmin
    bool mayCreate = false;         ///< CREATE ANY DATABASE, or dbcreator
    bool seesState = false;         ///< VIEW SERVER STATE: sessions and progress of others
    std::optional<bool> isEncrypted; ///< as the server sees this connection; nothing where it does not say
    QString dataFolder, logFolder;  ///< where new files go by default, with a separator at the end; empty: not said

    QString shown() const;          ///< "SQL Server 2019 (15.0.2000), Developer Edition"
    QChar separator() const { return dataFolder.contains(u'\\') ? u'\\' : u'/'; }
};
Result<MsServer> lookAtMsServer(MsConnection& connection);

/// A database as sys.databases shows it. The number stays with it through every renaming, which is how it is known again.
struct MsServerDatabase
{
    int id = 0;
    QString name, state, userAccess; ///< state: "ONLINE", "RESTORING" …
    bool trustworthy = false, brokerEnabled = false;

    bool isOnline() const { return state == QLatin1StringView("ONLINE"); }
};
Result<std::optional<MsServerDatabase>> findMsDatabase(MsConnection& connection, const QString& name);
Result<QStringList> msUserDatabases(MsConnection& connection);

/// A file that a database of the server uses.
struct MsServerFile
{
    QString database, logicalName, path;
    qint64 sizeBytes = 0;
};
/// @param database  empty: of all
Result<QList<MsServerFile>> msServerFiles(MsConnection& connection, const QString& database = {});

/// Bytes that are free where a path lies, as far as the server shows (sys.dm_os_volume_stats shows volumes that hold databases).
struct MsVolume
{
    QString mountPoint;
    qint64 freeBytes = -1;
};
Result<QList<MsVolume>> msVolumes(MsConnection& connection);
std::optional<MsVolume> msVolumeOf(const QList<MsVolume>& volumes, const QString& path);

struct MsServerSession
{
    int id = 0;
    QString shown; ///< "55 (till, shop-1, Till)"
};
Result<QList<MsServerSession>> sessionsOnMs(MsConnection& connection, int databaseId);

/// "master", "tempdb" and their like: the server's own, and those of the cloud service BakFerry is modelled on.
bool isSystemMsDatabase(const QString& name);
/// @returns Error{Usage} target.name for a name that no database may have, or nothing
std::optional<Error> badMsDatabaseName(const QString& name);

} // namespace bakferry
