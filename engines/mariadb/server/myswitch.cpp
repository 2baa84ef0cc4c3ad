// The switch-over of a restore, and its undoing.
#include "engines/displaytext.h"
#include "engines/mariadb/server/myexchange.h"
#include "engines/mariadb/server/myjournal.h"
#include "engines/mariadb/server/mymark.h"
#include "engines/mariadb/server/myswitch.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error changed(const QByteArray& name)
{
    return {ErrorKind::TargetChanged, "target.changed",
            {QT_TRANSLATE_NOOP("Message", "The database %1 was dropped, renamed or replaced by somebody else while the backup was being restored."), {displayBytes(name)}},
            {QT_TRANSLATE_NOOP("Message", "Look at what the server holds now, then start the task again."), {}}, {}};
}

Error nothingKept(const RestoreRequest& request)
{
    return {ErrorKind::TargetUnusable, "undo.nothing_kept",
            {QT_TRANSLATE_NOOP("Message", "The old database of %1 is not kept any more."), {request.target.display()}},
            {QT_TRANSLATE_NOOP("Message", "It was discarded or moved away; restore it from a backup of its own."), {}}, {}};
}

// Everything must still be as it was when staging began.
Result<void> lookAgain(MyConnection& connection, const QList<MyStagedDatabase>& databases, const QString& taskId)
{
    for (const MyStagedDatabase& one : databases) {
        const Result<MyMark> mark = findMyMark(connection, one.staging, taskId);
        const auto wanted = mark ? findMyDatabase(connection, one.wanted) : Result<std::optional<MyCatalogDatabase>>(mark.error());
        if (!wanted)
            return wanted.error();
        if (*mark != MyMark::Waits || (one.existed && !*wanted))
            return changed(*mark != MyMark::Waits ? one.staging : one.wanted);
    }
    return {};
}

// The answer got lost, or the server with it: its marks say what happened.
MySwitchOver askTheMarks(const QList<MyExchange>& exchanges, const RestoreRequest& request, Error error, Remains before)
{
    const auto connection = openMyMaintenance(request.target, request.credentials, {});
    if (!connection || !claimMyTask(**connection, request.taskId))
        return {std::move(error), Remains::Unknown, {}};
    MyExchanger exchanger(**connection, request, exchanges);
    const Result<std::optional<bool>> moved = exchanger.isMoved();
    if (!moved || !*moved)
        return {std::move(error), Remains::Unknown, {}};
    if (!**moved) {
        const Result<void> abandoned = exchanger.abandon(false);
        return {std::move(error), abandoned ? before : Remains::Unknown, {}};
    }
    if (const Result<void> finished = exchanger.finish(); !finished)
        return {finished.error(), Remains::Unknown, {}};
    return {std::nullopt, Remains::New, exchanger.takeWarnings()};
}

} // namespace

MySwitchOver carryOutMy(const QList<MyExchange>& exchanges, const RestoreRequest& request, const JobContext& context, Remains before)
{
    const auto connection = openMyMaintenance(request.target, request.credentials, {});
    const Result<void> claimed = connection ? claimMyTask(**connection, request.taskId) : Result<void>(connection.error());
    if (!claimed)
        return {claimed.error(), before, {}};
    MyExchanger exchanger(**connection, request, exchanges);
    Result<void> done = exchanger.prepare();
    if (done)
        done = exchanger.move(context);
    if (!done && done.error().code == "server.lost")
        return askTheMarks(exchanges, request, done.error(), before);
    if (!done) {
        const Result<void> abandoned = exchanger.abandon(false);
        return {done.error(), abandoned ? before : Remains::Unknown, {}};
    }
    if (const Result<void> finished = exchanger.finish(); !finished) {
        if (finished.error().code == "server.lost")
            return askTheMarks(exchanges, request, finished.error(), before);
        const Result<void> back = exchanger.moveBack();
        const Result<void> asBefore = back ? exchanger.abandon(true) : back;
        return {finished.error(), asBefore ? before : Remains::Unknown, {}};
    }
    return {std::nullopt, Remains::New, exchanger.takeWarnings()};
}

QList<MyExchange> switchingOfMy(const QList<MyStagedDatabase>& databases)
{
    QList<MyExchange> exchanges;
    for (const MyStagedDatabase& one : databases) {
        if (!one.isInPlace())
            exchanges += MyExchange{one.staging, one.wanted, one.existed ? one.kept : QByteArray(), true};
    }
    return exchanges;
}

QList<MyExchange> returningOfMy(const QList<MyStagedDatabase>& databases)
{
    QList<MyExchange> exchanges;
    for (const MyStagedDatabase& one : databases) {
        if (!one.isInPlace() && !one.kept.isEmpty())
            exchanges += MyExchange{one.kept, one.wanted, one.staging, false};
    }
    return exchanges;
}

MySwitchOver switchOverMy(const QList<MyStagedDatabase>& all, const RestoreRequest& request, const JobContext& context)
{
    QList<MyStagedDatabase> databases;
    std::ranges::copy_if(all, std::back_inserter(databases), [](const MyStagedDatabase& one) { return !one.isInPlace(); });
    const Remains before = std::ranges::any_of(databases, &MyStagedDatabase::existed) ? Remains::Old : Remains::Nothing;
    MySwitchOver outcome{std::nullopt, before, {}};
    context.report({JobStep::SwitchingOver, 0, 0, 0, {}});
    if (!databases.isEmpty()) {
        const auto connection = openMyMaintenance(request.target, request.credentials, context);
        const Result<void> same = connection ? lookAgain(**connection, databases, request.taskId) : Result<void>(connection.error());
        const Result<void> recorded = same ? context.writeJournal(myJournalEntry(mystep::switchingOver, databases)) : same;
        if (!recorded) {
            outcome.error = recorded.error();
            return outcome;
        }
        outcome = carryOutMy(switchingOfMy(databases), request, context, before);
        if (outcome.remains != Remains::New)
            return outcome;
    }
    outcome.remains = Remains::New;
    if (const Result<void> recorded = context.writeJournal({mystep::switchedOver, {}}); !recorded)
        outcome.error = recorded.error();
    else
        for (const LeftOver& left : dropMyStaging(databases, request))
            outcome.warnings += Message{QT_TRANSLATE_NOOP("Message", "The emptied staging database %1 could not be dropped."), {displayBytes(left.place)}};
    return outcome;
}

RestoreOutcome undoMyOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context)
{
    RestoreOutcome outcome;
    context.report({JobStep::SwitchingOver, 0, 0, 0, {}});
    const MyStory story = MyStory::of(journal);
    const auto connection = openMyMaintenance(request.target, request.credentials, context);
    if (!connection) {
        outcome.error = connection.error();
        return outcome;
    }
    outcome.remains = Remains::New;
    QList<MyStagedDatabase> returning;
    for (const MyStagedDatabase& one : story.databases) {
        const Result<MyMark> mark = one.kept.isEmpty() ? Result<MyMark>(MyMark::None) : findMyMark(**connection, one.kept, request.taskId);
        // What is left of the staging database is its mark, and would be in the way.
        const Result<void> cleared = mark && *mark == MyMark::Waits ? dropMySchema(**connection, one.staging, request.taskId) : mark ? Result<void>() : Result<void>(mark.error());
        if (!cleared) {
            outcome.error = cleared.error();
            return outcome;
        }
        if (*mark == MyMark::Waits)
            returning += one;
    }
    const Result<void> recorded = returning.isEmpty() ? Result<void>(nothingKept(request)) : context.writeJournal(myJournalEntry(mystep::undoing, returning));
    if (!recorded) {
        outcome.error = recorded.error();
        return outcome;
    }
    const MySwitchOver done = carryOutMy(returningOfMy(returning), request, context, Remains::New);
    outcome.warnings = done.warnings;
    outcome.error = done.error;
    if (done.error || done.remains != Remains::New) {
        outcome.remains = done.remains;
        for (const MyStagedDatabase& one : returning)
            outcome.leftOvers += LeftOver{LeftOver::Kind::KeptOld, one.kept, -1};
        return outcome;
    }
    outcome.remains = Remains::Old;
    outcome.end = RestoreEnd::Complete;
    outcome.verification += passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The kept old tables are in their database again, proven by BakFerry's mark on the server."), {}});
    if (const Result<void> undone = context.writeJournal({mystep::undone, {}}); !undone) {
        outcome.error = undone.error();
        outcome.end = RestoreEnd::Failed;
        return outcome;
    }
    outcome.leftOvers = dropMyStaging(returning, request);
    for (MyStagedDatabase& one : returning)
        one.staging = one.kept; // emptied
    outcome.leftOvers += dropMyStaging(returning, request);
    return outcome;
}

} // namespace bakferry
