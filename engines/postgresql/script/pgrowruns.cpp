#include "engines/postgresql/script/pgentrymaker.h"

namespace bakferry {

namespace {

// A script that goes from table to table with every row must not make an entry of each: from here on such rows share one.
constexpr int runsKeptApart = 10'000;

} // namespace

bool PgEntryMaker::goesOnWithRun(QByteArrayView sql) const
{
    const qsizetype head = m_runHead.size();
    return m_run >= 0 && head > 0 && sql.size() > head && sql.startsWith(m_runHead) && (isPgBlank(sql[head]) || sql[head] == '(');
}

void PgEntryMaker::lengthenRun(const PgPlace& place, qint64 insertRows)
{
    PgEntry& run = m_databases[m_current].entries[m_run];
    run.dataSize = place.offset + place.length - run.dataOffset;
    qint64& rows = m_rows[m_current][m_run];
    rows = rows < 0 || insertRows < 0 ? -1 : rows + insertRows;
}

// Runs of row statements: their text stays in the script, so the first one makes the entry and the others make it longer.
void PgEntryMaker::takeRows(const PgStatement& statement, QByteArrayView sql, const PgPlace& place, qint64 insertRows)
{
    const bool isInsert = statement.kind == "TABLE DATA";
    const QByteArray kind = isInsert ? "TABLE DATA" : "STATEMENTS";
    PgReference table{PgReference::Relation, statement.object, {}};
    table.name.schema = isInsert ? state().index.schemaOf(table) : QByteArray();
    const QByteArray name = isInsert ? table.name.name : statement.kind == "BLOBS" ? statement.kind : QByteArray();
    if (m_run >= 0) {
        PgEntry& run = m_databases[m_current].entries[m_run];
        const bool same = run.kind == kind && run.name == name && run.schema == table.name.schema;
        if (!same && m_runs >= runsKeptApart) {
            run.kind = "STATEMENTS";
            run.name.clear();
            run.schema.clear();
            m_runHead.clear();
        }
        if (same || m_runs >= runsKeptApart)
            return lengthenRun(place, insertRows);
    }
    PgEntry entry;
    entry.kind = kind;
    entry.section = PgSection::Data;
    entry.schema = table.name.schema;
    entry.name = name;
    entry.hasData = true;
    entry.dataOffset = place.offset;
    entry.dataSize = place.length;
    entry.line = place.line;
    entry.owner = m_role;
    addDependencies(m_current, statement, entry);
    m_run = addEntry(m_current, statement, std::move(entry));
    m_runHead = isInsert ? sql.first(statement.headBytes).toByteArray() : QByteArray();
    m_rows[m_current][m_run] = insertRows;
    ++m_runs;
}

const PgEntry* PgEntryMaker::rowEntry() const { return m_databases[m_current].entries.isEmpty() ? nullptr : &m_databases[m_current].entries.last(); }

void PgEntryMaker::beginRows(qint64 offset) { m_databases[m_current].entries.last().dataOffset = offset; }

void PgEntryMaker::endRows(qint64 offset, qint64 rows)
{
    PgEntry& entry = m_databases[m_current].entries.last();
    entry.dataSize = offset - entry.dataOffset;
    m_rows[m_current].last() = m_rowsAreLines ? rows : -1;
}

} // namespace bakferry
