// Times BakFerry against psql and pg_restore on a PostgreSQL server of its own with default settings, interleaved in one run.
//   bench_postgresql [--megabytes 635] [--rounds 3]
// Prints ratios of medians, CPU time of client and server, and peak memory. Ends 0: all targets met, 2: one missed, 1: nothing could be measured.
// The server lives below TMPDIR and needs about ten times the size there.
#include "bench/postgresql/shopdatabase.h"
#include "bench/support/processtime.h"
#include "bench/support/timedrun.h"
#include "engines/postgresql/pgbackup.h"
#include "tests/support/pgserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>

using namespace bakferry;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t insertsShare = 1200; // psql waits for the disk after each INSERT, which takes minutes for a few megabytes
constexpr long mostKibibytes = 256 * 1024;

struct Contestant
{
    QList<double> seconds, cpuSeconds, serverCpuSeconds;
    long peakKibibytes = 0;
};

class Bench
{
public:
    explicit Bench(const PgServer& server) : m_server(server), m_postmaster(postmasterOf(server)), m_store(QFile::encodeName(m_folder.filePath(u"store.db"_s))) { }
    QByteArray file(const char* name) const { return QFile::encodeName(m_folder.filePath(QString::fromLatin1(name))); }

    bool makeBackups(std::int64_t bytes)
    {
        return makeShop(bytes) && dump("", "shop.sql") && dump("-Fc", "shop.dump") && dump("-Fd", "shop.dir")
            && timedRun({"gzip", "-k", "-1", file("shop.sql")}).ok() && makeShop(bytes / insertsShare) && dump("--inserts", "inserts.sql")
            && m_server.connect()->execute("DROP DATABASE shop").ok();
    }

    /// Reads the plain script through as the precheck does, in this process.
    bool reportReading() const
    {
        Result<std::unique_ptr<PgBackup>> backup = openPgBackup({BackupFile{file("shop.sql")}}, {});
        if (!backup)
            return false;
        const auto threadSeconds = [] {
            timespec now{};
            ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
            return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
        };
        const double before = threadSeconds();
        const PgReading reading = (*backup)->readThrough({}, JobStep::Prechecking);
        const double rate = double((*backup)->storedBytes()) / 1e9 / (threadSeconds() - before);
        const bool isMet = reading.complete && rate >= 1;
        std::printf("precheck's lexing      %6.2f GB/s on one core, beside a thread that reads and hashes (target 1.00: %s)\n", rate, isMet ? "met" : "missed");
        return isMet;
    }

    bool runBakferry(const char* name, const QByteArray& backup)
    {
        const QByteArray target = "postgresql://postgres@" + m_server.folder().toUtf8().toPercentEncoding() + ":5432/bench";
        return note(name, {BAKFERRY_CLI, "restore", "--backup", backup, "--target", target, "--store", m_store, "--accept-warnings", "--json"});
    }

    /// @param command  of a vendor's tool, after the database was made; the making counts, as ours does
    bool runRival(const QByteArray& name, const QByteArray& command)
    {
        return note(name, {"sh", "-c", "export PATH=" + m_server.toolsFolder().toUtf8() + ":$PATH PGUSER=postgres PGHOST=" + m_server.folder().toUtf8()
                                           + "; createdb -T template0 bench && " + command});
    }

    bool report(const char* ours, const QList<const char*>& rivals, double target) const
    {
        const double mine = medianOf(m_runs.at(ours).seconds);
        const char* best = *std::ranges::min_element(rivals, {}, [&](const char* one) { return medianOf(m_runs.at(one).seconds); });
        const double ratio = medianOf(m_runs.at(best).seconds) / mine;
        const long peak = m_runs.at(ours).peakKibibytes;
        const bool isMet = ratio >= target && peak <= mostKibibytes;
        std::printf("%-22s %6.2f s   best rival (%s) %6.2f s   ratio %.2f (target %.2f: %s)   CPU client %.1f server %.1f s (rival %.1f, %.1f)   peak %ld MiB (at most 256)\n", ours, mine,
                    best, medianOf(m_runs.at(best).seconds), ratio, target, ratio >= target ? "met" : "missed", medianOf(m_runs.at(ours).cpuSeconds),
                    medianOf(m_runs.at(ours).serverCpuSeconds), medianOf(m_runs.at(best).cpuSeconds), medianOf(m_runs.at(best).serverCpuSeconds), peak / 1024);
        return isMet;
    }

private:
    static pid_t postmasterOf(const PgServer& server)
    {
        QFile file(server.folder() + u"/data/postmaster.pid"_s);
        return file.open(QIODevice::ReadOnly) ? pid_t(file.readLine().trimmed().toInt()) : 0;
    }

    bool makeShop(std::int64_t bytes) const
    {
        QByteArray output;
        const QStringList strict{u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s};
        const bool made = m_server.connect()->execute("DROP DATABASE IF EXISTS shop").ok() && m_server.connect()->execute("CREATE DATABASE shop").ok()
            && m_server.runTool(u"psql"_s, strict + QStringList{u"shop"_s}, &output, shopDatabaseSql(bytes)) == 0;
        if (!made)
            std::fprintf(stderr, "%s\n", output.constData());
        return made;
    }

    bool dump(const QByteArray& format, const char* name) const
    {
        return timedRun({"sh", "-c", m_server.toolsFolder().toUtf8() + "/pg_dump -h " + m_server.folder().toUtf8() + " -U postgres " + format + " -f " + file(name) + " shop"}).ok();
    }

    bool note(const QByteArray& name, const QByteArrayList& command)
    {
        (void)m_server.connect()->execute("DROP DATABASE IF EXISTS bench");
        (void)m_server.connect()->execute("CHECKPOINT"); // nobody pays for the writes of the one before
        const double serverBefore = cpuSecondsWithChildren(m_postmaster);
        const TimedRun run = timedRun(command);
        const double serverSeconds = cpuSecondsWithChildren(m_postmaster) - serverBefore;
        if (!run.ok()) {
            std::fprintf(stderr, "%s ended %d\n", name.constData(), run.exitStatus);
            return false;
        }
        Contestant& one = m_runs[name];
        one.seconds += run.seconds;
        one.cpuSeconds += run.cpuSeconds;
        one.serverCpuSeconds += serverSeconds;
        one.peakKibibytes = std::max(one.peakKibibytes, run.peakKibibytes);
        std::printf("  %-22s %6.2f s   CPU client %5.2f server %5.2f s\n", name.constData(), run.seconds, run.cpuSeconds, serverSeconds);
        std::fflush(stdout);
        return true;
    }

    const PgServer& m_server;
    const pid_t m_postmaster;
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
    parser.addOptions({{u"megabytes"_s, u"size of the plain dump"_s, u"n"_s, u"635"_s}, {u"rounds"_s, u"runs of each; medians count"_s, u"n"_s, u"3"_s}});
    parser.process(application);
    const PgServer server({"fsync=on"});
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
        bool ran = bench.runRival("psql -f", "psql -q -o /dev/null -f " + bench.file("shop.sql") + " bench") && bench.runBakferry("plain", bench.file("shop.sql"))
            && bench.runBakferry("plain.gz", bench.file("shop.sql.gz"));
        for (const char* jobs : {"-j1", "-j2", "-j4"})
            ran = ran && bench.runRival(QByteArray("pg_restore -Fd ") + jobs, QByteArray("pg_restore -d bench ") + jobs + ' ' + bench.file("shop.dir"));
        ran = ran && bench.runBakferry("directory", bench.file("shop.dir"));
        for (const char* jobs : {"-j1", "-j2", "-j4"})
            ran = ran && bench.runRival(QByteArray("pg_restore -Fc ") + jobs, QByteArray("pg_restore -d bench ") + jobs + ' ' + bench.file("shop.dump"));
        ran = ran && bench.runBakferry("custom", bench.file("shop.dump"))
            && bench.runRival("psql -f inserts", "psql -q -o /dev/null -f " + bench.file("inserts.sql") + " bench") && bench.runBakferry("inserts", bench.file("inserts.sql"));
        if (!ran)
            return 1;
    }
    const bool allMet = int(bench.reportReading()) & int(bench.report("plain", {"psql -f"}, 1.6)) & int(bench.report("plain.gz", {"plain"}, 1 / 1.1))
        & int(bench.report("directory", {"pg_restore -Fd -j1", "pg_restore -Fd -j2", "pg_restore -Fd -j4"}, 1.1))
        & int(bench.report("custom", {"pg_restore -Fc -j1", "pg_restore -Fc -j2", "pg_restore -Fc -j4"}, 1.1)) & int(bench.report("inserts", {"psql -f inserts"}, 1.6));
    return allMet ? 0 : 2;
}
