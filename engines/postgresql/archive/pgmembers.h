#pragma once
#include "engines/input/backupfolder.h"
#include "engines/jobcontext.h"
#include "engines/postgresql/archive/pgbytereader.h"
#include "engines/postgresql/archive/tarwalker.h"

#include <QHash>

#include <functional>

namespace bakferry {

/// The files of a directory archive, wherever they lie: in a folder, or in a plain tar. Const and thread-safe once made.
class PgMembers
{
public:
    virtual ~PgMembers() = default;
    virtual const QByteArrayList& names() const = 0;
    /// -1: there is no such member
    virtual qint64 storedBytes(const QByteArray& name) const = 0;
    /// @pre storedBytes(name) > 0. The bytes as they are stored, from any number of places at once.
    virtual Result<std::unique_ptr<PgSource>> open(const QByteArray& name) const = 0;
    /// What errors name.
    virtual BackupFile fileOf(const QByteArray& name) const = 0;
    virtual qint64 totalBytes() const = 0;
    virtual Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress) const = 0;
    virtual Result<void> checkUnchanged() const = 0;
    /// Why the container itself is not whole, though these members could be read. Looks at its end.
    virtual Result<void> checkEnd() const { return {}; }
    virtual QList<Message> oddities() const { return {}; }
};

/// SHA-256 of a folder is taken over each name, a zero byte and the SHA-256 of its content, sorted by name.
class PgFolderMembers : public PgMembers
{
public:
    explicit PgFolderMembers(BackupFile file, BackupFolder folder) : m_file(std::move(file)), m_folder(std::move(folder)) { }
    const QByteArrayList& names() const override { return m_folder.names(); }
    qint64 storedBytes(const QByteArray& name) const override { return m_folder.storedBytes(name); }
    Result<std::unique_ptr<PgSource>> open(const QByteArray& name) const override;
    BackupFile fileOf(const QByteArray& name) const override { return {m_file.path + '/' + name}; }
    qint64 totalBytes() const override;
    Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress) const override;
    Result<void> checkUnchanged() const override { return m_folder.checkUnchanged(); }

private:
    BackupFile m_file;
    BackupFolder m_folder;
};

/// Members of a plain tar. Those that lie beside toc.dat count, in whatever folder of the tar that is; junk is left out and told.
class PgTarMembers : public PgMembers
{
public:
    /// Reads the headers only. A tar cut behind its toc.dat opens; checkEnd() then says where it breaks off.
    static Result<std::unique_ptr<PgTarMembers>> open(std::unique_ptr<BackupInput> input, BackupFile file);

    const QByteArrayList& names() const override { return m_names; }
    qint64 storedBytes(const QByteArray& name) const override { return m_members.value(name, {{}, -1, 0, true}).size; }
    Result<std::unique_ptr<PgSource>> open(const QByteArray& name) const override;
    BackupFile fileOf(const QByteArray&) const override { return m_file; }
    qint64 totalBytes() const override { return m_input->storedBytes(); }
    Result<QByteArray> sha256(const JobContext& context, const std::function<void(qint64)>& progress) const override;
    Result<void> checkUnchanged() const override { return m_input->checkUnchanged(); }
    Result<void> checkEnd() const override { return m_end; }
    QList<Message> oddities() const override { return m_oddities; }

private:
    PgTarMembers(std::unique_ptr<BackupInput> input, BackupFile file);
    Result<QList<TarMember>> walk();
    Result<void> take(const QList<TarMember>& members);

    std::unique_ptr<BackupInput> m_input;
    BackupFile m_file;
    QByteArrayList m_names;
    QHash<QByteArray, TarMember> m_members;
    Result<void> m_end;
    QList<Message> m_oddities;
};

/// The part of a member's path up to its name: "", "./", "dvdrental/".
QByteArray tarFolderOf(const QByteArray& path);
/// Whether a path is what macOS writes beside every file: "._name".
bool isAppleDouble(const QByteArray& path);
Message tarFolderOddity(const QByteArray& folder);

} // namespace bakferry
