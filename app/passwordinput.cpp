#include "app/passwordinput.h"

#include "app/argumentreader.h"
#include "app/stopsignals.h"
#include "engines/catalog.h"
#include "engines/displaytext.h"
#include "engines/jobcontext.h"
#include "models/connectionfiles.h"

#include <QDir>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace bakferry {

namespace {

constexpr qsizetype longestPassword = 4096;
constexpr qsizetype largestFile = 1024 * 1024;

Error unreadable(const char* code, const Message& what, const Message& hint)
{
    Error error = usageError(code, what, hint);
    error.detail = QString::fromLocal8Bit(std::strerror(errno));
    return error;
}

// @returns nothing on a failure, with errno set
std::optional<QByteArray> readAll(int fd, qsizetype most)
{
    QByteArray content;
    char buffer[4096];
    while (content.size() <= most) {
        const ssize_t count = ::read(fd, buffer, sizeof buffer);
        if (count == 0)
            return content;
        if (count > 0)
            content.append(buffer, count);
        else if (errno != EINTR || StopSignals::isPending())
            return std::nullopt;
    }
    errno = EFBIG;
    return std::nullopt;
}

QByteArray firstLine(const QByteArray& content)
{
    QByteArray line = content.left(content.indexOf('\n') < 0 ? content.size() : content.indexOf('\n'));
    if (line.endsWith('\r'))
        line.chop(1);
    return line;
}

Result<QByteArray> readDescriptor(int fd)
{
    const std::optional<QByteArray> content = readAll(fd, longestPassword);
    if (!content) {
        return unreadable("password.fd", {QT_TRANSLATE_NOOP("Message", "No password could be read from descriptor %1."), {QString::number(fd)}},
                          {QT_TRANSLATE_NOOP("Message", "Open it for the program, for example with 3<FILE behind --password-fd 3; the password is its first line."), {}});
    }
    const QByteArray password = firstLine(*content);
    if (password.isEmpty() || password.contains('\0')) {
        return usageError("password.empty", {QT_TRANSLATE_NOOP("Message", "The first line of descriptor %1 holds no password."), {QString::number(fd)}},
                          {QT_TRANSLATE_NOOP("Message", "Write the password into its first line, or leave the option out."), {}});
    }
    return password;
}

Result<QByteArray> readPasswordFile(const QByteArray& path)
{
    const QString shown = displayBytes(path);
    const int fd = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts = {};
    if (fd < 0 || ::fstat(fd, &facts) != 0) {
        const Error error = unreadable("password.file", {QT_TRANSLATE_NOOP("Message", "The password file %1 cannot be read."), {shown}},
                                       {QT_TRANSLATE_NOOP("Message", "Check its path and its owner."), {}});
        if (fd >= 0)
            ::close(fd);
        return error;
    }
    const bool isFile = S_ISREG(facts.st_mode);
    const bool isOpenToOthers = (facts.st_mode & (S_IRWXG | S_IRWXO)) != 0 || (facts.st_uid != ::geteuid() && facts.st_uid != 0);
    const std::optional<QByteArray> content = isFile && !isOpenToOthers ? readAll(fd, largestFile) : std::nullopt;
    ::close(fd);
    if (content)
        return *content;
    if (isFile && isOpenToOthers) {
        return usageError("password.file-open", {QT_TRANSLATE_NOOP("Message", "The password file %1 is open to other users."), {shown}},
                          {QT_TRANSLATE_NOOP("Message", "Let its owner alone read it: chmod 600."), {}});
    }
    return usageError("password.file", {QT_TRANSLATE_NOOP("Message", "The password file %1 cannot be read."), {shown}},
                      {QT_TRANSLATE_NOOP("Message", "It must be a file of at most 1 MiB."), {}});
}

Result<QByteArray> passwordFromFile(const QByteArray& path, const RestoreTarget& target)
{
    const Result<QByteArray> lines = readPasswordFile(path);
    if (!lines)
        return lines.error();
    const RestoreEngine* engine = engineById(target.connection.engineId);
    const std::optional<QByteArray> password = passwordInLines(*lines, target, engine ? engine->info().defaultPort : 0);
    if (!password) {
        return usageError("password.no-entry", {QT_TRANSLATE_NOOP("Message", "No line of the password file %1 fits the target %2."), {displayBytes(path), target.display()}},
                          {QT_TRANSLATE_NOOP("Message", "Write a line host:port:database:user:password; * fits anything."), {}});
    }
    return *password;
}

} // namespace

std::optional<QByteArray> passwordInLines(const QByteArray& lines, const RestoreTarget& target, int defaultPort)
{
    const ConnectionProfile& connection = target.connection;
    const QByteArray port = QByteArray::number(connection.port > 0 ? connection.port : defaultPort);
    const QByteArrayList wanted{connection.host.toUtf8(), port, target.database, connection.user.toUtf8()};
    for (QByteArray line : lines.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        const QByteArrayList fields = line.startsWith('#') ? QByteArrayList() : passwordFileFields(line);
        if (fields.size() != 5)
            continue;
        bool fits = true;
        for (qsizetype i = 0; i < wanted.size(); ++i)
            fits = fits && (fields[i] == "*" || fields[i] == wanted[i]);
        if (fits)
            return fields.last();
    }
    return std::nullopt;
}

Result<Credentials> readPassword(const PasswordSource& source, const RestoreTarget& target)
{
    const auto nothing = [] { return Result<QByteArray>(QByteArray()); };
    const Result<QByteArray> password = source.fd >= 0 ? readDescriptor(source.fd) : !source.file.isEmpty() ? passwordFromFile(source.file, target) : nothing();
    if (!password)
        return password.error();
    const Result<QByteArray> passphrase = source.keyFd >= 0 ? readDescriptor(source.keyFd) : nothing();
    if (!passphrase)
        return passphrase.error();
    return Credentials(*password, *passphrase);
}

bool canAskForPassword() { return ::isatty(STDIN_FILENO) == 1; }

Result<Credentials> askForPassword(const QString& prompt)
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    struct termios before = {};
    if (terminal < 0 || ::tcgetattr(terminal, &before) != 0) {
        if (terminal >= 0)
            ::close(terminal);
        return cancelledError();
    }
    struct termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO);
    silent.c_lflag |= ICANON;
    ::tcsetattr(terminal, TCSAFLUSH, &silent);
    const QByteArray shown = displayText(prompt, 400).toUtf8() + ' ';
    bool isGood = ::write(terminal, shown.constData(), size_t(shown.size())) >= 0;
    QByteArray line;
    char letter = 0;
    while (isGood && line.size() < longestPassword) {
        const ssize_t count = ::read(terminal, &letter, 1); // byte by byte: what follows the line is not ours
        if (count == 1 && letter == '\n')
            break;
        isGood = count == 1 || (count < 0 && errno == EINTR && !StopSignals::isPending());
        if (count == 1)
            line += letter;
    }
    [[maybe_unused]] const ssize_t newLine = ::write(terminal, "\n", 1);
    ::tcsetattr(terminal, TCSAFLUSH, &before);
    ::close(terminal);
    if (!isGood || line.isEmpty())
        return cancelledError();
    return Credentials(line);
}

void dropDatabaseEnvironment()
{
    // libpq and the MariaDB library read these on their own. PGSSL… and PGPASSFILE name files of the person and stay.
    for (const char* name : {"PGPASSWORD", "MYSQL_PWD", "PGSERVICE", "PGSERVICEFILE", "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGOPTIONS",
                             "PGSSLMODE", "PGREQUIRESSL", "PGTARGETSESSIONATTRS"})
        ::unsetenv(name);
}

} // namespace bakferry
