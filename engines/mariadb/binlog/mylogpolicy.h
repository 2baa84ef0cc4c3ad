#pragma once
#include "engines/error.h"
#include "engines/mariadb/binlog/mybinlogevents.h"

#include <QByteArrayList>

namespace bakferry {

/// What becomes of one statement of a binary log in a restore of some databases.
struct MyLogVerdict
{
    enum class Does {
        Runs,
        Controls,  ///< BEGIN, COMMIT, SAVEPOINT …: runs, but changes nothing by itself
        Elsewhere, ///< is about other databases: left out without a word about each
        LeftOut,   ///< is about users, rights or the server: left out, which the DBA is told
        Refused,   ///< cannot be replayed into some databases alone; `error` says why
    };
    Does does = Does::Refused;
    Message note;                ///< of LeftOut and Elsewhere
    std::optional<Error> error;  ///< without its place
};

/// Judges a statement by its own words (TRUST T18). Databases are those of the backup, by their names on the server that wrote the log.
/// Errors: chain.database_dropped, chain.cross_database, chain.hostile, chain.statement.
MyLogVerdict judgeMyLogStatement(const MyQueryEvent& query, const QByteArrayList& databases);

/// Names of databases are compared without regard to the case of ASCII letters, as some servers do; a name is never taken for another one
/// that differs in more.
bool isOneOfMyDatabases(const QByteArrayList& databases, QByteArrayView name);

/// BEGIN, COMMIT and the like end or begin groups.
enum class MyLogControl { None, Begin, Commit, Rollback, Other };
MyLogControl myLogControl(QByteArrayView sql, MyLexMode mode);

} // namespace bakferry
