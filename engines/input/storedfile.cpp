#include "engines/input/storedfile.h"

#include "engines/input/inputerrors.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

namespace bakferry {

namespace {

// O_NONBLOCK: a FIFO put in the file's place must not hang us. O_NOFOLLOW: nor may a link lead elsewhere.
constexpr int openFlags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY;

std::optional<Error> refusalOf(const struct stat& status, const BackupFile& file)
{
    if (S_ISDIR(status.st_mode))
        return inputerrors::isFolder(file);
    if (!S_ISREG(status.st_mode))
        return inputerrors::notRegular(file);
    return {};
}

// Files of the kernel say they are regular, but their content is made while it is read.
bool isKernelFile(int descriptor)
{
    struct statfs system {};
    if (::fstatfs(descriptor, &system) != 0)
        return false;
    return system.f_type == PROC_SUPER_MAGIC || system.f_type == SYSFS_MAGIC || system.f_type == DEBUGFS_MAGIC
        || system.f_type == CGROUP2_SUPER_MAGIC;
}

} // namespace

bool isSameContent(const struct stat& a, const struct stat& b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size
        && a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

Result<std::unique_ptr<StoredFile>> StoredFile::open(const BackupFile& file)
{
    if (file.path.contains('\0'))
        return inputerrors::cannotOpen(file, EINVAL);
    const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(file.path.constData(), nullptr), ::free);
    struct stat status {};
    if (!resolved || ::lstat(resolved.get(), &status) != 0)
        return inputerrors::cannotOpen(file, errno);
    // Asked before opening: opening alone rewinds some tapes and starts some devices.
    if (const std::optional<Error> refusal = refusalOf(status, file))
        return *refusal;
    const int descriptor = ::open(resolved.get(), openFlags);
    return descriptor < 0 ? Result<std::unique_ptr<StoredFile>>(inputerrors::cannotOpen(file, errno))
                          : adopt(descriptor, file);
}

Result<std::unique_ptr<StoredFile>> StoredFile::openIn(int folderDescriptor, const QByteArray& name, const BackupFile& file)
{
    const bool isPlainName = !name.isEmpty() && name != "." && name != ".." && !name.contains('/') && !name.contains('\0');
    if (!isPlainName)
        return inputerrors::cannotOpen(file, EINVAL);
    struct stat status {};
    if (::fstatat(folderDescriptor, name.constData(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return inputerrors::cannotOpen(file, errno);
    if (const std::optional<Error> refusal = refusalOf(status, file))
        return *refusal;
    const int descriptor = ::openat(folderDescriptor, name.constData(), openFlags);
    return descriptor < 0 ? Result<std::unique_ptr<StoredFile>>(inputerrors::cannotOpen(file, errno))
                          : adopt(descriptor, file);
}

Result<std::unique_ptr<StoredFile>> StoredFile::adopt(int descriptor, const BackupFile& file)
{
    std::unique_ptr<StoredFile> stored(new StoredFile(file, descriptor));
    if (::fstat(descriptor, &stored->m_opened) != 0)
        return inputerrors::cannotOpen(file, errno);
    if (const std::optional<Error> refusal = refusalOf(stored->m_opened, file))
        return *refusal;
    if (isKernelFile(descriptor))
        return inputerrors::notRegular(file);
    if (stored->size() == 0)
        return inputerrors::isEmpty(file);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL); // a hint: larger read-ahead; refusing it costs nothing
    return stored;
}

StoredFile::~StoredFile() { ::close(m_descriptor); }

Result<qint64> StoredFile::readBlock(qint64 offset, char* buffer, qint64 maxBytes) const
{
    for (;;) {
        const ssize_t got = ::pread(m_descriptor, buffer, size_t(maxBytes), offset);
        if (got > 0)
            return qint64(got);
        if (got == 0) // inside the size it was opened with: somebody cut it
            return inputerrors::changed(m_file);
        if (errno != EINTR)
            return inputerrors::unreadable(m_file, offset, errno);
    }
}

Result<qint64> StoredFile::readNext(char* buffer, qint64 maxBytes)
{
    qint64 done = 0;
    while (done < maxBytes && position() < size()) {
        const qint64 wanted = std::min({maxBytes - done, blockBytes, size() - position()});
        const Result<qint64> got = readBlock(position(), buffer + done, wanted);
        if (!got)
            return got;
        m_hash.add(QByteArrayView(buffer + done, *got));
        done += *got;
        m_position.store(position() + *got, std::memory_order_relaxed);
    }
    return done;
}

Result<void> StoredFile::skipTo(qint64 offset)
{
    Q_ASSERT(offset >= position() && offset <= size());
    QByteArray block(std::min(blockBytes, offset - position()), Qt::Uninitialized);
    while (position() < offset) {
        const Result<qint64> got = readNext(block.data(), std::min<qint64>(block.size(), offset - position()));
        if (!got)
            return got.error();
    }
    return {};
}

Result<QByteArray> StoredFile::readAt(qint64 offset, qint64 bytes) const
{
    Q_ASSERT(offset >= 0 && bytes >= 0 && offset + bytes <= size());
    QByteArray content(bytes, Qt::Uninitialized);
    for (qint64 done = 0; done < bytes;) {
        const Result<qint64> got = readBlock(offset + done, content.data() + done, bytes - done);
        if (!got)
            return got.error();
        done += *got;
    }
    return content;
}

Result<void> StoredFile::finish()
{
    if (!m_sha256.isEmpty())
        return {};
    if (const Result<void> rest = skipTo(size()); !rest)
        return rest;
    if (const Result<void> same = checkDescriptor(); !same)
        return same;
    m_sha256 = m_hash.result();
    return {};
}

Result<void> StoredFile::checkDescriptor() const
{
    struct stat now {};
    if (::fstat(m_descriptor, &now) != 0)
        return inputerrors::unreadable(m_file, position(), errno);
    return isSameContent(now, m_opened) ? Result<void>() : inputerrors::changed(m_file);
}

QByteArray StoredFile::identity() const
{
    QByteArrayList parts;
    for (const auto part : {qint64(m_opened.st_dev), qint64(m_opened.st_ino), qint64(m_opened.st_size), qint64(m_opened.st_mtim.tv_sec), qint64(m_opened.st_mtim.tv_nsec)})
        parts += QByteArray::number(part);
    return parts.join(' ');
}

Result<void> StoredFile::checkUnchanged() const
{
    if (const Result<void> same = checkDescriptor(); !same)
        return same;
    struct stat now {};
    const bool isThere = ::stat(m_file.path.constData(), &now) == 0;
    return isThere && isSameContent(now, m_opened) ? Result<void>() : inputerrors::changed(m_file);
}

Result<qint64> StoredSource::read(char* buffer, qint64 maxBytes)
{
    if (m_file.position() < m_begin) {
        if (const Result<void> skipped = m_file.skipTo(m_begin); !skipped)
            return skipped.error();
    }
    return m_file.readNext(buffer, std::min(maxBytes, m_end - m_file.position()));
}

} // namespace bakferry
