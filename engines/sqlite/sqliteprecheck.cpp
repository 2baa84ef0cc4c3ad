#include "engines/sqlite/sqliteprecheck.h"

#include "engines/displaytext.h"
#include "engines/foreignformat.h"
#include "engines/input/hashing.h"
#include "engines/sqlite/sqlitecontent.h"
#include "engines/sqlite/sqliteinspect.h"
#include "engines/sqlite/sqlitescriptreader.h"
#include "engines/sqlite/sqlitetarget.h"

#include <QtGlobal>

#include <thread>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

Error cutOff(Message what)
{
    return Error{ErrorKind::BackupUnusable, "backup.truncated", std::move(what),
                 {QT_TRANSLATE_NOOP("Message", "The backup is not complete. Copy it again from where it was made, or take another one."), {}}, {}};
}

Finding checkPageCount(const SqliteSource& source, const QString& shown)
{
    const SqliteHeader* header = source.header();
    if (!header) {
        return blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.damaged",
                                           {QT_TRANSLATE_NOOP("Message", "The header of %1 is damaged: its page size makes no sense."), {shown}},
                                           {QT_TRANSLATE_NOOP("Message", "Take another backup; sqlite3's .recover may save single rows of this one."), {}}, {}});
    }
    const qint64 bytes = source.databaseBytes();
    const QStringList numbers{shown, QString::number(header->pageCount), QString::number(bytes / header->pageSize), QString::number(bytes)};
    if (!source.hasWal() && !source.hasJournal() && header->pageCount > 0 && bytes < header->pageCount * header->pageSize)
        return blockerFinding("complete", cutOff({QT_TRANSLATE_NOOP("Message", "%1 is cut off: its header counts %2 pages, but there are only %3 (%4 bytes)."), numbers}));
    if (header->pageCount > 0)
        return passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "The file has all %2 pages that its header counts."), numbers});
    return passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "The file has %3 pages; its header does not count them, so the integrity check has to tell."), numbers});
}

Finding checksumFinding(const SqliteSource& source)
{
    if (source.input().isChecksummed())
        return passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "A checksum of the compression covers every byte of the content, and it is right."), {}});
    return passedFinding("checksum", {QT_TRANSLATE_NOOP("Message", "This format carries no checksum: damage to its structure is found, but a value that changed inside a row could not be seen."), {}});
}

void checkDatabase(SqliteSource& source, const QString& shown, const JobContext& context, PrecheckReport& report)
{
    if (const Result<void> unpacked = source.unpack(context, JobStep::Prechecking); !unpacked) {
        report.findings += blockerFinding("readable", unpacked.error());
        return;
    }
    report.findings += passedFinding("readable", {QT_TRANSLATE_NOOP("Message", "%1 can be read and is an SQLite database."), {shown}});
    if (source.hasWal() || source.hasJournal())
        report.findings += passedFinding("readable", {QT_TRANSLATE_NOOP("Message", "The write-ahead log or journal beside %1 belongs to the backup and is read with it."), {shown}});
    report.findings += checksumFinding(source);
    report.findings += checkPageCount(source, shown);
    if (report.hasBlocker())
        return;
    const Result<BackupView*> view = source.view();
    if (!view) {
        report.findings += notCheckableFinding("integrity", view.error().what, view.error().hint, view.error().detail);
        return;
    }
    Result<QByteArray> sha256 = Error{};
    std::jthread hashing([&] { sha256 = source.sha256(context, {}); });
    const ContentReport content = checkContent([&] { return (*view)->connect(); }, shown, JobStep::Prechecking, context);
    hashing.join();
    report.findings += content.findings;
    if (content.proven && content.ledger.isEmpty()) {
        report.findings += warningFinding("tables", {QT_TRANSLATE_NOOP("Message", "%1 holds no tables."), {shown}},
                                          {QT_TRANSLATE_NOOP("Message", "Make sure that this is the backup you want to restore."), {}});
    }
    if (sha256)
        report.evidence = PrecheckEvidence{*sha256, content.ledger, content.proven};
    if (const Result<void> same = source.checkUnchanged(); !same)
        report.findings += blockerFinding("readable", same.error());
}

void addScriptProblems(const ScriptSummary& summary, const QByteArray& head, const QString& shown, PrecheckReport& report)
{
    const Message fix{QT_TRANSLATE_NOOP("Message", "Restore from another backup, or correct the script at that line."), {}};
    const Message danger{QT_TRANSLATE_NOOP("Message", "Ask whoever made this file. BakFerry runs nothing that reaches beyond the target database."), {}};
    for (const ScriptProblem& one : summary.problems) {
        switch (one.kind) {
        case ScriptProblem::Kind::Refused:
            report.findings += blockerFinding("hostile", {ErrorKind::Risk, "script.hostile", one.what, danger, one.detail});
            break;
        case ScriptProblem::Kind::Failed:
            report.findings += blockerFinding("statements", {ErrorKind::BackupUnusable, "script.statement", one.what, fix, one.detail});
            break;
        case ScriptProblem::Kind::RollsBack:
            report.findings += blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.truncated", one.what, fix, one.detail});
            break;
        case ScriptProblem::Kind::CutOff:
        case ScriptProblem::Kind::StillOpen:
            report.findings += blockerFinding("complete", cutOff(one.what));
            break;
        }
    }
    if (summary.problemCount > summary.problems.size()) {
        report.findings += warningFinding("statements", {QT_TRANSLATE_NOOP("Message", "%1 more problems were found in the script."), {QString::number(summary.problemCount - summary.problems.size())}}, fix);
    }
    const char* other = summary.problems.isEmpty() ? nullptr : likelyScriptOf(head);
    if (other) {
        report.findings.prepend(blockerFinding("readable", {ErrorKind::BackupUnusable, "backup.other_format", {other, {shown}},
                                                            {QT_TRANSLATE_NOOP("Message", "Pick the right file, or a target of the right engine."), {}}, {}}));
    }
}

void addScriptVerdict(const ScriptSummary& summary, const QString& shown, PrecheckReport& report)
{
    const auto has = [&](QByteArrayView check) {
        return std::ranges::any_of(report.findings, [&](const Finding& f) { return f.checkId == check && f.level == FindingLevel::Blocker; });
    };
    const QString found = QString::number(summary.statements.found);
    if (summary.statements.found == 0) {
        report.findings += blockerFinding("complete", {ErrorKind::BackupUnusable, "backup.empty", {QT_TRANSLATE_NOOP("Message", "%1 holds no statement."), {shown}},
                                                       {QT_TRANSLATE_NOOP("Message", "Find out why nothing was written, and pick another backup."), {}}, {}});
    } else if (!has("complete")) {
        report.findings += summary.hasTransaction
            ? passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "All %1 statements are whole, and the COMMIT that ends the backup is there."), {found}})
            : passedFinding("complete", {QT_TRANSLATE_NOOP("Message", "All %1 statements are whole. The script carries no mark at its end, so statements missing there could not be seen."), {found}});
    }
    if (!has("statements") && summary.statements.found > 0)
        report.findings += passedFinding("statements", {QT_TRANSLATE_NOOP("Message", "SQLite understands every statement; %1 rows were read."), {QString::number(summary.rows)}});
    if (!has("hostile"))
        report.findings += passedFinding("hostile", {QT_TRANSLATE_NOOP("Message", "No statement reaches beyond the target database."), {}});
    if (summary.firstNul >= 0) {
        report.findings += warningFinding("bytes", {QT_TRANSLATE_NOOP("Message", "There is a NUL byte at byte %1 of the script."), {QString::number(summary.firstNul)}},
                                          {QT_TRANSLATE_NOOP("Message", "Make sure that the file was not damaged on its way."), {}});
    }
}

void checkScript(SqliteSource& source, const QString& shown, const JobContext& context, PrecheckReport& report)
{
    Result<SqliteHandle> empty = SqliteHandle::open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!empty) {
        report.findings += notCheckableFinding("statements", empty.error().what, empty.error().hint, empty.error().detail);
        return;
    }
    // Holds a schema and no rows; a query that fills tables without end is stopped here instead of filling the memory.
    empty->run("PRAGMA max_page_count=65536");
    SqliteScriptReader reader(*empty, SqliteScriptReader::Mode::Check, context);
    const Result<ScriptSummary> summary = reader.read(source.input());
    if (!summary) {
        report.findings += blockerFinding("readable", summary.error());
        return;
    }
    if (summary->cancelled)
        return;
    report.findings += passedFinding("readable", {QT_TRANSLATE_NOOP("Message", "%1 can be read to its end: %2 bytes of script."), {shown, QString::number(summary->bytes)}});
    for (const Message& warning : source.input().warnings())
        report.findings += warningFinding("readable", warning, {QT_TRANSLATE_NOOP("Message", "Make sure that the file was not damaged on its way."), {}});
    report.findings += checksumFinding(source);
    addScriptProblems(*summary, source.head(), shown, report);
    addScriptVerdict(*summary, shown, report);
    report.evidence = PrecheckEvidence{source.input().sha256(), {}, !report.hasBlocker()};
    if (const Result<void> same = source.checkUnchanged(); !same)
        report.findings += blockerFinding("readable", same.error());
}

Finding checkSelection(const RestoreRequest& request)
{
    const bool onlyMain = std::ranges::all_of(request.only, [](const QString& name) { return name == u"main"; });
    if (onlyMain && request.renames.isEmpty())
        return passedFinding("selection", {QT_TRANSLATE_NOOP("Message", "The backup's one database is restored as a whole."), {}});
    return blockerFinding("selection", {ErrorKind::Usage, "selection.sqlite",
                                        {QT_TRANSLATE_NOOP("Message", "An SQLite backup holds one database, named main; no other can be picked and none renamed."), {}},
                                        {QT_TRANSLATE_NOOP("Message", "Leave --only and --rename out; the target's path names the new database."), {}}, {}});
}

} // namespace

qint64 expectedBytes(SqliteSource& source)
{
    const SqliteHeader* header = source.header();
    const qint64 stored = source.input().storedBytes() + source.sideBytes();
    if (header && source.isCompressed())
        return qMax(stored, header->pageCount * header->pageSize);
    // A script's text and its tables are of a size; compressed it is commonly four times smaller.
    return source.isCompressed() ? qMax(stored * 4, source.input().position()) : stored;
}

InputLimits limitsFor(const RestoreRequest& request)
{
    InputLimits limits;
    limits.maxBytes = freeBytesAt(request.target.database); // what fits is no bomb, however well it was compressed
    return limits;
}

PrecheckReport precheckSqlite(const RestoreRequest& request, const JobContext& context)
{
    PrecheckReport report;
    const Result<BackupFile> file = mainBackupFile(request.backups);
    Result<std::unique_ptr<SqliteSource>> source = file ? SqliteSource::open(*file, limitsFor(request)) : Result<std::unique_ptr<SqliteSource>>(file.error());
    report.findings += checkSelection(request);
    if (!source) {
        report.findings += blockerFinding("readable", source.error());
        report.findings += checkSqliteTarget(request, -1, file ? file->path : QByteArray());
        return report;
    }
    const QString shown = file->display();
    if (const Result<BackupFacts> facts = inspectSqlite(request.backups))
        report.facts = *facts;
    if (request.targetAlone) {
        report.findings += checkSqliteTarget(request, expectedBytes(**source), file->path);
        return report;
    }
    switch (sqliteFormatOf((*source)->head())) {
    case SqliteFormat::Database: checkDatabase(**source, shown, context, report); break;
    case SqliteFormat::Script: checkScript(**source, shown, context, report); break;
    case SqliteFormat::None: report.findings += blockerFinding("readable", notSqlite(*file, (*source)->head())); break;
    }
    report.findings += checkSqliteTarget(request, expectedBytes(**source), file->path);
    report.cancelled = context.stop.stop_requested();
    return report;
}

} // namespace bakferry
