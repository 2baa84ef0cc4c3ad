#pragma once
#include "engines/postgresql/archive/pgtocreader.h"
#include "engines/postgresql/pgbackup.h"

#include <functional>

namespace bakferry {

/// Data of one entry as the archive holds them, decompressed: rows with their end mark, statements, or large objects.
class PgRawStream : public PgDataStream
{
public:
    /// After read() returned 0: whether a checksum of the compression covered all of it.
    virtual bool isChecksummed() const = 0;
    /// Where the reading stands in the file on disk; after read() returned 0: where the data end.
    virtual qint64 storedOffset() const = 0;
    /// Objects begun, where the data are large objects.
    virtual qint64 objects() const { return 0; }
};

struct PgRawData
{
    int entry = 0; ///< index
    std::unique_ptr<PgRawStream> stream;
};

/// How one entry's reading ended.
struct PgEntryReading
{
    qint64 rows = -1;
    qint64 objects = 0;
    qint64 storedEnd = -1; ///< -1: was not read to its end
    bool isChecksummed = false;
};

/// Where an archive keeps its data: one file in random order, one file in its own order, or the files of a folder or tar.
/// Thread-safe where it is random access; else one thread at a time.
class PgArchiveStore
{
public:
    virtual ~PgArchiveStore() = default;
    virtual bool isRandomAccess() const = 0;
    /// @pre isRandomAccess()
    virtual Result<std::unique_ptr<PgRawStream>> open(int entry) const = 0;
    /// @pre !isRandomAccess(). Whatever of the stream before was not read is left out.
    virtual Result<std::optional<PgRawData>> next() = 0;
    /// next() begins at the start of the file again.
    virtual Result<void> rewind() = 0;

    /// What only shows once every entry was read: bytes nobody owns, files nobody names, an end that is missing.
    virtual QList<Finding> check(const QList<PgEntryReading>& readings) = 0;
    /// Entries that the order of the file may have merged into another's stream, so that they are not missing.
    virtual bool mayBeMerged(int) const { return false; }

    virtual QByteArrayList outerCompression() const { return {}; }
    virtual qint64 storedBytes() const = 0;
    /// Stored bytes of an entry's data without reading them; -1: not known
    virtual qint64 dataSize(int entry) const = 0;
    /// What next() read of the file on disk; any thread.
    virtual qint64 storedPosition() const { return 0; }
    /// After the reading: whether checksums of the outer compression covered all of the backup.
    virtual bool isWholeChecksummed() const { return false; }
    /// What next() hashed on its way; empty before its end, and where it does not read in order.
    virtual QByteArray sequenceSha256() const { return {}; }
    virtual Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress) const = 0;
    virtual Result<void> checkUnchanged() const = 0;
};

} // namespace bakferry
