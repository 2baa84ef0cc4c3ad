#include "engines/sqlserver/reader/mschecksum.h"

#include "engines/sqlserver/reader/msbytes.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace bakferry {

namespace {

constexpr qsizetype sectorsOfPage = msPageBytes / msSectorBytes;
constexpr qsizetype checksumAt = 60;

// Eight bytes at a time in four lanes, so that the compiler makes vectors of it.
quint32 xorOfSector(const char* sector)
{
    std::array<quint64, 4> lanes{};
    for (qsizetype i = 0; i < msSectorBytes; i += 32) {
        std::array<quint64, 4> words;
        std::memcpy(words.data(), sector + i, 32);
        for (size_t lane = 0; lane < 4; ++lane)
            lanes[lane] ^= words[lane];
    }
    const quint64 all = qFromLittleEndian(lanes[0] ^ lanes[1] ^ lanes[2] ^ lanes[3]);
    return quint32(all) ^ quint32(all >> 32);
}

// The lowest two bits of the last byte of every sector but the first repeat those of the word in the header.
bool tornBitsAgree(const char* page)
{
    const uint mark = quint8(page[checksumAt]) & 3u;
    for (qsizetype sector = 1; sector < sectorsOfPage; ++sector) {
        if ((quint8(page[sector * msSectorBytes + msSectorBytes - 1]) & 3u) != mark)
            return false;
    }
    return true;
}

} // namespace

quint16 msHeaderSum(QByteArrayView bytes)
{
    const MsBytes words(bytes);
    quint16 sum = 0;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        sum ^= words.u16(i);
    return sum;
}

void MsSectorSum::add(QByteArrayView bytes)
{
    const char* at = bytes.data();
    const char* end = at + bytes.size();
    while (at < end) {
        if (m_inSector == 0 && end - at >= msSectorBytes) {
            m_sum = std::rotl(m_sum, 1) ^ xorOfSector(at);
            at += msSectorBytes;
            continue;
        }
        m_sector ^= quint32(quint8(*at++)) << (8 * (m_inSector % 4));
        if (++m_inSector == msSectorBytes) {
            m_sum = std::rotl(m_sum, 1) ^ m_sector;
            m_sector = 0;
            m_inSector = 0;
        }
    }
}

MsPageState checkMsPage(const char* page, quint32* runningSum)
{
    quint32 pageSum = 0;
    quint32 running = runningSum ? *runningSum : 0;
    for (qsizetype sector = 0; sector < sectorsOfPage; ++sector) {
        const quint32 words = xorOfSector(page + sector * msSectorBytes);
        running = std::rotl(running, 1) ^ words;
        pageSum = std::rotl(pageSum, 1) ^ words;
    }
    if (runningSum)
        *runningSum = running;
    const MsBytes header(QByteArrayView(page, 96));
    if (header.u8(0) != 1)
        return MsPageState::Unformatted;
    const quint16 flags = header.u16(4);
    const quint32 stored = header.u32(checksumAt);
    if (flags & 0x200) {
        // Counted as zero in its own sum: taken out of the first sector, which was turned once for each sector behind it.
        const quint32 sum = pageSum ^ std::rotl(stored, int(sectorsOfPage - 1));
        if (sum == stored)
            return MsPageState::ChecksumRight;
        return flags & 0x8 ? MsPageState::Encrypted : MsPageState::ChecksumWrong;
    }
    if (flags & 0x100)
        return tornBitsAgree(page) ? MsPageState::TornBitsRight : MsPageState::TornBitsWrong;
    return MsPageState::Unprotected;
}

} // namespace bakferry
