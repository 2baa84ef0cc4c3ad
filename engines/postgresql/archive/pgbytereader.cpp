#include "engines/postgresql/archive/pgbytereader.h"

#include "engines/input/backupinput.h"
#include "engines/input/inputerrors.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace bakferry {

namespace {

constexpr qint64 maxStringBytes = 1024 * 1024 * 1024; // PostgreSQL's own limit for a value

} // namespace

Result<qint64> PgFileSource::read(char* buffer, qint64 maxBytes)
{
    const qint64 wanted = std::min(maxBytes, m_end - m_next);
    if (wanted <= 0)
        return qint64(0);
    for (;;) {
        const ssize_t got = ::pread(m_descriptor, buffer, size_t(wanted), m_next);
        if (got > 0) {
            m_next += got;
            return qint64(got);
        }
        if (got == 0) // inside the size it was opened with: somebody cut it
            return inputerrors::changed(m_file);
        if (errno != EINTR)
            return inputerrors::unreadable(m_file, m_next, errno);
    }
}

Result<qint64> PgInputSource::read(char* buffer, qint64 maxBytes) { return m_input.read(buffer, maxBytes); }

qint64 PgInputSource::storedOffset(qint64 unread) const
{
    // Behind a compression only the block is known.
    return m_input.compression().isEmpty() ? m_input.position() - unread : m_input.storedPosition();
}

bool PgFileSource::skip(qint64 bytes)
{
    m_next = std::min(m_next + bytes, m_end);
    return true;
}

PgByteReader::PgByteReader(std::unique_ptr<PgSource> source, BackupFile file, qint64 knownBytes, qint64 bufferBytes)
    : m_source(std::move(source)), m_file(std::move(file)), m_knownBytes(knownBytes), m_bufferBytes(bufferBytes)
{
}

// Reads once into an empty buffer, or behind its unread rest. @returns false at the end and after a failure.
bool PgByteReader::refill()
{
    if (m_failure)
        return false;
    if (unread() == 0)
        m_buffer.resize(0);
    else
        m_buffer.remove(0, m_used);
    m_used = 0;
    const qint64 kept = m_buffer.size();
    m_buffer.resize(kept + m_bufferBytes);
    const Result<qint64> got = m_source->read(m_buffer.data() + kept, m_bufferBytes);
    m_buffer.resize(kept + (got ? *got : 0));
    if (!got)
        m_failure = got.error();
    return got && *got > 0;
}

void PgByteReader::consume(qint64 bytes)
{
    m_used += bytes;
    m_position.store(position() + bytes, std::memory_order_relaxed);
}

void PgByteReader::failTruncated()
{
    if (!m_failure)
        m_failure = pgarchiveerrors::truncated(m_file, storedOffset() + unread(), QStringLiteral("unexpected end of data"));
}

void PgByteReader::fail(const char* reason)
{
    if (m_failure)
        return;
    const QString place = QStringLiteral("%1 (byte %2 of the archive)").arg(QString::fromLatin1(reason)).arg(position());
    m_failure = pgarchiveerrors::damaged(m_file, storedOffset(), place);
}

bool PgByteReader::need(qint64 bytes)
{
    while (unread() < bytes) {
        if (!refill()) {
            failTruncated();
            return false;
        }
    }
    return !m_failure;
}

quint8 PgByteReader::byte()
{
    if (!need(1))
        return 0;
    const auto value = quint8(m_buffer[m_used]);
    consume(1);
    return value;
}

quint64 PgByteReader::littleEndian(int bytes)
{
    Q_ASSERT(bytes >= 1 && bytes <= 8);
    if (!need(bytes))
        return 0;
    quint64 value = 0;
    for (int i = bytes; i-- > 0;)
        value = value << 8 | quint8(m_buffer[m_used + i]);
    consume(bytes);
    return value;
}

qint64 PgByteReader::integer(int bytes)
{
    const quint8 sign = byte();
    const quint64 magnitude = littleEndian(bytes);
    // pg_dump writes one form of every number; another is a flipped bit.
    if (sign > 1 || magnitude > quint64(std::numeric_limits<qint64>::max()) || (sign == 1 && magnitude == 0)) {
        fail("impossible number");
        return 0;
    }
    return m_failure ? 0 : sign ? -qint64(magnitude) : qint64(magnitude);
}

std::optional<QByteArray> PgByteReader::string(int integerBytes)
{
    const qint64 length = integer(integerBytes);
    if (m_failure || length == -1)
        return {};
    if (length < 0 || length > maxStringBytes || (m_knownBytes >= 0 && length > m_knownBytes - position())) {
        fail("string longer than what is left");
        return {};
    }
    QByteArray text;
    while (text.size() < length && need(1)) {
        const qint64 part = std::min(unread(), length - text.size());
        text.append(m_buffer.constData() + m_used, part);
        consume(part);
    }
    return m_failure ? std::nullopt : std::optional(std::move(text));
}

qint64 PgByteReader::readSome(char* buffer, qint64 maxBytes)
{
    qint64 done = 0;
    while (done < maxBytes && (unread() > 0 || refill())) {
        const qint64 part = std::min(unread(), maxBytes - done);
        std::memcpy(buffer + done, m_buffer.constData() + m_used, size_t(part));
        consume(part);
        done += part;
    }
    return m_failure ? 0 : done;
}

void PgByteReader::skip(qint64 bytes)
{
    const qint64 behindBuffer = bytes - unread();
    if (!m_failure && m_knownBytes >= 0 && behindBuffer > 0 && bytes <= m_knownBytes - position() && m_source->skip(behindBuffer)) {
        m_buffer.resize(0);
        m_used = 0;
        m_position.store(position() + bytes, std::memory_order_relaxed);
        return;
    }
    while (bytes > 0 && need(1)) {
        const qint64 part = std::min(unread(), bytes);
        consume(part);
        bytes -= part;
    }
}

bool PgByteReader::atEnd() { return unread() == 0 && !refill() && !m_failure; }

} // namespace bakferry
