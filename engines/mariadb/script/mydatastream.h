#pragma once
#include "engines/mariadb/mybackup.h"
#include "engines/mariadb/script/myfiles.h"

#include <memory>
#include <mutex>
#include <vector>

namespace bakferry {

/// Opens the bytes of data entries: out of a plain file by pread, out of a compressed one in a pass that goes on where an earlier one of
/// the same file ended. Thread-safe; streams may outlive it.
class MyDataOpener
{
public:
    explicit MyDataOpener(std::shared_ptr<const MyFiles> files) : m_passes(std::make_shared<Passes>(std::move(files))) { }
    Result<std::unique_ptr<MyDataStream>> open(const MyEntry& entry);

private:
    friend class PassStream;
    struct Passes
    {
        explicit Passes(std::shared_ptr<const MyFiles> all) : files(std::move(all)) { }
        /// The idle pass of this file that stands nearest before `offset`, or a new one.
        Result<std::unique_ptr<BackupInput>> take(int file, qint64 offset);
        void giveBack(int file, std::unique_ptr<BackupInput> input);

        const std::shared_ptr<const MyFiles> files;
        std::mutex mutex;
        std::vector<std::pair<int, std::unique_ptr<BackupInput>>> idle;
    };
    std::shared_ptr<Passes> m_passes;
};

} // namespace bakferry
