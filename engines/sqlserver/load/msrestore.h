#pragma once
#include "engines/sqlserver/msreading.h"
#include "engines/sqlserver/server/msstatements.h"
#include "engines/sqlserver/server/msswitch.h"

namespace bakferry {

/// One restore of a SQL Server chain, or the next part of it: the files read and judged, the server asked, RESTORE … WITH NORECOVERY under a
/// staging name, and with the last backup recovery, proof and the switch-over.
///
/// An object serves one run on one thread. Whatever happens before the switch-over, the target is as it was (TRUST.md, section 4).
class MsRestore
{
public:
    MsRestore(const RestoreRequest& request, const JobContext& context);
    /// From the full backup on.
    RestoreOutcome run();
    /// Goes on with the staging database of a task that waits.
    RestoreOutcome goOn(const Journal& journal);

private:
    using Step = Result<void>;
    using Method = Step (MsRestore::*)();
    RestoreOutcome carryOut(std::initializer_list<Method> steps);
    Step read();
    Step readNext();
    Step guard();
    Step guardNext();
    Step sign();
    Step stage();
    Step restoreAll();
    Step restoreOne(const MsRestoreStep& step, const QList<MsMove>& moves, qint64 bytesBefore);
    Step checkSource();
    Step endOrWait();
    Step leave();
    Step awaitNext();
    Step recover();
    Step verify();
    Step putInPlace();
    void takeMessages(const MsRestoreStep& step, const MsAnswer& answer);
    RestoreOutcome failed(Error error);

    const RestoreRequest& m_request;
    const JobContext& m_context;
    MsReading m_reading;
    MsServer m_server;
    std::unique_ptr<MsConnection> m_connection;
    MsStaged m_staged;
    QList<MsMove> m_moves;
    bool m_made = false;               ///< the staging database may be there, and is ours
    bool m_waited = false;             ///< goes on with what waits
    bool m_touched = false;            ///< something was done to the staging database by this run
    std::optional<Remains> m_switched; ///< what the switch-over came to, once it was tried
    RestoreOutcome m_outcome;
};

/// RestoreEngine::precheckNext for SQL Server.
PrecheckReport precheckMsNext(const RestoreRequest& request, const Journal& journal, const JobContext& context);

} // namespace bakferry
