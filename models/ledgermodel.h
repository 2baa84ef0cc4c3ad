#pragma once
#include "engines/precheck.h"

#include <QAbstractTableModel>

namespace bakferry {

/// The ledger of one task as a table: rows read from the backup beside rows counted in the target, tables that do not
/// agree first. Lives on the GUI thread, owns its rows; table names are untrusted and plain text.
class LedgerModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TableColumn, ReadColumn, InTargetColumn, AgreesColumn, ColumnCount };
    enum Role { AgreesRole = Qt::UserRole, SortRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

public slots:
    void setLedger(const QList<bakferry::LedgerRow>& ledger);
    void retranslate();

private:
    QList<LedgerRow> m_ledger;
};

} // namespace bakferry
