#pragma once
#include <QByteArray>
#include <QString>

#include <memory>

namespace bakferry {

enum class Compression { None, Gzip, Zstd, Xz, Bzip2, Lz4, Zip, Deflate, Zlib };

/// "gzip", "zstd" …: stable, for facts and for people. Empty for None.
QByteArray compressionName(Compression compression);
/// Told by the first bytes alone; 64 KiB are enough for any file, fewer for most. Never Deflate or Zlib: one has no mark, the other's is two bytes
/// of text's own range.
Compression compressionOf(QByteArrayView head);

/// Whether `head` begins like a further stream of the same format (a gzip member, a zstd or lz4 frame, an xz stream).
enum class StreamStart { None, Cut, Whole };
/// @param head  the next 12 bytes, or all there are. Cut: it could be such a beginning, but the bytes run out.
StreamStart streamStart(Compression compression, QByteArrayView head);

/// What one call of StreamDecoder::decode() did.
struct DecodeStep
{
    enum class Outcome {
        Running,     ///< give more input, or more room
        StreamEnd,   ///< this stream ended and its checksums hold
        Damaged,     ///< no valid data, or a checksum is wrong
        NeedsMemory, ///< the stream asks for more memory than is allowed
    } outcome = Outcome::Running;
    qint64 consumed = 0;
    qint64 produced = 0;
};

/// One compression format over the caller's buffers, with fixed memory. Knows no files. One thread at a time.
class StreamDecoder
{
public:
    static constexpr qint64 maxMemoryBytes = 160 * 1024 * 1024; ///< above zstd's --ultra -22 (128 MiB) and xz -9 (65 MiB)

    virtual ~StreamDecoder() = default;
    /// Gets ready for a stream that begins with `head` (12 bytes, or all there are), which is not consumed by this.
    virtual void begin(QByteArrayView head) = 0;
    virtual DecodeStep decode(QByteArrayView in, char* out, qint64 outBytes) = 0;
    /// The library's own words for the last Damaged or NeedsMemory.
    virtual QString detail() const = 0;
    /// Whether a checksum covers the content of the stream begun last.
    virtual bool isChecksummed() const = 0;
};

/// @returns null for None and Zip, which are no streams.
std::unique_ptr<StreamDecoder> makeDecoder(Compression compression);

std::unique_ptr<StreamDecoder> makeGzipDecoder();
std::unique_ptr<StreamDecoder> makeDeflateDecoder();
std::unique_ptr<StreamDecoder> makeZlibDecoder();
std::unique_ptr<StreamDecoder> makeZstdDecoder();
std::unique_ptr<StreamDecoder> makeXzDecoder();
std::unique_ptr<StreamDecoder> makeBzip2Decoder();
std::unique_ptr<StreamDecoder> makeLz4Decoder();

} // namespace bakferry
