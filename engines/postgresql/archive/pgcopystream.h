#pragma once
#include "engines/postgresql/archive/pgarchivestore.h"

namespace bakferry {

/// Rows of one table in COPY's text format out of an archive: hands them out up to their end mark, counting them on the way.
///
/// A line that is `\.` alone ends the rows, wherever it stands: COPY writes a backslash in data as two, so no row can be one.
/// Behind it pg_dump writes empty lines and nothing else. Data that end without the mark have been cut.
/// Sources: PostgreSQL manual, COPY, "Text Format"; src/bin/pg_dump/pg_dump.c, dumpTableData_copy()
class PgCopyStream : public PgRawStream
{
public:
    /// @param table  for messages
    PgCopyStream(std::unique_ptr<PgRawStream> raw, BackupFile file, QString table)
        : m_raw(std::move(raw)), m_file(std::move(file)), m_table(std::move(table)) { }

    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedBytesRead() const override { return m_raw->storedBytesRead(); }
    bool isChecksummed() const override { return m_raw->isChecksummed(); }
    qint64 storedOffset() const override { return m_raw->storedOffset(); }
    qint64 rows() const { return m_rows; } ///< handed out so far

private:
    Result<qint64> readPortion(char* buffer, qint64 maxBytes);
    qint64 scan(const char* bytes, qint64 size);
    Result<qint64> proveEnd();

    std::unique_ptr<PgRawStream> m_raw;
    BackupFile m_file;
    QString m_table;
    QByteArray m_held;   ///< the beginning of a line that may become the end mark
    QByteArray m_behind; ///< what followed the end mark in its portion
    QByteArray m_spill;  ///< read ahead for a caller with a tiny buffer
    qint64 m_rows = 0;
    bool m_atLineStart = true;
    bool m_markSeen = false;
};

/// INSERT statements of one table out of an archive, as they are. Behind the last one pg_dump writes two empty lines; data that end
/// without them have been cut.
/// Source: src/bin/pg_dump/pg_dump.c, dumpTableData_insert()
class PgInsertStream : public PgRawStream
{
public:
    PgInsertStream(std::unique_ptr<PgRawStream> raw, BackupFile file, QString table)
        : m_raw(std::move(raw)), m_file(std::move(file)), m_table(std::move(table)) { }

    Result<qint64> read(char* buffer, qint64 maxBytes) override;
    qint64 storedBytesRead() const override { return m_raw->storedBytesRead(); }
    bool isChecksummed() const override { return m_raw->isChecksummed(); }
    qint64 storedOffset() const override { return m_raw->storedOffset(); }

private:
    std::unique_ptr<PgRawStream> m_raw;
    BackupFile m_file;
    QString m_table;
    QByteArray m_tail; ///< the last bytes handed out
};

} // namespace bakferry
