#pragma once
#include "engines/script/pgtokens.h"

#include <array>

namespace bakferry {

/// Finds where the statements, the rows of COPY and the lines for psql lie in a PostgreSQL script.
///
/// Reads in portions and remembers where it stands, so that a statement or literal of any length needs no memory. It splits as psql
/// does: a semicolon inside parentheses or inside the BEGIN … END body of a function ends nothing, a backslash outside of literals
/// and comments begins a line for psql, and rows follow the line of a COPY … FROM stdin up to a line that is "\.". What a row says is
/// never taken for a statement (TRUST T03). One object serves one script on one thread.
/// Source: psql's manual; the rule about BEGIN and CASE is that of PostgreSQL's src/fe_utils/psqlscan.l.
class PgSplitter
{
public:
    enum class Event {
        More,            ///< all is read but the bytes from `at` on, which are to be brought again with more behind them
        Comment,         ///< a "--" line between statements
        StatementBegins,
        StatementEnds,   ///< its semicolon is the last byte taken; facts in statement()
        ClientLine,      ///< from a backslash to the line's end; insideStatement() says where
        StrayText,       ///< something behind a COPY … FROM stdin; on its line
        RowsBegin,       ///< `at` is on the first byte of COPY data
        RowsEnd,         ///< begin() is one past the data; `at` behind the line "\."; facts in rows()
    };

    /// Of the statement that just ended.
    struct Statement
    {
        bool terminated = true;
        bool openQuote = false;  ///< not terminated, and inside a literal, a name or a comment
        bool copiesRows = false; ///< COPY … FROM stdin
        qint64 insertRows = -1;  ///< rows of an INSERT … VALUES that nothing can make fewer; -1: not known
    };
    /// Of the COPY data that just ended.
    struct Rows
    {
        qint64 rows = 0;  ///< lines, as COPY's text format counts them
        qint64 lines = 0; ///< line ends read since the last answer of next() for COPY data, the "\." line included
        bool terminated = true;
    };

    /// Reads on in `text` from `at`, which moves to where the next call shall go on.
    /// @param text   after More: begins with the byte that `at` was on
    /// @param atEnd  no more bytes will come
    Event next(QByteArrayView text, std::size_t& at, bool atEnd);
    std::size_t begin() const { return m_begin; } ///< of the comment, statement, line or data in the text of the last call
    const Statement& statement() const { return m_statement; }
    const Rows& rows() const { return m_rows; }
    bool insideStatement() const { return m_inStatement; }
    bool insideRows() const { return m_state == State::Rows; }
    /// Whether the statement at hand may be as long as its rows: INSERT, UPDATE, SELECT and their like.
    bool isRowStatement() const { return m_command == Command::Insert || m_command == Command::Rows; }

    PgLexMode mode() const { return m_mode; }
    void setMode(PgLexMode mode) { m_mode = mode; }

private:
    enum class State : std::uint8_t { Between, Bare, String, EscapeString, QuotedName, Dollar, BlockComment, SkippedLine, RestOfCopyLine, Rows };
    enum class Command : std::uint8_t { None, Copy, Create, Insert, Rows, Other };
    enum class Insert : std::uint8_t { Head, Values, Unknown };

    Event between(QByteArrayView text, std::size_t& at, bool atEnd);
    bool bare(QByteArrayView text, std::size_t& at, bool atEnd, Event& event);
    bool special(QByteArrayView text, std::size_t& at, bool atEnd, Event& event);
    bool word(QByteArrayView text, std::size_t& at, bool atEnd);
    void takeWord(QByteArrayView word);
    void firstWord(QByteArrayView word);
    bool literal(QByteArrayView text, std::size_t& at, bool atEnd);
    bool escapeString(QByteArrayView text, std::size_t& at, bool atEnd);
    bool blockComment(QByteArrayView text, std::size_t& at, bool atEnd);
    Event lineEvent(QByteArrayView text, std::size_t& at, bool atEnd, Event event);
    Event restOfCopyLine(QByteArrayView text, std::size_t& at, bool atEnd);
    Event copyRows(QByteArrayView text, std::size_t& at, bool atEnd);
    void countRow(QByteArrayView text, std::size_t newline);
    Event endOfStatement(bool terminated, bool openQuote);
    Event endOfScript();
    Event more(QByteArrayView text, std::size_t at);
    char before(QByteArrayView text, std::size_t at, std::size_t distance) const;
    bool isEscapeQuote(QByteArrayView text, std::size_t at) const;

    PgLexMode m_mode;
    State m_state = State::Between;
    std::size_t m_begin = 0;
    std::array<char, 2> m_before{}; ///< the two bytes in front of the text
    bool m_inStatement = false;
    bool m_inLongWord = false;
    int m_commentDepth = 0;
    QByteArray m_dollarTag;

    Statement m_statement;
    Command m_command = Command::None;
    qint64 m_parentheses = 0, m_bodies = 0; ///< how deep in (…) and in BEGIN … END
    int m_words = 0;
    std::array<char, 4> m_initials{};       ///< of CREATE OR REPLACE FUNCTION
    bool m_afterFrom = false, m_afterDefault = false;
    Insert m_insert = Insert::Head;

    Rows m_rows;
    bool m_atLineStart = true;
};

} // namespace bakferry
