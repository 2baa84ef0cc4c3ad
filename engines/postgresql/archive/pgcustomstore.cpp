#include "engines/postgresql/archive/pgcustomstore.h"

#include "engines/input/hashing.h"
#include "engines/postgresql/archive/pgarchivebackup.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"

#include <algorithm>

namespace bakferry {

namespace {

// A block with a reader of its own, so that any number of them are read side by side.
class OwningBlock : public PgRawStream
{
public:
    OwningBlock(std::unique_ptr<PgByteReader> reader, const PgToc& toc, PgCustomBlock::Type type, qint64 storedBytes)
        : m_reader(std::move(reader)), m_block(*m_reader, toc, type, storedBytes) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override { return m_block.read(buffer, maxBytes); }
    quint32 largeObject() const override { return m_block.largeObject(); }
    qint64 storedBytesRead() const override { return m_block.storedBytesRead(); }
    bool isChecksummed() const override { return m_block.isChecksummed(); }
    qint64 storedOffset() const override { return m_block.storedOffset(); }
    qint64 objects() const override { return m_block.objects(); }

private:
    std::unique_ptr<PgByteReader> m_reader;
    PgCustomBlock m_block;
};

bool fits(const PgCustomBlock::Head& head, const PgEntry& entry)
{
    return head.id == entry.id && (head.type == PgCustomBlock::LargeObjects) == (entry.kind == "BLOBS");
}

} // namespace

QHash<qint64, int> pgDataEntries(const PgToc& toc)
{
    QHash<qint64, int> entries;
    for (int i = 0; i < toc.database.entries.size(); ++i) {
        if (toc.database.entries[i].hasData)
            entries.insert(toc.database.entries[i].id, i);
    }
    return entries;
}

PgCustomStore::PgCustomStore(std::unique_ptr<BackupInput> input, BackupFile file, const PgToc& toc, qint64 dataStart)
    : m_input(std::move(input)), m_file(std::move(file)), m_toc(toc), m_dataStart(dataStart), m_entries(pgDataEntries(toc)),
      m_sizes(toc.database.entries.size(), -1)
{
    for (const PgEntry& entry : toc.database.entries)
        m_offsets += entry.dataOffset;
    sizeUp();
}

// Blocks lie one behind the other, so each ends where the next begins; known only where all of them have their place.
void PgCustomStore::sizeUp()
{
    QList<qint64> begins;
    for (const int entry : std::as_const(m_entries))
        begins += m_offsets[entry];
    std::ranges::sort(begins);
    if (begins.isEmpty() || begins.first() < m_dataStart || begins.last() >= storedBytes())
        return;
    begins += storedBytes();
    for (const int entry : std::as_const(m_entries))
        m_sizes[entry] = *std::ranges::upper_bound(begins, m_offsets[entry]) - m_offsets[entry];
}

std::unique_ptr<PgByteReader> PgCustomStore::readerAt(qint64 offset, qint64 bufferBytes) const
{
    auto source = std::make_unique<PgFileSource>(m_input->descriptor(), offset, storedBytes(), m_file);
    return std::make_unique<PgByteReader>(std::move(source), m_file, storedBytes() - offset, bufferBytes);
}

void PgCustomStore::walk() const
{
    const auto reader = readerAt(m_dataStart, PgByteReader::wholeBuffer);
    while (!reader->atEnd() && !reader->failed()) {
        const qint64 offset = m_dataStart + reader->position();
        const PgCustomBlock::Head head = PgCustomBlock::readHead(*reader, m_toc.integerBytes);
        if (reader->failed())
            break;
        if (const auto entry = m_entries.constFind(head.id); entry != m_entries.cend() && m_offsets[*entry] < 0)
            m_offsets[*entry] = offset;
        if (const Result<void> skipped = PgCustomBlock(*reader, m_toc, PgCustomBlock::Type(head.type), storedBytes()).skipRest(); !skipped)
            break;
    }
    if (reader->failed())
        m_walkFailure = reader->failure();
}

Result<std::unique_ptr<PgRawStream>> PgCustomStore::open(int entry) const
{
    const PgEntry& wanted = m_toc.database.entries[entry];
    if (wanted.dataOffset < 0)
        std::call_once(m_walked, [this] { walk(); });
    const qint64 offset = m_offsets.at(entry);
    if (offset < 0)
        return m_walkFailure ? *m_walkFailure : pgarchiveerrors::dataMissing(m_file, pgEntryLabel(wanted));
    if (offset >= storedBytes())
        return pgarchiveerrors::truncated(m_file, storedBytes(), QStringLiteral("%1 begins at byte %2").arg(pgEntryLabel(wanted)).arg(offset));
    const qint64 size = m_sizes[entry];
    auto reader = readerAt(offset, size > 0 && size < PgByteReader::smallBuffer ? PgByteReader::smallBuffer : PgByteReader::wholeBuffer);
    const PgCustomBlock::Head head = PgCustomBlock::readHead(*reader, m_toc.integerBytes);
    if (!reader->failed() && (offset < m_dataStart || !fits(head, wanted)))
        reader->fail("the data block of another entry");
    if (reader->failed())
        return reader->failure();
    return std::unique_ptr<PgRawStream>(std::make_unique<OwningBlock>(std::move(reader), m_toc, PgCustomBlock::Type(head.type), storedBytes()));
}

// Between two blocks whose ends are proven nothing may lie but blocks of their own, which would be data of unknown entries.
Result<void> PgCustomStore::walkGap(qint64 begin, qint64 end) const
{
    auto source = std::make_unique<PgFileSource>(m_input->descriptor(), begin, end, m_file);
    PgByteReader reader(std::move(source), m_file, end - begin);
    const PgCustomBlock::Head head = PgCustomBlock::readHead(reader, m_toc.integerBytes);
    return reader.failed() ? reader.failure()
                           : pgarchiveerrors::unknownData(m_file, begin, QStringLiteral("dump id %1").arg(head.id));
}

QList<Finding> PgCustomStore::check(const QList<PgEntryReading>& readings)
{
    QList<std::pair<qint64, qint64>> extents;
    for (const int entry : std::as_const(m_entries)) {
        if (readings[entry].storedEnd < 0)
            return {}; // its own failure is told already, and where it ends nobody knows
        extents += {m_offsets[entry], readings[entry].storedEnd};
    }
    std::ranges::sort(extents);
    extents += {storedBytes(), storedBytes()};
    qint64 proven = m_dataStart;
    for (const auto& [begin, end] : extents) {
        if (begin < proven)
            return {blockerFinding("complete", pgarchiveerrors::damaged(m_file, begin, QStringLiteral("two data blocks overlap")))};
        if (begin > proven)
            return {blockerFinding("complete", walkGap(proven, begin).error())};
        proven = end;
    }
    return {};
}

Result<QByteArray> PgCustomStore::sha256(const JobContext& context, const std::function<void(qint64)>& progress) const
{
    return sha256OfDescriptor(m_input->descriptor(), context, progress);
}

} // namespace bakferry
