#pragma once
#include "engines/engine.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QString>
#include <optional>

namespace bakferry {

/// Where a task stands. The one truth: status, icons and buttons follow from it. Stored as tokens (phaseToken()).
enum class TaskPhase {
    Queued, Prechecking, NeedsDecision, Loading, Indexing, Replaying, Verifying, SwitchingOver, AwaitingBackup, Paused, Cancelling,
    Done, DoneWithWarnings, PrecheckFailed, Failed, Cancelled, Interrupted
};

/// The four words a DBA sees; always statusOf(phase).
enum class TaskStatus { Restoring, Succeeded, Failed, PrecheckFailed };

TaskStatus statusOf(TaskPhase phase);
/// Whether a task in `from` may come to `to`; everything else is a mistake of ours and is refused by the model.
/// Every phase a job passes must be sent, even when progress is thinned out: loading does not lead to Done, nor to waiting for the next
/// backup, without verifying. A working task becomes Cancelled by way of Cancelling only. Final phases but success may go back to Queued.
bool canFollow(TaskPhase from, TaskPhase to);
/// No job will touch this task again unless the DBA asks for it.
bool isFinal(TaskPhase phase);
/// A running task cannot be deleted: everything that is not final.
inline bool isRunning(TaskPhase phase) { return !isFinal(phase); }
TaskPhase phaseOf(JobStep step);

/// Stable words for the store, the command line's JSON and tests ("Done", "Succeeded").
QByteArray phaseToken(TaskPhase phase);
QByteArray statusToken(TaskStatus status);
inline constexpr int taskPhaseCount = int(TaskPhase::Interrupted) + 1;
std::optional<TaskPhase> phaseFromToken(QByteArrayView token);

struct TaskTag
{
    QString key;   ///< 1–36 characters
    QString value; ///< 0–43 characters
    friend bool operator==(const TaskTag&, const TaskTag&) = default;
};

/// What the DBA chose. Never changes after the task was made, but for name, description and tags, and for what comes with each further
/// backup of a chain: backups, lastBackup, stopAt.
struct TaskPlan
{
    BackupSet backups;
    RestoreTarget target;
    bool overwrite = false;
    bool precheck = true;
    bool acceptWarnings = false; ///< go on over warnings and 无法检查 without asking
    QStringList only;
    QList<QPair<QString, QString>> renames;
    RestoreRequest::Parts parts = RestoreRequest::Parts::All;
    QByteArrayList selection;    ///< BackupObject::id of what to restore; empty = all
    int jobs = 0;
    QVariantMap options;         ///< by OptionInfo::id, and what fix-its set
    bool lastBackup = true;      ///< false: the task waits in staging for further backups of the chain
    QString stopAt;              ///< as RestoreRequest::stopAt
    bool withPassword = false;   ///< a password was given for the target; it is kept elsewhere or nowhere, never here
    friend bool operator==(const TaskPlan&, const TaskPlan&) = default;
};

/// What came out; meaningful as far as the phase says.
struct TaskResult
{
    Remains remains = Remains::Unknown;
    qint64 tables = 0;
    qint64 rows = 0;
    qint64 bytesRead = 0; ///< of the backup as it lies on disk
    StatementBalance statements;
    QList<LedgerRow> ledger;
    QList<Finding> verification;
    QList<Message> warnings;
    QList<LeftOver> leftOvers;
    std::optional<Error> error;
    bool overwriteUndone = false;
    friend bool operator==(const TaskResult&, const TaskResult&) = default;
};

/// How fast a restore read its backup: bytes in stretches of equal length, from its first byte on. Of a long restore the stretches
/// are long, so that there are never many.
struct Throughput
{
    static constexpr int mostStretches = 120;
    qint64 stretchMs = 1000;
    QList<qint64> bytes;
    friend bool operator==(const Throughput&, const Throughput&) = default;
};

/// What the table lists: one backup set into one target. A plain value: no pointers, no secrets, crosses threads.
struct MigrationTask
{
    QString id; ///< 32 hex digits, made once, never shown as the only name
    QString name;
    QString description;
    QList<TaskTag> tags;
    TaskPlan plan;
    TaskPhase phase = TaskPhase::Queued;
    TaskPhase phaseBeforePause = TaskPhase::Queued;
    JobProgress progress;
    double bytesPerSecond = 0;      ///< over the last seconds; 0 = unknown
    qint64 secondsLeft = -1;        ///< -1 = unknown
    QDateTime createdUtc, startedUtc, finishedUtc;
    qint64 elapsedMs = 0;           ///< by the monotonic clock, pauses included
    QList<Finding> findings;
    std::optional<PrecheckEvidence> evidence;
    BackupChain chain;              ///< of the last precheck; empty where there is one full backup alone
    int appliedBackups = 0;         ///< of plan.backups, from the front: in staging and proven. 0 before the task first waited for another one
    Journal journal;
    TaskResult result;
    QList<ObjectReport> objects;    ///< of the last attempt, in the order in which they were begun
    Throughput throughput;          ///< of the last attempt

    TaskStatus status() const { return statusOf(phase); }
    int progressPermille() const; ///< 0–1000; -1 when the step has no measure
    /// The kept old database of an overwrite that has not been undone or discarded.
    bool canUndoOverwrite() const;
    /// Everything given so far is in staging: the task takes the next backup of its chain, or can be completed without one.
    bool canContinue() const { return phase == TaskPhase::AwaitingBackup; }
    /// After an interruption nobody could find out what the target holds, for example because the server was down.
    bool canLookAgain() const;
    /// The server refused the credentials in the last attempt, at its precheck or later.
    bool wasSignInRefused() const;
    /// Without a password at hand nobody can sign in for this task.
    bool needsPassword() const;
    RestoreRequest request(Credentials credentials = {}) const;
};

/// A change of one task, sent from runner to model. Only what is set changes.
struct TaskUpdate
{
    QString taskId;
    std::optional<TaskPhase> phase;
    std::optional<JobProgress> progress;
    std::optional<double> bytesPerSecond;
    std::optional<qint64> secondsLeft;
    std::optional<qint64> elapsedMs;
    std::optional<QDateTime> startedUtc, finishedUtc;
    std::optional<QList<Finding>> findings;
    std::optional<PrecheckEvidence> evidence;
    std::optional<TaskPlan> plan;   ///< with another backup, or without one that was refused
    std::optional<BackupChain> chain;
    std::optional<int> appliedBackups;
    std::optional<JournalEntry> journalEntry; ///< appended
    std::optional<TaskResult> result;
    std::optional<QList<ObjectReport>> objects; ///< all of them
    std::optional<Throughput> throughput;
};

/// One line of a task's log, as stored and as shown.
struct LogRow
{
    QDateTime timeUtc;
    LogLevel level = LogLevel::Info;
    Message text;
    friend bool operator==(const LogRow&, const LogRow&) = default;
};

/// Name rules of PRODUCT.md §3: 4–50 characters, begins with a letter, then letters, digits, '-', '_'.
/// @returns an empty message when the name is good.
Message nameProblem(const QString& name);
/// A name that keeps those rules, as near to `text` as they allow.
QString legalName(const QString& text);
Message descriptionProblem(const QString& description);
Message tagProblem(const TaskTag& tag);
/// Up to 10 tags, each key once, each tag good by itself.
Message tagsProblem(const QList<TaskTag>& tags);

} // namespace bakferry

Q_DECLARE_METATYPE(bakferry::TaskUpdate)
Q_DECLARE_METATYPE(bakferry::MigrationTask)
Q_DECLARE_METATYPE(bakferry::LogRow)
