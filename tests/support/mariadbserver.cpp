#include "tests/support/mariadbserver.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int startDeadlineMs = 30000;

QString program(const QString& name)
{
    const QString found = QStandardPaths::findExecutable(name);
    return !found.isEmpty() ? found : QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/libexec"_s});
}

int run(const QStringList& command, QByteArray* output, const QByteArray& input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(u"/"_s);
    if (!output)
        process.setStandardOutputFile(QProcess::nullDevice());
    process.start(command.first(), command.mid(1));
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(-1);
    if (output)
        *output = process.readAll();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

// The data directory of a server that was never used, as mariadb-install-db makes it. Empty when it cannot be made.
QString emptyDataFolder(QByteArray* why)
{
    QByteArray version;
    run({program(u"mariadbd"_s), u"--no-defaults"_s, u"--version"_s}, &version);
    const QString name = u"%1/mariadb-%2"_s.arg(QStringLiteral(BAKFERRY_BINARY_DIR), QString::fromLatin1(QCryptographicHash::hash(version, QCryptographicHash::Md5).toHex().first(8)));
    QLockFile lock(name + u".lock"_s);
    if (!lock.lock())
        return {};
    if (QFile::exists(name))
        return name;
    QTemporaryDir folder(QDir::tempPath() + u"/bfmy-XXXXXX"_s);
    QStringList command{program(u"mariadb-install-db"_s), u"--no-defaults"_s, u"--datadir="_s + folder.filePath(u"data"_s), u"--auth-root-authentication-method=normal"_s,
                        u"--skip-test-db"_s, u"--skip-name-resolve"_s};
    if (::geteuid() == 0) {
        run({u"chown"_s, u"mysql"_s, folder.path()}, nullptr);
        command += u"--user=mysql"_s;
    }
    if (run(command, why) != 0) {
        why->prepend("mariadb-install-db: ");
        return {};
    }
    const bool isThere = run({u"cp"_s, u"-a"_s, u"--sparse=always"_s, folder.filePath(u"data"_s), name + u".part"_s}, why) == 0 && QDir().rename(name + u".part"_s, name);
    return isThere ? name : QString();
}

QByteArray packed(const MyAnswer& answer, qsizetype row)
{
    QByteArray all;
    for (int column = 0; column < answer.columns(); ++column)
        all += (answer.isNull(row, column) ? "-" : answer.text(row, column).toHex()) + ' ';
    return all;
}

int freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(probe, reinterpret_cast<const sockaddr*>(&address), size);
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(probe);
    return ntohs(address.sin_port);
}

} // namespace

QString MariaDbServer::memoryFolder()
{
    const QString memory = u"/dev/shm"_s;
    return QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
}

MariaDbServer::MariaDbServer(const QByteArrayList& settings, Listens listens, const QString& parent)
    : m_folder(parent + u"/bfmy-XXXXXX"_s), m_settings(settings)
{
    if (program(u"mariadbd"_s).isEmpty() || program(u"mariadb-install-db"_s).isEmpty()) {
        m_why = "no MariaDB server is installed";
        return;
    }
    const QString empty = emptyDataFolder(&m_why);
    if (empty.isEmpty() || run({u"cp"_s, u"-a"_s, u"--sparse=always"_s, empty, dataFolder()}, &m_why) != 0)
        return;
    if (::geteuid() == 0)
        run({u"chown"_s, u"mysql:mysql"_s, m_folder.path()}, nullptr);
    m_port = listens == Listens::OnLoopback ? freePort() : 0;
    start();
}

MariaDbServer::~MariaDbServer() { stop(true); }

bool MariaDbServer::start()
{
    QStringList command{program(u"mariadbd"_s), u"--no-defaults"_s, u"--datadir="_s + dataFolder(), u"--socket="_s + socket(),
                        u"--pid-file="_s + m_folder.filePath(u"pid"_s), u"--log-error="_s + m_folder.filePath(u"log"_s), u"--tmpdir="_s + m_folder.path()};
    command += m_port == 0 ? QStringList{u"--skip-networking"_s} : QStringList{u"--bind-address=127.0.0.1"_s, u"--port=%1"_s.arg(m_port)};
    for (const QByteArray& setting : m_settings)
        command += u"--"_s + QString::fromUtf8(setting);
    QStringList starter{u"setpriv"_s, u"--pdeathsig=KILL"_s};
    if (::geteuid() == 0)
        starter += QStringList{u"--reuid=mysql"_s, u"--regid=mysql"_s, u"--init-groups"_s};
    m_process = std::make_unique<QProcess>();
    m_process->setWorkingDirectory(u"/"_s);
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_process->setStandardErrorFile(QProcess::nullDevice());
    m_process->start(starter.first(), starter.mid(1) + command);
    QElapsedTimer waited;
    for (waited.start(); waited.elapsed() < startDeadlineMs && !m_process->waitForFinished(20);) {
        if (MyConnection::open(profile(), {}, {}, {}))
            return true;
    }
    m_why = "mariadbd: " + log().last(qMin<qsizetype>(log().size(), 2000));
    stop(true);
    return false;
}

void MariaDbServer::stop(bool atOnce)
{
    if (isRunning()) {
        ::kill(pid_t(pid()), atOnce ? SIGKILL : SIGTERM);
        m_process->waitForFinished(-1);
    }
    m_process.reset();
}

void MariaDbServer::killNow() { stop(true); }

bool MariaDbServer::restart(const QByteArrayList& settings)
{
    stop(false);
    m_settings = settings;
    return start();
}

QByteArray MariaDbServer::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

ConnectionProfile MariaDbServer::profile(const QString& user) const { return {"mariadb", socket(), 0, user, {}}; }
ConnectionProfile MariaDbServer::loopbackProfile(const QString& user) const { return {"mariadb", u"127.0.0.1"_s, m_port, user, {}}; }
RestoreTarget MariaDbServer::target(const QByteArray& database, const QString& user) const { return {profile(user), database}; }

std::unique_ptr<MyConnection> MariaDbServer::connect(const QByteArray& database) const
{
    Result<std::unique_ptr<MyConnection>> opened = MyConnection::open(profile(), {}, database, {});
    if (!opened)
        qFatal("no connection to the test's own server: %s", qPrintable(opened.error().detail));
    return std::move(opened).value();
}

int MariaDbServer::runTool(const QString& tool, const QStringList& arguments, QByteArray* output, const QByteArray& input) const
{
    const bool readsDefaults = tool.startsWith(u"mariadb"_s) || tool.startsWith(u"mysql"_s);
    return run(QStringList{program(tool)} + (readsDefaults ? QStringList{u"--no-defaults"_s} : QStringList()) + QStringList{u"--socket="_s + socket(), u"--user=root"_s} + arguments,
               output, input);
}

QByteArray MariaDbServer::contentHash(const QByteArray& database) const
{
    const auto connection = connect();
    const auto tables = connection->execute("SELECT table_name FROM information_schema.tables WHERE table_schema = " + quotedMyLiteral(database)
                                            + " AND table_type = 'BASE TABLE' ORDER BY table_name");
    if (!tables)
        qFatal("%s", qPrintable(tables.error().detail));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (qsizetype table = 0; table < tables->rows(); ++table) {
        const QByteArray name = quotedMyName(database, tables->text(table, 0));
        const auto rows = connection->execute("SELECT * FROM " + name);
        if (!rows)
            qFatal("%s", qPrintable(rows.error().detail));
        QByteArrayList lines;
        for (qsizetype row = 0; row < rows->rows(); ++row)
            lines += packed(*rows, row);
        std::sort(lines.begin(), lines.end());
        hash.addData(tables->text(table, 0) + '\n' + lines.join('\n') + '\n');
    }
    return hash.result().toHex();
}

} // namespace bakferry
