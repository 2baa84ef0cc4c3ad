#pragma once
#include "app/storedatabase.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <mutex>

namespace bakferry {

/// Runs the store's work on the store's own thread: writes that came close together become one transaction, because each
/// commit waits for the disk. A write that fails is kept and tried again; the trouble is told once until it is over.
class StoreWorker : public QObject
{
    Q_OBJECT

public:
    using Write = std::function<Result<void>(StoreDatabase&)>;

    StoreWorker();

    /// Any thread; in order.
    void post(Write write);

    // The rest on the store's thread only.
    void open(const QByteArray& path, StoreAccess wanted, const QByteArrayList& steps);
    void load(const LoadScope& scope, qint64 below);
    Result<LogWindow> readLog(const QString& taskId, qint64 from, int count);
    /// A question about what is in the store, with everything posted before.
    template <typename T>
    Result<T> ask(const std::function<Result<T>(StoreDatabase&)>& question)
    {
        drain();
        return question(m_database);
    }
    /// Writes everything posted before, then the entry, and returns when it is on disk.
    Result<void> record(const QString& taskId, const JournalEntry& entry);
    /// Writes what is left, closes and ends its own thread.
    void close();

signals:
    void opened(const bakferry::StoreOpening& opening);
    void openFailed(const bakferry::Error& error);
    void loaded(const QList<bakferry::MigrationTask>& tasks, bool isLast);
    void unreadableFound(int count);
    void failed(const bakferry::Error& error);
    void recovered();

private:
    void drain();
    Result<void> runAll(const std::deque<Write>& writes);
    void keepFailed(const std::deque<Write>& writes);
    void tellFailure(const Error& error);

    StoreDatabase m_database;
    std::mutex m_mutex;
    std::deque<Write> m_posted; ///< guarded
    bool m_isDrainPosted = false; ///< guarded
    std::deque<Write> m_kept;
    QTimer m_retry;
    bool m_isFailing = false;
};

} // namespace bakferry
