#include "engines/mariadb/server/myconnection.h"

#include "engines/mariadb/server/myerrors.h"

#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxAnswerBytes = qint64(256) * 1024 * 1024;
constexpr qint64 rowOverhead = 48, valueOverhead = 88; // what a row and a value take besides their bytes
constexpr qint64 maxHeadBytes = qint64(16) * 1024 * 1024; // of one answer: its kind and the descriptions of its columns, of which there are 4,096 at most
constexpr auto killInterval = std::chrono::milliseconds(200);
constexpr auto killDeadline = std::chrono::milliseconds(1500); // then the line is cut: a stop ends within 2 s

} // namespace

/// What a server gets that asks for a local file: the bytes of the load() that is running.
class MyConnection::Files : public MyFileAnswerer
{
public:
    bool accepts() override
    {
        if (!fill)
            wasAskedUninvited = true;
        return fill != nullptr;
    }

    int read(char* buffer, unsigned int size) override
    {
        const Result<qint64> got = stop.stop_requested() ? Result<qint64>(cancelledError()) : (*fill)(buffer, qint64(size));
        if (got)
            return int(*got);
        failure = got.error();
        // Connector/C would send the mark for the end of the file now, and the server keep the rows it has.
        hangUpMy(handle);
        return -1;
    }

    std::stop_token stop;
    const Fill* fill = nullptr;
    std::optional<Error> failure;
    bool wasAskedUninvited = false;
};

/// Kills the running statement as soon as a stop is asked for, over a connection and on a thread of its own, until none runs any more.
/// Where the server does not listen the line itself is cut.
struct MyConnection::Canceller
{
    Canceller(MYSQL* handle, const ConnectionProfile& profile, const Credentials& credentials, const std::stop_token& token)
        : handle(handle), profile(profile), credentials(credentials), id(mysql_thread_id(handle)), callback(token, Begin{this}) { }

    struct Begin
    {
        Canceller* self;
        void operator()() const { self->killer = std::jthread([self = self](const std::stop_token& over) { self->killUntil(over); }); }
    };

    /// While it lives, a statement runs.
    struct Busy
    {
        explicit Busy(Canceller& canceller) : of(canceller) { of.busy = true; }
        ~Busy() { of.busy = false; }
        Canceller& of;
    };

    // Again and again: a statement that had not reached the server yet when it was killed would run to its end.
    void killUntil(const std::stop_token& over)
    {
        const auto begin = std::chrono::steady_clock::now();
        int number = 0;
        MyHandle second;
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        for (bool isKilled = false; !over.stop_requested(); never.wait_for(lock, over, killInterval, [] { return false; })) {
            if (!busy)
                continue;
            if (!second) {
                Result<MyHandle> opened = signInMy(profile, credentials, {}, over, nullptr, &number, killDeadline);
                second = opened ? std::move(opened).value() : nullptr;
            }
            isKilled |= second && mysql_query(second.get(), ("KILL QUERY " + QByteArray::number(qulonglong(id))).constData()) == 0;
            if (!isKilled && busy && std::chrono::steady_clock::now() > begin + killDeadline)
                hangUpMy(handle);
        }
    }

    MYSQL* handle;
    ConnectionProfile profile;
    Credentials credentials;
    unsigned long id;
    std::atomic_bool busy = false;
    std::jthread killer;
    std::stop_callback<Begin> callback; // last: gone before the thread it may start
};

MyConnection::MyConnection(MyHandle handle, std::unique_ptr<Files> files, JobContext context)
    : m_files(std::move(files)), m_handle(std::move(handle)), m_context(std::move(context)) { }

MyConnection::~MyConnection()
{
    m_canceller.reset();
    if (m_context.stop.stop_requested())
        hangUpMy(m_handle.get()); // no farewell to wait for
}

Result<std::unique_ptr<MyConnection>> MyConnection::open(const ConnectionProfile& profile, const Credentials& credentials,
                                                         const QByteArray& database, const JobContext& context)
{
    auto files = std::make_unique<Files>();
    int number = 0;
    Result<MyHandle> handle = signInMy(profile, credentials, database, context.stop, files.get(), &number);
    if (files->wasAskedUninvited)
        return myBrokenProtocol(u"the server asked for a local file at the sign-in"_s);
    if (!handle)
        return handle.error();
    files->stop = context.stop;
    std::unique_ptr<MyConnection> self(new MyConnection(std::move(handle).value(), std::move(files), context));
    self->m_canceller = std::make_unique<Canceller>(self->m_handle.get(), profile, credentials, context.stop);
    if (context.stop.stop_requested())
        return cancelledError();
    return self;
}

Result<MyAnswer> MyConnection::failed()
{
    m_lastNumber = int(mysql_errno(m_handle.get()));
    if (m_files->wasAskedUninvited)
        m_broken = myBrokenProtocol(u"the server asked for a local file"_s);
    else if (m_files->failure)
        m_broken = *m_files->failure;
    else if (m_context.stop.stop_requested())
        return cancelledError();
    if (m_broken) {
        hangUpMy(m_handle.get());
        return *m_broken;
    }
    return myFailure(m_handle.get());
}

// Row by row, so that a server cannot make us keep more than was to be expected.
Result<void> MyConnection::takeRows(MyAnswer* answer)
{
    MYSQL_RES* result = mysql_use_result(m_handle.get());
    if (!result)
        return {};
    const unsigned int columns = mysql_num_fields(result);
    qint64 bytes = 0;
    while (MYSQL_ROW row = mysql_fetch_row(result)) {
        const unsigned long* lengths = mysql_fetch_lengths(result);
        std::vector<std::optional<QByteArray>> values;
        for (unsigned int i = 0; answer && i < columns; ++i)
            values.push_back(row[i] ? std::optional(QByteArray(row[i], qsizetype(lengths[i]))) : std::nullopt);
        bytes += rowOverhead;
        for (const std::optional<QByteArray>& one : values)
            bytes += valueOverhead + (one ? one->size() : 0);
        if (bytes > maxAnswerBytes) {
            m_broken = myBrokenProtocol(u"an answer of more than 256 MiB"_s);
            hangUpMy(m_handle.get());
            mysql_free_result(result);
            return *m_broken;
        }
        if (answer)
            answer->m_rows.push_back(std::move(values));
    }
    mysql_free_result(result);
    return {};
}

Result<MyAnswer> MyConnection::run(QByteArrayView sql)
{
    if (m_broken)
        return *m_broken;
    const Canceller::Busy busy(*m_canceller);
    if (m_context.stop.stop_requested())
        return cancelledError();
    m_lastNumber = 0;
    MYSQL* handle = m_handle.get();
    MyAnswer answer;
    const auto bounded = [&](const auto& call) {
        const MyReadLimit limit(handle, maxHeadBytes);
        const int outcome = call();
        if (limit.wasExceeded())
            m_broken = myBrokenProtocol(u"an answer that does not come to its rows"_s);
        return outcome;
    };
    if (bounded([&] { return mysql_real_query(handle, sql.data(), static_cast<unsigned long>(sql.size())); }) != 0)
        return failed();
    int next = 0;
    for (bool isFirst = true; next == 0; isFirst = false) {
        const bool hasRows = mysql_field_count(handle) > 0;
        if (isFirst && !hasRows)
            answer.touched = qint64(mysql_affected_rows(handle));
        if (const Result<void> taken = takeRows(answer.m_rows.empty() ? &answer : nullptr); !taken)
            return taken.error();
        if (mysql_errno(handle) != 0)
            return failed();
        if (isFirst || !mysql_more_results(handle))
            answer.warnings = int(mysql_warning_count(handle));
        next = bounded([&] { return mysql_next_result(handle); });
    }
    if (next > 0 || m_files->wasAskedUninvited || m_broken)
        return failed();
    return answer;
}

Result<MyAnswer> MyConnection::execute(QByteArrayView sql) { return run(sql); }

Result<QByteArray> MyConnection::value(QByteArrayView sql)
{
    const Result<MyAnswer> answer = run(sql);
    if (!answer)
        return answer.error();
    return answer->rows() > 0 ? answer->text(0, 0) : QByteArray();
}

Result<MyAnswer> MyConnection::load(QByteArrayView statement, const Fill& fill)
{
    m_files->fill = &fill;
    Result<MyAnswer> answer = run(statement);
    m_files->fill = nullptr;
    return answer;
}

Result<QByteArrayList> MyConnection::warnings(int most)
{
    const Result<MyAnswer> answer = run("SHOW WARNINGS LIMIT " + QByteArray::number(most));
    if (!answer)
        return answer.error();
    QByteArrayList all;
    for (qsizetype row = 0; row < answer->rows(); ++row)
        all += answer->text(row, 1) + ' ' + answer->text(row, 2);
    return all;
}

bool MyConnection::isMariaDb() const { return mariadb_connection(m_handle.get()) != 0; }
int MyConnection::serverVersion() const { return int(mysql_get_server_version(m_handle.get())); }
QByteArray MyConnection::versionText() const { return mysql_get_server_info(m_handle.get()); }
bool MyConnection::isEncrypted() const { return mysql_get_ssl_cipher(m_handle.get()) != nullptr; }
bool MyConnection::isSocket() const { return m_handle->unix_socket != nullptr; }
quint64 MyConnection::connectionId() const { return mysql_thread_id(m_handle.get()); }

QByteArray quotedMyName(QByteArrayView name) { return '`' + name.toByteArray().replace('`', "``") + '`'; }
QByteArray quotedMyName(QByteArrayView database, QByteArrayView name) { return quotedMyName(database) + '.' + quotedMyName(name); }

QByteArray quotedMyLiteral(QByteArrayView value)
{
    if (value.contains('\\') || value.contains('\0'))
        return "_utf8mb4 X'" + value.toByteArray().toHex() + '\'';
    return '\'' + value.toByteArray().replace('\'', "''") + '\'';
}

} // namespace bakferry
