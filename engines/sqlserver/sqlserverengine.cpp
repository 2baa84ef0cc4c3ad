#include "engines/sqlserver/sqlserverengine.h"

#include "engines/sqlserver/load/msrestore.h"
#include "engines/sqlserver/load/msscript.h"
#include "engines/sqlserver/msoptions.h"
#include "engines/sqlserver/msprecheck.h"
#include "engines/sqlserver/server/mstarget.h"

#include <QtGlobal>

namespace bakferry {

using namespace Qt::StringLiterals;

const EngineInfo& SqlServerEngine::info() const
{
    static const EngineInfo info{"sqlserver", u"SQL Server"_s, 1433, false, MsOptions::offered(), true,
                                 {QT_TRANSLATE_NOOP("Message", "a time of the server's clock (2026-11-25 08:30:00) or a log sequence number (24000000006800099)"), {}},
                                 {u"master"_s, u"model"_s, u"msdb"_s, u"tempdb"_s}, {}, true};
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

RestoreOutcome SqlServerEngine::restore(const RestoreRequest& request, const JobContext& context) const { return MsRestore(request, context).run(); }

std::optional<Error> SqlServerEngine::badStopAt(const QString& stopAt) const
{
    const Result<MsStopAt> stop = parseMsStopAt(stopAt);
    return stop ? std::nullopt : std::optional(stop.error());
}

PrecheckReport SqlServerEngine::precheckNext(const RestoreRequest& request, const Journal& journal, const JobContext& context) const { return precheckMsNext(request, journal, context); }

RestoreOutcome SqlServerEngine::continueRestore(const RestoreRequest& request, const Journal& journal, const JobContext& context) const { return MsRestore(request, context).goOn(journal); }

Result<ServerFacts> SqlServerEngine::testConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context) const { return testMsConnection(target, credentials, context); }

Result<QByteArray> SqlServerEngine::script(const RestoreRequest& request, const JobContext& context) const { return writeMsScript(request, context); }

Recovery SqlServerEngine::reconcile(const RestoreRequest& request, const Journal& journal) const { return reconcileMs(request, journal); }

RestoreOutcome SqlServerEngine::undoOverwrite(const RestoreRequest& request, const Journal& journal, const JobContext& context) const { return undoMsOverwrite(request, journal, context); }

Result<void> SqlServerEngine::discard(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver) const { return discardMs(request, journal, leftOver); }

} // namespace bakferry
