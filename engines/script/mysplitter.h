#pragma once
#include "engines/script/mytokens.h"

namespace bakferry {

/// Finds where the statements of a MariaDB or MySQL script lie.
///
/// Reads in portions and remembers where it stands, so that a statement or literal of any length needs no memory. It splits as the
/// mariadb client does, for that is what scripts are written for: a statement ends at the delimiter and nowhere else, whatever
/// BEGIN … END says; what stands in a comment with a version is code, whoever would run it; a line that begins with a word of the
/// client's, and a backslash outside of literals, is for the client. Characters are those of the session (setMode()), as the servers
/// see them. One object serves one script on one thread.
/// Source: MariaDB, client/mysql.cc, read_and_execute() and add_line().
class MySplitter
{
public:
    enum class Event {
        More,            ///< all is read but the bytes from `at` on, which are to be brought again with more behind them
        Comment,         ///< a comment between statements, the sandbox line included; a very long one is told by its beginning
        StatementBegins,
        StatementEnds,   ///< its delimiter is the last bytes taken; facts in statement()
        ClientLine,      ///< a command for the client, up to the delimiter or the line's end: "\! …", "system …", "source …";
                         ///< insideStatement() says where
        Delimiter,       ///< a DELIMITER line, which was followed; delimiter() is what it says
    };

    enum class Command : std::uint8_t {
        Insert, Replace,
        Rows,   ///< UPDATE, DELETE, SELECT, WITH, VALUES, CALL …: may be as long as its rows
        Create, Alter, Drop, Set, Use, Lock, Unlock,
        Other,
    };

    /// Of the statement that just ended.
    struct Statement
    {
        Command command = Command::Other; ///< by its first word, inside a comment with a version or not
        bool terminated = true;   ///< false at the script's end; the client runs such a statement all the same
        bool openQuote = false;   ///< not terminated, and inside a literal, a name or a comment
        bool versioned = false;   ///< holds a comment with a version
        bool byLine = false;      ///< USE without a delimiter: its line end is its end
        int delimiterLength = 0;  ///< bytes at its end that are not of it
        qint64 tuples = -1;       ///< of an INSERT or REPLACE … VALUES; -1: it is none
        bool exact = false;       ///< nothing can make the rows fewer or more than the tuples: INSERT without IGNORE, SELECT or ON DUPLICATE
        bool nested = false;      ///< parentheses stand inside of its tuples or behind them: a function or a query
        qint64 longestTuple = 0;  ///< bytes; exact from 64 on
        qint64 insertRows() const { return exact ? tuples : -1; }
    };

    /// Reads on in `text` from `at`, which moves to where the next call shall go on.
    /// @param text   after More: begins with the byte that `at` was on
    /// @param atEnd  no more bytes will come
    Event next(QByteArrayView text, std::size_t& at, bool atEnd);
    std::size_t begin() const { return m_begin; } ///< of the comment, statement or line in the text of the last call
    const Statement& statement() const { return m_statement; }
    bool insideStatement() const { return m_inStatement; }
    /// Whether the statement at hand may be as long as its rows.
    bool isRowStatement() const { return m_statement.command <= Command::Rows; }
    /// The first word of the statement at hand, once it was read.
    Command command() const { return m_statement.command; }

    MyLexMode mode() const { return m_mode; }
    /// Takes effect at once: to be told between statements.
    void setMode(MyLexMode mode);
    QByteArray delimiter() const { return m_delimiter; }
    void setDelimiter(const QByteArray& delimiter);

private:
    enum class State : std::uint8_t { Between, Bare, String, Name, BlockComment, SkippedLine, Line };
    enum class Insert : std::uint8_t { No, Head, Values, Behind };
    enum class Match : std::uint8_t { No, Yes, Unsure };

    Event between(QByteArrayView text, std::size_t& at, bool atEnd);
    bool beginsComment(QByteArrayView text, std::size_t& at, bool atEnd, Event& event);
    bool beginsClientLine(QByteArrayView text, std::size_t& at, bool atEnd, Event& event);
    bool delimiterLine(QByteArrayView line);
    Event blockCommentBetween(QByteArrayView text, std::size_t& at, bool atEnd);
    Event lineEvent(QByteArrayView text, std::size_t& at, bool atEnd, Event event);
    Event clientLine(QByteArrayView text, std::size_t& at, bool atEnd);
    Event beginStatement(std::size_t at, State state);
    bool bare(QByteArrayView text, std::size_t& at, bool atEnd, Event& event);
    bool special(QByteArrayView text, std::size_t& at, bool atEnd, unsigned char what, Event& event);
    bool comment(QByteArrayView text, std::size_t& at, bool atEnd, char second);
    std::size_t endOfWord(QByteArrayView text, std::size_t from, bool atEnd) const;
    bool word(QByteArrayView text, std::size_t& at, bool atEnd);
    void takeWord(QByteArrayView word);
    void insertWord(QByteArrayView word);
    void rememberHead(QByteArrayView text, std::size_t end);
    void skipKnownHead(QByteArrayView text, std::size_t& at);
    void parenthesis(bool opens, std::size_t at);
    void takeTuples(QByteArrayView text, std::size_t& at);
    bool quoted(QByteArrayView text, std::size_t& at);
    bool blockComment(QByteArrayView text, std::size_t& at, bool atEnd);
    bool skipLine(QByteArrayView text, std::size_t& at);
    Match delimiterAt(QByteArrayView text, std::size_t at, bool atEnd) const;
    Event endOfStatement(bool terminated, bool openQuote, int delimiterLength);
    Event endOfScript(std::size_t at);
    Event more(std::size_t at);

    MyLexMode m_mode;
    QByteArray m_delimiter = ";";
    State m_state = State::Between;
    std::size_t m_begin = 0;
    char m_quote = '\'';        ///< of the literal or name at hand
    char m_literalQuote = '\''; ///< of the last literal
    bool m_inStatement = false;
    bool m_inVersioned = false;
    bool m_inLongWord = false;
    bool m_mayBeFast = false;   ///< among the tuples of an INSERT
    qint64 m_passed = 0;        ///< bytes of the script in front of the text at hand

    Statement m_statement;
    int m_words = 0;
    Insert m_insert = Insert::No;
    qint64 m_parentheses = 0;
    qint64 m_tupleBegin = 0;
    qint64 m_statementBegin = 0; ///< in the script
    QByteArray m_head;           ///< of the last INSERT, up to and with VALUES: the next one mostly begins alike
    Command m_headCommand = Command::Insert;
    bool m_headIsExact = false;
};

} // namespace bakferry
