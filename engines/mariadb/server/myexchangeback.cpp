// The way back, and what is left of an exchange that died.
#include "engines/mariadb/server/myexchange.h"

#include "engines/mariadb/server/mymark.h"

#include <algorithm>

namespace bakferry {

Result<std::optional<bool>> MyExchanger::isMoved()
{
    std::optional<bool> answer;
    for (const MyExchange& one : m_exchanges) {
        const Result<MyMark> mark = findMyMark(m_connection, one.from, m_request.taskId);
        if (!mark)
            return mark.error();
        const bool isDone = *mark == MyMark::Done;
        if (*mark == MyMark::None || (answer && *answer != isDone))
            return std::optional<bool>();
        answer = isDone;
    }
    return answer;
}

Result<bool> MyExchanger::completeMove()
{
    QByteArrayList leaving, coming, marks;
    bool hasBegun = false;
    for (const MyExchange& one : m_exchanges) {
        const Result<MyMark> outlet = one.to.isEmpty() ? Result<MyMark>(MyMark::None) : findMyMark(m_connection, one.to, m_request.taskId);
        const bool isPrepared = outlet && *outlet != MyMark::None;
        const Result<QByteArrayList> gone = isPrepared ? movingOf(one.to) : outlet ? Result<QByteArrayList>(QByteArrayList()) : Result<QByteArrayList>(outlet.error());
        const Result<QByteArrayList> next = gone ? movingOf(one.from) : gone;
        const Result<MyKeptScripts> old = next && isPrepared ? keptScripts(m_connection, one.to, m_request.taskId) : next ? Result<MyKeptScripts>(MyKeptScripts()) : Result<MyKeptScripts>(next.error());
        const Result<MyKeptScripts> fresh = old ? keptScripts(m_connection, one.from, m_request.taskId) : old;
        if (!fresh)
            return fresh.error();
        hasBegun |= !gone->isEmpty() || next->size() < fresh->tables.size();
        for (const QByteArray& table : old->tables) {
            if (!gone->contains(table))
                leaving += quotedMyName(one.wanted, table) + " TO " + quotedMyName(one.to, table);
        }
        for (const QByteArray& table : *next)
            coming += quotedMyName(one.from, table) + " TO " + quotedMyName(one.wanted, table);
        if (const Result<MyMark> mark = findMyMark(m_connection, one.from, m_request.taskId); mark && *mark == MyMark::Waits)
            marks += quotedMyName(one.from, myMarkTable(m_request.taskId)) + " TO " + quotedMyName(one.from, myDoneMarkTable(m_request.taskId));
    }
    if (!hasBegun)
        return false;
    const Result<void> done = run("RENAME TABLE " + (leaving + coming + marks).join(", "));
    return done ? Result<bool>(true) : Result<bool>(done.error());
}

Result<void> MyExchanger::moveBack()
{
    for (const MyExchange& one : m_exchanges) {
        // All of it is in the kept scripts.
        for (const char* kind : {"TRIGGER", "EVENT", "VIEW"}) {
            const Result<QByteArrayList> names = namesOfMy(m_connection, one.wanted, kind);
            if (!names)
                return names.error();
            for (const QByteArray& name : *names) {
                if (const Result<void> dropped = dropMyObject(m_connection, one.wanted, kind, name); !dropped)
                    return dropped;
            }
        }
    }
    const Result<QByteArray> sql = renameStatement(true);
    return sql ? run(*sql) : Result<void>(sql.error());
}

Result<void> MyExchanger::abandon(bool all)
{
    for (const MyExchange& one : m_exchanges) {
        if (const Result<void> abandoned = abandonOne(one, all); !abandoned)
            return abandoned;
    }
    return {};
}

Result<void> MyExchanger::abandonOne(const MyExchange& one, bool all)
{
    const Result<MyKeptScripts> fresh = keptScripts(m_connection, one.from, m_request.taskId);
    if (!fresh)
        return fresh.error();
    if (one.bringsObjects) {
        if (const Result<void> made = makeAgain(m_connection, scriptsOfKind(fresh->scripts, "TRIGGER"), one.from, {}); !made)
            return made;
    }
    if (one.to.isEmpty())
        return dropWanted(one);
    const Result<MyMark> mark = findMyMark(m_connection, one.to, m_request.taskId);
    if (!mark)
        return mark.error();
    if (*mark == MyMark::None) { // died before its mark was made: then it is empty, or somebody else's
        const Result<void> dropped = dropMySchema(m_connection, one.to, m_request.taskId);
        return dropped || dropped.error().code == "discard.unknown" ? Result<void>() : dropped;
    }
    const Result<MyKeptScripts> old = keptScripts(m_connection, one.to, m_request.taskId);
    if (!old)
        return old.error();
    if (all) {
        if (const Result<void> dropped = dropAll(fresh->scripts, one.wanted, old->tables); !dropped)
            return dropped;
        if (const Result<void> shaped = run("ALTER DATABASE " + quotedMyName(one.wanted) + " CHARACTER SET " + old->charset + " COLLATE " + old->collation); !shaped)
            return shaped;
    }
    QList<MyScript> lost;
    for (const char* kind : {"VIEW", "TRIGGER", "EVENT"}) {
        const QList<MyScript> these = scriptsOfKind(old->scripts, kind);
        const Result<QByteArrayList> there = namesOfMy(m_connection, one.wanted, kind);
        if (!there)
            return there.error();
        if (std::ranges::any_of(these, [&](const MyScript& script) { return !there->contains(script.name); }))
            lost += these; // all of a kind: triggers fire in the order they were made in
    }
    const Result<void> made = makeAgain(m_connection, all ? old->scripts : lost, one.wanted, {});
    const Result<void> granted = made && all ? grantAgain(one) : made;
    const Result<QByteArrayList> left = granted ? movingOf(one.to) : Result<QByteArrayList>(granted.error());
    if (!left || !left->isEmpty()) // never a schema that holds anything
        return left ? Result<void>() : Result<void>(left.error());
    return dropMySchema(m_connection, one.to, m_request.taskId);
}

// A database that was made for the new tables, and has none.
Result<void> MyExchanger::dropWanted(const MyExchange& one)
{
    if (m_appeared.contains(one.wanted))
        return {};
    const auto there = findMyDatabase(m_connection, one.wanted);
    const Result<MyKeptScripts> fresh = there ? keptScripts(m_connection, one.from, m_request.taskId) : Result<MyKeptScripts>(there.error());
    if (!fresh || !*there)
        return fresh ? Result<void>() : Result<void>(fresh.error());
    const Result<QByteArrayList> tables = movingOf(one.wanted);
    if (!tables || !tables->isEmpty())
        return tables ? Result<void>() : Result<void>(tables.error());
    if (const Result<void> dropped = dropAll(fresh->scripts, one.wanted, {}); !dropped)
        return dropped;
    const Result<QByteArrayList> objects = userObjectsOfMy(m_connection, one.wanted);
    return objects && objects->isEmpty() ? run("DROP DATABASE " + quotedMyName(one.wanted)) : objects ? Result<void>() : Result<void>(objects.error());
}

} // namespace bakferry
