#include "engines/mariadb/binlog/mybinlogevents.h"

#include <QtEndian>

#include <algorithm>

namespace bakferry {

namespace {

constexpr qsizetype versionBytes = 50;
constexpr qsizetype mostQueryBytes = 1024 * 1024 * 1024; // the server's own limit of a packet

/// Reads little-endian fields; past the end everything is 0 and ok() false.
class Fields
{
public:
    explicit Fields(QByteArrayView bytes) : m_bytes(bytes) { }
    template <typename T>
    T number()
    {
        const QByteArrayView field = bytes(sizeof(T));
        return field.isEmpty() ? T(0) : qFromLittleEndian<T>(field.data());
    }
    quint64 number48()
    {
        const quint64 low = number<quint32>();
        return low | (quint64(number<quint16>()) << 32);
    }
    QByteArrayView bytes(qsizetype count)
    {
        if (count < 0 || count > m_bytes.size() - m_at) {
            m_ok = false;
            return {};
        }
        const QByteArrayView field = m_bytes.sliced(m_at, count);
        m_at += count;
        return field;
    }
    QByteArrayView rest() { return bytes(m_bytes.size() - m_at); }
    void skip(qsizetype count) { bytes(count); }
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_at >= m_bytes.size(); }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_ok = true;
};

MyEncoding encodingOfId(quint16 characterSet)
{
    switch (characterSet) {
    case 1: case 84: return myEncodingOf("big5");
    case 13: case 88: return myEncodingOf("sjis");
    case 95: case 96: return myEncodingOf("cp932");
    case 28: case 87: return myEncodingOf("gbk");
    case 248: case 249: case 250: return myEncodingOf("gb18030");
    default: return MyEncoding::Plain;
    }
}

// Only what changes how the text is read; the codes come in no fixed order, but each has a known length. Ends at the first unknown one.
MyLexMode modeOf(QByteArrayView status)
{
    constexpr quint64 ansiQuotes = 4, noBackslashEscapes = 1u << 20;
    MyLexMode mode;
    Fields fields(status);
    while (!fields.atEnd() && fields.ok()) {
        switch (fields.number<quint8>()) {
        case 0: fields.skip(4); break;  // flags
        case 1: {
            const auto sqlMode = fields.number<quint64>();
            mode.ansiQuotes = sqlMode & ansiQuotes;
            mode.backslashEscapes = !(sqlMode & noBackslashEscapes);
            break;
        }
        case 2: fields.skip(fields.number<quint8>() + 1); break; // catalog with its 0
        case 3: fields.skip(4); break;                           // auto_increment
        case 4:
            mode.encoding = encodingOfId(fields.number<quint16>());
            fields.skip(4);
            break;
        case 5: fields.skip(fields.number<quint8>()); break;     // time zone
        case 6: fields.skip(fields.number<quint8>()); break;     // catalog
        case 7: fields.skip(2); break;                           // lc_time_names
        case 8: fields.skip(2); break;                           // character set of the database
        case 9: fields.skip(8); break;
        default: return mode;
        }
    }
    return mode;
}

// MariaDB: a byte with the length of the length, the length in big-endian, a zlib stream. Source: sql/log_event.cc, binlog_buf_uncompress().
std::optional<QByteArray> uncompressed(QByteArrayView bytes)
{
    Fields fields(bytes);
    const quint8 head = fields.number<quint8>();
    quint64 length = 0;
    for (int i = 0; i < (head & 0x07); ++i)
        length = length << 8 | fields.number<quint8>();
    if (!fields.ok() || (head & 0x70) != 0 || length > quint64(mostQueryBytes))
        return std::nullopt;
    const QByteArrayView packed = fields.rest();
    constexpr quint64 bestRatio = 1040; // of deflate: more is a lie, and must not cost memory
    if (length > quint64(packed.size()) * bestRatio)
        return std::nullopt;
    QByteArray framed(4, Qt::Uninitialized);
    qToBigEndian(quint32(length), framed.data());
    QByteArray text = qUncompress(framed.append(packed.data(), packed.size()));
    return text.size() == qsizetype(length) ? std::optional(text) : std::nullopt;
}

} // namespace

MyEventHeader readMyEventHeader(QByteArrayView bytes, qint64 at)
{
    Fields fields(bytes);
    MyEventHeader header;
    header.at = at;
    header.timestamp = fields.number<quint32>();
    header.type = MyEventType(fields.number<quint8>());
    header.serverId = fields.number<quint32>();
    header.size = fields.number<quint32>();
    header.endPosition = fields.number<quint32>();
    header.flags = fields.number<quint16>();
    return header;
}

std::optional<MyLogFormat> readMyLogFormat(QByteArrayView body)
{
    Fields fields(body);
    MyLogFormat format;
    format.version = fields.number<quint16>();
    const QByteArrayView version = fields.bytes(versionBytes);
    if (!fields.ok())
        return std::nullopt;
    format.serverVersion = version.first(std::max<qsizetype>(0, version.indexOf('\0'))).toByteArray();
    // Servers that know of checksums say behind everything else which kind; and this very event always has one.
    const QByteArrayList numbers = format.serverVersion.split('.');
    const int number = numbers.value(0).toInt() * 10000 + numbers.value(1).toInt() * 100 + numbers.value(2).split('-').value(0).toInt();
    const bool knows = format.isMariaDb() ? number >= 50300 : number >= 50601;
    format.hasChecksums = knows && body.size() >= 5 && body[body.size() - 5] == 1;
    return format;
}

bool isMyRowsEvent(MyEventType type)
{
    return (type >= MyEventType::WriteRows1 && type <= MyEventType::DeleteRows1) || (type >= MyEventType::WriteRows2 && type <= MyEventType::DeleteRows2)
        || (type >= MyEventType::WriteRowsCompressed1 && type <= MyEventType::DeleteRowsCompressed2);
}

bool isMyLoadEvent(MyEventType type)
{
    using enum MyEventType;
    return type == Load || (type >= CreateFile && type <= NewLoad) || type == BeginLoadQuery || type == ExecuteLoadQuery;
}

QByteArray MyGtid::text() const { return QByteArray::number(domain) + '-' + QByteArray::number(server) + '-' + QByteArray::number(sequence); }

std::optional<MyGtidState> parseMyGtidState(QByteArrayView text)
{
    MyGtidState state;
    for (const QByteArray& one : text.toByteArray().split(',')) {
        const QByteArrayList parts = one.trimmed().split('-');
        bool ok[3] = {};
        if (parts.size() != 3)
            return std::nullopt;
        const MyGtid gtid{parts[0].toUInt(&ok[0]), parts[1].toUInt(&ok[1]), parts[2].toULongLong(&ok[2])};
        if (!ok[0] || !ok[1] || !ok[2])
            return std::nullopt;
        state.insert(gtid.domain, gtid);
    }
    return state;
}

QByteArray textOf(const MyGtidState& state)
{
    QByteArrayList parts;
    for (const MyGtid& gtid : state)
        parts += gtid.text();
    return parts.join(',');
}

bool sameProgress(const MyGtidState& a, const MyGtidState& b)
{
    if (a.size() != b.size())
        return false;
    for (const MyGtid& gtid : a) {
        const auto other = b.constFind(gtid.domain);
        if (other == b.cend() || other->sequence != gtid.sequence || other->server != gtid.server)
            return false;
    }
    return true;
}

std::optional<MyGtidEvent> readMyGtidEvent(const MyEventHeader& header, QByteArrayView body)
{
    Fields fields(body);
    MyGtidEvent event;
    event.gtid.server = header.serverId;
    event.gtid.sequence = fields.number<quint64>();
    event.gtid.domain = fields.number<quint32>();
    event.standalone = fields.number<quint8>() & 1;
    return fields.ok() ? std::optional(event) : std::nullopt;
}

std::optional<MyGtidState> readMyGtidList(QByteArrayView body)
{
    Fields fields(body);
    const quint32 count = fields.number<quint32>() & 0x0fffffff;
    MyGtidState state;
    for (quint32 i = 0; i < count && fields.ok(); ++i) {
        MyGtid gtid;
        gtid.domain = fields.number<quint32>();
        gtid.server = fields.number<quint32>();
        gtid.sequence = fields.number<quint64>();
        if (fields.ok() && gtid.sequence >= state.value(gtid.domain).sequence)
            state.insert(gtid.domain, gtid);
    }
    return fields.ok() ? std::optional(state) : std::nullopt;
}

QByteArray readMySqlGtid(QByteArrayView body)
{
    Fields fields(body);
    fields.skip(1);
    const QByteArray id = fields.bytes(16).toByteArray().toHex();
    const auto number = fields.number<quint64>();
    if (!fields.ok())
        return {};
    return id.first(8) + '-' + id.sliced(8, 4) + '-' + id.sliced(12, 4) + '-' + id.sliced(16, 4) + '-' + id.sliced(20) + ':' + QByteArray::number(number);
}

std::optional<MyQueryEvent> readMyQueryEvent(const MyEventHeader& header, QByteArrayView body)
{
    Fields fields(body);
    MyQueryEvent event;
    fields.skip(8); // thread and duration
    const quint8 databaseBytes = fields.number<quint8>();
    event.errorCode = fields.number<quint16>();
    const quint16 statusBytes = fields.number<quint16>();
    event.mode = modeOf(fields.bytes(statusBytes));
    event.database = fields.bytes(databaseBytes).toByteArray();
    fields.skip(1);
    const QByteArrayView text = fields.rest();
    if (!fields.ok())
        return std::nullopt;
    if (header.type != MyEventType::QueryCompressed) {
        event.sql = text.toByteArray();
        return event;
    }
    std::optional<QByteArray> unpacked = uncompressed(text);
    if (!unpacked)
        return std::nullopt;
    event.sql = std::move(*unpacked);
    return event;
}

std::optional<MyTableMap> readMyTableMap(QByteArrayView body)
{
    Fields fields(body);
    MyTableMap map;
    map.id = fields.number48();
    fields.skip(2);
    map.database = fields.bytes(fields.number<quint8>()).toByteArray();
    fields.skip(1);
    map.table = fields.bytes(fields.number<quint8>()).toByteArray();
    return fields.ok() ? std::optional(map) : std::nullopt;
}

std::optional<MyRowsHead> readMyRowsHead(QByteArrayView body)
{
    Fields fields(body);
    MyRowsHead head;
    head.id = fields.number48();
    head.endsStatement = fields.number<quint16>() & 1;
    return fields.ok() ? std::optional(head) : std::nullopt;
}

std::optional<MyRotation> readMyRotation(QByteArrayView body)
{
    Fields fields(body);
    fields.skip(8);
    MyRotation rotation{fields.rest().toByteArray()};
    return fields.ok() && !rotation.file.isEmpty() ? std::optional(rotation) : std::nullopt;
}

} // namespace bakferry
