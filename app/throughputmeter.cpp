#include "app/throughputmeter.h"

namespace bakferry {

void ThroughputMeter::add(const JobProgress& progress, qint64 atMs)
{
    if (progress.step != JobStep::Loading && progress.step != JobStep::Replaying)
        return pass(atMs);
    if (m_beganMs < 0)
        m_beganMs = atMs;
    // Each step counts from its own start, and a table that is loaded again takes back what it had counted.
    if (m_step != progress.step)
        m_bytesDone = 0;
    m_step = progress.step;
    put(qMax<qint64>(0, progress.bytesDone - m_bytesDone), atMs);
    m_bytesDone = progress.bytesDone;
}

void ThroughputMeter::pass(qint64 atMs)
{
    if (m_beganMs >= 0)
        put(0, atMs);
}

void ThroughputMeter::put(qint64 bytes, qint64 atMs)
{
    QList<qint64>& stretches = m_throughput.bytes;
    while ((atMs - m_beganMs) / m_throughput.stretchMs >= Throughput::mostStretches) {
        stretches.resize(stretches.size() + stretches.size() % 2);
        for (qsizetype i = 0; i < stretches.size() / 2; ++i)
            stretches[i] = stretches[2 * i] + stretches[2 * i + 1];
        stretches.resize(stretches.size() / 2);
        m_throughput.stretchMs *= 2;
    }
    const qsizetype place = (atMs - m_beganMs) / m_throughput.stretchMs;
    if (place >= stretches.size())
        stretches.resize(place + 1);
    stretches[place] += bytes;
}

} // namespace bakferry
