#include "app/launchoptions.h"

#include "app/argumentreader.h"
#include "app/taskstore.h"
#include "app/terminaltext.h"
#include "engines/displaytext.h"

#include <QCoreApplication>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error seeHelp(const char* code, const Message& what)
{
    return usageError(code, what, {QT_TRANSLATE_NOOP("Message", "Use --help to see the commands and options."), {}});
}

std::optional<Error> readTask(const GivenArguments& given, LaunchOptions& options)
{
    if (!given.has("--restore")) {
        if (given.has("--target") || given.has("--name") || given.has("--overwrite"))
            return seeHelp("usage.restore", {QT_TRANSLATE_NOOP("Message", "A target is given, but no backup to restore into it (--restore)."), {}});
        return {};
    }
    if (!given.has("--target"))
        return usageError("usage.target", {QT_TRANSLATE_NOOP("Message", "No target is given."), {}}, {QT_TRANSLATE_NOOP("Message", "Name it with --target sqlite:///absolute/path.db."), {}});
    const Result<RestoreTarget> target = parseTargetUrl(given.value("--target"));
    if (!target)
        return target.error();
    MigrationTask task;
    task.plan.backups = {BackupFile{absolutePath(given.value("--restore"))}};
    task.plan.target = *target;
    task.plan.overwrite = given.has("--overwrite");
    task.name = QString::fromUtf8(given.value("--name"));
    const Message problem = given.has("--name") ? nameProblem(task.name) : Message();
    if (!problem.isEmpty())
        return usageError("task.name", problem, {QT_TRANSLATE_NOOP("Message", "Choose another name with --name, or leave it out."), {}});
    options.task = task;
    return {};
}

} // namespace

const QList<OptionSpec>& launchSpecs()
{
    static const QList<OptionSpec> specs{
        {"--restore", "BACKUP", QT_TRANSLATE_NOOP("Cli", "Open the window and start restoring this backup file or folder.")},
        {"--target", "URL", QT_TRANSLATE_NOOP("Cli", "Where --restore restores to: sqlite:///absolute/path.db")},
        {"--name", "NAME", QT_TRANSLATE_NOOP("Cli", "Name of the task, 4 to 50 characters. Without it, one is made from the backup's name.")},
        {"--overwrite", nullptr, QT_TRANSLATE_NOOP("Cli", "Allow the target to exist. The old database is kept beside it until it is discarded.")},
        {"--store", "FILE", QT_TRANSLATE_NOOP("Cli", "Task store, for several lists of tasks side by side.")},
        {"--language", "LANG", QT_TRANSLATE_NOOP("Cli", "zh_CN or en.")},
        {"--theme", "THEME", QT_TRANSLATE_NOOP("Cli", "system, light or dark.")},
        {"--help", nullptr, QT_TRANSLATE_NOOP("Cli", "Show this help.")},
        {"--version", nullptr, QT_TRANSLATE_NOOP("Cli", "Show the version.")},
    };
    return specs;
}

Result<LaunchOptions> readLaunchOptions(const QByteArrayList& arguments)
{
    const Result<GivenArguments> given = readArguments(arguments, launchSpecs(), ~0u);
    if (!given)
        return given.error();
    LaunchOptions options;
    options.wantsHelp = given->has("--help");
    options.wantsVersion = given->has("--version");
    options.storePath = given->has("--store") ? absolutePath(given->value("--store")) : TaskStore::defaultPath();
    options.language = QString::fromUtf8(given->value("--language"));
    options.theme = QString::fromUtf8(given->value("--theme"));
    if (!options.language.isEmpty() && options.language != u"zh_CN" && options.language != u"en")
        return seeHelp("usage.language", {QT_TRANSLATE_NOOP("Message", "The language %1 is not known."), {displayText(options.language)}});
    if (!options.theme.isEmpty() && options.theme != u"system" && options.theme != u"light" && options.theme != u"dark")
        return seeHelp("usage.theme", {QT_TRANSLATE_NOOP("Message", "The theme %1 is not known."), {displayText(options.theme)}});
    for (const QByteArray& path : given->positional)
        options.files.append(BackupFile{absolutePath(path)});
    if (const std::optional<Error> wrong = readTask(*given, options))
        return *wrong;
    return options;
}

QString launchHelp()
{
    QString text = QCoreApplication::translate("Cli", "Usage: %1 [options]").arg(u"bakferry [BACKUP…]"_s) + u"\n\n"_s;
    for (const OptionSpec& spec : launchSpecs()) {
        const QString name = QString::fromLatin1(spec.name) + (spec.valueName ? u' ' + QString::fromLatin1(spec.valueName) : QString());
        text += u"  "_s + padded(name, 24) + QCoreApplication::translate("Cli", spec.help) + u'\n';
    }
    return text;
}

} // namespace bakferry
