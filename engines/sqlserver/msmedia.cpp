#include "engines/sqlserver/msmedia.h"

#include <QUuid>
#include <QtEndian>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

QString MsLsn::decimal() const
{
    // Written as one number: parts of fixed width, without zeros in front.
    const QString text = u"%1%2%3"_s.arg(log).arg(block, 10, 10, QChar(u'0')).arg(slot, 5, 10, QChar(u'0'));
    const qsizetype first = std::ranges::find_if(text, [](QChar c) { return c != u'0'; }) - text.begin();
    return first == text.size() ? u"0"_s : text.sliced(first);
}

std::optional<MsLsn> MsLsn::fromDecimal(const QString& text)
{
    if (text.isEmpty() || text.size() > 25 || !std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return {};
    const QString padded = text.rightJustified(25, u'0');
    const quint64 log = padded.first(10).toULongLong(), block = padded.sliced(10, 10).toULongLong();
    const uint slot = padded.last(5).toUInt();
    constexpr quint64 most = std::numeric_limits<quint32>::max();
    if (log > most || block > most || slot > std::numeric_limits<quint16>::max())
        return {};
    return MsLsn{quint32(log), quint32(block), quint16(slot)};
}

QString MsVersion::text() const { return isKnown() ? u"%1.%2.%3"_s.arg(major).arg(minor).arg(build) : QString(); }

// Source: Microsoft, "Determine which version and edition of SQL Server Database Engine is running".
QString MsVersion::release() const
{
    switch (major) {
    case 8: return u"2000"_s;
    case 9: return u"2005"_s;
    case 10: return minor >= 50 ? u"2008 R2"_s : u"2008"_s;
    case 11: return u"2012"_s;
    case 12: return u"2014"_s;
    case 13: return u"2016"_s;
    case 14: return u"2017"_s;
    case 15: return u"2019"_s;
    case 16: return u"2022"_s;
    case 17: return u"2025"_s;
    default: return {};
    }
}

QString MsMediaFile::mediaSetText() const
{
    if (mediaSet.size() != 16)
        return {};
    // The first three parts are little-endian, the last eight bytes stand as they are.
    const auto* bytes = reinterpret_cast<const uchar*>(mediaSet.constData());
    return QUuid(qFromLittleEndian<quint32>(bytes), qFromLittleEndian<quint16>(bytes + 4), qFromLittleEndian<quint16>(bytes + 6), bytes[8], bytes[9], bytes[10], bytes[11],
                 bytes[12], bytes[13], bytes[14], bytes[15]).toString().toUpper();
}

} // namespace bakferry
