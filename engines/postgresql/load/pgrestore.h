#pragma once
#include "engines/postgresql/load/pgdatabases.h"
#include "engines/postgresql/load/pgload.h"
#include "engines/postgresql/load/pgverify.h"
#include "engines/postgresql/server/pgstaging.h"

#include <thread>

namespace bakferry {

/// One restore of a PostgreSQL backup: guards, staging databases, load, proof, and one switch-over for all of them.
///
/// An object serves one restore on one thread. Whatever happens before the switch-over, the target is as it was (TRUST.md, section 4).
class PgRestore
{
public:
    PgRestore(const RestoreRequest& request, const JobContext& context);
    RestoreOutcome run();

private:
    using Step = Result<void>;
    Step open();
    Step readScript();
    Step guard();
    Step stage();
    Step load();
    Step verify();
    Step checkSource();
    Step putInPlace();
    Step commitRows();
    /// They go straight into the target, as one transaction that is committed where others switch over.
    bool isRowsAlone() const { return m_request.parts == RestoreRequest::Parts::DataOnly; }
    void startHashing();
    void setObjectPrefix(qsizetype chosen);
    void takeOver(const PgLoad& load, const PgProof& proof, const QByteArray& database);
    RestoreOutcome failed(Error error);

    const RestoreRequest& m_request;
    const JobContext& m_context;
    const PgOptions m_options;
    PgTeam m_team;
    std::unique_ptr<PgBackup> m_backup;
    QList<PgChosenDatabase> m_chosen;
    QList<PgStagedDatabase> m_staged;
    std::vector<std::unique_ptr<PgLoad>> m_loads;
    QByteArray m_sha256;               ///< of the bytes that were restored; empty: not needed
    std::optional<Error> m_hashFailure;
    std::jthread m_hasher;
    bool m_switched = false;
    bool m_isUnknown = false; ///< the server did not say what became of a COMMIT
    RestoreOutcome m_outcome;
};

} // namespace bakferry
