#pragma once
#include "engines/mariadb/load/myincrement.h"
#include "engines/mariadb/load/mykeptreadings.h"
#include "engines/mariadb/load/myload.h"
#include "engines/mariadb/load/myverify.h"

#include <thread>

namespace bakferry {

/// One restore of a MariaDB or MySQL backup: guards, staging databases, load, proof, and one switch-over for all of them.
///
/// An object serves one restore on one thread. Whatever happens before the switch-over, the target is as it was (TRUST.md, section 4).
class MyRestore
{
public:
    /// @param readings  of prechecks: what one of them read of this backup is taken out and used
    MyRestore(const RestoreRequest& request, const JobContext& context, MyKeptReadings& readings);
    RestoreOutcome run();

private:
    using Step = Result<void>;
    Step open();
    Step read();
    Step guard();
    Step stage();
    void hashBeside();
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
    MyKeptReadings& m_readings;
    LoadTeam m_team;
    MyBackupSet m_set;
    std::shared_ptr<MyBackup> m_backup;
    MyReading m_reading;
    QList<MyChosenDatabase> m_chosen;
    QByteArrayList m_sources; ///< of m_chosen, in the logs
    MyChain m_chain;
    QList<MyStagedDatabase> m_staged;
    std::unique_ptr<MyLoad> m_load;
    std::optional<Remains> m_switched; ///< what the switch-over came to, once it was tried
    RestoreOutcome m_outcome;
    bool m_isReadingKept = false; ///< m_reading is the precheck's
    std::optional<Result<QByteArray>> m_hashed; ///< of the bytes as they are now; set by m_hasher
    std::jthread m_hasher;        ///< last: ends before what it uses
};

} // namespace bakferry
