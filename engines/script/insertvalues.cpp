#include "engines/script/insertvalues.h"

#include "engines/script/literalvalue.h"
#include "engines/script/sqlitesplitter.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <charconv>
#include <cstring>
#include <locale.h>
#include <stdlib.h>

namespace bakferry {

namespace {

// What a byte may be part of or begin, outside of literals.
enum : unsigned char { Blank = 1, Comment = 2, Digit = 4, Word = 8, HexDigit = 16 };

constexpr std::array<unsigned char, 256> makeByteKinds()
{
    std::array<unsigned char, 256> kinds{};
    for (unsigned char c : {' ', '\t', '\n', '\r', '\f'})
        kinds[c] = Blank;
    kinds['-'] = kinds['/'] = Comment;
    for (int c = '0'; c <= '9'; ++c)
        kinds[std::size_t(c)] = Digit | Word | HexDigit;
    for (int c = 'a'; c <= 'z'; ++c)
        kinds[std::size_t(c)] = kinds[std::size_t(c - 'a' + 'A')] = c <= 'f' ? Word | HexDigit : Word;
    kinds['_'] = kinds['$'] = Word;
    for (int c = 0x80; c < 256; ++c)
        kinds[std::size_t(c)] |= Word;
    return kinds;
}
constexpr auto byteKinds = makeByteKinds();

bool is(char c, int kinds) { return byteKinds[static_cast<unsigned char>(c)] & kinds; }
bool isDigit(char c) { return is(c, Digit); }
bool isWordByte(char c) { return is(c, Word); }

// Numbers are read in the C locale whatever the DBA's is.
locale_t cLocale()
{
    static const locale_t locale = newlocale(LC_ALL_MASK, "C", nullptr);
    return locale;
}

// Reads from m_at on and leaves it behind what was read. What it returns false for has no meaning here, and m_at none either.
class InsertParser
{
public:
    InsertParser(QByteArrayView block, std::size_t from, std::size_t to, std::vector<Literal>& literals)
        : m_block(block.data()), m_at(m_block + from), m_end(m_block + to), m_literals(literals) { }

    bool atEnd() const { return m_at >= m_end; }
    std::size_t at() const { return std::size_t(m_at - m_block); }
    void skip(std::size_t bytes) { m_at += bytes; }
    bool take(char c)
    {
        if (atEnd() || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    void skipBlanks()
    {
        while (m_at < m_end && is(*m_at, Blank | Comment)) {
            const char* const before = m_at;
            if (is(*m_at, Blank))
                ++m_at;
            else
                m_at = qMin(m_block + skipSqliteBlanks({m_block, m_end - m_block}, at()), m_end);
            if (m_at == before)
                return; // a minus or a slash that begins no comment
        }
    }

    // The head may hold quoted names; VALUES is the first bare word of that name after the table.
    bool findValuesWord()
    {
        while (!atEnd()) {
            const char c = *m_at;
            if (c == '\'' || c == '"' || c == '`' || c == '[') {
                const void* hit = std::memchr(m_at + 1, c == '[' ? ']' : c, std::size_t(m_end - m_at - 1));
                if (!hit)
                    return false;
                m_at = static_cast<const char*>(hit) + 1;
            } else if (isWordByte(c)) {
                if (isWord("VALUES", 6))
                    return true;
                if (isWord("SELECT", 6) || isWord("DEFAULT", 7) || isWord("WITH", 4))
                    return false;
                while (!atEnd() && isWordByte(*m_at))
                    ++m_at;
            } else if (is(c, Comment)) {
                const char* const before = m_at;
                skipBlanks();
                if (m_at == before)
                    return false;
            } else {
                ++m_at;
            }
        }
        return false;
    }
    bool takeValuesWord()
    {
        if (!takeWord("VALUES", 6))
            return false;
        skipBlanks();
        return true;
    }

    // Rows with commas between them. m_at is on the first one's parenthesis.
    bool parseRows(InsertValues& values)
    {
        do {
            if (!parseRow(values))
                return false;
            skipBlanks();
        } while (take(',') && (skipBlanks(), true));
        return true;
    }
    // Rows that a comma follows, as many as are whole. @returns one past the last such comma; 0 when there is none.
    std::size_t parseRowsBeforeCommas(InsertValues& values)
    {
        std::size_t whole = 0;
        for (;;) {
            const std::size_t literals = m_literals.size();
            InsertValues one = values;
            skipBlanks();
            const bool row = parseRow(one);
            if (row)
                skipBlanks();
            if (!row || !take(',')) {
                m_literals.resize(literals);
                return whole;
            }
            values = one;
            whole = at();
        }
    }

private:
    // A word in any case, followed by a byte that ends it. All words here are letters, so one bit makes them small.
    bool isWord(const char* upper, std::size_t size) const
    {
        if (m_at + size > m_end || (m_at + size < m_end && isWordByte(m_at[size])))
            return false;
        for (std::size_t i = 0; i < size; ++i) {
            if ((m_at[i] | 0x20) != (upper[i] | 0x20))
                return false;
        }
        return true;
    }
    bool takeWord(const char* upper, std::size_t size)
    {
        if (!isWord(upper, size))
            return false;
        m_at += size;
        return true;
    }

    bool parseRow(InsertValues& values)
    {
        if (!take('('))
            return false;
        int columns = 0;
        do {
            skipBlanks();
            if (atEnd() || !parseLiteral())
                return false;
            ++columns;
            skipBlanks();
        } while (take(','));
        if (!take(')') || (values.rows > 0 && columns != values.columns))
            return false;
        values.columns = columns;
        ++values.rows;
        return true;
    }

    bool parseLiteral()
    {
        const char c = *m_at;
        if (c == '\'')
            return parseText();
        if (isDigit(c) || c == '-' || c == '+' || c == '.')
            return parseNumber();
        switch (c | 0x20) {
        case 'n': return takeWord("NULL", 4) && push({});
        case 't': return takeWord("TRUE", 4) && pushInteger(1);
        case 'f': return takeWord("FALSE", 5) && pushInteger(0);
        case 'x': return parseHex();
        case 'r':
        case 'u': return parseCall();
        default: return false;
        }
    }

    bool push(Literal literal)
    {
        m_literals.push_back(literal);
        return true;
    }
    bool pushInteger(std::int64_t value)
    {
        Literal literal;
        literal.type = Literal::Integer;
        literal.integer = value;
        return push(literal);
    }
    bool pushBytes(Literal::Type type, const char* from, const char* to)
    {
        Literal literal;
        literal.type = type;
        literal.offset = std::uint64_t(from - m_block);
        literal.length = std::uint32_t(to - from);
        return to - from <= std::ptrdiff_t(UINT32_MAX) && push(literal);
    }

    // m_at is on the opening quote. @returns the type, m_at one past the closing quote.
    bool skipText(Literal::Type& type)
    {
        type = Literal::Text;
        for (const char* from = m_at + 1;;) {
            const void* hit = from < m_end ? std::memchr(from, '\'', std::size_t(m_end - from)) : nullptr;
            if (!hit)
                return false;
            m_at = static_cast<const char*>(hit) + 1;
            if (atEnd() || *m_at != '\'')
                return true;
            type = Literal::QuotedText;
            from = m_at + 1;
        }
    }
    bool parseText()
    {
        const char* const from = m_at + 1;
        Literal::Type type;
        return skipText(type) && pushBytes(type, from, m_at - 1);
    }

    bool parseHex()
    {
        ++m_at;
        if (!take('\''))
            return false;
        const char* const from = m_at;
        while (!atEnd() && is(*m_at, HexDigit))
            ++m_at;
        const char* const to = m_at;
        return (to - from) % 2 == 0 && take('\'') && pushBytes(Literal::Hex, from, to);
    }

    bool parseNumber()
    {
        const bool negative = *m_at == '-';
        const char* const from = m_at + (negative || *m_at == '+' ? 1 : 0);
        const char* at = from;
        while (at < m_end && *at == '0')
            ++at;
        const char* const significant = at;
        std::uint64_t value = 0;
        while (at < m_end && isDigit(*at) && at - significant < 19)
            value = value * 10 + unsigned(*at++ - '0');
        if (at < m_end && at > from && !isWordByte(*at) && *at != '.' && value <= std::uint64_t(INT64_MAX) + (negative ? 1 : 0)) {
            m_at = at;
            return pushInteger(negative ? std::int64_t(0 - value) : std::int64_t(value));
        }
        m_at = from;
        return parseReal(negative);
    }

    bool skipDigits()
    {
        const char* const from = m_at;
        while (!atEnd() && isDigit(*m_at))
            ++m_at;
        return m_at > from;
    }
    bool parseReal(bool negative)
    {
        const char* const from = m_at;
        bool digits = skipDigits();
        if (take('.'))
            digits = skipDigits() || digits;
        if (!digits)
            return false;
        if (!atEnd() && (*m_at | 0x20) == 'e') {
            ++m_at;
            if (!atEnd() && (*m_at == '+' || *m_at == '-'))
                ++m_at;
            if (!skipDigits())
                return false;
        }
        if (!atEnd() && isWordByte(*m_at)) // hexadecimal numbers and 1_000 are left to SQLite
            return false;
        double value = 0;
        if (std::from_chars(from, m_at, value).ec == std::errc::result_out_of_range) {
            const QByteArray digitsOnly(from, m_at - from); // 1e999 is how a dump writes infinity
            value = strtod_l(digitsOnly.constData(), nullptr, cLocale());
        }
        Literal literal;
        literal.type = Literal::Real;
        literal.real = negative ? -value : value;
        return push(literal);
    }

    // replace(replace('…','\r',char(13)),'\n',char(10)) and unistr('…'): the two ways .dump writes control characters.
    bool skipReplace(int depth)
    {
        if (depth > 4 || !takeWord("replace", 7) || !take('('))
            return false;
        Literal::Type type;
        if (!(atEnd() ? false : *m_at == '\'' ? skipText(type) : skipReplace(depth + 1)))
            return false;
        if (!take(',') || atEnd() || *m_at != '\'' || !skipText(type) || !take(',') || !takeWord("char", 4) || !take('('))
            return false;
        // Only ASCII: what char() makes of the rest (surrogates, too large, no number at all) is SQLite's to say.
        const char* const digits = m_at;
        int character = 0;
        while (!atEnd() && isDigit(*m_at) && m_at - digits < 4)
            character = character * 10 + (*m_at++ - '0');
        return m_at > digits && character < 0x80 && take(')') && take(')');
    }
    bool parseCall()
    {
        const char* const from = m_at;
        Literal::Type type;
        if ((*m_at | 0x20) == 'r')
            return skipReplace(0) && pushBytes(Literal::Call, from, m_at);
        if (!takeWord("unistr", 6) || !take('(') || atEnd() || *m_at != '\'')
            return false;
        const char* const text = m_at + 1;
        return skipText(type) && hasWholeEscapes({text, m_at - text}) && take(')') && pushBytes(Literal::Call, from, m_at);
    }

    const char* const m_block;
    const char* m_at;
    const char* const m_end;
    std::vector<Literal>& m_literals;
};

} // namespace

std::size_t SqliteInsertReader::findRows(QByteArrayView block, std::size_t offset, std::size_t end, InsertValues& values)
{
    const QByteArrayView text = block.first(qsizetype(end)).sliced(qsizetype(offset));
    values.headLength = m_headLength;
    if (!m_head.isEmpty() && text.startsWith(m_head))
        return offset + std::size_t(m_head.size()) - 1;
    std::vector<Literal> none;
    InsertParser parser(block, offset, end, none);
    if (!parser.findValuesWord())
        return 0;
    values.headLength = parser.at() - offset;
    if (!parser.takeValuesWord() || !parser.take('('))
        return 0;
    m_headLength = values.headLength;
    m_head = text.first(qsizetype(parser.at() - offset)).toByteArray();
    return parser.at() - 1;
}

std::size_t SqliteInsertReader::read(QByteArrayView block, std::size_t offset, std::vector<Literal>& literals, InsertValues& values)
{
    const std::size_t before = literals.size(), size = std::size_t(block.size());
    values = {};
    if (const std::size_t rows = findRows(block, offset, size, values)) {
        values.firstLiteral = before;
        InsertParser parser(block, rows, size, literals);
        if (parser.parseRows(values) && parser.take(';'))
            return parser.at() - offset;
    }
    literals.resize(before);
    values = {};
    return 0;
}

std::size_t SqliteInsertReader::readPrefix(QByteArrayView block, std::size_t offset, std::vector<Literal>& literals, InsertValues& values)
{
    const std::size_t size = std::size_t(block.size());
    values = {};
    if (const std::size_t rows = findRows(block, offset, size, values)) {
        values.firstLiteral = literals.size();
        if (const std::size_t whole = InsertParser(block, rows, size, literals).parseRowsBeforeCommas(values))
            return whole - offset;
    }
    values = {};
    return 0;
}

QByteArray insertTable(QByteArrayView head)
{
    // The last name before the column list: INSERT OR IGNORE INTO main."t"(…).
    QByteArray name;
    for (std::size_t at = skipSqliteBlanks(head, 0); at < std::size_t(head.size());) {
        const char c = head[at];
        if (c == '(')
            break;
        if (c == '"' || c == '`' || c == '\'' || c == '[') {
            name.clear();
            const char close = c == '[' ? ']' : c;
            for (++at; at < std::size_t(head.size()); ++at) {
                if (head[at] == close && (c == '[' || at + 1 >= std::size_t(head.size()) || head[at + 1] != close))
                    break;
                at += head[at] == close ? 1 : 0;
                name.append(head[at]);
            }
            ++at;
        } else if (isWordByte(c)) {
            const std::size_t start = at;
            while (at < std::size_t(head.size()) && isWordByte(head[at]))
                ++at;
            const QByteArrayView word = head.sliced(qsizetype(start), qsizetype(at - start));
            for (const char* end : {"VALUES", "SELECT", "DEFAULT", "WITH", "AS"}) {
                if (word.compare(end, Qt::CaseInsensitive) == 0)
                    return name;
            }
            name = word.toByteArray();
        } else {
            at = c == '-' || c == '/' ? qMax(skipSqliteBlanks(head, at), at + 1) : at + 1;
        }
    }
    return name;
}

} // namespace bakferry
