#include "tests/engines/input/ziptestsupport.h"

namespace bakferry::test {

namespace {

QByteArray little(quint64 value, int bytes)
{
    QByteArray result;
    for (int i = 0; i < bytes; ++i)
        result += char(value >> (8 * i));
    return result;
}

// Bitwise and slow: a second opinion on the library under test.
quint32 crc32(QByteArrayView bytes)
{
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

} // namespace

QByteArray forgedZip(const QList<ForgedEntry>& entries, const QByteArray& comment)
{
    QByteArray zip, directory;
    for (const ForgedEntry& entry : entries) {
        const QByteArray localName = entry.localName.isEmpty() ? entry.name : entry.localName;
        const auto pick = [](qint64 claimed, qint64 truth) { return quint64(claimed < 0 ? truth : claimed); };
        const QByteArray common = little(20, 2) + little(entry.flags, 2) + little(entry.method, 2) + little(0, 4)
            + little(crc32(entry.content), 4) + little(pick(entry.storedBytes, entry.content.size()), 4)
            + little(pick(entry.claimedBytes, entry.content.size()), 4);
        directory += "PK\x01\x02" + little(3 << 8 | 20, 2) + common + little(quint64(entry.name.size()), 2)
            + little(quint64(entry.extra.size()), 2) + little(0, 6)
            + little(quint64(entry.mode) << 16, 4) + little(pick(entry.offset, zip.size()), 4) + entry.name + entry.extra;
        zip += "PK\x03\x04" + common + little(quint64(localName.size()), 2) + little(0, 2) + localName + entry.content;
    }
    const qint64 directoryOffset = zip.size();
    const quint64 count = quint64(entries.size());
    return zip + directory + "PK\x05\x06" + little(0, 4) + little(count, 2) + little(count, 2)
        + little(quint64(directory.size()), 4) + little(quint64(directoryOffset), 4) + little(quint64(comment.size()), 2) + comment;
}

} // namespace bakferry::test
