#pragma once
#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace bakferry {

/// How bytes of a MariaDB or MySQL text form characters, as far as a lexer must know: in these sets a trailing byte may look like a
/// quote or a backslash (TRUST T19).
enum class MyEncoding : std::uint8_t {
    Plain,   ///< no byte below 0x80 is ever a part of a longer character: ASCII, Latin 1, UTF-8, EUC-KR, …
    Big5, Gbk, Sjis, Gb18030,
};
/// By the server's name of a character set, in any case: "gbk", "sjis", "cp932", "big5", "gb18030" …
MyEncoding myEncodingOf(QByteArrayView charset);

/// What the session is set to that changes how its text is read.
struct MyLexMode
{
    MyEncoding encoding = MyEncoding::Plain;
    bool ansiQuotes = false;       ///< sql_mode ANSI_QUOTES: "…" is a name
    bool backslashEscapes = true;  ///< not sql_mode NO_BACKSLASH_ESCAPES
};

} // namespace bakferry
