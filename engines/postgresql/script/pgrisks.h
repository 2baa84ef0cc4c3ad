#pragma once
#include "engines/postgresql/pgbackup.h"
#include "engines/script/pgtokens.h"

namespace bakferry {

/// Something in a backup that can reach beyond the restored database, or that runs code of the backup while it is restored.
struct PgRisk
{
    enum class Kind {
        Dangerous,     ///< runs programs, reads or writes the server's files, changes the server, or reaches other servers
        RunsAtRestore, ///< a function of the backup that the restore itself calls (TRUST T07)
        Privileged,    ///< will run with its owner's rights later on
    };
    Kind kind = Kind::Dangerous;
    int entry = 0; ///< index in the list that was looked at
    Message what;  ///< names the object and what it does
    friend bool operator==(const PgRisk&, const PgRisk&) = default;
};

/// A quick look whether a statement calls a function that reaches beyond the database; quotes and comments are not told apart.
bool pgMayReachOut(QByteArrayView sql);

/// Looks through definitions, COPY statements and what is suspicious among the data, of archives and scripts alike, token by token (TRUST
/// T06, T07), and into the bodies of functions and DO. Comments and other literals alarm nobody. What an archive calls an entry counts
/// for nothing. Statements that a body puts together when it runs are not seen: a restore as an ordinary role stops them.
QList<PgRisk> pgRisksOf(const QList<PgEntry>& entries, PgLexMode mode = {});

/// What keeps a superuser from restoring something dangerous that was not accepted.
Error pgDangerError(Message what);

/// The risks of all databases as findings "hostile": dangerous ones block a superuser's restore unless accepted, and are warnings
/// otherwise. Of each kind at most 50 are named. Empty when there are none.
QList<Finding> pgRiskFindings(const QList<PgDatabase>& databases, bool isSuperuser, bool accepted);

} // namespace bakferry
