#pragma once
#include "engines/mariadb/binlog/mybinlogchain.h"
#include "engines/mariadb/load/mystatements.h"
#include "engines/mariadb/server/mystaging.h"

namespace bakferry {

/// A database whose changes are replayed.
struct MyReplayedDatabase
{
    QByteArray source; ///< its name in the logs
    MyStagedDatabase staged;
};

/// What a replay did, counted while it was done.
struct MyReplayed
{
    MyLogCount count;          ///< of what the server executed without an error
    qint64 bytes = 0;          ///< of logs read
    QList<Finding> findings;   ///< what was compared
    QList<Message> warnings;
};

/// Applies the ranges of a chain to the staging databases over one connection: each log goes through MyLogFilter to the decoder, the
/// decoder's text through our lexer, each statement to the server. No statement is run that the filter did not approve with the very same
/// bytes, and no row event that names another database. Blocking; a thread of its own feeds the decoder; memory: the longest event twice.
///
/// Errors: chain.decoder, replay.statement (names log and byte, keeps the server's words), replay.differs when what was executed is not what
/// the log holds, BackupChanged backup.changed, Cancelled.
Result<MyReplayed> replayMyChain(const MyChain& chain, const BackupSet& backups, const QList<MyReplayedDatabase>& databases, const RestoreRequest& request,
                                 const JobContext& context);

/// Whether the user may run BINLOG statements, which row events are. @returns Error{TargetUnusable} server.privilege
Result<void> checkMyReplayRights(MyConnection& connection);

} // namespace bakferry
