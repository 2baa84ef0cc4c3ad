#include "engines/mariadb/load/mydataloader.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <algorithm>
#include <cstring>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 transactionBytes = 64 * 1024 * 1024; // rolled back within a second or two after a stop
constexpr qint64 packetReserve = 64 * 1024;
constexpr qsizetype longestRewritten = 1024 * 1024;
constexpr char generatedValueIgnored[] = "1906"; // mariadb-dump writes them, and the server works them out

qint64 storedPerContentOf(const MyBackup& backup, qint64 content) { return content > 0 ? backup.storedBytes() : content; }

} // namespace

/// What one way through a table's data came to.
struct MyDataLoader::Run
{
    Way way = Way::Rows;
    QByteArray staging;
    QString shown;
    QByteArray sqlName;
    QList<MyInsertColumn> columns;
    MyRef ref;            ///< entry at hand
    MyLexMode mode;
    qint64 tuples = 0;    ///< -1: cannot be told
    qint64 statements = 0, skipped = 0;
    qint64 warnings = 0;  ///< of statements
    QByteArrayList warningNumbers;
    qint64 uncommitted = 0, read = 0;
    qint64 reported = 0, ofEntry = 0; ///< stored bytes told to the team, in all and of the entry at hand
    qint64 reportedRows = 0;
    bool inOrder = false;
};

MyDataLoader::MyDataLoader(MyBackup& backup, QList<Place> places, QList<QList<qint64>> rows, MyServerTraits& traits, const MyStatements& statements, LoadTeam& team, MyLedger& ledger)
    : m_backup(backup), m_places(std::move(places)), m_rows(std::move(rows)), m_traits(traits), m_statementsOf(statements), m_team(team), m_ledger(ledger),
      m_storedPerContent(backup.contentBytes() > 0 ? double(storedPerContentOf(backup, backup.contentBytes())) / double(backup.contentBytes()) : 1.0)
{
}

qint64 MyDataLoader::counted(const MyRef& ref) const
{
    const int database = m_places[ref.item].database;
    return database < m_rows.size() && ref.entry < m_rows[database].size() ? m_rows[database][ref.entry] : -1;
}

bool MyDataLoader::needsKeys(const MyTableWork& work) const
{
    return std::ranges::any_of(work.data, [&](int entry) { return counted({work.item, entry}) < 0; });
}

QList<Message> MyDataLoader::takeWarnings()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_warnings, {});
}

QString MyDataLoader::shown(int item, const QByteArray& table) const { return m_places[item].shown + displayBytes(table); }

Result<void> MyDataLoader::loadTable(MyLoadSession& session, const MyTableWork& work, bool ours)
{
    Run run;
    run.shown = shown(work.item, work.table);
    const QByteArray id = idOf({work.item, work.data.first()});
    m_team.objects().begin(run.shown, id);
    const Result<void> loaded = loadRows(session, work, ours, run);
    if (loaded)
        m_team.objects().end(run.shown);
    else
        m_team.failObject(run.shown, id, loaded.error());
    return loaded;
}

Result<void> MyDataLoader::loadRows(MyLoadSession& session, const MyTableWork& work, bool ours, Run& run)
{
    run.staging = m_places[work.item].staging;
    run.sqlName = quotedMyName(work.table);
    const Result<QList<MyInsertColumn>> columns = columnsOf(session, work);
    if (!columns)
        return columns.error();
    run.columns = *columns;
    qint64 before = 0;
    if (!ours) {
        const Result<QByteArray> count = session.connection().value("SELECT count(*) FROM " + quotedMyName(run.staging, work.table));
        if (!count)
            return count.error();
        before = count->toLongLong();
    }
    const Run fresh = run;
    if (ours && m_traits.localInfile) {
        const Result<Ended> ended = loadAll(session, work, Way::Rows, run);
        if (ended && *ended == Ended::Well) {
            account(work, run, before);
            return {};
        }
        const bool mayGoOn = ended || ended.error().kind == ErrorKind::StatementFailed;
        if (!mayGoOn)
            return ended.error();
        m_team.context().note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "%1 is loaded again by the statements of the backup, because the server would have changed or left out rows."), {run.shown}});
        m_team.advance(-run.reported, -run.reportedRows, run.shown);
        if (const Result<void> emptied = empty(session, work); !emptied)
            return emptied;
        run = fresh;
    }
    if (const Result<Ended> ended = loadAll(session, work, Way::Statements, run); !ended)
        return ended.error();
    account(work, run, before);
    return {};
}

Result<void> MyDataLoader::loadInOrder(MyLoadSession& session, const MyRef& ref)
{
    const MyEntry& entry = entryOf(ref);
    Run run;
    run.inOrder = true;
    run.way = Way::Statements;
    run.staging = m_places[ref.item].staging;
    run.shown = shown(ref.item, entry.table);
    run.sqlName = entry.kind == "TABLE DATA" ? quotedMyName(entry.table) : QByteArray();
    if (const Result<void> begun = session.run("BEGIN"); !begun)
        return begun;
    m_team.objects().begin(run.shown, idOf(ref));
    if (const Result<Ended> ended = loadEntry(session, ref, run); !ended) {
        m_team.failObject(run.shown, idOf(ref), ended.error());
        return ended.error();
    }
    m_team.objects().end(run.shown);
    MyTableWork work;
    work.item = ref.item;
    work.table = entry.table;
    run.tuples = -1; // statements before or behind it may change what is there
    account(work, run, 0);
    return session.run("COMMIT");
}

// Names are asked for in UTF-8. Invisible columns are none that an INSERT without a list of columns means.
Result<QList<MyInsertColumn>> MyDataLoader::columnsOf(MyLoadSession& session, const MyTableWork& work)
{
    if (const Result<void> neutral = session.becomeNeutral(); !neutral)
        return neutral.error();
    const Result<MyAnswer> answer = session.connection().execute(
        "SELECT column_name, data_type, extra, coalesce(character_set_name, '') FROM information_schema.columns WHERE table_schema = " + quotedMyLiteral(m_places[work.item].staging)
        + " AND table_name = " + quotedMyLiteral(work.table) + " ORDER BY extra LIKE '%INVISIBLE%', ordinal_position");
    if (!answer)
        return answer.error();
    QList<MyInsertColumn> columns;
    for (qsizetype row = 0; row < answer->rows(); ++row) {
        const QByteArray extra = answer->text(row, 2).toUpper(); // MySQL's DEFAULT_GENERATED is no generated column
        const bool isGenerated = extra.contains("STORED GENERATED") || extra.contains("VIRTUAL GENERATED");
        columns += MyInsertColumn{answer->text(row, 0), isGenerated ? MyColumnKind::Generated : myColumnKindOf(answer->text(row, 1)), answer->text(row, 3)};
    }
    return columns;
}

// What a transaction left open is taken back by the server; other engines, and portions committed before, are emptied at a stroke where the
// server can do that. AUTO_INCREMENT goes on where it stood, as it does after a DELETE; MySQL may tell an old number.
Result<void> MyDataLoader::empty(MyLoadSession& session, const MyTableWork& work)
{
    if (const Result<void> back = session.run("ROLLBACK"); !back)
        return back;
    if (const Result<void> neutral = session.becomeNeutral(); !neutral)
        return neutral;
    const QByteArray table = quotedMyName(m_places[work.item].staging, work.table);
    if (m_traits.isMariaDb) {
        const Result<QByteArray> counter = session.connection().value("SELECT auto_increment FROM information_schema.tables WHERE table_schema = "
                                                                      + quotedMyLiteral(m_places[work.item].staging) + " AND table_name = " + quotedMyLiteral(work.table));
        if (!counter)
            return counter.error();
        if (session.run("TRUNCATE TABLE " + table))
            return counter->isEmpty() ? Result<void>() : session.run("ALTER TABLE " + table + " AUTO_INCREMENT = " + *counter);
    }
    return session.run("DELETE FROM " + table);
}

Result<MyDataLoader::Ended> MyDataLoader::loadAll(MyLoadSession& session, const MyTableWork& work, Way way, Run& run)
{
    run.way = way;
    if (const Result<void> begun = session.run("BEGIN"); !begun)
        return begun.error();
    for (const int entry : work.data) {
        const Result<Ended> ended = loadEntry(session, {work.item, entry}, run);
        if (!ended || *ended != Ended::Well)
            return ended;
    }
    if (const Result<void> committed = session.run("COMMIT"); !committed)
        return atMyEntry(committed.error(), m_backup, entryOf({work.item, work.data.first()}));
    return Ended::Well;
}

Result<MyDataLoader::Ended> MyDataLoader::loadEntry(MyLoadSession& session, const MyRef& ref, Run& run)
{
    const MyEntry& entry = entryOf(ref);
    const MySettings& settings = m_backup.settings()[entry.settings];
    run.ref = ref;
    run.mode = myLexModeOf(settings);
    run.read = run.ofEntry = 0;
    if (const Result<void> set = session.become(settings, run.staging, run.way == Way::Rows); !set)
        return set.error();
    Result<std::unique_ptr<MyDataStream>> stream = m_backup.openData(m_places[ref.item].database, ref.entry);
    if (!stream)
        return stream.error();
    MyInsertOptions options;
    options.table = run.sqlName;
    options.columns = run.columns;
    options.charset = settings.charset;
    options.asBytes = storesMyBytes(run.columns, settings.charset);
    options.asStatements = run.way == Way::Statements;
    options.longestStatement = qMax<qint64>(packetReserve, m_traits.longestStatement - packetReserve);
    MyInsertReader reader(std::move(*stream), run.mode, options);
    MyInsertBatch batch;
    bool hasBatch = false;
    for (;;) {
        if (!m_team.goOn())
            return cancelledError();
        if (!hasBatch) {
            const Result<bool> more = reader.next(batch);
            if (!more)
                return more.error();
            run.statements += batch.statements;
            run.skipped += batch.skipped;
            if (!*more)
                return Ended::Well;
        }
        hasBatch = false;
        const Result<Ended> sent = batch.isRows ? sendRows(session, reader, batch, hasBatch, run) : sendStatements(session, batch, run);
        if (!sent)
            return run.way == Way::Rows ? sent : Result<Ended>(atMyEntry(sent.error(), m_backup, entry));
        if (*sent != Ended::Well)
            return sent;
        run.read = reader.bytesRead();
        advance(run, 0);
        if (const Result<void> committed = commitIfLarge(session, run); !committed)
            return committed.error();
    }
}

// One LOAD DATA takes portion after portion as long as they are of one kind.
Result<MyDataLoader::Ended> MyDataLoader::sendRows(MyLoadSession& session, MyInsertReader& reader, MyInsertBatch& batch, bool& hasBatch, Run& run)
{
    const QByteArray statement = batch.loadStatement;
    qsizetype at = 0;
    qint64 sent = batch.tuples;
    bool atEnd = false;
    std::optional<Error> damage;
    const MyConnection::Fill fill = [&](char* buffer, qint64 size) -> Result<qint64> {
        while (at == batch.bytes.size()) {
            run.uncommitted += batch.bytes.size();
            run.read = reader.bytesRead();
            advance(run, batch.tuples);
            if (!m_team.goOn())
                return cancelledError();
            if (run.uncommitted >= transactionBytes) {
                atEnd = true;
                return 0;
            }
            const Result<bool> more = reader.next(batch);
            if (!more) {
                damage = more.error();
                return *damage;
            }
            run.statements += batch.statements;
            run.skipped += batch.skipped;
            at = 0;
            if (*more && batch.bytes.isEmpty())
                continue; // tells of skipped statements only
            if (!*more || !batch.isRows || batch.loadStatement != statement) {
                hasBatch = *more;
                atEnd = true;
                return 0;
            }
            sent += batch.tuples;
        }
        const qint64 portion = qMin(size, qint64(batch.bytes.size() - at));
        std::memcpy(buffer, batch.bytes.constData() + at, std::size_t(portion));
        at += portion;
        return portion;
    };
    const Result<MyAnswer> loaded = session.connection().load(statement, fill);
    if (!loaded)
        return damage ? *damage : loaded.error();
    if (loaded->warnings > 0 || (loaded->touched != sent && counted(run.ref) >= 0))
        return Ended::NotWell;
    Q_ASSERT(atEnd);
    run.tuples += sent;
    return Ended::Well;
}

Result<MyDataLoader::Ended> MyDataLoader::sendStatements(MyLoadSession& session, const MyInsertBatch& batch, Run& run)
{
    qsizetype from = 0;
    const QByteArray& charset = m_backup.settings()[entryOf(run.ref).settings].charset;
    for (const qsizetype end : batch.ends) {
        QByteArrayView statement = QByteArrayView(batch.bytes).sliced(from, end - from);
        QByteArray rewritten;
        if (run.sqlName.isEmpty() && statement.size() <= longestRewritten) {
            rewritten = m_statementsOf.inOrder(statement.toByteArray(), m_backup.databases()[m_places[run.ref.item].database].name, run.mode, charset);
            statement = rewritten;
        }
        const Result<MyAnswer> done = session.connection().execute(statement);
        if (!done)
            return done.error();
        if (done->warnings > 0)
            takeWarnings(session, done->warnings, run);
        from = end;
        if (!m_team.goOn())
            return cancelledError();
    }
    if (run.way == Way::Rows && run.warnings > 0 && counted(run.ref) >= 0)
        return Ended::NotWell;
    run.uncommitted += batch.bytes.size();
    run.tuples = batch.tuples < 0 || run.tuples < 0 ? -1 : run.tuples + batch.tuples;
    advance(run, qMax<qint64>(0, batch.tuples));
    return Ended::Well;
}

// Of their text only the numbers are kept: values of rows may stand in it. Those that the server did not keep count as differences.
void MyDataLoader::takeWarnings(MyLoadSession& session, qint64 count, Run& run) const
{
    const Result<QByteArrayList> told = session.connection().warnings(myWarningsKept);
    const QByteArrayList words = told ? *told : QByteArrayList();
    run.warnings += qMax<qint64>(0, count - words.size());
    for (const QByteArray& word : words) {
        const QByteArray number = word.first(qMax<qsizetype>(0, word.indexOf(' ')));
        if (number == generatedValueIgnored)
            continue;
        ++run.warnings;
        if (!run.warningNumbers.contains(number))
            run.warningNumbers += number;
    }
}

Result<void> MyDataLoader::commitIfLarge(MyLoadSession& session, Run& run)
{
    if (run.uncommitted < transactionBytes)
        return {};
    run.uncommitted = 0;
    return session.run("COMMIT AND CHAIN");
}

void MyDataLoader::advance(Run& run, qint64 tuples)
{
    const qint64 now = qint64(double(run.read) * m_storedPerContent);
    const qint64 more = qMax<qint64>(0, now - run.ofEntry);
    run.ofEntry += more;
    run.reported += more;
    run.reportedRows += tuples;
    m_team.advance(more, tuples, run.shown);
}

void MyDataLoader::account(const MyTableWork& work, const Run& run, qint64 before)
{
    m_statements += run.statements - run.skipped;
    m_skipped += run.skipped;
    const bool isExact = !run.inOrder && !needsKeys(work);
    m_ledger.add({work.item, work.table, isExact ? run.tuples : -1, before, -1});
    if (run.warnings == 0)
        return;
    const std::lock_guard lock(m_mutex);
    m_warnings += {QT_TRANSLATE_NOOP("Message", "%1: the server gave %2 warnings while it took the rows, as it would for any client under this backup's sql_mode (numbers %3)."),
                   {run.shown, QString::number(run.warnings), QString::fromLatin1(run.warningNumbers.join(", "))}};
}

} // namespace bakferry
