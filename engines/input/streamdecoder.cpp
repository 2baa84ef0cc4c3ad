#include "engines/input/streamdecoder.h"

#include <QtEndian>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Magic bytes: RFC 1952 2.3.1; RFC 8878 3.1.1; xz-file-format.txt 2.1.1.1; lz4_Frame_format.md; APPNOTE.TXT 4.3.7, 4.3.16.
const QByteArray gzipMagic = "\x1f\x8b\x08"_ba;
const QByteArray zstdMagic = "\x28\xb5\x2f\xfd"_ba;
const QByteArray xzMagic = QByteArray("\xfd" "7zXZ\0", 6);
const QByteArray lz4Magic = "\x04\x22\x4d\x18"_ba;
const QByteArray bzip2Magic = "BZh"_ba;

StreamStart match(QByteArrayView head, QByteArrayView magic)
{
    if (head.startsWith(magic))
        return StreamStart::Whole;
    return head.size() < magic.size() && magic.startsWith(head) && !head.isEmpty() ? StreamStart::Cut : StreamStart::None;
}

// Skippable frames: 0x184D2A50 to 0x184D2A5F, little endian, shared by zstd and lz4.
StreamStart matchSkippable(QByteArrayView head)
{
    if (head.isEmpty() || (static_cast<unsigned char>(head[0]) & 0xf0) != 0x50)
        return StreamStart::None;
    const StreamStart rest = match(head.sliced(1), "\x2a\x4d\x18");
    return rest == StreamStart::None && head.size() > 1 ? StreamStart::None : rest;
}

// BZh, level, then the mark of a block (pi) or of an empty stream's end (root of pi).
StreamStart matchBzip2(QByteArrayView head)
{
    const StreamStart start = match(head, bzip2Magic);
    if (start != StreamStart::Whole || head.size() == 3)
        return start == StreamStart::Whole ? StreamStart::Cut : start;
    if (head[3] < '1' || head[3] > '9')
        return StreamStart::None;
    const QByteArrayView mark = head.sliced(4);
    if (mark.isEmpty())
        return StreamStart::Cut;
    const StreamStart block = match(mark, "\x31\x41\x59\x26\x53\x59");
    return block != StreamStart::None ? block : match(mark, "\x17\x72\x45\x38\x50\x90");
}

Compression behindSkippableFrames(QByteArrayView head)
{
    while (head.size() >= 8 && matchSkippable(head) == StreamStart::Whole) {
        const qint64 frameBytes = 8 + qint64(qFromLittleEndian<quint32>(head.data() + 4));
        if (frameBytes >= head.size())
            break;
        head = head.sliced(frameBytes);
    }
    return head.startsWith(lz4Magic) ? Compression::Lz4 : Compression::Zstd;
}

} // namespace

QByteArray compressionName(Compression compression)
{
    switch (compression) {
    case Compression::None: return {};
    case Compression::Gzip: return "gzip";
    case Compression::Zstd: return "zstd";
    case Compression::Xz: return "xz";
    case Compression::Bzip2: return "bzip2";
    case Compression::Lz4: return "lz4";
    case Compression::Zip: return "zip";
    case Compression::Deflate: return "deflate";
    case Compression::Zlib: return "zlib";
    }
    return {};
}

StreamStart streamStart(Compression compression, QByteArrayView head)
{
    const auto either = [](StreamStart a, StreamStart b) { return a != StreamStart::None ? a : b; };
    switch (compression) {
    case Compression::Gzip: return match(head, gzipMagic);
    case Compression::Zstd: return either(match(head, zstdMagic), matchSkippable(head));
    case Compression::Xz: return match(head, xzMagic);
    case Compression::Bzip2: return matchBzip2(head);
    case Compression::Lz4: return either(match(head, lz4Magic), matchSkippable(head));
    case Compression::None:
    case Compression::Zip:
    case Compression::Deflate:
    case Compression::Zlib: return StreamStart::None;
    }
    return StreamStart::None;
}

Compression compressionOf(QByteArrayView head)
{
    if (head.startsWith("PK\x03\x04") || head.startsWith("PK\x05\x06"))
        return Compression::Zip;
    if (matchSkippable(head) == StreamStart::Whole)
        return behindSkippableFrames(head);
    for (const Compression candidate : {Compression::Gzip, Compression::Zstd, Compression::Xz, Compression::Bzip2, Compression::Lz4}) {
        if (streamStart(candidate, head.first(std::min<qsizetype>(head.size(), 12))) == StreamStart::Whole)
            return candidate;
    }
    return Compression::None;
}

std::unique_ptr<StreamDecoder> makeDecoder(Compression compression)
{
    switch (compression) {
    case Compression::Gzip: return makeGzipDecoder();
    case Compression::Zstd: return makeZstdDecoder();
    case Compression::Xz: return makeXzDecoder();
    case Compression::Bzip2: return makeBzip2Decoder();
    case Compression::Lz4: return makeLz4Decoder();
    case Compression::Deflate: return makeDeflateDecoder();
    case Compression::Zlib: return makeZlibDecoder();
    case Compression::None:
    case Compression::Zip: return nullptr;
    }
    return nullptr;
}

} // namespace bakferry
