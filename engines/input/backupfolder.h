#pragma once
#include "engines/input/backupinput.h"

#include <sys/stat.h>

namespace bakferry {

/// A folder backup (mydumper, pg_dump directory format): its regular files by name, and each as a BackupInput.
///
/// The folder is opened once; members are opened relative to it and never through a link, so nothing outside it is read
/// (TRUST T08). Const and thread-safe after open().
class BackupFolder
{
public:
    /// @returns the folder, Error{BackupUnusable} (backup.missing, .permission, .not_folder, .unreadable), or Error{Risk}
    /// with backup.folder_hostile naming a link, device, FIFO or socket found among the members. Subfolders are left out.
    static Result<BackupFolder> open(const BackupFile& folder);
    BackupFolder(BackupFolder&& other) noexcept;
    BackupFolder& operator=(BackupFolder&& other) noexcept;
    ~BackupFolder();

    /// Names in native bytes, sorted bytewise.
    const QByteArrayList& names() const { return m_names; }
    /// Size on disk of one of names() when the folder was opened; -1 for any other name.
    qint64 storedBytes(const QByteArray& name) const;
    /// @param name  one of names(); anything else, and anything with a slash, is refused
    Result<std::unique_ptr<BackupInput>> openMember(const QByteArray& name, const InputLimits& limits = {}) const;

    /// The member as it is stored, for formats that say by themselves how it is compressed. An empty member cannot be opened.
    Result<std::unique_ptr<StoredFile>> openStored(const QByteArray& name) const;
    /// Asks the folder whether it still holds the same members: device, inode, size and modification time.
    Result<void> checkUnchanged() const;

private:
    BackupFolder(BackupFile folder, int descriptor) : m_folder(std::move(folder)), m_descriptor(descriptor) { }
    Result<void> list();

    BackupFile m_folder;
    int m_descriptor = -1;
    QByteArrayList m_names;
    QList<struct stat> m_states; ///< of m_names, when it was listed
};

} // namespace bakferry
