#pragma once
#include "engines/mariadb/server/myconnection.h"

#include <QStringList>

namespace bakferry {

/// A connection for work on databases as a whole: no database chosen, sql_mode empty, foreign keys unchecked, no limit on time, results as
/// the server keeps them (names in UTF-8, texts of triggers and the like in the character set they were written in).
/// @param context  one without a stop token gives a connection for cleaning up
Result<std::unique_ptr<MyConnection>> openMyMaintenance(const RestoreTarget& target, const Credentials& credentials, const JobContext& context);
/// Puts the session of such a connection back to that.
Result<void> resetMySession(MyConnection& connection);

/// Makes this connection the only one that works on a task's databases, until it is closed: a session whose program died may still be at
/// a statement. Waits some seconds. @returns Error{Locked} server.in_use
Result<void> claimMyTask(MyConnection& connection, const QString& taskId);

/// A database (schema) as the server's catalogue has it.
struct MyCatalogDatabase
{
    QByteArray name, charset, collation;
};

/// @returns nothing when there is no such database, or none this user may see
Result<std::optional<MyCatalogDatabase>> findMyDatabase(MyConnection& connection, const QByteArray& name);

/// What a database holds, in alphabetical order.
struct MyTableNames
{
    QByteArrayList tables;    ///< base tables, also with system versioning; sequences are not in here
    QByteArrayList sequences;
    QByteArrayList views;
    QByteArrayList moving() const { return tables + sequences; } ///< what RENAME TABLE can carry to another database
};
Result<MyTableNames> tablesOfMy(MyConnection& connection, const QByteArray& database);

/// Names of what users made in a database, at most five: tables, views, routines, events.
Result<QByteArrayList> userObjectsOfMy(MyConnection& connection, const QByteArray& database);

/// A foreign key of a table elsewhere that points into a database.
struct MyOutsideKey
{
    QByteArray database, table, key, referenced;
};
/// @returns Error{TargetUnusable} target.referenced
Error myReferenced(const MyOutsideKey& key, const QByteArray& database);
/// Foreign keys that point into `database` from any other one.
Result<QList<MyOutsideKey>> keysFromOutside(MyConnection& connection, const QByteArray& database);

/// Other sessions that have one of the databases as their own or, where the server tells, hold a lock in it: "app@10.0.0.7:41234 (shop,
/// id 4711, Sleep 30 s)". BakFerry's own connection does not count.
struct MyServerSession
{
    quint64 id = 0;
    QString shown;
};
Result<QList<MyServerSession>> sessionsOnMy(MyConnection& connection, const QByteArrayList& databases);

} // namespace bakferry
