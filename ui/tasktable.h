#pragma once
#include <QTableView>

namespace bakferry {

class TaskFilterModel;

/// The list of tasks. Columns can be moved, hidden and sorted, and are remembered. While the pointer is over the rows, or
/// tasks are selected and the keyboard works in the table, the order stands still, so that no row jumps away under who reads it.
class TaskTable : public QTableView
{
    Q_OBJECT

public:
    explicit TaskTable(TaskFilterModel& tasks, QWidget* parent = nullptr);
    ~TaskTable() override;

    /// Ids of the selected tasks in the order shown.
    QStringList selectedIds() const;
    void selectTask(const QString& id);

signals:
    void selectionChangedTo(const QStringList& ids);
    /// Enter or double click on a task.
    void detailsRequested();

protected:
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void showHeaderMenu(const QPoint& place);
    void restoreColumns();
    void saveColumns() const;

    void holdOrLetGo();

    TaskFilterModel& m_tasks;
    bool m_isPointerInside = false;
};

} // namespace bakferry
