#pragma once
#include "engines/mariadb/load/myload.h"

namespace bakferry {

/// What was found out about loaded databases.
struct MyProof
{
    QList<LedgerRow> ledger;
    QList<Finding> findings; ///< what was compared; a difference to the backup is an Error instead
    QList<Message> warnings; ///< what does not hold in the backup itself
    qint64 tables = 0;       ///< base tables of users
    qint64 rows = 0;
};

/// Proves loaded databases over all connections of the load at once: rows read against count(*) of each table, objects of the backup
/// against information_schema, every foreign key by looking for rows without a parent, tables of engines that can crash by CHECK TABLE.
/// Rows without a parent come from the backup, where all others arrived, too: they are told, and no reason to refuse it.
/// @returns Error{VerificationFailed} verify.ledger, verify.objects, verify.invalid naming the first difference
Result<MyProof> verifyMyLoad(MyLoad& load, const RestoreRequest& request, LoadTeam& team);

} // namespace bakferry
