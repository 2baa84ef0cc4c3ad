#pragma once
#include <QByteArray>
#include <QList>
#include <QMap>

namespace bakferry::test {

/// What one entry of a written archive holds. Data: rows with their end mark, or large objects by their ids.
struct WrittenEntry
{
    int id = 0;
    QByteArray kind, name;
    QByteArray definition, copyStatement;
    QByteArray rows;
    QMap<quint32, QByteArray> objects;
    bool hasData() const { return !rows.isEmpty() || !objects.isEmpty(); }
};

enum class WrittenCompression { None, Gzip, Lz4, Zstd };

/// Archives of versions that no pg_dump at hand writes: PostgreSQL 15 knows 1.14 and zlib only. Written after the format's
/// description, not by PostgreSQL, so they prove that BakFerry reads what it understands the format to be, and no more.
/// Source: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c, WriteHead(), WriteToc()
class ArchiveWriter
{
public:
    ArchiveWriter(int version, WrittenCompression compression) : m_version(version), m_compression(compression) { }

    QByteArray custom(const QList<WrittenEntry>& entries) const;
    /// toc.dat and the data files, by name.
    QMap<QByteArray, QByteArray> directory(const QList<WrittenEntry>& entries) const;

    static QByteArray integer(qint64 value);
    static QByteArray text(const QByteArray& value) { return integer(value.size()) + value; }
    QByteArray head(int format) const;

private:
    QByteArray entryHead(const WrittenEntry& entry) const;
    QByteArray chunks(const QByteArray& data) const;
    QByteArray dataBlock(const WrittenEntry& entry) const;

    int m_version;
    WrittenCompression m_compression;
};

/// As the libraries compress by default: lz4 and zstd frames without a checksum of the content, as pg_dump leaves them.
QByteArray compressed(const QByteArray& data, WrittenCompression compression, bool asFile);

} // namespace bakferry::test
