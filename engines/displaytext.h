#pragma once
#include <QByteArray>
#include <QString>

namespace bakferry {

/// Untrusted bytes (a path, an object name) as text for people: invalid UTF-8 as \xNN; control characters, bidi overrides
/// and line separators as \u{N}. Distinct bytes may not look alike, so nothing is dropped. For showing only.
/// @param maxCharacters  longer text is cut and ends in "…"
QString displayBytes(QByteArrayView bytes, qsizetype maxCharacters = 512);
/// The same for text that is already decoded, as servers send it.
QString displayText(QStringView text, qsizetype maxCharacters = 512);

/// A size for people in binary units and the C locale: "820 B", "1.2 GiB".
QString displaySize(qint64 bytes);

} // namespace bakferry
