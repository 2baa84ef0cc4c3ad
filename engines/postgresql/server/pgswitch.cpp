// The switch-over: one transaction with all renames, around it the doors of the old databases.
#include "engines/displaytext.h"
#include "engines/postgresql/pgoptions.h"
#include "engines/postgresql/server/pgcarry.h"
#include "engines/postgresql/server/pgjournal.h"
#include "engines/postgresql/server/pgstaging.h"
#include "engines/postgresql/server/pgswitch.h"

#include <QtGlobal>

#include <algorithm>
#include <thread>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr auto sessionsDeadline = std::chrono::seconds(10);

Error changed(const QByteArray& name)
{
    return {ErrorKind::TargetChanged, "target.changed",
            {QT_TRANSLATE_NOOP("Message", "The database %1 was dropped, renamed or replaced by somebody else while the backup was being restored."), {displayBytes(name)}},
            {QT_TRANSLATE_NOOP("Message", "Look at what the server holds now, then start the task again."), {}}, {}};
}

Error appeared(const QByteArray& name)
{
    return {ErrorKind::TargetChanged, "target.appeared",
            {QT_TRANSLATE_NOOP("Message", "The target %1 came into being while the backup was being restored."), {displayBytes(name)}},
            {QT_TRANSLATE_NOOP("Message", "Look at what lies there now; retry with another name, or choose to overwrite."), {}}, {}};
}

Error inUse(const QByteArray& name, const QStringList& who)
{
    return {ErrorKind::Locked, "target.in_use",
            {QT_TRANSLATE_NOOP("Message", "The database %1 is in use by %2 sessions: %3"), {displayBytes(name), QString::number(who.size()), who.join(u", "_s)}},
            {QT_TRANSLATE_NOOP("Message", "End these sessions, or choose that BakFerry ends them, then start again."), {}}, {}};
}

Result<void> run(PgConnection& connection, const QByteArray& sql)
{
    const Result<PgAnswer> done = connection.execute(sql);
    return done ? Result<void>() : Result<void>(done.error());
}

Result<void> expect(PgConnection& connection, const QByteArray& name, quint32 oid)
{
    const auto found = findDatabase(connection, name);
    if (!found)
        return found.error();
    return *found && (*found)->oid == oid ? Result<void>() : Result<void>(changed(name));
}

Result<void> endSessions(PgConnection& connection, quint32 oid)
{
    const Result<PgAnswer> ended = connection.query("SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
                                                    " WHERE datid = $1::pg_catalog.oid AND usesysid IS NOT NULL AND pid <> pg_catalog.pg_backend_pid()",
                                                    {QByteArray::number(oid)});
    return ended ? Result<void>() : Result<void>(ended.error());
}

// Two restores into one target take turns: what the first one did, the second one sees before it closes anything. Held until the
// connection ends.
Result<void> takeTurn(PgConnection& connection, const QByteArray& name, const JobContext& context)
{
    while (true) {
        const Result<QByteArray> taken = connection.value("SELECT pg_catalog.pg_try_advisory_lock(pg_catalog.hashtext($1))", {"BakFerry switches over to " + name});
        if (!taken)
            return taken.error();
        if (*taken == "t")
            return {};
        if (context.stop.stop_requested())
            return cancelledError();
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

// Connections are refused already, so whoever leaves does not come back; short visits get some seconds to end by themselves.
Result<void> waitForSessions(PgConnection& connection, const PgRename& rename, bool mayEnd, const JobContext& context)
{
    const Result<QByteArray> prepared = connection.value("SELECT pg_catalog.string_agg(gid, ', ') FROM pg_catalog.pg_prepared_xacts WHERE database = $1::text", {rename.from});
    if (!prepared)
        return prepared.error();
    if (!prepared->isEmpty())
        return inUse(rename.from, {u"PREPARE TRANSACTION %1"_s.arg(displayBytes(*prepared))});
    const auto deadline = std::chrono::steady_clock::now() + sessionsDeadline;
    while (true) {
        const Result<QStringList> sessions = sessionsOn(connection, rename.oid);
        if (!sessions)
            return sessions.error();
        if (sessions->isEmpty())
            return {};
        if (context.stop.stop_requested()) // no safe point to pause at: the old database is closed
            return cancelledError();
        if (std::chrono::steady_clock::now() > deadline)
            return inUse(rename.from, *sessions);
        if (const Result<void> ended = mayEnd ? endSessions(connection, rename.oid) : Result<void>(); !ended)
            return ended;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

// Renames within an open transaction; what got renamed is looked at afterwards, when nobody can change it any more.
Result<void> renameAll(PgConnection& connection, const QList<PgRename>& renames)
{
    for (const PgRename& rename : renames) {
        if (const Result<void> done = run(connection, "ALTER DATABASE " + quotedPgName(rename.from) + " RENAME TO " + quotedPgName(rename.to)); !done)
            return connection.lastState() == "42P04" ? Result<void>(appeared(rename.to)) : connection.lastState() == "3D000" ? Result<void>(changed(rename.from)) : done;
    }
    for (const PgRename& rename : renames) {
        if (const Result<void> same = expect(connection, rename.to, rename.oid); !same)
            return same;
    }
    return {};
}

// After COMMIT got no answer, only the server knows.
std::optional<bool> isCommitted(const RestoreRequest& request, const PgRename& rename)
{
    const auto connection = openMaintenance(request.target, request.credentials, {});
    const auto found = connection ? findDatabase(**connection, rename.oid) : Result<std::optional<PgCatalogDatabase>>(connection.error());
    if (!found || !*found)
        return std::nullopt;
    return (*found)->name == rename.to;
}

Result<void> finishNew(PgConnection& connection, const PgStagedDatabase& one, const RestoreRequest& request, QList<Message>& warnings)
{
    const auto fresh = findDatabase(connection, one.stagingOid);
    const auto old = one.oldOid != 0 ? findDatabase(connection, one.oldOid) : Result<std::optional<PgCatalogDatabase>>(std::nullopt);
    if (!fresh || !old)
        return fresh ? old.error() : fresh.error();
    if (!*fresh || (one.oldOid != 0 && !*old))
        return changed(one.wanted);
    if ((*fresh)->comment == pgStagingMark(request.taskId)) {
        if (const Result<void> cleared = run(connection, "COMMENT ON DATABASE " + quotedPgName(one.wanted) + " IS NULL"); !cleared)
            return cleared;
    }
    if (!*old)
        return {};
    const Result<QList<Message>> refused = carryOverProperties(connection, **old, **fresh, one.wanted);
    if (!refused)
        return refused.error();
    warnings += *refused;
    return one.oldAllowed ? Result<void>() : allowConnections(connection, one.wanted, false);
}

// What is seen now decides what is journalled: an old database closed by its DBA stays closed.
Result<void> lookAgain(PgConnection& connection, QList<PgStagedDatabase>& databases)
{
    for (PgStagedDatabase& one : databases) {
        if (const Result<void> same = expect(connection, one.staging, one.stagingOid); !same)
            return same;
        const auto present = findDatabase(connection, one.wanted);
        if (!present)
            return present.error();
        if (one.oldOid == 0 && *present)
            return appeared(one.wanted);
        if (one.oldOid != 0 && (!*present || (*present)->oid != one.oldOid))
            return changed(one.wanted);
        one.oldAllowed = !*present || (*present)->allowsConnections;
    }
    return {};
}

} // namespace

PgSwitchOver renameDatabases(const QList<PgRename>& renames, const RestoreRequest& request, const JobContext& context,
                             const std::function<Result<void>(PgConnection&)>& beforeCommit)
{
    const auto opened = openMaintenance(request.target, request.credentials, {});
    if (!opened)
        return {opened.error(), Remains::Old, {}};
    PgConnection& connection = **opened;
    const bool mayEnd = PgOptions::of(request).endSessions;
    const auto attempt = [&]() -> Result<void> {
        if (const Result<void> turn = takeTurn(connection, renames.last().to, context); !turn)
            return turn;
        for (const PgRename& rename : renames) {
            if (const Result<void> same = rename.mustClose ? expect(connection, rename.from, rename.oid) : Result<void>(); !same)
                return same;
            if (const Result<void> closed = rename.mustClose ? allowConnections(connection, rename.from, false) : Result<void>(); !closed)
                return closed;
        }
        for (const PgRename& rename : renames) {
            if (const Result<void> alone = rename.mustClose ? waitForSessions(connection, rename, mayEnd, context) : Result<void>(); !alone)
                return alone;
        }
        if (context.stop.stop_requested())
            return cancelledError();
        if (const Result<void> begun = run(connection, "BEGIN"); !begun)
            return begun;
        const Result<void> renamed = renameAll(connection, renames);
        return renamed ? beforeCommit(connection) : renamed;
    };
    if (const Result<void> ready = attempt(); !ready)
        return {ready.error(), Remains::Old, {}};
    const Result<void> committed = run(connection, "COMMIT");
    if (committed)
        return {std::nullopt, Remains::New, {}};
    const std::optional<bool> is = isCommitted(request, renames.first());
    if (is == true)
        return {std::nullopt, Remains::New, {}};
    return {committed.error(), is ? Remains::Old : Remains::Unknown, {}};
}

Result<void> reopenDatabases(const QList<PgStagedDatabase>& databases, const RestoreRequest& request)
{
    const auto connection = openMaintenance(request.target, request.credentials, {});
    if (!connection)
        return connection.error();
    for (const PgStagedDatabase& one : databases) {
        if (one.oldOid == 0 || !one.oldAllowed || one.isInPlace())
            continue;
        const auto old = findDatabase(**connection, one.oldOid);
        if (!old)
            return old.error();
        if (*old && (*old)->name == one.wanted && !(*old)->allowsConnections) {
            if (const Result<void> opened = allowConnections(**connection, one.wanted, true); !opened)
                return opened;
        }
    }
    return {};
}

PgSwitchOver switchOver(const QList<PgStagedDatabase>& all, const RestoreRequest& request, const JobContext& context)
{
    QList<PgStagedDatabase> databases;
    std::ranges::copy_if(all, std::back_inserter(databases), [](const PgStagedDatabase& one) { return !one.isInPlace(); });
    const bool hasOld = std::ranges::any_of(databases, [](const PgStagedDatabase& one) { return one.oldOid != 0; });
    PgSwitchOver outcome{std::nullopt, hasOld ? Remains::Old : Remains::Nothing, {}};
    context.report({JobStep::SwitchingOver, 0, 0, 0, {}});
    if (!databases.isEmpty()) {
        const auto connection = openMaintenance(request.target, request.credentials, context);
        const Result<void> same = connection ? lookAgain(**connection, databases) : Result<void>(connection.error());
        const Result<void> recorded = same ? context.writeJournal(pgJournalEntry(pgstep::switchingOver, databases)) : same;
        if (!recorded) {
            outcome.error = recorded.error();
            return outcome;
        }
        QList<PgRename> renames;
        for (const PgStagedDatabase& one : databases) {
            if (one.oldOid != 0)
                renames += PgRename{one.oldOid, one.wanted, one.kept, true};
            renames += PgRename{one.stagingOid, one.staging, one.wanted, false};
        }
        QList<Message> warnings;
        const PgSwitchOver done = renameDatabases(renames, request, context, [&](PgConnection& transaction) {
            for (const PgStagedDatabase& one : databases) {
                if (const Result<void> finished = finishNew(transaction, one, request, warnings); !finished)
                    return finished;
            }
            return Result<void>();
        });
        outcome.error = done.error;
        outcome.warnings = warnings;
        if (done.remains != Remains::New) {
            if (done.remains == Remains::Unknown)
                outcome.remains = Remains::Unknown;
            else if (const Result<void> reopened = reopenDatabases(databases, request); !reopened)
                outcome.warnings += Message{QT_TRANSLATE_NOOP("Message", "The old database may still refuse connections; allow them with ALTER DATABASE … ALLOW_CONNECTIONS true."), {}};
            return outcome;
        }
    }
    outcome.remains = Remains::New;
    if (const Result<void> recorded = context.writeJournal({pgstep::switchedOver, {}}); !recorded)
        outcome.error = recorded.error();
    return outcome;
}

} // namespace bakferry
