#pragma once
#include "engines/postgresql/load/pgledger.h"
#include "engines/postgresql/load/pgsession.h"
#include "engines/postgresql/load/pgteam.h"
#include "engines/postgresql/script/pginserts.h"

#include <QHash>

namespace bakferry {

/// Loads an entry whose data are SQL statements, in one transaction on one connection: INSERTs of literals as rows through COPY, which
/// is many times faster, everything else as it stands.
///
/// COPY fires no rules and skips the checks of a view, so rows for anything but a plain table go through a temporary table.
class PgInsertLoader
{
public:
    /// @param truncate  the table was made by this restore and everything for it stands in this entry: rows may be frozen
    /// A transaction that is open already is gone on with and left open.
    PgInsertLoader(PgSession& session, const PgEntry& entry, PgLexMode mode, bool truncate, PgTeam& team, PgLedger& ledger)
        : m_session(session), m_entry(entry), m_mode(mode), m_truncate(truncate), m_team(team), m_ledger(ledger) { }

    Result<void> load(PgInsertReader& reader);
    qint64 statements() const { return m_statements; }

private:
    struct Target
    {
        QByteArray copyStatement; ///< with a list of columns
        QByteArray relation, columns;
        PgTableName table;
        bool isPlain = true;      ///< COPY may go there
        char kind = 'r';
    };
    Result<void> loadAll(PgInsertReader& reader);
    Result<void> takeRows(const PgInsertBatch& batch);
    Result<void> takeStatements(const PgInsertBatch& batch);
    Result<Target> targetOf(const PgInsertBatch& batch);
    Result<void> begin(const Target& target, qsizetype bytes);
    Result<void> end();
    void count(const QByteArray& statement, qint64 touched);

    PgSession& m_session;
    const PgEntry& m_entry;
    const PgLexMode m_mode;
    const bool m_truncate;
    PgTeam& m_team;
    PgLedger& m_ledger;
    QHash<QByteArray, Target> m_targets; ///< by the statement and columns of a batch
    std::optional<Target> m_copying;
    qint64 m_sent = 0;
    bool m_isFresh = true; ///< nothing was put into the table yet
    bool m_isFrozen = false;
    qint64 m_statements = 0;
};

} // namespace bakferry
