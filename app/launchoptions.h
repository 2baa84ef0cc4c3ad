#pragma once
#include "app/argumentreader.h"
#include "engines/result.h"
#include "models/migrationtask.h"

namespace bakferry {

/// How the window program was started.
struct LaunchOptions
{
    QByteArray storePath;              ///< absolute
    QString language;                  ///< "zh_CN" or "en"; empty: as chosen in the window, else the desktop's
    QString theme;                     ///< "system", "light" or "dark"; empty: as chosen in the window
    std::optional<MigrationTask> task; ///< to be started at once; without a name one is made
    QList<BackupFile> files;           ///< to open the wizard with; nothing starts by itself
    bool wantsHelp = false;
    bool wantsVersion = false;
};

/// @returns the options, or Error{Usage}.
Result<LaunchOptions> readLaunchOptions(const QByteArrayList& arguments);
/// The options of the window program, as data.
const QList<OptionSpec>& launchSpecs();
/// The help of the window program, in the current language.
QString launchHelp();

} // namespace bakferry
