#include "engines/postgresql/load/pgprecheck.h"

#include "engines/displaytext.h"
#include "engines/postgresql/load/pgplan.h"
#include "engines/postgresql/load/pgtables.h"
#include "engines/postgresql/script/pgrisks.h"
#include "engines/postgresql/server/pgtarget.h"

#include <QSet>
#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

// Rows need their table; those of extensions come with the extension.
std::optional<Error> rowsWithoutTable(const PgDatabase& database, const PgPlan& plan)
{
    QSet<PgTableName> tables;
    for (const int index : plan.structure) {
        const PgEntry& entry = database.entries[index];
        if (entry.kind == "EXTENSION")
            return {};
        if (entry.kind == "TABLE" || entry.kind == "FOREIGN TABLE")
            tables += PgTableName{entry.schema, entry.name};
    }
    const auto lost = std::ranges::find_if(plan.rows, [&](int index) {
        const PgEntry& entry = database.entries[index];
        return entry.kind == "TABLE DATA" && !tables.contains({entry.schema, entry.name});
    });
    if (lost == plan.rows.end())
        return {};
    return Error{ErrorKind::BackupUnusable, "backup.definition_missing",
                 {QT_TRANSLATE_NOOP("Message", "The backup holds rows of %1, but not its definition."), {displayBytes(database.entries[*lost].name)}},
                 {QT_TRANSLATE_NOOP("Message", "Take a backup that holds the definitions as well, or choose rows only, for a database that has the tables."), {}}, {}};
}

// What the DBA chose to restore, in words, or why it cannot be.
void checkSelection(const PgBackup& backup, const QList<PgChosenDatabase>& chosen, const RestoreRequest& request, PrecheckReport& report)
{
    QStringList names;
    qint64 tables = 0, left = 0, rows = 0;
    const PgOptions options = PgOptions::of(request);
    for (const PgChosenDatabase& one : chosen) {
        names += displayBytes(one.wanted);
        const PgDatabase& database = backup.databases()[one.index];
        tables += std::ranges::count(database.entries, "TABLE", &PgEntry::kind);
        const PgPlan plan = planPgRestore(database, one.index, !backup.header().pgDumpLayout, request, options);
        left += std::ranges::count(plan.skipped, false, &PgPlan::Skipped::chosen);
        rows += plan.rows.size();
        if (const std::optional<Error> lost = request.parts == RestoreRequest::Parts::All ? rowsWithoutTable(database, plan) : std::nullopt)
            report.findings += blockerFinding("content", *lost);
    }
    report.findings += passedFinding("selection", {QT_TRANSLATE_NOOP("Message", "Restored will be: %1."), {names.join(QStringLiteral(", "))}});
    if (left > 0) {
        report.findings += warningFinding("selection", {QT_TRANSLATE_NOOP("Message", "%1 objects of the backup are left out by the choices made."), {QString::number(left)}},
                                          {QT_TRANSLATE_NOOP("Message", "The task's log names them; choose again if they are wanted."), {}});
    }
    const bool isHandWritten = !backup.header().pgDumpLayout;
    if (tables > 0 && rows == 0 && !isHandWritten && request.parts == RestoreRequest::Parts::All) {
        report.findings += warningFinding("content", {QT_TRANSLATE_NOOP("Message", "The backup holds definitions only: its tables will be empty."), {}},
                                          {QT_TRANSLATE_NOOP("Message", "Make sure that this is the backup you mean; there may be another one that holds the rows."), {}});
    }
    if (tables == 0 && rows == 0 && !isHandWritten) {
        report.findings += warningFinding("content", {QT_TRANSLATE_NOOP("Message", "The backup holds no table."), {}},
                                          {QT_TRANSLATE_NOOP("Message", "Make sure that this is the backup you mean: an empty database comes out of it."), {}});
    }
}

QList<LedgerRow> ledgerOf(const PgBackup& backup, const PgReading& reading)
{
    QList<LedgerRow> ledger;
    for (int d = 0; d < backup.databases().size() && d < reading.rows.size(); ++d) {
        const QList<PgEntry>& entries = backup.databases()[d].entries;
        for (int i = 0; i < entries.size() && i < reading.rows[d].size(); ++i) {
            if (reading.rows[d][i] >= 0 && entries[i].hasData)
                ledger += LedgerRow{displayBytes(entries[i].schema.isEmpty() ? entries[i].name : entries[i].schema + '.' + entries[i].name), reading.rows[d][i], -1};
        }
    }
    return ledger;
}

// The databases with only those entries that are to be restored: what is left out needs nothing of the server.
QList<PgDatabase> wantedParts(const PgBackup& backup, const QList<PgChosenDatabase>& chosen, const RestoreRequest& request)
{
    QList<PgDatabase> parts;
    const PgOptions options = PgOptions::of(request);
    for (const PgChosenDatabase& one : chosen) {
        PgDatabase part = backup.databases()[one.index];
        const PgPlan plan = planPgRestore(part, one.index, !backup.header().pgDumpLayout, request, options);
        QList<int> skipped;
        for (const PgPlan::Skipped& entry : plan.skipped)
            skipped += entry.entry;
        for (auto entry = skipped.crbegin(); entry != skipped.crend(); ++entry)
            part.entries.removeAt(*entry);
        parts += part;
    }
    return parts;
}

QByteArrayList namesOf(const PgBackup& backup, const char* kind)
{
    QByteArrayList names;
    for (const PgDatabase& database : backup.databases()) {
        for (const PgEntry& entry : database.entries) {
            if (entry.kind == kind)
                names += entry.name;
        }
    }
    return names;
}

// Rows take about their own room again with their indexes; compressed data are commonly four times larger unpacked.
qint64 expectedBytes(const PgBackup& backup)
{
    const bool isCompressed = !backup.header().outerCompression.isEmpty() || (!backup.header().dataCompression.isEmpty() && backup.header().dataCompression != "none");
    return backup.storedBytes() * (isCompressed ? 6 : 2);
}

// Whether the signed-in user is a superuser decides what a risk means; where it cannot be asked, the worst is assumed.
bool isSuperuser(const RestoreRequest& request, const JobContext& context)
{
    const Result<ServerFacts> facts = testPgConnection(request.target, request.credentials, context);
    return !facts || facts->superuser;
}

} // namespace

QList<Finding> checkPgServer(const PgBackup& backup, const QList<PgChosenDatabase>& chosen, const RestoreRequest& request, const JobContext& context)
{
    const QList<PgDatabase> parts = wantedParts(backup, chosen, request);
    PgTargetQuestion question;
    question.header = backup.header();
    for (qsizetype i = 0; i < chosen.size(); ++i)
        question.items += PgTargetItem{&parts[i], chosen[i].wanted};
    const PgOptions options = PgOptions::of(request);
    if (options.createRoles) {
        question.rolesInBackup = namesOf(backup, "ROLE");
        question.tablespacesInBackup = namesOf(backup, "TABLESPACE");
    }
    question.newBytes = expectedBytes(backup);
    QList<Finding> findings = checkPgTarget(request, question, context);
    if (const Finding* blocker = worstBlocker(findings); blocker && blocker->kind == ErrorKind::SignIn)
        return findings; // no second try with a password that was refused
    findings += pgRiskFindings(parts, isSuperuser(request, context), options.acceptRisks);
    return findings;
}

PrecheckReport precheckPg(const RestoreRequest& request, const JobContext& context)
{
    PrecheckReport report;
    const Result<std::unique_ptr<PgBackup>> backup = openPgBackup(request.backups, context);
    if (!backup) {
        report.findings += blockerFinding("readable", backup.error());
        return report;
    }
    const PgReading reading = (*backup)->readThrough(context, JobStep::Prechecking);
    report.facts = describePgBackup(**backup);
    report.findings += reading.findings;
    report.cancelled = reading.cancelled || context.stop.stop_requested();
    if (report.cancelled)
        return report;
    if (const Result<QList<PgChosenDatabase>> chosen = choosePgDatabases(**backup, request)) {
        checkSelection(**backup, *chosen, request, report);
        report.findings += checkPgServer(**backup, *chosen, request, context);
    } else {
        report.findings += blockerFinding("selection", chosen.error());
    }
    if (const Result<void> same = (*backup)->checkUnchanged(); !same)
        report.findings += blockerFinding("readable", same.error());
    if (!reading.sha256.isEmpty())
        report.evidence = PrecheckEvidence{reading.sha256, ledgerOf(**backup, reading), reading.complete && !report.hasBlocker(), (*backup)->reading()};
    report.cancelled = context.stop.stop_requested();
    return report;
}

} // namespace bakferry
