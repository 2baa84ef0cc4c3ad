#pragma once
#include "models/migrationtask.h"

#include <QSet>
#include <QSortFilterProxyModel>

namespace bakferry {

/// The task table as the DBA wants to see it: some statuses, some engines, a search text; sorted by any column, newest
/// start first unless told otherwise. Lives on the GUI thread; its source is a MigrationTaskModel.
class TaskFilterModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TaskFilterModel(QObject* parent = nullptr);

    QSet<TaskStatus> statuses() const { return m_statuses; }
    QString searchText() const { return m_searchText; }
    bool isHeld() const { return m_held; }

public slots:
    /// Empty = all.
    void setStatuses(const QSet<bakferry::TaskStatus>& statuses);
    /// Engine ids; empty = all.
    void setEngines(const QSet<QByteArray>& engineIds);
    /// Every word must occur in name, backup, target, description or tags, without regard to case.
    void setSearchText(const QString& text);
    /// While held, rows neither move nor come and go because their values change: nobody reads a jumping table. New
    /// tasks still appear. Letting go sorts and filters again.
    void setHeld(bool held);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QSet<TaskStatus> m_statuses;
    QSet<QByteArray> m_engineIds;
    QString m_searchText;
    QStringList m_searchWords;
    bool m_held = false;
};

} // namespace bakferry
