#include "engines/postgresql/load/pgrowsource.h"

#include <cstring>
#include <utility>

namespace bakferry {

namespace {

constexpr qsizetype chunkBytes = 1024 * 1024;

// COPY's text format lets a backslash stand before a newline that belongs to a value; pg_dump never writes one.
bool isEscaped(QByteArrayView rows, qsizetype newline)
{
    qsizetype backslashes = 0;
    while (backslashes < newline && rows[newline - 1 - backslashes] == '\\')
        ++backslashes;
    return backslashes % 2 == 1;
}

// One past the newline that ends the last whole row; 0 when there is none.
qsizetype endOfRows(QByteArrayView bytes)
{
    for (qsizetype end = bytes.size(); end > 0;) {
        const auto* found = static_cast<const char*>(::memrchr(bytes.data(), '\n', std::size_t(end)));
        if (!found)
            return 0;
        end = found - bytes.data();
        if (!isEscaped(bytes, end))
            return end + 1;
    }
    return 0;
}

} // namespace

Result<bool> PgRowSource::next(Chunk& chunk)
{
    const std::lock_guard lock(m_mutex);
    const Result<bool> filled = fill(chunk.bytes);
    chunk.firstRow = m_rows;
    chunk.rows = m_wholeRows && filled ? countCopyRows(chunk.bytes) : 0;
    m_rows += chunk.rows;
    return filled;
}

Result<bool> PgRowSource::fill(QByteArray& chunk)
{
    chunk = std::exchange(m_rest, {});
    qsizetype filled = chunk.size();
    for (qsizetype wanted = qMax(chunkBytes, filled + chunkBytes / 4); !m_atEnd; wanted = filled + chunkBytes) {
        chunk.resize(wanted);
        while (filled < wanted && !m_atEnd) {
            const Result<qint64> got = m_stream->read(chunk.data() + filled, wanted - filled);
            if (!got)
                return got.error();
            m_atEnd = *got == 0;
            filled += *got;
        }
        const qsizetype end = m_atEnd || !m_wholeRows ? filled : endOfRows(QByteArrayView(chunk).first(filled));
        if (end == 0 && !m_atEnd)
            continue; // a row longer than the chunk: read on
        m_rest = chunk.sliced(end, filled - end);
        chunk.truncate(end);
        return !chunk.isEmpty();
    }
    return !chunk.isEmpty();
}

bool PgRowSource::isDrained() const
{
    const std::lock_guard lock(m_mutex);
    return m_atEnd;
}

qint64 PgRowSource::takeStoredBytes()
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = m_stream->storedBytesRead();
    return now - std::exchange(m_reported, now);
}

qint64 countCopyRows(QByteArrayView rows)
{
    qint64 count = 0;
    const char* rowBegin = rows.data();
    const char* const end = rowBegin + rows.size();
    for (const char* at = rowBegin; at < end; ++at) {
        at = static_cast<const char*>(std::memchr(at, '\n', std::size_t(end - at)));
        if (!at)
            break;
        if (!isEscaped(rows, at - rows.data())) {
            ++count;
            rowBegin = at + 1;
        }
    }
    return count + (rowBegin < end ? 1 : 0);
}

} // namespace bakferry
