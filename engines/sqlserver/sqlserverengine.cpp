#include "engines/sqlserver/sqlserverengine.h"

#include "engines/sqlserver/msoptions.h"
#include "engines/sqlserver/msprecheck.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error notYet()
{
    return {ErrorKind::Internal, "engine.unfinished", {QT_TRANSLATE_NOOP("Message", "This version reads and proves SQL Server backups, but does not restore them."), {}},
            {QT_TRANSLATE_NOOP("Message", "Restore with the server's own RESTORE statement."), {}}, {}};
}

} // namespace

const EngineInfo& SqlServerEngine::info() const
{
    static const EngineInfo info{"sqlserver", u"SQL Server"_s, 1433, false, MsOptions::offered(), true,
                                 {QT_TRANSLATE_NOOP("Message", "a time of the server's clock (2026-11-25 08:30:00) or a log sequence number (24000000006800099)"), {}}};
    return info;
}

const QList<FormatInfo>& SqlServerEngine::formats() const
{
    static const QList<FormatInfo> formats{{"sqlserver-backup", {QT_TRANSLATE_NOOP("Message", "SQL Server backup"), {}}, {u"bak"_s, u"trn"_s, u"dif"_s}}};
    return formats;
}

int SqlServerEngine::recognise(QByteArrayView head) const { return head.startsWith("TAPE") || head.startsWith("MSSQLBAK") ? 100 : 0; }

Result<BackupFacts> SqlServerEngine::inspect(const BackupSet& backups, const JobContext& context) const
{
    RestoreRequest request;
    request.backups = backups;
    const MsReading reading = readMsBackups(request, MsDepth::Headers, context);
    if (!reading.media.isEmpty())
        return describeMsBackups(reading);
    const Finding* worst = worstBlocker(reading.findings);
    return worst ? errorOf(*worst) : cancelledError();
}

PrecheckReport SqlServerEngine::precheck(const RestoreRequest& request, const JobContext& context) const { return precheckMs(request, context); }

RestoreOutcome SqlServerEngine::restore(const RestoreRequest&, const JobContext&) const
{
    RestoreOutcome outcome;
    outcome.remains = Remains::Old;
    outcome.error = notYet();
    return outcome;
}

std::optional<Error> SqlServerEngine::badStopAt(const QString& stopAt) const
{
    const Result<MsStopAt> stop = parseMsStopAt(stopAt);
    return stop ? std::nullopt : std::optional(stop.error());
}

Recovery SqlServerEngine::reconcile(const RestoreRequest&, const Journal&) const
{
    Recovery recovery;
    recovery.error = notYet();
    return recovery;
}

RestoreOutcome SqlServerEngine::undoOverwrite(const RestoreRequest& request, const Journal&, const JobContext& context) const { return restore(request, context); }

Result<void> SqlServerEngine::discard(const RestoreRequest&, const Journal&, const LeftOver&) const { return notYet(); }

} // namespace bakferry
