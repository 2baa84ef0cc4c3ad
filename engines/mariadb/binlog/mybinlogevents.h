#pragma once
#include "engines/script/mytokens.h"

#include <QByteArray>
#include <QMap>

#include <cstdint>
#include <optional>

namespace bakferry {

// The events of a MariaDB or MySQL binary log, as far as a chain of backups must know them. All numbers are little-endian.
// Source: MariaDB, sql/log_event.h; MySQL's internals manual, "Replication Protocol", "Binlog Event".

/// Types of events. Those above 160 are MariaDB's, 33 to 42 MySQL's.
enum class MyEventType : std::uint8_t {
    Query = 2, Stop = 3, Rotate = 4, Intvar = 5, Load = 6, CreateFile = 8, AppendBlock = 9, ExecLoad = 10, DeleteFile = 11, NewLoad = 12,
    Rand = 13, UserVar = 14, FormatDescription = 15, Xid = 16, BeginLoadQuery = 17, ExecuteLoadQuery = 18, TableMap = 19,
    WriteRows1 = 23, UpdateRows1 = 24, DeleteRows1 = 25, Incident = 26, Heartbeat = 27, Ignorable = 28, RowsQuery = 29,
    WriteRows2 = 30, UpdateRows2 = 31, DeleteRows2 = 32, MySqlGtid = 33, AnonymousGtid = 34, PreviousGtids = 35, XaPrepare = 38,
    PartialUpdateRows = 39, TransactionPayload = 40, TaggedGtid = 42,
    AnnotateRows = 160, BinlogCheckpoint = 161, Gtid = 162, GtidList = 163, StartEncryption = 164, QueryCompressed = 165,
    WriteRowsCompressed1 = 166, DeleteRowsCompressed2 = 171,
};

constexpr qint64 myEventHeaderBytes = 19;
constexpr quint16 myEventInUseFlag = 0x1; ///< of a format description: the log was not closed

struct MyEventHeader
{
    qint64 at = 0;       ///< byte in the file
    quint32 timestamp = 0;
    MyEventType type = MyEventType::Stop;
    quint32 serverId = 0;
    quint32 size = 0;    ///< with header and checksum
    quint32 endPosition = 0; ///< as the log says; 0 in relayed or artificial events
    quint16 flags = 0;
    qint64 end() const { return at + size; }
};
/// @param bytes  at least myEventHeaderBytes
MyEventHeader readMyEventHeader(QByteArrayView bytes, qint64 at);

/// What a log's first event says of its making.
struct MyLogFormat
{
    int version = 0;           ///< 4 for every server since MySQL 5.0
    QByteArray serverVersion;  ///< "10.11.19-MariaDB-…-log"
    bool hasChecksums = false; ///< CRC32 behind every event
    bool isMariaDb() const { return serverVersion.contains("MariaDB"); }
};
/// @param body  of the event behind its header, its own checksum included
std::optional<MyLogFormat> readMyLogFormat(QByteArrayView body);

/// Events that change rows, in any version and compression.
bool isMyRowsEvent(MyEventType type);
/// LOAD DATA logged with the file's bytes.
bool isMyLoadEvent(MyEventType type);

/// "0-7-12": MariaDB's global transaction id.
struct MyGtid
{
    quint32 domain = 0, server = 0;
    quint64 sequence = 0;
    QByteArray text() const;
};
/// The last transaction of each domain.
using MyGtidState = QMap<quint32, MyGtid>;
/// "0-7-12,1-7-3"; a set of MySQL's ("uuid:1-5") gives nothing.
std::optional<MyGtidState> parseMyGtidState(QByteArrayView text);
QByteArray textOf(const MyGtidState& state);
/// Whether both ended with the same transactions.
bool sameProgress(const MyGtidState& a, const MyGtidState& b);

/// Of a Gtid event.
struct MyGtidEvent
{
    MyGtid gtid;
    bool standalone = false; ///< one statement behind it and no COMMIT
};
std::optional<MyGtidEvent> readMyGtidEvent(const MyEventHeader& header, QByteArrayView body);
std::optional<MyGtidState> readMyGtidList(QByteArrayView body);
/// "uuid:number" of MySQL.
QByteArray readMySqlGtid(QByteArrayView body);

/// A statement in the log.
struct MyQueryEvent
{
    QByteArray database;  ///< that was current, UTF-8
    QByteArray sql;       ///< bytes in its own character set
    MyLexMode mode;       ///< how those are read
    quint16 errorCode = 0;
};
/// @returns nothing when the event is damaged
std::optional<MyQueryEvent> readMyQueryEvent(const MyEventHeader& header, QByteArrayView body);

struct MyTableMap
{
    quint64 id = 0;
    QByteArray database, table;
};
std::optional<MyTableMap> readMyTableMap(QByteArrayView body);
struct MyRowsHead
{
    quint64 id = 0;
    bool endsStatement = false;
};
std::optional<MyRowsHead> readMyRowsHead(QByteArrayView body);

struct MyRotation
{
    QByteArray file;
};
std::optional<MyRotation> readMyRotation(QByteArrayView body);

} // namespace bakferry
