#pragma once
#include "engines/jobcontext.h"

#include <QAbstractTableModel>

namespace bakferry {

/// The objects of one restore: what was read of each, what the target holds, how long it took. Follows a restore that runs: rows keep
/// their places and are added at the end. Lives on the GUI thread, owns its rows; names are untrusted and plain text.
class ObjectsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ObjectColumn, StateColumn, ReadColumn, InTargetColumn, BytesColumn, DurationColumn, ColumnCount };
    enum Role { StateRole = Qt::UserRole, SortRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Objects of this state.
    int count(ObjectReport::State state) const;

public slots:
    void setObjects(const QList<bakferry::ObjectReport>& objects);
    void retranslate();

private:
    QList<ObjectReport> m_objects;
};

} // namespace bakferry
