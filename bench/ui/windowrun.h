#pragma once
#include "app/application.h"
#include "bench/ui/latency.h"

#include <QApplication>

class QTableView;

/// Notices when the task table has painted rows for the first time.
class PaintWatcher : public QApplication
{
public:
    PaintWatcher(int& argc, char** argv) : QApplication(argc, argv) { }

    void watch(QTableView& table) { m_table = &table; }
    /// By the monotonic clock; 0 = not yet.
    qint64 firstRowsPaintedNs() const { return m_paintedNs; }
    bool notify(QObject* receiver, QEvent* event) override;

private:
    QTableView* m_table = nullptr;
    qint64 m_paintedNs = 0;
};

/// The real program on a store, from its first painted rows until everything is loaded.
class WindowRun
{
public:
    explicit WindowRun(PaintWatcher& watcher, const QByteArray& storePath);
    ~WindowRun();

    /// Runs the event loop until rows are painted and all tasks are in the table. @returns false when that does not happen.
    bool load();
    qint64 allLoadedNs() const { return m_loadedNs; }
    const LatencyMeter& whileLoading() const { return m_latency; }

    bakferry::MigrationTaskModel& model() { return m_program.desk().model(); }
    bakferry::MainWindow& window() { return m_program.window(); }
    QTableView& table();

private:
    PaintWatcher& m_watcher;
    bakferry::Application m_program;
    LatencyMeter m_latency;
    qint64 m_loadedNs = 0;
};

/// Of the clock that all processes of the machine share.
qint64 monotonicNs();
/// Runs the event loop for this long.
void runFor(int ms);
