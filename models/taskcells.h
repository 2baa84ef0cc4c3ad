#pragma once
#include "models/migrationtaskmodel.h"

namespace bakferry {

// What one cell of the task table says; plain text, words looked up anew each time. GUI thread.

QString taskCellText(const MigrationTask& task, MigrationTaskModel::Column column);
QString taskCellToolTip(const MigrationTask& task, MigrationTaskModel::Column column);
/// A qint64 for numbers, times and states; a QString for the rest.
QVariant taskCellSortKey(const MigrationTask& task, MigrationTaskModel::Column column);
/// Case-folded text in which a search looks. Not translated.
QString taskSearchKey(const MigrationTask& task);

} // namespace bakferry
