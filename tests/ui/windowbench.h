#pragma once
#include "models/migrationtaskmodel.h"
#include "tests/ui/sampletasks.h"
#include "tests/ui/windowtest.h"
#include "ui/banner.h"
#include "ui/mainwindow.h"
#include "ui/tasktable.h"

#include <QAction>

namespace bakferry::test {

/// A main window on the sample tasks and scripted services, shown.
struct WindowBench
{
    ScriptedServices scripted;
    MigrationTaskModel tasks;
    std::unique_ptr<MainWindow> window;
    TaskTable* table;

    explicit WindowBench(const QList<MigrationTask>& loaded = sampleTasks())
    {
        tasks.load(loaded);
        window = std::make_unique<MainWindow>(tasks, scripted.services());
        table = child<TaskTable>(*window, "taskTable");
        window->show();
    }
    QStringList shownNames() const
    {
        QStringList names;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            names.append(table->model()->index(row, MigrationTaskModel::NameColumn).data().toString());
        return names;
    }
    void select(const QStringList& ids)
    {
        table->clearSelection();
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex index = table->model()->index(row, 0);
            if (ids.contains(index.data(MigrationTaskModel::IdRole).toString()))
                table->selectionModel()->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
    }
    QAction* action(const char* name) const { return child<QAction>(*window, name); }
    QDialog* dialog() const { return window->findChild<QDialog*>(QStringLiteral("confirmDialog")); }
    QString bannerText() const
    {
        auto* banner = child<Banner>(*window, "mainBanner");
        return banner->isVisible() ? banner->text().remove(QChar(0x200b)) : QString();
    }
};

} // namespace bakferry::test
