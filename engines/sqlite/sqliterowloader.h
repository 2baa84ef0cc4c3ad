#pragma once
#include "engines/loading/scriptpipeline.h"
#include "engines/sqlite/sqlitescriptsession.h"

#include <QSet>

#include <memory>
#include <unordered_map>

namespace bakferry {

/// Puts the rows of taken-apart INSERTs into a database: one prepared statement for each form of INSERT, which reads the rows of many
/// INSERTs at once (see SqliteRowSource).
class SqliteRowLoader
{
public:
    explicit SqliteRowLoader(SqliteScriptSession& session);

    /// Finds or prepares the statement for this INSERT. @returns false when SQLite refuses it; the session has the words.
    bool select(const ScriptBatch& batch, std::size_t statement);
    /// Whether this INSERT may be loaded together with the one selected last: the same form, and nothing that runs between two INSERTs.
    bool joins(const ScriptBatch& batch, std::size_t statement) const;
    /// Loads the rows of the INSERTs [first, end), all of the form selected last. @returns SQLITE_OK or the code of the row that failed.
    /// @param failed  the INSERT with that row
    int load(const ScriptBatch& batch, std::size_t first, std::size_t end, std::size_t& failed);
    /// Adds the rows of those INSERTs to the ledger without loading them.
    void countOnly(const ScriptBatch& batch, std::size_t first, std::size_t end);

    const QByteArray& table() const { return m_current->table; }
    qint64 rowsDone() const { return m_rowsDone; }
    /// Hands the counted rows to the session and forgets prepared statements: the schema is about to change.
    void flush();

private:
    struct Form
    {
        SqliteStatement statement;
        QByteArray head;
        int columns = 0;
        QByteArray table;
        bool plain = true; ///< INSERT INTO without OR …: every row read is a row in the table
        qint64 rows = 0;
    };
    struct ByteHash
    {
        std::size_t operator()(const QByteArray& bytes) const { return qHash(bytes); }
    };
    std::unique_ptr<Form> makeForm(QByteArrayView head, int columns);

    SqliteScriptSession& m_session;
    std::unordered_map<QByteArray, std::unique_ptr<Form>, ByteHash> m_forms;
    Form* m_current = nullptr;
    QSet<int> m_providedColumns;
    qint64 m_rowsDone = 0;
};

} // namespace bakferry
