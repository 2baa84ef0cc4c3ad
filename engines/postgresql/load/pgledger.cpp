#include "engines/postgresql/load/pgledger.h"

#include "engines/displaytext.h"

#include <algorithm>

namespace bakferry {

void PgLedger::add(const QByteArray& relation, const PgTableName& table, qint64 rows)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray name = keyOf(table);
    Table& entry = m_tables[name];
    if (entry.relation.isEmpty())
        entry = {relation, displayBytes(name), 0, -1, false};
    entry.sent += rows;
    entry.isAnalyzed = false;
}

void PgLedger::setAnalyzed(const PgTableName& table)
{
    const std::lock_guard lock(m_mutex);
    if (const auto entry = m_tables.find(keyOf(table)); entry != m_tables.end())
        entry->isAnalyzed = true;
}

QList<PgLedger::Table> PgLedger::take()
{
    const std::lock_guard lock(m_mutex);
    QList<Table> tables = m_tables.values();
    m_tables.clear();
    std::ranges::sort(tables, {}, &Table::shown);
    return tables;
}

} // namespace bakferry
