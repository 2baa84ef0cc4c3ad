#pragma once
#include <QByteArray>
#include <QByteArrayList>

/// What one run of a program cost.
struct TimedRun
{
    int exitStatus = -1;
    double seconds = 0;       ///< wall clock
    double cpuSeconds = 0;    ///< user and system
    long peakKibibytes = 0;   ///< largest resident set of the process
    bool ok() const { return exitStatus == 0; }
};

/// Runs a program and waits for it. @param inputPath  its standard input; empty = /dev/null. Its output is thrown away.
TimedRun timedRun(const QByteArrayList& command, const QByteArray& inputPath = {});

/// User and system time that a running process and its threads have used so far; 0 where there is none.
double cpuSecondsOf(qint64 pid);

double medianOf(QList<double> values);
