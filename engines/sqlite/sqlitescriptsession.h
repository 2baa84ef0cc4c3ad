#pragma once
#include "engines/jobcontext.h"
#include "engines/sqlite/sqlitehandle.h"
#include "engines/sqlite/sqliteindexbuilder.h"
#include "engines/sqlite/sqlitescriptpolicy.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace bakferry {

/// Runs statements of an untrusted script on one connection, under an authorizer, and counts what they do to the rows.
///
/// The authorizer refuses what reaches beyond the database (ATTACH, load_extension, fts3_tokenizer, PRAGMAs beyond the content) even
/// where it hides in an expression or a trigger. One thread at a time.
class SqliteScriptSession
{
public:
    explicit SqliteScriptSession(SqliteHandle& handle);
    ~SqliteScriptSession();
    SqliteScriptSession(const SqliteScriptSession&) = delete;
    SqliteScriptSession& operator=(const SqliteScriptSession&) = delete;

    /// Runs one statement to its end. @returns SQLITE_OK or the result code; SQLITE_AUTH when the authorizer refused.
    int run(QByteArrayView text);
    /// Compiles only: tells what run() would be refused for, without touching rows.
    int compile(QByteArrayView text);
    /// @returns what a CREATE INDEX would make, if any connection could make it: of a table of the database, no function called that a
    ///          connection could have of its own. It is not made.
    std::optional<ApartIndex> apartIndex(QByteArrayView text);
    /// Inserts a virtual table's row into the schema table, as .dump asks.
    int registerVirtualTable(QByteArrayView text);
    /// Compiles for later; null when SQLite or the authorizer refuses.
    SqliteStatement prepare(QByteArrayView text);

    /// What the last statement was refused for by the authorizer, for people; empty when it was not.
    QString refusedFor() const { return m_refusedFor; }
    QString lastMessage() const { return m_handle.lastMessage(); }
    int lastCode() const { return m_handle.lastCode(); }
    sqlite3* handle() const { return m_handle.get(); }

    /// From now on rows are counted as they change, not as they are read: rowsMayDiffer(), or the statement is no plain INSERT.
    void countChanges(bool on);
    /// Whether an INSERT may leave other rows than it names: a trigger, an ON CONFLICT clause or a temporary table exists.
    bool rowsMayDiffer() const { return m_rowsMayDiffer; }
    /// Whether something of the script may run between two rows.
    bool hasTriggers() const { return m_hasTriggers; }

    /// Rows by table that the script's statements leave, as far as they were counted here or by addRows().
    const QHash<QByteArray, qint64>& rows() const { return m_rows; }
    /// Virtual tables that a CREATE of the script made, in lower case: their modules write the shadow tables, past every count.
    const QByteArrayList& liveVirtualTables() const { return m_liveVirtualTables; }
    void addRows(const QByteArray& table, qint64 count) { m_rows[table.toLower()] += count; }

private:
    SqliteStatement compileOne(QByteArrayView text, int& code);
    void noteRows(const QByteArrayList& tablesBefore);
    QByteArrayList tableNames() const;
    static int authorize(void* self, int action, const char* first, const char* second, const char* database, const char* trigger);
    int judge(int action, const char* first, const char* second, const char* database);

    SqliteHandle& m_handle;
    QHash<QByteArray, qint64> m_rows; ///< key: lower case name
    QString m_refusedFor;
    QByteArrayList m_liveVirtualTables;
    QByteArrayList m_dropped, m_created, m_altered; ///< by the statement being compiled
    ApartIndex m_createdIndex;
    bool m_selects = false;
    bool m_callsFunctions = false;
    bool m_rowsMayDiffer = false;
    bool m_hasTriggers = false;
};

} // namespace bakferry
