#pragma once
#include "models/taskquery.h"

#include <QElapsedTimer>
#include <QSet>
#include <QSortFilterProxyModel>
#include <QTimer>

#include <vector>

namespace bakferry {

class MigrationTaskModel;

/// The task table as the DBA wants to see it: some statuses, some engines, a search text; sorted by any column, newest
/// start first unless told otherwise. Lives on the GUI thread; its source is a MigrationTaskModel.
///
/// Made for a hundred thousand tasks: a change of what is asked for makes the whole list anew in one layoutChanged, because
/// rows that go one by one cost each view a walk over all others; and rows are compared by their place in the last order of
/// the sort column, because a comparison of texts takes a hundred times as long. A row moves as soon as its value changes;
/// when very many change, all move together a few times a second.
class TaskFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TaskFilterModel(QObject* parent = nullptr);

    QSet<TaskStatus> statuses() const { return m_statuses; }
    QString searchText() const { return m_searchText; }
    bool isHeld() const { return m_held; }

    void setSourceModel(QAbstractItemModel* source) override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

public slots:
    /// Empty = all.
    void setStatuses(const QSet<bakferry::TaskStatus>& statuses);
    void setQuery(const bakferry::TaskQuery& query);
    /// Every word must occur in name, backup, target, description or tags, without regard to case.
    void setSearchText(const QString& text);
    /// While held, rows neither move nor come and go because their values change: nobody reads a jumping table. New
    /// tasks still appear. Letting go sorts and filters again.
    void setHeld(bool held);

signals:
    /// The list was made anew: rows may have gone without rowsRemoved, and selected ones with them.
    void refiltered();

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    void refilter();
    void followSource(QAbstractItemModel& source);
    void noteChange(const QModelIndex& first, const QModelIndex& last);
    void restWhenMovesPour();
    void settle();
    bool isFiltered() const { return !m_statuses.isEmpty() || !m_query.isEmpty() || !m_searchWords.isEmpty(); }
    void rankRows(int column);
    void rankRowsIfMostHaveNone();

    const MigrationTaskModel* m_tasks = nullptr; ///< the source
    QSet<TaskStatus> m_statuses;
    TaskQuery m_query;
    QString m_searchText;
    QStringList m_searchWords;
    std::vector<int> m_ranks; ///< by source row: its place by the sort column, -1 since its value changed
    QTimer m_rest; ///< runs while moves are put off
    QElapsedTimer m_movesClock;
    int m_moves = 0; ///< since m_movesClock was started
    bool m_held = false;
    bool m_isStale = false; ///< some row may not be where the filter wants it
};

} // namespace bakferry
