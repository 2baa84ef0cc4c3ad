#pragma once
#include <QByteArray>

#include <cstdint>

/// The benches' data set: a shop of ten tables with mixed types, secondary indexes and foreign keys, the same at every run.
/// Writes an SQLite script of about `bytes` bytes as sqlite3's .dump would: one transaction, one INSERT a row, indexes last.
/// @returns false when the file cannot be written
bool writeShopScript(const QByteArray& path, std::int64_t bytes);
