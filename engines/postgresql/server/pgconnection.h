#pragma once
#include "engines/connectionprofile.h"
#include "engines/jobcontext.h"
#include "engines/postgresql/server/pgcancel.h"
#include "engines/result.h"

#include <QByteArray>
#include <QByteArrayList>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

#include <libpq-fe.h>

namespace bakferry {

/// The rows of one answer, in text form. Null is told apart from empty by isNull().
class PgAnswer
{
public:
    explicit PgAnswer(PGresult* result) : m_result(result) { }
    int rows() const { return PQntuples(m_result.get()); }
    QByteArray text(int row, int column) const { return {PQgetvalue(m_result.get(), row, column), PQgetlength(m_result.get(), row, column)}; }
    bool isNull(int row, int column) const { return PQgetisnull(m_result.get(), row, column); }
    qint64 number(int row, int column) const { return text(row, column).toLongLong(); }
    bool isTrue(int row, int column) const { return text(row, column) == "t"; }
    /// Rows touched by an INSERT, UPDATE, DELETE or COPY; -1 for others.
    qint64 touched() const;
    /// COPY … FROM stdin has begun.
    bool wantsRows() const { return PQresultStatus(m_result.get()) == PGRES_COPY_IN; }

private:
    struct Clear { void operator()(PGresult* result) const { PQclear(result); } };
    std::unique_ptr<PGresult, Clear> m_result;
};

/// One libpq connection. Keywords go as arrays and a database name is never expanded as a connection string (TRUST T11); remote
/// servers must prove who they are (sslmode verify-full unless the profile's option "sslmode" says else).
///
/// One thread at a time. Calls block, but never on the network alone: a stop asked for through the context cancels the running statement
/// on the server (PQcancel) within a moment, a server that cannot be reached is given up within two seconds, and every further call
/// fails with cancelledError(). A connection opened with a context without a stop token is for cleaning up.
/// Errors: SignIn (server.sign_in: never try again unasked; server.no_access), TargetUnusable (server.unknown_host, server.refused,
/// server.unreachable, server.protocol, server.tls, server.starting, server.full, server.no_database, server.refused_database;
/// server.lost, server.privilege), Locked (server.in_use), NoSpace (server.no_space), Cancelled, StatementFailed (server.statement). Server texts
/// stand in `detail` with their SQLSTATE; DETAIL lines are left out, for they hold values of rows (TRUST T40).
class PgConnection
{
public:
    static Result<std::unique_ptr<PgConnection>> open(const ConnectionProfile& profile, const Credentials& credentials,
                                                      const QByteArray& database, const JobContext& context);
    ~PgConnection();
    PgConnection(const PgConnection&) = delete;
    PgConnection& operator=(const PgConnection&) = delete;

    /// One statement with bound text parameters ($1 …; std::nullopt = NULL).
    Result<PgAnswer> query(const QByteArray& sql, const std::vector<std::optional<QByteArray>>& parameters = {});
    /// One or more statements, no parameters; in one implicit transaction unless they say otherwise. @returns the last answer.
    Result<PgAnswer> execute(const QByteArray& sql);
    /// First column of the first row; empty when there is none.
    Result<QByteArray> value(const QByteArray& sql, const std::vector<std::optional<QByteArray>>& parameters = {});

    /// From now on a call that gets no answer for so long fails with server.unreachable and closes the connection.
    void setAnswerDeadline(std::chrono::milliseconds deadline) { m_answerDeadline = deadline; }

    /// COPY … FROM stdin. After a failed putCopy() or endCopy() the connection is in order again (the transaction is not). Over a
    /// connection without encryption a refusal of the server is seen while the rows are still being sent, else by endCopy().
    Result<void> beginCopy(const QByteArray& statement);
    Result<void> putCopy(QByteArrayView bytes);
    Result<qint64> endCopy(); ///< @returns rows the server took
    void abandonCopy();       ///< makes the server refuse what it got so far

    /// Notices and warnings of the server since the last call, "SEVERITY: text", at most 1,000.
    QByteArrayList takeNotices();
    int serverVersion() const { return PQserverVersion(handle()); } ///< 150018
    bool isEncrypted() const { return PQsslInUse(handle()) == 1; }
    int backendPid() const { return PQbackendPID(handle()); }
    PGconn* handle() const { return m_handle.get(); }
    /// The line of a COPY at which the last failure came, from 1, counted by the server from the COPY's own beginning; 0: none is said.
    /// @param table  its name without schema, as the server tells it
    qint64 lastCopyLine(const QByteArray& table) const;
    /// SQLSTATE of the last failure, "" where there was none from the server.
    const QByteArray& lastState() const { return m_lastState; }

private:
    struct Finish { void operator()(PGconn* handle) const { PQfinish(handle); } };
    PgConnection(PGconn* handle, JobContext context);
    Result<PgAnswer> answer(int sent);
    Result<PgAnswer> refuseRows();
    Result<PgAnswer> take(PGresult* result);
    PGresult* nextResult();
    void skipRowsOut();
    bool flush();
    bool hasRefusalWaiting() const;
    void beginWait() { m_waitBegan = std::chrono::steady_clock::now(); }
    bool waitForSocket(short events);
    Error failure(const PGresult* result);
    std::unique_ptr<PGconn, Finish> m_handle;
    JobContext m_context;
    QByteArray m_lastState, m_lastContext;
    QByteArrayList m_notices;
    std::optional<PgCancel> m_cancel;
    std::optional<std::chrono::milliseconds> m_answerDeadline;
    std::chrono::steady_clock::time_point m_waitBegan;
    bool m_isGivenUp = false; ///< closed by us, because no answer came
};

/// Whether a server at this host is on this machine: a socket, or an address that never leaves it.
bool isLocalPgHost(const QString& host);

/// A name as an identifier in SQL, always in double quotes.
QByteArray quotedPgName(QByteArrayView name);
/// "schema"."name", or only the name where there is no schema.
QByteArray quotedPgName(QByteArrayView schema, QByteArrayView name);
/// A value as a string literal that reads the same under either setting of standard_conforming_strings.
QByteArray quotedPgLiteral(QByteArrayView value);

} // namespace bakferry
