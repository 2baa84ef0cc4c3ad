#pragma once
#include "engines/backupfile.h"
#include "engines/result.h"

#include <QByteArrayList>

#include <memory>

namespace bakferry {

class ByteSource;
class StoredFile;

/// When a compressed backup is taken for a decompression bomb: once it has given more than both `floorBytes` and
/// `maxRatio` × its size on disk, and, where `maxBytes` is known, more than that as well. A very repetitive dump may
/// legally beat the ratio, so room for it (free space less a reserve) outweighs the ratio. Plain files have no limit.
struct InputLimits
{
    qint64 maxRatio = 200;
    qint64 floorBytes = 64 * 1024 * 1024;
    qint64 maxBytes = -1; ///< -1: not known, the ratio alone decides
};

/// The bytes of one backup file, streamed through whatever compression it has and hashed in the same pass.
///
/// Content decides: gzip, zstd, xz, bzip2, lz4 frame and zip are told by their first bytes, up to four layers deep.
/// Memory is fixed whatever the size of the file (below 256 MiB; a stream that needs more is refused). The file is opened
/// once and read by pread; nothing is written and nothing mapped.
///
/// Used by one thread at a time; storedPosition() and position() may be read by any other thread meanwhile.
/// Errors are BackupUnusable with the codes backup.missing, .permission, .is_folder, .not_regular, .empty, .unreadable,
/// .truncated, .damaged, .needs_memory, .nested, .encrypted, .zip_empty, .zip_many, .zip_method; Risk with backup.bomb and
/// backup.zip_hostile; BackupChanged with backup.changed. Once a read failed, it fails on.
class BackupInput
{
public:
    /// Opens a file, or the only regular file inside a zip. Links are resolved first and the result is opened as
    /// itself, so that what was looked at is what is read.
    static Result<std::unique_ptr<BackupInput>> open(const BackupFile& file, const InputLimits& limits = {});
    /// Opens the member of a zip with exactly this name (see listZipMembers()); Usage with backup.zip_member if none.
    static Result<std::unique_ptr<BackupInput>> openZipMember(const BackupFile& file, const QByteArray& member,
                                                             const InputLimits& limits = {});
    /// Opens a file that lies directly in the folder `folderDescriptor`; links are refused. `file` names it for people.
    static Result<std::unique_ptr<BackupInput>> openIn(int folderDescriptor, const QByteArray& name, const BackupFile& file,
                                                      const InputLimits& limits = {});
    ~BackupInput();
    BackupInput(const BackupInput&) = delete;
    BackupInput& operator=(const BackupInput&) = delete;

    /// The decompressed head without consuming it: less than asked for (at most 64 KiB) only when the content is
    /// shorter or cannot be read on; in that case the next read() past the head tells why.
    Result<QByteArray> peek(qint64 maxBytes);
    /// Reads decompressed bytes. @returns 0 only at a proven end: every layer ended properly with its checksums, all
    /// stored bytes are hashed, and the file still has the identity it was opened with.
    Result<qint64> read(char* buffer, qint64 maxBytes);

    qint64 storedBytes() const;    ///< size on disk
    qint64 storedPosition() const; ///< stored bytes read so far; any thread
    qint64 position() const;       ///< decompressed bytes delivered by read(); any thread
    QByteArrayList compression() const; ///< outermost first: {"zip", "gzip"}; empty for a plain file
    QString memberName() const;    ///< inside a zip, for people; empty otherwise
    QByteArray sha256() const;     ///< raw 32 bytes over all stored bytes; empty before read() returned 0
    /// Whether a checksum of the compression covered all of the content, so that a flipped bit would have been found. For
    /// a plain file, and before read() returned 0, false.
    bool isChecksummed() const;
    QList<Message> warnings() const; ///< what is odd but harmless, such as bytes after the compressed stream
    /// Asks the open file and its path whether they still are the file that was opened: device, inode, size and
    /// modification time. The change time alone may differ: a new link or mode is no new content.
    Result<void> checkUnchanged() const;
    /// Equal for two inputs of one content: the same file, nothing written to it between their openings, the same member of a zip.
    QByteArray identity() const;
    int descriptor() const; ///< the open file, for callers that read a plain one with pread; owned by this object

private:
    struct State;
    explicit BackupInput(std::unique_ptr<State> state);
    static Result<std::unique_ptr<BackupInput>> start(std::unique_ptr<StoredFile> file, const QByteArray* member,
                                                     const InputLimits& limits);
    std::unique_ptr<State> m_state;
};

} // namespace bakferry
