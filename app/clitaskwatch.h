#pragma once
#include "app/clioutput.h"
#include "app/taskdesk.h"

#include <QObject>

#include <functional>

namespace bakferry {

/// Tells on the terminal how one task fares: findings, chain, progress, log, and at its end the result. Main thread.
class CliTaskWatch : public QObject
{
    Q_OBJECT

public:
    CliTaskWatch(TaskDesk& desk, CliOutput& output, QObject* parent = nullptr);

    /// `done` gets the exit status once no job works for the task any more.
    void begin(const QString& taskId, std::function<void(int exitStatus)> done);
    bool isWatching() const { return !m_taskId.isEmpty(); }
    /// Asks the task to stop; it ends by itself then.
    void cancel();

private:
    void hear(const TaskUpdate& update);
    void tellFindings(const MigrationTask& task);
    void end(const QString& id);

    TaskDesk& m_desk;
    CliOutput& m_output;
    QString m_taskId;
    std::function<void(int)> m_done;
    bool m_toldFindings = false;
    bool m_isStopping = false;
};

} // namespace bakferry
