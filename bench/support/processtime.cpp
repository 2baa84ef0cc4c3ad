#include "bench/support/processtime.h"

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <cmath>
#include <utility>

#include <unistd.h>

namespace {

struct Times
{
    pid_t parent = -1;
    double seconds = 0; ///< its own and those of children that have ended
};

// Source: proc(5), /proc/pid/stat. The name in brackets may hold blanks and brackets.
Times timesOf(const QString& process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    if (fields.size() < 15)
        return {};
    double ticks = 0;
    for (int field = 11; field < 15; ++field)
        ticks += fields[field].toDouble();
    return {pid_t(fields[1].toInt()), ticks / double(::sysconf(_SC_CLK_TCK))};
}

double once(pid_t process)
{
    double seconds = timesOf(QString::number(process)).seconds;
    for (const QString& other : QDir(QStringLiteral("/proc")).entryList({QStringLiteral("[0-9]*")}, QDir::Dirs)) {
        if (const Times times = timesOf(other); times.parent == process)
            seconds += times.seconds;
    }
    return seconds;
}

} // namespace

// A child that ends while one looks is seen twice or not at all.
double cpuSecondsWithChildren(pid_t process)
{
    double before = -1, now = once(process);
    for (int again = 0; again < 20 && std::abs(now - before) > 0.02; ++again) {
        ::usleep(50'000);
        before = std::exchange(now, once(process));
    }
    return now;
}
