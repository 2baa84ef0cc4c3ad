#include "app/taskstore.h"

#include "app/storeschema.h"
#include "app/storeworker.h"

#include <QFile>
#include <QPointer>
#include <QStandardPaths>

namespace bakferry {

using namespace Qt::StringLiterals;

TaskStore::TaskStore(QObject* parent) : QObject(parent), m_worker(new StoreWorker)
{
    m_thread.setObjectName(u"task store"_s);
    m_worker->moveToThread(&m_thread);
    connect(m_worker, &StoreWorker::opened, this, &TaskStore::opened);
    connect(m_worker, &StoreWorker::openFailed, this, &TaskStore::openFailed);
    connect(m_worker, &StoreWorker::loaded, this, &TaskStore::loaded);
    connect(m_worker, &StoreWorker::unreadableFound, this, &TaskStore::unreadableFound);
    connect(m_worker, &StoreWorker::failed, this, &TaskStore::saveFailed);
    connect(m_worker, &StoreWorker::recovered, this, &TaskStore::saveRecovered);
    connect(&m_thread, &QThread::finished, this, &TaskStore::closed);
    m_thread.start();
}

// Only a program that skipped close() has something to wait for here.
TaskStore::~TaskStore()
{
    if (m_thread.isRunning()) {
        close();
        m_thread.wait();
    }
    delete m_worker;
}

QByteArray TaskStore::defaultPath()
{
    return QFile::encodeName(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)) + "/BakFerry/tasks.db";
}

void TaskStore::open(const QByteArray& path, StoreAccess wanted)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, path, wanted] { worker->open(path, wanted, schemaSteps()); }, Qt::QueuedConnection);
}

void TaskStore::load(const LoadScope& scope)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, scope] { worker->load(scope, 0); }, Qt::QueuedConnection);
}

void TaskStore::readLog(const QString& taskId, qint64 from, int count, QObject* context, std::function<void(QList<LogRow>, qint64)> done)
{
    const auto read = [this, taskId, from, count, context = QPointer(context), done = std::move(done)] {
        const Result<LogWindow> window = m_worker->readLog(taskId, from, count);
        const auto answer = [context, done, window] {
            if (context && window)
                done(window->rows, window->total);
            else if (context)
                done({}, 0);
        };
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(m_worker, read, Qt::QueuedConnection);
}

template <typename T>
void TaskStore::ask(std::function<Result<T>(StoreDatabase&)> question, QObject* context, std::function<void(Result<T>)> done)
{
    const auto read = [this, question = std::move(question), context = QPointer(context), done = std::move(done)] {
        const Result<T> answer = m_worker->ask(question);
        QMetaObject::invokeMethod(this, [context, done, answer] { if (context) done(answer); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(m_worker, read, Qt::QueuedConnection);
}

void TaskStore::readAudit(const QString& taskId, qint64 from, int count, QObject* context, std::function<void(Result<QList<AuditEntry>>)> done)
{
    ask<QList<AuditEntry>>([taskId, from, count](StoreDatabase& database) { return database.readAudit(taskId, from, count); }, context, std::move(done));
}

void TaskStore::verifyAudit(QObject* context, std::function<void(Result<AuditVerdict>)> done)
{
    ask<AuditVerdict>([](StoreDatabase& database) { return database.verifyAudit(); }, context, std::move(done));
}

Result<void> TaskStore::record(const QString& taskId, const JournalEntry& entry)
{
    Q_ASSERT(QThread::currentThread() != &m_thread && QThread::currentThread() != thread());
    Result<void> recorded = Error{ErrorKind::StoreFailed, "store.closed", {QT_TRANSLATE_NOOP("Message", "The task store is not open for writing."), {}},
                                  {QT_TRANSLATE_NOOP("Message", "Start BakFerry again with a store that it can write."), {}}, {}};
    if (m_thread.isRunning())
        QMetaObject::invokeMethod(m_worker, [&] { recorded = m_worker->record(taskId, entry); }, Qt::BlockingQueuedConnection);
    return recorded;
}

void TaskStore::save(const MigrationTask& task)
{
    m_worker->post([task](StoreDatabase& database) { return database.save(task); });
}

void TaskStore::appendLog(const QString& taskId, const LogRow& row)
{
    m_worker->post([taskId, row](StoreDatabase& database) { return database.appendLog(taskId, row); });
}

void TaskStore::remove(const QString& taskId)
{
    m_worker->post([taskId](StoreDatabase& database) { return database.markDeleted(taskId); });
}

void TaskStore::appendAudit(const AuditEvent& event)
{
    m_worker->post([event, now = QDateTime::currentDateTimeUtc()](StoreDatabase& database) { return database.appendAudit(event, now); });
}

void TaskStore::saveSetting(const QString& key, const QString& value)
{
    m_worker->post([key, value](StoreDatabase& database) { return database.saveSetting(key, value); });
}

void TaskStore::saveConnection(const SavedConnection& connection)
{
    m_worker->post([connection](StoreDatabase& database) { return database.saveConnection(connection); });
}

void TaskStore::removeConnection(const QString& id)
{
    m_worker->post([id](StoreDatabase& database) { return database.removeConnection(id); });
}

void TaskStore::close()
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker] { worker->close(); }, Qt::QueuedConnection);
}

} // namespace bakferry
