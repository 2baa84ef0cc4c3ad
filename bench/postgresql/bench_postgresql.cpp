// Times BakFerry against psql and pg_restore on a PostgreSQL server of its own with default settings, interleaved in one run.
//   bench_postgresql [--megabytes 600] [--rounds 3]
// The server lives below TMPDIR and needs about ten times the size there.
#include "bench/postgresql/shopdatabase.h"
#include "bench/support/timedrun.h"
#include "tests/support/pgserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <map>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

struct Contestant
{
    QList<double> seconds, cpuSeconds;
    long peakKibibytes = 0;
};

class Bench
{
public:
    explicit Bench(const PgServer& server) : m_server(server), m_store(QFile::encodeName(m_folder.filePath(u"store.db"_s))) { }
    QByteArray file(const char* name) const { return QFile::encodeName(m_folder.filePath(QString::fromLatin1(name))); }

    bool makeBackups(std::int64_t bytes)
    {
        QByteArray output;
        if (m_server.runTool(u"psql"_s, {u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-c"_s, u"CREATE DATABASE shop"_s}, &output) != 0
            || m_server.runTool(u"psql"_s, {u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"shop"_s}, &output, shopDatabaseSql(bytes)) != 0) {
            std::fprintf(stderr, "%s\n", output.constData());
            return false;
        }
        const QByteArray dump = "pg_dump -h " + m_server.folder().toUtf8() + " -U postgres shop ";
        const QByteArray programs = "PATH=" + m_server.toolsFolder().toUtf8() + ":$PATH ";
        const bool made = timedRun({"sh", "-c", programs + dump + "> " + file("shop.sql")}).ok()
            && timedRun({"sh", "-c", programs + dump + "-Fc -f " + file("shop.dump")}).ok()
            && timedRun({"sh", "-c", programs + dump + "-Fd -f " + file("shop.dir")}).ok() && timedRun({"gzip", "-k", "-1", file("shop.sql")}).ok();
        return made && m_server.connect()->execute("DROP DATABASE shop").ok();
    }

    bool runBakferry(const char* name, const QByteArray& backup)
    {
        const QByteArray target = "postgresql://postgres@" + m_server.folder().toUtf8().toPercentEncoding() + ":5432/bench";
        return note(name, {BAKFERRY_CLI, "restore", "--backup", backup, "--target", target, "--store", m_store, "--accept-warnings", "--json"});
    }

    /// @param command  of a vendor's tool, after the database was made; the making counts, as ours does
    bool runRival(const char* name, const QByteArray& command)
    {
        return note(name, {"sh", "-c", "export PATH=" + m_server.toolsFolder().toUtf8() + ":$PATH PGUSER=postgres PGHOST=" + m_server.folder().toUtf8()
                                           + "; createdb -T template0 bench && " + command});
    }

    bool report(const char* ours, const QList<const char*>& rivals, double target) const
    {
        const double mine = medianOf(m_runs.at(ours).seconds);
        const char* best = *std::ranges::min_element(rivals, {}, [&](const char* one) { return medianOf(m_runs.at(one).seconds); });
        const double ratio = medianOf(m_runs.at(best).seconds) / mine;
        std::printf("%-22s %6.2f s   best rival (%s) %6.2f s   ratio %.2f (target %.2f: %s)   client CPU %.1f s   peak %ld MiB\n", ours, mine, best,
                    medianOf(m_runs.at(best).seconds), ratio, target, ratio >= target ? "met" : "missed", medianOf(m_runs.at(ours).cpuSeconds),
                    m_runs.at(ours).peakKibibytes / 1024);
        return ratio >= target;
    }

private:
    bool note(const char* name, const QByteArrayList& command)
    {
        (void)m_server.connect()->execute("DROP DATABASE IF EXISTS bench");
        (void)m_server.connect()->execute("CHECKPOINT"); // nobody pays for the writes of the one before
        const TimedRun run = timedRun(command);
        if (!run.ok()) {
            std::fprintf(stderr, "%s ended %d\n", name, run.exitStatus);
            return false;
        }
        Contestant& one = m_runs[name];
        one.seconds += run.seconds;
        one.cpuSeconds += run.cpuSeconds;
        one.peakKibibytes = std::max(one.peakKibibytes, run.peakKibibytes);
        std::printf("  %-22s %6.2f s   client CPU %5.2f s\n", name, run.seconds, run.cpuSeconds);
        std::fflush(stdout);
        return true;
    }

    const PgServer& m_server;
    QTemporaryDir m_folder;
    QByteArray m_store;
    std::map<QByteArray, Contestant> m_runs;
};

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"megabytes"_s, u"size of the plain dump"_s, u"n"_s, u"600"_s}, {u"rounds"_s, u"runs of each; medians count"_s, u"n"_s, u"3"_s}});
    parser.process(application);
    const PgServer server;
    if (!server.isRunning()) {
        std::fprintf(stderr, "%s\n", server.why().constData());
        return 1;
    }
    Bench bench(server);
    std::printf("Making the shop of %s MB …\n", qPrintable(parser.value(u"megabytes"_s)));
    std::fflush(stdout);
    if (!bench.makeBackups(parser.value(u"megabytes"_s).toLongLong() * 1'000'000))
        return 1;
    for (int round = 0; round < parser.value(u"rounds"_s).toInt(); ++round) {
        const bool ran = bench.runRival("psql -f", "psql -q -o /dev/null -f " + bench.file("shop.sql") + " bench") && bench.runBakferry("plain", bench.file("shop.sql"))
            && bench.runBakferry("plain.gz", bench.file("shop.sql.gz")) && bench.runRival("pg_restore -Fd -j1", "pg_restore -d bench -j1 " + bench.file("shop.dir"))
            && bench.runRival("pg_restore -Fd -j2", "pg_restore -d bench -j2 " + bench.file("shop.dir"))
            && bench.runRival("pg_restore -Fd -j4", "pg_restore -d bench -j4 " + bench.file("shop.dir")) && bench.runBakferry("directory", bench.file("shop.dir"))
            && bench.runRival("pg_restore -Fc -j2", "pg_restore -d bench -j2 " + bench.file("shop.dump")) && bench.runBakferry("custom", bench.file("shop.dump"));
        if (!ran)
            return 1;
    }
    const bool allMet = int(bench.report("plain", {"psql -f"}, 1.6))
        & int(bench.report("directory", {"pg_restore -Fd -j1", "pg_restore -Fd -j2", "pg_restore -Fd -j4"}, 1.1))
        & int(bench.report("custom", {"pg_restore -Fc -j2"}, 1.1)) & int(bench.report("plain.gz", {"plain"}, 1 / 1.1));
    return allMet ? 0 : 2;
}
