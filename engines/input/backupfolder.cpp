#include "engines/input/backupfolder.h"

#include "engines/input/inputerrors.h"
#include "engines/input/storedfile.h"

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

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
    : m_folder(std::move(other.m_folder)), m_descriptor(std::exchange(other.m_descriptor, -1)), m_names(std::move(other.m_names)), m_states(std::move(other.m_states))
{
}

BackupFolder& BackupFolder::operator=(BackupFolder&& other) noexcept
{
    std::swap(m_folder, other.m_folder);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_names, other.m_names);
    std::swap(m_states, other.m_states);
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
    std::vector<std::pair<QByteArray, struct stat>> members;
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
            members.emplace_back(name, status);
        else if (!S_ISDIR(status.st_mode))
            return inputerrors::folderHostile(m_folder, name);
    }
    if (errno != 0)
        return inputerrors::unreadable(m_folder, 0, errno);
    std::ranges::sort(members, {}, &std::pair<QByteArray, struct stat>::first);
    for (const auto& [name, status] : members) {
        m_names += name;
        m_states += status;
    }
    return {};
}

qint64 BackupFolder::storedBytes(const QByteArray& name) const
{
    const auto found = std::ranges::lower_bound(m_names, name);
    return found != m_names.end() && *found == name ? qint64(m_states[found - m_names.begin()].st_size) : -1;
}

Result<std::unique_ptr<StoredFile>> BackupFolder::openStored(const QByteArray& name) const
{
    const BackupFile member{m_folder.path + '/' + name};
    if (!std::ranges::binary_search(m_names, name))
        return inputerrors::cannotOpen(member, ENOENT);
    return StoredFile::openIn(m_descriptor, name, member);
}

Result<void> BackupFolder::checkUnchanged() const
{
    const Result<BackupFolder> now = open(m_folder);
    if (!now)
        return now.error();
    const bool isSame = now->m_names == m_names && std::ranges::equal(now->m_states, m_states, isSameContent);
    return isSame ? Result<void>() : inputerrors::changed(m_folder);
}

Result<std::unique_ptr<BackupInput>> BackupFolder::openMember(const QByteArray& name, const InputLimits& limits) const
{
    const BackupFile member{m_folder.path + '/' + name};
    if (!std::ranges::binary_search(m_names, name))
        return inputerrors::cannotOpen(member, ENOENT);
    return BackupInput::openIn(m_descriptor, name, member, limits);
}

} // namespace bakferry
