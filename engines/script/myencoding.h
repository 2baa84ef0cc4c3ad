#pragma once
#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>
#include <optional>

namespace bakferry {

/// How bytes of a MariaDB or MySQL text form characters, as far as a lexer must know: in these sets a trailing byte may look like a
/// quote or a backslash (TRUST T19).
enum class MyEncoding : std::uint8_t {
    Plain,   ///< no byte below 0x80 is ever a part of a longer character: ASCII, Latin 1, UTF-8, EUC-KR, …
    Big5, Gbk, Sjis, Gb18030,
};
/// By the server's name of a character set, in any case: "gbk", "sjis", "cp932", "big5", "gb18030" …
MyEncoding myEncodingOf(QByteArrayView charset);

/// Bytes of the character at the front of `text`, at least 1. As the servers count: a leading byte without a fitting trailing one is a
/// character of its own, so that a quote behind it stays a quote.
/// Source: MariaDB, strings/ctype-big5.c, ctype-gbk.c, ctype-sjis.c; MySQL, strings/ctype-gb18030.cc (ismbchar).
std::size_t myCharacterBytes(MyEncoding encoding, QByteArrayView text);

/// How many bytes from the front of `text` on must be there for myCharacterBytes() to know; at most 4.
inline std::size_t myBytesToJudge(MyEncoding encoding, char first)
{
    return encoding == MyEncoding::Plain || static_cast<unsigned char>(first) < 0x80 ? 1 : encoding == MyEncoding::Gb18030 ? 4 : 2;
}

/// Whether the set is one that is known here and in which ASCII bytes are ASCII characters: not so for ucs2, utf16, utf32 and swe7.
bool isAsciiInMyCharset(QByteArrayView charset);

/// Text of a declared character set as UTF-8. "latin1" means cp1252, and "binary" or an empty name UTF-8, as the servers' dumps use them.
/// @returns nothing where the set is not known here or the bytes are none of it
std::optional<QByteArray> myToUtf8(QByteArrayView bytes, QByteArrayView charset);
/// The way back.
std::optional<QByteArray> myFromUtf8(QByteArrayView utf8, QByteArrayView charset);

} // namespace bakferry
