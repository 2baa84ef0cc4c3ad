#pragma once
#include "tests/support/enginedriver.h"

#include <QTemporaryDir>

#include <memory>

#include <sqlite3.h>

namespace bakferry::test {

/// A folder with two rooms: "source" for the backup and "target" for the restore.
class Workshop
{
public:
    Workshop();
    QByteArray source(const QByteArray& name) const;
    QByteArray target(const QByteArray& name = "target.db") const;
    QStringList sourceNames() const; ///< all files, hidden ones too
    QStringList targetNames() const;
    /// A driver that restores the file `backup` into `target`.
    EngineDriver driver(const QByteArray& backup, const QByteArray& target) const;

private:
    QTemporaryDir m_folder;
};

QByteArray readFile(const QByteArray& path);
void writeFile(const QByteArray& path, QByteArrayView content);
/// Runs a program to its end. @returns its standard output; fails the running test when it is missing or unhappy.
QByteArray runProgram(const QStringList& commandLine, const QByteArray& input = {});

/// A connection as any other program would have it: not hardened, not read-only.
class OtherProgram
{
public:
    explicit OtherProgram(const QByteArray& path);
    bool run(const QByteArray& sql) const; ///< any number of statements; false after the first that fails
    QByteArray text(const QByteArray& sql) const;
    sqlite3* get() const { return m_handle.get(); }

private:
    struct Closer { void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); } };
    std::unique_ptr<sqlite3, Closer> m_handle;
};

/// What `sqlite3 path .dump` writes.
QByteArray dumpOf(const QByteArray& path);
/// All that a database holds, one line for each: schema objects with their SQL, and rows of every table (SQLite's own as well)
/// with type and bytes of each value. In an order that does not depend on rowids. Two databases are equal when these are.
QByteArrayList contentOf(const QByteArray& path);

/// The backup as it was: names in its folder, bytes and times of each file. Compared after a restore (TRUST.md I8).
struct Untouched
{
    explicit Untouched(const QByteArray& folder);
    QByteArray folder;
    QByteArrayList lines;
    bool stillTrue() const { return Untouched(folder).lines == lines; }
};

/// "TargetChanged target.appeared" or "" for an outcome without an error.
QByteArray errorLine(const RestoreOutcome& outcome);

/// "New, switched over, kept old": what a reconcile told.
QByteArray recoveryLine(const Recovery& recovery);

} // namespace bakferry::test
