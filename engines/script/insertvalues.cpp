#include "engines/script/insertvalues.h"

#include "engines/script/literalvalue.h"
#include "engines/script/sqlitesplitter.h"

#include <QByteArray>
#include <QString>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <locale.h>
#include <stdlib.h>

namespace bakferry {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// Numbers are read in the C locale whatever the DBA's is.
locale_t cLocale()
{
    static const locale_t locale = newlocale(LC_ALL_MASK, "C", nullptr);
    return locale;
}

class InsertParser
{
public:
    InsertParser(QByteArrayView block, std::size_t from, std::size_t to, std::vector<Literal>& literals)
        : m_data(block.data()), m_block(block), m_at(from), m_end(to), m_literals(literals) { }

    bool parse(std::size_t start, InsertValues& values)
    {
        if (!findValuesWord(start, values))
            return false;
        do {
            int columns = 0;
            if (!parseRow(columns) || (values.rows > 0 && columns != values.columns))
                return false;
            values.columns = columns;
            ++values.rows;
            skipBlanks();
        } while (take(','));
        take(';');
        skipBlanks();
        return m_at == m_end;
    }

    // @returns where the last row that a comma follows ends, comma included; 0 when there is none.
    std::size_t parsePrefix(std::size_t start, InsertValues& values)
    {
        if (!findValuesWord(start, values))
            return 0;
        std::size_t whole = 0;
        for (std::size_t literals = m_literals.size();; literals = m_literals.size()) {
            int columns = 0;
            const bool row = parseRow(columns) && (values.rows == 0 || columns == values.columns);
            skipBlanks();
            if (!row || !take(',')) {
                m_literals.resize(literals);
                return whole;
            }
            values.columns = columns;
            ++values.rows;
            whole = m_at;
        }
    }

private:
    bool atEnd() const { return m_at >= m_end; }
    char current() const { return m_data[m_at]; }
    void skipBlanks()
    {
        while (m_at < m_end && (current() == ' ' || current() == '\n' || current() == '\r' || current() == '\t'))
            ++m_at;
        if (m_at < m_end && (current() == '-' || current() == '/'))
            m_at = qMin(skipSqliteBlanks(m_block.first(m_end), m_at), m_end);
    }
    bool take(char c)
    {
        if (atEnd() || current() != c)
            return false;
        ++m_at;
        return true;
    }
    // A word in any case, followed by a byte that ends it. All words here are letters, so one bit makes them small.
    bool takeWord(const char* upper, std::size_t size)
    {
        if (m_at + size > m_end || (m_at + size < m_end && isWordByte(m_data[m_at + size])))
            return false;
        for (std::size_t i = 0; i < size; ++i) {
            if ((m_data[m_at + i] | 0x20) != (upper[i] | 0x20))
                return false;
        }
        m_at += size;
        return true;
    }

    // The head may hold quoted names; VALUES is the first bare word of that name after the table.
    bool findValuesWord(std::size_t start, InsertValues& values)
    {
        while (!atEnd()) {
            const char c = current();
            if (c == '\'' || c == '"' || c == '`' || c == '[') {
                const char close = c == '[' ? ']' : c;
                const void* hit = std::memchr(m_data + m_at + 1, close, m_end - m_at - 1);
                if (!hit)
                    return false;
                m_at = static_cast<const char*>(hit) - m_data + 1;
            } else if (isWordByte(c)) {
                const std::size_t word = m_at;
                if (takeWord("VALUES", 6)) {
                    values.headLength = word - start;
                    skipBlanks();
                    return true;
                }
                if (takeWord("SELECT", 6) || takeWord("DEFAULT", 7) || takeWord("WITH", 4))
                    return false;
                while (!atEnd() && isWordByte(current()))
                    ++m_at;
            } else if (c == '-' || c == '/') {
                const std::size_t before = m_at;
                skipBlanks();
                if (m_at == before)
                    return false;
            } else {
                ++m_at;
            }
        }
        return false;
    }

    bool parseRow(int& columns)
    {
        skipBlanks();
        if (!take('('))
            return false;
        do {
            skipBlanks();
            if (atEnd() || !parseLiteral())
                return false;
            ++columns;
            skipBlanks();
        } while (take(','));
        return take(')');
    }

    bool parseLiteral()
    {
        const char c = current();
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
    bool pushBytes(Literal::Type type, std::size_t from, std::size_t to)
    {
        Literal literal;
        literal.type = type;
        literal.offset = from;
        literal.length = std::uint32_t(to - from);
        return push(literal);
    }

    // m_at is on the opening quote. @returns the type, m_at one past the closing quote.
    bool skipText(Literal::Type& type)
    {
        type = Literal::Text;
        for (std::size_t from = m_at + 1;;) {
            const void* hit = from < m_end ? std::memchr(m_data + from, '\'', m_end - from) : nullptr;
            if (!hit)
                return false;
            m_at = static_cast<const char*>(hit) - m_data + 1;
            if (atEnd() || current() != '\'')
                return true;
            type = Literal::QuotedText;
            from = m_at + 1;
        }
    }
    bool parseText()
    {
        const std::size_t from = m_at + 1;
        Literal::Type type;
        return skipText(type) && pushBytes(type, from, m_at - 1);
    }

    bool parseHex()
    {
        if (m_at + 1 >= m_end || m_data[m_at + 1] != '\'')
            return false;
        const std::size_t from = m_at + 2;
        m_at = from;
        while (!atEnd() && hexDigitValue(current()) >= 0)
            ++m_at;
        const std::size_t to = m_at;
        return (to - from) % 2 == 0 && take('\'') && pushBytes(Literal::Hex, from, to);
    }

    bool parseNumber()
    {
        const bool negative = current() == '-';
        if (negative || current() == '+')
            ++m_at;
        const std::size_t from = m_at;
        std::uint64_t value = 0;
        while (m_at < m_end && current() == '0')
            ++m_at;
        const std::size_t significant = m_at;
        while (m_at < m_end && isDigit(current()) && m_at - significant < 19)
            value = value * 10 + unsigned(m_data[m_at++] - '0');
        if (m_at < m_end && m_at > from && !isWordByte(current()) && current() != '.') {
            if (value <= std::uint64_t(INT64_MAX) + (negative ? 1 : 0))
                return pushInteger(negative ? std::int64_t(0 - value) : std::int64_t(value));
        }
        return parseReal(from, negative);
    }

    bool parseReal(std::size_t from, bool negative)
    {
        m_at = from;
        bool digits = false;
        const auto skipDigits = [&] {
            while (!atEnd() && isDigit(current())) {
                digits = true;
                ++m_at;
            }
        };
        skipDigits();
        if (take('.'))
            skipDigits();
        if (!digits)
            return false;
        if (!atEnd() && (current() | 0x20) == 'e') {
            ++m_at;
            if (!atEnd() && (current() == '+' || current() == '-'))
                ++m_at;
            digits = false;
            skipDigits();
        }
        if (!digits || (!atEnd() && isWordByte(current()))) // hexadecimal numbers and 1_000 are left to SQLite
            return false;
        double value = 0;
        if (std::from_chars(m_data + from, m_data + m_at, value).ec == std::errc::result_out_of_range) {
            const QByteArray digitsOnly(m_data + from, m_at - from); // 1e999 is how a dump writes infinity
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
        if (!(atEnd() ? false : current() == '\'' ? skipText(type) : skipReplace(depth + 1)))
            return false;
        if (!take(',') || atEnd() || current() != '\'' || !skipText(type) || !take(',') || !takeWord("char", 4) || !take('('))
            return false;
        // Only ASCII: what char() makes of the rest (surrogates, too large, no number at all) is SQLite's to say.
        const std::size_t digits = m_at;
        int character = 0;
        while (!atEnd() && isDigit(current()) && m_at - digits < 4)
            character = character * 10 + (m_data[m_at++] - '0');
        return m_at > digits && character < 0x80 && take(')') && take(')');
    }
    bool parseCall()
    {
        const std::size_t from = m_at;
        Literal::Type type;
        if ((current() | 0x20) == 'r')
            return skipReplace(0) && pushBytes(Literal::Call, from, m_at);
        if (!takeWord("unistr", 6) || !take('(') || atEnd() || current() != '\'')
            return false;
        const std::size_t text = m_at + 1;
        return skipText(type) && hasWholeEscapes(m_block.first(qsizetype(m_at)).sliced(qsizetype(text))) && take(')')
            && pushBytes(Literal::Call, from, m_at);
    }

    const char* m_data;
    QByteArrayView m_block;
    std::size_t m_at;
    std::size_t m_end;
    std::vector<Literal>& m_literals;
};

} // namespace

bool parseSqliteInsert(QByteArrayView block, std::size_t offset, std::size_t length, std::vector<Literal>& literals, InsertValues& values)
{
    const std::size_t before = literals.size();
    values = {};
    values.firstLiteral = before;
    if (length < UINT32_MAX && InsertParser(block, offset, offset + length, literals).parse(offset, values))
        return true;
    literals.resize(before);
    values = {};
    return false;
}

std::size_t parseSqliteInsertPrefix(QByteArrayView block, std::size_t offset, std::vector<Literal>& literals, InsertValues& values)
{
    values = {};
    if (sqliteStatementKind(block.sliced(qsizetype(offset))) != StatementKind::Insert)
        return 0;
    values.firstLiteral = literals.size();
    const std::size_t whole = InsertParser(block, offset, std::size_t(block.size()), literals).parsePrefix(offset, values);
    if (whole == 0)
        values = {};
    return whole == 0 ? 0 : whole - offset;
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
