#pragma once
#include "engines/backupfile.h"

#include <QAbstractTableModel>

namespace bakferry {

/// A chain of backups as a table, one backup a row in its order: what it is, where and when it begins and ends, whether it joins.
/// Lives on the GUI thread; all text is plain text.
class ChainModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { KindColumn, FileColumn, VerdictColumn, PositionColumn, TimeColumn, ColumnCount };
    /// Of a link that nobody has looked at yet (ChainLink::code): neither good nor bad.
    static constexpr char notLookedAt[] = "chain.not_looked_at";

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    /// FindingsModel::LevelRole says Passed, Blocker or NotCheckable, for the delegate that draws it.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// @param backups  the files that the links name by their index
    void setChain(const BackupChain& chain, const BackupSet& backups);
    void retranslate();

private:
    BackupChain m_chain;
    BackupSet m_backups;
};

} // namespace bakferry
