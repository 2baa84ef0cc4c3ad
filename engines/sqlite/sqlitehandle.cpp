#include "engines/sqlite/sqlitehandle.h"

#include "engines/displaytext.h"

namespace bakferry {

Result<SqliteHandle> SqliteHandle::open(const QByteArray& path, int flags, const char* vfs)
{
    SqliteHandle opened;
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(path.constData(), &raw, flags | SQLITE_OPEN_NOMUTEX, vfs);
    opened.m_handle.reset(raw);
    if (code != SQLITE_OK) {
        return Error{ErrorKind::TargetUnusable, "sqlite.open",
                     {QT_TRANSLATE_NOOP("Message", "SQLite cannot open %1."), {displayBytes(path)}},
                     {QT_TRANSLATE_NOOP("Message", "Check that the path is right and that you may read and write there."), {}},
                     raw ? opened.lastMessage() : QString()};
    }
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0, nullptr);
    sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
    opened.run("PRAGMA cell_size_check=ON");
    opened.run("PRAGMA mmap_size=0");
    return opened;
}

int SqliteHandle::run(const char* sql) const { return sqlite3_exec(get(), sql, nullptr, nullptr, nullptr); }

SqliteStatement SqliteHandle::prepare(QByteArrayView sql) const
{
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(get(), sql.data(), int(sql.size()), &statement, nullptr);
    return SqliteStatement(statement);
}

QByteArray SqliteHandle::text(const char* sql) const
{
    const SqliteStatement statement = prepare(sql);
    return statement && sqlite3_step(statement.get()) == SQLITE_ROW ? columnBytes(statement.get(), 0) : QByteArray();
}

qint64 SqliteHandle::number(const char* sql, qint64 otherwise) const
{
    const SqliteStatement statement = prepare(sql);
    return statement && sqlite3_step(statement.get()) == SQLITE_ROW ? sqlite3_column_int64(statement.get(), 0) : otherwise;
}

int SqliteHandle::each(const QByteArray& sql, const std::function<bool(sqlite3_stmt*)>& row) const
{
    const SqliteStatement statement = prepare(sql);
    if (!statement)
        return lastCode();
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
        if (!row(statement.get()))
            return SQLITE_ABORT;
    }
    return code == SQLITE_DONE ? SQLITE_OK : lastCode();
}

QString SqliteHandle::lastMessage() const { return displayText(QString::fromUtf8(sqlite3_errmsg(get())), 4096); }

SqliteSchemaAccess::SqliteSchemaAccess(const SqliteHandle& handle, AtEnd atEnd) : m_handle(handle), m_atEnd(atEnd)
{
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    m_handle.run("PRAGMA writable_schema=ON");
}

SqliteSchemaAccess::~SqliteSchemaAccess()
{
    m_handle.run(m_atEnd == AtEnd::Reload ? "PRAGMA writable_schema=RESET" : "PRAGMA writable_schema=OFF");
    sqlite3_db_config(m_handle.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

SqliteInterrupter::SqliteInterrupter(const SqliteHandle& handle, const JobContext& context)
    : m_handle(handle.get()), m_context(context)
{
    // A progress handler, not sqlite3_interrupt(): it also holds while paused, and cannot be missed between two statements.
    sqlite3_progress_handler(m_handle, 20'000, [](void* self) {
        return static_cast<SqliteInterrupter*>(self)->m_context.goOn() ? 0 : 1;
    }, this);
}

SqliteInterrupter::~SqliteInterrupter() { sqlite3_progress_handler(m_handle, 0, nullptr, nullptr); }

QByteArray quotedSqliteName(QByteArrayView name)
{
    QByteArray quoted = name.toByteArray();
    quoted.replace('"', "\"\"");
    return '"' + quoted + '"';
}

QByteArray columnBytes(sqlite3_stmt* row, int column)
{
    const unsigned char* bytes = sqlite3_column_text(row, column); // as UTF-8, whatever encoding the database has
    return QByteArray(reinterpret_cast<const char*>(bytes), sqlite3_column_bytes(row, column));
}

} // namespace bakferry
