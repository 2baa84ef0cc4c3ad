#pragma once
#include <QByteArray>

#include <cstdint>

/// The benches' shop as SQL for a MariaDB server: ten InnoDB tables of mixed types filled by the server itself, then secondary
/// indexes and foreign keys. The same rows at every run. Goes into the database that is chosen.
/// @param bytes  about the size of its mysqldump
QByteArray myShopDatabaseSql(std::int64_t bytes);
