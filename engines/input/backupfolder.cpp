#include "engines/input/backupfolder.h"

#include "engines/input/inputerrors.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bakferry {

Result<BackupFolder> BackupFolder::open(const BackupFile& folder)
{
    if (folder.path.contains('\0'))
        return inputerrors::cannotOpen(folder, EINVAL);
    const int descriptor = ::open(folder.path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        struct stat status {};
        const int cause = errno;
        const bool isOther = cause == ENOTDIR && ::stat(folder.path.constData(), &status) == 0;
        return isOther ? inputerrors::notFolder(folder) : inputerrors::cannotOpen(folder, cause);
    }
    BackupFolder opened(folder, descriptor);
    if (const Result<void> listed = opened.list(); !listed)
        return listed.error();
    return opened;
}

BackupFolder::BackupFolder(BackupFolder&& other) noexcept
    : m_folder(std::move(other.m_folder)), m_descriptor(std::exchange(other.m_descriptor, -1)), m_names(std::move(other.m_names))
{
}

BackupFolder& BackupFolder::operator=(BackupFolder&& other) noexcept
{
    std::swap(m_folder, other.m_folder);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_names, other.m_names);
    return *this;
}

BackupFolder::~BackupFolder()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> BackupFolder::list()
{
    const int own = ::openat(m_descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC); // closedir closes it
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(own < 0 ? nullptr : ::fdopendir(own), &::closedir);
    if (!stream) {
        const Error error = inputerrors::cannotOpen(m_folder, errno);
        if (own >= 0)
            ::close(own);
        return error;
    }
    for (;;) {
        errno = 0; // the only way to tell an error from the end
        const dirent* entry = ::readdir(stream.get());
        if (!entry)
            break;
        const QByteArray name(entry->d_name);
        struct stat status {};
        if (name == "." || name == "..")
            continue;
        if (::fstatat(m_descriptor, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            return inputerrors::changed(m_folder);
        if (S_ISREG(status.st_mode))
            m_names += name;
        else if (!S_ISDIR(status.st_mode))
            return inputerrors::folderHostile(m_folder, name);
    }
    if (errno != 0)
        return inputerrors::unreadable(m_folder, 0, errno);
    std::ranges::sort(m_names);
    return {};
}

Result<std::unique_ptr<BackupInput>> BackupFolder::openMember(const QByteArray& name, const InputLimits& limits) const
{
    const BackupFile member{m_folder.path + '/' + name};
    if (!std::ranges::binary_search(m_names, name))
        return inputerrors::cannotOpen(member, ENOENT);
    return BackupInput::openIn(m_descriptor, name, member, limits);
}

} // namespace bakferry
