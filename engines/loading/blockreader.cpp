#include "engines/loading/blockreader.h"

#include <cstring>

namespace bakferry {

qint64 countLines(QByteArrayView bytes)
{
    qint64 lines = 0;
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at < end && (at = static_cast<const char*>(std::memchr(at, '\n', std::size_t(end - at))))) {
        ++lines;
        ++at;
    }
    return lines;
}

BlockReader::BlockReader(BackupInput& input, qint64 mostBytes) : m_input(input), m_mostBytes(mostBytes)
{
    m_thread = std::jthread([this] { readBlocks(); });
}

BlockReader::~BlockReader() { stop(); }

void BlockReader::readBlocks()
{
    for (qint64 read = 0; m_mostBytes < 0 || read < m_mostBytes;) {
        QByteArray block(blockBytes, Qt::Uninitialized);
        qsizetype filled = 0;
        while (filled < blockBytes) {
            const Result<qint64> got = m_input.read(block.data() + filled, blockBytes - filled);
            if (!got) {
                m_blocks.push({{}, got.error()});
                return m_blocks.close();
            }
            if (*got == 0)
                break;
            filled += *got;
        }
        m_reachedEnd = filled < blockBytes;
        block.truncate(filled);
        read += filled;
        if (filled > 0 && !m_blocks.push({std::move(block), {}}))
            return;
        if (m_reachedEnd)
            break;
    }
    m_blocks.close();
}

Result<std::optional<QByteArray>> BlockReader::next()
{
    Handed handed;
    if (!m_blocks.pop(handed))
        return std::optional<QByteArray>();
    if (handed.failure)
        return *handed.failure;
    return std::make_optional(std::move(handed.block));
}

} // namespace bakferry
