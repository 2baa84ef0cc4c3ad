#include "models/logmodel.h"

#include "models/columntext.h"
#include "models/humantext.h"
#include "models/statustext.h"

namespace bakferry {

namespace {

QString textOf(const LogRow& row, int column)
{
    switch (LogModel::Column(column)) {
    case LogModel::TimeColumn: return localTimeText(row.timeUtc);
    case LogModel::LevelColumn: return logLevelText(row.level);
    case LogModel::TextColumn: return translated(row.text);
    case LogModel::ColumnCount: break;
    }
    return {};
}

} // namespace

LogModel::LogModel(QObject* parent, int capacityRows) : QAbstractTableModel(parent), m_capacityRows(capacityRows) { }

int LogModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int LogModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LogRow& row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole: return textOf(row, index.column());
    case Qt::ToolTipRole: return textOf(row, index.column()).toHtmlEscaped();
    case LevelRole: return int(row.level);
    case TimeRole: return row.timeUtc;
    default: return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return logColumnText(section);
}

void LogModel::setWindow(const QList<LogRow>& rows, qint64 firstIndex, qint64 total)
{
    beginResetModel();
    const qsizetype surplus = qMax<qsizetype>(0, rows.size() - m_capacityRows);
    m_rows = rows.sliced(surplus);
    m_firstIndex = firstIndex + surplus;
    m_total = qMax(total, m_firstIndex + m_rows.size());
    endResetModel();
}

void LogModel::prepend(const QList<LogRow>& rows)
{
    const qsizetype count = qMin(qint64(qMin<qsizetype>(rows.size(), m_capacityRows)), m_firstIndex);
    if (count <= 0)
        return;
    beginInsertRows({}, 0, int(count) - 1);
    m_rows = rows.last(count) + m_rows;
    m_firstIndex -= count;
    endInsertRows();
    if (m_rows.size() > m_capacityRows)
        dropRows(m_capacityRows, int(m_rows.size()) - 1);
}

void LogModel::append(const QList<LogRow>& rows)
{
    if (rows.isEmpty())
        return;
    if (!reachesEnd()) {
        m_total += rows.size();
        return;
    }
    if (rows.size() >= m_capacityRows) {
        const qint64 first = m_total;
        setWindow(rows, first, first + rows.size());
        return;
    }
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + rows.size()) - 1);
    m_rows += rows;
    m_total += rows.size();
    endInsertRows();
    if (m_rows.size() > m_capacityRows) {
        const qsizetype surplus = m_rows.size() - m_capacityRows;
        dropRows(0, int(surplus) - 1);
    }
}

void LogModel::dropRows(int first, int last)
{
    beginRemoveRows({}, first, last);
    m_rows.remove(first, last - first + 1);
    if (first == 0)
        m_firstIndex += last + 1;
    endRemoveRows();
}

void LogModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace bakferry
