#pragma once
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/// Looking at many bytes at once. A mask has a bit for each byte, the first byte's lowest.
namespace bakferry::bytemasks {

#ifdef __SSE2__
/// Sixteen bytes, and comparisons of all of them.
struct Bytes16
{
    __m128i bytes;
    explicit Bytes16(__m128i of) : bytes(of) { }
    explicit Bytes16(const char* from) : bytes(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from))) { }
    Bytes16 equal(char c) const { return Bytes16(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))); }
    Bytes16 atMost(char c) const { return Bytes16(_mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(c)), bytes)); } ///< unsigned
    Bytes16 operator|(Bytes16 other) const { return Bytes16(_mm_or_si128(bytes, other.bytes)); }
    std::uint64_t mask() const { return std::uint32_t(_mm_movemask_epi8(bytes)); } ///< of the bytes' highest bits
};
#else
struct Bytes16
{
    unsigned char bytes[16];
    explicit Bytes16(const char* from)
    {
        for (int i = 0; i < 16; ++i)
            bytes[i] = static_cast<unsigned char>(from[i]);
    }
    template <typename Test>
    Bytes16 where(Test test) const
    {
        Bytes16 result = *this;
        for (int i = 0; i < 16; ++i)
            result.bytes[i] = test(bytes[i], i) ? 0xff : 0;
        return result;
    }
    Bytes16 equal(char c) const { return where([&](unsigned char byte, int) { return byte == static_cast<unsigned char>(c); }); }
    Bytes16 atMost(char c) const { return where([&](unsigned char byte, int) { return byte <= static_cast<unsigned char>(c); }); }
    Bytes16 operator|(const Bytes16& other) const { return where([&](unsigned char byte, int i) { return (byte | other.bytes[i]) != 0; }); }
    std::uint64_t mask() const
    {
        std::uint64_t result = 0;
        for (int i = 0; i < 16; ++i)
            result |= std::uint64_t(bytes[i] >> 7) << i;
        return result;
    }
};
#endif

/// Bit i tells whether an odd number of bits is set in `mask` up to and with i: what lies between pairs.
inline std::uint64_t betweenPairs(std::uint64_t mask)
{
    for (int shift = 1; shift < 64; shift *= 2)
        mask ^= mask << shift;
    return mask;
}

/// Which bytes stand behind a backslash that is none behind another one. `carry` goes from block to block.
/// Source: simdjson's way of telling runs of odd length by adding (Langdale, Lemire: Parsing Gigabytes of JSON per Second, 3.1.1).
inline std::uint64_t escapedBy(std::uint64_t backslashes, bool& carry)
{
    constexpr std::uint64_t evenBits = 0x5555555555555555;
    const std::uint64_t carried = carry ? 1 : 0;
    if (backslashes == 0) {
        carry = false;
        return carried;
    }
    backslashes &= ~carried;
    const std::uint64_t follows = backslashes << 1 | carried;
    const std::uint64_t oddStarts = backslashes & ~evenBits & ~follows;
    std::uint64_t sum;
    carry = __builtin_add_overflow(oddStarts, backslashes, &sum);
    return (evenBits ^ (sum << 1)) & follows;
}

/// @returns where the first `a` or `b` stands in [from, end), or end
inline const char* findEither(const char* from, const char* end, char a, char b)
{
    for (; end - from >= 16; from += 16) {
        const Bytes16 bytes(from);
        if (const std::uint64_t hits = (bytes.equal(a) | bytes.equal(b)).mask())
            return from + __builtin_ctzll(hits);
    }
    while (from < end && *from != a && *from != b)
        ++from;
    return from;
}

} // namespace bakferry::bytemasks
