#include "engines/displaytext.h"
#include "models/humantext.h"
#include "models/statustext.h"

#include <QCoreApplication>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// What is said beside 失败; a cancelled or interrupted task has no other reason than its phase.
QString failureReason(const MigrationTask& task)
{
    if (task.phase == TaskPhase::Failed)
        return task.result.error ? errorKindText(task.result.error->kind) : QString();
    return phaseText(task.phase);
}

QString successSentence(const MigrationTask& task)
{
    if (task.result.overwriteUndone)
        return QCoreApplication::translate("TaskSentence", "The overwrite was undone; the old database is back.");
    const QString text = QCoreApplication::translate("TaskSentence", "Tables: %1, rows: %2, verified.")
                             .arg(countText(task.result.tables), countText(task.result.rows));
    const qsizetype warnings = task.result.warnings.size();
    return warnings == 0 ? text : text + u' ' + translated(task.result.warnings.first());
}

QString decisionSentence(const MigrationTask& task)
{
    const auto isOpen = [](const Finding& finding) {
        return finding.level == FindingLevel::Warning || finding.level == FindingLevel::NotCheckable;
    };
    const int questions = int(std::ranges::count_if(task.findings, isOpen));
    return QCoreApplication::translate("TaskSentence", "%n question(s) to decide", nullptr, questions);
}

QString waitingSentence(const MigrationTask& task)
{
    if (task.result.error)
        return translated(task.result.error->what);
    if (task.chain.restorableTo.isEmpty())
        return QCoreApplication::translate("TaskSentence", "%n backup(s) in staging; the target is as it was.", nullptr, task.appliedBackups);
    return QCoreApplication::translate("TaskSentence", "%n backup(s) in staging, up to %1; the target is as it was.", nullptr, task.appliedBackups)
        .arg(displayText(task.chain.restorableTo));
}

} // namespace

QString statusSentence(const MigrationTask& task)
{
    const QString word = statusText(task.status());
    QString beside;
    if (task.phase == TaskPhase::DoneWithWarnings)
        beside = QCoreApplication::translate("TaskSentence", "%n warning(s)", nullptr, int(task.result.warnings.size()));
    else if (task.status() == TaskStatus::Failed)
        beside = failureReason(task);
    if (beside.isEmpty())
        return word;
    //: the status word, and beside it what the word leaves open: "Failed · No space"
    return QCoreApplication::translate("TaskSentence", "%1 · %2").arg(word, beside);
}

QString errorSentence(const Error& error)
{
    const QString what = translated(error.what);
    const QString hint = translated(error.hint);
    return hint.isEmpty() ? what : what + u'\n' + hint;
}

QString resultSentence(const MigrationTask& task)
{
    switch (task.phase) {
    case TaskPhase::Done:
    case TaskPhase::DoneWithWarnings: return successSentence(task);
    case TaskPhase::PrecheckFailed: {
        const Finding* blocker = worstBlocker(task.findings);
        return blocker ? translated(blocker->what) : QString();
    }
    case TaskPhase::Failed: return task.result.error ? translated(task.result.error->what) : remainsText(task.result.remains);
    case TaskPhase::Cancelled:
    case TaskPhase::Interrupted: return remainsText(task.result.remains);
    case TaskPhase::NeedsDecision: return decisionSentence(task);
    case TaskPhase::AwaitingBackup: return waitingSentence(task);
    default: return displayText(task.progress.object);
    }
}

QString accessibleSentence(const MigrationTask& task)
{
    const QString name = displayText(task.name);
    const QString status = statusSentence(task);
    if (isFinal(task.phase))
        return QCoreApplication::translate("TaskSentence", "Task %1, %2").arg(name, status);
    const QString progress = percentText(task.progressPermille());
    if (progress.isEmpty())
        return QCoreApplication::translate("TaskSentence", "Task %1, %2, %3").arg(name, status, phaseText(task.phase));
    return QCoreApplication::translate("TaskSentence", "Task %1, %2, %3, progress %4").arg(name, status, phaseText(task.phase), progress);
}

} // namespace bakferry
