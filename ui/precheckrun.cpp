#include "ui/precheckrun.h"

#include "ui/draftmodel.h"

#include <algorithm>
#include <utility>

namespace bakferry {

namespace {

// What was asked again takes the place of the old answers; what the backup told stands.
PrecheckReport refreshed(PrecheckReport report, const PrecheckReport& news, const QByteArrayList& asked)
{
    const auto isAnswered = [&](const Finding& finding) {
        return asked.contains(finding.checkId) || std::ranges::any_of(news.findings, [&](const Finding& one) { return one.checkId == finding.checkId; });
    };
    report.findings.removeIf(isAnswered);
    report.findings += news.findings;
    return report;
}

} // namespace

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

void PrecheckRun::recheck(int row, const QByteArray& checkId)
{
    stop();
    const EngineInfo* engine = m_drafts.engine(row);
    const RestoreDraft& draft = m_drafts.draft(row);
    if (engine && draft.report && !draft.isReportOutdated && engine->targetChecks.contains(checkId)) {
        m_extent = PrecheckExtent::TargetAlone;
        m_targetChecks = engine->targetChecks;
    }
    startRows({row});
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
    m_extent = PrecheckExtent::Whole;
}

void PrecheckRun::checkNext()
{
    const int row = m_row = m_waiting.takeFirst();
    m_attempt = new QObject(this);
    QObject* const attempt = m_attempt;
    emit runningChanged();
    m_stop = m_services.precheck(
        m_drafts.task(row, true), m_extent, attempt,
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
    const bool isPart = m_extent == PrecheckExtent::TargetAlone && !report.evidence; // with evidence it is a whole one after all
    endAttempt();
    if (!report.cancelled)
        m_drafts.setReport(row, isPart ? refreshed(*m_drafts.draft(row).report, report, m_targetChecks) : std::move(report));
    if (!m_waiting.isEmpty())
        return checkNext();
    if (!isPart)
        m_lastMs = m_clock.elapsed();
    emit runningChanged();
}

} // namespace bakferry
