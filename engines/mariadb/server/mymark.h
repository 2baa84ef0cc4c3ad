#pragma once
#include "engines/mariadb/server/myscripts.h"

namespace bakferry {

/// The table of ours in a schema that BakFerry made. It says whose the schema is and what it is for, and keeps the scripts of what RENAME
/// TABLE cannot move. The RENAME that puts tables in place gives it another name in the same statement, so a look at its name tells
/// whether that statement was carried out.
enum class MyMark {
    None,   ///< no mark of this task
    Waits,  ///< the schema's tables have not been put in place
    Done,   ///< they have
};

/// Why a schema of ours is there.
enum class MyRole {
    Unknown,
    Incoming, ///< its tables are to be put in place: a staging database, a kept one on its way back
    Outgoing, ///< takes the tables that are replaced
};

QByteArray myMarkTable(const QString& taskId);     ///< "__bf_mark_1a2b3c4d"
QByteArray myDoneMarkTable(const QString& taskId); ///< "__bf_done_1a2b3c4d"

Result<void> makeMyMark(MyConnection& connection, const QByteArray& database, const QString& taskId, MyRole role);
Result<MyMark> findMyMark(MyConnection& connection, const QByteArray& database, const QString& taskId);
Result<MyRole> roleOfMy(MyConnection& connection, const QByteArray& database, const QString& taskId);
Result<void> setMyRole(MyConnection& connection, const QByteArray& database, const QString& taskId, MyRole role);

/// What a mark keeps besides: scripts, and names of tables that are to be moved.
struct MyKeptScripts
{
    QList<MyScript> scripts;
    QByteArrayList tables;          ///< the tables and sequences that belong to these scripts
    QByteArrayList enabledEvents;   ///< are to be enabled when they are in place
    QByteArray charset, collation;  ///< defaults of their database
};
/// Replaces what is kept (not the events to be enabled), in one transaction.
Result<void> keepScripts(MyConnection& connection, const QByteArray& database, const QString& taskId, const MyKeptScripts& kept);
Result<MyKeptScripts> keptScripts(MyConnection& connection, const QByteArray& database, const QString& taskId);
Result<void> keepEnabledEvent(MyConnection& connection, const QByteArray& database, const QString& taskId, const QByteArray& event);

/// Drops a schema only if it carries the mark of this task, or nothing at all; one that is gone
/// is a success. @returns Error{Usage} discard.unknown for somebody else's
Result<void> dropMySchema(MyConnection& connection, const QByteArray& database, const QString& taskId);

} // namespace bakferry
