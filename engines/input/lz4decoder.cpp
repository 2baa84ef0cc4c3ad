#include "engines/input/streamdecoder.h"

#include <new>

#include <lz4frame.h>

namespace bakferry {

namespace {

// One lz4 or skippable frame after the other (lz4_Frame_format.md 1.6).
class Lz4Decoder : public StreamDecoder
{
public:
    Lz4Decoder()
    {
        if (LZ4F_isError(LZ4F_createDecompressionContext(&m_context, LZ4F_VERSION)))
            throw std::bad_alloc();
    }
    ~Lz4Decoder() override { LZ4F_freeDecompressionContext(m_context); }
    Lz4Decoder(const Lz4Decoder&) = delete;
    Lz4Decoder& operator=(const Lz4Decoder&) = delete;

    void begin(QByteArrayView head) override
    {
        LZ4F_resetDecompressionContext(m_context);
        // FLG byte: bit 2 is the content checksum. Checksums of blocks are verified too, but do not count: measured, they
        // leave out the bit that says whether a block is compressed. A skippable frame has no content.
        const bool isSkippable = (static_cast<unsigned char>(head[0]) & 0xf0) == 0x50;
        m_isChecksummed = isSkippable || (head.size() > 4 && (head[4] & 0x04));
    }

    DecodeStep decode(QByteArrayView in, char* out, qint64 outBytes) override
    {
        size_t consumed = size_t(in.size());
        size_t produced = size_t(outBytes);
        m_code = LZ4F_decompress(m_context, out, &produced, in.data(), &consumed, nullptr);
        if (LZ4F_isError(m_code)) // the counts mean nothing then
            return {DecodeStep::Outcome::Damaged, 0, 0};
        return {m_code == 0 ? DecodeStep::Outcome::StreamEnd : DecodeStep::Outcome::Running, qint64(consumed), qint64(produced)};
    }

    QString detail() const override { return QString::fromLatin1(LZ4F_getErrorName(m_code)); }
    bool isChecksummed() const override { return m_isChecksummed; }

private:
    LZ4F_dctx* m_context = nullptr;
    LZ4F_errorCode_t m_code = 0;
    bool m_isChecksummed = false;
};

} // namespace

std::unique_ptr<StreamDecoder> makeLz4Decoder() { return std::make_unique<Lz4Decoder>(); }

} // namespace bakferry
