#pragma once
#include "engines/input/backupinput.h"
#include "engines/mariadb/binlog/mybinlogevents.h"

namespace bakferry {

/// One event with all its bytes, checksum verified. The views last until the next call.
struct MyBinlogEvent
{
    MyEventHeader header;
    QByteArrayView bytes; ///< from header to checksum
    QByteArrayView body;  ///< behind the header and in front of the checksum
};

/// Reads a binary log event by event, through whatever compression it has, and verifies each event's CRC32. Memory: one event.
///
/// One thread. Errors are BackupUnusable: chain.not_binlog, chain.old_version, chain.encrypted, chain.damaged, chain.truncated, each with
/// the byte; besides those of BackupInput.
class MyBinlogReader
{
public:
    static constexpr quint32 longestEvent = 1100u * 1024 * 1024; ///< the server's own limit is 1 GiB of data

    /// Whether these first bytes are those of a binary log, plain or encrypted as a whole.
    static bool isBinlog(QByteArrayView head);
    /// Reads up to and with the format description.
    static Result<std::unique_ptr<MyBinlogReader>> open(const BackupFile& file);

    /// @returns false at the end, which is at the end of an event
    Result<bool> next(MyBinlogEvent& event);

    const MyLogFormat& format() const { return m_format; }
    const QByteArray& formatEvent() const { return m_formatEvent; } ///< magic and format description, as the file begins
    quint32 serverId() const { return m_serverId; }
    bool inUse() const { return m_inUse; }  ///< was not closed, or was copied while it was written
    QDateTime createdUtc() const { return m_createdUtc; }
    qint64 position() const { return m_at; } ///< end of the last event read, from the beginning of the log
    BackupInput& input() { return *m_input; }

private:
    MyBinlogReader(BackupFile file, std::unique_ptr<BackupInput> input) : m_file(std::move(file)), m_input(std::move(input)) { }
    Result<bool> readEvent(MyBinlogEvent& event);
    Result<qint64> fill(char* buffer, qint64 bytes);
    Error error(const char* code, const Message& what, const Message& hint) const;

    BackupFile m_file;
    std::unique_ptr<BackupInput> m_input;
    MyLogFormat m_format;
    QByteArray m_formatEvent;
    QByteArray m_event;
    QDateTime m_createdUtc;
    quint32 m_serverId = 0;
    bool m_inUse = false;
    qint64 m_at = 0;
};

/// The name a log has on its server, from its path: without folder and suffixes of compression ("mysql-bin.000042").
QByteArray myBinlogName(const BackupFile& file);
/// 42 of "mysql-bin.000042"; -1: no number.
qint64 myBinlogNumber(QByteArrayView name);

} // namespace bakferry
