#pragma once
#include "engines/backupfile.h"
#include "engines/input/bytesource.h"

#include <QByteArray>

#include <atomic>
#include <memory>
#include <optional>

namespace bakferry {

class BackupInput;

/// A source that may know a shorter way over bytes nobody wants.
class PgSource : public ByteSource
{
public:
    /// @returns false where they must be read
    virtual bool skip(qint64) { return false; }
};

/// A stretch of an open plain file, read by pread: any number of them on one descriptor, on any threads. Borrows the descriptor.
class PgFileSource : public PgSource
{
public:
    PgFileSource(int descriptor, qint64 begin, qint64 end, BackupFile file)
        : m_descriptor(descriptor), m_next(begin), m_end(end), m_file(std::move(file)) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedOffset(qint64 unread) const override { return m_next - unread; }
    bool skip(qint64 bytes) override;

private:
    int m_descriptor;
    qint64 m_next;
    qint64 m_end;
    BackupFile m_file;
};

/// The decompressed content of a backup file, in order. Borrows the input.
class PgInputSource : public PgSource
{
public:
    explicit PgInputSource(BackupInput& input) : m_input(input) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedOffset(qint64 unread) const override;

private:
    BackupInput& m_input;
};

/// The numbers and strings of PostgreSQL archives out of a source, bounded by what is really there: nothing is allocated by
/// a claimed size. One thread at a time, except position().
///
/// After the first failure every call answers 0 or nothing, and failure() tells it: callers look once, where it matters.
/// Source: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c, ReadInt(), ReadStr(), ReadOffset()
class PgByteReader
{
public:
    static constexpr qint64 wholeBuffer = 256 * 1024; ///< for reading on
    static constexpr qint64 smallBuffer = 4 * 1024;   ///< for reading here and there

    /// @param knownBytes  how long the source is; -1: not known
    PgByteReader(std::unique_ptr<PgSource> source, BackupFile file, qint64 knownBytes = -1, qint64 bufferBytes = wholeBuffer);

    quint8 byte();
    /// A sign byte and `bytes` of magnitude, lowest first.
    qint64 integer(int bytes);
    /// @returns null for the length -1
    std::optional<QByteArray> string(int integerBytes);
    /// An unsigned number of `bytes`, lowest first.
    quint64 littleEndian(int bytes);
    /// @returns fewer than `maxBytes` only at the end of the source or after a failure
    qint64 readSome(char* buffer, qint64 maxBytes);
    /// Exactly `bytes`, or failure().
    void skip(qint64 bytes);
    bool atEnd(); ///< of the source; false after a failure

    qint64 position() const { return m_position.load(std::memory_order_relaxed); } ///< bytes consumed; any thread
    qint64 storedOffset() const { return m_source->storedOffset(unread()); }
    const BackupFile& file() const { return m_file; }
    bool failed() const { return m_failure.has_value(); }
    const Error& failure() const { return *m_failure; }
    /// Makes the present place the failure, unless one was told before.
    void fail(const char* reason);
    void failTruncated();

private:
    qint64 unread() const { return m_buffer.size() - m_used; }
    bool need(qint64 bytes);
    bool refill();
    void consume(qint64 bytes);

    std::unique_ptr<PgSource> m_source;
    BackupFile m_file;
    qint64 m_knownBytes;
    qint64 m_bufferBytes;
    QByteArray m_buffer;
    qint64 m_used = 0;
    std::atomic<qint64> m_position = 0;
    std::optional<Error> m_failure;
};

} // namespace bakferry
