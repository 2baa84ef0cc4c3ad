#include "engines/postgresql/archive/pgcustomblock.h"

#include "engines/postgresql/archive/pgarchiveerrors.h"

#include <limits>

namespace bakferry {

namespace {

class BorrowedSource : public ByteSource
{
public:
    explicit BorrowedSource(ByteSource& source) : m_source(source) { }
    Result<qint64> read(char* buffer, qint64 maxBytes) override { return m_source.read(buffer, maxBytes); }
    qint64 storedOffset(qint64 unread) const override { return m_source.storedOffset(unread); }

private:
    ByteSource& m_source;
};

} // namespace

void PgChunks::begin()
{
    m_left = 0;
    m_ended = false;
}

// @returns whether there are bytes to read.
bool PgChunks::nextChunk()
{
    if (m_left == 0 && !m_ended && !m_reader.failed()) {
        m_left = m_reader.integer(m_integerBytes);
        if (m_left < 0)
            m_reader.fail("impossible length of a chunk");
        m_ended = m_left == 0;
    }
    return m_left > 0 && !m_reader.failed();
}

bool PgChunks::atEnd() { return !nextChunk(); }

Result<qint64> PgChunks::read(char* buffer, qint64 maxBytes)
{
    qint64 done = 0;
    while (done < maxBytes && nextChunk()) {
        const qint64 got = m_reader.readSome(buffer + done, std::min(m_left, maxBytes - done));
        if (got == 0)
            m_reader.failTruncated();
        m_left -= got;
        done += got;
    }
    return m_reader.failed() ? Result<qint64>(m_reader.failure()) : Result<qint64>(done);
}

void PgChunks::skipRest()
{
    while (nextChunk()) {
        m_reader.skip(m_left);
        m_left = 0;
    }
}

PgCustomBlock::Head PgCustomBlock::readHead(PgByteReader& reader, int integerBytes)
{
    Head head;
    head.type = reader.byte();
    if (head.type != Rows && head.type != LargeObjects)
        reader.fail("unknown type of a data block");
    head.id = reader.integer(integerBytes);
    return head;
}

PgCustomBlock::PgCustomBlock(PgByteReader& reader, const PgToc& toc, Type type, qint64 storedBytes)
    : m_reader(reader), m_integerBytes(toc.integerBytes), m_compression(toc.compression), m_type(type), m_storedBytes(storedBytes),
      m_begin(reader.position()), m_chunks(reader, toc.integerBytes)
{
}

// @returns false at the end of the block, and after a failure.
bool PgCustomBlock::beginObject()
{
    if (m_type == Rows) {
        m_ended = m_objects > 0;
    } else {
        const qint64 id = m_reader.integer(m_integerBytes);
        // Object ids are unsigned 32 bits, written as if they were signed: the upper half comes as negative numbers.
        if (id < std::numeric_limits<qint32>::min() || id > std::numeric_limits<quint32>::max())
            m_reader.fail("impossible id of a large object");
        m_objectId = quint32(id);
        m_ended = id == 0;
    }
    if (m_ended || m_reader.failed())
        return false;
    m_chunks.begin();
    if (m_compression != Compression::None && !m_chunks.atEnd()) {
        m_context = std::make_unique<DecodingContext>(DecodingContext{m_reader.file(), m_storedBytes, {}, {}, false});
        m_decoder = std::make_unique<DecodingSource>(m_compression, std::make_unique<BorrowedSource>(m_chunks), *m_context);
    } else if (m_compression == Compression::None) {
        m_isChecksummed = false;
    }
    ++m_objects;
    m_inObject = true;
    return !m_reader.failed();
}

Result<void> PgCustomBlock::endObject()
{
    m_inObject = false;
    if (!m_decoder)
        return {};
    m_isChecksummed = m_isChecksummed && m_context->isChecksummed;
    m_decoder.reset();
    if (!m_context->warnings.isEmpty()) // bytes behind the compressed data
        m_reader.fail("bytes behind the end of compressed data");
    return m_reader.failed() ? Result<void>(m_reader.failure()) : Result<void>();
}

Result<qint64> PgCustomBlock::read(char* buffer, qint64 maxBytes)
{
    while (!m_ended) {
        if (!m_inObject && !beginObject())
            break;
        const Result<qint64> got = m_decoder ? m_decoder->read(buffer, maxBytes) : m_chunks.read(buffer, maxBytes);
        if (!got || *got > 0)
            return got;
        if (const Result<void> ended = endObject(); !ended)
            return ended.error();
    }
    return m_reader.failed() ? Result<qint64>(m_reader.failure()) : Result<qint64>(qint64(0));
}

Result<void> PgCustomBlock::skipRest()
{
    while (!m_ended && !m_reader.failed()) {
        if (m_inObject || beginObject())
            m_chunks.skipRest();
        m_decoder.reset();
        m_inObject = false;
    }
    return m_reader.failed() ? Result<void>(m_reader.failure()) : Result<void>();
}

} // namespace bakferry
