#include "tests/support/msbackupwriter.h"

#include <QIODevice>
#include <QtEndian>

#include <algorithm>

namespace bakferry {

namespace {

constexpr qint64 sector = 4096;
constexpr qint64 unit = 1024;

template <typename T>
void put(QByteArray& bytes, qsizetype at, T value)
{
    qToLittleEndian(value, bytes.data() + at);
}

void putLsn(QByteArray& bytes, qsizetype at, const MsLsn& lsn)
{
    put<quint32>(bytes, at, lsn.log);
    put<quint32>(bytes, at + 4, lsn.block);
    put<quint16>(bytes, at + 8, lsn.slot);
}

void putDate(QByteArray& bytes, qsizetype at, const QDateTime& when)
{
    if (!when.isValid())
        return;
    const QDate d = when.date();
    const QTime t = when.time();
    const quint64 bits = quint64(d.year()) << 26 | quint64(d.month()) << 22 | quint64(d.day()) << 17 | quint64(t.hour()) << 12 | quint64(t.minute()) << 6 | quint64(t.second());
    for (int i = 0; i < 5; ++i)
        bytes[at + i] = char(bits >> (8 * (4 - i)));
}

void putGuid(QByteArray& bytes, qsizetype at, const QByteArray& guid)
{
    if (guid.size() == 16)
        bytes.replace(at, 16, guid);
}

// Appends the text and writes its address.
void putText(QByteArray& bytes, qsizetype address, const QString& text)
{
    put<quint16>(bytes, address, quint16(text.size() * 2));
    put<quint16>(bytes, address + 2, text.isEmpty() ? 0 : quint16(bytes.size()));
    for (const QChar c : text) {
        bytes += char(c.unicode() & 0xff);
        bytes += char(c.unicode() >> 8);
    }
}

quint16 xorWords(const QByteArray& bytes, qsizetype words)
{
    quint16 sum = 0;
    for (qsizetype i = 0; i < words; ++i)
        sum ^= qFromLittleEndian<quint16>(bytes.constData() + 2 * i);
    return sum;
}

void addSectors(quint32& sum, const char* bytes, qsizetype count)
{
    for (qsizetype at = 0; at < count; at += 512) {
        quint32 words = 0;
        for (qsizetype i = 0; i < 512; i += 4)
            words ^= qFromLittleEndian<quint32>(bytes + at + i);
        sum = (sum << 1 | sum >> 31) ^ words;
    }
}

} // namespace

MsBackupWriter::MsBackupWriter(QIODevice& device, QByteArray mediaSet, int family, int families, bool mediaPassword) : m_device(device)
{
    QByteArray tape = block("TAPE", 94, 0x00030000);
    put<quint32>(tape, 56, 5);
    put<quint16>(tape, 60, 1);
    put<quint16>(tape, 62, mediaPassword ? 5 : 0);
    put<quint16>(tape, 64, quint16(sector / 512));
    putText(tape, 80, QStringLiteral("Microsoft SQL Server"));
    put<quint16>(tape, 84, quint16(unit));
    tape[93] = 1;
    finishBlock(tape);
    QByteArray raid(32, '\0');
    putGuid(raid, 0, mediaSet);
    put<quint16>(raid, 20, quint16(families));
    put<quint16>(raid, 24, quint16(family));
    stream("RAID", 0, raid);
    padTo(sector);
    filemark();
}

void MsBackupWriter::write(QByteArrayView bytes)
{
    m_device.write(bytes.data(), bytes.size());
    m_position += bytes.size();
}

QByteArray MsBackupWriter::block(const char* type, qsizetype fields, quint32 attributes)
{
    QByteArray bytes(fields, '\0');
    bytes.replace(0, 4, type);
    put<quint32>(bytes, 4, attributes);
    bytes[10] = 14;
    bytes[11] = 1;
    bytes[48] = 2;
    return bytes;
}

// The number, the address and the checksum of the header; then the block goes out.
void MsBackupWriter::finishBlock(QByteArray& block)
{
    while (block.size() % 4)
        block += '\0';
    if (block.startsWith("SFMB"))
        block.resize(sector, '\0');
    put<quint16>(block, 8, quint16(block.size()));
    if (!block.startsWith("TAPE") && !block.startsWith("SFMB") && !block.startsWith("ESET")) {
        put<quint64>(block, 20, quint64((m_position - m_setOffset) / unit));
        put<quint32>(block, 36, m_nextId++);
    }
    put<quint16>(block, 50, xorWords(block, 25));
    write(block);
}

void MsBackupWriter::streamHead(const char* id, quint16 mediaAttributes, quint64 length)
{
    alignStream();
    QByteArray head(22, '\0');
    head.replace(0, 4, id);
    put<quint16>(head, 6, mediaAttributes);
    put<quint64>(head, 8, length);
    put<quint16>(head, 16, id[0] == 'M' && id[1] == 'Q' && id[2] != 'C' ? m_encryption : 0);
    put<quint16>(head, 20, xorWords(head, 10));
    write(head);
}

void MsBackupWriter::alignStream() { write(QByteArray(-m_position & 3, '\0')); }

void MsBackupWriter::stream(const char* id, quint16 mediaAttributes, QByteArrayView content)
{
    streamHead(id, mediaAttributes, quint64(content.size()));
    write(content);
}

void MsBackupWriter::padTo(qint64 alignment)
{
    alignStream();
    const qint64 begin = m_position + 22;
    stream("SPAD", 0, QByteArray((alignment - begin % alignment) % alignment, '\0'));
}

// Puts the pages of the stream that follows onto a sector.
void MsBackupWriter::padData()
{
    alignStream();
    qint64 length = 0;
    while ((m_position + 22 + length) % 4 || (m_position + 22 + length + 22 + 2) % sector)
        ++length;
    stream("APAD", 0x80, QByteArray(length, '\0'));
}

void MsBackupWriter::filemark()
{
    QByteArray mark = block("SFMB", 60, 0x80000000);
    put<quint32>(mark, 52, 503);
    put<quint32>(mark, 56, m_filemarks++);
    finishBlock(mark);
}

QByteArray MsBackupWriter::records(const MsWrittenSet& set, bool isFinal) const
{
    QByteArray scin(384, '\0');
    scin.replace(0, 4, "SCIN");
    put<quint32>(scin, 8, 0x200u | (set.withChecksum ? 0x10 : 0) | (set.type == 'I' ? 0x800 : 0));
    put<quint16>(scin, 24, 4025);
    scin[27] = 16;
    putLsn(scin, 32, set.first);
    putLsn(scin, 42, set.last);
    putLsn(scin, 52, set.checkpoint);
    putLsn(scin, 62, set.databaseBackup);
    putDate(scin, 72, QDateTime(QDate(2020, 1, 2), QTime(3, 4, 5), Qt::UTC));
    putDate(scin, 77, set.started);
    putDate(scin, 82, isFinal ? set.finished : QDateTime());
    scin[87] = set.type;
    scin[88] = 52;
    scin[91] = char(160);
    put<quint16>(scin, 94, 957);
    put<quint64>(scin, 96, quint64(m_position));
    putGuid(scin, 156, set.fork);
    putGuid(scin, 184, set.firstFork);
    putGuid(scin, 200, set.base);
    putGuid(scin, 224, set.family);
    putText(scin, 104, set.database);
    putText(scin, 108, set.server);
    put<quint32>(scin, 4, quint32(scin.size()));
    QByteArray all = scin;
    QString group;
    for (const MsDatabaseFile& file : set.files) {
        if (file.fileGroup != group) {
            group = file.fileGroup;
            QByteArray sfgi(48, '\0');
            sfgi.replace(0, 4, "SFGI");
            putText(sfgi, 16, group);
            put<quint32>(sfgi, 4, quint32(sfgi.size()));
            all += sfgi;
        }
        QByteArray sfin(200, '\0');
        sfin.replace(0, 4, "SFIN");
        put<quint32>(sfin, 20, file.fileId);
        put<quint32>(sfin, 24, file.type == 'L' && !isFinal ? 0 : quint32(file.pages));
        put<quint32>(sfin, 28, file.type == 'D' ? 1 : 2);
        put<quint64>(sfin, 40, quint64(file.sizeBytes));
        putText(sfin, 48, file.logicalName);
        putText(sfin, 52, file.physicalName);
        if (file.type == 'D')
            putGuid(sfin, 170, isFinal && set.type == 'D' ? set.own : set.base);
        put<quint32>(sfin, 4, quint32(sfin.size()));
        all += sfin;
    }
    return all;
}

void MsBackupWriter::writePages(const MsWrittenSet& set, qint64 pages)
{
    QByteArray data = block("MSDA", 60);
    finishBlock(data);
    padData();
    streamHead("MQDA", quint16(0x2 | (set.withChecksum ? 0x100 : 0)), quint64(2 + pages * 8192));
    write(QByteArray(2, '\0'));
    m_places.pages = m_position;
    QByteArray page(8192, '\0');
    quint32 random = 12345;
    for (qsizetype i = 96; i < page.size(); ++i) {
        random = random * 1664525 + 1013904223;
        page[i] = char(random >> 24);
    }
    page[0] = page[1] = 1;
    put<quint16>(page, 4, (set.withPageChecksums ? 0x200 : 0) | (set.underTde ? 0x8 : 0));
    put<quint16>(page, 36, 1);
    quint32 running = 0;
    for (qint64 i = 0; i < pages; ++i) {
        put<quint32>(page, 32, quint32(i));
        put<quint64>(page, 96, quint64(i) * 2654435761u);
        put<quint32>(page, 60, 0);
        quint32 sum = 0;
        addSectors(sum, page.constData(), page.size());
        if (set.withPageChecksums)
            put<quint32>(page, 60, sum ^ (set.underTde ? 0x5a5a5a5a : 0));
        if (set.withChecksum)
            addSectors(running, page.constData(), page.size());
        write(page);
    }
    QByteArray sum(4, '\0');
    put<quint32>(sum, 0, running);
    if (set.withChecksum)
        stream("CSUM", 0, sum);
    streamHead("MQDA", 0x6, 0);
    padTo(unit);
}

void MsBackupWriter::writeLog(const MsWrittenSet& set)
{
    QByteArray log = block("MSTL", 592);
    finishBlock(log);
    if (set.logPages > 0) {
        padData();
        streamHead("MQTL", set.withChecksum ? 0x100 : 0, quint64(2 + qint64(set.logPages) * 8192));
        write(QByteArray(2, '\0'));
        m_places.log = m_position;
        QByteArray content(qsizetype(set.logPages) * 8192, '\0');
        for (qsizetype i = 0; i < content.size(); ++i)
            content[i] = char(i * 31 + i / 512);
        write(content);
        QByteArray sum(4, '\0');
        quint32 running = 0;
        addSectors(running, content.constData(), content.size());
        put<quint32>(sum, 0, running);
        if (set.withChecksum)
            stream("CSUM", 0, sum);
    }
    padTo(unit);
}

void MsBackupWriter::add(const MsWrittenSet& set)
{
    ++m_sets;
    m_encryption = set.streamEncryption;
    m_setOffset = m_places.set = m_position;
    m_nextId = 0;
    QByteArray sset = block("SSET", 96);
    put<quint32>(sset, 52, (set.type == 'I' ? 0x8u : 0x4u) | (set.copyOnly ? 0x2u : 0u));
    put<quint16>(sset, 56, set.passwordAlgorithm);
    put<quint16>(sset, 62, m_sets);
    putText(sset, 64, set.name);
    put<quint64>(sset, 80, quint64(m_position));
    putDate(sset, 88, set.started);
    sset[93] = 16;
    sset[95] = 4; // an hour ahead of UTC
    finishBlock(sset);
    padTo(unit);
    QByteArray volume = block("VOLB", 92);
    finishBlock(volume);
    padTo(unit);
    QByteArray description = block("MSCI", 56);
    m_places.description = m_position;
    finishBlock(description);
    stream("MQCI", 0, records(set, false));
    padTo(unit);
    qint64 pages = 0;
    for (const MsDatabaseFile& file : set.files)
        pages += file.type == 'D' ? file.pages : 0;
    if (set.type != 'L')
        writePages(set, set.pagesHere >= 0 ? set.pagesHere : pages);
    writeLog(set);
    QByteArray last = block("MSLS", 56);
    m_places.lastDescription = m_position;
    finishBlock(last);
    stream("MQCI", 0, records(set, true));
    padTo(sector);
    writeSetEnd(set);
}

void MsBackupWriter::writeSetEnd(const MsWrittenSet& set)
{
    filemark();
    for (int i = 0; i < 2; ++i) {
        QByteArray end = block("ESET", 88, set.aborted ? 1u << 18 : 0);
        put<quint16>(end, 78, m_sets);
        finishBlock(end);
        if (i == 0)
            stream("TSMP", 0, QByteArray(200, '\0'));
        padTo(sector);
    }
    filemark();
    m_places.end = m_position;
}

} // namespace bakferry
