#include "engines/mariadb/server/mytarget.h"

#include "engines/displaytext.h"
#include "engines/mariadb/server/mytargetlook.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString nameOf(const MyConnection& connection)
{
    const QByteArray version = connection.versionText();
    return QString::fromLatin1(connection.isMariaDb() ? "MariaDB " : "MySQL ") + displayBytes(version.first(version.indexOf('-') < 0 ? version.size() : version.indexOf('-')), 64);
}

Finding signedIn(const MyTargetLook& look)
{
    const QStringList names{displayText(look.request.target.connection.host), displayBytes(look.user), look.serverName()};
    if (look.connection.isSocket())
        return passedFinding("connection", {QT_TRANSLATE_NOOP("Message", "Signed in to %1 as %2 over a socket of this machine; it is %3."), names});
    return passedFinding("connection", look.connection.isEncrypted()
        ? Message{QT_TRANSLATE_NOOP("Message", "Signed in to %1 as %2 over an encrypted connection; it is %3."), names}
        : Message{QT_TRANSLATE_NOOP("Message", "Signed in to %1 as %2 over a connection without encryption; it is %3."), names});
}

Fact fact(QByteArray id, const char* label, QVariant value) { return {std::move(id), {label, {}}, std::move(value)}; }

bool isServersOwn(const QByteArray& name) { return badMyDatabaseName(name).has_value(); }

} // namespace

QString MyTargetLook::serverName() const { return nameOf(connection); }

Finding myNotAnswered(QByteArray checkId, const Error& error)
{
    return notCheckableFinding(std::move(checkId), {QT_TRANSLATE_NOOP("Message", "The server did not answer what was asked about this."), {}}, error.hint, error.detail);
}

Error myTargetError(QByteArray code, Message what, Message hint) { return {ErrorKind::TargetUnusable, std::move(code), std::move(what), std::move(hint), {}}; }

QByteArray quotedMyAccount(const QByteArray& account)
{
    const qsizetype at = account.lastIndexOf('@');
    return at < 0 ? quotedMyLiteral(account) : quotedMyLiteral(account.first(at)) + '@' + quotedMyLiteral(account.sliced(at + 1));
}

QList<Finding> checkMyTarget(const RestoreRequest& request, const MyTargetQuestion& question, const JobContext& context)
{
    const auto connection = openMyMaintenance(request.target, request.credentials, context);
    const Result<QByteArray> user = connection ? (*connection)->value("SELECT CURRENT_USER()") : Result<QByteArray>(connection.error());
    const Result<MyGrants> grants = user ? MyGrants::of(**connection) : Result<MyGrants>(user.error());
    if (!grants)
        return {blockerFinding("connection", grants.error())};
    const MyTargetLook look{**connection, request, question, context, MyOptions::of(request), *user, *grants};
    QList<Finding> findings{signedIn(look)};
    for (const MyCheck check : {checkMyReadOnly, checkMyVersion, checkMyRights, checkMyPlaces, checkMySessions, checkMyNames, checkMyCollations, checkMyEngines,
                                checkMyOldSyntax, checkMyPrimaryKeys, checkMyDefiners, checkMyEvents, checkMyPackets, checkMyLimits, checkMySpace}) {
        if (context.stop.stop_requested())
            break;
        findings += check(look);
    }
    return findings;
}

Result<ServerFacts> testMyConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context)
{
    const auto opened = openMyMaintenance(target, credentials, context);
    if (!opened)
        return opened.error();
    MyConnection& connection = **opened;
    const Result<MyAnswer> us = connection.execute("SELECT CURRENT_USER(), @@GLOBAL.character_set_server, @@GLOBAL.collation_server, @@GLOBAL.read_only, @@GLOBAL.version_comment");
    const Result<MyGrants> grants = us ? MyGrants::of(connection) : Result<MyGrants>(us.error());
    const Result<MyAnswer> databases = grants ? connection.execute("SHOW DATABASES") : Result<MyAnswer>(grants.error());
    if (!databases)
        return databases.error();
    ServerFacts facts;
    facts.version = nameOf(connection);
    for (qsizetype row = 0; row < databases->rows(); ++row) {
        if (!isServersOwn(databases->text(row, 0)))
            facts.databases += QString::fromUtf8(databases->text(row, 0));
    }
    facts.encrypted = connection.isEncrypted();
    facts.superuser = grants->isSuperuser();
    facts.facts += fact("user", QT_TRANSLATE_NOOP("Message", "User"), displayBytes(us->text(0, 0)));
    facts.facts += fact("createDatabases", QT_TRANSLATE_NOOP("Message", "May create databases"), grants->hasGlobal("CREATE"));
    facts.facts += fact("readOnly", QT_TRANSLATE_NOOP("Message", "Read only"), us->text(0, 3) != "0");
    facts.facts += fact("charset", QT_TRANSLATE_NOOP("Message", "Character set"), displayBytes(us->text(0, 1)));
    facts.facts += fact("collation", QT_TRANSLATE_NOOP("Message", "Collation"), displayBytes(us->text(0, 2)));
    facts.facts += fact("build", QT_TRANSLATE_NOOP("Message", "Build"), displayBytes(us->text(0, 4)));
    return facts;
}

} // namespace bakferry
