#include "engines/script/bytemasks.h"
#include "engines/script/mysplitter.h"
#include "engines/script/mysplitterparts.h"

#include <bit>

// Literals, names and comments, whatever their length; and the tuples of INSERT, sixty-four bytes at a time.

namespace bakferry {

using namespace bytemasks;
using namespace mysplitter;

namespace {

constexpr std::size_t blockBytes = 64;

struct Masks
{
    std::uint64_t quote = 0, backslash = 0, dash = 0, open = 0, close = 0, high = 0;
    std::uint64_t gap = 0; ///< commas and blanks
    std::uint64_t odd = 0; ///< what has to be looked at one by one
};

inline Masks masksOf(const char* text, char quote, char delimiter)
{
    const char otherQuote = quote == '\'' ? '"' : '\'';
    Masks masks;
    for (int part = 0; part < 4; ++part) {
        const Bytes16 bytes(text + part * 16);
        const int shift = part * 16;
        masks.quote |= bytes.equal(quote).mask() << shift;
        masks.backslash |= bytes.equal('\\').mask() << shift;
        masks.dash |= bytes.equal('-').mask() << shift;
        masks.open |= bytes.equal('(').mask() << shift;
        masks.close |= bytes.equal(')').mask() << shift;
        masks.gap |= (bytes.equal(',') | bytes.atMost(' ')).mask() << shift;
        masks.high |= bytes.mask() << shift;
        masks.odd |= (bytes.equal(otherQuote) | bytes.equal('`') | bytes.equal('#') | bytes.equal('/') | bytes.equal(delimiter)).mask() << shift;
    }
    return masks;
}

} // namespace

// Goes on to the first byte that the slow scan has to see: the delimiter, a comment, a name, a word or anything else between tuples but
// a comma, nested parentheses; or to where fewer than 64 bytes are left.
void MySplitter::takeTuples(QByteArrayView text, std::size_t& at)
{
    const bool isString = m_state == State::String;
    if (m_parentheses > 1 || m_inVersioned || !(isString || m_state == State::Bare) || (isString && m_quote != m_literalQuote))
        return;
    const bool characters = m_mode.encoding != MyEncoding::Plain;
    std::uint64_t inString = isString ? ~std::uint64_t{0} : 0, inTuple = m_parentheses == 1 ? ~std::uint64_t{0} : 0;
    bool escapes = false, dashes = false; // the last byte so far is a backslash that escapes, a dash outside of literals
    std::uint64_t stop = 0;
    while (stop == 0 && std::size_t(text.size()) - at >= blockBytes) {
        const Masks masks = masksOf(text.data() + at, m_literalQuote, m_delimiter[0]);
        const std::uint64_t escaped = m_mode.backslashEscapes ? escapedBy(masks.backslash, escapes) : 0;
        const std::uint64_t literals = betweenPairs(masks.quote & ~escaped) ^ inString; // opening quotes are in, closing ones out
        const std::uint64_t open = masks.open & ~literals, close = masks.close & ~literals, dash = masks.dash & ~literals;
        const std::uint64_t tuples = betweenPairs(open | close) ^ inTuple;
        stop = (masks.odd | masks.backslash | (dash & (dash << 1 | (dashes ? 1 : 0)))) & ~literals;
        stop |= (open & ~tuples) | (close & tuples) | (~masks.gap & ~close & ~literals & ~tuples);
        stop |= characters ? masks.high : 0;
        const int length = stop == 0 ? int(blockBytes) : std::countr_zero(stop);
        const std::uint64_t taken = length == 0 ? 0 : ~std::uint64_t{0} >> (blockBytes - std::size_t(length));
        const qint64 place = m_passed + qint64(at);
        if (const std::uint64_t ends = close & taken; ends != 0 && inTuple != 0) // others are shorter than this block
            m_statement.longestTuple = qMax(m_statement.longestTuple, place + std::countr_zero(ends) + 1 - m_tupleBegin);
        if (const std::uint64_t begins = open & taken; begins != 0) {
            m_statement.tuples += std::popcount(begins);
            m_tupleBegin = place + 63 - std::countl_zero(begins);
        }
        if (length > 0) {
            const std::uint64_t last = std::uint64_t{1} << (length - 1);
            inString = literals & last ? ~std::uint64_t{0} : 0;
            inTuple = tuples & last ? ~std::uint64_t{0} : 0;
            dashes = (dash & last) != 0;
        }
        if (stop != 0)
            escapes = inString != 0 && (escaped >> length & 1) != 0;
        at += std::size_t(length);
    }
    m_parentheses = inTuple != 0 ? 1 : 0;
    m_state = inString != 0 ? State::String : State::Bare;
    m_quote = inString != 0 ? m_literalQuote : m_quote;
    at -= escapes || dashes ? 1 : 0;
}

// @returns false when the text is used up.
bool MySplitter::quoted(QByteArrayView text, std::size_t& at)
{
    const char* const data = text.data();
    const char* const end = data + text.size();
    const bool escapes = m_state == State::String && m_mode.backslashEscapes;
    while (at < std::size_t(text.size())) {
        if (m_mode.encoding == MyEncoding::Plain)
            at = std::size_t(findEither(data + at, end, m_quote, escapes ? '\\' : m_quote) - data);
        if (at == std::size_t(text.size()))
            break;
        const char c = data[at];
        if (c == m_quote) {
            ++at; // a doubled one opens the literal again
            m_state = State::Bare;
            return true;
        }
        if (escapes && c == '\\') {
            if (at + 1 == std::size_t(text.size()))
                return false;
            at += 2;
        } else {
            if (std::size_t(text.size()) - at < myBytesToJudge(m_mode.encoding, c))
                return false;
            at += myCharacterBytes(m_mode.encoding, text.sliced(qsizetype(at)));
        }
    }
    return false;
}

bool MySplitter::blockComment(QByteArrayView text, std::size_t& at, bool atEnd)
{
    for (;;) {
        const std::size_t star = find(text, at, '*');
        at = star == npos ? std::size_t(text.size()) : star;
        if (star == npos || (star + 1 == std::size_t(text.size()) && !atEnd))
            return false;
        const bool closes = star + 1 < std::size_t(text.size()) && text[qsizetype(star) + 1] == '/';
        at += closes ? 2 : 1;
        if (closes) {
            m_state = m_inStatement ? State::Bare : State::Between;
            return true;
        }
    }
}

} // namespace bakferry
