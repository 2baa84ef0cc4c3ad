#include "engines/input/streamdecoder.h"

#include <lzma.h>

namespace bakferry {

namespace {

class XzDecoder : public StreamDecoder
{
public:
    XzDecoder() = default;
    ~XzDecoder() override { lzma_end(&m_stream); }
    XzDecoder(const XzDecoder&) = delete;
    XzDecoder& operator=(const XzDecoder&) = delete;

    void begin(QByteArrayView head) override
    {
        // An unknown check would pass unchecked without this flag; none at all is what isChecksummed() tells.
        m_code = lzma_stream_decoder(&m_stream, maxMemoryBytes, LZMA_TELL_UNSUPPORTED_CHECK);
        // Stream Flags, xz-file-format.txt 2.1.1.2: the low four bits of the second byte are the check, 0 = none.
        m_isChecksummed = head.size() > 7 && (head[7] & 0x0f) != LZMA_CHECK_NONE;
    }

    DecodeStep decode(QByteArrayView in, char* out, qint64 outBytes) override
    {
        if (m_code != LZMA_OK) // begin() found no memory
            return {DecodeStep::Outcome::NeedsMemory, 0, 0};
        m_stream.next_in = reinterpret_cast<const uint8_t*>(in.data());
        m_stream.avail_in = size_t(in.size());
        m_stream.next_out = reinterpret_cast<uint8_t*>(out);
        m_stream.avail_out = size_t(outBytes);
        const lzma_ret code = lzma_code(&m_stream, LZMA_RUN);
        DecodeStep step{DecodeStep::Outcome::Running, in.size() - qint64(m_stream.avail_in), outBytes - qint64(m_stream.avail_out)};
        if (code == LZMA_STREAM_END)
            step.outcome = DecodeStep::Outcome::StreamEnd;
        else if (code == LZMA_MEMLIMIT_ERROR || code == LZMA_MEM_ERROR)
            step.outcome = DecodeStep::Outcome::NeedsMemory;
        else if (code != LZMA_OK && code != LZMA_BUF_ERROR) // BUF_ERROR: no progress without more input
            step.outcome = DecodeStep::Outcome::Damaged;
        m_code = code == LZMA_BUF_ERROR || code == LZMA_STREAM_END ? LZMA_OK : code;
        return step;
    }

    QString detail() const override
    {
        switch (m_code) {
        case LZMA_MEM_ERROR: return QStringLiteral("out of memory");
        case LZMA_MEMLIMIT_ERROR: return QStringLiteral("needs %1 bytes of memory").arg(lzma_memusage(&m_stream));
        case LZMA_FORMAT_ERROR: return QStringLiteral("not in the xz format");
        case LZMA_OPTIONS_ERROR: return QStringLiteral("unsupported options");
        case LZMA_UNSUPPORTED_CHECK: return QStringLiteral("unsupported integrity check");
        case LZMA_DATA_ERROR: return QStringLiteral("compressed data is corrupt");
        default: return QStringLiteral("lzma_code: %1").arg(int(m_code));
        }
    }

    bool isChecksummed() const override { return m_isChecksummed; }

private:
    lzma_stream m_stream = LZMA_STREAM_INIT;
    lzma_ret m_code = LZMA_OK;
    bool m_isChecksummed = false;
};

} // namespace

std::unique_ptr<StreamDecoder> makeXzDecoder() { return std::make_unique<XzDecoder>(); }

} // namespace bakferry
