#include "engines/sqlserver/server/msconnection.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/server/msreach.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QtGlobal>

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <thread>

#include <sql.h>
#include <sqlext.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxAnswerBytes = qint64(64) * 1024 * 1024;
constexpr auto cancelInterval = std::chrono::milliseconds(100);
constexpr int signInSeconds = 15;
constexpr int usualPort = 1433;
constexpr int maxErrors = 1000; // of one statement: a driver that has no end of them is not asked again

QString fromOdbc(const SQLWCHAR* text, qsizetype size) { return QString::fromUtf16(reinterpret_cast<const char16_t*>(text), size); }

// "[FreeTDS][SQL Server]Login failed" → "Login failed"
QString withoutBrackets(const QString& text)
{
    static const QRegularExpression origin(u"^(\\[[^\\]]{1,64}\\])+"_s);
    return QString(text).remove(origin).trimmed();
}

void diagnose(SQLSMALLINT kind, SQLHANDLE handle, const std::function<void(const MsMessage&)>& each)
{
    std::array<SQLWCHAR, 6> state;
    std::array<SQLWCHAR, 2100> text;
    for (SQLSMALLINT record = 1;; ++record) {
        SQLINTEGER number = 0;
        SQLSMALLINT size = 0;
        const SQLRETURN got = SQLGetDiagRecW(kind, handle, record, state.data(), &number, text.data(), SQLSMALLINT(text.size()), &size);
        if (!SQL_SUCCEEDED(got))
            return;
        each({int(number), fromOdbc(state.data(), 5).toLatin1(), withoutBrackets(fromOdbc(text.data(), std::min<qsizetype>(size, qsizetype(text.size()) - 1)))});
    }
}

// A driver's error of several records, as Qt joins them: texts and numbers.
QList<MsMessage> messagesOf(const QSqlError& error)
{
    QList<MsMessage> messages;
    for (const QString& number : error.nativeErrorCode().split(u';'))
        messages += MsMessage{number.toInt(), "HY000", withoutBrackets(messages.isEmpty() ? error.driverText() + u' ' + error.databaseText() : QString())};
    return messages;
}

QString nextName()
{
    static std::atomic_int last = 0;
    return u"bakferry-sqlserver-%1"_s.arg(++last);
}

} // namespace

QString MsAnswer::text(qsizetype row, QLatin1StringView column) const
{
    for (int i = 0; i < int(m_columns.size()); ++i) {
        if (m_columns[i].compare(column, Qt::CaseInsensitive) == 0)
            return text(row, i);
    }
    return {};
}

bool MsAnswer::isNull(qsizetype row, QLatin1StringView column) const
{
    for (int i = 0; i < int(m_columns.size()); ++i) {
        if (m_columns[i].compare(column, Qt::CaseInsensitive) == 0)
            return !m_rows[std::size_t(row)][std::size_t(i)];
    }
    return true;
}

/// Qt's connection, and the native one below it.
struct MsConnection::Handles
{
    explicit Handles(MsDriver driver) : driver(std::move(driver)), name(nextName()), database(QSqlDatabase::addDatabase(u"QODBC"_s, name)) { }
    ~Handles()
    {
        database.close();
        database = {};
        QSqlDatabase::removeDatabase(name);
    }
    Handles(const Handles&) = delete;
    Handles& operator=(const Handles&) = delete;

    SQLHDBC connection() const { return *static_cast<const SQLHANDLE*>(database.driver()->handle().constData()); }

    MsDriver driver;
    QString name;
    QSqlDatabase database;
};

/// Cancels the statement as soon as a stop is asked for, and again until it has ended: one that had not reached the server yet when it was
/// cancelled would run to its end. Source: ODBC, "SQLCancel Function": it may be called from another thread
struct MsConnection::Canceller
{
    Canceller(SQLHSTMT statement, const std::stop_token& token) : statement(statement), callback(token, Begin{this}) { }

    struct Begin
    {
        Canceller* self;
        void operator()() const
        {
            self->thread = std::jthread([self = self](const std::stop_token& over) {
                std::mutex mutex;
                std::unique_lock lock(mutex);
                std::condition_variable_any never;
                do
                    SQLCancel(self->statement);
                while (!never.wait_for(lock, over, cancelInterval, [] { return false; }) && !over.stop_requested());
            });
        }
    };

    SQLHSTMT statement;
    std::jthread thread;
    std::stop_callback<Begin> callback; // last: gone before the thread it may start
};

MsConnection::MsConnection(std::unique_ptr<Handles> handles, JobContext context) : m_handles(std::move(handles)), m_context(std::move(context)) { }
MsConnection::~MsConnection() = default;

const MsDriver& MsConnection::driver() const { return m_handles->driver; }
int MsConnection::sessionId() const { return m_sessionId; }

Result<std::unique_ptr<MsConnection>> MsConnection::open(const ConnectionProfile& profile, const Credentials& credentials, const JobContext& context)
{
    const Result<MsDriver> driver = MsDriver::find();
    const Result<QString> text = driver ? msConnectionString(*driver, profile, credentials) : Result<QString>(driver.error());
    if (!text)
        return text.error();
    const QString shown = displayText(profile.host) + u':' + QString::number(profile.port > 0 ? profile.port : usualPort);
    if (!profile.host.contains(u'\\')) {
        if (const Result<void> reached = reachMsServer(profile.host.isEmpty() ? u"localhost"_s : profile.host, profile.port > 0 ? profile.port : usualPort, context.stop); !reached)
            return reached.error();
    }
    auto handles = std::make_unique<Handles>(*driver);
    handles->database.setDatabaseName(*text);
    handles->database.setConnectOptions(u"SQL_ATTR_LOGIN_TIMEOUT=%1"_s.arg(signInSeconds));
    {
        const MsFreeTdsFile file(profile);
        handles->database.open();
    }
    if (!handles->database.isOpen())
        return context.stop.stop_requested() ? cancelledError() : msConnectFailure(messagesOf(handles->database.lastError()), shown, displayText(profile.user), msEncryptionOf(profile) >= MsEncryption::Required);
    handles->database.setDatabaseName({}); // the password stood in it
    std::unique_ptr<MsConnection> connection(new MsConnection(std::move(handles), context));
    // Names and texts are quoted for these; a server or login may have other defaults.
    const Result<MsAnswer> session = connection->execute(u"SET QUOTED_IDENTIFIER ON; SET LANGUAGE us_english; SELECT @@SPID AS session"_s);
    if (!session)
        return session.error();
    connection->m_sessionId = session->rows() == 1 ? int(session->number(0, 0)) : 0;
    return connection;
}

Result<void> MsConnection::takeRows(void* handle, MsAnswer* answer)
{
    const auto statement = static_cast<SQLHSTMT>(handle);
    SQLSMALLINT columns = 0;
    if (!SQL_SUCCEEDED(SQLNumResultCols(statement, &columns)) || columns == 0)
        return {};
    const bool isFirst = answer->m_columns.isEmpty();
    std::array<SQLWCHAR, 4096> buffer;
    for (SQLUSMALLINT i = 1; isFirst && i <= SQLUSMALLINT(columns); ++i) {
        SQLSMALLINT size = 0;
        SQLColAttributeW(statement, i, SQL_DESC_NAME, buffer.data(), SQLSMALLINT(sizeof buffer), &size, nullptr);
        answer->m_columns += fromOdbc(buffer.data(), size / qsizetype(sizeof(SQLWCHAR)));
    }
    qint64 bytes = 0;
    SQLRETURN got = SQL_SUCCESS;
    while (SQL_SUCCEEDED(got = SQLFetch(statement))) {
        std::vector<std::optional<QString>> row;
        for (SQLUSMALLINT i = 1; i <= SQLUSMALLINT(columns); ++i) {
            std::optional<QString> value;
            SQLLEN size = 0;
            for (SQLRETURN part = SQL_SUCCESS_WITH_INFO; part == SQL_SUCCESS_WITH_INFO;) {
                part = SQLGetData(statement, i, SQL_C_WCHAR, buffer.data(), SQLLEN(sizeof buffer), &size);
                if (!SQL_SUCCEEDED(part) || size == SQL_NULL_DATA)
                    break;
                const bool isCut = part == SQL_SUCCESS_WITH_INFO && (size == SQL_NO_TOTAL || size >= SQLLEN(sizeof buffer));
                value = value.value_or(QString()) + fromOdbc(buffer.data(), isCut ? qsizetype(buffer.size()) - 1 : qsizetype(size) / qsizetype(sizeof(SQLWCHAR)));
                if (!isCut)
                    break;
            }
            bytes += value ? value->size() * 2 + 48 : 48;
            row.push_back(std::move(value));
        }
        if (bytes > maxAnswerBytes)
            return msTargetError("server.protocol", {QT_TRANSLATE_NOOP("Message", "The server answered with more than %1 to a question about its databases."), {displaySize(maxAnswerBytes)}},
                                 {QT_TRANSLATE_NOOP("Message", "Make sure that it is the server you mean."), {}});
        if (isFirst)
            answer->m_rows.push_back(std::move(row));
    }
    if (got == SQL_NO_DATA)
        return {};
    QList<MsMessage> messages;
    diagnose(SQL_HANDLE_STMT, statement, [&](const MsMessage& one) { messages += one; });
    return msFailure(messages);
}

Result<MsAnswer> MsConnection::execute(const QString& sql, const OnMessage& onMessage)
{
    if (m_broken)
        return *m_broken;
    if (m_context.stop.stop_requested())
        return cancelledError();
    SQLHSTMT statement = SQL_NULL_HSTMT;
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_STMT, m_handles->connection(), &statement)))
        return msConnectionLost({});
    MsAnswer answer;
    QList<MsMessage> errors;
    std::optional<Error> ofRows;
    {
        const Canceller canceller(statement, m_context.stop);
        QString text = sql;
        SQLRETURN done = SQLExecDirectW(statement, reinterpret_cast<SQLWCHAR*>(text.data()), SQLINTEGER(text.size()));
        // SQL_ERROR of one result does not mean that it was the last. Source: ODBC, "SQLMoreResults Function"; Microsoft, "Processing results"
        for (; done != SQL_NO_DATA && done != SQL_INVALID_HANDLE; done = SQLMoreResults(statement)) {
            bool isOver = false;
            if (done != SQL_SUCCESS) {
                diagnose(SQL_HANDLE_STMT, statement, [&](const MsMessage& one) {
                    isOver |= one.state.startsWith("08") || one.state == "HY010"; // lost; or nothing is left to be asked for
                    if (one.state == "HY010" && !errors.isEmpty())
                        return;
                    (one.isError() ? errors : answer.messages) += one;
                    if (onMessage)
                        onMessage(one);
                });
            }
            if (done == SQL_ERROR && (isOver || errors.isEmpty() || errors.size() > maxErrors))
                break;
            ++answer.results;
            const Result<void> rows = done == SQL_ERROR ? Result<void>() : takeRows(statement, &answer);
            if (!rows)
                ofRows = rows.error();
        }
        if (done == SQL_ERROR && errors.isEmpty())
            errors += MsMessage{0, "HY000", u"no reason given"_s};
    }
    SQLFreeHandle(SQL_HANDLE_STMT, statement);
    if (errors.isEmpty() && !ofRows)
        return answer;
    // A line that breaks inside an answer has no number of its own: the driver knows.
    SQLUINTEGER dead = SQL_CD_FALSE;
    SQLGetConnectAttrW(m_handles->connection(), SQL_ATTR_CONNECTION_DEAD, &dead, 0, nullptr);
    Error error = errors.isEmpty() ? *ofRows : msFailure(errors);
    if (dead == SQL_CD_TRUE && error.code != "server.lost")
        error = msConnectionLost(error.detail);
    if (error.code == "server.lost")
        m_broken = error;
    return m_context.stop.stop_requested() ? cancelledError() : error;
}

Result<QString> MsConnection::value(const QString& sql)
{
    const Result<MsAnswer> answer = execute(sql);
    if (!answer)
        return answer.error();
    return answer->rows() > 0 ? answer->text(0, 0) : QString();
}

} // namespace bakferry
