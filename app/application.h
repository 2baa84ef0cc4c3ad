#pragma once
#include "app/launchoptions.h"
#include "app/previews.h"
#include "app/secretkeeper.h"
#include "app/taskdesk.h"
#include "models/translation.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"

#include <QObject>

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

signals:
    void ended();

private:
    void wire();
    Services services();
    std::function<void()> precheck(const MigrationTask& draft, QObject* context, std::function<void(JobProgress)> progress,
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
    TaskDesk m_desk;
    Previews m_previews;
    MainWindow m_window;
    bool m_isGivenTaskStarted = false;
};

} // namespace bakferry
