#include "app/climanual.h"

#include "app/clihelp.h"
#include "app/launchoptions.h"

#include <QCoreApplication>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString spoken(const char* text) { return QCoreApplication::translate("Cli", text); }

// Source: groff_man(7). A hyphen that must stay one is "\-"; a line may begin with neither a dot nor an apostrophe.
QByteArray roff(const QString& text)
{
    QString safe = text;
    safe.replace(u'\\', u"\\e"_s).replace(u'-', u"\\-"_s);
    if (safe.startsWith(u'.') || safe.startsWith(u'\''))
        safe.prepend(u"\\&"_s);
    return safe.toUtf8();
}

QByteArray section(const char* title) { return ".SH " + roff(spoken(title)) + '\n'; }

QByteArray head(const char* program, const char* what)
{
    return QByteArray(".TH ") + QByteArray(program).toUpper() + " 1 \"\" \"BakFerry " + QCoreApplication::applicationVersion().toUtf8() + "\"\n"
        + section(QT_TRANSLATE_NOOP("Cli", "NAME")) + roff(QString::fromLatin1(program)) + " \\- " + roff(spoken(what)) + '\n';
}

QByteArray entry(const QByteArray& name, const QString& text) { return ".TP\n.B " + roff(QString::fromUtf8(name)) + '\n' + roff(text) + '\n'; }

QByteArray optionEntry(const OptionSpec& option)
{
    return entry(option.valueName ? QByteArray(option.name) + ' ' + option.valueName : QByteArray(option.name), spoken(option.help));
}

// "tasks" and "audit" have words of their own behind them.
QByteArrayList firstWords(QByteArrayView group)
{
    QByteArrayList words;
    for (const CommandHelp& help : commandHelps()) {
        const QByteArrayList parts = nameOf(help.command).split(' ');
        const QByteArray word = group.isEmpty() ? parts.first() : parts.size() > 1 && parts.first() == group ? parts[1] : QByteArray();
        if (!word.isEmpty() && !words.contains(word))
            words += word;
    }
    return words;
}

bool takesFile(const OptionSpec& option)
{
    const QByteArrayView value(option.valueName ? option.valueName : "");
    return value == "PATH" || value == "FILE";
}

} // namespace

QByteArray cliManualPage()
{
    QByteArray page = head("bakferry-cli", QT_TRANSLATE_NOOP("Cli", "restores database backups, and proves it"));
    page += section(QT_TRANSLATE_NOOP("Cli", "SYNOPSIS"));
    for (const CommandHelp& help : commandHelps())
        page += ".B " + roff(u"bakferry-cli %1 %2"_s.arg(QString::fromLatin1(nameOf(help.command)), QString::fromUtf8(help.operands)).trimmed()) + "\n.br\n";
    page += section(QT_TRANSLATE_NOOP("Cli", "COMMANDS"));
    for (const CommandHelp& help : commandHelps())
        page += entry(nameOf(help.command), spoken(help.what));
    page += section(QT_TRANSLATE_NOOP("Cli", "OPTIONS"));
    for (const OptionSpec& option : cliOptions())
        page += optionEntry(option);
    page += section(QT_TRANSLATE_NOOP("Cli", "EXIT STATUS"));
    for (const StatusHelp& status : statusHelps())
        page += entry(QByteArray::number(status.status), spoken(status.what));
    page += section(QT_TRANSLATE_NOOP("Cli", "EXAMPLES")) + ".nf\n";
    for (const CommandHelp& help : commandHelps())
        page += roff(QString::fromUtf8(help.example)) + '\n';
    return page + ".fi\n" + section(QT_TRANSLATE_NOOP("Cli", "SEE ALSO")) + ".BR bakferry (1)\n";
}

QByteArray windowManualPage()
{
    QByteArray page = head("bakferry", QT_TRANSLATE_NOOP("Cli", "restores database backups in a window, and proves it"));
    page += section(QT_TRANSLATE_NOOP("Cli", "SYNOPSIS")) + ".B bakferry\n[BACKUP ...] [options]\n" + section(QT_TRANSLATE_NOOP("Cli", "OPTIONS"));
    for (const OptionSpec& option : launchSpecs())
        page += optionEntry(option);
    return page + section(QT_TRANSLATE_NOOP("Cli", "SEE ALSO")) + ".BR bakferry\\-cli (1)\n";
}

QByteArray bashCompletion()
{
    QByteArrayList fileOptions;
    for (const OptionSpec& option : cliOptions()) {
        if (takesFile(option))
            fileOptions += option.name;
    }
    QByteArray script = "# bash completion of bakferry-cli, made from its own list of commands and options\n_bakferry_cli()\n{\n"
                        "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words\n"
                        "    case $previous in\n    "
        + fileOptions.join('|') + ") compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n";
    script += "    --language) COMPREPLY=($(compgen -W 'zh_CN en' -- \"$word\")); return ;;\n"
              "    --format) COMPREPLY=($(compgen -W 'html csv json' -- \"$word\")); return ;;\n    esac\n"
              "    case ${COMP_WORDS[1]}' '${COMP_WORDS[2]} in\n";
    for (const CommandHelp& help : commandHelps()) {
        QByteArrayList options;
        for (const OptionSpec& option : cliOptions()) {
            if (option.commands & bitOf(help.command))
                options += option.name;
        }
        const QByteArray name = nameOf(help.command);
        script += "    '" + name + (name.contains(' ') ? "')" : " '*)") + " words='" + options.join(' ') + "' ;;\n";
    }
    for (const char* group : {"tasks", "audit"})
        script += "    '" + QByteArray(group) + " '*) words='" + firstWords(group).join(' ') + "' ;;\n";
    script += "    *) words='" + firstWords({}).join(' ') + " --help --version' ;;\n    esac\n"
              "    [ \"$COMP_CWORD\" -gt 1 ] || words='" + firstWords({}).join(' ') + " --help --version'\n"
              "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
              "    [ \"${COMP_WORDS[1]}\" != inspect ] || { compopt -o filenames; COMPREPLY+=($(compgen -f -- \"$word\")); }\n}\n"
              "complete -F _bakferry_cli bakferry-cli\n";
    return script;
}

} // namespace bakferry
