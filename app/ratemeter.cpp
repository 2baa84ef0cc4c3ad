#include "app/ratemeter.h"

#include <cmath>

namespace bakferry {

namespace {

constexpr qint64 windowMs = 5'000;
constexpr qint64 spacingMs = 200;
constexpr qint64 shortestMs = 400; // less than this says more about the disk cache than about the job

} // namespace

void RateMeter::add(qint64 bytesDone, qint64 atMs)
{
    if (!m_samples.empty() && bytesDone < m_samples.back().bytesDone)
        reset();
    // Close samples are merged into one, so that the window is seconds and not a number of calls.
    if (m_samples.size() >= 2 && atMs - m_samples[m_samples.size() - 2].atMs < spacingMs)
        m_samples.pop_back();
    m_samples.push_back({bytesDone, atMs});
    while (m_samples.size() > 2 && atMs - m_samples.front().atMs > windowMs)
        m_samples.pop_front();
}

double RateMeter::bytesPerSecond() const
{
    if (m_samples.empty())
        return 0;
    const qint64 elapsedMs = m_samples.back().atMs - m_samples.front().atMs;
    if (elapsedMs < shortestMs)
        return 0;
    return 1000.0 * double(m_samples.back().bytesDone - m_samples.front().bytesDone) / double(elapsedMs);
}

qint64 RateMeter::secondsLeft(qint64 bytesTotal) const
{
    const double rate = bytesPerSecond();
    if (rate <= 0 || bytesTotal <= 0 || bytesTotal < m_samples.back().bytesDone)
        return -1;
    return qint64(std::ceil(double(bytesTotal - m_samples.back().bytesDone) / rate));
}

} // namespace bakferry
