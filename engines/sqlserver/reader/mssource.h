#pragma once
#include "engines/input/backupinput.h"
#include "engines/jobcontext.h"

#include <memory>

namespace bakferry {

/// The bytes of one media set member in their order, as if it were never compressed. One thread at a time.
class MsSource
{
public:
    virtual ~MsSource() = default;
    /// @returns how many bytes were put into `buffer`, fewer than asked for only at the end
    virtual Result<qint64> read(char* buffer, qint64 maxBytes) = 0;
    /// @returns how many bytes were passed over, fewer than asked for only at the end
    virtual Result<qint64> skip(qint64 bytes) = 0;
    virtual qint64 position() const = 0;
    virtual qint64 size() const = 0;          ///< -1: known only at the end
    virtual qint64 storedPosition() const = 0; ///< in the file on disk, for progress
};

/// The answer of a source that was to look at headers only and would have to go through too much for it.
Error msLimitReached();

/// A file as it is. Where nothing has to be hashed and the file is stored plain, skipping costs nothing.
class MsFileSource final : public MsSource
{
public:
    /// @param input     borrowed; nothing was read from it yet
    /// @param headers   jump over what is skipped instead of reading it
    MsFileSource(BackupInput& input, bool headers);
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    Result<qint64> skip(qint64 bytes) override;
    qint64 position() const override { return m_position; }
    qint64 size() const override { return m_size; }
    qint64 storedPosition() const override { return m_jumps ? m_position : m_input.storedPosition(); }

private:
    BackupInput& m_input;
    const bool m_jumps;
    const bool m_headers;
    const qint64 m_size;
    qint64 m_position = 0;
    QByteArray m_scratch;
};

/// Reads exactly `bytes` bytes, or fewer at the end.
Result<QByteArray> readMsBytes(MsSource& source, qint64 bytes);

} // namespace bakferry
