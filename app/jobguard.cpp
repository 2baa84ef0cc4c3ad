#include "app/jobguard.h"

#include "engines/displaytext.h"

namespace bakferry {

Error internalError(const char* words)
{
    return {ErrorKind::Internal, "internal.exception", {QT_TRANSLATE_NOOP("Message", "BakFerry made a mistake of its own and ended this job."), {}},
            {QT_TRANSLATE_NOOP("Message", "Report the technical detail below; look at the target before starting again."), {}},
            QString::fromUtf8(words).left(4096)};
}

Error unknownEngine(QByteArrayView engineId)
{
    return {ErrorKind::Usage, "engine.unknown", {QT_TRANSLATE_NOOP("Message", "BakFerry has no engine named %1."), {displayBytes(engineId)}},
            {QT_TRANSLATE_NOOP("Message", "Use the version of BakFerry that made this task."), {}}, {}};
}

PrecheckReport blockedBy(const Error& error)
{
    PrecheckReport report;
    report.findings = {Finding{"internal", FindingLevel::Blocker, error.what, error.hint, error.detail, error.kind, error.code}};
    return report;
}

} // namespace bakferry
