#include "models/taskdocument.h"

#include "engines/displaytext.h"
#include "models/columntext.h"
#include "models/findingsmodel.h"
#include "models/humantext.h"
#include "models/ledgermodel.h"
#include "models/logmodel.h"
#include "models/statustext.h"
#include "models/taskreport.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString word(const char* text) { return QCoreApplication::translate("TaskDocument", text); }

QString numberOrUnknown(qint64 number) { return number < 0 ? word(QT_TRANSLATE_NOOP("TaskDocument", "not counted")) : QString::number(number); }

// Empty lines and facts without any are left out.
void add(QList<TaskDocument::Fact>& facts, const char* label, const QStringList& lines)
{
    QStringList shown;
    for (const QString& line : lines) {
        if (!line.isEmpty())
            shown += displayText(line, 4096);
    }
    if (!shown.isEmpty())
        facts += {word(label), shown};
}

QStringList sentences(const QList<Message>& messages)
{
    QStringList lines;
    for (const Message& message : messages)
        lines += translated(message);
    return lines;
}

QStringList tagLines(const QList<TaskTag>& tags)
{
    QStringList lines;
    for (const TaskTag& tag : tags)
        lines += tag.value.isEmpty() ? tag.key : tag.key + u'=' + tag.value;
    return lines;
}

void addPlan(QList<TaskDocument::Fact>& facts, const MigrationTask& task)
{
    const TaskPlan& plan = task.plan;
    QStringList backups, renames, options;
    for (const BackupFile& file : plan.backups)
        backups += file.display();
    for (const auto& [from, to] : plan.renames)
        renames += from + u" → "_s + to;
    for (auto option = plan.options.cbegin(); option != plan.options.cend(); ++option)
        options += option.key() + u" = "_s + option.value().toString();
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Description"), {task.description});
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Tags"), tagLines(task.tags));
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Backup"), backups);
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Engine"), {engineText(plan.target.connection.engineId)});
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Target"), {plan.target.display()});
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "If it exists"),
        {plan.overwrite ? word(QT_TRANSLATE_NOOP("TaskDocument", "overwrite, keep the old one")) : word(QT_TRANSLATE_NOOP("TaskDocument", "stop, change nothing"))});
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Databases"), plan.only);
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "New names"), renames);
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Parts"), {partsText(plan.parts)});
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Options"), options);
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Precheck"),
        {plan.precheck ? word(QT_TRANSLATE_NOOP("TaskDocument", "before the restore")) : word(QT_TRANSLATE_NOOP("TaskDocument", "switched off by the DBA"))});
}

void addResult(QList<TaskDocument::Fact>& facts, const MigrationTask& task)
{
    const TaskResult& result = task.result;
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Created"), {localTimeText(task.createdUtc)});
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Started"), {localTimeText(task.startedUtc)});
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Finished"), {localTimeText(task.finishedUtc)});
    if (task.startedUtc.isValid())
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Duration"), {durationText(task.elapsedMs / 1000)});
    if (isFinal(task.phase) && task.phase != TaskPhase::PrecheckFailed)
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "What remains"), {remainsText(result.remains)});
    if (result.tables > 0)
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Tables and rows"), {u"%1 / %2"_s.arg(countText(result.tables), countText(result.rows))});
    const StatementBalance& statements = result.statements;
    if (statements.found > 0)
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Statements"),
            {word(QT_TRANSLATE_NOOP("TaskDocument", "found %1 = executed %2 + skipped %3 + failed %4"))
                 .arg(countText(statements.found), countText(statements.executed), countText(statements.skipped), countText(statements.failed))});
    if (result.overwriteUndone)
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Overwrite"), {word(QT_TRANSLATE_NOOP("TaskDocument", "undone afterwards"))});
    QStringList leftOvers;
    for (const LeftOver& leftOver : result.leftOvers)
        leftOvers += u"%1: %2 %3"_s.arg(leftOverText(leftOver.kind), displayBytes(leftOver.place), sizeText(leftOver.sizeBytes)).trimmed();
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Left over"), leftOvers);
    add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Warnings"), sentences(result.warnings));
    if (result.error) {
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Cause"), {translated(result.error->what)});
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Remedy"), {translated(result.error->hint)});
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Error code"), {QString::fromLatin1(result.error->code)});
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "Raw words"), {result.error->detail});
    }
    if (task.evidence && !task.evidence->sourceSha256.isEmpty())
        add(facts, QT_TRANSLATE_NOOP("TaskDocument", "SHA-256 of the backup"), {QString::fromLatin1(task.evidence->sourceSha256.toHex())});
}

TaskDocument::Table findingsTable(const char* title, const QList<Finding>& findings)
{
    TaskDocument::Table table{word(title), {}, {}, {}};
    for (const int column : {FindingsModel::LevelColumn, FindingsModel::CheckColumn, FindingsModel::WhatColumn, FindingsModel::RemedyColumn})
        table.columns += findingColumnText(column);
    for (const Finding& finding : findings)
        table.rows += QStringList{findingLevelText(finding.level), checkText(finding.checkId), displayText(translated(finding.what), 4096), displayText(translated(finding.remedy), 4096)};
    return table;
}

TaskDocument::Table ledgerTable(const QList<LedgerRow>& ledger)
{
    TaskDocument::Table table{word(QT_TRANSLATE_NOOP("TaskDocument", "Ledger")), {}, {}, {1, 2}};
    for (const int column : {LedgerModel::TableColumn, LedgerModel::ReadColumn, LedgerModel::InTargetColumn})
        table.columns += ledgerColumnText(column);
    for (const LedgerRow& row : ledger)
        table.rows += QStringList{displayText(row.table), numberOrUnknown(row.read), numberOrUnknown(row.inTarget)};
    return table;
}

TaskDocument::Table logTable(const QList<LogRow>& log)
{
    TaskDocument::Table table{word(QT_TRANSLATE_NOOP("TaskDocument", "Log")), {}, {}, {}};
    for (const int column : {LogModel::TimeColumn, LogModel::LevelColumn, LogModel::TextColumn})
        table.columns += logColumnText(column);
    for (const LogRow& row : log)
        table.rows += QStringList{localTimeText(row.timeUtc), logLevelText(row.level), displayText(translated(row.text), 4096)};
    return table;
}

constexpr QByteArrayView pageHead = R"(<!DOCTYPE html>
<html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font-family: sans-serif; margin: 2em; color: #1c2733; background: #ffffff; }
h1 { font-size: 1.5em; margin-bottom: 0; } h2 { font-size: 1.15em; margin-top: 1.6em; }
table { border-collapse: collapse; } td, th { text-align: left; vertical-align: top; padding: 3px 14px 3px 0; border-bottom: 1px solid #d5dbe1; }
th { color: #56616d; font-weight: normal; } td.number { text-align: right; } .subtitle { font-size: 1.15em; } .footer { color: #56616d; margin-top: 2em; }
</style>
)";

QByteArray escaped(const QString& text) { return text.toHtmlEscaped().toUtf8(); }

QByteArray rowsOf(const TaskDocument::Table& table)
{
    QByteArray html = "<table>\n<tr>";
    for (const QString& column : table.columns)
        html += "<th>" + escaped(column) + "</th>";
    html += "</tr>\n";
    for (const QStringList& row : table.rows) {
        html += "<tr>";
        for (qsizetype cell = 0; cell < row.size(); ++cell)
            html += (table.numbers.contains(int(cell)) ? "<td class=\"number\">" : "<td>") + escaped(row[cell]) + "</td>";
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

// Spreadsheets run what begins with one of these, also in their full-width forms. Source: OWASP, "CSV Injection".
bool looksLikeFormula(QStringView cell)
{
    return !cell.isEmpty() && u"=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20"_s.contains(cell.front());
}

QByteArray csvCell(const QString& text)
{
    QString cell = looksLikeFormula(text) ? u'\'' + text : text;
    return '"' + cell.replace(u'"', u"\"\""_s).toUtf8() + '"';
}

QByteArray csvRow(const QStringList& cells)
{
    QByteArrayList quoted;
    for (const QString& cell : cells)
        quoted += csvCell(cell);
    return quoted.join(',') + "\r\n";
}

} // namespace

TaskDocument documentOf(const MigrationTask& task, const QList<LogRow>& log)
{
    TaskDocument document;
    document.title = displayText(task.name);
    document.subtitle = displayText(statusSentence(task));
    addPlan(document.facts, task);
    addResult(document.facts, task);
    add(document.facts, QT_TRANSLATE_NOOP("TaskDocument", "Task"), {task.id});
    if (!task.result.verification.isEmpty())
        document.tables += findingsTable(QT_TRANSLATE_NOOP("TaskDocument", "Verification"), task.result.verification);
    if (!task.result.ledger.isEmpty())
        document.tables += ledgerTable(task.result.ledger);
    if (!task.findings.isEmpty())
        document.tables += findingsTable(QT_TRANSLATE_NOOP("TaskDocument", "Precheck"), task.findings);
    if (!log.isEmpty())
        document.tables += logTable(log);
    document.footer = word(QT_TRANSLATE_NOOP("TaskDocument", "BakFerry %1, %2")).arg(QCoreApplication::applicationVersion(), localTimeText(QDateTime::currentDateTimeUtc()));
    return document;
}

QByteArray htmlOf(const TaskDocument& document)
{
    QByteArray html = pageHead.toByteArray() + "<title>" + escaped(document.title) + "</title></head><body>\n<h1>" + escaped(document.title) + "</h1>\n<p class=\"subtitle\">"
        + escaped(document.subtitle) + "</p>\n<table>\n";
    for (const TaskDocument::Fact& fact : document.facts) {
        QByteArrayList lines;
        for (const QString& line : fact.lines)
            lines += escaped(line);
        html += "<tr><th>" + escaped(fact.label) + "</th><td>" + lines.join("<br>") + "</td></tr>\n";
    }
    html += "</table>\n";
    for (const TaskDocument::Table& table : document.tables)
        html += "<h2>" + escaped(table.title) + "</h2>\n" + rowsOf(table);
    return html + "<p class=\"footer\">" + escaped(document.footer) + "</p>\n</body></html>\n";
}

QByteArray csvOf(const TaskDocument& document)
{
    QByteArray csv = "\xef\xbb\xbf" + csvRow({document.title, document.subtitle});
    for (const TaskDocument::Fact& fact : document.facts) {
        for (const QString& line : fact.lines)
            csv += csvRow({fact.label, line});
    }
    for (const TaskDocument::Table& table : document.tables) {
        csv += "\r\n" + csvRow({table.title}) + csvRow(table.columns);
        for (const QStringList& row : table.rows)
            csv += csvRow(row);
    }
    return csv + "\r\n" + csvRow({document.footer});
}

QByteArray jsonOf(const MigrationTask& task, const QList<LogRow>& log)
{
    QJsonArray rows;
    for (const LogRow& row : log)
        rows.append(logReport(row));
    return QJsonDocument(QJsonObject{{u"task"_s, taskReport(task)}, {u"result"_s, resultReport(task)}, {u"log"_s, rows}}).toJson();
}

} // namespace bakferry
