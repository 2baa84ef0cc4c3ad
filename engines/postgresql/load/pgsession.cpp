#include "engines/postgresql/load/pgsession.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pgplan.h"
#include "engines/postgresql/script/pgrisks.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 megabyte = 1024; // in kB, as the server counts memory

// Settings of a dump that a connection of ours must not take over: they would slow it down, stop it or change who it is.
bool isOurs(QByteArrayView name)
{
    static constexpr const char* ours[] = {"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "idle_session_timeout", "transaction_timeout",
                                           "client_min_messages", "synchronous_commit", "maintenance_work_mem", "session_replication_role", "role",
                                           "session_authorization", "default_tablespace", "default_table_access_method"};
    return std::ranges::any_of(ours, [&](const char* one) { return name == one; });
}

std::pair<QByteArray, QByteArray> nameAndValue(const QByteArray& setting)
{
    const qsizetype equals = setting.indexOf('=');
    return {setting.first(qMax<qsizetype>(0, equals)), setting.sliced(equals + 1)};
}

QByteArray setConfig(const QByteArray& name, const QByteArray& value)
{
    return "pg_catalog.set_config(" + quotedPgLiteral(name) + ',' + quotedPgLiteral(value) + ",false)";
}

// The server tells nothing about its memory but what its owner gave it: shared_buffers, of which the manual advises a quarter of the
// memory. Twice that, but at least 512 MB and at most 4 GB, is shared by all connections of the load.
QByteArray maintenanceMemory(qint64 sharedBuffers, qint64 configured, int jobs)
{
    const qint64 budget = std::clamp(2 * sharedBuffers, 512 * megabyte, 4096 * megabyte) / qMax(1, jobs);
    return QByteArray::number(qMax(configured, budget)) + "kB";
}

// 42704 undefined object, 42501 insufficient privilege, 42710 duplicate object, 42P06 duplicate schema, 22023 invalid parameter.
// Source: PostgreSQL's manual, appendix A.
bool mayBeLeftOut(const PgEntry& entry, const QByteArray& state)
{
    const auto isKind = [&](std::initializer_list<const char*> kinds) { return std::ranges::any_of(kinds, [&](const char* kind) { return entry.kind == kind; }); };
    if (state == "42704")
        return isKind({"ACL", "ACL LANGUAGE", "DEFAULT ACL", "USER MAPPING"});
    if (state == "42501") {
        return isKind({"ACL", "ACL LANGUAGE", "DEFAULT ACL", "PUBLICATION", "PUBLICATION TABLE", "PUBLICATION TABLES IN SCHEMA", "SUBSCRIPTION", "SUBSCRIPTION TABLE", "EVENT TRIGGER", "DATABASE PROPERTIES"})
            || (entry.kind == "COMMENT" && (entry.name.startsWith("EXTENSION ") || entry.name == "SCHEMA public"));
    }
    if (state == "22023")
        return isKind({"SECURITY LABEL"});
    return false;
}

// What is said of something that is as it should be already: a language that every server has, a DROP in front of what is made anew.
// 42P01 undefined table, 3F000 undefined schema, 42883 undefined function.
bool isNoMatter(const PgEntry& entry, const QByteArray& state)
{
    if (entry.kind == "DROP")
        return state == "42P01" || state == "3F000" || state == "42704" || state == "42883";
    return state == "42710" && entry.kind == "PROCEDURAL LANGUAGE";
}

} // namespace

Result<std::unique_ptr<PgSession>> PgSession::open(const RestoreRequest& request, const QByteArray& database, const PgSessionSettings& settings, const JobContext& context)
{
    Result<std::unique_ptr<PgConnection>> connection = PgConnection::open(request.target.connection, request.credentials, database, context);
    if (!connection)
        return connection.error();
    std::unique_ptr<PgSession> session(new PgSession(std::move(*connection), settings));
    if (const Result<void> applied = session->applySettings(); !applied)
        return applied.error();
    return session;
}

Result<std::unique_ptr<PgSession>> PgSession::openFirst(const RestoreRequest& request, const QByteArray& database, const PgDatabase& source, bool handWritten, int jobs,
                                                        PgSessionSettings& settings, const JobContext& context)
{
    Result<std::unique_ptr<PgConnection>> connection = PgConnection::open(request.target.connection, request.credentials, database, context);
    if (!connection)
        return connection.error();
    const Result<PgAnswer> facts = (*connection)->query(
        "SELECT (SELECT setting::bigint * 8 FROM pg_catalog.pg_settings WHERE name = 'shared_buffers'), (SELECT setting::bigint FROM pg_catalog.pg_settings WHERE name = 'maintenance_work_mem'),"
        " pg_catalog.current_setting('max_locks_per_transaction')::bigint * pg_catalog.current_setting('max_connections')::bigint");
    if (!facts)
        return facts.error();
    settings.handWritten = handWritten;
    settings.acceptRisks = PgOptions::of(request).acceptRisks;
    settings.fixedSearchPath = handWritten;
    settings.maintenanceMemory = maintenanceMemory(facts->number(0, 0), facts->number(0, 1), jobs);
    settings.entriesATransaction = int(std::clamp<qint64>(facts->number(0, 2) / 40, 1, 200));
    for (const QByteArray& setting : source.settings) {
        const auto [name, value] = nameAndValue(setting);
        if (isOurs(name))
            continue;
        if (const Result<PgAnswer> set = (*connection)->query("SELECT pg_catalog.set_config($1, $2, false)", {name, value}); !set) {
            if (set.error().kind == ErrorKind::Cancelled || (*connection)->lastState().isEmpty())
                return set.error();
            settings.unknown += {QT_TRANSLATE_NOOP("Message", "The setting %1 of the backup was left out: this server does not take it."), {displayBytes(name)}};
            continue;
        }
        settings.fromDump += setting;
        settings.fixedSearchPath = settings.fixedSearchPath || name == "search_path";
    }
    std::unique_ptr<PgSession> session(new PgSession(std::move(*connection), settings));
    if (const Result<void> applied = session->applySettings(); !applied)
        return applied.error();
    return session;
}

Result<void> PgSession::applySettings()
{
    QByteArrayList settings{
        setConfig("statement_timeout", "0"), setConfig("lock_timeout", "0"), setConfig("idle_in_transaction_session_timeout", "0"),
        setConfig("client_min_messages", "warning"), setConfig("synchronous_commit", "off"), setConfig("maintenance_work_mem", m_settings.maintenanceMemory),
        setConfig("row_security", "off"), setConfig("jit", "off")}; // compiling a check of a foreign key costs more than it saves
    if (m_connection->serverVersion() >= 140000)
        settings += setConfig("idle_session_timeout", "0");
    if (m_connection->serverVersion() >= 170000)
        settings += setConfig("transaction_timeout", "0");
    if (!m_settings.handWritten)
        settings += {setConfig("standard_conforming_strings", "on"), setConfig("check_function_bodies", "off"), setConfig("search_path", "")};
    for (const QByteArray& setting : m_settings.fromDump) {
        const auto [name, value] = nameAndValue(setting);
        settings += setConfig(name, value);
    }
    return run("SELECT " + settings.join(", "));
}

Result<void> PgSession::guard(const QByteArray& statement, PgLexMode mode) const
{
    const bool isSuperuser = qstrcmp(PQparameterStatus(m_connection->handle(), "is_superuser"), "on") == 0;
    if (m_settings.acceptRisks || !isSuperuser)
        return {};
    PgEntry entry;
    entry.kind = "STATEMENT";
    entry.definition = statement;
    const QList<PgRisk> risks = pgRisksOf({entry}, mode);
    const auto danger = std::ranges::find(risks, PgRisk::Kind::Dangerous, &PgRisk::kind);
    return danger == risks.end() ? Result<void>() : Result<void>(pgDangerError(danger->what));
}

Result<void> PgSession::run(const QByteArray& sql)
{
    const Result<PgAnswer> answer = m_connection->execute(sql);
    return answer ? Result<void>() : Result<void>(answer.error());
}

Result<void> PgSession::setTo(QByteArray& now, const QByteArray& wanted, const QByteArray& sql)
{
    if (now == wanted)
        return {};
    now = wanted;
    return run(sql);
}

Result<void> PgSession::prepareFor(const PgEntry& entry)
{
    if (m_settings.fixedSearchPath || entry.schema.isEmpty())
        return {};
    return setTo(m_schema, entry.schema, "SET search_path = " + quotedPgName(entry.schema) + ", pg_catalog");
}

// Without an index the server still sorts or hashes: a method that is off is only shunned.
Result<void> PgSession::checkAlongIndexes(bool wanted)
{
    QByteArrayList settings;
    for (const char* method : {"enable_hashjoin", "enable_nestloop", "enable_sort"})
        settings += "SET " + QByteArray(method) + (wanted ? " = off" : " TO DEFAULT");
    settings += wanted ? "SET max_parallel_workers_per_gather = 0" : "SET max_parallel_workers_per_gather TO DEFAULT";
    return setTo(m_checks, wanted ? "along indexes" : "", settings.join("; "));
}

Result<void> PgSession::setIndexHelpers(bool allowed)
{
    return setTo(m_helpers, allowed ? "" : "0", allowed ? "SET max_parallel_maintenance_workers TO DEFAULT" : "SET max_parallel_maintenance_workers = 0");
}

Result<void> PgSession::setPlace(const PgEntry& entry, const PgStatements& statements)
{
    if (m_settings.handWritten)
        return {};
    if (const Result<void> prepared = prepareFor(entry); !prepared)
        return prepared;
    const QByteArray tablespace = statements.tablespaceOf(entry);
    if (const Result<void> set = setTo(m_tablespace, tablespace, "SET default_tablespace = " + quotedPgLiteral(tablespace)); !set)
        return set;
    if (entry.accessMethod.isEmpty())
        return {};
    return setTo(m_accessMethod, entry.accessMethod, "SET default_table_access_method = " + quotedPgName(entry.accessMethod));
}

Result<void> PgSession::runEntry(const PgDatabase& source, const PgEntry& entry, PgStatements& statements, bool alone, std::optional<Message>& leftOut)
{
    if (const Result<void> prepared = setPlace(entry, statements); !prepared)
        return atPgEntry(prepared.error(), entry);
    const bool mayFail = entry.kind == "PROCEDURAL LANGUAGE" || entry.kind == "USER MAPPING" || entry.kind == "DROP";
    for (const QByteArray& statement : statements.of(source, entry)) {
        if (!alone && mayFail)
            (void)run("SAVEPOINT bakferry");
        const Result<void> done = run(statement);
        if (done)
            continue;
        const QByteArray state = m_connection->lastState();
        if (!isNoMatter(entry, state) && !mayBeLeftOut(entry, state))
            return atPgEntry(done.error(), entry);
        if (!alone && !mayFail)
            return atPgEntry(done.error(), entry);
        if (!alone) {
            if (const Result<void> back = run("ROLLBACK TO SAVEPOINT bakferry"); !back)
                return atPgEntry(back.error(), entry);
        }
        if (!isNoMatter(entry, state))
            leftOut = Message{QT_TRANSLATE_NOOP("Message", "%1 was left out: %2"), {shownPgEntry(entry), done.error().detail}};
    }
    return {};
}

Error atPgEntry(Error error, const PgEntry& entry, qint64 row)
{
    if (error.kind == ErrorKind::Cancelled)
        return error;
    const QString object = shownPgEntry(entry);
    if (error.kind == ErrorKind::StatementFailed) {
        error.code = "target.refused";
        const QString place = QString::number(entry.line > 0 ? entry.line + (entry.copyStatement.isEmpty() ? 0 : row) : entry.id);
        if (row > 0) {
            error.what = entry.line > 0 ? Message{QT_TRANSLATE_NOOP("Message", "The server refused row %2 of %1, line %3 of the backup."), {object, QString::number(row), place}}
                                        : Message{QT_TRANSLATE_NOOP("Message", "The server refused row %2 of %1, entry %3 of the backup."), {object, QString::number(row), place}};
            return error;
        }
        error.what = entry.line > 0
            ? Message{QT_TRANSLATE_NOOP("Message", "The server refused %1, line %2 of the backup."), {object, place}}
            : Message{QT_TRANSLATE_NOOP("Message", "The server refused %1, entry %2 of the backup."), {object, place}};
        return error;
    }
    error.detail = error.detail.isEmpty() ? object : object + u": "_s + error.detail;
    return error;
}

} // namespace bakferry
