#pragma once
#include "models/migrationtask.h"

#include <QWidget>

class QGroupBox;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace bakferry {

class ObjectsModel;
class PlainLabel;
class ThroughputChart;

/// The progress tab: a row an object with what was read and what the target holds, live while the task runs, and how fast the backup
/// was read over time. Of an ended task it shows the ledger as it was kept.
class TaskProgress : public QWidget
{
    Q_OBJECT

public:
    explicit TaskProgress(QWidget* parent = nullptr);
    void showTask(const MigrationTask& task);
    void retranslateUi();

private:
    QWidget* makeObjectSide();
    QWidget* makeChartSide();
    void showWords();
    QString countsText() const;

    ObjectsModel* m_objects;
    QSortFilterProxyModel* m_sorted;
    QTableView* m_table = nullptr;
    QLineEdit* m_search = nullptr;
    PlainLabel* m_counts = nullptr;
    PlainLabel* m_nothing = nullptr;
    QGroupBox* m_chartBox = nullptr;
    ThroughputChart* m_chart = nullptr;
    PlainLabel* m_chartWords = nullptr;
    QString m_taskId;
    TaskPhase m_phase = TaskPhase::Queued;
};

} // namespace bakferry
