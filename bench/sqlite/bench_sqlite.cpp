// Times BakFerry against what a DBA would use instead, interleaved in one run, and prints ratios of medians and peak memory.
//   bench_sqlite [--megabytes 1000] [--rounds 3] [--folder DIR]
#include "bench/support/shopdata.h"
#include "bench/support/timedrun.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

struct Path
{
    const char* name;
    double target; ///< of PERFORMANCE.md: rival's seconds / ours
    QList<double> ours, rivals;
    long peakKibibytes = 0;
    double cpuSeconds = 0;
};

void forget(const QByteArray& path) { QFile::remove(QString::fromLocal8Bit(path)); }

TimedRun bakferry(const QByteArray& backup, const QByteArray& target, const QByteArray& store)
{
    forget(target);
    return timedRun({BAKFERRY_CLI, "restore", "--backup", backup, "--target", "sqlite://" + target, "--store", store, "--json"});
}

bool note(Path& path, const TimedRun& ours, const TimedRun& rival)
{
    if (!ours.ok() || !rival.ok()) {
        std::fprintf(stderr, "%s: BakFerry ended %d, the rival %d\n", path.name, ours.exitStatus, rival.exitStatus);
        return false;
    }
    path.ours += ours.seconds;
    path.rivals += rival.seconds;
    path.cpuSeconds = ours.cpuSeconds;
    path.peakKibibytes = qMax(path.peakKibibytes, ours.peakKibibytes);
    std::printf("  %-22s BakFerry %6.2f s   rival %6.2f s\n", path.name, ours.seconds, rival.seconds);
    std::fflush(stdout);
    return true;
}

bool printResult(const Path& path)
{
    const double ratio = medianOf(path.rivals) / medianOf(path.ours);
    std::printf("%-22s rival %6.2f s   BakFerry %6.2f s   ratio %.2f (target %.2f: %s)   CPU %.1f s   peak %ld MiB\n", path.name, medianOf(path.rivals),
                medianOf(path.ours), ratio, path.target, ratio >= path.target ? "met" : "missed", path.cpuSeconds, path.peakKibibytes / 1024);
    return ratio >= path.target;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"megabytes"_s, u"size of the script"_s, u"n"_s, u"1000"_s},
                       {u"rounds"_s, u"runs of each; medians count"_s, u"n"_s, u"3"_s},
                       {u"folder"_s, u"where to work; needs four times the size"_s, u"dir"_s, QDir::tempPath()}});
    parser.process(application);
    const QTemporaryDir folder(parser.value(u"folder"_s) + u"/bakferry-bench-XXXXXX"_s);
    const auto in = [&](const char* name) { return QFile::encodeName(folder.filePath(QString::fromLatin1(name))); };
    const QByteArray script = in("shop.sql"), database = in("shop.db"), target = in("target.db"), rivals = in("rival.db"), store = in("store.db");
    std::printf("Writing a script of %s MB …\n", qPrintable(parser.value(u"megabytes"_s)));
    if (!writeShopScript(script, parser.value(u"megabytes"_s).toLongLong() * 1'000'000)
        || !timedRun({"sqlite3", database}, script).ok() || !timedRun({"gzip", "-k", "-1", script}).ok())
        return 1;
    Path plain{"script", 2.0, {}, {}}, file{"database file", 1.0, {}, {}}, packed{"script .gz / plain", 1 / 1.1, {}, {}};
    for (int round = 0; round < parser.value(u"rounds"_s).toInt(); ++round) {
        forget(rivals);
        const TimedRun shell = timedRun({"sqlite3", rivals}, script);
        const TimedRun ours = bakferry(script, target, store);
        if (!note(plain, ours, shell) || !note(packed, bakferry(script + ".gz", target, store), ours))
            return 1;
        forget(rivals);
        const TimedRun copied = timedRun({"sh", "-c", "cp \"$1\" \"$2\" && sqlite3 \"$2\" 'PRAGMA integrity_check'", "sh", database, rivals});
        if (!note(file, bakferry(database, target, store), copied))
            return 1;
    }
    const bool allMet = int(printResult(plain)) & int(printResult(packed)) & int(printResult(file));
    std::printf("Rivals: sqlite3 < script; BakFerry on the plain script; cp and PRAGMA integrity_check.\n");
    return allMet ? 0 : 2;
}
