#include "models/statustext.h"

#include "engines/catalog.h"
#include "engines/displaytext.h"

#include <QCoreApplication>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString word(const char* context, const char* source) { return QCoreApplication::translate(context, source); }

struct CheckName
{
    const char* id;
    const char* name;
};

constexpr CheckName checkNames[]{
    {"readable", QT_TRANSLATE_NOOP("Check", "Backup readable")},
    {"complete", QT_TRANSLATE_NOOP("Check", "Backup complete")},
    {"statements", QT_TRANSLATE_NOOP("Check", "Statements")},
    {"hostile", QT_TRANSLATE_NOOP("Check", "Dangerous content")},
    {"chain", QT_TRANSLATE_NOOP("Check", "Chain of backups")},
    {"position", QT_TRANSLATE_NOOP("Check", "Position reached")},
    {"transactions", QT_TRANSLATE_NOOP("Check", "Transactions replayed")},
    {"bytes", QT_TRANSLATE_NOOP("Check", "Bytes of the script")},
    {"integrity", QT_TRANSLATE_NOOP("Check", "Integrity of the data")},
    {"checksum", QT_TRANSLATE_NOOP("Check", "Checksum")},
    {"tables", QT_TRANSLATE_NOOP("Check", "Tables")},
    {"foreignKeys", QT_TRANSLATE_NOOP("Check", "Foreign keys")},
    {"selection", QT_TRANSLATE_NOOP("Check", "Selection")},
    {"space", QT_TRANSLATE_NOOP("Check", "Free space")},
    {"target", QT_TRANSLATE_NOOP("Check", "Target")},
    {"content", QT_TRANSLATE_NOOP("Check", "Content")},
    {"indexes", QT_TRANSLATE_NOOP("Check", "Indexes and constraints")},
    {"objects", QT_TRANSLATE_NOOP("Check", "Objects restored")},
    {"connection", QT_TRANSLATE_NOOP("Check", "Connection")},
    {"library", QT_TRANSLATE_NOOP("Check", "Client library")},
    {"version", QT_TRANSLATE_NOOP("Check", "Version")},
    {"privilege", QT_TRANSLATE_NOOP("Check", "Rights of the user")},
    {"sessions", QT_TRANSLATE_NOOP("Check", "Sessions")},
    {"locale", QT_TRANSLATE_NOOP("Check", "Locale")},
    {"encoding", QT_TRANSLATE_NOOP("Check", "Encoding")},
    {"charset", QT_TRANSLATE_NOOP("Check", "Character set")},
    {"collations", QT_TRANSLATE_NOOP("Check", "Collations")},
    {"roles", QT_TRANSLATE_NOOP("Check", "Roles")},
    {"extensions", QT_TRANSLATE_NOOP("Check", "Extensions")},
    {"tablespaces", QT_TRANSLATE_NOOP("Check", "Tablespaces")},
    {"engines", QT_TRANSLATE_NOOP("Check", "Storage engines")},
    {"definers", QT_TRANSLATE_NOOP("Check", "Definers")},
    {"syntax", QT_TRANSLATE_NOOP("Check", "Syntax")},
    {"order", QT_TRANSLATE_NOOP("Check", "Order of statements")},
    {"events", QT_TRANSLATE_NOOP("Check", "Events")},
    {"names", QT_TRANSLATE_NOOP("Check", "Names")},
    {"packets", QT_TRANSLATE_NOOP("Check", "Length of statements")},
    {"switchover", QT_TRANSLATE_NOOP("Check", "Switch-over")},
    {"settings", QT_TRANSLATE_NOOP("Check", "Settings")},
    {"limits", QT_TRANSLATE_NOOP("Check", "Connections left")},
    {"locks", QT_TRANSLATE_NOOP("Check", "Locks")},
    {"ledger", QT_TRANSLATE_NOOP("Check", "Rows read and in the target")},
    {"pages", QT_TRANSLATE_NOOP("Check", "Pages of the database")},
    {"precheck", QT_TRANSLATE_NOOP("Check", "Precheck")},
    {"reconciled", QT_TRANSLATE_NOOP("Check", "State after an interruption")},
    {"outside", QT_TRANSLATE_NOOP("Check", "Outside of the backup")},
    {"internal", QT_TRANSLATE_NOOP("Check", "Inner error")},
};

// %1 … %99 replaced in one pass; a number without an argument stays as it is.
QString filledIn(const QString& pattern, const QStringList& arguments)
{
    QString text;
    text.reserve(pattern.size());
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const auto digitAt = [&](qsizetype at) { return at < pattern.size() && pattern[at] >= u'0' && pattern[at] <= u'9'; };
        if (pattern[i] != u'%' || !digitAt(i + 1)) {
            text += pattern[i];
            continue;
        }
        qsizetype length = digitAt(i + 2) ? 2 : 1;
        int number = pattern.mid(i + 1, length).toInt();
        if (length == 2 && number > arguments.size()) {
            length = 1;
            number /= 10;
        }
        if (number < 1 || number > arguments.size()) {
            text += pattern[i];
            continue;
        }
        text += arguments[number - 1];
        i += length;
    }
    return text;
}

} // namespace

QString translated(const Message& message)
{
    if (message.isEmpty())
        return {};
    return filledIn(QCoreApplication::translate("Message", message.source.constData()), message.arguments);
}

QString statusText(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Restoring: return word("TaskStatus", QT_TRANSLATE_NOOP("TaskStatus", "Restoring"));
    case TaskStatus::Succeeded: return word("TaskStatus", QT_TRANSLATE_NOOP("TaskStatus", "Succeeded"));
    case TaskStatus::Failed: return word("TaskStatus", QT_TRANSLATE_NOOP("TaskStatus", "Failed"));
    case TaskStatus::PrecheckFailed: return word("TaskStatus", QT_TRANSLATE_NOOP("TaskStatus", "Precheck failed"));
    }
    return {};
}

QString phaseText(TaskPhase phase)
{
    switch (phase) {
    case TaskPhase::Queued: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Queued"));
    case TaskPhase::Prechecking: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Prechecking"));
    case TaskPhase::NeedsDecision: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Waiting for a decision"));
    case TaskPhase::Loading: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Loading"));
    case TaskPhase::Indexing: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Building indexes"));
    case TaskPhase::Replaying: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Replaying"));
    case TaskPhase::Verifying: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Verifying"));
    case TaskPhase::SwitchingOver: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Switching over"));
    case TaskPhase::AwaitingBackup: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Waiting for the next backup"));
    case TaskPhase::Paused: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Paused"));
    case TaskPhase::Cancelling: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Cancelling"));
    case TaskPhase::Done: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Done"));
    case TaskPhase::DoneWithWarnings: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Done with warnings"));
    case TaskPhase::PrecheckFailed: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Precheck failed"));
    case TaskPhase::Failed: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Failed"));
    case TaskPhase::Cancelled: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Cancelled"));
    case TaskPhase::Interrupted: return word("TaskPhase", QT_TRANSLATE_NOOP("TaskPhase", "Interrupted"));
    }
    return {};
}

QString findingLevelText(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Passed: return word("FindingLevel", QT_TRANSLATE_NOOP("FindingLevel", "Passed"));
    case FindingLevel::Warning: return word("FindingLevel", QT_TRANSLATE_NOOP("FindingLevel", "Warning"));
    case FindingLevel::Blocker: return word("FindingLevel", QT_TRANSLATE_NOOP("FindingLevel", "Blocker"));
    case FindingLevel::NotCheckable: return word("FindingLevel", QT_TRANSLATE_NOOP("FindingLevel", "Not checkable"));
    }
    return {};
}

QString logLevelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return word("LogLevel", QT_TRANSLATE_NOOP("LogLevel", "Debug"));
    case LogLevel::Info: return word("LogLevel", QT_TRANSLATE_NOOP("LogLevel", "Info"));
    case LogLevel::Warning: return word("LogLevel", QT_TRANSLATE_NOOP("LogLevel", "Warning"));
    case LogLevel::Error: return word("LogLevel", QT_TRANSLATE_NOOP("LogLevel", "Error"));
    }
    return {};
}

QString remainsText(Remains remains)
{
    switch (remains) {
    case Remains::Nothing: return word("Remains", QT_TRANSLATE_NOOP("Remains", "The target was not created."));
    case Remains::Old: return word("Remains", QT_TRANSLATE_NOOP("Remains", "The target is as it was before."));
    case Remains::New: return word("Remains", QT_TRANSLATE_NOOP("Remains", "The target holds the restored database."));
    case Remains::Partial: return word("Remains", QT_TRANSLATE_NOOP("Remains", "The target holds a part of the backup."));
    case Remains::Unknown: return word("Remains", QT_TRANSLATE_NOOP("Remains", "What the target holds is not known."));
    }
    return {};
}

QString leftOverText(LeftOver::Kind kind)
{
    switch (kind) {
    case LeftOver::Kind::Staging: return word("LeftOver", QT_TRANSLATE_NOOP("LeftOver", "Left-over staging database"));
    case LeftOver::Kind::KeptOld: return word("LeftOver", QT_TRANSLATE_NOOP("LeftOver", "Old database, kept for undo"));
    }
    return {};
}

QString errorKindText(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Internal: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Internal error"));
    case ErrorKind::Usage: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Request makes no sense"));
    case ErrorKind::BackupUnusable: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Backup unusable"));
    case ErrorKind::BackupChanged: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Backup changed"));
    case ErrorKind::Locked: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "In use"));
    case ErrorKind::SignIn: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Sign-in refused"));
    case ErrorKind::Risk: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Stopped by a risk"));
    case ErrorKind::NoSpace: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "No space"));
    case ErrorKind::TargetUnusable: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Target unusable"));
    case ErrorKind::TargetChanged: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Target changed"));
    case ErrorKind::StatementFailed: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Statement failed"));
    case ErrorKind::VerificationFailed: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Verification failed"));
    case ErrorKind::StoreFailed: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Task store failed"));
    case ErrorKind::Cancelled: return word("ErrorKind", QT_TRANSLATE_NOOP("ErrorKind", "Cancelled"));
    }
    return {};
}

QString partsText(RestoreRequest::Parts parts)
{
    switch (parts) {
    case RestoreRequest::Parts::All: return word("Parts", QT_TRANSLATE_NOOP("Parts", "Schema and data"));
    case RestoreRequest::Parts::SchemaOnly: return word("Parts", QT_TRANSLATE_NOOP("Parts", "Schema only"));
    case RestoreRequest::Parts::DataOnly: return word("Parts", QT_TRANSLATE_NOOP("Parts", "Data only"));
    }
    return {};
}

QString linkKindText(ChainLink::Kind kind)
{
    switch (kind) {
    case ChainLink::Kind::Full: return word("ChainLink", QT_TRANSLATE_NOOP("ChainLink", "Full"));
    case ChainLink::Kind::Incremental: return word("ChainLink", QT_TRANSLATE_NOOP("ChainLink", "Incremental"));
    }
    return {};
}

QString checkText(QByteArrayView checkId)
{
    for (const CheckName& check : checkNames) {
        if (checkId == check.id)
            return word("Check", check.name);
    }
    return displayBytes(checkId);
}

QString engineText(QByteArrayView engineId)
{
    const RestoreEngine* engine = engineById(engineId);
    return engine ? engine->info().name : displayBytes(engineId);
}

QString formatText(QByteArrayView engineId, QByteArrayView formatId)
{
    if (const RestoreEngine* engine = engineById(engineId)) {
        for (const FormatInfo& format : engine->formats()) {
            if (format.id == formatId)
                return translated(format.name);
        }
    }
    return displayBytes(formatId);
}

} // namespace bakferry
