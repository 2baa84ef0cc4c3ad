#pragma once
#include "engines/engine.h"
#include "engines/sqlserver/server/mscatalog.h"
#include "engines/sqlserver/server/msjournal.h"

namespace bakferry {

/// What a switch-over or the way back did.
struct MsSwitchOver
{
    std::optional<Error> error;
    Remains remains = Remains::Unknown;
    QList<Message> warnings;
};

/// Drops the staging database of a task that has failed or was stopped, over a fresh connection that no stop reaches; waits a moment for
/// the server to end the session that restored it. @returns it where it stays
QList<LeftOver> dropMsStaging(const MsStaged& staged, const RestoreRequest& request);

/// Puts a restored, recovered database in the place of the old one by two renamings, after their intent is in the journal. Other sessions on
/// the old database are ended only with the option "endSessions". What fails between the two is put back; what dies between them is
/// finished or undone by reconcileMs(). A stop counts until the first renaming begins.
MsSwitchOver switchOverMs(const MsStaged& staged, const RestoreRequest& request, const JobContext& context);

/// RestoreEngine::reconcile, undoOverwrite and discard for SQL Server: by names and numbers of databases, never by time.
Recovery reconcileMs(const RestoreRequest& request, const Journal& journal);
RestoreOutcome undoMsOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context);
Result<void> discardMs(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver);

/// Whether nobody uses the old database, or its sessions may be ended. @returns Error{Locked} target.in_use naming them
Result<void> msTargetIsFree(MsConnection& connection, const MsStaged& staged, const RestoreRequest& request);

/// The pieces both are made of: renames a database that must have this number, its sessions ended first if `endsSessions`.
Result<void> renameMs(MsConnection& connection, int id, const QString& from, const QString& to, bool endsSessions, const QString& accessAfterwards);

} // namespace bakferry
