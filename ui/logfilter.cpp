#include "ui/logfilter.h"

#include "models/logmodel.h"

namespace bakferry {

void LogFilter::setLowestLevel(LogLevel level)
{
    m_lowestLevel = level;
    invalidateRowsFilter();
}

void LogFilter::setText(const QString& text)
{
    m_text = text;
    invalidateRowsFilter();
}

bool LogFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    const QModelIndex cell = sourceModel()->index(sourceRow, LogModel::TextColumn, sourceParent);
    if (cell.data(LogModel::LevelRole).toInt() < int(m_lowestLevel))
        return false;
    return m_text.isEmpty() || cell.data().toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace bakferry
