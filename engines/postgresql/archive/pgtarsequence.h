#pragma once
#include "engines/input/backupinput.h"
#include "engines/postgresql/archive/pgarchivestore.h"
#include "engines/postgresql/archive/tarwalker.h"

#include <QHash>
#include <QSet>
#include <QStringList>

namespace bakferry {

/// Data of a tar archive behind an outer compression, in the order of the tar. One thread at a time.
///
/// Large objects come as one stream for each run of them, given to the BLOBS entries in turn. A tar that was packed again may hold
/// those of several entries in one run, which then all come with the first of them, or in many runs, which then repeat the last.
class PgTarSequence : public PgArchiveStore
{
public:
    /// Reads on until the table of contents was found, which is soon where pg_dump wrote the tar.
    /// @param input  just opened, nothing read yet; its table of contents is read into `toc`
    static Result<std::unique_ptr<PgTarSequence>> open(std::unique_ptr<BackupInput> input, BackupFile file, PgToc& toc);
    ~PgTarSequence() override;

    QList<Message> oddities() const { return m_oddities; }

    bool isRandomAccess() const override { return false; }
    Result<std::unique_ptr<PgRawStream>> open(int entry) const override;
    Result<std::optional<PgRawData>> next() override;
    Result<void> rewind() override;
    QList<Finding> check(const QList<PgEntryReading>& readings) override;
    bool mayBeMerged(int entry) const override;
    QByteArrayList outerCompression() const override { return m_input->compression(); }
    qint64 storedBytes() const override { return m_input->storedBytes(); }
    qint64 dataSize(int) const override { return -1; }
    qint64 storedPosition() const override { return m_input->storedPosition(); }
    bool isWholeChecksummed() const override { return m_input->isChecksummed(); }
    QByteArray sequenceSha256() const override { return m_input->sha256(); }
    Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress) const override;
    Result<void> checkUnchanged() const override { return m_input->checkUnchanged(); }

private:
    class Run; // of large objects
    class File;

    PgTarSequence(std::unique_ptr<BackupInput> input, BackupFile file, PgToc& toc);
    Result<PgToc> findToc();
    void begin();
    /// The next file beside toc.dat, without its folder.
    Result<std::optional<QByteArray>> nextName();
    std::optional<PgRawData> streamOf(const QByteArray& name);

    std::unique_ptr<BackupInput> m_input;
    BackupFile m_file;
    const PgToc& m_toc;
    QByteArray m_folder;          ///< of the tar, where toc.dat lies
    QHash<QByteArray, int> m_entries; ///< by file name
    QList<int> m_largeObjects;    ///< entries
    QList<Message> m_oddities;
    std::unique_ptr<TarWalker> m_walker;
    std::optional<QByteArray> m_pending; ///< name that ended a run of large objects
    qsizetype m_runs = 0;
    QStringList m_strays;         ///< files the table of contents does not know
    QSet<QByteArray> m_seen;      ///< names since begin(), to tell one that comes twice
    bool m_isFresh = false;       ///< nothing was read since begin()
    bool m_hasEnded = false;      ///< the tar's end was proven
};

} // namespace bakferry
