#include "app/clirestore.h"

#include "app/clitext.h"
#include "engines/catalog.h"
#include "models/exitstatus.h"
#include "models/statustext.h"
#include "models/taskreport.h"

#include <QCoreApplication>
#include <QUuid>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error stoppedBeforeStart()
{
    return {ErrorKind::Cancelled, "job.cancelled", {QT_TRANSLATE_NOOP("Message", "Stopped on request; nothing was changed."), {}},
            {QT_TRANSLATE_NOOP("Message", "Start it again when it is wanted."), {}}, {}};
}

} // namespace

CliRestore::CliRestore(CliRequest request, CliOutput& output)
    : CliTask(std::move(request), output), m_signIn(m_request.password), m_desk(engineById)
{
    // Tasks of other connections may need looking after first: they get no password that was not meant for them.
    m_desk.runner().setSecrets([this](const ConnectionProfile& connection, QObject*, const std::function<void(Credentials)>& done) {
        done(connection == m_request.plan.target.connection ? m_signIn.credentials(m_request.plan.target) : Credentials());
    });
    connect(&m_desk, &TaskDesk::opened, this, [this](const StoreOpening& opening) {
        if (opening.lockedBy)
            giveUp(*opening.lockedBy);
        else if (!opening.movedAsideTo.isEmpty())
            m_output.note(QCoreApplication::translate("Cli", "The task store was damaged; it now lies at %1, and a new one was begun.")
                              .arg(BackupFile{opening.movedAsideTo}.display()));
    });
    connect(&m_desk, &TaskDesk::openFailed, this, &CliRestore::giveUp);
    connect(&m_desk, &TaskDesk::ready, this, &CliRestore::beginTask);
    connect(&m_desk, &TaskDesk::closed, this, [this] { emit ended(m_exitStatus); });
    connect(&m_desk.store(), &TaskStore::saveFailed, this, [this](const Error& error) { m_output.error(error); });
}

void CliRestore::start()
{
    m_signIn.begin(m_request.plan.target, [this](const Result<Credentials>& credentials) {
        if (!credentials)
            giveUp(credentials.error());
        else if (!m_hasBegun) // not stopped meanwhile
            openStore();
    });
}

void CliRestore::openStore()
{
    LoadScope scope{.all = false};
    scope.name = m_request.name.isEmpty() ? MigrationTaskModel().proposedName(m_request.plan.backups.first().display()) : m_request.name;
    m_desk.open(m_request.storePath, StoreAccess::ReadWrite, scope);
}

void CliRestore::giveUp(const Error& error)
{
    if (std::exchange(m_hasBegun, true))
        return;
    tellFailure(m_output, error);
    m_exitStatus = int(exitStatusOf(error.kind));
    m_desk.close();
}

void CliRestore::beginTask()
{
    if (m_hasBegun)
        return;
    MigrationTaskModel& model = m_desk.model();
    if (!m_request.name.isEmpty() && model.isNameTaken(m_request.name)) {
        return giveUp(usageError("task.name-taken", {QT_TRANSLATE_NOOP("Message", "Another task has the name %1 already."), {m_request.name}},
                                 {QT_TRANSLATE_NOOP("Message", "Choose another name with --name, or leave it out."), {}}));
    }
    m_hasBegun = true;
    MigrationTask draft;
    draft.id = m_taskId = QUuid::createUuid().toString(QUuid::Id128);
    draft.name = m_request.name.isEmpty() ? model.proposedName(m_request.plan.backups.first().display()) : m_request.name;
    draft.plan = m_request.plan;
    draft.plan.withPassword = !m_signIn.credentials(draft.plan.target).isEmpty();

    connect(&m_desk.runner(), &TaskRunner::finished, this, &CliRestore::taskEnded);
    connect(&m_desk.runner(), &TaskRunner::updated, this, [this](const TaskUpdate& update) {
        const MigrationTask* task = m_desk.model().task(m_taskId);
        if (update.taskId != m_taskId || !task)
            return;
        if (update.findings)
            tellFindings(*task);
        if ((update.phase || update.progress) && !isFinal(task->phase))
            m_output.progress(*task);
    });
    connect(&m_desk.runner(), &TaskRunner::logged, this, [this](const QString& id, const LogRow& row) {
        if (id == m_taskId && m_output.isJson())
            m_output.print(logReport(row));
    });
    model.addDrafts({draft});
}

void CliRestore::tellFindings(const MigrationTask& task)
{
    if (std::exchange(m_toldFindings, true))
        return;
    for (const Finding& finding : task.findings) {
        if (m_output.isJson())
            m_output.print(findingReport(finding));
        else
            m_output.print(findingLines(finding));
    }
}

void CliRestore::taskEnded(const QString& id)
{
    const MigrationTask* task = m_desk.model().task(m_taskId);
    if (id != m_taskId || !task)
        return;
    m_output.endProgress();
    m_exitStatus = exitStatusOf(*task);
    if (m_output.isJson()) {
        m_output.print(resultReport(*task));
    } else {
        m_output.print(resultLines(*task));
        if (task->phase == TaskPhase::NeedsDecision)
            m_output.note(QCoreApplication::translate("Cli", "Warnings and checks that could not be made are open. Start again with --accept-warnings to go on over them, "
                                                             "or decide in the window."));
    }
    m_desk.close();
}

void CliRestore::stop()
{
    if (m_taskId.isEmpty()) {
        m_signIn.stop();
        return giveUp(stoppedBeforeStart());
    }
    if (!m_output.isJson()) {
        m_output.note(m_isStopping ? QCoreApplication::translate("Cli", "Still waiting for the restore to stop; the target is put in order.")
                                   : QCoreApplication::translate("Cli", "Stopping; this waits until the restore has stopped."));
    }
    m_isStopping = true;
    m_desk.runner().cancel(m_taskId);
}

} // namespace bakferry
