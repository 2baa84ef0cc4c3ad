// What lies where the restored databases are to be, who uses it, and what the user may do there.
#include "engines/displaytext.h"
#include "engines/postgresql/server/pgstaging.h"
#include "engines/postgresql/server/pgtargetlook.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString quoted(QByteArrayView name) { return displayBytes(quotedPgName(name)); }

Finding blocked(QByteArray code, Message what, Message remedy) { return blockerFinding("target", pgTargetError(std::move(code), std::move(what), std::move(remedy))); }

FixIt intoExistingFix(const QString& shown)
{
    return {"intoExisting", true, {QT_TRANSLATE_NOOP("Message", "Restore into the existing empty database"), {}},
            {QT_TRANSLATE_NOOP("Message", "The objects go straight into %1. If the restore fails, a part of them stays there."), {shown}}};
}

// Names of what lies in a database; only asked where it is to be empty.
Result<QByteArrayList> contentOf(const PgTargetLook& look, const QByteArray& database)
{
    const auto connection = PgConnection::open(look.request.target.connection, look.request.credentials, database, look.context);
    return connection ? userObjects(**connection) : Result<QByteArrayList>(connection.error());
}

Finding existsUnasked(const PgTargetLook& look, const PgCatalogDatabase& old)
{
    const QString shown = displayBytes(old.name);
    Finding finding = blocked("target.exists", {QT_TRANSLATE_NOOP("Message", "The target database %1 exists already."), {shown}},
                              {QT_TRANSLATE_NOOP("Message", "Choose another name, or choose to overwrite; the old database is then kept aside until you discard it."), {}});
    if (const Result<QByteArrayList> content = contentOf(look, old.name); content && content->isEmpty() && look.question.items.size() == 1)
        finding.fixes += intoExistingFix(shown);
    return finding;
}

Finding takesRows(const PgTargetLook& look, const QByteArray& name)
{
    const auto connection = PgConnection::open(look.request.target.connection, look.request.credentials, name, look.context);
    if (!connection)
        return blockerFinding("target", connection.error());
    qint64 tables = 0;
    for (const PgTargetItem& item : look.question.items) {
        for (const PgEntry& entry : item.source->entries) {
            if (entry.kind != "TABLE DATA")
                continue;
            if (const Result<void> ready = expectEmptyTable(**connection, entry.schema, entry.name, false); !ready)
                return blockerFinding("target", ready.error());
            ++tables;
        }
    }
    return passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The %2 tables in %1 are there and empty; the rows go in as one transaction, all or none."), {displayBytes(name), QString::number(tables)}});
}

Finding existsEmpty(const PgTargetLook& look, const QByteArray& name, bool exists)
{
    const QString shown = displayBytes(name);
    if (!exists) {
        return blocked("target.missing", {QT_TRANSLATE_NOOP("Message", "The database %1 to restore into does not exist."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Let an administrator run: CREATE DATABASE %1 OWNER %2 TEMPLATE template0"), {quoted(name), quoted(look.user)}});
    }
    if (look.request.parts == RestoreRequest::Parts::DataOnly)
        return takesRows(look, name);
    const Result<QByteArrayList> content = contentOf(look, name);
    if (!content)
        return blockerFinding("target", content.error());
    if (!content->isEmpty()) {
        return blocked("target.not_empty", {QT_TRANSLATE_NOOP("Message", "The database %1 is not empty; it holds %2, for example."), {shown, displayBytes(content->first())}},
                       {QT_TRANSLATE_NOOP("Message", "Choose an empty database, or overwrite it as a whole."), {}});
    }
    return passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The database %1 is there to be restored into; a failed restore will leave a part of the backup in it."), {shown}});
}

// Replication hangs on a database itself, not on its name: it stays with the old one.
QList<Finding> checkReplication(const PgTargetLook& look, const PgCatalogDatabase& old)
{
    const Result<QByteArray> slotNames = look.connection.value("SELECT pg_catalog.string_agg(slot_name, ', ') FROM pg_catalog.pg_replication_slots WHERE database = $1::text", {old.name});
    const Result<QByteArray> subscriptions = look.connection.value("SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_subscription s JOIN pg_catalog.pg_stat_activity a"
                                                                   " ON a.pid = s.pid WHERE a.datid = $1::pg_catalog.oid", {QByteArray::number(old.oid)});
    if (!slotNames || !subscriptions || (slotNames->isEmpty() && *subscriptions == "0"))
        return {};
    return {warningFinding("target", {QT_TRANSLATE_NOOP("Message", "Logical replication of %1 (slots: %2; running subscriptions: %3) stays with the old database, not with the restored one."),
                                      {displayBytes(old.name), slotNames->isEmpty() ? u"–"_s : displayBytes(*slotNames), QString::fromLatin1(*subscriptions)}},
                           {QT_TRANSLATE_NOOP("Message", "Set replication up anew after the restore, and drop slots that nobody reads any more: they hold back WAL."), {}})};
}

QList<Finding> checkOverwrite(const PgTargetLook& look, const PgCatalogDatabase& old)
{
    const QString shown = displayBytes(old.name);
    if (look.connectedTo == old.name) {
        return {blocked("target.only_database", {QT_TRANSLATE_NOOP("Message", "%1 is the only database this user can connect to, and a database cannot be renamed from within."), {shown}},
                        {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT CONNECT ON DATABASE postgres TO %1; and let pg_hba.conf allow it."), {quoted(look.user)}})};
    }
    const Result<QByteArray> mayRename = look.connection.value("SELECT pg_catalog.pg_has_role(datdba, 'MEMBER') FROM pg_catalog.pg_database WHERE oid = $1::pg_catalog.oid", {QByteArray::number(old.oid)});
    if (!mayRename)
        return {pgNotAnswered("privilege", mayRename.error())};
    QList<Finding> findings;
    if (*mayRename != "t") {
        findings += blockerFinding("privilege", pgTargetError("server.privilege", {QT_TRANSLATE_NOOP("Message", "%2 does not own the database %1 and may not replace it."), {shown, displayBytes(look.user)}},
                                                              {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT %1 TO %2"), {quoted(old.owner), quoted(look.user)}}));
    }
    findings += passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The database %1 exists and will be replaced; the old one is kept as %2."), {shown, displayBytes(pgKeptName(old.name, look.request.taskId))}});
    return findings + checkReplication(look, old);
}

QList<Finding> checkPlace(const PgTargetLook& look, const QByteArray& name)
{
    if (const std::optional<Error> bad = badDatabaseName(name))
        return {blockerFinding("target", *bad)};
    const auto old = findDatabase(look.connection, name);
    if (!old)
        return {pgNotAnswered("target", old.error())};
    if (look.options.intoExisting)
        return {existsEmpty(look, name, old->has_value())};
    if (!*old)
        return {passedFinding("target", {QT_TRANSLATE_NOOP("Message", "There is no database %1 yet; it will be made."), {displayBytes(name)}})};
    return look.request.overwrite ? checkOverwrite(look, **old) : QList<Finding>{existsUnasked(look, **old)};
}

Finding checkSessionsOn(const PgTargetLook& look, const PgCatalogDatabase& old, const QStringList& sessions)
{
    const QStringList names{displayBytes(old.name), QString::number(sessions.size()), sessions.join(u", "_s)};
    if (look.options.endSessions) {
        const Result<QByteArray> beyond = look.connection.value("SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity WHERE datid = $1::pg_catalog.oid AND usesysid IS NOT NULL"
                                                                " AND NOT pg_catalog.pg_has_role(usesysid, 'MEMBER') AND NOT pg_catalog.pg_has_role('pg_signal_backend', 'MEMBER')",
                                                                {QByteArray::number(old.oid)});
        if (beyond && *beyond != "0") {
            return warningFinding("sessions", {QT_TRANSLATE_NOOP("Message", "%2 sessions use the database %1, and %4 of them this user may not end: %3"), names + QStringList{QString::fromLatin1(*beyond)}},
                                  {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT pg_signal_backend TO %1"), {quoted(look.user)}});
        }
        return passedFinding("sessions", {QT_TRANSLATE_NOOP("Message", "%2 sessions use the database %1 and will be ended for the switch-over: %3"), names});
    }
    Finding finding = warningFinding("sessions", {QT_TRANSLATE_NOOP("Message", "%2 sessions use the database %1: %3. While they do, it cannot be replaced."), names},
                                     {QT_TRANSLATE_NOOP("Message", "End them before the restore ends, or let BakFerry end them."), {}});
    finding.fixes += FixIt{"endSessions", true, {QT_TRANSLATE_NOOP("Message", "End the sessions for the switch-over"), {}},
                           {QT_TRANSLATE_NOOP("Message", "%1 sessions will be ended when the new database takes its place; what they have not committed is lost."), {names[1]}}};
    return finding;
}

} // namespace

QList<Finding> checkPgRights(const PgTargetLook& look)
{
    const QString user = displayBytes(look.user);
    if (look.superuser)
        return {passedFinding("privilege", {QT_TRANSLATE_NOOP("Message", "%1 is a superuser: whatever the backup brings along is run with every right on the server."), {user}})};
    if (look.options.intoExisting) {
        const Result<QByteArray> may = look.connection.value("SELECT pg_catalog.has_database_privilege(oid, 'CREATE') FROM pg_catalog.pg_database WHERE datname = $1::text",
                                                             {look.question.items.value(0).wanted});
        if (!may || *may != "f")
            return {};
        return {blockerFinding("privilege", pgTargetError("server.privilege", {QT_TRANSLATE_NOOP("Message", "%1 may create nothing in the database %2."), {user, displayBytes(look.question.items.value(0).wanted)}},
                                                          {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT CREATE ON DATABASE %1 TO %2"), {quoted(look.question.items.value(0).wanted), quoted(look.user)}}))};
    }
    if (look.createDb)
        return {passedFinding("privilege", {QT_TRANSLATE_NOOP("Message", "%1 may create databases and is no superuser."), {user}})};
    Finding finding = blockerFinding("privilege", pgTargetError("server.privilege", {QT_TRANSLATE_NOOP("Message", "%1 may not create databases, so there can be no staging database."), {user}},
                                                                {QT_TRANSLATE_NOOP("Message", "Run as an administrator: ALTER ROLE %1 CREATEDB"), {quoted(look.user)}}));
    if (look.question.items.size() == 1 && !look.request.overwrite)
        finding.fixes += intoExistingFix(displayBytes(look.question.items.first().wanted));
    return {finding};
}

QList<Finding> checkPgPlaces(const PgTargetLook& look)
{
    QList<Finding> findings;
    if (look.options.intoExisting && look.question.items.size() > 1) {
        findings += blockerFinding("target", Error{ErrorKind::Usage, "target.one_database", {QT_TRANSLATE_NOOP("Message", "Only one database can be restored into an existing one; %1 were chosen."), {QString::number(look.question.items.size())}},
                                                   {QT_TRANSLATE_NOOP("Message", "Choose one database of the backup."), {}}, {}});
    }
    for (const PgTargetItem& item : look.question.items)
        findings += checkPlace(look, item.wanted);
    return findings;
}

QList<Finding> checkPgSessions(const PgTargetLook& look)
{
    QList<Finding> findings;
    if (!look.request.overwrite || look.options.intoExisting)
        return findings;
    for (const PgTargetItem& item : look.question.items) {
        const auto old = findDatabase(look.connection, item.wanted);
        const auto sessions = !old ? Result<QStringList>(old.error()) : !*old ? Result<QStringList>(QStringList()) : sessionsOn(look.connection, (*old)->oid);
        if (!sessions)
            findings += pgNotAnswered("sessions", sessions.error());
        else if (*old && sessions->isEmpty())
            findings += passedFinding("sessions", {QT_TRANSLATE_NOOP("Message", "No session uses the database %1."), {displayBytes(item.wanted)}});
        else if (*old)
            findings += checkSessionsOn(look, **old, *sessions);
    }
    return findings;
}

} // namespace bakferry
