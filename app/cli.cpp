// bakferry-cli: the same engines, runner and store as the window, without one.
#include "app/clicommand.h"
#include "app/clihelp.h"
#include "app/clioutput.h"
#include "app/passwordinput.h"
#include "app/stopsignals.h"
#include "models/exitstatus.h"
#include "models/translation.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimer>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

int run(const CliRequest& request, CliOutput& output)
{
    const std::unique_ptr<CliTask> task = makeCliTask(request, output);
    StopSignals stopSignals;
    QObject::connect(&stopSignals, &StopSignals::received, task.get(), &CliTask::stop);
    QObject::connect(task.get(), &CliTask::ended, task.get(), &QCoreApplication::exit);
    QTimer::singleShot(0, task.get(), &CliTask::start);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    protectMemory();
    ignoreBrokenPipes();
    dropDatabaseEnvironment();
    int applicationArguments = 1; // our options are none of Qt's business
    QCoreApplication application(applicationArguments, argv);
    QCoreApplication::setApplicationName(u"bakferry-cli"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(BAKFERRY_VERSION));

    QByteArrayList arguments;
    for (int i = 1; i < argc; ++i)
        arguments += QByteArray(argv[i]);
    const CliReading reading = readCliRequest(arguments);
    const CliRequest& request = reading.request;
    Translation translation;
    translation.use(request.language.isEmpty() ? Translation::nearest(QLocale::system().name()) : QString::fromUtf8(request.language));

    CliOutput output(request.json);
    if (reading.error) {
        tellFailure(output, *reading.error);
        return int(ExitStatus::Usage);
    }
    if (request.wantsVersion || request.wantsHelp) {
        output.print(request.wantsVersion ? cliVersion() : cliHelp(request.command).chopped(1));
        return output.lostOutput() ? int(ExitStatus::Failed) : int(ExitStatus::Done);
    }
    return run(request, output);
}
