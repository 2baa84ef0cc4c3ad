#include "ui/mainwindow.h"

#include "engines/catalog.h"
#include "models/migrationtaskmodel.h"
#include "models/taskfiltermodel.h"
#include "ui/closequestion.h"
#include "ui/confirm.h"
#include "ui/droparea.h"
#include "ui/emptystate.h"
#include "ui/filterpanel.h"
#include "ui/icons.h"
#include "ui/maintoolbar.h"
#include "ui/plaintext.h"
#include "ui/reportexport.h"
#include "ui/restorewizard.h"
#include "ui/signin.h"
#include "ui/statusfilterbar.h"
#include "ui/taskactions.h"
#include "ui/taskdetails.h"
#include "ui/taskeditdialog.h"
#include "ui/tasktable.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {
constexpr auto geometryKey = "mainWindow/geometry"_L1;
constexpr auto splitterKey = "mainWindow/splitter"_L1;
// Ten times a second is as fast as people read; a runner reports thousands of changes.
constexpr int countIntervalMs = 100;
constexpr int refreshIntervalMs = 100;
}

MainWindow::MainWindow(MigrationTaskModel& model, Services services, QWidget* parent)
    : QMainWindow(parent)
    , m_model(model)
    , m_services(std::move(services))
    , m_filter(new TaskFilterModel(this))
    , m_actions(new TaskActions(model, *this))
    , m_signIn(new SignIn(m_services, *this))
    , m_reports(new ReportExport(m_services, *this))
    , m_toolBar(new MainToolBar(*m_actions, this))
    , m_countTimer(new QTimer(this))
    , m_refreshTimer(new QTimer(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(QIcon(u":/icons/bakferry.svg"_s));
    setAcceptDrops(true);
    m_filter->setSourceModel(&m_model);
    m_countTimer->setSingleShot(true);
    m_countTimer->setInterval(countIntervalMs);
    connect(m_countTimer, &QTimer::timeout, this, &MainWindow::updateCounts);
    m_refreshTimer->setSingleShot(true);
    m_refreshTimer->setInterval(refreshIntervalMs);
    connect(m_refreshTimer, &QTimer::timeout, this, &MainWindow::refreshSelected);
    addToolBar(m_toolBar);
    makeCentre();
    connectWishes();
    connectServerWishes();
    connectModel();
    retranslateUi();
    updateCounts();
    resize(1280, 800);
    restoreGeometry(QSettings().value(geometryKey).toByteArray());
    if (!m_splitter->restoreState(QSettings().value(splitterKey).toByteArray()))
        m_splitter->setSizes({330, 380});
    m_table->setFocus();
}

MainWindow::~MainWindow()
{
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(splitterKey, m_splitter->saveState());
}

void MainWindow::makeCentre()
{
    auto* centre = new QWidget(this);
    m_banner = new Banner(centre);
    m_banner->setObjectName(u"mainBanner"_s);
    m_statusFilter = new StatusFilterBar(centre);
    QList<std::pair<QByteArray, QString>> engines;
    for (const RestoreEngine* engine : allEngines())
        engines += {engine->info().id, engine->info().name};
    m_query = new FilterPanel(engines, centre);
    m_filter->setQuery(m_query->query());
    m_search = new QLineEdit(centre);
    m_search->setObjectName(u"search"_s);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->setMaximumWidth(360);
    auto* filters = new QHBoxLayout;
    filters->addWidget(m_statusFilter);
    filters->addStretch();
    filters->addWidget(m_query);
    filters->addWidget(m_search, 1);

    m_table = new TaskTable(*m_filter, centre);
    m_empty = new EmptyState(centre);
    m_listOrEmpty = new QStackedWidget(centre);
    m_listOrEmpty->addWidget(m_table);
    m_listOrEmpty->addWidget(m_empty);
    m_details = new TaskDetails(m_model, m_services, *m_actions, centre);
    m_splitter = new QSplitter(Qt::Vertical, centre);
    m_splitter->addWidget(m_listOrEmpty);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setChildrenCollapsible(false);

    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(10, 8, 10, 6);
    column->setSpacing(8);
    column->addWidget(m_banner);
    column->addLayout(filters);
    column->addWidget(m_splitter, 1);
    setCentralWidget(centre);
    m_summary = new PlainLabel(this);
    m_summary->setObjectName(u"summary"_s);
    m_summary->setWordWrap(false);
    statusBar()->addWidget(m_summary, 1);
    statusBar()->setContentsMargins(8, 0, 8, 0);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::showSelection(const QStringList& ids)
{
    m_selectedIds = {ids.begin(), ids.end()};
    m_actions->setSelection(ids);
    m_details->showTasks(ids);
}

void MainWindow::noteChange(const QModelIndex& first, const QModelIndex& last)
{
    for (int row = first.row(); row <= last.row() && !m_refreshTimer->isActive(); ++row) {
        if (m_selectedIds.contains(m_model.taskAt(row).id))
            m_refreshTimer->start();
    }
}

void MainWindow::refreshSelected()
{
    m_actions->refresh();
    m_details->refresh();
}

void MainWindow::showContextMenu(const QPoint& place)
{
    if (m_selectedIds.isEmpty())
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(u"taskMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions->fillContextMenu(*menu);
    menu->popup(m_table->viewport()->mapToGlobal(place));
}

void MainWindow::showListOrEmpty()
{
    const bool isEmpty = m_filter->rowCount() == 0;
    m_empty->setFiltered(m_model.rowCount() > 0);
    m_listOrEmpty->setCurrentWidget(isEmpty ? static_cast<QWidget*>(m_empty) : m_table);
    m_details->setVisible(m_model.rowCount() > 0);
}

void MainWindow::updateCounts()
{
    QHash<TaskStatus, int> counts;
    int waiting = 0, outliving = 0;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const TaskPhase phase = m_model.taskAt(row).phase;
        ++counts[statusOf(phase)];
        outliving += phase == TaskPhase::AwaitingBackup; // loses nothing when the window closes
        waiting += phase == TaskPhase::Queued || phase == TaskPhase::NeedsDecision || phase == TaskPhase::Paused;
    }
    m_statusFilter->setCounts(counts);
    m_runningCount = counts.value(TaskStatus::Restoring) - outliving;
    m_summary->setText(m_model.rowCount() == 0 ? QString()
                                               : tr("Running: %1   Waiting: %2   Failed: %3   Precheck failed: %4")
                                                     .arg(QLocale().toString(m_runningCount - waiting), QLocale().toString(waiting + outliving),
                                                          QLocale().toString(counts.value(TaskStatus::Failed)),
                                                          QLocale().toString(counts.value(TaskStatus::PrecheckFailed))));
    showListOrEmpty();
}

void MainWindow::showBanner(BannerLevel level, const Message& text, const Message& hint, const QString& detail) { m_banner->showMessage(level, text, hint, detail); }

void MainWindow::hideBanner() { m_banner->hide(); }

void MainWindow::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_actions->setReadOnly(readOnly);
    m_toolBar->setReadOnly(readOnly);
    m_empty->setReadOnly(readOnly);
}

void MainWindow::logAppended(const QString& taskId, const LogRow& row) { m_details->appendLog(taskId, row); }

void MainWindow::openWizard(const QList<BackupFile>& files)
{
    if (m_readOnly)
        return;
    if (!m_wizard) {
        m_wizard = new RestoreWizard(m_model, m_services, this);
        m_wizard->setWindowModality(Qt::WindowModal);
        connect(m_wizard, &RestoreWizard::tasksDrafted, this, &MainWindow::tasksDrafted);
    }
    m_wizard->addFiles(files);
    m_wizard->show();
    m_wizard->raise();
    m_wizard->activateWindow();
}

void MainWindow::showRefusal(const QStringList& names)
{
    if (names.isEmpty())
        return;
    showBanner(BannerLevel::Warning,
               {QT_TRANSLATE_NOOP("Message", "Not deleted, because still running: %1."), {names.join(u", "_s)}},
               {QT_TRANSLATE_NOOP("Message", "Cancel a running task first, then delete it."), {}});
}

void MainWindow::setLanguage(const QString& locale) { m_toolBar->setLanguage(locale); }

void MainWindow::setTheme(const QString& themeToken) { m_toolBar->setTheme(themeToken); }

void MainWindow::selectTask(const QString& id) { m_table->selectTask(id); }

void MainWindow::closeNow()
{
    m_mayClose = true;
    close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    updateCounts();
    if (m_mayClose || m_runningCount == 0 || m_readOnly) {
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    askBeforeClosing();
}

QStringList MainWindow::pausableIds() const
{
    QStringList ids;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (const MigrationTask& task = m_model.taskAt(row); canFollow(task.phase, TaskPhase::Paused))
            ids.append(task.id);
    }
    return ids;
}

void MainWindow::askBeforeClosing()
{
    ConfirmDialog* dialog = closeQuestion(m_runningCount, m_hasTray, this);
    connect(dialog, &ConfirmDialog::otherChosen, this, [this](int choice) {
        if (choice == PauseInTray)
            emit pauseRequested(pausableIds());
        hide();
    });
    connect(dialog, &QDialog::accepted, this, [this] {
        setEnabled(false);
        showBanner(BannerLevel::Information, {QT_TRANSLATE_NOOP("Message", "Stopping the running restores. The window closes when they have ended."), {}});
        emit closeRequested();
    });
    dialog->open();
}

void MainWindow::comeBack()
{
    show();
    setWindowState(windowState() & ~Qt::WindowMinimized);
    raise();
    activateWindow();
}

void MainWindow::alertIfAway(const MigrationTask& task)
{
    if (!isActiveWindow() && (isFinal(task.phase) || task.phase == TaskPhase::NeedsDecision || task.phase == TaskPhase::AwaitingBackup))
        QApplication::alert(this);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!m_readOnly && !filesIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    openWizard(filesIn(*event->mimeData()));
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_model.retranslate();
        retranslateUi();
    }
}

void MainWindow::retranslateUi()
{
    setWindowTitle(tr("BakFerry"));
    m_toolBar->retranslateUi();
    m_search->setPlaceholderText(tr("Search name, backup, target, tag (Ctrl+F)"));
    m_search->setAccessibleName(tr("Search tasks"));
    m_actions->retranslateUi();
    updateCounts();
}

} // namespace bakferry
