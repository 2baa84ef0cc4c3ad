#include "engines/sqlite/sqlitescriptsession.h"

#include "engines/displaytext.h"
#include "engines/script/sqlitesplitter.h"

// The hook is compiled into Debian's library; the header shows it only on demand.
extern "C" void* sqlite3_preupdate_hook(sqlite3*, void (*)(void*, sqlite3*, int, char const*, char const*, sqlite3_int64, sqlite3_int64), void*);

namespace bakferry {

SqliteScriptSession::SqliteScriptSession(SqliteHandle& handle) : m_handle(handle) { }

SqliteScriptSession::~SqliteScriptSession() { countChanges(false); }

void SqliteScriptSession::countChanges(bool on)
{
    const auto hook = [](void* self, sqlite3*, int operation, const char* database, const char* table, sqlite3_int64, sqlite3_int64) {
        if (operation != SQLITE_UPDATE && qstrcmp(database, "main") == 0)
            static_cast<SqliteScriptSession*>(self)->m_rows[QByteArray(table).toLower()] += operation == SQLITE_INSERT ? 1 : -1;
    };
    sqlite3_preupdate_hook(m_handle.get(), on ? +hook : nullptr, this);
}

int SqliteScriptSession::judge(int action, const char* first, const char* second, const char* database)
{
    switch (action) {
    case SQLITE_ATTACH: m_refusedFor = displayBytes(QByteArray("ATTACH ") + first); return SQLITE_DENY;
    case SQLITE_DETACH: m_refusedFor = displayBytes(QByteArray("DETACH ") + first); return SQLITE_DENY;
    case SQLITE_PRAGMA:
        if (isContentPragma(first) || qstrcmp(first, "data_version") == 0) // FTS5 asks for the latter when it opens a table
            return SQLITE_OK;
        m_refusedFor = displayBytes(QByteArray("PRAGMA ") + first);
        return SQLITE_DENY;
    case SQLITE_CREATE_INDEX:
        m_createdIndex = {first, second};
        return SQLITE_OK;
    case SQLITE_FUNCTION: {
        m_callsFunctions = true;
        const QByteArray name = QByteArray(second).toLower();
        if (name != "load_extension" && name != "fts3_tokenizer")
            return SQLITE_OK;
        m_refusedFor = displayBytes(name + "()");
        return SQLITE_DENY;
    }
    case SQLITE_DROP_TABLE:
    case SQLITE_DROP_VTABLE: m_dropped += first; return SQLITE_OK;
    case SQLITE_CREATE_TABLE: m_created += first; return SQLITE_OK;
    case SQLITE_CREATE_VTABLE: m_liveVirtualTables += QByteArray(first).toLower(); return SQLITE_OK;
    case SQLITE_ALTER_TABLE: m_altered += second; return SQLITE_OK;
    case SQLITE_CREATE_TRIGGER:
    case SQLITE_CREATE_TEMP_TRIGGER: m_hasTriggers = true; [[fallthrough]];
    case SQLITE_CREATE_TEMP_TABLE: // may bear the name of a table of the backup and take its rows
        m_rowsMayDiffer = true;
        return SQLITE_OK;
    case SQLITE_SELECT: m_selects = true; return SQLITE_OK;
    default: break;
    }
    Q_UNUSED(database)
    return SQLITE_OK;
}

int SqliteScriptSession::authorize(void* self, int action, const char* first, const char* second, const char* database, const char*)
{
    return static_cast<SqliteScriptSession*>(self)->judge(action, first ? first : "", second ? second : "", database ? database : "");
}

SqliteStatement SqliteScriptSession::compileOne(QByteArrayView text, int& code)
{
    m_refusedFor.clear();
    m_dropped.clear();
    m_created.clear();
    m_altered.clear();
    m_createdIndex = {};
    m_selects = m_callsFunctions = false;
    const char* tail = nullptr;
    sqlite3_stmt* raw = nullptr;
    sqlite3_set_authorizer(m_handle.get(), authorize, this);
    code = sqlite3_prepare_v2(m_handle.get(), text.data(), int(text.size()), &raw, &tail);
    sqlite3_set_authorizer(m_handle.get(), nullptr, nullptr);
    SqliteStatement statement(raw);
    if (code != SQLITE_OK && !m_refusedFor.isEmpty())
        code = SQLITE_AUTH; // for a refused function SQLite itself says no more than SQLITE_ERROR
    if (code == SQLITE_OK) {
        // SQLite must see the same end as our lexer; otherwise something would go unread. A NUL ends all that SQLite reads.
        const qsizetype used = tail - text.data();
        if (!raw || skipSqliteBlanks(text, std::size_t(used)) < std::size_t(text.size()))
            code = SQLITE_MISUSE;
    }
    return code == SQLITE_OK ? std::move(statement) : SqliteStatement();
}

QByteArrayList SqliteScriptSession::tableNames() const
{
    QByteArrayList names;
    m_handle.each("SELECT name FROM main.sqlite_schema WHERE type='table'", [&](sqlite3_stmt* row) {
        names += columnBytes(row, 0).toLower();
        return true;
    });
    return names;
}

int SqliteScriptSession::compile(QByteArrayView text)
{
    int code = SQLITE_OK;
    compileOne(text, code);
    return code;
}

std::optional<ApartIndex> SqliteScriptSession::apartIndex(QByteArrayView text)
{
    int code = SQLITE_OK;
    if (!compileOne(text, code) || m_createdIndex.name.isEmpty() || m_callsFunctions)
        return std::nullopt;
    m_createdIndex.statement = text.toByteArray();
    m_createdIndex.rows = m_rows.value(m_createdIndex.table.toLower());
    return m_createdIndex;
}

int SqliteScriptSession::run(QByteArrayView text)
{
    int code = SQLITE_OK;
    const SqliteStatement statement = compileOne(text, code);
    if (!statement)
        return code;
    const QByteArrayList tablesBefore = m_altered.isEmpty() ? QByteArrayList() : tableNames();
    m_rowsMayDiffer = m_rowsMayDiffer || (!m_created.isEmpty() && text.toByteArray().toUpper().contains("CONFLICT")); // UNIQUE ON CONFLICT IGNORE
    const QByteArrayList dropped = m_dropped, created = m_selects ? m_created : QByteArrayList();
    countChanges(true);
    // A statement may be compiled again while it runs (schema changes): the authorizer stays on guard.
    sqlite3_set_authorizer(m_handle.get(), authorize, this);
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) { }
    sqlite3_set_authorizer(m_handle.get(), nullptr, nullptr);
    countChanges(m_rowsMayDiffer);
    if (code != SQLITE_DONE)
        return m_handle.lastCode();
    for (const QByteArray& table : dropped)
        m_rows.remove(table.toLower());
    for (const QByteArray& table : created) // CREATE TABLE … AS SELECT passes the hook by
        m_rows[table.toLower()] = m_handle.number(("SELECT count(*) FROM main." + quotedSqliteName(table)).constData(), 0);
    if (!tablesBefore.isEmpty())
        noteRows(tablesBefore);
    return SQLITE_OK;
}

// ALTER TABLE … RENAME: the rows go with the one name that went away and came back as another.
void SqliteScriptSession::noteRows(const QByteArrayList& tablesBefore)
{
    const QByteArrayList now = tableNames();
    QByteArray gone, come;
    for (const QByteArray& name : tablesBefore)
        gone = now.contains(name) ? gone : name;
    for (const QByteArray& name : now)
        come = tablesBefore.contains(name) ? come : name;
    if (!gone.isEmpty() && !come.isEmpty() && m_rows.contains(gone))
        m_rows[come] = m_rows.take(gone);
}

int SqliteScriptSession::registerVirtualTable(QByteArrayView text)
{
    const SqliteSchemaAccess access(m_handle, SqliteSchemaAccess::AtEnd::LeaveSchema);
    int code = SQLITE_OK;
    if (const SqliteStatement statement = compileOne(text, code)) {
        code = sqlite3_step(statement.get());
        code = code == SQLITE_DONE ? SQLITE_OK : m_handle.lastCode();
    }
    return code;
}

SqliteStatement SqliteScriptSession::prepare(QByteArrayView text)
{
    int code = SQLITE_OK;
    return compileOne(text, code);
}

} // namespace bakferry
