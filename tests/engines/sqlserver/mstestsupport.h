#pragma once
#include "engines/catalog.h"
#include "engines/sqlserver/msreading.h"
#include "tests/support/msbackupwriter.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <algorithm>

namespace bakferry {

/// Backups of one media set in a file, as bytes.
inline QByteArray mediaOf(const QList<MsWrittenSet>& sets, const QByteArray& mediaSet = QByteArray(16, 'm'), int family = 1, int families = 1, MsBackupWriter::Places* places = nullptr)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    MsBackupWriter writer(buffer, mediaSet, family, families);
    for (const MsWrittenSet& set : sets)
        writer.add(set);
    if (places)
        *places = writer.places();
    return buffer.data();
}

/// One chunk of LZ77 + Huffman without matches: every symbol has a code of nine bits, which is the symbol itself.
inline QByteArray chunkOf(const QByteArray& content)
{
    QByteArray chunk(256, char(0x99));
    quint32 bits = 0;
    int count = 0;
    const auto put = [&](quint32 value, int length) {
        bits = bits << length | value;
        for (count += length; count >= 16; count -= 16) {
            chunk += char(bits >> (count - 16));
            chunk += char(bits >> (count - 8));
        }
    };
    for (const char c : content)
        put(quint8(c), 9);
    put(0, 16 + (16 - count) % 16);
    return chunk;
}

/// A media set as WITH COMPRESSION stores it: records of chunks, padding and an index in front of filemarks, which stay plain.
inline QByteArray containerOf(const QByteArray& plain)
{
    QByteArray bytes("MSSQLBAK\2\0\0\0\3\0\0\0", 16);
    bytes.resize(0x1e0, '\0');
    const auto head = [&](quint32 tag, qsizetype rest) {
        tag = qToLittleEndian(tag);
        bytes.append(reinterpret_cast<const char*>(&tag), 4);
        bytes.append(rest, '\0');
    };
    for (qsizetype at = 0; at < plain.size();) {
        if (plain.mid(at, 4) == "SFMB") {
            if (at == 4096 && bytes.size() <= 4096 - 24)
                head(quint32(4096 - bytes.size() - 24) << 16 | 0x24, 4096 - bytes.size() - 4);
            else if (bytes.size() % 4096)
                head(0x2c, (4096 - (bytes.size() + 4) % 4096) % 4096);
            bytes += plain.mid(at, 4096);
            at += 4096;
            continue;
        }
        qsizetype length = 0;
        while (length < 0xc000 && at + length < plain.size() && !(length > 0 && (at + length) % 4096 == 0 && plain.mid(at + length, 4) == "SFMB"))
            length += 512;
        const QByteArray chunk = chunkOf(plain.mid(at, length));
        head(quint32(chunk.size()) << 16 | quint32(length / 512) << 8 | 0x21, 24);
        bytes += chunk;
        at += length;
    }
    return bytes;
}

/// A folder of backup files and what reading them tells.
class MsWorld
{
public:
    /// Writes a file and adds it to the request.
    void add(const QByteArray& name, const QByteArray& bytes)
    {
        const QByteArray path = put(name, bytes);
        request.backups += BackupFile{path};
    }
    QByteArray put(const QByteArray& name, const QByteArray& bytes) const
    {
        const QByteArray path = QFile::encodeName(m_folder.path()) + '/' + name;
        QFile file(QFile::decodeName(path));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
        return path;
    }
    MsReading read(MsDepth depth = MsDepth::Through) const { return readMsBackups(request, depth, JobContext{}); }

    RestoreRequest request;

private:
    QTemporaryDir m_folder;
};

/// "full 1:1, differential 2:1, log 3:1": the steps of a plan by file and position.
inline QByteArray planLine(const MsRestorePlan& plan)
{
    QByteArrayList steps;
    for (const MsRestoreStep& step : plan.steps) {
        const char* kind = step.isLog ? "log" : step.backup.info.kind == MsBackupInfo::Kind::Full ? "full" : "differential";
        steps += QByteArray(kind) + ' ' + QByteArray::number(step.backup.files.first() + 1) + ':' + QByteArray::number(step.backup.info.position);
    }
    return steps.join(", ");
}

/// Codes of all blockers, sorted, each once.
inline QByteArray blockerLine(const QList<Finding>& findings)
{
    QByteArrayList codes;
    for (const Finding& finding : findings) {
        if (finding.level == FindingLevel::Blocker && !codes.contains(finding.code))
            codes += finding.code;
    }
    std::ranges::sort(codes);
    return codes.join(", ");
}

inline QString textOf(const Message& message)
{
    QString text = QString::fromUtf8(message.source);
    for (qsizetype i = message.arguments.size(); i > 0; --i)
        text.replace(QLatin1Char('%') + QString::number(i), message.arguments[i - 1]);
    return text;
}

/// All findings of a check, "warning: text" a line.
inline QString findingText(const QList<Finding>& findings, const QByteArray& check = {})
{
    static const char* levels[] = {"passed", "warning", "blocker", "not checkable"};
    QStringList lines;
    for (const Finding& finding : findings) {
        if (check.isEmpty() || finding.checkId == check)
            lines += QString::fromLatin1(levels[int(finding.level)]) + QLatin1String(": ") + textOf(finding.what);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace bakferry
