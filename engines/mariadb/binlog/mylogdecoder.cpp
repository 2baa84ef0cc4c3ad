#include "engines/mariadb/binlog/mylogdecoder.h"

#include "engines/displaytext.h"

#include <QtGlobal>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <optional>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace bakferry {

namespace {

constexpr qsizetype mostWords = 4096; // of what the program says of itself

class Descriptor
{
public:
    explicit Descriptor(int descriptor = -1) : m_descriptor(descriptor) { }
    Descriptor(Descriptor&& other) noexcept : m_descriptor(std::exchange(other.m_descriptor, -1)) { }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_descriptor, other.m_descriptor);
        return *this;
    }
    ~Descriptor() { close(); }
    void close()
    {
        if (m_descriptor >= 0)
            ::close(std::exchange(m_descriptor, -1));
    }
    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

Error decoderError(const Message& what, const QString& detail)
{
    return {ErrorKind::BackupUnusable, "chain.decoder", what,
            {QT_TRANSLATE_NOOP("Message", "Check that mariadb-binlog of the same or a newer MariaDB than the one that wrote the logs is installed."), {}}, detail};
}

} // namespace

struct MyLogDecoder::State
{
    Descriptor input, output, words;
    std::atomic<pid_t> pid = 0;
    Feed feed;
    std::jthread feeder;
    std::optional<Error> feedError; ///< of the feeder; read after it was joined
    std::optional<std::stop_callback<std::function<void()>>> onStop;
    std::mutex killing;
    JobContext context;

    void feedAll()
    {
        while (true) {
            Result<QByteArray> bytes = feed();
            if (!bytes) {
                feedError = bytes.error();
                break;
            }
            if (bytes->isEmpty() || !send(*bytes))
                break;
        }
        ::shutdown(input.get(), SHUT_WR);
    }
    // A program that has ended takes no more; why it did is told by its exit status.
    bool send(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            const ssize_t sent = ::send(input.get(), bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
            if (sent < 0 && errno == EINTR)
                continue;
            if (sent <= 0)
                return false;
            bytes = bytes.sliced(sent);
        }
        return true;
    }
    void kill()
    {
        const std::lock_guard lock(killing);
        if (pid > 0)
            ::kill(pid, SIGKILL);
        ::shutdown(input.get(), SHUT_RDWR);
    }
    int wait()
    {
        int status = 0;
        siginfo_t ended{};
        // Only when it has ended is it reaped, under the lock: kill() must not hit another process with the same number.
        while (pid > 0 && ::waitid(P_PID, id_t(pid.load()), &ended, WEXITED | WNOWAIT) != 0 && errno == EINTR) { }
        const std::lock_guard lock(killing);
        if (pid > 0 && ::waitpid(pid, &status, 0) == pid)
            pid = 0;
        return status;
    }
    QString said() const
    {
        QByteArray text(mostWords, '\0');
        const ssize_t got = ::pread(words.get(), text.data(), size_t(text.size()), 0);
        text.resize(std::max<ssize_t>(0, got));
        return displayBytes(text.trimmed());
    }
};

Result<QByteArray> MyLogDecoder::program()
{
    for (const char* folder : {"/usr/bin/", "/usr/local/bin/", "/usr/local/mysql/bin/", "/usr/local/mariadb/bin/", "/opt/mariadb/bin/"}) {
        const QByteArray path = QByteArray(folder) + "mariadb-binlog";
        if (::access(path.constData(), X_OK) == 0)
            return path;
    }
    return Error{ErrorKind::TargetUnusable, "chain.decoder_missing", {QT_TRANSLATE_NOOP("Message", "mariadb-binlog is not installed on this machine; binary logs cannot be decoded without it."), {}},
                 {QT_TRANSLATE_NOOP("Message", "Install the MariaDB client (Debian and Ubuntu: apt install mariadb-client)."), {}}, {}};
}

Result<std::unique_ptr<MyLogDecoder>> MyLogDecoder::start(const QList<QPair<QByteArray, QByteArray>>& renames, Feed feed, const JobContext& context)
{
    const Result<QByteArray> path = program();
    if (!path)
        return path.error();
    std::unique_ptr<MyLogDecoder> decoder(new MyLogDecoder);
    decoder->m_state = std::make_unique<State>();
    State& state = *decoder->m_state;
    state.context = context;
    state.feed = std::move(feed);

    int ends[2], pipe[2];
    const auto noStart = [] { return decoderError({QT_TRANSLATE_NOOP("Message", "mariadb-binlog could not be started."), {}}, QString::fromLocal8Bit(std::strerror(errno))); };
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return noStart();
    state.input = Descriptor(ends[0]);
    Descriptor childInput(ends[1]);
    if (::pipe2(pipe, O_CLOEXEC) != 0)
        return noStart();
    state.output = Descriptor(pipe[0]);
    Descriptor childOutput(pipe[1]);
    state.words = Descriptor(::memfd_create("mariadb-binlog", MFD_CLOEXEC));

    QByteArrayList arguments{*path, "--no-defaults", "--skip-annotate-row-events"};
    for (const auto& [from, to] : renames)
        arguments += "--rewrite-db=" + from + "->" + to;
    arguments += "--";
    arguments += "-";
    std::vector<char*> argv;
    for (QByteArray& argument : arguments)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    const char* const environment[] = {"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC", nullptr};

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, childInput.get(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, childOutput.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, state.words.get(), STDERR_FILENO);
    pid_t pid = 0;
    const int failed = ::posix_spawn(&pid, path->constData(), &actions, nullptr, argv.data(), const_cast<char* const*>(environment));
    ::posix_spawn_file_actions_destroy(&actions);
    if (failed) {
        errno = failed;
        return noStart();
    }
    state.pid = pid;
    state.onStop.emplace(context.stop, [&state] { state.kill(); });
    state.feeder = std::jthread([&state] { state.feedAll(); });
    return decoder;
}

MyLogDecoder::~MyLogDecoder()
{
    if (!m_state)
        return;
    m_state->onStop.reset();
    m_state->kill();
    if (m_state->feeder.joinable())
        m_state->feeder.join();
    m_state->wait();
}

Result<qint64> MyLogDecoder::read(char* buffer, qint64 maxBytes)
{
    while (true) {
        const ssize_t got = ::read(m_state->output.get(), buffer, size_t(maxBytes));
        if (m_state->context.stop.stop_requested())
            return cancelledError();
        if (got >= 0)
            return qint64(got);
        if (errno != EINTR)
            return decoderError({QT_TRANSLATE_NOOP("Message", "The text of mariadb-binlog cannot be read."), {}}, QString::fromLocal8Bit(std::strerror(errno)));
    }
}

Result<void> MyLogDecoder::finish()
{
    if (m_state->feeder.joinable())
        m_state->feeder.join();
    const int status = m_state->wait();
    if (m_state->context.stop.stop_requested())
        return cancelledError();
    if (m_state->feedError)
        return *m_state->feedError;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return decoderError({QT_TRANSLATE_NOOP("Message", "mariadb-binlog gave up before the end of the log."), {}}, m_state->said());
    return {};
}

} // namespace bakferry
