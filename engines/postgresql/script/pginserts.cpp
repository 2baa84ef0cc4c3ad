#include "engines/postgresql/script/pginserts.h"

#include "engines/postgresql/script/pgstatement.h"
#include "engines/script/pgsplitter.h"

#include <QtGlobal>

namespace bakferry {

namespace {

constexpr qsizetype batchBytes = 1024 * 1024;
constexpr qsizetype longInsertBytes = 4 * batchBytes; // from this size on an INSERT is taken row by row
constexpr qsizetype longUnfitBytes = 64 * batchBytes; // … when it has to be run, for a clause at its end may concern all rows
constexpr qsizetype longestBytes = 1'000'000'000;     // PostgreSQL takes no longer statement or value

Error tooLong()
{
    return Error{ErrorKind::BackupUnusable, "script.statement_too_long",
                 {QT_TRANSLATE_NOOP("Message", "A statement among the rows of the script is longer than PostgreSQL takes."), {}},
                 {QT_TRANSLATE_NOOP("Message", "Make the backup again with shorter INSERT statements."), {}}, {}};
}

} // namespace

// Throws away what is done with and reads on.
Result<void> PgInsertReader::fill()
{
    m_buffer.remove(0, m_at);
    m_at = 0;
    const qsizetype before = m_buffer.size();
    if (before > longestBytes)
        return tooLong();
    m_buffer.resize(before + qMax(batchBytes, before / 2)); // half as much again keeps long rows from being looked at too often
    qsizetype filled = before;
    while (filled < m_buffer.size() && !m_atEnd) {
        const Result<qint64> got = m_stream->read(m_buffer.data() + filled, m_buffer.size() - filled);
        if (!got)
            return got.error();
        m_atEnd = *got == 0;
        filled += *got;
    }
    m_buffer.truncate(filled);
    return {};
}

// @returns false when the text may go on with blanks or a comment.
bool PgInsertReader::skipBlanks()
{
    while (!isOut()) {
        if (isPgBlank(current())) {
            ++m_at;
        } else if (current() == '-' || current() == '/') {
            PgTokens tokens(rest().first(qMin(rest().size(), batchBytes)), m_mode);
            if (tokens.peek().isEnd() && !m_atEnd)
                return false;
            const qsizetype skipped = tokens.peek().offset;
            m_at += skipped;
            if (skipped == 0)
                return true;
        } else {
            return true;
        }
    }
    return true;
}

void PgInsertReader::useHead(PgInsertBatch& batch)
{
    batch.isRows = true;
    batch.copyStatement = m_head.copyStatement;
    batch.namesColumns = m_head.namesColumns;
    batch.columns = m_head.columns;
}

Result<bool> PgInsertReader::next(PgInsertBatch& batch)
{
    batch = {};
    batch.bytes.reserve(batchBytes + batchBytes / 4);
    while (batch.bytes.size() < batchBytes) {
        const bool isReady = m_inRows || (skipBlanks() && !isOut());
        if (!isReady && m_atEnd)
            break;
        const qsizetype before = m_at;
        const Parse parsed = !isReady ? Parse::Incomplete : m_inRows ? parseLongInsert(batch) : parseInsert(batch);
        if (parsed == Parse::OtherTarget)
            break;
        if (parsed == Parse::Fits)
            continue;
        if (parsed == Parse::Unfit) {
            if (batch.isRows && !batch.bytes.isEmpty())
                break;
            const Result<bool> taken = m_inRows ? takeOneRowAsStatement(batch) : takeStatement(batch);
            if (!taken)
                return taken.error();
            if (*taken)
                continue;
        }
        const qsizetype most = parsed == Parse::Incomplete ? longInsertBytes : longUnfitBytes;
        if (!m_inRows && m_at == before && m_buffer.size() - m_at > most && parseHead() == Parse::Fits) {
            m_inRows = true;
            continue;
        }
        m_at = m_inRows ? m_at : before;
        if (const Result<void> filled = fill(); !filled)
            return filled.error();
    }
    return !batch.bytes.isEmpty() || batch.statements > 0;
}

// At a statement. Fits: it is the head of an INSERT … VALUES, which is taken.
PgInsertReader::Parse PgInsertReader::parseHead()
{
    if (!m_head.text.isEmpty() && rest().startsWith(m_head.text)) {
        m_at += m_head.text.size();
        return Parse::Fits;
    }
    PgTokens tokens(rest(), m_mode);
    if (!tokens.takeWords({"INSERT", "INTO"}))
        return rest().size() < 4096 ? out() : Parse::Unfit;
    Head head;
    const qsizetype from = tokens.peek().offset;
    takePgName(tokens);
    head.namesColumns = tokens.peek().isSymbol('(');
    if (head.namesColumns)
        tokens.skipParentheses();
    const qsizetype to = tokens.position();
    tokens.takeWords({"OVERRIDING", "SYSTEM", "VALUE"}); // COPY always takes the values it is given
    const bool isValues = tokens.takeWord("VALUES");
    if (!isValues || tokens.peek().isEnd())
        return isValues || rest().size() < longInsertBytes ? (tokens.peek().isEnd() ? out() : Parse::Unfit) : Parse::Unfit;
    head.text = rest().first(tokens.position()).toByteArray();
    head.copyStatement = "COPY " + rest().sliced(from, to - from).toByteArray() + " FROM stdin";
    m_at += tokens.position();
    m_head = head;
    return Parse::Fits;
}

// A whole INSERT, or nothing of it.
PgInsertReader::Parse PgInsertReader::parseInsert(PgInsertBatch& batch)
{
    const qsizetype start = m_at, size = batch.bytes.size();
    const qint64 rows = batch.rows;
    const QByteArray before = batch.copyStatement;
    Parse parsed = parseHead();
    if (parsed == Parse::Fits && batch.isRows && before != m_head.copyStatement)
        parsed = Parse::OtherTarget;
    if (!batch.isRows && !batch.bytes.isEmpty()) { // behind statements: only what has to be one as well belongs to them
        PgInsertBatch probe;
        m_at = start;
        parsed = parseInsert(probe);
        m_at = start;
        return parsed == Parse::Fits ? Parse::OtherTarget : parsed;
    }
    while (parsed == Parse::Fits) {
        parsed = parseRow(batch);
        if (parsed != Parse::Fits)
            break;
        if (!skipBlanks() || isOut()) {
            parsed = Parse::Incomplete;
        } else if (current() == ';') {
            ++m_at;
            ++batch.statements;
            useHead(batch);
            return Parse::Fits;
        } else if (current() != ',') {
            parsed = Parse::Unfit; // ON CONFLICT, RETURNING
        } else {
            ++m_at;
        }
    }
    m_at = start;
    batch.bytes.truncate(size);
    batch.rows = rows;
    return parsed;
}

// One row of an INSERT whose head was taken; behind the last one the INSERT is over.
PgInsertReader::Parse PgInsertReader::parseLongInsert(PgInsertBatch& batch)
{
    if (!batch.bytes.isEmpty() && (!batch.isRows || batch.copyStatement != m_head.copyStatement))
        return Parse::OtherTarget;
    const qsizetype start = m_at, size = batch.bytes.size();
    const qint64 rows = batch.rows;
    Parse parsed = parseRow(batch);
    if (parsed == Parse::Fits && (!skipBlanks() || isOut()))
        parsed = out();
    if (parsed == Parse::Fits && current() != ',' && current() != ';')
        parsed = Parse::Unfit;
    if (parsed != Parse::Fits) {
        batch.rows = rows;
        m_at = start;
        batch.bytes.truncate(size);
        return parsed;
    }
    m_inRows = current() == ',';
    batch.statements += m_inRows ? 0 : 1;
    ++m_at;
    useHead(batch);
    return Parse::Fits;
}

PgInsertReader::Parse PgInsertReader::parseRow(PgInsertBatch& batch)
{
    if (!skipBlanks() || isOut())
        return out();
    if (current() != '(')
        return Parse::Unfit;
    ++m_at;
    for (int columns = 1;; ++columns) {
        const Parse value = parseValue(batch.bytes);
        if (value != Parse::Fits)
            return value;
        if (!skipBlanks() || isOut())
            return out();
        const char c = current();
        ++m_at;
        if (c == ',') {
            batch.bytes += '\t';
        } else if (c == ')') {
            if (m_head.columns != 0 && m_head.columns != columns)
                return Parse::Unfit;
            m_head.columns = columns;
            batch.bytes += '\n';
            ++batch.rows;
            return Parse::Fits;
        } else {
            return Parse::Unfit;
        }
    }
}

// @returns false when the row's end is not in the buffer yet.
Result<bool> PgInsertReader::takeOneRowAsStatement(PgInsertBatch& batch)
{
    PgTokens tokens(rest(), m_mode);
    if (tokens.peek().isEnd() || !tokens.peek().isSymbol('('))
        return m_atEnd || !tokens.peek().isEnd() ? Result<bool>(tooLong()) : Result<bool>(false);
    tokens.skipParentheses();
    const PgToken behind = tokens.peek();
    if (behind.isEnd() && !m_atEnd)
        return false;
    if (!behind.isSymbol(',') && !behind.isSymbol(';'))
        return tooLong(); // a clause behind rows of which some were handed over already
    batch.bytes += m_head.text;
    batch.bytes += rest().first(tokens.position());
    batch.bytes += ";\n";
    m_inRows = behind.isSymbol(',');
    batch.statements += m_inRows ? 0 : 1;
    m_at += behind.offset + 1;
    return true;
}

// @returns false when the statement's end is not in the buffer yet.
Result<bool> PgInsertReader::takeStatement(PgInsertBatch& batch)
{
    PgSplitter splitter;
    splitter.setMode(m_mode);
    std::size_t at = 0;
    qsizetype begin = 0;
    for (;;) {
        const PgSplitter::Event event = splitter.next(rest(), at, m_atEnd);
        if (event == PgSplitter::Event::More)
            return m_atEnd ? (m_at = m_buffer.size(), Result<bool>(true)) : Result<bool>(false);
        if (event == PgSplitter::Event::StatementBegins)
            begin = qsizetype(splitter.begin());
        if (event == PgSplitter::Event::StatementEnds)
            break;
    }
    const QByteArrayView sql = rest().sliced(begin, qsizetype(at) - begin);
    const PgStatement statement = readPgStatement(sql.first(qMin(sql.size(), qsizetype(4096))), m_mode);
    if (statement.does != PgStatement::Does::Skipped && statement.does != PgStatement::Does::Sets) {
        batch.bytes += sql;
        batch.bytes += '\n';
        ++batch.statements;
    }
    m_at += qsizetype(at);
    return true;
}

} // namespace bakferry
