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
        qint64 sent = 0;     ///< counted by us while sending; -1: cannot be told
        qint64 held = -1;    ///< count(*) afterwards
    };
    /// @param rows  added to the table; negative: taken out again by a statement of a script
    void add(const QByteArray& relation, const PgTableName& table, qint64 rows);
    QList<Table> take();

private:
    std::mutex m_mutex;
    QHash<QByteArray, Table> m_tables;
};

} // namespace bakferry
