#pragma once
#include <QElapsedTimer>
#include <QList>
#include <QTimer>

/// How long somebody who does something at any moment waits until the event loop comes to it. Lives on the GUI thread.
///
/// A timer ticks every 10 ms; being late is the wait. A tick that comes 300 ms late stands for thirty that did not come, and
/// counts as all of them: otherwise a stall would be one value among thousands and never show in a percentile.
class LatencyMeter
{
public:
    LatencyMeter();

    void start();
    void stop() { m_timer.stop(); }
    double percentileMs(double percent) const;
    double maximumMs() const { return percentileMs(100); }
    qsizetype count() const { return m_waitsMs.size(); }

private:
    void tick();

    QTimer m_timer;
    QElapsedTimer m_clock;
    QList<double> m_waitsMs;
};
