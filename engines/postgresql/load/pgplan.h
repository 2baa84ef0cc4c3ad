#pragma once
#include "engines/postgresql/pgbackup.h"
#include "engines/postgresql/pgoptions.h"

#include <QBitArray>

namespace bakferry {

/// What of one database is restored when. Numbers are indexes into PgDatabase::entries.
struct PgPlan
{
    struct Skipped
    {
        int entry = 0;
        QByteArray why;      ///< marked source text; %1 is the object
        bool chosen = false; ///< the DBA asked for it, so it is no warning
    };
    QList<int> structure;    ///< definitions before the rows, in order
    QList<int> rows;         ///< entries with data, in the order of the backup
    QList<int> sequences;    ///< their values
    QList<int> postData;     ///< indexes, keys, foreign keys, triggers …; order by PgOrder
    QList<int> labels;       ///< comments, security labels, then privileges
    QList<int> refreshes;    ///< materialised views to fill, in order
    QList<int> eventTriggers; ///< last, with what is said of them: they would fire on everything before
    QList<int> inOrder;      ///< hand-written scripts: everything, one after another, instead of all above
    QList<Skipped> skipped;
    QList<int> pulledIn;     ///< not selected, but something selected depends on it
};

/// Orders what a restore of `database` does. Works by entries and their kinds, never by looking for names in SQL.
/// @param index   of the database in the backup, for the ids of the selection
/// @param inOrder the backup is hand-written: nothing may change places
PgPlan planPgRestore(const PgDatabase& database, int index, bool inOrder, const RestoreRequest& request, const PgOptions& options);

/// Which entries a selection of object ids ("0:123") means: each with what belongs to it (rows, keys, indexes, triggers …) and what
/// it depends on. A foreign key to a table that was not selected is left out.
struct PgSelection
{
    QBitArray wanted;    ///< by index of the entry
    QList<int> pulledIn; ///< of them those that only something else needs
    QList<int> cutLinks; ///< foreign keys left out
};
PgSelection selectPgEntries(const PgDatabase& database, int index, const QByteArrayList& ids);

/// The id that selects what is needed to restore this entry alone: its own, or that of the table it is a part of.
QByteArray pgSelectionId(const PgDatabase& database, int index, const PgEntry& entry);

/// Whether it is a role, a tablespace or said of one: these belong to the server and not to a database.
bool isPgServerEntry(const PgEntry& entry);
/// "TABLE public.film", for people.
QString shownPgEntry(const PgEntry& entry);

} // namespace bakferry
