// What happens to a restore after its own process: reconcile, undo, clean-up.
#include "engines/displaytext.h"
#include "engines/sqlite/sqliterestore.h"
#include "engines/sqlite/sqliteswap.h"

#include <QtGlobal>

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

std::optional<struct stat> statusOf(const QByteArray& path)
{
    struct stat status{};
    if (path.isEmpty() || ::lstat(path.constData(), &status) != 0)
        return std::nullopt;
    return status;
}

bool hasInode(const struct stat& status, const QJsonObject& facts)
{
    return QString::number(status.st_ino) == facts.value("inode"_L1).toString() && QString::number(status.st_dev) == facts.value("device"_L1).toString();
}

void addLeftOver(Recovery& recovery, LeftOver::Kind kind, const QByteArray& place)
{
    if (const auto status = statusOf(place))
        recovery.leftOvers += LeftOver{kind, place, status->st_size};
}

// An old database that used a WAL before the swap began gets its mode back; its content never changed.
void giveBackJournalMode(const QByteArray& target, const QJsonObject& facts)
{
    if (facts.value("oldJournalMode"_L1).toString() != u"wal"_s)
        return;
    if (const Result<SqliteHandle> live = SqliteHandle::open(target, SQLITE_OPEN_READWRITE))
        live->run("PRAGMA journal_mode=WAL");
}

// Opening the target rolls an unfinished overwrite back. Without a staging file an earlier reconcile found the switch-over done and
// died before it could say so; the kept old database, recorded as whole, then still tells.
std::optional<bool> holdsNewContent(const QByteArray& target, const QByteArray& staging, const QByteArray& kept)
{
    if (statusOf(staging))
        return sameContent(staging, target);
    const std::optional<bool> isOld = statusOf(kept) ? sameContent(kept, target) : std::nullopt;
    return isOld ? std::optional(!*isOld) : std::nullopt;
}

// Nobody may guess: both files stay until somebody has looked.
Recovery unknownRecovery(const QByteArray& staging, const QByteArray& kept)
{
    Recovery recovery;
    addLeftOver(recovery, LeftOver::Kind::Staging, staging);
    addLeftOver(recovery, LeftOver::Kind::KeptOld, kept);
    return recovery;
}

// The process died while it put the old database back, or after.
Recovery reconcileUndo(const Journal& journal, const QByteArray& target, const QByteArray& kept, const QJsonObject& switching)
{
    Recovery recovery;
    const bool keptIsThere = statusOf(kept).has_value();
    const std::optional<bool> same = factsOf(journal, sqlitestep::undone) || !keptIsThere ? true : sameContent(kept, target);
    if (!same)
        return unknownRecovery({}, kept);
    recovery.switchedOver = !*same;
    recovery.remains = *same ? Remains::Old : Remains::New;
    if (*same)
        giveBackJournalMode(target, switching);
    if (!*same || (keptIsThere && !removeWithSideFiles(kept)))
        addLeftOver(recovery, LeftOver::Kind::KeptOld, kept);
    return recovery;
}

} // namespace

Recovery reconcileSqlite(const RestoreRequest& request, const Journal& journal)
{
    Recovery recovery;
    const QByteArray& target = request.target.database;
    const auto created = factsOf(journal, sqlitestep::stagingCreated);
    const QByteArray staging = created ? unpackedPath(created->value("staging"_L1)) : QByteArray();
    const auto switching = factsOf(journal, sqlitestep::switchingOver);
    const auto targetStatus = statusOf(target);
    const bool overwrote = switching && switching->value("overwrite"_L1).toBool();
    const QByteArray kept = overwrote ? unpackedPath(switching->value("kept"_L1)) : keptOldPath(request);
    if (factsOf(journal, sqlitestep::undoing) && !kept.isEmpty())
        return reconcileUndo(journal, target, kept, *switching);
    if (factsOf(journal, sqlitestep::switchedOver))
        recovery.switchedOver = true;
    else if (switching && !overwrote) // a rename keeps the file's identity
        recovery.switchedOver = targetStatus && hasInode(*targetStatus, *switching);
    else if (switching && targetStatus) {
        const std::optional<bool> switchedOver = holdsNewContent(target, staging, kept);
        recovery.switchedOver = switchedOver.value_or(false);
        if (!switchedOver)
            return unknownRecovery(staging, kept);
    }
    if (recovery.switchedOver) {
        recovery.remains = Remains::New;
        if (statusOf(staging) && removeWithSideFiles(staging) == false)
            addLeftOver(recovery, LeftOver::Kind::Staging, staging);
        if (overwrote)
            addLeftOver(recovery, LeftOver::Kind::KeptOld, kept);
        return recovery;
    }
    recovery.remains = targetStatus ? Remains::Old : Remains::Nothing;
    if (const auto takingOver = factsOf(journal, sqlitestep::takingOver); takingOver && targetStatus)
        giveBackJournalMode(target, *takingOver);
    addLeftOver(recovery, LeftOver::Kind::Staging, staging);
    // A copy of the old database made for a swap that never came is of no use any more, and the old one lives on.
    addLeftOver(recovery, LeftOver::Kind::Staging, kept);
    return recovery;
}

RestoreOutcome undoSqliteOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context)
{
    RestoreOutcome outcome;
    outcome.remains = Remains::New;
    const auto switching = factsOf(journal, sqlitestep::switchingOver);
    const QByteArray kept = switching ? unpackedPath(switching->value("kept"_L1)) : QByteArray();
    const auto status = statusOf(kept);
    if (!status || !S_ISREG(status->st_mode)) {
        outcome.error = Error{ErrorKind::TargetUnusable, "undo.nothing_kept",
                              {QT_TRANSLATE_NOOP("Message", "The old database of %1 is not kept any more."), {request.target.display()}},
                              {QT_TRANSLATE_NOOP("Message", "It was discarded or moved away; restore it from a backup of its own."), {}}, {}};
        return outcome;
    }
    const auto recordIntent = [&](const QByteArray&) { return context.writeJournal({sqlitestep::undoing, {}}); };
    context.report({JobStep::SwitchingOver, 0, 0, 0, {}});
    const SwapResult swap = overwriteLive(kept, request.target.database, {}, [] { return Result<void>(); }, recordIntent, context);
    if (swap.error) {
        outcome.error = swap.error;
        outcome.leftOvers += LeftOver{LeftOver::Kind::KeptOld, kept, status->st_size};
        return outcome;
    }
    giveBackJournalMode(request.target.database, *switching);
    outcome.remains = Remains::Old;
    outcome.end = RestoreEnd::Complete;
    outcome.verification += passedFinding("pages", {QT_TRANSLATE_NOOP("Message", "The target holds every page of the kept old database again."), {}});
    if (const Result<void> recorded = context.writeJournal({sqlitestep::undone, {}}); !recorded) {
        outcome.error = recorded.error();
        outcome.end = RestoreEnd::Failed;
    }
    removeWithSideFiles(kept);
    return outcome;
}

Result<void> discardSqlite(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver)
{
    const auto created = factsOf(journal, sqlitestep::stagingCreated);
    const auto switching = factsOf(journal, sqlitestep::switchingOver);
    const bool known = (created && leftOver.place == unpackedPath(created->value("staging"_L1))) || leftOver.place == keptOldPath(request)
        || (switching && leftOver.place == unpackedPath(switching->value("kept"_L1)));
    if (!known || leftOver.place == request.target.database) {
        return Error{ErrorKind::Usage, "discard.unknown",
                     {QT_TRANSLATE_NOOP("Message", "%1 is nothing that this task left behind."), {displayBytes(leftOver.place)}},
                     {QT_TRANSLATE_NOOP("Message", "Only staging files and kept old databases of a task can be discarded."), {}}, {}};
    }
    if (!removeWithSideFiles(leftOver.place))
        return writeError(leftOver.place, errno);
    return {};
}

} // namespace bakferry
