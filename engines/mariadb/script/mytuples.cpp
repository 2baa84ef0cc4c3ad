#include "engines/mariadb/script/mytuples.h"

#include "engines/script/bytemasks.h"

namespace bakferry {

using Parse = MyTupleReader::Parse;

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

} // namespace

void MyTupleReader::flush(const char* at)
{
    if (m_from)
        m_rows.append(m_from, at - m_from);
    m_from = nullptr;
}

// Instead of the bytes from `from` to `to` the rows get `by`; behind them copying goes on.
void MyTupleReader::replace(const char* from, const char* to, QByteArrayView by)
{
    flush(from);
    m_rows.append(by);
    m_from = to;
}

std::size_t MyTupleReader::characterBytes(const char* at, const char* end) const
{
    return myCharacterBytes(m_mode.encoding, QByteArrayView(at, end - at));
}

Parse MyTupleReader::skipGap(const char*& at, const char* end) const
{
    const char* p = at;
    while (p < end) {
        const QByteArrayView rest(p, end - p);
        if ((*p == '/' && rest.size() < myCommentHeadBytes) || (*p == '-' && rest.size() < 3))
            return Parse::Incomplete;
        if (isMyBlank(*p)) {
            ++p;
        } else if (*p == '#' || (rest.startsWith("--") && isMyBlank(rest[2]))) {
            const void* newline = std::memchr(p, '\n', std::size_t(end - p));
            if (!newline)
                return Parse::Incomplete;
            p = static_cast<const char*>(newline) + 1;
        } else if (rest.startsWith("/*")) {
            if (myCommentHead(rest.first(myCommentHeadBytes)).length > 0)
                return Parse::Unfit;
            const qsizetype close = rest.indexOf("*/", 2);
            if (close < 0)
                return Parse::Incomplete;
            p += close + 2;
        } else {
            break;
        }
    }
    at = p;
    return p < end ? Parse::Fits : Parse::Incomplete;
}

// The same inside of a tuple, where the gap does not belong into the row.
Parse MyTupleReader::skip(const char*& at, const char* end)
{
    if (at < end && (*at == ',' || *at == ')' || *at == '\'' || *at >= '0')) // no blank, and no comment begins here
        return Parse::Fits;
    const char* const from = at;
    const Parse parse = skipGap(at, end);
    if (at != from)
        replace(from, at, {});
    return parse;
}

void MyTupleReader::setKinds(std::vector<MyColumnKind> kinds)
{
    m_kinds = std::move(kinds);
    m_integers.clear();
    for (const MyColumnKind kind : m_kinds) {
        switch (kind) {
        case MyColumnKind::Integer:
        case MyColumnKind::Decimal: m_integers.push_back(Integers::All); break;
        case MyColumnKind::Float:
        case MyColumnKind::Binary: m_integers.push_back(Integers::WithoutZero); break;
        case MyColumnKind::Text: m_integers.push_back(m_isBinaryCharset ? Integers::None : Integers::WithoutZero); break;
        default: m_integers.push_back(Integers::None); break;
        }
    }
}

// NULL and most whole numbers, with the comma or parenthesis right behind them: nothing needs a second look, and nothing changes.
inline bool MyTupleReader::isPlain(const char*& at, const char* end, Integers integers)
{
    const char* p = at;
    if (*p == 'N') {
        if (end - p <= 4 || std::memcmp(p, "NULL", 4) != 0)
            return false;
        p += 4;
    } else {
        p += *p == '-' ? 1 : 0;
        const char* const digits = p;
        if (p == end || !isDigit(*p) || (*p == '0' ? integers != Integers::All : integers == Integers::None))
            return false;
        while (p < end && isDigit(*p))
            ++p;
        if (p == end || p - digits > 20)
            return false;
    }
    if (*p != ',' && *p != ')')
        return false;
    at = p;
    return true;
}

Parse MyTupleReader::read(const char*& at, const char* end)
{
    const Mark before = mark();
    if (!m_from)
        m_from = at;
    const char* p = at;
    const std::size_t columns = m_kinds.size();
    Parse parse = Parse::Fits;
    for (std::size_t column = 0; parse == Parse::Fits; ++column) {
        ++p;
        if (p == end || column == columns) {
            parse = p == end ? Parse::Incomplete : Parse::Unfit;
            break;
        }
        if (!isPlain(p, end, m_integers[column])) {
            parse = skip(p, end);
            if (parse == Parse::Fits)
                parse = value(p, end, m_kinds[column]);
            if (parse == Parse::Fits)
                parse = skip(p, end);
        }
        if (parse == Parse::Fits && *p == ')' && column + 1 == columns) {
            at = p + 1;
            return parse;
        }
        if (parse == Parse::Fits && *p != ',')
            parse = Parse::Unfit;
    }
    rewind(before);
    return parse;
}

Parse MyTupleReader::value(const char*& at, const char* end, MyColumnKind kind)
{
    switch (*at) {
    case '"':
        if (m_mode.ansiQuotes)
            return Parse::Unfit;
        [[fallthrough]];
    case '\'':
        if (m_enclosure == '\0')
            m_enclosure = *at;
        return *at == m_enclosure ? text(at, end, holdsBytes(kind)) : otherText(at, end, holdsBytes(kind));
    case '0':
        if (end - at < 2)
            return Parse::Incomplete;
        if (at[1] == 'x' || at[1] == 'b')
            return bytesLiteral(at, end, kind);
        [[fallthrough]];
    case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9': case '-':
        return number(at, end, kind);
    case 'x': case 'X': case 'b': case 'B':
        return bytesLiteral(at, end, kind);
    case '_': case 'n': case 'N':
        return introduced(at, end, kind);
    case 't': case 'T': case 'f': case 'F':
        return word(at, end, kind);
    default:
        return Parse::Unfit; // DEFAULT, functions, variables, signs …
    }
}

// In quotes that are the rows' own. LOAD DATA takes "\N" for NULL and forgets the backslash of "\%"; all the rest means the same to it, but
// for characters that end in a backslash: MariaDB reads binary columns byte by byte.
Parse MyTupleReader::text(const char*& at, const char* end, bool isBinary)
{
    using bytemasks::findEither;
    const char quote = *at;
    const bool escapes = m_mode.backslashEscapes, isPlain = m_mode.encoding == MyEncoding::Plain;
    for (const char* p = at + 1;;) {
        if (isPlain)
            p = findEither(p, end, quote, escapes ? '\\' : quote);
        if (end - p < 2)
            return Parse::Incomplete;
        if (*p == quote) {
            if (p[1] != quote) {
                at = p + 1;
                return Parse::Fits;
            }
            p += 2;
        } else if (escapes && *p == '\\') {
            if (p[1] == 'N')
                replace(p, p + 1, {});
            else if (p[1] == '%' || p[1] == '_')
                replace(p, p + 1, "\\\\");
            p += 2;
        } else {
            if (std::size_t(end - p) <= myBytesToJudge(m_mode.encoding, *p))
                return Parse::Incomplete;
            const std::size_t length = characterBytes(p, end);
            if (isBinary && escapes && length > 1 && p[length - 1] == '\\')
                return Parse::Unfit;
            p += length;
        }
    }
}

// In quotes of the other kind: put into ours.
Parse MyTupleReader::otherText(const char*& at, const char* end, bool isBinary)
{
    const char quote = *at;
    const Mark before = mark();
    replace(at, at + 1, QByteArrayView(&m_enclosure, 1));
    const Parse parse = [&] {
        for (const char* p = at + 1;;) {
            if (end - p < 2 || std::size_t(end - p) <= myBytesToJudge(m_mode.encoding, *p))
                return Parse::Incomplete;
            if (*p == quote && p[1] != quote) {
                replace(p, p + 1, QByteArrayView(&m_enclosure, 1));
                at = p + 1;
                return Parse::Fits;
            }
            if (*p == quote) {
                replace(p, p + 1, {});
                p += 2;
            } else if (*p == m_enclosure) {
                replace(p, p, QByteArrayView(&m_enclosure, 1));
                ++p;
            } else if (m_mode.backslashEscapes && *p == '\\') {
                if (p[1] == 'N')
                    replace(p, p + 1, {});
                else if (p[1] == '%' || p[1] == '_')
                    replace(p, p + 1, "\\\\");
                p += 2;
            } else {
                const std::size_t length = characterBytes(p, end);
                if (isBinary && m_mode.backslashEscapes && length > 1 && p[length - 1] == '\\')
                    return Parse::Unfit;
                p += length;
            }
        }
    }();
    if (parse != Parse::Fits)
        rewind(before);
    return parse;
}

} // namespace bakferry
