#pragma once
#include "engines/mariadb/script/myfiles.h"

namespace bakferry {

/// Whether files with these names lie in a mydumper folder: a metadata file, or definitions and data under its names.
bool isMydumperFolder(const QList<MyFile>& files);
bool isMydumperMetadata(const MyFile& file);
/// Whether they are a folder of MySQL Shell's dump utilities.
bool isMysqlShellFolder(const QList<MyFile>& files);

/// Gives each file of a mydumper folder its role, database and table by its name, and puts them in the order in which they are to
/// be read: databases, sequences, tables, data (chunks by their numbers), routines and events, views, triggers. Files with other
/// names (metadata, checksums …) are taken out; those that might hold statements are named in `oddities`.
///
/// Names: DB-schema-create.sql, DB-schema-post.sql, DB.TABLE-schema.sql, -schema-view.sql, -schema-triggers.sql, -schema-sequence.sql,
/// DB.TABLE.sql, DB.TABLE.00001.sql, DB.TABLE.00001.00002.sql, each perhaps followed by .gz, .zst or another compression.
/// Source: mydumper's README and its myloader's file name handling, 0.9 to 0.16.
void orderMydumperFiles(QList<MyFile>& files, QList<Message>& oddities);

} // namespace bakferry
