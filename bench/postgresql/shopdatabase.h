#pragma once
#include <QByteArray>

#include <cstdint>

/// The benches' shop as SQL for a PostgreSQL server: ten tables of mixed types filled by the server itself, then keys, secondary
/// indexes and foreign keys. The same rows at every run.
/// @param bytes  about the size of its plain dump
QByteArray shopDatabaseSql(std::int64_t bytes);
