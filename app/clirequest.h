#pragma once
#include "app/argumentreader.h"
#include "app/passwordinput.h"
#include "models/migrationtask.h"

namespace bakferry {

enum class CliCommand {
    None, Inspect, Precheck, Restore, TasksList, TasksShow, TasksLog, TasksDelete, TasksUndo, TasksDiscard, TasksContinue, TasksComplete, TasksCancel,
    TasksRetry, TasksReport, AuditList, AuditVerify, Script
};

/// What `bakferry-cli` is asked to do.
struct CliRequest
{
    CliCommand command = CliCommand::None;
    bool wantsHelp = false;
    bool wantsVersion = false;
    bool listsOptions = false; ///< of the target's engine, or of all; nothing else is done then
    bool json = false;
    QByteArray language;  ///< "zh_CN", "en"; empty: the locale's
    QByteArray storePath; ///< absolute
    QString name;         ///< of the new task; empty: made from the backup's name
    TaskPlan plan;        ///< of precheck and restore; backups of inspect; backups, lastBackup and stopAt of tasks continue and complete
    PasswordSource password;
    enum class ReportFormat { Html, Csv, Json } reportFormat = ReportFormat::Html;
    QByteArray outputPath; ///< absolute; of a report, or of a script (empty: printed)
    bool failedOnly = false; ///< of tasks retry
    QStringList tasks;    ///< ids, beginnings of ids, or names
};

/// The request as far as it could be read, and what is wrong with it. `json` and `language` are found wherever they stand,
/// so that an error can be told in the way it was asked for.
struct CliReading
{
    CliRequest request;
    std::optional<Error> error;
};

CliReading readCliRequest(const QByteArrayList& arguments);

const QList<OptionSpec>& cliOptions();
constexpr quint32 bitOf(CliCommand command) { return 1u << int(command); }
/// "tasks list"
QByteArray nameOf(CliCommand command);

} // namespace bakferry
