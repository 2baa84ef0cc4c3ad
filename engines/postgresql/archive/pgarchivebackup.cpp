#include "engines/postgresql/archive/pgarchivebackup.h"

#include "engines/displaytext.h"

namespace bakferry {

QString pgEntryLabel(const PgEntry& entry)
{
    return displayBytes(entry.kind + ' ' + (entry.schema.isEmpty() ? QByteArray() : entry.schema + '.') + entry.name);
}

std::unique_ptr<PgRawStream> pgRowStream(const BackupFile& file, const PgEntry& entry, std::unique_ptr<PgRawStream> raw)
{
    if (entry.kind == "BLOBS")
        return raw;
    if (entry.copyStatement.isEmpty())
        return std::make_unique<PgInsertStream>(std::move(raw), file, pgEntryLabel(entry));
    return std::make_unique<PgCopyStream>(std::move(raw), file, pgEntryLabel(entry));
}

PgArchiveBackup::PgArchiveBackup(BackupFile file, std::unique_ptr<PgToc> toc, std::unique_ptr<PgArchiveStore> store)
    : m_file(std::move(file)), m_toc(std::move(toc)), m_store(std::move(store))
{
    m_toc->header.outerCompression = m_store->outerCompression();
    for (int i = 0; i < m_toc->database.entries.size(); ++i) {
        PgEntry& entry = m_toc->database.entries[i];
        entry.dataSize = entry.hasData ? m_store->dataSize(i) : -1;
    }
    m_databases = {m_toc->database};
}

PgReading PgArchiveBackup::readThrough(const JobContext& context, JobStep step)
{
    if (const Result<void> begun = m_store->rewind(); !begun) {
        PgReading reading;
        reading.findings += blockerFinding("readable", begun.error());
        return reading;
    }
    m_isUnderWay = false;
    return readPgArchiveThrough(m_file, *m_toc, *m_store, context, step);
}

Result<std::unique_ptr<PgDataStream>> PgArchiveBackup::openData(int database, int entry) const
{
    Q_ASSERT(database == 0 && isRandomAccess());
    Result<std::unique_ptr<PgRawStream>> raw = m_store->open(entry);
    if (!raw)
        return raw.error();
    return std::unique_ptr<PgDataStream>(pgRowStream(m_file, m_databases[0].entries[entry], std::move(raw).value()));
}

Result<std::optional<PgNextData>> PgArchiveBackup::nextData()
{
    Q_ASSERT(!isRandomAccess());
    if (!m_isUnderWay) {
        if (const Result<void> begun = m_store->rewind(); !begun)
            return begun.error();
        m_isUnderWay = true;
    }
    Result<std::optional<PgRawData>> raw = m_store->next();
    if (!raw)
        return raw.error();
    if (!raw->has_value())
        return std::optional<PgNextData>();
    const int entry = (*raw)->entry;
    PgNextData next{0, entry, pgRowStream(m_file, m_databases[0].entries[entry], std::move((*raw)->stream))};
    return std::optional<PgNextData>(std::move(next));
}

Result<QByteArray> PgArchiveBackup::sha256(const JobContext& context) { return m_store->sha256(context, {}); }

} // namespace bakferry
