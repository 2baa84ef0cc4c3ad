#pragma once
#include <QByteArrayView>

namespace bakferry {

inline constexpr qint64 msPageBytes = 8192;
inline constexpr qint64 msSectorBytes = 512;

/// XOR of little-endian 16-bit words: what protects the headers of blocks (25 words) and of streams (10 words).
quint16 msHeaderSum(QByteArrayView bytes);

/// The function behind backup checksums and page checksums: for every sector of 512 bytes the sum is turned left by one bit and XORed
/// with the XOR of the sector's 32-bit words. Content comes in pieces of any size.
/// Source: found by observation, see engines/sqlserver/README.md.
class MsSectorSum
{
public:
    void add(QByteArrayView bytes);
    quint32 value() const { return m_sum; }   ///< of whole sectors
    bool atSectorEnd() const { return m_inSector == 0; }
    void reset() { *this = MsSectorSum(); }

private:
    quint32 m_sum = 0;
    quint32 m_sector = 0;   ///< of a sector that came in part
    qint64 m_inSector = 0;
};

/// What protects one page of 8 KiB and whether it holds.
enum class MsPageState {
    Unformatted,   ///< never used since it was allocated
    Unprotected,   ///< neither checksum nor torn-page bits
    ChecksumRight, ChecksumWrong,
    TornBitsRight, TornBitsWrong,
    Encrypted,     ///< by TDE, and the checksum is not that of the bytes in the backup
};
/// @param page      8192 bytes
/// @param runningSum  when not null, adds the page's sectors to a running backup checksum in the same pass
MsPageState checkMsPage(const char* page, quint32* runningSum);

} // namespace bakferry
