#include "engines/postgresql/archive/pgtarsequence.h"

#include "engines/displaytext.h"
#include "engines/input/decodingsource.h"
#include "engines/input/hashing.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"
#include "engines/postgresql/archive/pgcustomstore.h"
#include "engines/postgresql/archive/pgmembers.h"
#include "engines/postgresql/archive/pgmemberstore.h"

#include <algorithm>

namespace bakferry {

namespace {

// Content of the member the walker stands at.
class WalkerSource : public PgSource
{
public:
    explicit WalkerSource(TarWalker& walker) : m_walker(walker) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override { return m_walker.read(buffer, maxBytes); }
    qint64 storedOffset(qint64) const override { return m_walker.storedOffset(); }

private:
    TarWalker& m_walker;
};

// The number in "blob_27542.dat".
quint32 largeObjectOf(const QByteArray& name)
{
    const QByteArray bare = pgBareName(name);
    return bare.startsWith("blob_") && bare.endsWith(".dat") ? bare.mid(5).chopped(4).toUInt() : 0;
}

} // namespace

class PgTarSequence::File : public PgRawStream
{
public:
    File(PgTarSequence& sequence, const QByteArray& name) : m_sequence(sequence), m_begin(sequence.m_input->storedPosition()) { enter(name); }

    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        const Result<qint64> got = m_content->read(buffer, maxBytes);
        if (got && *got == 0 && !m_context.warnings.isEmpty())
            return pgarchiveerrors::damaged(m_sequence.m_file, storedOffset(), QStringLiteral("bytes behind the end of compressed data"));
        return got;
    }
    qint64 storedBytesRead() const override { return m_sequence.m_input->storedPosition() - m_begin; }
    bool isChecksummed() const override { return m_context.isChecksummed; }
    qint64 storedOffset() const override { return m_sequence.m_walker->storedOffset(); }

protected:
    void enter(const QByteArray& name)
    {
        m_content.reset();
        m_context = {m_sequence.m_file, m_sequence.m_input->storedBytes(), {}, {}, false};
        auto source = std::make_unique<WalkerSource>(*m_sequence.m_walker);
        if (const Compression compression = pgCompressionOf(name); compression == Compression::None)
            m_content = std::move(source);
        else
            m_content = std::make_unique<DecodingSource>(compression, std::move(source), m_context);
    }

    PgTarSequence& m_sequence;

private:
    qint64 m_begin;
    DecodingContext m_context;
    std::unique_ptr<ByteSource> m_content;
};

class PgTarSequence::Run : public PgTarSequence::File
{
public:
    Run(PgTarSequence& sequence, const QByteArray& name) : File(sequence, name), m_objectId(largeObjectOf(name)) { }

    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        while (!m_ended) {
            const Result<qint64> got = File::read(buffer, maxBytes);
            if (!got || *got > 0)
                return got;
            m_isChecksummed = m_isChecksummed && File::isChecksummed();
            Result<std::optional<QByteArray>> name = m_sequence.nextName();
            if (!name)
                return name.error();
            m_ended = !name->has_value() || largeObjectOf(**name) == 0;
            if (m_ended) {
                m_sequence.m_pending = *name;
                break;
            }
            enter(**name);
            m_objectId = largeObjectOf(**name);
            ++m_objects;
        }
        return qint64(0);
    }
    quint32 largeObject() const override { return m_objectId; }
    qint64 objects() const override { return m_objects; }
    bool isChecksummed() const override { return m_isChecksummed; }

private:
    quint32 m_objectId;
    qint64 m_objects = 1;
    bool m_isChecksummed = true;
    bool m_ended = false;
};

PgTarSequence::PgTarSequence(std::unique_ptr<BackupInput> input, BackupFile file, PgToc& toc)
    : m_input(std::move(input)), m_file(std::move(file)), m_toc(toc)
{
}

PgTarSequence::~PgTarSequence() = default;

Result<std::unique_ptr<PgTarSequence>> PgTarSequence::open(std::unique_ptr<BackupInput> input, BackupFile file, PgToc& toc)
{
    std::unique_ptr<PgTarSequence> sequence(new PgTarSequence(std::move(input), std::move(file), toc));
    sequence->begin();
    Result<PgToc> found = sequence->findToc();
    if (!found)
        return found.error();
    toc = std::move(found).value();
    for (int entry = 0; entry < toc.database.entries.size(); ++entry) {
        if (!toc.database.entries[entry].hasData)
            continue;
        if (toc.database.entries[entry].kind == "BLOBS")
            sequence->m_largeObjects += entry;
        else
            sequence->m_entries.insert(toc.files[entry], entry);
    }
    return sequence;
}

void PgTarSequence::begin()
{
    m_walker = std::make_unique<TarWalker>(std::make_unique<PgByteReader>(std::make_unique<PgInputSource>(*m_input), m_file));
    m_pending.reset();
    m_runs = 0;
    m_strays.clear();
    m_seen.clear();
    m_hasEnded = false;
    m_isFresh = true;
}

Result<PgToc> PgTarSequence::findToc()
{
    m_isFresh = false;
    for (;;) {
        const Result<std::optional<TarMember>> member = m_walker->next();
        if (!member)
            return member.error();
        if (!member->has_value())
            return pgarchiveerrors::noToc(m_file);
        const QByteArray& path = (*member)->name;
        m_folder = tarFolderOf(path);
        if (!(*member)->isFile || path != m_folder + "toc.dat")
            continue;
        if (!m_folder.isEmpty() && m_folder != "./")
            m_oddities += tarFolderOddity(m_folder);
        PgByteReader reader(std::make_unique<WalkerSource>(*m_walker), m_file, (*member)->size);
        return readPgToc(reader, (*member)->size);
    }
}

Result<void> PgTarSequence::rewind()
{
    if (m_isFresh)
        return {};
    Result<std::unique_ptr<BackupInput>> again = reopenPgInput(m_file, *m_input);
    if (!again)
        return again.error();
    m_walker.reset();
    m_input = std::move(again).value();
    begin();
    return {};
}

Result<std::unique_ptr<PgRawStream>> PgTarSequence::open(int) const
{
    Q_ASSERT(false);
    return pgarchiveerrors::dataMissing(m_file, QString()); // a mistake of the caller: there is no order but the file's
}

bool PgTarSequence::mayBeMerged(int entry) const { return m_runs > 0 && m_largeObjects.indexOf(entry) >= m_runs; }

Result<std::optional<QByteArray>> PgTarSequence::nextName()
{
    while (!m_hasEnded) {
        const Result<std::optional<TarMember>> member = m_walker->next();
        if (!member)
            return member.error();
        if (!member->has_value()) {
            m_hasEnded = true;
            const Result<bool> isPadding = m_walker->restIsPadding(); // so that the input reaches its proven end
            return isPadding ? Result<std::optional<QByteArray>>(std::optional<QByteArray>()) : isPadding.error();
        }
        const QByteArray& path = (*member)->name;
        if (!(*member)->isFile || tarFolderOf(path) != m_folder || isAppleDouble(path))
            continue;
        if (m_seen.contains(path))
            return pgarchiveerrors::twiceInTar(m_file, path);
        m_seen += path;
        return std::optional<QByteArray>(path.sliced(m_folder.size()));
    }
    return std::optional<QByteArray>();
}

Result<std::optional<PgRawData>> PgTarSequence::next()
{
    m_isFresh = false;
    for (;;) {
        Result<std::optional<QByteArray>> name = m_pending ? Result<std::optional<QByteArray>>(m_pending) : nextName();
        m_pending.reset();
        if (!name)
            return name.error();
        if (!name->has_value())
            return std::optional<PgRawData>();
        if (std::optional<PgRawData> data = streamOf(**name))
            return data;
    }
}

// @returns nothing for members without data: lists, restore.sql, toc.dat itself.
std::optional<PgRawData> PgTarSequence::streamOf(const QByteArray& name)
{
    if (largeObjectOf(name) != 0 && !m_largeObjects.isEmpty()) {
        const int entry = m_largeObjects[std::min(m_runs++, m_largeObjects.size() - 1)];
        return PgRawData{entry, std::make_unique<Run>(*this, name)};
    }
    const QByteArray bare = pgBareName(name);
    const auto entry = m_entries.constFind(bare);
    const bool isKnown = entry != m_entries.cend() || bare == "toc.dat" || bare == "restore.sql" || (bare.startsWith("blobs") && bare.endsWith(".toc"));
    if (!isKnown)
        m_strays += displayBytes(name, 80);
    return entry == m_entries.cend() ? std::nullopt : std::optional(PgRawData{*entry, std::make_unique<File>(*this, name)});
}

QList<Finding> PgTarSequence::check(const QList<PgEntryReading>&)
{
    return m_strays.isEmpty() ? QList<Finding>() : QList<Finding>{pgStrayFiles(m_strays, m_strays.size())};
}

Result<QByteArray> PgTarSequence::sha256(const JobContext& context, const std::function<void(qint64)>& progress) const
{
    return m_input->sha256().isEmpty() ? sha256OfDescriptor(m_input->descriptor(), context, progress) : Result<QByteArray>(m_input->sha256());
}

} // namespace bakferry
