#include "tests/support/pgserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <csignal>
#include <unistd.h>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Debian's, newest version: initdb, postgres, pg_dump, psql …
QString installedPrograms()
{
    const QStringList versions = QDir(u"/usr/lib/postgresql"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    return versions.isEmpty() ? QString() : u"/usr/lib/postgresql/%1/bin"_s.arg(versions.last());
}

// BAKFERRY_PG_BIN names another server's programs (initdb, pg_ctl, postgres), as scripts/compat.sh does.
QString serverPrograms() { return qEnvironmentVariable("BAKFERRY_PG_BIN", installedPrograms()); }

} // namespace

PgServer::PgServer(const QByteArrayList& settings, const QString& programs)
    : m_folder(QDir::tempPath() + u"/bfpg-XXXXXX"_s), m_bin(programs.isEmpty() ? serverPrograms() : programs), m_settings(settings)
{
    if (m_bin.isEmpty() || !QFile::exists(m_bin + u"/initdb"_s)) {
        m_why = "no PostgreSQL server is installed";
        return;
    }
    if (::geteuid() == 0)
        run({u"chown"_s, u"postgres"_s, m_folder.path()}, nullptr);
    QByteArray output;
    if (run(asServerUser(m_bin + u"/initdb"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-U"_s, u"postgres"_s, u"-A"_s, u"trust"_s, u"-E"_s, u"UTF8"_s,
                                                u"--locale=C.UTF-8"_s, u"--no-sync"_s}), &output) != 0) {
        m_why = "initdb: " + output;
        return;
    }
    start();
}

PgServer::~PgServer()
{
    if (m_running)
        run(asServerUser(m_bin + u"/pg_ctl"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-m"_s, u"immediate"_s, u"-w"_s, u"stop"_s}), nullptr);
}

bool PgServer::start()
{
    QString options = u"-c listen_addresses='' -c unix_socket_directories='%1'"_s.arg(m_folder.path());
    for (const QByteArray& setting : m_settings)
        options += u" -c "_s + QString::fromUtf8(setting);
    QByteArray output;
    m_running = run(asServerUser(m_bin + u"/pg_ctl"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-o"_s, options, u"-l"_s, m_folder.filePath(u"log"_s),
                                                        u"-w"_s, u"-s"_s, u"start"_s}), &output) == 0;
    if (!m_running)
        m_why = "pg_ctl start: " + output;
    return m_running;
}

void PgServer::killNow()
{
    run(asServerUser(m_bin + u"/pg_ctl"_s, {u"-D"_s, m_folder.filePath(u"data"_s), u"-m"_s, u"immediate"_s, u"-w"_s, u"-s"_s, u"stop"_s}), nullptr);
    m_running = false;
}

QStringList PgServer::asServerUser(const QString& program, const QStringList& arguments) const
{
    QStringList command{program};
    if (::geteuid() == 0)
        command = QStringList{u"setpriv"_s, u"--reuid=postgres"_s, u"--regid=postgres"_s, u"--init-groups"_s, program};
    return command + arguments;
}

int PgServer::run(const QStringList& command, QByteArray* output, const QByteArray& input) const
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

QString PgServer::toolsFolder() { return installedPrograms(); }

ConnectionProfile PgServer::profile(const QString& user) const { return {"postgresql", m_folder.path(), 5432, user, {}}; }

RestoreTarget PgServer::target(const QByteArray& database, const QString& user) const { return {profile(user), database}; }

std::unique_ptr<PgConnection> PgServer::connect(const QByteArray& database) const
{
    Result<std::unique_ptr<PgConnection>> opened = PgConnection::open(profile(), {}, database, {});
    if (!opened)
        qFatal("no connection to the test's own server: %s", qPrintable(opened.error().detail));
    return std::move(opened).value();
}

int PgServer::runTool(const QString& tool, const QStringList& arguments, QByteArray* output, const QByteArray& input) const
{
    return run(QStringList{toolsFolder() + u'/' + tool, u"-h"_s, m_folder.path(), u"-U"_s, u"postgres"_s} + arguments, output, input);
}

QByteArray PgServer::contentHash(const QByteArray& database) const
{
    const auto connection = connect(database);
    const Result<PgAnswer> tables = connection->query("SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                                                      " WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1, 2");
    if (!tables)
        qFatal("%s", qPrintable(tables.error().detail));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int row = 0; row < tables->rows(); ++row) {
        const QByteArray name = quotedPgName(tables->text(row, 0), tables->text(row, 1));
        const Result<QByteArray> rows = connection->value("SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM ONLY " + name + " t");
        hash.addData(name + ' ' + (rows ? *rows : rows.error().detail.toUtf8()) + '\n');
    }
    return hash.result().toHex();
}

} // namespace bakferry
