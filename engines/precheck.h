#pragma once
#include "engines/backupfile.h"
#include "engines/error.h"

#include <QList>
#include <memory>
#include <optional>

namespace bakferry {

enum class FindingLevel { Passed, Warning, Blocker, NotCheckable };

/// A choice of the DBA that would settle a finding: chosen, it sets one option of the request. Nothing is chosen unasked.
struct FixIt
{
    QByteArray option; ///< key in RestoreRequest::options
    QVariant value;
    Message label;     ///< the choice in the imperative: "Restore without owners"
    Message preview;   ///< what would become of the backup's objects: "12 objects will belong to %1."
    friend bool operator==(const FixIt&, const FixIt&) = default;
};

/// The answer of one check. `kind` says what a blocker means for the exit status; it is unused on other levels.
struct Finding
{
    QByteArray checkId; ///< stable: "readable", "complete", "integrity", "hostile", "space", "target" …
    FindingLevel level = FindingLevel::Passed;
    Message what;       ///< what was found, with its place
    Message remedy;     ///< what to do; empty when passed
    QString detail;     ///< the database's own words, plain text
    ErrorKind kind = ErrorKind::BackupUnusable;
    QByteArray code;    ///< error code of a blocker
    QList<FixIt> fixes; ///< alternatives; empty where only the DBA can help
    friend bool operator==(const Finding&, const Finding&) = default;
};

Finding passedFinding(QByteArray checkId, Message what);
Finding warningFinding(QByteArray checkId, Message what, Message remedy, QString detail = {});
Finding notCheckableFinding(QByteArray checkId, Message what, Message remedy, QString detail = {});
/// A failure as the answer of a check, and the other way round.
Finding blockerFinding(QByteArray checkId, Error error);
Error errorOf(const Finding& blocker);

/// Rows of one table counted while reading the backup beside rows counted in the target; -1 = not counted.
struct LedgerRow
{
    QString table;
    qint64 read = -1;
    qint64 inTarget = -1;
    bool agrees() const { return read >= 0 && read == inTarget; }
    friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

/// What an engine has read of a backup, for the restore that follows in the same program. Only that engine knows what is inside.
class BackupReading
{
public:
    virtual ~BackupReading() = default;
};

/// What a precheck proved, bound to the bytes it read, so that a restore of the very same bytes need not repeat it.
struct PrecheckEvidence
{
    QByteArray sourceSha256;  ///< raw 32 bytes over all files of the set
    QList<LedgerRow> ledger;  ///< `read` filled
    bool contentProven = false; ///< integrity and read-through passed on these bytes
    std::shared_ptr<const BackupReading> reading = {}; ///< never stored; null: the restore reads for itself
    friend bool operator==(const PrecheckEvidence&, const PrecheckEvidence&) = default;
};

/// The blocker that decides the exit status: damage of the backup before trouble with the target.
/// @returns null when nothing blocks; else a pointer into `findings`.
const Finding* worstBlocker(const QList<Finding>& findings);

/// All findings of one precheck, never only the first.
struct PrecheckReport
{
    BackupFacts facts;
    QList<Finding> findings;
    std::optional<PrecheckEvidence> evidence;
    bool cancelled = false; ///< stopped by the DBA: the findings are not complete

    int count(FindingLevel level) const;
    bool hasBlocker() const { return count(FindingLevel::Blocker) > 0; }
    /// Warnings and 无法检查 together: what the start button counts.
    int openQuestions() const { return count(FindingLevel::Warning) + count(FindingLevel::NotCheckable); }
    const Finding* worstBlocker() const { return bakferry::worstBlocker(findings); }
};

} // namespace bakferry
