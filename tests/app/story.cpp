#include "tests/app/story.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString remainsWord(Remains remains)
{
    switch (remains) {
    case Remains::Nothing: return u"Nothing"_s;
    case Remains::Old: return u"Old"_s;
    case Remains::New: return u"New"_s;
    case Remains::Partial: return u"Partial"_s;
    case Remains::Unknown: return u"Unknown"_s;
    }
    return {};
}

} // namespace

MigrationTask taskFor(const QByteArray& targetPath)
{
    MigrationTask task;
    task.name = u"task"_s;
    task.plan.backups = {BackupFile{"/backups/shop.fake"}};
    task.plan.target.connection.engineId = "fake";
    task.plan.target.database = targetPath;
    return task;
}

Story::Story(TaskRunner& runner)
{
    connect(&model, &MigrationTaskModel::taskAdded, &runner, &TaskRunner::enqueue);
    connect(&runner, &TaskRunner::updated, &model, &MigrationTaskModel::apply);
    connect(&runner, &TaskRunner::updated, this, &Story::heard);
    connect(&runner, &TaskRunner::logged, this, [this](const QString& id, const LogRow& row) { m_log[id] += QString::fromUtf8(row.text.source); });
    connect(&runner, &TaskRunner::refused, this, [this](const QString& id, const Error& error) { refusals.append({id, error}); });
}

QString Story::enqueue(const MigrationTask& draft)
{
    model.addDrafts({draft});
    return model.taskAt(model.rowCount() - 1).id;
}

void Story::heard(const TaskUpdate& update)
{
    progressUpdates += update.progress.has_value();
    if (!update.phase)
        return;
    QString line = QString::fromLatin1(phaseToken(*update.phase));
    if (update.result)
        line += u": the target is "_s + remainsWord(update.result->remains);
    m_lines.append({update.taskId, line});
}

QStringList Story::lines(const QString& taskId) const
{
    QStringList found;
    for (const auto& [id, line] : m_lines) {
        if (taskId.isEmpty())
            found += QString::fromUtf8(model.task(id)->plan.target.database) + u' ' + line;
        else if (id == taskId)
            found += line;
    }
    return found;
}

QStringList Story::log(const QString& taskId) const { return m_log.value(taskId); }

} // namespace bakferry
