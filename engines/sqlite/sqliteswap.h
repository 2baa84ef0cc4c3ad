#pragma once
#include "engines/engine.h"
#include "engines/sqlite/sqlitehandle.h"

#include <QJsonObject>

namespace bakferry {

/// The steps of one SQLite restore in the journal; facts are paths as base64 of native bytes and numbers as strings.
namespace sqlitestep {
inline constexpr char stagingCreated[] = "staging-created"; ///< staging
inline constexpr char takingOver[] = "taking-over";         ///< oldJournalMode; only when the old database had to leave WAL mode
inline constexpr char switchingOver[] = "switching-over";   ///< staging, device, inode, overwrite, kept, oldJournalMode
inline constexpr char switchedOver[] = "switched-over";
inline constexpr char undoing[] = "undoing";
inline constexpr char undone[] = "undone";
inline constexpr char discarded[] = "discarded";            ///< place
}

QString packedPath(const QByteArray& path);
QByteArray unpackedPath(const QJsonValue& packed);
/// Facts of the last entry of a step; nothing when the journal has none.
std::optional<QJsonObject> factsOf(const Journal& journal, QByteArrayView step);

/// Where a task's staging file and kept old file lie: in the target's folder, named after the task.
QByteArray stagingPath(const RestoreRequest& request);
QByteArray keptOldPath(const RestoreRequest& request);

/// fsync of a file or folder by path. @returns Error{NoSpace} or Error{TargetUnusable} with the system's words.
Result<void> syncPath(const QByteArray& path);
/// The right error for errno after writing `path`: no space and quota apart from the rest.
Error writeError(const QByteArray& path, int systemErrno);
/// The same for a result code of SQLite.
Error sqliteWriteError(const QByteArray& path, const SqliteHandle& handle, int code);
/// Copies a whole open file by the system's own means (a reflink where the file system has it), else through memory.
/// @param toPath  names the copy in errors
Result<void> copyFile(int from, int to, const QByteArray& toPath, const JobContext& context, const std::function<void(qint64)>& progress);
/// Removes a staging file and what SQLite may have left beside it.
bool removeWithSideFiles(const QByteArray& path);

/// Brings a finished, synced staging file to the place of a target that does not exist: a rename that never replaces.
Result<void> publishNew(const QByteArray& staging, const QByteArray& target);

/// What an overwrite did or left undone.
struct SwapResult
{
    std::optional<Error> error;
    bool switched = false; ///< the target holds the new content
};
/// Overwrites the live target with the staging file's pages in one transaction of SQLite's own, under its own locks, after the
/// old database was copied to `kept` and synced (TRUST.md section 4). A crash at any moment leaves old or new: SQLite's journal
/// rolls back at the next open. `beforeCommitPoint` is called when the lock is held and the old file lies aside; an error of it stops the swap.
/// @param kept              empty: keep nothing aside (undo)
/// @param beforeLeavingWal  called before a WAL is given up, so that a kill does not cost the old database its journal mode
SwapResult overwriteLive(const QByteArray& staging, const QByteArray& target, const QByteArray& kept,
                         const std::function<Result<void>()>& beforeLeavingWal,
                         const std::function<Result<void>(const QByteArray& oldJournalMode)>& beforeCommitPoint, const JobContext& context);

/// Whether two database files hold the same pages, leaving out the counters that every transaction changes.
/// Recovers a hot journal of either first, by opening it as SQLite does.
/// @returns nothing when either cannot be looked at, because somebody else holds it or it cannot be read.
std::optional<bool> sameContent(const QByteArray& one, const QByteArray& other);

} // namespace bakferry
