#pragma once
#include "models/auditentry.h"
#include "models/migrationtask.h"

#include <QHash>
#include <QObject>

namespace bakferry {

/// Watches what is asked of tasks and what becomes of it, and says it as events for the audit log. GUI thread.
class AuditTrail : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

public slots:
    void taskCreated(const bakferry::MigrationTask& task);
    void taskRetried(const bakferry::MigrationTask& task);
    void taskDeleted(const bakferry::MigrationTask& task);
    void taskEdited(const bakferry::MigrationTask& task);
    void decided(const bakferry::MigrationTask& task, bool goOn);
    /// An undo or a clean-up was asked for; how it ended comes with jobEnded().
    /// Without backups: completed with what is in staging.
    void continueAsked(const MigrationTask& task, const BackupSet& backups, bool isLast, const QString& stopAt);
    void undoAsked(const bakferry::MigrationTask& task);
    void discardAsked(const bakferry::MigrationTask& task, const bakferry::LeftOver& leftOver);
    /// No job works for the task any more. Says nothing of one that waits.
    void jobEnded(const bakferry::MigrationTask& task);

signals:
    void happened(const bakferry::AuditEvent& event);

private:
    void say(const char* event, const MigrationTask& task, const QJsonObject& facts = {});
};

} // namespace bakferry
