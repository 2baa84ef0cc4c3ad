#pragma once
#include "engines/jobcontext.h"
#include "engines/mariadb/server/mystaging.h"

namespace bakferry {

/// The steps of one MariaDB restore in the journal. All but the last of each pair have the facts of MyStagedDatabase, in an array
/// "databases": names as base64. The texts of what RENAME TABLE cannot move are too large for a journal: they lie in the mark's table of the
/// staging and the kept databases (mymark.h).
namespace mystep {
inline constexpr char creatingStaging[] = "creating-staging";
inline constexpr char stagingCreated[] = "staging-created";
inline constexpr char loadingInPlace[] = "loading-in-place";
inline constexpr char switchingOver[] = "switching-over"; ///< before anything of the old databases is touched
inline constexpr char switchedOver[] = "switched-over";   ///< everything is in place; no facts
inline constexpr char undoing[] = "undoing";
inline constexpr char undone[] = "undone";                ///< no facts
}

JournalEntry myJournalEntry(QByteArray step, const QList<MyStagedDatabase>& databases);

/// What the journal of a task says, the last attempt of it.
struct MyStory
{
    QList<MyStagedDatabase> databases; ///< as last recorded
    bool switching = false, switched = false, undoing = false, undone = false;

    static MyStory of(const Journal& journal);
};

} // namespace bakferry
