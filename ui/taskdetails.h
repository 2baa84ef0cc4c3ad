#pragma once
#include "models/migrationtask.h"
#include "ui/services.h"

#include <QWidget>

class QStackedWidget;
class QTabWidget;
class QToolButton;

namespace bakferry {

class Banner;
class ChainView;
class FindingsView;
class LogView;
class MigrationTaskModel;
class PlainLabel;
class ReportView;
class TaskActions;
class TaskOverview;
class TaskProgress;

/// The pane below the list: overview, precheck, progress by object, log and report of the one selected task, with a banner on top when the task waits
/// for a decision or has failed.
class TaskDetails : public QWidget
{
    Q_OBJECT

public:
    enum Tab { OverviewTab, PrecheckTab, ProgressTab, LogTab, ReportTab, ChainTab };

    TaskDetails(const MigrationTaskModel& tasks, const Services& services, const TaskActions& actions, QWidget* parent = nullptr);

    void showTasks(const QStringList& ids);
    void appendLog(const QString& taskId, const LogRow& row);
    /// Looks at the shown task again.
    void refresh();
    void showTab(Tab tab);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void showBanners(const MigrationTask& task);
    void showErrorBanner(const MigrationTask& task);
    QWidget* makePrecheckTab();

    const MigrationTaskModel& m_tasks;
    QStringList m_ids;
    QStackedWidget* m_pages;
    PlainLabel* m_nothing;
    Banner* m_decision;
    Banner* m_waiting; ///< for the next backup
    Banner* m_error;
    QToolButton* m_anew = nullptr; ///< a remedy of some errors only
    QTabWidget* m_tabs;
    TaskOverview* m_overview;
    TaskProgress* m_progress;
    FindingsView* m_findings = nullptr;
    PlainLabel* m_noFindings = nullptr;
    ChainView* m_chain = nullptr;
    LogView* m_log;
    ReportView* m_report;
};

} // namespace bakferry
