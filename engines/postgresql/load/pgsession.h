#pragma once
#include "engines/engine.h"
#include "engines/postgresql/load/pgstatements.h"
#include "engines/postgresql/pgbackup.h"
#include "engines/postgresql/server/pgconnection.h"
#include "engines/script/pgtokens.h"

namespace bakferry {

/// What all connections of one load are set to; learnt once, by the first of them.
struct PgSessionSettings
{
    QByteArrayList fromDump;  ///< "name=value" of the dump that this server knows
    bool handWritten = false; ///< a script of somebody's own: checks and search_path stay as the server has them
    bool fixedSearchPath = true; ///< the dump says search_path itself; else each definition means its own schema
    QByteArray maintenanceMemory; ///< "262144kB"
    int entriesATransaction = 100; ///< definitions that fit into the server's table of locks
    bool acceptRisks = false; ///< statements that reach beyond the database are run for a superuser, too
    QList<Message> unknown;   ///< settings of the dump that this server does not know
};

/// One connection of a load with its settings. One thread at a time.
class PgSession
{
public:
    /// The first connection: asks the server for what the others need.
    static Result<std::unique_ptr<PgSession>> openFirst(const RestoreRequest& request, const QByteArray& database, const PgDatabase& source, bool handWritten,
                                                        int jobs, PgSessionSettings& settings, const JobContext& context);
    static Result<std::unique_ptr<PgSession>> open(const RestoreRequest& request, const QByteArray& database, const PgSessionSettings& settings, const JobContext& context);

    PgConnection& connection() { return *m_connection; }
    /// Whether a statement that stands among the data may be run: for a superuser nothing that reaches beyond the database, unless that
    /// was accepted. The precheck has looked, but not at every byte of a long statement.
    Result<void> guard(const QByteArray& statement, PgLexMode mode) const;
    /// Sends statements that need no answer. @returns the server's refusal as it is
    Result<void> run(const QByteArray& sql);
    /// Sets the schema that unqualified names of this entry mean, where the dump leaves that to each entry.
    Result<void> prepareFor(const PgEntry& entry);
    /// How a foreign key's check goes over its tables: along their indexes, which costs the server a third of hashing them as long as the
    /// rows were written frozen and need not be visited; or as the server plans it.
    Result<void> checkAlongIndexes(bool wanted);
    /// How many helpers of its own the server may use for one index.
    Result<void> setIndexHelpers(bool allowed);
    /// One definition with the schema, tablespace and access method it means.
    /// @param alone  not inside a transaction: a part that may be left out is (privileges of unknown roles …), as `leftOut` then says
    Result<void> runEntry(const PgDatabase& source, const PgEntry& entry, PgStatements& statements, bool alone, std::optional<Message>& leftOut);

private:
    PgSession(std::unique_ptr<PgConnection> connection, const PgSessionSettings& settings) : m_connection(std::move(connection)), m_settings(settings) { }
    Result<void> applySettings();
    Result<void> setPlace(const PgEntry& entry, const PgStatements& statements);
    Result<void> setTo(QByteArray& now, const QByteArray& wanted, const QByteArray& sql);

    std::unique_ptr<PgConnection> m_connection;
    const PgSessionSettings m_settings;
    QByteArray m_schema, m_tablespace, m_accessMethod;
    QByteArray m_checks, m_helpers;
};

/// A refusal as the answer about one object: names it, its place in the backup, and keeps the server's words.
/// @param row  of its data, from 1; 0: it is not about a row
Error atPgEntry(Error error, const PgEntry& entry, qint64 row = 0);

} // namespace bakferry
