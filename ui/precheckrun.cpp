#include "ui/precheckrun.h"

#include "ui/draftmodel.h"

#include <utility>

namespace bakferry {

PrecheckRun::PrecheckRun(DraftModel& drafts, const Services& services, QObject* parent)
    : QObject(parent)
    , m_drafts(drafts)
    , m_services(services)
{
}

PrecheckRun::~PrecheckRun() { stop(); }

void PrecheckRun::start()
{
    stop();
    m_drafts.clearReports();
    startOutdated();
}

void PrecheckRun::startOutdated()
{
    QList<int> rows;
    for (int row = 0; row < m_drafts.rowCount(); ++row) {
        if (!m_drafts.draft(row).report || m_drafts.draft(row).isReportOutdated)
            rows.append(row);
    }
    stop();
    startRows(rows);
}

void PrecheckRun::startRows(const QList<int>& rows)
{
    m_waiting = rows;
    m_clock.start();
    if (!m_waiting.isEmpty())
        checkNext();
}

void PrecheckRun::stop()
{
    m_waiting.clear();
    if (!m_attempt)
        return;
    if (m_stop)
        m_stop();
    endAttempt();
    emit runningChanged();
}

void PrecheckRun::endAttempt()
{
    // Not deleted at once: this may be called from the very call-back it is the context of.
    m_attempt->deleteLater();
    m_attempt = nullptr;
    m_stop = {};
    m_row = -1;
}

void PrecheckRun::checkNext()
{
    const int row = m_row = m_waiting.takeFirst();
    m_attempt = new QObject(this);
    QObject* const attempt = m_attempt;
    emit runningChanged();
    m_stop = m_services.precheck(
        m_drafts.task(row, true), attempt,
        [this, attempt](const JobProgress& progress) {
            if (attempt == m_attempt)
                emit progressed(progress);
        },
        [this, attempt, row](PrecheckReport report) {
            if (attempt == m_attempt)
                takeReport(row, std::move(report));
        });
}

void PrecheckRun::takeReport(int row, PrecheckReport report)
{
    endAttempt();
    if (!report.cancelled)
        m_drafts.setReport(row, std::move(report));
    if (!m_waiting.isEmpty())
        return checkNext();
    m_lastMs = m_clock.elapsed();
    emit runningChanged();
}

} // namespace bakferry
