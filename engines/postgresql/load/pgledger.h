#pragma once
#include "engines/postgresql/load/pgtables.h"
#include "engines/precheck.h"

#include <QHash>

#include <mutex>

namespace bakferry {

/// Rows sent to each table while loading, to be compared with what the tables hold. Thread-safe.
class PgLedger
{
public:
    struct Table
    {
        QByteArray relation; ///< as SQL names it
        QString shown;
        qint64 sent = 0;     ///< counted by us while sending; -1: something else changed the table too
        qint64 held = -1;    ///< count(*) afterwards
    };
    /// @param table    unqualified names are told apart by their relation
    void add(const QByteArray& relation, const PgTableName& table, qint64 rows);
    /// What a script did to this table cannot be told by counting.
    void giveUpOn(const QByteArray& relation, const PgTableName& table) { add(relation, table, -1); }
    QList<Table> take();

private:
    std::mutex m_mutex;
    QHash<QByteArray, Table> m_tables;
};

} // namespace bakferry
