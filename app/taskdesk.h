#pragma once
#include "app/audittrail.h"
#include "app/taskrunner.h"
#include "app/taskstore.h"
#include "models/migrationtaskmodel.h"

#include <QObject>
#include <QSet>

namespace bakferry {

/// Model, runner and store put together: the running program without its face. The window and the command line are two
/// faces of it. Lives on the GUI (main) thread.
class TaskDesk : public QObject
{
    Q_OBJECT

public:
    explicit TaskDesk(TaskRunner::Engines engines, QObject* parent = nullptr);

    MigrationTaskModel& model() { return m_model; }
    TaskRunner& runner() { return m_runner; }
    TaskStore& store() { return m_store; }
    bool isWritable() const { return m_isWritable; }

    /// Opens the store, loads what the scope asks for and looks after tasks that an earlier run left unfinished.
    /// Ends in ready() or openFailed().
    void open(const QByteArray& storePath, StoreAccess wanted, const LoadScope& scope = {});
    /// Reads everything anew; for a store that another program writes.
    void reload();

    void retry(const QStringList& ids);
    /// The answer to a task that waits for one.
    void decide(const QString& id, bool goOn);
    /// Looks at the target of an interrupted task anew; what it holds is then said. @returns false when that is known already.
    bool lookAgain(const QString& id);
    /// Puts further backups of its chain on top of a task that awaits them; without any, completes it. @returns false when it awaits none.
    bool continueWith(const QString& id, const BackupSet& backups, bool isLast, const QString& stopAt);
    /// @returns false when there is nothing that could be undone.
    bool undo(const QString& id);
    /// Refuses what a task still works with.
    bool discard(const QString& id, const LeftOver& leftOver);
    /// A task that waits for a decision is cancelled first. @returns the names of the running ones, which stay.
    QStringList remove(const QStringList& ids);
    /// Cancels what runs, waits for its end, writes what is to be written, then emits closed(). Returns at once.
    void close();

signals:
    void opened(const bakferry::StoreOpening& opening);
    void openFailed(const bakferry::Error& error);
    /// Everything asked for is in the model, and no task says that it is running but for those that are.
    void ready();
    void closed();

private:
    void wire();
    void beginWith(const StoreOpening& opening);
    void take(const QList<MigrationTask>& tasks, bool isLast);
    void lookAfter(const MigrationTask& task);
    void tellReady();

    MigrationTaskModel m_model;
    TaskStore m_store; ///< outlives the runner, whose workers record into it
    TaskRunner m_runner;
    AuditTrail m_audit;
    LoadScope m_scope;
    QSet<QString> m_beingLookedAfter;
    bool m_isWritable = false;
    bool m_isLoading = false;
};

} // namespace bakferry
