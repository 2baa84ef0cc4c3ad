#include "app/clicommand.h"

#include "app/cliaudit.h"
#include "app/clichoices.h"
#include "app/clilook.h"
#include "app/clirestore.h"
#include "app/cliscript.h"
#include "app/clitasks.h"
#include "engines/displaytext.h"
#include "models/exitstatus.h"
#include "models/taskreport.h"

namespace bakferry {

using namespace Qt::StringLiterals;

void CliTask::fail(const Error& error)
{
    tellFailure(m_output, error);
    emit ended(int(exitStatusOf(error.kind)));
}

void tellFailure(CliOutput& output, const Error& error)
{
    if (output.isJson())
        output.print(QJsonObject{{u"type"_s, u"result"_s}, {u"status"_s, u"Failed"_s}, {u"error"_s, errorReport(error)}, {u"exitStatus"_s, int(exitStatusOf(error.kind))}});
    else
        output.error(error);
}

Error noSuchTask(const QString& wanted)
{
    return usageError("task.unknown", {QT_TRANSLATE_NOOP("Message", "There is no task %1, or more than one begins so."), {displayText(wanted)}},
                      {QT_TRANSLATE_NOOP("Message", "bakferry-cli tasks list shows the tasks and their ids."), {}});
}

std::unique_ptr<CliTask> makeCliTask(const CliRequest& request, CliOutput& output)
{
    if (request.listsOptions)
        return std::make_unique<CliListOptions>(request, output);
    switch (request.command) {
    case CliCommand::Inspect: return std::make_unique<CliInspect>(request, output);
    case CliCommand::Precheck: return std::make_unique<CliPrecheck>(request, output);
    case CliCommand::Restore: return std::make_unique<CliRestore>(request, output);
    case CliCommand::TasksList:
    case CliCommand::TasksShow:
    case CliCommand::TasksLog:
    case CliCommand::TasksDelete:
    case CliCommand::TasksUndo:
    case CliCommand::TasksContinue:
    case CliCommand::TasksComplete:
    case CliCommand::TasksCancel:
    case CliCommand::TasksRetry:
    case CliCommand::TasksReport:
    case CliCommand::TasksDiscard: return std::make_unique<CliTasks>(request, output);
    case CliCommand::AuditList:
    case CliCommand::AuditVerify: return std::make_unique<CliAudit>(request, output);
    case CliCommand::Script: return std::make_unique<CliScript>(request, output);
    case CliCommand::None: break;
    }
    return nullptr;
}

} // namespace bakferry
