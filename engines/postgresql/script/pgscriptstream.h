#pragma once
#include "engines/input/backupinput.h"
#include "engines/postgresql/pgbackup.h"

namespace bakferry {

/// Bytes of one data entry out of a plain file, by pread: any number side by side. The file stays open as long as a stream does.
std::unique_ptr<PgDataStream> openPgScriptPart(std::shared_ptr<BackupInput> file, BackupFile name, const PgEntry& entry);

/// The data entries of a compressed script, in its order, in a pass of its own over the file. One thread.
class PgScriptPass
{
public:
    explicit PgScriptPass(std::unique_ptr<BackupInput> input) : m_input(std::move(input)) { }
    /// Reads on to where the entry's data begin. @pre the entry lies behind the one before, whose stream is gone
    Result<std::unique_ptr<PgDataStream>> open(const PgEntry& entry);

private:
    std::unique_ptr<BackupInput> m_input;
};

} // namespace bakferry
