#pragma once
#include "app/storedatabase.h"

#include <QObject>
#include <QThread>

#include <functional>

namespace bakferry {

class StoreWorker;

/// Keeps tasks, their logs and journals in an SQLite file, on a thread of its own.
///
/// Lives on the GUI thread; nothing here but record() waits for the disk, and record() is for worker threads. One program
/// at a time may write a store; a second one is told who does and may look. Call close() and wait for closed() before
/// destroying it: what was given before is then on disk.
class TaskStore : public QObject
{
    Q_OBJECT

public:
    explicit TaskStore(QObject* parent = nullptr);
    ~TaskStore() override;

    /// `$XDG_DATA_HOME/BakFerry/tasks.db`
    static QByteArray defaultPath();

    /// Ends in opened() or openFailed().
    void open(const QByteArray& path, StoreAccess wanted = StoreAccess::ReadWrite);
    /// Ends in loaded() with isLast, newest tasks first: 500 at once, the rest in parts of 1,000.
    void load(const LoadScope& scope = {});
    void readLog(const QString& taskId, qint64 from, int count, QObject* context, std::function<void(QList<LogRow>, qint64 total)> done);
    /// For worker threads. @returns once the entry is on disk.
    Result<void> record(const QString& taskId, const JournalEntry& entry);
    /// Reads what a store holds on its thread; `done` comes back on this one, unless `context` was destroyed before.
    void readAudit(const QString& taskId, qint64 from, int count, QObject* context, std::function<void(Result<QList<AuditEntry>>)> done);
    void verifyAudit(QObject* context, std::function<void(Result<AuditVerdict>)> done);
    void saveSetting(const QString& key, const QString& value);
    void saveConnection(const SavedConnection& connection);
    void removeConnection(const QString& id);

public slots:
    void save(const bakferry::MigrationTask& task);
    void appendLog(const QString& taskId, const bakferry::LogRow& row);
    /// The task is not listed any more; its row, log and journal stay as the audit record.
    void remove(const QString& taskId);
    void appendAudit(const bakferry::AuditEvent& event);
    void close();

signals:
    void opened(const bakferry::StoreOpening& opening);
    void openFailed(const bakferry::Error& error);
    void loaded(const QList<bakferry::MigrationTask>& tasks, bool isLast);
    /// Rows of the store did not pass the checks and are not shown; they stay where they are.
    void unreadableFound(int count);
    /// Told once; the writes are kept and tried again until saveRecovered().
    void saveFailed(const bakferry::Error& error);
    void saveRecovered();
    void closed();

private:
    template <typename T>
    void ask(std::function<Result<T>(StoreDatabase&)> question, QObject* context, std::function<void(Result<T>)> done);

    QThread m_thread;
    StoreWorker* m_worker; ///< lives on m_thread, deleted when it ends
};

} // namespace bakferry
