#pragma once
#include <QByteArrayView>

#include <cstring>

/// What the files of MySplitter share.
namespace bakferry::mysplitter {

constexpr std::size_t npos = ~std::size_t{0};
// Longer words and comments than this are passed in portions instead of being held back whole.
constexpr std::size_t longestWord = 256;
constexpr std::size_t longestLine = 64 * 1024;

inline std::size_t find(QByteArrayView text, std::size_t from, char c)
{
    if (from >= std::size_t(text.size()))
        return npos;
    const void* hit = std::memchr(text.data() + from, c, std::size_t(text.size()) - from);
    return hit ? std::size_t(static_cast<const char*>(hit) - text.data()) : npos;
}

} // namespace bakferry::mysplitter
