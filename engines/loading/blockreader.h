#pragma once
#include "engines/input/backupinput.h"
#include "engines/loading/boundedqueue.h"

#include <QByteArray>

#include <atomic>
#include <optional>
#include <thread>

namespace bakferry {

/// Reads a backup ahead of whoever takes it apart: a thread of its own reads, decompresses and hashes blocks of 1 MiB, at most four
/// of them waiting. Destroying it at any moment stops the thread.
class BlockReader
{
public:
    static constexpr qsizetype blockBytes = 1024 * 1024;
    /// @param mostBytes  of content to read, rounded up to blocks; -1: to the end
    explicit BlockReader(BackupInput& input, qint64 mostBytes = -1);
    ~BlockReader();

    /// Makes next() return nothing from now on; any thread.
    void stop() { m_blocks.close(); }
    /// @returns the next block; nothing at the end; or what kept it from being read. One thread at a time.
    Result<std::optional<QByteArray>> next();
    /// Whether the end came because the content is proven to end there. To be asked once next() returned nothing.
    bool reachedEnd() const { return m_reachedEnd; }

private:
    void readBlocks();

    BackupInput& m_input;
    const qint64 m_mostBytes;
    std::atomic<bool> m_reachedEnd = false;
    struct Handed
    {
        QByteArray block;
        std::optional<Error> failure; ///< instead of a block: why there are no more
    };
    BoundedQueue<Handed> m_blocks{4};
    std::jthread m_thread;
};

/// Line ends in `bytes`. memchr looks at 32 bytes at a time; std::count does not.
qint64 countLines(QByteArrayView bytes);

} // namespace bakferry
