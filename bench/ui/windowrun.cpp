#include "bench/ui/windowrun.h"

#include <QEventLoop>
#include <QTableView>
#include <QTimer>

#include <ctime>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 120'000;

LaunchOptions launchOn(const QByteArray& storePath)
{
    LaunchOptions options;
    options.storePath = storePath;
    options.language = u"zh_CN"_s;
    options.theme = u"light"_s;
    return options;
}

} // namespace

qint64 monotonicNs()
{
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

void runFor(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

bool PaintWatcher::notify(QObject* receiver, QEvent* event)
{
    const bool done = QApplication::notify(receiver, event);
    if (!m_paintedNs && m_table && event->type() == QEvent::Paint && receiver == m_table->viewport() && m_table->model()->rowCount() > 0)
        m_paintedNs = monotonicNs();
    return done;
}

WindowRun::WindowRun(PaintWatcher& watcher, const QByteArray& storePath) : m_watcher(watcher), m_program(launchOn(storePath))
{
    watcher.watch(table());
}

WindowRun::~WindowRun()
{
    QEventLoop loop;
    QObject::connect(&m_program, &Application::ended, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    m_program.quit();
    loop.exec();
}

bool WindowRun::load()
{
    QEventLoop loop;
    const auto stop = [&] {
        m_loadedNs = monotonicNs();
        loop.quit();
    };
    QObject::connect(&m_program.desk(), &TaskDesk::ready, &loop, stop);
    QObject::connect(&m_program.desk(), &TaskDesk::openFailed, &loop, &QEventLoop::quit);
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    QTimer::singleShot(0, &m_program, &Application::start);
    m_latency.start();
    loop.exec();
    runFor(200); // what the last tasks set off belongs to the loading
    m_latency.stop();
    return m_loadedNs > 0 && m_watcher.firstRowsPaintedNs() > 0;
}

QTableView& WindowRun::table() { return *m_program.window().findChild<QTableView*>(u"taskTable"_s); }
