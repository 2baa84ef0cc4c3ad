#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/script/mytokens.h"

#include <vector>

namespace bakferry {

class MyInsertParser;

/// What a column of the target holds, as far as it decides whether a literal means the same as text.
enum class MyColumnKind : std::uint8_t {
    Unknown,  ///< only strings and NULL are taken for it
    Integer, Decimal, Float, ///< Float: DOUBLE as well
    Year, Time, ///< Time: DATE, TIME, DATETIME, TIMESTAMP
    Bit,
    Text,     ///< CHAR, VARCHAR, TEXT, JSON
    Binary,   ///< BINARY, VARBINARY, BLOB, geometries
    Choice,   ///< ENUM, SET: a number means an index there, not a value
    Generated, ///< by an expression: what a row says of it is left out, as the server does outside of its strict modes
};
/// By information_schema.columns.data_type: "int", "varchar", "enum" … in any case.
MyColumnKind myColumnKindOf(QByteArrayView dataType);

struct MyInsertColumn
{
    QByteArray name;  ///< UTF-8
    MyColumnKind kind = MyColumnKind::Unknown;
    QByteArray charset; ///< of its texts; empty: it holds none
};

/// Whether texts of this character set are stored byte by byte: they and all columns are UTF-8, of which the server checks each character all
/// the same. LOAD DATA is a little faster then. Types of unknown kind may take bytes for a value of their own (INET6, UUID).
bool storesMyBytes(const QList<MyInsertColumn>& columns, const QByteArray& charset);

/// How the rows of one table are wanted.
struct MyInsertOptions
{
    QByteArray table;        ///< as SQL in UTF-8, put in the place of the name in INSERT and REPLACE: "`staging`.`t`"; empty: the name stays,
                             ///< and there are no rows
    QList<MyInsertColumn> columns; ///< of the target table, in its order
    QByteArray charset;      ///< MySettings::charset; empty: utf8mb4
    bool asBytes = false;    ///< rows need no conversion: see storesMyBytes()
    bool asStatements = false; ///< no rows: after a LOAD DATA that gave warnings, or where local_infile is off
    qint64 longestStatement = 0; ///< bytes from which on an INSERT is cut between rows; 0: none is
    qsizetype batchBytes = 1024 * 1024; ///< what a batch holds, about; an INSERT four times as long is handed over before its end was seen
};

/// A portion of what the INSERT statements of a script hold.
struct MyInsertBatch
{
    bool isRows = false;      ///< `bytes` are for `loadStatement`; else statements
    QByteArray loadStatement; ///< of rows: LOAD DATA LOCAL INFILE '' [REPLACE|IGNORE] INTO TABLE … with its FIELDS and LINES, in the
                              ///< bytes of the script's character set
    QByteArray bytes;
    std::vector<qsizetype> ends; ///< of statements: one past each in `bytes`; they stand there without delimiters and side by side
    qint64 tuples = 0;        ///< in here; -1: among the statements is one that is no INSERT or REPLACE … VALUES
    qint64 statements = 0;    ///< of the script that ended in here, skipped ones included
    qint64 skipped = 0;       ///< LOCK TABLES, SET, DISABLE KEYS, transaction control: not handed over
};

/// Takes the data of an entry apart: INSERT and REPLACE statements of one table, with LOCK TABLES, DISABLE KEYS and their like between.
///
/// Tuples become rows for LOAD DATA when each of their literals stores the same value when it is read as text, which depends on the kinds of
/// the columns: strings always, introducers where they change nothing, numbers where they are no index and keep their look, hexadecimal ones
/// where they are bytes. Everything else is handed over as statements as they stand, in the order of the script. Rows look as in the
/// script: "(1,'it\'s',NULL)", read by the server with FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '…' LINES STARTING BY '('
/// TERMINATED BY ')'; under NO_BACKSLASH_ESCAPES with ESCAPED BY ''.
///
/// LOAD DATA LOCAL means IGNORE: a value that does not fit is changed and gives a warning, a row that breaks a key is left out with a
/// warning, whatever sql_mode says. The session must have the settings of the entry, character_set_client and collation_connection of one
/// set, and its sql_mode should be strict so that nothing is changed in silence. Any warning is a reason to empty the table and to take
/// the statements instead (MyInsertOptions::asStatements).
///
/// Memory is some batches and the longest tuple, or the longest statement that cannot be cut.
/// One thread. Errors: those of the stream; BackupUnusable with script.statement_too_long.
class MyInsertReader
{
public:
    MyInsertReader(std::unique_ptr<MyDataStream> stream, MyLexMode mode, MyInsertOptions options);
    ~MyInsertReader();

    /// Batches without bytes tell of skipped statements. The memory of `batch.bytes` is used again.
    /// @returns false at the end of the data
    Result<bool> next(MyInsertBatch& batch);
    qint64 bytesRead() const { return m_stream->bytesRead(); }

private:
    const std::unique_ptr<MyDataStream> m_stream;
    const std::unique_ptr<MyInsertParser> m_parser;
};

} // namespace bakferry
