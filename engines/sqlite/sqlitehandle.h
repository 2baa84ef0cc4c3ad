#pragma once
#include "engines/jobcontext.h"
#include "engines/result.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>

#include <sqlite3.h>

namespace bakferry {

struct SqliteCloser
{
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using SqliteStatement = std::unique_ptr<sqlite3_stmt, SqliteCloser>;

/// A connection of SQLite's own C interface, hardened as TRUST.md T23 asks: extensions off, schema not trusted, triggers and
/// views of the schema do not call application functions, cells are checked when pages are read.
///
/// One thread at a time. interrupt() may be called from any thread.
class SqliteHandle
{
public:
    SqliteHandle() = default;
    /// @param vfs  name of a registered VFS, null for the system's
    /// @returns    a handle, or the database's words as Error{TargetUnusable} (callers that open backups reword it)
    static Result<SqliteHandle> open(const QByteArray& path, int flags, const char* vfs = nullptr);

    sqlite3* get() const { return m_handle.get(); }
    explicit operator bool() const { return bool(m_handle); }
    void close() { m_handle.reset(); }

    /// Runs one of our own statements; never text out of a backup. @returns SQLITE_OK or the result code.
    int run(const char* sql) const;
    /// First column of the first row as bytes; empty when there is none.
    QByteArray text(const char* sql) const;
    qint64 number(const char* sql, qint64 otherwise = -1) const;
    /// Calls `row` for each row; stops early when it returns false. @returns SQLITE_OK, SQLITE_ABORT, or the result code.
    int each(const QByteArray& sql, const std::function<bool(sqlite3_stmt*)>& row) const;
    SqliteStatement prepare(QByteArrayView sql) const; ///< null when it does not compile
    QString lastMessage() const;                       ///< SQLite's own words, at most 4 KiB
    int lastCode() const { return sqlite3_extended_errcode(get()); }

private:
    std::unique_ptr<sqlite3, SqliteCloser> m_handle;
};

/// While it lives, rows can be written into the schema table of a connection: "PRAGMA writable_schema" without its defence.
class SqliteSchemaAccess
{
public:
    enum class AtEnd { LeaveSchema, Reload }; ///< whether the connection reads its schema anew
    SqliteSchemaAccess(const SqliteHandle& handle, AtEnd atEnd);
    ~SqliteSchemaAccess();
    SqliteSchemaAccess(const SqliteSchemaAccess&) = delete;
    SqliteSchemaAccess& operator=(const SqliteSchemaAccess&) = delete;

private:
    const SqliteHandle& m_handle;
    const AtEnd m_atEnd;
};

/// Interrupts a connection as soon as a stop is asked for, and keeps it interrupted.
class SqliteInterrupter
{
public:
    SqliteInterrupter(const SqliteHandle& handle, const JobContext& context);
    ~SqliteInterrupter();
    SqliteInterrupter(const SqliteInterrupter&) = delete;
    SqliteInterrupter& operator=(const SqliteInterrupter&) = delete;

private:
    sqlite3* m_handle;
    JobContext m_context;
};

/// "name" with quotes doubled, for our own statements.
QByteArray quotedSqliteName(QByteArrayView name);
/// A text column in UTF-8.
QByteArray columnBytes(sqlite3_stmt* row, int column);

} // namespace bakferry
