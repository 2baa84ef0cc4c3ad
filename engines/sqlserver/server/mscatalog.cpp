// What is asked of catalog views. Source: Microsoft, "System Catalog Views", "System Dynamic Management Views", "SERVERPROPERTY".
#include "engines/sqlserver/server/mscatalog.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/server/msquote.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

MsVersion versionOf(const QString& text)
{
    const QStringList parts = text.split(u'.');
    return {parts.value(0).toInt(), parts.value(1).toInt(), parts.value(2).toInt()};
}

QString folderOf(const QString& path)
{
    const qsizetype end = std::max(path.lastIndexOf(u'\\'), path.lastIndexOf(u'/'));
    return path.first(end + 1);
}

QString withSeparator(const QString& folder)
{
    if (folder.isEmpty() || folder.endsWith(u'\\') || folder.endsWith(u'/'))
        return folder;
    return folder + (folder.contains(u'\\') ? u'\\' : u'/');
}

} // namespace

QString MsServer::shown() const
{
    const QString release = version.release();
    return u"SQL Server "_s + (release.isEmpty() ? version.text() : release + u" ("_s + version.text() + u')') + u", "_s + displayText(edition, 80);
}

Result<MsServer> lookAtMsServer(MsConnection& connection)
{
    const Result<MsAnswer> self = connection.execute(
        u"SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version, CAST(SERVERPROPERTY('Edition') AS nvarchar(128)) AS edition, CAST(SERVERPROPERTY('ServerName') AS nvarchar(128)) AS server,"
        " SUSER_SNAME() AS login, IS_SRVROLEMEMBER('sysadmin') AS administrator, IS_SRVROLEMEMBER('dbcreator') AS creator, HAS_PERMS_BY_NAME(NULL, NULL, 'CREATE ANY DATABASE') AS creates,"
        " HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AS state, CAST(SERVERPROPERTY('InstanceDefaultDataPath') AS nvarchar(260)) AS data, CAST(SERVERPROPERTY('InstanceDefaultLogPath') AS nvarchar(260)) AS logs"_s);
    if (!self)
        return self.error();
    if (self->rows() != 1)
        return msTargetError("server.protocol", {QT_TRANSLATE_NOOP("Message", "The server does not say what it is."), {}}, {QT_TRANSLATE_NOOP("Message", "Make sure that it is a SQL Server."), {}});
    MsServer server;
    server.version = versionOf(self->text(0, "version"_L1));
    server.edition = self->text(0, "edition"_L1);
    server.name = self->text(0, "server"_L1);
    server.login = self->text(0, "login"_L1);
    server.isAdministrator = self->number(0, "administrator"_L1) == 1;
    server.mayCreate = server.isAdministrator || self->number(0, "creator"_L1) == 1 || self->number(0, "creates"_L1) == 1;
    server.seesState = server.isAdministrator || self->number(0, "state"_L1) == 1;
    server.dataFolder = withSeparator(self->text(0, "data"_L1));
    server.logFolder = withSeparator(self->text(0, "logs"_L1));
    if (server.dataFolder.isEmpty()) { // before 2012: where master lies
        const Result<QString> master = connection.value(u"SELECT physical_name FROM sys.master_files WHERE database_id = 1 AND file_id = 1"_s);
        server.dataFolder = master ? folderOf(*master) : QString();
    }
    if (server.logFolder.isEmpty())
        server.logFolder = server.dataFolder;
    const Result<QString> encrypted = connection.value(u"SELECT encrypt_option FROM sys.dm_exec_connections WHERE session_id = @@SPID"_s);
    if (encrypted && !encrypted->isEmpty())
        server.isEncrypted = encrypted->compare("TRUE"_L1, Qt::CaseInsensitive) == 0;
    return server;
}

Result<std::optional<MsServerDatabase>> findMsDatabase(MsConnection& connection, const QString& name)
{
    const Result<MsAnswer> found = connection.execute(u"SELECT database_id, name, state_desc, user_access_desc, is_trustworthy_on, is_broker_enabled FROM sys.databases WHERE name = "_s + quotedMsText(name));
    if (!found)
        return found.error();
    if (found->rows() == 0)
        return std::optional<MsServerDatabase>();
    MsServerDatabase database{int(found->number(0, 0)), found->text(0, 1), found->text(0, 2), found->text(0, 3), found->number(0, 4) == 1, found->number(0, 5) == 1};
    return std::optional(database);
}

Result<QStringList> msUserDatabases(MsConnection& connection)
{
    const Result<MsAnswer> found = connection.execute(u"SELECT name FROM sys.databases WHERE source_database_id IS NULL ORDER BY name"_s);
    if (!found)
        return found.error();
    QStringList names;
    for (qsizetype row = 0; row < found->rows(); ++row) {
        if (!isSystemMsDatabase(found->text(row, 0)))
            names += found->text(row, 0);
    }
    return names;
}

Result<QList<MsServerFile>> msServerFiles(MsConnection& connection, const QString& database)
{
    const QString one = database.isEmpty() ? QString() : u" WHERE d.name = "_s + quotedMsText(database);
    const Result<MsAnswer> found = connection.execute(u"SELECT d.name, f.name, f.physical_name, f.size FROM sys.master_files AS f JOIN sys.databases AS d ON d.database_id = f.database_id"_s + one + u" ORDER BY f.database_id, f.file_id"_s);
    if (!found)
        return found.error();
    QList<MsServerFile> files;
    for (qsizetype row = 0; row < found->rows(); ++row)
        files += MsServerFile{found->text(row, 0), found->text(row, 1), found->text(row, 2), found->number(row, 3) * 8192};
    return files;
}

Result<QList<MsVolume>> msVolumes(MsConnection& connection)
{
    const Result<MsAnswer> found = connection.execute(u"SELECT DISTINCT v.volume_mount_point, v.available_bytes FROM sys.master_files AS f CROSS APPLY sys.dm_os_volume_stats(f.database_id, f.file_id) AS v"_s);
    if (!found)
        return found.error();
    QList<MsVolume> volumes;
    for (qsizetype row = 0; row < found->rows(); ++row)
        volumes += MsVolume{found->text(row, 0), found->number(row, 1)};
    return volumes;
}

std::optional<MsVolume> msVolumeOf(const QList<MsVolume>& volumes, const QString& path)
{
    std::optional<MsVolume> nearest;
    for (const MsVolume& one : volumes) {
        if (!one.mountPoint.isEmpty() && path.startsWith(one.mountPoint, Qt::CaseInsensitive) && (!nearest || one.mountPoint.size() > nearest->mountPoint.size()))
            nearest = one;
    }
    return nearest;
}

Result<QList<MsServerSession>> sessionsOnMs(MsConnection& connection, int databaseId)
{
    const Result<MsAnswer> found = connection.execute(u"SELECT session_id, login_name, host_name, program_name FROM sys.dm_exec_sessions WHERE is_user_process = 1 AND session_id <> @@SPID AND database_id = %1 ORDER BY session_id"_s.arg(databaseId));
    if (!found)
        return found.error();
    QList<MsServerSession> sessions;
    for (qsizetype row = 0; row < found->rows(); ++row) {
        QStringList who;
        for (int column = 1; column <= 3; ++column) {
            if (!found->text(row, column).isEmpty())
                who += displayText(found->text(row, column), 40);
        }
        sessions += MsServerSession{int(found->number(row, 0)), found->text(row, 0) + u" ("_s + who.join(u", "_s) + u')'};
    }
    return sessions;
}

bool isSystemMsDatabase(const QString& name)
{
    // Source: Microsoft, "System databases"; the service's page on restoring names rdsadmin and its like
    static const QStringList own{u"master"_s, u"model"_s, u"msdb"_s, u"tempdb"_s, u"resource"_s, u"mssqlsystemresource"_s, u"distribution"_s, u"distmodel"_s, u"rdsadmin"_s, u"rdscore"_s, u"model_msdb"_s, u"model_replicatedmaster"_s};
    return own.contains(name, Qt::CaseInsensitive);
}

std::optional<Error> badMsDatabaseName(const QString& name)
{
    const auto wrong = [&](const char* what) {
        return Error{ErrorKind::Usage, "target.name", {what, {displayText(name, 140)}}, {QT_TRANSLATE_NOOP("Message", "Choose a name of 1 to 128 characters that no database of the server's own has."), {}}, {}};
    };
    if (name.isEmpty())
        return wrong(QT_TRANSLATE_NOOP("Message", "The target has no database name."));
    if (name.size() > 128)
        return wrong(QT_TRANSLATE_NOOP("Message", "The database name %1 is longer than 128 characters."));
    if (std::ranges::any_of(name, [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f || c.category() == QChar::Other_Format || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph; }))
        return wrong(QT_TRANSLATE_NOOP("Message", "The database name %1 holds control characters."));
    if (name.front().isSpace() || name.back().isSpace())
        return wrong(QT_TRANSLATE_NOOP("Message", "The database name %1 begins or ends with a blank."));
    if (isSystemMsDatabase(name))
        return wrong(QT_TRANSLATE_NOOP("Message", "%1 is a database of the server's own."));
    return {};
}

} // namespace bakferry
