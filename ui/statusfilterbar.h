#pragma once
#include "models/migrationtask.h"

#include <QWidget>

class QButtonGroup;

namespace bakferry {

/// The row of segmented buttons over the table: all tasks, or those of one status, each with its number.
class StatusFilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit StatusFilterBar(QWidget* parent = nullptr);
    void setCounts(const QHash<TaskStatus, int>& counts);
    void choose(std::optional<TaskStatus> status);

signals:
    /// Nothing = all.
    void statusChosen(std::optional<bakferry::TaskStatus> status);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();
    void takeStyle();

    QButtonGroup* m_buttons;
    QHash<TaskStatus, int> m_counts;
};

} // namespace bakferry
