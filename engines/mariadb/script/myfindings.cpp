#include "engines/mariadb/script/myfindings.h"

#include "engines/displaytext.h"
#include "engines/script/myencoding.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

using Kind = MyProblem::Kind;
using Producer = MyHeading::Producer;

Message takeAnother() { return {QT_TRANSLATE_NOOP("Message", "The backup is not complete. Copy it again from where it was made, or take another one."), {}}; }
Message lookThere() { return {QT_TRANSLATE_NOOP("Message", "Look at the script there before you restore it."), {}}; }

Finding withFix(Finding finding, FixIt fix)
{
    finding.fixes += std::move(fix);
    return finding;
}

Finding findingOf(const MyProblem& problem)
{
    const Message damaged{QT_TRANSLATE_NOOP("Message", "Make sure that the file was not damaged on its way."), {}};
    switch (problem.kind) {
    case Kind::Hostile:
        return withFix(blockerFinding("hostile", {ErrorKind::Risk, "script.hostile", problem.what,
                                                  {QT_TRANSLATE_NOOP("Message", "Ask whoever made this file. BakFerry runs nothing that reaches beyond the target database."), {}}, problem.detail}),
                       {"skipHostile", true, {QT_TRANSLATE_NOOP("Message", "Leave out the statements that reach beyond the database"), {}},
                        {QT_TRANSLATE_NOOP("Message", "None of them is run; the rest of the backup is restored."), {}}});
    case Kind::System:
        return withFix(blockerFinding("hostile", {ErrorKind::Risk, "backup.system_database", problem.what,
                                                  {QT_TRANSLATE_NOOP("Message", "Leave it out: users and settings of a server are not restored with its databases."), {}}, {}}),
                       {"skipSystem", true, {QT_TRANSLATE_NOOP("Message", "Leave out the server's own databases"), {}},
                        {QT_TRANSLATE_NOOP("Message", "What the backup holds of mysql, performance_schema and sys stays in the backup."), {}}});
    case Kind::CutOff: return blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.truncated", problem.what, takeAnother(), problem.detail});
    case Kind::Damaged: return blockerFinding("bytes", {ErrorKind::BackupUnusable, "backup.damaged", problem.what, damaged, problem.detail});
    case Kind::TooLong: return blockerFinding("statements", {ErrorKind::BackupUnusable, "script.statement_too_long", problem.what, damaged, problem.detail});
    case Kind::SourceMissing:
        return blockerFinding("complete", {ErrorKind::BackupUnusable, "script.source_missing", problem.what,
                                           {QT_TRANSLATE_NOOP("Message", "Pick the script together with all files that it reads."), {}}, {}});
    case Kind::MadeAgain:
        return blockerFinding("complete", {ErrorKind::BackupUnusable, "script.made_again", problem.what,
                                           {QT_TRANSLATE_NOOP("Message", "Several dumps stand in this file. Cut it at the heading of the second one, and restore the parts one by one."), {}}, {}});
    case Kind::Suspicious: return warningFinding("hostile", problem.what, lookThere(), problem.detail);
    case Kind::LeftOut: break;
    }
    return warningFinding("statements", problem.what, {QT_TRANSLATE_NOOP("Message", "Make sure that the restored database does not need it."), {}}, problem.detail);
}

bool hasBlocker(const QList<Finding>& findings, QByteArrayView check)
{
    return std::ranges::any_of(findings, [&](const Finding& one) { return one.checkId == check && one.level == FindingLevel::Blocker; });
}

struct Totals
{
    qint64 bytes = 0, rows = 0, entries = 0;
    int files = 0, headings = 0, trailers = 0;
    bool isChecksummed = true;
};

Totals totalsOf(MyScriptScan& scan)
{
    Totals totals;
    for (const MyFileFacts& facts : scan.files()) {
        totals.bytes += facts.bytes;
        totals.files += facts.bytes > 0;
        totals.headings += facts.heading.headings() > 0;
        totals.trailers += facts.heading.hasTrailer();
        totals.isChecksummed = totals.isChecksummed && (facts.isChecksummed || facts.bytes == 0);
    }
    const MyObjects& objects = scan.maker().objects();
    for (qsizetype d = 0; d < objects.databases().size(); ++d) {
        totals.entries += objects.databases()[d].entries.size();
        for (const qint64 rows : objects.rows()[d])
            totals.rows += qMax<qint64>(0, rows);
    }
    return totals;
}

QString previewOf(const MyFileFacts& facts, const QByteArray& charset)
{
    // A cut may have halved a character at either end.
    for (qsizetype front = 0; front < 3 && front < facts.undeclaredText.size(); ++front) {
        for (qsizetype back = 0; back < 4 && front + back < facts.undeclaredText.size(); ++back) {
            if (const std::optional<QByteArray> text = myToUtf8(QByteArrayView(facts.undeclaredText).sliced(front).chopped(back), charset))
                return displayBytes(text->simplified(), 120);
        }
    }
    return {};
}

Finding charsetFinding(const MyFileFacts& facts, const QString& shown)
{
    const QByteArrayList candidates = facts.undeclared.candidates();
    const QString line = QString::number(facts.undeclaredLine);
    const Message what{QT_TRANSLATE_NOOP("Message", "%1 does not say which character set its text is in; on line %2 stands text beyond ASCII. It is most likely %3."),
                       {shown, line, QString::fromLatin1(candidates.value(0))}};
    const Message remedy{QT_TRANSLATE_NOOP("Message", "Compare the previews and choose the character set in which the text reads well."), {}};
    Finding finding = facts.undeclared.isUtf8() ? warningFinding("charset", what, remedy)
                                                : blockerFinding("charset", {ErrorKind::BackupUnusable, "backup.charset", what, remedy, {}});
    for (const QByteArray& charset : candidates) {
        const QString preview = previewOf(facts, charset);
        if (preview.isEmpty() || finding.fixes.size() == 4)
            continue;
        finding.fixes += FixIt{"charset", QString::fromLatin1(charset), {QT_TRANSLATE_NOOP("Message", "Read the text as %1"), {QString::fromLatin1(charset)}},
                               {QT_TRANSLATE_NOOP("Message", "Line %1 then reads: %2"), {line, preview}}};
    }
    return finding;
}

// One finding decides for all files, by the first whose text is not plainly UTF-8.
void addCharset(MyScriptScan& scan, const MyFiles& files, const QByteArray& charset, QList<Finding>& findings)
{
    qsizetype worst = -1;
    for (qsizetype i = 0; i < scan.files().size(); ++i) {
        const MyCharsetSample& text = scan.files()[i].undeclared;
        if (!text.isEmpty() && (worst < 0 || (scan.files()[worst].undeclared.isUtf8() && !text.isUtf8())))
            worst = i;
    }
    if (worst < 0)
        findings += passedFinding("charset", {QT_TRANSLATE_NOOP("Message", "All text beyond ASCII stands behind a declaration of its character set."), {}});
    else if (charset.isEmpty())
        findings += charsetFinding(scan.files()[worst], files.files()[worst].shown);
    else
        findings += passedFinding("charset", {QT_TRANSLATE_NOOP("Message", "Text that declares no character set is read as %1, as you chose. Line %2 reads: %3"),
                                              {QString::fromLatin1(charset), QString::number(scan.files()[worst].undeclaredLine), previewOf(scan.files()[worst], charset)}});
}

void addCompleteness(MyScriptScan& scan, const MyFiles& files, const Totals& totals, QList<Finding>& findings)
{
    const QString shown = files.files().first().shown;
    for (qsizetype i = 0; i < scan.files().size(); ++i) {
        const std::optional<Finding> missing = missingEndOf(scan.files()[i], files.files()[i].shown);
        if (missing && !(scan.files()[i].endsInStatement && missing->level == FindingLevel::Blocker))
            findings += *missing;
        const MyHeading& heading = scan.files()[i].heading;
        if (heading.hasTrailer() && !heading.endsBehindTrailer()) {
            findings += warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "Statements stand behind the mark with which %2 ends a backup: somebody added to %1."),
                                                    {files.files()[i].shown, displayBytes(heading.header().producer)}},
                                       {QT_TRANSLATE_NOOP("Message", "Make sure that they are meant to be restored, and that none is missing."), {}});
        }
    }
    const QString found = QString::number(scan.maker().statements());
    const bool isMarked = totals.headings > 0 && totals.trailers == totals.headings;
    if (totals.entries == 0 && isMarked) {
        findings += warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "%1 is complete, but holds no object."), {shown}},
                                   {QT_TRANSLATE_NOOP("Message", "Make sure that this is the backup you want to restore."), {}});
    } else if (totals.entries == 0 && !hasBlocker(findings, "complete") && !hasBlocker(findings, "hostile")) {
        findings += blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.empty", {QT_TRANSLATE_NOOP("Message", "%1 holds no statement that makes or fills anything."), {shown}},
                                                {QT_TRANSLATE_NOOP("Message", "Find out why nothing was written, and pick another backup."), {}}, {}});
    } else if (!hasBlocker(findings, "complete") && files.files().first().role == MyFile::Role::Script) { // a folder has its metadata
        findings += isMarked ? passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "All %1 statements are whole, and the mark at the end of the backup is there."), {found}})
                             : passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "All %1 statements are whole. The script carries no mark at its end, so statements missing there could not be seen."), {found}});
    }
}

} // namespace

std::optional<Finding> missingEndOf(const MyFileFacts& facts, const QString& shown)
{
    const MyHeading& heading = facts.heading;
    const bool isOfProgram = heading.producer() != Producer::Unknown || facts.savesLikeAProgram;
    const bool isNavicatsCut = heading.producer() == Producer::Navicat && facts.foreignKeyCheckOff;
    if (!facts.isRead || !(heading.isTrailerMissing() || !facts.unrestored.isEmpty() || isNavicatsCut))
        return {};
    const QString bytes = QString::number(facts.bytes), last = facts.lastObject;
    if (!isOfProgram) {
        return warningFinding("complete", {QT_TRANSLATE_NOOP("Message", "%1 ends at byte %2 without putting back the setting that it saved in @%3 at its beginning: its end may be missing. The last object is %4."),
                                           {shown, bytes, displayBytes(facts.unrestored, 64), last}},
                              {QT_TRANSLATE_NOOP("Message", "Compare the script with where it came from."), {}});
    }
    const QString producer = heading.header().producer.isEmpty() ? QStringLiteral("mysqldump") : displayBytes(heading.header().producer);
    return blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.truncated",
                                       {QT_TRANSLATE_NOOP("Message", "%1 ends at byte %2 without what %3 writes last: the end of the backup is missing. The last whole object is %4."), {shown, bytes, producer, last}},
                                       takeAnother(), {}});
}

QList<Finding> findingsOfMyScripts(MyScriptScan& scan, const MyFiles& files, const QByteArray& charset)
{
    const Totals totals = totalsOf(scan);
    const QString bytes = QString::number(totals.bytes);
    QList<Finding> findings;
    findings += files.files().size() == 1
        ? passedFinding("readable", {QT_TRANSLATE_NOOP("Message", "%1 can be read to its end: %2 bytes of script."), {files.files().first().shown, bytes}})
        : passedFinding("readable", {QT_TRANSLATE_NOOP("Message", "All %1 files can be read to their ends: %2 bytes of script."), {QString::number(files.files().size()), bytes}});
    for (const MyFileFacts& facts : scan.files()) {
        for (const Message& warning : facts.warnings)
            findings += warningFinding("readable", warning, {QT_TRANSLATE_NOOP("Message", "Make sure that the file was not damaged on its way."), {}});
    }
    findings += totals.isChecksummed
        ? passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "A checksum of the compression covers every byte of the content, and it is right."), {}})
        : passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "This format carries no checksum: damage to its structure is found, but a value that changed inside a row could not be seen."), {}});
    const MyProblems& problems = scan.maker().problems();
    for (const MyProblem& problem : problems.all())
        findings += findingOf(problem);
    addCharset(scan, files, charset, findings);
    addCompleteness(scan, files, totals, findings);
    if (problems.count() > problems.all().size()) {
        findings += warningFinding("statements", {QT_TRANSLATE_NOOP("Message", "%1 more problems were found in the script."), {QString::number(problems.count() - problems.all().size())}},
                                   {QT_TRANSLATE_NOOP("Message", "Restore from another backup, or correct the script at that line."), {}});
    } else if (problems.count() == 0 && totals.entries > 0) {
        findings += passedFinding("statements", {QT_TRANSLATE_NOOP("Message", "%1 statements with %2 rows were read."), {QString::number(scan.maker().statements()), QString::number(totals.rows)}});
    }
    if (!hasBlocker(findings, "hostile"))
        findings += passedFinding("hostile", {QT_TRANSLATE_NOOP("Message", "No statement reaches beyond the databases of the backup, and no line is a command for a client program."), {}});
    return findings;
}

} // namespace bakferry
