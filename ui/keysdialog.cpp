#include "ui/keysdialog.h"

#include "ui/plaintext.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QEvent>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString native(const QKeySequence& keys) { return keys.toString(QKeySequence::NativeText); }

// "Retry Failed Objects…" in a list of meanings needs no sign of what follows, and no mark of a letter.
QString meaningOf(const QAction& action) { return QString(action.text()).remove(u'…').remove(u'&'); }

} // namespace

KeysDialog::KeysDialog(QWidget* window)
    : QDialog(window)
    , m_window(window)
    , m_intro(new PlainLabel(this))
    , m_table(new QTableWidget(0, 2, this))
{
    setObjectName(u"keysDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 620);
    m_table->setObjectName(u"keysTable"_s);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_intro);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
    retranslateUi();
    m_table->setFocus();
}

QList<KeysDialog::Key> KeysDialog::keys() const
{
    QList<Key> keys;
    for (const QAction* action : m_window->findChildren<QAction*>()) {
        if (!action->shortcut().isEmpty() && !action->text().isEmpty())
            keys.append({native(action->shortcut()), meaningOf(*action)});
    }
    keys.append({{native(QKeySequence::Find), tr("Search tasks")},
                 {native(QKeySequence(u"Ctrl+L"_s)), tr("Log of the selected task")},
                 {native(QKeySequence(Qt::Key_Return)), tr("Details of the selected task")},
                 {native(QKeySequence(Qt::Key_Menu)) + u", "_s + native(QKeySequence(u"Shift+F10"_s)), tr("What can be done with the selected tasks")},
                 {u"↑ ↓, Shift+↑ ↓"_s, tr("Go to another task; select several")},
                 {native(QKeySequence::SelectAll), tr("Select all tasks that are shown")},
                 {native(QKeySequence(Qt::Key_Tab)) + u", "_s + native(QKeySequence(u"Shift+Tab"_s)), tr("To the next or the previous field")},
                 {u"← →"_s, tr("To another tab of the details, when one of them has the focus")},
                 {native(QKeySequence::Paste), tr("In the list of backups: add the files whose paths were copied")},
                 {native(QKeySequence(Qt::Key_Escape)), tr("Close a dialog or the wizard; nothing has been done then")},
                 {native(QKeySequence::Copy), tr("Copy what is selected")},
                 {native(QKeySequence::Refresh), tr("Read the tasks again, in a window that only looks")},
                 {native(QKeySequence::Quit), tr("Quit; asks when restores are running")}});
    return keys;
}

void KeysDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void KeysDialog::retranslateUi()
{
    setWindowTitle(tr("Keyboard"));
    m_intro->setText(tr("Everything in this program can be reached without a mouse."));
    m_table->setHorizontalHeaderLabels({tr("Keys"), tr("What they do")});
    m_table->setAccessibleName(windowTitle());
    const QList<Key> rows = keys();
    m_table->setRowCount(int(rows.size()));
    for (int row = 0; row < rows.size(); ++row) {
        m_table->setItem(row, 0, new QTableWidgetItem(rows[row].keys));
        m_table->setItem(row, 1, new QTableWidgetItem(rows[row].meaning));
    }
}

} // namespace bakferry
