#include "engines/postgresql/load/pginsertloader.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pgwords.h"

#include <algorithm>

namespace bakferry {

namespace {

constexpr qsizetype worthFreezing = 512 * 1024; // below this, the new file of a TRUNCATE costs more than it saves
constexpr char temporary[] = "pg_temp.bakferry_rows";

// What the server says of a relation: its kind, whether INSERT would do more than insert, and its columns in order.
constexpr char aboutRelation[] =
    "SELECT c.relkind, EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid AND r.ev_type = '3'),"
    " (SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM (SELECT attname, attnum FROM pg_catalog.pg_attribute"
    " WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum LIMIT $2::int) a), n.nspname, c.relname"
    " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = $1::pg_catalog.regclass";

} // namespace

Result<void> PgInsertLoader::load(PgInsertReader& reader)
{
    if (const Result<void> prepared = m_session.prepareFor(m_entry); !prepared)
        return prepared;
    const bool isOurs = PQtransactionStatus(m_session.connection().handle()) != PQTRANS_INTRANS;
    if (const Result<void> begun = m_session.run((isOurs ? "BEGIN;" : "") + m_entry.definition); !begun)
        return begun;
    if (const Result<void> loaded = loadAll(reader); !loaded) {
        if (m_copying)
            m_session.connection().abandonCopy();
        return loaded;
    }
    return isOurs ? m_session.run("COMMIT") : Result<void>();
}

Result<void> PgInsertLoader::loadAll(PgInsertReader& reader)
{
    qint64 reported = 0;
    for (PgInsertBatch batch;;) {
        const Result<bool> more = reader.next(batch);
        if (!more)
            return more.error();
        if (!*more)
            return end();
        if (const Result<void> taken = batch.isRows ? takeRows(batch) : takeStatements(batch); !taken)
            return taken;
        m_statements += batch.statements;
        m_team.advance(reader.storedBytesRead() - reported, batch.rows, displayBytes(m_entry.schema.isEmpty() ? m_entry.name : m_entry.schema + '.' + m_entry.name));
        reported = reader.storedBytesRead();
        if (!m_team.goOn())
            return cancelledError();
    }
}

Result<PgInsertLoader::Target> PgInsertLoader::targetOf(const PgInsertBatch& batch)
{
    const QByteArray key = batch.copyStatement + (batch.namesColumns ? QByteArray() : QByteArray::number(batch.columns));
    if (const auto known = m_targets.constFind(key); known != m_targets.cend())
        return *known;
    const PgCopyTarget named = copyTargetOf(batch.copyStatement);
    const Result<PgAnswer> about = m_session.connection().query(aboutRelation, {named.relation, QByteArray::number(batch.columns)});
    if (!about)
        return about.error();
    if (about->rows() == 0) { // the statement itself says it best
        const Result<void> refused = m_session.run("SELECT FROM " + named.relation + " LIMIT 0");
        return refused ? cancelledError() : refused.error();
    }
    Target target;
    target.kind = about->text(0, 0).at(0);
    target.isPlain = (target.kind == 'r' || target.kind == 'p' || target.kind == 'f') && !about->isTrue(0, 1);
    target.relation = named.relation;
    target.table = {about->text(0, 3), about->text(0, 4)};
    const qsizetype open = named.head.indexOf('(', named.head.indexOf(named.relation) + named.relation.size());
    target.columns = batch.namesColumns ? named.head.sliced(open + 1, named.head.lastIndexOf(')') - open - 1) : about->text(0, 2);
    target.copyStatement = "COPY " + (target.isPlain ? target.relation + " (" + target.columns + ')' : QByteArray(temporary)) + " FROM stdin";
    m_targets.insert(key, target);
    return target;
}

Result<void> PgInsertLoader::begin(const Target& target, qsizetype bytes)
{
    PgConnection& connection = m_session.connection();
    if (m_truncate && m_isFresh && target.kind == 'r' && target.isPlain && bytes >= worthFreezing) {
        if (const Result<void> emptied = m_session.run("TRUNCATE ONLY " + target.relation); !emptied)
            return emptied;
        m_isFrozen = true;
    }
    if (!target.isPlain) {
        if (const Result<void> made = m_session.run("CREATE TEMPORARY TABLE bakferry_rows ON COMMIT DROP AS SELECT " + target.columns + " FROM " + target.relation + " WITH NO DATA"); !made)
            return made;
    }
    if (const Result<void> begun = connection.beginCopy(m_isFrozen ? target.copyStatement + " WITH (FREEZE)" : target.copyStatement); !begun)
        return begun;
    m_copying = target;
    m_isFresh = false;
    m_sent = 0;
    return {};
}

Result<void> PgInsertLoader::end()
{
    if (!m_copying)
        return {};
    const Target target = *std::exchange(m_copying, std::nullopt);
    if (const Result<qint64> taken = m_session.connection().endCopy(); !taken)
        return taken.error();
    if (target.isPlain) {
        m_ledger.add(quotedPgName(target.table.schema, target.table.name), target.table, m_sent);
        return {};
    }
    return m_session.run("INSERT INTO " + target.relation + " (" + target.columns + ") SELECT * FROM " + temporary + "; DROP TABLE " + temporary);
}

Result<void> PgInsertLoader::takeRows(const PgInsertBatch& batch)
{
    // Asking about the target needs a connection that is not in the middle of COPY.
    const QByteArray key = batch.copyStatement + (batch.namesColumns ? QByteArray() : QByteArray::number(batch.columns));
    const auto known = m_targets.constFind(key);
    const bool goesOn = m_copying && known != m_targets.cend() && known->copyStatement == m_copying->copyStatement && known->relation == m_copying->relation;
    if (!goesOn) {
        if (const Result<void> ended = end(); !ended)
            return ended;
        const Result<Target> target = targetOf(batch);
        if (!target)
            return target.error();
        if (const Result<void> begun = begin(*target, batch.bytes.size()); !begun)
            return begun;
    }
    if (const Result<void> put = m_session.connection().putCopy(batch.bytes); !put) {
        m_copying.reset();
        return put;
    }
    m_sent += batch.rows;
    return {};
}

Result<void> PgInsertLoader::takeStatements(const PgInsertBatch& batch)
{
    if (const Result<void> ended = end(); !ended)
        return ended;
    for (const QByteArray& statement : pgStatementsOf(batch.bytes, m_mode)) {
        if (const Result<void> allowed = m_session.guard(statement, m_mode); !allowed)
            return allowed;
        const Result<PgAnswer> done = m_session.connection().execute(statement);
        if (!done)
            return done.error();
        count(statement, done->touched());
        m_isFresh = false;
        if (!m_team.goOn())
            return cancelledError();
    }
    return {};
}

// Rows that a statement of its own adds to a table or takes out of it.
void PgInsertLoader::count(const QByteArray& statement, qint64 touched)
{
    const std::vector<PgWord> words = pgWordsOf(statement, 12, m_mode);
    const bool inserts = words.size() > 2 && words[0].is("INSERT") && words[1].is("INTO");
    const bool deletes = words.size() > 2 && words[0].is("DELETE") && words[1].is("FROM");
    if ((!inserts && !deletes) || touched < 0)
        return;
    const PgNameAt name = pgNameAt(statement, words, words[2].is("ONLY") ? 3 : 2);
    const QByteArray schema = name.schema.isEmpty() ? m_entry.schema : name.schema;
    if (name.isValid())
        m_ledger.add(schema.isEmpty() ? name.text : quotedPgName(schema, name.name), {schema, name.name}, inserts ? touched : -touched);
}

} // namespace bakferry
