#pragma once
#include "engines/result.h"

#include <QByteArray>

namespace bakferry {

/// Who holds a task store, as its lock file tells.
struct StoreHolder
{
    QByteArray program;
    qint64 pid = 0;
    QByteArray bootId;       ///< of the machine's run the process lived in
    qint64 startTicks = 0;   ///< when the process began, in clock ticks since boot
    /// The process of these three still lives; a number used again by another process does not count.
    bool isAlive() const;
    QString display() const; ///< "bakferry, 4711"; only of a living one
};

/// The right to write a task store: an flock on a file beside it, held until destruction. The kernel gives the lock
/// back when the process dies, however it dies, so a stale lock cannot exist; the file itself stays.
/// Source: flock(2), proc(5) on boot_id and the 22nd field of stat.
class StoreLock
{
public:
    StoreLock() = default;
    ~StoreLock();
    StoreLock(const StoreLock&) = delete;
    StoreLock& operator=(const StoreLock&) = delete;

    /// @returns Error{Locked} naming the holder, or Error{StoreFailed} when the lock file cannot be made.
    Result<void> acquire(const QByteArray& storePath);
    bool isHeld() const { return m_fd >= 0; }
    void release();

    static QByteArray fileFor(const QByteArray& storePath) { return storePath + ".lock"; }
    static StoreHolder readHolder(const QByteArray& storePath);

private:
    int m_fd = -1;
};

} // namespace bakferry
