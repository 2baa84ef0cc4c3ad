#include "engines/postgresql/load/pgwords.h"

#include <algorithm>

namespace bakferry {

namespace {

PgWord::Kind kindOf(const PgToken& token)
{
    switch (token.type) {
    case PgToken::Word:
    case PgToken::Number: return PgWord::Kind::Word;
    case PgToken::Name: return PgWord::Kind::QuotedName;
    case PgToken::String:
    case PgToken::Bits: return PgWord::Kind::Literal;
    default: return PgWord::Kind::Sign;
    }
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

} // namespace

bool PgWord::is(QByteArrayView keyword) const
{
    return kind == (isLetter(keyword.front()) ? Kind::Word : Kind::Sign) && text.compare(keyword, Qt::CaseInsensitive) == 0;
}

QByteArray PgWord::name() const { return pgIdentifier({kind == Kind::QuotedName ? PgToken::Name : PgToken::Word, text, offset}); }

std::vector<PgWord> pgWordsOf(QByteArrayView sql, std::size_t most, PgLexMode mode)
{
    std::vector<PgWord> words;
    for (PgTokens tokens(sql, mode); words.size() < most && !tokens.peek().isEnd();) {
        const PgToken token = tokens.take();
        words.push_back({kindOf(token), token.text, token.offset});
    }
    return words;
}

std::vector<PgWord> pgDefinitionWords(QByteArrayView definition, std::size_t most)
{
    std::vector<PgWord> words = pgWordsOf(definition, most);
    const auto isSetting = [&] { return words.size() > 3 && words[0].is("SELECT") && words[3].is("SET_CONFIG"); };
    while (isSetting()) {
        const auto end = std::ranges::find_if(words, [](const PgWord& word) { return word.is(";"); });
        words.erase(words.begin(), end == words.end() ? end : end + 1);
    }
    return words;
}

QByteArrayList pgStatementsOf(const QByteArray& sql, PgLexMode mode)
{
    QByteArrayList statements;
    int bodies = 0; // open BEGIN ATOMIC and CASE
    qsizetype from = -1;
    const std::vector<PgWord> words = pgWordsOf(sql, std::size_t(-1), mode);
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

PgLexMode pgLexModeOf(const PgDatabase& database)
{
    PgLexMode mode;
    for (const QByteArray& setting : database.settings) {
        if (setting.startsWith("standard_conforming_strings="))
            mode.standardStrings = !setting.endsWith("=off");
        else if (setting.startsWith("client_encoding="))
            mode.encoding = pgEncodingOf(setting.sliced(qstrlen("client_encoding=")));
    }
    return mode;
}

} // namespace bakferry
