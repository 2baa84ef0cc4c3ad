#include "engines/postgresql/load/pgledger.h"

#include "engines/displaytext.h"

#include <algorithm>

namespace bakferry {

void PgLedger::add(const QByteArray& relation, const PgTableName& table, qint64 rows)
{
    const std::lock_guard lock(m_mutex);
    const QByteArray name = table.schema.isEmpty() ? table.name : table.schema + '.' + table.name;
    Table& entry = m_tables[name];
    if (entry.relation.isEmpty())
        entry = {relation, displayBytes(name), 0, -1};
    entry.sent += rows;
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
