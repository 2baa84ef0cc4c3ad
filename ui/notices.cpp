#include "ui/notices.h"

#include "models/humantext.h"
#include "models/migrationtaskmodel.h"
#include "models/statustext.h"

#include <QMenu>
#include <QPainter>
#include <QWidget>

namespace bakferry {

using namespace Qt::StringLiterals;

Notices::Notices(const MigrationTaskModel& tasks, QWidget& window)
    : QObject(&window), m_tasks(tasks), m_window(window), m_menu(new QMenu(&window)), m_open(m_menu->addAction(QString())), m_quit(m_menu->addAction(QString()))
{
    setObjectName(u"notices"_s);
    m_open->setObjectName(u"trayOpen"_s);
    m_quit->setObjectName(u"trayQuit"_s);
    connect(m_open, &QAction::triggered, this, &Notices::windowWanted);
    connect(m_quit, &QAction::triggered, this, &Notices::quitWanted);
    connect(&m_tray, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            emit windowWanted();
    });
    connect(&m_tray, &QSystemTrayIcon::messageClicked, this, [this] { emit taskWanted(m_lastTask); });
    m_tray.setContextMenu(m_menu);
    refresh();
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_tray.show();
    retranslateUi();
}

bool Notices::isWanted(TaskPhase phase) const
{
    if (phase == TaskPhase::NeedsDecision)
        return m_preferences.noticeDecision;
    if (phase == TaskPhase::AwaitingBackup)
        return m_preferences.noticeDone;
    if (!isFinal(phase))
        return false;
    return statusOf(phase) == TaskStatus::Succeeded ? m_preferences.noticeDone : m_preferences.noticeFailed;
}

void Notices::taskChanged(const MigrationTask& task)
{
    const bool waits = task.phase == TaskPhase::NeedsDecision || task.phase == TaskPhase::AwaitingBackup;
    if (!isFinal(task.phase) && !waits) {
        m_told.remove(task.id);
        return;
    }
    const auto told = m_told.constFind(task.id);
    if (told != m_told.cend() && *told == task.phase)
        return;
    m_told.insert(task.id, task.phase);
    if (m_window.isActiveWindow() || !isWanted(task.phase))
        return;
    m_lastTask = task.id;
    m_lastText = u"%1: %2"_s.arg(task.name, waits ? phaseText(task.phase) : statusSentence(task));
    const bool isGood = task.status() == TaskStatus::Succeeded;
    m_tray.showMessage(tr("BakFerry"), m_lastText, isGood ? QSystemTrayIcon::Information : QSystemTrayIcon::Warning);
}

int Notices::progressPermille() const
{
    qint64 sum = 0;
    int measured = 0;
    for (int row = 0; row < m_tasks.rowCount(); ++row) {
        const MigrationTask& task = m_tasks.taskAt(row);
        if (isFinal(task.phase) || task.phase == TaskPhase::Queued || task.phase == TaskPhase::NeedsDecision || task.phase == TaskPhase::AwaitingBackup || task.progressPermille() < 0)
            continue;
        sum += task.progressPermille();
        ++measured;
    }
    return measured > 0 ? int(sum / measured) : -1;
}

// A bar at the foot of the icon: the tray's own size decides how fine it is.
QIcon Notices::iconAt(int permille) const
{
    const QIcon plain(u":/icons/bakferry.svg"_s);
    if (permille < 0)
        return plain;
    QPixmap pixmap = plain.pixmap(64, 64);
    QPainter painter(&pixmap);
    painter.fillRect(QRect(0, 52, 64, 12), QColor(0x20, 0x28, 0x32));
    painter.fillRect(QRect(2, 54, 60 * permille / 1000, 8), QColor(0x3d, 0xc2, 0x6b));
    painter.end();
    return QIcon(pixmap);
}

void Notices::refresh()
{
    const int permille = progressPermille();
    if (permille == m_shownPermille)
        return;
    m_shownPermille = permille;
    m_tray.setIcon(iconAt(permille));
    m_tray.setToolTip(permille < 0 ? tr("BakFerry") : tr("BakFerry: restoring, %1").arg(percentText(permille)));
}

void Notices::retranslateUi()
{
    m_open->setText(tr("Open BakFerry"));
    m_quit->setText(tr("Quit"));
    m_shownPermille = -2;
    refresh();
}

} // namespace bakferry
