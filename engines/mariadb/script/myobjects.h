#pragma once
#include "engines/mariadb/mybackup.h"

#include <QHash>
#include <QSet>

namespace bakferry {

/// The databases and entries of a backup while it is read: what was made, filled, changed and dropped again so far. One thread.
class MyObjects
{
public:
    /// What is known of a table or view.
    struct Table
    {
        int entry = -1;          ///< its definition's; -1: it was not made here
        qint64 line = 0;
        int file = 0;
        bool isFilled = false, isReshaped = false, hasTrigger = false;
        qint64 rows = 0;         ///< counted in its data so far
    };
    /// How a database came to be known.
    struct Origin
    {
        bool isCreated = false, isUsed = false; ///< else a name in front of an object is all
        qint64 droppedLine = 0;  ///< DROP DATABASE before anything else was said of it
        int droppedFile = 0;
    };

    MyObjects();
    /// Index 0 is the one without a name, for what stands before any USE.
    int databaseNamed(const QByteArray& name);
    int indexOf(const QByteArray& name) const; ///< -1: none
    MyDatabase& database(int index) { return m_databases[index]; }
    Origin& origin(int index) { return m_origins[index]; }
    qsizetype count() const { return m_databases.size(); }

    int add(int database, MyEntry entry);
    MyEntry& entry(int database, int index) { return m_databases[database].entries[index]; }
    void addRows(int database, int entry, qint64 rows); ///< -1: they cannot be counted
    void addStatement(int database, int entry) { ++m_statements[database][entry]; }
    Table& table(int database, const QByteArray& name) { return m_tables[database][name]; }
    const Table* find(int database, const QByteArray& name) const;
    bool hasRows(int database) const;

    /// Takes out what a later statement makes void: an object, or a table with all that was said of it; a whole database.
    void removeObject(int database, const QByteArray& kind, const QByteArray& name);
    void removeTable(int database, const QByteArray& name);
    void removeAll(int database);
    void removeAt(int file, qint64 offset); ///< the entry that the statement there is part of
    void removeDatabase(int index); ///< leaves it out of the result

    /// Ends the reading: what was removed is gone, and so is the nameless database when it holds nothing.
    void finish();
    const QList<MyDatabase>& databases() const { return m_databases; }
    const QList<QList<qint64>>& rows() const { return m_rows; }
    qint64 statements() const; ///< that are part of an entry

private:
    void remove(int database, int entry);

    QList<MyDatabase> m_databases;
    QList<Origin> m_origins;
    QList<QList<qint64>> m_rows, m_statements;
    QList<QHash<QByteArray, Table>> m_tables;
    QList<QHash<std::pair<QByteArray, QByteArray>, int>> m_entryOf; ///< of all but tables and data, by kind and name
    QSet<int> m_removed; ///< databases
    int m_order = 0;
};

} // namespace bakferry
