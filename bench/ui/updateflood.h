#pragma once
#include "models/migrationtaskmodel.h"

#include <QElapsedTimer>
#include <QTimer>

/// Sends progress to the model as app/taskrunner does: from a timer on the GUI thread, 25 times a second, one update for each
/// running task. Lives on the GUI thread.
class UpdateFlood
{
public:
    /// Adds `perSecond` / 25 tasks in phase Loading to the model, newest start; no runner knows them.
    UpdateFlood(bakferry::MigrationTaskModel& model, int perSecond);

    void start();
    void stop() { m_timer.stop(); }
    /// A task that is being updated.
    QString someId() const { return m_ids.first(); }
    /// What was sent since start(). Updates owed because the window was too slow are sent as soon as it comes round.
    qint64 sent() const { return m_sent; }

private:
    void send();

    bakferry::MigrationTaskModel& m_model;
    const int m_perSecond;
    QStringList m_ids;
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_sent = 0;
};
