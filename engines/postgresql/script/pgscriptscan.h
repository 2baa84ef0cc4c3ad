#pragma once
#include "engines/input/backupinput.h"
#include "engines/jobcontext.h"
#include "engines/postgresql/script/pgentrymaker.h"

namespace bakferry {

/// Something in a script that keeps it from being restored, or that a DBA should know.
struct PgScriptProblem
{
    enum class Kind { Hostile, CutOff, Damaged, TooLong, Suspicious };
    Kind kind;
    Message what;   ///< names line and byte
    QString detail; ///< never from rows or from statements that may hold a password
};

/// What a script tells when it is read.
struct PgScriptSummary
{
    PgHeader header;
    QList<PgDatabase> databases;
    QList<QList<qint64>> rows;
    QList<PgScriptProblem> problems; ///< the first 50
    qint64 problemCount = 0;
    qint64 statements = 0, skipped = 0;
    qint64 bytes = 0; ///< of decompressed script
    bool claimsDump = false;    ///< its first lines say that pg_dump or pg_dumpall made it
    bool hasTrailer = false;    ///< the mark with which these end
    bool endsBehindTrailer = false; ///< no statement follows it
    bool cancelled = false;
};

/// Reads a script once: splits it, counts it, and finds its databases and entries. A thread of its own reads, decompresses and
/// hashes ahead. Memory is fixed but for the definitions themselves.
class PgScriptScan
{
public:
    /// @param mostBytes  of decompressed script to look at; -1: to its end
    explicit PgScriptScan(BackupInput& input, qint64 mostBytes = -1) : m_input(input), m_mostBytes(mostBytes) { }
    Result<PgScriptSummary> read(const JobContext& context, JobStep step);
    bool reachedEnd() const { return m_reachedEnd; }

private:
    void takeText(QByteArrayView text, bool atEnd);
    void takeEvent(PgSplitter::Event event, QByteArrayView text, std::size_t at);
    void takeStatement(QByteArrayView text, std::size_t at);
    void collect(QByteArrayView text, std::size_t at);
    void takeComment(QByteArrayView comment);
    void takeClientLine(QByteArrayView line, qint64 lineNumber, qint64 offset);
    void endRows();
    void checkNames();
    void countLinesTo(QByteArrayView text, std::size_t at);
    void problem(PgScriptProblem::Kind kind, Message what, QString detail = {});

    BackupInput& m_input;
    const qint64 m_mostBytes;
    bool m_reachedEnd = false;
    PgSplitter m_splitter;
    PgEntryMaker m_maker;
    PgScriptSummary m_summary;
    qint64 m_base = 0; ///< offset in the script of the text at hand
    qint64 m_line = 1; ///< at m_countedTo
    std::size_t m_countedTo = 0;
    PgPlace m_place;          ///< of the statement at hand
    std::size_t m_local = 0;  ///< where its bytes go on in the text at hand
    QByteArray m_collected;   ///< its bytes from earlier portions
    bool m_tooLong = false;
    QByteArray m_restriction; ///< key of the \restrict in force
    qint64 m_rows = 0;
};

} // namespace bakferry
