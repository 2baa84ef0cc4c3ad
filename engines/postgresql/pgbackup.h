#pragma once
#include "engines/engine.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>

namespace bakferry {

/// When an object is restored, as pg_dump orders it: definitions, rows, then what is cheaper or only possible after the rows.
/// Source: pg_dump's manual, --section.
enum class PgSection { None, PreData, Data, PostData };

/// One object of a PostgreSQL backup: an entry of an archive's table of contents, or what a script says at one place.
/// Scripts are given the same kinds as archives use, so that everything behind the readers need not know the format.
struct PgEntry
{
    int id = 0;              ///< dump id in archives, ordinal from 1 in scripts; unique within its database
    QByteArray kind;         ///< pg_dump's word: "TABLE", "TABLE DATA", "INDEX", "FK CONSTRAINT", "BLOBS", "ACL" …; "STATEMENT" = not
                             ///< recognised; "STATEMENTS" = data that are a run of INSERT, UPDATE, DELETE or SELECT statements of a script
    QByteArray schema;       ///< raw bytes in the encoding of the dump; empty: none
    QByteArray name;
    QByteArray owner;        ///< empty: none named
    QByteArray tablespace;   ///< empty: the database's default
    QByteArray accessMethod; ///< table access method; empty: the default
    PgSection section = PgSection::None;
    QByteArray definition;   ///< SQL, possibly several statements; empty for data
    QByteArray suspicious;   ///< statements among the data of a script that may reach beyond the database, for the risks; at most 64 KiB
    QByteArray copyStatement; ///< "COPY s.t (a, b) FROM stdin;"; empty: the data are SQL statements, large objects, or there are none
    QList<int> dependencies; ///< ids of entries that must be there before
    bool hasData = false;
    qint64 dataSize = -1;    ///< stored bytes of its data; -1: not known
    qint64 dataOffset = -1;  ///< reader's own business: where the data lie
    qint64 line = 0;         ///< in a script, from 1; 0 in archives
};

/// A database within a backup. Archives hold one; pg_dumpall scripts hold several and, before them, roles and tablespaces.
struct PgDatabase
{
    QByteArray name;        ///< empty where a plain script does not say
    QByteArray encoding;    ///< "UTF8"; empty: not said
    QByteArray locale;      ///< LC_COLLATE (and LC_CTYPE unless `ctype` differs); empty: not said
    QByteArray ctype;
    QByteArray localeProvider; ///< "libc", "icu", "builtin"; empty: not said
    QByteArray icuLocale;
    QByteArray tablespace, owner;
    qint64 connectionLimit = -1;
    QByteArrayList settings; ///< names and values of the dump's own SETs, as "name=value", in order: client_encoding first of all
    QList<PgEntry> entries;  ///< in the order of the backup
};

/// What the head of a backup says of its making.
struct PgHeader
{
    QByteArray format;        ///< "postgresql-custom", "postgresql-directory", "postgresql-tar", "postgresql-script"
    QByteArray archiveVersion; ///< "1.14"; empty for scripts
    QByteArray serverVersion;  ///< "13.2", as the dump words it; empty: not said
    QByteArray producerVersion; ///< of pg_dump; empty: a hand-written script
    QByteArray created;        ///< "2021-02-26 10:12:00", local time of its maker; empty: not said
    QByteArray dataCompression; ///< of the archive's own blocks: "none", "gzip", "lz4", "zstd"
    QByteArrayList outerCompression; ///< of the file around it, outermost first
    bool dumpall = false;       ///< made by pg_dumpall
    bool pgDumpLayout = true;   ///< false: hand-written; entries must be restored one after another, in order
    QList<Message> oddities;    ///< harmless: members in a sub-folder, AppleDouble junk, another suffix …
};

/// Rows, INSERT statements or large-object bytes of one entry, decompressed. One thread at a time; several streams of one
/// backup may be read on several threads.
class PgDataStream
{
public:
    virtual ~PgDataStream() = default;
    /// @returns bytes read, 0 at the proven end of this entry's data (for COPY: before its `\.`), or Error{BackupUnusable} with the
    /// place of the damage. COPY data come as whole bytes in any portion, never aligned to rows.
    virtual Result<qint64> read(char* buffer, qint64 maxBytes) = 0;
    /// Large objects: their oid follows each read() that begins a new one. 0 for all other data.
    virtual quint32 largeObject() const { return 0; }
    /// Stored bytes read so far from the backup for this stream, for progress; any thread.
    virtual qint64 storedBytesRead() const = 0;
};

/// Where data of a sequential backup come from, in the order of the file.
struct PgNextData
{
    int database = 0; ///< index in databases()
    int entry = 0;    ///< index in its entries; one with large objects may come several times, with further ones each time
    std::unique_ptr<PgDataStream> stream; ///< must be read to its end, or dropped, before nextData() is asked again
};

/// What reading a backup from its first to its last byte told. Every format.
struct PgReading
{
    QList<Finding> findings;      ///< readable, complete, checksum, hostile …; damage names the byte offset (and line)
    QList<QList<qint64>> rows;    ///< [database][entry]: rows counted in data entries, -1 elsewhere
    QByteArray sha256;            ///< raw 32 bytes over all stored files; empty when it could not be read to its end
    StatementBalance statements;  ///< scripts: `found`
    bool complete = false;        ///< read to a proven end with nothing missing
    bool cancelled = false;
};

/// One opened PostgreSQL backup of any format. Reads, never writes; memory does not grow with the rows in it.
class PgBackup
{
public:
    virtual ~PgBackup() = default;
    virtual const PgHeader& header() const = 0;
    /// Archives: known at once. Scripts: what the first 4 MiB say, until readThrough() has seen everything.
    virtual const QList<PgDatabase>& databases() const = 0;
    virtual bool entriesComplete() const = 0;

    /// The deep precheck: decodes and counts every block, statement and row; fills databases() of scripts.
    virtual PgReading readThrough(const JobContext& context, JobStep step) = 0;

    /// What readThrough() has found, for another object of the same file; null: nothing that openPgBackup() would not find as well.
    virtual std::shared_ptr<const BackupReading> reading() const { return {}; }
    /// Goes on with what another object has found, instead of readThrough(). That the file is still the one that was read then has to be
    /// proven by its hash before anything counts: its identity alone is looked at here.
    /// @returns false when it is another file, or changed since: nothing was taken over
    virtual bool takeOver(const BackupReading& /*reading*/) { return false; }

    /// Whether data can be opened in any order and side by side; else nextData() hands them out in the order of the file.
    virtual bool isRandomAccess() const = 0;
    /// @pre isRandomAccess(), entriesComplete(); thread-safe
    virtual Result<std::unique_ptr<PgDataStream>> openData(int database, int entry) const = 0;
    /// @pre !isRandomAccess(), entriesComplete(); the first call begins at the start of the file
    virtual Result<std::optional<PgNextData>> nextData() = 0;

    virtual qint64 storedBytes() const = 0;
    /// SHA-256 over the stored files, for a restore that did not read through: read in one pass on the calling thread.
    virtual Result<QByteArray> sha256(const JobContext& context) = 0;
    virtual Result<void> checkUnchanged() const = 0;
};

/// Opens a backup of any PostgreSQL format, told by content: archives by their magic (or toc.dat inside a folder or tar), scripts
/// by their words. Milliseconds at any size.
/// @returns Error{BackupUnusable} with the codes of BackupInput, and backup.archive_version, backup.damaged, backup.other_format;
///          Error{Risk} for hostile tables of contents
Result<std::unique_ptr<PgBackup>> openPgBackup(const BackupSet& backups, const JobContext& context);

/// 0 … 100, as RestoreEngine::recognise.
int recognisePgBackup(QByteArrayView head);

/// Facts and object tree of an opened backup.
BackupFacts describePgBackup(const PgBackup& backup);

} // namespace bakferry
