#include "models/findingsmodel.h"

#include "engines/displaytext.h"
#include "models/columntext.h"
#include "models/statustext.h"

#include <algorithm>

namespace bakferry {

namespace {

int rank(FindingLevel level)
{
    switch (level) {
    case FindingLevel::Blocker: return 0;
    case FindingLevel::NotCheckable: return 1;
    case FindingLevel::Warning: return 2;
    case FindingLevel::Passed: return 3;
    }
    return 3;
}

bool comesBefore(const Finding& left, const Finding& right) { return rank(left.level) < rank(right.level); }

QString textOf(const Finding& finding, int column)
{
    switch (FindingsModel::Column(column)) {
    case FindingsModel::LevelColumn: return findingLevelText(finding.level);
    case FindingsModel::CheckColumn: return checkText(finding.checkId);
    case FindingsModel::WhatColumn: return translated(finding.what);
    case FindingsModel::RemedyColumn: return translated(finding.remedy);
    case FindingsModel::AgainColumn: // a button in a view
    case FindingsModel::ColumnCount: break;
    }
    return {};
}

} // namespace

int FindingsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_findings.size()); }

int FindingsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Finding& finding = m_findings[index.row()];
    switch (role) {
    case Qt::DisplayRole: return textOf(finding, index.column());
    case Qt::ToolTipRole: return textOf(finding, index.column()).toHtmlEscaped();
    case Qt::AccessibleTextRole: return findingLevelText(finding.level) + u'\n' + checkText(finding.checkId) + u'\n' + translated(finding.what);
    case LevelRole: return int(finding.level);
    case CheckIdRole: return finding.checkId;
    case CodeRole: return finding.code;
    case DetailRole: return displayText(finding.detail, 4096);
    default: return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return findingColumnText(section);
}

int FindingsModel::count(FindingLevel level) const { return int(std::ranges::count(m_findings, level, &Finding::level)); }

void FindingsModel::setFindings(const QList<Finding>& findings)
{
    beginResetModel();
    m_findings = findings;
    std::ranges::stable_sort(m_findings, comesBefore);
    endResetModel();
}

void FindingsModel::add(const Finding& finding)
{
    const int row = int(std::ranges::upper_bound(m_findings, finding, comesBefore) - m_findings.begin());
    beginInsertRows({}, row, row);
    m_findings.insert(row, finding);
    endInsertRows();
}

void FindingsModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_findings.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace bakferry
