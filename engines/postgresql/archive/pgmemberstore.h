#pragma once
#include "engines/input/decodingsource.h"
#include "engines/postgresql/archive/pgarchivestore.h"
#include "engines/postgresql/archive/pgmembers.h"

namespace bakferry {

/// Data files of a directory archive, in a folder or a plain tar, in any order. Thread-safe.
/// Source: PostgreSQL, src/bin/pg_dump/pg_backup_directory.c, pg_backup_tar.c
class PgMemberStore : public PgArchiveStore
{
public:
    /// @param toc  outlives the store
    PgMemberStore(std::unique_ptr<PgMembers> members, BackupFile file, const PgToc& toc);

    /// The table of contents, which lies in toc.dat (or toc.dat.gz, when somebody compressed it).
    static Result<PgToc> readToc(const PgMembers& members, const BackupFile& file);
    /// "none", "gzip" …, or "gzip, none" where files differ; by their names.
    QByteArray compressionWord() const;
    const PgMembers& members() const { return *m_members; }

    bool isRandomAccess() const override { return true; }
    Result<std::unique_ptr<PgRawStream>> open(int entry) const override;
    Result<std::optional<PgRawData>> next() override { return std::optional<PgRawData>(); }
    Result<void> rewind() override { return {}; }
    QList<Finding> check(const QList<PgEntryReading>& readings) override;
    qint64 storedBytes() const override { return m_totalBytes; }
    qint64 dataSize(int entry) const override;
    Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress) const override { return m_members->sha256(context, progress); }
    Result<void> checkUnchanged() const override { return m_members->checkUnchanged(); }

private:
    QByteArray memberOf(int entry) const;

    std::unique_ptr<PgMembers> m_members;
    BackupFile m_file;
    const PgToc& m_toc;
    qint64 m_totalBytes;
    qint64 m_largeObjectBytes = -1; ///< -1: several lists share the files, and which has which only they know
};

/// The member's real name: as it is, or with .gz, .lz4 or .zst behind it; empty where there is none.
QByteArray pgStoredName(const PgMembers& members, const QByteArray& name);
/// The other way round: "3054.dat" of "3054.dat.gz".
QByteArray pgBareName(const QByteArray& name);
Compression pgCompressionOf(QByteArrayView name);
/// The finding that files lie beside the backup which it does not know. @param count  of all, `names` may be fewer
Finding pgStrayFiles(const QStringList& names, qint64 count);
/// The file that lists the large objects of a BLOBS entry, which since 1.16 may be one of several.
QByteArray pgLargeObjectList(const PgToc& toc, int entry);

} // namespace bakferry
