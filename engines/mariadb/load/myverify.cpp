#include "engines/mariadb/load/myverify.h"

#include "engines/displaytext.h"
#include "engines/mariadb/load/myforeignkeys.h"
#include "engines/mariadb/server/mymark.h"

#include <QMap>
#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <mutex>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error different(const char* code, Message what, QString detail = {})
{
    return {ErrorKind::VerificationFailed, code, std::move(what),
            {QT_TRANSLATE_NOOP("Message", "The target was not touched; the staging database is kept for looking into it."), {}}, std::move(detail)};
}

/// One question that may be asked on any connection.
struct Task
{
    enum Kind { Count, Orphans, Check } kind = Count;
    int index = 0;       ///< in the ledger, the list of foreign keys, the list of tables to check
    qint64 weight = 0;   ///< bytes of the table
};

class Verifier
{
public:
    Verifier(MyLoad& load, const RestoreRequest& request, const std::vector<MyLoadSession*>& sessions, LoadTeam& team)
        : m_load(load), m_request(request), m_sessions(sessions), m_team(team), m_sent(load.takeLedger()) { }

    Result<MyProof> run()
    {
        using Method = Result<void> (Verifier::*)();
        for (const Method method : {&Verifier::listTables, &Verifier::listForeignKeys, &Verifier::findObjects, &Verifier::askAll, &Verifier::compareLedger}) {
            if (const Result<void> done = (this->*method)(); !done)
                return done.error();
        }
        return std::move(m_proof);
    }

private:
    MyConnection& first() { return m_sessions.front()->connection(); }
    const QByteArray& stagingOf(int item) const { return m_load.staged()[item].staging; }
    QString shown(int item, const QByteArray& table) const
    {
        return m_load.staged().size() > 1 ? displayBytes(m_load.staged()[item].wanted + '.' + table) : displayBytes(table);
    }
    int itemOf(const QByteArray& staging) const
    {
        const auto found = std::ranges::find_if(m_load.staged(), [&](const MyStagedDatabase& one) { return one.staging == staging; });
        return int(found - m_load.staged().begin());
    }
    QByteArray stagingList() const
    {
        QByteArrayList names;
        for (const MyStagedDatabase& one : m_load.staged())
            names += quotedMyLiteral(one.staging);
        return '(' + names.join(", ") + ')';
    }

    Result<void> listTables()
    {
        for (MyLoadSession* session : m_sessions) {
            if (const Result<void> neutral = session->becomeNeutral(); !neutral)
                return neutral;
        }
        const Result<MyAnswer> answer = first().execute("SELECT table_schema, table_name, table_type, engine, coalesce(data_length, 0), coalesce(table_comment, '') FROM information_schema.tables"
                                                        " WHERE table_schema IN " + stagingList());
        if (!answer)
            return answer.error();
        for (qsizetype row = 0; row < answer->rows(); ++row) {
            const QByteArray name = answer->text(row, 1), type = answer->text(row, 2), engine = answer->text(row, 3);
            if (name == myMarkTable(m_request.taskId))
                continue;
            const int item = itemOf(answer->text(row, 0));
            m_objects[item] += (type == "VIEW" ? "V" : type == "SEQUENCE" ? "S" : "T") + name;
            if (type == "VIEW" || type == "SEQUENCE")
                continue;
            if (engine.isEmpty())
                return different("verify.invalid", {QT_TRANSLATE_NOOP("Message", "Table %1 cannot be opened."), {shown(item, name)}}, displayBytes(answer->text(row, 5)));
            ++m_proof.tables;
            m_sizes.insert({item, name}, answer->number(row, 4));
            if (engine == "MyISAM" || engine == "Aria") {
                m_tasks.push_back({Task::Check, int(m_toCheck.size()), answer->number(row, 4)});
                m_toCheck.push_back({item, name});
            }
        }
        listUnfilled();
        for (int i = 0; i < m_sent.size(); ++i)
            m_tasks.push_back({Task::Count, i, m_sizes.value({m_sent[i].item, m_sent[i].name})});
        return {};
    }

    // Tables that the backup has no rows for must have none, unless a script's statements or triggers gave them some.
    void listUnfilled()
    {
        QSet<std::pair<int, QByteArray>> filled;
        for (const MyLedger::Table& table : std::as_const(m_sent))
            filled += {table.item, table.name};
        const bool inOrder = !m_load.plan().inOrder.isEmpty();
        const bool dataOnly = m_request.parts == RestoreRequest::Parts::DataOnly;
        for (auto table = m_sizes.cbegin(); table != m_sizes.cend() && !dataOnly; ++table) {
            if (!filled.contains(table.key()))
                m_sent += MyLedger::Table{table.key().first, table.key().second, inOrder ? -1 : 0, 0, -1};
        }
    }

    Result<void> listForeignKeys()
    {
        Result<std::vector<MyForeignKey>> keys = foreignKeysIn(first(), stagingList());
        if (!keys)
            return keys.error();
        m_keys = std::move(*keys);
        for (int i = 0; i < int(m_keys.size()); ++i)
            m_orphanTasks.push_back({Task::Orphans, i, m_sizes.value({itemOf(m_keys[std::size_t(i)].schema), m_keys[std::size_t(i)].table})});
        return {};
    }

    // What each restored entry must have left in the catalogue.
    Result<void> findObjects()
    {
        for (const auto& [letter, sql] : {std::pair("R", "SELECT routine_schema, routine_name FROM information_schema.routines WHERE routine_schema IN "),
                                          std::pair("G", "SELECT trigger_schema, trigger_name FROM information_schema.triggers WHERE trigger_schema IN ")}) {
            const Result<MyAnswer> answer = first().execute(sql + stagingList());
            if (!answer)
                return answer.error();
            for (qsizetype row = 0; row < answer->rows(); ++row)
                m_objects[itemOf(answer->text(row, 0))] += letter + answer->text(row, 1);
        }
        qint64 found = 0;
        const bool inOrder = !m_load.plan().inOrder.isEmpty();
        for (const MyRef& ref : m_load.made()) {
            const MyEntry& entry = m_load.entryOf(ref);
            const QByteArray trace = traceOf(entry);
            if (trace.isEmpty() || inOrder) // a script may have dropped again what it made
                continue;
            const bool isThere = std::ranges::any_of(m_objects[ref.item], [&](const QByteArray& one) { return one.compare(trace, Qt::CaseInsensitive) == 0; });
            if (!m_objects[ref.item].contains(trace) && !isThere)
                return different("verify.objects", {QT_TRANSLATE_NOOP("Message", "%1 was restored, but is not in the database."), {shownMyEntry(entry)}});
            ++found;
        }
        if (!inOrder)
            m_proof.findings += passedFinding("objects", {QT_TRANSLATE_NOOP("Message", "All %1 tables, views, sequences, routines and triggers of the backup are there."), {QString::number(found)}});
        return {};
    }

    static QByteArray traceOf(const MyEntry& entry)
    {
        if (entry.kind == "TABLE")
            return 'T' + entry.name;
        if (entry.kind == "VIEW")
            return 'V' + entry.name;
        if (entry.kind == "SEQUENCE")
            return 'S' + entry.name;
        if (entry.kind == "FUNCTION" || entry.kind == "PROCEDURE")
            return 'R' + entry.name;
        return entry.kind == "TRIGGER" ? 'G' + entry.name : QByteArray();
    }

    // How many rows a parent has makes the search for orphans shorter.
    Result<void> askAll()
    {
        if (const Result<void> counted = askEach(m_tasks); !counted)
            return counted;
        for (const MyLedger::Table& table : std::as_const(m_sent)) {
            if (!m_load.staged()[table.item].isInPlace()) // others may write there
                m_rows.insert({table.item, table.name}, table.held);
        }
        const Result<void> asked = askEach(m_orphanTasks);
        if (!asked)
            return asked;
        if (m_proof.warnings.isEmpty())
            m_proof.findings += passedFinding("foreignKeys", {QT_TRANSLATE_NOOP("Message", "All %1 foreign keys hold: no row lacks the one it refers to."), {QString::number(m_keys.size())}});
        return {};
    }

    Result<void> askEach(std::vector<Task>& tasks)
    {
        std::ranges::stable_sort(tasks, std::greater(), &Task::weight);
        std::atomic<std::size_t> next = 0;
        return m_team.run(int(m_sessions.size()), [&](int number) -> Result<void> {
            MyConnection& connection = m_sessions[std::size_t(number)]->connection();
            for (std::size_t at = next++; at < tasks.size(); at = next++) {
                if (!m_team.goOn())
                    return cancelledError();
                if (const Result<void> done = ask(connection, tasks[at]); !done)
                    return done;
            }
            return {};
        });
    }

    Result<void> ask(MyConnection& connection, const Task& task)
    {
        if (task.kind == Task::Count)
            return count(connection, m_sent[task.index]);
        return task.kind == Task::Orphans ? findOrphans(connection, m_keys[std::size_t(task.index)]) : check(connection, m_toCheck[std::size_t(task.index)]);
    }

    Result<void> count(MyConnection& connection, MyLedger::Table& table)
    {
        m_team.advance(0, 0, shown(table.item, table.name));
        if (!m_sizes.contains({table.item, table.name}) && table.read < 0)
            return {}; // a script dropped it again
        const Result<QByteArray> held = connection.value("SELECT count(*) FROM " + quotedMyName(stagingOf(table.item), table.name));
        if (!held)
            return held.error();
        table.held = held->toLongLong();
        m_team.objects().count(shown(table.item, table.name), table.read, table.held - table.before);
        return {};
    }

    Result<void> findOrphans(MyConnection& connection, const MyForeignKey& key)
    {
        m_team.advance(0, 0, shown(itemOf(key.schema), key.table));
        const Result<bool> orphans = hasOrphans(connection, key, m_rows.value({itemOf(key.parentSchema), key.parent}, -1));
        if (!orphans)
            return orphans.error();
        if (!*orphans)
            return {};
        const Message broken{QT_TRANSLATE_NOOP("Message", "The foreign key %1 of %2 does not hold: rows refer to others that are not in %3."),
                             {displayBytes(key.name), shown(itemOf(key.schema), key.table), displayBytes(key.parent)}};
        const std::lock_guard lock(m_mutex);
        m_proof.warnings += broken;
        m_proof.findings += warningFinding("foreignKeys", broken, {QT_TRANSLATE_NOOP("Message", "It is so in the backup: whoever made it had foreign_key_checks off. Look for such rows and correct them."), {}});
        return {};
    }

    Result<void> check(MyConnection& connection, const std::pair<int, QByteArray>& table)
    {
        const Result<MyAnswer> answer = connection.execute("CHECK TABLE " + quotedMyName(stagingOf(table.first), table.second) + " FAST QUICK");
        if (!answer)
            return answer.error();
        const qsizetype last = answer->rows() - 1;
        if (last >= 0 && answer->text(last, 2) == "status" && answer->text(last, 3) != "OK" && !answer->text(last, 3).contains("up to date"))
            return different("verify.invalid", {QT_TRANSLATE_NOOP("Message", "Table %1 is damaged."), {shown(table.first, table.second)}}, displayBytes(answer->text(last, 3)));
        return {};
    }

    Result<void> compareLedger()
    {
        qint64 uncounted = 0;
        for (const MyLedger::Table& table : std::as_const(m_sent)) {
            if (table.held < 0)
                continue;
            const QString name = shown(table.item, table.name);
            const qint64 held = table.held - table.before;
            if (table.read >= 0 && table.read != held) {
                return different("verify.ledger", {QT_TRANSLATE_NOOP("Message", "Table %1 has %2 rows in the target, but %3 were read from the backup."),
                                                   {name, QString::number(held), QString::number(table.read)}});
            }
            uncounted += table.read < 0 ? 1 : 0;
            m_proof.ledger += LedgerRow{name, table.read, held};
            m_proof.rows += held;
        }
        m_proof.findings += passedFinding("ledger", {QT_TRANSLATE_NOOP("Message", "Rows read and rows in the target agree: %1 tables, %2 rows."),
                                                     {QString::number(m_proof.ledger.size() - uncounted), QString::number(m_proof.rows)}});
        if (uncounted > 0) {
            m_proof.findings += notCheckableFinding("ledger", {QT_TRANSLATE_NOOP("Message", "How many rows %1 tables should have cannot be told: their statements replace, skip or change rows."), {QString::number(uncounted)}},
                                                    {QT_TRANSLATE_NOOP("Message", "Every statement was executed without an error. Compare the rows with their source if in doubt."), {}});
        }
        return {};
    }

    MyLoad& m_load;
    const RestoreRequest& m_request;
    const std::vector<MyLoadSession*>& m_sessions;
    LoadTeam& m_team;
    QList<MyLedger::Table> m_sent;
    QHash<std::pair<int, QByteArray>, qint64> m_sizes;
    QMap<int, QSet<QByteArray>> m_objects;
    QHash<std::pair<int, QByteArray>, qint64> m_rows; ///< counted in the target
    std::vector<MyForeignKey> m_keys;
    std::vector<std::pair<int, QByteArray>> m_toCheck;
    std::vector<Task> m_tasks, m_orphanTasks;
    std::mutex m_mutex;
    MyProof m_proof;
};

} // namespace

Result<MyProof> verifyMyLoad(MyLoad& load, const RestoreRequest& request, LoadTeam& team)
{
    const Result<std::vector<MyLoadSession*>> sessions = load.sessions();
    if (!sessions)
        return sessions.error();
    return Verifier(load, request, *sessions, team).run();
}

} // namespace bakferry
