#include "engines/postgresql/script/pgscriptfindings.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

using Kind = PgScriptProblem::Kind;

Message takeAnother() { return {QT_TRANSLATE_NOOP("Message", "The backup is not complete. Copy it again from where it was made, or take another one."), {}}; }

Finding findingOf(const PgScriptProblem& problem)
{
    const Message damaged{QT_TRANSLATE_NOOP("Message", "Make sure that the file was not damaged on its way."), {}};
    switch (problem.kind) {
    case Kind::Hostile:
        return blockerFinding("hostile", {ErrorKind::Risk, "script.hostile", problem.what,
                                          {QT_TRANSLATE_NOOP("Message", "Ask whoever made this file. BakFerry runs nothing that reaches beyond the target database."), {}}, problem.detail});
    case Kind::CutOff: return blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.truncated", problem.what, takeAnother(), problem.detail});
    case Kind::Damaged: return blockerFinding("bytes", {ErrorKind::BackupUnusable, "backup.damaged", problem.what, damaged, problem.detail});
    case Kind::TooLong:
        return blockerFinding("statements", {ErrorKind::BackupUnusable, "script.statement_too_long", problem.what, damaged, problem.detail});
    case Kind::Suspicious: break;
    }
    return warningFinding("hostile", problem.what, {QT_TRANSLATE_NOOP("Message", "Look at the script there before you restore it."), {}}, problem.detail);
}

bool hasBlocker(const QList<Finding>& findings, QByteArrayView check)
{
    return std::ranges::any_of(findings, [&](const Finding& one) { return one.checkId == check && one.level == FindingLevel::Blocker; });
}

qint64 entriesOf(const PgScriptSummary& summary)
{
    qint64 entries = 0;
    for (const PgDatabase& database : summary.databases)
        entries += database.entries.size();
    return entries;
}

void addCompleteness(const PgScriptSummary& summary, const QString& shown, QList<Finding>& findings)
{
    const QString found = QString::number(summary.statements);
    if (summary.claimsDump && !summary.hasTrailer) {
        if (!hasBlocker(findings, "complete")) {
            findings += blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.truncated",
                                                    {QT_TRANSLATE_NOOP("Message", "%1 ends at byte %2 without the line that pg_dump writes last: the end of the backup is missing."), {shown, QString::number(summary.bytes)}},
                                                    takeAnother(), {}});
        }
    } else if (summary.statements == 0 && !summary.claimsDump) {
        findings += blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.empty", {QT_TRANSLATE_NOOP("Message", "%1 holds no statement."), {shown}},
                                                {QT_TRANSLATE_NOOP("Message", "Find out why nothing was written, and pick another backup."), {}}, {}});
    } else if (summary.claimsDump && !summary.endsBehindTrailer) {
        findings += warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "Statements stand behind the line with which pg_dump ends a backup: somebody added to %1."), {shown}},
                                   {QT_TRANSLATE_NOOP("Message", "Make sure that they are meant to be restored, and that none is missing."), {}});
    } else if (!hasBlocker(findings, "complete")) {
        findings += summary.claimsDump
            ? passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "All %1 statements are whole, and the line with which pg_dump ends a backup is there."), {found}})
            : passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "All %1 statements are whole. The script carries no mark at its end, so statements missing there could not be seen."), {found}});
    }
    if (summary.claimsDump && summary.hasTrailer && entriesOf(summary) == 0) {
        findings += warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "%1 is complete, but holds no object."), {shown}},
                                   {QT_TRANSLATE_NOOP("Message", "Make sure that this is the backup you want to restore."), {}});
    }
}

} // namespace

QList<Finding> findingsOfPgScript(const PgScriptSummary& summary, const BackupInput& input, const QString& shown)
{
    QList<Finding> findings{passedFinding("readable", {QT_TRANSLATE_NOOP("Message", "%1 can be read to its end: %2 bytes of script."), {shown, QString::number(summary.bytes)}})};
    for (const Message& warning : input.warnings())
        findings += warningFinding("readable", warning, {QT_TRANSLATE_NOOP("Message", "Make sure that the file was not damaged on its way."), {}});
    findings += input.isChecksummed()
        ? passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "A checksum of the compression covers every byte of the content, and it is right."), {}})
        : passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "This format carries no checksum: damage to its structure is found, but a value that changed inside a row could not be seen."), {}});
    for (const PgScriptProblem& problem : summary.problems)
        findings += findingOf(problem);
    addCompleteness(summary, shown, findings);
    qint64 rows = 0;
    for (const QList<qint64>& database : summary.rows) {
        for (qint64 one : database)
            rows += qMax<qint64>(0, one);
    }
    if (summary.statements > 0 && summary.problemCount == 0) {
        findings += passedFinding("statements", {QT_TRANSLATE_NOOP("Message", "%1 statements with %2 rows were read."), {QString::number(summary.statements), QString::number(rows)}});
    } else if (summary.problemCount > summary.problems.size()) {
        findings += warningFinding("statements", {QT_TRANSLATE_NOOP("Message", "%1 more problems were found in the script."), {QString::number(summary.problemCount - summary.problems.size())}},
                                   {QT_TRANSLATE_NOOP("Message", "Restore from another backup, or correct the script at that line."), {}});
    }
    if (!hasBlocker(findings, "hostile"))
        findings += passedFinding("hostile", {QT_TRANSLATE_NOOP("Message", "No line of the script is a command for the psql program."), {}});
    return findings;
}

} // namespace bakferry
