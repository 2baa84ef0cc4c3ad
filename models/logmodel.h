#pragma once
#include "models/migrationtask.h"

#include <QAbstractTableModel>

namespace bakferry {

/// A window of rows on the stored log of one task, which may be far longer. Lives on the GUI thread, owns its rows;
/// all text is plain text.
///
/// The window follows the log's end while it reaches it: append() then adds rows and drops the oldest above the
/// capacity. A window away from the end keeps still, and append() only counts. setWindow() and prepend() take rows
/// read back from the store.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, LevelColumn, TextColumn, ColumnCount };
    enum Role { LevelRole = Qt::UserRole, TimeRole };

    explicit LogModel(QObject* parent = nullptr, int capacityRows = 10000);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    qint64 firstIndex() const { return m_firstIndex; } ///< place of row 0 in the stored log
    qint64 total() const { return m_total; }           ///< rows in the stored log
    bool reachesEnd() const { return m_firstIndex + m_rows.size() >= m_total; }

public slots:
    /// Shows `rows`, the stored rows from `firstIndex`, of `total`; rows above the capacity are dropped at the front.
    void setWindow(const QList<bakferry::LogRow>& rows, qint64 firstIndex, qint64 total);
    /// Older rows, ending where the window begins; the newest rows above the capacity leave the window.
    void prepend(const QList<bakferry::LogRow>& rows);
    /// Rows just written to the log.
    void append(const QList<bakferry::LogRow>& rows);
    void clear() { setWindow({}, 0, 0); }
    void retranslate();

private:
    void dropRows(int first, int last);

    QList<LogRow> m_rows;
    qint64 m_firstIndex = 0;
    qint64 m_total = 0;
    int m_capacityRows;
};

} // namespace bakferry
