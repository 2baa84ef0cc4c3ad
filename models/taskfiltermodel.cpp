#include "models/taskfiltermodel.h"

#include "models/migrationtaskmodel.h"

#include <algorithm>

namespace bakferry {

TaskFilterModel::TaskFilterModel(QObject* parent) : QSortFilterProxyModel(parent)
{
    setSortRole(MigrationTaskModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    sort(MigrationTaskModel::StartedColumn, Qt::DescendingOrder);
}

void TaskFilterModel::setStatuses(const QSet<TaskStatus>& statuses)
{
    if (m_statuses == statuses)
        return;
    m_statuses = statuses;
    invalidateRowsFilter();
}

void TaskFilterModel::setEngines(const QSet<QByteArray>& engineIds)
{
    if (m_engineIds == engineIds)
        return;
    m_engineIds = engineIds;
    invalidateRowsFilter();
}

void TaskFilterModel::setSearchText(const QString& text)
{
    if (m_searchText == text)
        return;
    m_searchText = text;
    m_searchWords = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void TaskFilterModel::setHeld(bool held)
{
    if (m_held == held)
        return;
    m_held = held;
    setDynamicSortFilter(!held);
    if (!held)
        invalidate();
}

bool TaskFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, MigrationTaskModel::NameColumn, sourceParent);
    if (!m_statuses.isEmpty() && !m_statuses.contains(TaskStatus(index.data(MigrationTaskModel::StatusRole).toInt())))
        return false;
    if (!m_engineIds.isEmpty() && !m_engineIds.contains(index.data(MigrationTaskModel::EngineRole).toByteArray()))
        return false;
    if (m_searchWords.isEmpty())
        return true;
    const QString text = index.data(MigrationTaskModel::SearchRole).toString();
    return std::ranges::all_of(m_searchWords, [&](const QString& word) { return text.contains(word); });
}

bool TaskFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const QVariant leftKey = left.data(MigrationTaskModel::SortRole);
    const QVariant rightKey = right.data(MigrationTaskModel::SortRole);
    // The keys of most columns are numbers; the general comparison of variants takes several times as long.
    if (leftKey.typeId() == QMetaType::LongLong && rightKey.typeId() == QMetaType::LongLong)
        return leftKey.toLongLong() < rightKey.toLongLong();
    return QString::compare(leftKey.toString(), rightKey.toString(), Qt::CaseInsensitive) < 0;
}

} // namespace bakferry
