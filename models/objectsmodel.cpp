#include "models/objectsmodel.h"

#include "engines/displaytext.h"
#include "models/columntext.h"
#include "models/humantext.h"
#include "models/statustext.h"

#include <algorithm>

namespace bakferry {

namespace {

QString textOf(const ObjectReport& object, int column)
{
    switch (ObjectsModel::Column(column)) {
    case ObjectsModel::ObjectColumn: return displayText(object.object);
    case ObjectsModel::StateColumn: return objectStateText(object.state);
    case ObjectsModel::ReadColumn: return object.rowsRead < 0 ? QString() : countText(object.rowsRead);
    case ObjectsModel::InTargetColumn: return object.rowsInTarget < 0 ? QString() : countText(object.rowsInTarget);
    case ObjectsModel::BytesColumn: return sizeText(object.bytes);
    case ObjectsModel::DurationColumn: return shortDurationText(object.durationMs);
    case ObjectsModel::ColumnCount: break;
    }
    return {};
}

QVariant sortKey(const ObjectReport& object, int column)
{
    switch (ObjectsModel::Column(column)) {
    case ObjectsModel::ObjectColumn: return object.object;
    case ObjectsModel::StateColumn: return int(object.state);
    case ObjectsModel::ReadColumn: return object.rowsRead;
    case ObjectsModel::InTargetColumn: return object.rowsInTarget;
    case ObjectsModel::BytesColumn: return object.bytes;
    case ObjectsModel::DurationColumn: return object.durationMs;
    case ObjectsModel::ColumnCount: break;
    }
    return {};
}

// One sentence a row for whoever hears it: "Album, verified, rows read 347, rows in target 347".
QString spokenText(const ObjectReport& object)
{
    QStringList parts{displayText(object.object), objectStateText(object.state)};
    for (const int column : {ObjectsModel::ReadColumn, ObjectsModel::InTargetColumn}) {
        if (const QString text = textOf(object, column); !text.isEmpty())
            parts += objectColumnText(column) + QChar(u' ') + text;
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

int ObjectsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_objects.size()); }

int ObjectsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ObjectsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ObjectReport& object = m_objects[index.row()];
    const bool isNumber = index.column() >= ReadColumn;
    switch (role) {
    case Qt::DisplayRole: return textOf(object, index.column());
    case Qt::ToolTipRole: return textOf(object, index.column()).toHtmlEscaped();
    case Qt::AccessibleTextRole: return index.column() == ObjectColumn ? spokenText(object) : textOf(object, index.column());
    case Qt::TextAlignmentRole: return isNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case StateRole: return int(object.state);
    case SortRole: return sortKey(object, index.column());
    default: return {};
    }
}

QVariant ObjectsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return objectColumnText(section);
}

int ObjectsModel::count(ObjectReport::State state) const { return int(std::ranges::count(m_objects, state, &ObjectReport::state)); }

void ObjectsModel::setObjects(const QList<ObjectReport>& objects)
{
    const qsizetype known = m_objects.size();
    const bool goesOn = known > 0 && objects.size() >= known
        && std::equal(m_objects.begin(), m_objects.end(), objects.begin(), [](const auto& left, const auto& right) { return left.object == right.object; });
    if (!goesOn) {
        beginResetModel();
        m_objects = objects;
        endResetModel();
        return;
    }
    for (int row = 0; row < known; ++row) {
        if (m_objects[row] == objects[row])
            continue;
        m_objects[row] = objects[row];
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
    if (objects.size() == known)
        return;
    beginInsertRows({}, int(known), int(objects.size()) - 1);
    m_objects = objects;
    endInsertRows();
}

void ObjectsModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_objects.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace bakferry
