#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/mydumper/mydumpermetadata.h"
#include "engines/mariadb/script/myfiles.h"

namespace bakferry {

/// A backup that consists of scripts: one or several, or mydumper's folder. Looks at the first 4 MiB.
///
/// The databases. What stands before any USE is in one without a name, or with the one that comments give to it; it is left out when
/// nothing stands there. USE and CREATE DATABASE begin others, or go on with them, and so does a name in front of an object. DROP DATABASE
/// voids what stands before it. A database that is only named, where the script has databases of its own, is none: what names it is hostile.
///
/// The entries, told by a statement's own words with all comments with a version taken for code. INSERTs into one table that follow one another are one
/// "TABLE DATA"; nothing but comments stands between them. DROP TABLE and VIEW become nothing where nothing of that name was made before,
/// and take out what was made before, which is how stand-ins for views go: a view may stand before another one that it reads. Only where rows or
/// statements that count on the order came between they are a "STATEMENT". SETVAL and the row of a sequence are an "ALTER" of it. Left out are
/// SETs (they become settings), transactions, locks, KEYS on and off, SELECTs that set nothing, ANALYZE and the like. What reaches beyond
/// the databases is told as a problem and never becomes an entry.
///
/// readThrough(): `statements` has found (all statements) and skipped (those that are part of no entry).
/// @param metadata  of a mydumper folder; nothing for scripts
Result<std::unique_ptr<MyBackup>> openMyScripts(std::unique_ptr<MyFiles> files, std::optional<MydumperMetadata> metadata, const JobContext& context);

/// 0 … 100: 95 by the producers' own marks, 70 by words that only MariaDB's and MySQL's scripts have, 0 for other formats, else 30 for SQL.
int recogniseMyScript(QByteArrayView head);

/// Takes out what is no script, which is named in the oddities, and puts those that make tables before those that only fill them.
void orderMyScripts(MyFiles& files);

} // namespace bakferry
