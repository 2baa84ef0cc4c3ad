#pragma once
#include "engines/postgresql/pgbackup.h"

namespace bakferry {

/// Opens a PostgreSQL script: pg_dump's plain format of any age, pg_dumpall's, what pg_restore writes, or one written by hand.
/// Looks at the first 4 MiB, so it takes milliseconds at any size.
///
/// The databases. A plain script has one without a name. `\connect` begins another (or goes on with it); what stands before the
/// first one stays in the nameless database, which is left out when nothing stands there. A pg_dumpall script always has it, as
/// index 0, with entries of the kinds "ROLE" (CREATE and ALTER ROLE), "ROLE MEMBERSHIP" and "TABLESPACE". CREATE DATABASE and
/// ALTER DATABASE … OWNER TO become fields of PgDatabase; DROP DATABASE becomes nothing; ALTER DATABASE … SET, COMMENT ON DATABASE and
/// GRANT … ON DATABASE become entries of the database they name.
///
/// The entries. Each statement is one, and its own words say its kind (TRUST T04), except: ALTERs of the object made just before join
/// its definition; ALTER … OWNER TO sets `owner` of the object it names; SETs become settings, owner, tablespace or accessMethod; BEGIN,
/// COMMIT, VACUUM, ANALYZE and the like are left out. Kinds of its own, besides STATEMENT and STATEMENTS:
///  - "OWNER": an ALTER … OWNER TO of something that its name alone does not tell (a function, an operator), or that the script did
///    not make; `owner` is the role, the definition the whole statement, and its name begins with the object's kind
///  - "ALTER": another change of an object, by its kind and name
///  - "DROP": DROP of anything but a database, also ALTER TABLE … DROP: what a script says before it makes things anew
///  - "SET"s are none: where settings change between entries (search_path of pg_dump before 10.3), every definition, those of data
///    entries too, begins with SELECT pg_catalog.set_config(…) lines that must run before it on the same connection.
/// INSERTs into one table are one "TABLE DATA" entry without a copyStatement, its data the bytes of the statements; other statements
/// about rows (UPDATE, SELECT …) are "STATEMENTS", which must run in one transaction on one connection; "BLOBS" is the name of
/// those that fill large objects. BEGIN, COMMIT and comments may stand among these bytes. A script in pg_dump's order keeps
/// pgDumpLayout; anything else must be restored in the order of its entries.
///
/// readThrough(): `statements` has found (all statements of the script) and skipped (those that are part of no entry).
/// @returns Error{BackupUnusable} with the codes of BackupInput and backup.other_format (UTF-16)
Result<std::unique_ptr<PgBackup>> openPgScript(const BackupSet& backups, const JobContext& context);

/// 0 … 100: 90 when its first lines say so, 60 by words that only PostgreSQL's scripts have, 0 for other dialects, else 20 for SQL.
int recognisePgScript(QByteArrayView head);

} // namespace bakferry
