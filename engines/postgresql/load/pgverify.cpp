#include "engines/postgresql/load/pgverify.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pgwords.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr char ofUsers[] = " n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%' ";

Error different(const char* code, Message what, QString detail = {})
{
    return {ErrorKind::VerificationFailed, code, std::move(what),
            {QT_TRANSLATE_NOOP("Message", "The target was not touched; the staging database is kept for looking into it."), {}}, std::move(detail)};
}

struct Relation
{
    QByteArray name;          ///< quoted, with its schema
    char kind = 'r';
    int sent = -1;            ///< index in the ledger; -1: rows were not counted
    bool hasMoreToAnalyze = true; ///< than its rows: what came after them, or other tables
};

class Verifier
{
public:
    Verifier(const PgDatabase& database, const PgPlan& plan, QList<PgLedger::Table> sent, const std::vector<PgSession*>& sessions, PgTeam& team)
        : m_database(database), m_plan(plan), m_sent(std::move(sent)), m_sessions(sessions), m_team(team) { }

    Result<PgProof> run(PgProofOf of)
    {
        m_onlyRows = of == PgProofOf::Rows;
        if (const Result<void> listed = listRelations(); !listed)
            return listed.error();
        if (const Result<void> counted = countAll(); !counted)
            return counted.error();
        if (const Result<void> compared = compareLedger(); !compared)
            return compared.error();
        if (m_onlyRows)
            return std::move(m_proof);
        if (of == PgProofOf::Dump) {
            if (const Result<void> there = findObjects(); !there)
                return there.error();
        }
        if (const Result<void> valid = findInvalid(of == PgProofOf::Script); !valid)
            return valid.error();
        return std::move(m_proof);
    }

private:
    // Tables of users by size, the largest first; each ledger line finds its own by name, as the first session resolves it.
    Result<void> listRelations()
    {
        QHash<QByteArray, int> sentByOid;
        for (int i = 0; i < m_sent.size(); ++i) {
            const Result<QByteArray> oid = first().value("SELECT pg_catalog.to_regclass($1)::oid", {m_sent[i].relation});
            if (!oid)
                return oid.error();
            if (oid->isEmpty() && m_sent[i].sent > 0)
                return different("verify.objects", {QT_TRANSLATE_NOOP("Message", "Table %1 is not there, although its rows were loaded."), {m_sent[i].shown}});
            sentByOid.insert(*oid, i);
        }
        const Result<PgAnswer> rows = first().query(QByteArray("SELECT c.oid, n.nspname, c.relname, c.relkind, c.relhassubclass OR EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indexprs IS NOT NULL)"
                                                               " OR EXISTS (SELECT FROM pg_catalog.pg_statistic_ext s WHERE s.stxrelid = c.oid) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                                                               " WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND") + ofUsers + "ORDER BY pg_catalog.pg_relation_size(c.oid) DESC, c.oid");
        if (!rows)
            return rows.error();
        for (int row = 0; row < rows->rows(); ++row) {
            const char kind = rows->text(row, 3).at(0);
            if (m_onlyRows && !sentByOid.contains(rows->text(row, 0)))
                continue;
            m_relations.push_back({quotedPgName(rows->text(row, 1), rows->text(row, 2)), kind, sentByOid.value(rows->text(row, 0), -1), rows->isTrue(row, 4)});
            sentByOid.remove(rows->text(row, 0));
            m_proof.tables += kind == 'r' ? 1 : 0;
        }
        for (const int left : std::as_const(sentByOid)) // foreign tables, and what a script filled elsewhere
            m_relations.push_back({m_sent[left].relation, 'f', left});
        return {};
    }

    Result<void> countAll()
    {
        std::atomic<std::size_t> next = 0;
        return m_team.run(int(m_sessions.size()), [&](int number) -> Result<void> {
            PgConnection& connection = m_sessions[std::size_t(number)]->connection();
            for (std::size_t at = next++; at < m_relations.size(); at = next++) {
                if (!m_team.goOn())
                    return cancelledError();
                const Relation& relation = m_relations[at];
                m_team.advance(0, 0, displayBytes(relation.name));
                if (const Result<void> done = look(connection, relation); !done)
                    return done;
            }
            return {};
        });
    }

    Result<void> look(PgConnection& connection, const Relation& relation)
    {
        if (relation.sent >= 0) {
            const char* only = relation.kind == 'p' ? " " : " ONLY ";
            const Result<QByteArray> count = connection.value(QByteArray("SELECT count(*) FROM") + only + relation.name);
            if (!count)
                return count.error();
            m_sent[relation.sent].held = count->toLongLong();
        }
        const bool isAnalyzed = relation.sent >= 0 && m_sent[relation.sent].isAnalyzed && !relation.hasMoreToAnalyze;
        if (relation.kind == 'f' || isAnalyzed)
            return {};
        // Runs expressions of indexes, which come from the backup: a failure is theirs and loses no row.
        const bool inTransaction = PQtransactionStatus(connection.handle()) == PQTRANS_INTRANS;
        if (const auto mark = inTransaction ? connection.execute("SAVEPOINT statistics") : Result<PgAnswer>(PgAnswer(nullptr)); !mark)
            return mark.error();
        if (const Result<PgAnswer> analysed = connection.execute("ANALYZE " + relation.name); !analysed) {
            if (analysed.error().kind == ErrorKind::Cancelled || connection.lastState().isEmpty())
                return analysed.error();
            const std::lock_guard lock(m_mutex);
            m_proof.warnings += {QT_TRANSLATE_NOOP("Message", "No statistics could be gathered for %1: %2"), {displayBytes(relation.name), analysed.error().detail}};
            if (const auto back = inTransaction ? connection.execute("ROLLBACK TO SAVEPOINT statistics") : Result<PgAnswer>(PgAnswer(nullptr)); !back)
                return back.error();
        }
        return {};
    }

    Result<void> compareLedger()
    {
        for (const PgLedger::Table& table : std::as_const(m_sent)) {
            if (table.sent >= 0 && table.sent != table.held) {
                return different("verify.ledger", {QT_TRANSLATE_NOOP("Message", "Table %1 has %2 rows in the target, but %3 were read from the backup."),
                                                   {table.shown, QString::number(table.held), QString::number(table.sent)}});
            }
            m_proof.ledger += LedgerRow{table.shown, table.sent, table.held};
            m_proof.rows += qMax<qint64>(0, table.held);
        }
        m_proof.findings += passedFinding("ledger", {QT_TRANSLATE_NOOP("Message", "Rows read and rows in the target agree: %1 tables, %2 rows."),
                                                     {QString::number(m_proof.ledger.size()), QString::number(m_proof.rows)}});
        return {};
    }

    Result<void> collect(const QByteArray& sql, QSet<QByteArray>& names)
    {
        const Result<PgAnswer> rows = first().query(sql);
        if (!rows)
            return rows.error();
        for (int row = 0; row < rows->rows(); ++row)
            names += rows->text(row, 0);
        return {};
    }

    // What each restored entry must have left in the catalogs: a relation, a constraint, a function by its name.
    Result<void> findObjects()
    {
        QSet<QByteArray> there;
        for (const char* sql : {"SELECT 'R' || n.nspname || '.' || c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace",
                                "SELECT 'C' || n.nspname || '.' || c.conname FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace",
                                "SELECT 'F' || n.nspname || '.' || p.proname FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname <> 'pg_catalog'"}) {
            if (const Result<void> collected = collect(sql, there); !collected)
                return collected;
        }
        qint64 found = 0;
        for (const QList<int>* entries : {&m_plan.structure, &m_plan.postData}) {
            for (const int index : *entries) {
                const PgEntry& entry = m_database.entries[index];
                const QByteArray trace = traceOf(entry);
                if (trace.isEmpty())
                    continue;
                if (!there.contains(trace))
                    return different("verify.objects", {QT_TRANSLATE_NOOP("Message", "%1 was restored, but is not in the database."), {shownPgEntry(entry)}});
                ++found;
            }
        }
        m_proof.findings += passedFinding("objects", {QT_TRANSLATE_NOOP("Message", "All %1 tables, views, sequences, indexes, constraints and functions of the backup are there."), {QString::number(found)}});
        return {};
    }

    static QByteArray traceOf(const PgEntry& entry)
    {
        static const QSet<QByteArray> relations{"TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "FOREIGN TABLE", "INDEX"};
        if (relations.contains(entry.kind))
            return 'R' + entry.schema + '.' + entry.name;
        const bool isConstraint = entry.kind == "CONSTRAINT" || entry.kind == "FK CONSTRAINT" || entry.kind == "CHECK CONSTRAINT";
        const bool isRoutine = entry.kind == "FUNCTION" || entry.kind == "PROCEDURE" || entry.kind == "AGGREGATE";
        if (!isConstraint && !isRoutine)
            return {};
        const std::vector<PgWord> words = pgDefinitionWords(entry.definition, 90);
        const auto before = std::ranges::find_if(words, [&](const PgWord& word) {
            return isConstraint ? word.is("CONSTRAINT") : word.is("FUNCTION") || word.is("PROCEDURE") || word.is("AGGREGATE");
        });
        const PgNameAt name = pgNameAt(entry.definition, words, std::size_t(before - words.begin()) + 1);
        return name.isValid() ? (isConstraint ? 'C' : 'F') + entry.schema + '.' + name.name : QByteArray();
    }

    Result<void> findInvalid(bool inOrder)
    {
        const Result<QByteArray> index = first().value("SELECT i.indexrelid::regclass FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid AND c.relkind = 'i' LIMIT 1");
        const Result<PgAnswer> unchecked = first().query(QByteArray("SELECT c.conname FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace WHERE NOT c.convalidated AND") + ofUsers);
        if (!index)
            return index.error();
        if (!unchecked)
            return unchecked.error();
        if (!index->isEmpty())
            return different("verify.invalid", {QT_TRANSLATE_NOOP("Message", "Index %1 is not valid."), {displayBytes(*index)}});
        const auto declared = std::ranges::count_if(m_database.entries, [](const PgEntry& entry) { return entry.definition.contains("NOT VALID"); });
        if (!inOrder && unchecked->rows() > 0 && declared == 0)
            return different("verify.invalid", {QT_TRANSLATE_NOOP("Message", "Constraint %1 was not checked."), {displayBytes(unchecked->text(0, 0))}});
        m_proof.findings += passedFinding("indexes", unchecked->rows() == 0
            ? Message{QT_TRANSLATE_NOOP("Message", "All indexes are valid and all constraints are checked."), {}}
            : Message{QT_TRANSLATE_NOOP("Message", "All indexes are valid; %1 constraints are not checked, as in the source."), {QString::number(unchecked->rows())}});
        return {};
    }

    PgConnection& first() { return m_sessions.front()->connection(); }

    const PgDatabase& m_database;
    const PgPlan& m_plan;
    QList<PgLedger::Table> m_sent;
    const std::vector<PgSession*>& m_sessions;
    PgTeam& m_team;
    bool m_onlyRows = false;
    std::vector<Relation> m_relations;
    std::mutex m_mutex;
    PgProof m_proof;
};

} // namespace

Result<PgProof> verifyPgLoad(const PgDatabase& database, const PgPlan& plan, PgProofOf of, QList<PgLedger::Table> sent, const std::vector<PgSession*>& sessions, PgTeam& team)
{
    return Verifier(database, plan, std::move(sent), sessions, team).run(of);
}

} // namespace bakferry
