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

void ScriptBatch::takeInsertsApart(InsertReader reader)
{
    inserts.resize(statements.size());
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (statements[i].kind == StatementKind::Insert && statements[i].terminated && inserts[i].rows == 0)
            reader(bytes, statements[i].offset, statements[i].length, literals, inserts[i]);
    }
}

qint64 ScriptBatch::lineOf(std::size_t statement) const
{
    return firstLine + countLines(QByteArrayView(bytes).first(qsizetype(statements[statement].offset)));
}

ScriptPipeline::ScriptPipeline(BackupInput& input, std::unique_ptr<StatementSplitter> splitter, InsertPrefixReader prefixReader,
                               InsertReader insertReader)
    : m_input(input), m_splitter(std::move(splitter)), m_prefixReader(prefixReader), m_insertReader(insertReader), m_reader(input)
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
        std::vector<Statement> statements;
        const std::size_t done = m_splitter->split(pending, atEnd, statements);
        if (done == 0 && pending.size() >= longInsertBytes) {
            if (std::optional<ScriptBatch> rows = cutRows(pending)) {
                if (!m_batches.push({std::move(*rows), {}}))
                    return;
                worthTrying = 0;
                continue;
            }
        }
        worthTrying = done > 0 ? 0 : pending.size() * 2;
        if (done == 0 && pending.size() > longestStatementBytes) {
            m_batches.push({{}, tooLong(m_offset, m_line)});
            break;
        }
        if (done > 0 && !m_batches.push({cut(pending, done, std::move(statements)), {}}))
            return;
    }
    m_batches.close();
}

ScriptBatch ScriptPipeline::cut(QByteArray& pending, std::size_t done, std::vector<Statement> statements)
{
    ScriptBatch batch;
    batch.offset = m_offset;
    batch.firstLine = m_line;
    batch.storedPosition = m_input.storedPosition();
    m_offset += qint64(done);
    m_line += countLines(QByteArrayView(pending).first(qsizetype(done)));
    QByteArray rest = pending.sliced(qsizetype(done));
    rest.reserve(rest.size() + blockBytes);
    batch.bytes = std::move(pending);
    pending = std::move(rest);
    batch.statements = std::move(statements);
    if (m_insertReader)
        batch.takeInsertsApart(m_insertReader);
    return batch;
}

std::optional<ScriptBatch> ScriptPipeline::cutRows(QByteArray& pending)
{
    ScriptBatch batch;
    InsertValues values;
    const std::size_t done = m_prefixReader(pending, 0, batch.literals, values);
    if (done == 0)
        return std::nullopt;
    batch.offset = m_offset;
    batch.firstLine = m_line;
    batch.storedPosition = m_input.storedPosition();
    Statement piece;
    piece.length = done;
    piece.kind = StatementKind::Insert;
    piece.goesOn = true;
    batch.statements = {piece};
    batch.inserts = {values};
    const QByteArray head = pending.first(qsizetype(values.headLength)) + "VALUES ";
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
