// What happens to a restore after its own process: reconcile and clean-up.
#include "engines/displaytext.h"
#include "engines/mariadb/server/myjournal.h"
#include "engines/mariadb/server/mymark.h"
#include "engines/mariadb/server/myswitch.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

// What the server has now of one database of a task.
struct Whereabouts
{
    MyStagedDatabase known;
    MyMark staging = MyMark::None, kept = MyMark::None;
    MyRole stagingRole = MyRole::Unknown;
    bool stagingExists = false, wantedExists = false;
};

Result<QList<Whereabouts>> lookFor(MyConnection& connection, const MyStory& story, const QString& taskId)
{
    QList<Whereabouts> all;
    for (const MyStagedDatabase& one : story.databases) {
        Whereabouts where{one};
        const auto wanted = findMyDatabase(connection, one.wanted);
        const auto staging = wanted ? findMyDatabase(connection, one.staging) : wanted;
        const Result<MyMark> stagingMark = staging ? findMyMark(connection, one.staging, taskId) : Result<MyMark>(staging.error());
        const Result<MyMark> keptMark = stagingMark && !one.kept.isEmpty() ? findMyMark(connection, one.kept, taskId) : stagingMark ? Result<MyMark>(MyMark::None) : stagingMark;
        const Result<MyRole> role = keptMark ? roleOfMy(connection, one.staging, taskId) : Result<MyRole>(keptMark.error());
        if (!role)
            return role.error();
        where.wantedExists = wanted->has_value();
        where.stagingExists = staging->has_value() && !one.isInPlace();
        where.staging = *stagingMark;
        where.kept = *keptMark;
        where.stagingRole = *role;
        // Killed between CREATE DATABASE and its mark, it holds nothing.
        if (where.stagingExists && where.staging == MyMark::None) {
            const Result<QByteArrayList> objects = userObjectsOfMy(connection, one.staging);
            where.stagingExists = objects && objects->isEmpty();
        }
        all += where;
    }
    return all;
}

bool anyOf(const QList<Whereabouts>& all, MyMark Whereabouts::* which, MyMark mark)
{
    return std::ranges::any_of(all, [&](const Whereabouts& where) { return where.*which == mark; });
}

/// What is to be done about exchanges that may have died half-way.
enum class Course { Settled, FinishSwitch, AbandonSwitch, FinishUndo, AbandonUndo };

Course courseOf(const MyStory& story, const QList<Whereabouts>& all)
{
    if (anyOf(all, &Whereabouts::kept, MyMark::Done))
        return story.undone ? Course::Settled : Course::FinishUndo;
    if (anyOf(all, &Whereabouts::staging, MyMark::Done))
        return story.switched ? Course::Settled : Course::FinishSwitch;
    for (const Whereabouts& where : all) {
        // Killed before its role was written, the journal tells why the schema is there.
        const bool isOutgoing = where.stagingRole == MyRole::Outgoing || (where.stagingRole == MyRole::Unknown && story.undoing);
        if (where.staging == MyMark::Waits && isOutgoing)
            return story.undone ? Course::Settled : Course::AbandonUndo;
        if (where.staging == MyMark::Waits && story.switching)
            return Course::AbandonSwitch;
    }
    return Course::Settled;
}

QList<MyStagedDatabase> markedOf(const QList<Whereabouts>& all, bool kept)
{
    QList<MyStagedDatabase> marked;
    for (const Whereabouts& where : all) {
        if ((kept ? where.kept : where.staging) != MyMark::None)
            marked += where.known;
    }
    return marked;
}

Result<void> follow(Course course, MyConnection& connection, const RestoreRequest& request, const QList<Whereabouts>& all)
{
    if (course == Course::Settled)
        return {};
    const bool isSwitch = course == Course::FinishSwitch || course == Course::AbandonSwitch;
    MyExchanger exchanger(connection, request, isSwitch ? switchingOfMy(markedOf(all, false)) : returningOfMy(markedOf(all, true)));
    if (course == Course::FinishSwitch || course == Course::FinishUndo)
        return exchanger.finish();
    const Result<bool> completed = exchanger.completeMove();
    if (!completed)
        return completed.error();
    return *completed ? exchanger.finish() : exchanger.abandon(false);
}

Error meddled(const QByteArray& name)
{
    return {ErrorKind::TargetChanged, "target.changed",
            {QT_TRANSLATE_NOOP("Message", "The databases of this task were dropped, renamed or replaced by somebody else; what %1 holds cannot be told."), {displayBytes(name)}},
            {QT_TRANSLATE_NOOP("Message", "Look at the databases of the server yourself."), {}}, {}};
}

// Whether the new databases are in place. @pre nothing is half-way; nothing: somebody else was at work
std::optional<bool> newIsInPlace(const MyStory& story, const QList<Whereabouts>& all)
{
    std::optional<bool> answer;
    for (const Whereabouts& where : all) {
        const MyStagedDatabase& one = where.known;
        if (one.isInPlace())
            continue;
        std::optional<bool> isNew;
        if (where.staging == MyMark::Done || (where.kept == MyMark::Waits && where.staging == MyMark::None))
            isNew = true;
        else if (where.kept == MyMark::Done || story.undone || where.staging == MyMark::Waits || !story.switching)
            isNew = false;
        else
            isNew = story.switched || (!one.existed && where.wantedExists); // the staging database is gone: dropped after the end, or after a failure
        if ((one.existed || *isNew) && !where.wantedExists)
            return std::nullopt;
        if (answer && *answer != *isNew && (one.existed || !story.undone))
            return std::nullopt;
        answer = answer ? *answer : *isNew;
    }
    return answer;
}

QList<LeftOver> leftOversOf(const QList<Whereabouts>& all)
{
    QList<LeftOver> left;
    for (const Whereabouts& where : all) {
        if (where.stagingExists)
            left += LeftOver{LeftOver::Kind::Staging, where.known.staging, -1};
        if (where.kept != MyMark::None)
            left += LeftOver{where.kept == MyMark::Waits ? LeftOver::Kind::KeptOld : LeftOver::Kind::Staging, where.known.kept, -1};
    }
    return left;
}

Remains remainsBefore(const QList<Whereabouts>& all)
{
    if (std::ranges::any_of(all, [](const Whereabouts& where) { return where.known.isInPlace(); }))
        return Remains::Partial;
    return std::ranges::any_of(all, [](const Whereabouts& where) { return where.known.existed; }) ? Remains::Old : Remains::Nothing;
}

Recovery unknown(Error error, QList<LeftOver> leftOvers = {})
{
    Recovery recovery;
    recovery.error = std::move(error);
    recovery.leftOvers = std::move(leftOvers);
    return recovery;
}

// After a switch-over the staging databases hold nothing but their marks.
void dropEmptied(const QList<Whereabouts>& all, const RestoreRequest& request)
{
    QList<MyStagedDatabase> emptied;
    for (const Whereabouts& where : all) {
        if (where.staging == MyMark::Done)
            emptied += where.known;
    }
    (void)dropMyStaging(emptied, request); // what stays is a left-over
}

} // namespace

Recovery reconcileMy(const RestoreRequest& request, const Journal& journal)
{
    const MyStory story = MyStory::of(journal);
    const auto connection = openMyMaintenance(request.target, request.credentials, {});
    const Result<void> claimed = connection ? claimMyTask(**connection, request.taskId) : Result<void>(connection.error());
    if (!claimed)
        return unknown(claimed.error());
    Recovery recovery;
    if (story.databases.isEmpty()) { // nothing was begun: what is there is what was there
        const auto target = findMyDatabase(**connection, request.target.database);
        if (!target)
            return unknown(target.error());
        recovery.remains = *target ? Remains::Old : Remains::Nothing;
        return recovery;
    }
    Result<QList<Whereabouts>> all = lookFor(**connection, story, request.taskId);
    if (!all)
        return unknown(all.error());
    if (const Result<void> followed = follow(courseOf(story, *all), **connection, request, *all); !followed)
        return unknown(followed.error(), leftOversOf(*all));
    all = lookFor(**connection, story, request.taskId);
    if (!all)
        return unknown(all.error());
    const bool allInPlace = std::ranges::all_of(story.databases, &MyStagedDatabase::isInPlace);
    const std::optional<bool> isNew = allInPlace ? std::optional(story.switched) : newIsInPlace(story, *all);
    if (!isNew)
        return unknown(meddled(story.databases.first().wanted), leftOversOf(*all));
    if (*isNew && !allInPlace) {
        dropEmptied(*all, request);
        if (const auto again = lookFor(**connection, story, request.taskId); again)
            all = again;
    }
    recovery.leftOvers = leftOversOf(*all);
    recovery.switchedOver = *isNew;
    recovery.remains = *isNew ? Remains::New : remainsBefore(*all);
    return recovery;
}

Result<void> discardMy(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver)
{
    const auto connection = openMyMaintenance(request.target, request.credentials, {});
    if (!connection)
        return connection.error();
    for (const MyStagedDatabase& one : MyStory::of(journal).databases) {
        if (!one.isInPlace() && (leftOver.place == one.staging || (!one.kept.isEmpty() && leftOver.place == one.kept)))
            return dropMySchema(**connection, leftOver.place, request.taskId);
    }
    return Error{ErrorKind::Usage, "discard.unknown",
                 {QT_TRANSLATE_NOOP("Message", "%1 is nothing that this task left behind."), {displayBytes(leftOver.place)}},
                 {QT_TRANSLATE_NOOP("Message", "Only staging databases and kept old databases of a task can be discarded."), {}}, {}};
}

} // namespace bakferry
