#include "app/clioutput.h"

#include "app/stopsignals.h"
#include "app/terminaltext.h"
#include "engines/displaytext.h"
#include "models/humantext.h"
#include "models/statustext.h"
#include "models/taskreport.h"

#include <QCoreApplication>

#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 jsonIntervalMs = 250;
constexpr qint64 barIntervalMs = 100;
constexpr int barColumns = 24;

QByteArray safeLines(const QString& text)
{
    QByteArray safe;
    for (const QString& line : text.split(u'\n'))
        safe += displayText(line, 16'384).toUtf8() + '\n';
    return safe;
}

int terminalColumns()
{
    struct winsize size = {};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

} // namespace

CliOutput::CliOutput(bool json) : m_isJson(json), m_isTerminal(::isatty(STDERR_FILENO)) { }

bool CliOutput::write(int fd, const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t written = ::write(fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (written >= 0) {
            done += written;
        } else if (errno == EAGAIN) {
            struct pollfd waiting = {fd, POLLOUT, 0};
            ::poll(&waiting, 1, 1000);
        } else if (errno != EINTR) {
            return false;
        }
        if (done < bytes.size() && StopSignals::isPending()) {
            errno = EPIPE; // nobody reads, and the DBA wants to stop: do not wait for the reader
            return false;
        }
    }
    return true;
}

void CliOutput::print(const QString& text)
{
    endProgress();
    if (m_stdoutGone)
        return;
    if (!write(STDOUT_FILENO, safeLines(text))) {
        m_stdoutGone = true;
        m_lostOutput = errno != EPIPE;
    }
}

void CliOutput::print(const QJsonObject& object)
{
    if (m_stdoutGone)
        return;
    if (!write(STDOUT_FILENO, jsonLine(object))) {
        m_stdoutGone = true;
        m_lostOutput = errno != EPIPE;
    }
}

void CliOutput::note(const QString& text)
{
    endProgress();
    write(STDERR_FILENO, safeLines(text));
}

void CliOutput::error(const Error& error)
{
    note(errorSentence(error));
    if (!error.detail.isEmpty())
        note(u"  "_s + error.detail);
}

void CliOutput::progress(const MigrationTask& task)
{
    const bool isNewPhase = m_phase != task.phase;
    const qint64 intervalMs = m_isJson ? jsonIntervalMs : barIntervalMs;
    if (m_isJson || m_isTerminal) {
        // A new phase is worth a line of its own only where no bar shows it, and never breaks the promised pace.
        if (m_sinceProgress.isValid() && m_sinceProgress.elapsed() < intervalMs)
            return;
        m_sinceProgress.start();
    } else if (!isNewPhase) {
        return;
    }
    m_phase = task.phase;
    if (m_isJson) {
        print(progressReport(task));
    } else if (m_isTerminal) {
        write(STDERR_FILENO, '\r' + displayText(progressLine(task, terminalColumns() - 1), 16'384).toUtf8() + "\x1b[K");
        m_hasBar = true;
    } else {
        write(STDERR_FILENO, safeLines(phaseText(task.phase)));
    }
}

void CliOutput::endProgress()
{
    if (!m_hasBar)
        return;
    m_hasBar = false;
    write(STDERR_FILENO, "\r\x1b[K");
}

QString CliOutput::progressLine(const MigrationTask& task, int columns) const
{
    QString line = padded(phaseText(task.phase), 16);
    const int permille = task.progressPermille();
    if (permille >= 0) {
        const int filled = permille * barColumns / 1000;
        line += u'[' + QString(filled, u'#') + QString(barColumns - filled, u'-') + u"] "_s + percentText(permille);
    }
    if (const QString rate = rateText(task.bytesPerSecond); !rate.isEmpty())
        line += u"  "_s + rate;
    if (const QString left = durationText(task.secondsLeft); !left.isEmpty())
        line += u"  "_s + QCoreApplication::translate("Cli", "%1 left").arg(left);
    if (!task.progress.object.isEmpty())
        line += u"  "_s + displayText(task.progress.object, 64);
    return cut(line, columns);
}

} // namespace bakferry
