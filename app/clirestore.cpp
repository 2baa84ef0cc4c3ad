#include "app/clirestore.h"

#include "engines/catalog.h"
#include "models/exitstatus.h"

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
    : CliTask(std::move(request), output), m_signIn(m_request.password), m_desk(engineById), m_watch(m_desk, m_output)
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

    m_watch.begin(m_taskId, [this](int exitStatus) {
        m_exitStatus = exitStatus;
        m_desk.close();
    });
    model.addDrafts({draft});
}

void CliRestore::stop()
{
    if (m_taskId.isEmpty()) {
        m_signIn.stop();
        return giveUp(stoppedBeforeStart());
    }
    m_watch.cancel();
}

} // namespace bakferry
