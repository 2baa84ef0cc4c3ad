#include "engines/script/pgsplitter.h"
#include "engines/script/pgsplitterparts.h"

// The rows of COPY … FROM stdin, up to the line that ends them.

namespace bakferry {

using namespace pgsplitter;

PgSplitter::Event PgSplitter::restOfCopyLine(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const std::size_t size = std::size_t(text.size());
    const std::size_t newline = find(text, at, '\n');
    if (newline == npos && !atEnd && size - at < longestLine)
        return more(text, at);
    const std::size_t end = newline == npos ? size : newline;
    const QByteArrayView rest = text.sliced(qsizetype(at), qsizetype(end - at)).trimmed();
    if (!rest.isEmpty() && !rest.startsWith("--")) {
        m_begin = at;
        at = end;
        return Event::StrayText;
    }
    at = newline == npos ? size : newline + 1;
    m_begin = at;
    m_state = State::Rows;
    m_rows = {};
    m_atLineStart = true;
    return Event::RowsBegin;
}

// A backslash in front of a line end makes the line end a part of the value; two of them are one backslash. That is why a portion
// never ends behind a backslash.
void PgSplitter::countRow(QByteArrayView text, std::size_t newline)
{
    std::size_t backslashes = 0;
    while (backslashes < newline && text[qsizetype(newline - backslashes) - 1] == '\\')
        ++backslashes;
    m_rows.rows += backslashes % 2 == 0 ? 1 : 0;
}

PgSplitter::Event PgSplitter::copyRows(QByteArrayView text, std::size_t& at, bool atEnd)
{
    const char* const data = text.data();
    const std::size_t size = std::size_t(text.size());
    m_rows.lines = 0;
    while (at < size) {
        if (m_atLineStart && data[at] == '\\') {
            if (size - at < 4 && !atEnd)
                return more(text, at);
            const QByteArrayView rest = text.sliced(qsizetype(at));
            const bool toTheEnd = atEnd && (rest == "\\." || rest == "\\.\r");
            if (toTheEnd || rest.startsWith("\\.\n") || rest.startsWith("\\.\r\n")) {
                m_begin = at;
                at += std::size_t(toTheEnd ? rest.size() : rest[2] == '\n' ? 3 : 4);
                m_rows.lines += toTheEnd ? 0 : 1;
                m_state = State::Between;
                return Event::RowsEnd;
            }
        }
        const void* hit = std::memchr(data + at, '\n', size - at);
        if (!hit) {
            std::size_t end = size;
            while (!atEnd && end > at && data[end - 1] == '\\' && size - end < longestWord)
                --end;
            m_atLineStart = m_atLineStart && end == at;
            at = end;
            break;
        }
        m_atLineStart = true;
        const std::size_t newline = std::size_t(static_cast<const char*>(hit) - data);
        ++m_rows.lines;
        if (newline > 0 && data[newline - 1] == '\\')
            countRow(text, newline);
        else
            ++m_rows.rows;
        at = newline + 1;
    }
    if (!atEnd)
        return more(text, at);
    m_begin = at;
    m_rows.terminated = false;
    m_state = State::Between;
    return Event::RowsEnd;
}

} // namespace bakferry
