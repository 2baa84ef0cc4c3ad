#include "engines/mariadb/server/myexchange.h"

#include "engines/displaytext.h"
#include "engines/mariadb/myoptions.h"
#include "engines/mariadb/server/mymark.h"

#include <QtGlobal>

#include <algorithm>
#include <chrono>
#include <thread>

#include <mysqld_error.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr auto locksDeadline = std::chrono::seconds(10);

Error inUse(const QByteArrayList& databases, const QList<MyServerSession>& sessions)
{
    QStringList who;
    for (const MyServerSession& one : sessions)
        who += one.shown;
    QStringList names;
    for (const QByteArray& one : databases)
        names += displayBytes(one);
    const Message what = who.isEmpty()
        ? Message{QT_TRANSLATE_NOOP("Message", "Other sessions hold locks on tables of %1; the server does not tell which."), {names.join(u", "_s)}}
        : Message{QT_TRANSLATE_NOOP("Message", "The database %1 is in use by %2 sessions: %3"), {names.join(u", "_s), QString::number(who.size()), who.join(u", "_s)}};
    return {ErrorKind::Locked, "target.in_use", what,
            {QT_TRANSLATE_NOOP("Message", "End these sessions, or choose that BakFerry ends them, then start again."), {}}, {}};
}

Result<void> createLike(MyConnection& connection, const QByteArray& name, const QByteArray& charset, const QByteArray& collation)
{
    const Result<MyAnswer> made = connection.execute("CREATE DATABASE " + quotedMyName(name) + " CHARACTER SET " + charset + " COLLATE " + collation);
    return made ? Result<void>() : Result<void>(made.error());
}

} // namespace

MyExchanger::MyExchanger(MyConnection& connection, const RestoreRequest& request, QList<MyExchange> exchanges)
    : m_connection(connection), m_request(request), m_exchanges(std::move(exchanges)) { }

QList<Message> MyExchanger::takeWarnings() { return std::exchange(m_warnings, {}); }

Result<void> MyExchanger::run(const QByteArray& sql)
{
    const Result<MyAnswer> done = m_connection.execute(sql);
    return done ? Result<void>() : Result<void>(done.error());
}

bool MyExchanger::isMark(const QByteArray& table) const { return table == myMarkTable(m_request.taskId) || table == myDoneMarkTable(m_request.taskId); }

Result<QByteArrayList> MyExchanger::movingOf(const QByteArray& database)
{
    const Result<MyTableNames> names = tablesOfMy(m_connection, database);
    if (!names)
        return names.error();
    QByteArrayList moving = names->moving();
    moving.removeIf([this](const QByteArray& one) { return isMark(one); });
    return moving;
}

Result<void> MyExchanger::prepare()
{
    for (const MyExchange& one : m_exchanges) {
        if (const Result<void> prepared = prepareOne(one); !prepared)
            return prepared;
    }
    return {};
}

Result<void> MyExchanger::prepareOne(const MyExchange& one)
{
    if (one.bringsObjects) {
        const auto defaults = findMyDatabase(m_connection, one.from);
        const Result<QByteArrayList> tables = defaults ? movingOf(one.from) : Result<QByteArrayList>(defaults.error());
        const Result<QList<MyScript>> scripts = tables ? readMyScripts(m_connection, one.from) : Result<QList<MyScript>>(tables.error());
        if (!scripts)
            return scripts.error();
        const MyCatalogDatabase shape = defaults->value_or(MyCatalogDatabase());
        if (const Result<void> kept = keepScripts(m_connection, one.from, m_request.taskId, {*scripts, *tables, {}, shape.charset, shape.collation}); !kept)
            return kept;
    }
    if (one.to.isEmpty())
        return makeWanted(one);
    const Result<QList<MyOutsideKey>> keys = keysFromOutside(m_connection, one.wanted);
    if (!keys)
        return keys.error();
    for (const MyOutsideKey& key : *keys) {
        if (std::ranges::find(m_exchanges, key.database, &MyExchange::wanted) == m_exchanges.end())
            return myReferenced(key, one.wanted);
    }
    const auto old = findMyDatabase(m_connection, one.wanted);
    const Result<QByteArrayList> tables = old ? movingOf(one.wanted) : Result<QByteArrayList>(old.error());
    const Result<QList<MyScript>> scripts = tables ? readMyScripts(m_connection, one.wanted) : Result<QList<MyScript>>(tables.error());
    const auto there = scripts ? findMyDatabase(m_connection, one.to) : Result<std::optional<MyCatalogDatabase>>(scripts.error());
    if (!there)
        return there.error();
    const MyCatalogDatabase shape = old->value_or(MyCatalogDatabase());
    if (*there) { // of an attempt that came to nothing: only its mark is in it
        if (const Result<void> dropped = dropMySchema(m_connection, one.to, m_request.taskId); !dropped)
            return dropped;
    }
    if (const Result<void> made = createLike(m_connection, one.to, shape.charset, shape.collation); !made)
        return made;
    if (const Result<void> marked = makeMyMark(m_connection, one.to, m_request.taskId, MyRole::Outgoing); !marked)
        return marked;
    return keepScripts(m_connection, one.to, m_request.taskId, {*scripts, *tables, {}, shape.charset, shape.collation});
}

Result<void> MyExchanger::makeWanted(const MyExchange& one)
{
    const auto shape = findMyDatabase(m_connection, one.from);
    if (!shape)
        return shape.error();
    const Result<void> made = createLike(m_connection, one.wanted, shape->value_or(MyCatalogDatabase()).charset, shape->value_or(MyCatalogDatabase()).collation);
    if (m_connection.lastNumber() == ER_DB_CREATE_EXISTS) {
        m_appeared += one.wanted;
        return Error{ErrorKind::TargetChanged, "target.appeared",
                     {QT_TRANSLATE_NOOP("Message", "The target %1 came into being while the backup was being restored."), {displayBytes(one.wanted)}},
                     {QT_TRANSLATE_NOOP("Message", "Look at what lies there now; retry with another name, or choose to overwrite."), {}}, {}};
    }
    return made;
}

// Triggers keep their table from moving, an event would run on tables that are not its own, and a view may have the name of a table to come.
Result<void> MyExchanger::takeOff()
{
    for (const MyExchange& one : m_exchanges) {
        const Result<QByteArrayList> triggers = namesOfMy(m_connection, one.from, "TRIGGER");
        if (!triggers)
            return triggers.error();
        for (const QByteArray& name : *triggers) {
            if (const Result<void> dropped = dropMyObject(m_connection, one.from, "TRIGGER", name); !dropped)
                return dropped;
        }
        const Result<QByteArrayList> events = namesOfMy(m_connection, one.wanted, "EVENT");
        const Result<MyTableNames> there = events ? tablesOfMy(m_connection, one.wanted) : Result<MyTableNames>(events.error());
        const Result<QByteArrayList> coming = there ? movingOf(one.from) : Result<QByteArrayList>(there.error());
        if (!coming)
            return coming.error();
        for (const QByteArray& name : *events) {
            if (const Result<void> dropped = dropMyObject(m_connection, one.wanted, "EVENT", name); !dropped)
                return dropped;
        }
        for (const QByteArray& name : there->views) {
            if (const Result<void> dropped = coming->contains(name) ? dropMyObject(m_connection, one.wanted, "VIEW", name) : Result<void>(); !dropped)
                return dropped;
        }
    }
    return dropTriggersLocked();
}

// Under locks on all tables, so that either all triggers go or, while somebody is at work, none.
Result<void> MyExchanger::dropTriggersLocked()
{
    QList<std::pair<QByteArray, QByteArray>> triggers;
    QByteArrayList locks;
    for (const MyExchange& one : m_exchanges) {
        const Result<QByteArrayList> names = namesOfMy(m_connection, one.wanted, "TRIGGER");
        const Result<MyTableNames> tables = names ? tablesOfMy(m_connection, one.wanted) : Result<MyTableNames>(names.error());
        if (!tables)
            return tables.error();
        for (const QByteArray& name : *names)
            triggers += {one.wanted, name};
        for (const QByteArray& name : tables->tables)
            locks += quotedMyName(one.wanted, name) + " WRITE";
    }
    if (triggers.isEmpty())
        return {};
    const Result<void> locked = run("LOCK TABLES " + locks.join(", "));
    if (!locked && locked.error().kind == ErrorKind::Locked)
        return locked; // any other refusal: a broken trigger, no right to lock; then without
    Result<void> done;
    for (const auto& [database, name] : triggers) {
        if (done = dropMyObject(m_connection, database, "TRIGGER", name); !done)
            break;
    }
    const Result<void> unlocked = run("UNLOCK TABLES");
    return done ? unlocked : done;
}

// Those that leave come first, the marks last: on servers where a crash leaves a part renamed this tells how far it came.
Result<QByteArray> MyExchanger::renameStatement(bool back)
{
    QByteArrayList leaving, coming, marks;
    for (const MyExchange& one : m_exchanges) {
        const QByteArray& source = back ? one.to : one.from;
        const QByteArray& outlet = back ? one.from : one.to;
        const Result<QByteArrayList> there = movingOf(one.wanted);
        const Result<QByteArrayList> next = there && !source.isEmpty() ? movingOf(source) : there ? Result<QByteArrayList>(QByteArrayList()) : there;
        if (!next)
            return next.error();
        for (const QByteArray& table : *there) {
            if (!outlet.isEmpty())
                leaving += quotedMyName(one.wanted, table) + " TO " + quotedMyName(outlet, table);
        }
        for (const QByteArray& table : *next)
            coming += quotedMyName(source, table) + " TO " + quotedMyName(one.wanted, table);
        const QByteArray waits = quotedMyName(one.from, myMarkTable(m_request.taskId)), done = quotedMyName(one.from, myDoneMarkTable(m_request.taskId));
        marks += back ? done + " TO " + waits : waits + " TO " + done;
    }
    return "RENAME TABLE " + (leaving + coming + marks).join(", ");
}

Result<void> MyExchanger::rename()
{
    const Result<void> taken = takeOff();
    const Result<QByteArray> sql = taken ? renameStatement(false) : Result<QByteArray>(taken.error());
    return sql ? run(*sql) : Result<void>(sql.error());
}

Result<void> MyExchanger::move(const JobContext& context)
{
    QByteArrayList databases;
    for (const MyExchange& one : m_exchanges)
        databases += one.wanted;
    const bool mayEnd = MyOptions::of(m_request).endSessions;
    const auto deadline = std::chrono::steady_clock::now() + locksDeadline;
    // Briefly, time and again: who comes after us waits behind our request.
    if (const Result<void> impatient = run("SET lock_wait_timeout = 1"); !impatient)
        return impatient;
    while (true) {
        if (!context.goOn())
            return cancelledError();
        const Result<void> renamed = rename();
        if (renamed || renamed.error().kind != ErrorKind::Locked) {
            (void)run("SET lock_wait_timeout = 10");
            return renamed;
        }
        if (const Result<void> back = abandon(false); !back)
            return back;
        if (const Result<void> again = prepare(); !again) // abandon() has taken `to` away
            return again;
        const Result<QList<MyServerSession>> sessions = sessionsOnMy(m_connection, databases);
        if (!sessions)
            return sessions.error();
        if (std::chrono::steady_clock::now() > deadline)
            return inUse(databases, *sessions);
        for (const MyServerSession& one : *sessions) {
            if (mayEnd)
                (void)run("KILL " + QByteArray::number(one.id)); // who is gone already is no failure
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

Result<void> MyExchanger::finish()
{
    // Views may look at those of a database that comes later: whoever fails waits for another round.
    QList<MyExchange> left = m_exchanges;
    Result<void> last;
    for (qsizetype round = 0; round <= m_exchanges.size() && !left.isEmpty(); ++round) {
        QList<MyExchange> again;
        for (const MyExchange& one : std::as_const(left)) {
            Result<void> finished = finishOne(one);
            if (finished)
                continue;
            if (finished.error().kind != ErrorKind::StatementFailed)
                return finished;
            last = finished;
            again += one;
        }
        left = again;
    }
    return left.isEmpty() ? Result<void>() : last;
}

MyRenames MyExchanger::renames() const
{
    MyRenames all;
    for (const MyExchange& one : m_exchanges)
        all += {one.from, one.wanted};
    return all;
}

Result<void> MyExchanger::finishOne(const MyExchange& one)
{
    const Result<MyKeptScripts> fresh = keptScripts(m_connection, one.from, m_request.taskId);
    const Result<MyKeptScripts> old = fresh && !one.to.isEmpty() ? keptScripts(m_connection, one.to, m_request.taskId) : fresh ? Result<MyKeptScripts>(MyKeptScripts()) : fresh;
    if (!old)
        return old.error();
    if (const Result<void> dropped = dropAll(old->scripts, one.wanted, fresh->tables); !dropped)
        return dropped;
    if (const Result<void> shaped = run("ALTER DATABASE " + quotedMyName(one.wanted) + " CHARACTER SET " + fresh->charset + " COLLATE " + fresh->collation); !shaped)
        return shaped;
    if (const Result<void> repaired = repairDefaults(one); !repaired)
        return repaired;
    if (const Result<void> made = makeAgain(m_connection, fresh->scripts, one.wanted, renames()); !made)
        return made;
    for (const QByteArray& event : fresh->enabledEvents) {
        if (const Result<void> enabled = run("ALTER EVENT " + quotedMyName(one.wanted, event) + " ENABLE"); !enabled)
            return enabled;
    }
    return grantAgain(one);
}

// Triggers went with their tables. A view whose name a table has now is gone already.
Result<void> MyExchanger::dropAll(const QList<MyScript>& scripts, const QByteArray& database, const QByteArrayList& tables)
{
    for (const MyScript& script : scripts) {
        if (script.kind == "GRANT" || script.kind == "TRIGGER" || (script.kind == "VIEW" && tables.contains(script.name)))
            continue;
        if (const Result<void> dropped = dropMyObject(m_connection, database, script.kind, script.name); !dropped)
            return dropped;
    }
    return {};
}

// DEFAULT nextval(…) names the sequence with its database, and RENAME TABLE leaves that as it is (seen on MariaDB 10.11).
Result<void> MyExchanger::repairDefaults(const MyExchange& one)
{
    const Result<MyTableNames> names = tablesOfMy(m_connection, one.wanted);
    if (!names || names->sequences.isEmpty())
        return names ? Result<void>() : Result<void>(names.error());
    const Result<MyAnswer> found = m_connection.execute("SELECT TABLE_NAME, COLUMN_NAME, COLUMN_DEFAULT FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = " + quotedMyLiteral(one.wanted)
                                                        + " AND INSTR(COLUMN_DEFAULT, " + quotedMyLiteral(quotedMyName(one.from) + '.') + ") > 0");
    if (!found)
        return found.error();
    for (qsizetype row = 0; row < found->rows(); ++row) {
        const QByteArray value = withOtherDatabase({{}, {}, {}, {}, {}, {}, found->text(row, 2)}, one.from, one.wanted);
        if (const Result<void> set = run("ALTER TABLE " + quotedMyName(one.wanted, found->text(row, 0)) + " ALTER COLUMN " + quotedMyName(found->text(row, 1)) + " SET DEFAULT " + value); !set)
            return set;
    }
    return {};
}

// Privileges on routines belong to their names, like those on tables, but go with every DROP.
Result<void> MyExchanger::grantAgain(const MyExchange& one)
{
    QList<MyScript> grants;
    for (const QByteArray& schema : {one.to, one.from}) {
        const Result<MyKeptScripts> kept = schema.isEmpty() ? Result<MyKeptScripts>(MyKeptScripts()) : keptScripts(m_connection, schema, m_request.taskId);
        if (!kept)
            return kept.error();
        grants += scriptsOfKind(kept->scripts, "GRANT");
    }
    QByteArrayList routines;
    for (const char* kind : {"FUNCTION", "PROCEDURE", "PACKAGE", "PACKAGE BODY"}) {
        const Result<QByteArrayList> names = namesOfMy(m_connection, one.wanted, kind);
        if (!names)
            return names.error();
        routines += *names;
    }
    for (const MyScript& grant : std::as_const(grants)) {
        const QByteArray sql = withOtherDatabase(grant, one.from, one.wanted);
        if (!routines.contains(grant.name))
            continue;
        if (const Result<void> granted = run(sql); !granted && granted.error().kind != ErrorKind::TargetUnusable && granted.error().kind != ErrorKind::StatementFailed)
            return granted;
        else if (!granted)
            m_warnings += Message{QT_TRANSLATE_NOOP("Message", "A privilege on a routine could not be given again: %1"), {displayBytes(sql)}};
    }
    return {};
}

} // namespace bakferry
