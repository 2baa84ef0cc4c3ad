#include "tests/engines/postgresql/pgarchivewriter.h"

#include <QtGlobal>

#include <isa-l/igzip_lib.h>
#include <lz4frame.h>
#include <zstd.h>

namespace bakferry::test {

namespace {

QByteArray deflated(const QByteArray& data, uint16_t frame)
{
    isal_zstream stream;
    isal_deflate_init(&stream);
    QByteArray out(data.size() + 1024, Qt::Uninitialized);
    stream.gzip_flag = frame;
    stream.end_of_stream = 1;
    stream.next_in = reinterpret_cast<uint8_t*>(const_cast<char*>(data.data()));
    stream.avail_in = uint32_t(data.size());
    stream.next_out = reinterpret_cast<uint8_t*>(out.data());
    stream.avail_out = uint32_t(out.size());
    if (isal_deflate(&stream) != COMP_OK || stream.avail_in != 0)
        qFatal("isal_deflate");
    return out.first(stream.total_out);
}

} // namespace

QByteArray compressed(const QByteArray& data, WrittenCompression compression, bool asFile)
{
    if (compression == WrittenCompression::None)
        return data;
    if (compression == WrittenCompression::Gzip)
        return deflated(data, asFile ? IGZIP_GZIP : IGZIP_ZLIB);
    const bool isLz4 = compression == WrittenCompression::Lz4;
    QByteArray out(qsizetype(isLz4 ? LZ4F_compressFrameBound(size_t(data.size()), nullptr) : ZSTD_compressBound(size_t(data.size()))), Qt::Uninitialized);
    const size_t size = isLz4 ? LZ4F_compressFrame(out.data(), size_t(out.size()), data.data(), size_t(data.size()), nullptr)
                              : ZSTD_compress(out.data(), size_t(out.size()), data.data(), size_t(data.size()), 3);
    return out.first(qsizetype(size));
}

QByteArray ArchiveWriter::integer(qint64 value)
{
    QByteArray bytes(1, value < 0 ? '\1' : '\0');
    quint32 magnitude = quint32(qAbs(value));
    for (int i = 0; i < 4; ++i, magnitude >>= 8)
        bytes += char(magnitude & 0xff);
    return bytes;
}

QByteArray ArchiveWriter::head(int format) const
{
    QByteArray bytes("PGDMP");
    bytes += char(1);
    bytes += char(m_version);
    bytes += char(0);
    bytes += char(4); // bytes of a number
    bytes += char(8); // of an offset
    bytes += char(format);
    if (m_version >= 15)
        bytes += char(m_compression);
    else
        bytes += integer(m_compression == WrittenCompression::None ? 0 : -1);
    for (const int part : {1, 2, 3, 4, 5, 124, 0}) // 2024-06-04 03:02:01
        bytes += integer(part);
    return bytes + text("written") + text("17.2") + text("17.2");
}

QByteArray ArchiveWriter::entryHead(const WrittenEntry& entry) const
{
    QByteArray bytes = integer(entry.id) + integer(entry.hasData()) + text("1259") + text("16384") + text(entry.name) + text(entry.kind);
    if (m_version >= 11)
        bytes += integer(entry.hasData() ? 3 : 2);
    bytes += text(entry.definition) + integer(-1) + text(entry.copyStatement) + text("public") + integer(-1);
    if (m_version >= 14)
        bytes += integer(-1);
    if (m_version >= 16)
        bytes += integer('r');
    return bytes + text("owner") + text("false") + text("1") + integer(-1);
}

QByteArray ArchiveWriter::chunks(const QByteArray& data) const
{
    const QByteArray stored = compressed(data, m_compression, false);
    QByteArray bytes;
    for (qsizetype at = 0; at < stored.size(); at += 5000)
        bytes += text(stored.mid(at, 5000));
    return bytes + integer(0);
}

QByteArray ArchiveWriter::dataBlock(const WrittenEntry& entry) const
{
    if (!entry.rows.isEmpty())
        return '\1' + integer(entry.id) + chunks(entry.rows);
    QByteArray bytes = '\3' + integer(entry.id);
    for (auto object = entry.objects.cbegin(); object != entry.objects.cend(); ++object)
        bytes += integer(qint32(object.key())) + chunks(object.value());
    return bytes + integer(0);
}

QByteArray ArchiveWriter::custom(const QList<WrittenEntry>& entries) const
{
    QByteArray data;
    QList<qint64> places;
    qint64 tocBytes = head(1).size() + integer(0).size();
    for (const WrittenEntry& entry : entries) {
        places += data.size();
        if (entry.hasData())
            data += dataBlock(entry);
        tocBytes += entryHead(entry).size() + 9;
    }
    QByteArray bytes = head(1) + integer(entries.size());
    for (qsizetype i = 0; i < entries.size(); ++i) {
        bytes += entryHead(entries[i]) + (entries[i].hasData() ? '\2' : '\3');
        const quint64 place = quint64(tocBytes + places[i]);
        for (int byte = 0; byte < 8; ++byte)
            bytes += char(place >> (8 * byte) & 0xff);
    }
    return bytes + data;
}

QMap<QByteArray, QByteArray> ArchiveWriter::directory(const QList<WrittenEntry>& entries) const
{
    static const QByteArray suffixes[] = {"", ".gz", ".lz4", ".zst"};
    const QByteArray suffix = suffixes[int(m_compression)];
    QMap<QByteArray, QByteArray> files;
    QByteArray toc = head(3) + integer(entries.size());
    for (const WrittenEntry& entry : entries) {
        const QByteArray list = m_version >= 16 ? "blobs_" + QByteArray::number(entry.id) + ".toc" : QByteArray("blobs.toc");
        const QByteArray name = entry.objects.isEmpty() ? QByteArray::number(entry.id) + ".dat" : list;
        toc += entryHead(entry) + text(entry.hasData() ? name : QByteArray());
        if (!entry.rows.isEmpty())
            files[name + suffix] = compressed(entry.rows, m_compression, true);
        for (auto object = entry.objects.cbegin(); object != entry.objects.cend(); ++object) {
            const QByteArray number = QByteArray::number(object.key());
            files[list] += number + " blob_" + number + ".dat\n";
            files["blob_" + number + ".dat" + suffix] = compressed(object.value(), m_compression, true);
        }
    }
    files["toc.dat"] = toc;
    return files;
}

} // namespace bakferry::test
