#pragma once
#include "engines/jobcontext.h"

#include <QSortFilterProxyModel>

namespace bakferry {

/// Log rows of a level and above that hold a text. The level is the row's own, never guessed from its words.
class LogFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

public slots:
    void setLowestLevel(bakferry::LogLevel level);
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const override;

private:
    LogLevel m_lowestLevel = LogLevel::Info;
    QString m_text;
};

} // namespace bakferry
