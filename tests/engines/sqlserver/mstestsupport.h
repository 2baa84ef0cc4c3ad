#pragma once
#include "engines/catalog.h"
#include "engines/sqlserver/msreading.h"
#include "tests/support/msbackupwriter.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>

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
