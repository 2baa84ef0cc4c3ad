#include "engines/postgresql/archive/pgmemberstream.h"

#include "engines/displaytext.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"

#include <atomic>

namespace bakferry {

namespace {

constexpr qint64 maxLineBytes = 2048; // pg_dump's own limit for a path is 1024
constexpr qint64 listBytes = 16 * 1024;

class FileStream : public PgRawStream
{
public:
    explicit FileStream(std::unique_ptr<PgMemberContent> content) : m_content(std::move(content)), m_begin(m_content->storedOffset(0)) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        const Result<qint64> got = m_content->read(buffer, maxBytes);
        m_stored.store(m_content->storedOffset(0) - m_begin, std::memory_order_relaxed);
        return got;
    }
    qint64 storedBytesRead() const override { return m_stored.load(std::memory_order_relaxed); }
    bool isChecksummed() const override { return m_content->isChecksummed(); }
    qint64 storedOffset() const override { return m_content->storedOffset(0); }

private:
    std::unique_ptr<PgMemberContent> m_content;
    qint64 m_begin;
    std::atomic<qint64> m_stored = 0;
};

class LargeObjectStream : public PgRawStream
{
public:
    LargeObjectStream(const PgMembers& members, QByteArray listName, std::unique_ptr<PgMemberContent> list)
        : m_members(members), m_listName(std::move(listName)), m_list(std::move(list)) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    quint32 largeObject() const override { return m_objectId; }
    qint64 storedBytesRead() const override { return m_stored.load(std::memory_order_relaxed); }
    bool isChecksummed() const override { return m_isChecksummed; }
    qint64 storedOffset() const override { return m_list->storedOffset(0); }
    qint64 objects() const override { return m_objects; }

private:
    Result<bool> nextLine(QByteArray& line);
    Result<bool> nextObject();

    const PgMembers& m_members;
    QByteArray m_listName;
    std::unique_ptr<PgMemberContent> m_list;
    QByteArray m_lines;
    bool m_listEnded = false;
    std::unique_ptr<PgMemberContent> m_content;
    quint32 m_objectId = 0;
    qint64 m_objects = 0;
    bool m_isChecksummed = true;
    std::atomic<qint64> m_stored = 0;
};

// @returns false at the end of the list
Result<bool> LargeObjectStream::nextLine(QByteArray& line)
{
    for (;;) {
        const qsizetype end = m_lines.indexOf('\n');
        if (end >= 0) {
            line = m_lines.first(end);
            m_lines.remove(0, end + 1);
            return true;
        }
        if (m_lines.size() > maxLineBytes)
            return pgarchiveerrors::damaged(m_members.fileOf(m_listName), m_list->storedOffset(0), QStringLiteral("an endless line in %1").arg(displayBytes(m_listName)));
        if (m_listEnded && m_lines.isEmpty())
            return false;
        if (m_listEnded)
            return pgarchiveerrors::truncated(m_members.fileOf(m_listName), m_list->storedOffset(0), QStringLiteral("the last line of %1 has no end").arg(displayBytes(m_listName)));
        const qsizetype known = m_lines.size();
        m_lines.resize(known + listBytes);
        const Result<qint64> got = m_list->read(m_lines.data() + known, listBytes);
        m_lines.resize(known + (got ? *got : 0));
        if (!got)
            return got.error();
        m_listEnded = *got == 0;
    }
}

Result<bool> LargeObjectStream::nextObject()
{
    QByteArray line;
    const Result<bool> hasLine = nextLine(line);
    if (!hasLine || !*hasLine)
        return hasLine;
    const qsizetype space = line.indexOf(' ');
    bool isNumber = false;
    m_objectId = line.first(std::max<qsizetype>(space, 0)).toUInt(&isNumber);
    if (!isNumber || m_objectId == 0)
        return pgarchiveerrors::damaged(m_members.fileOf(m_listName), m_list->storedOffset(0), QStringLiteral("a line of %1 names no large object").arg(displayBytes(m_listName)));
    const QByteArray name = line.sliced(space + 1);
    if (!isPgDataFileName(name))
        return pgarchiveerrors::hostileName(m_members.fileOf(m_listName), name);
    const QByteArray stored = pgStoredName(m_members, name);
    if (stored.isEmpty())
        return pgarchiveerrors::dataMissing(m_members.fileOf(m_listName), QStringLiteral("%1 (large object %2)").arg(displayBytes(name)).arg(m_objectId));
    Result<std::unique_ptr<PgMemberContent>> content = PgMemberContent::open(m_members, stored);
    if (!content)
        return content.error();
    m_content = std::move(content).value();
    m_stored.fetch_add(m_members.storedBytes(stored), std::memory_order_relaxed);
    ++m_objects;
    return true;
}

Result<qint64> LargeObjectStream::read(char* buffer, qint64 maxBytes)
{
    for (;;) {
        if (!m_content) {
            const Result<bool> next = nextObject();
            if (!next)
                return next.error();
            if (!*next)
                return qint64(0);
        }
        const Result<qint64> got = m_content->read(buffer, maxBytes);
        if (!got || *got > 0)
            return got;
        m_isChecksummed = m_isChecksummed && m_content->isChecksummed();
        m_content.reset();
    }
}

} // namespace

PgMemberContent::PgMemberContent(std::unique_ptr<PgSource> source, DecodingContext context, Compression compression)
    : m_context(std::move(context)), m_isPlain(compression == Compression::None)
{
    if (m_isPlain)
        m_content = std::move(source);
    else
        m_content = std::make_unique<DecodingSource>(compression, std::move(source), m_context);
}

Result<std::unique_ptr<PgMemberContent>> PgMemberContent::open(const PgMembers& members, const QByteArray& name)
{
    const Compression compression = pgCompressionOf(name);
    const BackupFile file = members.fileOf(name);
    const qint64 bytes = members.storedBytes(name);
    DecodingContext context{file, bytes, {}, {}, false};
    if (bytes == 0 && compression != Compression::None)
        return pgarchiveerrors::truncated(file, 0, displayBytes(name));
    if (bytes == 0) // an empty large object, or a table without rows as INSERTs
        return std::unique_ptr<PgMemberContent>(new PgMemberContent(nullptr, std::move(context), compression));
    Result<std::unique_ptr<PgSource>> source = members.open(name);
    if (!source)
        return source.error();
    return std::unique_ptr<PgMemberContent>(new PgMemberContent(std::move(source).value(), std::move(context), compression));
}

Result<qint64> PgMemberContent::read(char* buffer, qint64 maxBytes)
{
    if (!m_content)
        return qint64(0);
    const Result<qint64> got = m_content->read(buffer, maxBytes);
    if (got && *got == 0 && !m_context.warnings.isEmpty()) // bytes behind the compressed data, which pg_dump never writes
        return pgarchiveerrors::damaged(m_context.file, storedOffset(0), QStringLiteral("bytes behind the end of compressed data"));
    return got;
}

qint64 PgMemberContent::storedOffset(qint64 unread) const { return m_content ? m_content->storedOffset(m_isPlain ? unread : 0) : 0; }

std::unique_ptr<PgRawStream> pgFileStream(std::unique_ptr<PgMemberContent> content) { return std::make_unique<FileStream>(std::move(content)); }

std::unique_ptr<PgRawStream> pgLargeObjectStream(const PgMembers& members, const QByteArray& listName, std::unique_ptr<PgMemberContent> list)
{
    return std::make_unique<LargeObjectStream>(members, listName, std::move(list));
}

} // namespace bakferry
