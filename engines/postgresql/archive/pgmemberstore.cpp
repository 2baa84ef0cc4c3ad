#include "engines/postgresql/archive/pgmemberstore.h"

#include "engines/displaytext.h"
#include "engines/postgresql/archive/pgarchivebackup.h"
#include "engines/postgresql/archive/pgarchiveerrors.h"
#include "engines/postgresql/archive/pgmemberstream.h"

#include <QSet>

#include <algorithm>

namespace bakferry {

namespace {

struct Suffix
{
    QByteArrayView text;
    Compression compression;
};
constexpr Suffix suffixes[] = {{".gz", Compression::Gzip}, {".lz4", Compression::Lz4}, {".zst", Compression::Zstd}};

// So that a toc.dat somebody compressed can be read like one that is plain.
class ContentSource : public PgSource
{
public:
    explicit ContentSource(std::unique_ptr<PgMemberContent> content) : m_content(std::move(content)) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override { return m_content->read(buffer, maxBytes); }
    qint64 storedOffset(qint64 unread) const override { return m_content->storedOffset(unread); }

private:
    std::unique_ptr<PgMemberContent> m_content;
};

bool isLargeObjectFile(const QByteArray& name) { return name.startsWith("blob_"); }

} // namespace

Compression pgCompressionOf(QByteArrayView name)
{
    for (const Suffix& suffix : suffixes) {
        if (name.endsWith(suffix.text))
            return suffix.compression;
    }
    return Compression::None;
}

QByteArray pgBareName(const QByteArray& name)
{
    for (const Suffix& suffix : suffixes) {
        if (name.endsWith(suffix.text))
            return name.chopped(suffix.text.size());
    }
    return name;
}

QByteArray pgStoredName(const PgMembers& members, const QByteArray& name)
{
    if (members.storedBytes(name) >= 0)
        return name;
    for (const Suffix& suffix : suffixes) {
        if (const QByteArray longer = name + suffix.text.toByteArray(); members.storedBytes(longer) >= 0)
            return longer;
    }
    return {};
}

QByteArray pgLargeObjectList(const PgToc& toc, int entry)
{
    // Up to 1.15 there is one entry, and its file is not the one its table of contents names. Source: _LoadLOs()
    return toc.version < 16 ? QByteArray("blobs.toc") : "blobs_" + QByteArray::number(toc.database.entries[entry].id) + ".toc";
}

Finding pgStrayFiles(const QStringList& names, qint64 count)
{
    return warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "Beside the backup lie %1 files that its table of contents does not know: %2."),
                                       {QString::number(count), names.mid(0, 10).join(QStringLiteral(", "))}},
                          {QT_TRANSLATE_NOOP("Message", "They are not restored. Make sure that the files of two backups were not mixed."), {}});
}

PgMemberStore::PgMemberStore(std::unique_ptr<PgMembers> members, BackupFile file, const PgToc& toc)
    : m_members(std::move(members)), m_file(std::move(file)), m_toc(toc), m_totalBytes(m_members->totalBytes())
{
    if (std::ranges::count(m_toc.database.entries, QByteArray("BLOBS"), &PgEntry::kind) != 1)
        return;
    m_largeObjectBytes = 0;
    for (const QByteArray& name : m_members->names())
        m_largeObjectBytes += isLargeObjectFile(name) ? m_members->storedBytes(name) : 0;
}

Result<PgToc> PgMemberStore::readToc(const PgMembers& members, const BackupFile& file)
{
    const QByteArray name = pgStoredName(members, "toc.dat");
    if (name.isEmpty())
        return pgarchiveerrors::noToc(file);
    Result<std::unique_ptr<PgMemberContent>> content = PgMemberContent::open(members, name);
    if (!content)
        return content.error();
    const qint64 knownBytes = pgCompressionOf(name) == Compression::None ? members.storedBytes(name) : -1;
    PgByteReader reader(std::make_unique<ContentSource>(std::move(content).value()), members.fileOf(name), knownBytes);
    Result<PgToc> toc = readPgToc(reader, knownBytes);
    if (toc && toc->format == PgToc::Format::Custom)
        reader.fail("a custom archive instead of a table of contents");
    if (toc && !reader.atEnd())
        reader.fail("bytes behind the table of contents");
    return reader.failed() ? Result<PgToc>(reader.failure()) : std::move(toc);
}

QByteArray PgMemberStore::compressionWord() const
{
    QByteArrayList words;
    for (const QByteArray& name : m_members->names()) {
        if (!pgBareName(name).endsWith(".dat") || pgBareName(name) == "toc.dat")
            continue;
        const Compression compression = pgCompressionOf(name);
        const QByteArray word = compression == Compression::None ? QByteArray("none") : compressionName(compression);
        if (!words.contains(word))
            words += word;
    }
    return words.isEmpty() ? QByteArray("none") : words.join(", ");
}

QByteArray PgMemberStore::memberOf(int entry) const
{
    const bool isList = m_toc.database.entries[entry].kind == "BLOBS";
    const QByteArray name = isList ? pgLargeObjectList(m_toc, entry) : m_toc.files[entry];
    return name.isEmpty() ? QByteArray() : pgStoredName(*m_members, name);
}

qint64 PgMemberStore::dataSize(int entry) const
{
    if (m_toc.database.entries[entry].kind == "BLOBS")
        return m_largeObjectBytes;
    const QByteArray name = memberOf(entry);
    return name.isEmpty() ? -1 : m_members->storedBytes(name);
}

Result<std::unique_ptr<PgRawStream>> PgMemberStore::open(int entry) const
{
    const PgEntry& wanted = m_toc.database.entries[entry];
    const QByteArray name = memberOf(entry);
    if (name.isEmpty())
        return m_members->checkEnd() ? pgarchiveerrors::dataMissing(m_file, pgEntryLabel(wanted)) : m_members->checkEnd().error();
    Result<std::unique_ptr<PgMemberContent>> content = PgMemberContent::open(*m_members, name);
    if (!content)
        return content.error();
    return wanted.kind == "BLOBS" ? pgLargeObjectStream(*m_members, name, std::move(content).value()) : pgFileStream(std::move(content).value());
}

QList<Finding> PgMemberStore::check(const QList<PgEntryReading>& readings)
{
    if (const Result<void> end = m_members->checkEnd(); !end)
        return {blockerFinding(end.error().code == "backup.truncated" ? "complete" : "readable", end.error())};
    QSet<QByteArray> known{"toc.dat", "restore.sql"};
    qint64 listed = 0;
    for (int entry = 0; entry < readings.size(); ++entry) {
        known += pgBareName(memberOf(entry));
        listed += readings[entry].objects;
    }
    QStringList strays;
    for (const QByteArray& name : m_members->names()) {
        if (isLargeObjectFile(name))
            --listed;
        else if (!known.contains(pgBareName(name)) && !isAppleDouble(name))
            strays += displayBytes(name, 80);
    }
    const qint64 unlisted = std::max<qint64>(0, -listed);
    if (unlisted > 0)
        strays += QStringLiteral("blob_*.dat");
    return strays.isEmpty() ? QList<Finding>() : QList<Finding>{pgStrayFiles(strays, strays.size() - (unlisted > 0) + unlisted)};
}

} // namespace bakferry
