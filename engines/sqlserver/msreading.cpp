#include "engines/sqlserver/msreading.h"

#include <QtGlobal>

namespace bakferry {

MsReading readMsBackups(const RestoreRequest& request, MsDepth, const JobContext&)
{
    MsReading reading;
    for (const BackupFile& file : request.backups)
        reading.findings += blockerFinding("readable", {ErrorKind::BackupUnusable, "backup.other_format", {QT_TRANSLATE_NOOP("Message", "%1 is a SQL Server backup."), {file.display()}}, {}, {}});
    return reading;
}

BackupFacts describeMsBackups(const MsReading&)
{
    BackupFacts facts;
    facts.engineId = "sqlserver";
    facts.formatId = "sqlserver-backup";
    facts.formatName = {QT_TRANSLATE_NOOP("Message", "SQL Server backup"), {}};
    return facts;
}

} // namespace bakferry
