#pragma once
#include "engines/postgresql/load/pgplan.h"
#include "engines/postgresql/server/pgconnection.h"

namespace bakferry {

/// Tables that were there before a restore of rows alone: made ready for rows in any order, and afterwards as they were.
///
/// Everything happens in one open transaction of the connection, so that a failure leaves no trace of it.
class PgStandingTables
{
public:
    /// Locks the tables that `rows` go into, makes sure that they are empty, puts foreign keys off to putBack(), switches triggers of
    /// users off (they would change what the backup says), and lets the transaction take back the values of `sequences`.
    /// @param rows, sequences  entries of `database`
    /// @returns Error{TargetUnusable} target.table_missing, target.table_not_empty; else the server's refusal, at its entry
    static Result<PgStandingTables> prepare(PgConnection& connection, const PgDatabase& database, const QList<int>& rows, const QList<int>& sequences);
    /// Checks the foreign keys. Triggers and keys are as they were.
    Result<void> putBack(PgConnection& connection);

private:
    Result<void> putKeysOff(PgConnection& connection, const QByteArray& relations);
    Result<void> switchTriggersOff(PgConnection& connection, const QByteArray& relations);
    QByteArrayList m_keysBack, m_triggersBack;
};

} // namespace bakferry
