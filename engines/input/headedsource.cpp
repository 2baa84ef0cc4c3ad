#include "engines/input/headedsource.h"

#include <algorithm>
#include <cstring>

namespace bakferry {

Result<QByteArray> HeadedSource::peek(qint64 maxBytes)
{
    const qint64 wanted = std::clamp<qint64>(maxBytes, 0, maxHeadBytes);
    m_head.remove(0, m_taken);
    m_taken = 0;
    while (m_head.size() < wanted && !m_ended && !m_failure) {
        const qint64 known = m_head.size();
        m_head.resize(wanted);
        const Result<qint64> got = m_source->read(m_head.data() + known, wanted - known);
        m_head.resize(known + (got ? *got : 0));
        if (!got)
            m_failure = got.error();
        else if (*got == 0)
            m_ended = true;
    }
    if (m_head.isEmpty() && m_failure)
        return *m_failure;
    return m_head.first(std::min<qint64>(wanted, m_head.size()));
}

Result<qint64> HeadedSource::read(char* buffer, qint64 maxBytes)
{
    if (m_taken < m_head.size()) {
        const qint64 count = std::min<qint64>(maxBytes, m_head.size() - m_taken);
        std::memcpy(buffer, m_head.constData() + m_taken, size_t(count));
        m_taken += count;
        return count;
    }
    if (m_failure)
        return *m_failure;
    if (m_ended)
        return qint64(0);
    return m_source->read(buffer, maxBytes);
}

qint64 HeadedSource::storedOffset(qint64 unread) const
{
    return m_source->storedOffset(unread + m_head.size() - m_taken);
}

} // namespace bakferry
