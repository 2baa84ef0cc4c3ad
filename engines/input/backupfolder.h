#pragma once
#include "engines/input/backupinput.h"

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
    /// @param name  one of names(); anything else, and anything with a slash, is refused
    Result<std::unique_ptr<BackupInput>> openMember(const QByteArray& name, const InputLimits& limits = {}) const;

private:
    BackupFolder(BackupFile folder, int descriptor) : m_folder(std::move(folder)), m_descriptor(descriptor) { }
    Result<void> list();

    BackupFile m_folder;
    int m_descriptor = -1;
    QByteArrayList m_names;
};

} // namespace bakferry
