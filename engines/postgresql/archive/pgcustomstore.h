#pragma once
#include "engines/input/backupinput.h"
#include "engines/postgresql/archive/pgcustomblock.h"

#include <QHash>

#include <mutex>

namespace bakferry {

/// Data blocks of a custom archive in a plain file, in any order. Where the archive was written to a pipe its table of contents
/// knows no places; then the blocks are found by walking over their chunks once, when data are first asked for. Thread-safe.
class PgCustomStore : public PgArchiveStore
{
public:
    /// @param input      the open file, which has no outer compression
    /// @param toc        outlives the store
    /// @param dataStart  byte behind the table of contents
    PgCustomStore(std::unique_ptr<BackupInput> input, BackupFile file, const PgToc& toc, qint64 dataStart);

    bool isRandomAccess() const override { return true; }
    Result<std::unique_ptr<PgRawStream>> open(int entry) const override;
    Result<std::optional<PgRawData>> next() override { return std::optional<PgRawData>(); }
    Result<void> rewind() override { return {}; }
    QList<Finding> check(const QList<PgEntryReading>& readings) override;
    qint64 storedBytes() const override { return m_input->storedBytes(); }
    qint64 dataSize(int entry) const override { return m_sizes[entry]; }
    Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress) const override;
    Result<void> checkUnchanged() const override { return m_input->checkUnchanged(); }

private:
    void sizeUp();
    void walk() const;
    std::unique_ptr<PgByteReader> readerAt(qint64 offset, qint64 bufferBytes) const;
    Result<void> walkGap(qint64 begin, qint64 end) const;

    std::unique_ptr<BackupInput> m_input;
    BackupFile m_file;
    const PgToc& m_toc;
    qint64 m_dataStart;
    QHash<qint64, int> m_entries; ///< by dump id, those with data
    QList<qint64> m_sizes;
    mutable std::once_flag m_walked;
    mutable QList<qint64> m_offsets; ///< by entry, -1: not there; fixed once walk() was needed and done
    mutable std::optional<Error> m_walkFailure;
};

/// Data blocks of a custom archive behind an outer compression, in the order of the file. One thread at a time.
class PgCustomSequence : public PgArchiveStore
{
public:
    /// @param input   just opened, nothing read yet; its table of contents is read into `toc`
    static Result<std::unique_ptr<PgCustomSequence>> open(std::unique_ptr<BackupInput> input, BackupFile file, PgToc& toc);

    bool isRandomAccess() const override { return false; }
    Result<std::unique_ptr<PgRawStream>> open(int entry) const override;
    Result<std::optional<PgRawData>> next() override;
    Result<void> rewind() override;
    QList<Finding> check(const QList<PgEntryReading>&) override { return {}; }
    QByteArrayList outerCompression() const override { return m_input->compression(); }
    qint64 storedBytes() const override { return m_input->storedBytes(); }
    qint64 dataSize(int) const override { return -1; }
    qint64 storedPosition() const override { return m_input->storedPosition(); }
    bool isWholeChecksummed() const override { return m_input->isChecksummed(); }
    QByteArray sequenceSha256() const override { return m_input->sha256(); }
    Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress) const override;
    Result<void> checkUnchanged() const override { return m_input->checkUnchanged(); }

private:
    PgCustomSequence(std::unique_ptr<BackupInput> input, BackupFile file, PgToc& toc);
    Result<PgToc> readToc();

    std::unique_ptr<BackupInput> m_input;
    BackupFile m_file;
    const PgToc& m_toc;
    QHash<qint64, int> m_entries;
    std::unique_ptr<PgByteReader> m_reader;
    std::unique_ptr<PgCustomBlock> m_block; ///< handed out last
    bool m_isFresh = true; ///< behind the table of contents
};

/// Entries with data by their dump id.
QHash<qint64, int> pgDataEntries(const PgToc& toc);
/// Opens `file` once more and proves that it is what `known` has open.
Result<std::unique_ptr<BackupInput>> reopenPgInput(const BackupFile& file, const BackupInput& known);

} // namespace bakferry
