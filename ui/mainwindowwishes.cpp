// What the parts of the main window wish for, and what of the model it follows: its connects.
#include "ui/mainwindow.h"

#include "models/failedobjects.h"
#include "models/migrationtaskmodel.h"
#include "models/taskfiltermodel.h"
#include "ui/emptystate.h"
#include "ui/filterpanel.h"
#include "ui/helpwindow.h"
#include "ui/keysdialog.h"
#include "ui/maintoolbar.h"
#include "ui/reportexport.h"
#include "ui/signin.h"
#include "ui/statusfilterbar.h"
#include "ui/taskactions.h"
#include "ui/taskdetails.h"
#include "ui/continuedialog.h"
#include "ui/taskeditdialog.h"
#include "ui/tasktable.h"

#include <QLineEdit>
#include <QShortcut>
#include <QTimer>

namespace bakferry {

using namespace Qt::StringLiterals;

void MainWindow::connectWishes()
{
    connect(m_toolBar, &MainToolBar::newTaskRequested, this, [this] { openWizard(); });
    connect(m_toolBar, &MainToolBar::languageChosen, this, &MainWindow::languageChosen);
    connect(m_toolBar, &MainToolBar::themeChosen, this, &MainWindow::themeChosen);
    connect(m_toolBar, &MainToolBar::settingsWanted, this, &MainWindow::settingsWanted);
    connect(m_toolBar, &MainToolBar::manualWanted, this, &MainWindow::showManual);
    connect(m_toolBar, &MainToolBar::keysWanted, this, &MainWindow::showKeys);
    connect(m_statusFilter, &StatusFilterBar::statusChosen, this, [this](std::optional<TaskStatus> status) {
        m_filter->setStatuses(status ? QSet<TaskStatus>{*status} : QSet<TaskStatus>{});
        showListOrEmpty();
    });
    connect(m_query, &FilterPanel::queryChanged, this, [this](const TaskQuery& query) {
        m_filter->setQuery(query);
        showListOrEmpty();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setSearchText(text);
        showListOrEmpty();
    });
    connect(m_empty, &EmptyState::newTaskRequested, this, [this] { openWizard(); });
    connect(m_empty, &EmptyState::showAllRequested, this, [this] {
        m_query->clear();
        m_search->clear();
        m_statusFilter->choose(std::nullopt);
    });
    connect(m_table, &TaskTable::selectionChangedTo, this, &MainWindow::showSelection);
    connect(m_table, &TaskTable::detailsRequested, this, [this] { m_details->showTab(TaskDetails::OverviewTab); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &MainWindow::showContextMenu);
    const auto addShortcut = [this](const QKeySequence& keys, auto reaction) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, reaction);
    };
    addShortcut(QKeySequence::Find, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    addShortcut(QKeySequence::Quit, [this] { close(); });
    addShortcut(QKeySequence(u"Ctrl+L"_s), [this] { m_details->showTab(TaskDetails::LogTab); });

    connect(m_actions, &TaskActions::pauseRequested, this, &MainWindow::pauseRequested);
    connect(m_actions, &TaskActions::resumeRequested, this, &MainWindow::resumeRequested);
    connect(m_actions, &TaskActions::deleteRequested, this, &MainWindow::deleteRequested);
    connect(m_actions, &TaskActions::decisionMade, this, &MainWindow::decisionMade);
    connect(m_actions, &TaskActions::deleteRefused, this, &MainWindow::showRefusal);
    connect(m_actions, &TaskActions::editRequested, this, [this](const QString& id) { (new TaskEditDialog(m_model, id, this))->open(); });
    connect(m_actions, &TaskActions::anewRequested, this, [this](const QString& id) {
        if (const MigrationTask* task = m_model.task(id))
            openWizard(task->plan.backups);
    });
    connect(m_actions, &TaskActions::exportRequested, this, [this](const QString& id) {
        if (const MigrationTask* task = m_model.task(id))
            m_reports->ask(*task);
    });
    connect(m_reports, &ReportExport::written, this, [this](const Message& where) { showBanner(BannerLevel::Information, where); });
    connect(m_reports, &ReportExport::failed, this, [this](const Error& error) { showBanner(BannerLevel::Error, error.what, error.hint); });
}

// Wishes that a server must be signed in for.
void MainWindow::connectServerWishes()
{
    connect(m_actions, &TaskActions::retryRequested, this, [this](const QStringList& ids) {
        m_signIn->before(tasksOf(ids), [this](const QStringList& ready) { emit retryRequested(ready); });
    });
    connect(m_actions, &TaskActions::retryFailedRequested, this, [this](const QString& id) {
        m_signIn->before(tasksOf({id}), [this, id](const QStringList&) { retryFailedObjects(id); });
    });
    connect(m_actions, &TaskActions::lookAgainRequested, this, [this](const QStringList& ids) {
        m_signIn->before(tasksOf(ids), [this](const QStringList& ready) { emit lookAgainRequested(ready); });
    });
    // Signing in alone starts nothing, but for the look that would have been taken at the start of the program.
    connect(m_actions, &TaskActions::signInRequested, this, [this](const QStringList& ids) {
        m_signIn->before(tasksOf(ids), [this](const QStringList& ready) { emit lookAgainRequested(ready); });
    });
    // What runs is signed in already; a task that waits for the next backup has a staging database to drop.
    connect(m_actions, &TaskActions::cancelRequested, this, [this](const QStringList& ids) {
        QStringList waiting;
        for (const QString& id : ids) {
            if (const MigrationTask* task = m_model.task(id); task && task->canContinue())
                waiting += id;
        }
        QStringList others = ids;
        others.removeIf([&](const QString& id) { return waiting.contains(id); });
        if (!others.isEmpty())
            emit cancelRequested(others);
        if (!waiting.isEmpty())
            m_signIn->before(tasksOf(waiting), [this](const QStringList& ready) { emit cancelRequested(ready); });
    });
    connect(m_actions, &TaskActions::continueRequested, this, [this](const QString& id) {
        m_signIn->before(tasksOf({id}), [this, id](const QStringList&) { askForNextBackup(id); });
    });
    connect(m_actions, &TaskActions::completeRequested, this, [this](const QString& id) {
        m_signIn->before(tasksOf({id}), [this, id](const QStringList&) { emit continueRequested(id, {}, true, {}); });
    });
    connect(m_actions, &TaskActions::undoRequested, this, [this](const QString& id) {
        m_signIn->before(tasksOf({id}), [this, id](const QStringList&) { emit undoRequested(id); });
    });
    connect(m_actions, &TaskActions::discardRequested, this, [this](const QString& id, const LeftOver& leftOver) {
        m_signIn->before(tasksOf({id}), [this, id, leftOver](const QStringList&) { emit discardRequested(id, leftOver); });
    });
}

template <typename Window>
void MainWindow::showHelp()
{
    auto* open = findChild<Window*>();
    auto* help = open ? open : new Window(this);
    help->show();
    help->raise();
    help->activateWindow();
}

void MainWindow::showManual() { showHelp<HelpWindow>(); }

void MainWindow::showKeys() { showHelp<KeysDialog>(); }

void MainWindow::retryFailedObjects(const QString& id)
{
    const MigrationTask* task = m_model.task(id);
    if (task && failedObjectsOf(*task).whyNot.isEmpty())
        emit tasksDrafted({draftOfFailedObjects(*task, m_model.proposedName(task->name + u"-failed"_s))});
}

void MainWindow::askForNextBackup(const QString& id)
{
    const MigrationTask* task = m_model.task(id);
    if (!task)
        return;
    auto* dialog = new ContinueDialog(*task, m_services, this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] { emit continueRequested(id, dialog->backups(), dialog->isLast(), dialog->stopAt()); });
    dialog->open();
}

QList<MigrationTask> MainWindow::tasksOf(const QStringList& ids) const
{
    QList<MigrationTask> tasks;
    for (const QString& id : ids) {
        if (const MigrationTask* task = m_model.task(id))
            tasks += *task;
    }
    return tasks;
}

void MainWindow::connectModel()
{
    const auto count = [this] {
        if (!m_countTimer->isActive())
            m_countTimer->start();
    };
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, count);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, count);
    connect(&m_model, &QAbstractItemModel::modelReset, this, count);
    connect(&m_model, &MigrationTaskModel::taskChanged, this, count);
    connect(&m_model, &MigrationTaskModel::taskChanged, this, &MainWindow::alertIfAway);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &MainWindow::noteChange);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &MainWindow::showListOrEmpty);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &MainWindow::showListOrEmpty);
    connect(m_filter, &TaskFilterModel::refiltered, this, &MainWindow::showListOrEmpty);
}

} // namespace bakferry
