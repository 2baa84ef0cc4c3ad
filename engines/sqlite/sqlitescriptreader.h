#pragma once
#include "engines/engine.h"
#include "engines/input/backupinput.h"
#include "engines/loading/objectbook.h"
#include "engines/sqlite/sqlitehandle.h"
#include "engines/sqlite/sqliterowloader.h"
#include "engines/sqlite/sqlitescriptsession.h"

namespace bakferry {

/// What is wrong with one place of a script.
struct ScriptProblem
{
    enum class Kind { Refused, Failed, RollsBack, CutOff, StillOpen } kind = Kind::Failed;
    Message what;    ///< names the line
    QString detail;  ///< SQLite's own words
    int sqliteCode = SQLITE_ERROR;
};

/// What reading a whole script told.
struct ScriptSummary
{
    StatementBalance statements;
    QList<ScriptProblem> problems; ///< the first 50
    qint64 problemCount = 0;
    qint64 rows = 0;               ///< literal rows read
    qint64 bytes = 0;              ///< decompressed
    qint64 firstNul = -1;          ///< offset of the first NUL byte
    bool hasTransaction = false;   ///< BEGIN … COMMIT frames it, so its end can be seen
    bool cancelled = false;
};

/// Reads a script through and does with each statement what its mode says.
///
/// Checking runs the schema statements on an empty database in memory and compiles the others: nothing of the backup's data is stored.
/// Loading runs everything on the staging database and stops at the first statement that fails.
class SqliteScriptReader
{
public:
    enum class Mode { Check, Load };
    /// @param workers  connections that may build indexes side by side
    SqliteScriptReader(SqliteHandle& handle, Mode mode, const JobContext& context, int workers = 1);

    /// @returns the summary, or what kept the script from being read (damaged compression, I/O error).
    Result<ScriptSummary> read(BackupInput& input);
    const QHash<QByteArray, qint64>& rows() const { return m_session.rows(); }
    const QByteArrayList& liveVirtualTables() const { return m_session.liveVirtualTables(); }

private:
    bool takeBatch(const ScriptBatch& batch); ///< false: stop here, as for all of these
    bool isRows(const ScriptBatch& batch, std::size_t index) const;
    bool takeRows(const ScriptBatch& batch, std::size_t first, std::size_t end);
    bool takeStatement(const ScriptBatch& batch, std::size_t index);
    bool takeOther(const ScriptBatch& batch, std::size_t index);
    bool putOff(const ScriptBatch& batch, std::size_t index); ///< false: it cannot be, run it now
    bool buildIndexes();
    bool finish(int code, const ScriptBatch& batch, std::size_t index);
    bool fail(int code, qint64 lineNumber);
    bool problem(ScriptProblem::Kind kind, Message what, QString detail = {}, int code = SQLITE_ERROR);
    void noteRows(const ScriptBatch& batch, std::size_t first, std::size_t end);
    void tellTable();
    void endTable();
    void beginIfNeeded();
    void commitIfNeeded();

    SqliteHandle& m_handle;
    const Mode m_mode;
    const JobContext& m_context;
    const int m_workers;
    SqliteScriptSession m_session;
    SqliteRowLoader m_loader;
    ScriptSummary m_summary;
    struct WaitingIndex
    {
        ApartIndex index;
        qint64 line = 0;
    };
    QList<WaitingIndex> m_indexes;
    qint64 m_openTransactions = 0;
    bool m_inTransaction = false;
    bool m_batchHasNul = false;
    JobProgress m_progress;
    ObjectBook m_objects;
    QByteArray m_openTable;  ///< begun in the book
    qint64 m_tableBytes = 0; ///< of it, not told to the book yet
    qint64 m_tableRows = 0;
};

} // namespace bakferry
