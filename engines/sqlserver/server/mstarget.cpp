#include "engines/sqlserver/server/mstarget.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/server/msjournal.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Finding notAnswered(QByteArray checkId, const Error& error)
{
    return notCheckableFinding(std::move(checkId), {QT_TRANSLATE_NOOP("Message", "The server did not answer what was asked about this."), {}}, error.hint, error.detail);
}

Finding signedIn(const MsTargetLook& look)
{
    const QStringList names{displayText(look.request.target.connection.host), displayText(look.server.login), look.server.shown()};
    if (look.server.isEncrypted == true)
        return passedFinding("connection", {QT_TRANSLATE_NOOP("Message", "Signed in to %1 as %2 over an encrypted connection; it is %3."), names});
    if (look.server.isEncrypted == false)
        return passedFinding("connection", {QT_TRANSLATE_NOOP("Message", "Signed in to %1 as %2 over a connection without encryption; it is %3."), names});
    return passedFinding("connection", {QT_TRANSLATE_NOOP("Message", "Signed in to %1 as %2; it is %3. Whether the connection is encrypted it does not tell this login."), names});
}

using Check = QList<Finding> (*)(const MsTargetLook&);

QList<Finding> ask(const RestoreRequest& request, const MsRestorePlan& plan, std::initializer_list<Check> checks, const JobContext& context)
{
    const QString wanted = QString::fromUtf8(request.target.database);
    if (const std::optional<Error> bad = badMsDatabaseName(wanted))
        return {blockerFinding("target", *bad)};
    const auto connection = MsConnection::open(request.target.connection, request.credentials, context);
    const Result<MsServer> server = connection ? lookAtMsServer(**connection) : Result<MsServer>(connection.error());
    if (!server)
        return {blockerFinding("connection", server.error())};
    const MsTargetLook look{**connection, request, plan, *server, context, wanted};
    QList<Finding> findings{signedIn(look)};
    for (const Check check : checks) {
        if (!context.goOn())
            break;
        findings += check(look);
    }
    return findings;
}

bool isExpress(const MsServer& server) { return server.edition.startsWith(u"Express"_s) || server.edition.contains(u"Express Edition"_s); }

} // namespace

QList<Finding> checkMsTarget(const RestoreRequest& request, const MsRestorePlan& plan, bool deep, const JobContext& context)
{
    if (deep)
        return ask(request, plan, {checkMsVersion, checkMsRights, checkMsPlace, checkMsSessions, checkMsPaths, checkMsBackups, checkMsFiles, checkMsSpace, verifyMsBackups}, context);
    return ask(request, plan, {checkMsVersion, checkMsRights, checkMsPlace, checkMsPaths, checkMsBackups, checkMsFiles, checkMsSpace}, context);
}

QList<Finding> checkMsNext(const RestoreRequest& request, const MsRestorePlan& plan, bool deep, const JobContext& context)
{
    if (deep)
        return ask(request, plan, {checkMsVersion, checkMsRights, checkMsPaths, checkMsBackups, verifyMsBackups}, context);
    return ask(request, plan, {checkMsVersion, checkMsRights, checkMsPaths, checkMsBackups}, context);
}

QList<Finding> checkMsVersion(const MsTargetLook& look)
{
    QList<Finding> findings;
    for (const MsRestoreStep& step : look.plan.steps) {
        const MsVersion& made = step.backup.info.version;
        const QStringList names{made.text() + (made.release().isEmpty() ? QString() : u" ("_s + made.release() + u')'), look.server.shown()};
        if (!made.isKnown())
            return {notCheckableFinding("version", {QT_TRANSLATE_NOOP("Message", "The backup does not say which release of SQL Server made it."), {}}, {QT_TRANSLATE_NOOP("Message", "The server refuses it if it is newer."), {}}, {})};
        // 10.0 is 2008, 10.50 is 2008 R2: their databases differ. Source: Microsoft, "RESTORE (Transact-SQL)", compatibility support
        if (std::pair(made.major, made.minor) > std::pair(look.server.version.major, look.server.version.minor)) {
            return {blockerFinding("version", msTargetError("target.version", {QT_TRANSLATE_NOOP("Message", "The backup was made by SQL Server %1, which is newer than the server: %2."), names},
                                                            {QT_TRANSLATE_NOOP("Message", "Restore it on a server of the same release or a newer one; a backup never goes back to an older release."), {}}))};
        }
        if (&step == &look.plan.steps.first()) {
            findings += passedFinding("version", {made.major < look.server.version.major ? QT_TRANSLATE_NOOP("Message", "The backup was made by SQL Server %1; %2 brings the database up to its own release, and there is no way back.")
                                                                                        : QT_TRANSLATE_NOOP("Message", "The backup was made by SQL Server %1; the server is %2."), names});
        }
    }
    if (look.server.edition.contains(u"Azure"_s)) {
        findings += blockerFinding("version", msTargetError("target.edition", {QT_TRANSLATE_NOOP("Message", "%1 restores no backup files from disks."), {look.server.shown()}},
                                                            {QT_TRANSLATE_NOOP("Message", "Restore on a server of your own, or let the script be made and change DISK to URL in it."), {}}));
    }
    qint64 dataBytes = 0;
    for (const MsDatabaseFile& file : look.plan.files)
        dataBytes += file.type == 'L' ? 0 : std::max<qint64>(file.sizeBytes, std::max<qint64>(file.pages, 0) * 8192);
    const qint64 limit = (look.server.version < MsVersion{10, 50, 0} ? qint64(4) : qint64(10)) << 30;
    if (isExpress(look.server) && dataBytes > limit) {
        findings += blockerFinding("version", msTargetError("target.edition", {QT_TRANSLATE_NOOP("Message", "The database has data files of %1, and an Express Edition takes no more than %2."), {displaySize(dataBytes), displaySize(limit)}},
                                                            {QT_TRANSLATE_NOOP("Message", "Restore it on a server of another edition."), {}}));
    } else if (look.server.version < MsVersion{13, 0, 4001} && !look.server.edition.startsWith(u"Enterprise"_s) && !look.server.edition.startsWith(u"Developer"_s) && !look.server.edition.startsWith(u"Evaluation"_s)) {
        findings += notCheckableFinding("version", {QT_TRANSLATE_NOOP("Message", "Whether the database uses what this edition lacks (partitions, compression, encryption) is known only when the server recovers it."), {}},
                                        {QT_TRANSLATE_NOOP("Message", "Ask the source server: SELECT feature_name FROM sys.dm_db_persisted_sku_features"), {}}, {});
    }
    return findings;
}

QList<Finding> checkMsRights(const MsTargetLook& look)
{
    const QString login = displayText(look.server.login);
    if (!look.server.mayCreate) {
        return {blockerFinding("privilege", msTargetError("server.privilege", {QT_TRANSLATE_NOOP("Message", "%1 may not create databases, which RESTORE needs."), {login}},
                                                          {QT_TRANSLATE_NOOP("Message", "Run as an administrator: ALTER SERVER ROLE dbcreator ADD MEMBER [%1]"), {QString(login).replace(u']', u"]]"_s)}}))};
    }
    QList<Finding> findings{passedFinding("privilege", look.server.isAdministrator ? Message{QT_TRANSLATE_NOOP("Message", "%1 is an administrator of the server (sysadmin)."), {login}}
                                                                                  : Message{QT_TRANSLATE_NOOP("Message", "%1 may create databases, and is no administrator of the server."), {login}})};
    if (!look.server.seesState)
        findings += notCheckableFinding("limits", {QT_TRANSLATE_NOOP("Message", "%1 does not see other sessions of the server: the progress of the restore shows only in steps."), {login}},
                                        {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT VIEW SERVER STATE TO [%1]"), {QString(login).replace(u']', u"]]"_s)}}, {});
    return findings;
}

QList<Finding> checkMsPlace(const MsTargetLook& look)
{
    const MsStaged names = MsStaged::named(look.wanted, look.request.taskId);
    const auto there = findMsDatabase(look.connection, look.wanted);
    const auto staging = there ? findMsDatabase(look.connection, names.staging) : there;
    const auto kept = staging ? findMsDatabase(look.connection, names.kept) : staging;
    if (!kept)
        return {notAnswered("target", kept.error())};
    for (const auto& [database, name] : {std::pair(*staging, names.staging), std::pair(*kept, names.kept)}) {
        if (database) {
            return {blockerFinding("target", msTargetError("target.staging_exists", {QT_TRANSLATE_NOOP("Message", "The staging database %1 exists already."), {displayText(name)}},
                                                           {QT_TRANSLATE_NOOP("Message", "It is left from an earlier attempt: discard it in that task, or drop it, then start again."), {}}))};
        }
    }
    if (!*there)
        return {passedFinding("target", {QT_TRANSLATE_NOOP("Message", "There is no database %1 yet; it will be created."), {displayText(look.wanted)}})};
    if (!look.request.overwrite) {
        return {blockerFinding("target", msTargetError("target.exists", {QT_TRANSLATE_NOOP("Message", "The database %1 exists already."), {displayText(look.wanted)}},
                                                       {QT_TRANSLATE_NOOP("Message", "Restore under another name, or choose to overwrite it."), {}}))};
    }
    if (!(*there)->isOnline()) {
        return {blockerFinding("target", msTargetError("target.not_online", {QT_TRANSLATE_NOOP("Message", "The database %1 is %2; only one that is online can be renamed."), {displayText(look.wanted), (*there)->state}},
                                                       {QT_TRANSLATE_NOOP("Message", "Bring it online or drop it, then start again."), {}}))};
    }
    return {passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The database %1 exists and will be replaced; it is kept as %2 until you discard it."), {displayText(look.wanted), displayText(names.kept)}}),
            passedFinding("switchover", {QT_TRANSLATE_NOOP("Message", "The switch-over is two renamings, not one transaction. Should BakFerry or the server die between them, %1 is missing until the next start, which finishes or undoes them."), {displayText(look.wanted)}})};
}

QList<Finding> checkMsSessions(const MsTargetLook& look)
{
    const auto old = findMsDatabase(look.connection, look.wanted);
    if (!old || !*old || !look.request.overwrite)
        return {};
    if (!look.server.seesState) {
        return {notCheckableFinding("sessions", {QT_TRANSLATE_NOOP("Message", "The sessions of other users cannot be seen by this one."), {}},
                                    {QT_TRANSLATE_NOOP("Message", "Make sure that nobody uses the old database when the restore ends, or choose to end their sessions."), {}}, {})};
    }
    const auto sessions = sessionsOnMs(look.connection, (*old)->id);
    if (!sessions)
        return {notAnswered("sessions", sessions.error())};
    QStringList who;
    for (const MsServerSession& one : *sessions)
        who += one.shown;
    const QStringList names{displayText(look.wanted), QString::number(who.size()), who.join(u", "_s)};
    if (who.isEmpty())
        return {passedFinding("sessions", {QT_TRANSLATE_NOOP("Message", "No session uses the database %1."), names})};
    if (look.request.options.value(u"endSessions"_s).toBool())
        return {passedFinding("sessions", {QT_TRANSLATE_NOOP("Message", "%2 sessions use the database %1; they will be ended for the switch-over: %3"), names})};
    Finding finding = warningFinding("sessions", {QT_TRANSLATE_NOOP("Message", "%2 sessions use the database %1: %3. While they do, it cannot be renamed."), names},
                                     {QT_TRANSLATE_NOOP("Message", "End them before the restore ends, or let BakFerry end them."), {}}, {});
    finding.fixes += FixIt{"endSessions", true, {QT_TRANSLATE_NOOP("Message", "End the sessions for the switch-over"), {}},
                           {QT_TRANSLATE_NOOP("Message", "Up to %1 sessions will be ended when the new database takes its place; what they have not committed is lost."), {names[1]}}};
    return {finding};
}

Result<ServerFacts> testMsConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context)
{
    const auto connection = MsConnection::open(target.connection, credentials, context);
    const Result<MsServer> server = connection ? lookAtMsServer(**connection) : Result<MsServer>(connection.error());
    const Result<QStringList> databases = server ? msUserDatabases(**connection) : Result<QStringList>(server.error());
    if (!databases)
        return databases.error();
    ServerFacts facts;
    facts.version = server->shown();
    facts.databases = *databases;
    facts.encrypted = server->isEncrypted.value_or(false);
    facts.superuser = server->isAdministrator;
    const auto fact = [](QByteArray id, const char* label, const QVariant& value) { return Fact{std::move(id), {label, {}}, value}; };
    facts.facts = {fact("serverName", QT_TRANSLATE_NOOP("Message", "Server"), server->name), fact("login", QT_TRANSLATE_NOOP("Message", "Login"), server->login),
                   fact("driver", QT_TRANSLATE_NOOP("Message", "ODBC driver"), (*connection)->driver().name), fact("dataFolder", QT_TRANSLATE_NOOP("Message", "Folder for data files"), server->dataFolder),
                   fact("logFolder", QT_TRANSLATE_NOOP("Message", "Folder for log files"), server->logFolder)};
    return facts;
}

} // namespace bakferry
