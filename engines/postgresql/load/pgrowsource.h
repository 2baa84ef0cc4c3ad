#pragma once
#include "engines/postgresql/pgbackup.h"

#include <mutex>

namespace bakferry {

/// Hands one table's rows out in chunks of about 1 MiB, to one connection or to several in turn. Thread-safe.
class PgRowSource
{
public:
    /// @param wholeRows  cut chunks between rows of COPY's text format; else wherever they fall
    PgRowSource(std::unique_ptr<PgDataStream> stream, bool wholeRows) : m_stream(std::move(stream)), m_wholeRows(wholeRows) { }

    struct Chunk
    {
        QByteArray bytes;
        qint64 firstRow = 0, rows = 0; ///< counted from 0 over all of the data; nothing is counted where chunks are not cut between rows
    };
    /// @returns false at the proven end of the data; the chunk is empty then
    Result<bool> next(Chunk& chunk);
    /// The end was read: nobody else need come.
    bool isDrained() const;
    /// Stored bytes read since the last call.
    qint64 takeStoredBytes();
    bool wholeRows() const { return m_wholeRows; }

private:
    const std::unique_ptr<PgDataStream> m_stream;
    const bool m_wholeRows;
    mutable std::mutex m_mutex;
    Result<bool> fill(QByteArray& chunk);
    QByteArray m_rest; ///< the beginning of a row whose end was not read yet
    bool m_atEnd = false;
    qint64 m_rows = 0;
    qint64 m_reported = 0;
};

/// Rows in a run of whole rows of COPY's text format: newlines that no backslash takes the meaning from, and a last row without one.
qint64 countCopyRows(QByteArrayView rows);

} // namespace bakferry
