#pragma once
#include <QByteArray>
#include <QByteArrayList>

#include <cstdint>

// The benches' shop as SQL for a MariaDB server: ten InnoDB tables of mixed types filled by the server itself, the same rows at every run.
// All three go into the database that is chosen.

QByteArray myShopTables(); ///< with their primary keys alone
/// @param bytes  about the size of the shop's mysqldump
QByteArray myShopRows(std::int64_t bytes);
QByteArrayList myShopKeys(); ///< secondary keys and foreign keys, a statement a table and kind
