#include "models/exitstatus.h"

#include <algorithm>

namespace bakferry {

namespace {

Error asError(const Finding& blocker) { return {blocker.kind, blocker.code, blocker.what, blocker.remedy, blocker.detail}; }

// A blocker stops a task before anything happens, so even kinds without a status of their own mean "stopped", not "failed".
ExitStatus blockedBy(ErrorKind kind)
{
    const ExitStatus status = exitStatusOf(kind);
    return status == ExitStatus::Failed ? ExitStatus::Blocked : status;
}

} // namespace

ExitStatus exitStatusOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage: return ExitStatus::Usage;
    case ErrorKind::BackupUnusable:
    case ErrorKind::BackupChanged: return ExitStatus::BackupUnusable;
    case ErrorKind::Locked: return ExitStatus::Locked;
    case ErrorKind::SignIn: return ExitStatus::SignInRefused;
    case ErrorKind::Risk:
    case ErrorKind::TargetUnusable: return ExitStatus::Blocked;
    case ErrorKind::NoSpace: return ExitStatus::NoSpace;
    case ErrorKind::TargetChanged: return ExitStatus::TargetChanged;
    case ErrorKind::Cancelled: return ExitStatus::Cancelled;
    case ErrorKind::Internal:
    case ErrorKind::StatementFailed:
    case ErrorKind::VerificationFailed:
    case ErrorKind::StoreFailed: return ExitStatus::Failed;
    }
    return ExitStatus::Failed;
}

std::optional<Error> decisiveError(const MigrationTask& task)
{
    if (statusOf(task.phase) == TaskStatus::Succeeded)
        return {};
    if (task.result.error)
        return task.result.error;
    const Finding* blocker = worstBlocker(task.findings);
    return blocker ? std::optional(asError(*blocker)) : std::nullopt;
}

int exitStatusOf(const MigrationTask& task)
{
    const std::optional<Error> error = decisiveError(task);
    switch (task.phase) {
    case TaskPhase::Done: return int(ExitStatus::Done);
    case TaskPhase::DoneWithWarnings: return int(ExitStatus::DoneWithWarnings);
    case TaskPhase::Cancelled: return int(ExitStatus::Cancelled);
    case TaskPhase::NeedsDecision: return int(ExitStatus::Blocked);
    case TaskPhase::AwaitingBackup: return int(error ? blockedBy(error->kind) : ExitStatus::Done);
    case TaskPhase::PrecheckFailed: return int(error ? blockedBy(error->kind) : ExitStatus::Blocked);
    case TaskPhase::Failed: return int(error ? exitStatusOf(error->kind) : ExitStatus::Failed);
    default: return int(ExitStatus::Failed);
    }
}

int exitStatusOf(const QList<Finding>& findings)
{
    if (const Finding* blocker = worstBlocker(findings))
        return int(blockedBy(blocker->kind));
    const auto isOpen = [](const Finding& finding) {
        return finding.level == FindingLevel::Warning || finding.level == FindingLevel::NotCheckable;
    };
    return int(std::ranges::any_of(findings, isOpen) ? ExitStatus::Blocked : ExitStatus::Done);
}

} // namespace bakferry
