#include "engines/mariadb/server/mymark.h"

#include "engines/displaytext.h"
#include "engines/mariadb/server/mycatalog.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr char roleRow[] = "ROLE", tableRow[] = "TABLE", enabledRow[] = "ENABLED EVENT", defaultsRow[] = "DEFAULTS";

QByteArray wordOf(MyRole role) { return role == MyRole::Incoming ? "incoming" : role == MyRole::Outgoing ? "outgoing" : ""; }

QByteArray binary(const QByteArray& value) { return value.isEmpty() ? QByteArray("''") : "X'" + value.toHex() + '\''; }

QByteArray rowOf(const MyScript& one)
{
    QByteArrayList values;
    for (const QByteArray& value : {one.kind, one.name, one.sqlMode, one.charset, one.collation, one.timeZone, one.statement})
        values += binary(value);
    return "(DEFAULT, " + values.join(", ") + ')';
}

// The mark's table by whichever of its names it has; empty: there is none of this task.
Result<QByteArray> markIn(MyConnection& connection, const QByteArray& database, const QString& taskId)
{
    const QByteArray names = quotedMyLiteral(myMarkTable(taskId)) + ", " + quotedMyLiteral(myDoneMarkTable(taskId));
    const Result<QByteArray> name = connection.value("SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = " + quotedMyLiteral(database) + " AND TABLE_NAME IN (" + names + ')');
    if (!name || name->isEmpty())
        return name;
    // The name has eight digits of the task's id; the row has all. Killed before the row was written, the name must do.
    const Result<QByteArray> task = connection.value("SELECT name FROM " + quotedMyName(database, *name) + " WHERE kind = 'ROLE'");
    if (!task)
        return task;
    return task->isEmpty() || *task == taskId.toLatin1() ? *name : QByteArray();
}

Result<QByteArray> requiredMark(MyConnection& connection, const QByteArray& database, const QString& taskId)
{
    const Result<QByteArray> name = markIn(connection, database, taskId);
    if (!name || !name->isEmpty())
        return name;
    return Error{ErrorKind::TargetChanged, "target.changed",
                 {QT_TRANSLATE_NOOP("Message", "The database %1 has lost the table by which BakFerry knows its own work."), {displayBytes(database)}},
                 {QT_TRANSLATE_NOOP("Message", "Look at the databases of the server yourself."), {}}, {}};
}

Result<void> run(MyConnection& connection, const QByteArray& sql)
{
    const Result<MyAnswer> done = connection.execute(sql);
    return done ? Result<void>() : Result<void>(done.error());
}

// DROP DATABASE takes one thing after another, and a crash in it may leave some without the mark: so the mark goes last.
Result<void> emptySchema(MyConnection& connection, const QByteArray& database, const QByteArray& mark)
{
    const Result<QList<MyOutsideKey>> keys = keysFromOutside(connection, database);
    if (!keys || !keys->isEmpty()) // they would be left pointing at nothing
        return keys ? myReferenced(keys->first(), database) : keys.error();
    for (const char* kind : {"EVENT", "VIEW", "PACKAGE", "FUNCTION", "PROCEDURE"}) {
        const Result<QByteArrayList> names = namesOfMy(connection, database, kind);
        if (!names)
            return names.error();
        for (const QByteArray& name : *names) {
            if (const Result<void> dropped = dropMyObject(connection, database, kind, name); !dropped)
                return dropped;
        }
    }
    const Result<MyTableNames> tables = tablesOfMy(connection, database);
    if (!tables)
        return tables.error();
    QByteArrayList left;
    for (const QByteArray& name : tables->moving()) {
        if (name != mark)
            left += quotedMyName(database, name);
    }
    for (qsizetype i = 0; i < left.size(); i += 100) {
        if (const Result<void> dropped = run(connection, "DROP TABLE IF EXISTS " + left.sliced(i, std::min<qsizetype>(100, left.size() - i)).join(", ")); !dropped)
            return dropped;
    }
    return {};
}

} // namespace

QByteArray myMarkTable(const QString& taskId) { return "__bf_mark_" + taskId.first(8).toLatin1(); }
QByteArray myDoneMarkTable(const QString& taskId) { return "__bf_done_" + taskId.first(8).toLatin1(); }

Result<void> makeMyMark(MyConnection& connection, const QByteArray& database, const QString& taskId, MyRole role)
{
    const QByteArray table = quotedMyName(database, myMarkTable(taskId));
    const Result<void> made = run(connection, "CREATE TABLE IF NOT EXISTS " + table + " (seq INT AUTO_INCREMENT PRIMARY KEY, kind VARBINARY(64) NOT NULL, name VARBINARY(512) NOT NULL,"
        " sql_mode VARBINARY(2048) NOT NULL, charset VARBINARY(64) NOT NULL, collation VARBINARY(64) NOT NULL, time_zone VARBINARY(64) NOT NULL, statement LONGBLOB NOT NULL)"
        " ENGINE=InnoDB CHARACTER SET utf8 COMMENT='BakFerry'");
    return made ? setMyRole(connection, database, taskId, role) : made;
}

Result<void> setMyRole(MyConnection& connection, const QByteArray& database, const QString& taskId, MyRole role)
{
    const QByteArray table = quotedMyName(database, myMarkTable(taskId));
    if (const Result<void> cleared = run(connection, "DELETE FROM " + table + " WHERE kind = 'ROLE'"); !cleared)
        return cleared;
    return run(connection, "INSERT INTO " + table + " VALUES " + rowOf({roleRow, taskId.toLatin1(), {}, {}, {}, {}, wordOf(role)}));
}

Result<MyMark> findMyMark(MyConnection& connection, const QByteArray& database, const QString& taskId)
{
    const Result<QByteArray> name = markIn(connection, database, taskId);
    if (!name)
        return name.error();
    return name->isEmpty() ? MyMark::None : *name == myDoneMarkTable(taskId) ? MyMark::Done : MyMark::Waits;
}

Result<MyRole> roleOfMy(MyConnection& connection, const QByteArray& database, const QString& taskId)
{
    const Result<QByteArray> name = markIn(connection, database, taskId);
    const Result<QByteArray> role = name && !name->isEmpty() ? connection.value("SELECT statement FROM " + quotedMyName(database, *name) + " WHERE kind = 'ROLE'") : name;
    if (!role)
        return role.error();
    return *role == "incoming" ? MyRole::Incoming : *role == "outgoing" ? MyRole::Outgoing : MyRole::Unknown;
}

Result<void> keepScripts(MyConnection& connection, const QByteArray& database, const QString& taskId, const MyKeptScripts& kept)
{
    const Result<QByteArray> mark = requiredMark(connection, database, taskId);
    if (!mark)
        return mark.error();
    const QByteArray table = quotedMyName(database, *mark);
    QByteArrayList rows{rowOf({defaultsRow, {}, {}, kept.charset, kept.collation, {}, {}})};
    for (const QByteArray& name : kept.tables)
        rows += rowOf({tableRow, name, {}, {}, {}, {}, {}});
    for (const MyScript& one : kept.scripts)
        rows += rowOf(one);
    if (const Result<void> begun = run(connection, "START TRANSACTION"); !begun)
        return begun;
    Result<void> done = run(connection, "DELETE FROM " + table + " WHERE kind NOT IN ('ROLE', 'ENABLED EVENT')");
    // Several rows a statement, and none much longer than its longest script.
    for (qsizetype i = 0; done && i < rows.size();) {
        QByteArray sql = "INSERT INTO " + table + " VALUES " + rows[i++];
        while (i < rows.size() && sql.size() + rows[i].size() < 256 * 1024)
            sql += ", " + rows[i++];
        done = run(connection, sql);
    }
    if (!done) {
        (void)run(connection, "ROLLBACK");
        return done;
    }
    return run(connection, "COMMIT");
}

Result<MyKeptScripts> keptScripts(MyConnection& connection, const QByteArray& database, const QString& taskId)
{
    const Result<QByteArray> mark = requiredMark(connection, database, taskId);
    const auto rows = mark ? connection.execute("SELECT kind, name, sql_mode, charset, collation, time_zone, statement FROM " + quotedMyName(database, *mark) + " ORDER BY seq")
                           : Result<MyAnswer>(mark.error());
    if (!rows)
        return rows.error();
    MyKeptScripts kept;
    for (qsizetype row = 0; row < rows->rows(); ++row) {
        const MyScript one{rows->text(row, 0), rows->text(row, 1), rows->text(row, 2), rows->text(row, 3), rows->text(row, 4), rows->text(row, 5), rows->text(row, 6)};
        if (one.kind == tableRow)
            kept.tables += one.name;
        else if (one.kind == enabledRow)
            kept.enabledEvents += one.name;
        else if (one.kind == defaultsRow)
            kept.charset = one.charset, kept.collation = one.collation;
        else if (one.kind != roleRow)
            kept.scripts += one;
    }
    return kept;
}

Result<void> keepEnabledEvent(MyConnection& connection, const QByteArray& database, const QString& taskId, const QByteArray& event)
{
    const Result<QByteArray> mark = requiredMark(connection, database, taskId);
    if (!mark)
        return mark.error();
    return run(connection, "INSERT INTO " + quotedMyName(database, *mark) + " VALUES " + rowOf({enabledRow, event, {}, {}, {}, {}, {}}));
}

Result<void> dropMySchema(MyConnection& connection, const QByteArray& database, const QString& taskId)
{
    const auto found = findMyDatabase(connection, database);
    if (!found || !*found)
        return found ? Result<void>() : Result<void>(found.error());
    const Result<QByteArray> mark = markIn(connection, database, taskId);
    // Killed between CREATE DATABASE and the mark, there is nothing in it yet.
    const Result<QByteArrayList> objects = mark && mark->isEmpty() ? userObjectsOfMy(connection, database) : Result<QByteArrayList>(QByteArrayList());
    if (!mark || !objects)
        return mark ? objects.error() : mark.error();
    if (mark->isEmpty() && !objects->isEmpty()) {
        return Error{ErrorKind::Usage, "discard.unknown",
                     {QT_TRANSLATE_NOOP("Message", "%1 is nothing that this task left behind."), {displayBytes(database)}},
                     {QT_TRANSLATE_NOOP("Message", "Only staging databases and kept old databases of a task can be discarded."), {}}, {}};
    }
    if (const Result<void> emptied = mark->isEmpty() ? Result<void>() : emptySchema(connection, database, *mark); !emptied)
        return emptied;
    return run(connection, "DROP DATABASE IF EXISTS " + quotedMyName(database));
}

} // namespace bakferry
