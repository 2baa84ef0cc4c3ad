#include "engines/sqlserver/reader/mscontainer.h"

#include "engines/sqlserver/reader/msbytes.h"
#include "engines/sqlserver/reader/mschecksum.h"
#include "engines/sqlserver/reader/msxpress.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Kinds of records, the lowest byte of their tag: found by observation, see the README.
constexpr quint32 compressedKind = 0x21, paddingKind = 0x24, indexKind = 0x2c;
constexpr qint64 headWithin = 4096; ///< where the first record begins at the latest
constexpr qint64 longestOutput = 65536;
constexpr qint64 tagBytes = 4;
constexpr qint64 sumBytes = 4; ///< at the end of a header, in front of the chunk; padding has none

qint64 outputOf(quint32 tag) { return qint64(tag >> 8 & 0xff) * msSectorBytes; }
qint64 sizeOf(quint32 tag) { return qint64(tag >> 16); }

bool isMediaHead(const QByteArray& block)
{
    return block.startsWith("TAPE") && block.size() >= 52 && msHeaderSum(QByteArrayView(block).first(50)) == MsBytes(block).u16(50);
}

} // namespace

std::optional<MsContainerLayout> findMsContainer(QByteArrayView head)
{
    const MsBytes bytes(head);
    for (qint64 at = 16; at + 300 < std::min<qint64>(head.size(), headWithin); ++at) {
        const quint32 tag = bytes.u32(at);
        if ((tag & 0xff) != compressedKind || outputOf(tag) == 0 || outputOf(tag) > longestOutput)
            continue;
        for (const int headerBytes : {28, 8}) {
            if (!bytes.has(at + headerBytes, sizeOf(tag)) || !isMsXpressTable(head.sliced(at + headerBytes)))
                continue;
            QByteArray block(outputOf(tag), '\0');
            if (decodeMsXpress(head.sliced(at + headerBytes, sizeOf(tag)), block.data(), block.size()) && isMediaHead(block))
                return MsContainerLayout{at, headerBytes};
        }
    }
    return {};
}

Result<qint64> MsContainerSource::read(char* buffer, qint64 maxBytes)
{
    qint64 done = 0;
    while (done < maxBytes) {
        if (m_used == m_content.size()) {
            const Result<Next> next = advance(0);
            if (!next)
                return next.error();
            if (*next == Next::End)
                break;
            continue;
        }
        const qint64 some = std::min(maxBytes - done, m_content.size() - m_used);
        std::copy_n(m_content.constData() + m_used, some, buffer + done);
        m_used += some;
        m_position += some;
        done += some;
    }
    return done;
}

Result<qint64> MsContainerSource::skip(qint64 bytes)
{
    qint64 done = 0;
    while (done < bytes) {
        if (m_used == m_content.size()) {
            const Result<Next> next = advance(bytes - done);
            if (!next)
                return next.error();
            if (*next == Next::End)
                break;
            done += m_skipped;
            m_position += m_skipped;
            continue;
        }
        const qint64 some = std::min(bytes - done, m_content.size() - m_used);
        m_used += some;
        m_position += some;
        done += some;
    }
    return done;
}

// Takes the next record or filemark; a record that lies wholly inside what is skipped is not decoded.
Result<MsContainerSource::Next> MsContainerSource::advance(qint64 skipping)
{
    m_content.clear();
    m_used = m_skipped = 0;
    if (!m_begun) {
        m_begun = true;
        if (const Result<qint64> skipped = m_file.skip(m_layout.firstRecord); !skipped)
            return skipped.error();
    }
    for (;;) {
        const qint64 start = m_file.position();
        Result<QByteArray> header = readMsBytes(m_file, tagBytes);
        if (!header)
            return header.error();
        if (header->size() < tagBytes)
            return Next::End;
        if (*header == "SFMB")
            return takeFilemark(*header);
        const quint32 tag = MsBytes(*header).u32(0);
        const quint32 kind = tag & 0xff;
        if (kind == compressedKind)
            return takeRecord(*header, tag, skipping);
        qint64 end = 0;
        if (kind == paddingKind)
            end = start + m_layout.headerBytes - sumBytes + sizeOf(tag);
        else if (kind == indexKind && sizeOf(tag) == 0)
            return seekFilemark();
        else
            return Error{ErrorKind::BackupUnusable, "backup.unknown_record",
                         {QT_TRANSLATE_NOOP("Message", "%1 holds a record of an unknown kind at byte %2: perhaps damaged, perhaps compressed in a way that BakFerry does not know."),
                          {m_name.display(), QString::number(start)}},
                         {QT_TRANSLATE_NOOP("Message", "Let a server check it with RESTORE VERIFYONLY."), {}}, u"tag 0x%1"_s.arg(tag, 8, 16, QChar(u'0'))};
        if (const Result<qint64> rest = m_file.skip(end - m_file.position()); !rest)
            return rest.error();
    }
}

// An index ends where the next filemark begins, on a sector; how long it is, it does not say.
Result<MsContainerSource::Next> MsContainerSource::seekFilemark()
{
    if (const Result<qint64> aligned = m_file.skip(-m_file.position() & (msSectorBytes - 1)); !aligned)
        return aligned.error();
    for (;;) {
        const Result<QByteArray> sector = readMsBytes(m_file, msSectorBytes);
        if (!sector)
            return sector.error();
        if (sector->startsWith("SFMB") && msHeaderSum(QByteArrayView(*sector).first(50)) == MsBytes(*sector).u16(50))
            return takeFilemark(*sector);
        if (sector->size() < msSectorBytes)
            return Next::End;
    }
}

Result<MsContainerSource::Next> MsContainerSource::takeRecord(QByteArray& header, quint32 tag, qint64 skipping)
{
    const qint64 outBytes = outputOf(tag);
    if (outBytes == 0 || outBytes > longestOutput || sizeOf(tag) == 0)
        return damaged(u"tag 0x%1"_s.arg(tag, 8, 16, QChar(u'0')));
    const qint64 restBytes = m_layout.headerBytes - header.size() + sizeOf(tag);
    if (++m_records > m_mostRecords && m_mostRecords >= 0)
        return msLimitReached();
    if (outBytes <= skipping) {
        const Result<qint64> passed = m_file.skip(restBytes);
        if (!passed)
            return passed.error();
        m_skipped = *passed == restBytes ? outBytes : 0;
        return *passed == restBytes ? Next::Content : Next::End;
    }
    const Result<QByteArray> rest = readMsBytes(m_file, restBytes);
    if (!rest)
        return rest.error();
    if (rest->size() < restBytes)
        return Next::End; // cut: whoever reads the chain finds it too short
    m_content.resize(outBytes);
    const QByteArrayView chunk = QByteArrayView(*rest).last(sizeOf(tag));
    if (!decodeMsXpress(chunk, m_content.data(), outBytes)) {
        m_content.clear();
        return damaged(u"LZ77+Huffman"_s);
    }
    return Next::Content;
}

// Filemarks are stored as they are; one of 64 KiB has a length of 0.
Result<MsContainerSource::Next> MsContainerSource::takeFilemark(const QByteArray& start)
{
    m_content = start;
    const auto fill = [&](qint64 bytes) -> Result<void> {
        const Result<QByteArray> more = readMsBytes(m_file, std::max<qint64>(bytes - m_content.size(), 0));
        if (!more)
            return more.error();
        m_content += *more;
        return {};
    };
    if (const Result<void> head = fill(52); !head)
        return head.error();
    const qint64 length = MsBytes(m_content).u16(8);
    if (const Result<void> rest = fill(length == 0 ? 65536 : length); !rest)
        return rest.error();
    return Next::Content;
}

Error MsContainerSource::damaged(const QString& detail) const
{
    return {ErrorKind::BackupUnusable, "backup.damaged",
            {QT_TRANSLATE_NOOP("Message", "%1 is damaged: the compressed record before byte %2 does not decode."), {m_name.display(), QString::number(m_file.position())}},
            {QT_TRANSLATE_NOOP("Message", "Copy the backup once more from where it was made, or take another one."), {}}, detail};
}

} // namespace bakferry
