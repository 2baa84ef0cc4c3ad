#pragma once
#include "engines/postgresql/script/pginserts.h"
#include "engines/postgresql/script/pgscriptbackup.h"
#include "tests/support/pgserver.h"

#include <QFile>
#include <QTest>

namespace bakferry {

/// A script written into a temporary file and opened.
struct PgScriptFile
{
    QTemporaryDir folder;
    BackupFile file;
    std::unique_ptr<PgBackup> backup;
    PgReading reading;

    explicit PgScriptFile(const QByteArray& script, const char* name = "backup.sql")
    {
        file.path = QFile::encodeName(folder.filePath(QString::fromLatin1(name)));
        QFile out(folder.filePath(QString::fromLatin1(name)));
        if (!out.open(QIODevice::WriteOnly) || out.write(script) != script.size())
            qFatal("cannot write the script");
        out.close();
        open();
    }
    explicit PgScriptFile(BackupFile existing) : file(std::move(existing)) { open(); }

    void open()
    {
        Result<std::unique_ptr<PgBackup>> opened = openPgScript({file}, {});
        if (!opened)
            qFatal("%s", opened.error().code.constData());
        backup = std::move(opened).value();
        reading = backup->readThrough({}, JobStep::Prechecking);
    }
    QByteArrayList blockers() const
    {
        QByteArrayList codes;
        for (const Finding& one : reading.findings) {
            if (one.level == FindingLevel::Blocker)
                codes += one.code;
        }
        return codes;
    }
    const QList<PgEntry>& entries(int database = 0) const { return backup->databases()[database].entries; }
    QByteArrayList kinds(int database = 0) const
    {
        QByteArrayList all;
        for (const PgEntry& entry : entries(database))
            all += entry.kind;
        return all;
    }
    const PgEntry* find(const QByteArray& kind, const QByteArray& name, int database = 0) const
    {
        for (const PgEntry& entry : entries(database)) {
            if (entry.kind == kind && entry.name == name)
                return &entry;
        }
        return nullptr;
    }
};

/// Restores a database of a script in the simplest way, entry after entry, so that the entries alone prove what they hold.
struct PgReplay
{
    PgConnection& connection;
    QByteArrayList failures; ///< "kind name: the server's words"
    qint64 rows = 0;         ///< that went through COPY
    qint64 statements = 0;   ///< that were run as they stand among rows

    void run(PgScriptFile& script, int database = 0)
    {
        const PgDatabase& all = script.backup->databases()[database];
        for (const QByteArray& setting : all.settings) {
            const qsizetype equals = setting.indexOf('=');
            check("SET " + setting, connection.execute("SELECT pg_catalog.set_config(" + quotedPgLiteral(setting.first(equals)) + ", " + quotedPgLiteral(setting.sliced(equals + 1)) + ", false)"));
        }
        for (int e = 0; e < all.entries.size(); ++e) {
            const PgEntry& entry = all.entries[e];
            if (entry.kind == "DROP" || entry.name.startsWith("DATABASE "))
                continue;
            if (!entry.definition.isEmpty())
                check(entry.kind + ' ' + entry.name, connection.execute(entry.definition));
            if (entry.hasData)
                load(std::move(script.backup->openData(database, e)).value(), entry, script.backup->header().pgDumpLayout);
            static const QByteArrayList owned{"TABLE", "VIEW", "SEQUENCE", "MATERIALIZED VIEW", "FOREIGN TABLE", "SCHEMA", "TYPE", "DOMAIN", "COLLATION",
                                              "FOREIGN DATA WRAPPER", "SERVER", "EVENT TRIGGER", "PUBLICATION", "STATISTICS", "PROCEDURAL LANGUAGE",
                                              "TEXT SEARCH CONFIGURATION", "TEXT SEARCH DICTIONARY", "CONVERSION"};
            if (!entry.owner.isEmpty() && owned.contains(entry.kind))
                check("OWNER " + entry.name, connection.execute("ALTER " + QByteArray(entry.kind).replace("PROCEDURAL ", "") + ' ' + quotedPgName(entry.schema, entry.name) + " OWNER TO " + quotedPgName(entry.owner)));
        }
    }

private:
    template <typename T>
    bool check(const QByteArray& what, const Result<T>& result)
    {
        if (!result)
            failures += what + ": " + result.error().detail.toUtf8();
        return result.ok();
    }
    void load(std::unique_ptr<PgDataStream> stream, const PgEntry& entry, bool fromPgDump)
    {
        if (!entry.copyStatement.isEmpty()) {
            if (!check("COPY " + entry.name, connection.beginCopy(entry.copyStatement)))
                return;
            QByteArray buffer(100'000, Qt::Uninitialized);
            for (qint64 got = 1; got > 0;) {
                got = *stream->read(buffer.data(), buffer.size());
                check("COPY " + entry.name, connection.putCopy(QByteArrayView(buffer).first(got)));
            }
            const Result<qint64> taken = connection.endCopy();
            rows += check("COPY " + entry.name, taken) ? *taken : 0;
            return;
        }
        check("BEGIN", connection.execute("BEGIN"));
        PgInsertReader reader(std::move(stream), {}, fromPgDump);
        for (PgInsertBatch batch; *reader.next(batch);) {
            if (!batch.isRows) {
                statements += batch.statements;
                check("STATEMENTS " + entry.name, connection.execute(batch.bytes));
                continue;
            }
            if (!check("COPY " + entry.name, connection.beginCopy(batch.copyStatement)))
                break;
            check("COPY " + entry.name, connection.putCopy(batch.bytes));
            const Result<qint64> taken = connection.endCopy();
            if (check("rows of " + entry.name, taken) && *taken != batch.rows)
                failures += "rows of " + entry.name + ": " + QByteArray::number(batch.rows) + " read, " + QByteArray::number(*taken) + " taken";
            rows += batch.rows;
        }
        check("COMMIT", connection.execute("COMMIT"));
    }
};

} // namespace bakferry
