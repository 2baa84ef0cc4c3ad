#include "engines/sqlite/sqliterowsource.h"

#include "engines/script/literalvalue.h"

namespace bakferry {

struct RowCursor
{
    sqlite3_vtab_cursor base;
    SqliteRowSource* source;
    sqlite3_int64 row;

    static RowCursor& of(sqlite3_vtab_cursor* cursor) { return *reinterpret_cast<RowCursor*>(cursor); }
    bool atEnd() const { return !source || source->atEnd(); }
    void start(SqliteRowSource* rows)
    {
        source = rows;
        row = 0;
        if (source)
            source->rewind();
    }
    void next()
    {
        ++row;
        source->advance();
    }
    void giveValue(sqlite3_context* to, int column) const { source->giveValue(to, column); }
};

namespace {

constexpr char pointerType[] = "bakferry-rows";

struct RowTable
{
    sqlite3_vtab base;
    int columns;
};

QByteArray tableName(int columns) { return "bakferry_rows_" + QByteArray::number(columns); }

QByteArray columnList(int columns)
{
    QByteArray list;
    for (int i = 0; i < columns; ++i)
        list += (i ? ",c" : "c") + QByteArray::number(i);
    return list;
}

int connectTable(sqlite3* handle, void* columns, int, const char* const*, sqlite3_vtab** table, char**)
{
    auto* made = new RowTable{{}, int(reinterpret_cast<std::intptr_t>(columns))};
    *table = &made->base;
    sqlite3_vtab_config(handle, SQLITE_VTAB_DIRECTONLY);
    const int code = sqlite3_declare_vtab(handle, ("CREATE TABLE x(" + columnList(made->columns) + ",source HIDDEN)").constData());
    if (code != SQLITE_OK) {
        delete made;
        *table = nullptr;
    }
    return code;
}

int disconnectTable(sqlite3_vtab* table)
{
    delete reinterpret_cast<RowTable*>(table);
    return SQLITE_OK;
}

int chooseIndex(sqlite3_vtab* table, sqlite3_index_info* info)
{
    const int source = reinterpret_cast<RowTable*>(table)->columns;
    for (int i = 0; i < info->nConstraint; ++i) {
        const auto& constraint = info->aConstraint[i];
        if (constraint.iColumn != source || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!constraint.usable)
            return SQLITE_CONSTRAINT;
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
    }
    return SQLITE_OK;
}

const sqlite3_module& rowModule()
{
    static const sqlite3_module module = [] {
        sqlite3_module m{}; // without xCreate it cannot be made a table of the schema
        m.xConnect = connectTable;
        m.xDisconnect = disconnectTable;
        m.xBestIndex = chooseIndex;
        m.xOpen = [](sqlite3_vtab*, sqlite3_vtab_cursor** cursor) {
            *cursor = &(new RowCursor{{}, nullptr, 0})->base;
            return SQLITE_OK;
        };
        m.xClose = [](sqlite3_vtab_cursor* cursor) {
            delete &RowCursor::of(cursor);
            return SQLITE_OK;
        };
        m.xFilter = [](sqlite3_vtab_cursor* cursor, int, const char*, int arguments, sqlite3_value** values) {
            RowCursor::of(cursor).start(arguments > 0 ? static_cast<SqliteRowSource*>(sqlite3_value_pointer(values[0], pointerType)) : nullptr);
            return SQLITE_OK;
        };
        m.xNext = [](sqlite3_vtab_cursor* cursor) {
            RowCursor::of(cursor).next();
            return SQLITE_OK;
        };
        m.xEof = [](sqlite3_vtab_cursor* cursor) { return int(RowCursor::of(cursor).atEnd()); };
        m.xColumn = [](sqlite3_vtab_cursor* cursor, sqlite3_context* to, int column) {
            RowCursor::of(cursor).giveValue(to, column);
            return SQLITE_OK;
        };
        m.xRowid = [](sqlite3_vtab_cursor* cursor, sqlite3_int64* row) {
            *row = RowCursor::of(cursor).row;
            return SQLITE_OK;
        };
        return m;
    }();
    return module;
}

} // namespace

int SqliteRowSource::provide(sqlite3* handle, int columns)
{
    return sqlite3_create_module_v2(handle, tableName(columns).constData(), &rowModule(), reinterpret_cast<void*>(std::intptr_t(columns)), nullptr);
}

QByteArray SqliteRowSource::query(int columns) { return "SELECT " + columnList(columns) + " FROM " + tableName(columns) + "(?1)"; }

SqliteRowSource::SqliteRowSource(const ScriptBatch& batch, std::size_t first, std::size_t end) : m_batch(batch), m_first(first), m_end(end)
{
    rewind();
}

int SqliteRowSource::bindTo(sqlite3_stmt* statement) { return sqlite3_bind_pointer(statement, 1, this, pointerType, nullptr); }

void SqliteRowSource::rewind()
{
    m_statement = m_first;
    m_row = 0;
    m_literal = m_batch.literals.data() + m_batch.inserts[m_first].firstLiteral;
}

void SqliteRowSource::advance()
{
    const InsertValues& values = m_batch.inserts[m_statement];
    m_literal += values.columns;
    if (++m_row < values.rows)
        return;
    m_row = 0;
    if (++m_statement < m_end)
        m_literal = m_batch.literals.data() + m_batch.inserts[m_statement].firstLiteral;
}

void SqliteRowSource::giveValue(sqlite3_context* to, int column)
{
    if (column >= m_batch.inserts[m_statement].columns)
        return;
    const Literal& literal = m_literal[column];
    switch (literal.type) {
    case Literal::Null: return;
    case Literal::Integer: return sqlite3_result_int64(to, literal.integer);
    case Literal::Real: return sqlite3_result_double(to, literal.real);
    case Literal::Text: // the block outlives the statement, so nothing is copied
        return sqlite3_result_text64(to, m_batch.bytes.constData() + literal.offset, literal.length, SQLITE_STATIC, SQLITE_UTF8);
    case Literal::QuotedText:
    case Literal::Call: {
        const QByteArrayView bytes = literalBytes(m_batch.bytes, literal, m_scratch);
        return sqlite3_result_text64(to, bytes.data() ? bytes.data() : "", sqlite3_uint64(bytes.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    case Literal::Hex: {
        const QByteArrayView bytes = literalBytes(m_batch.bytes, literal, m_scratch);
        return sqlite3_result_blob64(to, bytes.data() ? bytes.data() : "", sqlite3_uint64(bytes.size()), SQLITE_TRANSIENT);
    }
    }
}

} // namespace bakferry
