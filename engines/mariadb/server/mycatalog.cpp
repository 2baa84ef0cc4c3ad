#include "engines/mariadb/server/mycatalog.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QByteArray literalList(const QByteArrayList& values)
{
    QByteArrayList quoted;
    for (const QByteArray& one : values)
        quoted += quotedMyLiteral(one);
    return '(' + quoted.join(", ") + ')';
}

// Sessions that hold metadata locks. What the server cannot tell (no plugin, no performance_schema, no right) is left out.
QByteArrayList lockHolders(MyConnection& connection, const QByteArrayList& databases)
{
    QByteArrayList ids;
    for (const QByteArray& sql : {"SELECT DISTINCT THREAD_ID FROM information_schema.METADATA_LOCK_INFO WHERE TABLE_SCHEMA IN " + literalList(databases),
                                  "SELECT DISTINCT t.PROCESSLIST_ID FROM performance_schema.metadata_locks l JOIN performance_schema.threads t"
                                  " ON t.THREAD_ID = l.OWNER_THREAD_ID WHERE l.LOCK_STATUS = 'GRANTED' AND l.OBJECT_SCHEMA IN " + literalList(databases)}) {
        const Result<MyAnswer> held = connection.execute(sql);
        for (qsizetype row = 0; held && row < held->rows(); ++row) {
            if (const qint64 id = held->number(row, 0); id > 0)
                ids += QByteArray::number(id);
        }
    }
    return ids;
}

} // namespace

Result<void> resetMySession(MyConnection& connection)
{
    const Result<MyAnswer> set = connection.execute("SET NAMES utf8mb4, character_set_results = NULL, sql_mode = '', foreign_key_checks = 0,"
                                                    " time_zone = DEFAULT, sql_quote_show_create = 1, autocommit = 1");
    return set ? Result<void>() : Result<void>(set.error());
}

Result<std::unique_ptr<MyConnection>> openMyMaintenance(const RestoreTarget& target, const Credentials& credentials, const JobContext& context)
{
    auto opened = MyConnection::open(target.connection, credentials, {}, context);
    if (!opened)
        return opened;
    MyConnection& connection = **opened;
    const QByteArray limit = connection.isMariaDb() ? ", max_statement_time = 0, system_versioning_alter_history = KEEP" : ", max_execution_time = 0";
    const Result<MyAnswer> set = connection.execute("SET lock_wait_timeout = 10, innodb_lock_wait_timeout = 10, wait_timeout = 28800, net_read_timeout = 600,"
                                                    " net_write_timeout = 600" + limit);
    if (!set)
        return set.error();
    if (const Result<void> reset = resetMySession(connection); !reset)
        return reset.error();
    return opened;
}

Result<void> claimMyTask(MyConnection& connection, const QString& taskId)
{
    const Result<QByteArray> got = connection.value("SELECT GET_LOCK('bakferry " + taskId.toLatin1() + "', 20)");
    if (!got)
        return got.error();
    if (*got == "1")
        return {};
    return Error{ErrorKind::Locked, "server.in_use",
                 {QT_TRANSLATE_NOOP("Message", "An earlier session of this task is still at work on the server."), {}},
                 {QT_TRANSLATE_NOOP("Message", "Let it end, or end it with KILL, then try again."), {}}, {}};
}

Result<std::optional<MyCatalogDatabase>> findMyDatabase(MyConnection& connection, const QByteArray& name)
{
    const Result<MyAnswer> found = connection.execute("SELECT SCHEMA_NAME, DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME FROM information_schema.SCHEMATA"
                                                      " WHERE SCHEMA_NAME = " + quotedMyLiteral(name));
    if (!found)
        return found.error();
    if (found->rows() == 0)
        return std::optional<MyCatalogDatabase>();
    return std::optional(MyCatalogDatabase{found->text(0, 0), found->text(0, 1), found->text(0, 2)});
}

Result<MyTableNames> tablesOfMy(MyConnection& connection, const QByteArray& database)
{
    const Result<MyAnswer> all = connection.execute("SHOW FULL TABLES FROM " + quotedMyName(database));
    if (!all)
        return all.error();
    MyTableNames names;
    for (qsizetype row = 0; row < all->rows(); ++row) {
        const QByteArray type = all->text(row, 1);
        (type == "VIEW" ? names.views : type == "SEQUENCE" ? names.sequences : names.tables) += all->text(row, 0);
    }
    return names;
}

Result<QByteArrayList> userObjectsOfMy(MyConnection& connection, const QByteArray& database)
{
    const QByteArray where = quotedMyLiteral(database) + " LIMIT 5";
    QByteArrayList names;
    for (const char* sql : {"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = ", "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ",
                            "SELECT EVENT_NAME FROM information_schema.EVENTS WHERE EVENT_SCHEMA = "}) {
        const Result<MyAnswer> found = connection.execute(sql + where);
        if (!found)
            return found.error();
        for (qsizetype row = 0; row < found->rows() && names.size() < 5; ++row)
            names += found->text(row, 0);
    }
    return names;
}

Error myReferenced(const MyOutsideKey& key, const QByteArray& database)
{
    const QString table = displayBytes(quotedMyName(key.database, key.table));
    return {ErrorKind::TargetUnusable, "target.referenced",
            {QT_TRANSLATE_NOOP("Message", "The foreign key %2 of the table %1 points into the database %3; it would stay with the old tables."),
             {table, displayBytes(quotedMyName(key.key)), displayBytes(database)}},
            {QT_TRANSLATE_NOOP("Message", "Drop it (ALTER TABLE %1 DROP FOREIGN KEY %2), and add it again after the restore."), {table, displayBytes(quotedMyName(key.key))}}, {}};
}

Result<QList<MyOutsideKey>> keysFromOutside(MyConnection& connection, const QByteArray& database)
{
    // Quick where the user may ask InnoDB itself: most servers have no foreign key at all that leaves its database.
    const QByteArray dictionary = connection.isMariaDb() ? "INNODB_SYS_FOREIGN" : "INNODB_FOREIGN";
    const Result<QByteArray> any = connection.value("SELECT COUNT(*) FROM information_schema." + dictionary
                                                    + " WHERE SUBSTRING_INDEX(FOR_NAME, '/', 1) <> SUBSTRING_INDEX(REF_NAME, '/', 1)");
    if (any && *any == "0")
        return QList<MyOutsideKey>();
    const Result<MyAnswer> found = connection.execute("SELECT CONSTRAINT_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, REFERENCED_TABLE_NAME FROM information_schema.REFERENTIAL_CONSTRAINTS"
                                                      " WHERE UNIQUE_CONSTRAINT_SCHEMA = " + quotedMyLiteral(database) + " AND CONSTRAINT_SCHEMA <> " + quotedMyLiteral(database));
    if (!found)
        return found.error();
    QList<MyOutsideKey> keys;
    for (qsizetype row = 0; row < found->rows(); ++row)
        keys += MyOutsideKey{found->text(row, 0), found->text(row, 1), found->text(row, 2), found->text(row, 3)};
    return keys;
}

Result<QList<MyServerSession>> sessionsOnMy(MyConnection& connection, const QByteArrayList& databases)
{
    const QByteArrayList holders = lockHolders(connection, databases);
    const QByteArray orHolds = holders.isEmpty() ? QByteArray() : " OR ID IN (" + holders.join(", ") + ')';
    const Result<MyAnswer> found = connection.execute("SELECT ID, USER, HOST, DB, COMMAND, TIME FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID()"
                                                      " AND USER NOT IN ('system user', 'event_scheduler') AND (DB IN " + literalList(databases) + orHolds + ") ORDER BY ID");
    if (!found)
        return found.error();
    QList<MyServerSession> sessions;
    for (qsizetype row = 0; row < found->rows(); ++row) {
        const QString shown = u"%1@%2 (%3, id %4, %5 %6 s)"_s.arg(displayBytes(found->text(row, 1), 64), displayBytes(found->text(row, 2), 64), displayBytes(found->text(row, 3), 64),
                                                                  QString::fromLatin1(found->text(row, 0)), displayBytes(found->text(row, 4), 32), QString::fromLatin1(found->text(row, 5)));
        sessions += MyServerSession{quint64(found->number(row, 0)), shown};
    }
    return sessions;
}

} // namespace bakferry
