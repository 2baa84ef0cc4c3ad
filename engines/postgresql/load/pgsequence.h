#pragma once
#include "engines/postgresql/pgbackup.h"

namespace bakferry {

/// The data of a backup that can only be read from front to end, database by database. One thread at a time.
class PgSequence
{
public:
    explicit PgSequence(PgBackup& backup) : m_backup(backup) { }

    /// @returns the next data of `database`, earlier databases passed over; nothing when the next data belong to a later one or
    /// there are none
    Result<std::optional<PgNextData>> next(int database);

private:
    PgBackup& m_backup;
    std::optional<PgNextData> m_held;
    bool m_atEnd = false;
};

} // namespace bakferry
