#pragma once
#include "engines/backupfile.h"

#include <QTableView>

namespace bakferry {

class ChainModel;

/// Draws a chain of backups: each link under the one it goes on top of, with its positions and times, accepted or why not.
class ChainView : public QTableView
{
    Q_OBJECT

public:
    explicit ChainView(QWidget* parent = nullptr);
    /// As high as its rows, up to `mostRows`.
    void showChain(const BackupChain& chain, const BackupSet& backups, int mostRows = 6);
    bool isEmpty() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    ChainModel* m_chain;
};

} // namespace bakferry
