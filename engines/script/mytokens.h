#pragma once
#include "engines/script/myencoding.h"

#include <QList>

namespace bakferry {

/// What the session is set to that changes how its text is read.
struct MyLexMode
{
    MyEncoding encoding = MyEncoding::Plain;
    bool ansiQuotes = false;       ///< sql_mode ANSI_QUOTES: "…" is a name
    bool backslashEscapes = true;  ///< not sql_mode NO_BACKSLASH_ESCAPES
    friend bool operator==(const MyLexMode&, const MyLexMode&) = default;
};

/// The head of a comment that some servers run: "/*!50001", "/*!", "/*M!100100".
struct MyCommentHead
{
    qsizetype length = 0;   ///< 0: a plain comment
    int version = 0;        ///< 50001, 100100; 0: none, every server of that maker runs it
    bool mariaDb = false;   ///< /*M!: for MySQL a plain comment
    bool inverted = false;  ///< /*!!50001: run by servers older than that; a form of MariaDB's that 10.11 does not know
};
/// @param text  begins with "/*"; myCommentHeadBytes are enough
/// Source: MariaDB, sql/sql_lex.cc, lex_one_token(); MySQL's manual, "Comments".
MyCommentHead myCommentHead(QByteArrayView text);
constexpr qsizetype myCommentHeadBytes = 12;

/// Which comments with a version a reader takes for code.
struct MyReader
{
    enum Maker : std::uint8_t {
        Any,     ///< all of them are code: what a splitter or a cautious check sees
        MariaDb, ///< those up to its version, but none of 50700 to 99999 that lack the M
        MySql,   ///< those up to its version, none with an M
    };
    Maker maker = Any;
    int version = 0; ///< 101119, 80036
    bool executes(const MyCommentHead& head) const;
    friend bool operator==(const MyReader&, const MyReader&) = default;
};

/// The readers that may find different statements in this one: always one that takes all comments with a version for code, and where
/// some depend on the server, one for each way a server of either maker can see it. A check for hostile statements asks them all.
QList<MyReader> myReaders(QByteArrayView sql);

/// Whether a word is this keyword, whatever its case.
inline bool isMyKeyword(QByteArrayView word, const char* upper)
{
    for (const char c : word) {
        if (*upper == '\0' || (c >= 'a' && c <= 'z' ? c - 32 : c) != *upper)
            return false;
        ++upper;
    }
    return *upper == '\0';
}

/// One token of a statement, as a place in its text.
struct MyToken
{
    enum Type : std::uint8_t {
        End,
        Word,     ///< keyword or unquoted name; also an introducer (_utf8mb4)
        Name,     ///< `…`, and "…" under ANSI_QUOTES
        String,   ///< '…', "…" or N'…'
        Hex,      ///< x'…' or 0x…
        Bits,     ///< b'…' or 0b…
        Number,
        Variable, ///< @name, @`name`, @'name', @@name, the "@@global" of @@global.name, and the "@host" of user@host
        Symbol,   ///< any other byte, alone
    };
    Type type = End;
    bool versioned = false; ///< inside of a comment with a version
    bool open = false;      ///< a literal or name that is not closed: it reaches to the end
    QByteArrayView text;    ///< as it stands, quotes included
    qsizetype offset = 0;

    bool isWord(const char* upper) const { return type == Word && isMyKeyword(text, upper); }
    bool isSymbol(char c) const { return type == Symbol && text[0] == c; }
    bool isName() const { return type == Word || type == Name; }
    bool isEnd() const { return type == End; }
    qsizetype end() const { return offset + text.size(); }
};

/// Takes the SQL of MariaDB and MySQL apart into tokens as the servers do; blanks and comments are left out, and of comments with a
/// version those that the reader does not run. The heads and ends of the others are left out as well; what is in them is marked.
/// Source: MariaDB, sql/sql_lex.cc, lex_one_token().
class MyTokens
{
public:
    explicit MyTokens(QByteArrayView sql, MyLexMode mode = {}, MyReader reader = {})
        : m_sql(sql), m_mode(mode), m_reader(reader) { m_next = read(); }

    const MyToken& peek() const { return m_next; }
    MyToken take();
    bool takeWord(const char* upper);
    bool takeSymbol(char c);
    /// Takes these words one after another, or none of them.
    bool takeWords(std::initializer_list<const char*> words);
    /// One past the last token taken.
    qsizetype position() const { return m_taken; }
    /// At "(": everything up to the matching ")" is taken.
    void skipParentheses();
    /// Whether a comment, versioned or not, was met that is not closed. Known at the end.
    bool hasOpenComment() const { return m_openComment || (m_next.isEnd() && m_versioned); }
    QByteArrayView sql() const { return m_sql; }
    MyLexMode mode() const { return m_mode; }

private:
    MyToken read();
    qsizetype skipBlanks(qsizetype at);
    qsizetype skipBlockComment(qsizetype at);
    qsizetype endOfComment(qsizetype at, bool nested);
    qsizetype endOfQuoted(qsizetype quote, bool& open) const;
    qsizetype endOfWord(qsizetype from) const;
    qsizetype endOfVariable(qsizetype from, bool& open) const;
    qsizetype endOfNumber(qsizetype from, MyToken::Type& type) const;
    bool isNameQuote(char c) const { return c == '`' || (c == '"' && m_mode.ansiQuotes); }
    bool isQuote(char c) const { return c == '\'' || c == '"' || c == '`'; }
    char at(qsizetype index) const { return index < m_sql.size() ? m_sql[index] : '\0'; }

    QByteArrayView m_sql;
    MyLexMode m_mode;
    MyReader m_reader;
    qsizetype m_at = 0;
    qsizetype m_taken = 0;
    bool m_versioned = false;
    bool m_openComment = false;
    bool m_afterDot = false; ///< right behind the dot of a qualified name, where keywords, x'' and digits are names
    MyToken m_next;
};

/// The bytes of the name that a Word, Name, String or Variable token stands for, in the statement's character set: quotes and marks
/// undone, letters as they are.
QByteArray myIdentifier(const MyToken& token, MyLexMode mode = {});
/// The bytes that a String, Hex or Bits token stands for.
QByteArray myStringValue(const MyToken& token, MyLexMode mode = {});

/// "name" or "database.name" in a statement.
struct MyQualifiedName
{
    QByteArray database, name; ///< bytes in the statement's character set; `database` is empty where none is named
    qsizetype begin = 0;       ///< of the first token
    qsizetype nameBegin = 0;   ///< of the name without the database
    qsizetype end = 0;
};
/// Takes a name, or nothing. MySQL's ".name" is a name too.
bool takeMyName(MyTokens& tokens, MyQualifiedName& name);

inline bool isMyBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
inline bool isMyWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

} // namespace bakferry
