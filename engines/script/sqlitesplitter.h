#pragma once
#include "engines/script/statement.h"

namespace bakferry {

/// The SQLite dialect: '…' "…" `…` […], -- and /* */ comments, and triggers whose body holds semicolons.
///
/// A trigger ends at ";" END ";" as in sqlite3_complete() (sqlite.org/c3ref/complete.html). A line that begins a statement
/// with a dot is a command for the sqlite3 shell (sqlite.org/cli.html) and becomes a ClientCommand up to the line's end.
class SqliteSplitter final : public StatementSplitter
{
public:
    std::size_t split(QByteArrayView text, bool atEnd, SplitStatements& found) override;
    std::size_t splitRows(QByteArrayView text, SplitStatements& found) override;

private:
    SqliteInsertReader m_inserts;
};

/// Skips blanks, comments and byte order marks at `from`. @returns the offset of the first other byte, or text.size();
/// an unfinished comment counts as skipped to the end.
std::size_t skipSqliteBlanks(QByteArrayView text, std::size_t from);

/// The kind by the first words of a statement; `text` may begin with blanks and comments.
StatementKind sqliteStatementKind(QByteArrayView text);

} // namespace bakferry
