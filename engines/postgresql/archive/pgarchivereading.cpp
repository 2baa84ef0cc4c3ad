#include "engines/postgresql/archive/pgarchivebackup.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"

#include <QSet>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace bakferry {

namespace {

constexpr qint64 portionBytes = 256 * 1024;
constexpr int maxDamages = 10; ///< told one by one; a file full of holes needs no longer list

Finding findingOf(const Error& error)
{
    if (error.kind == ErrorKind::Risk)
        return blockerFinding("hostile", error);
    const bool isMissing = error.code == "backup.truncated" || error.code == "backup.archive_data_missing";
    return blockerFinding(isMissing ? "complete" : "readable", error);
}

class ArchiveReading
{
public:
    ArchiveReading(const BackupFile& file, const PgToc& toc, PgArchiveStore& store, const JobContext& context, JobStep step)
        : m_file(file), m_entries(toc.database.entries), m_store(store), m_context(context), m_step(step), m_readings(m_entries.size()) { }
    PgReading run();

private:
    void readInAnyOrder();
    void readInOrder();
    void work(bool hashesFirst);
    void hash();
    Result<void> readEntry(int entry, std::unique_ptr<PgRawStream> raw, QByteArray& buffer);
    /// Whether the table of contents knows this large object, where it lists them one by one (up to 1.15).
    bool isKnownObject(quint32 id) const { return m_objects.isEmpty() || m_objects.contains(id); }
    void report(int entry);
    void damage(const Error& error);
    void checkNothingMissing();
    void conclude(PgReading& reading);
    Finding checksumFinding() const;

    const BackupFile& m_file;
    const QList<PgEntry>& m_entries;
    PgArchiveStore& m_store;
    const JobContext& m_context;
    const JobStep m_step;
    QList<PgEntryReading> m_readings; ///< each written by the one thread that reads the entry
    QList<int> m_order;               ///< entries with data, largest first
    QSet<quint32> m_objects;          ///< large objects the table of contents lists; empty: it does not
    std::atomic<qsizetype> m_next = 0;
    std::atomic<qint64> m_decodedBytes = 0, m_hashedBytes = 0, m_rows = 0;
    std::atomic<bool> m_cancelled = false;
    std::mutex m_mutex;
    QList<Error> m_damages;           ///< under m_mutex
    QByteArray m_sha256;              ///< under m_mutex
};

PgReading ArchiveReading::run()
{
    for (int entry = 0; entry < m_entries.size(); ++entry) {
        if (m_entries[entry].hasData)
            m_order += entry;
        else if (m_entries[entry].kind == "BLOB")
            m_objects += m_entries[entry].name.toUInt();
    }
    std::ranges::stable_sort(m_order, std::greater(), [this](int entry) { return m_entries[entry].dataSize; });
    if (m_store.isRandomAccess())
        readInAnyOrder();
    else
        readInOrder();
    PgReading reading;
    conclude(reading);
    return reading;
}

void ArchiveReading::readInAnyOrder()
{
    std::jthread other([this] { work(true); });
    work(false);
}

// Two threads: one begins with the hash, which must go over the file in its order, and then helps the other.
void ArchiveReading::work(bool hashesFirst)
{
    if (hashesFirst)
        hash();
    QByteArray buffer(portionBytes, Qt::Uninitialized);
    for (qsizetype next = m_next++; next < m_order.size() && !m_cancelled; next = m_next++) {
        const int entry = m_order[next];
        Result<std::unique_ptr<PgRawStream>> raw = m_store.open(entry);
        if (!raw)
            damage(raw.error());
        else if (const Result<void> read = readEntry(entry, std::move(raw).value(), buffer); !read)
            damage(read.error());
    }
}

void ArchiveReading::hash()
{
    const Result<QByteArray> sum = m_store.sha256(m_context, [this](qint64 bytes) { m_hashedBytes = bytes; });
    if (!sum) {
        damage(sum.error());
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_sha256 = *sum;
}

void ArchiveReading::readInOrder()
{
    QByteArray buffer(portionBytes, Qt::Uninitialized);
    for (;;) {
        Result<std::optional<PgRawData>> next = m_store.next();
        if (!next)
            return damage(next.error());
        if (!next->has_value())
            break;
        const int entry = (*next)->entry;
        const bool mayRepeat = m_entries[entry].kind == "BLOBS"; // large objects of a tar come in runs
        if (m_readings[entry].storedEnd >= 0 && !mayRepeat)
            return damage(pgarchiveerrors::unknownData(m_file, (*next)->stream->storedOffset(), QStringLiteral("%1 a second time").arg(pgEntryLabel(m_entries[entry]))));
        if (const Result<void> read = readEntry(entry, std::move((*next)->stream), buffer); !read)
            return damage(read.error());
    }
    m_sha256 = m_store.sequenceSha256();
}

Result<void> ArchiveReading::readEntry(int entry, std::unique_ptr<PgRawStream> raw, QByteArray& buffer)
{
    const PgRawStream* stored = raw.get(); // lives within `stream`
    const bool isRows = !m_entries[entry].copyStatement.isEmpty();
    const std::unique_ptr<PgRawStream> stream = pgRowStream(m_file, m_entries[entry], std::move(raw));
    qint64 countedBytes = 0, countedRows = 0;
    for (;;) {
        if (!m_context.goOn()) {
            m_cancelled = true;
            return cancelledError();
        }
        const Result<qint64> got = stream->read(buffer.data(), buffer.size());
        if (!got)
            return got.error();
        if (const quint32 object = stream->largeObject(); object != 0 && !isKnownObject(object))
            return pgarchiveerrors::unknownData(m_file, stream->storedOffset(), QStringLiteral("large object %1").arg(object));
        const qint64 rows = isRows ? static_cast<const PgCopyStream&>(*stream).rows() : 0;
        m_rows += rows - countedRows;
        m_decodedBytes += stored->storedBytesRead() - countedBytes;
        countedRows = rows;
        countedBytes = stored->storedBytesRead();
        report(entry);
        if (*got == 0) {
            m_readings[entry] = {isRows ? rows : -1, stored->objects(), stored->storedOffset(), stored->isChecksummed()};
            return {};
        }
    }
}

void ArchiveReading::report(int entry)
{
    const bool isHashedBeside = m_store.isRandomAccess();
    const qint64 total = m_store.storedBytes();
    const qint64 done = isHashedBeside ? (std::min<qint64>(m_decodedBytes, total) + m_hashedBytes) / 2 : m_store.storedPosition();
    m_context.report({m_step, std::min(done, total), total, m_rows, pgEntryLabel(m_entries[entry])});
}

void ArchiveReading::damage(const Error& error)
{
    if (error.kind == ErrorKind::Cancelled) {
        m_cancelled = true;
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (m_damages.size() < maxDamages && !m_damages.contains(error))
        m_damages += error;
}

void ArchiveReading::checkNothingMissing()
{
    for (int entry = 0; entry < m_entries.size(); ++entry) {
        if (m_entries[entry].hasData && m_readings[entry].storedEnd < 0 && !m_store.mayBeMerged(entry))
            damage(pgarchiveerrors::dataMissing(m_file, pgEntryLabel(m_entries[entry])));
    }
}

Finding ArchiveReading::checksumFinding() const
{
    if (m_store.isWholeChecksummed())
        return passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "A checksum of the compression covers every byte of the content, and it is right."), {}});
    const bool areRowsCovered = !m_order.isEmpty() && std::ranges::all_of(m_order, [this](int entry) { return m_readings[entry].isChecksummed; });
    if (areRowsCovered)
        return passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "Checksums of the compression cover all data of the tables, and they are right. The table of contents with the definitions carries none."), {}});
    return passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "This format carries no checksum: damage to its structure is found, but a value that changed inside a row could not be seen."), {}});
}

void ArchiveReading::conclude(PgReading& reading)
{
    reading.cancelled = m_cancelled;
    QList<qint64> rows;
    for (const PgEntryReading& entry : std::as_const(m_readings))
        rows += entry.rows;
    reading.rows = {rows};
    if (m_cancelled)
        return;
    if (m_damages.isEmpty())
        checkNothingMissing();
    if (const Result<void> same = m_store.checkUnchanged(); !same)
        damage(same.error());
    for (const Error& error : std::as_const(m_damages))
        reading.findings += findingOf(error);
    if (m_damages.isEmpty())
        reading.findings += m_store.check(m_readings);
    const auto blocks = [&](const char* id) {
        return std::ranges::any_of(reading.findings, [&](const Finding& f) { return f.level == FindingLevel::Blocker && (!id || f.checkId == id); });
    };
    reading.complete = !blocks(nullptr);
    if (reading.complete) {
        const QString entries = QString::number(m_order.size());
        reading.findings.prepend(passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "The data of all %1 entries of the table of contents are there and end as they should."), {entries}}));
        reading.findings.prepend(passedFinding("readable", {QT_TRANSLATE_NOOP("Message", "Every data block was decoded: %1 rows."), {QString::number(m_rows)}}));
        reading.findings += checksumFinding();
        reading.sha256 = m_sha256;
    }
}

} // namespace

PgReading readPgArchiveThrough(const BackupFile& file, const PgToc& toc, PgArchiveStore& store, const JobContext& context, JobStep step)
{
    return ArchiveReading(file, toc, store, context, step).run();
}

} // namespace bakferry
