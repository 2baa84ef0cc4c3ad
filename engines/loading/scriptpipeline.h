#pragma once
#include "engines/input/backupinput.h"
#include "engines/loading/blockreader.h"
#include "engines/script/statement.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace bakferry {

/// A run of whole statements of a script, with its INSERTs taken apart.
struct ScriptBatch : SplitStatements
{
    QByteArray bytes;                  ///< what the offsets of statements and literals count in
    qint64 offset = 0;                 ///< of bytes[0] in the decompressed script
    qint64 firstLine = 1;              ///< line of bytes[0], from 1
    qint64 storedPosition = 0;         ///< bytes of the backup file read when this batch was made

    QByteArrayView text(std::size_t statement) const
    {
        return QByteArrayView(bytes).sliced(qsizetype(statements[statement].offset), qsizetype(statements[statement].length));
    }
    qint64 lineOf(std::size_t statement) const;
    qint64 offsetOf(std::size_t statement) const { return offset + qint64(statements[statement].offset); }
};

/// Reads a script ahead of its loader: one thread reads, decompresses and hashes, one splits statements and takes INSERTs apart.
///
/// The loader takes batches on its own thread. An INSERT of many rows is handed over in pieces, so memory is some 40 MiB plus the
/// longest statement of another kind, or the longest row. Destroying the pipeline at any
/// moment stops both threads.
class ScriptPipeline
{
public:
    ScriptPipeline(BackupInput& input, std::unique_ptr<StatementSplitter> splitter);
    ~ScriptPipeline();
    ScriptPipeline(const ScriptPipeline&) = delete;
    ScriptPipeline& operator=(const ScriptPipeline&) = delete;

    /// @returns the next batch; nothing at the proven end of the script; or what kept it from being read.
    Result<std::optional<ScriptBatch>> next();

private:
    void splitBlocks();
    ScriptBatch cut(QByteArray& pending, std::size_t done, SplitStatements found);
    ScriptBatch cutRows(QByteArray& pending, std::size_t done, SplitStatements found);
    ScriptBatch batchOf(SplitStatements found) const;

    BackupInput& m_input;
    const std::unique_ptr<StatementSplitter> m_splitter;
    struct Handed
    {
        ScriptBatch value;
        std::optional<Error> failure; ///< instead of a value: why there are no more
    };
    BlockReader m_reader;
    BoundedQueue<Handed> m_batches{4};
    qint64 m_offset = 0; ///< splitter thread: offset and line of the pending bytes
    qint64 m_line = 1;
    std::size_t m_literalsPerBatch = 0;
    std::jthread m_splitterThread;
};

} // namespace bakferry
