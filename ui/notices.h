#pragma once
#include "models/migrationtask.h"
#include "models/preferences.h"

#include <QHash>
#include <QObject>
#include <QSystemTrayIcon>

class QAction;
class QMenu;

namespace bakferry {

class MigrationTaskModel;

/// The tray icon: shows how far the running restores are, and says what came of a task when the window is not in front. A click opens the
/// task, or the window. Without a tray on the desktop it does nothing. GUI thread.
class Notices : public QObject
{
    Q_OBJECT

public:
    /// @param window  notices are for when it is not the active one
    Notices(const MigrationTaskModel& tasks, QWidget& window);

    bool hasTray() const { return m_tray.isVisible(); }
    void setPreferences(const Preferences& preferences) { m_preferences = preferences; }
    /// The last notice, for those who cannot see a desktop.
    const QString& lastText() const { return m_lastText; }
    /// How far all running tasks are together, in permille; -1 when none is running or none has a measure.
    int progressPermille() const;

public slots:
    void taskChanged(const bakferry::MigrationTask& task);
    /// Takes in how far the running tasks are.
    void refresh();
    void retranslateUi();

signals:
    void taskWanted(const QString& id);
    void windowWanted();
    void quitWanted();

private:
    bool isWanted(TaskPhase phase) const;
    QIcon iconAt(int permille) const;

    const MigrationTaskModel& m_tasks;
    QWidget& m_window;
    Preferences m_preferences;
    QSystemTrayIcon m_tray;
    QMenu* m_menu;
    QAction* m_open;
    QAction* m_quit;
    QHash<QString, TaskPhase> m_told; ///< what was last said of a task, so that nothing is said twice
    QString m_lastTask, m_lastText;
    int m_shownPermille = -2;
};

} // namespace bakferry
