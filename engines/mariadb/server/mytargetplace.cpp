// What lies where the restored databases are to be, who uses it, and what the user may do there.
#include "engines/displaytext.h"
#include "engines/mariadb/server/myscripts.h"
#include "engines/mariadb/server/mytargetlook.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Finding blocked(QByteArray code, Message what, Message remedy) { return blockerFinding("target", myTargetError(std::move(code), std::move(what), std::move(remedy))); }

FixIt intoExistingFix(const QString& shown)
{
    return {"intoExisting", true, {QT_TRANSLATE_NOOP("Message", "Restore into the existing empty database"), {}},
            {QT_TRANSLATE_NOOP("Message", "The objects go straight into %1. If the restore fails, a part of them stays there."), {shown}}};
}

Finding existsUnasked(const MyTargetLook& look, const QByteArray& name)
{
    const QString shown = displayBytes(name);
    Finding finding = blocked("target.exists", {QT_TRANSLATE_NOOP("Message", "The target database %1 exists already."), {shown}},
                              {QT_TRANSLATE_NOOP("Message", "Choose another name, or choose to overwrite; the old database is then kept aside until you discard it."), {}});
    if (const Result<QByteArrayList> content = userObjectsOfMy(look.connection, name); content && content->isEmpty() && look.question.items.size() == 1)
        finding.fixes += intoExistingFix(shown);
    return finding;
}

Finding existsEmpty(const MyTargetLook& look, const QByteArray& name, bool exists)
{
    const QString shown = displayBytes(name);
    if (!exists) {
        return blocked("target.missing", {QT_TRANSLATE_NOOP("Message", "The database %1 to restore into does not exist."), {shown}},
                       {QT_TRANSLATE_NOOP("Message", "Let an administrator run: CREATE DATABASE %1"), {displayBytes(quotedMyName(name))}});
    }
    const Result<QByteArrayList> content = userObjectsOfMy(look.connection, name);
    if (!content)
        return blockerFinding("target", content.error());
    if (!content->isEmpty() && look.request.parts != RestoreRequest::Parts::DataOnly) {
        return blocked("target.not_empty", {QT_TRANSLATE_NOOP("Message", "The database %1 is not empty; it holds %2, for example."), {shown, displayBytes(content->first())}},
                       {QT_TRANSLATE_NOOP("Message", "Choose an empty database, or overwrite it as a whole."), {}});
    }
    return passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The database %1 is there to be restored into; a failed restore will leave a part of the backup in it."), {shown}});
}

// Accounts whose objects could only be made again, in the new place or by an undo, with a right this user lacks.
Result<QByteArrayList> foreignDefiners(const MyTargetLook& look, const QByteArray& name)
{
    const QByteArray is = " = " + quotedMyLiteral(name);
    const Result<MyAnswer> rows = look.connection.execute("SELECT DEFINER FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA" + is + " UNION SELECT DEFINER FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA" + is
                                                          + " UNION SELECT DEFINER FROM information_schema.VIEWS WHERE TABLE_SCHEMA" + is + " UNION SELECT DEFINER FROM information_schema.EVENTS WHERE EVENT_SCHEMA" + is);
    if (!rows)
        return rows.error();
    QByteArrayList others;
    for (qsizetype row = 0; row < rows->rows(); ++row) {
        if (rows->text(row, 0) != look.user)
            others += rows->text(row, 0);
    }
    return others;
}

// Seen on MariaDB 10.11, killed at every rename(2): RENAME TABLE is undone as a whole by the server's next start (InnoDB, FULLTEXT, system
// versioning, sequences, MyISAM), but of a partitioned or Aria table in whose own renames it died, some files stay here and some there,
// and no statement brings them together.
QList<Finding> checkTearable(const MyTargetLook& look, const QByteArray& name)
{
    if (!look.connection.isMariaDb())
        return {};
    const Result<MyAnswer> found = look.connection.execute("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + quotedMyLiteral(name)
                                                           + " AND (CREATE_OPTIONS LIKE '%partitioned%' OR ENGINE = 'Aria') ORDER BY TABLE_NAME");
    if (!found || found->rows() == 0)
        return found ? QList<Finding>() : QList<Finding>{myNotAnswered("switchover", found.error())};
    return {warningFinding("switchover", {QT_TRANSLATE_NOOP("Message", "%1 old tables are partitioned or of the engine Aria, such as %2. If the server crashes within the thousandths of a second in which such a table is renamed, MariaDB leaves it unusable; every other kind of table is safe."),
                                          {QString::number(found->rows()), displayBytes(quotedMyName(name, found->text(0, 0)))}},
                           {QT_TRANSLATE_NOOP("Message", "Back these tables up before, or restore under another name."), {}})};
}

// What the old database has that would not come back, or would keep it from going.
QList<Finding> checkOldObjects(const MyTargetLook& look, const QByteArray& name)
{
    QList<Finding> findings;
    const Result<QList<MyScript>> scripts = readMyScripts(look.connection, name);
    if (!scripts)
        findings += blockerFinding("privilege", scripts.error());
    const Result<QByteArrayList> definers = look.grants.maySetDefiners() ? Result<QByteArrayList>(QByteArrayList()) : foreignDefiners(look, name);
    if (!definers) {
        findings += myNotAnswered("definers", definers.error());
    } else if (!definers->isEmpty()) {
        findings += blockerFinding("definers", myTargetError("server.privilege",
            {QT_TRANSLATE_NOOP("Message", "The old database %1 has objects of %2 that %3 may not make again, so an undo could not bring them back."), {displayBytes(name), displayBytes(definers->first()), displayBytes(look.user)}},
            {look.connection.isMariaDb() ? QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT SET USER ON *.* TO %1")
                                         : QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT SET_USER_ID ON *.* TO %1 (SET_ANY_DEFINER from MySQL 8.2 on)"),
             {displayBytes(quotedMyAccount(look.user))}}));
    }
    const Result<QList<MyOutsideKey>> keys = keysFromOutside(look.connection, name);
    for (const MyOutsideKey& key : keys ? *keys : QList<MyOutsideKey>()) {
        if (std::ranges::find(look.question.items, key.database, &MyTargetItem::wanted) == look.question.items.end())
            findings += blockerFinding("target", myReferenced(key, name));
    }
    if (!keys)
        findings += myNotAnswered("target", keys.error());
    const bool isAtomic = look.connection.serverVersion() >= (look.connection.isMariaDb() ? 100601 : 80000);
    findings += passedFinding("switchover", isAtomic
        ? Message{QT_TRANSLATE_NOOP("Message", "All tables change places at one stroke; %1 triggers, views, routines and events of the old database are saved and can be brought back. For a moment in between no trigger of %2 is in force."),
                  {QString::number(scripts ? scripts->size() : 0), displayBytes(name)}}
        : Message{QT_TRANSLATE_NOOP("Message", "This server's RENAME TABLE can be cut by a crash; then the next start of BakFerry finishes it. %1 triggers, views, routines and events of the old database %2 are saved and can be brought back."),
                  {QString::number(scripts ? scripts->size() : 0), displayBytes(name)}});
    return findings + checkTearable(look, name);
}

QList<Finding> checkPlace(const MyTargetLook& look, const QByteArray& name)
{
    if (const std::optional<Error> bad = badMyDatabaseName(name))
        return {blockerFinding("target", *bad)};
    const auto old = findMyDatabase(look.connection, name);
    if (!old)
        return {myNotAnswered("target", old.error())};
    if (look.options.intoExisting)
        return {existsEmpty(look, name, old->has_value())};
    if (!*old)
        return {passedFinding("target", {QT_TRANSLATE_NOOP("Message", "There is no database %1 yet; it will be made."), {displayBytes(name)}})};
    if (!look.request.overwrite)
        return {existsUnasked(look, name)};
    const QStringList names{displayBytes(name), displayBytes(myKeptName(name, look.request.taskId))};
    return QList<Finding>{passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The database %1 exists and will be replaced; the old one is kept as %2."), names})} + checkOldObjects(look, name);
}

// Source: MariaDB's manual, GRANT, "Database Privileges"; RENAME TABLE; LOAD DATA
QByteArrayList privilegesNeeded(const MyTargetLook& look)
{
    QByteArrayList needed{"SELECT", "INSERT", "DELETE", "CREATE", "DROP", "ALTER", "INDEX", "REFERENCES"};
    const auto has = [&](QByteArrayView kind) {
        return std::ranges::any_of(look.question.items, [&](const MyTargetItem& item) { return std::ranges::any_of(item.source->entries, [&](const MyEntry& entry) { return entry.kind == kind; }); });
    };
    if (look.request.overwrite)
        needed += "LOCK TABLES";
    if (look.request.overwrite || has("VIEW"))
        needed += {"CREATE VIEW", "SHOW VIEW"};
    if (look.request.overwrite || has("FUNCTION") || has("PROCEDURE") || has("PACKAGE"))
        needed += {"CREATE ROUTINE", "ALTER ROUTINE", "EXECUTE"};
    if (look.request.overwrite || has("TRIGGER"))
        needed += "TRIGGER";
    if (look.request.overwrite || has("EVENT"))
        needed += "EVENT";
    return needed;
}

// A name as GRANT reads it: _ and % would stand for others.
QByteArray asPattern(const QByteArray& name) { return quotedMyName(QByteArray(name).replace('\\', "\\\\").replace('_', "\\_").replace('%', "\\%")); }

} // namespace

QList<Finding> checkMyRights(const MyTargetLook& look)
{
    const QString user = displayBytes(look.user);
    if (look.grants.hasGlobal("ALL PRIVILEGES"))
        return {passedFinding("privilege", {QT_TRANSLATE_NOOP("Message", "%1 has all privileges: whatever the backup brings along is run with every right on the server."), {user}})};
    QList<Finding> findings;
    const QByteArrayList needed = privilegesNeeded(look);
    for (const MyTargetItem& item : look.question.items) {
        QByteArrayList places{item.wanted};
        if (!look.options.intoExisting)
            places += myStagingName(item.wanted, look.request.taskId);
        if (!look.options.intoExisting && look.request.overwrite)
            places += myKeptName(item.wanted, look.request.taskId);
        QByteArrayList missing;
        for (const QByteArray& privilege : needed) {
            if (!std::ranges::all_of(places, [&](const QByteArray& place) { return look.grants.hasOn(place, privilege); }))
                missing += privilege;
        }
        if (missing.isEmpty())
            continue;
        // Names of staging and kept databases begin with the target's.
        const QByteArray where = look.options.intoExisting ? asPattern(item.wanted) : quotedMyName(QByteArray(item.wanted).replace('\\', "\\\\").replace('_', "\\_").replace('%', "\\%") + '%');
        const QStringList names{user, displayBytes(missing.join(", ")), displayBytes(where), displayBytes(quotedMyAccount(look.user))};
        Finding finding = blockerFinding("privilege", myTargetError("server.privilege", {QT_TRANSLATE_NOOP("Message", "%1 lacks privileges on the target, its staging or its kept database: %2"), names},
                                                                    {QT_TRANSLATE_NOOP("Message", "Run as an administrator: GRANT %2 ON %3.* TO %4"), names}));
        const bool wouldDoThere = std::ranges::all_of(needed, [&](const QByteArray& privilege) { return look.grants.hasOn(item.wanted, privilege); });
        const Result<std::optional<MyCatalogDatabase>> there = wouldDoThere ? findMyDatabase(look.connection, item.wanted) : Result<std::optional<MyCatalogDatabase>>(std::nullopt);
        if (there && *there && look.question.items.size() == 1 && !look.request.overwrite)
            finding.fixes += intoExistingFix(displayBytes(item.wanted));
        findings += finding;
    }
    if (findings.isEmpty())
        findings += passedFinding("privilege", {QT_TRANSLATE_NOOP("Message", "%1 has the privileges that the restore needs, and not all there are."), {user}});
    return findings;
}

QList<Finding> checkMyReadOnly(const MyTargetLook& look)
{
    const Result<QByteArray> readOnly = look.connection.value("SELECT @@GLOBAL.read_only");
    const Result<QByteArray> innoDb = look.connection.value("SELECT @@GLOBAL.innodb_read_only");
    const Result<QByteArray> super = look.connection.isMariaDb() ? Result<QByteArray>(QByteArray("0")) : look.connection.value("SELECT @@GLOBAL.super_read_only");
    if (!readOnly)
        return {myNotAnswered("connection", readOnly.error())};
    const bool isClosed = (innoDb && *innoDb == "1") || (super && *super == "1");
    if (isClosed || (*readOnly != "0" && !look.grants.mayWriteReadOnly())) {
        return {blockerFinding("connection", myTargetError("server.read_only", {QT_TRANSLATE_NOOP("Message", "The server takes no writes (read_only)."), {}},
                                                           {QT_TRANSLATE_NOOP("Message", "It is a replica, as a rule: connect to the primary server. Else let an administrator run: SET GLOBAL read_only = OFF"), {}}))};
    }
    if (*readOnly != "0") {
        return {warningFinding("connection", {QT_TRANSLATE_NOOP("Message", "The server is read_only, though this user may write: it may be a replica, which would then differ from its primary server."), {}},
                               {QT_TRANSLATE_NOOP("Message", "Connect to the primary server, if there is one."), {}})};
    }
    return {};
}

QList<Finding> checkMyPlaces(const MyTargetLook& look)
{
    QList<Finding> findings;
    if (look.options.intoExisting && look.question.items.size() > 1) {
        findings += blockerFinding("target", Error{ErrorKind::Usage, "target.one_database", {QT_TRANSLATE_NOOP("Message", "Only one database can be restored into an existing one; %1 were chosen."), {QString::number(look.question.items.size())}},
                                                   {QT_TRANSLATE_NOOP("Message", "Choose one database of the backup."), {}}, {}});
    }
    for (const MyTargetItem& item : look.question.items)
        findings += checkPlace(look, item.wanted);
    return findings;
}

QList<Finding> checkMySessions(const MyTargetLook& look)
{
    QByteArrayList databases;
    for (const MyTargetItem& item : look.question.items) {
        const auto old = findMyDatabase(look.connection, item.wanted);
        if (old && *old)
            databases += item.wanted;
    }
    if (databases.isEmpty() || !look.request.overwrite || look.options.intoExisting)
        return {};
    if (!look.grants.hasGlobal("PROCESS")) {
        return {notCheckableFinding("sessions", {QT_TRANSLATE_NOOP("Message", "The sessions of other users cannot be seen by this one."), {}},
                                    {QT_TRANSLATE_NOOP("Message", "Make sure that nobody holds locks on the old tables when the restore ends, or run as an administrator: GRANT PROCESS ON *.* TO %1"), {displayBytes(quotedMyAccount(look.user))}})};
    }
    const Result<QList<MyServerSession>> sessions = sessionsOnMy(look.connection, databases);
    if (!sessions)
        return {myNotAnswered("sessions", sessions.error())};
    QStringList who;
    for (const MyServerSession& one : *sessions)
        who += one.shown;
    const QStringList names{displayBytes(databases.join(", ")), QString::number(who.size()), who.join(u", "_s)};
    if (who.isEmpty())
        return {passedFinding("sessions", {QT_TRANSLATE_NOOP("Message", "No session uses the database %1."), names})};
    if (look.options.endSessions)
        return {passedFinding("sessions", {QT_TRANSLATE_NOOP("Message", "%2 sessions use the database %1; those in the way of the switch-over will be ended: %3"), names})};
    Finding finding = warningFinding("sessions", {QT_TRANSLATE_NOOP("Message", "%2 sessions use the database %1: %3. While one has a transaction open on its tables, they cannot be replaced."), names},
                                     {QT_TRANSLATE_NOOP("Message", "End them before the restore ends, or let BakFerry end them."), {}});
    finding.fixes += FixIt{"endSessions", true, {QT_TRANSLATE_NOOP("Message", "End the sessions for the switch-over"), {}},
                           {QT_TRANSLATE_NOOP("Message", "Up to %1 sessions will be ended when the new tables take their place; what they have not committed is lost."), {names[1]}}};
    return {finding};
}

} // namespace bakferry
