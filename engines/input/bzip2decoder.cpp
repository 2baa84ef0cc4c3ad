#include "engines/input/streamdecoder.h"

#include <algorithm>

#include <bzlib.h>

namespace bakferry {

namespace {

class Bzip2Decoder : public StreamDecoder
{
public:
    Bzip2Decoder() = default;
    ~Bzip2Decoder() override { BZ2_bzDecompressEnd(&m_stream); } // harmless when begin() never ran
    Bzip2Decoder(const Bzip2Decoder&) = delete;
    Bzip2Decoder& operator=(const Bzip2Decoder&) = delete;

    void begin(QByteArrayView) override
    {
        BZ2_bzDecompressEnd(&m_stream);
        m_stream = {};
        m_code = BZ2_bzDecompressInit(&m_stream, 0, 0);
    }

    DecodeStep decode(QByteArrayView in, char* out, qint64 outBytes) override
    {
        if (m_code != BZ_OK) // begin() found no memory
            return {DecodeStep::Outcome::NeedsMemory, 0, 0};
        constexpr qint64 maxStep = 1 << 30; // the library counts in 32 bits
        const auto inBytes = unsigned(std::min<qint64>(in.size(), maxStep));
        const auto room = unsigned(std::min(outBytes, maxStep));
        m_stream.next_in = const_cast<char*>(in.data());
        m_stream.avail_in = inBytes;
        m_stream.next_out = out;
        m_stream.avail_out = room;
        const int code = BZ2_bzDecompress(&m_stream);
        DecodeStep step{DecodeStep::Outcome::Running, inBytes - m_stream.avail_in, room - m_stream.avail_out};
        if (code == BZ_STREAM_END)
            step.outcome = DecodeStep::Outcome::StreamEnd;
        else if (code == BZ_MEM_ERROR)
            step.outcome = DecodeStep::Outcome::NeedsMemory;
        else if (code != BZ_OK)
            step.outcome = DecodeStep::Outcome::Damaged;
        m_code = code == BZ_STREAM_END ? BZ_OK : code;
        return step;
    }

    QString detail() const override
    {
        switch (m_code) {
        case BZ_DATA_ERROR: return QStringLiteral("a block is corrupt or its CRC differs");
        case BZ_DATA_ERROR_MAGIC: return QStringLiteral("not in the bzip2 format");
        case BZ_MEM_ERROR: return QStringLiteral("out of memory");
        default: return QStringLiteral("BZ2_bzDecompress: %1").arg(m_code);
        }
    }

    bool isChecksummed() const override { return true; }

private:
    bz_stream m_stream{};
    int m_code = BZ_OK;
};

} // namespace

std::unique_ptr<StreamDecoder> makeBzip2Decoder() { return std::make_unique<Bzip2Decoder>(); }

} // namespace bakferry
