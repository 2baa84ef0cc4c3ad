#pragma once
#include "engines/mariadb/mybackup.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace bakferry {

/// Files written into a temporary folder, opened as one backup and read through.
struct MyScriptFiles
{
    QTemporaryDir folder;
    BackupSet set;
    std::unique_ptr<MyBackup> backup;
    std::optional<Error> refusal;
    MyReading reading;

    explicit MyScriptFiles(const QByteArray& script, const QByteArray& charset = {})
    {
        set += write("backup.sql", script);
        read(charset);
    }
    MyScriptFiles() = default;

    BackupFile write(const char* name, const QByteArray& content)
    {
        QFile out(folder.filePath(QString::fromUtf8(name)));
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("cannot write the script");
        return BackupFile{QFile::encodeName(out.fileName())};
    }
    void readFolder(const QByteArray& charset = {})
    {
        set = {BackupFile{QFile::encodeName(folder.path())}};
        read(charset);
    }
    void read(const QByteArray& charset = {})
    {
        Result<std::unique_ptr<MyBackup>> opened = openMyBackup(set, {});
        if (!opened) {
            refusal = opened.error();
            return;
        }
        backup = std::move(opened).value();
        reading = backup->readThrough(charset, {}, JobStep::Prechecking);
    }
    QByteArrayList codes() const
    {
        QByteArrayList codes;
        if (refusal)
            codes += refusal->code;
        for (const Finding& one : reading.findings) {
            if (one.level == FindingLevel::Blocker)
                codes += one.code;
        }
        return codes;
    }
    const Finding* finding(QByteArrayView check, FindingLevel level) const
    {
        for (const Finding& one : reading.findings) {
            if (one.checkId == check && one.level == level)
                return &one;
        }
        return nullptr;
    }
    /// "TABLE orders", "TABLE DATA orders 2", … of all databases in the order of the backup.
    QByteArrayList entries() const
    {
        QMap<int, QByteArray> lines;
        for (int d = 0; d < backup->databases().size(); ++d) {
            const MyDatabase& database = backup->databases()[d];
            for (int e = 0; e < database.entries.size(); ++e) {
                const MyEntry& entry = database.entries[e];
                QByteArray line = entry.kind + ' ' + (entry.name.isEmpty() ? entry.table : entry.name);
                if (entry.kind == "TABLE DATA")
                    line += ' ' + QByteArray::number(reading.rows[d][e]);
                lines.insert(entry.order, backup->databases().size() > 1 ? database.name + ": " + line : line);
            }
        }
        return lines.values();
    }
    const MyEntry* find(const QByteArray& kind, const QByteArray& name) const
    {
        for (const MyDatabase& database : backup->databases()) {
            for (const MyEntry& entry : database.entries) {
                if (entry.kind == kind && (entry.name == name || (entry.name.isEmpty() && entry.table == name)))
                    return &entry;
            }
        }
        return nullptr;
    }
    QByteArray dataOf(const QByteArray& table)
    {
        for (int d = 0; d < backup->databases().size(); ++d) {
            for (int e = 0; e < backup->databases()[d].entries.size(); ++e) {
                const MyEntry& entry = backup->databases()[d].entries[e];
                if (!entry.hasData || entry.table != table)
                    continue;
                QByteArray all, block(7, Qt::Uninitialized);
                const std::unique_ptr<MyDataStream> stream = std::move(backup->openData(d, e)).value();
                for (qint64 got = 1; got > 0;) {
                    got = *stream->read(block.data(), block.size());
                    all += block.first(got);
                }
                return all;
            }
        }
        return "no such data";
    }
};

} // namespace bakferry
