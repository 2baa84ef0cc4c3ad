#pragma once
#include <QJsonObject>
#include <QStringList>

namespace bakferry {

// Text for terminals. Columns, not characters: a Chinese letter takes two.

int columnsOf(QStringView text);
/// Filled with spaces up to `columns`; a longer text gets one space.
QString padded(const QString& text, int columns);
/// Cut to `columns`, ending in "…" when something is missing.
QString cut(const QString& text, int columns);
/// Broken at spaces, and between Chinese letters, into lines of at most `columns`.
QStringList wrapped(const QString& text, int columns);
/// One line of JSON in UTF-8 that a terminal may show: control characters and bidi overrides are written as \uXXXX.
QByteArray jsonLine(const QJsonObject& object);

} // namespace bakferry
