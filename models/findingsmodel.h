#pragma once
#include "engines/precheck.h"

#include <QAbstractTableModel>

namespace bakferry {

/// The findings of one precheck as a table: blockers first, then what cannot be checked, warnings, and what passed;
/// within a level in the order they came. Lives on the GUI thread, owns its rows; all text is plain text.
class FindingsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { LevelColumn, CheckColumn, WhatColumn, RemedyColumn, AgainColumn, ColumnCount };
    enum Role { LevelRole = Qt::UserRole, CheckIdRole, CodeRole, DetailRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    int count(FindingLevel level) const;
    /// Warnings and 无法检查 together: what the start button counts.
    int openQuestions() const { return count(FindingLevel::Warning) + count(FindingLevel::NotCheckable); }

public slots:
    void setFindings(const QList<bakferry::Finding>& findings);
    /// Takes one finding more, at its place.
    void add(const bakferry::Finding& finding);
    void retranslate();

private:
    QList<Finding> m_findings;
};

} // namespace bakferry
