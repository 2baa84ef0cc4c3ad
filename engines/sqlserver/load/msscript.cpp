// Sources: Microsoft, "SET NOEXEC (Transact-SQL)", "sqlcmd utility", "RAISERROR (Transact-SQL)"
#include "engines/sqlserver/load/msscript.h"

#include "engines/displaytext.h"
#include "engines/sqlserver/load/msverify.h"
#include "engines/sqlserver/msreading.h"
#include "engines/sqlserver/server/mscatalog.h"
#include "engines/sqlserver/server/msjournal.h"
#include "engines/sqlserver/server/msquote.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

/// Puts statements into batches, each followed by its guard.
class ScriptWriter
{
public:
    // A comment ends where its line ends, so what is shown in one must not hold a line's end.
    void comment(const QString& text) { m_text += u"-- "_s + displayText(text, 2000) + u'\n'; }
    void blank() { m_text += u'\n'; }
    void guarded(const QString& statement) { m_text += statement + u";\nIF @@ERROR <> 0 SET NOEXEC ON;\nGO\n"_s; }
    void plain(const QString& statement) { m_text += statement + u";\nGO\n"_s; }
    /// The rest runs only where `condition` does not hold.
    void refuseIf(const QString& condition, const QString& why) { guarded(u"IF "_s + condition + u" RAISERROR("_s + quotedMsText(why) + u", 16, 1)"_s); }
    QByteArray text() const { return m_text.toUtf8(); }

private:
    QString m_text;
};

// sqlcmd reads lines and $(variables) before the server reads statements.
bool isForSqlcmd(const QString& text) { return hasMsControls(text) || text.contains(u"$("_s) || text.contains(QChar(0x2028)) || text.contains(QChar(0x2029)) || text.contains(QChar(0x85)); }

std::optional<Error> whatSqlcmdWouldRead(const MsRestorePlan& plan, const RestoreRequest& request)
{
    QStringList texts{QString::fromUtf8(request.target.database), request.options.value(u"dataFolder"_s).toString(), request.options.value(u"logFolder"_s).toString(), request.options.value(u"serverFolder"_s).toString()};
    for (const MsDatabaseFile& file : plan.files)
        texts += file.logicalName;
    for (const MsRestoreStep& step : plan.steps)
        texts += msServerPaths(step, request);
    const auto bad = std::ranges::find_if(texts, isForSqlcmd);
    if (bad == texts.end())
        return {};
    return Error{ErrorKind::Risk, "script.hostile", {QT_TRANSLATE_NOOP("Message", "The name %1 holds what sqlcmd would read as its own command (a line's end, or “$(”), so no script is written."), {displayText(*bad)}},
                 {QT_TRANSLATE_NOOP("Message", "Restore with BakFerry, which sends names to the server only."), {}}, {}};
}

// Where the files lay on the old server: the script cannot ask the new one. Paths of other machines are no place for files.
QString folderOf(const MsRestorePlan& plan, bool ofLog)
{
    for (const MsDatabaseFile& file : plan.files) {
        const qsizetype end = std::max(file.physicalName.lastIndexOf(u'\\'), file.physicalName.lastIndexOf(u'/'));
        const QString folder = file.physicalName.first(end + 1);
        if ((file.type == 'L') == ofLog && end >= 0 && !isNetworkPath(folder) && !isForSqlcmd(folder))
            return folder;
    }
    return {};
}

void writeHead(ScriptWriter& script, const MsRestorePlan& plan, const RestoreRequest& request, const QList<MsMove>& moves)
{
    const QString wanted = QString::fromUtf8(request.target.database);
    script.comment(u"Written by BakFerry: restores "_s + wanted + u" from backups of "_s + plan.database);
    script.comment(u"Run it as it is: sqlcmd -S SERVER -b -f 65001 -i FILE, or in Management Studio. After the first error nothing more is executed."_s);
    script.comment(u"The server opens these files itself; give each path as the server sees it:"_s);
    for (const MsRestoreStep& step : plan.steps) {
        for (const QString& path : msServerPaths(step, request))
            script.comment(u"  "_s + path);
    }
    script.comment(u"The database's files will be these; change the folders if the server has none of the kind:"_s);
    for (const MsMove& move : moves)
        script.comment(u"  "_s + move.path);
    script.blank();
    script.plain(u"SET NOEXEC OFF;\nUSE [master]"_s);
}

void writeSwitch(ScriptWriter& script, const MsStaged& staged, const RestoreRequest& request)
{
    const QString wanted = quotedMsName(staged.wanted), staging = quotedMsName(staged.staging), kept = quotedMsName(staged.kept);
    if (request.overwrite) {
        script.comment(u"The old database is kept under another name until it is dropped by hand; these renamings are not one transaction."_s);
        script.guarded(u"IF DB_ID("_s + quotedMsText(staged.wanted) + u") IS NOT NULL ALTER DATABASE "_s + wanted + u" SET SINGLE_USER WITH ROLLBACK IMMEDIATE"_s);
        script.guarded(u"IF DB_ID("_s + quotedMsText(staged.wanted) + u") IS NOT NULL ALTER DATABASE "_s + wanted + u" MODIFY NAME = "_s + kept);
        script.guarded(u"IF DB_ID("_s + quotedMsText(staged.kept) + u") IS NOT NULL ALTER DATABASE "_s + kept + u" SET MULTI_USER"_s);
    }
    script.guarded(u"ALTER DATABASE "_s + staging + u" MODIFY NAME = "_s + wanted);
}

} // namespace

Result<QByteArray> msScriptOf(const MsRestorePlan& plan, const RestoreRequest& request)
{
    if (const std::optional<Error> bad = badMsDatabaseName(QString::fromUtf8(request.target.database)))
        return *bad;
    if (const std::optional<Error> hostile = whatSqlcmdWouldRead(plan, request))
        return *hostile;
    const QString data = folderOf(plan, false), log = folderOf(plan, true);
    const QList<MsMove> moves = msMoves(plan.files, request, data.isEmpty() ? log : data, log.isEmpty() ? data : log);
    const MsStaged staged = MsStaged::named(QString::fromUtf8(request.target.database), request.taskId);
    ScriptWriter script;
    writeHead(script, plan, request, moves);
    script.refuseIf(u"DB_ID("_s + quotedMsText(staged.staging) + u") IS NOT NULL"_s, u"The staging database is there already: drop it first."_s);
    if (!request.overwrite)
        script.refuseIf(u"DB_ID("_s + quotedMsText(staged.wanted) + u") IS NOT NULL"_s, u"The database is there already, and this script does not overwrite it."_s);
    for (const MsRestoreStep& step : plan.steps)
        script.guarded(msVerifyStatement(step, msServerPaths(step, request)));
    for (const MsRestoreStep& step : plan.steps) {
        const bool isFull = !step.isLog && step.backup.info.kind != MsBackupInfo::Kind::Differential;
        script.guarded(msRestoreStatement(step, staged.staging, msServerPaths(step, request), isFull ? moves : QList<MsMove>()));
    }
    if (!request.lastBackup) {
        script.comment(u"Further backups follow: the database stays in the state RESTORING."_s);
        script.plain(u"SET NOEXEC OFF"_s);
        return script.text();
    }
    script.guarded(msRecoverStatement(staged.staging));
    if (!request.options.contains(u"checkdb"_s) || request.options.value(u"checkdb"_s).toBool())
        script.guarded(u"DBCC CHECKDB ("_s + quotedMsText(staged.staging) + u") WITH NO_INFOMSGS, ALL_ERRORMSGS"_s);
    writeSwitch(script, staged, request);
    script.plain(u"SET NOEXEC OFF"_s);
    script.blank();
    script.comment(u"What a backup does not carry, to be asked on the source server:"_s);
    for (const QString& statement : msOutsideReminder(plan.database).remedy.arguments.value(0).split(u"; "_s))
        script.comment(statement);
    return script.text();
}

Result<QByteArray> writeMsScript(const RestoreRequest& request, const JobContext& context)
{
    const MsReading reading = readMsBackups(request, MsDepth::Headers, context);
    if (reading.cancelled)
        return cancelledError();
    if (const Finding* blocker = worstBlocker(reading.findings))
        return errorOf(*blocker);
    if (reading.plan.isEmpty())
        return Error{ErrorKind::BackupUnusable, "chain.no_full", {QT_TRANSLATE_NOOP("Message", "The given files hold no full backup to begin with."), {}}, {QT_TRANSLATE_NOOP("Message", "Add the full backup of this database."), {}}, {}};
    return msScriptOf(reading.plan, request);
}

} // namespace bakferry
