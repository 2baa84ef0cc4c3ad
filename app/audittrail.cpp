#include "app/audittrail.h"

#include "models/taskjson.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

void AuditTrail::say(const char* event, const MigrationTask& task, const QJsonObject& facts)
{
    emit happened({event, task.id, task.name, facts});
}

void AuditTrail::taskCreated(const MigrationTask& task)
{
    const TaskPlan& plan = task.plan;
    QJsonArray backups;
    for (const BackupFile& file : plan.backups) {
        QJsonObject backup;
        insertBytes(backup, u"path"_s, file.path);
        backups += backup;
    }
    say("created", task, {{u"backups"_s, backups}, {u"target"_s, plan.target.display()}, {u"overwrite"_s, plan.overwrite}, {u"precheck"_s, plan.precheck},
                          {u"acceptWarnings"_s, plan.acceptWarnings}, {u"options"_s, QJsonObject::fromVariantMap(plan.options)}});
}

void AuditTrail::taskRetried(const MigrationTask& task) { say("retried", task); }

void AuditTrail::taskDeleted(const MigrationTask& task) { say("deleted", task, {{u"phase"_s, QString::fromLatin1(phaseToken(task.phase))}}); }

void AuditTrail::taskEdited(const MigrationTask& task)
{
    say("edited", task, {{u"description"_s, task.description}, {u"tags"_s, toJsonArray(task.tags)}});
}

void AuditTrail::decided(const MigrationTask& task, bool goOn)
{
    const auto count = [&](FindingLevel level) { return int(std::ranges::count(task.findings, level, &Finding::level)); };
    say(goOn ? "accepted" : "declined", task, {{u"warnings"_s, count(FindingLevel::Warning)}, {u"notCheckable"_s, count(FindingLevel::NotCheckable)}});
}

void AuditTrail::continueAsked(const MigrationTask& task, const BackupSet& backups, bool isLast, const QString& stopAt)
{
    QJsonArray files;
    for (const BackupFile& file : backups) {
        QJsonObject backup;
        insertBytes(backup, u"path"_s, file.path);
        files += backup;
    }
    say("continued", task, {{u"backups"_s, files}, {u"lastBackup"_s, isLast}, {u"stopAt"_s, stopAt}});
}

void AuditTrail::undoAsked(const MigrationTask& task) { say("undo", task, {{u"target"_s, task.plan.target.display()}}); }

void AuditTrail::discardAsked(const MigrationTask& task, const LeftOver& leftOver)
{
    QJsonObject facts;
    insertBytes(facts, u"place"_s, leftOver.place);
    say("discard", task, facts);
}

void AuditTrail::jobEnded(const MigrationTask& task)
{
    if (!isFinal(task.phase))
        return;
    const TaskResult& result = task.result;
    QJsonObject facts{{u"phase"_s, QString::fromLatin1(phaseToken(task.phase))}, {u"tables"_s, result.tables}, {u"rows"_s, result.rows},
                      {u"overwriteUndone"_s, result.overwriteUndone}, {u"leftOvers"_s, result.leftOvers.size()}};
    if (result.error)
        facts.insert(u"error"_s, QString::fromLatin1(result.error->code));
    if (task.evidence)
        facts.insert(u"sha256"_s, QString::fromLatin1(task.evidence->sourceSha256.toHex()));
    say("ended", task, facts);
}

} // namespace bakferry
