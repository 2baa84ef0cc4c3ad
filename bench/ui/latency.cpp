#include "bench/ui/latency.h"

#include <algorithm>

namespace {

constexpr int tickMs = 10;

} // namespace

LatencyMeter::LatencyMeter()
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(tickMs);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { tick(); });
}

void LatencyMeter::start()
{
    m_waitsMs.clear();
    m_clock.start();
    m_timer.start();
}

void LatencyMeter::tick()
{
    const double passedMs = double(m_clock.nsecsElapsed()) / 1e6;
    m_clock.start();
    double waitMs = std::max(0.0, passedMs - tickMs);
    do {
        m_waitsMs += waitMs;
        waitMs -= tickMs;
    } while (waitMs > 0);
}

double LatencyMeter::percentileMs(double percent) const
{
    if (m_waitsMs.isEmpty())
        return 0;
    QList<double> sorted = m_waitsMs;
    std::ranges::sort(sorted);
    return sorted[std::min(sorted.size() - 1, qsizetype(double(sorted.size()) * percent / 100))];
}
