#include "engines/mariadb/mydumper/mydumperfindings.h"

#include "engines/displaytext.h"

#include <QSet>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

Message takeAnother() { return {QT_TRANSLATE_NOOP("Message", "The backup is not complete. Copy it again from where it was made, or take another one."), {}}; }

using TableName = std::pair<QByteArray, QByteArray>;

// Rows counted per table, the definitions there are, and which tables cannot be counted.
struct Counted
{
    QHash<TableName, qint64> rows;
    QSet<TableName> uncounted, made;
};

Counted countedIn(const MyObjects& objects)
{
    Counted counted;
    for (qsizetype d = 0; d < objects.databases().size(); ++d) {
        const MyDatabase& database = objects.databases()[d];
        for (qsizetype e = 0; e < database.entries.size(); ++e) {
            const MyEntry& entry = database.entries[e];
            if (entry.kind == "TABLE" || entry.kind == "SEQUENCE")
                counted.made += {database.name, entry.name};
            if (!entry.hasData)
                continue;
            const TableName name{database.name, entry.table};
            if (objects.rows()[d][e] < 0)
                counted.uncounted += name;
            else
                counted.rows[name] += objects.rows()[d][e];
        }
    }
    return counted;
}

void compareRows(const MydumperMetadata& metadata, const Counted& counted, QList<Finding>& findings)
{
    for (auto one = metadata.rows.cbegin(); one != metadata.rows.cend(); ++one) {
        const QString table = displayBytes(one.key().first) + u'.' + displayBytes(one.key().second);
        if (counted.uncounted.contains(one.key()) || (!counted.made.contains(one.key()) && one.value() == 0))
            continue;
        const qint64 there = counted.rows.value(one.key());
        if (there == one.value())
            continue;
        findings += blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.rows_missing",
                                                {QT_TRANSLATE_NOOP("Message", "The folder holds %2 rows of %1, but its metadata count %3: a file of it is missing or cut off."),
                                                 {table, QString::number(there), QString::number(one.value())}},
                                                takeAnother(), {}});
    }
}

// "shop.orders.00001.sql.zst" → "shop.orders" and 1; -1: no chunk
int chunkOf(const QByteArray& fileName, QByteArray& stem)
{
    const QByteArrayList parts = fileName.split('.');
    for (qsizetype i = 2; i < parts.size(); ++i) {
        bool isNumber = false;
        const int number = parts[i].toInt(&isNumber);
        if (!isNumber || parts[i].size() < 5)
            continue;
        stem = parts.first(i).join('.');
        return number;
    }
    return -1;
}

// mydumper numbers the chunks of a table in one row; where it finds no rows for one, it may leave it out, so a gap is no proof.
void lookForGaps(const MyFiles& files, QList<Finding>& findings)
{
    QHash<QByteArray, QSet<int>> chunks;
    for (const MyFile& file : files.files()) {
        QByteArray stem;
        if (const int number = file.role == MyFile::Role::Data ? chunkOf(file.name, stem) : -1; number >= 0)
            chunks[stem] += number;
    }
    for (auto one = chunks.cbegin(); one != chunks.cend(); ++one) {
        const auto [first, last] = std::ranges::minmax(*one);
        for (int number = qMin(first, 1); number < last; ++number) {
            if (one->contains(number))
                continue;
            findings += warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "The folder holds chunk %3 of %1, but not chunk %2: either no rows fell into it, or its file is missing."),
                                                    {displayBytes(one.key()), QString::number(number), QString::number(last)}},
                                       {QT_TRANSLATE_NOOP("Message", "Compare the folder with the one that mydumper wrote."), {}});
            break;
        }
    }
}

} // namespace

QList<Finding> findingsOfMydumper(const MydumperMetadata& metadata, const MyFiles& files, MyScriptScan& scan)
{
    QList<Finding> findings;
    const Counted counted = countedIn(scan.maker().objects());
    compareRows(metadata, counted, findings);
    if (metadata.rows.isEmpty())
        lookForGaps(files, findings);
    QSet<TableName> withoutDefinition;
    for (auto one = counted.rows.cbegin(); one != counted.rows.cend(); ++one) {
        if (!counted.made.isEmpty() && !counted.made.contains(one.key())) // none at all: mydumper --no-schemas
            withoutDefinition += one.key();
    }
    for (const TableName& table : std::as_const(withoutDefinition)) {
        findings += blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.definition_missing",
                                                {QT_TRANSLATE_NOOP("Message", "The folder holds rows of %1, but no definition of it."), {displayBytes(table.first) + u'.' + displayBytes(table.second)}},
                                                takeAnother(), {}});
    }
    if (!metadata.isFinished && !metadata.started.isEmpty()) {
        findings += blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.truncated",
                                                {QT_TRANSLATE_NOOP("Message", "The metadata of the folder say when the dump was started, but not that it was finished."), {}}, takeAnother(), {}});
    } else if (metadata.started.isEmpty()) {
        findings += warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "The folder has no metadata file, which mydumper writes last: whether all files are there cannot be told."), {}},
                                   {QT_TRANSLATE_NOOP("Message", "Compare the folder with the one that mydumper wrote."), {}});
    } else if (findings.isEmpty()) {
        findings += passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "The metadata say that the dump was finished, and no file is known to be missing."), {}});
    }
    return findings;
}

} // namespace bakferry
