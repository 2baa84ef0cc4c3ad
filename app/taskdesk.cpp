#include "app/taskdesk.h"

#include "app/reconcile.h"

namespace bakferry {

TaskDesk::TaskDesk(TaskRunner::Engines engines, QObject* parent)
    : QObject(parent),
      m_runner(std::move(engines), [this](const QString& id, const JournalEntry& entry) { return m_store.record(id, entry); })
{
    wire();
}

void TaskDesk::wire()
{
    // Queued: a draft is in the model, for everybody, before its first update comes.
    connect(&m_model, &MigrationTaskModel::taskAdded, &m_runner, &TaskRunner::enqueue, Qt::QueuedConnection);
    connect(&m_model, &MigrationTaskModel::taskAdded, &m_store, &TaskStore::save);
    connect(&m_model, &MigrationTaskModel::taskChanged, &m_store, &TaskStore::save);
    connect(&m_model, &MigrationTaskModel::taskRemoved, &m_store, &TaskStore::remove);

    connect(&m_runner, &TaskRunner::updated, &m_model, &MigrationTaskModel::apply);
    connect(&m_runner, &TaskRunner::logged, &m_store, &TaskStore::appendLog);
    connect(&m_runner, &TaskRunner::idle, &m_store, &TaskStore::close);
    connect(&m_model, &MigrationTaskModel::taskAdded, &m_audit, &AuditTrail::taskCreated);
    connect(&m_model, &MigrationTaskModel::taskEdited, &m_audit, &AuditTrail::taskEdited);
    connect(&m_audit, &AuditTrail::happened, &m_store, &TaskStore::appendAudit);
    connect(&m_runner, &TaskRunner::finished, this, [this](const QString& id) {
        if (const MigrationTask* task = m_model.task(id))
            m_audit.jobEnded(*task);
        if (m_beingLookedAfter.remove(id))
            tellReady();
    });

    connect(&m_store, &TaskStore::opened, this, &TaskDesk::beginWith);
    connect(&m_store, &TaskStore::openFailed, this, &TaskDesk::openFailed);
    connect(&m_store, &TaskStore::loaded, this, &TaskDesk::take);
    connect(&m_store, &TaskStore::closed, this, &TaskDesk::closed);
}

void TaskDesk::open(const QByteArray& storePath, StoreAccess wanted, const LoadScope& scope)
{
    m_scope = scope;
    m_store.open(storePath, wanted);
}

void TaskDesk::beginWith(const StoreOpening& opening)
{
    m_isWritable = opening.access == StoreAccess::ReadWrite;
    emit opened(opening);
    reload();
}

void TaskDesk::reload()
{
    if (m_isLoading)
        return;
    m_isLoading = true;
    m_model.load({});
    m_store.load(m_scope);
}

void TaskDesk::take(const QList<MigrationTask>& tasks, bool isLast)
{
    m_model.loadMore(tasks);
    if (m_isWritable) {
        for (const MigrationTask& task : tasks)
            lookAfter(task);
    }
    m_isLoading = !isLast;
    tellReady();
}

void TaskDesk::lookAfter(const MigrationTask& task)
{
    if (isFinal(task.phase))
        return;
    if (needsReconciling(task.phase))
        m_beingLookedAfter.insert(task.id);
    m_runner.reconcile(task);
}

void TaskDesk::tellReady()
{
    if (!m_isLoading && m_beingLookedAfter.isEmpty())
        emit ready();
}

void TaskDesk::retry(const QStringList& ids)
{
    for (const QString& id : ids) {
        m_model.apply({.taskId = id, .phase = TaskPhase::Queued});
        if (const MigrationTask* task = m_model.task(id); task && task->phase == TaskPhase::Queued) {
            m_audit.taskRetried(*task);
            m_runner.enqueue(*task);
        }
    }
}

void TaskDesk::decide(const QString& id, bool goOn)
{
    const MigrationTask* task = m_model.task(id);
    if (!task || task->phase != TaskPhase::NeedsDecision)
        return;
    m_audit.decided(*task, goOn);
    m_runner.decide(id, goOn);
}

bool TaskDesk::lookAgain(const QString& id)
{
    const MigrationTask* task = m_model.task(id);
    if (!m_isWritable || !task || !task->canLookAgain())
        return false;
    m_runner.reconcile(*task);
    return true;
}

bool TaskDesk::continueWith(const QString& id, const BackupSet& backups, bool isLast, const QString& stopAt)
{
    const MigrationTask* task = m_model.task(id);
    if (!m_isWritable || !task || !task->canContinue() || (backups.isEmpty() && !isLast))
        return false;
    m_audit.continueAsked(*task, backups, isLast, stopAt);
    m_runner.continueWith(id, backups, isLast, stopAt);
    return true;
}

bool TaskDesk::undo(const QString& id)
{
    const MigrationTask* task = m_model.task(id);
    if (!m_isWritable || !task || !task->canUndoOverwrite())
        return false;
    m_audit.undoAsked(*task);
    m_runner.undo(*task);
    return true;
}

bool TaskDesk::discard(const QString& id, const LeftOver& leftOver)
{
    const MigrationTask* task = m_model.task(id);
    if (!m_isWritable || !task || isRunning(task->phase) || !task->result.leftOvers.contains(leftOver))
        return false;
    m_audit.discardAsked(*task, leftOver);
    m_runner.discard(*task, leftOver);
    return true;
}

QStringList TaskDesk::remove(const QStringList& ids)
{
    for (const QString& id : ids) {
        if (const MigrationTask* task = m_model.task(id); task && task->phase == TaskPhase::NeedsDecision)
            decide(id, false);
    }
    for (const QString& id : ids) {
        if (const MigrationTask* task = m_model.task(id); task && isFinal(task->phase))
            m_audit.taskDeleted(*task);
    }
    return m_model.remove(ids);
}

void TaskDesk::close() { m_runner.shutdown(); }

} // namespace bakferry
