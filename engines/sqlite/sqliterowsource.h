#pragma once
#include "engines/loading/scriptpipeline.h"

#include <sqlite3.h>

namespace bakferry {

/// A run of INSERTs of literals as a table that SQLite reads by itself: `INSERT … SELECT c0,c1 FROM bakferry_rows_2(?1)`.
///
/// One statement then loads any number of rows, which saves what SQLite does at the start and at the end of each statement and lets it
/// append to a b-tree without looking for the place anew. Values go from the script's bytes into the table unchanged.
/// Source: sqlite.org/vtab.html (eponymous-only tables, table-valued functions), sqlite.org/bindptr.html
class SqliteRowSource
{
public:
    /// Makes the table of so many columns known to a connection; the script itself cannot read anything from it.
    /// @returns SQLITE_OK or the result code
    static int provide(sqlite3* handle, int columns);
    /// The query that yields every row: "SELECT c0,… FROM bakferry_rows_N(?1)".
    static QByteArray query(int columns);

    /// The rows of the statements [first, end) of a batch, all with the same number of columns. The batch must outlive the source.
    SqliteRowSource(const ScriptBatch& batch, std::size_t first, std::size_t end);
    /// Lets a statement made of query() read these rows, from the first one.
    int bindTo(sqlite3_stmt* statement);

    /// The statement whose row was read last.
    std::size_t statement() const { return m_statement; }

private:
    friend struct RowCursor;
    bool atEnd() const { return m_statement >= m_end; }
    void rewind();
    void advance();
    void giveValue(sqlite3_context* to, int column);

    const ScriptBatch& m_batch;
    const std::size_t m_first, m_end;
    std::size_t m_statement = 0;
    std::size_t m_row = 0;              ///< in the statement
    const Literal* m_literal = nullptr; ///< the first of the row
    QByteArray m_scratch;
};

} // namespace bakferry
