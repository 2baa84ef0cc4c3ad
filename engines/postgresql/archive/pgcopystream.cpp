#include "engines/postgresql/archive/pgcopystream.h"

#include "engines/postgresql/archive/pgarchiveerrors.h"

#include <algorithm>
#include <cstring>

namespace bakferry {

namespace {

constexpr qint64 smallestPortion = 64;
constexpr qint64 spillBytes = 4096;

bool isEmptyLines(QByteArrayView bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return c == '\n' || c == '\r'; });
}

} // namespace

Result<qint64> PgCopyStream::read(char* buffer, qint64 maxBytes)
{
    if (m_spill.isEmpty() && maxBytes >= smallestPortion)
        return readPortion(buffer, maxBytes);
    if (m_spill.isEmpty()) {
        m_spill.resize(spillBytes);
        const Result<qint64> got = readPortion(m_spill.data(), spillBytes);
        m_spill.resize(got ? *got : 0);
        if (!got)
            return got;
    }
    const qint64 part = std::min<qint64>(maxBytes, m_spill.size());
    std::memcpy(buffer, m_spill.constData(), size_t(part));
    m_spill.remove(0, part);
    return part;
}

Result<qint64> PgCopyStream::readPortion(char* buffer, qint64 maxBytes)
{
    while (!m_markSeen) {
        const qint64 held = m_held.size();
        std::memcpy(buffer, m_held.constData(), size_t(held));
        const Result<qint64> got = m_raw->read(buffer + held, maxBytes - held);
        if (!got)
            return got;
        if (*got == 0)
            return pgarchiveerrors::rowsBreakOff(m_file, m_raw->storedOffset(), m_table);
        m_held.resize(0);
        const qint64 rowBytes = scan(buffer, held + *got);
        if (rowBytes > 0)
            return rowBytes;
    }
    return proveEnd();
}

// Counts rows and looks for the end mark. @returns how many of the bytes are rows; what may be the mark's beginning is held.
qint64 PgCopyStream::scan(const char* bytes, qint64 size)
{
    qint64 line = 0;
    for (;;) {
        if (m_atLineStart && line < size && bytes[line] == '\\' && (line + 1 == size || bytes[line + 1] == '.')) {
            const QByteArrayView rest(bytes + line, size - line);
            if (rest.size() < 3 || (rest[2] == '\r' && rest.size() < 4)) {
                m_held = rest.toByteArray();
                return line;
            }
            if (rest[2] == '\n' || (rest[2] == '\r' && rest[3] == '\n')) {
                m_markSeen = true;
                m_behind = rest.sliced(3).toByteArray();
                return line;
            }
        }
        const void* newline = line < size ? std::memchr(bytes + line, '\n', size_t(size - line)) : nullptr;
        m_atLineStart = newline || (m_atLineStart && line == size);
        if (!newline)
            return size;
        ++m_rows;
        line = static_cast<const char*>(newline) - bytes + 1;
    }
}

Result<qint64> PgCopyStream::proveEnd()
{
    for (;;) {
        if (!isEmptyLines(m_behind))
            return pgarchiveerrors::damaged(m_file, m_raw->storedOffset(), QStringLiteral("%1: bytes behind the end of the rows").arg(m_table));
        m_behind.resize(spillBytes);
        const Result<qint64> got = m_raw->read(m_behind.data(), spillBytes);
        m_behind.resize(got ? *got : 0);
        if (!got || *got == 0)
            return got;
    }
}

Result<qint64> PgInsertStream::read(char* buffer, qint64 maxBytes)
{
    const QByteArrayView end(";\n\n\n");
    const Result<qint64> got = m_raw->read(buffer, maxBytes);
    if (got && *got > 0)
        m_tail = (m_tail + QByteArray(buffer + std::max<qint64>(0, *got - end.size()), std::min<qint64>(*got, end.size()))).right(end.size());
    else if (got && m_tail != end && m_tail != "\n\n") // two empty lines alone: a table without rows
        return pgarchiveerrors::rowsBreakOff(m_file, m_raw->storedOffset(), m_table);
    return got;
}

} // namespace bakferry
