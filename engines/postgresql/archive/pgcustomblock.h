#pragma once
#include "engines/input/decodingsource.h"
#include "engines/postgresql/archive/pgarchivestore.h"

namespace bakferry {

/// The chunks of one object in a custom archive: a length, so many bytes, again, until the length 0. Borrows the reader.
class PgChunks : public ByteSource
{
public:
    PgChunks(PgByteReader& reader, int integerBytes) : m_reader(reader), m_integerBytes(integerBytes) { }
    void begin();
    bool atEnd(); ///< of this object; true after a failure as well
    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    void skipRest();
    qint64 storedOffset(qint64) const override { return m_reader.storedOffset(); }

private:
    bool nextChunk();

    PgByteReader& m_reader;
    int m_integerBytes;
    qint64 m_left = 0; ///< of the chunk
    bool m_ended = false;
};

/// One data block of a custom archive: a type, the dump id, then rows, statements or large objects, each compressed for itself.
/// Borrows the reader, which stands behind the block afterwards.
/// Source: PostgreSQL, src/bin/pg_dump/pg_backup_custom.c, _PrintTocData(), _LoadLOs(); compress_*.c
class PgCustomBlock : public PgRawStream
{
public:
    enum Type { Rows = 1, LargeObjects = 3 };
    struct Head
    {
        int type = 0;
        qint64 id = 0;
    };
    /// Reads type and id; look at reader.failed() afterwards.
    static Head readHead(PgByteReader& reader, int integerBytes);

    /// @param reader  behind the head
    /// @param storedBytes  of the whole file, to tell decompression bombs
    PgCustomBlock(PgByteReader& reader, const PgToc& toc, Type type, qint64 storedBytes);

    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    quint32 largeObject() const override { return m_objectId; }
    qint64 storedBytesRead() const override { return m_reader.position() - m_begin; }
    bool isChecksummed() const override { return m_isChecksummed; }
    qint64 storedOffset() const override { return m_reader.storedOffset(); }
    qint64 objects() const override { return m_objects; }
    /// Goes over what was not read, without decoding it.
    Result<void> skipRest();

private:
    bool beginObject();
    Result<void> endObject();

    PgByteReader& m_reader;
    const int m_integerBytes;
    const Compression m_compression;
    const Type m_type;
    const qint64 m_storedBytes;
    const qint64 m_begin;
    PgChunks m_chunks;
    std::unique_ptr<DecodingContext> m_context;
    std::unique_ptr<DecodingSource> m_decoder; ///< null for uncompressed and empty objects
    quint32 m_objectId = 0;
    qint64 m_objects = 0;
    bool m_isChecksummed = true;
    bool m_inObject = false;
    bool m_ended = false;
};

} // namespace bakferry
