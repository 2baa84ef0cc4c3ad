#pragma once
#include "engines/mariadb/load/mydatabases.h"

namespace bakferry {

/// An entry of one of the chosen databases.
struct MyRef
{
    int item = 0;  ///< index in the list of chosen databases
    int entry = 0; ///< index in MyDatabase::entries
    friend bool operator==(const MyRef&, const MyRef&) = default;
};

/// One table with what is done to it on one connection: its rows, then the keys that the backup says apart.
struct MyTableWork
{
    int item = 0;
    QByteArray table;       ///< UTF-8
    int definition = -1;    ///< its CREATE TABLE; -1: not restored here
    QList<int> data;        ///< entries with rows, in the order of the backup
    QList<int> alterations; ///< ALTER and INDEX entries without foreign keys, in order
    qint64 bytes = 0;       ///< of its data in the backup, decompressed
    int order = 0;          ///< place of its first data in the backup
};

/// What is restored when.
struct MyPlan
{
    struct Skipped
    {
        MyRef ref;
        QByteArray why;      ///< marked source text; %1 is the object
        bool chosen = false; ///< the DBA asked for it, so it is no warning
    };
    QList<MyRef> sequences;      ///< first of all: defaults of columns may call them
    QList<MyRef> tables;         ///< in the order of the backup
    QList<MyTableWork> works;    ///< rows and keys, a table each
    QList<MyRef> foreignKeys;    ///< ALTER entries that add some
    QList<MyRef> routines, views, triggers, events; ///< in this order, after everything else
    QList<MyRef> inOrder;        ///< scripts whose order counts: everything, one after another, instead of all above
    QList<Skipped> skipped;
    QList<MyRef> pulledIn;       ///< not selected, but something selected depends on it
};

/// Orders what a restore does. @pre MyBackup::entriesComplete()
MyPlan planMyRestore(const MyBackup& backup, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request);

/// "TABLE film", for people.
QString shownMyEntry(const MyEntry& entry);

} // namespace bakferry
