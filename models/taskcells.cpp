#include "models/taskcells.h"

#include "engines/displaytext.h"
#include "models/humantext.h"
#include "models/statustext.h"

#include <QCoreApplication>

namespace bakferry {

using namespace Qt::StringLiterals;
using Column = MigrationTaskModel::Column;

namespace {

QString baseName(const QByteArray& path)
{
    QByteArrayView name(path);
    while (name.size() > 1 && name.endsWith('/'))
        name.chop(1);
    return displayBytes(name.sliced(name.size() > 1 ? name.lastIndexOf('/') + 1 : 0));
}

QString backupText(const BackupSet& backups)
{
    if (backups.isEmpty())
        return {};
    const QString first = baseName(backups.first().path);
    return backups.size() == 1 ? first : u"%1 +%2"_s.arg(first).arg(backups.size() - 1);
}

qint64 rowsOf(const MigrationTask& task) { return statusOf(task.phase) == TaskStatus::Succeeded ? task.result.rows : task.progress.rowsDone; }

bool isWorking(TaskPhase phase)
{
    return isRunning(phase) && phase != TaskPhase::Queued && phase != TaskPhase::NeedsDecision && phase != TaskPhase::AwaitingBackup;
}

// "2026-11-23 15:04:05 · 5 min ago"
QString timeText(const QDateTime& utc)
{
    return utc.isValid() ? localTimeText(utc) + u"  ·  "_s + relativeTimeText(utc, QDateTime::currentDateTimeUtc()) : QString();
}

qint64 startedKey(const MigrationTask& task)
{
    return (task.startedUtc.isValid() ? task.startedUtc : task.createdUtc).toMSecsSinceEpoch();
}

} // namespace

QString taskCellText(const MigrationTask& task, Column column)
{
    switch (column) {
    case MigrationTaskModel::NameColumn: return displayText(task.name);
    case MigrationTaskModel::StatusColumn: return statusSentence(task);
    case MigrationTaskModel::PhaseColumn: return phaseText(task.phase);
    case MigrationTaskModel::ProgressColumn: return percentText(task.progressPermille());
    case MigrationTaskModel::EngineColumn: return engineText(task.plan.target.connection.engineId);
    case MigrationTaskModel::BackupColumn: return backupText(task.plan.backups);
    case MigrationTaskModel::TargetColumn: return task.plan.target.display();
    case MigrationTaskModel::RowsColumn: return rowsOf(task) > 0 || isFinal(task.phase) ? countText(rowsOf(task)) : QString();
    case MigrationTaskModel::SpeedColumn: return isWorking(task.phase) ? rateText(task.bytesPerSecond) : QString();
    case MigrationTaskModel::TimeLeftColumn: return isWorking(task.phase) ? durationText(task.secondsLeft) : QString();
    case MigrationTaskModel::StartedColumn: return localTimeText(task.startedUtc);
    case MigrationTaskModel::DurationColumn: return task.startedUtc.isValid() ? durationText(task.elapsedMs / 1000) : QString();
    case MigrationTaskModel::ResultColumn: return resultSentence(task);
    case MigrationTaskModel::ColumnCount: break;
    }
    return {};
}

QVariant taskCellSortKey(const MigrationTask& task, Column column)
{
    switch (column) {
    case MigrationTaskModel::NameColumn: return task.name;
    case MigrationTaskModel::StatusColumn: return qint64(task.status());
    case MigrationTaskModel::PhaseColumn: return qint64(task.phase);
    case MigrationTaskModel::ProgressColumn: return qint64(task.progressPermille());
    case MigrationTaskModel::RowsColumn: return rowsOf(task);
    case MigrationTaskModel::SpeedColumn: return isWorking(task.phase) ? qint64(task.bytesPerSecond) : qint64(0);
    case MigrationTaskModel::TimeLeftColumn: return isWorking(task.phase) ? task.secondsLeft : qint64(-1);
    case MigrationTaskModel::StartedColumn: return startedKey(task);
    case MigrationTaskModel::DurationColumn: return task.elapsedMs;
    case MigrationTaskModel::EngineColumn:
    case MigrationTaskModel::BackupColumn:
    case MigrationTaskModel::TargetColumn:
    case MigrationTaskModel::ResultColumn:
    case MigrationTaskModel::ColumnCount: break;
    }
    return taskCellText(task, column);
}

QString taskCellToolTip(const MigrationTask& task, Column column)
{
    switch (column) {
    case MigrationTaskModel::NameColumn: return task.description.isEmpty() ? displayText(task.name) : displayText(task.description);
    case MigrationTaskModel::BackupColumn: {
        QStringList paths;
        for (const BackupFile& file : task.plan.backups)
            paths += file.display();
        return paths.join(u'\n');
    }
    case MigrationTaskModel::StatusColumn:
    case MigrationTaskModel::ResultColumn: return task.result.error ? errorSentence(*task.result.error) : resultSentence(task);
    case MigrationTaskModel::StartedColumn: return timeText(task.startedUtc);
    case MigrationTaskModel::DurationColumn: return task.finishedUtc.isValid() ? QCoreApplication::translate("TaskCells", "from %1 to %2").arg(localTimeText(task.startedUtc), localTimeText(task.finishedUtc))
                                                                             : timeText(task.startedUtc);
    case MigrationTaskModel::TimeLeftColumn:
        return taskCellText(task, column).isEmpty() ? QString() : QCoreApplication::translate("TaskCells", "until about %1").arg(localTimeText(QDateTime::currentDateTimeUtc().addSecs(task.secondsLeft)));
    default: return taskCellText(task, column);
    }
}

QString taskSearchKey(const MigrationTask& task)
{
    QStringList parts{task.name, task.plan.target.display(), task.description};
    for (const BackupFile& file : task.plan.backups)
        parts += file.display();
    for (const TaskTag& tag : task.tags)
        parts += tag.key + u'=' + tag.value;
    return parts.join(u'\n').toCaseFolded();
}

} // namespace bakferry
