#pragma once
#include "models/migrationtask.h"
#include "models/preferences.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>

namespace bakferry {

/// Tells others that a task has ended: runs the DBA's command, posts to the DBA's address. Each within its time, each with a line in the
/// task's log. What they are told is the report of the task as JSON; it holds no secret. GUI (main) thread; nothing here blocks.
///
/// The command runs without a shell; it gets the report on standard input, and in its environment BAKFERRY_TASK_ID, BAKFERRY_TASK_NAME,
/// BAKFERRY_STATUS and BAKFERRY_TARGET. A name in a backup is in none of its arguments.
class TaskHooks : public QObject
{
    Q_OBJECT

public:
    explicit TaskHooks(QObject* parent = nullptr);
    void setPreferences(const Preferences& preferences) { m_preferences = preferences; }

public slots:
    /// Tells of a task that was seen at work and has ended now; not of one that is only undone or cleaned up after.
    void taskChanged(const bakferry::MigrationTask& task);
    void taskEnded(const bakferry::MigrationTask& task);

signals:
    void logged(const QString& taskId, const bakferry::LogRow& row);

private:
    void runCommand(const MigrationTask& task, const QByteArray& report);
    void post(const MigrationTask& task, const QByteArray& report);
    void log(const QString& taskId, LogLevel level, const Message& text);

    Preferences m_preferences;
    QNetworkAccessManager m_network;
    QSet<QString> m_atWork;
};

} // namespace bakferry
