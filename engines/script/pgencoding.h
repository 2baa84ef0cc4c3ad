#pragma once
#include <QByteArrayView>

#include <cstdint>

namespace bakferry {

/// How the bytes of a script fall into characters, as far as a lexer must know: in most encodings no byte of a longer character is
/// an ASCII one, but in these a trailing byte may be a backslash.
/// Source: PostgreSQL's manual, "Supported Client/Server Encodings" (those that are for clients only), and src/common/wchar.c.
enum class PgEncoding : std::uint8_t { Plain, ShiftJis, Big5OrGbk, Johab, Gb18030 };

/// By the name that SET client_encoding was given; letters and digits count, whatever their case. Unknown names are Plain.
PgEncoding pgEncodingOf(QByteArrayView name);

/// Bytes of the character at the front of `text`, at least 1; one that would reach beyond `text` is told as it should be.
inline std::size_t pgCharacterBytes(PgEncoding encoding, QByteArrayView text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    if (encoding == PgEncoding::Plain || first < 0x80)
        return 1;
    switch (encoding) {
    case PgEncoding::ShiftJis: return first >= 0xa1 && first <= 0xdf ? 1 : 2;
    case PgEncoding::Johab: return first == 0x8f ? 3 : 2;
    case PgEncoding::Gb18030: return text.size() > 1 && text[1] >= '0' && text[1] <= '9' ? 4 : 2;
    default: return 2;
    }
}

} // namespace bakferry
