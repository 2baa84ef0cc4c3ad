#include "engines/mariadb/load/mykeptreadings.h"

#include <algorithm>

namespace bakferry {

namespace {

constexpr std::size_t mostKept = 4; // each holds definitions of its tables and the opened files

} // namespace

void MyKeptReadings::keep(Kept kept)
{
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_kept, [&](const Kept& one) { return one.full == kept.full; });
    m_kept.push_back(std::move(kept));
    if (m_kept.size() > mostKept)
        m_kept.pop_front();
}

std::optional<MyKeptReadings::Kept> MyKeptReadings::take(const BackupSet& full, const QByteArray& charset, const QByteArray& sha256)
{
    std::optional<Kept> taken;
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find_if(m_kept, [&](const Kept& one) { return one.full == full && one.charset == charset && one.reading.sha256 == sha256; });
        if (found == m_kept.end())
            return {};
        taken = std::move(*found);
        m_kept.erase(found);
    }
    return taken->backup->checkUnchanged() ? std::move(taken) : std::nullopt;
}

} // namespace bakferry
