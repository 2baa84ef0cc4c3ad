#include "ui/taskactions.h"

#include "engines/displaytext.h"
#include "models/failedobjects.h"
#include "models/humantext.h"
#include "models/migrationtaskmodel.h"
#include "models/statustext.h"
#include "ui/confirm.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/restorecommand.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QWidget>

#include <array>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QStringList namesOf(const QList<const MigrationTask*>& tasks)
{
    QStringList names;
    for (const MigrationTask* task : tasks)
        names.append(task->name);
    return names;
}

bool hasLeftOver(const MigrationTask& task, LeftOver::Kind kind)
{
    const QList<LeftOver>& all = task.result.leftOvers;
    return std::any_of(all.begin(), all.end(), [kind](const LeftOver& leftOver) { return leftOver.kind == kind; });
}

// What is copied goes into tickets and mails: the names of things first, then the words of the program, then the raw words.
QString errorReport(const MigrationTask& task)
{
    QStringList lines{task.name + u" → "_s + task.plan.target.display(), statusSentence(task)};
    for (const Finding& finding : task.findings) {
        if (finding.level == FindingLevel::Blocker)
            lines << translated(finding.what) << translated(finding.remedy) << QString::fromLatin1(finding.code) << finding.detail;
    }
    if (const auto& error = task.result.error)
        lines << translated(error->what) << translated(error->hint) << QString::fromLatin1(error->code) << error->detail;
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace

TaskActions::TaskActions(const MigrationTaskModel& tasks, QWidget& window)
    : QObject(&window)
    , m_tasks(tasks)
    , m_window(window)
{
    addAction(Cancel, u"cancel"_s, QKeySequence(u"Ctrl+."_s), &TaskActions::askCancel);
    addAction(Pause, u"pause"_s, QKeySequence(u"Ctrl+Shift+P"_s), &TaskActions::pause);
    addAction(Resume, u"resume"_s, QKeySequence(u"Ctrl+Shift+R"_s), &TaskActions::resume);
    addAction(Retry, u"retry"_s, QKeySequence(u"Ctrl+R"_s), &TaskActions::retry);
    addAction(RetryFailed, u"retry"_s, QKeySequence(u"Ctrl+Alt+R"_s), &TaskActions::askRetryFailed);
    addAction(Anew, u"new"_s, {}, &TaskActions::anew);
    addAction(LookAgain, u"search"_s, {}, &TaskActions::lookAgain);
    addAction(SignInAgain, u"level-unknown"_s, {}, &TaskActions::signInAgain);
    addAction(Delete, u"delete"_s, QKeySequence(QKeySequence::Delete), &TaskActions::askDelete);
    addAction(GoOn, u"resume"_s, {}, &TaskActions::goOn);
    addAction(StopHere, u"cancel"_s, {}, &TaskActions::stopHere);
    addAction(Continue, u"new"_s, {}, &TaskActions::continueWithNext);
    addAction(Complete, u"resume"_s, {}, &TaskActions::askComplete);
    addAction(Undo, u"undo"_s, {}, &TaskActions::askUndo);
    addAction(DiscardOld, u"discard"_s, {}, &TaskActions::askDiscardOld);
    addAction(DiscardStaging, u"discard"_s, {}, &TaskActions::askDiscardStaging);
    addAction(Edit, u"file"_s, QKeySequence(Qt::Key_F2), &TaskActions::edit);
    addAction(CopyError, u"copy"_s, {}, &TaskActions::copyError);
    addAction(CopyCommand, u"terminal"_s, QKeySequence(u"Ctrl+Shift+C"_s), &TaskActions::copyCommand);
    addAction(Export, u"file"_s, QKeySequence(u"Ctrl+E"_s), &TaskActions::exportReport);
    retranslateUi();
    refresh();
}

void TaskActions::addAction(Act act, const QString& icon, const QKeySequence& shortcut, void (TaskActions::*slot)())
{
    static constexpr const char* names[ActCount] = {"actCancel", "actPause", "actResume", "actRetry", "actRetryFailed", "actAnew", "actLookAgain", "actSignIn", "actDelete", "actGoOn", "actStopHere", "actContinue", "actComplete",
                                                    "actUndo", "actDiscardOld", "actDiscardStaging", "actEdit", "actCopyError", "actCopyCommand", "actExport"};
    auto* action = new QAction(themedIcon(icon), {}, &m_window);
    action->setObjectName(QString::fromLatin1(names[act]));
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, slot);
    m_window.addAction(action);
    m_actions[act] = action;
}

void TaskActions::fillContextMenu(QMenu& menu) const
{
    menu.setToolTipsVisible(true); // they say why an act is disabled
    static constexpr Act groups[][7] = {{GoOn, StopHere, Continue, Complete, SignInAgain, LookAgain, ActCount}, {Pause, Resume, Cancel, Retry, RetryFailed, Anew, ActCount},
                                        {Undo, DiscardOld, DiscardStaging, ActCount}, {Edit, CopyError, CopyCommand, Export, ActCount},
                                        {Delete, ActCount}};
    for (const auto& group : groups) {
        menu.addSeparator();
        for (const Act act : group) {
            if (act == ActCount)
                break;
            // What can never apply to these tasks would only lengthen the menu; what everybody expects stays, greyed.
            const bool expected = act == Cancel || act == Retry || act == RetryFailed || act == Delete || act == CopyCommand;
            if (expected || m_actions[act]->isEnabled())
                menu.addAction(m_actions[act]);
        }
    }
}

void TaskActions::setSelection(const QStringList& ids)
{
    m_ids = ids;
    refresh();
}

void TaskActions::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    refresh();
}

void TaskActions::refresh()
{
    // One pass over the selection, which may be a hundred thousand tasks.
    std::array<bool, ActCount> isPossible{};
    for (const MigrationTask* task : selected()) {
        for (int act = 0; act < ActCount; ++act)
            isPossible[size_t(act)] = isPossible[size_t(act)] || (mayApply(Act(act)) && applies(Act(act), *task));
    }
    for (int act = 0; act < ActCount; ++act) {
        const bool changesNothing = act == CopyError || act == CopyCommand || act == Export;
        m_actions[act]->setEnabled((changesNothing || !m_readOnly) && isPossible[size_t(act)]);
    }
    explainRetryFailed();
}

// The only act whose absence is not plain from the task's phase.
void TaskActions::explainRetryFailed()
{
    const QList<const MigrationTask*> tasks = m_ids.size() == 1 ? selected() : QList<const MigrationTask*>();
    const Message whyNot = tasks.isEmpty() ? Message() : failedObjectsOf(*tasks.first()).whyNot;
    const QString explanation = tr("Restore only the objects that failed, into a new database of their own");
    m_actions[RetryFailed]->setToolTip(plainToolTip(whyNot.isEmpty() ? explanation : explanation + u'\n' + translated(whyNot)));
}

// Most acts are about one task: they show what they are about to change.
bool TaskActions::mayApply(Act act) const
{
    const bool manyAtOnce = act == Cancel || act == Pause || act == Resume || act == Retry || act == LookAgain || act == SignInAgain || act == Delete;
    return manyAtOnce || m_ids.size() == 1;
}

QList<const MigrationTask*> TaskActions::selected() const
{
    QList<const MigrationTask*> tasks;
    for (const QString& id : m_ids) {
        if (const MigrationTask* task = m_tasks.task(id))
            tasks.append(task);
    }
    return tasks;
}

bool TaskActions::applies(Act act, const MigrationTask& task) const
{
    switch (act) {
    case Cancel: return canFollow(task.phase, TaskPhase::Cancelling) && task.phase != TaskPhase::NeedsDecision;
    case Pause: return canFollow(task.phase, TaskPhase::Paused);
    case Resume: return task.phase == TaskPhase::Paused;
    case Retry: return isFinal(task.phase) && canFollow(task.phase, TaskPhase::Queued);
    case RetryFailed: return failedObjectsOf(task).whyNot.isEmpty();
    case Anew: return isFinal(task.phase);
    case LookAgain: return task.canLookAgain();
    case SignInAgain: return isFinal(task.phase) && task.needsPassword() && task.wasSignInRefused();
    case GoOn:
    case StopHere: return task.phase == TaskPhase::NeedsDecision;
    case Continue:
    case Complete: return task.canContinue();
    case Undo: return task.canUndoOverwrite();
    case DiscardOld: return isFinal(task.phase) && hasLeftOver(task, LeftOver::Kind::KeptOld);
    case DiscardStaging: return isFinal(task.phase) && hasLeftOver(task, LeftOver::Kind::Staging);
    case CopyError: return task.result.error || task.phase == TaskPhase::PrecheckFailed;
    case Delete:
    case Edit:
    case CopyCommand:
    case Export:
    case ActCount: break;
    }
    return true;
}

QStringList TaskActions::idsFor(Act act) const
{
    if (!mayApply(act))
        return {};
    QStringList ids;
    for (const MigrationTask* task : selected()) {
        if (applies(act, *task))
            ids.append(task->id);
    }
    return ids;
}

const LeftOver* TaskActions::leftOver(LeftOver::Kind kind) const
{
    for (const MigrationTask* task : selected()) {
        for (const LeftOver& leftOver : task->result.leftOvers) {
            if (leftOver.kind == kind)
                return &leftOver;
        }
    }
    return nullptr;
}

void TaskActions::askCancel()
{
    const QStringList ids = idsFor(Cancel);
    QList<const MigrationTask*> working;
    for (const QString& id : ids) {
        if (const MigrationTask* task = m_tasks.task(id); task && task->phase != TaskPhase::Queued)
            working.append(task);
    }
    if (working.isEmpty()) {
        emit cancelRequested(ids); // nothing was done yet, so nothing is lost
        return;
    }
    const int count = int(working.size());
    auto* dialog = new ConfirmDialog({tr("Stop %n restore(s)", nullptr, count),
                                      tr("What was loaded so far is given up. The task then says what remains in the target."),
                                      namesOf(working), tr("Stop Restore"), tr("Keep Running")}, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, ids] { emit cancelRequested(ids); });
    dialog->open();
}

void TaskActions::pause() { emit pauseRequested(idsFor(Pause)); }
void TaskActions::resume() { emit resumeRequested(idsFor(Resume)); }
void TaskActions::retry() { emit retryRequested(idsFor(Retry)); }
void TaskActions::lookAgain() { emit lookAgainRequested(idsFor(LookAgain)); }
void TaskActions::signInAgain() { emit signInRequested(idsFor(SignInAgain)); }

void TaskActions::askDelete()
{
    QList<const MigrationTask*> finished, running;
    for (const MigrationTask* task : selected())
        (isRunning(task->phase) ? running : finished).append(task);
    if (!running.isEmpty())
        emit deleteRefused(namesOf(running));
    if (finished.isEmpty())
        return;
    QStringList ids;
    for (const MigrationTask* task : finished)
        ids.append(task->id);
    const int count = int(ids.size());
    auto* dialog = new ConfirmDialog({tr("Delete %n task(s)", nullptr, count),
                                      tr("The task leaves the list; its audit record stays. Databases and backup files are not touched.", nullptr, count),
                                      namesOf(finished), tr("Delete %n Task(s)", nullptr, count)}, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, ids] { emit deleteRequested(ids); });
    dialog->open();
}

void TaskActions::askRetryFailed()
{
    const QStringList ids = idsFor(RetryFailed);
    const MigrationTask* task = ids.isEmpty() ? nullptr : m_tasks.task(ids.first());
    if (!task)
        return;
    const MigrationTask draft = draftOfFailedObjects(*task, task->name);
    auto* dialog = new ConfirmDialog({tr("Retry failed objects"),
                                      tr("A new task restores these objects alone, with what they depend on, into the new database %1. It is prechecked first; the target of the failed task is not touched.")
                                          .arg(displayText(draft.plan.target.display(), 200)),
                                      failedObjectsOf(*task).names, tr("Retry Failed Objects")}, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, id = task->id] { emit retryFailedRequested(id); });
    dialog->open();
}

void TaskActions::anew()
{
    if (const QStringList ids = idsFor(Anew); !ids.isEmpty())
        emit anewRequested(ids.first());
}

void TaskActions::goOn()
{
    if (const QStringList ids = idsFor(GoOn); !ids.isEmpty())
        emit decisionMade(ids.first(), true);
}

void TaskActions::stopHere()
{
    if (const QStringList ids = idsFor(StopHere); !ids.isEmpty())
        emit decisionMade(ids.first(), false);
}

void TaskActions::continueWithNext()
{
    if (const QStringList ids = idsFor(Continue); !ids.isEmpty())
        emit continueRequested(ids.first());
}

void TaskActions::askComplete()
{
    const QStringList ids = idsFor(Complete);
    const MigrationTask* task = ids.isEmpty() ? nullptr : m_tasks.task(ids.first());
    if (!task)
        return;
    auto* dialog = new ConfirmDialog({tr("Complete the restore"),
                                      tr("What is in staging takes its place. No further backup of the chain can be put on top of it afterwards."),
                                      {task->plan.target.display()}, tr("Complete Restore"), tr("Keep Waiting")}, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, id = task->id] { emit completeRequested(id); });
    dialog->open();
}

void TaskActions::askUndo()
{
    const QStringList ids = idsFor(Undo);
    const MigrationTask* task = ids.isEmpty() ? nullptr : m_tasks.task(ids.first());
    if (!task)
        return;
    auto* dialog = new ConfirmDialog({tr("Undo the overwrite"),
                                      tr("The old database comes back in place of the restored one. Changes made since the restore are lost."),
                                      {task->plan.target.display()}, tr("Undo Overwrite")}, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, id = task->id] { emit undoRequested(id); });
    dialog->open();
}

void TaskActions::askDiscardOld()
{
    const LeftOver* kept = leftOver(LeftOver::Kind::KeptOld);
    if (!kept)
        return;
    const QString shown = displayBytes(kept->place);
    const RestoreTarget& target = selected().first()->plan.target;
    const QString name = displayBytes(target.database.sliced(target.database.lastIndexOf('/') + 1), 80);
    auto* dialog = new ConfirmDialog({tr("Discard the old database"),
                                      tr("This frees its space (%1). The overwrite can then no longer be undone.").arg(sizeText(kept->sizeBytes)),
                                      {shown}, tr("Discard Old Database"), {}, name}, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, id = m_ids.first(), leftOver = *kept] { emit discardRequested(id, leftOver); });
    dialog->open();
}

void TaskActions::askDiscardStaging()
{
    const LeftOver* staging = leftOver(LeftOver::Kind::Staging);
    if (!staging)
        return;
    auto* dialog = new ConfirmDialog({tr("Remove left-over staging data"),
                                      tr("An unfinished restore left this behind. The target does not need it."),
                                      {displayBytes(staging->place)}, tr("Remove Staging Data")}, &m_window);
    connect(dialog, &QDialog::accepted, this, [this, id = m_ids.first(), leftOver = *staging] { emit discardRequested(id, leftOver); });
    dialog->open();
}

void TaskActions::edit()
{
    if (const QStringList ids = idsFor(Edit); !ids.isEmpty())
        emit editRequested(ids.first());
}

void TaskActions::copyError()
{
    if (const QList<const MigrationTask*> tasks = selected(); !tasks.isEmpty())
        QGuiApplication::clipboard()->setText(errorReport(*tasks.first()));
}

void TaskActions::copyCommand()
{
    if (const QList<const MigrationTask*> tasks = selected(); !tasks.isEmpty())
        QGuiApplication::clipboard()->setText(restoreCommand(tasks.first()->name, tasks.first()->plan));
}

void TaskActions::exportReport()
{
    if (const QStringList ids = idsFor(Export); !ids.isEmpty())
        emit exportRequested(ids.first());
}

void TaskActions::retranslateUi()
{
    const auto name = [this](Act act, const QString& text, const QString& explanation) {
        m_actions[act]->setText(text);
        const QString keys = m_actions[act]->shortcut().toString(QKeySequence::NativeText);
        m_actions[act]->setToolTip(plainToolTip(keys.isEmpty() ? explanation : u"%1 (%2)"_s.arg(explanation, keys)));
    };
    name(Cancel, tr("Cancel…"), tr("Stop the selected restores"));
    name(Pause, tr("Pause"), tr("Hold the selected restores at their next safe point"));
    name(Resume, tr("Resume"), tr("Let the selected restores go on"));
    name(Retry, tr("Retry"), tr("Begin the selected tasks anew"));
    name(RetryFailed, tr("Retry Failed Objects…"), tr("Restore only the objects that failed, into a new database of their own"));
    name(Anew, tr("New Task with This Backup…"), tr("Open the wizard with the same backup, for another target or other choices"));
    name(LookAgain, tr("Look Again"), tr("Look at the target of an interrupted task again and say what it holds"));
    name(SignInAgain, tr("Sign In…"), tr("Enter the password of the server that refused the sign-in"));
    name(Delete, tr("Delete…"), tr("Remove the selected tasks from the list"));
    name(GoOn, tr("Continue"), tr("Restore in spite of the warnings"));
    name(StopHere, tr("Do Not Restore"), tr("End the task; the target was not touched"));
    name(Continue, tr("Continue with Next Backup…"), tr("Put the next backup of the chain on top of what is in staging"));
    name(Complete, tr("Complete Restore…"), tr("Switch over with what is in staging, without another backup"));
    name(Undo, tr("Undo Overwrite…"), tr("Put the old database back"));
    name(DiscardOld, tr("Discard Old Database…"), tr("Free the space of the old database"));
    name(DiscardStaging, tr("Remove Staging Data…"), tr("Remove what an unfinished restore left behind"));
    name(Edit, tr("Edit Name and Tags…"), tr("Change name, description and tags"));
    name(CopyError, tr("Copy Error"), tr("Copy cause, remedy and raw words of the error"));
    name(CopyCommand, tr("Copy as Command"), tr("Copy the bakferry-cli command that does the same"));
    name(Export, tr("Export Report…"), tr("Write the report of the task to a file: HTML, PDF, CSV or JSON"));
}

} // namespace bakferry
