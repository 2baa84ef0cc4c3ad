#pragma once
#include "models/migrationtask.h"

#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace bakferry {

class MigrationTaskModel;

/// Everything that can be done with the selected tasks: one QAction each for toolbar, context menu, keyboard and details
/// pane alike, enabled by the tasks' phases. Asks before anything is lost, then emits the wish. GUI thread.
class TaskActions : public QObject
{
    Q_OBJECT

public:
    enum Act { Cancel, Pause, Resume, Retry, RetryFailed, Anew, LookAgain, SignInAgain, Delete, GoOn, StopHere, Continue, Complete, Undo, DiscardOld, DiscardStaging, Edit, CopyError, CopyCommand, Export,
               ActCount };

    /// @param window  parent of the questions
    TaskActions(const MigrationTaskModel& tasks, QWidget& window);

    QAction* action(Act act) const { return m_actions[act]; }
    void fillContextMenu(QMenu& menu) const;

public slots:
    void setSelection(const QStringList& ids);
    void setReadOnly(bool readOnly);
    /// Looks at the selected tasks again; call when one of them changed.
    void refresh();
    void retranslateUi();

signals:
    void cancelRequested(const QStringList& ids);
    void pauseRequested(const QStringList& ids);
    void resumeRequested(const QStringList& ids);
    void retryRequested(const QStringList& ids);
    /// A task of its own for what failed of this one; confirmed by the DBA.
    void retryFailedRequested(const QString& id);
    /// The wizard with the backups of this task, for other choices.
    void anewRequested(const QString& id);
    void lookAgainRequested(const QStringList& ids);
    void signInRequested(const QStringList& ids);
    void deleteRequested(const QStringList& ids);
    void decisionMade(const QString& id, bool goOn);
    /// The next backup of this task's chain is to be asked for.
    void continueRequested(const QString& id);
    void completeRequested(const QString& id);
    void undoRequested(const QString& id);
    void discardRequested(const QString& id, const bakferry::LeftOver& leftOver);
    void editRequested(const QString& id);
    void exportRequested(const QString& id);
    /// Names of tasks that were not deleted because they are running.
    void deleteRefused(const QStringList& names);

private:
    void addAction(Act act, const QString& icon, const QKeySequence& shortcut, void (TaskActions::*slot)());
    QList<const MigrationTask*> selected() const;
    /// The ids of the selected tasks that this act applies to.
    QStringList idsFor(Act act) const;
    bool mayApply(Act act) const;
    void explainRetryFailed();
    bool applies(Act act, const MigrationTask& task) const;
    const LeftOver* leftOver(LeftOver::Kind kind) const;

    void askCancel();
    void pause();
    void resume();
    void retry();
    void askRetryFailed();
    void anew();
    void lookAgain();
    void signInAgain();
    void askDelete();
    void goOn();
    void stopHere();
    void continueWithNext();
    void askComplete();
    void askUndo();
    void askDiscardOld();
    void askDiscardStaging();
    void edit();
    void copyError();
    void copyCommand();
    void exportReport();

    const MigrationTaskModel& m_tasks;
    QWidget& m_window;
    QAction* m_actions[ActCount] = {};
    QStringList m_ids;
    bool m_readOnly = false;
};

} // namespace bakferry
