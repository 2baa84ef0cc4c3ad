#include "models/failedobjects.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// The longest suffix leaves 54 of the 63 bytes that PostgreSQL gives a name, and of the 64 characters of MariaDB.
constexpr qsizetype longestKept = 54;
constexpr char suffix[] = "_failed";

QByteArray newDatabase(const QByteArray& database)
{
    qsizetype length = qMin(longestKept, database.size());
    while (length > 0 && length < database.size() && (uchar(database[length]) & 0xc0) == 0x80)
        --length; // not inside a character
    return database.first(length) + suffix;
}

Message whyNot(const MigrationTask& task, const FailedObjects& failed)
{
    if (task.phase != TaskPhase::Failed)
        return {QT_TRANSLATE_NOOP("Message", "Only of a failed task objects can be retried."), {}};
    if (failed.names.isEmpty())
        return {QT_TRANSLATE_NOOP("Message", "No single object has failed: retry the whole task."), {}};
    if (failed.ids.isEmpty())
        return {QT_TRANSLATE_NOOP("Message", "Objects of this backup cannot be restored one by one: retry the whole task."), {}};
    if (task.plan.backups.size() > 1)
        return {QT_TRANSLATE_NOOP("Message", "A chain of backups is restored as a whole: retry the whole task."), {}};
    if (task.plan.only.size() > 1 || task.plan.parts == RestoreRequest::Parts::DataOnly)
        return {QT_TRANSLATE_NOOP("Message", "What this task restores cannot be parted: retry the whole task."), {}};
    return {};
}

} // namespace

FailedObjects failedObjectsOf(const MigrationTask& task)
{
    FailedObjects failed;
    for (const ObjectReport& object : task.objects) {
        if (object.state != ObjectReport::State::Failed && object.state != ObjectReport::State::Differs)
            continue;
        failed.names += object.object;
        if (!object.id.isEmpty() && !failed.ids.contains(object.id))
            failed.ids += object.id;
    }
    failed.whyNot = whyNot(task, failed);
    return failed;
}

MigrationTask draftOfFailedObjects(const MigrationTask& task, const QString& name)
{
    MigrationTask draft;
    draft.name = name;
    draft.description = task.description;
    draft.tags = task.tags;
    draft.plan = task.plan;
    draft.plan.selection = failedObjectsOf(task).ids;
    draft.plan.overwrite = false;
    draft.plan.renames.clear();
    draft.plan.options.remove(u"intoExisting"_s);
    draft.plan.target.database = newDatabase(task.plan.target.database);
    return draft;
}

} // namespace bakferry
