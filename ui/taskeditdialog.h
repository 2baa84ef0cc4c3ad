#pragma once
#include "models/migrationtask.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;

namespace bakferry {

class MigrationTaskModel;
class ProblemLabel;

/// Changes a task's name, description and tags: all that may be changed once a task exists.
class TaskEditDialog : public QDialog
{
    Q_OBJECT

public:
    /// Deletes itself when closed. The change is made by model.edit(), which may refuse it.
    TaskEditDialog(MigrationTaskModel& tasks, const QString& id, QWidget* parent);
    void accept() override;

private:
    MigrationTaskModel& m_tasks;
    QString m_id;
    QLineEdit* m_name;
    QPlainTextEdit* m_description;
    QLineEdit* m_tags;
    ProblemLabel* m_problem;
};

} // namespace bakferry
