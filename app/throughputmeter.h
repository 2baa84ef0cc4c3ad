#pragma once
#include "models/migrationtask.h"

namespace bakferry {

/// Keeps how fast a job read its backup from its first byte on, by a clock the caller hands in. When the time gets long, the
/// stretches do, so there are never more than Throughput::mostStretches. Not thread-safe, has no clock of its own.
class ThroughputMeter
{
public:
    /// Only steps that read the backup into the target count; the others are time without bytes.
    /// @param atMs  monotonic
    void add(const JobProgress& progress, qint64 atMs);
    /// Time went by without news.
    void pass(qint64 atMs);
    const Throughput& throughput() const { return m_throughput; }

private:
    void put(qint64 bytes, qint64 atMs);

    Throughput m_throughput;
    std::optional<JobStep> m_step;
    qint64 m_beganMs = -1;
    qint64 m_bytesDone = 0; ///< in the step at hand
};

} // namespace bakferry
