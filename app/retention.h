#pragma once
#include "models/migrationtask.h"

#include <QDateTime>

namespace bakferry {

/// A kept old database whose days are over.
struct OverdueDatabase
{
    QString taskId;
    LeftOver leftOver;
    friend bool operator==(const OverdueDatabase&, const OverdueDatabase&) = default;
};

/// The kept old databases of tasks that ended more than `days` ago. Of a task that is still at work, was undone, or whose end is
/// in the future (a clock that jumped) none is overdue.
/// @param days  0: none ever is
QList<OverdueDatabase> overdueDatabases(const MigrationTask& task, int days, const QDateTime& nowUtc);

} // namespace bakferry
