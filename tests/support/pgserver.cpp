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
    QString options = u"-c listen_addresses='' -c unix_socket_directories='%1' -c fsync=off"_s.arg(m_folder.path());
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
                                                      " WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1, 2");
    if (!tables)
        qFatal("%s", qPrintable(tables.error().detail));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (int row = 0; row < tables->rows(); ++row) {
        const QByteArray name = quotedPgName(tables->text(row, 0), tables->text(row, 1));
        const Result<QByteArray> rows = connection->value("SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') FROM ONLY " + name + " t");
        hash.addData(name + ' ' + (rows ? *rows : rows.error().detail.toUtf8()) + '\n');
    }
    for (const char* sql : {"SELECT string_agg(oid || md5(lo_get(oid)), ' ' ORDER BY oid) FROM pg_largeobject_metadata",
                            "SELECT string_agg(schemaname || '.' || sequencename || ' ' || coalesce(last_value::text, ''), ' ' ORDER BY 1) FROM pg_sequences"})
        hash.addData(value(sql, database) + '\n');
    return hash.result().toHex();
}

QStringList PgServer::definitions(const QByteArray& database) const
{
    QByteArray output;
    if (runTool(u"pg_dump"_s, {u"-s"_s, u"--blobs"_s, QString::fromUtf8(database)}, &output) != 0)
        qFatal("pg_dump: %s", output.constData());
    QStringList lines = QString::fromUtf8(output).split(u'\n');
    lines.removeIf([](const QString& line) { return line.startsWith(u"\\restrict"_s) || line.startsWith(u"\\unrestrict"_s); });
    return lines;
}

QByteArray PgServer::value(const QByteArray& sql, const QByteArray& database) const
{
    const Result<QByteArray> answer = connect(database)->value(sql);
    if (!answer)
        qFatal("%s: %s", sql.constData(), qPrintable(answer.error().detail));
    return *answer;
}

void PgServer::run(const QByteArray& sql, const QByteArray& database) const
{
    if (const Result<PgAnswer> done = connect(database)->execute(sql); !done)
        qFatal("%s: %s", sql.constData(), qPrintable(done.error().detail));
}

void PgServer::drop(const QByteArray& database) const
{
    if (value("SELECT count(*) FROM pg_database WHERE datname = " + quotedPgLiteral(database)) == "0")
        return;
    for (const QByteArray& name : value("SELECT coalesce(string_agg(quote_ident(subname), ' '), '') FROM pg_subscription s JOIN pg_database d ON d.oid = subdbid WHERE datname = "
                                        + quotedPgLiteral(database)).split(' ')) {
        for (const QByteArray& sql : name.isEmpty() ? QByteArrayList() : QByteArrayList{"ALTER SUBSCRIPTION " + name + " DISABLE",
                 "ALTER SUBSCRIPTION " + name + " SET (slot_name = NONE)", "DROP SUBSCRIPTION " + name})
            run(sql, database);
    }
    run("DROP DATABASE " + quotedPgName(database) + " WITH (FORCE)");
}

QByteArray PgServer::databases(const QByteArray& pattern) const
{
    return value("SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE datname LIKE " + quotedPgLiteral(pattern));
}

} // namespace bakferry
