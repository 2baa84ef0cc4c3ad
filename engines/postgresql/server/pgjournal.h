#pragma once
#include "engines/jobcontext.h"
#include "engines/postgresql/server/pgstaging.h"

namespace bakferry {

/// The steps of one PostgreSQL restore in the journal. All but the last have the facts of PgStagedDatabase, in an array "databases":
/// names as base64, oids as text.
namespace pgstep {
inline constexpr char creatingStaging[] = "creating-staging"; ///< stagingOid not known yet
inline constexpr char stagingCreated[] = "staging-created";
inline constexpr char loadingInPlace[] = "loading-in-place";
inline constexpr char switchingOver[] = "switching-over";     ///< before connections to the old database are refused
inline constexpr char switchedOver[] = "switched-over";
inline constexpr char undoing[] = "undoing";
inline constexpr char undone[] = "undone";                    ///< no facts
}

JournalEntry pgJournalEntry(QByteArray step, const QList<PgStagedDatabase>& databases);

/// What the journal of a task says, the last attempt of it.
struct PgStory
{
    QList<PgStagedDatabase> databases; ///< as last recorded
    bool switching = false, switched = false, undoing = false, undone = false;

    static PgStory of(const Journal& journal);
};

} // namespace bakferry
