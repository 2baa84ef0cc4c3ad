// The switch-over of a restore, and its undoing.
#include "engines/sqlserver/server/msswitch.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/server/msquote.h"

#include <QtGlobal>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error changed(const QString& name)
{
    return {ErrorKind::TargetChanged, "target.changed",
            {QT_TRANSLATE_NOOP("Message", "The database %1 was dropped, renamed or replaced by somebody else while the backup was being restored."), {displayText(name)}},
            {QT_TRANSLATE_NOOP("Message", "Look at what the server holds now, then start the task again."), {}}, {}};
}

Error appeared(const QString& name)
{
    return {ErrorKind::TargetChanged, "target.appeared", {QT_TRANSLATE_NOOP("Message", "A database %1 came into being while the backup was being restored."), {displayText(name)}},
            {QT_TRANSLATE_NOOP("Message", "Restore under another name, or overwrite it."), {}}, {}};
}

Error inUse(const QString& name, const QList<MsServerSession>& sessions)
{
    QStringList who;
    for (const MsServerSession& one : sessions)
        who += one.shown;
    return {ErrorKind::Locked, "target.in_use", {QT_TRANSLATE_NOOP("Message", "The database %1 is in use by %2 sessions: %3."), {displayText(name), QString::number(who.size()), who.join(u", "_s)}},
            {QT_TRANSLATE_NOOP("Message", "Let them end, or choose to end them, then start the task again."), {}}, {}};
}

// A database must be there under this name and number, or must not be there at all (id 0).
Result<std::optional<MsServerDatabase>> expect(MsConnection& connection, const QString& name, int id)
{
    const auto found = findMsDatabase(connection, name);
    if (!found)
        return found;
    if (id == 0 && *found)
        return appeared(name);
    if (id != 0 && (!*found || (*found)->id != id))
        return changed(name);
    return found;
}

Result<void> run(MsConnection& connection, const QString& sql)
{
    const Result<MsAnswer> done = connection.execute(sql);
    return done ? Result<void>() : Result<void>(done.error());
}

// The line broke: what the server holds says how far it came.
MsSwitchOver askAgain(const MsStaged& staged, const RestoreRequest& request, Error error)
{
    const Journal journal{msJournalEntry(msstep::restoringStaging, staged), msJournalEntry(msstep::switchingOver, staged)};
    const Recovery found = reconcileMs(request, journal);
    if (found.switchedOver)
        return {std::nullopt, Remains::New, {}};
    return {std::move(error), found.remains, {}};
}

} // namespace

QList<LeftOver> dropMsStaging(const MsStaged& staged, const RestoreRequest& request)
{
    const auto connection = MsConnection::open(request.target.connection, request.credentials, {});
    const LeftOver left{LeftOver::Kind::Staging, staged.staging.toUtf8(), -1};
    if (!connection)
        return {left};
    // A session whose client is gone goes on until the server notices; until then the database is in use.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable never;
    for (;;) {
        const auto found = findMsDatabase(**connection, staged.staging);
        if (!found || !*found)
            return found ? QList<LeftOver>() : QList<LeftOver>{left};
        const Result<void> dropped = run(**connection, u"DROP DATABASE "_s + quotedMsName(staged.staging));
        if (dropped)
            return {};
        if (dropped.error().code != "server.in_use" || std::chrono::steady_clock::now() > deadline)
            return {left};
        never.wait_for(lock, std::chrono::milliseconds(100));
    }
}

Result<void> msTargetIsFree(MsConnection& connection, const MsStaged& staged, const RestoreRequest& request)
{
    if (request.options.value(u"endSessions"_s).toBool())
        return {};
    const auto sessions = sessionsOnMs(connection, staged.oldId);
    return sessions && !sessions->isEmpty() ? Result<void>(inUse(staged.wanted, *sessions)) : Result<void>(); // who sees none finds out by renaming
}

Result<void> renameMs(MsConnection& connection, int id, const QString& from, const QString& to, bool endsSessions, const QString& accessAfterwards)
{
    const auto database = expect(connection, from, id);
    if (!database)
        return database.error();
    const QString name = quotedMsName((*database)->name), wanted = quotedMsName(to);
    if (endsSessions) {
        if (const Result<void> alone = run(connection, u"ALTER DATABASE "_s + name + u" SET SINGLE_USER WITH ROLLBACK IMMEDIATE"_s); !alone)
            return alone;
    }
    const Result<void> renamed = run(connection, u"ALTER DATABASE "_s + name + u" MODIFY NAME = "_s + wanted);
    const QString access = accessAfterwards.isEmpty() ? u"MULTI_USER"_s : accessAfterwards;
    if (endsSessions && (renamed || renamed.error().code != "server.lost")) {
        const Result<void> open = run(connection, u"ALTER DATABASE "_s + (renamed ? wanted : name) + u" SET "_s + access + u" WITH ROLLBACK IMMEDIATE"_s);
        if (renamed && !open)
            return open;
    }
    return renamed;
}

MsSwitchOver switchOverMs(const MsStaged& staged, const RestoreRequest& request, const JobContext& context)
{
    const Remains before = staged.existed() ? Remains::Old : Remains::Nothing;
    context.report({JobStep::SwitchingOver, 0, 0, 0, {}});
    const auto connection = MsConnection::open(request.target.connection, request.credentials, {});
    if (!connection)
        return {connection.error(), before, {}};
    const auto restored = expect(**connection, staged.staging, staged.stagingId);
    const auto old = restored ? expect(**connection, staged.wanted, staged.oldId) : restored;
    if (!old)
        return {old.error(), before, {}};
    const bool endsSessions = request.options.value(u"endSessions"_s).toBool();
    MsStaged now = staged;
    if (*old) {
        now.oldAccess = (*old)->userAccess;
        if (const Result<void> isFree = msTargetIsFree(**connection, staged, request); !isFree)
            return {isFree.error(), before, {}};
    }
    if (!context.goOn())
        return {cancelledError(), before, {}};
    if (const Result<void> recorded = context.writeJournal(msJournalEntry(msstep::switchingOver, now)); !recorded)
        return {recorded.error(), before, {}};
    Result<void> moved = *old ? renameMs(**connection, now.oldId, now.wanted, now.kept, endsSessions, now.oldAccess) : Result<void>();
    if (!moved && moved.error().code != "server.lost")
        return {moved.error(), before, {}};
    if (moved)
        moved = renameMs(**connection, now.stagingId, now.staging, now.wanted, true, {});
    if (!moved && moved.error().code == "server.lost")
        return askAgain(now, request, moved.error());
    if (!moved) {
        const Result<void> back = *old ? renameMs(**connection, now.oldId, now.kept, now.wanted, true, now.oldAccess) : Result<void>();
        return {moved.error(), back ? before : Remains::Unknown, {}};
    }
    if (const Result<void> recorded = context.writeJournal(msJournalEntry(msstep::switchedOver, now)); !recorded)
        return {recorded.error(), Remains::New, {}};
    return {std::nullopt, Remains::New, {}};
}

RestoreOutcome undoMsOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context)
{
    RestoreOutcome outcome;
    context.report({JobStep::SwitchingOver, 0, 0, 0, {}});
    const MsStaged staged = MsStory::of(journal).staged;
    const auto connection = MsConnection::open(request.target.connection, request.credentials, {});
    const auto kept = connection ? findMsDatabase(**connection, staged.kept) : Result<std::optional<MsServerDatabase>>(connection.error());
    const auto wanted = kept ? findMsDatabase(**connection, staged.wanted) : kept;
    if (!wanted) {
        outcome.error = wanted.error();
        return outcome;
    }
    outcome.remains = Remains::New;
    if (!staged.existed() || !*kept || (*kept)->id != staged.oldId || (*wanted && (*wanted)->id != staged.stagingId)) {
        outcome.error = Error{ErrorKind::TargetUnusable, "undo.nothing_kept", {QT_TRANSLATE_NOOP("Message", "The old database of %1 is not kept any more."), {request.target.display()}},
                              {QT_TRANSLATE_NOOP("Message", "It was discarded or moved away; restore it from a backup of its own."), {}}, {}};
        return outcome;
    }
    if (const Result<void> recorded = context.writeJournal(msJournalEntry(msstep::undoing, staged)); !recorded) {
        outcome.error = recorded.error();
        return outcome;
    }
    Result<void> moved = *wanted ? renameMs(**connection, staged.stagingId, staged.wanted, staged.staging, true, {}) : Result<void>();
    if (moved)
        moved = renameMs(**connection, staged.oldId, staged.kept, staged.wanted, true, staged.oldAccess);
    if (!moved) {
        const bool isBack = moved.error().code != "server.lost" && *wanted && renameMs(**connection, staged.stagingId, staged.staging, staged.wanted, true, {}).ok();
        outcome.remains = isBack ? Remains::New : Remains::Unknown;
        outcome.error = moved.error();
        outcome.leftOvers += LeftOver{LeftOver::Kind::KeptOld, staged.kept.toUtf8(), -1};
        return outcome;
    }
    outcome.remains = Remains::Old;
    outcome.verification += passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The kept old database has its name again; the server shows it under the number %1 that it always had."), {QString::number(staged.oldId)}});
    if (const Result<void> recorded = context.writeJournal(msJournalEntry(msstep::undone, staged)); !recorded) {
        outcome.error = recorded.error();
        return outcome;
    }
    outcome.end = RestoreEnd::Complete;
    outcome.leftOvers = dropMsStaging(staged, request);
    return outcome;
}

} // namespace bakferry
