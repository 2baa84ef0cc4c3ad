#include "engines/mariadb/binlog/mybinlogreader.h"

#include <QtEndian>

#include <algorithm>
#include <isa-l/crc.h>

namespace bakferry {

namespace {

constexpr QByteArrayView magic("\xfe" "bin", 4);
constexpr QByteArrayView encryptedMagic("\xfd" "bin", 4); // MySQL 8.0.14 and later
constexpr qint64 checksumBytes = 4;

bool checksumFits(QByteArrayView event)
{
    const QByteArrayView covered = event.chopped(checksumBytes);
    const quint32 stored = qFromLittleEndian<quint32>(event.last(checksumBytes).data());
    return crc32_gzip_refl(0, reinterpret_cast<const unsigned char*>(covered.data()), quint64(covered.size())) == stored;
}

Message takeAgain() { return {QT_TRANSLATE_NOOP("Message", "Copy the log from the server once more, or restore up to the log before it."), {}}; }

} // namespace

bool MyBinlogReader::isBinlog(QByteArrayView head) { return head.startsWith(magic) || head.startsWith(encryptedMagic); }

Error MyBinlogReader::error(const char* code, const Message& what, const Message& hint) const { return {ErrorKind::BackupUnusable, code, what, hint, {}}; }

Result<std::unique_ptr<MyBinlogReader>> MyBinlogReader::open(const BackupFile& file)
{
    Result<std::unique_ptr<BackupInput>> input = BackupInput::open(file);
    if (!input)
        return input.error();
    std::unique_ptr<MyBinlogReader> reader(new MyBinlogReader(file, std::move(*input)));
    QByteArray head(magic.size(), '\0');
    const Result<qint64> got = reader->fill(head.data(), head.size());
    if (!got)
        return got.error();
    const QString shown = file.display();
    if (head == encryptedMagic)
        return reader->error("chain.encrypted", {QT_TRANSLATE_NOOP("Message", "%1 is an encrypted binary log of MySQL."), {shown}},
                             {QT_TRANSLATE_NOOP("Message", "Fetch the log with mysqlbinlog --read-from-remote-server --raw, which gives it decrypted."), {}});
    if (*got < magic.size() || head != magic)
        return reader->error("chain.not_binlog", {QT_TRANSLATE_NOOP("Message", "%1 is no binary log of MariaDB or MySQL."), {shown}},
                             {QT_TRANSLATE_NOOP("Message", "Give the files that the server lists with SHOW BINARY LOGS, in their order."), {}});
    reader->m_at = magic.size();
    MyBinlogEvent event;
    const Result<bool> read = reader->readEvent(event);
    if (!read)
        return read.error();
    const std::optional<MyLogFormat> format = *read && event.header.type == MyEventType::FormatDescription ? readMyLogFormat(event.body) : std::nullopt;
    if (!format || format->version != 4)
        return reader->error("chain.old_version", {QT_TRANSLATE_NOOP("Message", "%1 is a binary log of a form that servers before MySQL 5.0 wrote, or its beginning is damaged."), {shown}},
                             takeAgain());
    reader->m_format = *format;
    reader->m_serverId = event.header.serverId;
    reader->m_inUse = event.header.flags & myEventInUseFlag;
    reader->m_createdUtc = QDateTime::fromSecsSinceEpoch(event.header.timestamp, Qt::UTC);
    QByteArray checked = event.bytes.toByteArray();
    checked[17] = char(checked[17] & ~myEventInUseFlag); // was computed without it
    if (format->hasChecksums && !checksumFits(checked))
        return reader->error("chain.damaged", {QT_TRANSLATE_NOOP("Message", "%1 is damaged at byte %2: the checksum of the event there does not fit."), {shown, QStringLiteral("4")}}, takeAgain());
    reader->m_formatEvent = magic.toByteArray() + event.bytes.toByteArray();
    return reader;
}

// Less than asked for only at the end.
Result<qint64> MyBinlogReader::fill(char* buffer, qint64 bytes)
{
    qint64 filled = 0;
    while (filled < bytes) {
        const Result<qint64> got = m_input->read(buffer + filled, bytes - filled);
        if (!got)
            return got.error();
        if (*got == 0)
            break;
        filled += *got;
    }
    return filled;
}

Result<bool> MyBinlogReader::readEvent(MyBinlogEvent& event)
{
    const QString shown = m_file.display();
    const auto cut = [&](qint64 fileEnd) {
        return error("chain.truncated", {QT_TRANSLATE_NOOP("Message", "%1 ends at byte %2 inside the event that begins at byte %3."), {shown, QString::number(fileEnd), QString::number(m_at)}}, takeAgain());
    };
    m_event.resize(myEventHeaderBytes);
    const Result<qint64> head = fill(m_event.data(), myEventHeaderBytes);
    if (!head)
        return head.error();
    if (*head == 0)
        return false;
    if (*head < myEventHeaderBytes)
        return cut(m_at + *head);
    event.header = readMyEventHeader(m_event, m_at);
    const qint64 least = myEventHeaderBytes + (m_format.hasChecksums ? checksumBytes : 0);
    if (event.header.size < least || event.header.size > longestEvent)
        return error("chain.damaged", {QT_TRANSLATE_NOOP("Message", "%1 is damaged at byte %2: no event can be %3 bytes long."), {shown, QString::number(m_at), QString::number(event.header.size)}}, takeAgain());
    // A damaged length must not make us take a gigabyte: memory grows with what the file really has.
    constexpr qint64 portion = 4 * 1024 * 1024;
    while (m_event.size() < event.header.size) {
        const qint64 have = m_event.size();
        const qint64 wanted = std::min<qint64>(portion, event.header.size - have);
        m_event.resize(have + wanted);
        const Result<qint64> got = fill(m_event.data() + have, wanted);
        if (!got)
            return got.error();
        if (*got < wanted)
            return cut(m_at + have + *got);
    }
    event.bytes = m_event;
    event.body = QByteArrayView(m_event).sliced(myEventHeaderBytes);
    m_at += event.header.size;
    return true;
}

Result<bool> MyBinlogReader::next(MyBinlogEvent& event)
{
    const qint64 at = m_at;
    const Result<bool> read = readEvent(event);
    if (!read || !*read)
        return read;
    const QString shown = m_file.display();
    if (m_format.hasChecksums) {
        if (!checksumFits(event.bytes))
            return error("chain.damaged", {QT_TRANSLATE_NOOP("Message", "%1 is damaged at byte %2: the checksum of the event there does not fit."), {shown, QString::number(at)}}, takeAgain());
        event.body.chop(checksumBytes);
    }
    if (event.header.type == MyEventType::StartEncryption)
        return error("chain.encrypted", {QT_TRANSLATE_NOOP("Message", "%1 is an encrypted binary log of MariaDB."), {shown}},
                     {QT_TRANSLATE_NOOP("Message", "Fetch the log with mariadb-binlog --read-from-remote-server --raw, which gives it decrypted."), {}});
    return true;
}

QByteArray myBinlogName(const BackupFile& file)
{
    QByteArray name = file.path.sliced(file.path.lastIndexOf('/') + 1);
    for (const char* suffix : {".gz", ".zst", ".xz", ".bz2", ".lz4", ".zip"}) {
        if (name.endsWith(suffix))
            return name.chopped(qsizetype(qstrlen(suffix)));
    }
    return name;
}

qint64 myBinlogNumber(QByteArrayView name)
{
    bool isNumber = false;
    const qint64 number = name.sliced(name.lastIndexOf('.') + 1).toLongLong(&isNumber);
    return isNumber && number >= 0 && name.contains('.') ? number : -1;
}

} // namespace bakferry
