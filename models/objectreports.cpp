#include "models/objectreports.h"

namespace bakferry {

namespace {

using State = ObjectReport::State;

State stateOf(const LedgerRow& row, bool isLoaded)
{
    if (row.inTarget < 0)
        return isLoaded ? State::Loaded : State::Stopped;
    return row.read < 0 ? State::Loaded : row.agrees() ? State::Verified : State::Differs;
}

} // namespace

void ObjectReports::add(const ObjectReport& report)
{
    const auto place = m_places.constFind(report.object);
    if (place == m_places.cend()) {
        m_places.insert(report.object, m_all.size());
        m_all.append(report);
        return;
    }
    ObjectReport& known = m_all[*place];
    const auto take = [](qint64& number, qint64 news) { number = news < 0 ? number : news; };
    known.state = report.state;
    known.id = report.id.isEmpty() ? known.id : report.id;
    take(known.rowsRead, report.rowsRead);
    take(known.rowsInTarget, report.rowsInTarget);
    take(known.bytes, report.bytes);
    take(known.durationMs, report.durationMs);
}

void ObjectReports::finish(const QList<LedgerRow>& ledger, bool isLoaded)
{
    for (const LedgerRow& row : ledger) {
        if (row.inTarget >= 0 || !m_places.contains(row.table))
            add({.object = row.table, .id = {}, .state = stateOf(row, isLoaded), .rowsRead = row.read, .rowsInTarget = row.inTarget});
    }
    for (ObjectReport& object : m_all) {
        if (object.state == State::Loading)
            object.state = isLoaded ? State::Loaded : State::Stopped;
    }
}

QList<ObjectReport> shownObjects(const MigrationTask& task)
{
    if (!task.objects.isEmpty())
        return task.objects;
    ObjectReports reports;
    reports.finish(task.result.ledger, statusOf(task.phase) == TaskStatus::Succeeded);
    return reports.all();
}

} // namespace bakferry
