#include "engines/sqlserver/load/msverify.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/server/msquote.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Finding notAnswered(QByteArray checkId, const Error& error)
{
    return notCheckableFinding(std::move(checkId), {QT_TRANSLATE_NOOP("Message", "The server did not answer what was asked about this."), {}}, error.hint, error.detail);
}

Finding failedProof(QByteArray checkId, QByteArray code, Message what, QString detail = {})
{
    return blockerFinding(std::move(checkId), {ErrorKind::VerificationFailed, std::move(code), std::move(what),
                                               {QT_TRANSLATE_NOOP("Message", "The restored database stays under its staging name, to be looked at."), {}}, std::move(detail)});
}

Finding stateFinding(const std::optional<MsServerDatabase>& database, const QString& name)
{
    if (database && database->isOnline())
        return passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The server has recovered the database and shows it as ONLINE."), {}});
    return failedProof("target", "verify.state", {QT_TRANSLATE_NOOP("Message", "After the restore the server shows %1 as %2, not as ONLINE."), {displayText(name), database ? database->state : u"?"_s}});
}

Finding filesFinding(MsConnection& connection, const QString& database, const QList<MsMove>& moves)
{
    const auto files = msServerFiles(connection, database);
    if (!files)
        return notAnswered("content", files.error());
    QStringList missing;
    for (const MsMove& move : moves) {
        const bool isThere = std::ranges::any_of(*files, [&](const MsServerFile& one) { return one.path.compare(move.path, Qt::CaseInsensitive) == 0 && one.logicalName == move.logicalName; });
        if (!isThere)
            missing += displayText(move.path, 200);
    }
    if (!missing.isEmpty())
        return failedProof("content", "verify.files", {QT_TRANSLATE_NOOP("Message", "Files of the backup are not among those of the restored database: %1"), {missing.join(u", "_s)}});
    return passedFinding("content", {QT_TRANSLATE_NOOP("Message", "All %1 files of the backup are files of the restored database, where they were put."), {QString::number(files->size())}});
}

Finding checkFinding(MsConnection& connection, const QString& database, const RestoreRequest& request)
{
    if (request.options.contains(u"checkdb"_s) && !request.options.value(u"checkdb"_s).toBool()) {
        return notCheckableFinding("integrity", {QT_TRANSLATE_NOOP("Message", "The pages and indexes of the restored database were not checked (DBCC CHECKDB)."), {}},
                                   {QT_TRANSLATE_NOOP("Message", "Run DBCC CHECKDB on it when there is time."), {}}, {});
    }
    const Result<MsAnswer> checked = connection.execute(u"DBCC CHECKDB ("_s + quotedMsText(database) + u") WITH NO_INFOMSGS, ALL_ERRORMSGS"_s);
    if (checked)
        return passedFinding("integrity", {QT_TRANSLATE_NOOP("Message", "DBCC CHECKDB found no fault in the restored database."), {}});
    if (checked.error().kind == ErrorKind::Cancelled || checked.error().code == "server.lost")
        return blockerFinding("integrity", checked.error());
    if (checked.error().code == "server.privilege")
        return notAnswered("integrity", checked.error());
    return failedProof("integrity", "verify.checkdb", {QT_TRANSLATE_NOOP("Message", "DBCC CHECKDB found faults in the restored database."), {}}, checked.error().detail);
}

// Names in the first column, for people.
Result<QStringList> names(MsConnection& connection, const QString& sql)
{
    const Result<MsAnswer> found = connection.execute(sql);
    if (!found)
        return found.error();
    QStringList list;
    for (qsizetype row = 0; row < found->rows(); ++row)
        list += displayText(found->text(row, 0), 60);
    return list;
}

// What is in the database, asked from inside of it.
void lookInside(MsConnection& connection, const MsServerDatabase& database, MsProof& proof)
{
    const Result<MsAnswer> inside = connection.execute(u"USE "_s + quotedMsName(database.name));
    if (!inside) {
        proof.findings += notAnswered("objects", inside.error());
        return;
    }
    if (const Result<QString> tables = connection.value(u"SELECT COUNT(*) AS tables FROM sys.tables WHERE is_ms_shipped = 0"_s))
        proof.tables = tables->toLongLong();
    const auto assemblies = names(connection, u"SELECT name FROM sys.assemblies WHERE is_user_defined = 1"_s);
    const auto triggers = names(connection, u"SELECT name FROM sys.triggers WHERE parent_class = 0 AND is_disabled = 0"_s);
    const auto orphans = names(connection, u"SELECT name FROM sys.database_principals WHERE type = 'S' AND principal_id > 4 AND sid IS NOT NULL AND sid NOT IN (SELECT sid FROM sys.server_principals WHERE sid IS NOT NULL)"_s);
    (void)connection.execute(u"USE [master]"_s);
    if (!assemblies || !triggers || !orphans) {
        proof.findings += notAnswered("objects", !assemblies ? assemblies.error() : !triggers ? triggers.error() : orphans.error());
        return;
    }
    if (!assemblies->isEmpty())
        proof.warnings += Message{QT_TRANSLATE_NOOP("Message", "The database brings assemblies (CLR) along: %1. What they do is beyond what can be seen here."), {assemblies->join(u", "_s)}};
    if (!triggers->isEmpty())
        proof.warnings += Message{QT_TRANSLATE_NOOP("Message", "Database triggers are active: %1. They run when objects of the database are changed."), {triggers->join(u", "_s)}};
    if (!orphans->isEmpty())
        proof.findings += passedFinding("objects", {QT_TRANSLATE_NOOP("Message", "%1 users of the database have no login on this server: %2. Create the login with the same SID, or run: ALTER USER [name] WITH LOGIN = [login]"), {QString::number(orphans->size()), orphans->join(u", "_s)}});
    proof.findings += passedFinding("objects", {QT_TRANSLATE_NOOP("Message", "The database holds %1 tables, %2 assemblies and %3 active database triggers."), {QString::number(proof.tables), QString::number(assemblies->size()), QString::number(triggers->size())}});
}

} // namespace

Finding msOutsideReminder(const QString& database)
{
    Finding finding = passedFinding("outside", {QT_TRANSLATE_NOOP("Message", "A backup does not carry logins, linked servers and agent jobs, and a restored database has TRUSTWORTHY and Service Broker switched off."), {}});
    finding.remedy = {QT_TRANSLATE_NOOP("Message", "On the source server these list them: %1"),
                      {u"SELECT name, type_desc, default_database_name FROM sys.server_principals WHERE type IN ('S', 'U', 'G'); SELECT name, data_source FROM sys.servers WHERE is_linked = 1;"
                       " SELECT name, enabled FROM msdb.dbo.sysjobs; SELECT name, is_trustworthy_on, is_broker_enabled FROM sys.databases WHERE name = "_s + quotedMsText(database)}};
    return finding;
}

Result<MsProof> verifyMsDatabase(MsConnection& connection, const QString& name, const QList<MsMove>& moves, const RestoreRequest& request)
{
    const auto database = findMsDatabase(connection, name);
    if (!database)
        return database.error();
    MsProof proof;
    proof.findings += stateFinding(*database, name);
    if (proof.findings.last().level == FindingLevel::Blocker)
        return proof;
    proof.findings += filesFinding(connection, name, moves);
    proof.findings += checkFinding(connection, name, request);
    if (const Finding* worst = worstBlocker(proof.findings); worst && worst->kind != ErrorKind::VerificationFailed)
        return errorOf(*worst);
    if ((*database)->trustworthy)
        proof.warnings += Message{QT_TRANSLATE_NOOP("Message", "TRUSTWORTHY is on: code of the database may act outside of it. Switch it off: ALTER DATABASE … SET TRUSTWORTHY OFF"), {}};
    if ((*database)->brokerEnabled)
        proof.warnings += Message{QT_TRANSLATE_NOOP("Message", "Service Broker is on: procedures of the database may start by themselves. Switch it off: ALTER DATABASE … SET DISABLE_BROKER"), {}};
    lookInside(connection, **database, proof);
    return proof;
}

} // namespace bakferry
