#include "engines/sqlserver/reader/mssource.h"

#include "engines/input/inputerrors.h"

#include <algorithm>
#include <cerrno>

#include <unistd.h>

namespace bakferry {

namespace {

constexpr qint64 scratchBytes = 256 * 1024;
constexpr qint64 headersWithin = 64 * 1024 * 1024; ///< of a file that has to be decompressed to be passed over

} // namespace

Error msLimitReached() { return {ErrorKind::Internal, "limit", {}, {}, {}}; }

MsFileSource::MsFileSource(BackupInput& input, bool headers)
    : m_input(input), m_jumps(headers && input.compression().isEmpty()), m_headers(headers), m_size(input.compression().isEmpty() ? input.storedBytes() : -1)
{
}

Result<qint64> MsFileSource::read(char* buffer, qint64 maxBytes)
{
    qint64 done = 0;
    while (done < maxBytes) {
        qint64 got = 0;
        if (m_jumps) {
            got = ::pread(m_input.descriptor(), buffer + done, size_t(maxBytes - done), m_position);
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return inputerrors::unreadableDescriptor(m_position, errno);
        } else {
            const Result<qint64> some = m_input.read(buffer + done, maxBytes - done);
            if (!some)
                return some;
            got = *some;
        }
        if (got == 0)
            break;
        done += got;
        m_position += got;
    }
    return done;
}

Result<qint64> MsFileSource::skip(qint64 bytes)
{
    if (m_jumps) {
        const qint64 skipped = std::clamp<qint64>(m_size - m_position, 0, bytes);
        m_position += skipped;
        return skipped;
    }
    if (m_headers && m_position + bytes > headersWithin)
        return msLimitReached();
    if (m_scratch.isEmpty())
        m_scratch.resize(scratchBytes);
    qint64 done = 0;
    while (done < bytes) {
        const Result<qint64> got = read(m_scratch.data(), std::min(bytes - done, scratchBytes));
        if (!got)
            return got;
        if (*got == 0)
            break;
        done += *got;
    }
    return done;
}

Result<QByteArray> readMsBytes(MsSource& source, qint64 bytes)
{
    QByteArray content(bytes, Qt::Uninitialized);
    const Result<qint64> got = source.read(content.data(), bytes);
    if (!got)
        return got.error();
    content.truncate(*got);
    return content;
}

} // namespace bakferry
