#include "engines/sqlserver/msprecheck.h"

#include "engines/sqlserver/msoptions.h"

#include <QtGlobal>

namespace bakferry {

PrecheckReport precheckMs(const RestoreRequest& request, const JobContext& context)
{
    PrecheckReport report;
    const MsReading reading = readMsBackups(request, MsDepth::Through, context);
    report.facts = describeMsBackups(reading);
    report.findings = reading.findings;
    report.cancelled = reading.cancelled || context.stop.stop_requested();
    if (report.cancelled)
        return report;
    report.findings += notCheckableFinding("target", {QT_TRANSLATE_NOOP("Message", "No server was asked: version, room, rights and the place of the files are not known."), {}},
                                           {QT_TRANSLATE_NOOP("Message", "Give a target, and precheck once more."), {}});
    if (!reading.sha256.isEmpty())
        report.evidence = PrecheckEvidence{reading.sha256, {}, reading.contentProven && !report.hasBlocker()};
    return report;
}

} // namespace bakferry
