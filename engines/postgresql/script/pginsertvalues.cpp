#include "engines/postgresql/script/pginserts.h"

#include <array>

// The values of an INSERT as COPY's text format has them.

namespace bakferry {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// What COPY's text format writes with a backslash, and the quote that ends a literal.
constexpr std::array<bool, 256> makeSpecial()
{
    std::array<bool, 256> special{};
    for (unsigned char c : {'\'', '\\', '\t', '\n', '\r', '\b', '\f', '\v', '\0'})
        special[c] = true;
    return special;
}
constexpr auto isSpecial = makeSpecial();

void appendEscaped(QByteArray& out, char c)
{
    out += '\\';
    out += c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c == '\b' ? 'b' : c == '\f' ? 'f' : c == '\v' ? 'v' : c;
}

} // namespace

PgInsertReader::Parse PgInsertReader::parseValue(QByteArray& row)
{
    if (!skipBlanks() || isOut())
        return out();
    const char c = current();
    if (c == '\'') {
        const Parse parsed = m_mode.standardStrings && m_mode.encoding == PgEncoding::Plain ? parseString(row) : parseEscapes(row, false);
        return parsed == Parse::Fits ? skipCast() : parsed;
    }
    if (isDigit(c) || c == '-' || c == '+' || c == '.')
        return parseNumber(row);
    if (m_buffer.size() - m_at < 8 && !m_atEnd)
        return Parse::Incomplete;
    const bool isPrefix = m_buffer.size() - m_at > 1 && m_buffer[m_at + 1] == '\'';
    if (isPrefix && (c | 0x20) == 'e') {
        const Parse parsed = parseEscapes(row, true);
        return parsed == Parse::Fits ? skipCast() : parsed;
    }
    return isPrefix ? parseBits(row) : parseWord(row);
}

// '…' without escapes: by far the most frequent value.
PgInsertReader::Parse PgInsertReader::parseString(QByteArray& row)
{
    const char* const data = m_buffer.constData();
    const qsizetype end = m_buffer.size();
    for (qsizetype from = m_at + 1;;) {
        qsizetype at = from;
        while (at < end && !isSpecial[static_cast<unsigned char>(data[at])])
            ++at;
        row.append(data + from, at - from);
        if (at == end)
            return out();
        const char c = data[at];
        if (c == '\0')
            return Parse::Unfit; // the server says it best
        if (c != '\'') {
            appendEscaped(row, c);
        } else if (at + 1 == end && !m_atEnd) {
            return Parse::Incomplete;
        } else if (at + 1 == end || data[at + 1] != '\'') {
            m_at = at + 1;
            return Parse::Fits;
        } else {
            row += '\'';
            ++at;
        }
        from = at + 1;
    }
}

// E'…', or any string where backslashes or the client's encoding need care.
PgInsertReader::Parse PgInsertReader::parseEscapes(QByteArray& row, bool hasPrefix)
{
    const bool escapes = hasPrefix || !m_mode.standardStrings;
    qsizetype end = m_at + (hasPrefix ? 2 : 1);
    for (;; ++end) {
        if (end + 1 >= m_buffer.size())
            return out();
        const char c = m_buffer[end];
        if (c == '\'' && m_buffer[end + 1] != '\'')
            break;
        if (escapes && c == '\\' && (m_buffer[end + 1] | 0x20) == 'u')
            return Parse::Unfit; // a character whose bytes depend on the server's encoding
        if (c == '\'' || (escapes && c == '\\'))
            ++end;
        else if (m_mode.encoding != PgEncoding::Plain)
            end += qsizetype(pgCharacterBytes(m_mode.encoding, QByteArrayView(m_buffer).sliced(end))) - 1;
    }
    PgToken token{PgToken::String, QByteArrayView(m_buffer).sliced(m_at, end + 1 - m_at), 0};
    const QByteArray value = pgStringValue(token, m_mode);
    m_at = end + 1;
    for (qsizetype at = 0; at < value.size();) {
        const char c = value[at];
        const qsizetype bytes = qMin<qsizetype>(qsizetype(pgCharacterBytes(m_mode.encoding, QByteArrayView(value).sliced(at))), value.size() - at);
        if (c == '\0')
            return Parse::Unfit;
        if (bytes == 1 && c != '\'' && isSpecial[static_cast<unsigned char>(c)])
            appendEscaped(row, c);
        else
            row.append(value.constData() + at, bytes);
        at += bytes;
    }
    // The literal may go on in the next line.
    return skipBlanks() && !isOut() ? (current() == '\'' ? Parse::Unfit : Parse::Fits) : out();
}

// '…'::type keeps its text when the column is of that type, which is certain only of what pg_dump wrote.
PgInsertReader::Parse PgInsertReader::skipCast()
{
    if (!skipBlanks() || isOut() || (m_buffer.size() - m_at < 2 && !m_atEnd))
        return out();
    if (current() != ':')
        return current() == '\'' ? Parse::Unfit : Parse::Fits; // a literal that goes on in the next line
    if (!m_fromPgDump || !rest().startsWith("::"))
        return Parse::Unfit;
    qsizetype end = m_at + 2;
    while (end < m_buffer.size() && m_buffer[end] != ',' && m_buffer[end] != ')') {
        const char c = m_buffer[end];
        if (!isPgWordByte(c) && c != ' ' && c != '.' && c != '"' && c != '[' && c != ']')
            return Parse::Unfit;
        ++end;
    }
    if (end == m_buffer.size())
        return out();
    m_at = end;
    return Parse::Fits;
}

PgInsertReader::Parse PgInsertReader::parseNumber(QByteArray& row)
{
    qsizetype end = m_at;
    bool isWhole = true;
    for (; end < m_buffer.size(); ++end) {
        const char c = m_buffer[end];
        const bool sign = (c == '-' || c == '+') && (end == m_at || (m_buffer[end - 1] | 0x20) == 'e');
        if (!isDigit(c) && !sign && c != '.' && (c | 0x20) != 'e')
            break;
        isWhole = isWhole && (isDigit(c) || (c == '-' && end == m_at));
    }
    if (end == m_buffer.size())
        return out();
    const char last = m_buffer[end - 1], behind = m_buffer[end];
    const qsizetype digits = m_at + (current() == '-' ? 1 : 0);
    const bool hasLeadingZero = end - digits > 1 && m_buffer[digits] == '0'; // would come out otherwise in a text column
    if ((!isDigit(last) && last != '.') || isPgWordByte(behind) || !(isPgBlank(behind) || behind == ',' || behind == ')' || behind == '/')
        || (!m_fromPgDump && (!isWhole || hasLeadingZero)))
        return Parse::Unfit;
    row.append(m_buffer.constData() + m_at, end - m_at);
    m_at = end;
    return Parse::Fits;
}

PgInsertReader::Parse PgInsertReader::parseWord(QByteArray& row)
{
    qsizetype end = m_at;
    while (end < m_buffer.size() && end - m_at < 8 && isPgWordByte(m_buffer[end]))
        ++end;
    const QByteArrayView word = QByteArrayView(m_buffer).sliced(m_at, end - m_at);
    const auto is = [&](const char* upper) { return isPgKeyword(word, upper); };
    if (is("NULL"))
        row += "\\N";
    else if (is("TRUE"))
        row += "true";
    else if (is("FALSE"))
        row += "false";
    else
        return Parse::Unfit;
    m_at = end;
    return Parse::Fits;
}

// B'0101' and X'1f' as the bit types read them.
PgInsertReader::Parse PgInsertReader::parseBits(QByteArray& row)
{
    const char prefix = char(current() | 0x20);
    const qsizetype end = m_buffer.indexOf('\'', m_at + 2);
    if (end < 0 || (end + 1 == m_buffer.size() && !m_atEnd))
        return out();
    if (prefix != 'b' && prefix != 'x')
        return Parse::Unfit;
    row.append(prefix == 'x' ? "X" : "");
    row.append(m_buffer.constData() + m_at + 2, end - m_at - 2);
    m_at = end + 1;
    return skipCast();
}

} // namespace bakferry
