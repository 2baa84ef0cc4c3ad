#include "engines/postgresql/server/pgconnection.h"

#include "engines/displaytext.h"
#include "engines/postgresql/server/pgerrors.h"

#include <QtGlobal>

#include <poll.h>
#include <sys/socket.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr auto connectDeadline = std::chrono::seconds(20);
constexpr auto cleaningDeadline = std::chrono::seconds(5); // nothing stops it, and somebody waits for the end of the task
constexpr int sliceMs = 100; // a stop is seen at least as often
constexpr qsizetype maxNotices = 1000;

QByteArray sslModeOf(const ConnectionProfile& profile)
{
    const QByteArray chosen = profile.options.value(u"sslmode"_s).toString().toUtf8();
    return !chosen.isEmpty() ? chosen : QByteArray(isLocalPgHost(profile.host) ? "prefer" : "verify-full");
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
    const auto deadline = std::chrono::steady_clock::now() + (context.stop.stop_possible() ? connectDeadline : cleaningDeadline);
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED) {
        pollfd one{PQsocket(handle), short(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        const int ready = ::poll(&one, 1, sliceMs);
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

bool isLocalPgHost(const QString& host)
{
    return host.startsWith(u'/') || host == u"localhost"_s || host == u"127.0.0.1"_s || host == u"::1"_s;
}

qint64 PgAnswer::touched() const
{
    const QByteArray count = PQcmdTuples(m_result.get());
    return count.isEmpty() ? -1 : count.toLongLong();
}

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
    PQsetnonblocking(self->handle(), 1); // every wait is ours, see waitForSocket()
    self->m_cancel.emplace(self->handle());
    return self;
}

Error PgConnection::failure(const PGresult* result)
{
    m_lastState = result ? QByteArray(PQresultErrorField(result, PG_DIAG_SQLSTATE)) : QByteArray();
    m_lastContext = result ? QByteArray(PQresultErrorField(result, PG_DIAG_CONTEXT)) : QByteArray();
    if (m_context.stop.stop_requested())
        return cancelledError();
    return m_isGivenUp ? pgNoAnswer(displayBytes(PQhost(handle()))) : pgFailure(handle(), result);
}

// @returns false once the connection was given up: nothing but an end of the connection can be read from it then
bool PgConnection::waitForSocket(short events)
{
    pollfd one{PQsocket(handle()), events, 0};
    ::poll(&one, 1, sliceMs);
    const bool isStopped = m_context.stop.stop_requested();
    if (isStopped)
        m_cancel->ask();
    const bool isLate = m_answerDeadline && std::chrono::steady_clock::now() - m_waitBegan > *m_answerDeadline;
    if (!isLate && !(isStopped && m_cancel->isHopeless()))
        return true;
    m_isGivenUp = true;
    ::shutdown(PQsocket(handle()), SHUT_RDWR);
    return false;
}

// Sends what libpq has buffered. It takes in what the server says meanwhile, or both sides could wait for each other.
bool PgConnection::flush()
{
    while (!hasRefusalWaiting()) {
        const int left = PQflush(handle());
        if (left <= 0 || !waitForSocket(POLLIN | POLLOUT))
            return left == 0;
    }
    return false;
}

PGresult* PgConnection::nextResult()
{
    while (PQisBusy(handle()) != 0) {
        const bool isSent = PQflush(handle()) == 0;
        if (!waitForSocket(short(isSent ? POLLIN : POLLIN | POLLOUT)) || PQconsumeInput(handle()) == 0)
            break; // PQgetResult() says why
    }
    return PQgetResult(handle());
}

// Nobody asked for rows: a statement of a backup did (COPY … TO stdout).
void PgConnection::skipRowsOut()
{
    char* row = nullptr;
    for (int got = 0; (got = PQgetCopyData(handle(), &row, 1)) >= 0;) {
        PQfreemem(row);
        if (got == 0 && (!waitForSocket(POLLIN) || PQconsumeInput(handle()) == 0))
            return;
    }
}

Result<PgAnswer> PgConnection::take(PGresult* result)
{
    PgAnswer answer(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY || status == PGRES_COPY_IN)
        return answer;
    return failure(result);
}

// The last answer to what was sent, as PQexec() gives it; a COPY that waits for rows is left waiting.
Result<PgAnswer> PgConnection::answer(int sent)
{
    std::optional<Result<PgAnswer>> last;
    while (PGresult* result = sent == 1 ? nextResult() : nullptr) {
        const bool isCopyOut = PQresultStatus(result) == PGRES_COPY_OUT, isCopyIn = PQresultStatus(result) == PGRES_COPY_IN;
        if (isCopyOut) {
            PQclear(result);
            skipRowsOut();
            continue;
        }
        last = take(result);
        if (isCopyIn || PQstatus(handle()) != CONNECTION_OK)
            break;
    }
    return last ? *std::move(last) : failure(nullptr);
}

// A statement that wants rows where none can follow.
Result<PgAnswer> PgConnection::refuseRows()
{
    abandonCopy();
    return Error{ErrorKind::StatementFailed, "server.statement", {QT_TRANSLATE_NOOP("Message", "A statement asks for rows, but none follow it."), {}},
                 {QT_TRANSLATE_NOOP("Message", "The backup is not as pg_dump writes it; look at the object that is named."), {}}, {}};
}

Result<PgAnswer> PgConnection::query(const QByteArray& sql, const std::vector<std::optional<QByteArray>>& parameters)
{
    if (m_context.stop.stop_requested())
        return cancelledError();
    std::vector<const char*> values;
    for (const auto& parameter : parameters)
        values.push_back(parameter ? parameter->constData() : nullptr);
    beginWait();
    return answer(PQsendQueryParams(handle(), sql.constData(), int(values.size()), nullptr, values.data(), nullptr, nullptr, 0));
}

Result<PgAnswer> PgConnection::execute(const QByteArray& sql)
{
    if (m_context.stop.stop_requested())
        return cancelledError();
    beginWait();
    Result<PgAnswer> done = answer(PQsendQuery(handle(), sql.constData()));
    return done && done->wantsRows() ? refuseRows() : std::move(done);
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
    beginWait();
    const Result<PgAnswer> begun = answer(PQsendQuery(handle(), statement.constData()));
    if (!begun)
        return begun.error();
    return begun->wantsRows() ? Result<void>() : Result<void>(failure(nullptr));
}

// libpq does not look at answers before the end of a COPY. Only an error comes unasked there; its first byte is its letter. Now and
// then libpq takes it in first, while it cannot send: then endCopy() tells.
bool PgConnection::hasRefusalWaiting() const
{
    char letter = 0;
    return !isEncrypted() && ::recv(PQsocket(handle()), &letter, 1, MSG_PEEK | MSG_DONTWAIT) == 1 && letter == 'E';
}

Result<void> PgConnection::putCopy(QByteArrayView bytes)
{
    if (m_context.stop.stop_requested()) {
        abandonCopy();
        return cancelledError();
    }
    beginWait();
    if (!hasRefusalWaiting() && PQputCopyData(handle(), bytes.data(), int(bytes.size())) == 1 && flush())
        return {};
    const Result<qint64> ended = endCopy();
    return ended ? failure(nullptr) : ended.error();
}

Result<qint64> PgConnection::endCopy()
{
    beginWait();
    PQputCopyEnd(handle(), nullptr); // a failure here shows in the result
    flush();
    const Result<PgAnswer> ended = answer(1);
    return ended ? Result<qint64>(ended->touched()) : Result<qint64>(ended.error());
}

void PgConnection::abandonCopy()
{
    beginWait();
    PQputCopyEnd(handle(), "stopped");
    flush();
    (void)answer(1);
}

// "COPY film, line 7, column id: …" in every language: a number behind the name of the table, with words between them only. The rest
// of the context holds values of the row and is not used.
qint64 PgConnection::lastCopyLine(const QByteArray& table) const
{
    for (const QByteArray& line : m_lastContext.split('\n')) {
        qsizetype at = table.isEmpty() ? -1 : line.indexOf(table);
        if (at < 0)
            continue;
        at += table.size();
        const auto isDigit = [&](qsizetype i) { return line[i] >= '0' && line[i] <= '9'; };
        while (at < line.size() && !isDigit(at) && !QByteArrayView("\"():").contains(line[at]))
            ++at;
        qsizetype end = at;
        while (end < line.size() && isDigit(end))
            ++end;
        if (end > at)
            return line.sliced(at, end - at).toLongLong();
    }
    return 0;
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
