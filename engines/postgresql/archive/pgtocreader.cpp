#include "engines/postgresql/archive/pgtocreader.h"

#include "engines/postgresql/archive/pgarchiveerrors.h"
#include "engines/postgresql/archive/pgdatabasefacts.h"

#include <QSet>

#include <algorithm>

namespace bakferry {

namespace {

constexpr int oldestMinor = 10; // PostgreSQL 8.0
constexpr int newestMinor = 16; // PostgreSQL 17 and 18
constexpr qint64 maxTocBytes = 1024 * 1024 * 1024;
constexpr qint64 minEntryBytes = 60; // its numbers and string lengths alone

QByteArray twoDigits(qint64 number) { return QByteArray::number(number).rightJustified(2, '0'); }

PgSection sectionOfKind(QByteArrayView kind)
{
    // Before 1.11 archives did not say. Source: ReadToc()
    static const QByteArrayList none{"ACL", "ACL LANGUAGE", "COMMENT"};
    static const QByteArrayList data{"TABLE DATA", "BLOBS", "BLOB COMMENTS"};
    static const QByteArrayList post{"CONSTRAINT", "CHECK CONSTRAINT", "FK CONSTRAINT", "INDEX", "RULE", "TRIGGER"};
    const auto has = [&](const QByteArrayList& list) { return std::ranges::any_of(list, [&](const QByteArray& k) { return k == kind; }); };
    return has(none) ? PgSection::None : has(data) ? PgSection::Data : has(post) ? PgSection::PostData : PgSection::PreData;
}

PgSection sectionOf(qint64 number)
{
    switch (number) {
    case 2: return PgSection::PreData;
    case 3: return PgSection::Data;
    case 4: return PgSection::PostData;
    default: return PgSection::None;
    }
}

class TocParser
{
public:
    TocParser(PgByteReader& reader, qint64 knownBytes) : m_reader(reader), m_knownBytes(knownBytes) { }
    Result<PgToc> parse();

private:
    Result<void> parseHead();
    void parseCompression();
    void parseDate();
    Result<void> parseEntry();
    void parseDependencies(PgEntry& entry);
    void parseOffset(PgEntry& entry);
    Result<void> parseFileName(PgEntry& entry);
    qint64 integer() { return m_reader.integer(m_toc.integerBytes); }
    QByteArray text();

    PgByteReader& m_reader;
    qint64 m_knownBytes;
    PgToc m_toc;
    int m_offsetBytes = 8;
    QSet<qint64> m_ids;
};

QByteArray TocParser::text()
{
    QByteArray text = m_reader.string(m_toc.integerBytes).value_or(QByteArray());
    if (text.contains('\0'))
        m_reader.fail("a string with a NUL byte"); // PostgreSQL has none, so a bit was flipped
    return text;
}

Result<PgToc> TocParser::parse()
{
    if (const Result<void> head = parseHead(); !head)
        return head.error();
    const qint64 count = integer();
    const bool isImpossible = count < 0 || (m_knownBytes >= 0 && count > (m_knownBytes - m_reader.position()) / minEntryBytes);
    if (isImpossible)
        m_reader.fail("more entries than there is room for");
    for (qint64 i = 0; i < count && !m_reader.failed(); ++i) {
        if (const Result<void> entry = parseEntry(); !entry)
            return entry.error();
    }
    if (m_reader.failed())
        return m_reader.failure();
    readPgDatabaseFacts(m_toc.database);
    return std::move(m_toc);
}

Result<void> TocParser::parseHead()
{
    for (const char expected : {'P', 'G', 'D', 'M', 'P'}) {
        if (m_reader.byte() != quint8(expected))
            m_reader.fail("no mark of a PostgreSQL archive");
    }
    const int major = m_reader.byte();
    m_toc.version = m_reader.byte();
    m_reader.byte(); // revision
    if (m_reader.failed())
        return m_reader.failure();
    m_toc.header.archiveVersion = QByteArray::number(major) + '.' + QByteArray::number(m_toc.version);
    if (major != 1 || m_toc.version < oldestMinor || m_toc.version > newestMinor)
        return pgarchiveerrors::unknownVersion(m_reader.file(), m_toc.header.archiveVersion);
    m_toc.integerBytes = m_reader.byte();
    m_offsetBytes = m_reader.byte();
    const int format = m_reader.byte();
    if (m_toc.integerBytes < 2 || m_toc.integerBytes > 8 || m_offsetBytes < 2 || m_offsetBytes > 8)
        m_reader.fail("impossible sizes of numbers");
    else if (format != int(PgToc::Format::Custom) && format != int(PgToc::Format::Tar) && format != int(PgToc::Format::Directory))
        m_reader.fail("unknown archive format");
    if (m_reader.failed())
        return m_reader.failure();
    m_toc.format = PgToc::Format(format);
    parseCompression();
    parseDate();
    m_toc.database.name = text();
    m_toc.header.serverVersion = text();
    m_toc.header.producerVersion = text();
    return m_reader.failed() ? Result<void>(m_reader.failure()) : Result<void>();
}

// Up to 1.14 a level, where 0 means none and -1 zlib's default; since 1.15 an algorithm.
void TocParser::parseCompression()
{
    if (m_toc.version < 15) {
        const qint64 level = integer();
        if (level < -1 || level > 9)
            m_reader.fail("impossible compression level");
        m_toc.compression = level == 0 ? Compression::None : Compression::Zlib;
        return;
    }
    constexpr Compression algorithms[] = {Compression::None, Compression::Zlib, Compression::Lz4, Compression::Zstd};
    const int algorithm = m_reader.byte();
    if (algorithm < int(std::size(algorithms)))
        m_toc.compression = algorithms[algorithm];
    else
        m_reader.fail("unknown compression algorithm");
}

void TocParser::parseDate() // as C's struct tm
{
    const qint64 second = integer(), minute = integer(), hour = integer(), day = integer(), month = integer() + 1, year = integer() + 1900;
    integer(); // daylight saving
    const auto within = [](qint64 value, qint64 low, qint64 high) { return value >= low && value <= high; };
    const bool isSane = within(second, 0, 60) && within(minute, 0, 59) && within(hour, 0, 23) && within(day, 1, 31) && within(month, 1, 12)
        && within(year, 1990, 9999);
    if (isSane)
        m_toc.header.created = QByteArray::number(year) + '-' + twoDigits(month) + '-' + twoDigits(day) + ' ' + twoDigits(hour) + ':'
            + twoDigits(minute) + ':' + twoDigits(second);
}

Result<void> TocParser::parseEntry()
{
    PgEntry entry;
    const qint64 id = integer();
    if (id <= 0 || id > std::numeric_limits<int>::max() || m_ids.contains(id))
        m_reader.fail("impossible or repeated dump id");
    m_ids += id;
    entry.id = int(id);
    entry.hasData = integer() != 0;
    text(); // oids in the catalogue the object came from: meaningless elsewhere
    text();
    entry.name = text();
    entry.kind = text();
    entry.section = m_toc.version >= 11 ? sectionOf(integer()) : sectionOfKind(entry.kind);
    entry.definition = text();
    text(); // how to drop it; staging begins empty
    entry.copyStatement = text();
    entry.schema = text();
    entry.tablespace = text();
    if (m_toc.version >= 14)
        entry.accessMethod = text();
    if (m_toc.version >= 16)
        integer(); // relkind, which the kind tells as well
    entry.owner = text();
    text(); // "true": a table WITH OIDS, which no supported server knows any more
    parseDependencies(entry);
    if (m_toc.format == PgToc::Format::Custom)
        parseOffset(entry);
    else if (const Result<void> file = parseFileName(entry); !file)
        return file.error();
    if (m_reader.failed())
        return m_reader.failure();
    if (m_reader.position() > maxTocBytes)
        return pgarchiveerrors::tocTooLarge(m_reader.file());
    m_toc.database.entries += std::move(entry);
    return {};
}

void TocParser::parseDependencies(PgEntry& entry)
{
    for (;;) {
        const std::optional<QByteArray> id = m_reader.string(m_toc.integerBytes);
        if (!id)
            return; // the end of the list, or a failure
        bool isNumber = false;
        entry.dependencies += id->toInt(&isNumber);
        if (!isNumber)
            m_reader.fail("a dependency that is no number");
    }
}

void TocParser::parseOffset(PgEntry& entry)
{
    enum { NotSet = 1, Set = 2, NoData = 3 };
    const int state = m_reader.byte();
    const quint64 offset = m_reader.littleEndian(m_offsetBytes);
    if (state < NotSet || state > NoData || offset > quint64(std::numeric_limits<qint64>::max()))
        m_reader.fail("impossible place of data");
    else if (state == Set && entry.hasData)
        entry.dataOffset = qint64(offset);
    m_toc.files += QByteArray();
}

Result<void> TocParser::parseFileName(PgEntry& entry)
{
    const QByteArray name = text();
    if (!name.isEmpty() && !isPgDataFileName(name))
        return pgarchiveerrors::hostileName(m_reader.file(), name);
    m_toc.files += entry.hasData ? name : QByteArray();
    return {};
}

} // namespace

bool isPgDataFileName(QByteArrayView name)
{
    const auto isAllowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '.'; };
    return !name.isEmpty() && name != "." && name != ".." && std::ranges::all_of(name, isAllowed);
}

Result<PgToc> readPgToc(PgByteReader& reader, qint64 knownBytes) { return TocParser(reader, knownBytes).parse(); }

} // namespace bakferry
