#include "engines/mariadb/binlog/mylogreplay.h"

#include "engines/displaytext.h"
#include "engines/mariadb/binlog/mylogdecoder.h"
#include "engines/mariadb/binlog/mylogscript.h"
#include "engines/mariadb/binlog/mylogsettings.h"
#include "engines/mariadb/script/myrisks.h"
#include "engines/mariadb/script/mystatement.h"
#include "engines/mariadb/server/mycatalog.h"

#include <QtGlobal>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace bakferry {

namespace {

using Step = Result<void>;

QString place(const QByteArray& file, qint64 position) { return displayBytes(file) + u':' + QString::number(position); }

/// What the feeder let through, in order, for the other side to compare with.
struct Approved
{
    qint64 at = 0;
    std::optional<MyQueryEvent> query; ///< else a row event
};

class ApprovedQueue
{
public:
    void put(Approved one)
    {
        const std::lock_guard lock(m_mutex);
        m_items.push_back(std::move(one));
    }
    std::optional<Approved> take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_items.empty())
            return std::nullopt;
        Approved first = std::move(m_items.front());
        m_items.pop_front();
        return first;
    }
    bool isEmpty() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.empty();
    }

private:
    mutable std::mutex m_mutex;
    std::deque<Approved> m_items;
};

/// Reads one log's range and hands its events to the decoder. One thread.
class LogFeeder
{
public:
    LogFeeder(const MyLogRange& range, const BackupFile& file, QByteArrayList databases)
        : m_range(range), m_file(file), m_filter(std::move(databases), MyLogFilter::Range{range.from, {}, {}, range.to}, displayBytes(range.name)) { }

    Step open()
    {
        Result<std::unique_ptr<MyBinlogReader>> reader = MyBinlogReader::open(m_file);
        if (!reader)
            return reader.error();
        m_reader = std::move(*reader);
        return {};
    }
    /// For the decoder; its thread.
    Result<QByteArray> next(const JobContext& context)
    {
        constexpr qsizetype enough = 64 * 1024;
        QByteArray bytes = std::exchange(m_begun, true) ? QByteArray() : m_reader->formatEvent();
        MyBinlogEvent event;
        while (bytes.size() < enough && !m_atEnd) {
            if (!context.goOn())
                return cancelledError();
            const Result<bool> more = m_reader->next(event);
            if (!more)
                return more.error();
            m_atEnd = !*more || event.header.at >= m_range.to;
            if (m_atEnd)
                break;
            m_filter.take(event, &bytes);
            approve(event);
            m_position.store(m_reader->input().storedPosition(), std::memory_order_relaxed);
        }
        return bytes;
    }
    ApprovedQueue& approved() { return m_approved; }
    qint64 position() const { return m_position.load(std::memory_order_relaxed); }
    /// Behind the end: the precheck counted the same in the same bytes.
    bool isAsExpected() const { return m_filter.count() == m_range.expected; }

private:
    void approve(const MyBinlogEvent& event)
    {
        if (m_filter.lastApproved() != event.header.at)
            return;
        Approved one{event.header.at, {}};
        if (!isMyRowsEvent(event.header.type))
            one.query = readMyQueryEvent(event.header, event.body);
        m_approved.put(std::move(one));
    }

    const MyLogRange& m_range;
    const BackupFile& m_file;
    MyLogFilter m_filter;
    std::unique_ptr<MyBinlogReader> m_reader;
    ApprovedQueue m_approved;
    std::atomic<qint64> m_position = 0;
    bool m_begun = false, m_atEnd = false;
};

/// The replay of all ranges over one connection.
class Replay
{
public:
    Replay(const MyChain& chain, const BackupSet& backups, const QList<MyReplayedDatabase>& databases, const RestoreRequest& request, const JobContext& context)
        : m_chain(chain), m_backups(backups), m_databases(databases), m_request(request), m_context(context), m_options(MyOptions::of(request)) { }

    Result<MyReplayed> run()
    {
        if (const Step opened = open(); !opened)
            return opened.error();
        for (const MyLogRange& range : m_chain.ranges)
            m_bytesTotal += sizeOf(range);
        for (const MyLogRange& range : m_chain.ranges) {
            if (const Step applied = apply(range); !applied)
                return applied.error();
            m_bytesBefore += sizeOf(range);
        }
        if (const Step compared = compare(); !compared)
            return compared.error();
        m_done.bytes = m_bytesTotal;
        return std::move(m_done);
    }

private:
    Step open()
    {
        Result<std::unique_ptr<MyConnection>> connection = openMyMaintenance(m_request.target, m_request.credentials, m_context);
        if (!connection)
            return connection.error();
        m_connection = std::move(*connection);
        if (const Step allowed = checkMyReplayRights(*m_connection); !allowed)
            return allowed;
        for (const MyReplayedDatabase& database : m_databases) {
            m_sources += database.source;
            m_renames.append({database.source, database.staged.staging});
            MyStatements::Names names{database.staged.staging, database.staged.wanted, {}, {}};
            const Result<MyTableNames> tables = tablesOfMy(*m_connection, database.staged.staging);
            if (!tables)
                return tables.error();
            for (const QByteArray& table : tables->tables + tables->sequences + tables->views)
                names.tables.insert(table);
            const Result<MyAnswer> routines = m_connection->execute("SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = " + quotedMyLiteral(database.staged.staging));
            if (!routines)
                return routines.error();
            for (qsizetype row = 0; row < routines->rows(); ++row)
                names.routines.insert(routines->text(row, 0));
            m_names.insert(database.source, names);
        }
        m_statements.emplace(m_options, m_names);
        return m_chain.hasStatements() ? checkBodies() : Step();
    }

    // Statements of the log fire triggers in staging. What these name in full is the database after the switch-over, which must not be
    // written to before.
    Step checkBodies()
    {
        for (const MyReplayedDatabase& database : m_databases) {
            const QByteArray staging = quotedMyLiteral(database.staged.staging);
            const Result<MyAnswer> bodies = m_connection->execute("SELECT TRIGGER_NAME, ACTION_STATEMENT FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = " + staging
                                                                  + " UNION ALL SELECT ROUTINE_NAME, ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = " + staging);
            if (!bodies)
                return bodies.error();
            for (qsizetype row = 0; row < bodies->rows(); ++row) {
                if (const Step fine = checkBody(bodies->text(row, 0), bodies->text(row, 1), {}); !fine)
                    return fine;
            }
        }
        return {};
    }
    Step checkBody(const QByteArray& name, const QByteArray& body, MyLexMode mode) const
    {
        for (const QByteArray& named : myReachOf(body, mode).databases) {
            const auto isTarget = [&](const MyReplayedDatabase& one) { return named.compare(one.staged.wanted, Qt::CaseInsensitive) == 0; };
            if (std::ranges::none_of(m_databases, isTarget))
                continue;
            return Error{ErrorKind::TargetUnusable, "chain.names_database",
                         {QT_TRANSLATE_NOOP("Message", "%1 names the database %2 in full: statements of the logs would write into it before the switch-over."), {displayBytes(name), displayBytes(named)}},
                         {QT_TRANSLATE_NOOP("Message", "Restore under another name, or have the server log in ROW format, which fires no triggers."), {}}, {}};
        }
        return {};
    }

    qint64 sizeOf(const MyLogRange& range) const
    {
        const Result<std::unique_ptr<BackupInput>> input = BackupInput::open(m_backups[range.file]);
        return input ? (*input)->storedBytes() : 0;
    }

    Step apply(const MyLogRange& range)
    {
        if (range.expected.transactions == 0 && range.expected.statements == 0 && range.expected.rowEvents == 0)
            return {};
        m_context.note(LogLevel::Info, {QT_TRANSLATE_NOOP("Message", "Replaying %1 from byte %2 to byte %3."), {displayBytes(range.name), QString::number(range.from), QString::number(range.to)}});
        LogFeeder feeder(range, m_backups[range.file], m_sources);
        if (const Step opened = feeder.open(); !opened)
            return opened;
        const Result<std::unique_ptr<MyLogDecoder>> decoder = MyLogDecoder::start(m_renames, [&] { return feeder.next(m_context); }, m_context);
        if (!decoder)
            return decoder.error();
        MyLogScript script([&](char* buffer, qint64 size) { return (*decoder)->read(buffer, size); });
        m_range = &range;
        m_feeder = &feeder;
        m_script = &script;
        m_charset.clear();
        while (true) {
            if (!m_context.goOn())
                return cancelledError();
            const Result<QByteArray> statement = script.next();
            if (!statement)
                return statement.error();
            if (statement->isEmpty())
                break;
            if (const Step ran = run(*statement); !ran)
                return ran;
            m_context.report({JobStep::Replaying, m_bytesBefore + feeder.position(), m_bytesTotal, m_done.count.rowEvents, displayBytes(range.name)});
        }
        if (const Step ended = (*decoder)->finish(); !ended)
            return ended;
        if (!feeder.isAsExpected())
            return Error{ErrorKind::BackupChanged, "backup.changed", {QT_TRANSLATE_NOOP("Message", "%1 is not the same as when it was prechecked."), {m_backups[range.file].display()}},
                         {QT_TRANSLATE_NOOP("Message", "Run the precheck again on the file as it is now."), {}}, {}};
        if (!feeder.approved().isEmpty())
            return differs(range.to);
        return {};
    }

    Step run(const QByteArray& statement)
    {
        const MyLexMode mode = m_script->mode();
        MyTokens tokens(statement, mode);
        const MyToken first = tokens.take();
        if (first.isWord("SET"))
            return runSettings(statement, mode);
        if (first.isWord("BINLOG"))
            return runRows(statement, tokens.take());
        if (first.isWord("USE"))
            return use(myIdentifier(tokens.take(), mode));
        switch (myLogControl(statement, mode)) {
        case MyLogControl::None: return runStatement(statement, mode);
        case MyLogControl::Commit: ++m_done.count.transactions; break;
        default: break;
        }
        return execute(statement, m_at, 0);
    }

    Step runSettings(const QByteArray& statement, MyLexMode mode)
    {
        // Of one's own SET statements there are none but those in the log: what readMyStatement() calls Sets is never approved.
        const Result<MyLogSettings> settings = readMyLogSettings(statement, mode);
        if (!settings)
            return settings.error();
        mode.ansiQuotes = settings->ansiQuotes.value_or(mode.ansiQuotes);
        mode.backslashEscapes = settings->backslashEscapes.value_or(mode.backslashEscapes);
        if (!settings->charset.isEmpty()) {
            m_charset = settings->charset;
            mode.encoding = myEncodingOf(m_charset);
        }
        m_script->setMode(mode);
        return settings->sql.isEmpty() ? Step() : execute(settings->sql, m_at, 0);
    }

    // A database that is not restored can be the current one of statements that name ours in full.
    Step use(const QByteArray& database)
    {
        const auto isStaging = [&](const MyReplayedDatabase& one) { return one.staged.staging == database; };
        return std::ranges::any_of(m_databases, isStaging) ? execute("USE " + quotedMyName(database), m_at, 0) : Step();
    }

    Step runStatement(const QByteArray& statement, MyLexMode mode)
    {
        const std::optional<Approved> approved = m_feeder->approved().take();
        if (!approved || !approved->query || approved->query->sql.trimmed() != statement)
            return differs(approved ? approved->at : m_at);
        m_at = approved->at;
        const QByteArray& database = sourceNamed(approved->query->database);
        const MyStatement read = readMyStatement(statement, mode);
        const bool hasBody = read.kind == "TRIGGER" || read.kind == "FUNCTION" || read.kind == "PROCEDURE";
        if (const Step fine = hasBody ? checkBody(read.objects.value(0).name, rewritten(statement, read, database, mode), mode) : Step(); !fine)
            return fine;
        if (const Step ran = execute(rewritten(statement, read, database, mode), m_at, approved->query->errorCode); !ran)
            return ran;
        ++m_done.count.statements;
        if (read.does != MyStatement::Does::Makes || read.objects.isEmpty())
            return {};
        return learn(read, statement, database, mode);
    }

    // As the restore of a full backup does it: names of databases become those of staging, events wait for the switch-over.
    QByteArray rewritten(const QByteArray& statement, const MyStatement& read, const QByteArray& database, MyLexMode mode) const
    {
        static const QByteArrayList withBody{"TRIGGER", "EVENT", "FUNCTION", "PROCEDURE", "PACKAGE", "PACKAGE BODY"};
        if (read.does != MyStatement::Does::Makes || !withBody.contains(read.kind))
            return m_statements->inOrder(statement, database, mode, m_charset);
        return m_statements->of(entryOf(statement, read), database, mode, m_charset);
    }
    static MyEntry entryOf(const QByteArray& statement, const MyStatement& read)
    {
        MyEntry entry;
        entry.kind = read.kind;
        entry.definition = statement;
        return entry;
    }

    Step learn(const MyStatement& made, const QByteArray& statement, const QByteArray& database, MyLexMode mode)
    {
        const QByteArray bytes = made.objects.first().name;
        const QByteArray name = myToUtf8(bytes, m_charset).value_or(bytes);
        if (made.kind == "EVENT" && isMyEventEnabled(entryOf(statement, made), mode) && !m_options.disableEvents) {
            const auto owner = std::ranges::find(m_databases, database, &MyReplayedDatabase::source);
            if (owner == m_databases.end())
                return {};
            const Result<std::unique_ptr<MyConnection>> maintenance = openMyMaintenance(m_request.target, m_request.credentials, m_context);
            return maintenance ? enableMyEventLater(**maintenance, owner->staged, m_request, name) : Step(maintenance.error());
        }
        if (made.kind == "FUNCTION" || made.kind == "PROCEDURE")
            m_names[database].routines.insert(name);
        else
            m_names[database].tables.insert(name);
        m_statements.emplace(m_options, m_names);
        return {};
    }

    Step runRows(const QByteArray& statement, const MyToken& text)
    {
        qint64 rowEvents = 0;
        if (const Step fits = checkRows(myStringValue(text, m_script->mode()), rowEvents); !fits)
            return fits;
        for (qint64 i = 0; i < rowEvents; ++i) {
            const std::optional<Approved> approved = m_feeder->approved().take();
            if (!approved || approved->query)
                return differs(approved ? approved->at : m_at);
            m_at = approved->at;
        }
        if (const Step ran = execute(statement, m_at, 0); !ran)
            return ran;
        m_done.count.rowEvents += rowEvents;
        return {};
    }

    // The decoder gives events as base64, some lines of them a statement. Every table they name is one of staging.
    Step checkRows(const QByteArray& base64, qint64& rowEvents)
    {
        const QByteArray events = decodedLines(base64);
        for (qsizetype at = 0; at < events.size();) {
            if (events.size() - at < myEventHeaderBytes)
                return differs(m_at);
            const MyEventHeader header = readMyEventHeader(QByteArrayView(events).sliced(at), at);
            if (header.size < myEventHeaderBytes || header.size > events.size() - at)
                return differs(m_at);
            const QByteArrayView body = QByteArrayView(events).sliced(at + myEventHeaderBytes, header.size - myEventHeaderBytes);
            if (header.type == MyEventType::TableMap) {
                const std::optional<MyTableMap> map = readMyTableMap(body);
                const auto isStaging = [&](const MyReplayedDatabase& one) { return map && one.staged.staging == map->database; };
                if (std::ranges::none_of(m_databases, isStaging))
                    return differs(m_at);
            } else if (isMyRowsEvent(header.type)) {
                ++rowEvents;
            } else if (header.type != MyEventType::FormatDescription) {
                return differs(m_at);
            }
            at += header.size;
        }
        return {};
    }
    // Each event is a base64 text of its own that may end in "=".
    static QByteArray decodedLines(const QByteArray& base64)
    {
        QByteArray events, one;
        for (const QByteArray& line : base64.split('\n')) {
            const QByteArray trimmed = line.trimmed();
            one += trimmed;
            constexpr qsizetype fullLine = 76;
            if (trimmed.endsWith('=') || trimmed.size() < fullLine) {
                events += QByteArray::fromBase64(one);
                one.clear();
            } else if (const QByteArray so = QByteArray::fromBase64(one); so.size() >= myEventHeaderBytes && readMyEventHeader(so, 0).size == so.size()) {
                events += so;
                one.clear();
            }
        }
        return events + QByteArray::fromBase64(one);
    }

    /// @param expectedNumber  with which the statement failed on the old server, too
    Step execute(const QByteArray& sql, qint64 at, quint16 expectedNumber)
    {
        const Result<MyAnswer> answer = m_connection->execute(sql);
        if (answer || (expectedNumber != 0 && m_connection->lastNumber() == expectedNumber))
            return {};
        Error error = answer.error();
        if (error.kind != ErrorKind::StatementFailed)
            return error;
        error.code = "replay.statement";
        error.what = {QT_TRANSLATE_NOOP("Message", "The server refused what stands in the log at %1."), {place(m_range->name, at)}};
        error.hint = {QT_TRANSLATE_NOOP("Message", "Stop the restore in front of it, or take a newer full backup; check that the logs go on from this full backup."), {}};
        return error;
    }

    Error differs(qint64 at) const
    {
        return {ErrorKind::VerificationFailed, "replay.differs", {QT_TRANSLATE_NOOP("Message", "Near %1 the decoder gave other statements than the log holds."), {place(m_range->name, at)}},
                {QT_TRANSLATE_NOOP("Message", "Check that mariadb-binlog fits the server that wrote the log, and report this with the task's log."), {}}, {}};
    }

    QByteArray sourceNamed(const QByteArray& database) const
    {
        const auto isIt = [&](const QByteArray& one) { return one.compare(database, Qt::CaseInsensitive) == 0; };
        const auto found = std::ranges::find_if(m_sources, isIt);
        return found == m_sources.end() ? database : *found;
    }

    Step compare()
    {
        const Result<QByteArray> open = m_connection->value("SELECT @@in_transaction");
        if (open && *open != "0")
            return Error{ErrorKind::VerificationFailed, "replay.differs", {QT_TRANSLATE_NOOP("Message", "A transaction of the logs was begun and never ended."), {}},
                         {QT_TRANSLATE_NOOP("Message", "Do not use the restored database before it was compared with the source; look at the log of the task."), {}}, {}};
        const MyLogCount& expected = m_chain.total;
        const MyLogCount& done = m_done.count;
        if (done.statements != expected.statements || done.rowEvents != expected.rowEvents)
            return Error{ErrorKind::VerificationFailed, "replay.differs", {QT_TRANSLATE_NOOP("Message", "The logs hold %1 statements and %2 row events of the restored databases, but %3 and %4 were executed."),
                                                                          {QString::number(expected.statements), QString::number(expected.rowEvents), QString::number(done.statements), QString::number(done.rowEvents)}},
                         {QT_TRANSLATE_NOOP("Message", "Do not use the restored database before it was compared with the source; look at the log of the task."), {}}, {}};
        m_done.count.transactions = expected.transactions;
        m_done.findings += passedFinding("transactions", {QT_TRANSLATE_NOOP("Message", "Replayed and counted on both sides: %1 transactions with %2 statements and %3 row events, each one executed without an error."),
                                                          {QString::number(expected.transactions), QString::number(done.statements), QString::number(done.rowEvents)}});
        m_done.findings += passedFinding("position", {QT_TRANSLATE_NOOP("Message", "Reached: %1, where the chain or the place to stop at ends. Rows were counted in the full backup, not again behind the logs."),
                                                      {m_chain.drawn.restorableTo}});
        return {};
    }

    const MyChain& m_chain;
    const BackupSet& m_backups;
    const QList<MyReplayedDatabase>& m_databases;
    const RestoreRequest& m_request;
    const JobContext& m_context;
    const MyOptions m_options;
    std::unique_ptr<MyConnection> m_connection;
    QByteArrayList m_sources;
    QList<QPair<QByteArray, QByteArray>> m_renames;
    QHash<QByteArray, MyStatements::Names> m_names;
    std::optional<MyStatements> m_statements;

    const MyLogRange* m_range = nullptr; ///< at hand
    LogFeeder* m_feeder = nullptr;
    MyLogScript* m_script = nullptr;
    QByteArray m_charset;
    qint64 m_at = 0;          ///< in its log, of what was executed last
    qint64 m_bytesBefore = 0, m_bytesTotal = 0;
    MyReplayed m_done;
};

} // namespace

Result<MyReplayed> replayMyChain(const MyChain& chain, const BackupSet& backups, const QList<MyReplayedDatabase>& databases, const RestoreRequest& request, const JobContext& context)
{
    return Replay(chain, backups, databases, request, context).run();
}

// An empty BINLOG is no event, which the server only says to those who may use the statement.
Result<void> checkMyReplayRights(MyConnection& connection)
{
    constexpr int accessDenied = 1227;
    const Result<MyAnswer> answer = connection.execute("BINLOG ''");
    if (answer || connection.lastNumber() != accessDenied)
        return !answer && connection.lastNumber() == 0 ? Result<void>(answer.error()) : Result<void>();
    return Error{ErrorKind::TargetUnusable, "server.privilege", {QT_TRANSLATE_NOOP("Message", "The user may not replay binary logs: the right BINLOG REPLAY is missing."), {}},
                 {QT_TRANSLATE_NOOP("Message", "GRANT BINLOG REPLAY ON *.* TO the user (SUPER before MariaDB 10.5.2), or sign in as another user."), {}}, answer.error().detail};
}

} // namespace bakferry
