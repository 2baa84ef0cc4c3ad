#pragma once
#include "engines/jobcontext.h"
#include "engines/mariadb/server/mysignin.h"
#include "engines/result.h"

#include <QByteArray>
#include <QByteArrayList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace bakferry {

/// The rows of one answer, as bytes. Null is told apart from empty by isNull().
class MyAnswer
{
public:
    qsizetype rows() const { return qsizetype(m_rows.size()); }
    int columns() const { return m_rows.empty() ? 0 : int(m_rows.front().size()); }
    QByteArray text(qsizetype row, int column) const { return m_rows[std::size_t(row)][std::size_t(column)].value_or(QByteArray()); }
    bool isNull(qsizetype row, int column) const { return !m_rows[std::size_t(row)][std::size_t(column)]; }
    qint64 number(qsizetype row, int column) const { return text(row, column).toLongLong(); }
    qint64 touched = 0;  ///< rows changed; 0 for a SELECT. Of LOAD DATA: rows that are in the table now
    int warnings = 0;    ///< of the last statement

private:
    friend class MyConnection;
    std::vector<std::vector<std::optional<QByteArray>>> m_rows;
};

/// One connection over MariaDB Connector/C, signed in as signInMy() says: remote servers must prove who they are (TLS with verified
/// certificate unless the profile's option "sslmode" says else). A server that asks for a local file gets what load() hands out while it
/// runs, and nothing at any other time: then the connection is closed (server.protocol; TRUST T15).
///
/// One thread at a time. A stop asked for through the context kills the running statement over a second connection (KILL QUERY) within a
/// moment and makes every further call fail with cancelledError(); a connection opened with a context without a stop token is for
/// cleaning up. The session is as the server sets it up, but in utf8mb4.
///
/// Errors: SignIn (server.sign_in, never tried again unasked; server.no_access, server.auth_plugin), TargetUnusable (server.unknown_host,
/// server.refused, server.unreachable, server.tls, server.protocol, server.full, server.starting, server.no_database, server.lost,
/// server.privilege, server.packet, server.timeout, server.read_only), Locked (server.in_use: lock wait timeout, deadlock), NoSpace
/// (server.no_space), Cancelled, StatementFailed (server.statement). The server's text stands in `detail` with its number and SQLSTATE,
/// values of rows left out (TRUST T40).
class MyConnection
{
public:
    /// @param database  UTF-8; empty: none chosen
    static Result<std::unique_ptr<MyConnection>> open(const ConnectionProfile& profile, const Credentials& credentials,
                                                      const QByteArray& database, const JobContext& context);
    ~MyConnection();
    MyConnection(const MyConnection&) = delete;
    MyConnection& operator=(const MyConnection&) = delete;

    /// One statement as it stands, in the connection's character set; up to 1 GiB, or what the server takes. Of a CALL that answers more
    /// than once the first rows are returned, all answers are waited for. An answer that would take more than 256 MiB of memory is refused (server.protocol).
    Result<MyAnswer> execute(QByteArrayView sql);
    /// First column of the first row; empty when there is none.
    Result<QByteArray> value(QByteArrayView sql);

    /// LOAD DATA LOCAL, its bytes taken from `fill`: called on this thread for the next bytes, it answers how many it put into the
    /// buffer, 0 at the end, or an error that ends the load. Whatever file name the server asks for is ignored. After a failed `fill` or a
    /// stop the connection is hung up before the end of the data, so that the server takes back what it got; its error is returned.
    using Fill = std::function<Result<qint64>(char* buffer, qint64 size)>;
    Result<MyAnswer> load(QByteArrayView statement, const Fill& fill);

    /// Warnings of the last statement: "1265 Data truncated for column …", at most `most`. Values of rows may stand in them: never log them.
    Result<QByteArrayList> warnings(int most);

    bool isMariaDb() const;       ///< else MySQL
    int serverVersion() const;    ///< 101119 for 10.11.19, 80036 for 8.0.36
    QByteArray versionText() const; ///< the server's own words
    bool isEncrypted() const;
    bool isSocket() const;        ///< the server listens on a Unix socket of this machine
    quint64 connectionId() const;
    int lastNumber() const { return m_lastNumber; } ///< error number of the last failure, the server's or Connector/C's (2000 to 2999); 0: none

private:
    class Files;
    struct Canceller;
    MyConnection(MyHandle handle, std::unique_ptr<Files> files, JobContext context);
    Result<MyAnswer> run(QByteArrayView sql);
    Result<void> takeRows(MyAnswer* answer);
    Result<MyAnswer> failed();
    std::unique_ptr<Files> m_files; // outlives the handle
    MyHandle m_handle;
    JobContext m_context;
    int m_lastNumber = 0;
    std::optional<Error> m_broken; ///< hung up; what every further call answers
    std::unique_ptr<Canceller> m_canceller;
};

/// A name as an identifier in SQL, always in backquotes. UTF-8.
QByteArray quotedMyName(QByteArrayView name);
QByteArray quotedMyName(QByteArrayView database, QByteArrayView name);
/// A value as a string literal that reads the same under any sql_mode: quotes doubled, or hexadecimal where a backslash stands in it.
QByteArray quotedMyLiteral(QByteArrayView value);

} // namespace bakferry
