#include "app/clihelp.h"

#include "app/terminaltext.h"

#include <QCoreApplication>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString spoken(const char* text) { return QCoreApplication::translate("Cli", text); }

QString entry(const QString& name, const QString& text)
{
    constexpr int nameColumns = 24;
    QString lines = u"  "_s + padded(name, nameColumns);
    bool isFirst = true;
    for (const QString& line : wrapped(text, 100 - nameColumns - 2)) {
        lines += (isFirst ? QString() : QString(nameColumns + 2, u' ')) + line + u'\n';
        isFirst = false;
    }
    return lines;
}

QString optionsOf(quint32 commands)
{
    QString text;
    for (const OptionSpec& option : cliOptions()) {
        if (!(option.commands & commands))
            continue;
        QString name = QString::fromLatin1(option.name);
        if (option.valueName)
            name += u' ' + QString::fromLatin1(option.valueName);
        text += entry(name, spoken(option.help));
    }
    return text;
}

QString statuses()
{
    QString text;
    for (const StatusHelp& status : statusHelps())
        text += entry(QString::number(status.status), spoken(status.what));
    return text + u'\n'
        + wrapped(spoken(QT_TRANSLATE_NOOP("Cli", "The status is that of the restore, also when its output can no longer be written. A command that only prints "
                                              "ends with 1 when its output did not fit on the disk.")), 100).join(u'\n') + u'\n';
}

QString heading(const char* text) { return u'\n' + spoken(text) + u'\n'; }

QString helpOfAll()
{
    QString text = spoken(QT_TRANSLATE_NOOP("Cli", "bakferry-cli – restores database backups, and proves it")) + u'\n';
    text += heading(QT_TRANSLATE_NOOP("Cli", "Commands:"));
    for (const CommandHelp& help : commandHelps())
        text += entry(QString::fromLatin1(nameOf(help.command)), spoken(help.what));
    text += heading(QT_TRANSLATE_NOOP("Cli", "Options of every command:"));
    for (const OptionSpec& option : cliOptions()) {
        if (option.commands == ~0u)
            text += entry(QString::fromLatin1(option.name) + (option.valueName ? u' ' + QString::fromLatin1(option.valueName) : QString()), spoken(option.help));
    }
    text += heading(QT_TRANSLATE_NOOP("Cli", "Example:"));
    text += u"  bakferry-cli restore --backup shop.sql.gz --target sqlite:///srv/shop.db\n"_s;
    text += heading(QT_TRANSLATE_NOOP("Cli", "Exit status:")) + statuses();
    text += u'\n' + spoken(QT_TRANSLATE_NOOP("Cli", "Help on one command: bakferry-cli COMMAND --help")) + u'\n';
    return text;
}

} // namespace

const QList<CommandHelp>& commandHelps()
{
    static const QList<CommandHelp> helps{
        {CliCommand::Inspect, "BACKUP…",
         QT_TRANSLATE_NOOP("Cli", "Tell what a backup is: format, compression, facts of its header, the objects in it. Reads heads only."),
         "bakferry-cli inspect shop.sql.gz"},
        {CliCommand::Precheck, "--backup PATH --target URL",
         QT_TRANSLATE_NOOP("Cli", "Check backup and target without changing anything, and tell every finding."),
         "bakferry-cli precheck --backup shop.sql.gz --target sqlite:///srv/shop.db"},
        {CliCommand::Restore, "--backup PATH --target URL",
         QT_TRANSLATE_NOOP("Cli", "Precheck, restore into staging, verify, switch over. The task is kept in the store, where the window shows it too. "
                                  "Ctrl+C stops it, waits until it has stopped and says what remains in the target."),
         "bakferry-cli restore --backup shop.sql.gz --target sqlite:///srv/shop.db --overwrite --json"},
        {CliCommand::Script, "--backup PATH --target URL",
         QT_TRANSLATE_NOOP("Cli", "Write the plan of a restore as statements (T-SQL), for a DBA who must run it elsewhere. Reads the headers of the backups and asks no server."),
         "bakferry-cli script --backup shop.bak --backup shop.trn --target sqlserver://db1/shop --output shop.sql"},
        {CliCommand::TasksList, "", QT_TRANSLATE_NOOP("Cli", "List the tasks, newest first."), "bakferry-cli tasks list"},
        {CliCommand::TasksShow, "ID", QT_TRANSLATE_NOOP("Cli", "Show one task with its findings, ledger and result."), "bakferry-cli tasks show 3f2a"},
        {CliCommand::TasksLog, "ID", QT_TRANSLATE_NOOP("Cli", "Print the log of a task: time, level, text."), "bakferry-cli tasks log 3f2a"},
        {CliCommand::TasksDelete, "ID…",
         QT_TRANSLATE_NOOP("Cli", "Take tasks off the list; running ones are refused by name. Their audit record stays in the store."),
         "bakferry-cli tasks delete 3f2a 77c0"},
        {CliCommand::TasksUndo, "ID", QT_TRANSLATE_NOOP("Cli", "Undo an overwrite: put the kept old database back in place of the restored one."),
         "bakferry-cli tasks undo 3f2a"},
        {CliCommand::TasksContinue, "ID --backup PATH",
         QT_TRANSLATE_NOOP("Cli", "Put the next backup of its chain on top of a task that waits for it. With --last-backup no it waits again, else it switches over. "
                                  "A backup that does not join the chain is refused, and the task waits as before."),
         "bakferry-cli tasks continue 3f2a --backup mysql-bin.000043 --last-backup no"},
        {CliCommand::TasksComplete, "ID",
         QT_TRANSLATE_NOOP("Cli", "Switch over a task that waits for the next backup, with what it has restored so far."), "bakferry-cli tasks complete 3f2a"},
        {CliCommand::TasksCancel, "ID",
         QT_TRANSLATE_NOOP("Cli", "Give up a task that waits for the next backup: its staging database is removed, the target stays as it is."),
         "bakferry-cli tasks cancel 3f2a"},
        {CliCommand::TasksRetry, "ID",
         QT_TRANSLATE_NOOP("Cli", "Begin a task that has failed, was cancelled or was interrupted anew. With --failed-only a new task restores only the objects that failed."),
         "bakferry-cli tasks retry 3f2a --failed-only"},
        {CliCommand::TasksDiscard, "ID",
         QT_TRANSLATE_NOOP("Cli", "Remove what a task left beside its target: staging, and the kept old database. An overwrite cannot be undone afterwards."),
         "bakferry-cli tasks discard 3f2a"},
        {CliCommand::TasksReport, "ID --output FILE",
         QT_TRANSLATE_NOOP("Cli", "Write the report of a task to a file: what was restored, every finding, the ledger, what was proven, the log."),
         "bakferry-cli tasks report 3f2a --format html --output shop-monday.html"},
        {CliCommand::AuditList, "", QT_TRANSLATE_NOOP("Cli", "Print the audit log: who did what to which task, and what came of it."), "bakferry-cli audit list --json"},
        {CliCommand::AuditVerify, "", QT_TRANSLATE_NOOP("Cli", "Check that no entry of the audit log was changed, removed or put in later; names the first one otherwise."),
         "bakferry-cli audit verify"},
    };
    return helps;
}

const QList<StatusHelp>& statusHelps()
{
    static const QList<StatusHelp> helps{
        {0, QT_TRANSLATE_NOOP("Cli", "done; also with --last-backup no, when everything is in staging and the next backup is awaited")},
        {1, QT_TRANSLATE_NOOP("Cli", "failed")},
        {2, QT_TRANSLATE_NOOP("Cli", "the command line makes no sense")},
        {3, QT_TRANSLATE_NOOP("Cli", "done with warnings")},
        {10, QT_TRANSLATE_NOOP("Cli", "the backup is unreadable, damaged or incomplete")},
        {11, QT_TRANSLATE_NOOP("Cli", "target or task store locked")},
        {12, QT_TRANSLATE_NOOP("Cli", "sign-in refused")},
        {13, QT_TRANSLATE_NOOP("Cli", "stopped by a blocker or by a warning that nobody accepted")},
        {14, QT_TRANSLATE_NOOP("Cli", "no space")},
        {15, QT_TRANSLATE_NOOP("Cli", "the target changed meanwhile")},
        {130, QT_TRANSLATE_NOOP("Cli", "cancelled (Ctrl+C, SIGTERM, SIGHUP)")},
    };
    return helps;
}

QString cliHelp(CliCommand command)
{
    for (const CommandHelp& help : commandHelps()) {
        if (help.command != command)
            continue;
        const QString usage = u"bakferry-cli "_s + QString::fromLatin1(nameOf(command)) + u' ' + QString::fromUtf8(help.operands);
        QString text = spoken(QT_TRANSLATE_NOOP("Cli", "Usage: %1 [options]")).arg(usage.trimmed()) + u"\n\n"_s;
        text += wrapped(spoken(help.what), 100).join(u'\n') + u'\n';
        text += heading(QT_TRANSLATE_NOOP("Cli", "Options:")) + optionsOf(bitOf(command));
        text += heading(QT_TRANSLATE_NOOP("Cli", "Example:")) + u"  "_s + QString::fromUtf8(help.example) + u'\n';
        return text + heading(QT_TRANSLATE_NOOP("Cli", "Exit status:")) + statuses();
    }
    return helpOfAll();
}

QString cliVersion() { return u"bakferry-cli "_s + QCoreApplication::applicationVersion(); }

} // namespace bakferry
