#include "engines/postgresql/server/pgtarget.h"

#include "engines/displaytext.h"
#include "engines/postgresql/server/pgstaging.h"
#include "engines/postgresql/server/pgtargetlook.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr char aboutUs[] = "SELECT current_user, pg_catalog.current_database(), r.rolsuper, r.rolcreatedb, r.rolcreaterole, pg_catalog.pg_is_in_recovery(),"
                           " pg_catalog.current_setting('server_version') FROM pg_catalog.pg_roles r WHERE r.rolname = current_user";

constexpr auto patience = std::chrono::seconds(30); // a look at the catalogues; whoever takes longer does not answer

Finding signedIn(const PgTargetLook& look, const QString& serverVersion)
{
    const QStringList names{displayText(look.request.target.connection.host), displayBytes(look.user), displayText(serverVersion)};
    return passedFinding("connection", look.connection.isEncrypted()
        ? Message{QT_TRANSLATE_NOOP("Message", "Signed in to %1 as %2 over an encrypted connection; it is PostgreSQL %3."), names}
        : Message{QT_TRANSLATE_NOOP("Message", "Signed in to %1 as %2 over a connection without encryption; it is PostgreSQL %3."), names});
}

Fact fact(QByteArray id, const char* label, QVariant value) { return {std::move(id), {label, {}}, std::move(value)}; }

} // namespace

Finding pgNotAnswered(QByteArray checkId, const Error& error)
{
    return notCheckableFinding(std::move(checkId), {QT_TRANSLATE_NOOP("Message", "The server did not answer what was asked about this."), {}}, error.hint, error.detail);
}

Error pgTargetError(QByteArray code, Message what, Message hint) { return {ErrorKind::TargetUnusable, std::move(code), std::move(what), std::move(hint), {}}; }

QList<Finding> checkPgTarget(const RestoreRequest& request, const PgTargetQuestion& question, const JobContext& context)
{
    const auto connection = openMaintenance(request.target, request.credentials, context);
    if (connection)
        (*connection)->setAnswerDeadline(patience);
    const auto us = connection ? (*connection)->query(aboutUs) : Result<PgAnswer>(connection.error());
    if (!us)
        return {blockerFinding("connection", us.error())};
    const PgTargetLook look{**connection, request, question, context, PgOptions::of(request), us->text(0, 0), us->text(0, 1),
                            us->isTrue(0, 2), us->isTrue(0, 3), us->isTrue(0, 4)};
    QList<Finding> findings{signedIn(look, QString::fromUtf8(us->text(0, 6)))};
    if (us->isTrue(0, 5)) {
        findings += blockerFinding("connection", pgTargetError("target.standby",
            {QT_TRANSLATE_NOOP("Message", "The server is a standby and takes no writes."), {}}, {QT_TRANSLATE_NOOP("Message", "Connect to the primary server."), {}}));
        return findings;
    }
    for (const PgCheck check : {checkPgVersion, checkPgRights, checkPgPlaces, checkPgSessions, checkPgLocales, checkPgCollations, checkPgRoles,
                                checkPgExtensions, checkPgTablespaces, checkPgSettings, checkPgLimits, checkPgSpace}) {
        if (context.stop.stop_requested())
            break;
        findings += check(look);
    }
    return findings;
}

Result<ServerFacts> testPgConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context)
{
    const auto connection = openMaintenance(target, credentials, context);
    if (!connection)
        return connection.error();
    (*connection)->setAnswerDeadline(patience);
    const Result<PgAnswer> us = (*connection)->query(aboutUs);
    const Result<PgAnswer> databases = us ? (*connection)->query("SELECT datname FROM pg_catalog.pg_database WHERE datallowconn AND NOT datistemplate"
                                                                 " AND datname <> 'postgres' ORDER BY datname")
                                          : Result<PgAnswer>(us.error());
    const auto shape = databases ? findDatabase(**connection, QByteArray("template0")) : Result<std::optional<PgCatalogDatabase>>(databases.error());
    if (!shape)
        return shape.error();
    ServerFacts facts;
    facts.version = u"PostgreSQL "_s + displayBytes(us->text(0, 6));
    for (int row = 0; row < databases->rows(); ++row)
        facts.databases += QString::fromUtf8(databases->text(row, 0));
    facts.encrypted = (*connection)->isEncrypted();
    facts.superuser = us->isTrue(0, 2);
    facts.facts += fact("user", QT_TRANSLATE_NOOP("Message", "User"), displayBytes(us->text(0, 0)));
    facts.facts += fact("createDatabases", QT_TRANSLATE_NOOP("Message", "May create databases"), us->isTrue(0, 2) || us->isTrue(0, 3));
    facts.facts += fact("standby", QT_TRANSLATE_NOOP("Message", "Standby"), us->isTrue(0, 5));
    if (*shape) {
        facts.facts += fact("encoding", QT_TRANSLATE_NOOP("Message", "Encoding"), displayBytes((*shape)->encoding));
        facts.facts += fact("locale", QT_TRANSLATE_NOOP("Message", "Locale"), displayBytes((*shape)->collate));
    }
    return facts;
}

} // namespace bakferry
