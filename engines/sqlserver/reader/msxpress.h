#pragma once
#include <QByteArrayView>

namespace bakferry {

/// Decodes one chunk of LZ77 + Huffman, as backups WITH COMPRESSION hold it.
/// @param out       exactly `outBytes` bytes are written to it (at most 64 KiB)
/// @returns         false when the chunk breaks a rule of the format or ends too early
/// Source: Microsoft, MS-XCA 2.2 (LZ77+Huffman decompression)
bool decodeMsXpress(QByteArrayView chunk, char* out, qsizetype outBytes);

/// Whether 256 bytes are a table of code lengths that fills the code space exactly.
bool isMsXpressTable(QByteArrayView chunk);

} // namespace bakferry
