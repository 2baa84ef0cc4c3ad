// What happens to a restore after its own process: reconcile, undo, clean-up.
#include "engines/displaytext.h"
#include "engines/postgresql/server/pgcatalog.h"
#include "engines/postgresql/server/pgjournal.h"
#include "engines/postgresql/server/pgstaging.h"
#include "engines/postgresql/server/pgswitch.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Where a task's databases are now, by their oids.
struct Whereabouts
{
    PgStagedDatabase known;
    QByteArray freshName, oldName; ///< as they are called now; empty: gone, or never there
    bool wantedExists = false;     ///< some database has the wanted name
    bool stagingExists = false;    ///< the staging database is there under its own name, proven ours
    bool freshIsClosed = false;
};

Result<QByteArray> nameOf(PgConnection& connection, quint32 oid)
{
    const auto found = oid != 0 ? findDatabase(connection, oid) : Result<std::optional<PgCatalogDatabase>>(std::nullopt);
    if (!found)
        return found.error();
    return *found ? (*found)->name : QByteArray();
}

Result<QList<Whereabouts>> lookFor(PgConnection& connection, const PgStory& story, const QString& taskId)
{
    QList<Whereabouts> all;
    for (const PgStagedDatabase& one : story.databases) {
        const auto wanted = findDatabase(connection, one.wanted);
        const auto staging = wanted ? findDatabase(connection, one.staging) : wanted;
        const Result<QByteArray> fresh = staging ? nameOf(connection, one.stagingOid) : Result<QByteArray>(staging.error());
        const Result<QByteArray> old = fresh ? nameOf(connection, one.oldOid) : fresh;
        if (!old)
            return old.error();
        Whereabouts where{one, *fresh, *old, wanted->has_value(), false, false};
        if (*staging && !one.isInPlace()) {
            // Killed between CREATE DATABASE and its entry in the journal, the oid is not known; the mark then tells.
            where.stagingExists = one.stagingOid != 0 ? (*staging)->oid == one.stagingOid
                                                      : (*staging)->comment.isEmpty() || (*staging)->comment == pgStagingMark(taskId);
        }
        where.freshIsClosed = *wanted && (*wanted)->oid == one.stagingOid && !(*wanted)->allowsConnections;
        all += where;
    }
    return all;
}

// All renames are one transaction, so databases that disagree were touched by somebody else.
// @returns whether the new databases have the wanted names; nothing when that cannot be said
std::optional<bool> newIsInPlace(const QList<Whereabouts>& all)
{
    std::optional<bool> answer;
    for (const Whereabouts& where : all) {
        if (where.known.isInPlace())
            continue;
        std::optional<bool> one;
        if (where.freshName == where.known.wanted)
            one = true;
        else if (where.freshName == where.known.staging || (!where.oldName.isEmpty() && where.oldName == where.known.wanted))
            one = false;
        else if (where.freshName.isEmpty() && where.known.oldOid == 0 && !where.wantedExists)
            one = false; // a new target: its staging database was dropped
        if (!one || (answer && *answer != *one))
            return std::nullopt;
        answer = one;
    }
    return answer;
}

Recovery unknown(Error error)
{
    Recovery recovery;
    recovery.error = std::move(error);
    return recovery;
}

QList<LeftOver> leftOversOf(const QList<Whereabouts>& all)
{
    QList<LeftOver> left;
    for (const Whereabouts& where : all) {
        if (where.stagingExists)
            left += LeftOver{LeftOver::Kind::Staging, where.known.staging, -1};
        if (!where.known.kept.isEmpty() && where.oldName == where.known.kept)
            left += LeftOver{LeftOver::Kind::KeptOld, where.known.kept, -1};
    }
    return left;
}

Error meddled(const QByteArray& name)
{
    return {ErrorKind::TargetChanged, "target.changed",
            {QT_TRANSLATE_NOOP("Message", "The databases of this task were dropped, renamed or replaced by somebody else; what %1 holds cannot be told."), {displayBytes(name)}},
            {QT_TRANSLATE_NOOP("Message", "Look at the databases of the server yourself."), {}}, {}};
}

Remains remainsBefore(const QList<Whereabouts>& all, const RestoreRequest& request)
{
    const bool isInPlace = std::ranges::any_of(all, [](const Whereabouts& where) { return where.known.isInPlace(); });
    if (isInPlace)
        return request.parts == RestoreRequest::Parts::DataOnly ? Remains::Old : Remains::Partial; // rows alone are one transaction
    return std::ranges::any_of(all, &Whereabouts::wantedExists) ? Remains::Old : Remains::Nothing;
}

Error nothingKept(const RestoreRequest& request)
{
    return {ErrorKind::TargetUnusable, "undo.nothing_kept",
            {QT_TRANSLATE_NOOP("Message", "The old database of %1 is not kept any more."), {request.target.display()}},
            {QT_TRANSLATE_NOOP("Message", "It was discarded or moved away; restore it from a backup of its own."), {}}, {}};
}

// New databases under the wanted names whose undo did not come to its end let their users in again.
void reopenNew(PgConnection& connection, const QList<Whereabouts>& all)
{
    for (const Whereabouts& where : all) {
        if (where.freshIsClosed && where.known.oldAllowed)
            (void)allowConnections(connection, where.known.wanted, true);
    }
}

} // namespace

Recovery reconcilePg(const RestoreRequest& request, const Journal& journal)
{
    const PgStory story = PgStory::of(journal);
    Recovery recovery;
    recovery.remains = Remains::Nothing;
    const auto connection = openMaintenance(request.target, request.credentials, {});
    if (!connection)
        return unknown(connection.error());
    if (story.databases.isEmpty()) { // nothing was begun: what is there is what was there
        const auto target = findDatabase(**connection, request.target.database);
        if (!target)
            return unknown(target.error());
        recovery.remains = *target ? Remains::Old : Remains::Nothing;
        return recovery;
    }
    const Result<QList<Whereabouts>> all = lookFor(**connection, story, request.taskId);
    if (!all)
        return unknown(all.error());
    recovery.leftOvers = leftOversOf(*all);
    const bool allInPlace = std::ranges::all_of(story.databases, &PgStagedDatabase::isInPlace);
    const bool isRowsAlone = story.databases.first().transaction != 0;
    const std::optional<bool> isNew = !story.switching ? false : isRowsAlone ? isPgTransactionCommitted(story.databases.first(), request) : newIsInPlace(*all);
    if (story.switched && allInPlace) {
        recovery.switchedOver = true;
        recovery.remains = Remains::New;
        return recovery;
    }
    if (!isNew) {
        recovery.remains = Remains::Unknown;
        recovery.error = meddled(story.databases.first().wanted);
        return recovery;
    }
    recovery.switchedOver = *isNew;
    recovery.remains = *isNew ? Remains::New : remainsBefore(*all, request);
    if (*isNew && story.undoing)
        reopenNew(**connection, *all);
    if (const Result<void> reopened = *isNew || !story.switching ? Result<void>() : reopenDatabases(story.databases, request); !reopened)
        recovery.error = reopened.error();
    return recovery;
}

RestoreOutcome undoPgOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context)
{
    RestoreOutcome outcome;
    context.report({JobStep::SwitchingOver, 0, 0, 0, {}});
    const PgStory story = PgStory::of(journal);
    const auto connection = openMaintenance(request.target, request.credentials, context);
    const auto all = connection ? lookFor(**connection, story, request.taskId) : Result<QList<Whereabouts>>(connection.error());
    if (!all) {
        outcome.error = all.error();
        return outcome;
    }
    outcome.remains = Remains::New;
    QList<PgRename> renames;
    QList<PgStagedDatabase> returning;
    for (const Whereabouts& where : *all) {
        const PgStagedDatabase& one = where.known;
        if (one.kept.isEmpty() || where.oldName != one.kept || where.freshName != one.wanted)
            continue;
        renames += PgRename{one.stagingOid, one.wanted, one.staging, true};
        renames += PgRename{one.oldOid, one.kept, one.wanted, false};
        returning += one;
    }
    const Result<void> recorded = returning.isEmpty() ? Result<void>(nothingKept(request)) : context.writeJournal(pgJournalEntry(pgstep::undoing, returning));
    if (!recorded) {
        outcome.error = recorded.error();
        outcome.leftOvers = leftOversOf(*all);
        return outcome;
    }
    const PgSwitchOver done = renameDatabases(renames, request, context, [&](PgConnection& transaction) {
        for (const PgStagedDatabase& one : returning) {
            if (const Result<void> opened = allowConnections(transaction, one.wanted, one.oldAllowed); !opened)
                return opened;
        }
        return Result<void>();
    });
    if (done.remains != Remains::New) {
        outcome.error = done.error;
        outcome.remains = done.remains == Remains::Unknown ? Remains::Unknown : Remains::New;
        outcome.leftOvers = leftOversOf(*all);
        const auto again = openMaintenance(request.target, request.credentials, {});
        if (const auto now = again ? lookFor(**again, story, request.taskId) : Result<QList<Whereabouts>>(again.error()); now)
            reopenNew(**again, *now);
        return outcome;
    }
    outcome.remains = Remains::Old;
    outcome.end = RestoreEnd::Complete;
    outcome.verification += passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The kept old database has its name again, proven by its oid on the server."), {}});
    if (const Result<void> undone = context.writeJournal({pgstep::undone, {}}); !undone) {
        outcome.error = undone.error();
        outcome.end = RestoreEnd::Failed;
    }
    outcome.leftOvers = dropStaging(returning, request);
    return outcome;
}

Result<void> discardPg(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver)
{
    const PgStory story = PgStory::of(journal);
    const auto connection = openMaintenance(request.target, request.credentials, {});
    if (!connection)
        return connection.error();
    for (const PgStagedDatabase& one : story.databases) {
        if (!one.isInPlace() && leftOver.place == one.staging)
            return dropDatabase(**connection, request, one.staging, one.stagingOid, pgStagingMark(request.taskId));
        if (!one.kept.isEmpty() && one.oldOid != 0 && leftOver.place == one.kept)
            return dropDatabase(**connection, request, one.kept, one.oldOid, {});
    }
    return Error{ErrorKind::Usage, "discard.unknown",
                 {QT_TRANSLATE_NOOP("Message", "%1 is nothing that this task left behind."), {displayBytes(leftOver.place)}},
                 {QT_TRANSLATE_NOOP("Message", "Only staging databases and kept old databases of a task can be discarded."), {}}, {}};
}

} // namespace bakferry
