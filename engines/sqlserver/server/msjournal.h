#pragma once
#include "engines/jobcontext.h"

namespace bakferry {

/// The database that a task restores, beside the one whose place it will take.
struct MsStaged
{
    QString wanted, staging, kept; ///< names; kept: that of the old database after the switch-over
    int oldId = 0;       ///< sys.databases.database_id of the old database; 0: there was none
    int stagingId = 0;   ///< of the restored one, once it was there; 0: not yet known
    QString oldAccess;   ///< user_access_desc of the old database before the switch-over

    bool existed() const { return oldId != 0; }
    friend bool operator==(const MsStaged&, const MsStaged&) = default;

    /// "shop__bf_1a2b3c4d" and "shop__bf_old_1a2b3c4d": at most 128 characters.
    static MsStaged named(const QString& wanted, const QString& taskId);
};

/// The steps of one SQL Server restore in the journal; each has the facts of MsStaged. Two MODIFY NAME are not one transaction, so their
/// intent is here first, and reconcileMs() looks which of both was carried out (TRUST.md, section 4).
namespace msstep {
inline constexpr char restoringStaging[] = "restoring-staging"; ///< before the first RESTORE
inline constexpr char awaitingBackup[] = "awaiting-backup";     ///< restored up to `applied` backups, in the state RESTORING
inline constexpr char recovering[] = "recovering";              ///< before recovery: no further backup goes on top afterwards
inline constexpr char switchingOver[] = "switching-over";
inline constexpr char switchedOver[] = "switched-over";
inline constexpr char undoing[] = "undoing";
inline constexpr char undone[] = "undone";
}

JournalEntry msJournalEntry(QByteArray step, const MsStaged& staged, const QJsonObject& more = {});

/// What the journal of a task says, the last attempt of it.
struct MsStory
{
    MsStaged staged;
    bool began = false, recovering = false, switching = false, switched = false, undoing = false, undone = false;
    QJsonObject waiting; ///< facts of the last wait; empty: it does not wait

    static MsStory of(const Journal& journal);
};

} // namespace bakferry
