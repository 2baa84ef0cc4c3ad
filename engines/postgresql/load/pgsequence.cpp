#include "engines/postgresql/load/pgsequence.h"

namespace bakferry {

Result<std::optional<PgNextData>> PgSequence::next(int database)
{
    for (;;) {
        if (!m_held && !m_atEnd) {
            Result<std::optional<PgNextData>> read = m_backup.nextData();
            if (!read)
                return read;
            m_held = std::move(*read);
            m_atEnd = !m_held;
        }
        if (!m_held || m_held->database > database)
            return std::optional<PgNextData>();
        std::optional<PgNextData> next = std::exchange(m_held, std::nullopt);
        if (next->database == database)
            return next;
    }
}

} // namespace bakferry
