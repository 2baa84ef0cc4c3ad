#pragma once
#include "models/migrationtask.h"

namespace bakferry {

// Every word for an enum and for a stable id, in the language the program shows at this moment. Never keep the answers:
// ask again in data() and paint, so that a change of language needs no second way. GUI thread, or a program without one.

/// The sentence in the current language. Arguments are put in as they are, in one pass: "%2" inside an argument stays.
/// Plain text; its arguments are untrusted.
QString translated(const Message& message);

QString statusText(TaskStatus status);     ///< the four words
QString phaseText(TaskPhase phase);
QString findingLevelText(FindingLevel level);
QString logLevelText(LogLevel level);
QString objectStateText(ObjectReport::State state);
QString remainsText(Remains remains);      ///< a sentence
QString leftOverText(LeftOver::Kind kind);
QString errorKindText(ErrorKind kind);     ///< two or three words, beside 失败
QString partsText(RestoreRequest::Parts parts);
QString linkKindText(ChainLink::Kind kind); ///< 全量 / 增量
QString checkText(QByteArrayView checkId); ///< the name of a check; an unknown id is shown as it is
QString engineText(QByteArrayView engineId);
QString formatText(QByteArrayView engineId, QByteArrayView formatId);

/// The status word and, beside it, what the word leaves open: the number of warnings, or why the task failed.
QString statusSentence(const MigrationTask& task);
/// Cause and remedy of an error, a line each. Its detail is the other side's own words and is shown apart.
QString errorSentence(const Error& error);
/// One line on what came out so far; empty when there is nothing to say yet.
QString resultSentence(const MigrationTask& task);
/// What a screen reader says of a task: name, status, phase, progress.
QString accessibleSentence(const MigrationTask& task);

} // namespace bakferry
