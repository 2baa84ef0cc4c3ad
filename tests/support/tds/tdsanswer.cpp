#include "tests/support/tds/tdsanswer.h"

#include <QDateTime>
#include <QHash>
#include <QUuid>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace tds {

QByteArray little(quint64 number, int bytes)
{
    QByteArray result;
    for (int i = 0; i < bytes; ++i)
        result += char(number >> (8 * i) & 0xff);
    return result;
}

quint64 number(QByteArrayView little)
{
    quint64 result = 0;
    for (qsizetype i = little.size(); i-- > 0;)
        result = result << 8 | uchar(little[i]);
    return result;
}

QByteArray utf16(const QString& text)
{
    QByteArray bytes;
    for (const QChar c : text)
        bytes += little(c.unicode(), 2);
    return bytes;
}

QString fromUtf16(QByteArrayView bytes)
{
    QString text;
    for (qsizetype i = 0; i + 1 < bytes.size(); i += 2)
        text += QChar(ushort(uchar(bytes[i]) | uchar(bytes[i + 1]) << 8));
    return text;
}

} // namespace tds

namespace {

using tds::little;
using tds::utf16;

const QByteArray usualCollation("\x09\x04\xd0\x00\x34", 5); // SQL_Latin1_General_CP1_CI_AS

QByteArray shortText(const QString& text) { return little(quint64(text.size()), 1) + utf16(text); }
QByteArray longText(const QString& text) { return little(quint64(text.size()), 2) + utf16(text); }

QByteArray typeOf(const TdsColumn& column)
{
    switch (column.type) {
    case TdsColumn::Int: return QByteArray("\x26\x04", 2);
    case TdsColumn::BigInt: return QByteArray("\x26\x08", 2);
    case TdsColumn::Bit: return QByteArray("\x68\x01", 2);
    case TdsColumn::Numeric: return QByteArray("\x6c\x11", 2) + char(column.precision) + char(column.scale);
    case TdsColumn::DateTime: return QByteArray("\x6f\x08", 2);
    case TdsColumn::Guid: return QByteArray("\x24\x10", 2);
    case TdsColumn::VarChar: return '\xa7' + little(8000, 2) + usualCollation;
    case TdsColumn::VarBinary: return '\xa5' + little(8000, 2);
    case TdsColumn::NVarCharMax: return '\xe7' + little(0xffff, 2) + usualCollation;
    case TdsColumn::NVarChar: break;
    }
    return '\xe7' + little(8000, 2) + usualCollation;
}

QByteArray decimal(const TdsColumn& column, QString digits)
{
    const bool isNegative = digits.startsWith(u'-');
    const qsizetype point = digits.indexOf(u'.');
    const qsizetype given = point < 0 ? 0 : digits.size() - point - 1;
    digits += QString(qMax<qsizetype>(column.scale - given, 0), u'0');
    unsigned __int128 value = 0;
    for (const QChar c : std::as_const(digits)) {
        if (c.isDigit())
            value = value * 10 + unsigned(c.digitValue());
    }
    return QByteArray("\x11", 1) + char(isNegative ? 0 : 1) + little(quint64(value), 8) + little(quint64(value >> 64), 8);
}

QByteArray moment(const QDateTime& time)
{
    const qint64 days = QDate(1900, 1, 1).daysTo(time.date());
    const qint64 ticks = time.time().msecsSinceStartOfDay() * 3 / 10;
    return QByteArray("\x08", 1) + little(quint64(days), 4) + little(quint64(ticks), 4);
}

QByteArray guid(const QUuid& id)
{
    return QByteArray("\x10", 1) + little(id.data1, 4) + little(id.data2, 2) + little(id.data3, 2) + QByteArray(reinterpret_cast<const char*>(id.data4), 8);
}

QByteArray counted(const QByteArray& bytes) { return little(quint64(bytes.size()), 2) + bytes; }

QByteArray valueOf(const TdsColumn& column, const QVariant& value)
{
    const bool isNull = !value.isValid() || value.isNull();
    switch (column.type) {
    case TdsColumn::Int: return isNull ? QByteArray(1, '\0') : QByteArray("\x04", 1) + little(quint64(value.toLongLong()), 4);
    case TdsColumn::BigInt: return isNull ? QByteArray(1, '\0') : QByteArray("\x08", 1) + little(quint64(value.toLongLong()), 8);
    case TdsColumn::Bit: return isNull ? QByteArray(1, '\0') : QByteArray("\x01", 1) + char(value.toBool() ? 1 : 0);
    case TdsColumn::Numeric: return isNull ? QByteArray(1, '\0') : decimal(column, value.toString());
    case TdsColumn::DateTime: return isNull ? QByteArray(1, '\0') : moment(value.toDateTime());
    case TdsColumn::Guid: return isNull ? QByteArray(1, '\0') : guid(QUuid::fromString(value.toString()));
    case TdsColumn::VarChar: return isNull ? little(0xffff, 2) : counted(value.toString().toLatin1());
    case TdsColumn::VarBinary: return isNull ? little(0xffff, 2) : counted(value.toByteArray());
    case TdsColumn::NVarCharMax: {
        if (isNull)
            return little(~quint64(0), 8);
        const QByteArray bytes = utf16(value.toString());
        return little(quint64(bytes.size()), 8) + (bytes.isEmpty() ? QByteArray() : little(quint64(bytes.size()), 4) + bytes) + little(0, 4);
    }
    case TdsColumn::NVarChar: break;
    }
    return isNull ? little(0xffff, 2) : counted(utf16(value.toString()));
}

} // namespace

TdsColumn TdsColumn::named(const QString& name, const QString& type)
{
    const QString word = type.toLower().section(u'(', 0, 0).trimmed();
    const QStringList sizes = type.section(u'(', 1).section(u')', 0, 0).split(u',');
    TdsColumn column{name, NVarChar};
    static const QHash<QString, Type> known{{u"int"_s, Int}, {u"smallint"_s, Int}, {u"tinyint"_s, Int}, {u"integer"_s, Int}, {u"bigint"_s, BigInt}, {u"bit"_s, Bit}, {u"numeric"_s, Numeric},
                                            {u"datetime"_s, DateTime}, {u"uniqueidentifier"_s, Guid}, {u"varchar"_s, VarChar}, {u"char"_s, VarChar}, {u"varbinary"_s, VarBinary}, {u"blob"_s, VarBinary}};
    column.type = known.value(word, NVarChar);
    if (column.type == NVarChar && sizes.first() == u"max")
        column.type = NVarCharMax;
    if (column.type == Numeric && sizes.size() == 2) {
        column.precision = sizes[0].toInt();
        column.scale = sizes[1].toInt();
    }
    return column;
}

void TdsAnswer::columns(const QList<TdsColumn>& columns)
{
    m_bytes += '\x81' + little(quint64(columns.size()), 2);
    for (const TdsColumn& column : columns)
        m_bytes += little(0, 4) + little(0x0009, 2) + typeOf(column) + shortText(column.name); // nullable, updatable unknown
}

void TdsAnswer::row(const QList<TdsColumn>& columns, const QVariantList& values)
{
    m_bytes += '\xd1';
    for (qsizetype i = 0; i < columns.size(); ++i)
        m_bytes += valueOf(columns[i], values.value(i));
}

void TdsAnswer::message(int number, int severity, const QString& text, int state, int line)
{
    const QByteArray body = little(quint64(number), 4) + char(state) + char(severity) + longText(text) + shortText(u"STANDIN"_s) + shortText({}) + little(quint64(line), 4);
    m_bytes += (severity > 10 ? '\xaa' : '\xab') + counted(body);
}

void TdsAnswer::finished(quint8 token, quint16 status, qint64 rows) { m_bytes += char(token) + little(status, 2) + little(0, 2) + little(quint64(rows), 8); }
void TdsAnswer::done(quint16 status, qint64 rows)
{
    const bool isInside = m_isProcedure && (status & Attention) == 0;
    finished(isInside ? 0xff : 0xfd, quint16(isInside ? status | More : status), rows);
}

void TdsAnswer::doneProcedure(int returned)
{
    m_bytes += '\x79' + little(quint64(returned), 4);
    finished(0xfe, Final, 0);
}

void TdsAnswer::returnValue(const QString& name, qint32 value)
{
    m_bytes += '\xac' + little(0, 2) + shortText(name) + '\x01' + little(0, 4) + little(0, 2) + QByteArray("\x26\x04\x04", 3) + little(quint64(value), 4);
}

void TdsAnswer::signedIn(const QString& program, int major, int minor, int build)
{
    const QByteArray body = QByteArray("\x01\x74\x00\x00\x04", 5) + shortText(program) + char(major) + char(minor) + char(build >> 8) + char(build & 0xff);
    m_bytes += '\xad' + counted(body);
}

void TdsAnswer::environment(quint8 what, const QString& now, const QString& before) { m_bytes += '\xe3' + counted(char(what) + shortText(now) + shortText(before)); }

void TdsAnswer::collation() { m_bytes += '\xe3' + counted(QByteArray("\x07\x05", 2) + usualCollation + '\0'); }

} // namespace bakferry
