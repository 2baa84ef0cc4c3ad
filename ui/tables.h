#pragma once
#include <QList>

class QTableView;

namespace bakferry {

/// What all lists of the program have in common: whole rows, no grid, keyboard to the next widget with Tab.
void prepareTable(QTableView& table);
/// Shows these columns only; the last one takes the room that is left.
void showColumns(QTableView& table, const QList<int>& columns);

} // namespace bakferry
