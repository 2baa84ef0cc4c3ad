#include "engines/loading/objectbook.h"

namespace bakferry {

namespace {

constexpr qint64 tellMs = 250; // as often as people read

} // namespace

void ObjectBook::setPrefix(const QString& prefix)
{
    const std::lock_guard lock(m_mutex);
    m_prefix = prefix;
}

void ObjectBook::begin(const QString& object, const QByteArray& id)
{
    const std::lock_guard lock(m_mutex);
    const QString name = m_prefix + object;
    if (m_entries.size() >= mostObjects && !m_entries.contains(name))
        return;
    Entry& entry = m_entries[name];
    if (entry.users++ > 0)
        return;
    if (entry.report.durationMs < 0) // else it goes on where it ended
        entry.report = {.object = name, .id = id, .rowsRead = 0, .bytes = 0, .durationMs = 0};
    entry.report.state = ObjectReport::State::Loading;
    entry.beganMs = m_clock.elapsed() - entry.report.durationMs;
    tell(entry);
}

void ObjectBook::add(const QString& object, qint64 bytes, qint64 rows)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find(m_prefix + object);
    if (entry == m_entries.end() || entry->users == 0)
        return;
    entry->report.bytes += bytes;
    entry->report.rowsRead += rows;
    if (m_clock.elapsed() - entry->toldMs >= tellMs)
        tell(*entry);
}

void ObjectBook::end(const QString& object)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find(m_prefix + object);
    if (entry == m_entries.end() || entry->users == 0 || --entry->users > 0)
        return;
    if (entry->report.state == ObjectReport::State::Loading)
        entry->report.state = ObjectReport::State::Loaded;
    tell(*entry);
}

void ObjectBook::fail(const QString& object, const QByteArray& id)
{
    const std::lock_guard lock(m_mutex);
    const QString name = m_prefix + object;
    Entry& entry = m_entries[name];
    entry.report.object = name;
    entry.report.id = id.isEmpty() ? entry.report.id : id;
    entry.report.state = ObjectReport::State::Failed;
    tell(entry);
}

void ObjectBook::count(const QString& object, qint64 rowsRead, qint64 rowsInTarget)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_entries.find(m_prefix + object);
    if (entry == m_entries.end())
        return;
    ObjectReport& report = entry->report;
    report.rowsInTarget = rowsInTarget;
    if (rowsRead >= 0) {
        report.rowsRead = rowsRead;
        report.state = rowsRead == rowsInTarget ? ObjectReport::State::Verified : ObjectReport::State::Differs;
    }
    tell(*entry);
}

void ObjectBook::tell(Entry& entry)
{
    entry.toldMs = m_clock.elapsed();
    if (entry.users > 0)
        entry.report.durationMs = entry.toldMs - entry.beganMs;
    m_context.reportObject(entry.report);
}

} // namespace bakferry
