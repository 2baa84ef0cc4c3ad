// Times BakFerry against the mariadb client and myloader on a MariaDB server of its own with default settings, interleaved in one run.
//   bench_mariadb [--megabytes 400] [--rounds 3]
// The server lives below TMPDIR and needs about ten times the size there.
#include "bench/mariadb/myshopdatabase.h"
#include "bench/support/timedrun.h"
#include "tests/support/mariadbserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
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
    QList<double> seconds, cpuSeconds, serverSeconds;
    long peakKibibytes = 0;
};

class Bench
{
public:
    explicit Bench(const MariaDbServer& server)
        : m_server(server), m_client("mariadb --no-defaults -uroot -S " + server.socket().toUtf8()), m_store(QFile::encodeName(m_folder.filePath(u"store.db"_s))) { }
    QByteArray file(const char* name) const { return QFile::encodeName(m_folder.filePath(QString::fromLatin1(name))); }
    const QByteArray& client() const { return m_client; }

    bool makeBackups(std::int64_t bytes)
    {
        QByteArray output;
        if (!m_server.connect()->execute("CREATE DATABASE shop") || m_server.runTool(u"mariadb"_s, {u"shop"_s}, &output, myShopTables() + myShopRows(bytes) + myShopKeys().join(";\n")) != 0) {
            std::fprintf(stderr, "%s\n", output.constData());
            return false;
        }
        const QByteArray sign = " -uroot -S " + m_server.socket().toUtf8();
        const bool made = timedRun({"sh", "-c", "mariadb-dump --no-defaults" + sign + " shop > " + file("shop.sql")}).ok() && timedRun({"gzip", "-k", "-1", file("shop.sql")}).ok()
            && timedRun({"sh", "-c", "mydumper -u root -S " + m_server.socket().toUtf8() + " -B shop -o " + file("folder")}).ok() && writeKeysAfter();
        return made && m_server.connect()->execute("DROP DATABASE shop").ok();
    }

    bool runBakferry(const char* name, const QByteArray& backup)
    {
        const QByteArray target = "mariadb://root@" + m_server.socket().toUtf8().toPercentEncoding() + "/bench";
        return note(name, {BAKFERRY_CLI, "restore", "--backup", backup, "--target", target, "--store", m_store, "--accept-warnings", "--json"});
    }

    /// @param command  of a vendor's tool, after the database was made; the making counts, as ours does
    bool runRival(const char* name, const QByteArray& command) { return note(name, {"sh", "-c", m_client + " -e 'CREATE DATABASE bench' && " + command}); }

    /// What a current myloader does, whose version here is older: rows over two connections into tables without secondary keys, a
    /// transaction a table, then the keys over two connections.
    bool runKeysAfter()
    {
        return runRival("INSERT, keys after", m_client + " bench < " + file("tables.sql") + " && ls -S " + file("folder") + "/shop.*.sql | grep -v -- -schema | xargs -P2 -n1 sh -c '(echo \"SET foreign_key_checks=0, unique_checks=0, autocommit=0;\"; cat $0; echo \"COMMIT;\") | "
                                                    + m_client + " bench' && xargs -P2 -d \"\\n\" -n1 " + m_client + " bench --init-command=\"SET foreign_key_checks=0\" -e < " + file("keys.sql"));
    }

    bool report(const char* ours, const QList<const char*>& rivals, double target) const
    {
        const double mine = medianOf(m_runs.at(ours).seconds);
        const char* best = *std::ranges::min_element(rivals, {}, [&](const char* one) { return medianOf(m_runs.at(one).seconds); });
        const double ratio = medianOf(m_runs.at(best).seconds) / mine;
        std::printf("%-16s %6.2f s   rival (%s) %6.2f s   ratio %.2f (target %.2f: %s)   CPU %.1f s, rival %.1f s   peak %ld MiB\n", ours, mine, best,
                    medianOf(m_runs.at(best).seconds), ratio, target, ratio >= target ? "met" : "missed", cpuOf(ours), cpuOf(best), m_runs.at(ours).peakKibibytes / 1024);
        return ratio >= target;
    }

private:
    /// Of the server and of the client.
    double cpuOf(const char* one) const { return medianOf(m_runs.at(one).cpuSeconds) + medianOf(m_runs.at(one).serverSeconds); }

    bool writeKeysAfter() const
    {
        QFile tables(QFile::decodeName(file("tables.sql"))), keys(QFile::decodeName(file("keys.sql")));
        return tables.open(QIODevice::WriteOnly) && tables.write(myShopTables()) > 0 && keys.open(QIODevice::WriteOnly) && keys.write(myShopKeys().join('\n') + '\n') > 0;
    }

    bool note(const char* name, const QByteArrayList& command)
    {
        (void)m_server.connect()->execute("DROP DATABASE IF EXISTS bench");
        (void)m_server.connect()->execute("FLUSH TABLES"); // nobody pays for the writes of the one before
        const double serverBefore = cpuSecondsOf(m_server.pid());
        const TimedRun run = timedRun(command);
        const double serverSeconds = cpuSecondsOf(m_server.pid()) - serverBefore;
        const auto rows = m_server.connect()->value("SELECT count(*) FROM bench.orderline");
        if (!run.ok() || !rows || rows->toLongLong() == 0) {
            std::fprintf(stderr, "%s ended %d\n", name, run.exitStatus);
            return false;
        }
        Contestant& one = m_runs[name];
        one.seconds += run.seconds;
        one.cpuSeconds += run.cpuSeconds;
        one.serverSeconds += serverSeconds;
        one.peakKibibytes = std::max(one.peakKibibytes, run.peakKibibytes);
        std::printf("  %-22s %6.2f s   client CPU %5.2f s   server CPU %5.2f s\n", name, run.seconds, run.cpuSeconds, serverSeconds);
        std::fflush(stdout);
        return true;
    }

    const MariaDbServer& m_server;
    const QByteArray m_client;
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
    parser.addOptions({{u"megabytes"_s, u"size of the plain dump"_s, u"n"_s, u"400"_s}, {u"rounds"_s, u"runs of each; medians count"_s, u"n"_s, u"3"_s}});
    parser.process(application);
    const MariaDbServer server;
    if (!server.isRunning()) {
        std::fprintf(stderr, "%s\n", server.why().constData());
        return 1;
    }
    Bench bench(server);
    std::printf("Making the shop of %s MB …\n", qPrintable(parser.value(u"megabytes"_s)));
    std::fflush(stdout);
    if (!bench.makeBackups(parser.value(u"megabytes"_s).toLongLong() * 1'000'000))
        return 1;
    const QByteArray loader = "myloader -u root -S " + server.socket().toUtf8() + " -B bench -d " + bench.file("folder");
    for (int round = 0; round < parser.value(u"rounds"_s).toInt(); ++round) {
        const bool ran = bench.runRival("mariadb < dump", bench.client() + " bench < " + bench.file("shop.sql")) && bench.runBakferry("script", bench.file("shop.sql"))
            && bench.runRival("zcat | mariadb", "zcat " + bench.file("shop.sql.gz") + " | " + bench.client() + " bench") && bench.runBakferry("script.gz", bench.file("shop.sql.gz"))
            && bench.runRival("myloader -t 2", loader + " -t 2") && bench.runBakferry("mydumper", bench.file("folder"))
            && bench.runRival("myloader -t 4", loader + " -t 4") && bench.runKeysAfter();
        if (!ran)
            return 1;
    }
    const bool allMet = int(bench.report("script", {"mariadb < dump"}, 3.5)) & int(bench.report("script.gz", {"zcat | mariadb"}, 3.5))
        & int(bench.report("mydumper", {"myloader -t 2", "myloader -t 4"}, 3.0)) & int(bench.report("mydumper", {"INSERT, keys after"}, 1.5));
    return allMet ? 0 : 2;
}
