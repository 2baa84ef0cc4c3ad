#pragma once
#include "engines/loading/loadteam.h"
#include "engines/mariadb/load/myledger.h"
#include "engines/mariadb/load/myloadsession.h"
#include "engines/mariadb/load/mystatements.h"
#include "engines/mariadb/load/myplan.h"
#include "engines/mariadb/script/myinserts.h"

#include <atomic>

namespace bakferry {

/// Brings the rows of a table in over one connection.
///
/// Tuples go as they stand through LOAD DATA LOCAL, in transactions that are taken back within a second or two. LOAD DATA changes what does
/// not fit and gives a warning where INSERT might have refused it: after any warning the table is emptied and takes the backup's own
/// statements, under the backup's own sql_mode.
/// Thread-safe; each call works on the session it is given.
class MyDataLoader
{
public:
    struct Place ///< of one chosen database
    {
        int database = 0;     ///< in the backup
        QByteArray staging;
        QString shown{};      ///< in front of a table's name where several databases are restored
    };
    /// @param rows  MyReading::rows; empty: nothing was counted
    MyDataLoader(MyBackup& backup, QList<Place> places, QList<QList<qint64>> rows, MyServerTraits& traits, const MyStatements& statements, LoadTeam& team, MyLedger& ledger);

    /// All data entries of one table. @param ours  the table was made by this restore and is empty
    Result<void> loadTable(MyLoadSession& session, const MyTableWork& work, bool ours);
    /// What selects this table, with what belongs to it.
    QByteArray idOf(const MyRef& ref) const { return QByteArray::number(m_places[ref.item].database) + ':' + QByteArray::number(ref.entry); }
    /// One entry by its statements, for scripts whose order counts.
    Result<void> loadInOrder(MyLoadSession& session, const MyRef& ref);

    /// Whether what is inserted depends on the table's keys, so that they must be there before the rows.
    bool needsKeys(const MyTableWork& work) const;
    qint64 statements() const { return m_statements; }     ///< of the backup's, executed or turned into rows
    qint64 skipped() const { return m_skipped; }           ///< LOCK TABLES and the like
    QList<Message> takeWarnings();

private:
    struct Run;
    enum class Way { Rows, Statements };
    enum class Ended { Well, NotWell };
    Result<void> loadRows(MyLoadSession& session, const MyTableWork& work, bool ours, Run& run);
    QString shown(int item, const QByteArray& table) const;
    Result<Ended> loadAll(MyLoadSession& session, const MyTableWork& work, Way way, Run& run);
    Result<Ended> loadEntry(MyLoadSession& session, const MyRef& ref, Run& run);
    Result<Ended> sendRows(MyLoadSession& session, MyInsertReader& reader, MyInsertBatch& batch, bool& hasBatch, Run& run);
    Result<Ended> sendStatements(MyLoadSession& session, const MyInsertBatch& batch, Run& run);
    Result<QList<MyInsertColumn>> columnsOf(MyLoadSession& session, const MyTableWork& work);
    Result<void> empty(MyLoadSession& session, const MyTableWork& work);
    void takeWarnings(MyLoadSession& session, qint64 count, Run& run) const;
    Result<void> commitIfLarge(MyLoadSession& session, Run& run);
    void account(const MyTableWork& work, const Run& run, qint64 before);
    void advance(Run& run, qint64 tuples);
    const MyEntry& entryOf(const MyRef& ref) const { return m_backup.databases()[m_places[ref.item].database].entries[ref.entry]; }
    qint64 counted(const MyRef& ref) const;

    MyBackup& m_backup;
    const QList<Place> m_places;
    const QList<QList<qint64>> m_rows;
    MyServerTraits& m_traits;
    const MyStatements& m_statementsOf;
    LoadTeam& m_team;
    MyLedger& m_ledger;
    const double m_storedPerContent; ///< stored bytes a decompressed one
    std::atomic<qint64> m_statements = 0, m_skipped = 0;
    std::mutex m_mutex;
    QList<Message> m_warnings;
};

} // namespace bakferry
