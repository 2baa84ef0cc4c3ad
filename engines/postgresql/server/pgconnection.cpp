#include "engines/postgresql/server/pgconnection.h"

#include "engines/displaytext.h"
#include "engines/postgresql/server/pgerrors.h"

#include <QtGlobal>

#include <poll.h>

#include <chrono>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr auto connectDeadline = std::chrono::seconds(20);
constexpr qsizetype maxNotices = 1000;

bool isLocal(const QString& host)
{
    return host.startsWith(u'/') || host == u"localhost"_s || host == u"127.0.0.1"_s || host == u"::1"_s;
}

QByteArray sslModeOf(const ConnectionProfile& profile)
{
    const QByteArray chosen = profile.options.value(u"sslmode"_s).toString().toUtf8();
    return !chosen.isEmpty() ? chosen : QByteArray(isLocal(profile.host) ? "prefer" : "verify-full");
}

std::vector<std::pair<QByteArray, QByteArray>> keywordsOf(const ConnectionProfile& profile, const Credentials& credentials, const QByteArray& database)
{
    const QByteArray sslMode = sslModeOf(profile);
    QByteArray rootCertificate = profile.options.value(u"sslrootcert"_s).toString().toUtf8();
    if (rootCertificate.isEmpty() && sslMode == "verify-full")
        rootCertificate = "/etc/ssl/certs/ca-certificates.crt"; // libpq's own default is a file nobody has
    std::vector<std::pair<QByteArray, QByteArray>> keywords{
        {"host", profile.host.toUtf8()}, {"port", QByteArray::number(profile.port > 0 ? profile.port : 5432)},
        {"user", profile.user.toUtf8()}, {"password", credentials.password()}, {"dbname", database},
        {"sslmode", sslMode}, {"sslrootcert", rootCertificate}, {"application_name", "BakFerry"},
        {"keepalives_idle", "10"}, {"keepalives_interval", "10"}, {"keepalives_count", "3"}, {"tcp_user_timeout", "30000"},
        {"passfile", profile.options.value(u"passfile"_s).toString().toUtf8()},
    };
    std::erase_if(keywords, [](const auto& one) { return one.second.isEmpty(); });
    return keywords;
}

// @returns an error when the stop or the deadline came first; the connection's own failure is left to the caller
Result<void> waitUntilConnected(PGconn* handle, const JobContext& context, const QString& shown)
{
    const auto deadline = std::chrono::steady_clock::now() + connectDeadline;
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        pollfd one{PQsocket(handle), short(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        const int ready = ::poll(&one, 1, 100);
        if (context.stop.stop_requested())
            return cancelledError();
        if (std::chrono::steady_clock::now() > deadline)
            return pgNoAnswer(shown);
        if (ready > 0)
            state = PQconnectPoll(handle);
    }
    return {};
}

} // namespace

qint64 PgAnswer::touched() const
{
    const QByteArray count = PQcmdTuples(m_result.get());
    return count.isEmpty() ? -1 : count.toLongLong();
}

/// Cancels on the server's side as soon as a stop is asked for. PQcancel() is safe on any thread.
struct PgConnection::Canceller
{
    struct Free { void operator()(PGcancel* cancel) const { PQfreeCancel(cancel); } };
    struct Send
    {
        PGcancel* cancel;
        void operator()() const noexcept
        {
            char ignored[256];
            PQcancel(cancel, ignored, sizeof ignored);
        }
    };
    Canceller(PGconn* handle, const std::stop_token& token) : cancel(PQgetCancel(handle)), callback(token, Send{cancel.get()}) { }
    std::unique_ptr<PGcancel, Free> cancel;
    std::stop_callback<Send> callback;
};

PgConnection::PgConnection(PGconn* handle, JobContext context) : m_handle(handle), m_context(std::move(context)) { }

PgConnection::~PgConnection() = default;

Result<std::unique_ptr<PgConnection>> PgConnection::open(const ConnectionProfile& profile, const Credentials& credentials,
                                                         const QByteArray& database, const JobContext& context)
{
    const auto words = keywordsOf(profile, credentials, database);
    std::vector<const char*> keywords, values;
    for (const auto& [keyword, value] : words) {
        keywords.push_back(keyword.constData());
        values.push_back(value.constData());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    const QString shown = displayText(profile.host);
    std::unique_ptr<PgConnection> self(new PgConnection(PQconnectStartParams(keywords.data(), values.data(), 0), context));
    if (self->handle())
        PQsetErrorVerbosity(self->handle(), PQERRORS_VERBOSE); // the only way to a SQLSTATE before the sign-in
    if (!self->handle() || PQstatus(self->handle()) == CONNECTION_BAD)
        return pgConnectFailure(self->handle(), shown, displayBytes(database));
    if (const Result<void> waited = waitUntilConnected(self->handle(), context, shown); !waited)
        return waited.error();
    if (PQstatus(self->handle()) != CONNECTION_OK)
        return pgConnectFailure(self->handle(), shown, displayBytes(database));
    PQsetErrorVerbosity(self->handle(), PQERRORS_DEFAULT);
    PQsetErrorContextVisibility(self->handle(), PQSHOW_CONTEXT_NEVER);
    PQsetNoticeReceiver(self->handle(), [](void* list, const PGresult* notice) {
        auto* notices = static_cast<QByteArrayList*>(list);
        if (notices->size() < maxNotices)
            notices->append(QByteArray(PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED)) + ": " + PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY));
    }, &self->m_notices);
    self->m_canceller = std::make_unique<Canceller>(self->handle(), context.stop);
    if (context.stop.stop_requested())
        return cancelledError();
    return self;
}

Error PgConnection::failure(const PGresult* result)
{
    m_lastState = result ? QByteArray(PQresultErrorField(result, PG_DIAG_SQLSTATE)) : QByteArray();
    if (m_context.stop.stop_requested())
        return cancelledError();
    return pgFailure(handle(), result);
}

Result<PgAnswer> PgConnection::take(PGresult* result)
{
    PgAnswer answer(result);
    switch (PQresultStatus(result)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_COPY_IN:
        return answer;
    case PGRES_COPY_OUT: // nobody asked for this: a statement of a backup did; nothing is read from it
        while (PQgetResult(handle()) != nullptr && PQstatus(handle()) == CONNECTION_OK) { }
        return failure(result);
    default:
        return failure(result);
    }
}

Result<PgAnswer> PgConnection::query(const QByteArray& sql, const std::vector<std::optional<QByteArray>>& parameters)
{
    if (m_context.stop.stop_requested())
        return cancelledError();
    std::vector<const char*> values;
    for (const auto& parameter : parameters)
        values.push_back(parameter ? parameter->constData() : nullptr);
    return take(PQexecParams(handle(), sql.constData(), int(values.size()), nullptr, values.data(), nullptr, nullptr, 0));
}

Result<PgAnswer> PgConnection::execute(const QByteArray& sql)
{
    if (m_context.stop.stop_requested())
        return cancelledError();
    return take(PQexec(handle(), sql.constData()));
}

Result<QByteArray> PgConnection::value(const QByteArray& sql, const std::vector<std::optional<QByteArray>>& parameters)
{
    const Result<PgAnswer> answer = query(sql, parameters);
    if (!answer)
        return answer.error();
    return answer->rows() > 0 ? answer->text(0, 0) : QByteArray();
}

Result<void> PgConnection::beginCopy(const QByteArray& statement)
{
    if (m_context.stop.stop_requested())
        return cancelledError();
    PGresult* result = PQexec(handle(), statement.constData());
    const bool started = PQresultStatus(result) == PGRES_COPY_IN;
    if (!started) {
        const Error error = failure(result);
        PQclear(result);
        return error;
    }
    PQclear(result);
    return {};
}

Result<void> PgConnection::putCopy(QByteArrayView bytes)
{
    if (m_context.stop.stop_requested()) {
        abandonCopy();
        return cancelledError();
    }
    if (PQputCopyData(handle(), bytes.data(), int(bytes.size())) == 1)
        return {};
    const Result<qint64> ended = endCopy();
    return ended ? pgFailure(handle(), nullptr) : ended.error();
}

Result<qint64> PgConnection::endCopy()
{
    PQputCopyEnd(handle(), nullptr); // a failure here shows in the result
    Result<qint64> rows = Error{};
    for (bool isFirst = true; PGresult* result = PQgetResult(handle()); isFirst = false) {
        const Result<PgAnswer> answer = take(result);
        if (isFirst)
            rows = answer ? Result<qint64>(answer->touched()) : Result<qint64>(answer.error());
        if (PQstatus(handle()) != CONNECTION_OK)
            break;
    }
    return rows;
}

void PgConnection::abandonCopy()
{
    PQputCopyEnd(handle(), "stopped");
    while (PGresult* result = PQgetResult(handle())) {
        PQclear(result);
        if (PQstatus(handle()) != CONNECTION_OK)
            break;
    }
}

QByteArrayList PgConnection::takeNotices() { return std::exchange(m_notices, {}); }

QByteArray quotedPgName(QByteArrayView name) { return '"' + name.toByteArray().replace('"', "\"\"") + '"'; }

QByteArray quotedPgName(QByteArrayView schema, QByteArrayView name)
{
    return schema.isEmpty() ? quotedPgName(name) : quotedPgName(schema) + '.' + quotedPgName(name);
}

QByteArray quotedPgLiteral(QByteArrayView value)
{
    const bool hasBackslash = value.contains('\\');
    const QByteArray doubled = value.toByteArray().replace('\'', "''").replace('\\', "\\\\");
    return (hasBackslash ? " E'" : "'") + doubled + '\''; // the blank keeps E from joining a word before it
}

} // namespace bakferry
