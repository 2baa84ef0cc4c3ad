#pragma once
#include "app/launchoptions.h"
#include "app/previews.h"
#include "app/secretkeeper.h"
#include "app/taskdesk.h"
#include "app/taskhooks.h"
#include "models/translation.h"
#include "ui/mainwindow.h"
#include "ui/notices.h"
#include "ui/theme.h"

#include <QObject>
#include <QTimer>

namespace bakferry {

/// The window program: makes the objects and connects them. The only place that sees both the windows and the runner
/// with its store. GUI thread; one QApplication must exist.
class Application : public QObject
{
    Q_OBJECT

public:
    explicit Application(LaunchOptions options, QObject* parent = nullptr);

    /// Opens the store; the window shows as soon as the first tasks are there, or why they cannot be.
    void start();
    /// Stops what runs, closes store and window, then emits ended(). Returns at once.
    void quit();

    MainWindow& window() { return m_window; }
    TaskDesk& desk() { return m_desk; }
    /// What the windows get.
    Services services();

signals:
    void ended();

private:
    void wire();
    void wireDesktop();
    void openSettings();
    void usePreferences(const Preferences& preferences);
    void discardOverdue();
    PasswordServices passwordServices();
    std::function<void()> precheck(const MigrationTask& draft, bool targetAlone, QObject* context, std::function<void(JobProgress)> progress,
                                   std::function<void(PrecheckReport)> done);
    void greet(const StoreOpening& opening);
    void showWithoutStore(const Error& error);
    void showWindow();
    void startGivenTask();
    void useLanguage(const QString& locale);
    void useTheme(const QString& token);

    const LaunchOptions m_options;
    Translation m_translation;
    Theme m_theme;
    SecretKeeper m_secrets;
    ConnectionModel m_connections;
    TaskDesk m_desk;
    Previews m_previews;
    MainWindow m_window;
    Notices* m_notices; ///< the window's
    TaskHooks m_hooks;
    Preferences m_preferences;
    QTimer m_retentionTimer;
    bool m_isGivenTaskStarted = false;
    bool m_isReady = false;
};

} // namespace bakferry
