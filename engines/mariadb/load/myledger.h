#pragma once
#include "engines/precheck.h"

#include <QHash>

#include <mutex>

namespace bakferry {

/// Rows of each table as read from the backup, to be compared with what the tables hold. Thread-safe.
class MyLedger
{
public:
    struct Table
    {
        int item = 0;      ///< chosen database
        QByteArray name;   ///< UTF-8
        qint64 read = 0;   ///< -1: cannot be told (REPLACE, IGNORE, ON DUPLICATE KEY, scripts whose order counts)
        qint64 before = 0; ///< rows that were there already
        qint64 held = -1;  ///< count(*) afterwards
    };
    void add(const Table& table);
    QList<Table> take();

private:
    std::mutex m_mutex;
    QHash<std::pair<int, QByteArray>, Table> m_tables;
};

} // namespace bakferry
