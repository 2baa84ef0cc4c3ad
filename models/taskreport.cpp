#include "models/taskreport.h"

#include "models/exitstatus.h"
#include "models/statustext.h"
#include "models/taskjson.h"
#include "models/tokens.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString text(const QByteArray& token) { return QString::fromLatin1(token); }

QJsonValue knownNumber(qint64 number) { return number < 0 ? QJsonValue() : QJsonValue(number); }

QJsonValue time(const QDateTime& timeUtc)
{
    return timeUtc.isValid() ? QJsonValue(timeUtc.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonArray ledgerReport(const QList<LedgerRow>& ledger)
{
    QJsonArray rows;
    for (const LedgerRow& row : ledger)
        rows.append(QJsonObject{{u"table"_s, row.table}, {u"read"_s, knownNumber(row.read)}, {u"inTarget"_s, knownNumber(row.inTarget)}});
    return rows;
}

QJsonArray leftOverReport(const QList<LeftOver>& leftOvers)
{
    QJsonArray rows;
    for (const LeftOver& leftOver : leftOvers) {
        QJsonObject row{{u"kind"_s, text(token(leftOver.kind))}, {u"sizeBytes"_s, knownNumber(leftOver.sizeBytes)}};
        insertBytes(row, u"place"_s, leftOver.place);
        rows.append(row);
    }
    return rows;
}

QJsonArray findingsReport(const QList<Finding>& findings)
{
    QJsonArray rows;
    for (const Finding& finding : findings) {
        QJsonObject row = findingReport(finding);
        row.remove(u"type"_s);
        rows.append(row);
    }
    return rows;
}

QJsonArray sentences(const QList<Message>& messages)
{
    QJsonArray rows;
    for (const Message& message : messages)
        rows.append(translated(message));
    return rows;
}

QJsonValue words(const QString& value) { return value.isEmpty() ? QJsonValue() : QJsonValue(value); }

// What every report on a task begins with.
QJsonObject head(const QString& type, const MigrationTask& task)
{
    return {{u"type"_s, type}, {u"id"_s, task.id}, {u"name"_s, task.name}, {u"status"_s, text(statusToken(task.status()))},
            {u"phase"_s, text(phaseToken(task.phase))}};
}

} // namespace

QJsonObject errorReport(const Error& error)
{
    return {{u"kind"_s, text(token(error.kind))}, {u"code"_s, text(error.code)}, {u"what"_s, translated(error.what)},
            {u"hint"_s, translated(error.hint)}, {u"detail"_s, error.detail}};
}

QJsonObject findingReport(const Finding& finding)
{
    QJsonObject object{{u"type"_s, u"finding"_s}, {u"check"_s, text(finding.checkId)}, {u"level"_s, text(token(finding.level))},
                       {u"what"_s, translated(finding.what)}, {u"remedy"_s, translated(finding.remedy)}, {u"detail"_s, finding.detail}};
    if (finding.level == FindingLevel::Blocker) {
        object.insert(u"kind"_s, text(token(finding.kind)));
        object.insert(u"code"_s, text(finding.code));
    }
    if (finding.fixes.isEmpty())
        return object;
    QJsonArray fixes;
    for (const FixIt& fix : finding.fixes) {
        QJsonObject row{{u"value"_s, QJsonValue::fromVariant(fix.value)}, {u"label"_s, translated(fix.label)}, {u"preview"_s, translated(fix.preview)}};
        insertBytes(row, u"option"_s, fix.option);
        fixes.append(row);
    }
    object.insert(u"fixes"_s, fixes);
    return object;
}

QJsonObject chainReport(const BackupChain& chain, const BackupSet& backups)
{
    QJsonArray links;
    for (const ChainLink& link : chain.links) {
        QJsonObject row{{u"kind"_s, text(token(link.kind))}, {u"from"_s, words(link.from)}, {u"to"_s, words(link.to)}, {u"first"_s, time(link.firstUtc)},
                        {u"last"_s, time(link.lastUtc)}, {u"server"_s, words(link.server)}, {u"transactions"_s, words(link.transactions)},
                        {u"sizeBytes"_s, knownNumber(link.sizeBytes)}, {u"accepted"_s, link.accepted}, {u"applied"_s, link.applied},
                        {u"code"_s, words(text(link.code))}, {u"why"_s, words(translated(link.why))}};
        insertBytes(row, u"path"_s, backups.value(link.file).path);
        links.append(row);
    }
    return {{u"type"_s, u"chain"_s}, {u"links"_s, links}, {u"restorableTo"_s, words(chain.restorableTo)}, {u"restorableToTime"_s, time(chain.restorableToUtc)}};
}

QJsonObject logReport(const LogRow& row)
{
    return {{u"type"_s, u"log"_s}, {u"time"_s, time(row.timeUtc)}, {u"level"_s, text(token(row.level))}, {u"text"_s, translated(row.text)}};
}

QJsonObject progressReport(const MigrationTask& task)
{
    QJsonObject object = head(u"progress"_s, task);
    object.insert(u"permille"_s, knownNumber(task.progressPermille()));
    object.insert(u"bytesDone"_s, task.progress.bytesDone);
    object.insert(u"bytesTotal"_s, task.progress.bytesTotal > 0 ? QJsonValue(task.progress.bytesTotal) : QJsonValue());
    object.insert(u"rowsDone"_s, task.progress.rowsDone);
    object.insert(u"object"_s, task.progress.object);
    object.insert(u"bytesPerSecond"_s, task.bytesPerSecond > 0 ? QJsonValue(task.bytesPerSecond) : QJsonValue());
    object.insert(u"secondsLeft"_s, knownNumber(task.secondsLeft));
    return object;
}

QJsonObject taskReport(const MigrationTask& task)
{
    QJsonObject object = head(u"task"_s, task);
    QJsonArray backups;
    for (const BackupFile& file : task.plan.backups) {
        QJsonObject backup;
        insertBytes(backup, u"path"_s, file.path);
        if (file.incremental)
            backup.insert(u"incremental"_s, true);
        backups.append(backup);
    }
    object.insert(u"description"_s, task.description);
    object.insert(u"tags"_s, toJsonArray(task.tags));
    object.insert(u"engine"_s, text(task.plan.target.connection.engineId));
    object.insert(u"backups"_s, backups);
    object.insert(u"target"_s, task.plan.target.display());
    object.insert(u"overwrite"_s, task.plan.overwrite);
    object.insert(u"lastBackup"_s, task.plan.lastBackup);
    object.insert(u"stopAt"_s, words(task.plan.stopAt));
    object.insert(u"appliedBackups"_s, task.appliedBackups);
    object.insert(u"parts"_s, text(token(task.plan.parts)));
    object.insert(u"options"_s, QJsonObject::fromVariantMap(task.plan.options));
    object.insert(u"permille"_s, knownNumber(task.progressPermille()));
    object.insert(u"created"_s, time(task.createdUtc));
    object.insert(u"started"_s, time(task.startedUtc));
    object.insert(u"finished"_s, time(task.finishedUtc));
    object.insert(u"elapsedMs"_s, task.elapsedMs);
    object.insert(u"canUndo"_s, task.canUndoOverwrite());
    object.insert(u"summary"_s, resultSentence(task));
    return object;
}

QJsonObject resultReport(const MigrationTask& task)
{
    QJsonObject object = head(u"result"_s, task);
    const TaskResult& result = task.result;
    const std::optional<Error> error = decisiveError(task);
    object.insert(u"tables"_s, result.tables);
    object.insert(u"rows"_s, result.rows);
    object.insert(u"bytesRead"_s, result.bytesRead);
    object.insert(u"ledger"_s, ledgerReport(result.ledger));
    object.insert(u"statements"_s, QJsonObject{{u"found"_s, result.statements.found}, {u"executed"_s, result.statements.executed},
                                               {u"skipped"_s, result.statements.skipped}, {u"failed"_s, result.statements.failed}});
    object.insert(u"findings"_s, findingsReport(task.findings));
    object.insert(u"verification"_s, findingsReport(result.verification));
    object.insert(u"warnings"_s, sentences(result.warnings));
    object.insert(u"leftOvers"_s, leftOverReport(result.leftOvers));
    object.insert(u"remains"_s, text(token(result.remains)));
    object.insert(u"overwriteUndone"_s, result.overwriteUndone);
    if (!task.chain.isEmpty()) {
        QJsonObject chain = chainReport(task.chain, task.plan.backups);
        chain.remove(u"type"_s);
        object.insert(u"chain"_s, chain);
    }
    object.insert(u"target"_s, task.plan.target.display());
    object.insert(u"elapsedMs"_s, task.elapsedMs);
    object.insert(u"exitStatus"_s, exitStatusOf(task));
    object.insert(u"error"_s, error ? QJsonValue(errorReport(*error)) : QJsonValue());
    return object;
}

} // namespace bakferry
