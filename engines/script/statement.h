#pragma once
#include "engines/script/insertvalues.h"

#include <QByteArrayView>

#include <cstdint>
#include <vector>

namespace bakferry {

/// What the first words of a statement say, as far as a loader must know before it sends the statement on.
enum class StatementKind : std::uint8_t {
    Insert,        ///< INSERT or REPLACE
    Begin, Commit, Rollback, Savepoint, Release, ///< transaction control, which the loader does itself
    Pragma, Attach, Detach, Vacuum, Select,
    ClientCommand, ///< a line meant for a client program (".shell", "\!"); never run
    Other,         ///< all the rest of DDL and DML
};

/// One statement of a script, as a place in the block of bytes it was found in. The length includes the semicolon.
struct Statement
{
    std::size_t offset = 0;
    std::size_t length = 0;
    StatementKind kind = StatementKind::Other;
    bool terminated = true; ///< false: the script ended before the semicolon
    bool openQuote = false; ///< not terminated, and inside a literal, a name or a comment
    bool goesOn = false;    ///< the first rows of an INSERT too long to be held whole; the rest follows as a statement of its own
};

/// Statements of a run of bytes, and their INSERTs of literals taken apart.
struct SplitStatements
{
    std::vector<Statement> statements;
    std::vector<InsertValues> inserts; ///< one for each statement; rows = 0 when it is not an INSERT of literals
    std::vector<Literal> literals;
};

/// Splits scripts of one dialect into statements.
///
/// Works on bytes and never on characters. One object serves one script on one thread.
class StatementSplitter
{
public:
    virtual ~StatementSplitter() = default;
    /// Appends the complete statements at the front of `text` to `found`; empty statements are left out.
    /// @param text   begins at the start of a statement
    /// @param atEnd  no more bytes will come: a rest that is more than blanks and comments becomes an unterminated statement
    /// @returns      how many bytes are done with; the caller brings the rest again with more bytes behind it
    virtual std::size_t split(QByteArrayView text, bool atEnd, SplitStatements& found) = 0;
    /// Takes the rows at the front of an INSERT apart that is too long to be held whole, as one statement that goes on.
    /// @returns  how many bytes are done with, 0 when there is no whole row of literals. What follows means the same behind another copy
    ///           of the head and "VALUES "
    virtual std::size_t splitRows(QByteArrayView text, SplitStatements& found) = 0;
};

} // namespace bakferry
