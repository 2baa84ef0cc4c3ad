#include "engines/sqlserver/reader/msbytes.h"

#include <algorithm>

namespace bakferry {

QByteArray MsBytes::guid(qsizetype offset) const
{
    if (!has(offset, 16))
        return {};
    const QByteArrayView bytes = m_bytes.sliced(offset, 16);
    return std::ranges::all_of(bytes, [](char c) { return c == '\0'; }) ? QByteArray() : bytes.toByteArray();
}

// Source: Microsoft Tape Format 1.00a, MTF_DATE_TIME: year 14 bits, month 4, day 5, hour 5, minute 6, second 6, highest first.
QDateTime MsBytes::date(qsizetype offset) const
{
    if (!has(offset, 5))
        return {};
    quint64 bits = 0;
    for (qsizetype i = 0; i < 5; ++i)
        bits = bits << 8 | u8(offset + i);
    const QDate day(int(bits >> 26), int(bits >> 22 & 15), int(bits >> 17 & 31));
    const QTime time(int(bits >> 12 & 31), int(bits >> 6 & 63), int(bits & 63));
    return day.isValid() && time.isValid() ? QDateTime(day, time, Qt::UTC) : QDateTime();
}

QString MsBytes::text(qsizetype address, bool& fits) const
{
    const qsizetype size = u16(address), offset = u16(address + 2);
    if (size == 0)
        return {};
    if (!has(offset, size)) {
        fits = false;
        return {};
    }
    QString text(size / 2, Qt::Uninitialized);
    for (qsizetype i = 0; i < text.size(); ++i)
        text[i] = QChar(u16(offset + 2 * i));
    while (text.endsWith(u'\0'))
        text.chop(1);
    return text;
}

} // namespace bakferry
