#pragma once
#include "engines/mariadb/mybackup.h"

#include <deque>
#include <mutex>
#include <optional>

namespace bakferry {

/// What the latest prechecks read of their backups, so that a restore right behind one need not take the text apart once more. Nothing of
/// it is stored. Thread-safe; bounded to a few backups, each taken once.
class MyKeptReadings
{
public:
    struct Kept
    {
        BackupSet full;      ///< without logs
        QByteArray charset;  ///< as it was read in
        std::shared_ptr<MyBackup> backup;
        MyReading reading;
    };
    void keep(Kept kept);
    /// @param sha256  of the bytes that the precheck saw
    /// @returns what was kept of the same files, unless they look changed since. They still have to be hashed.
    std::optional<Kept> take(const BackupSet& full, const QByteArray& charset, const QByteArray& sha256);

private:
    std::mutex m_mutex;
    std::deque<Kept> m_kept; ///< the latest last
};

} // namespace bakferry
