#pragma once
#include "engines/input/backupinput.h"
#include "engines/jobcontext.h"

#include <memory>

namespace bakferry {

/// One file with statements, and what its place in the backup says of it.
struct MyFile
{
    /// Order of reading. Only mydumper's files have a role of their own.
    enum class Role { Script, CreateDatabase, Sequence, Table, Data, Routines, View, Triggers };
    QByteArray name;       ///< of the member, or of the file without its folders; native bytes
    QString shown;         ///< for people
    Role role = Role::Script;
    QByteArray database;   ///< UTF-8: what its statements belong to; empty: they say it themselves
    QByteArray table;      ///< UTF-8, of Table, Data, View and Triggers
    qint64 storedBytes = 0; ///< of the member where it is stored by itself; 0: it is empty
};

/// The files of a backup in the order in which they are read: one script, several picked ones, members of a zip or of a folder.
/// Const and thread-safe.
class MyFiles
{
public:
    virtual ~MyFiles() = default;
    const QList<MyFile>& files() const { return m_files; }
    QList<MyFile>& files() { return m_files; } ///< for whoever puts them in order, before anything is read
    const QList<Message>& oddities() const { return m_oddities; }
    QList<Message>& oddities() { return m_oddities; }
    /// @returns a new input at its first byte; null for an empty file
    Result<std::unique_ptr<BackupInput>> open(int file) const;
    /// The first bytes of a file, decompressed; empty when it cannot be read.
    QByteArray head(int file, qint64 maxBytes) const;
    virtual qint64 storedBytes() const;
    virtual Result<void> checkUnchanged() const = 0;
    /// One SHA-256 over what the files' own ones say, in the order of `sums`; of a single stored file its own.
    virtual QByteArray sha256Of(const QByteArrayList& sums) const;
    /// Reads everything once more for sha256Of().
    virtual Result<QByteArray> sha256(const JobContext& context) const;

protected:
    virtual Result<std::unique_ptr<BackupInput>> openFile(const MyFile& file) const = 0;
    QList<MyFile> m_files;
    QList<Message> m_oddities;
};

/// Files the DBA picked one after another; one of them alone may be compressed in any way.
Result<std::unique_ptr<MyFiles>> openPickedFiles(const BackupSet& files);
/// A zip's members, or a folder's files, by name.
Result<std::unique_ptr<MyFiles>> openZippedFiles(const BackupFile& zip);
Result<std::unique_ptr<MyFiles>> openFolderFiles(const BackupFile& folder);

} // namespace bakferry
