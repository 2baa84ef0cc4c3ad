#include "ui/maintoolbar.h"

#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/taskactions.h"

#include <QActionGroup>
#include <QMenu>
#include <QToolButton>

namespace bakferry {

using namespace Qt::StringLiterals;

MainToolBar::MainToolBar(const TaskActions& actions, QWidget* parent)
    : QToolBar(parent)
    , m_newTask(addAction(themedIcon(u"new"_s), {}))
    , m_languages(new QActionGroup(this))
    , m_themes(new QActionGroup(this))
{
    setObjectName(u"toolBar"_s);
    setMovable(false);
    setContextMenuPolicy(Qt::PreventContextMenu);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({18, 18});
    m_newTask->setObjectName(u"actNewTask"_s);
    m_newTask->setShortcut(QKeySequence::New);
    connect(m_newTask, &QAction::triggered, this, &MainToolBar::newTaskRequested);
    addSeparator();
    for (const auto act : {TaskActions::Pause, TaskActions::Resume, TaskActions::Cancel, TaskActions::Retry, TaskActions::Delete})
        addAction(actions.action(act));
    addRetryMenu(actions);
    auto* space = new QWidget(this);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(space);

    m_language = addMenuButton(u"languageButton"_s, u"language"_s);
    // Each language names itself, so that it is found by those who do not read the present one.
    addChoice(*m_language, *m_languages, u"简体中文"_s, u"zh_CN"_s);
    addChoice(*m_language, *m_languages, u"English"_s, u"en"_s);
    m_theme = addMenuButton(u"themeButton"_s, u"theme"_s);
    for (const QString& token : {u"system"_s, u"light"_s, u"dark"_s})
        addChoice(*m_theme, *m_themes, {}, token);
    connect(m_languages, &QActionGroup::triggered, this, [this](QAction* chosen) { emit languageChosen(chosen->data().toString()); });
    connect(m_themes, &QActionGroup::triggered, this, [this](QAction* chosen) { emit themeChosen(chosen->data().toString()); });
    m_settings = addAction(themedIcon(u"settings"_s), {});
    m_settings->setObjectName(u"actSettings"_s);
    m_settings->setShortcut(QKeySequence(u"Ctrl+,"_s));
    connect(m_settings, &QAction::triggered, this, &MainToolBar::settingsWanted);
    m_help = addMenuButton(u"helpButton"_s, u"info"_s);
    m_manual = addHelp(u"actManual"_s, QKeySequence::HelpContents, &MainToolBar::manualWanted);
    m_keys = addHelp(u"actKeys"_s, QKeySequence(u"Shift+F1"_s), &MainToolBar::keysWanted);
    for (auto* button : findChildren<QToolButton*>())
        button->setFocusPolicy(Qt::TabFocus); // the toolbar is part of the keyboard path
}

// The ways to try again lie behind one button, so that the bar stays short.
void MainToolBar::addRetryMenu(const TaskActions& actions)
{
    auto* button = qobject_cast<QToolButton*>(widgetForAction(actions.action(TaskActions::Retry)));
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    for (const auto act : {TaskActions::Retry, TaskActions::RetryFailed, TaskActions::Anew})
        menu->addAction(actions.action(act));
    button->setMenu(menu);
    button->setPopupMode(QToolButton::MenuButtonPopup);
}

QAction* MainToolBar::addHelp(const QString& name, const QKeySequence& keys, void (MainToolBar::*wish)())
{
    auto* action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, wish);
    m_help->menu()->addAction(action);
    parentWidget()->addAction(action); // a key of a menu that is not open counts for the window
    return action;
}

QToolButton* MainToolBar::addMenuButton(const QString& name, const QString& icon)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(themedIcon(icon));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setMenu(new QMenu(button));
    addWidget(button);
    return button;
}

void MainToolBar::addChoice(QToolButton& button, QActionGroup& group, const QString& text, const QString& token)
{
    QAction* action = button.menu()->addAction(text);
    action->setCheckable(true);
    action->setData(token);
    action->setObjectName(u"choose_"_s + token);
    group.addAction(action);
}

void MainToolBar::setReadOnly(bool readOnly)
{
    m_newTask->setEnabled(!readOnly);
    m_settings->setEnabled(!readOnly); // they lie in the store
}

void MainToolBar::setLanguage(const QString& locale)
{
    for (QAction* action : m_languages->actions())
        action->setChecked(action->data().toString() == locale);
}

void MainToolBar::setTheme(const QString& themeToken)
{
    for (QAction* action : m_themes->actions())
        action->setChecked(action->data().toString() == themeToken);
}

void MainToolBar::retranslateUi()
{
    setAccessibleName(tr("Tasks"));
    m_newTask->setText(tr("New Restore Task…"));
    m_newTask->setToolTip(plainToolTip(tr("Restore a backup (%1)").arg(m_newTask->shortcut().toString(QKeySequence::NativeText))));
    m_settings->setText(tr("Settings…"));
    m_settings->setToolTip(plainToolTip(tr("Language, theme, notices, what follows a task (%1)").arg(m_settings->shortcut().toString(QKeySequence::NativeText))));
    m_language->setText(tr("Language"));
    m_theme->setText(tr("Theme"));
    m_help->setText(tr("Help"));
    m_manual->setText(tr("Manual"));
    m_keys->setText(tr("Keyboard"));
    const QStringList themes{tr("As the system"), tr("Light"), tr("Dark")};
    for (int i = 0; i < themes.size(); ++i)
        m_themes->actions().at(i)->setText(themes[i]);
}

} // namespace bakferry
