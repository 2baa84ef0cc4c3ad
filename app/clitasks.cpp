#include "app/clitasks.h"

#include "app/clitext.h"
#include "engines/catalog.h"
#include "models/exitstatus.h"
#include "models/taskdocument.h"
#include "models/taskreport.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QSaveFile>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QJsonObject plainResult(int exitStatus)
{
    return {{u"type"_s, u"result"_s}, {u"status"_s, exitStatus == 0 ? u"Succeeded"_s : u"Failed"_s}, {u"error"_s, QJsonValue()}, {u"exitStatus"_s, exitStatus}};
}

Error nothingToUndo(const MigrationTask& task)
{
    return {ErrorKind::TargetUnusable, "task.nothing-to-undo", {QT_TRANSLATE_NOOP("Message", "Task %1 has no overwrite that could be undone."), {task.name}},
            {QT_TRANSLATE_NOOP("Message", "An overwrite can be undone once, as long as the old database has not been discarded."), {}}, {}};
}

Error notWaiting(const MigrationTask& task)
{
    return usageError("task.not-waiting", {QT_TRANSLATE_NOOP("Message", "Task %1 does not wait for another backup."), {task.name}},
                      {QT_TRANSLATE_NOOP("Message", "Only a restore that was begun with --last-backup no can go on; after the last backup nothing more can be put on top."), {}});
}

Error stillNeeded(const MigrationTask& task)
{
    return {ErrorKind::Locked, "task.staging-needed", {QT_TRANSLATE_NOOP("Message", "Task %1 still works with its staging database."), {task.name}},
            {QT_TRANSLATE_NOOP("Message", "Complete it, or give it up with tasks cancel."), {}}, {}};
}

QByteArray reportOf(const MigrationTask& task, const QList<LogRow>& log, CliRequest::ReportFormat format)
{
    switch (format) {
    case CliRequest::ReportFormat::Html: return htmlOf(documentOf(task, log));
    case CliRequest::ReportFormat::Csv: return csvOf(documentOf(task, log));
    case CliRequest::ReportFormat::Json: break;
    }
    return jsonOf(task, log);
}

} // namespace

CliTasks::CliTasks(CliRequest request, CliOutput& output)
    : CliTask(std::move(request), output), m_signIn(m_request.password), m_desk(engineById), m_watch(m_desk, m_output)
{
    // A password is for the one task that is named, also when that task must be looked after first.
    m_desk.runner().setSecrets([this](const ConnectionProfile& connection, QObject*, const std::function<void(Credentials)>& done) {
        const MigrationTask* task = m_request.tasks.size() == 1 ? wantedTask(m_request.tasks.first()) : nullptr;
        done(task && task->plan.target.connection == connection ? m_signIn.credentials(task->plan.target) : Credentials());
    });
    connect(&m_desk, &TaskDesk::opened, this, [this](const StoreOpening& opening) {
        if (opening.lockedBy && !onlyLooks())
            giveUp(*opening.lockedBy);
        else if (!opening.movedAsideTo.isEmpty())
            m_output.note(QCoreApplication::translate("Cli", "The task store was damaged; it now lies at %1, and a new one was begun.")
                              .arg(BackupFile{opening.movedAsideTo}.display()));
    });
    connect(&m_desk, &TaskDesk::openFailed, this, &CliTasks::giveUp);
    connect(&m_desk, &TaskDesk::ready, this, &CliTasks::begin);
    connect(&m_desk, &TaskDesk::closed, this, [this] { emit ended(m_exitStatus); });
    connect(&m_desk.store(), &TaskStore::unreadableFound, this, [this](int count) {
        m_output.note(QCoreApplication::translate("Cli", "%n task(s) of the store did not pass the checks and are not shown.", nullptr, count));
    });
    connect(&m_desk.runner(), &TaskRunner::refused, this, [this](const QString&, const Error& error) { m_refusal = error; });
}

bool CliTasks::onlyLooks() const
{
    return m_request.command == CliCommand::TasksList || m_request.command == CliCommand::TasksShow || m_request.command == CliCommand::TasksLog
        || m_request.command == CliCommand::TasksReport;
}

void CliTasks::start()
{
    // Looking for tasks where there never were any must not leave a store behind.
    if (!QFile::exists(QFile::decodeName(m_request.storePath))) {
        m_output.note(QCoreApplication::translate("Cli", "There is no task store at %1 yet.").arg(BackupFile{m_request.storePath}.display()));
        return begin();
    }
    LoadScope scope;
    if (m_request.tasks.size() == 1) {
        scope.all = false;
        scope.idPrefix = m_request.tasks.first().toLower();
        scope.name = m_request.tasks.first();
    }
    m_desk.open(m_request.storePath, StoreAccess::ReadWrite, scope);
}

void CliTasks::stop()
{
    if (m_watch.isWatching())
        return m_watch.cancel();
    m_signIn.stop();
    giveUp(cancelledError());
    m_desk.close(); // an undo under way is stopped by the engine, which leaves the old or the new database
}

void CliTasks::giveUp(const Error& error)
{
    if (std::exchange(m_hasBegun, true))
        return;
    tellFailure(m_output, error);
    m_exitStatus = int(exitStatusOf(error.kind));
    m_desk.close();
}

void CliTasks::close(int exitStatus)
{
    m_exitStatus = exitStatus == 0 && onlyLooks() && m_output.lostOutput() ? int(ExitStatus::Failed) : exitStatus;
    m_desk.close();
}

// A name is exact; an id may be shortened as long as it is one task's alone.
const MigrationTask* CliTasks::wantedTask(const QString& wanted) const
{
    constexpr qsizetype shortestPrefix = 4;
    MigrationTaskModel& model = const_cast<TaskDesk&>(m_desk).model();
    const MigrationTask* found = nullptr;
    for (int row = 0; row < model.rowCount(); ++row) {
        const MigrationTask& task = model.taskAt(row);
        if (task.name.toCaseFolded() == wanted.toCaseFolded())
            return &task;
        if (wanted.size() < shortestPrefix || !task.id.startsWith(wanted.toLower()))
            continue;
        if (found)
            return nullptr;
        found = &task;
    }
    return found;
}

void CliTasks::begin()
{
    if (m_hasBegun)
        return;
    if (m_request.command == CliCommand::TasksList || m_request.command == CliCommand::TasksDelete) {
        if (m_request.command == CliCommand::TasksList)
            return list();
        return remove();
    }
    const MigrationTask* task = wantedTask(m_request.tasks.first());
    if (!task)
        return giveUp(noSuchTask(m_request.tasks.first()));
    m_hasBegun = true;
    switch (m_request.command) {
    case CliCommand::TasksShow: return show(*task);
    case CliCommand::TasksLog: return showLog(*task);
    case CliCommand::TasksReport: return writeReport(*task);
    case CliCommand::TasksUndo: return signInThen(*task, &CliTasks::undo);
    case CliCommand::TasksDiscard: return signInThen(*task, &CliTasks::discard);
    case CliCommand::TasksContinue:
    case CliCommand::TasksComplete: return signInThen(*task, &CliTasks::goOn);
    case CliCommand::TasksRetry: return signInThen(*task, m_request.failedOnly ? &CliTasks::retryFailed : &CliTasks::retry);
    case CliCommand::TasksCancel: return signInThen(*task, &CliTasks::cancel);
    default: return;
    }
}

void CliTasks::list()
{
    m_hasBegun = true;
    const MigrationTaskModel& model = m_desk.model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (m_output.isJson())
            m_output.print(taskReport(model.taskAt(row)));
        else
            m_output.print(taskLine(model.taskAt(row)));
    }
    if (m_output.isJson()) {
        QJsonObject result = plainResult(0);
        result.insert(u"tasks"_s, model.rowCount());
        m_output.print(result);
    } else {
        m_output.note(QCoreApplication::translate("Cli", "%n task(s)", nullptr, model.rowCount()));
    }
    close(0);
}

void CliTasks::show(const MigrationTask& task)
{
    if (m_output.isJson()) {
        m_output.print(taskReport(task));
        m_output.print(resultReport(task));
    } else {
        m_output.print(resultLines(task));
        m_output.print(taskLines(task));
    }
    close(0);
}

void CliTasks::showLog(const MigrationTask& task)
{
    constexpr int everything = 1'000'000;
    m_desk.store().readLog(task.id, 0, everything, this, [this](const QList<LogRow>& rows, qint64 total) {
        for (const LogRow& row : rows) {
            if (m_output.isJson())
                m_output.print(logReport(row));
            else
                m_output.print(logLine(row));
        }
        if (m_output.isJson()) {
            QJsonObject result = plainResult(0);
            result.insert(u"rows"_s, total);
            m_output.print(result);
        }
        close(0);
    });
}

void CliTasks::writeReport(const MigrationTask& task)
{
    constexpr int everything = 1'000'000;
    m_desk.store().readLog(task.id, 0, everything, this, [this, task](const QList<LogRow>& log, qint64) {
        const QByteArray report = reportOf(task, log, m_request.reportFormat);
        QSaveFile file(QFile::decodeName(m_request.outputPath));
        if (!file.open(QIODevice::WriteOnly) || file.write(report) != report.size() || !file.commit()) {
            m_hasBegun = false;
            return giveUp({ErrorKind::TargetUnusable, "report.write", {QT_TRANSLATE_NOOP("Message", "The report could not be written to %1."), {BackupFile{m_request.outputPath}.display()}},
                           {QT_TRANSLATE_NOOP("Message", "Choose a folder that you may write and that has room."), {}}, file.errorString()});
        }
        if (m_output.isJson())
            m_output.print(plainResult(0));
        else
            m_output.note(QCoreApplication::translate("Cli", "The report was written to %1.").arg(BackupFile{m_request.outputPath}.display()));
        close(0);
    });
}

void CliTasks::remove()
{
    QStringList ids;
    for (const QString& wanted : m_request.tasks) {
        const MigrationTask* task = wantedTask(wanted);
        if (!task)
            return giveUp(noSuchTask(wanted));
        ids += task->id;
    }
    m_hasBegun = true;
    ids.removeDuplicates();
    const QStringList refused = m_desk.remove(ids);
    const int status = refused.isEmpty() ? 0 : 1;
    if (m_output.isJson()) {
        QJsonObject result = plainResult(status);
        result.insert(u"deleted"_s, ids.size() - refused.size());
        result.insert(u"refused"_s, QJsonArray::fromStringList(refused));
        m_output.print(result);
    } else {
        m_output.print(QCoreApplication::translate("Cli", "%n task(s) deleted", nullptr, int(ids.size() - refused.size())));
        for (const QString& name : refused)
            m_output.note(QCoreApplication::translate("Cli", "Task %1 is running and was not deleted.").arg(name));
    }
    close(status);
}

void CliTasks::signInThen(const MigrationTask& task, void (CliTasks::*act)(const MigrationTask&))
{
    m_hasBegun = false; // until then it can be stopped
    m_signIn.begin(task.plan.target, [this, act, id = task.id](const Result<Credentials>& credentials) {
        if (!credentials)
            return giveUp(credentials.error());
        const MigrationTask* found = m_desk.model().task(id);
        if (found && !std::exchange(m_hasBegun, true))
            (this->*act)(*found);
    });
}

void CliTasks::undo(const MigrationTask& task)
{
    connect(&m_desk.runner(), &TaskRunner::finished, this, &CliTasks::undoEnded);
    if (!m_desk.undo(task.id)) {
        m_hasBegun = false;
        giveUp(nothingToUndo(task));
    }
}

void CliTasks::undoEnded(const QString& id)
{
    const MigrationTask* task = m_desk.model().task(id);
    if (!task || task != wantedTask(m_request.tasks.first()))
        return;
    if (m_refusal) {
        m_hasBegun = false;
        return giveUp(*m_refusal);
    }
    if (m_output.isJson()) {
        QJsonObject result = resultReport(*task);
        result.insert(u"exitStatus"_s, 0);
        m_output.print(result);
    } else {
        m_output.print(QCoreApplication::translate("Cli", "The overwrite was undone: %1 holds the old database again.").arg(task->plan.target.display()));
    }
    close(0);
}

void CliTasks::watch(const MigrationTask& task)
{
    m_watch.begin(task.id, [this](int exitStatus) { close(exitStatus); });
}

void CliTasks::goOn(const MigrationTask& task)
{
    const TaskPlan& plan = m_request.plan;
    const RestoreEngine* engine = engineById(task.plan.target.connection.engineId);
    std::optional<Error> wrong;
    if (!task.canContinue())
        wrong = notWaiting(task);
    else if (engine && !plan.stopAt.isEmpty())
        wrong = engine->badStopAt(plan.stopAt);
    if (!wrong) {
        watch(task);
        if (m_desk.continueWith(task.id, plan.backups, plan.lastBackup, plan.stopAt))
            return;
        wrong = notWaiting(task);
    }
    m_hasBegun = false;
    giveUp(*wrong);
}

void CliTasks::cancel(const MigrationTask& task)
{
    if (!task.canContinue()) {
        m_hasBegun = false;
        return giveUp(notWaiting(task));
    }
    m_watch.begin(task.id, [this, id = task.id](int) {
        const MigrationTask* ended = m_desk.model().task(id);
        const bool isGone = ended && ended->phase == TaskPhase::Cancelled && ended->result.leftOvers.isEmpty();
        close(int(isGone ? ExitStatus::Done : ExitStatus::Failed));
    });
    m_desk.runner().cancel(task.id);
}

void CliTasks::discard(const MigrationTask& task)
{
    if (isRunning(task.phase)) {
        m_hasBegun = false;
        return giveUp(stillNeeded(task));
    }
    const QList<LeftOver> leftOvers = task.result.leftOvers;
    connect(&m_desk.runner(), &TaskRunner::finished, this, &CliTasks::discardEnded);
    m_waitingFor = leftOvers.size() + 1;
    for (const LeftOver& leftOver : leftOvers) {
        if (!m_desk.discard(task.id, leftOver))
            --m_waitingFor;
    }
    discardEnded();
}

void CliTasks::discardEnded()
{
    if (--m_waitingFor > 0)
        return;
    if (m_refusal) {
        m_hasBegun = false;
        return giveUp(*m_refusal);
    }
    if (m_output.isJson())
        m_output.print(plainResult(0));
    else
        m_output.print(QCoreApplication::translate("Cli", "Nothing of this task is left beside its target."));
    close(0);
}

} // namespace bakferry
