#include "ui/taskdetails.h"

#include "models/migrationtaskmodel.h"
#include "models/statustext.h"
#include "ui/banner.h"
#include "ui/chainview.h"
#include "ui/findingsview.h"
#include "ui/logview.h"
#include "ui/plaintext.h"
#include "ui/reportview.h"
#include "ui/taskactions.h"
#include "ui/taskoverview.h"
#include "ui/taskprogress.h"

#include <QAction>
#include <QEvent>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QToolButton* addActionButton(Banner& banner, QAction* action, bool onlyWhenPossible = false)
{
    auto* button = new QToolButton(&banner);
    button->setObjectName(action->objectName() + u"Button"_s);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    banner.addButton(button);
    if (!onlyWhenPossible)
        return button;
    const auto follow = [button, action] { button->setVisible(action->isEnabled()); };
    QObject::connect(action, &QAction::changed, button, follow);
    follow();
    return button;
}

// Trying the same again cannot help: something has to be chosen otherwise.
bool asksForOtherChoices(ErrorKind kind)
{
    return kind == ErrorKind::Usage || kind == ErrorKind::Risk || kind == ErrorKind::NoSpace || kind == ErrorKind::TargetUnusable || kind == ErrorKind::StatementFailed;
}

} // namespace

TaskDetails::TaskDetails(const MigrationTaskModel& tasks, const Services& services, const TaskActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_tasks(tasks)
    , m_pages(new QStackedWidget(this))
    , m_nothing(new PlainLabel(this))
    , m_decision(new Banner(this))
    , m_waiting(new Banner(this))
    , m_error(new Banner(this))
    , m_tabs(new QTabWidget(this))
    , m_overview(new TaskOverview(services, actions, this))
    , m_progress(new TaskProgress(this))
    , m_log(new LogView(services, this))
    , m_report(new ReportView(services, actions, this))
{
    setObjectName(u"taskDetails"_s);
    m_decision->setObjectName(u"decisionBanner"_s);
    m_decision->setClosable(false);
    addActionButton(*m_decision, actions.action(TaskActions::GoOn));
    addActionButton(*m_decision, actions.action(TaskActions::StopHere));
    m_waiting->setObjectName(u"waitingBanner"_s);
    m_waiting->setClosable(false);
    addActionButton(*m_waiting, actions.action(TaskActions::Continue));
    addActionButton(*m_waiting, actions.action(TaskActions::Complete));
    m_error->setObjectName(u"errorBanner"_s);
    m_error->setClosable(false);
    addActionButton(*m_error, actions.action(TaskActions::CopyError));
    addActionButton(*m_error, actions.action(TaskActions::SignInAgain), true);
    addActionButton(*m_error, actions.action(TaskActions::LookAgain), true);
    addActionButton(*m_error, actions.action(TaskActions::RetryFailed), true);
    m_anew = addActionButton(*m_error, actions.action(TaskActions::Anew));
    addActionButton(*m_error, actions.action(TaskActions::Retry));

    m_tabs->setObjectName(u"detailTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_overview, {});
    m_tabs->addTab(makePrecheckTab(), {});
    m_tabs->addTab(m_progress, {});
    m_tabs->addTab(m_log, {});
    m_tabs->addTab(m_report, {});
    m_chain = new ChainView(this);
    m_tabs->addTab(m_chain, {});
    auto* shown = new QWidget(this);
    auto* column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 6, 0, 0);
    column->addWidget(m_decision);
    column->addWidget(m_waiting);
    column->addWidget(m_error);
    column->addWidget(m_tabs, 1);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_nothing);
    m_pages->addWidget(shown);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    retranslateUi();
}

QWidget* TaskDetails::makePrecheckTab()
{
    auto* tab = new QWidget(this);
    m_findings = new FindingsView(tab);
    m_noFindings = new PlainLabel(tab);
    m_noFindings->setAlignment(Qt::AlignCenter);
    m_noFindings->setForegroundRole(QPalette::PlaceholderText);
    auto* column = new QVBoxLayout(tab);
    column->addWidget(m_findings, 1);
    column->addWidget(m_noFindings, 1);
    return tab;
}

void TaskDetails::showTasks(const QStringList& ids)
{
    m_ids = ids;
    refresh();
}

void TaskDetails::refresh()
{
    const MigrationTask* task = m_ids.size() == 1 ? m_tasks.task(m_ids.first()) : nullptr;
    m_pages->setCurrentIndex(task ? 1 : 0);
    m_log->showTask(task ? task->id : QString());
    if (!task) {
        m_nothing->setText(m_ids.size() > 1 ? tr("%n task(s) selected", nullptr, int(m_ids.size())) : tr("Select a task to see its details."));
        return;
    }
    showBanners(*task);
    m_overview->showTask(*task);
    m_progress->showTask(*task);
    m_report->showTask(*task);
    m_chain->showChain(task->chain, task->plan.backups);
    m_tabs->setTabVisible(ChainTab, !m_chain->isEmpty());
    m_findings->showFindings(task->findings);
    m_findings->setVisible(!task->findings.isEmpty());
    m_noFindings->setVisible(task->findings.isEmpty());
    m_noFindings->setText(!task->plan.precheck ? tr("The precheck was switched off for this task; the DBA took the responsibility.")
                              : isRunning(task->phase) ? tr("The findings come when the precheck is through.")
                                                       : tr("This task has no findings."));
}

void TaskDetails::showBanners(const MigrationTask& task)
{
    if (task.phase == TaskPhase::NeedsDecision) {
        m_decision->showMessage(BannerLevel::Warning,
                                {QT_TRANSLATE_NOOP("Message", "The precheck found points that only you can weigh. The target has not been touched."), {}},
                                {QT_TRANSLATE_NOOP("Message", "Read them under Precheck, then continue or end the task."), {}});
    } else {
        m_decision->hide();
    }
    if (task.canContinue() && task.result.error)
        m_waiting->showMessage(BannerLevel::Warning, task.result.error->what, task.result.error->hint, task.result.error->detail);
    else if (task.canContinue())
        m_waiting->showMessage(BannerLevel::Information, {QT_TRANSLATE_NOOP("Message", "Everything given so far is in staging and verified; the target is as it was."), {}},
                               {QT_TRANSLATE_NOOP("Message", "Continue with the next backup of the chain, or complete the restore without one."), {}});
    else
        m_waiting->hide();
    showErrorBanner(task);
}

void TaskDetails::showErrorBanner(const MigrationTask& task)
{
    const Finding* blocker = task.phase == TaskPhase::PrecheckFailed ? worstBlocker(task.findings) : nullptr;
    if (blocker)
        m_error->showMessage(BannerLevel::Warning, blocker->what, blocker->remedy, blocker->detail);
    else if ((task.phase == TaskPhase::Failed || task.canLookAgain()) && task.result.error)
        m_error->showMessage(BannerLevel::Error, task.result.error->what, task.result.error->hint, task.result.error->detail);
    else
        m_error->hide();
    m_anew->setVisible(blocker ? asksForOtherChoices(blocker->kind) || !blocker->fixes.isEmpty() : task.result.error && asksForOtherChoices(task.result.error->kind));
}

void TaskDetails::appendLog(const QString& taskId, const LogRow& row) { m_log->append(taskId, row); }

void TaskDetails::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
    m_tabs->currentWidget()->setFocus();
}

void TaskDetails::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void TaskDetails::retranslateUi()
{
    m_tabs->setTabText(OverviewTab, tr("Overview"));
    m_tabs->setTabText(PrecheckTab, tr("Precheck"));
    m_tabs->setTabText(ProgressTab, tr("Progress"));
    m_tabs->setTabText(LogTab, tr("Log"));
    m_tabs->setTabText(ReportTab, tr("Report"));
    m_tabs->setTabText(ChainTab, tr("Chain"));
    m_tabs->setAccessibleName(tr("Details of the task"));
    m_overview->retranslateUi();
    m_progress->retranslateUi();
    m_report->retranslateUi();
    refresh();
}

} // namespace bakferry
