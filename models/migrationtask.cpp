#include "models/migrationtask.h"

#include <QSet>
#include <QtGlobal>

#include <algorithm>
#include <array>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<const char*, taskPhaseCount> phaseTokens{
    "Queued", "Prechecking", "NeedsDecision", "Loading", "Indexing", "Replaying", "Verifying", "SwitchingOver", "AwaitingBackup", "Paused",
    "Cancelling",     "Done", "DoneWithWarnings", "PrecheckFailed", "Failed", "Cancelled", "Interrupted"};

template <typename... Phases>
constexpr quint32 setOf(Phases... phases)
{
    return (quint32(0) | ... | (quint32(1) << int(phases)));
}

// What may follow each phase. Any task that is not final may fail, and is interrupted when the program dies.
quint32 successors(TaskPhase from)
{
    using enum TaskPhase;
    constexpr quint32 broken = setOf(Failed, Interrupted);
    constexpr quint32 stoppable = broken | setOf(Paused, Cancelling);
    switch (from) {
    // What goes on top of a staged backup is refused, or stopped, without harm to what is staged: the task waits as before.
    case Queued: return stoppable | setOf(Prechecking, Loading, Replaying, Cancelled, AwaitingBackup);
    case Prechecking: return stoppable | setOf(NeedsDecision, PrecheckFailed, Loading, Replaying, Verifying, AwaitingBackup);
    // No job is running while the DBA decides, so there is nothing to pause or to wait for.
    case NeedsDecision: return broken | setOf(Queued, Prechecking, Loading, Cancelling, Cancelled, AwaitingBackup);
    // Scripts mix data and indexes as they like.
    case Loading: return stoppable | setOf(Indexing, Replaying, Verifying);
    case Indexing: return stoppable | setOf(Loading, Replaying, Verifying);
    case Replaying: return stoppable | setOf(Indexing, Verifying, AwaitingBackup);
    // Engines that cannot stage have nothing to switch over.
    case Verifying: return stoppable | setOf(SwitchingOver, Done, DoneWithWarnings, AwaitingBackup);
    // Past the point of no return: neither paused nor cancelled. Some engines look once more at what is now in place.
    case SwitchingOver: return broken | setOf(Verifying, Done, DoneWithWarnings);
    // No job holds it, and no death of the program harms it: the next backup, the completion, or the end of waiting for them.
    case AwaitingBackup: return setOf(Queued, Cancelling, Failed);
    // A pause asked for after a job's last safe point comes too late, and the job ends as it would have.
    case Paused:
        return broken | setOf(Queued, Prechecking, NeedsDecision, Loading, Indexing, Replaying, Verifying, SwitchingOver, AwaitingBackup,
                              Cancelling, Done, DoneWithWarnings, PrecheckFailed, Cancelled);
    // The same for a stop: what is done is said to be done.
    case Cancelling: return broken | setOf(Cancelled, PrecheckFailed, Done, DoneWithWarnings, AwaitingBackup);
    case Done:
    case DoneWithWarnings: return 0;
    case PrecheckFailed:
    case Failed:
    case Cancelled: return setOf(Queued);
    // After a crash the engine looks at the target and may find the switch-over made and proven.
    case Interrupted: return setOf(Queued, Done, DoneWithWarnings);
    }
    return 0;
}

// Marks belong to the letters of many scripts (Thai, Devanagari), so they count as parts of a word.
bool isWordCharacter(char32_t c)
{
    return QChar::isLetter(c) || QChar::isDigit(c) || QChar::isMark(c) || c == U'-' || c == U'_';
}

// Composed, so that "é" is one letter however it was typed; by code points, so that no letter counts twice.
QList<uint> charactersOf(const QString& text) { return text.normalized(QString::NormalizationForm_C).toUcs4(); }

} // namespace

TaskStatus statusOf(TaskPhase phase)
{
    switch (phase) {
    case TaskPhase::Queued:
    case TaskPhase::Prechecking:
    case TaskPhase::NeedsDecision:
    case TaskPhase::Loading:
    case TaskPhase::Indexing:
    case TaskPhase::Replaying:
    case TaskPhase::Verifying:
    case TaskPhase::SwitchingOver:
    case TaskPhase::AwaitingBackup:
    case TaskPhase::Paused:
    case TaskPhase::Cancelling: return TaskStatus::Restoring;
    case TaskPhase::Done:
    case TaskPhase::DoneWithWarnings: return TaskStatus::Succeeded;
    case TaskPhase::PrecheckFailed: return TaskStatus::PrecheckFailed;
    case TaskPhase::Failed:
    case TaskPhase::Cancelled:
    case TaskPhase::Interrupted: return TaskStatus::Failed;
    }
    return TaskStatus::Failed;
}

bool canFollow(TaskPhase from, TaskPhase to) { return successors(from) & setOf(to); }

bool isFinal(TaskPhase phase) { return statusOf(phase) != TaskStatus::Restoring; }

TaskPhase phaseOf(JobStep step)
{
    switch (step) {
    case JobStep::Prechecking: return TaskPhase::Prechecking;
    case JobStep::Loading: return TaskPhase::Loading;
    case JobStep::Indexing: return TaskPhase::Indexing;
    case JobStep::Replaying: return TaskPhase::Replaying;
    case JobStep::Verifying: return TaskPhase::Verifying;
    case JobStep::SwitchingOver: return TaskPhase::SwitchingOver;
    }
    return TaskPhase::Loading;
}

QByteArray phaseToken(TaskPhase phase) { return phaseTokens[size_t(phase)]; }

QByteArray statusToken(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Restoring: return "Restoring";
    case TaskStatus::Succeeded: return "Succeeded";
    case TaskStatus::Failed: return "Failed";
    case TaskStatus::PrecheckFailed: return "PrecheckFailed";
    }
    return {};
}

std::optional<TaskPhase> phaseFromToken(QByteArrayView token)
{
    for (size_t i = 0; i < phaseTokens.size(); ++i) {
        if (token == phaseTokens[i])
            return TaskPhase(i);
    }
    return std::nullopt;
}

int MigrationTask::progressPermille() const
{
    if (statusOf(phase) == TaskStatus::Succeeded)
        return 1000;
    if (phase == TaskPhase::Queued)
        return 0;
    // A step just entered has not measured anything yet; the numbers of the last step are not its own.
    const bool isStep = isRunning(phase) && phase != TaskPhase::NeedsDecision && phase != TaskPhase::Paused && phase != TaskPhase::Cancelling;
    if (isStep && phase != phaseOf(progress.step))
        return -1;
    if (progress.bytesTotal <= 0)
        return isFinal(phase) ? 0 : -1;
    const double share = double(progress.bytesDone) / double(progress.bytesTotal);
    return int(std::clamp(share, 0.0, 1.0) * 1000);
}

bool MigrationTask::canUndoOverwrite() const
{
    // A restore that failed behind its switch-over has changed the target too, and most of all wants its old database back.
    const bool targetIsNew = statusOf(phase) == TaskStatus::Succeeded || (isFinal(phase) && result.remains == Remains::New);
    return plan.overwrite && !result.overwriteUndone && targetIsNew
        && std::ranges::any_of(result.leftOvers, [](const LeftOver& leftOver) { return leftOver.kind == LeftOver::Kind::KeptOld; });
}

bool MigrationTask::canLookAgain() const { return phase == TaskPhase::Interrupted && result.remains == Remains::Unknown && !journal.isEmpty(); }

bool MigrationTask::wasSignInRefused() const
{
    const auto isRefusal = [](const Finding& finding) { return finding.level == FindingLevel::Blocker && finding.kind == ErrorKind::SignIn; };
    return (result.error && result.error->kind == ErrorKind::SignIn) || std::ranges::any_of(findings, isRefusal);
}

bool MigrationTask::needsPassword() const { return !plan.target.connection.host.isEmpty() && (plan.withPassword || wasSignInRefused()); }

RestoreRequest MigrationTask::request(Credentials credentials) const
{
    RestoreRequest request;
    request.taskId = id;
    request.backups = plan.backups;
    request.target = plan.target;
    request.credentials = std::move(credentials);
    request.overwrite = plan.overwrite;
    request.precheckDone = plan.precheck;
    request.only = plan.only;
    request.renames = plan.renames;
    request.parts = plan.parts;
    request.selection = plan.selection;
    request.jobs = plan.jobs;
    request.options = plan.options;
    request.evidence = evidence;
    request.appliedBackups = appliedBackups;
    request.lastBackup = plan.lastBackup;
    request.stopAt = plan.stopAt;
    return request;
}

QString legalName(const QString& text)
{
    constexpr qsizetype maxLength = 40; // room for the number that makes it unique
    QList<uint> name;
    for (uint c : charactersOf(text)) {
        if (name.size() >= maxLength)
            break;
        if (isWordCharacter(c) && (!name.isEmpty() || QChar::isLetter(c)))
            name += c;
        else if (!name.isEmpty() && name.last() != U'-')
            name += U'-';
    }
    while (!name.isEmpty() && name.last() == U'-')
        name.removeLast();
    const QString legal = QString::fromUcs4(reinterpret_cast<const char32_t*>(name.constData()), name.size());
    if (name.size() >= 4)
        return legal;
    return name.isEmpty() ? u"restore"_s : u"restore-"_s + legal;
}

Message nameProblem(const QString& name)
{
    const QList<uint> characters = charactersOf(name);
    if (characters.size() < 4 || characters.size() > 50)
        return {QT_TRANSLATE_NOOP("Message", "The name needs 4 to 50 characters; it has %1."), {QString::number(characters.size())}};
    if (!QChar::isLetter(characters.first()))
        return {QT_TRANSLATE_NOOP("Message", "The name must begin with a letter."), {}};
    if (!std::ranges::all_of(characters, isWordCharacter))
        return {QT_TRANSLATE_NOOP("Message", "The name may hold letters, digits, “-” and “_” only."), {}};
    return {};
}

Message descriptionProblem(const QString& description)
{
    const qsizetype length = charactersOf(description).size();
    if (length > 256)
        return {QT_TRANSLATE_NOOP("Message", "The description may have up to 256 characters; it has %1."), {QString::number(length)}};
    return {};
}

Message tagProblem(const TaskTag& tag)
{
    const QList<uint> key = charactersOf(tag.key);
    const QList<uint> value = charactersOf(tag.value);
    if (key.isEmpty() || key.size() > 36)
        return {QT_TRANSLATE_NOOP("Message", "The key of a tag needs 1 to 36 characters; it has %1."), {QString::number(key.size())}};
    if (value.size() > 43)
        return {QT_TRANSLATE_NOOP("Message", "The value of a tag may have up to 43 characters; it has %1."), {QString::number(value.size())}};
    if (!std::ranges::all_of(key, isWordCharacter) || !std::ranges::all_of(value, isWordCharacter))
        return {QT_TRANSLATE_NOOP("Message", "A tag may hold letters, digits, “-” and “_” only."), {}};
    return {};
}

Message tagsProblem(const QList<TaskTag>& tags)
{
    if (tags.size() > 10)
        return {QT_TRANSLATE_NOOP("Message", "A task may have up to 10 tags; it has %1."), {QString::number(tags.size())}};
    QSet<QString> keys;
    for (const TaskTag& tag : tags) {
        if (Message problem = tagProblem(tag); !problem.isEmpty())
            return problem;
        if (keys.contains(tag.key))
            return {QT_TRANSLATE_NOOP("Message", "The tag key %1 is used twice."), {tag.key}};
        keys.insert(tag.key);
    }
    return {};
}

} // namespace bakferry
