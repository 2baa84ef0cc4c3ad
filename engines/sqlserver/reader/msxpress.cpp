#include "engines/sqlserver/reader/msxpress.h"

#include "engines/sqlserver/reader/msbytes.h"

#include <array>
#include <cstring>

namespace bakferry {

namespace {

constexpr int symbols = 512;
constexpr int longestCode = 15;
constexpr qsizetype tableBytes = symbols / 2;

int lengthOf(QByteArrayView chunk, int symbol)
{
    const auto both = quint8(chunk[symbol / 2]);
    return symbol % 2 ? both >> 4 : both & 15;
}

/// For every 15 bits that may come next: the symbol they begin with and the length of its code. 0 length: no code begins like that.
struct DecodingTable
{
    struct Entry { quint16 symbol = 0; quint8 length = 0; };
    std::array<Entry, 1 << longestCode> entries;

    // Codes are given out by length and within one length by symbol, so the table fills from front to back.
    bool fill(QByteArrayView chunk)
    {
        size_t at = 0;
        for (int length = 1; length <= longestCode; ++length) {
            const size_t width = size_t(1) << (longestCode - length);
            for (int symbol = 0; symbol < symbols; ++symbol) {
                if (lengthOf(chunk, symbol) != length)
                    continue;
                if (at + width > entries.size())
                    return false;
                std::fill_n(entries.begin() + ptrdiff_t(at), width, Entry{quint16(symbol), quint8(length)});
                at += width;
            }
        }
        std::fill(entries.begin() + ptrdiff_t(at), entries.end(), Entry{});
        return at > 0;
    }
};

/// The bit stream: 16-bit words, highest bit first, with the bytes of long matches between them.
class BitReader
{
public:
    explicit BitReader(QByteArrayView bytes) : m_bytes(bytes)
    {
        m_bits = quint32(nextWord()) << 16;
        m_bits |= nextWord();
    }
    quint32 peek(int count) const { return m_bits >> (32 - count); }
    void drop(int count)
    {
        m_bits <<= count;
        m_left -= count;
        if (m_left < 0) {
            m_bits |= quint32(nextWord()) << -m_left;
            m_left += 16;
        }
    }
    quint8 byte()
    {
        if (m_at >= m_bytes.size()) {
            m_over += 1;
            return 0;
        }
        return quint8(m_bytes[m_at++]);
    }
    quint16 nextWord()
    {
        const quint16 low = byte();
        return quint16(low | quint16(byte()) << 8);
    }
    /// Read further behind the end than looking ahead explains.
    bool isPastEnd() const { return m_over > 4; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    quint32 m_bits = 0;
    int m_left = 16;
    int m_over = 0;
};

quint32 matchLength(BitReader& bits, quint32 symbol)
{
    quint32 length = symbol & 15;
    if (length == 15) {
        length = bits.byte();
        if (length == 255) {
            const quint32 whole = bits.nextWord();
            return whole < 15 ? 0 : whole + 3; // less than 15 is against the format
        }
        length += 15;
    }
    return length + 3;
}

void copyMatch(char* out, qsizetype at, qsizetype distance, qsizetype length)
{
    if (distance >= length) {
        std::memcpy(out + at, out + at - distance, size_t(length));
        return;
    }
    for (qsizetype i = 0; i < length; ++i)
        out[at + i] = out[at + i - distance];
}

} // namespace

bool isMsXpressTable(QByteArrayView chunk)
{
    if (chunk.size() < tableBytes)
        return false;
    quint32 filled = 0;
    for (int symbol = 0; symbol < symbols; ++symbol) {
        if (const int length = lengthOf(chunk, symbol))
            filled += 1u << (longestCode - length);
    }
    return filled == 1u << longestCode;
}

bool decodeMsXpress(QByteArrayView chunk, char* out, qsizetype outBytes)
{
    if (chunk.size() < tableBytes + 4 || outBytes > 65536)
        return false;
    static thread_local DecodingTable table;
    if (!table.fill(chunk.first(tableBytes)))
        return false;
    BitReader bits(chunk.sliced(tableBytes));
    qsizetype at = 0;
    while (at < outBytes) {
        const DecodingTable::Entry entry = table.entries[bits.peek(longestCode)];
        if (entry.length == 0 || bits.isPastEnd())
            return false;
        bits.drop(entry.length);
        if (entry.symbol < 256) {
            out[at++] = char(entry.symbol);
            continue;
        }
        const quint32 match = entry.symbol - 256u;
        const qsizetype length = matchLength(bits, match);
        const int distanceBits = int(match >> 4);
        const qsizetype distance = (distanceBits ? bits.peek(distanceBits) : 0) + (qsizetype(1) << distanceBits);
        bits.drop(distanceBits);
        if (length == 0 || distance > at || length > outBytes - at)
            return false;
        copyMatch(out, at, distance, length);
        at += length;
    }
    return !bits.isPastEnd();
}

} // namespace bakferry
