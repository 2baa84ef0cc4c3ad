#include "engines/sqlite/sqliterowloader.h"

#include "engines/script/literalvalue.h"
#include "engines/script/sqlitesplitter.h"

namespace bakferry {

namespace {

bool isPlainInsert(QByteArrayView head)
{
    const QByteArrayView start = head.sliced(qsizetype(skipSqliteBlanks(head, 0)));
    const QByteArray words = start.first(qMin<qsizetype>(start.size(), 64)).toByteArray().simplified().toUpper();
    return words.startsWith("INSERT INTO ");
}

int bindLiteral(sqlite3_stmt* statement, int column, QByteArrayView block, const Literal& literal, QByteArray& scratch)
{
    switch (literal.type) {
    case Literal::Null: return sqlite3_bind_null(statement, column);
    case Literal::Integer: return sqlite3_bind_int64(statement, column, literal.integer);
    case Literal::Real: return sqlite3_bind_double(statement, column, literal.real);
    case Literal::Text: // the block outlives the step, so nothing is copied
        return sqlite3_bind_text64(statement, column, block.data() + literal.offset, literal.length, SQLITE_STATIC, SQLITE_UTF8);
    case Literal::QuotedText:
    case Literal::Call: {
        const QByteArrayView bytes = literalBytes(block, literal, scratch);
        return sqlite3_bind_text64(statement, column, bytes.data() ? bytes.data() : "", sqlite3_uint64(bytes.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
    }
    case Literal::Hex: {
        const QByteArrayView bytes = literalBytes(block, literal, scratch);
        return sqlite3_bind_blob64(statement, column, bytes.data() ? bytes.data() : "", sqlite3_uint64(bytes.size()), SQLITE_TRANSIENT);
    }
    }
    return SQLITE_MISUSE;
}

} // namespace

SqliteRowLoader::SqliteRowLoader(SqliteScriptSession& session) : m_session(session) { }

bool SqliteRowLoader::select(const ScriptBatch& batch, std::size_t index)
{
    const InsertValues& values = batch.inserts[index];
    const QByteArrayView head = batch.text(index).first(qsizetype(values.headLength));
    if (m_current && m_current->columns == values.columns && head == m_current->head)
        return bool(m_current->statement);
    const QByteArray key = QByteArray::number(values.columns) + ' ' + head.toByteArray();
    std::unique_ptr<Form>& form = m_forms[key];
    if (!form) {
        form = std::make_unique<Form>();
        form->statement = m_session.prepareInsert(head, values.columns);
        form->head = head.toByteArray();
        form->columns = values.columns;
        form->table = insertTable(head);
        form->plain = isPlainInsert(head);
    }
    m_current = form.get();
    return bool(m_current->statement);
}

int SqliteRowLoader::load(const ScriptBatch& batch, std::size_t index)
{
    const InsertValues& values = batch.inserts[index];
    sqlite3_stmt* statement = m_current->statement.get();
    const bool countHere = m_current->plain && !m_session.rowsMayDiffer();
    if (!countHere)
        m_session.countChanges(true);
    const Literal* literal = batch.literals.data() + values.firstLiteral;
    int code = SQLITE_OK;
    for (std::size_t row = 0; row < values.rows; ++row) {
        for (int column = 1; column <= values.columns; ++column, ++literal) {
            code = bindLiteral(statement, column, batch.bytes, *literal, m_scratch);
            if (code != SQLITE_OK)
                return code;
        }
        code = sqlite3_step(statement);
        if (code != SQLITE_DONE) {
            code = sqlite3_extended_errcode(sqlite3_db_handle(statement));
            sqlite3_reset(statement);
            return code == SQLITE_OK ? SQLITE_ERROR : code;
        }
        sqlite3_reset(statement);
    }
    if (countHere)
        m_current->rows += qint64(values.rows);
    else
        m_session.countChanges(m_session.rowsMayDiffer());
    m_rowsDone += qint64(values.rows);
    return SQLITE_OK;
}

void SqliteRowLoader::countOnly(const ScriptBatch& batch, std::size_t index)
{
    m_current->rows += qint64(batch.inserts[index].rows);
    m_rowsDone += qint64(batch.inserts[index].rows);
}

void SqliteRowLoader::flush()
{
    for (const auto& [key, form] : m_forms)
        m_session.addRows(form->table, form->rows);
    m_forms.clear();
    m_current = nullptr;
}

} // namespace bakferry
