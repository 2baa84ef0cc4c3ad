#pragma once
#include "engines/mariadb/server/myconnection.h"

#include <QList>

#include <utility>
#include <vector>

namespace bakferry {

/// A foreign key of a staging database, as the server has it. All names are UTF-8.
struct MyForeignKey
{
    QByteArray name, schema, table, parentSchema, parent;
    QList<std::pair<QByteArray, QByteArray>> columns; ///< of the table, of the parent
};

/// Those of some databases. @param schemas  as a list for IN, in parentheses
Result<std::vector<MyForeignKey>> foreignKeysIn(MyConnection& connection, const QByteArray& schemas);

/// Whether a row refers to one that is not there. Nothing may write to the tables meanwhile.
///
/// Where the parent's primary key is one whole number and its rows fill it without a gap, the smallest and the largest value of both sides
/// tell; else every row is looked up.
/// @param parentRows  as counted by count(*); -1: not counted
Result<bool> hasOrphans(MyConnection& connection, const MyForeignKey& key, qint64 parentRows);

} // namespace bakferry
