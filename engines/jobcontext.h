#pragma once
#include "engines/message.h"
#include "engines/result.h"

#include <QJsonObject>
#include <QString>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>

namespace bakferry {

/// The steps of a job as the engine knows them; models/ maps them to the phases of a task.
enum class JobStep { Prechecking, Loading, Indexing, Replaying, Verifying, SwitchingOver };

/// How far a job is. Bytes are of the backup as it lies on disk (compressed bytes of a compressed file).
struct JobProgress
{
    JobStep step = JobStep::Prechecking;
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0; ///< 0: no measure in this step
    qint64 rowsDone = 0;
    QString object;        ///< table at hand, plain text
    friend bool operator==(const JobProgress&, const JobProgress&) = default;
};

enum class LogLevel { Debug, Info, Warning, Error };

/// A step of a restore that must be on disk before it happens ("staging-created", "switching-over" …) with the facts
/// that a later reconcile, undo or clean-up needs. Written by the engine, understood only by the same engine.
struct JournalEntry
{
    QByteArray step;
    QJsonObject facts;
    friend bool operator==(const JournalEntry&, const JournalEntry&) = default;
};
using Journal = QList<JournalEntry>;

/// What a restore knows so far of one object of the backup: a table with its rows, or anything else that was refused.
/// A later report of the same object adds to it: what it leaves at -1 or empty stays as it was.
struct ObjectReport
{
    enum class State {
        Loading, Loaded,
        Verified, ///< rows read and rows in the target agree
        Differs,  ///< they do not
        Failed,   ///< refused; the task's error says why
        Stopped,  ///< the job ended before this object was done
    };
    QString object;         ///< as the ledger names it, plain text
    QByteArray id;          ///< BackupObject::id of what would restore it; empty where it cannot be chosen by itself
    State state = State::Loading;
    qint64 rowsRead = -1;
    qint64 rowsInTarget = -1;
    qint64 bytes = -1;      ///< of the backup, as far as they can be told apart by object
    qint64 durationMs = -1; ///< from its first row to its last, pauses included
    friend bool operator==(const ObjectReport&, const ObjectReport&) = default;
};

/// Lets one thread hold another at its next safe point. Thread-safe.
class PauseGate
{
public:
    void pause();
    void resume();
    bool isPaused() const;
    /// Blocks while paused; returns at once when a stop is asked for.
    void wait(std::stop_token token);

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    bool m_paused = false;
};

/// The error of a job that the DBA stopped.
Error cancelledError();

/// What a blocking engine call is given besides its request. Used on the worker's thread (and on threads the engine
/// starts itself): every sink must be thread-safe and quick. A blocking call cannot look at a token, so engines
/// register a std::stop_callback that cancels on the database's side (PQcancel, KILL QUERY, sqlite3_interrupt).
struct JobContext
{
    std::stop_token stop;
    PauseGate* pause = nullptr;                                      ///< null: cannot be paused
    std::function<void(const JobProgress&)> progress;                ///< may be called often; the receiver thins it out
    std::function<void(const ObjectReport&)> objectProgress;         ///< a few times a second for each object; see ObjectBook
    std::function<void(LogLevel, const Message&)> log;
    std::function<Result<void>(const JournalEntry&)> record;         ///< returns once the entry is durable

    /// The safe point: waits while paused. @returns false when the job must stop.
    bool goOn() const;
    void report(const JobProgress& progress) const;
    void reportObject(const ObjectReport& object) const;
    void note(LogLevel level, Message message) const;
    Result<void> writeJournal(const JournalEntry& entry) const;
};

} // namespace bakferry
