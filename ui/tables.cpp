#include "ui/tables.h"

#include <QHeaderView>
#include <QTableView>

namespace bakferry {

void prepareTable(QTableView& table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setAlternatingRowColors(true);
    table.setTabKeyNavigation(false);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 12);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table.horizontalHeader()->setStretchLastSection(true);
}

void showColumns(QTableView& table, const QList<int>& columns)
{
    for (int column = 0; column < table.model()->columnCount(); ++column)
        table.setColumnHidden(column, !columns.contains(column));
    table.horizontalHeader()->setSectionResizeMode(columns.first(), QHeaderView::Stretch);
}

} // namespace bakferry
