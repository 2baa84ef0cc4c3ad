#pragma once
#include "app/storelock.h"
#include "models/auditentry.h"
#include "models/connectionmodel.h"
#include "models/migrationtask.h"

#include <QMap>
#include <QSqlDatabase>

#include <functional>

class QSqlError;
class QSqlQuery;

namespace bakferry {

enum class StoreAccess { ReadWrite, ReadOnly };

/// How the opening of a store went.
struct StoreOpening
{
    StoreAccess access = StoreAccess::ReadOnly;
    std::optional<Error> lockedBy; ///< why it is only open for looking
    QByteArray movedAsideTo;       ///< a damaged store now lies here, and its history is not shown
    QMap<QString, QString> settings;
    QList<SavedConnection> connections;
};

/// Which tasks to load. Unfinished ones come along always, because the writer of a store owes them a look.
struct LoadScope
{
    bool all = true;
    QString idPrefix; ///< in lower case hex digits
    QString name;     ///< begins with this, without regard to case
};

struct LoadedTasks
{
    QList<MigrationTask> tasks; ///< newest first
    qint64 below = 0;           ///< where to go on; 0 = that was all
    int unreadable = 0;         ///< rows that did not pass the checks; they stay in the store
};

struct LogWindow
{
    QList<LogRow> rows;
    qint64 total = 0;
};

/// The SQL of the task store. Born, used and dying on one thread, the store's; every call blocks. WAL with
/// synchronous=FULL: what was committed survives a power cut.
class StoreDatabase
{
public:
    StoreDatabase();
    ~StoreDatabase();
    StoreDatabase(const StoreDatabase&) = delete;
    StoreDatabase& operator=(const StoreDatabase&) = delete;

    /// @param path   absolute native bytes, UTF-8
    /// @param steps  schema scripts; only tests give others than schemaSteps()
    /// @returns how it went; Error{StoreFailed} for a store that is newer, somebody else's, or no store at all. Such a
    ///          file is left untouched.
    Result<StoreOpening> open(const QByteArray& path, StoreAccess wanted, const QByteArrayList& steps);
    void close();
    bool isWritable() const { return m_lock.isHeld() && m_database.isOpen(); }

    /// All or nothing of what `work` does.
    Result<void> inTransaction(const std::function<Result<void>()>& work);
    Result<void> save(const MigrationTask& task);
    Result<void> markDeleted(const QString& taskId);
    Result<void> appendLog(const QString& taskId, const LogRow& row);
    Result<void> record(const QString& taskId, const JournalEntry& entry);
    Result<void> saveSetting(const QString& key, const QString& value);
    Result<void> saveConnection(const SavedConnection& connection);
    Result<void> removeConnection(const QString& id);

    /// Adds to the audit log; what it says can be changed by nobody without verifyAudit() seeing it.
    Result<void> appendAudit(const AuditEvent& event, const QDateTime& timeUtc);
    /// @param taskId  empty: of all tasks
    /// @param from    number of the first entry wanted
    Result<QList<AuditEntry>> readAudit(const QString& taskId, qint64 from, int count);
    Result<AuditVerdict> verifyAudit();

    Result<LoadedTasks> load(const LoadScope& scope, qint64 below, int limit);
    Result<LogWindow> readLog(const QString& taskId, qint64 from, int count);

private:
    Result<StoreOpening> openWritable(const QByteArray& path, const QByteArrayList& steps);
    Result<StoreOpening> openForLooking(const QByteArray& path, int version, const Error& reason);
    Result<void> connectTo(const QString& path, bool readOnly);
    Result<void> run(QSqlQuery& query) const;
    Error writeError(const QSqlError& error) const;
    Result<QHash<QString, Journal>> journalsOf(const QStringList& ids);
    QMap<QString, QString> settings();
    QList<SavedConnection> connections();

    QString m_connection;
    QSqlDatabase m_database;
    StoreLock m_lock;
};

} // namespace bakferry
