#pragma once
#include "engines/postgresql/pgbackup.h"
#include "engines/script/pgtokens.h"

namespace bakferry {

/// A portion of what the INSERT statements of a script hold.
struct PgInsertBatch
{
    bool isRows = false;      ///< `bytes` are whole rows of COPY's text format; else statements, each with its semicolon
    QByteArray copyStatement; ///< of rows: "COPY s.t (a, b) FROM stdin", names as the statement spells them
    bool namesColumns = false; ///< of rows: without a column list the table must have exactly `columns` columns, none of them generated
    int columns = 0;           ///< of rows: values in each
    QByteArray bytes;
    qint64 rows = 0;
    qint64 statements = 0; ///< statements of the script that ended in here
};

/// Takes the data of an entry that are SQL statements ("TABLE DATA" without a copyStatement, or "STATEMENTS") apart into rows for COPY.
///
/// An INSERT … VALUES becomes rows when all its values are literals that COPY reads to the same values: strings, NULL, TRUE, FALSE,
/// whole numbers, bits; and, where pg_dump wrote them, so that they are of the column's own type, also other numbers and
/// '…'::type. Anything else is handed over as it stands, in the order of the script; transaction control, SETs and comments are left out.
/// Batches hold about 1 MiB. Memory is some MiB and the longest row, or the longest statement that is no INSERT of literals.
/// COPY fires no rules and needs a table: who uses the rows must have asked the server for that.
/// One thread. Errors: those of the stream; BackupUnusable with backup.truncated, script.statement_too_long.
class PgInsertReader
{
public:
    /// @param fromPgDump  PgHeader::pgDumpLayout
    PgInsertReader(std::unique_ptr<PgDataStream> stream, PgLexMode mode, bool fromPgDump)
        : m_stream(std::move(stream)), m_mode(mode), m_fromPgDump(fromPgDump) { }

    /// @returns false at the proven end of the data; `batch` is empty then
    Result<bool> next(PgInsertBatch& batch);
    qint64 storedBytesRead() const { return m_stream->storedBytesRead(); }

private:
    enum class Parse { Fits, Unfit, Incomplete, OtherTarget };
    struct Head
    {
        QByteArray text; ///< from INSERT up to and with VALUES, as it stands
        QByteArray copyStatement;
        bool namesColumns = false;
        int columns = 0; ///< of the rows so far; 0: none yet
    };

    Result<void> fill();
    bool skipBlanks();
    Parse parseHead();
    Parse parseInsert(PgInsertBatch& batch);
    Parse parseLongInsert(PgInsertBatch& batch);
    Parse parseRow(PgInsertBatch& batch);
    Parse parseValue(QByteArray& out);
    Parse parseString(QByteArray& out);
    Parse parseEscapes(QByteArray& out, bool hasPrefix);
    Parse parseNumber(QByteArray& out);
    Parse parseWord(QByteArray& out);
    Parse parseBits(QByteArray& out);
    Parse skipCast();
    Result<bool> takeOneRowAsStatement(PgInsertBatch& batch);
    Result<bool> takeStatement(PgInsertBatch& batch);
    void useHead(PgInsertBatch& batch);
    QByteArrayView rest() const { return QByteArrayView(m_buffer).sliced(m_at); }
    char current() const { return m_buffer[m_at]; }
    bool isOut() const { return m_at >= m_buffer.size(); }
    Parse out() const { return m_atEnd ? Parse::Unfit : Parse::Incomplete; }

    const std::unique_ptr<PgDataStream> m_stream;
    const PgLexMode m_mode;
    const bool m_fromPgDump;
    QByteArray m_buffer; ///< read and not done with, from m_at on
    qsizetype m_at = 0;
    bool m_atEnd = false;
    Head m_head;
    bool m_inRows = false; ///< inside an INSERT too long to be held whole
};

} // namespace bakferry
