#pragma once
#include "engines/message.h"

#include <QByteArrayView>

namespace bakferry {

/// Says what a file is when no engine here restores it: another database's backup, an archive, a picture, a web page …
/// @param head  its first bytes, decompressed, up to 64 KiB
/// @returns a name to put into a sentence ("a PostgreSQL custom archive"); empty when it cannot be told
/// Sources: file(1)'s magic, the vendors' format pages named beside each entry
Message foreignFormatName(QByteArrayView head);

/// Whether bytes are so evenly spread that they are most likely encrypted (Shannon entropy near 8 bits a byte).
bool looksEncrypted(QByteArrayView head);

} // namespace bakferry
