#include "engines/postgresql/load/pgrestore.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pgprecheck.h"
#include "engines/postgresql/server/pgjournal.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

PgRestore::PgRestore(const RestoreRequest& request, const JobContext& context)
    : m_request(request), m_context(context), m_options(PgOptions::of(request)), m_team(context)
{
}

RestoreOutcome PgRestore::run()
{
    using Method = Step (PgRestore::*)();
    for (const Method method : {&PgRestore::open, &PgRestore::readScript, &PgRestore::guard, &PgRestore::stage, &PgRestore::load, &PgRestore::verify,
                                &PgRestore::checkSource, &PgRestore::putInPlace}) {
        if (!m_context.goOn())
            return failed(cancelledError());
        if (const Step step = (this->*method)(); !step)
            return failed(step.error());
    }
    return m_outcome;
}

PgRestore::Step PgRestore::open()
{
    Result<std::unique_ptr<PgBackup>> backup = openPgBackup(m_request.backups, m_context);
    if (!backup)
        return backup.error();
    m_backup = std::move(*backup);
    return {};
}

// Archives list what they hold; a script says it only when it was read, now or by the precheck just before, and whether it is whole even
// when it is small enough to be known at once. The pass also gives the sum that the precheck saw.
PgRestore::Step PgRestore::readScript()
{
    const std::optional<PrecheckEvidence>& evidence = m_request.evidence;
    const bool isProven = m_backup->header().format != "postgresql-script" || (evidence && evidence->contentProven);
    const bool isKnown = m_backup->entriesComplete() || (isProven && evidence && evidence->reading && m_backup->takeOver(*evidence->reading));
    if (isKnown && isProven) {
        startHashing();
        return {};
    }
    const PgReading reading = m_backup->readThrough(m_context, JobStep::Loading);
    if (reading.cancelled)
        return cancelledError();
    if (const Finding* blocker = worstBlocker(reading.findings))
        return errorOf(*blocker);
    m_sha256 = reading.sha256;
    return {};
}

void PgRestore::startHashing()
{
    if (!m_request.evidence)
        return;
    m_hasher = std::jthread([this] {
        Result<QByteArray> sum = m_backup->sha256(m_team.context());
        if (sum)
            m_sha256 = std::move(*sum);
        else
            m_hashFailure = sum.error();
    });
}

// The decision to start may be hours old: everything is asked again.
PgRestore::Step PgRestore::guard()
{
    const Result<QList<PgChosenDatabase>> chosen = choosePgDatabases(*m_backup, m_request);
    if (!chosen)
        return chosen.error();
    m_chosen = *chosen;
    if (m_options.intoExisting && m_chosen.size() > 1) {
        return Error{ErrorKind::Usage, "selection.one_target", {QT_TRANSLATE_NOOP("Message", "%1 databases of the backup cannot go into one existing database."), {QString::number(m_chosen.size())}},
                     {QT_TRANSLATE_NOOP("Message", "Choose one database of the backup."), {}}, {}};
    }
    const QList<Finding> findings = checkPgServer(*m_backup, m_chosen, m_request, m_context);
    const Finding* blocker = worstBlocker(findings);
    return blocker ? Step(errorOf(*blocker)) : Step();
}

PgRestore::Step PgRestore::stage()
{
    if (m_options.intoExisting) {
        const Result<PgStagedDatabase> adopted = adoptExisting(m_request, m_chosen.first().wanted, m_context);
        if (!adopted)
            return adopted.error();
        m_staged += *adopted;
        return {};
    }
    const Result<std::unique_ptr<PgConnection>> maintenance = openMaintenance(m_request.target, m_request.credentials, m_context);
    if (!maintenance)
        return maintenance.error();
    if (m_options.createRoles) {
        const Result<QList<Message>> made = createPgServerObjects(*m_backup, **maintenance, m_context);
        if (!made)
            return made.error();
        m_outcome.warnings += *made;
    }
    for (const PgChosenDatabase& chosen : std::as_const(m_chosen)) {
        const Result<PgStagedDatabase> staged = createStaging(**maintenance, m_request, m_backup->databases()[chosen.index], chosen.wanted, m_context);
        if (!staged)
            return staged.error();
        m_staged += *staged;
        if (!staged->note.isEmpty())
            m_outcome.warnings += staged->note;
        m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "Restoring into the staging database %1."), {displayBytes(staged->staging)}});
    }
    return {};
}

PgRestore::Step PgRestore::load()
{
    PgSequence sequence(*m_backup);
    m_team.beginStep(JobStep::Loading, m_backup->storedBytes());
    for (qsizetype i = 0; i < m_chosen.size(); ++i) {
        m_team.resumeLoading();
        const PgPlan plan = planPgRestore(m_backup->databases()[m_chosen[i].index], m_chosen[i].index, !m_backup->header().pgDumpLayout, m_request, m_options);
        m_loads.push_back(std::make_unique<PgLoad>(*m_backup, m_chosen[i].index, plan, m_staged[i].staging, m_backup->isRandomAccess() ? nullptr : &sequence, m_request, m_team));
        if (const Step loaded = m_loads.back()->run(); !loaded)
            return loaded;
    }
    m_outcome.bytesRead = m_backup->storedBytes();
    return {};
}

PgRestore::Step PgRestore::verify()
{
    m_team.beginStep(JobStep::Verifying, 0);
    for (std::size_t i = 0; i < m_loads.size(); ++i) {
        PgLoad& load = *m_loads[i];
        const Result<std::vector<PgSession*>> sessions = load.sessions();
        if (!sessions)
            return sessions.error();
        const PgDatabase& database = m_backup->databases()[m_chosen[qsizetype(i)].index];
        const PgProofOf of = isRowsAlone() ? PgProofOf::Rows : m_backup->header().pgDumpLayout ? PgProofOf::Dump : PgProofOf::Script;
        const Result<PgProof> proof = verifyPgLoad(database, load.plan(), of, load.takeLedger(), *sessions, m_team);
        if (!proof)
            return m_team.result() ? Step(proof.error()) : m_team.result();
        takeOver(load, *proof, m_chosen.size() > 1 ? m_chosen[qsizetype(i)].wanted : QByteArray());
    }
    if (!isRowsAlone())
        m_loads.clear(); // their connections would be in the way of the rename
    if (!m_outcome.statements.balances()) {
        return Error{ErrorKind::VerificationFailed, "verify.statements",
                     {QT_TRANSLATE_NOOP("Message", "Of %1 statements found, %2 were executed and %3 skipped: some are unaccounted for."),
                      {QString::number(m_outcome.statements.found), QString::number(m_outcome.statements.executed), QString::number(m_outcome.statements.skipped)}},
                     {QT_TRANSLATE_NOOP("Message", "This is a fault of BakFerry; please report it with the task's log."), {}}, {}};
    }
    return {};
}

void PgRestore::takeOver(const PgLoad& load, const PgProof& proof, const QByteArray& database)
{
    const StatementBalance balance = load.balance();
    m_outcome.statements.found += balance.found;
    m_outcome.statements.executed += balance.executed;
    m_outcome.statements.skipped += balance.skipped;
    m_outcome.warnings += load.warnings() + proof.warnings;
    m_outcome.tables += proof.tables;
    m_outcome.rows += proof.rows;
    m_outcome.verification += proof.findings;
    for (LedgerRow row : proof.ledger) {
        if (!database.isEmpty())
            row.table.prepend(displayBytes(database) + u'.');
        m_outcome.ledger += row;
    }
}

PgRestore::Step PgRestore::checkSource()
{
    if (m_hasher.joinable())
        m_hasher.join();
    if (m_hashFailure)
        return *m_hashFailure;
    if (m_request.evidence && m_request.evidence->sourceSha256 != m_sha256) {
        return Error{ErrorKind::BackupChanged, "backup.changed", {QT_TRANSLATE_NOOP("Message", "The backup %1 is not the same as when it was prechecked."), {m_request.backups.first().display()}},
                     {QT_TRANSLATE_NOOP("Message", "Run the precheck again on the file as it is now."), {}}, {}};
    }
    return m_backup->checkUnchanged();
}

PgRestore::Step PgRestore::putInPlace()
{
    m_context.report({JobStep::SwitchingOver, 0, 0, m_outcome.rows, {}});
    if (const Step committed = isRowsAlone() ? commitRows() : Step(); !committed)
        return committed;
    const PgSwitchOver done = switchOver(m_staged, m_request, m_context);
    m_switched = done.remains == Remains::New;
    m_outcome.remains = done.remains;
    m_outcome.warnings += done.warnings;
    if (done.error)
        return *done.error;
    for (const PgStagedDatabase& staged : std::as_const(m_staged)) {
        if (!staged.kept.isEmpty())
            m_outcome.leftOvers += LeftOver{LeftOver::Kind::KeptOld, staged.kept, -1};
    }
    m_outcome.end = m_outcome.warnings.isEmpty() ? RestoreEnd::Complete : RestoreEnd::WithWarnings;
    return {};
}

// The transaction's number goes into the journal first: after a crash the server can be asked what became of it.
PgRestore::Step PgRestore::commitRows()
{
    m_staged.first().transaction = m_loads.front()->transaction();
    if (const Step recorded = m_context.writeJournal(pgJournalEntry(pgstep::switchingOver, m_staged)); !recorded)
        return recorded;
    const Step committed = m_loads.front()->commit();
    if (committed)
        return {};
    m_loads.clear();
    const std::optional<bool> is = isPgTransactionCommitted(m_staged.first(), m_request);
    m_isUnknown = !is;
    return is == true ? Step() : committed;
}

RestoreOutcome PgRestore::failed(Error error)
{
    const bool wasStopped = error.kind == ErrorKind::Cancelled;
    m_loads.clear();
    if (m_hasher.joinable()) {
        m_team.fail(error); // ends the hashing
        m_hasher.join();
    }
    m_outcome.end = wasStopped ? RestoreEnd::Cancelled : RestoreEnd::Failed;
    if (!m_switched) {
        const bool inPlace = std::ranges::any_of(m_staged, &PgStagedDatabase::isInPlace);
        const bool old = std::ranges::any_of(m_staged, [](const PgStagedDatabase& staged) { return staged.oldOid != 0; });
        m_outcome.remains = m_isUnknown ? Remains::Unknown : inPlace && !isRowsAlone() ? Remains::Partial : m_staged.isEmpty() || old ? Remains::Old : Remains::Nothing;
        // What a verification found must stay to be looked at (TRUST F42).
        if (error.kind == ErrorKind::VerificationFailed && !inPlace) {
            for (const PgStagedDatabase& staged : std::as_const(m_staged))
                m_outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, staged.staging, -1};
        } else {
            m_outcome.leftOvers += dropStaging(m_staged, m_request, error.kind == ErrorKind::NoSpace);
        }
    }
    m_outcome.error = std::move(error);
    return m_outcome;
}

} // namespace bakferry
