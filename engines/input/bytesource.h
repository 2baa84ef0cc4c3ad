#pragma once
#include "engines/result.h"

namespace bakferry {

/// Bytes in order, from the file itself or from a layer of compression over another source. One thread at a time.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// @returns how many bytes were put into `buffer`; 0 only at a proven end. After an error it is not called again.
    virtual Result<qint64> read(char* buffer, qint64 maxBytes) = 0;
    /// Where in the file on disk the reading stands when the last `unread` bytes handed out are not used yet. Exact for
    /// the first layer of compression; layers above it can only tell the block.
    virtual qint64 storedOffset(qint64 unread) const = 0;
};

} // namespace bakferry
