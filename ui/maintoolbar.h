#pragma once
#include <QToolBar>

class QActionGroup;
class QToolButton;

namespace bakferry {

class TaskActions;

/// The main window's toolbar: a new task, the acts on the selected ones, language, theme, settings and help.
class MainToolBar : public QToolBar
{
    Q_OBJECT

public:
    MainToolBar(const TaskActions& actions, QWidget* parent);

    void setReadOnly(bool readOnly);
    /// Marks these as chosen; emits nothing.
    void setLanguage(const QString& locale);
    void setTheme(const QString& themeToken);
    void retranslateUi();

signals:
    void newTaskRequested();
    void languageChosen(const QString& locale);
    void themeChosen(const QString& themeToken);
    void settingsWanted();
    void manualWanted();
    void keysWanted();

private:
    void addRetryMenu(const TaskActions& actions);
    QAction* addHelp(const QString& name, const QKeySequence& keys, void (MainToolBar::*wish)());
    QToolButton* addMenuButton(const QString& name, const QString& icon);
    void addChoice(QToolButton& button, QActionGroup& group, const QString& text, const QString& token);

    QAction* m_newTask;
    QAction* m_settings;
    QToolButton* m_language;
    QActionGroup* m_languages;
    QToolButton* m_theme;
    QActionGroup* m_themes;
    QToolButton* m_help = nullptr;
    QAction* m_manual = nullptr;
    QAction* m_keys = nullptr;
};

} // namespace bakferry
