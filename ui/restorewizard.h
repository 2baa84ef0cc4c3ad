#pragma once
#include "engines/backupfile.h"
#include "ui/services.h"

#include <QWizard>

namespace bakferry {

class BackupPage;
class ConfirmPage;
class DraftModel;
class MigrationTaskModel;

/// The way to a restore task in three steps: 选定备份 → 选定目标 → 信息确认.
///
/// Starts nothing itself: Finish emits tasksDrafted(), Back and Cancel leave no trace and stop a running precheck.
class RestoreWizard : public QWizard
{
    Q_OBJECT

public:
    /// @param tasks  asked for free names only
    RestoreWizard(const MigrationTaskModel& tasks, Services services, QWidget* parent = nullptr);

public slots:
    /// Ignored after step 1: what was confirmed must not change behind the DBA's back.
    void addFiles(const QList<bakferry::BackupFile>& files);
    void accept() override;

signals:
    void tasksDrafted(const QList<bakferry::MigrationTask>& drafts);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();

    Services m_services;
    DraftModel* m_drafts;
    BackupPage* m_backupPage;
    ConfirmPage* m_confirmPage;
};

} // namespace bakferry
