#include "engines/postgresql/load/pgdataloader.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pginsertloader.h"
#include "engines/postgresql/load/pgplan.h"
#include "engines/postgresql/load/pgwords.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

constexpr qsizetype worthFreezing = 512 * 1024; // below this, the new file of a TRUNCATE costs more than it saves
constexpr qint64 worthSharing = 16 * 1024 * 1024;
constexpr qint64 blockBytes = 1024 * 1024;
constexpr std::size_t piecesRemembered = 4096; // of 1 MiB

Error countsDiffer(const QString& table, qint64 sent, qint64 taken)
{
    return {ErrorKind::VerificationFailed, "verify.copy_count",
            {QT_TRANSLATE_NOOP("Message", "%1 rows were sent to %2, but the server says it took %3."), {QString::number(sent), table, QString::number(taken)}},
            {QT_TRANSLATE_NOOP("Message", "The target was not touched. Look into the log, and restore again."), {}}, {}};
}

} // namespace

PgDataLoader::PgDataLoader(PgBackup& backup, int database, const QList<int>& rows, bool mayTruncate, PgSequence* sequence, PgTeam& team, PgLedger& ledger)
    : m_backup(backup), m_database(database), m_mayTruncate(mayTruncate), m_team(team), m_ledger(ledger), m_sequence(sequence), m_waiting(rows)
{
    if (m_sequence)
        m_wanted = QSet<int>(rows.cbegin(), rows.cend());
    else
        std::ranges::stable_sort(m_waiting, {}, [&](int entry) { return entryAt(entry).dataSize; });
}

Result<void> PgDataLoader::run(const std::vector<PgSession*>& sessions)
{
    begin(int(sessions.size()));
    return m_team.run(m_connections, [&](int number) -> Result<void> {
        for (;;) {
            if (!m_team.goOn())
                return cancelledError();
            int loaded = -1;
            const Result<Turn> turned = turn(*sessions[std::size_t(number)], loaded);
            if (!turned)
                return turned.error();
            if (*turned == Turn::Finished)
                return {};
            if (*turned == Turn::Busy)
                waitForStream();
        }
    });
}

void PgDataLoader::begin(int connections)
{
    m_connections = connections;
    qint64 total = 0;
    for (const int entry : std::as_const(m_waiting))
        total += qMax<qint64>(0, entryAt(entry).dataSize);
    m_share = qMax(worthSharing, total / m_connections);
}

void PgDataLoader::waitForStream()
{
    std::unique_lock lock(m_mutex);
    m_givenBack.wait_for(lock, std::chrono::milliseconds(50), [&] { return !m_isLent; });
}

Result<PgDataLoader::Turn> PgDataLoader::turn(PgSession& session, int& loaded)
{
    loaded = -1;
    Result<std::optional<Work>> work = nextWork();
    if (!work)
        return work.error();
    if (!*work)
        return Turn::Finished;
    if ((*work)->entry < 0)
        return Turn::Busy;
    const bool isLent = isExclusive(**work);
    const Result<void> done = load(session, **work);
    const bool isWhole = finish(**work, isLent);
    if (!done)
        return done.error();
    if (const Result<void> analyzed = isWhole ? analyze(session, entryAt((*work)->entry)) : Result<void>(); !analyzed)
        return analyzed.error();
    loaded = isWhole ? (*work)->entry : -1;
    return Turn::Loaded;
}

// The planner's statistics, while the rows are at hand and before keys want the table for themselves: checks of foreign keys are planned
// with them, and autovacuum sees that there is nothing to do. The verification gathers what is missing then.
Result<void> PgDataLoader::analyze(PgSession& session, const PgEntry& entry)
{
    if (!m_mayTruncate || entry.kind != "TABLE DATA" || entry.dataSize < worthFreezing)
        return {};
    PgTableName table = entry.copyStatement.isEmpty() ? PgTableName{entry.schema, entry.name} : copyTargetOf(entry.copyStatement).table;
    if (table.schema.isEmpty())
        table.schema = entry.schema;
    const QByteArray relation = quotedPgName(table.schema, table.name);
    PgConnection& connection = session.connection();
    const Result<QByteArray> kind = connection.value("SELECT c.relkind FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass($1)", {relation});
    if (!kind)
        return kind.error();
    if (*kind != "r") // of a partitioned table it would go over all partitions, with each that names it
        return {};
    if (const Result<PgAnswer> done = connection.execute("ANALYZE " + relation)) {
        m_ledger.setAnalyzed(table);
    } else if (done.error().kind == ErrorKind::Cancelled || connection.lastState().isEmpty()) {
        return done.error();
    }
    return {};
}

bool PgDataLoader::isToBeVisited(const PgTableName& table)
{
    const std::lock_guard lock(m_mutex);
    return m_toBeVisited.contains(table);
}

// @returns whether the entry's last rows are in. Large objects come in parts: nobody can say which is the last one.
bool PgDataLoader::finish(const Work& work, bool wasLent)
{
    const std::lock_guard lock(m_mutex);
    if (wasLent) {
        m_isLent = false;
        m_givenBack.notify_all();
    }
    const int others = --m_underWay[work.entry];
    return others == 0 && (work.alone || (work.source && work.source->isDrained())) && entryAt(work.entry).kind != "BLOBS";
}

Result<void> PgDataLoader::loadOne(PgSession& session, int entry)
{
    Work work;
    if (m_sequence) {
        for (;;) {
            Result<std::optional<PgNextData>> next = m_sequence->next(m_database);
            if (!next)
                return next.error();
            if (!*next)
                return {}; // readThrough() saw it, so the file has changed: what was read is compared before the switch-over
            if ((*next)->entry != entry)
                continue;
            work = workOn(entry, std::move((*next)->stream), true);
            break;
        }
    } else {
        Result<std::unique_ptr<PgDataStream>> stream = m_backup.openData(m_database, entry);
        if (!stream)
            return stream.error();
        work = workOn(entry, std::move(*stream), true);
    }
    return load(session, work);
}

// @returns nothing at the end; work of no entry while the stream of a sequential backup is lent
Result<std::optional<PgDataLoader::Work>> PgDataLoader::nextWork()
{
    const std::lock_guard lock(m_mutex);
    if (m_isLent)
        return std::optional<Work>(Work{});
    std::optional<Work> joined = m_sequence || m_waiting.isEmpty() ? join() : std::nullopt;
    Result<std::optional<Work>> work = joined || (!m_sequence && m_waiting.isEmpty()) ? Result<std::optional<Work>>(std::move(joined)) : m_sequence ? openNext() : openLargest();
    if (!work || !*work)
        return work;
    ++m_underWay[(*work)->entry];
    m_isLent = isExclusive(**work);
    return work;
}

std::optional<PgDataLoader::Work> PgDataLoader::join()
{
    m_shared.removeIf([](const auto& one) { return one.second->isDrained(); });
    if (m_shared.isEmpty())
        return {};
    return Work{m_shared.first().first, m_shared.first().second, {}, false};
}

Result<std::optional<PgDataLoader::Work>> PgDataLoader::openLargest()
{
    const int entry = m_waiting.takeLast();
    Result<std::unique_ptr<PgDataStream>> stream = m_backup.openData(m_database, entry);
    if (!stream)
        return stream.error();
    const bool share = m_connections > 1 && entryAt(entry).dataSize > m_share;
    return std::optional<Work>(workOn(entry, std::move(*stream), !share));
}

Result<std::optional<PgDataLoader::Work>> PgDataLoader::openNext()
{
    for (;;) {
        Result<std::optional<PgNextData>> next = m_sequence->next(m_database);
        if (!next)
            return next.error();
        if (!*next)
            return std::optional<Work>();
        if (!m_wanted.contains((*next)->entry))
            continue;
        // Of two connections one has keys to build meanwhile; of more, most would have nothing to do.
        const bool alone = m_connections == 1 || (m_connections == 2 && entryAt((*next)->entry).dataSize <= m_share);
        return std::optional<Work>(workOn((*next)->entry, std::move((*next)->stream), alone));
    }
}

PgDataLoader::Work PgDataLoader::workOn(int entry, std::unique_ptr<PgDataStream> stream, bool alone)
{
    Work work;
    work.entry = entry;
    if (entryAt(entry).copyStatement.isEmpty()) {
        work.statements = std::move(stream);
        work.alone = true;
        return work;
    }
    const bool wholeRows = copyTargetOf(entryAt(entry).copyStatement).isPlainText;
    work.source = std::make_shared<PgRowSource>(std::move(stream), wholeRows);
    work.alone = alone || !wholeRows;
    if (!work.alone)
        m_shared.append({entry, work.source});
    return work;
}

Result<void> PgDataLoader::load(PgSession& session, Work& work)
{
    const PgEntry& entry = entryAt(work.entry);
    if (work.source)
        return copy(session, entry, *work.source, work.alone);
    const PgDatabase& database = m_backup.databases()[m_database];
    if (entry.kind == "BLOBS" && m_backup.header().format != "postgresql-script") {
        const Result<void> loaded = loadLargeObjects(session, *work.statements);
        return loaded ? loaded : Result<void>(atPgEntry(loaded.error(), entry));
    }
    const PgLexMode mode = pgLexModeOf(database);
    PgInsertReader reader(std::move(work.statements), mode, m_backup.header().pgDumpLayout);
    PgInsertLoader loader(session, entry, mode, m_mayTruncate && entry.kind == "TABLE DATA", m_team, m_ledger);
    const Result<void> loaded = loader.load(reader);
    m_statements += loader.statements();
    return loaded ? loaded : Result<void>(atPgEntry(loaded.error(), entry));
}

// TRUNCATE in COPY's own transaction is what allows FREEZE; on tables only (manual, COPY).
Result<bool> PgDataLoader::beginFrozen(PgSession& session, const PgCopyTarget& target)
{
    const Result<QByteArray> kind = session.connection().value("SELECT relkind FROM pg_catalog.pg_class WHERE oid = $1::pg_catalog.regclass", {target.relation});
    if (!kind)
        return kind.error();
    if (*kind != "r")
        return false;
    const Result<void> begun = session.run("BEGIN; TRUNCATE ONLY " + target.relation);
    return begun ? Result<bool>(true) : Result<bool>(begun.error());
}

Result<void> PgDataLoader::copy(PgSession& session, const PgEntry& entry, PgRowSource& source, bool alone)
{
    PgRowSource::Chunk chunk;
    const Result<bool> first = source.next(chunk);
    if (!first)
        return atPgEntry(first.error(), entry);
    if (!*first && !alone)
        return {}; // the others were quicker
    const PgCopyTarget target = copyTargetOf(entry.copyStatement);
    if (const Result<void> prepared = session.prepareFor(entry); !prepared)
        return atPgEntry(prepared.error(), entry);
    if (!entry.definition.isEmpty()) { // settings of a script that hold for these rows
        if (const Result<void> set = session.run(entry.definition); !set)
            return atPgEntry(set.error(), entry);
    }
    Result<bool> frozen = false;
    if (alone && m_mayTruncate && target.isPlainText && chunk.bytes.size() >= worthFreezing)
        frozen = beginFrozen(session, target);
    if (!frozen)
        return atPgEntry(frozen.error(), entry);
    if (!*frozen && chunk.bytes.size() >= worthFreezing) {
        const std::lock_guard lock(m_mutex);
        m_toBeVisited += PgTableName{target.table.schema.isEmpty() ? entry.schema : target.table.schema, target.table.name};
    }
    if (const Result<void> begun = session.connection().beginCopy(*frozen ? target.head + " WITH (FREEZE)" : target.head); !begun)
        return atPgEntry(begun.error(), entry);
    const QString shown = displayBytes(target.relation);
    SentRows sent;
    const auto refused = [&](const Error& error) { return atPgEntry(error, entry, sent.rowAt(session.connection().lastCopyLine(target.table.name))); };
    if (const Result<void> all = sendRows(session, source, chunk, shown, sent); !all)
        return refused(all.error());
    const Result<qint64> taken = session.connection().endCopy();
    if (!taken)
        return refused(taken.error());
    if (*frozen) {
        if (const Result<void> committed = session.run("COMMIT"); !committed)
            return atPgEntry(committed.error(), entry);
    }
    if (target.isPlainText && m_mayTruncate && sent.rows != *taken)
        return countsDiffer(shown, sent.rows, *taken);
    const QByteArray schema = target.table.schema.isEmpty() ? entry.schema : target.table.schema;
    m_ledger.add(quotedPgName(schema, target.table.name), {schema, target.table.name}, target.isPlainText ? sent.rows : *taken);
    return {};
}

qint64 PgDataLoader::SentRows::rowAt(qint64 line) const
{
    const auto after = std::ranges::upper_bound(pieces, line - 1, {}, &Piece::sentBefore);
    return line < 1 || after == pieces.begin() ? 0 : std::prev(after)->firstRow + line - std::prev(after)->sentBefore;
}

Result<void> PgDataLoader::sendRows(PgSession& session, PgRowSource& source, PgRowSource::Chunk& chunk, const QString& shown, SentRows& sent)
{
    while (!chunk.bytes.isEmpty()) {
        sent.pieces.push_back({sent.rows, chunk.firstRow});
        if (sent.pieces.size() > piecesRemembered)
            sent.pieces.pop_front();
        if (const Result<void> put = session.connection().putCopy(chunk.bytes); !put)
            return put.error();
        sent.rows += chunk.rows;
        m_team.advance(source.takeStoredBytes(), chunk.rows, shown);
        if (!m_team.goOn()) {
            session.connection().abandonCopy();
            return cancelledError();
        }
        if (const Result<bool> more = source.next(chunk); !more) {
            session.connection().abandonCopy();
            return more.error();
        }
    }
    return {};
}

// Definitions have made them; here they get their bytes.
Result<void> PgDataLoader::loadLargeObjects(PgSession& session, PgDataStream& stream)
{
    QByteArray block(blockBytes, Qt::Uninitialized);
    quint32 object = 0;
    qint64 offset = 0, reported = 0;
    for (;;) {
        const Result<qint64> got = stream.read(block.data(), block.size());
        if (!got)
            return got.error();
        if (*got == 0)
            return {};
        if (stream.largeObject() != std::exchange(object, stream.largeObject()))
            offset = 0;
        const QByteArray bytes = "\\x" + QByteArray::fromRawData(block.constData(), *got).toHex();
        const Result<PgAnswer> put = session.connection().query("SELECT pg_catalog.lo_put($1::oid, $2::bigint, $3::bytea)",
                                                                {QByteArray::number(object), QByteArray::number(offset), bytes});
        if (!put)
            return put.error();
        offset += *got;
        m_team.advance(stream.storedBytesRead() - reported, 0, displayBytes("LARGE OBJECT " + QByteArray::number(object)));
        reported = stream.storedBytesRead();
        if (!m_team.goOn())
            return cancelledError();
    }
}

} // namespace bakferry
