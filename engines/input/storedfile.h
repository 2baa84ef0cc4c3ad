#pragma once
#include "engines/backupfile.h"
#include "engines/input/bytesource.h"
#include "engines/input/hashing.h"

#include <atomic>
#include <memory>

#include <sys/stat.h>

namespace bakferry {

/// Whether two looks saw the same file with nothing written in between. The change time may differ: a new link or mode is no new content.
bool isSameContent(const struct stat& a, const struct stat& b);

/// One file as it lies on disk: opened once, read by pread, hashed in order, watched for changes. Owns the descriptor.
/// One thread at a time, except position(). Errors as listed at BackupInput.
class StoredFile
{
public:
    static constexpr qint64 blockBytes = 256 * 1024; ///< a block fits the second-level cache: read, then hashed from there

    static Result<std::unique_ptr<StoredFile>> open(const BackupFile& file);
    static Result<std::unique_ptr<StoredFile>> openIn(int folderDescriptor, const QByteArray& name, const BackupFile& file);
    ~StoredFile();
    StoredFile(const StoredFile&) = delete;
    StoredFile& operator=(const StoredFile&) = delete;

    /// The next bytes, hashed. @returns 0 at the end of the size the file had when it was opened.
    Result<qint64> readNext(char* buffer, qint64 maxBytes);
    /// Hashes on to `offset`, so that the next byte read is the one there. Never goes back.
    Result<void> skipTo(qint64 offset);
    /// Exactly `bytes` from anywhere, outside the order and the hash.
    Result<QByteArray> readAt(qint64 offset, qint64 bytes) const;
    /// Hashes what was not read and proves that the open file did not change meanwhile.
    Result<void> finish();

    const BackupFile& file() const { return m_file; }
    qint64 size() const { return m_opened.st_size; }
    qint64 position() const { return m_position.load(std::memory_order_relaxed); }
    QByteArray sha256() const { return m_sha256; }
    Result<void> checkUnchanged() const;
    /// Equal for two looks at one file with nothing written in between, as isSameContent() has it.
    QByteArray identity() const;
    int descriptor() const { return m_descriptor; }

private:
    StoredFile(BackupFile file, int descriptor) : m_file(std::move(file)), m_descriptor(descriptor) { }
    static Result<std::unique_ptr<StoredFile>> adopt(int descriptor, const BackupFile& file);
    Result<qint64> readBlock(qint64 offset, char* buffer, qint64 maxBytes) const;
    Result<void> checkDescriptor() const;

    BackupFile m_file;
    int m_descriptor;
    struct stat m_opened {};
    std::atomic<qint64> m_position = 0;
    Sha256 m_hash;
    QByteArray m_sha256;
};

/// A stretch of a stored file in its order: all of it, or a member of a zip. Borrows the file.
class StoredSource : public ByteSource
{
public:
    StoredSource(StoredFile& file, qint64 begin, qint64 end) : m_file(file), m_begin(begin), m_end(end) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedOffset(qint64 unread) const override { return m_file.position() - unread; }

private:
    StoredFile& m_file;
    qint64 m_begin;
    qint64 m_end;
};

} // namespace bakferry
