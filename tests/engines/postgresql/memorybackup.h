#pragma once
#include "engines/postgresql/pgbackup.h"

#include <QTest>

#include <atomic>

namespace bakferry {

/// Data of a MemoryBackup, handed out in small portions that end anywhere.
class MemoryStream : public PgDataStream
{
public:
    MemoryStream(QByteArray data, qsizetype portion, quint32 object, std::shared_ptr<std::atomic_bool> isInUse)
        : m_data(std::move(data)), m_portion(portion), m_object(object), m_isInUse(std::move(isInUse))
    {
        *m_isInUse = true;
    }
    ~MemoryStream() override { *m_isInUse = false; }
    Result<qint64> read(char* buffer, qint64 maxBytes) override
    {
        *m_isInUse = m_at < m_data.size();
        const qint64 size = std::min({maxBytes, qint64(m_portion), qint64(m_data.size() - m_at)});
        std::memcpy(buffer, m_data.constData() + m_at, std::size_t(size));
        m_at += size;
        return size;
    }
    quint32 largeObject() const override { return m_object; }
    qint64 storedBytesRead() const override { return m_at; }

private:
    const QByteArray m_data;
    const qsizetype m_portion;
    const quint32 m_object;
    const std::shared_ptr<std::atomic_bool> m_isInUse; ///< neither read to its end nor dropped
    qsizetype m_at = 0;
};

/// A backup written by hand in a test, for driving the loader with exactly these entries.
class MemoryBackup : public PgBackup
{
public:
    bool randomAccess = true;
    PgHeader head;
    QList<PgDatabase> all{PgDatabase{}};
    QHash<int, QByteArray> data; ///< by id of the entry, first database

    /// @returns its id
    int add(const QByteArray& kind, const QByteArray& name, PgSection section, const QByteArray& definition, const QList<int>& dependencies = {}, const QByteArray& schema = "public")
    {
        PgEntry entry;
        entry.id = int(all.first().entries.size()) + 1;
        entry.kind = kind;
        entry.schema = schema;
        entry.name = name;
        entry.section = section;
        entry.definition = definition;
        entry.dependencies = dependencies;
        all.first().entries += entry;
        return entry.id;
    }
    int addRows(const QByteArray& table, const QByteArray& rows, int tableId)
    {
        const int id = add("TABLE DATA", table, PgSection::Data, {}, {tableId});
        PgEntry& entry = all.first().entries.last();
        entry.copyStatement = "COPY public." + table + " FROM stdin;\n";
        entry.hasData = true;
        entry.dataSize = rows.size();
        data.insert(id, rows);
        return id;
    }

    const PgHeader& header() const override { return head; }
    const QList<PgDatabase>& databases() const override { return all; }
    bool entriesComplete() const override { return true; }
    PgReading readThrough(const JobContext&, JobStep) override { return {}; }
    bool isRandomAccess() const override { return randomAccess; }
    Result<std::unique_ptr<PgDataStream>> openData(int database, int entry) const override { return streamOf(database, entry); }
    Result<std::optional<PgNextData>> nextData() override
    {
        if (*m_lastIsInUse)
            qFatal("the next data were asked for while the last were being read");
        const QList<PgEntry>& entries = all.first().entries;
        while (m_next < entries.size() && !entries[m_next].hasData)
            ++m_next;
        if (m_next == entries.size())
            return std::optional<PgNextData>();
        PgNextData next{0, m_next, streamOf(0, m_next, m_lastIsInUse)};
        ++m_next;
        return std::optional<PgNextData>(std::move(next));
    }
    qint64 storedBytes() const override
    {
        qint64 total = 0;
        for (const QByteArray& one : data)
            total += one.size();
        return total;
    }
    Result<QByteArray> sha256(const JobContext&) override { return QByteArray(); }
    Result<void> checkUnchanged() const override { return {}; }

private:
    std::unique_ptr<PgDataStream> streamOf(int database, int entry, std::shared_ptr<std::atomic_bool> isInUse = std::make_shared<std::atomic_bool>()) const
    {
        const PgEntry& one = all[database].entries[entry];
        return std::make_unique<MemoryStream>(data.value(one.id), 70'001, one.kind == "BLOBS" ? 4711 : 0, std::move(isInUse));
    }
    int m_next = 0;
    const std::shared_ptr<std::atomic_bool> m_lastIsInUse = std::make_shared<std::atomic_bool>();
};

} // namespace bakferry
