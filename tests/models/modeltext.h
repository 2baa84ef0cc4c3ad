#pragma once
#include <QAbstractItemModel>
#include <QStringList>

namespace bakferry {

/// A model as text, a line a row, cells joined by " | ": what a DBA would read, in one comparison.
inline QStringList printed(const QAbstractItemModel& model, const QList<int>& columns = {})
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            if (columns.isEmpty() || columns.contains(column))
                cells += model.index(row, column).data().toString();
        }
        lines += cells.join(QStringLiteral(" | "));
    }
    return lines;
}

} // namespace bakferry
