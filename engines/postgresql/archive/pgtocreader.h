#pragma once
#include "engines/input/streamdecoder.h"
#include "engines/postgresql/archive/pgbytereader.h"
#include "engines/postgresql/pgbackup.h"

namespace bakferry {

/// What the head and the table of contents of a PostgreSQL archive say.
struct PgToc
{
    enum class Format { Custom = 1, Tar = 3, Directory = 5 };

    PgHeader header;        ///< without the format's name and the outer compression, which only the caller knows
    PgDatabase database;
    Format format = Format::Custom;   ///< directory archives say Tar in their toc.dat
    int version = 0;        ///< minor: 14 of 1.14
    int integerBytes = 4;
    Compression compression = Compression::None; ///< of the data: None, Zlib (in files: gzip), Lz4 or Zstd
    QByteArrayList files;   ///< by entry: the data file its toc.dat names; empty strings in custom archives
};

/// Reads head and table of contents. Bounded by the bytes that are there: counts and lengths are claims until then, and every
/// entry takes bytes, so that a hostile one can neither allocate nor loop (TRUST T09). Definitions are kept in memory.
/// @param reader     at the beginning of the archive; left behind the last entry
/// @param knownBytes length of the archive, or of toc.dat; -1: not known
/// @returns Error{BackupUnusable} with backup.truncated, .damaged, .archive_version, .needs_memory; Error{Risk} with
///          backup.archive_hostile for file names that lead elsewhere (TRUST T08)
/// Source: PostgreSQL, src/bin/pg_dump/pg_backup_archiver.c, ReadHead(), ReadToc(); the formats' _ReadExtraToc()
Result<PgToc> readPgToc(PgByteReader& reader, qint64 knownBytes);

/// Whether a file name is one pg_dump gives: no separator, no quote, nothing that leads elsewhere.
bool isPgDataFileName(QByteArrayView name);

} // namespace bakferry
