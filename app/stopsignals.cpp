#include "app/stopsignals.h"

#include <QSocketNotifier>

#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace bakferry {

namespace {

// A signal handler has no other way to find them.
int pipeEnds[2] = {-1, -1};
std::atomic<bool> isStopWanted = false;
static_assert(std::atomic<bool>::is_always_lock_free, "used in a signal handler");

constexpr int stopSignals[] = {SIGINT, SIGTERM, SIGHUP};

void onSignal(int)
{
    const int savedErrno = errno;
    isStopWanted = true;
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
    errno = savedErrno;
}

void setHandler(int signal, void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    // No SA_RESTART: a write that hangs on a reader who does not read must come back.
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

} // namespace

StopSignals::StopSignals(QObject* parent) : QObject(parent)
{
    if (::pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("no pipe for signals");
    m_notifier = new QSocketNotifier(pipeEnds[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char bytes[16];
        while (::read(pipeEnds[0], bytes, sizeof bytes) > 0) { }
        emit received();
    });
    for (const int signal : stopSignals)
        setHandler(signal, onSignal);
}

StopSignals::~StopSignals()
{
    for (const int signal : stopSignals)
        setHandler(signal, SIG_DFL);
    delete m_notifier;
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

bool StopSignals::isPending() { return isStopWanted; }

void protectMemory()
{
#if !defined(__SANITIZE_ADDRESS__) // its leak check looks into the process from outside
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
    const struct rlimit none = {0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
}

void ignoreBrokenPipes() { ::signal(SIGPIPE, SIG_IGN); }

} // namespace bakferry
