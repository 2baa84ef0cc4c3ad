// The part of SqliteRestore that loads scripts and proves what arrived.
#include "engines/displaytext.h"
#include "engines/sqlite/sqlitecontent.h"
#include "engines/sqlite/sqliterestore.h"
#include "engines/sqlite/sqlitescriptreader.h"
#include "engines/sqlite/sqliteswap.h"

#include <QtGlobal>

#include <fcntl.h>
#include <thread>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Result<SqliteHandle> openForLoading(const QByteArray& staging, int workers)
{
    Result<SqliteHandle> handle = SqliteHandle::open(staging, SQLITE_OPEN_READWRITE);
    if (!handle)
        return handle;
    // A staging file needs no journal: when anything fails it is thrown away. It is synced once, before the switch-over.
    // (A connection on the defensive would keep its journal and say nothing.)
    sqlite3_db_config(handle->get(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    for (const char* pragma : {"PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA locking_mode=EXCLUSIVE", "PRAGMA cache_size=-65536",
                               "PRAGMA temp_store=FILE", "PRAGMA secure_delete=OFF", "PRAGMA foreign_keys=OFF"})
        handle->run(pragma);
    sqlite3_db_config(handle->get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    handle->run(("PRAGMA threads=" + QByteArray::number(workers)).constData());
    return handle;
}

Error scriptError(const ScriptProblem& problem, const SqliteHandle& handle, const QByteArray& staging)
{
    const int code = problem.sqliteCode & 0xff;
    if (code == SQLITE_FULL || code == SQLITE_IOERR)
        return sqliteWriteError(staging, handle, problem.sqliteCode);
    if (problem.kind == ScriptProblem::Kind::Refused) {
        return {ErrorKind::Risk, "script.hostile", problem.what,
                {QT_TRANSLATE_NOOP("Message", "Ask whoever made this file. BakFerry runs nothing that reaches beyond the target database."), {}}, problem.detail};
    }
    if (problem.kind == ScriptProblem::Kind::Failed) {
        return {ErrorKind::StatementFailed, "script.statement", problem.what,
                {QT_TRANSLATE_NOOP("Message", "Restore from another backup, or correct the script at that line."), {}}, problem.detail};
    }
    return {ErrorKind::BackupUnusable, "backup.truncated", problem.what,
            {QT_TRANSLATE_NOOP("Message", "The backup is not complete. Copy it again from where it was made, or take another one."), {}}, problem.detail};
}

// What the script's rows must have become. Virtual tables are left uncounted, because an INSERT into one may be a command (FTS5's
// 'optimize'), and so are their shadow tables unless the script itself filled them, as a .dump does.
QList<LedgerRow> ledgerOf(const SqliteHandle& handle, const QHash<QByteArray, qint64>& rows, const QByteArrayList& liveVirtualTables)
{
    QByteArrayList virtualTables;
    handle.each("SELECT name FROM sqlite_schema WHERE type='table' AND sql LIKE 'CREATE VIRTUAL%'", [&](sqlite3_stmt* row) {
        virtualTables += columnBytes(row, 0).toLower();
        return true;
    });
    const auto isDerived = [&](const QByteArray& lower) {
        return std::ranges::any_of(virtualTables, [&](const QByteArray& name) {
            return lower.startsWith(name + '_') && (!rows.contains(lower) || liveVirtualTables.contains(name));
        });
    };
    QList<LedgerRow> ledger;
    QList<QByteArray> names;
    readTableNames(handle, names);
    QSet<QByteArray> seen;
    for (const QByteArray& name : std::as_const(names)) {
        const QByteArray lower = name.toLower();
        seen += lower;
        ledger += LedgerRow{displayBytes(name), virtualTables.contains(lower) || isDerived(lower) ? -1 : rows.value(lower, 0), -1};
    }
    for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
        if (row.value() > 0 && !seen.contains(row.key()) && !row.key().startsWith("sqlite_"))
            ledger += LedgerRow{displayBytes(row.key()), row.value(), 0};
    }
    return ledger;
}

} // namespace

SqliteRestore::Step SqliteRestore::fillFromScript()
{
    const int workers = m_request.jobs > 0 ? m_request.jobs : int(std::thread::hardware_concurrency());
    Result<SqliteHandle> handle = openForLoading(m_staging, workers);
    if (!handle)
        return handle.error();
    QHash<QByteArray, qint64> rows;
    QByteArrayList liveVirtualTables;
    {
        SqliteScriptReader reader(*handle, SqliteScriptReader::Mode::Load, m_context, workers);
        const Result<ScriptSummary> summary = reader.read(m_source->input());
        if (!summary)
            return summary.error();
        m_outcome.statements = summary->statements;
        m_outcome.bytesRead = m_source->input().storedPosition();
        if (summary->cancelled)
            return cancelledError();
        if (!summary->problems.isEmpty())
            return scriptError(summary->problems.first(), *handle, m_staging);
        rows = reader.rows();
        liveVirtualTables = reader.liveVirtualTables();
    }
    m_outcome.ledger = ledgerOf(*handle, rows, liveVirtualTables);
    return compareWithPrecheck(m_source->input().sha256());
}

SqliteRestore::Step SqliteRestore::verify()
{
    m_context.report({JobStep::Verifying, 0, 0, 0, {}});
    const OwnedDescriptor file(::open(m_staging.constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    // The disk writes what was loaded while the processors check it; the sync before the switch-over then has little left to do
    // and is the one whose answer counts.
    const std::jthread early([&] { ::fdatasync(file.get()); });
    const Result<std::unique_ptr<BackupView>> view = BackupView::make(file.get());
    if (!view)
        return view.error();
    if (m_isScript && !m_outcome.statements.balances()) {
        return Error{ErrorKind::VerificationFailed, "verify.statements",
                     {QT_TRANSLATE_NOOP("Message", "Of %1 statements found, %2 were executed and %3 skipped: some are unaccounted for."),
                      {QString::number(m_outcome.statements.found), QString::number(m_outcome.statements.executed), QString::number(m_outcome.statements.skipped)}},
                     {QT_TRANSLATE_NOOP("Message", "This is a fault of BakFerry; please report it with the task's log."), {}}, {}};
    }
    if (m_provenByHash) {
        m_outcome.verification += passedFinding("sha256", {QT_TRANSLATE_NOOP("Message", "The restored file was read back: it has the SHA-256 of the backup that passed the precheck."), {}});
    } else {
        const ContentReport content = checkContent([&] { return (*view)->connect(); }, displayBytes(m_request.target.database), JobStep::Verifying, m_context, {.everyRow = !m_isScript});
        if (content.cancelled)
            return cancelledError();
        for (const Finding& finding : content.findings) {
            if (finding.level == FindingLevel::Blocker)
                return errorOf(finding);
            if (finding.level != FindingLevel::Passed)
                m_outcome.warnings += finding.what;
            m_outcome.verification += finding;
        }
        if (m_outcome.ledger.isEmpty())
            m_outcome.ledger = content.ledger;
    }
    const Result<SqliteHandle> staged = (*view)->connect();
    if (!staged)
        return staged.error();
    const SqliteInterrupter interrupter(*staged, m_context);
    if (!countRows(*staged, m_outcome.ledger, m_context)) {
        return m_context.stop.stop_requested() ? cancelledError()
                                               : Error{ErrorKind::VerificationFailed, "verify.count", {QT_TRANSLATE_NOOP("Message", "The rows in the restored database cannot be counted."), {}},
                                                       {QT_TRANSLATE_NOOP("Message", "Check the disk of the target, and restore again."), {}}, staged->lastMessage()};
    }
    return compareLedger();
}

SqliteRestore::Step SqliteRestore::compareLedger()
{
    for (const LedgerRow& row : std::as_const(m_outcome.ledger)) {
        if (row.read >= 0 && row.read != row.inTarget) {
            return Error{ErrorKind::VerificationFailed, "verify.ledger",
                         {QT_TRANSLATE_NOOP("Message", "Table %1 has %2 rows in the target, but %3 were read from the backup."),
                          {row.table, QString::number(row.inTarget), QString::number(row.read)}},
                         {QT_TRANSLATE_NOOP("Message", "The target was not touched. Look into the log, and restore again."), {}}, {}};
        }
        m_outcome.rows += qMax<qint64>(row.inTarget, 0);
    }
    m_outcome.tables = m_outcome.ledger.size();
    m_outcome.verification += passedFinding("ledger", {QT_TRANSLATE_NOOP("Message", "Rows read and rows in the target agree: %1 tables, %2 rows."),
                                                       {QString::number(m_outcome.tables), QString::number(m_outcome.rows)}});
    return {};
}

} // namespace bakferry
