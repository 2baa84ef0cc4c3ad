#pragma once
#include "engines/backupfile.h"
#include "models/migrationtask.h"
#include "ui/fitteddialog.h"
#include "ui/services.h"


class QPushButton;

namespace bakferry {

class ChainChoice;
class ChainView;
class ProblemLabel;

/// Gives a task that waits for the next backup of its chain that backup: one file or several in their order. Shows what is in staging
/// so far. Deletes itself when closed.
class ContinueDialog : public FittedDialog
{
    Q_OBJECT

public:
    ContinueDialog(const MigrationTask& task, const Services& services, QWidget* parent);

    const BackupSet& backups() const { return m_backups; }
    bool isLast() const;
    QString stopAt() const;

public slots:
    void addFiles(const QList<bakferry::BackupFile>& files);

private:
    void refresh();

    const MigrationTask m_task;
    BackupSet m_backups;
    ChainView* m_chain;
    ChainChoice* m_choice;
    QPushButton* m_start;
    QPushButton* m_clear;
};

} // namespace bakferry
