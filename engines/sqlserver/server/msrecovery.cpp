// What happens to a restore after its own process: reconcile and clean-up.
#include "engines/displaytext.h"
#include "engines/sqlserver/chain/mschoice.h"
#include "engines/sqlserver/server/msquote.h"
#include "engines/sqlserver/server/msswitch.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// What stands under the three names of a task.
struct Whereabouts
{
    std::optional<MsServerDatabase> wanted, staging, kept;

    bool isAt(const std::optional<MsServerDatabase>& place, int id) const { return place && id != 0 && place->id == id; }
};

Result<Whereabouts> lookFor(MsConnection& connection, const MsStaged& staged)
{
    const auto wanted = findMsDatabase(connection, staged.wanted);
    const auto staging = wanted ? findMsDatabase(connection, staged.staging) : wanted;
    const auto kept = staging ? findMsDatabase(connection, staged.kept) : staging;
    if (!kept)
        return kept.error();
    return Whereabouts{*wanted, *staging, *kept};
}

Recovery unknown(Error error, QList<LeftOver> leftOvers = {})
{
    Recovery recovery;
    recovery.error = std::move(error);
    recovery.leftOvers = std::move(leftOvers);
    return recovery;
}

QList<LeftOver> leftOversOf(const MsStaged& staged, const Whereabouts& where)
{
    QList<LeftOver> left;
    if (where.staging)
        left += LeftOver{LeftOver::Kind::Staging, staged.staging.toUtf8(), -1};
    if (where.isAt(where.kept, staged.oldId))
        left += LeftOver{LeftOver::Kind::KeptOld, staged.kept.toUtf8(), -1};
    return left;
}

Error meddled(const MsStaged& staged)
{
    return {ErrorKind::TargetChanged, "target.changed",
            {QT_TRANSLATE_NOOP("Message", "The databases of this task were dropped, renamed or replaced by somebody else; what %1 holds cannot be told."), {displayText(staged.wanted)}},
            {QT_TRANSLATE_NOOP("Message", "Look at the databases of the server yourself."), {}}, {}};
}

// A switch-over that was under way: the old database has its new name, or none has. An undoing likewise, the other way round.
Result<void> finishOrUndo(MsConnection& connection, const MsStory& story, const Whereabouts& where)
{
    const MsStaged& one = story.staged;
    const bool oldIsAway = where.isAt(where.kept, one.oldId) && !where.wanted;
    const bool newIsAway = where.isAt(where.staging, one.stagingId);
    if (story.undoing && !story.undone) {
        // The restored database was moved aside: the old one follows. Else nothing was moved.
        if (oldIsAway && newIsAway)
            return renameMs(connection, one.oldId, one.kept, one.wanted, true, one.oldAccess);
        return {};
    }
    // The old database was moved aside, proven and intended: the restored one follows.
    if (story.switching && !story.switched && newIsAway && (oldIsAway || (!one.existed() && !where.wanted)))
        return renameMs(connection, one.stagingId, one.staging, one.wanted, true, {});
    return {};
}

// A renaming that died before the access of before was given back.
void openAgain(MsConnection& connection, const std::optional<MsServerDatabase>& database, const QString& access)
{
    if (database && database->userAccess == u"SINGLE_USER" && access != u"SINGLE_USER")
        (void)connection.execute(u"ALTER DATABASE "_s + quotedMsName(database->name) + u" SET "_s + (access.isEmpty() ? u"MULTI_USER"_s : access) + u" WITH ROLLBACK IMMEDIATE"_s);
}

} // namespace

Recovery reconcileMs(const RestoreRequest& request, const Journal& journal)
{
    const MsStory story = MsStory::of(journal);
    const auto connection = MsConnection::open(request.target.connection, request.credentials, {});
    if (!connection)
        return unknown(connection.error());
    Recovery recovery;
    if (!story.began) { // nothing was begun: what is there is what was there
        const auto target = findMsDatabase(**connection, QString::fromUtf8(request.target.database));
        if (!target)
            return unknown(target.error());
        recovery.remains = *target ? Remains::Old : Remains::Nothing;
        return recovery;
    }
    Result<Whereabouts> where = lookFor(**connection, story.staged);
    const Result<void> followed = where ? finishOrUndo(**connection, story, *where) : Result<void>(where.error());
    if (!followed)
        return unknown(followed.error(), where ? leftOversOf(story.staged, *where) : QList<LeftOver>());
    where = lookFor(**connection, story.staged);
    if (!where)
        return unknown(where.error());
    const MsStaged& one = story.staged;
    openAgain(**connection, where->isAt(where->kept, one.oldId) ? where->kept : std::nullopt, one.oldAccess);
    recovery.leftOvers = leftOversOf(one, *where);
    if ((story.switching || story.switched) && where->isAt(where->wanted, one.stagingId)) {
        openAgain(**connection, where->wanted, {});
        recovery.switchedOver = !story.undoing || !story.undone;
        recovery.remains = Remains::New;
        return recovery;
    }
    const bool isOld = one.existed() ? where->isAt(where->wanted, one.oldId) : !where->wanted.has_value();
    if (!isOld)
        return unknown(meddled(one), recovery.leftOvers);
    if (one.existed())
        openAgain(**connection, where->wanted, one.oldAccess);
    recovery.remains = one.existed() ? Remains::Old : Remains::Nothing;
    recovery.isWaiting = !story.waiting.isEmpty() && !story.recovering && where->isAt(where->staging, one.stagingId) && where->staging->state == u"RESTORING";
    return recovery;
}

Result<void> discardMs(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver)
{
    const MsStory story = MsStory::of(journal);
    const QString place = QString::fromUtf8(leftOver.place);
    const bool isStaging = story.began && isSameMsName(place, story.staged.staging), isKept = story.began && story.staged.existed() && isSameMsName(place, story.staged.kept);
    const Error notOurs{ErrorKind::Usage, "discard.unknown", {QT_TRANSLATE_NOOP("Message", "%1 is nothing that this task left behind."), {displayText(place)}},
                        {QT_TRANSLATE_NOOP("Message", "Only staging databases and kept old databases of a task can be discarded."), {}}, {}};
    if (!isStaging && !isKept)
        return notOurs;
    const auto connection = MsConnection::open(request.target.connection, request.credentials, {});
    const auto found = connection ? findMsDatabase(**connection, place) : Result<std::optional<MsServerDatabase>>(connection.error());
    if (!found || !*found)
        return found ? Result<void>() : Result<void>(found.error());
    const int id = isKept ? story.staged.oldId : story.staged.stagingId;
    if (id != 0 && (*found)->id != id)
        return notOurs;
    const Result<MsAnswer> dropped = (*connection)->execute(u"DROP DATABASE "_s + quotedMsName((*found)->name));
    return dropped ? Result<void>() : Result<void>(dropped.error());
}

} // namespace bakferry
