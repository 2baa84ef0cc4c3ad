#include "app/jobfeed.h"

#include <utility>

namespace bakferry {

namespace {

constexpr qsizetype mostLogRows = 10'000;

} // namespace

void JobFeed::putProgress(const JobProgress& progress)
{
    const std::lock_guard lock(m_mutex);
    if (m_step != progress.step) {
        m_step = progress.step;
        m_news.steps.append(progress.step);
    }
    m_news.progress = progress;
}

void JobFeed::putObject(const ObjectReport& object)
{
    const std::lock_guard lock(m_mutex);
    m_objects.add(object);
}

void JobFeed::putLog(LogLevel level, const Message& text)
{
    const std::lock_guard lock(m_mutex);
    if (m_news.log.size() >= mostLogRows)
        ++m_lostLogRows;
    else
        m_news.log.append(LogRow{QDateTime::currentDateTimeUtc(), level, text});
}

void JobFeed::putJournal(const JournalEntry& entry)
{
    const std::lock_guard lock(m_mutex);
    m_news.journal.append(entry);
}

JobFeed::News JobFeed::take()
{
    const std::lock_guard lock(m_mutex);
    if (const qint64 lost = std::exchange(m_lostLogRows, 0); lost > 0) {
        m_news.log.append(LogRow{QDateTime::currentDateTimeUtc(), LogLevel::Warning,
                                 {QT_TRANSLATE_NOOP("Message", "%1 log rows came too fast and were left out here."), {QString::number(lost)}}});
    }
    m_news.objects = std::exchange(m_objects, {}).all();
    return std::exchange(m_news, {});
}

} // namespace bakferry
