#include "engines/mariadb/load/myrestore.h"

#include "engines/displaytext.h"
#include "engines/mariadb/load/myprecheck.h"
#include "engines/mariadb/server/mycatalog.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

MyRestore::MyRestore(const RestoreRequest& request, const JobContext& context, MyKeptReadings& readings)
    : m_request(request), m_context(context), m_options(MyOptions::of(request)), m_readings(readings), m_team(context)
{
}

RestoreOutcome MyRestore::run()
{
    using Method = Step (MyRestore::*)();
    for (const Method method : {&MyRestore::open, &MyRestore::read, &MyRestore::guard, &MyRestore::stage, &MyRestore::load, &MyRestore::verify,
                                &MyRestore::replay, &MyRestore::checkSource, &MyRestore::putInPlace}) {
        if (!m_context.goOn())
            return failed(cancelledError());
        if (const Step step = (this->*method)(); !step)
            return failed(step.error());
    }
    return m_outcome;
}

MyRestore::Step MyRestore::open()
{
    m_set = takeMySetApart(m_request.backups);
    if (const Finding* blocker = worstBlocker(m_set.findings))
        return errorOf(*blocker);
    if (m_request.evidence) {
        if (std::optional<MyKeptReadings::Kept> kept = m_readings.take(m_set.full, m_options.charset, m_request.evidence->sourceSha256)) {
            m_backup = std::move(kept->backup);
            m_reading = std::move(kept->reading);
            m_isReadingKept = true;
            return {};
        }
    }
    Result<std::unique_ptr<MyBackup>> backup = openMyBackup(m_set.full, m_context);
    if (!backup)
        return backup.error();
    m_backup = std::move(*backup);
    return {};
}

// What the backup holds is known when it was read; the same pass gives the sum that the precheck saw. Where the precheck's own list is
// there, the bytes are only hashed, beside the load.
MyRestore::Step MyRestore::read()
{
    if (!m_isReadingKept)
        m_reading = m_backup->readThrough(m_options.charset, m_context, JobStep::Loading);
    if (m_reading.cancelled)
        return cancelledError();
    const QList<Finding> findings = myBackupFindings(m_reading.findings, m_options);
    const Finding* blocker = worstBlocker(findings);
    return blocker ? Step(errorOf(*blocker)) : Step();
}

// The decision to start may be hours old: everything is asked again.
MyRestore::Step MyRestore::guard()
{
    const Result<QList<MyChosenDatabase>> chosen = chooseMyDatabases(*m_backup, m_request, m_options);
    if (!chosen)
        return chosen.error();
    m_chosen = *chosen;
    if (m_request.parts == RestoreRequest::Parts::DataOnly && !m_options.intoExisting) {
        return Error{ErrorKind::Usage, "selection.no_tables", {QT_TRANSLATE_NOOP("Message", "Rows alone can only go into tables that are there, but a new database has none."), {}},
                     {QT_TRANSLATE_NOOP("Message", "Restore definitions and rows, or choose to restore into the existing database."), {}}, {}};
    }
    if (m_options.intoExisting && m_chosen.size() > 1) {
        return Error{ErrorKind::Usage, "selection.one_target", {QT_TRANSLATE_NOOP("Message", "%1 databases of the backup cannot go into one existing database."), {QString::number(m_chosen.size())}},
                     {QT_TRANSLATE_NOOP("Message", "Choose one database of the backup."), {}}, {}};
    }
    QList<Finding> findings = checkMyServer(*m_backup, m_reading, m_chosen, m_request, m_context);
    if (m_set.hasLogs() || !m_request.lastBackup || !m_request.stopAt.isEmpty()) {
        const Result<QByteArrayList> sources = mySourcesOf(*m_backup, m_chosen, m_request);
        if (!sources)
            return sources.error();
        m_sources = *sources;
        m_chain = readMyChainOn(*m_backup, m_set, m_sources, m_request, m_context, JobStep::Loading);
        findings += m_chain.findings;
    }
    const Finding* blocker = worstBlocker(findings);
    return blocker ? Step(errorOf(*blocker)) : Step();
}

MyRestore::Step MyRestore::stage()
{
    const Result<std::unique_ptr<MyConnection>> maintenance = openMyMaintenance(m_request.target, m_request.credentials, m_context);
    if (!maintenance)
        return maintenance.error();
    for (const MyChosenDatabase& chosen : std::as_const(m_chosen)) {
        const MyDatabase source = myDatabaseToMake(m_backup->databases()[chosen.index], m_options);
        const Result<MyStagedDatabase> staged = m_options.intoExisting ? adoptMyExisting(**maintenance, m_request, chosen.wanted, m_context)
                                                                       : createMyStaging(**maintenance, m_request, source, chosen.wanted, m_context);
        if (!staged)
            return staged.error();
        m_staged += *staged;
        if (!staged->isInPlace())
            m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "Restoring into the staging database %1."), {displayBytes(staged->staging)}});
    }
    return {};
}

void MyRestore::hashBeside()
{
    m_hasher = std::jthread([this](const std::stop_token& stop) {
        JobContext quiet;
        quiet.stop = stop;
        m_hashed = m_backup->sha256(quiet);
    });
}

MyRestore::Step MyRestore::load()
{
    m_team.beginStep(JobStep::Loading, m_backup->storedBytes());
    if (m_isReadingKept)
        hashBeside();
    m_load = std::make_unique<MyLoad>(*m_backup, m_chosen, m_staged, planMyRestore(*m_backup, m_chosen, m_request), m_reading.rows, m_request, m_team);
    if (const Step loaded = m_load->run(); !loaded)
        return loaded;
    m_outcome.bytesRead = m_backup->storedBytes();
    return {};
}

MyRestore::Step MyRestore::verify()
{
    m_team.beginStep(JobStep::Verifying, 0);
    const Result<MyProof> proof = verifyMyLoad(*m_load, m_request, m_team);
    if (!proof)
        return m_team.result() ? Step(proof.error()) : m_team.result();
    if (const Step made = m_load->makeEvents(); !made)
        return made;
    takeOver(*proof);
    m_load.reset(); // its connections would be in the way of the rename
    if (!m_outcome.statements.balances()) {
        return Error{ErrorKind::VerificationFailed, "verify.statements",
                     {QT_TRANSLATE_NOOP("Message", "Of %1 statements found, %2 were executed and %3 skipped: some are unaccounted for."),
                      {QString::number(m_outcome.statements.found), QString::number(m_outcome.statements.executed), QString::number(m_outcome.statements.skipped)}},
                     {QT_TRANSLATE_NOOP("Message", "This is a fault of BakFerry; please report it with the task's log."), {}}, {}};
    }
    return {};
}

void MyRestore::takeOver(const MyProof& proof)
{
    m_outcome.statements = m_load->balance();
    m_outcome.warnings += m_load->takeWarnings() + proof.warnings;
    m_outcome.tables = proof.tables;
    m_outcome.rows = proof.rows;
    m_outcome.verification = proof.findings;
    m_outcome.ledger = proof.ledger;
}

MyRestore::Step MyRestore::checkSource()
{
    if (m_isReadingKept) {
        const std::stop_callback passOn(m_context.stop, [this] { m_hasher.request_stop(); });
        m_hasher.join();
        if (!*m_hashed)
            return m_hashed->error();
        m_reading.sha256 = **m_hashed;
    }
    if (m_request.evidence && m_request.evidence->sourceSha256 != m_reading.sha256) {
        return Error{ErrorKind::BackupChanged, "backup.changed", {QT_TRANSLATE_NOOP("Message", "The backup %1 is not the same as when it was prechecked."), {m_request.backups.first().display()}},
                     {QT_TRANSLATE_NOOP("Message", "Run the precheck again on the file as it is now."), {}}, {}};
    }
    return m_backup->checkUnchanged();
}

// On top of a full backup whose rows were counted: what the logs add is counted event by event.
MyRestore::Step MyRestore::replay()
{
    if (m_chain.ranges.isEmpty())
        return {};
    QList<MyReplayedDatabase> databases;
    for (qsizetype i = 0; i < m_staged.size(); ++i)
        databases += MyReplayedDatabase{m_sources[i], m_staged[i]};
    const Result<MyReplayed> replayed = replayMyChain(m_chain, m_request.backups, databases, m_request, m_context);
    if (!replayed) {
        tellMyChainIsGivenUp(m_context);
        return replayed.error();
    }
    m_outcome.bytesRead += replayed->bytes;
    m_outcome.verification += replayed->findings;
    m_outcome.warnings += replayed->warnings;
    return {};
}

// Everything stays in staging; the target is as it was.
MyRestore::Step MyRestore::awaitNext()
{
    if (const Step recorded = m_context.writeJournal(MyWaiting{m_chain.end, m_sources}.entry()); !recorded)
        return recorded;
    m_context.report({JobStep::Verifying, 0, 0, m_outcome.rows, {}});
    m_outcome.end = RestoreEnd::Waiting;
    m_outcome.remains = Remains::Old;
    for (const MyStagedDatabase& staged : std::as_const(m_staged))
        m_outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, staged.staging, -1};
    return {};
}

MyRestore::Step MyRestore::putInPlace()
{
    if (!m_request.lastBackup)
        return awaitNext();
    m_context.report({JobStep::SwitchingOver, 0, 0, m_outcome.rows, {}});
    if (m_options.intoExisting) {
        m_switched = m_outcome.remains = Remains::New;
    } else {
        const MySwitchOver done = switchOverMy(m_staged, m_request, m_context);
        m_switched = m_outcome.remains = done.remains;
        m_outcome.warnings += done.warnings;
        if (done.error)
            return *done.error;
    }
    for (const MyStagedDatabase& staged : std::as_const(m_staged)) {
        if (!staged.kept.isEmpty())
            m_outcome.leftOvers += LeftOver{LeftOver::Kind::KeptOld, staged.kept, -1};
    }
    m_outcome.end = m_outcome.warnings.isEmpty() ? RestoreEnd::Complete : RestoreEnd::WithWarnings;
    return {};
}

RestoreOutcome MyRestore::failed(Error error)
{
    const bool wasStopped = error.kind == ErrorKind::Cancelled;
    m_load.reset();
    m_outcome.end = wasStopped ? RestoreEnd::Cancelled : RestoreEnd::Failed;
    m_outcome.error = std::move(error);
    const bool untouched = !m_switched || *m_switched == Remains::Old || *m_switched == Remains::Nothing;
    if (!untouched)
        return m_outcome; // a switch-over that is half done is finished or undone by reconcileMy()
    const bool inPlace = std::ranges::any_of(m_staged, &MyStagedDatabase::isInPlace);
    const bool old = m_staged.isEmpty() || std::ranges::any_of(m_staged, &MyStagedDatabase::existed);
    m_outcome.remains = m_switched ? *m_switched : inPlace ? Remains::Partial : old ? Remains::Old : Remains::Nothing;
    // What a verification found must stay to be looked at (TRUST F42).
    if (m_outcome.error->kind == ErrorKind::VerificationFailed && !inPlace) {
        for (const MyStagedDatabase& staged : std::as_const(m_staged))
            m_outcome.leftOvers += LeftOver{LeftOver::Kind::Staging, staged.staging, -1};
    } else {
        m_outcome.leftOvers += dropMyStaging(m_staged, m_request);
    }
    return m_outcome;
}

} // namespace bakferry
