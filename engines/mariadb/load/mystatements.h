#pragma once
#include "engines/mariadb/load/mydatabases.h"
#include "engines/script/mytokens.h"

#include <QHash>
#include <QSet>

namespace bakferry {

/// Turns statements of a backup into what is sent to the server: the names of its own databases, and what the DBA's choices change
/// (MyOptions). Works on tokens, never inside of literals. Const, so thread-safe.
///
/// Names: in heads and in what is looked up at once (tables, views, triggers' tables) a database's own name goes and another one's becomes its staging
/// database; in bodies of routines, triggers and events, which are kept as text, the names the databases have after the switch-over stand.
class MyStatements
{
public:
    struct Names
    {
        QByteArray staging, wanted;
        QSet<QByteArray> tables; ///< and views and sequences: what may stand behind "database."
        QSet<QByteArray> routines;
    };
    /// @param databases  of the backup by their names, those that are restored
    MyStatements(const MyOptions& options, QHash<QByteArray, Names> databases) : m_options(options), m_databases(std::move(databases)) { }

    /// @param database  the name in the backup of the one the entry belongs to
    /// @param charset   of the statement's bytes
    QByteArray of(const MyEntry& entry, const QByteArray& database, MyLexMode mode, const QByteArray& charset) const;
    /// A statement of a script that runs in order: names alone.
    QByteArray inOrder(const QByteArray& statement, const QByteArray& database, MyLexMode mode, const QByteArray& charset) const;
    /// Whether a name is another database of the backup. @param name  UTF-8
    const Names* databaseNamed(const QByteArray& name) const;

private:
    const MyOptions& m_options;
    const QHash<QByteArray, Names> m_databases;
};

/// Whether it is to run once it is restored. MyStatements makes every event DISABLEd: none may run before it is in place.
bool isMyEventEnabled(const MyEntry& event, MyLexMode mode);

/// How the statements of entries with these settings are read.
MyLexMode myLexModeOf(const MySettings& settings);

} // namespace bakferry
