#pragma once
#include "models/objectreports.h"

#include <mutex>

namespace bakferry {

/// Where the threads of one job leave what they have to tell, until the runner fetches it on the GUI thread.
///
/// Thread-safe. Progress replaces progress; steps, journal entries and log rows keep their order. Memory is bounded: a job
/// that logs faster than anybody reads loses log rows and says how many.
class JobFeed
{
public:
    struct News
    {
        std::optional<JobProgress> progress;
        QList<JobStep> steps; ///< entered since the last fetch, in order
        QList<LogRow> log;
        QList<JournalEntry> journal;
        QList<ObjectReport> objects; ///< one each, what was told of them since the last fetch
    };

    void putProgress(const JobProgress& progress);
    void putObject(const ObjectReport& object);
    void putLog(LogLevel level, const Message& text);
    void putJournal(const JournalEntry& entry);
    News take();

private:
    std::mutex m_mutex;
    News m_news;
    std::optional<JobStep> m_step;
    ObjectReports m_objects;
    qint64 m_lostLogRows = 0;
};

} // namespace bakferry
