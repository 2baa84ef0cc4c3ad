#include "engines/input/streamdecoder.h"

#include <algorithm>

#include <isa-l/igzip_lib.h>

namespace bakferry {

namespace {

// gzip (RFC 1952), zlib (RFC 1950) and raw deflate (RFC 1951, inside zip) through ISA-L, which checks CRC-32 and ISIZE of
// gzip and Adler-32 of zlib; see docs/decisions/0004-stream-decoders.md. The CRC of a zip member is checked by ZipMemberSource.
class DeflateDecoder : public StreamDecoder
{
public:
    /// @param frame  ISAL_GZIP, ISAL_ZLIB or ISAL_DEFLATE
    explicit DeflateDecoder(uint32_t frame) : m_frame(frame), m_state(std::make_unique<inflate_state>()) { }

    void begin(QByteArrayView) override
    {
        isal_inflate_init(m_state.get());
        m_state->crc_flag = m_frame;
    }

    DecodeStep decode(QByteArrayView in, char* out, qint64 outBytes) override
    {
        constexpr qint64 maxStep = 1 << 30; // the library counts in 32 bits
        const auto inBytes = uint32_t(std::min<qint64>(in.size(), maxStep));
        const auto room = uint32_t(std::min(outBytes, maxStep));
        m_state->next_in = reinterpret_cast<uint8_t*>(const_cast<char*>(in.data()));
        m_state->avail_in = inBytes;
        m_state->next_out = reinterpret_cast<uint8_t*>(out);
        m_state->avail_out = room;
        m_code = isal_inflate(m_state.get());
        DecodeStep step{DecodeStep::Outcome::Running, inBytes - m_state->avail_in, room - m_state->avail_out};
        if (m_code < 0 || m_code == ISAL_NEED_DICT)
            step.outcome = DecodeStep::Outcome::Damaged;
        else if (m_state->block_state == ISAL_BLOCK_FINISH)
            step.outcome = DecodeStep::Outcome::StreamEnd;
        return step;
    }

    QString detail() const override
    {
        switch (m_code) {
        case ISAL_INVALID_BLOCK: return QStringLiteral("invalid deflate block");
        case ISAL_INVALID_SYMBOL: return QStringLiteral("invalid deflate symbol");
        case ISAL_INVALID_LOOKBACK: return QStringLiteral("invalid lookback distance");
        case ISAL_INVALID_WRAPPER: return QStringLiteral("invalid gzip or zlib header");
        case ISAL_UNSUPPORTED_METHOD: return QStringLiteral("unsupported method");
        case ISAL_INCORRECT_CHECKSUM: return QStringLiteral("checksum or length differs");
        default: return QStringLiteral("isal_inflate: %1").arg(m_code);
        }
    }

    bool isChecksummed() const override { return m_frame != ISAL_DEFLATE; }

private:
    uint32_t m_frame;
    std::unique_ptr<inflate_state> m_state; // some 100 KiB with its window
    int m_code = ISAL_DECOMP_OK;
};

} // namespace

std::unique_ptr<StreamDecoder> makeGzipDecoder() { return std::make_unique<DeflateDecoder>(ISAL_GZIP); }
std::unique_ptr<StreamDecoder> makeDeflateDecoder() { return std::make_unique<DeflateDecoder>(ISAL_DEFLATE); }
std::unique_ptr<StreamDecoder> makeZlibDecoder() { return std::make_unique<DeflateDecoder>(ISAL_ZLIB); }

} // namespace bakferry
