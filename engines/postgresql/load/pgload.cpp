#include "engines/postgresql/load/pgload.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pgorder.h"
#include "engines/postgresql/load/pgstandingtables.h"

#include <QtGlobal>

#include <algorithm>
#include <thread>

namespace bakferry {

namespace {

constexpr int mostJobs = 64;
constexpr qsizetype mostWarnings = 200;

int jobsOf(const RestoreRequest& request)
{
    return std::clamp(request.jobs > 0 ? request.jobs : int(std::thread::hardware_concurrency()), 1, mostJobs);
}

} // namespace

PgLoad::PgLoad(PgBackup& backup, int database, PgPlan plan, QByteArray target, PgSequence* sequence, const RestoreRequest& request, PgTeam& team)
    : m_backup(backup), m_index(database), m_plan(std::move(plan)), m_target(std::move(target)), m_sequence(sequence), m_request(request),
      m_options(PgOptions::of(request)), m_team(team), m_jobs(jobsOf(request))
{
}

PgLoad::~PgLoad() = default;

PgLoad::Step PgLoad::run()
{
    using Method = Step (PgLoad::*)();
    std::vector<Method> methods{&PgLoad::open, &PgLoad::loadStructure, &PgLoad::loadRowsAndKeys};
    if (m_request.parts == RestoreRequest::Parts::DataOnly)
        methods = {&PgLoad::open, &PgLoad::loadStanding};
    else if (!m_backup.header().pgDumpLayout)
        methods = {&PgLoad::open, &PgLoad::loadInOrder};
    for (const Method method : methods) {
        if (const Step step = (this->*method)(); !step) {
            m_team.fail(step.error());
            return m_team.result();
        }
    }
    for (const QList<int>* last : {&m_plan.labels, &m_plan.refreshes, &m_plan.eventTriggers}) { // of rows alone the views, in the open transaction
        if (const Step step = runEach(*last); !step) {
            m_team.fail(step.error());
            return m_team.result();
        }
    }
    m_warnings += m_statements->ownersLeft();
    tellSkipped();
    return {};
}

PgLoad::Step PgLoad::open()
{
    Result<std::unique_ptr<PgSession>> first = PgSession::openFirst(m_request, m_target, database(), !m_backup.header().pgDumpLayout, m_jobs, m_settings, m_team.context());
    if (!first)
        return first.error();
    m_warnings += m_settings.unknown;
    m_sessions.push_back(std::move(*first));
    const Result<PgRoles> roles = PgRoles::of(m_sessions.front()->connection());
    if (!roles)
        return roles.error();
    m_statements = std::make_unique<PgStatements>(m_options, *roles, m_target);
    // Tables that were there before must keep their rows.
    const bool mayTruncate = m_request.parts != RestoreRequest::Parts::DataOnly && m_backup.header().pgDumpLayout;
    m_rows = std::make_unique<PgDataLoader>(m_backup, m_index, m_plan.rows, mayTruncate, m_sequence, m_team, m_ledger);
    for (const int entry : m_plan.pulledIn)
        m_team.context().note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "%1 comes along, because something selected needs it."), {shownPgEntry(entryAt(entry))}});
    return {};
}

Result<std::vector<PgSession*>> PgLoad::sessions()
{
    while (int(m_sessions.size()) < (m_transaction != 0 ? 1 : m_jobs)) {
        Result<std::unique_ptr<PgSession>> next = PgSession::open(m_request, m_target, m_settings, m_team.context());
        if (!next) {
            if (next.error().kind == ErrorKind::Cancelled)
                return next.error();
            m_team.context().note(LogLevel::Warning, {QT_TRANSLATE_NOOP("Message", "The server gives only %1 connections; the restore goes on with them."), {QString::number(m_sessions.size())}});
            break;
        }
        m_sessions.push_back(std::move(*next));
    }
    std::vector<PgSession*> all;
    for (const auto& session : m_sessions)
        all.push_back(session.get());
    return all;
}

PgLoad::Step PgLoad::runOne(PgSession& session, int entry, bool alone)
{
    std::optional<Message> leftOut;
    const Step done = session.runEntry(database(), entryAt(entry), *m_statements, alone, leftOut);
    if (!done)
        return done;
    const std::lock_guard lock(m_mutex);
    ++(leftOut ? m_leftOut : m_executed);
    if (leftOut && m_warnings.size() < mostWarnings)
        m_warnings += *leftOut;
    return {};
}

PgLoad::Step PgLoad::runBatched(PgSession& session, const QList<int>& entries)
{
    for (qsizetype from = 0; from < entries.size(); from += m_settings.entriesATransaction) {
        if (!m_team.goOn())
            return cancelledError();
        if (const Step begun = session.run("BEGIN"); !begun)
            return begun;
        for (const int entry : entries.sliced(from, qMin<qsizetype>(m_settings.entriesATransaction, entries.size() - from))) {
            if (const Step done = runOne(session, entry, false); !done)
                return done;
        }
        if (const Step committed = session.run("COMMIT"); !committed)
            return committed;
        m_team.advance(0, 0, shownPgEntry(entryAt(entries[from])));
    }
    return {};
}

PgLoad::Step PgLoad::runEach(const QList<int>& entries)
{
    for (const int entry : entries) {
        if (!m_team.goOn())
            return cancelledError();
        m_team.advance(0, 0, shownPgEntry(entryAt(entry)));
        if (const Step done = runOne(*m_sessions.front(), entry, m_transaction == 0); !done)
            return done;
    }
    return {};
}

PgLoad::Step PgLoad::loadStructure() { return runBatched(*m_sessions.front(), m_plan.structure); }

PgLoad::Step PgLoad::loadRowsAndKeys()
{
    m_executed += m_plan.rows.size();
    if (m_plan.rows.isEmpty() && m_plan.postData.isEmpty())
        return runBatched(*m_sessions.front(), m_plan.sequences);
    const Result<std::vector<PgSession*>> all = sessions();
    if (!all)
        return all.error();
    PgOrder order(database(), m_plan.postData, m_plan.rows);
    m_loading = int(all->size());
    m_rows->begin(m_loading);
    return m_team.run(m_loading, [&](int number) { return worker(*(*all)[std::size_t(number)], order); });
}

PgLoad::Step PgLoad::worker(PgSession& session, PgOrder& order)
{
    if (const Step loaded = loadTurns(session, order); !loaded)
        return loaded;
    bool isLast = false;
    {
        const std::lock_guard lock(m_mutex);
        isLast = --m_loading == 0;
    }
    if (const Step ended = isLast ? endRows(session, order) : Step(); !ended)
        return ended;
    if (const Step done = runKeys(session, order); !done)
        return done;
    if (const Step planned = session.checkAlongIndexes(false); !planned) // views to be filled are planned as ever
        return planned;
    return session.setIndexHelpers(true);
}

PgLoad::Step PgLoad::loadTurns(PgSession& session, PgOrder& order)
{
    for (;;) {
        if (!m_team.goOn())
            return cancelledError();
        int loaded = -1;
        const Result<PgDataLoader::Turn> turn = m_rows->turn(session, loaded);
        if (!turn)
            return turn.error();
        if (*turn == PgDataLoader::Turn::Finished)
            return {};
        if (loaded >= 0) {
            {
                const std::lock_guard lock(m_mutex);
                order.rowsDone(loaded);
            }
            m_changed.notify_all();
        }
        if (*turn == PgDataLoader::Turn::Loaded)
            continue;
        if (const int entry = takeNext(order, false); entry < 0)
            m_rows->waitForStream();
        else if (const Step done = runKey(session, order, entry); !done)
            return done;
    }
}

// By the connection that was the last one with rows; the others are at keys already.
PgLoad::Step PgLoad::endRows(PgSession& session, PgOrder& order)
{
    if (const Step set = runBatched(session, m_plan.sequences); !set)
        return set;
    qint64 weight = 0;
    {
        const std::lock_guard lock(m_mutex);
        order.allRowsDone();
        for (const int entry : m_plan.postData)
            weight += order.isDone(entry) ? 0 : order.weightOf(entry);
    }
    if (!m_plan.postData.isEmpty())
        m_team.beginStep(JobStep::Indexing, weight);
    m_isIndexing = true;
    m_changed.notify_all();
    return {};
}

// One connection from the first statement to the last: what a script says may depend on anything before.
PgLoad::Step PgLoad::loadInOrder()
{
    for (const int entry : m_plan.inOrder) {
        if (!m_team.goOn())
            return cancelledError();
        if (entryAt(entry).hasData) {
            if (const Step loaded = m_rows->loadOne(*m_sessions.front(), entry); !loaded)
                return loaded;
            ++m_executed;
        } else {
            m_team.advance(0, 0, shownPgEntry(entryAt(entry)));
            if (const Step done = runOne(*m_sessions.front(), entry, m_transaction == 0); !done)
                return done;
        }
    }
    return {};
}

PgLoad::Step PgLoad::loadStanding()
{
    PgSession& session = *m_sessions.front();
    if (const Step begun = session.run("BEGIN"); !begun)
        return begun;
    const Result<QByteArray> transaction = session.connection().value("SELECT pg_catalog.txid_current()");
    if (!transaction)
        return transaction.error();
    m_transaction = transaction->toULongLong();
    Result<PgStandingTables> tables = PgStandingTables::prepare(session.connection(), database(), m_plan.rows + m_plan.inOrder, m_plan.sequences);
    if (!tables)
        return tables.error();
    if (const Step made = runEach(m_plan.structure); !made) // large objects
        return made;
    if (const Step loaded = m_backup.header().pgDumpLayout ? m_rows->run({&session}) : loadInOrder(); !loaded)
        return loaded;
    m_executed += m_plan.rows.size();
    if (const Step set = runEach(m_plan.sequences); !set)
        return set;
    return tables->putBack(session.connection());
}

// @returns -1: nothing can be started at the moment, or there is nothing left
int PgLoad::takeNext(PgOrder& order, bool waits)
{
    std::unique_lock lock(m_mutex);
    int entry = order.take();
    // The time limit is for a stop, which wakes nobody here.
    while (waits && entry < 0 && !order.isFinished() && !m_team.context().stop.stop_requested()) {
        m_changed.wait_for(lock, std::chrono::milliseconds(50));
        entry = order.take();
    }
    return entry;
}

PgLoad::Step PgLoad::runKeys(PgSession& session, PgOrder& order)
{
    for (;;) {
        if (!m_team.goOn())
            return cancelledError();
        const int entry = takeNext(order, true);
        if (entry < 0)
            return {};
        if (const Step done = runKey(session, order, entry); !done)
            return done;
    }
}

PgLoad::Step PgLoad::runKey(PgSession& session, PgOrder& order, int entry)
{
    m_team.advance(0, 0, shownPgEntry(entryAt(entry)));
    bool isCrowded = false, isVisited = false;
    {
        const std::lock_guard lock(m_mutex);
        isCrowded = order.left() >= int(m_sessions.size());
    }
    for (const PgTableName& table : order.touchedBy(entry).tables)
        isVisited = isVisited || m_rows->isToBeVisited(table);
    if (const Step planned = session.checkAlongIndexes(entryAt(entry).kind == "FK CONSTRAINT" && !isVisited); !planned)
        return planned;
    if (const Step planned = session.setIndexHelpers(!isCrowded); !planned)
        return planned;
    Step done = runOne(session, entry, true);
    // Locks of partitions and their parents are the server's own business; whoever loses starts anew.
    for (int again = 0; !done && again < 3 && session.connection().lastState() == "40P01"; ++again)
        done = runOne(session, entry, true);
    {
        const std::lock_guard lock(m_mutex);
        order.done(entry);
    }
    m_changed.notify_all();
    if (done)
        m_team.advance(m_isIndexing ? order.weightOf(entry) : 0, 0, shownPgEntry(entryAt(entry)));
    return done;
}

void PgLoad::tellSkipped()
{
    for (const PgPlan::Skipped& skipped : m_plan.skipped) {
        const Message message{skipped.why, {shownPgEntry(entryAt(skipped.entry))}};
        if (!skipped.chosen && m_warnings.size() < mostWarnings)
            m_warnings += message;
        else
            m_team.context().note(LogLevel::Debug, message);
    }
}

StatementBalance PgLoad::balance() const
{
    StatementBalance balance;
    balance.found = database().entries.size() + m_rows->statements();
    balance.executed = m_executed + m_rows->statements();
    balance.skipped = m_leftOut + m_plan.skipped.size();
    return balance;
}

} // namespace bakferry
