#pragma once
#include "engines/connectionprofile.h"
#include "engines/jobcontext.h"
#include "engines/result.h"

#include <QByteArray>
#include <QByteArrayList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <mysql.h>

namespace bakferry {

/// The rows of one answer, as bytes. Null is told apart from empty by isNull().
class MyAnswer
{
public:
    qsizetype rows() const { return qsizetype(m_rows.size()); }
    QByteArray text(qsizetype row, int column) const { return m_rows[std::size_t(row)][std::size_t(column)].value_or(QByteArray()); }
    bool isNull(qsizetype row, int column) const { return !m_rows[std::size_t(row)][std::size_t(column)]; }
    qint64 number(qsizetype row, int column) const { return text(row, column).toLongLong(); }
    qint64 touched = 0;  ///< rows changed; 0 for a SELECT
    int warnings = 0;    ///< of the last statement

private:
    friend class MyConnection;
    std::vector<std::vector<std::optional<QByteArray>>> m_rows;
};

/// One connection over MariaDB Connector/C. Remote servers must prove who they are (TLS with verified certificate unless the profile's
/// option "tls" says else). Reading local files for the server is off; beginLoad() serves nothing but what its caller hands out (TRUST T15).
///
/// One thread at a time. A stop asked for through the context kills the running statement over a second connection (KILL QUERY) within a
/// moment and makes every further call fail with cancelledError(); a connection opened with a context without a stop token is for
/// cleaning up. Errors: SignIn (server.sign_in, never tried again unasked; server.no_access), TargetUnusable (server.unknown_host,
/// server.refused, server.unreachable, server.tls, server.full, server.no_database, server.lost, server.privilege), Locked
/// (server.in_use), NoSpace (server.no_space), Cancelled, StatementFailed (server.statement). The server's text stands in `detail`
/// with its number and SQLSTATE, values of rows left out (TRUST T40).
class MyConnection
{
public:
    /// @param database  UTF-8; empty: none chosen
    static Result<std::unique_ptr<MyConnection>> open(const ConnectionProfile& profile, const Credentials& credentials,
                                                      const QByteArray& database, const JobContext& context);
    ~MyConnection();
    MyConnection(const MyConnection&) = delete;
    MyConnection& operator=(const MyConnection&) = delete;

    /// One statement as it stands, in the connection's character set.
    Result<MyAnswer> execute(QByteArrayView sql);
    /// First column of the first row; empty when there is none.
    Result<QByteArray> value(QByteArrayView sql);

    /// LOAD DATA LOCAL, its bytes taken from `fill`: called on this thread for the next bytes, it answers how many it put into the
    /// buffer, 0 at the end, or an error that ends the load. Whatever file name the server asks for is ignored.
    using Fill = std::function<Result<qint64>(char* buffer, qint64 size)>;
    Result<MyAnswer> load(QByteArrayView statement, const Fill& fill);

    /// Warnings of the last statement: "1265 Data truncated for column …", at most `most`. Values of rows may stand in them: never log them.
    Result<QByteArrayList> warnings(int most);

    bool isMariaDb() const;       ///< else MySQL
    int serverVersion() const;    ///< 101119 for 10.11.19
    QByteArray versionText() const; ///< the server's own words
    bool isEncrypted() const;
    quint64 connectionId() const;
    int lastNumber() const { return m_lastNumber; } ///< the server's error number of the last failure; 0 where there was none from the server

private:
    MyConnection(MYSQL* handle, JobContext context);
    struct Canceller;
    MYSQL* m_handle = nullptr;
    JobContext m_context;
    int m_lastNumber = 0;
    std::unique_ptr<Canceller> m_canceller;
};

/// A name as an identifier in SQL, always in backquotes. UTF-8.
QByteArray quotedMyName(QByteArrayView name);
QByteArray quotedMyName(QByteArrayView database, QByteArrayView name);
/// A value as a string literal that reads the same under any sql_mode: quotes doubled, or hexadecimal where a backslash stands in it.
QByteArray quotedMyLiteral(QByteArrayView value);

} // namespace bakferry
