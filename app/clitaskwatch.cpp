#include "app/clitaskwatch.h"

#include "app/clitext.h"
#include "models/exitstatus.h"
#include "models/taskreport.h"

#include <QCoreApplication>

namespace bakferry {

CliTaskWatch::CliTaskWatch(TaskDesk& desk, CliOutput& output, QObject* parent) : QObject(parent), m_desk(desk), m_output(output) { }

void CliTaskWatch::begin(const QString& taskId, std::function<void(int)> done)
{
    m_taskId = taskId;
    m_done = std::move(done);
    connect(&m_desk.runner(), &TaskRunner::finished, this, &CliTaskWatch::end);
    connect(&m_desk.runner(), &TaskRunner::updated, this, &CliTaskWatch::hear);
    connect(&m_desk.runner(), &TaskRunner::logged, this, [this](const QString& id, const LogRow& row) {
        if (id == m_taskId && m_output.isJson())
            m_output.print(logReport(row));
    });
}

void CliTaskWatch::hear(const TaskUpdate& update)
{
    const MigrationTask* task = m_desk.model().task(m_taskId);
    if (update.taskId != m_taskId || !task)
        return;
    if (update.findings && !update.findings->isEmpty())
        tellFindings(*task);
    if ((update.phase || update.progress) && !isFinal(task->phase))
        m_output.progress(*task);
}

void CliTaskWatch::tellFindings(const MigrationTask& task)
{
    if (std::exchange(m_toldFindings, true))
        return;
    for (const Finding& finding : task.findings) {
        if (m_output.isJson())
            m_output.print(findingReport(finding));
        else
            m_output.print(findingLines(finding));
    }
    if (task.chain.isEmpty())
        return;
    if (m_output.isJson())
        m_output.print(chainReport(task.chain, task.plan.backups));
    else
        m_output.print(chainLines(task.chain, task.plan.backups));
}

void CliTaskWatch::end(const QString& id)
{
    const MigrationTask* task = m_desk.model().task(m_taskId);
    if (id != m_taskId || !task)
        return;
    m_output.endProgress();
    if (m_output.isJson()) {
        m_output.print(resultReport(*task));
    } else {
        m_output.print(resultLines(*task));
        if (task->phase == TaskPhase::NeedsDecision)
            m_output.note(QCoreApplication::translate("Cli", "Warnings and checks that could not be made are open. Start again with --accept-warnings to go on over them, "
                                                             "or decide in the window."));
        if (task->phase == TaskPhase::AwaitingBackup)
            m_output.note(QCoreApplication::translate("Cli", "Go on with: bakferry-cli tasks continue %1 --backup PATH. Switch over without another backup: bakferry-cli tasks complete %1")
                              .arg(task->id.left(8)));
    }
    m_done(exitStatusOf(*task));
}

void CliTaskWatch::cancel()
{
    if (!m_output.isJson()) {
        m_output.note(m_isStopping ? QCoreApplication::translate("Cli", "Still waiting for the restore to stop; the target is put in order.")
                                   : QCoreApplication::translate("Cli", "Stopping; this waits until the restore has stopped."));
    }
    m_isStopping = true;
    m_desk.runner().cancel(m_taskId);
}

} // namespace bakferry
