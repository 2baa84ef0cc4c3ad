#pragma once
#include "engines/jobcontext.h"
#include "engines/sqlserver/server/mserrors.h"
#include "engines/sqlserver/server/msdriver.h"

#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace bakferry {

/// The first rows that a statement answered, as text, and all its messages. Null is told apart from empty by isNull().
class MsAnswer
{
public:
    qsizetype rows() const { return qsizetype(m_rows.size()); }
    bool hasColumn(QLatin1StringView column) const { return m_columns.contains(column, Qt::CaseInsensitive); }
    QString text(qsizetype row, int column) const { return m_rows[std::size_t(row)][std::size_t(column)].value_or(QString()); }
    QString text(qsizetype row, QLatin1StringView column) const; ///< empty where there is no such column
    bool isNull(qsizetype row, QLatin1StringView column) const;
    qint64 number(qsizetype row, int column) const { return text(row, column).toLongLong(); }
    qint64 number(qsizetype row, QLatin1StringView column) const { return text(row, column).toLongLong(); }
    QList<MsMessage> messages; ///< of all results, no errors among them
    int results = 0;           ///< how many there were, with rows or without

private:
    friend class MsConnection;
    QStringList m_columns;
    std::vector<std::vector<std::optional<QString>>> m_rows;
};

/// One connection to a SQL Server: opened by Qt's QODBC, then used through the native handle, because Qt neither tells messages nor lets
/// another thread stop a statement.
///
/// One thread at a time, the one that opened it. Every result of a statement is read to its end: an error in a later one counts as an error
/// of the statement, whatever the first one was. A stop asked for through the context cancels the running statement (SQLCancel, from a
/// thread of its own) until it ends, and makes every further call fail with cancelledError(); a connection opened with a context without a
/// stop token is for cleaning up.
///
/// Errors: those of mserrors.h, server.driver, server.connect_string, server.unknown_host, server.refused, server.unreachable, Cancelled.
class MsConnection
{
public:
    static Result<std::unique_ptr<MsConnection>> open(const ConnectionProfile& profile, const Credentials& credentials, const JobContext& context);
    ~MsConnection();
    MsConnection(const MsConnection&) = delete;
    MsConnection& operator=(const MsConnection&) = delete;

    /// One batch as it stands. `onMessage` gets each message of the server as soon as the driver hands it over.
    using OnMessage = std::function<void(const MsMessage&)>;
    Result<MsAnswer> execute(const QString& sql, const OnMessage& onMessage = {});
    /// First column of the first row; empty when there is none.
    Result<QString> value(const QString& sql);

    const MsDriver& driver() const;
    int sessionId() const;       ///< @@SPID

private:
    struct Handles;
    struct Canceller;
    MsConnection(std::unique_ptr<Handles> handles, JobContext context);
    Result<void> takeRows(void* statement, MsAnswer* answer);
    std::unique_ptr<Handles> m_handles;
    JobContext m_context;
    int m_sessionId = 0;
    std::optional<Error> m_broken; ///< lost; what every further call answers
};

} // namespace bakferry
