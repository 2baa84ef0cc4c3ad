#include "engines/sqlite/sqlitesource.h"

#include "engines/displaytext.h"
#include "engines/input/hashing.h"

#include <QtEndian>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bakferry {

namespace {

qint64 sizeOf(int descriptor)
{
    struct stat status{};
    return ::fstat(descriptor, &status) == 0 ? status.st_size : 0;
}

QByteArray resolvedPath(const QByteArray& path)
{
    char* resolved = ::realpath(path.constData(), nullptr);
    const QByteArray result = resolved ? QByteArray(resolved) : path;
    ::free(resolved);
    return result;
}

Error noRoomToUnpack(const QByteArray& folder)
{
    return Error{ErrorKind::NoSpace, "temporary.full",
                 {QT_TRANSLATE_NOOP("Message", "There is no room in %1 to unpack the database for checking."), {displayBytes(folder)}},
                 {QT_TRANSLATE_NOOP("Message", "Make room there, or let TMPDIR name another folder."), {}},
                 QString::fromLocal8Bit(std::strerror(errno))};
}

} // namespace

OwnedDescriptor& OwnedDescriptor::operator=(OwnedDescriptor&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

OwnedDescriptor::~OwnedDescriptor()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::optional<SqliteHeader> readSqliteHeader(QByteArrayView head)
{
    if (head.size() < 100 || !head.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return std::nullopt;
    const auto u16 = [&](int at) { return qFromBigEndian<quint16>(head.data() + at); };
    const auto u32 = [&](int at) { return qFromBigEndian<quint32>(head.data() + at); };
    SqliteHeader header;
    header.pageSize = u16(16) == 1 ? 65536 : u16(16);
    if (header.pageSize < 512 || (header.pageSize & (header.pageSize - 1)) != 0)
        return std::nullopt;
    header.writeAheadLog = head[18] == 2 || head[19] == 2;
    header.pageCount = u32(24) == u32(92) ? u32(28) : 0; // valid only if the last writer knew the field
    header.freePages = u32(36);
    header.schemaFormat = int(u32(44));
    header.autoVacuum = u32(52) != 0;
    header.encoding = int(u32(56));
    header.userVersion = u32(60);
    header.applicationId = u32(68);
    header.sqliteVersion = u32(96);
    return header;
}

Result<std::unique_ptr<SqliteSource>> SqliteSource::open(const BackupFile& file, const InputLimits& limits)
{
    std::unique_ptr<SqliteSource> source(new SqliteSource);
    source->m_file = file;
    Result<std::unique_ptr<BackupInput>> input = BackupInput::open(file, limits);
    if (!input)
        return input.error();
    source->m_input = std::move(*input);
    Result<QByteArray> head = source->m_input->peek(65536);
    if (!head)
        return head.error();
    source->m_head = *head;
    source->m_header = readSqliteHeader(source->m_head);
    if (!source->isCompressed()) {
        const QByteArray path = resolvedPath(file.path);
        for (const Result<void>& opened : {source->openSideFile(path + "-wal", source->m_wal, source->m_walBytes),
                                           source->openSideFile(path + "-journal", source->m_journal, source->m_journalBytes)}) {
            if (!opened)
                return opened.error();
        }
    }
    return source;
}

Result<void> SqliteSource::openSideFile(const QByteArray& path, OwnedDescriptor& descriptor, qint64& bytes)
{
    descriptor = OwnedDescriptor(::open(path.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status{};
    if (!descriptor.isOpen() && errno == ENOENT)
        return {};
    if (!descriptor.isOpen() || ::fstat(descriptor.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return Error{ErrorKind::BackupUnusable, "backup.side_file",
                     {QT_TRANSLATE_NOOP("Message", "The file %1 belongs to the backup and cannot be read."), {displayBytes(path)}},
                     {QT_TRANSLATE_NOOP("Message", "Make it a readable ordinary file, or copy the backup once more together with it."), {}},
                     QString::fromLocal8Bit(std::strerror(errno))};
    }
    bytes = status.st_size;
    return {};
}

Result<void> SqliteSource::unpack(const JobContext& context, JobStep step)
{
    if (!isCompressed() || m_unpacked.isOpen())
        return {};
    const QByteArray folder = qEnvironmentVariableIsSet("TMPDIR") ? qgetenv("TMPDIR") : QByteArray("/tmp");
    OwnedDescriptor unpacked(::open(folder.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (!unpacked.isOpen())
        return noRoomToUnpack(folder);
    QByteArray block(1024 * 1024, Qt::Uninitialized);
    for (;;) {
        const Result<qint64> got = m_input->read(block.data(), block.size());
        if (!got)
            return got.error();
        if (*got == 0)
            break;
        for (qint64 put = 0; put < *got;) {
            const ssize_t n = ::write(unpacked.get(), block.constData() + put, size_t(*got - put));
            if (n <= 0)
                return noRoomToUnpack(folder);
            put += n;
        }
        context.report({step, m_input->storedPosition(), m_input->storedBytes(), 0, {}});
        if (!context.goOn())
            return cancelledError();
    }
    m_mainSha256 = m_input->sha256();
    m_unpacked = std::move(unpacked);
    return {};
}

qint64 SqliteSource::databaseBytes() const { return sizeOf(databaseDescriptor()); }

Result<BackupView*> SqliteSource::view()
{
    if (!m_view) {
        Result<std::unique_ptr<BackupView>> made = BackupView::make(databaseDescriptor(), hasWal() ? m_wal.get() : -1, hasJournal() ? m_journal.get() : -1);
        if (!made)
            return made.error();
        m_view = std::move(*made);
    }
    return m_view.get();
}

Result<QByteArray> SqliteSource::sha256(const JobContext& context, const std::function<void(qint64)>& progress)
{
    if (m_mainSha256.isEmpty()) {
        const Result<QByteArray> main = sha256OfDescriptor(m_input->descriptor(), context, progress);
        if (!main)
            return main;
        m_mainSha256 = *main;
    }
    return sha256With(m_mainSha256, context);
}

Result<QByteArray> SqliteSource::sha256With(const QByteArray& mainSha256, const JobContext& context) const
{
    if (!hasWal() && !hasJournal())
        return mainSha256;
    Sha256 all;
    all.add(mainSha256);
    for (const OwnedDescriptor* side : {&m_wal, &m_journal}) {
        if (!side->isOpen())
            continue;
        const Result<QByteArray> one = sha256OfDescriptor(side->get(), context, {});
        if (!one)
            return one;
        all.add(*one);
    }
    return all.result();
}

Result<void> SqliteSource::checkUnchanged() const
{
    const auto changed = [this] {
        return Error{ErrorKind::BackupChanged, "backup.changed",
                     {QT_TRANSLATE_NOOP("Message", "The backup %1 changed while it was being read."), {m_file.display()}},
                     {QT_TRANSLATE_NOOP("Message", "Stop what writes to it, or restore from a copy."), {}}, {}};
    };
    const Result<void> main = m_input->checkUnchanged();
    if (!main)
        return main;
    if (isCompressed())
        return {};
    const QByteArray path = resolvedPath(m_file.path);
    const auto same = [](const QByteArray& sidePath, const OwnedDescriptor& descriptor, qint64 bytes) {
        struct stat now{}, opened{};
        const bool exists = ::lstat(sidePath.constData(), &now) == 0;
        if (!descriptor.isOpen())
            return !exists;
        return exists && ::fstat(descriptor.get(), &opened) == 0 && now.st_ino == opened.st_ino && now.st_dev == opened.st_dev && opened.st_size == bytes;
    };
    if (!same(path + "-wal", m_wal, m_walBytes) || !same(path + "-journal", m_journal, m_journalBytes))
        return changed();
    return {};
}

} // namespace bakferry
