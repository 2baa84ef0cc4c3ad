// The rows of the task store: tasks, log, journal, settings, connections. What is read back is checked, as others may have written it.
#include "app/storedatabase.h"
#include "engines/displaytext.h"
#include "models/taskjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>
#include <array>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char*, 4> levelTokens{"debug", "info", "warning", "error"};

QString levelToken(LogLevel level) { return QString::fromLatin1(levelTokens[size_t(level)]); }

LogLevel levelFromToken(const QString& token)
{
    const auto found = std::ranges::find(levelTokens, token, [](const char* known) { return QString::fromLatin1(known); });
    return found == levelTokens.end() ? LogLevel::Info : LogLevel(found - levelTokens.begin());
}

QVariant msOrNull(const QDateTime& time) { return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant(); }

qint64 nowMs() { return QDateTime::currentMSecsSinceEpoch(); }

QString compact(const QJsonObject& object) { return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)); }

QJsonObject objectOf(const QVariant& text) { return QJsonDocument::fromJson(text.toString().toUtf8()).object(); }

bool isId(const QString& id)
{
    const auto isHex = [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); };
    return id.size() == 32 && std::ranges::all_of(id, isHex);
}

// A name of a file is used as it is typed, so it gets the checks of a typed one.
bool isUsableTarget(const RestoreTarget& target)
{
    const bool isFile = target.connection.host.isEmpty();
    return !target.connection.engineId.isEmpty() && !target.database.contains('\0') && (!isFile || target.database.startsWith('/'));
}

std::optional<MigrationTask> readTask(const QString& id, const QVariant& body)
{
    std::optional<MigrationTask> task = fromJson<MigrationTask>(objectOf(body));
    if (!task || task->id != id || !isId(id) || !isUsableTarget(task->plan.target))
        return std::nullopt;
    return task;
}

QString unfinishedPhases()
{
    QStringList quoted;
    for (int phase = 0; phase <= int(TaskPhase::Interrupted); ++phase) {
        if (isRunning(TaskPhase(phase)))
            quoted += u'\'' + QString::fromLatin1(phaseToken(TaskPhase(phase))) + u'\'';
    }
    return quoted.join(u',');
}

} // namespace

Result<void> StoreDatabase::save(const MigrationTask& task)
{
    MigrationTask body = task;
    body.journal.clear(); // has a table of its own, where each entry was committed before the deed
    QSqlQuery query(m_database);
    query.prepare(u"INSERT INTO tasks (id, name, name_key, phase, engine, target, created_ms, finished_ms, body) VALUES (?,?,?,?,?,?,?,?,?) "
                  "ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, phase = excluded.phase, "
                  "finished_ms = excluded.finished_ms, body = excluded.body"_s);
    query.addBindValue(task.id);
    query.addBindValue(task.name);
    query.addBindValue(task.name.toCaseFolded());
    query.addBindValue(QString::fromLatin1(phaseToken(task.phase)));
    query.addBindValue(QString::fromLatin1(task.plan.target.connection.engineId));
    query.addBindValue(task.plan.target.display());
    query.addBindValue(task.createdUtc.isValid() ? task.createdUtc.toMSecsSinceEpoch() : nowMs());
    query.addBindValue(msOrNull(task.finishedUtc));
    query.addBindValue(compact(toJson(body)));
    return run(query);
}

Result<void> StoreDatabase::markDeleted(const QString& taskId)
{
    QSqlQuery query(m_database);
    query.prepare(u"UPDATE tasks SET deleted_ms = ? WHERE id = ? AND deleted_ms IS NULL"_s);
    query.addBindValue(nowMs());
    query.addBindValue(taskId);
    return run(query);
}

Result<void> StoreDatabase::appendLog(const QString& taskId, const LogRow& row)
{
    QSqlQuery query(m_database);
    query.prepare(u"INSERT INTO log (task_id, time_ms, level, source, arguments) VALUES (?,?,?,?,?)"_s);
    query.addBindValue(taskId);
    query.addBindValue(row.timeUtc.toMSecsSinceEpoch());
    query.addBindValue(levelToken(row.level));
    query.addBindValue(QString::fromUtf8(row.text.source));
    query.addBindValue(QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(row.text.arguments)).toJson(QJsonDocument::Compact)));
    return run(query);
}

Result<void> StoreDatabase::record(const QString& taskId, const JournalEntry& entry)
{
    QSqlQuery query(m_database);
    query.prepare(u"INSERT INTO journal (task_id, time_ms, step, facts) VALUES (?,?,?,?)"_s);
    query.addBindValue(taskId);
    query.addBindValue(nowMs());
    query.addBindValue(QString::fromUtf8(entry.step));
    query.addBindValue(compact(entry.facts));
    return run(query);
}

Result<void> StoreDatabase::saveSetting(const QString& key, const QString& value)
{
    QSqlQuery query(m_database);
    query.prepare(u"INSERT INTO settings (key, value) VALUES (?,?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"_s);
    query.addBindValue(key);
    query.addBindValue(value);
    return run(query);
}

QMap<QString, QString> StoreDatabase::settings()
{
    QMap<QString, QString> found;
    QSqlQuery query(m_database);
    query.exec(u"SELECT key, value FROM settings"_s);
    while (query.next())
        found.insert(query.value(0).toString(), query.value(1).toString());
    return found;
}

Result<void> StoreDatabase::saveConnection(const SavedConnection& connection)
{
    QSqlQuery query(m_database);
    query.prepare(u"INSERT INTO connections (id, name, body) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, body = excluded.body"_s);
    query.addBindValue(connection.id);
    query.addBindValue(connection.name);
    QJsonObject body = toJson(connection.profile);
    if (!connection.group.isEmpty())
        body.insert(u"group"_s, connection.group);
    query.addBindValue(compact(body));
    return run(query);
}

Result<void> StoreDatabase::removeConnection(const QString& id)
{
    QSqlQuery query(m_database);
    query.prepare(u"DELETE FROM connections WHERE id = ?"_s);
    query.addBindValue(id);
    return run(query);
}

// A store of before version 2 that is only looked at has no such table, and so no connections.
QList<SavedConnection> StoreDatabase::connections()
{
    QList<SavedConnection> found;
    QSqlQuery query(m_database);
    query.exec(u"SELECT id, name, body FROM connections"_s);
    while (query.next()) {
        const QString id = query.value(0).toString();
        const QString name = query.value(1).toString();
        const QJsonObject body = objectOf(query.value(2));
        std::optional<ConnectionProfile> profile = fromJson<ConnectionProfile>(body);
        if (profile && isId(id) && !name.isEmpty() && !profile->engineId.isEmpty() && !profile->host.isEmpty())
            found.append({id, name, *profile, body.value(u"group"_s).toString()});
    }
    return found;
}

Result<LoadedTasks> StoreDatabase::load(const LoadScope& scope, qint64 below, int limit)
{
    static const QString narrowed = u" AND (phase IN (%1) OR (:id <> '' AND substr(id, 1, length(:id)) = :id)"
                                    " OR (:name <> '' AND substr(name_key, 1, length(:name)) = :name))"_s.arg(unfinishedPhases());
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT seq, id, body FROM tasks WHERE deleted_ms IS NULL AND seq < :below"_s + (scope.all ? QString() : narrowed)
                  + u" ORDER BY seq DESC LIMIT :limit"_s);
    query.bindValue(u":below"_s, below > 0 ? below : std::numeric_limits<qint64>::max());
    query.bindValue(u":limit"_s, limit);
    if (!scope.all) {
        query.bindValue(u":id"_s, scope.idPrefix);
        query.bindValue(u":name"_s, scope.name.toCaseFolded());
    }
    if (Result<void> ran = run(query); !ran)
        return ran.error();
    LoadedTasks loaded;
    QStringList ids;
    int rows = 0;
    while (query.next()) {
        ++rows;
        loaded.below = query.value(0).toLongLong();
        const QString id = query.value(1).toString();
        if (std::optional<MigrationTask> task = readTask(id, query.value(2))) {
            loaded.tasks.append(std::move(*task));
            ids += id;
        } else {
            ++loaded.unreadable;
        }
    }
    if (query.lastError().isValid())
        return writeError(query.lastError());
    if (rows < limit)
        loaded.below = 0;
    Result<QHash<QString, Journal>> journals = journalsOf(ids);
    if (!journals)
        return journals.error();
    for (MigrationTask& task : loaded.tasks)
        task.journal = journals->value(task.id);
    return loaded;
}

Result<QHash<QString, Journal>> StoreDatabase::journalsOf(const QStringList& ids)
{
    QHash<QString, Journal> journals;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    query.prepare(u"SELECT task_id, step, facts FROM journal WHERE task_id IN (SELECT value FROM json_each(?)) ORDER BY seq"_s);
    query.addBindValue(QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(ids)).toJson(QJsonDocument::Compact)));
    if (Result<void> ran = run(query); !ran)
        return ran.error();
    while (query.next())
        journals[query.value(0).toString()].append(JournalEntry{query.value(1).toString().toUtf8(), objectOf(query.value(2))});
    return journals;
}

Result<LogWindow> StoreDatabase::readLog(const QString& taskId, qint64 from, int count)
{
    LogWindow window;
    QSqlQuery query(m_database);
    query.prepare(u"SELECT count(*) FROM log WHERE task_id = ?"_s);
    query.addBindValue(taskId);
    if (Result<void> ran = run(query); !ran)
        return ran.error();
    window.total = query.next() ? query.value(0).toLongLong() : 0;
    query.prepare(u"SELECT time_ms, level, source, arguments FROM log WHERE task_id = ? ORDER BY seq LIMIT ? OFFSET ?"_s);
    query.addBindValue(taskId);
    query.addBindValue(count);
    query.addBindValue(from);
    if (Result<void> ran = run(query); !ran)
        return ran.error();
    while (query.next()) {
        const QJsonArray arguments = QJsonDocument::fromJson(query.value(3).toString().toUtf8()).array();
        LogRow row{QDateTime::fromMSecsSinceEpoch(query.value(0).toLongLong(), Qt::UTC), levelFromToken(query.value(1).toString()),
                   {query.value(2).toString().toUtf8(), {}}};
        for (const auto& argument : arguments)
            row.text.arguments += argument.toString();
        window.rows.append(row);
    }
    return window;
}

} // namespace bakferry
