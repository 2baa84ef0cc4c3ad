#pragma once
#include <QString>

namespace bakferry {

// Titles of table columns in the current language; see statustext.h.

QString taskColumnText(int column);    ///< MigrationTaskModel::Column
QString findingColumnText(int column); ///< FindingsModel::Column
QString logColumnText(int column);     ///< LogModel::Column
QString objectColumnText(int column);  ///< ObjectsModel::Column
QString ledgerColumnText(int column);  ///< LedgerModel::Column

} // namespace bakferry
