#include "engines/postgresql/load/pgwords.h"

#include <algorithm>

namespace bakferry {

namespace {

bool isWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWordPart(char c) { return isWordStart(c) || isDigit(c) || c == '$'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

// One past the closing quote; the end of the text where there is none.
qsizetype quoteEnd(QByteArrayView sql, qsizetype at, char quote, bool backslashes)
{
    for (++at; at < sql.size(); ++at) {
        if (backslashes && sql[at] == '\\') {
            ++at;
        } else if (sql[at] == quote) {
            if (at + 1 >= sql.size() || sql[at + 1] != quote)
                return at + 1;
            ++at;
        }
    }
    return sql.size();
}

qsizetype commentEnd(QByteArrayView sql, qsizetype at)
{
    int depth = 0; // block comments nest
    for (; at + 1 < sql.size(); ++at) {
        if (sql[at] == '/' && sql[at + 1] == '*') {
            ++depth;
            ++at;
        } else if (sql[at] == '*' && sql[at + 1] == '/') {
            ++at;
            if (--depth == 0)
                return at + 1;
        }
    }
    return sql.size();
}

// The length of `$tag$` at `at`; 0 when there is none.
qsizetype dollarTag(QByteArrayView sql, qsizetype at)
{
    qsizetype end = at + 1;
    while (end < sql.size() && isWordPart(sql[end]) && sql[end] != '$')
        ++end;
    return end < sql.size() && sql[end] == '$' && (end == at + 1 || !isDigit(sql[at + 1])) ? end + 1 - at : 0;
}

qsizetype blanksEnd(QByteArrayView sql, qsizetype at)
{
    for (;;) {
        while (at < sql.size() && isBlank(sql[at]))
            ++at;
        if (sql.sliced(at).startsWith("--")) {
            const qsizetype line = sql.indexOf('\n', at);
            at = line < 0 ? sql.size() : line + 1;
        } else if (sql.sliced(at).startsWith("/*")) {
            at = commentEnd(sql, at);
        } else {
            return at;
        }
    }
}

PgWord wordAt(QByteArrayView sql, qsizetype at)
{
    const auto make = [&](PgWord::Kind kind, qsizetype end) { return PgWord{kind, sql.sliced(at, end - at), at}; };
    const char c = sql[at], next = at + 1 < sql.size() ? sql[at + 1] : '\0';
    if (c == '"')
        return make(PgWord::Kind::QuotedName, quoteEnd(sql, at, '"', false));
    if (c == '\'')
        return make(PgWord::Kind::Literal, quoteEnd(sql, at, '\'', false));
    if ((c == 'E' || c == 'e') && next == '\'')
        return make(PgWord::Kind::Literal, quoteEnd(sql, at + 1, '\'', true));
    if (c == '$') {
        if (const qsizetype tag = dollarTag(sql, at)) {
            const qsizetype end = sql.indexOf(sql.sliced(at, tag), at + tag);
            return make(PgWord::Kind::Literal, end < 0 ? sql.size() : end + tag);
        }
    }
    if (isWordStart(c) || isDigit(c)) {
        qsizetype end = at + 1;
        while (end < sql.size() && isWordPart(sql[end]))
            ++end;
        return make(PgWord::Kind::Word, end);
    }
    return make(PgWord::Kind::Sign, at + 1);
}

} // namespace

bool PgWord::is(QByteArrayView keyword) const
{
    return kind == (isWordStart(keyword.front()) ? Kind::Word : Kind::Sign) && text.compare(keyword, Qt::CaseInsensitive) == 0;
}

QByteArray PgWord::name() const
{
    if (kind != Kind::QuotedName)
        return text.toByteArray().toLower();
    return text.sliced(1, qMax<qsizetype>(0, text.size() - 2)).toByteArray().replace("\"\"", "\"");
}

std::vector<PgWord> pgWordsOf(QByteArrayView sql, std::size_t most)
{
    std::vector<PgWord> words;
    for (qsizetype at = blanksEnd(sql, 0); at < sql.size() && words.size() < most; at = blanksEnd(sql, words.back().end()))
        words.push_back(wordAt(sql, at));
    return words;
}

QByteArrayList pgStatementsOf(const QByteArray& sql)
{
    QByteArrayList statements;
    int bodies = 0; // open BEGIN ATOMIC and CASE
    qsizetype from = -1;
    const std::vector<PgWord> words = pgWordsOf(sql);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const PgWord& word = words[i];
        if (from < 0)
            from = word.offset;
        if ((word.is("ATOMIC") && i > 0 && words[i - 1].is("BEGIN")) || (bodies > 0 && word.is("CASE")))
            ++bodies;
        else if (bodies > 0 && word.is("END"))
            --bodies;
        if (!word.is(";") || bodies > 0)
            continue;
        if (word.offset > from)
            statements += sql.sliced(from, word.offset - from);
        from = -1;
    }
    if (from >= 0)
        statements += sql.sliced(from);
    return statements;
}

PgNameAt pgNameAt(QByteArrayView sql, const std::vector<PgWord>& words, std::size_t at)
{
    PgNameAt found;
    if (at >= words.size() || !words[at].isName())
        return found;
    std::size_t last = at;
    while (last + 2 < words.size() && words[last + 1].is(".") && words[last + 2].isName())
        last += 2;
    found.name = words[last].name();
    if (last > at)
        found.schema = words[last - 2].name();
    found.text = sql.sliced(words[at].offset, words[last].end() - words[at].offset).toByteArray();
    found.next = last + 1;
    return found;
}

} // namespace bakferry
