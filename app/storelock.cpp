#include "app/storelock.h"

#include "engines/displaytext.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().left(4096) : QByteArray();
}

QByteArray bootId() { return contentOf(u"/proc/sys/kernel/random/boot_id"_s).trimmed(); }

QByteArray commandOf(qint64 pid) { return contentOf(u"/proc/%1/comm"_s.arg(pid)).trimmed(); }

// The command name stands in brackets and may hold anything, so fields are counted behind the last one.
qint64 startTicksOf(qint64 pid)
{
    const QByteArray stat = contentOf(u"/proc/%1/stat"_s.arg(pid));
    const QByteArrayList fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    return fields.value(19).toLongLong();
}

Error cannotLock(const QByteArray& path, int reason)
{
    return {ErrorKind::StoreFailed, "store.lock-file",
            {QT_TRANSLATE_NOOP("Message", "The lock file %1 of the task store cannot be used."), {displayBytes(path)}},
            {QT_TRANSLATE_NOOP("Message", "Give yourself the right to write there, or choose another store with --store."), {}},
            QString::fromLocal8Bit(std::strerror(reason))};
}

Error lockedBy(const QByteArray& storePath, const StoreHolder& holder)
{
    const QString store = displayBytes(storePath);
    const Message what = holder.isAlive()
        ? Message{QT_TRANSLATE_NOOP("Message", "The task store %1 is in use by %2 (program, process)."), {store, holder.display()}}
        : Message{QT_TRANSLATE_NOOP("Message", "The task store %1 is in use by another program."), {store}};
    return {ErrorKind::Locked, "store.locked", what,
            {QT_TRANSLATE_NOOP("Message", "Close that program first, or choose another store with --store."), {}}, {}};
}

bool writeAll(int fd, const QByteArray& bytes)
{
    return ::ftruncate(fd, 0) == 0 && ::pwrite(fd, bytes.constData(), size_t(bytes.size()), 0) == bytes.size();
}

} // namespace

bool StoreHolder::isAlive() const
{
    return pid > 0 && bootId == bakferry::bootId() && startTicks > 0 && startTicks == startTicksOf(pid);
}

QString StoreHolder::display() const
{
    return u"%1, %2"_s.arg(displayBytes(program)).arg(pid);
}

StoreLock::~StoreLock() { release(); }

Result<void> StoreLock::acquire(const QByteArray& storePath)
{
    const QByteArray path = fileFor(storePath);
    const int fd = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return cannotLock(path, errno);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        ::close(fd);
        if (reason != EWOULDBLOCK)
            return cannotLock(path, reason);
        return lockedBy(storePath, readHolder(storePath));
    }
    const qint64 pid = ::getpid();
    const QJsonObject owner{{u"program"_s, QString::fromUtf8(commandOf(pid))}, {u"pid"_s, pid},
                            {u"bootId"_s, QString::fromLatin1(bootId())}, {u"startTicks"_s, startTicksOf(pid)}};
    if (!writeAll(fd, QJsonDocument(owner).toJson(QJsonDocument::Compact) + '\n')) {
        const int reason = errno;
        ::close(fd);
        return cannotLock(path, reason);
    }
    m_fd = fd;
    return {};
}

void StoreLock::release()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

StoreHolder StoreLock::readHolder(const QByteArray& storePath)
{
    const QJsonObject owner = QJsonDocument::fromJson(contentOf(QFile::decodeName(fileFor(storePath)))).object();
    return {owner[u"program"].toString().toUtf8(), owner[u"pid"].toInteger(), owner[u"bootId"].toString().toLatin1(),
            owner[u"startTicks"].toInteger()};
}

} // namespace bakferry
