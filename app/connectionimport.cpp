#include "app/connectionimport.h"

#include "app/passwordinput.h"
#include "engines/catalog.h"
#include "engines/displaytext.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 4 * 1024 * 1024;

struct Content
{
    QByteArray bytes;
    bool isOpenToOthers = false;
};

Error unreadable(const QByteArray& path, int number)
{
    return {ErrorKind::Usage, "password.file", {QT_TRANSLATE_NOOP("Message", "The file %1 cannot be read."), {displayBytes(path)}},
            {QT_TRANSLATE_NOOP("Message", "It must be a file of at most 4 MiB that you may read."), {}}, number == 0 ? QString() : QString::fromLocal8Bit(std::strerror(number))};
}

// Nothing when there is no such file. Never waits: a pipe in the place of a file is none.
std::optional<Result<Content>> contentOf(const QByteArray& path)
{
    const int fd = ::open(path.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? std::nullopt : std::optional<Result<Content>>(unreadable(path, errno));
    QFile file;
    file.open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle);
    struct stat facts = {};
    if (::fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode) || facts.st_size > largestFile)
        return Result<Content>(unreadable(path, 0));
    return Result<Content>(Content{file.read(largestFile), (facts.st_mode & (S_IRWXG | S_IRWXO)) != 0});
}

bool isSameServer(const ConnectionProfile& one, const ConnectionProfile& other)
{
    const auto port = [](const ConnectionProfile& profile) { return profile.port > 0 ? profile.port : 5432; };
    return one.engineId == other.engineId && one.host == other.host && port(one) == port(other) && one.user == other.user;
}

// What psql does with a service that has no password of its own.
void fillFromPasswordFiles(QList<ConnectionFile>& files, const QByteArrayList& passwordLines)
{
    for (ConnectionFile& file : files) {
        for (FoundConnection& found : file.connections) {
            if (file.kind != ConnectionFileKind::PgService || !found.secret.password().isEmpty())
                continue;
            for (const QByteArray& lines : passwordLines) {
                if (const std::optional<QByteArray> password = passwordInLines(lines, {found.profile, found.database.toUtf8()}, 5432))
                    found.secret = Credentials(*password, found.secret.keyPassphrase());
            }
        }
    }
}

void leaveOutRepeated(QList<ConnectionFile>& files)
{
    for (ConnectionFile& file : files) {
        if (file.kind != ConnectionFileKind::PgPass)
            continue;
        file.connections.removeIf([&files](const FoundConnection& line) {
            return std::ranges::any_of(files, [&line](const ConnectionFile& other) {
                const auto isIt = [&line](const FoundConnection& service) { return isSameServer(line.profile, service.profile); };
                return other.kind == ConnectionFileKind::PgService && std::ranges::any_of(other.connections, isIt);
            });
        });
    }
}

} // namespace

QList<ConnectionPlace> usualConnectionPlaces()
{
    const auto home = [](const char* name) { return QFile::encodeName(QDir::home().filePath(QString::fromLatin1(name))); };
    const QByteArray named = qgetenv("PGPASSFILE");
    return {{ConnectionFileKind::PgService, home(".pg_service.conf")}, {ConnectionFileKind::PgService, "/etc/postgresql-common/pg_service.conf"},
            {ConnectionFileKind::PgPass, named.startsWith('/') ? named : home(".pgpass")},
            {ConnectionFileKind::MyCnf, home(".my.cnf")},
            {ConnectionFileKind::OdbcIni, home(".odbc.ini")}, {ConnectionFileKind::OdbcIni, "/etc/odbc.ini"}};
}

QList<ConnectionFile> lookForConnections(const QList<ConnectionPlace>& places)
{
    QList<ConnectionFile> files;
    QByteArrayList passwordLines;
    for (const ConnectionPlace& place : places) {
        const std::optional<Result<Content>> content = contentOf(place.path);
        if (!content)
            continue;
        ConnectionFile file = *content ? readConnectionFile(place.kind, (*content)->bytes) : ConnectionFile{.kind = place.kind};
        file.path = place.path;
        if (!*content)
            file.error = content->error();
        const auto hasSecret = [](const FoundConnection& found) { return !found.secret.isEmpty(); };
        file.isOpenToOthers = *content && (*content)->isOpenToOthers && std::ranges::any_of(file.connections, hasSecret);
        if (place.kind == ConnectionFileKind::PgPass && *content)
            passwordLines += (*content)->bytes;
        files += file;
    }
    fillFromPasswordFiles(files, passwordLines);
    leaveOutRepeated(files);
    return files;
}

} // namespace bakferry
