#include "app/clirequest.h"

#include "app/clichoices.h"
#include "app/taskstore.h"
#include "engines/catalog.h"
#include "engines/displaytext.h"

#include <algorithm>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

struct CommandName
{
    CliCommand command;
    const char* group; ///< null for a command of one word
    const char* word;
};

constexpr CommandName commandNames[] = {
    {CliCommand::Inspect, nullptr, "inspect"},     {CliCommand::Precheck, nullptr, "precheck"}, {CliCommand::Restore, nullptr, "restore"},
    {CliCommand::TasksList, "tasks", "list"},      {CliCommand::TasksShow, "tasks", "show"},    {CliCommand::TasksLog, "tasks", "log"},
    {CliCommand::TasksDelete, "tasks", "delete"},  {CliCommand::TasksUndo, "tasks", "undo"},    {CliCommand::TasksDiscard, "tasks", "discard"},
    {CliCommand::TasksContinue, "tasks", "continue"}, {CliCommand::TasksComplete, "tasks", "complete"},
    {CliCommand::TasksCancel, "tasks", "cancel"},  {CliCommand::TasksRetry, "tasks", "retry"},
    {CliCommand::TasksReport, "tasks", "report"},  {CliCommand::AuditList, "audit", "list"},   {CliCommand::AuditVerify, "audit", "verify"},
};

constexpr quint32 plans = bitOf(CliCommand::Precheck) | bitOf(CliCommand::Restore);
constexpr quint32 goesOn = bitOf(CliCommand::TasksContinue) | bitOf(CliCommand::TasksComplete);
constexpr quint32 signsIn = plans | goesOn | bitOf(CliCommand::TasksCancel) | bitOf(CliCommand::TasksRetry) | bitOf(CliCommand::TasksUndo) | bitOf(CliCommand::TasksDiscard);

Message seeHelp() { return {QT_TRANSLATE_NOOP("Message", "Use --help to see the commands and options."), {}}; }

// Takes the words of the command off the front of the operands.
Result<CliCommand> takeCommand(QByteArrayList& operands)
{
    if (operands.isEmpty())
        return usageError("usage.command", {QT_TRANSLATE_NOOP("Message", "No command is given."), {}}, seeHelp());
    const QByteArray first = operands.takeFirst();
    for (const CommandName& name : commandNames) {
        if (!name.group && first == name.word)
            return name.command;
        if (name.group && first == name.group && !operands.isEmpty() && operands.first() == name.word) {
            operands.removeFirst();
            return name.command;
        }
    }
    const QByteArray shown = (first == "tasks" || first == "audit") && !operands.isEmpty() ? first + ' ' + operands.first() : first;
    return usageError("usage.command", {QT_TRANSLATE_NOOP("Message", "The command %1 is not known."), {displayBytes(shown)}}, seeHelp());
}

std::optional<Error> readChain(const GivenArguments& given, TaskPlan& plan)
{
    for (const QByteArray& path : given.values("--backup"))
        plan.backups.append(BackupFile{absolutePath(path)});
    for (const QByteArray& path : given.values("--incremental"))
        plan.backups.append(BackupFile{absolutePath(path), true});
    const QByteArray last = given.value("--last-backup", "yes");
    if (last != "yes" && last != "no")
        return usageError("usage.last-backup", {QT_TRANSLATE_NOOP("Message", "--last-backup is yes or no, not %1."), {displayBytes(last)}}, seeHelp());
    plan.lastBackup = last == "yes";
    plan.stopAt = QString::fromUtf8(given.value("--stop-at"));
    if (!plan.lastBackup && !plan.stopAt.isEmpty())
        return usageError("usage.last-backup", {QT_TRANSLATE_NOOP("Message", "A backup at which the restore stops is the last one."), {}},
                          {QT_TRANSLATE_NOOP("Message", "Leave out --last-backup no, or --stop-at."), {}});
    return {};
}

std::optional<Error> readPlan(const GivenArguments& given, CliRequest& request)
{
    TaskPlan& plan = request.plan;
    if (const std::optional<Error> wrong = readChain(given, plan))
        return wrong;
    if (!given.has("--backup"))
        return usageError("usage.backup", {QT_TRANSLATE_NOOP("Message", "No backup is given."), {}}, {QT_TRANSLATE_NOOP("Message", "Name it with --backup PATH."), {}});
    if (given.has("--offline"))
        return readOfflinePlan(given, plan);
    if (!given.has("--target"))
        return usageError("usage.target", {QT_TRANSLATE_NOOP("Message", "No target is given."), {}}, {QT_TRANSLATE_NOOP("Message", "Name it with --target sqlite:///absolute/path.db."), {}});
    Result<RestoreTarget> target = parseTargetUrl(given.value("--target"));
    if (!target)
        return target.error();
    plan.target = *target;
    if (const RestoreEngine* engine = engineById(plan.target.connection.engineId); engine && !plan.stopAt.isEmpty()) {
        if (std::optional<Error> wrong = engine->badStopAt(plan.stopAt))
            return wrong;
    }
    if (const std::optional<Error> wrong = readChoices(given, plan))
        return wrong;
    if (request.password.isGiven() && plan.target.connection.host.isEmpty())
        return usageError("usage.password", {QT_TRANSLATE_NOOP("Message", "The target %1 is a file and takes no password."), {plan.target.display()}}, seeHelp());
    plan.overwrite = given.has("--overwrite");
    plan.precheck = !given.has("--no-precheck");
    plan.acceptWarnings = given.has("--accept-warnings");
    for (const QByteArray& database : given.values("--only"))
        plan.only += QString::fromUtf8(database);
    for (const QByteArray& rename : given.values("--rename")) {
        const qsizetype equals = rename.indexOf('=');
        const QString newName = QString::fromUtf8(rename.mid(equals + 1));
        if (equals <= 0 || newName.isEmpty() || newName.size() > 128)
            return usageError("usage.rename", {QT_TRANSLATE_NOOP("Message", "The renaming %1 makes no sense."), {displayBytes(rename)}},
                              {QT_TRANSLATE_NOOP("Message", "Write it as --rename OLD=NEW; the new name has 1 to 128 characters."), {}});
        plan.renames.append({QString::fromUtf8(rename.left(equals)), newName});
    }
    if (plan.renames.size() > 100)
        return usageError("usage.rename", {QT_TRANSLATE_NOOP("Message", "More than 100 databases are renamed."), {}}, {QT_TRANSLATE_NOOP("Message", "Restore them in several tasks."), {}});
    if (given.has("--jobs")) {
        bool isNumber = false;
        plan.jobs = given.value("--jobs").toInt(&isNumber);
        if (!isNumber || plan.jobs < 1 || plan.jobs > 256)
            return usageError("usage.jobs", {QT_TRANSLATE_NOOP("Message", "The number of jobs, %1, is not from 1 to 256."), {displayBytes(given.value("--jobs"))}}, seeHelp());
    }
    request.name = QString::fromUtf8(given.value("--name"));
    const Message problem = given.has("--name") ? nameProblem(request.name) : Message();
    if (!problem.isEmpty())
        return usageError("task.name", problem, {QT_TRANSLATE_NOOP("Message", "Choose another name with --name, or leave it out."), {}});
    return {};
}

std::optional<Error> readPasswordSource(const GivenArguments& given, PasswordSource& source)
{
    if (given.has("--password-fd") && given.has("--passfile"))
        return usageError("usage.password", {QT_TRANSLATE_NOOP("Message", "Two sources of a password are given."), {}}, seeHelp());
    if (given.has("--passfile"))
        source.file = absolutePath(given.value("--passfile"));
    if (!given.has("--password-fd"))
        return {};
    bool isNumber = false;
    source.fd = given.value("--password-fd").toInt(&isNumber);
    if (!isNumber || source.fd < 0 || source.fd == STDOUT_FILENO || source.fd == STDERR_FILENO)
        // Not repeated: somebody may have taken it for the place of the password itself.
        return usageError("usage.password", {QT_TRANSLATE_NOOP("Message", "--password-fd needs the number of an open descriptor, for example 0 or 3."), {}}, seeHelp());
    return {};
}

std::optional<Error> readReport(const GivenArguments& given, CliRequest& request)
{
    const QByteArray format = given.value("--format", "html");
    if (format == "csv")
        request.reportFormat = CliRequest::ReportFormat::Csv;
    else if (format == "json")
        request.reportFormat = CliRequest::ReportFormat::Json;
    else if (format != "html")
        return usageError("usage.format", {QT_TRANSLATE_NOOP("Message", "The format %1 is not known."), {displayBytes(format)}}, {QT_TRANSLATE_NOOP("Message", "Choose html, csv or json."), {}});
    if (!given.has("--output"))
        return usageError("usage.output", {QT_TRANSLATE_NOOP("Message", "No file for the report is given."), {}}, {QT_TRANSLATE_NOOP("Message", "Name it with --output FILE."), {}});
    request.outputPath = absolutePath(given.value("--output"));
    return {};
}

std::optional<Error> readOperands(const QByteArrayList& operands, CliRequest& request)
{
    switch (request.command) {
    case CliCommand::None:
        return {};
    case CliCommand::Inspect:
        for (const QByteArray& path : operands)
            request.plan.backups.append(BackupFile{absolutePath(path)});
        if (operands.isEmpty())
            return usageError("usage.backup", {QT_TRANSLATE_NOOP("Message", "No backup is given."), {}}, seeHelp());
        return {};
    case CliCommand::Precheck:
    case CliCommand::Restore:
    case CliCommand::TasksList:
    case CliCommand::AuditList:
    case CliCommand::AuditVerify:
        if (!operands.isEmpty())
            return usageError("usage.operand", {QT_TRANSLATE_NOOP("Message", "The argument %1 is one too many."), {displayBytes(operands.first())}}, seeHelp());
        return {};
    case CliCommand::TasksContinue:
    case CliCommand::TasksComplete:
    case CliCommand::TasksCancel:
    case CliCommand::TasksRetry:
    case CliCommand::TasksShow:
    case CliCommand::TasksLog:
    case CliCommand::TasksUndo:
    case CliCommand::TasksDiscard:
    case CliCommand::TasksReport:
    case CliCommand::TasksDelete:
        for (const QByteArray& id : operands)
            request.tasks += QString::fromUtf8(id);
        if (operands.isEmpty())
            return usageError("usage.task", {QT_TRANSLATE_NOOP("Message", "No task is given."), {}}, {QT_TRANSLATE_NOOP("Message", "bakferry-cli tasks list shows their ids."), {}});
        if (operands.size() > 1 && request.command != CliCommand::TasksDelete)
            return usageError("usage.operand", {QT_TRANSLATE_NOOP("Message", "The argument %1 is one too many."), {displayBytes(operands[1])}}, seeHelp());
        return {};
    }
    return {};
}

// Where the operands begin is known only once it is known which options take a value.
QByteArrayList operandsOf(const QByteArrayList& arguments)
{
    QByteArrayList operands;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QByteArray& argument = arguments[i];
        if (argument == "--")
            return operands + arguments.mid(i + 1);
        const auto isIt = [&](const OptionSpec& spec) { return argument == spec.name && spec.valueName; };
        const auto spec = std::ranges::find_if(cliOptions(), isIt);
        if (spec != cliOptions().end()) {
            ++i;
            while (spec->takesMany && i + 1 < arguments.size() && !arguments[i + 1].startsWith('-'))
                ++i;
        }
        else if (!argument.startsWith('-'))
            operands += argument;
    }
    return operands;
}

std::optional<Error> read(const QByteArrayList& arguments, CliRequest& request)
{
    QByteArrayList operands = operandsOf(arguments);
    if (operands.value(0) == "help") {
        operands.removeFirst();
        request.wantsHelp = true;
    }
    // A mistyped option takes its value for a command, so it is named first.
    if (const Result<GivenArguments> known = readArguments(arguments, cliOptions(), ~0u); !known && known.error().code == "usage.option" && !request.wantsHelp)
        return known.error();
    if (!(operands.isEmpty() && (request.wantsHelp || request.wantsVersion))) {
        const Result<CliCommand> command = takeCommand(operands);
        if (!command)
            return command.error();
        request.command = *command;
    }
    if (request.wantsHelp || request.wantsVersion)
        return {};
    const Result<GivenArguments> given = readArguments(arguments, cliOptions(), bitOf(request.command));
    if (!given)
        return given.error();
    const QByteArray language = given->value("--language");
    if (!language.isEmpty() && language != "zh_CN" && language != "en")
        return usageError("usage.language", {QT_TRANSLATE_NOOP("Message", "The language %1 is not known."), {displayBytes(language)}}, {QT_TRANSLATE_NOOP("Message", "Choose zh_CN or en."), {}});
    request.storePath = given->has("--store") ? absolutePath(given->value("--store")) : TaskStore::defaultPath();
    if (const std::optional<Error> wrong = readOperands(operands, request))
        return wrong;
    if (const std::optional<Error> wrong = readPasswordSource(*given, request.password))
        return wrong;
    if (request.command == CliCommand::TasksReport) {
        if (const std::optional<Error> wrong = readReport(*given, request))
            return wrong;
    }
    request.failedOnly = given->has("--failed-only");
    request.listsOptions = given->has("--list-options");
    if (request.listsOptions && !given->has("--target"))
        return {};
    if (request.listsOptions) {
        const Result<RestoreTarget> target = parseTargetUrl(given->value("--target"));
        if (!target)
            return target.error();
        request.plan.target = *target;
        return {};
    }
    if (bitOf(request.command) & goesOn) {
        if (const std::optional<Error> wrong = readChain(*given, request.plan))
            return wrong;
        if (request.command == CliCommand::TasksContinue && request.plan.backups.isEmpty())
            return usageError("usage.backup", {QT_TRANSLATE_NOOP("Message", "No backup is given."), {}}, {QT_TRANSLATE_NOOP("Message", "Name it with --backup PATH; tasks complete needs none."), {}});
        for (BackupFile& file : request.plan.backups)
            file.incremental = true;
        return {};
    }
    return bitOf(request.command) & plans ? readPlan(*given, request) : std::nullopt;
}

} // namespace

const QList<OptionSpec>& cliOptions()
{
    static const QList<OptionSpec> options{
        {"--backup", "PATH", QT_TRANSLATE_NOOP("Cli", "Backup file or folder. Several make one backup set: the full one first."), true, plans | bitOf(CliCommand::TasksContinue)},
        {"--incremental", "PATH…", QT_TRANSLATE_NOOP("Cli", "Incremental backups on top of the full one, in their order: binary logs of a MariaDB or MySQL server. Takes every argument up to the next option."), true, plans, true},
        {"--last-backup", "yes|no", QT_TRANSLATE_NOOP("Cli", "no: keep everything in staging and wait for further backups (tasks continue); the target stays as it is. yes without it."), false, plans | bitOf(CliCommand::TasksContinue)},
        {"--stop-at", "WHEN", QT_TRANSLATE_NOOP("Cli", "Stop on the way through the incremental backups: at a time (2026-11-25 08:30:00, local, or with Z or an offset), before the first change made then or later, or at a position (mysql-bin.000042:328)."), false, plans | bitOf(CliCommand::TasksContinue)},
        {"--target", "URL", QT_TRANSLATE_NOOP("Cli", "Where to restore to: sqlite:///absolute/path.db, or ENGINE://user@host:port/database. A socket folder stands for the host as %2Frun%2Ffolder. "
                                                      "?sslmode=verify-full|verify-ca|require|prefer|disable&sslrootcert=/path may follow; without it a server elsewhere must prove who it is."), false, plans},
        {"--password-fd", "N", QT_TRANSLATE_NOOP("Cli", "Read the password from this open descriptor: its first line. Without a source, it is asked for on the terminal when the server wants one. "
                                                        "Passwords in arguments, URLs or the environment are not read."), false, signsIn},
        {"--passfile", "FILE", QT_TRANSLATE_NOOP("Cli", "Read the password from a file with lines host:port:database:user:password that its owner alone may read."), false, signsIn},
        {"--name", "NAME", QT_TRANSLATE_NOOP("Cli", "Name of the task, 4 to 50 characters. Without it, one is made from the backup's name."), false, bitOf(CliCommand::Restore)},
        {"--overwrite", nullptr, QT_TRANSLATE_NOOP("Cli", "Allow the target to exist. The old database is kept beside it until it is discarded."), false, plans},
        {"--offline", nullptr, QT_TRANSLATE_NOOP("Cli", "Check the files only; no server is asked and no target needed (SQL Server)."), false, bitOf(CliCommand::Precheck)},
        {"--no-precheck", nullptr, QT_TRANSLATE_NOOP("Cli", "Leave the precheck out, on your own responsibility."), false, bitOf(CliCommand::Restore)},
        {"--accept-warnings", nullptr, QT_TRANSLATE_NOOP("Cli", "Go on over warnings and checks that could not be made. Blockers still stop."), false, bitOf(CliCommand::Restore)},
        {"--only", "DB", QT_TRANSLATE_NOOP("Cli", "Restore this database of the backup only. May be repeated."), true, plans},
        {"--rename", "OLD=NEW", QT_TRANSLATE_NOOP("Cli", "Restore a database under another name. May be repeated."), true, plans},
        {"--schema-only", nullptr, QT_TRANSLATE_NOOP("Cli", "Restore definitions only, no rows."), false, plans},
        {"--data-only", nullptr, QT_TRANSLATE_NOOP("Cli", "Restore rows only, into tables that exist."), false, plans},
        {"--select", "ID", QT_TRANSLATE_NOOP("Cli", "Restore this object and what it depends on only; inspect shows the ids. May be repeated."), true, plans},
        {"--option", "NAME=VALUE", QT_TRANSLATE_NOOP("Cli", "Set an option of the engine, or a choice that a finding offers. May be repeated."), true, plans},
        {"--list-options", nullptr, QT_TRANSLATE_NOOP("Cli", "List the options of the target's engine, or of all engines, and do nothing else."), false, plans},
        {"--jobs", "N", QT_TRANSLATE_NOOP("Cli", "Threads or connections at once; as many as cores without it."), false, plans},
        {"--format", "FORMAT", QT_TRANSLATE_NOOP("Cli", "html, csv or json; html without it."), false, bitOf(CliCommand::TasksReport)},
        {"--output", "FILE", QT_TRANSLATE_NOOP("Cli", "Where to write the report; a file that is there is replaced."), false, bitOf(CliCommand::TasksReport)},
        {"--failed-only", nullptr, QT_TRANSLATE_NOOP("Cli", "A new task restores only the objects that failed, with what they depend on, into a new database beside the target."), false, bitOf(CliCommand::TasksRetry)},
        {"--store", "FILE", QT_TRANSLATE_NOOP("Cli", "Task store; that of the window program without it.")},
        {"--language", "LANG", QT_TRANSLATE_NOOP("Cli", "zh_CN or en.")},
        {"--json", nullptr, QT_TRANSLATE_NOOP("Cli", "Print one JSON object a line, for programs. The last one is the result.")},
        {"--help", nullptr, QT_TRANSLATE_NOOP("Cli", "Show help; behind a command, help on it.")},
        {"--version", nullptr, QT_TRANSLATE_NOOP("Cli", "Show the version.")},
    };
    return options;
}

QByteArray nameOf(CliCommand command)
{
    for (const CommandName& name : commandNames) {
        if (name.command == command)
            return name.group ? QByteArray(name.group) + ' ' + name.word : QByteArray(name.word);
    }
    return {};
}

CliReading readCliRequest(const QByteArrayList& arguments)
{
    CliReading reading;
    CliRequest& request = reading.request;
    const QByteArrayList options = arguments.mid(0, arguments.indexOf("--"));
    request.json = options.contains("--json");
    request.wantsHelp = options.contains("--help") || options.contains("-h");
    request.wantsVersion = options.contains("--version");
    for (qsizetype i = 0; i < options.size(); ++i) {
        if (options[i].startsWith("--language="))
            request.language = options[i].mid(11);
        else if (options[i] == "--language")
            request.language = options.value(i + 1);
    }
    reading.error = read(arguments, request);
    return reading;
}

} // namespace bakferry
