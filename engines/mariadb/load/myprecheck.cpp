#include "engines/mariadb/load/myprecheck.h"

#include "engines/displaytext.h"
#include "engines/mariadb/load/myincrement.h"
#include "engines/mariadb/load/myplan.h"
#include "engines/mariadb/server/mycatalog.h"
#include "engines/mariadb/server/mytarget.h"

#include <QtGlobal>

#include <algorithm>

namespace bakferry {

namespace {

// What the DBA chose to restore, in words.
void checkSelection(const MyBackup& backup, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request, PrecheckReport& report)
{
    QStringList names;
    qint64 tables = 0;
    for (const MyChosenDatabase& one : chosen) {
        names += displayBytes(one.wanted);
        tables += std::ranges::count(backup.databases()[one.index].entries, "TABLE", &MyEntry::kind);
    }
    report.findings += passedFinding("selection", {QT_TRANSLATE_NOOP("Message", "Restored will be: %1."), {names.join(QStringLiteral(", "))}});
    if (tables == 0 && request.parts != RestoreRequest::Parts::DataOnly) {
        report.findings += warningFinding("content", {QT_TRANSLATE_NOOP("Message", "The backup holds no table."), {}},
                                          {QT_TRANSLATE_NOOP("Message", "Make sure that this is the backup you mean: an empty database comes out of it."), {}});
    }
    if (const std::optional<Message> why = backup.whyInOrder()) {
        report.findings += passedFinding("order", {QT_TRANSLATE_NOOP("Message", "The script is run statement by statement over one connection, which takes longer than side by side."), {}});
        report.findings.last().remedy = *why;
    }
}

QList<LedgerRow> ledgerOf(const MyBackup& backup, const MyReading& reading)
{
    QHash<QString, qsizetype> places;
    QList<LedgerRow> ledger;
    const bool several = backup.databases().size() > 1;
    for (int d = 0; d < backup.databases().size() && d < reading.rows.size(); ++d) {
        const MyDatabase& database = backup.databases()[d];
        for (int i = 0; i < database.entries.size() && i < reading.rows[d].size(); ++i) {
            if (!database.entries[i].hasData || reading.rows[d][i] < 0)
                continue;
            const QString table = displayBytes(several ? database.name + '.' + database.entries[i].table : database.entries[i].table);
            if (const auto known = places.constFind(table); known != places.cend()) {
                ledger[*known].read += reading.rows[d][i];
                continue;
            }
            places.insert(table, ledger.size());
            ledger += LedgerRow{table, reading.rows[d][i], -1};
        }
    }
    return ledger;
}

// The databases with only those entries that are to be restored: what is left out needs nothing of the server.
QList<MyDatabase> wantedParts(const MyBackup& backup, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request)
{
    const MyPlan plan = planMyRestore(backup, chosen, request);
    QList<MyDatabase> parts;
    for (int item = 0; item < chosen.size(); ++item) {
        MyDatabase part = backup.databases()[chosen[item].index];
        for (auto skipped = plan.skipped.crbegin(); skipped != plan.skipped.crend(); ++skipped) {
            if (skipped->ref.item == item)
                part.entries.removeAt(skipped->ref.entry);
        }
        parts += part;
    }
    return parts;
}

// InnoDB needs about one and a half times the text of the rows, with their keys; compressed data are commonly four times larger unpacked.
qint64 expectedBytes(const MyBackup& backup)
{
    const qint64 content = backup.contentBytes() > 0 ? backup.contentBytes() : backup.storedBytes() * (backup.header().outerCompression.isEmpty() ? 1 : 4);
    return content + content / 2;
}

// The logs on top, drawn and judged; whoever replays them needs one more right.
void checkChain(const MyBackup& backup, const MyBackupSet& set, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request, const JobContext& context, PrecheckReport& report)
{
    if (!set.hasLogs() && request.lastBackup && request.stopAt.isEmpty())
        return;
    const Result<QByteArrayList> sources = mySourcesOf(backup, chosen, request);
    if (!sources) {
        report.findings += blockerFinding("chain", sources.error());
        return;
    }
    const MyChain chain = readMyChainOn(backup, set, *sources, request, context, JobStep::Prechecking);
    report.findings += chain.findings;
    report.facts.chain = chain.drawn;
    if (!set.hasLogs())
        return;
    const Result<std::unique_ptr<MyConnection>> connection = openMyMaintenance(request.target, request.credentials, context);
    const Result<void> rights = connection ? checkMyReplayRights(**connection) : Result<void>(connection.error());
    report.findings += rights ? passedFinding("privilege", {QT_TRANSLATE_NOOP("Message", "The user may replay binary logs."), {}}) : blockerFinding("privilege", rights.error());
}

} // namespace

QList<Finding> myBackupFindings(QList<Finding> findings, const MyOptions& options)
{
    for (Finding& finding : findings) {
        if (options.skipHostile && finding.code == "script.hostile") {
            finding = passedFinding("hostile", finding.what);
            finding.remedy = {QT_TRANSLATE_NOOP("Message", "It is left out, as you chose."), {}};
        }
        if (options.skipSystem && finding.code == "backup.system_database")
            finding = passedFinding("hostile", {QT_TRANSLATE_NOOP("Message", "The server's own databases in the backup are left out, as you chose."), {}});
    }
    return findings;
}

QList<Finding> checkMyServer(const MyBackup& backup, const MyReading& reading, const QList<MyChosenDatabase>& chosen, const RestoreRequest& request, const JobContext& context)
{
    const QList<MyDatabase> parts = wantedParts(backup, chosen, request);
    MyTargetQuestion question;
    question.header = backup.header();
    for (qsizetype i = 0; i < chosen.size(); ++i)
        question.items += MyTargetItem{&parts[i], chosen[i].wanted};
    question.settings = backup.settings();
    question.longestStatement = reading.longestStatement;
    question.longestRow = reading.longestRow;
    question.newBytes = expectedBytes(backup);
    return checkMyTarget(request, question, context);
}

PrecheckReport precheckMy(const RestoreRequest& request, const JobContext& context, MyKeptReadings& readings)
{
    PrecheckReport report;
    const MyOptions options = MyOptions::of(request);
    const MyBackupSet set = takeMySetApart(request.backups);
    if (set.full.isEmpty()) {
        report.findings += set.findings;
        return report;
    }
    Result<std::unique_ptr<MyBackup>> backup = openMyBackup(set.full, context);
    if (!backup) {
        report.findings += blockerFinding("readable", backup.error());
        return report;
    }
    const MyReading reading = (*backup)->readThrough(options.charset, context, JobStep::Prechecking);
    report.facts = describeMyBackup(**backup);
    report.findings += myBackupFindings(reading.findings, options);
    report.cancelled = reading.cancelled || context.stop.stop_requested();
    if (report.cancelled)
        return report;
    if (const Result<QList<MyChosenDatabase>> chosen = chooseMyDatabases(**backup, request, options)) {
        checkSelection(**backup, *chosen, request, report);
        report.findings += checkMyServer(**backup, reading, *chosen, request, context);
        checkChain(**backup, set, *chosen, request, context, report);
    } else {
        report.findings += blockerFinding("selection", chosen.error());
    }
    if (const Result<void> same = (*backup)->checkUnchanged(); !same)
        report.findings += blockerFinding("readable", same.error());
    if (!reading.sha256.isEmpty())
        report.evidence = PrecheckEvidence{reading.sha256, ledgerOf(**backup, reading), reading.complete && !report.hasBlocker()};
    report.cancelled = context.stop.stop_requested();
    if (report.evidence && !report.hasBlocker() && !report.cancelled)
        readings.keep({set.full, options.charset, std::move(*backup), reading});
    return report;
}

} // namespace bakferry
