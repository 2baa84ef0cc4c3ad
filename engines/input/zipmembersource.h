#pragma once
#include "engines/input/decodingsource.h"
#include "engines/input/zipdirectory.h"

namespace bakferry {

/// One member of a zip, with its length and CRC-32 proven at its end. Borrows the file and the context.
class ZipMemberSource : public ByteSource
{
public:
    /// @returns the source, or the error of a method that is not known, an encrypted member or a wrong local header
    static Result<std::unique_ptr<ByteSource>> open(StoredFile& file, const ZipEntry& entry, DecodingContext& context);
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedOffset(qint64 unread) const override { return m_content->storedOffset(unread); }

private:
    ZipMemberSource(StoredFile& file, const ZipEntry& entry, std::unique_ptr<ByteSource> content, DecodingContext& context)
        : m_file(file), m_entry(entry), m_content(std::move(content)), m_context(context) { }

    StoredFile& m_file;
    ZipEntry m_entry;
    std::unique_ptr<ByteSource> m_content;
    DecodingContext& m_context;
    quint32 m_crc32 = 0;
    qint64 m_produced = 0;
};

} // namespace bakferry
