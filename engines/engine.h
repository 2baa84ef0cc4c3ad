#pragma once
#include "engines/backupfile.h"
#include "engines/connectionprofile.h"
#include "engines/jobcontext.h"
#include "engines/precheck.h"
#include "engines/result.h"

#include <QPair>
#include <QStringList>

namespace bakferry {

/// One option of an engine, as data: the wizard and the command line draw it from here.
struct OptionInfo
{
    QByteArray id;
    Message label;
    Message explanation;
    enum class Type { Flag, Number, Text, Path } type = Type::Flag;
    QVariant defaultValue;
    QByteArray native = {}; ///< what the vendor's own tool calls the same, for those who know it; empty: it has nothing like it
};

struct FormatInfo
{
    QByteArray id;
    Message name;
    QStringList usualSuffixes; ///< a hint for file dialogs only; content decides
};

struct EngineInfo
{
    QByteArray id;        ///< also the scheme of its target URLs
    QString name;         ///< a proper name, not translated
    int defaultPort = 0;  ///< 0: embedded, the target is a file
    bool targetIsFile = false;
    QList<OptionInfo> options;
    bool takesIncrementals = false; ///< restores chains: a full backup and incremental ones on top
    Message stopAtForms = {};       ///< how RestoreRequest::stopAt is written, with examples; empty: a restore cannot stop on its way
    QStringList ownDatabases = {};    ///< of the server itself: nothing is restored into these
    QByteArrayList targetChecks = {}; ///< Finding::checkId of what a precheck with RestoreRequest::targetAlone answers, without reading the backup
    bool writesScript = false;      ///< a restore can be written down as statements for somebody else to run (RestoreEngine::script)
};

/// Everything one precheck or restore needs to know. A plain value; the secret rides along in memory only.
struct RestoreRequest
{
    QString taskId; ///< 32 hex digits; names staging objects
    BackupSet backups;
    RestoreTarget target;
    Credentials credentials;
    bool overwrite = false;
    bool targetAlone = false; ///< of a precheck: the backup was read through already and only EngineInfo::targetChecks are asked again. An
                              ///< engine that must read for its answers does so, and then its report is a whole one, with evidence
    bool precheckDone = true; ///< false: the DBA switched the precheck off
    QStringList only;         ///< databases to restore; empty = all
    QList<QPair<QString, QString>> renames;
    enum class Parts { All, SchemaOnly, DataOnly } parts = Parts::All;
    QByteArrayList selection; ///< BackupObject::id of what to restore, with what it depends on; empty = all
    int jobs = 0;             ///< connections or threads; 0 = as many as cores
    QVariantMap options;      ///< by OptionInfo::id, and what fix-its set (FixIt::option)
    std::optional<PrecheckEvidence> evidence; ///< from the precheck, trusted only for the same bytes
    int appliedBackups = 0;   ///< so many of `backups`, from the front, are in the staging database already (continueRestore)
    bool lastBackup = true;   ///< false: everything stays in staging, because further backups of the chain will come
    QString stopAt;           ///< a time or position of the chain behind which nothing is restored, as EngineInfo::stopAtForms; empty = its end
};

/// What one signed-in look at a server told: the answer of "test connection".
struct ServerFacts
{
    QString version;          ///< the server's own words
    QStringList databases;    ///< those a DBA may restore into; plain text
    bool encrypted = false;   ///< as the connection really is, not as it was asked for
    bool superuser = false;
    QList<Fact> facts;
};

enum class RestoreEnd {
    Complete, WithWarnings, Failed, Cancelled,
    Waiting, ///< what was given is in staging and proven, and the target as it was (Remains::Old); the next backup is awaited.
             ///< With an error: what was given now was refused before anything was done, and the staging is as it was
};

/// What a DBA asks first after a stop.
enum class Remains {
    Nothing, ///< the target was never made
    Old,     ///< the target is as it was before
    New,     ///< the target holds the restored database
    Partial, ///< the target holds a part (engines that cannot stage)
    Unknown, ///< could not be found out; the hint says how to look
};

/// Statements of a script: found = executed + skipped + failed, or the task is not a success.
struct StatementBalance
{
    qint64 found = 0, executed = 0, skipped = 0, failed = 0;
    bool balances() const { return found == executed + skipped + failed; }
    friend bool operator==(const StatementBalance&, const StatementBalance&) = default;
};

/// Something a restore left on purpose or could not remove: a staging file, a kept old database.
struct LeftOver
{
    enum class Kind { Staging, KeptOld } kind = Kind::Staging;
    QByteArray place; ///< path (native bytes) or database name
    qint64 sizeBytes = -1;
    friend bool operator==(const LeftOver&, const LeftOver&) = default;
};

/// The one answer of a restore, on success, failure and stop alike.
struct RestoreOutcome
{
    RestoreEnd end = RestoreEnd::Failed;
    Remains remains = Remains::Unknown;
    qint64 tables = 0;
    qint64 rows = 0; ///< in the target
    qint64 bytesRead = 0;
    StatementBalance statements;    ///< zeros for formats without statements
    QList<LedgerRow> ledger;
    QList<Finding> verification;    ///< each says what it compared; none = not verified = not a success
    QList<Message> warnings;
    QList<LeftOver> leftOvers;
    std::optional<Error> error;
};

/// What looking at the target and the journal told about a job whose process died.
struct Recovery
{
    bool switchedOver = false; ///< the target holds the new database, proven
    Remains remains = Remains::Unknown;
    QList<LeftOver> leftOvers;
    std::optional<Error> error; ///< why it could not be found out (remains Unknown): server down, sign-in refused
    bool isWaiting = false;     ///< the staging database is whole and holds what was proven before: it can take the next backup (continueRestore)
};

/// One engine: knows its backup formats and how to bring them back.
///
/// Const, stateless, re-entrant, blocking; called on any thread but the GUI's. No QObject, no dialogs. `restore` repeats
/// the guards of data itself, because the decision to start may be hours old.
class RestoreEngine
{
public:
    virtual ~RestoreEngine() = default;
    virtual const EngineInfo& info() const = 0;
    virtual const QList<FormatInfo>& formats() const = 0;

    /// How sure this engine is that a backup beginning with `head` (decompressed, up to 64 KiB) is its own:
    /// 0 = no, 100 = by magic bytes. Text formats answer between.
    virtual int recognise(QByteArrayView head) const = 0;
    /// Reads heads and headers only: milliseconds at any size.
    virtual Result<BackupFacts> inspect(const BackupSet& backups, const JobContext& context) const = 0;
    /// Reads file and target, changes nothing, returns every finding.
    virtual PrecheckReport precheck(const RestoreRequest& request, const JobContext& context) const = 0;
    /// Stages, loads, verifies, switches over.
    virtual RestoreOutcome restore(const RestoreRequest& request, const JobContext& context) const = 0;

    /// Whether `stopAt` names a time or a position in this engine's way; asked before a task is made.
    /// @returns Error{Usage} stop.form, or stop.unsupported where a restore cannot stop on its way
    virtual std::optional<Error> badStopAt(const QString& stopAt) const;
    /// Prechecks what of request.backups is not in the staging database yet, after an end of RestoreEnd::Waiting. The journal is the
    /// task's. Engines without incremental backups answer with a blocker (Error{Usage} chain.unsupported).
    virtual PrecheckReport precheckNext(const RestoreRequest& request, const Journal& journal, const JobContext& context) const;
    /// Goes on after RestoreEnd::Waiting: applies what of request.backups is not in the staging database yet, which may be nothing,
    /// and with request.lastBackup switches over. Engines without incremental backups fail with Error{Usage} chain.unsupported.
    virtual RestoreOutcome continueRestore(const RestoreRequest& request, const Journal& journal, const JobContext& context) const;

    /// Signs in once, without a retry (no account gets locked out), and looks around. Embedded engines answer at once.
    virtual Result<ServerFacts> testConnection(const RestoreTarget& target, const Credentials& credentials,
                                               const JobContext& context) const;

    /// The whole plan of a restore as statements of the target's own language, for a DBA who must run it elsewhere. Reads headers only, asks no
    /// server. @returns UTF-8; Error{Usage} script.unsupported where EngineInfo::writesScript is not set, or what keeps the plan from being made
    virtual Result<QByteArray> script(const RestoreRequest& request, const JobContext& context) const;

    /// After a crash: says by looking, never by guessing, what the journal's restore left. Finishes or undoes a
    /// switch-over that was under way.
    virtual Recovery reconcile(const RestoreRequest& request, const Journal& journal) const = 0;
    /// Puts the kept old database back in place of the restored one.
    virtual RestoreOutcome undoOverwrite(const RestoreRequest& request, const Journal& journal,
                                         const JobContext& context) const = 0;
    /// Removes a left-over the journal names (staging, or the kept old database). Refuses anything else.
    virtual Result<void> discard(const RestoreRequest& request, const Journal& journal, const LeftOver& leftOver) const = 0;
};

} // namespace bakferry
