#include "engines/postgresql/load/pgorder.h"

#include <algorithm>

namespace bakferry {

namespace {

// Columns only, which is one pair of brackets: an expression may call a function of the backup that looks into other tables.
bool isOfColumns(const PgEntry& entry) { return entry.definition.count('(') <= 1 && !entry.definition.contains(" WHERE "); }

} // namespace

PgOrder::PgOrder(const PgDatabase& database, const QList<int>& entries, const QList<int>& rows) : m_left(int(entries.size()))
{
    QHash<PgTableName, qint64> sizes;
    for (const PgEntry& entry : database.entries) {
        if (entry.hasData)
            sizes[{entry.schema, entry.name}] += qMax<qint64>(0, entry.dataSize);
    }
    bool hasDependencies = false;
    for (const int index : entries) {
        const PgEntry& entry = database.entries[index];
        Item item;
        item.entry = index;
        item.touched = tablesTouchedBy(entry);
        item.isForeignKey = entry.kind == "FK CONSTRAINT";
        item.isKey = entry.kind == "INDEX" || entry.kind == "CONSTRAINT";
        for (const PgTableName& table : std::as_const(item.touched.tables))
            item.weight = qMax(item.weight, sizes.value(table));
        hasDependencies = hasDependencies || !entry.dependencies.isEmpty();
        m_byEntry.insert(index, int(m_items.size()));
        m_items.push_back(std::move(item));
    }
    if (hasDependencies)
        linkByDependencies(database);
    else
        linkByOrder();
    linkForeignKeys();
    const int count = int(m_items.size());
    linkRows(database, rows);
    for (int i = count - 1; i >= 0; --i) {
        if (m_items[std::size_t(i)].missing == 0)
            m_ready.push_back(i);
    }
    std::ranges::stable_sort(m_ready, {}, [&](int i) { return m_items[std::size_t(i)].weight; });
}

void PgOrder::link(int before, int after)
{
    m_items[std::size_t(before)].followers.push_back(after);
    ++m_items[std::size_t(after)].missing;
}

void PgOrder::linkByDependencies(const PgDatabase& database)
{
    QHash<int, int> byId;
    for (int i = 0; i < int(m_items.size()); ++i)
        byId.insert(database.entries[m_items[std::size_t(i)].entry].id, i);
    for (int i = 0; i < int(m_items.size()); ++i) {
        for (const int id : database.entries[m_items[std::size_t(i)].entry].dependencies) {
            // An archive lists what is needed before what needs it; anything else would be a circle and is no reason to wait.
            if (const int before = byId.value(id, i); before < i)
                link(before, i);
        }
    }
}

// A run of items of one sort starts when all before it are done. An item of no entry stands between two runs, or each item of one
// would have to be linked with each of the other.
void PgOrder::linkByOrder()
{
    const int count = int(m_items.size());
    const auto sortOf = [&](int i) { return m_items[std::size_t(i)].isKey ? 1 : m_items[std::size_t(i)].isForeignKey ? 2 : 0; };
    int runStart = 0, border = -1;
    for (int i = 0; i < count; ++i) {
        if (i > 0 && (sortOf(i) == 0 || sortOf(i) != sortOf(i - 1))) {
            border = int(m_items.size());
            m_items.emplace_back();
            for (int before = runStart; before < i; ++before)
                link(before, border);
            runStart = i;
        }
        if (border >= 0)
            link(border, i);
    }
}

void PgOrder::linkForeignKeys()
{
    QHash<PgTableName, std::vector<int>> keys;
    for (int i = 0; i < int(m_items.size()); ++i) {
        if (m_items[std::size_t(i)].isKey && !m_items[std::size_t(i)].touched.tables.isEmpty())
            keys[m_items[std::size_t(i)].touched.tables.first()].push_back(i);
    }
    for (int i = 0; i < int(m_items.size()); ++i) {
        if (!m_items[std::size_t(i)].isForeignKey)
            continue;
        for (const PgTableName& table : std::as_const(m_items[std::size_t(i)].touched.tables)) {
            for (const int key : keys.value(table)) {
                if (key < i)
                    link(key, i);
            }
        }
    }
}

void PgOrder::linkRows(const PgDatabase& database, const QList<int>& rows)
{
    if (rows.isEmpty())
        return;
    const int count = int(m_items.size());
    const int all = count;
    m_items.emplace_back(); // stands for all rows
    QHash<PgTableName, std::vector<int>> ofTable;
    for (const int index : rows) {
        const int number = int(m_items.size());
        m_items.emplace_back().entry = index;
        m_byEntry.insert(index, number);
        m_loading += index;
        ofTable[{database.entries[index].schema, database.entries[index].name}].push_back(number);
        link(number, all);
    }
    for (int i = 0; i < count; ++i) {
        const Item& item = m_items[std::size_t(i)];
        if (item.entry < 0)
            continue;
        const bool isOfOneTable = item.isKey && isOfColumns(database.entries[item.entry]);
        const auto own = isOfOneTable && !item.touched.tables.isEmpty() ? ofTable.constFind(item.touched.tables.first()) : ofTable.cend();
        if (own == ofTable.cend())
            link(all, i);
        for (const int before : own == ofTable.cend() ? std::vector<int>() : *own)
            link(before, i);
    }
}

void PgOrder::rowsDone(int entry)
{
    if (m_loading.remove(entry))
        release(m_byEntry.value(entry));
}

void PgOrder::allRowsDone()
{
    for (const int entry : m_loading.values())
        rowsDone(entry);
}

bool PgOrder::isFree(const Item& item) const
{
    return std::ranges::all_of(item.touched.tables, [&](const PgTableName& table) {
        const Locks locks = m_locks.value(table);
        return locks.exclusive == 0 && (item.touched.isShared || locks.shared == 0);
    });
}

void PgOrder::lock(const Item& item, int by)
{
    for (const PgTableName& table : item.touched.tables) {
        Locks& locks = m_locks[table];
        (item.touched.isShared ? locks.shared : locks.exclusive) += by;
    }
}

int PgOrder::take()
{
    for (auto ready = m_ready.rbegin(); ready != m_ready.rend(); ++ready) {
        const Item& item = m_items[std::size_t(*ready)];
        if (!isFree(item))
            continue;
        lock(item, 1);
        m_ready.erase(std::next(ready).base());
        return item.entry;
    }
    return -1;
}

void PgOrder::done(int entry)
{
    const int number = m_byEntry.value(entry);
    lock(m_items[std::size_t(number)], -1);
    m_items[std::size_t(number)].isDone = true;
    --m_left;
    release(number);
}

void PgOrder::release(int number)
{
    for (const int follower : m_items[std::size_t(number)].followers) {
        Item& item = m_items[std::size_t(follower)];
        if (--item.missing > 0)
            continue;
        if (item.entry < 0)
            release(follower);
        else
            m_ready.insert(std::ranges::lower_bound(m_ready, item.weight, {}, [&](int i) { return m_items[std::size_t(i)].weight; }), follower);
    }
}

qint64 PgOrder::weightOf(int entry) const { return m_items[std::size_t(m_byEntry.value(entry))].weight; }

} // namespace bakferry
