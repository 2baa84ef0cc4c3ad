#include "engines/mariadb/script/myobjects.h"

#include <algorithm>
#include <numeric>

namespace bakferry {

MyObjects::MyObjects() { databaseNamed({}); }

int MyObjects::indexOf(const QByteArray& name) const
{
    int anyCase = -1;
    for (int i = 0; i < m_databases.size(); ++i) {
        if (m_removed.contains(i))
            continue;
        if (m_databases[i].name == name)
            return i;
        if (anyCase < 0 && !name.isEmpty() && m_databases[i].name.compare(name, Qt::CaseInsensitive) == 0)
            anyCase = i;
    }
    return anyCase;
}

int MyObjects::databaseNamed(const QByteArray& name)
{
    if (const int known = indexOf(name); known >= 0)
        return known;
    MyDatabase database;
    database.name = name;
    m_databases += database;
    m_origins += Origin();
    m_rows += QList<qint64>();
    m_statements += QList<qint64>();
    m_tables += QHash<QByteArray, Table>();
    m_entryOf.emplaceBack();
    return int(m_databases.size()) - 1;
}

int MyObjects::add(int database, MyEntry entry)
{
    entry.order = m_order++;
    if (!entry.name.isEmpty())
        m_entryOf[database].insert({entry.kind, entry.name}, int(m_rows[database].size()));
    m_databases[database].entries += std::move(entry);
    m_rows[database] += -1;
    m_statements[database] += 0;
    return int(m_rows[database].size()) - 1;
}

void MyObjects::addRows(int database, int entry, qint64 rows)
{
    qint64& sum = m_rows[database][entry];
    const bool isFirst = m_statements[database][entry] == 0;
    sum = rows < 0 || (!isFirst && sum < 0) ? -1 : qMax<qint64>(0, sum) + rows;
}

const MyObjects::Table* MyObjects::find(int database, const QByteArray& name) const
{
    const auto found = m_tables[database].constFind(name);
    return found == m_tables[database].cend() ? nullptr : &*found;
}

bool MyObjects::hasRows(int database) const
{
    return std::ranges::any_of(m_tables[database], [](const Table& table) { return table.rows > 0; });
}

// The place stays until finish(), so that no index changes meanwhile.
void MyObjects::remove(int database, int entry)
{
    m_databases[database].entries[entry] = MyEntry();
    m_rows[database][entry] = -1;
    m_statements[database][entry] = 0;
}

void MyObjects::removeObject(int database, const QByteArray& kind, const QByteArray& name)
{
    if (const auto known = m_entryOf[database].constFind({kind, name}); known != m_entryOf[database].cend()) {
        remove(database, *known);
        m_entryOf[database].erase(known);
    }
}

void MyObjects::removeTable(int database, const QByteArray& name)
{
    const QList<MyEntry>& entries = m_databases[database].entries;
    for (int i = 0; i < entries.size(); ++i) {
        const bool isItself = i == table(database, name).entry;
        if (isItself || (!entries[i].kind.isEmpty() && entries[i].table == name))
            remove(database, i);
    }
    m_tables[database].remove(name);
}

void MyObjects::removeAll(int database)
{
    for (int i = 0; i < m_databases[database].entries.size(); ++i)
        remove(database, i);
    m_tables[database].clear();
    m_entryOf[database].clear();
}

void MyObjects::removeAt(int file, qint64 offset)
{
    for (int d = 0; d < m_databases.size(); ++d) {
        const QList<MyEntry>& entries = m_databases[d].entries;
        for (int e = 0; e < entries.size(); ++e) {
            if (!entries[e].kind.isEmpty() && entries[e].file == file && entries[e].offset <= offset && offset < entries[e].offset + entries[e].length)
                remove(d, e);
        }
    }
}

void MyObjects::removeDatabase(int index)
{
    removeAll(index);
    m_removed += index;
}

void MyObjects::finish()
{
    for (int d = int(m_databases.size()) - 1; d >= 0; --d) {
        QList<MyEntry>& entries = m_databases[d].entries;
        for (int e = int(entries.size()) - 1; e >= 0; --e) {
            if (!entries[e].kind.isEmpty())
                continue;
            entries.removeAt(e);
            m_rows[d].removeAt(e);
            m_statements[d].removeAt(e);
        }
        const bool isNamelessShell = d == 0 && entries.isEmpty() && m_databases.size() - m_removed.size() > 1;
        if (!m_removed.contains(d) && !isNamelessShell)
            continue;
        m_databases.removeAt(d);
        m_origins.removeAt(d);
        m_rows.removeAt(d);
        m_statements.removeAt(d);
        m_tables.removeAt(d);
        m_entryOf.removeAt(d);
    }
    m_removed.clear();
}

qint64 MyObjects::statements() const
{
    qint64 all = 0;
    for (const QList<qint64>& ofOne : m_statements)
        all = std::accumulate(ofOne.cbegin(), ofOne.cend(), all);
    return all;
}

} // namespace bakferry
