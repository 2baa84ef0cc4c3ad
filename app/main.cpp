// bakferry: the window program.
#include "app/application.h"
#include "app/clioutput.h"
#include "app/launchoptions.h"
#include "app/passwordinput.h"
#include "app/stopsignals.h"
#include "models/exitstatus.h"

#include <QApplication>
#include <QTimer>


using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

// Help, version and a mistaken command line need no display, so they come before the application object of the windows.
std::optional<int> answerWithoutWindow(int argc, char** argv, const Result<LaunchOptions>& options)
{
    if (options && !options->wantsHelp && !options->wantsVersion)
        return {};
    int applicationArguments = qMin(argc, 1);
    QCoreApplication application(applicationArguments, argv);
    Translation translation;
    translation.use(Translation::nearest(QLocale::system().name()));
    CliOutput output(false);
    if (!options) {
        output.error(options.error());
        return int(ExitStatus::Usage);
    }
    output.print(options->wantsVersion ? QStringLiteral("bakferry " BAKFERRY_VERSION) : launchHelp().chopped(1));
    return int(ExitStatus::Done);
}

} // namespace

int main(int argc, char** argv)
{
    protectMemory();
    ignoreBrokenPipes();
    dropDatabaseEnvironment();
    QByteArrayList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QByteArray(argv[i]);
    const Result<LaunchOptions> options = readLaunchOptions(arguments);
    if (const std::optional<int> status = answerWithoutWindow(argc, argv, options))
        return *status;

    int applicationArguments = 1; // our options are none of Qt's business
    QApplication application(applicationArguments, argv);
    QApplication::setOrganizationName(u"BakFerry"_s);
    QApplication::setApplicationName(u"BakFerry"_s);
    QApplication::setApplicationVersion(QStringLiteral(BAKFERRY_VERSION));

    Application program(*options);
    StopSignals stopSignals;
    QObject::connect(&stopSignals, &StopSignals::received, &program, &Application::quit);
    QObject::connect(&program, &Application::ended, &application, &QCoreApplication::quit, Qt::QueuedConnection);
    QTimer::singleShot(0, &program, &Application::start);
    return QApplication::exec();
}
