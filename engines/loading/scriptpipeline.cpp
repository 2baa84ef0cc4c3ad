#include "engines/loading/scriptpipeline.h"

#include <QtGlobal>

namespace bakferry {

namespace {

constexpr qsizetype blockBytes = BlockReader::blockBytes;
// From this size on an unfinished INSERT is handed over row by row.
constexpr qsizetype longInsertBytes = 4 * blockBytes;
// What a database takes as one statement at most; SQLite, PostgreSQL and MariaDB all stop at or below 1 GiB.
constexpr qsizetype longestStatementBytes = 1'000'000'000;

Error tooLong(qint64 offset, qint64 line)
{
    return Error{ErrorKind::BackupUnusable, "script.statement_too_long",
                 {QT_TRANSLATE_NOOP("Message", "The statement at byte %1 (line %2) of the script is longer than 1,000,000,000 bytes."),
                  {QString::number(offset), QString::number(line)}},
                 {QT_TRANSLATE_NOOP("Message", "Make the backup again with shorter INSERT statements."), {}}, {}};
}

} // namespace

qint64 ScriptBatch::lineOf(std::size_t statement) const
{
    return firstLine + countLines(QByteArrayView(bytes).first(qsizetype(statements[statement].offset)));
}

ScriptPipeline::ScriptPipeline(BackupInput& input, std::unique_ptr<StatementSplitter> splitter)
    : m_input(input), m_splitter(std::move(splitter)), m_reader(input)
{
    m_splitterThread = std::jthread([this] { splitBlocks(); });
}

ScriptPipeline::~ScriptPipeline()
{
    m_reader.stop();
    m_batches.close();
}

void ScriptPipeline::splitBlocks()
{
    QByteArray pending;
    qsizetype worthTrying = 0; // a statement longer than a block is looked at again only when its bytes have doubled
    bool atEnd = false;
    while (!atEnd) {
        Result<std::optional<QByteArray>> block = m_reader.next();
        if (!block) {
            m_batches.push({{}, block.error()});
            break;
        }
        atEnd = !*block;
        if (!atEnd)
            pending = pending.isEmpty() ? std::move(**block) : pending.append(**block);
        if (!atEnd && pending.size() < worthTrying)
            continue;
        SplitStatements found;
        found.literals.reserve(m_literalsPerBatch);
        std::size_t done = m_splitter->split(pending, atEnd, found);
        m_literalsPerBatch = found.literals.size();
        if (done > 0) {
            if (!m_batches.push({cut(pending, done, std::move(found)), {}}))
                return;
            worthTrying = 0;
            continue;
        }
        if (pending.size() >= longInsertBytes && (done = m_splitter->splitRows(pending, found)) > 0) {
            if (!m_batches.push({cutRows(pending, done, std::move(found)), {}}))
                return;
            worthTrying = longInsertBytes; // what follows is as long, most likely
            continue;
        }
        worthTrying = pending.size() * 2;
        if (pending.size() > longestStatementBytes) {
            m_batches.push({{}, tooLong(m_offset, m_line)});
            break;
        }
    }
    m_batches.close();
}

ScriptBatch ScriptPipeline::batchOf(SplitStatements found) const
{
    ScriptBatch batch{std::move(found)};
    batch.offset = m_offset;
    batch.firstLine = m_line;
    batch.storedPosition = m_input.storedPosition();
    return batch;
}

ScriptBatch ScriptPipeline::cut(QByteArray& pending, std::size_t done, SplitStatements found)
{
    ScriptBatch batch = batchOf(std::move(found));
    m_offset += qint64(done);
    m_line += countLines(QByteArrayView(pending).first(qsizetype(done)));
    QByteArray rest = pending.sliced(qsizetype(done));
    rest.reserve(rest.size() + blockBytes);
    batch.bytes = std::move(pending);
    pending = std::move(rest);
    return batch;
}

ScriptBatch ScriptPipeline::cutRows(QByteArray& pending, std::size_t done, SplitStatements found)
{
    ScriptBatch batch = batchOf(std::move(found));
    const QByteArray head = pending.first(qsizetype(batch.inserts.front().headLength)) + "VALUES ";
    // The head stands twice now; offset and line go back by it, so that what follows keeps its place in the file.
    m_offset += qint64(done) - head.size();
    m_line += countLines(QByteArrayView(pending).first(qsizetype(done))) - countLines(head);
    QByteArray rest = head + pending.sliced(qsizetype(done));
    batch.bytes = std::move(pending);
    pending = std::move(rest);
    return batch;
}

Result<std::optional<ScriptBatch>> ScriptPipeline::next()
{
    Handed batch;
    if (!m_batches.pop(batch))
        return std::optional<ScriptBatch>();
    if (batch.failure)
        return *batch.failure;
    return std::make_optional(std::move(batch.value));
}

} // namespace bakferry
