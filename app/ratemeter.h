#pragma once
#include <QtGlobal>

#include <deque>

namespace bakferry {

/// How fast a job reads, over the last seconds, by a clock the caller hands in. Not thread-safe, has no clock of its own.
class RateMeter
{
public:
    /// Forgets what was seen: after a pause or in a step with another measure the old rate would be a lie.
    void reset() { m_samples.clear(); }
    /// @param atMs  monotonic
    void add(qint64 bytesDone, qint64 atMs);
    /// @returns 0 while too little was seen to tell.
    double bytesPerSecond() const;
    /// @returns -1 when it cannot be told. Never negative otherwise.
    qint64 secondsLeft(qint64 bytesTotal) const;

private:
    struct Sample
    {
        qint64 bytesDone = 0;
        qint64 atMs = 0;
    };
    std::deque<Sample> m_samples;
};

} // namespace bakferry
