#include "engines/mariadb/load/myledger.h"

#include <algorithm>

namespace bakferry {

void MyLedger::add(const Table& table)
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_tables.find({table.item, table.name});
    if (known == m_tables.end())
        m_tables.insert({table.item, table.name}, table);
    else
        known->read = known->read < 0 || table.read < 0 ? -1 : known->read + table.read;
}

QList<MyLedger::Table> MyLedger::take()
{
    const std::lock_guard lock(m_mutex);
    QList<Table> tables = m_tables.values();
    m_tables.clear();
    std::ranges::sort(tables, [](const Table& a, const Table& b) { return std::pair(a.item, a.name) < std::pair(b.item, b.name); });
    return tables;
}

} // namespace bakferry
