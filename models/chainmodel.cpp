#include "models/chainmodel.h"

#include "engines/displaytext.h"
#include "models/findingsmodel.h"
#include "models/humantext.h"
#include "models/statustext.h"

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

QString fromTo(const QString& from, const QString& to)
{
    return from.isEmpty() || to.isEmpty() || from == to ? (from.isEmpty() ? to : from) : from + u" → "_s + to;
}

// "mysql-bin.000042:4 → 81204": the name of one file once.
QString positions(const ChainLink& link)
{
    const QStringView file = QStringView(link.from).first(link.from.lastIndexOf(u':') + 1);
    return fromTo(link.from, !file.isEmpty() && link.to.startsWith(file) && link.to != link.from ? link.to.sliced(file.size()) : link.to);
}

QString verdict(const ChainLink& link)
{
    if (!link.why.isEmpty())
        return translated(link.why);
    return link.applied ? ChainModel::tr("In staging") : ChainModel::tr("Joins");
}

} // namespace

int ChainModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_chain.links.size()); }
int ChainModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ChainModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ChainLink& link = m_chain.links.at(index.row());
    if (role == FindingsModel::LevelRole)
        return int(link.code == notLookedAt ? FindingLevel::NotCheckable : link.accepted ? FindingLevel::Passed : FindingLevel::Blocker);
    if (role == Qt::ToolTipRole)
        return QStringList({m_backups.value(link.file).display(), link.server, link.transactions, translated(link.why)}).join(u'\n').trimmed().toHtmlEscaped();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case KindColumn: return linkKindText(link.kind);
    case FileColumn: {
        const QByteArray path = m_backups.value(link.file).path;
        return displayBytes(path.sliced(path.lastIndexOf('/') + 1));
    }
    case PositionColumn: return displayText(positions(link), 120);
    case TimeColumn: return fromTo(localTimeText(link.firstUtc), localTimeText(link.lastUtc));
    case VerdictColumn: return verdict(link);
    }
    return {};
}

QVariant ChainModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KindColumn: return tr("Kind");
    case FileColumn: return tr("Backup");
    case PositionColumn: return tr("Position");
    case TimeColumn: return tr("Changes");
    case VerdictColumn: return tr("Joins the chain");
    }
    return {};
}

void ChainModel::setChain(const BackupChain& chain, const BackupSet& backups)
{
    if (chain == m_chain && backups == m_backups)
        return;
    beginResetModel();
    m_chain = chain;
    m_backups = backups;
    endResetModel();
}

void ChainModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace bakferry
