#include "engines/input/zipmembersource.h"

#include "engines/input/inputerrors.h"

#include <isa-l/crc.h>

namespace bakferry {

namespace {

// APPNOTE.TXT 4.4.5. @returns Zip for a method that is not known.
Compression compressionOfMethod(int method)
{
    switch (method) {
    case 0: return Compression::None;
    case 8: return Compression::Deflate;
    case 12: return Compression::Bzip2;
    case 93: return Compression::Zstd;
    case 95: return Compression::Xz;
    default: return Compression::Zip;
    }
}

} // namespace

Result<std::unique_ptr<ByteSource>> ZipMemberSource::open(StoredFile& file, const ZipEntry& entry, DecodingContext& context)
{
    if (entry.isEncrypted)
        return inputerrors::zipEncrypted(file.file(), entry.member.name);
    const Compression compression = compressionOfMethod(entry.method);
    if (compression == Compression::Zip)
        return inputerrors::zipMethod(file.file(), entry.member.name, entry.method);
    const Result<qint64> offset = zipDataOffset(file, entry);
    if (!offset)
        return offset.error();
    std::unique_ptr<ByteSource> content = std::make_unique<StoredSource>(file, *offset, *offset + entry.storedBytes);
    if (compression != Compression::None)
        content = std::make_unique<DecodingSource>(compression, std::move(content), context);
    return std::unique_ptr<ByteSource>(new ZipMemberSource(file, entry, std::move(content), context));
}

Result<qint64> ZipMemberSource::read(char* buffer, qint64 maxBytes)
{
    const Result<qint64> got = m_content->read(buffer, maxBytes);
    if (!got)
        return got;
    if (*got > 0) {
        m_crc32 = crc32_gzip_refl(m_crc32, reinterpret_cast<const unsigned char*>(buffer), quint64(*got));
        m_produced += *got;
        return got;
    }
    if (m_produced == m_entry.member.sizeBytes && m_crc32 == m_entry.crc32) {
        m_context.isChecksummed = true;
        return got;
    }
    return inputerrors::damaged(m_file.file(), {"zip", m_content->storedOffset(0), m_produced},
                                QStringLiteral("CRC-32 or length differs"));
}

} // namespace bakferry
