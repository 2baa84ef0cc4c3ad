#include "engines/engine.h"

namespace bakferry {

namespace {

Error noIncrementals(const EngineInfo& info)
{
    return {ErrorKind::Usage, "chain.unsupported",
            {QT_TRANSLATE_NOOP("Message", "%1 has no incremental backups that could be restored on top of a full one."), {info.name}},
            {QT_TRANSLATE_NOOP("Message", "Restore a full backup by itself, as the last one."), {}}, {}};
}

} // namespace

Result<ServerFacts> RestoreEngine::testConnection(const RestoreTarget&, const Credentials&, const JobContext&) const { return ServerFacts{}; }

std::optional<Error> RestoreEngine::badStopAt(const QString&) const
{
    return Error{ErrorKind::Usage, "stop.unsupported",
                 {QT_TRANSLATE_NOOP("Message", "A restore into %1 cannot stop at a time or position."), {info().name}},
                 {QT_TRANSLATE_NOOP("Message", "Leave the place to stop at out."), {}}, {}};
}

PrecheckReport RestoreEngine::precheckNext(const RestoreRequest&, const Journal&, const JobContext&) const
{
    PrecheckReport report;
    report.findings.append(blockerFinding("chain", noIncrementals(info())));
    return report;
}

RestoreOutcome RestoreEngine::continueRestore(const RestoreRequest&, const Journal&, const JobContext&) const
{
    RestoreOutcome outcome;
    outcome.remains = Remains::Old;
    outcome.error = noIncrementals(info());
    return outcome;
}

Result<QByteArray> RestoreEngine::script(const RestoreRequest&, const JobContext&) const
{
    return Error{ErrorKind::Usage, "script.unsupported", {QT_TRANSLATE_NOOP("Message", "A restore into %1 is no script that somebody else could run."), {info().name}},
                 {QT_TRANSLATE_NOOP("Message", "Restore with BakFerry, or with the client program of the database."), {}}, {}};
}

} // namespace bakferry
