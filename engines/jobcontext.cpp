#include "engines/jobcontext.h"

#include <QtGlobal>

namespace bakferry {

Error cancelledError()
{
    return Error{ErrorKind::Cancelled, "job.cancelled", {QT_TRANSLATE_NOOP("Message", "Stopped on request."), {}},
                 {QT_TRANSLATE_NOOP("Message", "Start it again when it is wanted."), {}}, {}};
}

void PauseGate::pause()
{
    const std::lock_guard lock(m_mutex);
    m_paused = true;
}

void PauseGate::resume()
{
    const std::lock_guard lock(m_mutex);
    m_paused = false;
    m_changed.notify_all();
}

bool PauseGate::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_paused;
}

void PauseGate::wait(std::stop_token token)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, token, [this] { return !m_paused; });
}

bool JobContext::goOn() const
{
    if (pause)
        pause->wait(stop);
    return !stop.stop_requested();
}

void JobContext::report(const JobProgress& current) const
{
    if (progress)
        progress(current);
}

void JobContext::reportObject(const ObjectReport& object) const
{
    if (objectProgress)
        objectProgress(object);
}

void JobContext::note(LogLevel level, Message message) const
{
    if (log)
        log(level, message);
}

Result<void> JobContext::writeJournal(const JournalEntry& entry) const
{
    return record ? record(entry) : Result<void>();
}

} // namespace bakferry
