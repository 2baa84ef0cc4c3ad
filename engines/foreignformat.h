#pragma once
#include <QByteArrayView>

namespace bakferry {

/// Says what a file is when no engine here restores it: another database's backup, an archive, a picture, a web page …
/// Only marks that no text of a good backup could carry at that place count.
/// @param head  its first bytes, decompressed, up to 64 KiB
/// @returns     the source text of a Message ("%1 is a PostgreSQL custom archive."); null when it cannot be told
/// Sources: file(1)'s magic, the vendors' format pages
const char* foreignFormat(QByteArrayView head);

/// A guess by words, for explaining a script that failed; never a reason to refuse one.
const char* likelyScriptOf(QByteArrayView head);

/// Whether bytes are so evenly spread that they are most likely encrypted (Shannon entropy near 8 bits a byte).
bool looksEncrypted(QByteArrayView head);

} // namespace bakferry
