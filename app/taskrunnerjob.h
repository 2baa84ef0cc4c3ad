#pragma once
#include "app/taskrunner.h"
#include "app/throughputmeter.h"

namespace bakferry {

/// What the runner keeps about one job. Touched on the GUI thread only, but for `stop`, `gate` and `feed`, which are
/// made for several threads and outlive the runner's interest as long as a worker holds the job.
struct TaskRunner::Job
{
    enum class Kind { Restore, Undo, Discard, Reconcile };
    /// SigningIn: holds a worker's place, its password is being found. AwaitingBackup: nothing to do until a DBA gives the next one.
    enum class State { Waiting, Held, SigningIn, Running, Deciding, AwaitingBackup };

    Job(Kind kind, MigrationTask task) : kind(kind), task(std::move(task)), targetKey(this->task.plan.target.key()) { }

    /// Paused or cancelling: the phase the DBA sees is not the step of the engine.
    bool hidesSteps() const { return paused || cancelling; }
    bool isUnderWay() const { return state == State::SigningIn || state == State::Running; }
    /// Goes on top of what earlier jobs of this task put into staging.
    bool isNext() const { return task.appliedBackups > 0; }
    qint64 elapsedMs() const { return elapsedBeforeMs + (clock.isValid() ? clock.elapsed() : 0); }

    const Kind kind;
    State state = State::Waiting;
    MigrationTask task;
    LeftOver leftOver;          ///< of a Discard
    Credentials credentials;    ///< in memory as long as the job runs
    const QByteArray targetKey;
    TaskPhase workPhase = TaskPhase::Queued; ///< what the engine does, paused or not
    bool isDecided = false;     ///< the DBA said: go on over the open questions
    bool paused = false;
    bool cancelling = false;
    bool dropsStaging = false;  ///< a task that awaited the next backup was cancelled
    QElapsedTimer clock;
    qint64 elapsedBeforeMs = 0; ///< of earlier jobs of a chain
    qint64 lastElapsedMs = 0;   ///< as last told
    qint64 lastDetailsMs = 0;   ///< when objects and throughput were last told
    RateMeter rate;
    ThroughputMeter throughput;
    ObjectReports objects;
    bool hasObjectNews = false;
    std::stop_source stop;
    PauseGate gate;
    JobFeed feed;
};

} // namespace bakferry
