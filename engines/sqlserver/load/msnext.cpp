// The precheck of a further backup of a task that waits.
#include "engines/displaytext.h"
#include "engines/sqlserver/load/msrestore.h"
#include "engines/sqlserver/server/mstarget.h"

#include <QtGlobal>

namespace bakferry {

namespace {

Finding stagingFinding(const MsStaged& staged, const RestoreRequest& request, const JobContext& context)
{
    const auto connection = MsConnection::open(request.target.connection, request.credentials, context);
    const auto found = connection ? findMsDatabase(**connection, staged.staging) : Result<std::optional<MsServerDatabase>>(connection.error());
    if (!found)
        return blockerFinding("connection", found.error());
    if (*found && (*found)->id == staged.stagingId)
        return passedFinding("target", {QT_TRANSLATE_NOOP("Message", "The staging database %1 is there."), {displayText(staged.staging)}});
    return blockerFinding("target", Error{ErrorKind::TargetChanged, "chain.staging_gone", {QT_TRANSLATE_NOOP("Message", "The staging database %1 of this task is gone."), {displayText(staged.staging)}},
                                          {QT_TRANSLATE_NOOP("Message", "Cancel the task and restore the chain from its full backup on."), {}}, {}});
}

} // namespace

PrecheckReport precheckMsNext(const RestoreRequest& request, const Journal& journal, const JobContext& context)
{
    PrecheckReport report;
    const MsStory story = MsStory::of(journal);
    if (!story.began || story.waiting.isEmpty()) {
        report.findings += blockerFinding("chain", Error{ErrorKind::Internal, "chain.no_journal", {QT_TRANSLATE_NOOP("Message", "The journal of the task does not say what is in staging."), {}},
                                                         {QT_TRANSLATE_NOOP("Message", "Cancel the task and restore the chain from its full backup on."), {}}, {}});
        return report;
    }
    report.findings += stagingFinding(story.staged, request, context);
    if (request.appliedBackups >= request.backups.size())
        return report;
    const MsReading reading = readMsBackups(request, MsDepth::Through, context);
    report.facts = describeMsBackups(reading);
    report.findings += reading.findings;
    report.cancelled = reading.cancelled;
    if (!report.cancelled && !reading.plan.isEmpty())
        report.findings += checkMsNext(request, reading.plan, true, context);
    report.cancelled |= context.stop.stop_requested();
    if (!reading.sha256.isEmpty())
        report.evidence = PrecheckEvidence{reading.sha256, {}, reading.contentProven && !report.hasBlocker()};
    return report;
}

} // namespace bakferry
