#include "models/ledgermodel.h"

#include "engines/displaytext.h"
#include "models/columntext.h"
#include "models/humantext.h"

#include <QCoreApplication>

#include <algorithm>

namespace bakferry {

namespace {

// A table nobody counted is neither in agreement nor short of rows.
bool isCounted(const LedgerRow& row) { return row.read >= 0 && row.inTarget >= 0; }

QString rowsText(qint64 rows) { return rows < 0 ? QCoreApplication::translate("LedgerModel", "not counted") : countText(rows); }

QString agreementText(const LedgerRow& row)
{
    if (!isCounted(row))
        return {};
    return row.agrees() ? QCoreApplication::translate("LedgerModel", "yes")
                        : QCoreApplication::translate("LedgerModel", "no, %1").arg(countText(row.inTarget - row.read));
}

QString textOf(const LedgerRow& row, int column)
{
    switch (LedgerModel::Column(column)) {
    case LedgerModel::TableColumn: return displayText(row.table);
    case LedgerModel::ReadColumn: return rowsText(row.read);
    case LedgerModel::InTargetColumn: return rowsText(row.inTarget);
    case LedgerModel::AgreesColumn: return agreementText(row);
    case LedgerModel::ColumnCount: break;
    }
    return {};
}

QVariant sortKey(const LedgerRow& row, int column)
{
    switch (LedgerModel::Column(column)) {
    case LedgerModel::TableColumn: return row.table;
    case LedgerModel::ReadColumn: return row.read;
    case LedgerModel::InTargetColumn: return row.inTarget;
    case LedgerModel::AgreesColumn: return row.agrees();
    case LedgerModel::ColumnCount: break;
    }
    return {};
}

} // namespace

int LedgerModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_ledger.size()); }

int LedgerModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LedgerModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LedgerRow& row = m_ledger[index.row()];
    const bool isNumber = index.column() == ReadColumn || index.column() == InTargetColumn;
    switch (role) {
    case Qt::DisplayRole: return textOf(row, index.column());
    case Qt::ToolTipRole: return textOf(row, index.column()).toHtmlEscaped();
    case Qt::TextAlignmentRole: return isNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case AgreesRole: return row.agrees();
    case SortRole: return sortKey(row, index.column());
    default: return {};
    }
}

QVariant LedgerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return ledgerColumnText(section);
}

void LedgerModel::setLedger(const QList<LedgerRow>& ledger)
{
    beginResetModel();
    m_ledger = ledger;
    std::ranges::stable_partition(m_ledger, [](const LedgerRow& row) { return !row.agrees(); });
    endResetModel();
}

void LedgerModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_ledger.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace bakferry
