#include "engines/sqlite/sqlitescriptreader.h"

#include "engines/displaytext.h"
#include "engines/script/sqlitesplitter.h"

#include <utility>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype problemsKept = 50;

// CREATE [UNIQUE] INDEX
bool beginsWithIndex(QByteArrayView text)
{
    std::size_t at = 0;
    const auto takes = [&](QByteArrayView word) {
        const QByteArrayView rest = text.sliced(qsizetype(skipSqliteBlanks(text, at)));
        const bool taken = rest.first(qMin(rest.size(), word.size())).compare(word, Qt::CaseInsensitive) == 0;
        at = taken ? std::size_t(rest.data() - text.data() + word.size()) : at;
        return taken;
    };
    return takes("CREATE") && (takes("UNIQUE") || true) && takes("INDEX");
}

} // namespace

SqliteScriptReader::SqliteScriptReader(SqliteHandle& handle, Mode mode, const JobContext& context, int workers)
    : m_handle(handle), m_mode(mode), m_context(context), m_workers(workers), m_session(handle), m_loader(m_session), m_objects(context)
{
}

Result<ScriptSummary> SqliteScriptReader::read(BackupInput& input)
{
    const SqliteInterrupter interrupter(m_handle, m_context);
    ScriptPipeline pipeline(input, std::make_unique<SqliteSplitter>());
    m_progress.step = m_mode == Mode::Check ? JobStep::Prechecking : JobStep::Loading;
    m_progress.bytesTotal = input.storedBytes();
    for (;;) {
        Result<std::optional<ScriptBatch>> batch = pipeline.next();
        if (!batch)
            return batch.error();
        if (!m_context.goOn())
            break;
        if (!*batch)
            break;
        if (!takeBatch(**batch))
            break;
        m_progress.bytesDone = (*batch)->storedPosition;
        m_progress.rowsDone = m_loader.rowsDone();
        m_context.report(m_progress);
        tellTable();
    }
    m_context.stop.stop_requested() ? tellTable() : endTable();
    if (m_context.goOn() && m_summary.problems.isEmpty())
        buildIndexes();
    m_summary.cancelled = m_context.stop.stop_requested();
    m_summary.bytes = input.position();
    m_summary.rows = m_loader.rowsDone();
    m_loader.flush();
    if (m_openTransactions > 0 && !m_summary.cancelled && m_summary.problems.isEmpty()) {
        problem(ScriptProblem::Kind::StillOpen, {QT_TRANSLATE_NOOP("Message", "The script ends at byte %1 inside a transaction: its COMMIT is missing."),
                                                 {QString::number(m_summary.bytes)}});
    }
    if (m_mode == Mode::Load)
        commitIfNeeded();
    return m_summary;
}

bool SqliteScriptReader::takeBatch(const ScriptBatch& batch)
{
    const qsizetype nul = batch.bytes.indexOf('\0');
    m_batchHasNul = nul >= 0;
    if (m_summary.firstNul < 0 && m_batchHasNul)
        m_summary.firstNul = batch.offset + nul;
    for (std::size_t i = 0, end = 0; i < batch.statements.size(); i = end) {
        end = i + 1;
        // Rows that the loader does not take: of the schema table, a table that does not exist, or a wrong number of values.
        const bool loadable = isRows(batch, i) && m_loader.select(batch, i);
        while (loadable && end < batch.statements.size() && isRows(batch, end) && m_loader.joins(batch, end))
            ++end;
        if (!(loadable ? buildIndexes() && takeRows(batch, i, end) : takeStatement(batch, i)))
            return false;
    }
    return true;
}

bool SqliteScriptReader::takeStatement(const ScriptBatch& batch, std::size_t index)
{
    const Statement& statement = batch.statements[index];
    if (statement.goesOn && isRows(batch, index)) { // only rows can be run in pieces
        const int code = m_handle.lastCode();
        return finish(code == SQLITE_OK ? SQLITE_ERROR : code, batch, index);
    }
    m_summary.statements.found += statement.goesOn ? 0 : 1;
    if (statement.terminated)
        return takeOther(batch, index);
    ++m_summary.statements.failed;
    return problem(ScriptProblem::Kind::CutOff,
                   {QT_TRANSLATE_NOOP("Message", "The script ends inside a statement that begins on line %1 (byte %2): its semicolon is missing."),
                    {QString::number(batch.lineOf(index)), QString::number(batch.offsetOf(index))}});
}

bool SqliteScriptReader::problem(ScriptProblem::Kind kind, Message what, QString detail, int code)
{
    ++m_summary.problemCount;
    if (m_summary.problems.size() < problemsKept)
        m_summary.problems += ScriptProblem{kind, std::move(what), std::move(detail), code};
    return m_mode == Mode::Check && !m_context.stop.stop_requested();
}

bool SqliteScriptReader::isRows(const ScriptBatch& batch, std::size_t index) const
{
    // SQLite reads no further than a NUL, so no script that worked holds one in a value: a zeroed stretch would swallow rows unseen.
    return batch.inserts[index].rows > 0 && batch.statements[index].terminated && !(m_batchHasNul && batch.text(index).contains('\0'));
}

bool SqliteScriptReader::takeRows(const ScriptBatch& batch, std::size_t first, std::size_t end)
{
    std::size_t failed = end;
    int code = SQLITE_OK;
    if (m_mode == Mode::Check) {
        m_loader.countOnly(batch, first, end);
    } else {
        beginIfNeeded();
        m_progress.step = JobStep::Loading;
        m_progress.object = displayBytes(m_loader.table());
        code = m_loader.load(batch, first, end, failed);
        failed = code == SQLITE_OK ? end : failed;
        noteRows(batch, first, failed);
        if (code != SQLITE_OK && !m_context.stop.stop_requested())
            m_objects.fail(m_progress.object, {});
    }
    for (std::size_t i = first; i < end; ++i) {
        m_summary.statements.found += batch.statements[i].goesOn ? 0 : 1; // the last piece of a long INSERT stands for all
        if (!finish(i == failed ? code : SQLITE_OK, batch, i))
            return false;
    }
    return true;
}

// Rows of one table commonly come in one run, and the book is told of them a batch at a time.
void SqliteScriptReader::noteRows(const ScriptBatch& batch, std::size_t first, std::size_t end)
{
    if (m_openTable != m_loader.table()) {
        endTable();
        m_openTable = m_loader.table();
        m_objects.begin(m_progress.object, {});
    }
    for (std::size_t i = first; i < end; ++i) {
        m_tableRows += qint64(batch.inserts[i].rows);
        m_tableBytes += batch.text(i).size();
    }
}

void SqliteScriptReader::tellTable()
{
    if (!m_openTable.isEmpty())
        m_objects.add(displayBytes(m_openTable), std::exchange(m_tableBytes, 0), std::exchange(m_tableRows, 0));
}

void SqliteScriptReader::endTable()
{
    tellTable();
    m_objects.end(displayBytes(std::exchange(m_openTable, {})));
}

bool SqliteScriptReader::takeOther(const ScriptBatch& batch, std::size_t index)
{
    const QByteArrayView text = batch.text(index);
    const StatementKind kind = batch.statements[index].kind;
    const ScriptVerdict verdict = judgeSqliteStatement(text, kind);
    const auto line = [&] { return QStringList{QString::number(batch.lineOf(index))}; };
    switch (verdict.action) {
    case ScriptAction::Begin:
    case ScriptAction::Commit:
        // A COMMIT too many must not pay for a COMMIT that is missing later.
        m_openTransactions = qMax<qint64>(0, m_openTransactions + (verdict.action == ScriptAction::Begin ? 1 : -1));
        m_summary.hasTransaction = m_summary.hasTransaction || verdict.action == ScriptAction::Begin;
        [[fallthrough]];
    case ScriptAction::Skip:
        ++m_summary.statements.skipped;
        return kind != StatementKind::Select || m_mode == Mode::Load || m_session.compile(text) != SQLITE_AUTH
            || problem(ScriptProblem::Kind::Refused, {QT_TRANSLATE_NOOP("Message", "Line %1 asks for something that reaches beyond the database."), line()}, m_session.refusedFor(), SQLITE_AUTH);
    case ScriptAction::RollsBack:
        ++m_summary.statements.failed;
        return problem(ScriptProblem::Kind::RollsBack, {QT_TRANSLATE_NOOP("Message", "Line %1 undoes the script's own work (ROLLBACK): the backup is not complete."), line()});
    case ScriptAction::Refuse:
        ++m_summary.statements.failed;
        return problem(ScriptProblem::Kind::Refused, {verdict.reason, line()}, displayBytes(text.first(qMin<qsizetype>(text.size(), 200))), SQLITE_AUTH);
    case ScriptAction::RegisterVirtualTable:
        m_loader.flush();
        return buildIndexes() && finish(m_session.registerVirtualTable(text), batch, index);
    case ScriptAction::Run:
        break;
    }
    const bool rowsOnly = kind == StatementKind::Insert; // on an empty database it would change nothing worth knowing
    if (m_mode == Mode::Check && rowsOnly)
        return finish(m_session.compile(text), batch, index);
    m_loader.flush();
    if (m_mode == Mode::Load && beginsWithIndex(text) && putOff(batch, index))
        return true;
    if (!buildIndexes())
        return false;
    kind == StatementKind::Pragma ? commitIfNeeded() : beginIfNeeded();
    m_progress.step = m_mode == Mode::Check ? JobStep::Prechecking : JobStep::Loading;
    return finish(m_session.run(text), batch, index);
}

// CREATE INDEX statements are collected as long as nothing else comes between, and then built side by side.
bool SqliteScriptReader::putOff(const ScriptBatch& batch, std::size_t index)
{
    const std::optional<ApartIndex> made = m_session.apartIndex(batch.text(index));
    const bool possible = made && std::ranges::none_of(m_indexes, [&](const WaitingIndex& one) {
        return one.index.name.compare(made->name, Qt::CaseInsensitive) == 0;
    });
    if (possible)
        m_indexes += WaitingIndex{*made, batch.lineOf(index)};
    return possible;
}

bool SqliteScriptReader::buildIndexes()
{
    if (m_indexes.isEmpty())
        return true;
    const QList<WaitingIndex> waiting = std::exchange(m_indexes, {});
    m_progress.step = JobStep::Indexing;
    m_context.report(m_progress);
    QList<ApartIndex> indexes;
    for (const WaitingIndex& one : waiting)
        indexes += one.index;
    SqliteIndexBuilder builder(m_handle, m_workers, m_context);
    if (builder.isUsefulFor(indexes)) {
        commitIfNeeded();
        if (m_summary.problems.isEmpty() && builder.build(indexes)) {
            m_summary.statements.executed += indexes.size();
            m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "%1 indexes were built side by side."), {QString::number(indexes.size())}});
            return true;
        }
    }
    beginIfNeeded();
    for (const WaitingIndex& one : waiting) {
        if (const int code = m_session.run(one.index.statement); code != SQLITE_OK)
            return fail(code, one.line);
        ++m_summary.statements.executed;
    }
    return true;
}

bool SqliteScriptReader::finish(int code, const ScriptBatch& batch, std::size_t index)
{
    const bool piece = batch.statements[index].goesOn;
    if (code == SQLITE_OK) {
        m_summary.statements.executed += piece ? 0 : 1;
        return true;
    }
    m_summary.statements.found += piece ? 1 : 0;
    return fail(code, batch.lineOf(index));
}

bool SqliteScriptReader::fail(int code, qint64 lineNumber)
{
    ++m_summary.statements.failed;
    const QStringList line{QString::number(lineNumber), m_session.lastMessage()};
    if ((code & 0xff) == SQLITE_AUTH) {
        return problem(ScriptProblem::Kind::Refused, {QT_TRANSLATE_NOOP("Message", "Line %1 asks for something that reaches beyond the database."), line},
                       m_session.refusedFor(), code);
    }
    if (code == SQLITE_MISUSE) {
        return problem(ScriptProblem::Kind::Failed, {QT_TRANSLATE_NOOP("Message", "The statement on line %1 cannot be told apart from the next one."), line}, {}, code);
    }
    return problem(ScriptProblem::Kind::Failed, {QT_TRANSLATE_NOOP("Message", "SQLite refuses the statement on line %1: %2"), line}, {}, code);
}

void SqliteScriptReader::beginIfNeeded()
{
    if (m_mode == Mode::Load && !m_inTransaction)
        m_inTransaction = m_handle.run("BEGIN") == SQLITE_OK;
}

void SqliteScriptReader::commitIfNeeded()
{
    if (m_inTransaction && m_handle.run("COMMIT") != SQLITE_OK && m_summary.problems.isEmpty()) {
        problem(ScriptProblem::Kind::Failed, {QT_TRANSLATE_NOOP("Message", "SQLite could not finish the transaction: %1"), {m_handle.lastMessage()}}, {}, m_handle.lastCode());
    }
    m_inTransaction = false;
}

} // namespace bakferry
