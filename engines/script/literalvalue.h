#pragma once
#include "engines/script/insertvalues.h"

#include <QByteArray>

namespace bakferry {

/// Value of a hexadecimal digit in either case, -1 for every other byte.
int hexDigitValue(char digit);

/// Whether the text between the quotes of unistr('…') holds only whole escapes; SQLite refuses any other.
/// @param quoted  from one past the opening quote on, closing quote included
bool hasWholeEscapes(QByteArrayView quoted);

/// Writes the value of a text or blob literal out of the block: doubled quotes made one, digits made bytes, calls evaluated.
/// Plain Text is returned as it lies in the block; the other kinds are written to `scratch`, which is emptied first.
QByteArrayView literalBytes(QByteArrayView block, const Literal& literal, QByteArray& scratch);

} // namespace bakferry
