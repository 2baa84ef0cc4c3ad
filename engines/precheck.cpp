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
