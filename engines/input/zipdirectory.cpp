#include "engines/input/zipdirectory.h"

#include "engines/displaytext.h"
#include "engines/input/inputerrors.h"

#include <QSet>
#include <QtEndian>

#include <algorithm>
#include <optional>

#include <sys/stat.h>

namespace bakferry {

namespace {

constexpr qint64 endRecordBytes = 22;
constexpr qint64 locatorBytes = 20;
constexpr qint64 zip64EndRecordBytes = 56;
constexpr qint64 localHeaderBytes = 30;
constexpr qint64 centralHeaderBytes = 46;
constexpr qint64 maxDirectoryBytes = 32 * 1024 * 1024; // some 300,000 members; a backup has a handful

quint16 u16(QByteArrayView bytes, qint64 at) { return qFromLittleEndian<quint16>(bytes.data() + at); }
quint32 u32(QByteArrayView bytes, qint64 at) { return qFromLittleEndian<quint32>(bytes.data() + at); }
quint64 u64(QByteArrayView bytes, qint64 at) { return qFromLittleEndian<quint64>(bytes.data() + at); }

Error damaged(const StoredFile& file, qint64 offset, const char* reason)
{
    return inputerrors::damaged(file.file(), {"zip", offset, 0}, QString::fromLatin1(reason));
}

struct EndRecord
{
    qint64 offset = 0;          ///< of the record itself
    qint64 endOffset = 0;       ///< behind its comment
    quint64 count = 0;
    quint64 directoryBytes = 0;
    quint64 directoryOffset = 0;
};

// The last record whose comment fits into the file; one that ends exactly there is preferred over garbage behind it.
std::optional<EndRecord> findEndRecord(QByteArrayView tail, qint64 tailOffset)
{
    std::optional<EndRecord> found;
    for (qint64 at = tail.size() - endRecordBytes; at >= 0; --at) {
        if (!tail.sliced(at).startsWith("PK\x05\x06"))
            continue;
        const qint64 end = at + endRecordBytes + u16(tail, at + 20);
        if (end > tail.size())
            continue;
        const EndRecord record{tailOffset + at, tailOffset + end, u16(tail, at + 10), u32(tail, at + 12), u32(tail, at + 16)};
        if (end == tail.size())
            return record;
        if (!found)
            found = record;
    }
    return found;
}

// Replaces what does not fit into the old record. @returns where the directory must end.
Result<qint64> applyZip64(const StoredFile& file, EndRecord& end)
{
    const bool isNeeded = end.count == 0xffff || end.directoryBytes == 0xffffffff || end.directoryOffset == 0xffffffff;
    if (end.offset < locatorBytes)
        return isNeeded ? Result<qint64>(damaged(file, end.offset, "zip64 locator missing")) : Result<qint64>(end.offset);
    const Result<QByteArray> locator = file.readAt(end.offset - locatorBytes, locatorBytes);
    if (!locator)
        return locator.error();
    if (!locator->startsWith("PK\x06\x07"))
        return isNeeded ? Result<qint64>(damaged(file, end.offset, "zip64 locator missing")) : Result<qint64>(end.offset);
    const quint64 offset = u64(*locator, 8);
    const qint64 latest = end.offset - locatorBytes - zip64EndRecordBytes;
    if (latest < 0 || offset > quint64(latest))
        return damaged(file, end.offset - locatorBytes, "zip64 end record lies outside the file");
    const Result<QByteArray> record = file.readAt(qint64(offset), zip64EndRecordBytes);
    if (!record)
        return record.error();
    if (!record->startsWith("PK\x06\x06"))
        return damaged(file, qint64(offset), "zip64 end record missing");
    end.count = u64(*record, 32);
    end.directoryBytes = u64(*record, 40);
    end.directoryOffset = u64(*record, 48);
    return qint64(offset);
}

// APPNOTE 4.5.3: only the fields that are 0xffffffff in the header are there, in this order.
bool applyZip64Extra(QByteArrayView extra, quint64& content, quint64& stored, quint64& offset)
{
    const bool isNeeded = content == 0xffffffff || stored == 0xffffffff || offset == 0xffffffff;
    for (; isNeeded && extra.size() >= 4; extra = extra.sliced(4 + u16(extra, 2))) {
        const qint64 bytes = u16(extra, 2);
        if (4 + bytes > extra.size())
            return false;
        if (u16(extra, 0) != 0x0001)
            continue;
        qint64 at = 4;
        for (quint64* field : {&content, &stored, &offset}) {
            if (*field != 0xffffffff)
                continue;
            if (at + 8 > 4 + bytes)
                return false;
            *field = u64(extra, at);
            at += 8;
        }
        return true;
    }
    return !isNeeded;
}

// TRUST T34. @returns a marked sentence (%1 file, %2 member), or null for a harmless name.
const char* hostileName(QByteArrayView name)
{
    if (name.isEmpty())
        return QT_TRANSLATE_NOOP("Message", "The zip %1 holds an entry without a name.");
    if (name.contains('\0'))
        return QT_TRANSLATE_NOOP("Message", "The name of %2 in the zip %1 holds a NUL byte.");
    if (name.contains('\\'))
        return QT_TRANSLATE_NOOP("Message", "The name of %2 in the zip %1 holds a backslash.");
    if (name.startsWith('/') || (name.size() > 1 && name[1] == ':'))
        return QT_TRANSLATE_NOOP("Message", "The name of %2 in the zip %1 is an absolute path.");
    if (name.toByteArray().split('/').contains(".."))
        return QT_TRANSLATE_NOOP("Message", "The name of %2 in the zip %1 leads out of its folder.");
    return nullptr;
}

enum class EntryKind { File, Folder, Special };

// Version made by: only Unix (3) and macOS (19) store a file mode in the upper half of the attributes.
EntryKind kindOf(QByteArrayView name, quint16 madeBy, quint32 attributes)
{
    const int host = madeBy >> 8;
    const quint32 type = host == 3 || host == 19 ? (attributes >> 16) & S_IFMT : 0;
    // Info-ZIP reading a pipe (mysqldump … | zip) stores its input as a FIFO named "-", with ordinary data.
    if (type == S_IFIFO && name == "-")
        return EntryKind::File;
    if (type != 0 && type != S_IFREG && type != S_IFDIR)
        return EntryKind::Special;
    return type == S_IFDIR || name.endsWith('/') ? EntryKind::Folder : EntryKind::File;
}

bool isMacJunk(const QByteArray& name)
{
    return name.startsWith("__MACOSX/") || name.sliced(name.lastIndexOf('/') + 1).startsWith("._");
}

class DirectoryReader
{
public:
    DirectoryReader(const StoredFile& file, const EndRecord& end, QByteArray bytes)
        : m_file(file), m_end(end), m_bytes(std::move(bytes)) { }

    Result<ZipDirectory> read()
    {
        for (quint64 i = 0; i < m_end.count; ++i) {
            if (const Result<void> next = readEntry(); !next)
                return next.error();
        }
        if (m_at != m_bytes.size())
            return damaged(m_file, place(), "the directory is longer than its entries");
        return std::move(m_directory);
    }

private:
    qint64 place() const { return qint64(m_end.directoryOffset) + m_at; }

    Result<void> readEntry()
    {
        const QByteArrayView header = QByteArrayView(m_bytes).sliced(m_at);
        if (header.size() < centralHeaderBytes || !header.startsWith("PK\x01\x02"))
            return damaged(m_file, place(), "directory entry missing");
        const qint64 nameBytes = u16(header, 28), extraBytes = u16(header, 30), commentBytes = u16(header, 32);
        const qint64 entryBytes = centralHeaderBytes + nameBytes + extraBytes + commentBytes;
        if (entryBytes > header.size())
            return damaged(m_file, place(), "directory entry is longer than the directory");
        const QByteArray name = header.sliced(centralHeaderBytes, nameBytes).toByteArray();
        quint64 stored = u32(header, 20), content = u32(header, 24), offset = u32(header, 42);
        if (!applyZip64Extra(header.sliced(centralHeaderBytes + nameBytes, extraBytes), content, stored, offset))
            return damaged(m_file, place(), "zip64 sizes missing");
        if (offset > m_end.directoryOffset || stored > m_end.directoryOffset - offset)
            return damaged(m_file, place(), "an entry lies outside the file");
        const EntryKind kind = kindOf(name, u16(header, 4), u32(header, 38));
        if (const Result<void> harmless = checkName(name, kind); !harmless)
            return harmless;
        m_at += entryBytes;
        if (kind == EntryKind::File && !isMacJunk(name)) {
            m_directory.entries += ZipEntry{{name, qint64(std::min<quint64>(content, std::numeric_limits<qint64>::max()))},
                                            u16(header, 10), (u16(header, 8) & 0x0001) != 0, u32(header, 16), qint64(stored),
                                            qint64(offset), qint64(m_end.directoryOffset)};
        }
        return {};
    }

    Result<void> checkName(const QByteArray& name, EntryKind kind)
    {
        const char* hostile = hostileName(name);
        if (!hostile && kind == EntryKind::Special)
            hostile = QT_TRANSLATE_NOOP("Message", "%2 in the zip %1 is a link or a device.");
        // displayBytes keeps distinct bytes distinct, so names that are not UTF-8 do not fall together.
        const QString folded = displayBytes(name, 4 * 0xffff).toCaseFolded();
        if (!hostile && m_names.contains(folded))
            hostile = QT_TRANSLATE_NOOP("Message", "The zip %1 holds two entries named %2, upper and lower case aside.");
        m_names.insert(folded);
        return hostile ? Result<void>(inputerrors::zipHostile(m_file.file(), hostile, name)) : Result<void>();
    }

    const StoredFile& m_file;
    EndRecord m_end;
    QByteArray m_bytes;
    qint64 m_at = 0;
    QSet<QString> m_names;
    ZipDirectory m_directory;
};

} // namespace

Result<ZipDirectory> ZipDirectory::read(const StoredFile& file)
{
    const qint64 tailBytes = std::min<qint64>(file.size(), endRecordBytes + 0xffff + 0xffff);
    const Result<QByteArray> tail = file.readAt(file.size() - tailBytes, tailBytes);
    if (!tail)
        return tail.error();
    std::optional<EndRecord> end = findEndRecord(*tail, file.size() - tailBytes);
    if (!end)
        return inputerrors::truncated(file.file(), {"zip", file.size(), 0});
    const Result<qint64> directoryEnd = applyZip64(file, *end);
    if (!directoryEnd)
        return directoryEnd.error();
    if (end->directoryOffset > quint64(*directoryEnd) || end->directoryBytes != quint64(*directoryEnd) - end->directoryOffset)
        return damaged(file, end->offset, "the directory is not where the end record says");
    if (end->directoryBytes > quint64(maxDirectoryBytes))
        return damaged(file, end->offset, "the directory is larger than any backup needs");
    const Result<QByteArray> bytes = file.readAt(qint64(end->directoryOffset), qint64(end->directoryBytes));
    if (!bytes)
        return bytes.error();
    Result<ZipDirectory> directory = DirectoryReader(file, *end, *bytes).read();
    if (directory && end->endOffset < file.size()) {
        directory->warnings += Message{
            QT_TRANSLATE_NOOP("Message", "%1 bytes follow the end of the zip %2, from its byte %3 on. They are not part of the backup and were left out."),
            {QString::number(file.size() - end->endOffset), file.file().display(), QString::number(end->endOffset)}};
    }
    return directory;
}

Result<qint64> zipDataOffset(const StoredFile& file, const ZipEntry& entry)
{
    if (entry.endOffset - entry.headerOffset < localHeaderBytes)
        return damaged(file, entry.headerOffset, "local header missing");
    const Result<QByteArray> header = file.readAt(entry.headerOffset, localHeaderBytes);
    if (!header)
        return header.error();
    const qint64 nameBytes = u16(*header, 26);
    const qint64 dataOffset = entry.headerOffset + localHeaderBytes + nameBytes + u16(*header, 28);
    const bool agrees = header->startsWith("PK\x03\x04") && u16(*header, 8) == entry.method
        && nameBytes == entry.member.name.size() && dataOffset <= entry.endOffset - entry.storedBytes;
    if (!agrees)
        return damaged(file, entry.headerOffset, "local header contradicts the directory");
    const Result<QByteArray> name = file.readAt(entry.headerOffset + localHeaderBytes, nameBytes);
    if (!name)
        return name.error();
    return *name == entry.member.name ? Result<qint64>(dataOffset)
                                      : Result<qint64>(damaged(file, entry.headerOffset, "local header names another file"));
}

} // namespace bakferry
