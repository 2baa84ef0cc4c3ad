#pragma once
#include "engines/engine.h"
#include "engines/sqlite/sqlitesource.h"

namespace bakferry {

/// One restore of an SQLite backup: guards, staging in the target's folder, verification, switch-over.
///
/// The order of writes is that of TRUST.md section 4: intent in the journal, act, result in the journal. An object serves one restore
/// on one thread. Whatever happens, the target is the old or the new database and the outcome says which.
class SqliteRestore
{
public:
    SqliteRestore(const RestoreRequest& request, const JobContext& context);
    RestoreOutcome run();

private:
    using Step = Result<void>;
    Step open();
    Step guard();
    Step createStaging();
    Step fill();
    Step fillFromDatabase();
    Step copyPlainFile();
    Step copyThroughView();
    Step writeUnpacked();
    Step fillFromScript();
    Step verify();
    Step verifyContent(const SqliteHandle& staged);
    Step compareLedger();
    Step checkSource();
    /// Whether the bytes read now are those that the precheck saw; without a precheck there is nothing to compare.
    Step compareWithPrecheck(const QByteArray& sha256) const;
    Step switchOver();
    Step overwrite(const QJsonObject& facts);
    Step finish();
    RestoreOutcome failed(Error error);
    bool exists(const QByteArray& path) const;

    const RestoreRequest& m_request;
    const JobContext& m_context;
    const QByteArray m_staging;
    BackupFile m_file;
    std::unique_ptr<SqliteSource> m_source;
    bool m_isScript = false;
    bool m_stagingMade = false;
    bool m_provenByHash = false; ///< staging holds the very bytes that the precheck proved
    bool m_targetExisted = false;
    bool m_switched = false;
    RestoreOutcome m_outcome;
};

/// Puts the kept old file back, the same way as an overwrite; see RestoreEngine::undoOverwrite.
RestoreOutcome undoSqliteOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context);
/// See RestoreEngine::reconcile.
Recovery reconcileSqlite(const RestoreRequest& request, const Journal& journal);
/// See RestoreEngine::discard.
Result<void> discardSqlite(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver);

} // namespace bakferry
