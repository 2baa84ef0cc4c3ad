#pragma once
#include "engines/engine.h"

#include <QByteArray>
#include <QList>

#include <memory>
#include <optional>

namespace bakferry {

/// What the session is set to at a place in a backup. Most entries share the same settings, so a backup keeps a list of them.
struct MySettings
{
    QByteArray charset;   ///< character_set_client, lower case ("utf8mb4", "gbk"); empty: nothing declares one
    QByteArray connectionCharset; ///< character_set_connection where it is another one; empty: the same
    QByteArray collation; ///< collation_connection; empty: the default of the character set
    std::optional<QByteArray> sqlMode; ///< as the backup sets it; unset: the server's own
    QByteArray timeZone;  ///< "+00:00"; empty: the server's own
    QByteArrayList others; ///< further session variables that only affect how statements are read, "name=value"
    friend bool operator==(const MySettings&, const MySettings&) = default;
};

/// One object of a MariaDB or MySQL backup, or what it says of one at one place.
struct MyEntry
{
    QByteArray kind;       ///< "TABLE", "TABLE DATA", "ALTER" (keys, constraints, AUTO_INCREMENT said behind the table), "INDEX" (CREATE
                           ///< INDEX), "VIEW", "SEQUENCE", "FUNCTION", "PROCEDURE", "PACKAGE", "PACKAGE BODY", "TRIGGER", "EVENT";
                           ///< "STATEMENT": anything else that is run as it stands; "STATEMENTS": data that are other than INSERT or REPLACE
    QByteArray name;       ///< UTF-8
    QByteArray table;      ///< UTF-8; of TABLE DATA, ALTER, INDEX and TRIGGER: the table it belongs to
    QByteArray definer;    ///< "root@localhost", quotes undone; empty: none named
    QByteArray definition; ///< one statement in the bytes of the backup, without its delimiter; comments with a version are kept as they stand.
                           ///< Empty for data
    int settings = 0;      ///< index in MyBackup::settings()
    bool hasData = false;  ///< the bytes of openData() are statements that insert rows
    int file = 0;          ///< index of the file it stands in
    qint64 offset = 0;     ///< in that file, decompressed
    qint64 length = 0;
    qint64 line = 0;       ///< in that file, from 1
    int order = 0;         ///< place among all entries of the backup, over all its databases
};

/// A database within a backup; scripts may hold several.
struct MyDatabase
{
    QByteArray name;       ///< UTF-8; empty where the backup does not say; perhaps only a comment's word for it
    QByteArray charset, collation; ///< its defaults; empty: not said
    QList<MyEntry> entries; ///< in the order of the backup
};

/// Where in the binary logs of its server a dump was taken.
struct MyBinlogPosition
{
    QByteArray file; ///< "mysql-bin.000042"; empty: the dump does not say
    qint64 position = 0;
    QByteArray gtid; ///< gtid_slave_pos or GTID_PURGED; empty: not said
    friend bool operator==(const MyBinlogPosition&, const MyBinlogPosition&) = default;
};

/// What the head (and tail) of a backup says of its making.
struct MyHeader
{
    QByteArray format;     ///< "mariadb-script", "mariadb-mydumper"
    QByteArray producer;   ///< "mysqldump 10.13", "phpMyAdmin 5.2.1", "mydumper 0.12"; empty: not said
    QByteArray vendor;     ///< "MySQL", "MariaDB"; empty: not said
    QByteArray serverVersion; ///< "8.0.16", as the backup words it
    QByteArray created;
    MyBinlogPosition position;
    QByteArrayList files;  ///< names in their order
    QByteArrayList outerCompression;
    QList<Message> oddities; ///< harmless: a member that is no SQL, names that differ from the database's …
};

/// The bytes of one data entry, decompressed. One thread at a time; several streams may be read on several threads.
class MyDataStream
{
public:
    virtual ~MyDataStream() = default;
    /// @returns bytes read, 0 at the end of the entry's data, or Error{BackupUnusable} with the place of the damage
    virtual Result<qint64> read(char* buffer, qint64 maxBytes) = 0;
    /// Bytes of the decompressed backup delivered so far, for progress; any thread.
    virtual qint64 bytesRead() const = 0;
};

/// What reading a backup from its first to its last byte told.
struct MyReading
{
    QList<Finding> findings;      ///< readable, complete, checksum, hostile, charset …; places named
    QList<QList<qint64>> rows;    ///< [database][entry]: tuples counted in data entries, -1 elsewhere or where statements are no plain INSERT
    QByteArray sha256;            ///< raw 32 bytes over all stored files; empty when they could not be read to their end
    StatementBalance statements;  ///< `found`
    qint64 longestStatement = 0;  ///< bytes
    qint64 longestRow = 0;        ///< bytes of the longest tuple: what an INSERT that is split still needs
    bool complete = false;
    bool cancelled = false;
};

/// One opened MariaDB or MySQL backup of any format. Reads, never writes; memory does not grow with the rows in it.
class MyBackup
{
public:
    virtual ~MyBackup() = default;
    virtual const MyHeader& header() const = 0;
    /// What the first 4 MiB say, until readThrough() has seen everything.
    virtual const QList<MyDatabase>& databases() const = 0;
    virtual const QList<MySettings>& settings() const = 0;
    virtual bool entriesComplete() const = 0;
    /// Whether each object may be restored apart from the others, tables side by side: every statement defines one object or inserts
    /// literals, and no table is touched in another order than created, filled, altered. Otherwise everything runs in order on one
    /// connection, and the message says what stands in the way. Known once entriesComplete().
    virtual std::optional<Message> whyInOrder() const = 0;

    /// The deep precheck: lexes everything, counts statements and tuples, fills databases().
    /// @param charset  of text that declares none (MyOptions::charset); empty: undeclared bytes beyond ASCII are a finding
    virtual MyReading readThrough(const QByteArray& charset, const JobContext& context, JobStep step) = 0;

    /// Data of one entry. Thread-safe. @pre entriesComplete()
    /// Where isRandomAccess() is false a stream reads its file on from the nearest earlier place where another one ended, so entries
    /// should be opened in the order of the backup.
    virtual Result<std::unique_ptr<MyDataStream>> openData(int database, int entry) = 0;
    virtual bool isRandomAccess() const = 0;

    virtual qint64 storedBytes() const = 0;
    virtual qint64 contentBytes() const = 0; ///< decompressed, over all files; -1: not known yet
    virtual Result<QByteArray> sha256(const JobContext& context) = 0;
    virtual Result<void> checkUnchanged() const = 0;
};

/// Opens a MariaDB or MySQL backup of any format, told by content: a script, several scripts (in a zip or folder, or picked one after
/// another), a mydumper folder. Milliseconds at any size.
/// @returns Error{BackupUnusable} with the codes of BackupInput, and backup.other_format (MySQL Shell folders, xbstream …: by name)
Result<std::unique_ptr<MyBackup>> openMyBackup(const BackupSet& backups, const JobContext& context);

/// 0 … 100, as RestoreEngine::recognise.
int recogniseMyBackup(QByteArrayView head);

/// Facts and object tree of an opened backup. Ids of objects: "<database>:<entry>".
BackupFacts describeMyBackup(const MyBackup& backup);

} // namespace bakferry
