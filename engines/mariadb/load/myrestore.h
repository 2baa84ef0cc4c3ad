#pragma once
#include "engines/mariadb/load/myincrement.h"
#include "engines/mariadb/load/myload.h"
#include "engines/mariadb/load/myverify.h"

namespace bakferry {

/// One restore of a MariaDB or MySQL backup: guards, staging databases, load, proof, and one switch-over for all of them.
///
/// An object serves one restore on one thread. Whatever happens before the switch-over, the target is as it was (TRUST.md, section 4).
class MyRestore
{
public:
    MyRestore(const RestoreRequest& request, const JobContext& context);
    RestoreOutcome run();

private:
    using Step = Result<void>;
    Step open();
    Step read();
    Step guard();
    Step stage();
    Step load();
    Step verify();
    Step replay();
    Step awaitNext();
    Step checkSource();
    Step putInPlace();
    void takeOver(const MyProof& proof);
    RestoreOutcome failed(Error error);

    const RestoreRequest& m_request;
    const JobContext& m_context;
    const MyOptions m_options;
    LoadTeam m_team;
    MyBackupSet m_set;
    std::unique_ptr<MyBackup> m_backup;
    MyReading m_reading;
    QList<MyChosenDatabase> m_chosen;
    QByteArrayList m_sources; ///< of m_chosen, in the logs
    MyChain m_chain;
    QList<MyStagedDatabase> m_staged;
    std::unique_ptr<MyLoad> m_load;
    std::optional<Remains> m_switched; ///< what the switch-over came to, once it was tried
    RestoreOutcome m_outcome;
};

} // namespace bakferry
