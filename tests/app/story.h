#pragma once
#include "app/taskrunner.h"
#include "models/migrationtaskmodel.h"

#include <QObject>
#include <QStringList>

namespace bakferry {

/// A fake-engine task for tests: "/a.db" restored from a backup file that nobody opens.
MigrationTask taskFor(const QByteArray& targetPath);

/// Listens to a runner and keeps what a DBA would see: one line a phase, and the model that the updates make.
class Story : public QObject
{
public:
    explicit Story(TaskRunner& runner);

    /// Puts a task into the model, and through it into the runner. @returns its id.
    QString enqueue(const MigrationTask& draft);
    /// "Prechecking", "Loading", …, "Cancelled: the target is Old"; of one task, or of all with the target before it.
    QStringList lines(const QString& taskId = {}) const;
    QStringList log(const QString& taskId) const;
    const MigrationTask& task(const QString& id) const { return *model.task(id); }
    TaskPhase phase(const QString& id) const { return model.task(id)->phase; }

    MigrationTaskModel model;
    int progressUpdates = 0;
    QList<std::pair<QString, Error>> refusals;

private:
    void heard(const TaskUpdate& update);

    QList<std::pair<QString, QString>> m_lines;
    QHash<QString, QStringList> m_log;
};

} // namespace bakferry
