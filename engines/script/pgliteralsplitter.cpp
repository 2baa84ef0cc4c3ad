#include "engines/script/pgsplitter.h"
#include "engines/script/pgsplitterparts.h"

// Literals, quoted names and block comments, whatever their length.

namespace bakferry {

using namespace pgsplitter;

bool PgSplitter::literal(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t size = std::size_t(text.size());
    if (m_state != State::Dollar) {
        const std::size_t hit = find(text, at, m_state == State::String ? '\'' : '"');
        at = hit == npos ? size : hit + 1; // a doubled quote opens the literal again
        if (hit != npos)
            m_state = State::Bare;
        return hit != npos;
    }
    for (;;) {
        const std::size_t hit = find(text, at, '$');
        if (hit == npos) {
            at = size;
            return false;
        }
        at = hit;
        const QByteArrayView rest = text.sliced(qsizetype(hit));
        if (rest.size() < m_dollarTag.size() && !atEnd && QByteArrayView(m_dollarTag).startsWith(rest))
            return false;
        if (rest.startsWith(m_dollarTag)) {
            at += std::size_t(m_dollarTag.size());
            m_state = State::Bare;
            return true;
        }
        ++at;
    }
}

bool PgSplitter::escapeString(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t size = std::size_t(text.size());
    while (at < size) {
        const char c = text[qsizetype(at)];
        if (c == '\\') {
            if (at + 1 == size)
                return false;
            at += 2;
        } else if (c == '\'') {
            // Behind blanks with a line end among them, or at once, the same literal goes on.
            std::size_t ahead = at + 1;
            bool newline = ahead < size && text[qsizetype(ahead)] == '\'';
            for (; ahead < size && ahead - at < longestLine && isPgBlank(text[qsizetype(ahead)]); ++ahead)
                newline = newline || text[qsizetype(ahead)] == '\n' || text[qsizetype(ahead)] == '\r';
            if (ahead == size && !atEnd)
                return false;
            const bool goesOn = ahead < size && newline && text[qsizetype(ahead)] == '\'';
            at = goesOn ? ahead + 1 : at + 1;
            if (!goesOn) {
                m_state = State::Bare;
                return true;
            }
        } else if (m_mode.encoding != PgEncoding::Plain && static_cast<unsigned char>(c) >= 0x80) {
            const std::size_t bytes = pgCharacterBytes(m_mode.encoding, text.sliced(qsizetype(at)));
            if (size - at < qMax<std::size_t>(bytes, 2))
                return false;
            at += bytes;
        } else {
            ++at;
        }
    }
    return false;
}

bool PgSplitter::blockComment(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t size = std::size_t(text.size());
    while (at < size) {
        const char c = text[qsizetype(at)];
        if (c != '/' && c != '*') {
            ++at;
            continue;
        }
        if (at + 1 == size) {
            at += atEnd ? 1 : 0;
            return false;
        }
        const char second = text[qsizetype(at) + 1];
        const int change = c == '/' && second == '*' ? 1 : c == '*' && second == '/' ? -1 : 0;
        m_commentDepth += change;
        at += change == 0 ? 1 : 2;
        if (m_commentDepth == 0) {
            m_state = m_inStatement ? State::Bare : State::Between;
            return true;
        }
    }
    return false;
}

} // namespace bakferry
