#include "engines/mariadb/script/mytuples.h"

#include "engines/script/literalvalue.h"

#include <algorithm>

// Literals that are no plain texts: numbers, bytes, words and texts with an introducer.

namespace bakferry {

using Parse = MyTupleReader::Parse;

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
bool isUtf8(QByteArrayView charset) { return charset.startsWith("utf8"); }
bool isSameCharset(QByteArrayView a, QByteArrayView b)
{
    const auto plain = [](QByteArrayView name) { return name == "utf8" ? QByteArrayView("utf8mb3") : name; };
    return plain(a) == plain(b) || (isUtf8(a) && b == "utf8mb4");
}

} // namespace

// NULL, N'…' and _charset'…'.
Parse MyTupleReader::introduced(const char*& at, const char* end, MyColumnKind kind)
{
    const char* p = at;
    while (p < end && isMyWordByte(*p))
        ++p;
    if (p == end)
        return Parse::Incomplete;
    const QByteArrayView name(at, p - at);
    if (isMyKeyword(name, "NULL")) {
        if (name != "NULL")
            replace(at, p, "NULL");
        at = p;
        return Parse::Fits;
    }
    const bool isNational = name.size() == 1 && name[0] != '_';
    if ((!isNational && name[0] != '_') || (isNational && *p != '\''))
        return Parse::Unfit;
    const char* const from = at;
    if (const Parse parse = skipGap(p, end); parse != Parse::Fits)
        return parse;
    if (*p == 'x' || *p == 'X' || *p == '0' || (*p != '\'' && (*p != '"' || m_mode.ansiQuotes)))
        return Parse::Unfit;
    const QByteArray charset = isNational ? QByteArray("utf8mb3") : name.sliced(1).toByteArray().toLower();
    replace(from, p, {});
    at = p;
    const char* const literal = p;
    if (const Parse parse = value(at, end, kind); parse != Parse::Fits)
        return parse;
    const QByteArrayView bytes(literal, at - literal);
    if (kind == MyColumnKind::Generated)
        return Parse::Fits;
    if (m_isBinaryCharset && kind == MyColumnKind::Text)
        return Parse::Unfit; // there a text without an introducer is bytes
    if (charset == "binary")
        return holdsBytes(kind) ? Parse::Fits : Parse::Unfit; // bytes in a text column are taken as they are, whatever its set
    const bool isFourByte = isNational && std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xf0; });
    const bool changesNothing = isAscii(bytes) ? isAsciiInMyCharset(charset) : isSameCharset(charset, m_charset) && !isFourByte;
    return changesNothing ? Parse::Fits : Parse::Unfit;
}

// A number where it stores the same as its text.
Parse MyTupleReader::number(const char*& at, const char* end, MyColumnKind kind)
{
    constexpr qsizetype longest = 60; // DECIMAL holds 65 digits
    const char* p = at;
    const bool isNegative = *p == '-';
    p += isNegative ? 1 : 0;
    const char* const digits = p;
    const auto skipDigits = [&] {
        const char* const from = p;
        while (p < end && isDigit(*p))
            ++p;
        return p > from;
    };
    bool isGood = skipDigits();
    const qsizetype wholeDigits = p - digits;
    const bool hasPoint = p < end && *p == '.';
    p += hasPoint ? 1 : 0;
    isGood = isGood && (!hasPoint || skipDigits());
    const QByteArrayView mantissa(digits, p - digits);
    const bool hasExponent = p < end && (*p == 'e' || *p == 'E');
    if (hasExponent) {
        ++p;
        p += p < end && (*p == '-' || *p == '+') ? 1 : 0;
        isGood = skipDigits() && isGood;
    }
    if (p == end)
        return Parse::Incomplete;
    if (!isGood || isMyWordByte(*p) || *p == '.' || p - at > longest)
        return Parse::Unfit;
    const bool isZero = *digits == '0' && std::all_of(mantissa.begin(), mantissa.end(), [](char c) { return c == '0' || c == '.'; });
    const bool isWhole = !hasPoint && !hasExponent;
    bool fits = false;
    switch (kind) {
    case MyColumnKind::Integer: fits = isWhole && wholeDigits <= 20; break;
    case MyColumnKind::Decimal: fits = !hasExponent; break;
    case MyColumnKind::Float:
        fits = !(isZero && isNegative && hasExponent);
        if (fits && isZero && isNegative) // as a literal it has no sign
            replace(at, digits, {});
        break;
    case MyColumnKind::Year: fits = isWhole && !isNegative && wholeDigits == 4; break;
    case MyColumnKind::Time: fits = isWhole && !isNegative && wholeDigits == 14; break;
    case MyColumnKind::Text:
    case MyColumnKind::Binary: // bytes of ASCII are no text of UCS-2
        fits = !hasExponent && (*digits != '0' || wholeDigits == 1) && !(isZero && isNegative) && (!m_isBinaryCharset || kind == MyColumnKind::Binary);
        break;
    case MyColumnKind::Bit:
        fits = isWhole && !isNegative && wholeDigits <= 18;
        if (fits) {
            quint64 value = mantissa.toByteArray().toULongLong();
            QByteArray bytes;
            for (; value != 0 || bytes.isEmpty(); value >>= 8)
                bytes.prepend(char(value & 0xff));
            flush(at);
            appendText(bytes);
            m_from = p;
        }
        break;
    case MyColumnKind::Generated: fits = true; break;
    case MyColumnKind::Choice:
    case MyColumnKind::Unknown: break;
    }
    at = p;
    return fits ? Parse::Fits : Parse::Unfit;
}

// x'…', 0x…, b'…', 0b…: bytes where bytes are wanted.
Parse MyTupleReader::bytesLiteral(const char*& at, const char* end, MyColumnKind kind)
{
    if (end - at < 2)
        return Parse::Incomplete;
    const bool isQuoted = *at != '0', isHex = (*(isQuoted ? at : at + 1) | 0x20) == 'x';
    if (isQuoted && at[1] != '\'')
        return Parse::Unfit;
    const char* p = at + 2;
    while (p < end && (isHex ? hexDigitValue(*p) >= 0 : *p == '0' || *p == '1'))
        ++p;
    const char* const digitsEnd = p;
    if (isQuoted && p < end && *p != '\'')
        return Parse::Unfit;
    p += isQuoted ? 1 : 0;
    if (p >= end)
        return Parse::Incomplete;
    const qsizetype digits = digitsEnd - (at + 2);
    if ((!isQuoted && (digits == 0 || isMyWordByte(*p))) || (isQuoted && isHex && digits % 2 != 0))
        return Parse::Unfit;
    if (!holdsBytes(kind))
        return Parse::Unfit;
    if (isHex && digits % 2 == 0 && m_mode.encoding == MyEncoding::Plain) {
        flush(at);
        appendHex(at + 2, digits);
        at = m_from = p;
        return Parse::Fits;
    }
    const QByteArray value = myStringValue({isHex ? MyToken::Hex : MyToken::Bits, false, false, QByteArrayView(at, p - at), 0});
    if (hasTrailingBackslash(value))
        return Parse::Unfit;
    flush(at);
    appendText(value);
    at = m_from = p;
    return Parse::Fits;
}

// TRUE and FALSE are numbers.
Parse MyTupleReader::word(const char*& at, const char* end, MyColumnKind kind)
{
    const char* p = at;
    while (p < end && isMyWordByte(*p))
        ++p;
    if (p == end)
        return Parse::Incomplete;
    const QByteArrayView name(at, p - at);
    const bool isTrue = isMyKeyword(name, "TRUE");
    if (!isTrue && !isMyKeyword(name, "FALSE"))
        return Parse::Unfit;
    const bool fits = kind == MyColumnKind::Integer || kind == MyColumnKind::Decimal || kind == MyColumnKind::Float || kind == MyColumnKind::Text
        || kind == MyColumnKind::Binary || kind == MyColumnKind::Generated;
    replace(at, p, isTrue ? "1" : "0");
    at = p;
    return fits && !(m_isBinaryCharset && kind == MyColumnKind::Text) ? Parse::Fits : Parse::Unfit;
}

// Whether a byte may be taken for the end of a character as well as for a backslash.
bool MyTupleReader::hasTrailingBackslash(QByteArrayView bytes) const
{
    if (m_mode.encoding == MyEncoding::Plain || !m_mode.backslashEscapes)
        return false;
    for (qsizetype i = 1; i < bytes.size(); ++i) {
        if (bytes[i] == '\\' && static_cast<unsigned char>(bytes[i - 1]) >= 0x80)
            return true;
    }
    return false;
}

// Any bytes without a trailing backslash, as an enclosed text. Quotes are doubled: no byte of a character is one.
void MyTupleReader::appendText(QByteArrayView bytes)
{
    const char quote = enclosure();
    m_enclosure = quote;
    m_rows.append(quote);
    for (const char byte : bytes) {
        if (byte == quote || (byte == '\\' && m_mode.backslashEscapes))
            m_rows.append(byte);
        m_rows.append(byte);
    }
    m_rows.append(quote);
}

// The usual case of it: an even number of digits, in a set where a byte below 0x80 is a character.
void MyTupleReader::appendHex(const char* digits, qsizetype count)
{
    const char quote = enclosure(), escape = m_mode.backslashEscapes ? '\\' : quote;
    m_enclosure = quote;
    char* out = m_rows.room(count + 2);
    *out++ = quote;
    for (const char* const end = digits + count; digits < end; digits += 2) {
        const char byte = char(hexDigitValue(digits[0]) << 4 | hexDigitValue(digits[1]));
        *out = byte;
        out += byte == quote || byte == escape ? 1 : 0;
        *out++ = byte;
    }
    *out++ = quote;
    m_rows.used(out);
}

} // namespace bakferry
