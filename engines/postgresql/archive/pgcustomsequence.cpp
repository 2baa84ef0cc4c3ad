#include "engines/input/hashing.h"
#include "engines/input/inputerrors.h"
#include "engines/input/storedfile.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"
#include "engines/postgresql/archive/pgcustomstore.h"

#include <sys/stat.h>

namespace bakferry {

namespace {

// What is handed out; the sequence keeps the block itself, to go over what was left unread.
class LentBlock : public PgRawStream
{
public:
    LentBlock(PgCustomBlock& block, const BackupInput& input) : m_block(block), m_input(input), m_begin(input.storedPosition()) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override { return m_block.read(buffer, maxBytes); }
    quint32 largeObject() const override { return m_block.largeObject(); }
    qint64 storedBytesRead() const override { return m_input.storedPosition() - m_begin; }
    bool isChecksummed() const override { return m_block.isChecksummed(); }
    qint64 storedOffset() const override { return m_block.storedOffset(); }
    qint64 objects() const override { return m_block.objects(); }

private:
    PgCustomBlock& m_block;
    const BackupInput& m_input;
    qint64 m_begin;
};

} // namespace

Result<std::unique_ptr<BackupInput>> reopenPgInput(const BackupFile& file, const BackupInput& known)
{
    Result<std::unique_ptr<BackupInput>> again = BackupInput::open(file);
    struct stat before {}, now {};
    if (again && (::fstat(known.descriptor(), &before) != 0 || ::fstat((*again)->descriptor(), &now) != 0 || !isSameContent(before, now)))
        return inputerrors::changed(file);
    return again;
}

PgCustomSequence::PgCustomSequence(std::unique_ptr<BackupInput> input, BackupFile file, PgToc& toc)
    : m_input(std::move(input)), m_file(std::move(file)), m_toc(toc)
{
}

Result<std::unique_ptr<PgCustomSequence>> PgCustomSequence::open(std::unique_ptr<BackupInput> input, BackupFile file, PgToc& toc)
{
    std::unique_ptr<PgCustomSequence> sequence(new PgCustomSequence(std::move(input), std::move(file), toc));
    Result<PgToc> read = sequence->readToc();
    if (!read)
        return read.error();
    toc = std::move(read).value();
    sequence->m_entries = pgDataEntries(toc);
    return sequence;
}

Result<PgToc> PgCustomSequence::readToc()
{
    m_block.reset();
    m_reader = std::make_unique<PgByteReader>(std::make_unique<PgInputSource>(*m_input), m_file);
    m_isFresh = true;
    return readPgToc(*m_reader, -1);
}

Result<void> PgCustomSequence::rewind()
{
    if (m_isFresh)
        return {};
    Result<std::unique_ptr<BackupInput>> again = reopenPgInput(m_file, *m_input);
    if (!again)
        return again.error();
    m_block.reset();
    m_reader.reset();
    m_input = std::move(again).value();
    const Result<PgToc> read = readToc();
    return read ? Result<void>() : read.error();
}

Result<std::unique_ptr<PgRawStream>> PgCustomSequence::open(int) const
{
    Q_ASSERT(false);
    return pgarchiveerrors::dataMissing(m_file, QString()); // a mistake of the caller: there is no order but the file's
}

Result<std::optional<PgRawData>> PgCustomSequence::next()
{
    m_isFresh = false;
    if (m_block) {
        if (const Result<void> skipped = m_block->skipRest(); !skipped)
            return skipped.error();
        m_block.reset();
    }
    if (m_reader->atEnd())
        return std::optional<PgRawData>();
    const PgCustomBlock::Head head = PgCustomBlock::readHead(*m_reader, m_toc.integerBytes);
    if (m_reader->failed())
        return m_reader->failure();
    const auto entry = m_entries.constFind(head.id);
    if (entry == m_entries.cend())
        return pgarchiveerrors::unknownData(m_file, m_reader->storedOffset(), QStringLiteral("dump id %1").arg(head.id));
    if ((head.type == PgCustomBlock::LargeObjects) != (m_toc.database.entries[*entry].kind == "BLOBS"))
        m_reader->fail("a data block of another type than its entry");
    if (m_reader->failed())
        return m_reader->failure();
    m_block = std::make_unique<PgCustomBlock>(*m_reader, m_toc, PgCustomBlock::Type(head.type), m_input->storedBytes());
    return std::optional<PgRawData>(PgRawData{*entry, std::make_unique<LentBlock>(*m_block, *m_input)});
}

Result<QByteArray> PgCustomSequence::sha256(const JobContext& context, const std::function<void(qint64)>& progress) const
{
    return m_input->sha256().isEmpty() ? sha256OfDescriptor(m_input->descriptor(), context, progress) : Result<QByteArray>(m_input->sha256());
}

} // namespace bakferry
