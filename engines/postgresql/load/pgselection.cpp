// Which entries a choice of objects means; declared in pgplan.h.
#include "engines/postgresql/load/pgplan.h"
#include "engines/postgresql/load/pgtables.h"

#include <QSet>

#include <algorithm>

namespace bakferry {

namespace {

// Kinds that are part of a table, view, sequence or function as a DBA sees it.
bool isPart(const PgEntry& entry)
{
    static const QSet<QByteArray> parts{
        "TABLE DATA", "STATEMENTS", "DEFAULT", "SEQUENCE OWNED BY", "SEQUENCE SET", "CONSTRAINT", "CHECK CONSTRAINT", "FK CONSTRAINT", "INDEX",
        "INDEX ATTACH", "TABLE ATTACH", "TRIGGER", "RULE", "POLICY", "ROW SECURITY", "COMMENT", "ACL", "SECURITY LABEL", "STATISTICS",
        "MATERIALIZED VIEW DATA", "STATISTICS DATA", "BLOBS"};
    return parts.contains(entry.kind);
}

// Kinds that other definitions may need without a script saying so.
bool isCommonGround(const PgEntry& entry)
{
    static const QSet<QByteArray> ground{
        "EXTENSION", "SCHEMA", "TYPE", "SHELL TYPE", "DOMAIN", "COLLATION", "FUNCTION", "PROCEDURE", "AGGREGATE", "OPERATOR", "OPERATOR CLASS",
        "OPERATOR FAMILY", "CAST", "PROCEDURAL LANGUAGE", "SEQUENCE", "ACCESS METHOD", "TEXT SEARCH PARSER", "TEXT SEARCH TEMPLATE",
        "TEXT SEARCH DICTIONARY", "TEXT SEARCH CONFIGURATION", "FOREIGN DATA WRAPPER", "SERVER", "STATEMENT"};
    return ground.contains(entry.kind);
}

class Selector
{
public:
    explicit Selector(const PgDatabase& database) : m_database(database), m_wanted(database.entries.size())
    {
        for (int i = 0; i < database.entries.size(); ++i) {
            m_byId.insert(database.entries[i].id, i);
            m_hasDependencies = m_hasDependencies || !database.entries[i].dependencies.isEmpty();
        }
    }

    PgSelection select(const QSet<int>& ids)
    {
        for (int i = 0; i < m_database.entries.size(); ++i) {
            if (ids.contains(m_database.entries[i].id))
                m_wanted.setBit(i);
        }
        addParts();
        const QBitArray chosen = m_wanted;
        addNeeds();
        addParts(); // a sequence that came along keeps its value
        cutForeignKeys(chosen);
        PgSelection selection{m_wanted, {}, m_cut};
        for (int i = 0; i < m_wanted.size(); ++i) {
            if (m_wanted.testBit(i) && !chosen.testBit(i))
                selection.pulledIn += i;
        }
        return selection;
    }

private:
    using Names = QSet<std::pair<QByteArray, QByteArray>>;

    // Parts come behind what they are part of, so one walk finds parts of parts too. After needs were added only the values
    // of sequences follow them: a table that is only needed comes without its rows.
    void addParts()
    {
        const bool needsKnown = !m_needed.isEmpty();
        Names tables;
        for (int i = 0; i < m_wanted.size(); ++i) {
            const PgEntry& entry = m_database.entries[i];
            if (m_wanted.testBit(i)) {
                tables.insert({entry.schema, entry.name});
                continue;
            }
            if (!isPart(entry) || (needsKnown && entry.kind != "SEQUENCE SET"))
                continue;
            if (m_hasDependencies ? dependsOnWanted(entry) : isOnWanted(entry, tables))
                m_wanted.setBit(i);
        }
    }

    bool dependsOnWanted(const PgEntry& entry) const
    {
        return std::ranges::any_of(entry.dependencies, [&](int id) {
            const auto at = m_byId.constFind(id);
            return at != m_byId.cend() && m_wanted.testBit(*at) && m_database.entries[*at].kind != "SCHEMA";
        });
    }

    bool isOnWanted(const PgEntry& entry, const Names& tables) const
    {
        if (tables.contains({entry.schema, entry.name}))
            return true;
        const PgTablesTouched touched = tablesTouchedBy(entry);
        return !touched.tables.isEmpty() && tables.contains({touched.tables.first().schema, touched.tables.first().name});
    }

    void addNeeds()
    {
        if (!m_hasDependencies) {
            for (int i = 0; i < m_wanted.size(); ++i) {
                if (!m_wanted.testBit(i) && isCommonGround(m_database.entries[i])) {
                    m_wanted.setBit(i);
                    m_needed.insert(i);
                }
            }
            return;
        }
        QList<int> toVisit;
        for (int i = 0; i < m_wanted.size(); ++i) {
            if (m_wanted.testBit(i) && m_database.entries[i].kind != "FK CONSTRAINT")
                toVisit += i;
        }
        while (!toVisit.isEmpty()) {
            for (const int id : m_database.entries[toVisit.takeLast()].dependencies) {
                const auto at = m_byId.constFind(id);
                if (at == m_byId.cend() || m_wanted.testBit(*at))
                    continue;
                m_wanted.setBit(*at);
                m_needed.insert(*at);
                toVisit += *at;
            }
        }
        needSchemas();
    }

    // Archives do not say that an object depends on its schema where pg_dump finds it obvious.
    void needSchemas()
    {
        QSet<QByteArray> schemas;
        for (int i = 0; i < m_wanted.size(); ++i) {
            if (m_wanted.testBit(i))
                schemas += m_database.entries[i].schema;
        }
        for (int i = 0; i < m_wanted.size(); ++i) {
            const PgEntry& entry = m_database.entries[i];
            if (!m_wanted.testBit(i) && entry.kind == "SCHEMA" && schemas.contains(entry.name)) {
                m_wanted.setBit(i);
                m_needed.insert(i);
            }
        }
    }

    void cutForeignKeys(const QBitArray& chosen)
    {
        Names tables;
        for (int i = 0; i < m_wanted.size(); ++i) {
            const PgEntry& entry = m_database.entries[i];
            if (chosen.testBit(i) && entry.kind == "TABLE")
                tables.insert({entry.schema, entry.name});
        }
        for (int i = 0; i < m_wanted.size(); ++i) {
            if (!m_wanted.testBit(i) || m_database.entries[i].kind != "FK CONSTRAINT")
                continue;
            const PgTablesTouched touched = tablesTouchedBy(m_database.entries[i]);
            const bool complete = std::ranges::all_of(touched.tables, [&](const PgTableName& table) { return tables.contains({table.schema, table.name}); });
            if (complete)
                continue;
            m_wanted.clearBit(i);
            m_cut += i;
        }
    }

    const PgDatabase& m_database;
    QHash<int, int> m_byId;
    bool m_hasDependencies = false;
    QBitArray m_wanted;
    QSet<int> m_needed;
    QList<int> m_cut;
};

} // namespace

QByteArray pgSelectionId(const PgDatabase& database, int index, const PgEntry& entry)
{
    const PgEntry* chosen = &entry;
    if (isPart(entry)) {
        const PgTablesTouched touched = tablesTouchedBy(entry);
        const auto isItsTable = [&](const PgEntry& one) {
            if (one.kind != "TABLE" && one.kind != "MATERIALIZED VIEW" && one.kind != "FOREIGN TABLE")
                return false;
            const bool isNamed = !touched.tables.isEmpty() && touched.tables.first().schema == one.schema && touched.tables.first().name == one.name;
            return entry.dependencies.contains(one.id) || isNamed || (entry.schema == one.schema && entry.name == one.name);
        };
        const auto table = std::ranges::find_if(database.entries, isItsTable);
        chosen = table == database.entries.end() ? chosen : &*table;
    }
    return QByteArray::number(index) + ':' + QByteArray::number(chosen->id);
}

PgSelection selectPgEntries(const PgDatabase& database, int index, const QByteArrayList& ids)
{
    QSet<int> numbers;
    const QByteArray prefix = QByteArray::number(index) + ':';
    for (const QByteArray& id : ids) {
        bool isNumber = false;
        const int number = id.startsWith(prefix) ? id.sliced(prefix.size()).toInt(&isNumber) : 0;
        if (isNumber)
            numbers += number;
    }
    return Selector(database).select(numbers);
}

} // namespace bakferry
