#pragma once
#include "engines/postgresql/pgbackup.h"
#include "engines/script/pgtokens.h"

namespace bakferry {

/// A name as a statement writes it; the schema is empty where it was left out.
struct PgObjectName
{
    QByteArray schema, name;
    bool isEmpty() const { return name.isEmpty(); }
    friend bool operator==(const PgObjectName&, const PgObjectName&) = default;
};

/// What a statement refers to: names of one class share a name space.
struct PgReference
{
    enum Class : char { Relation = 'r', Type = 't', Function = 'f', Schema = 's', Other = 'o', Constraint = 'c' };
    Class of = Relation;
    PgObjectName name;
    QByteArray kind; ///< of Other: its names are a name space for each kind
};

/// One SET, RESET or set_config(…).
struct PgSetting
{
    QByteArray name;  ///< small letters: "client_encoding", "search_path", "role", "session_authorization"
    QByteArray value; ///< as set_config() takes it
    bool isDefault = false;
};

/// What one statement of a script means to a restore, by its own words; comments around it are never asked (TRUST T04).
struct PgStatement
{
    enum class Does {
        Makes,       ///< an entry of its own
        Changes,     ///< belongs to the definition of `object`, where that is the entry before it
        SetsOwner,   ///< `owner` of `object`
        Sets,        ///< `setting`
        Copies,      ///< rows of COPY follow
        TouchesRows, ///< INSERT, UPDATE, SELECT and their like
        Skipped,     ///< transaction control and maintenance, which a restore does itself
        CreatesDatabase, DropsDatabase,
    };
    Does does = Does::Makes;
    QByteArray kind = "STATEMENT"; ///< pg_dump's word
    PgSection section = PgSection::None;
    PgObjectName object;  ///< name as an archive would word it: "table constraint" for a constraint
    PgReference::Class objectClass = PgReference::Other;
    PgObjectName base;    ///< what other statements call it by: "f" of "f(integer)", "constraint" of "table constraint"
    QList<PgReference> about; ///< must be there before
    QByteArray owner;
    PgSetting setting;
    QByteArray database;  ///< of CREATE, ALTER, DROP, COMMENT ON, GRANT … ON DATABASE
    qint64 connectionLimit = -1; ///< of that database
    bool inSchema = false; ///< an unqualified name is looked for, or made, in the search_path
    qsizetype headBytes = 0; ///< of an INSERT: up to the end of the table's name
    bool unique = false;   ///< a constraint or index that a foreign key may refer to
};

/// Reads the first clauses of one statement; a statement nobody knows comes back as an entry of kind "STATEMENT".
PgStatement readPgStatement(QByteArrayView sql, PgLexMode mode);

/// Encoding, locale, owner and the like out of a CREATE DATABASE.
PgDatabase readCreateDatabase(QByteArrayView sql, PgLexMode mode);

/// name[.name[.name]]; empty where none stands.
PgObjectName takePgName(PgTokens& tokens);

namespace pgstatement {
// The three files that readPgStatement() is made of.
void readCreate(PgTokens& tokens, PgStatement& statement);
void readAlter(PgTokens& tokens, PgStatement& statement);
void readOnObject(PgTokens& tokens, PgStatement& statement); ///< behind ON of COMMENT, SECURITY LABEL
void readPrivileges(PgTokens& tokens, PgStatement& statement);
PgSetting readSet(PgTokens& tokens);
/// At the words of a kind of object ("MATERIALIZED VIEW", "TEXT SEARCH PARSER" …), which are taken. Null: no such kind.
struct Kind
{
    std::initializer_list<const char*> words;
    const char* kind;
    PgSection section;
    PgReference::Class of;
    enum How { Qualified, Bare, Signature, OnTable, Raw } how;
};
const Kind* takeKind(PgTokens& tokens);
/// The words up to here as an archive's tag would have them, one blank between.
QByteArray plainText(PgTokens& tokens, std::initializer_list<const char*> until);
} // namespace pgstatement

} // namespace bakferry
