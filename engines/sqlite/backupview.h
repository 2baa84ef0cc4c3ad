#pragma once
#include "engines/result.h"
#include "engines/sqlite/sqlitehandle.h"

#include <QByteArray>

#include <memory>

namespace bakferry {

/// Shows SQLite a database that lies in open files (main file, -wal, -journal) without ever writing to them.
///
/// A database whose writer died needs its journal rolled back or its WAL recovered before it can be read, and SQLite does so by
/// writing. Here such writes go to an unnamed temporary file: the backup keeps its bytes, its times, and no side file appears
/// beside it (TRUST.md I8). Locks are not taken: the backup is checked for change before the switch-over instead.
///
/// Any number of connections on any threads may use one view; the first has to be opened alone, because it may roll back.
/// Source: sqlite.org/c3ref/vfs.html, sqlite.org/c3ref/io_methods.html
class BackupView
{
public:
    /// Descriptors stay owned by the caller and must outlive the view; -1 = there is no such file.
    /// @param overlayFolder  where the temporary file lies; empty: where such files lie on this machine
    static Result<std::unique_ptr<BackupView>> make(int mainFile, int walFile = -1, int journalFile = -1, const QByteArray& overlayFolder = {});
    ~BackupView();
    BackupView(const BackupView&) = delete;
    BackupView& operator=(const BackupView&) = delete;

    /// A hardened, read-only connection (query_only) in exclusive mode, which needs no shared memory file for a WAL.
    Result<SqliteHandle> connect() const;
    /// A hardened connection whose writes stay in this view. The only one then, and the files must not change meanwhile.
    Result<SqliteHandle> connectForWriting() const;
    /// Whether the pages seen are more than those of the main file: a WAL lies over it, or a journal was rolled back.
    bool differsFromMainFile() const;

    struct State;

private:
    Result<SqliteHandle> open() const;
    explicit BackupView(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace bakferry
