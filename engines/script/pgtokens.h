#pragma once
#include "engines/script/pgencoding.h"

#include <QByteArray>

namespace bakferry {

/// What a script's own SETs say about how its text is read.
struct PgLexMode
{
    bool standardStrings = true; ///< standard_conforming_strings: a backslash in '…' is a backslash
    PgEncoding encoding = PgEncoding::Plain;
};

/// Whether a word is this keyword, whatever its case. Asked several times a statement, so it gives up at the first other letter.
inline bool isPgKeyword(QByteArrayView word, const char* upper)
{
    for (const char c : word) {
        if (*upper == '\0' || (c & ~0x20) != (*upper & ~0x20))
            return false;
        ++upper;
    }
    return *upper == '\0';
}

/// One token of a statement, as a place in its text.
struct PgToken
{
    enum Type {
        End,
        Word,   ///< keyword or unquoted name
        Name,   ///< "…" or U&"…"
        String, ///< '…', E'…', N'…', U&'…' or $tag$…$tag$
        Bits,   ///< B'…' or X'…'
        Number,
        Symbol, ///< any other byte, alone
    };
    Type type = End;
    QByteArrayView text; ///< as it stands, quotes included
    qsizetype offset = 0;

    bool isWord(const char* upper) const { return type == Word && isPgKeyword(text, upper); }
    bool isSymbol(char c) const { return type == Symbol && text[0] == c; }
    bool isName() const { return type == Word || type == Name; }
    bool isEnd() const { return type == End; }
};

/// Takes PostgreSQL's SQL apart into tokens; blanks and comments are left out. What is not closed reaches to the end.
/// Source: PostgreSQL's manual, "Lexical Structure".
class PgTokens
{
public:
    explicit PgTokens(QByteArrayView sql, PgLexMode mode = {}) : m_sql(sql), m_mode(mode) { m_next = read(); }

    const PgToken& peek() const { return m_next; }
    PgToken take();
    bool takeWord(const char* upper);
    bool takeSymbol(char c);
    /// Takes these words one after another, or none of them.
    bool takeWords(std::initializer_list<const char*> words);
    /// One past the last token taken.
    qsizetype position() const { return m_taken; }
    /// At "(": everything up to the matching ")" is taken.
    void skipParentheses();
    QByteArrayView sql() const { return m_sql; }
    PgLexMode mode() const { return m_mode; }

private:
    PgToken read();
    qsizetype skipBlanks(qsizetype at) const;
    qsizetype endOfString(qsizetype quote, bool escapes) const;
    qsizetype endOfDollar(qsizetype at) const;

    QByteArrayView m_sql;
    PgLexMode m_mode;
    qsizetype m_at = 0;
    qsizetype m_taken = 0;
    PgToken m_next;
};

/// The name a Word or Name token stands for: unquoted ones in small letters (ASCII only), quoted ones without their quotes.
QByteArray pgIdentifier(const PgToken& token);
/// The value of a String token: quotes removed, escapes of E'…' evaluated.
QByteArray pgStringValue(const PgToken& token, PgLexMode mode = {});

inline bool isPgBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
inline bool isPgWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}
/// At "$": length of "$tag$", or 0 when no dollar quote begins here.
qsizetype pgDollarTag(QByteArrayView text);

} // namespace bakferry
