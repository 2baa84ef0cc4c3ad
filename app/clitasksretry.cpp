// `bakferry-cli tasks retry`.
#include "app/clitasks.h"
#include "models/failedobjects.h"

#include <QUuid>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error notRetryable(const MigrationTask& task, const Message& why)
{
    return usageError("task.not-retryable", why.isEmpty() ? Message{QT_TRANSLATE_NOOP("Message", "Task %1 cannot be begun anew: it is running, or it has succeeded."), {task.name}} : why,
                      {QT_TRANSLATE_NOOP("Message", "bakferry-cli tasks show tells how the task stands."), {}});
}

} // namespace

void CliTasks::retry(const MigrationTask& task)
{
    if (!isFinal(task.phase) || !canFollow(task.phase, TaskPhase::Queued)) {
        m_hasBegun = false;
        return giveUp(notRetryable(task, {}));
    }
    watch(task);
    m_desk.retry({task.id});
}

void CliTasks::retryFailed(const MigrationTask& task)
{
    const FailedObjects failed = failedObjectsOf(task);
    if (!failed.whyNot.isEmpty()) {
        m_hasBegun = false;
        return giveUp(notRetryable(task, failed.whyNot));
    }
    const QString id = QUuid::createUuid().toString(QUuid::Id128);
    // Other tasks of the store are not known here; the id makes the name theirs in no case.
    MigrationTask draft = draftOfFailedObjects(task, legalName(task.name.left(36)) + u"-failed-"_s + id.left(4));
    draft.id = id;
    watch(draft);
    m_desk.model().addDrafts({draft});
}

} // namespace bakferry
