#pragma once
#include "engines/postgresql/load/pgledger.h"
#include "engines/postgresql/load/pgrowsource.h"
#include "engines/postgresql/load/pgsequence.h"
#include "engines/postgresql/load/pgsession.h"
#include "engines/postgresql/load/pgteam.h"

#include <condition_variable>
#include <deque>
#include <vector>

namespace bakferry {

/// Brings the rows of one database in over several connections.
///
/// Where entries can be opened in any order the largest come first; one larger than a connection's share is cut between rows and
/// goes over all of them. A table that one connection loads alone is truncated in the same transaction, which lets COPY write rows
/// frozen (manual, COPY, FREEZE). Backups read from front to end share each table's rows between all connections, unless there are only
/// two: then each loads a table alone, while the other builds keys.
class PgDataLoader
{
public:
    /// @param mayTruncate  the tables were made by this restore
    /// @param sequence     of a backup without random access; else null
    PgDataLoader(PgBackup& backup, int database, const QList<int>& rows, bool mayTruncate, PgSequence* sequence, PgTeam& team, PgLedger& ledger);

    /// @param sessions  one or more; all are used
    Result<void> run(const std::vector<PgSession*>& sessions);

    /// The same piece by piece, for whoever has more to do: begin(), then turn() on each connection until it has nothing left.
    enum class Turn {
        Loaded,  ///< one more entry, or this connection's part of one
        Busy,    ///< another connection reads a backup that is read from front to end
        Finished ///< all were begun; others may still be loading
    };
    void begin(int connections);
    /// @param loaded  gets the entry whose last rows came in with this; -1: none
    Result<Turn> turn(PgSession& session, int& loaded);
    /// Waits until the backup can be read on, but not longer than a twentieth of a second.
    void waitForStream();
    /// Whether rows of this table were loaded in a way that leaves them to be visited once more by whoever reads them.
    bool isToBeVisited(const PgTableName& table);

    /// One entry over one connection, for scripts whose order counts.
    Result<void> loadOne(PgSession& session, int entry);
    /// Run, of the statements that stand in the data: INSERT and the like.
    qint64 statements() const { return m_statements; }

private:
    struct Work
    {
        int entry = -1;
        std::shared_ptr<PgRowSource> source;      ///< COPY rows
        std::unique_ptr<PgDataStream> statements; ///< anything else
        bool alone = false;                       ///< no other connection loads this table
    };
    /// What goes on until the entry's data were read: of a backup read from front to end only one at a time.
    bool isExclusive(const Work& work) const { return m_sequence && (work.statements || work.alone); }
    Result<std::optional<Work>> nextWork();
    bool finish(const Work& work, bool wasLent);
    Result<std::optional<Work>> openLargest();
    Result<std::optional<Work>> openNext();
    std::optional<Work> join();
    Work workOn(int entry, std::unique_ptr<PgDataStream> stream, bool alone);
    Result<void> load(PgSession& session, Work& work);
    Result<void> copy(PgSession& session, const PgEntry& entry, PgRowSource& source, bool alone);
    Result<void> analyze(PgSession& session, const PgEntry& entry);
    Result<bool> beginFrozen(PgSession& session, const PgCopyTarget& target);
    /// Where rows that were sent through one COPY stand in the data.
    struct SentRows
    {
        struct Piece { qint64 sentBefore = 0, firstRow = 0; };
        std::deque<Piece> pieces; ///< the last ones: a refusal comes soon behind its row
        qint64 rows = 0;
        qint64 rowAt(qint64 line) const;
    };
    Result<void> sendRows(PgSession& session, PgRowSource& source, PgRowSource::Chunk& chunk, const QString& shown, SentRows& sent);
    Result<void> loadLargeObjects(PgSession& session, PgDataStream& stream);
    const PgEntry& entryAt(int entry) const { return m_backup.databases()[m_database].entries[entry]; }

    PgBackup& m_backup;
    const int m_database;
    const bool m_mayTruncate;
    PgTeam& m_team;
    PgLedger& m_ledger;
    PgSequence* const m_sequence;
    std::atomic<qint64> m_statements = 0;
    std::mutex m_mutex;
    std::condition_variable m_givenBack;
    bool m_isLent = false;      ///< a worker reads the stream of a sequential backup by itself
    QHash<int, int> m_underWay; ///< connections that load an entry
    QSet<PgTableName> m_toBeVisited;
    QList<int> m_waiting;       ///< the smallest first; the largest is taken from the end
    QSet<int> m_wanted;         ///< of a sequential backup
    int m_connections = 1;
    qint64 m_share = 0;         ///< stored bytes beyond which an entry goes over all connections
    QList<std::pair<int, std::shared_ptr<PgRowSource>>> m_shared; ///< being loaded; others may join
};

} // namespace bakferry
