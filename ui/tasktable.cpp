#include "ui/tasktable.h"

#include "models/migrationtaskmodel.h"
#include "models/taskfiltermodel.h"
#include "ui/tables.h"
#include "ui/taskdelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QSettings>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr auto columnsKey = "taskTable/columns.1"_L1; // the number changes when the columns do

int usualWidth(int column)
{
    switch (MigrationTaskModel::Column(column)) {
    case MigrationTaskModel::NameColumn: return 130;
    case MigrationTaskModel::StatusColumn: return 185;
    case MigrationTaskModel::PhaseColumn: return 110;
    case MigrationTaskModel::ProgressColumn: return 130;
    case MigrationTaskModel::EngineColumn: return 75;
    case MigrationTaskModel::BackupColumn: return 125;
    case MigrationTaskModel::TargetColumn: return 175;
    case MigrationTaskModel::RowsColumn: return 75;
    case MigrationTaskModel::SpeedColumn: return 85;
    case MigrationTaskModel::TimeLeftColumn: return 80;
    case MigrationTaskModel::StartedColumn: return 150;
    case MigrationTaskModel::DurationColumn: return 85;
    case MigrationTaskModel::ResultColumn: return 280;
    case MigrationTaskModel::ColumnCount: break;
    }
    return 100;
}

} // namespace

TaskTable::TaskTable(TaskFilterModel& tasks, QWidget* parent)
    : QTableView(parent)
    , m_tasks(tasks)
{
    setObjectName(u"taskTable"_s);
    setModel(&m_tasks);
    prepareTable(*this);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setItemDelegate(new PlainTextDelegate(this));
    setItemDelegateForColumn(MigrationTaskModel::StatusColumn, new StatusDelegate(this));
    setItemDelegateForColumn(MigrationTaskModel::ProgressColumn, new ProgressDelegate(this));
    for (const int column : {MigrationTaskModel::BackupColumn, MigrationTaskModel::TargetColumn})
        setItemDelegateForColumn(column, new PathDelegate(this));
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, &TaskTable::showHeaderMenu);
    // Rows that went with the old filter left the selection without a word.
    connect(&m_tasks, &TaskFilterModel::refiltered, this, [this] { emit selectionChangedTo(selectedIds()); });
    connect(this, &QAbstractItemView::doubleClicked, this, &TaskTable::detailsRequested);
    setAccessibleName(tr("Restore tasks"));
    restoreColumns();
}

TaskTable::~TaskTable() { saveColumns(); }

QStringList TaskTable::selectedIds() const
{
    QStringList ids;
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& row : rows)
        ids.append(row.data(MigrationTaskModel::IdRole).toString());
    return ids;
}

void TaskTable::selectTask(const QString& id)
{
    const QModelIndexList found = m_tasks.match(m_tasks.index(0, 0), MigrationTaskModel::IdRole, id, 1, Qt::MatchExactly);
    if (found.isEmpty())
        return;
    selectRow(found.first().row());
    scrollTo(found.first());
}

bool TaskTable::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::Enter)
        m_isPointerInside = true;
    else if (event->type() == QEvent::Leave || event->type() == QEvent::Hide)
        m_isPointerInside = false;
    holdOrLetGo();
    return QTableView::viewportEvent(event);
}

void TaskTable::holdOrLetGo() { m_tasks.setHeld(m_isPointerInside || (hasFocus() && selectionModel()->hasSelection())); }

void TaskTable::focusInEvent(QFocusEvent* event)
{
    QTableView::focusInEvent(event);
    // Whoever comes by keyboard has a task to act on: the arrow keys select by moving, and in a list of one there is nowhere to move.
    const bool isByKeys = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (isByKeys && !selectionModel()->hasSelection() && m_tasks.rowCount() > 0)
        selectRow(qMax(0, currentIndex().row()));
    holdOrLetGo();
}

void TaskTable::focusOutEvent(QFocusEvent* event)
{
    QTableView::focusOutEvent(event);
    holdOrLetGo();
}

void TaskTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Restore tasks"));
}

void TaskTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit detailsRequested();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TaskTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    holdOrLetGo();
    emit selectionChangedTo(selectedIds());
}

void TaskTable::showHeaderMenu(const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < MigrationTaskModel::ColumnCount; ++column) {
        auto* action = menu->addAction(m_tasks.headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != MigrationTaskModel::NameColumn); // a table without any column has no way back
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu->popup(horizontalHeader()->mapToGlobal(place));
}

void TaskTable::restoreColumns()
{
    for (int column = 0; column < MigrationTaskModel::ColumnCount; ++column)
        setColumnWidth(column, usualWidth(column));
    setColumnHidden(MigrationTaskModel::EngineColumn, true);
    horizontalHeader()->setSortIndicator(MigrationTaskModel::StartedColumn, Qt::DescendingOrder);
    horizontalHeader()->restoreState(QSettings().value(columnsKey).toByteArray());
    setSortingEnabled(true); // sorts, so it comes when the order is known: a hundred thousand tasks are sorted once
}

void TaskTable::saveColumns() const { QSettings().setValue(columnsKey, horizontalHeader()->saveState()); }

} // namespace bakferry
