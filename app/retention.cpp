#include "app/retention.h"

namespace bakferry {

QList<OverdueDatabase> overdueDatabases(const MigrationTask& task, int days, const QDateTime& nowUtc)
{
    QList<OverdueDatabase> overdue;
    if (days <= 0 || statusOf(task.phase) != TaskStatus::Succeeded || task.result.overwriteUndone || !task.finishedUtc.isValid()
        || task.finishedUtc.addDays(days) > nowUtc)
        return overdue;
    for (const LeftOver& leftOver : task.result.leftOvers) {
        if (leftOver.kind == LeftOver::Kind::KeptOld)
            overdue += {task.id, leftOver};
    }
    return overdue;
}

} // namespace bakferry
