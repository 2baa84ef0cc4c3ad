#include "engines/sqlite/sqliterowloader.h"

#include "engines/script/sqlitesplitter.h"
#include "engines/sqlite/sqliterowsource.h"

namespace bakferry {

namespace {

bool isPlainInsert(QByteArrayView head)
{
    const QByteArrayView start = head.sliced(qsizetype(skipSqliteBlanks(head, 0)));
    const QByteArray words = start.first(qMin<qsizetype>(start.size(), 64)).toByteArray().simplified().toUpper();
    return words.startsWith("INSERT INTO ");
}

qint64 rowsOf(const ScriptBatch& batch, std::size_t first, std::size_t end)
{
    qint64 rows = 0;
    for (std::size_t i = first; i < end; ++i)
        rows += qint64(batch.inserts[i].rows);
    return rows;
}

QByteArrayView headOf(const ScriptBatch& batch, std::size_t index)
{
    return batch.text(index).first(qsizetype(batch.inserts[index].headLength));
}

} // namespace

SqliteRowLoader::SqliteRowLoader(SqliteScriptSession& session) : m_session(session) { }

bool SqliteRowLoader::select(const ScriptBatch& batch, std::size_t index)
{
    const int columns = batch.inserts[index].columns;
    const QByteArrayView head = headOf(batch, index);
    if (m_current && m_current->columns == columns && head == m_current->head)
        return bool(m_current->statement);
    std::unique_ptr<Form>& form = m_forms[QByteArray::number(columns) + ' ' + head.toByteArray()];
    if (!form)
        form = makeForm(head, columns);
    m_current = form.get();
    return bool(m_current->statement);
}

std::unique_ptr<SqliteRowLoader::Form> SqliteRowLoader::makeForm(QByteArrayView head, int columns)
{
    auto form = std::make_unique<Form>();
    form->head = head.toByteArray();
    form->columns = columns;
    form->table = insertTable(head);
    form->plain = isPlainInsert(head);
    if (!m_providedColumns.contains(columns) && SqliteRowSource::provide(m_session.handle(), columns) == SQLITE_OK)
        m_providedColumns += columns;
    QByteArray sql = form->head;
    // The rows before one that fails have no need to be undone, so SQLite keeps no journal for that.
    if (form->plain && !m_session.rowsMayDiffer())
        sql.insert(qsizetype(skipSqliteBlanks(head, 0)) + qsizetype(qstrlen("INSERT")), " OR FAIL");
    form->statement = m_session.prepare(sql + ' ' + SqliteRowSource::query(columns));
    return form;
}

bool SqliteRowLoader::joins(const ScriptBatch& batch, std::size_t index) const
{
    return batch.inserts[index].columns == m_current->columns && !m_session.hasTriggers() && headOf(batch, index) == m_current->head;
}

int SqliteRowLoader::load(const ScriptBatch& batch, std::size_t first, std::size_t end, std::size_t& failed)
{
    const bool countHere = m_current->plain && !m_session.rowsMayDiffer();
    if (!countHere)
        m_session.countChanges(true);
    sqlite3_stmt* statement = m_current->statement.get();
    SqliteRowSource rows(batch, first, end);
    int code = rows.bindTo(statement);
    if (code == SQLITE_OK && sqlite3_step(statement) != SQLITE_DONE)
        code = m_session.lastCode();
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    failed = qMin(rows.statement(), end - 1);
    if (countHere)
        m_current->rows += rowsOf(batch, first, end);
    else
        m_session.countChanges(m_session.rowsMayDiffer());
    m_rowsDone += rowsOf(batch, first, end);
    return code;
}

void SqliteRowLoader::countOnly(const ScriptBatch& batch, std::size_t first, std::size_t end)
{
    m_current->rows += rowsOf(batch, first, end);
    m_rowsDone += rowsOf(batch, first, end);
}

void SqliteRowLoader::flush()
{
    for (const auto& [key, form] : m_forms)
        m_session.addRows(form->table, form->rows);
    m_forms.clear();
    m_current = nullptr;
}

} // namespace bakferry
