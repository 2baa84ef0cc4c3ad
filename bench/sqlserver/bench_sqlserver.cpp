// Times the proof of a SQL Server backup that the test writer made, beside sha256sum and cat on the same file, and prints GB/s and peak memory.
//   bench_sqlserver [--megabytes 2000] [--rounds 3] [--folder DIR]
#include "bench/support/timedrun.h"
#include "tests/support/msbackupwriter.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace bakferry;

namespace {

bool writeBackup(const QString& path, qint64 megabytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    MsWrittenSet set;
    set.first = set.checkpoint = {40, 100, 1};
    set.last = {40, 110, 1};
    set.own = QByteArray(16, 'o');
    set.files[0].pages = megabytes * 128;
    set.files[0].sizeBytes = megabytes << 20;
    set.logPages = 128;
    MsBackupWriter(file).add(set);
    return file.flush() && file.error() == QFileDevice::NoError;
}

// A precheck without a server leaves open questions and says so by its status, 13.
TimedRun proof(const QByteArray& path)
{
    TimedRun run = timedRun({BAKFERRY_CLI, "precheck", "--offline", "--json", "--backup", path});
    run.exitStatus = run.exitStatus == 13 ? 0 : -1;
    return run;
}
TimedRun look(const QByteArray& path) { return timedRun({BAKFERRY_CLI, "inspect", "--json", path}); }

void print(const char* name, double seconds, double cpuSeconds, long peakKibibytes, double gigabytes)
{
    std::printf("%-24s %7.2f s  %6.2f GB/s   CPU %6.2f s (%5.2f GB a CPU second)   peak %ld MiB\n", name, seconds, gigabytes / seconds, cpuSeconds, gigabytes / cpuSeconds, peakKibibytes / 1024);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication program(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"megabytes"_s, u"of pages"_s, u"n"_s, u"2000"_s}, {u"rounds"_s, u"runs of each"_s, u"n"_s, u"3"_s}, {u"folder"_s, u"where the files go"_s, u"dir"_s}});
    parser.process(program);
    const QTemporaryDir own;
    const QString folder = parser.isSet(u"folder"_s) ? parser.value(u"folder"_s) : own.path();
    const qint64 megabytes = parser.value(u"megabytes"_s).toLongLong();
    const QString large = folder + u"/large.bak"_s, small = folder + u"/small.bak"_s;
    if (!writeBackup(large, megabytes) || !writeBackup(small, 1)) {
        std::fprintf(stderr, "cannot write to %s\n", qPrintable(folder));
        return 1;
    }
    const double gigabytes = double(QFile(large).size()) / 1e9;
    const QByteArray path = QFile::encodeName(large);
    struct Row { const char* name; QList<double> seconds, cpu; long peak = 0; };
    Row rows[] = {{"proof (precheck)", {}, {}}, {"sha256sum", {}, {}}, {"cat", {}, {}}, {"inspect", {}, {}}};
    timedRun({"cat", path}); // into the page cache: all of them read from there
    for (int round = 0; round < parser.value(u"rounds"_s).toInt(); ++round) {
        const TimedRun runs[] = {proof(path), timedRun({"sha256sum", path}), timedRun({"cat", path}), look(path)};
        for (int i = 0; i < 4; ++i) {
            if (!runs[i].ok()) {
                std::fprintf(stderr, "%s ended %d\n", rows[i].name, runs[i].exitStatus);
                return 1;
            }
            rows[i].seconds += runs[i].seconds;
            rows[i].cpu += runs[i].cpuSeconds;
            rows[i].peak = qMax(rows[i].peak, runs[i].peakKibibytes);
        }
    }
    std::printf("%.2f GB of pages and log, WITH CHECKSUM\n", gigabytes);
    for (const Row& row : rows)
        print(row.name, medianOf(row.seconds), medianOf(row.cpu), row.peak, gigabytes);
    std::printf("peak of a proof of 1 MiB: %ld MiB\n", proof(QFile::encodeName(small)).peakKibibytes / 1024);
    QFile::remove(large);
    QFile::remove(small);
    return 0;
}
