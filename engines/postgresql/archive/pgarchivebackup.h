#pragma once
#include "engines/postgresql/archive/pgarchivestore.h"
#include "engines/postgresql/archive/pgcopystream.h"

namespace bakferry {

/// A PostgreSQL archive of any format: its table of contents, and the store its data come from.
class PgArchiveBackup : public PgBackup
{
public:
    /// @param toc  the store's; kept at its address
    PgArchiveBackup(BackupFile file, std::unique_ptr<PgToc> toc, std::unique_ptr<PgArchiveStore> store);

    const PgHeader& header() const override { return m_toc->header; }
    const QList<PgDatabase>& databases() const override { return m_databases; }
    bool entriesComplete() const override { return true; }
    PgReading readThrough(const JobContext& context, JobStep step) override;
    bool isRandomAccess() const override { return m_store->isRandomAccess(); }
    Result<std::unique_ptr<PgDataStream>> openData(int database, int entry) const override;
    Result<std::optional<PgNextData>> nextData() override;
    qint64 storedBytes() const override { return m_store->storedBytes(); }
    Result<QByteArray> sha256(const JobContext& context) override;
    Result<void> checkUnchanged() const override { return m_store->checkUnchanged(); }

private:
    BackupFile m_file;
    std::unique_ptr<PgToc> m_toc; ///< the stores refer to it
    std::unique_ptr<PgArchiveStore> m_store;
    QList<PgDatabase> m_databases;
    bool m_isUnderWay = false; ///< nextData() was asked since the last beginning
};

/// "TABLE DATA public.film", for people.
QString pgEntryLabel(const PgEntry& entry);
/// Rows without their end mark; statements and large objects as they are. Proves the end that pg_dump gives to rows and statements.
std::unique_ptr<PgRawStream> pgRowStream(const BackupFile& file, const PgEntry& entry, std::unique_ptr<PgRawStream> raw);

/// Reads every data entry of a store to its end, on two threads where it is random access. Other findings than damage follow
/// from what was read: nothing is missing, nothing is left over.
/// @pre for stores in file order: freshly opened or rewound
PgReading readPgArchiveThrough(const BackupFile& file, const PgToc& toc, PgArchiveStore& store, const JobContext& context, JobStep step);

} // namespace bakferry
