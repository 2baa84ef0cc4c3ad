#include "engines/precheck.h"

#include <algorithm>

namespace bakferry {

namespace {

// Danger comes first; what is wrong with the backup comes before what is wrong with the target: no other target would help.
int urgency(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage: return 9;
    case ErrorKind::BackupUnusable: return 7;
    case ErrorKind::BackupChanged: return 6;
    case ErrorKind::Risk: return 8;
    case ErrorKind::SignIn: return 5;
    case ErrorKind::Locked: return 4;
    case ErrorKind::NoSpace: return 3;
    case ErrorKind::TargetUnusable: return 2;
    case ErrorKind::TargetChanged: return 2;
    case ErrorKind::Internal:
    case ErrorKind::StatementFailed:
    case ErrorKind::VerificationFailed:
    case ErrorKind::StoreFailed:
    case ErrorKind::Cancelled: return 1;
    }
    return 0;
}

} // namespace

Finding passedFinding(QByteArray checkId, Message what)
{
    return {std::move(checkId), FindingLevel::Passed, std::move(what), {}, {}, ErrorKind::Internal, {}};
}

Finding warningFinding(QByteArray checkId, Message what, Message remedy, QString detail)
{
    return {std::move(checkId), FindingLevel::Warning, std::move(what), std::move(remedy), std::move(detail), ErrorKind::Risk, {}};
}

Finding notCheckableFinding(QByteArray checkId, Message what, Message remedy, QString detail)
{
    return {std::move(checkId), FindingLevel::NotCheckable, std::move(what), std::move(remedy), std::move(detail), ErrorKind::Risk, {}};
}

Finding blockerFinding(QByteArray checkId, Error error)
{
    return {std::move(checkId), FindingLevel::Blocker, std::move(error.what), std::move(error.hint), std::move(error.detail), error.kind, std::move(error.code)};
}

Error errorOf(const Finding& blocker) { return {blocker.kind, blocker.code, blocker.what, blocker.remedy, blocker.detail}; }

int PrecheckReport::count(FindingLevel level) const
{
    return int(std::ranges::count(findings, level, &Finding::level));
}

const Finding* worstBlocker(const QList<Finding>& findings)
{
    const Finding* worst = nullptr;
    for (const Finding& finding : findings) {
        if (finding.level == FindingLevel::Blocker && (!worst || urgency(finding.kind) > urgency(worst->kind)))
            worst = &finding;
    }
    return worst;
}

} // namespace bakferry
