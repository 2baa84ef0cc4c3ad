#pragma once
#include "models/migrationtask.h"
#include "ui/banner.h"
#include "ui/services.h"

#include <QMainWindow>
#include <QPointer>
#include <QSet>

class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace bakferry {

class EmptyState;
class FilterPanel;
class MainToolBar;
class MigrationTaskModel;
class PlainLabel;
class ReportExport;
class RestoreWizard;
class SignIn;
class StatusFilterBar;
class TaskActions;
class TaskDetails;
class TaskFilterModel;
class TaskTable;

/// The frame: toolbar, filters, task table, details pane, status line. GUI thread.
///
/// Shows the model it is given and emits wishes; knows neither runner nor store. Column widths, the splitter and its own
/// size are remembered in QSettings.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// @param model  must outlive the window
    MainWindow(MigrationTaskModel& model, Services services, QWidget* parent = nullptr);
    ~MainWindow() override;

public slots:
    /// Trouble that is not one task's: a failed save, a store held by another program.
    /// @param detail  raw words, folded
    void showBanner(bakferry::BannerLevel level, const bakferry::Message& text, const bakferry::Message& hint = {}, const QString& detail = {});
    void hideBanner();
    /// Looking stays possible, every wish that would change something is disabled.
    void setReadOnly(bool readOnly);
    void logAppended(const QString& taskId, const bakferry::LogRow& row);
    /// Opens the wizard with these files; nothing starts before the DBA finishes it.
    void openWizard(const QList<bakferry::BackupFile>& files = {});
    /// Says which tasks were not deleted because they are running.
    void showRefusal(const QStringList& names);
    /// Marks these as chosen in the menus; changes nothing else.
    void setLanguage(const QString& locale);
    void setTheme(const QString& themeToken);
    /// There is a tray icon that brings the window back: closing it while tasks run may leave them running.
    void setHasTray(bool hasTray) { m_hasTray = hasTray; }
    /// Brings the window to the front, from the tray or from behind others.
    void comeBack();
    void selectTask(const QString& id);
    void showManual();
    void showKeys();
    /// Closes without asking, after closeRequested() was met.
    void closeNow();

signals:
    void tasksDrafted(const QList<bakferry::MigrationTask>& drafts);
    void cancelRequested(const QStringList& ids);
    void pauseRequested(const QStringList& ids);
    void resumeRequested(const QStringList& ids);
    void retryRequested(const QStringList& ids);
    void lookAgainRequested(const QStringList& ids);
    /// The answer to a task in phase NeedsDecision.
    void decisionMade(const QString& id, bool goOn);
    /// Confirmed by the DBA; holds no task that was running when asked.
    void deleteRequested(const QStringList& ids);
    /// Without backups and as the last one: complete with what is in staging.
    void continueRequested(const QString& id, const bakferry::BackupSet& backups, bool isLast, const QString& stopAt);
    void undoRequested(const QString& id);
    void discardRequested(const QString& id, const bakferry::LeftOver& leftOver);
    void languageChosen(const QString& locale);
    void themeChosen(const QString& themeToken);
    void settingsWanted();
    /// The DBA wants to quit although tasks are running and has agreed to stopping them. The window stays open until
    /// closeNow(). Without running tasks the window just closes.
    void closeRequested();

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeCentre();
    void connectWishes();
    void connectServerWishes();
    QList<MigrationTask> tasksOf(const QStringList& ids) const;
    void askForNextBackup(const QString& id);
    void retryFailedObjects(const QString& id);
    void connectModel();
    void retranslateUi();
    void updateCounts();
    void showListOrEmpty();
    template <typename Window>
    void showHelp();
    void showSelection(const QStringList& ids);
    void noteChange(const QModelIndex& first, const QModelIndex& last);
    void refreshSelected();
    void showContextMenu(const QPoint& place);
    void askBeforeClosing();
    QStringList pausableIds() const;
    void alertIfAway(const MigrationTask& task);

    MigrationTaskModel& m_model;
    Services m_services;
    TaskFilterModel* m_filter;
    TaskActions* m_actions;
    SignIn* m_signIn;
    ReportExport* m_reports;
    MainToolBar* m_toolBar;
    QTimer* m_countTimer;
    QTimer* m_refreshTimer;
    Banner* m_banner = nullptr;
    StatusFilterBar* m_statusFilter = nullptr;
    FilterPanel* m_query = nullptr;
    QLineEdit* m_search = nullptr;
    QStackedWidget* m_listOrEmpty = nullptr;
    TaskTable* m_table = nullptr;
    EmptyState* m_empty = nullptr;
    QSplitter* m_splitter = nullptr;
    TaskDetails* m_details = nullptr;
    PlainLabel* m_summary = nullptr;
    QPointer<RestoreWizard> m_wizard;
    QSet<QString> m_selectedIds;
    int m_runningCount = 0;
    bool m_readOnly = false;
    bool m_hasTray = false;
    bool m_mayClose = false;
};

} // namespace bakferry
