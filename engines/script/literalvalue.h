#pragma once
#include "engines/script/insertvalues.h"

#include <QByteArray>

#include <array>

namespace bakferry {

constexpr std::array<signed char, 256> makeHexValues()
{
    std::array<signed char, 256> values{};
    values.fill(-1);
    for (int i = 0; i < 10; ++i)
        values[std::size_t('0' + i)] = static_cast<signed char>(i);
    for (int i = 0; i < 6; ++i)
        values[std::size_t('a' + i)] = values[std::size_t('A' + i)] = static_cast<signed char>(10 + i);
    return values;
}
inline constexpr auto hexValues = makeHexValues();
/// Value of a hexadecimal digit in either case, -1 for every other byte.
inline int hexDigitValue(char digit) { return hexValues[static_cast<unsigned char>(digit)]; }

/// Whether the text between the quotes of unistr('…') holds only whole escapes; SQLite refuses any other.
/// @param quoted  from one past the opening quote on, closing quote included
bool hasWholeEscapes(QByteArrayView quoted);

/// Writes the value of a text or blob literal out of the block: doubled quotes made one, digits made bytes, calls evaluated.
/// Plain Text is returned as it lies in the block; the other kinds are written to `scratch`, which is emptied first.
QByteArrayView literalBytes(QByteArrayView block, const Literal& literal, QByteArray& scratch);

} // namespace bakferry
