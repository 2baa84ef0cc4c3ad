#pragma once
#include "engines/postgresql/load/pgdataloader.h"
#include "engines/postgresql/load/pgplan.h"

namespace bakferry {

/// Loads one database of a backup into an empty one: definitions on one connection, then rows over several, and side by side with the last
/// of them indexes and keys of tables that are complete; then the rest as far as it allows, at last what must be last. The first refusal of
/// the server ends it.
///
/// Rows alone go into tables that stand already, over one connection in one transaction: all of them or none.
///
/// Blocking; uses threads of its own. Memory: some MiB a connection, plus the longest row.
class PgLoad
{
public:
    /// @param target    the database it is loaded into
    /// @param sequence  of a backup without random access; else null
    PgLoad(PgBackup& backup, int database, PgPlan plan, QByteArray target, PgSequence* sequence, const RestoreRequest& request, PgTeam& team);
    ~PgLoad();

    Result<void> run();

    /// After run():
    StatementBalance balance() const;
    const QList<Message>& warnings() const { return m_warnings; }
    QList<PgLedger::Table> takeLedger() { return m_ledger.take(); }
    const PgPlan& plan() const { return m_plan; }
    /// Rows alone: the transaction that holds them, open until commit().
    quint64 transaction() const { return m_transaction; }
    Result<void> commit() { return m_sessions.front()->run("COMMIT"); }
    /// Open connections to the loaded database, for the verification; the loader keeps them.
    Result<std::vector<PgSession*>> sessions();

private:
    using Step = Result<void>;
    Step open();
    Step loadStructure();
    Step loadRowsAndKeys();
    Step worker(PgSession& session, class PgOrder& order);
    Step loadTurns(PgSession& session, class PgOrder& order);
    Step endRows(PgSession& session, class PgOrder& order);
    int takeNext(class PgOrder& order, bool waits);
    Step loadInOrder();
    Step loadStanding();
    Step runKeys(PgSession& session, class PgOrder& order);
    Step runKey(PgSession& session, class PgOrder& order, int entry);
    Step runEach(const QList<int>& entries);
    Step runBatched(PgSession& session, const QList<int>& entries);
    Step runOne(PgSession& session, int entry, bool alone);
    void tellSkipped();
    const PgDatabase& database() const { return m_backup.databases()[m_index]; }
    const PgEntry& entryAt(int entry) const { return database().entries[entry]; }

    PgBackup& m_backup;
    const int m_index;
    const PgPlan m_plan;
    const QByteArray m_target;
    PgSequence* const m_sequence;
    const RestoreRequest& m_request;
    const PgOptions m_options;
    PgTeam& m_team;
    const int m_jobs;
    PgLedger m_ledger;
    PgSessionSettings m_settings;
    std::unique_ptr<PgStatements> m_statements;
    std::vector<std::unique_ptr<PgSession>> m_sessions;
    std::unique_ptr<PgDataLoader> m_rows;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_loading = 0;                        ///< connections that may still get rows
    std::atomic<bool> m_isIndexing = false;   ///< all rows are in
    quint64 m_transaction = 0;
    qint64 m_executed = 0, m_leftOut = 0;
    QList<Message> m_warnings;
};

} // namespace bakferry
