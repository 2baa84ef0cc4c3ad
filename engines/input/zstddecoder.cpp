#include "engines/input/streamdecoder.h"

#include <new>

#include <zstd.h>
#include <zstd_errors.h>

namespace bakferry {

namespace {

// One zstd or skippable frame after the other (RFC 8878).
class ZstdDecoder : public StreamDecoder
{
public:
    ZstdDecoder() : m_context(ZSTD_createDCtx(), &ZSTD_freeDCtx)
    {
        if (!m_context)
            throw std::bad_alloc();
        ZSTD_DCtx_setParameter(m_context.get(), ZSTD_d_windowLogMax, 27); // 128 MiB, what --ultra -22 writes
    }

    void begin(QByteArrayView head) override
    {
        ZSTD_DCtx_reset(m_context.get(), ZSTD_reset_session_only);
        // Frame_Header_Descriptor, RFC 8878 3.1.1.1.1: bit 2 is Content_Checksum_flag. A skippable frame has no content.
        const bool isSkippable = (static_cast<unsigned char>(head[0]) & 0xf0) == 0x50;
        m_isChecksummed = isSkippable || (head.size() > 4 && (head[4] & 0x04));
    }

    DecodeStep decode(QByteArrayView in, char* out, qint64 outBytes) override
    {
        ZSTD_inBuffer input{in.data(), size_t(in.size()), 0};
        ZSTD_outBuffer output{out, size_t(outBytes), 0};
        m_code = ZSTD_decompressStream(m_context.get(), &output, &input);
        DecodeStep step{DecodeStep::Outcome::Running, qint64(input.pos), qint64(output.pos)};
        if (ZSTD_isError(m_code)) {
            const ZSTD_ErrorCode error = ZSTD_getErrorCode(m_code);
            const bool isMemory = error == ZSTD_error_frameParameter_windowTooLarge || error == ZSTD_error_memory_allocation;
            step.outcome = isMemory ? DecodeStep::Outcome::NeedsMemory : DecodeStep::Outcome::Damaged;
        } else if (m_code == 0) {
            step.outcome = DecodeStep::Outcome::StreamEnd;
        }
        return step;
    }

    QString detail() const override { return QString::fromLatin1(ZSTD_getErrorName(m_code)); }
    bool isChecksummed() const override { return m_isChecksummed; }

private:
    std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)> m_context;
    size_t m_code = 0;
    bool m_isChecksummed = false;
};

} // namespace

std::unique_ptr<StreamDecoder> makeZstdDecoder() { return std::make_unique<ZstdDecoder>(); }

} // namespace bakferry
