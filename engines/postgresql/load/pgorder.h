#pragma once
#include "engines/postgresql/load/pgtables.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace bakferry {

/// Which definition after the rows may run next, while others run on other connections. One thread at a time (the caller locks).
///
/// Archives say what depends on what. Scripts do not: there, runs of indexes and keys, and runs of foreign keys, may change places,
/// everything else keeps the order of the script. Two definitions that lock one table against each other never run at once: the
/// second would wait inside the server, or deadlock. A foreign key waits for all keys of both its tables.
///
/// Rows may still be coming in meanwhile: an index or key of columns waits for those of its own table, everything else for all of them.
/// So does the key of a table without rows of its own, which may be the parent of others.
class PgOrder
{
public:
    /// @param entries  indexes into `database`
    /// @param rows     the entries whose rows are loaded meanwhile
    PgOrder(const PgDatabase& database, const QList<int>& entries, const QList<int>& rows = {});

    /// The rows of this entry are in; further ones of an entry that comes in parts do not matter to anybody.
    void rowsDone(int entry);
    void allRowsDone();

    /// @returns the entry to run now, the one on the largest table first; -1: nothing can be started at the moment
    int take();
    void done(int entry);
    bool isFinished() const { return m_left == 0; }
    bool isDone(int entry) const { return m_items[std::size_t(m_byEntry.value(entry))].isDone; }
    int left() const { return m_left; } ///< those under way included
    qint64 weightOf(int entry) const; ///< stored bytes of the table it belongs to
    const PgTablesTouched& touchedBy(int entry) const { return m_items[std::size_t(m_byEntry.value(entry))].touched; }

private:
    struct Item
    {
        int entry = -1; ///< -1: stands between two runs
        PgTablesTouched touched;
        bool isForeignKey = false;
        bool isDone = false;
        bool isKey = false;     ///< index, primary key, unique or exclusion constraint
        qint64 weight = 0;
        int missing = 0;        ///< items that must be done before
        std::vector<int> followers;
    };
    struct Locks { int shared = 0, exclusive = 0; };
    void link(int before, int after);
    void linkByDependencies(const PgDatabase& database);
    void linkByOrder();
    void linkForeignKeys();
    void linkRows(const PgDatabase& database, const QList<int>& rows);
    bool isFree(const Item& item) const;
    void lock(const Item& item, int by);
    void release(int number);

    std::vector<Item> m_items;
    QHash<int, int> m_byEntry;
    QHash<PgTableName, Locks> m_locks;
    std::vector<int> m_ready; ///< heaviest last
    int m_left = 0;
    QSet<int> m_loading;      ///< entries whose rows are not in
};

} // namespace bakferry
