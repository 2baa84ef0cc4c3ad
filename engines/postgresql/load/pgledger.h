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
        bool isAnalyzed = false; ///< the planner's statistics were gathered behind its rows
    };
    /// @param rows  added to the table; negative: taken out again by a statement of a script
    void add(const QByteArray& relation, const PgTableName& table, qint64 rows);
    void setAnalyzed(const PgTableName& table);
    QList<Table> take();

private:
    static QByteArray keyOf(const PgTableName& table) { return table.schema.isEmpty() ? table.name : table.schema + '.' + table.name; }
    std::mutex m_mutex;
    QHash<QByteArray, Table> m_tables;
};

} // namespace bakferry
