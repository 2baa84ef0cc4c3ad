#pragma once
#include "engines/postgresql/load/pgledger.h"
#include "engines/postgresql/load/pgplan.h"
#include "engines/postgresql/load/pgsession.h"
#include "engines/postgresql/load/pgteam.h"

#include <vector>

namespace bakferry {

/// What was found out about a loaded database.
struct PgProof
{
    QList<LedgerRow> ledger;
    QList<Finding> findings;  ///< passed ones; a difference is an Error instead
    QList<Message> warnings;
    qint64 tables = 0;        ///< tables of users, partitions included
    qint64 rows = 0;
};

/// What there is to prove: of rows alone, which went into tables that stood there before, only these.
enum class PgProofOf { Dump, Script, Rows };

/// Proves a loaded database, over all `sessions` at once: rows sent against count(*) of each table, objects of the backup against the
/// catalogs, no invalid index, no constraint left unchecked that the backup has checked. Gathers the planner's statistics meanwhile.
/// @param of  a Script is hand-written and may have dropped again what it made: its objects are not looked for
/// @returns Error{VerificationFailed} verify.ledger, verify.objects, verify.invalid naming the first difference
Result<PgProof> verifyPgLoad(const PgDatabase& database, const PgPlan& plan, PgProofOf of, QList<PgLedger::Table> sent, const std::vector<PgSession*>& sessions, PgTeam& team);

} // namespace bakferry
