#include "models/connectionmodel.h"

#include "engines/displaytext.h"

#include <QUuid>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

// Those without a group come first.
bool comesBefore(const SavedConnection& left, const SavedConnection& right)
{
    const int byGroup = left.group.localeAwareCompare(right.group);
    return byGroup != 0 ? byGroup < 0 : left.name.localeAwareCompare(right.name) < 0;
}

} // namespace

int ConnectionModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_connections.size()); }

QVariant ConnectionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SavedConnection& connection = m_connections[index.row()];
    switch (role) {
    case Qt::DisplayRole: return displayText(connection.name, 80);
    case IdRole: return connection.id;
    case EngineRole: return connection.profile.engineId;
    case GroupRole: return connection.group;
    default: return {};
    }
}

const SavedConnection* ConnectionModel::find(const QString& id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_connections[row];
}

QStringList ConnectionModel::groups() const
{
    QStringList groups;
    for (const SavedConnection& connection : m_connections) {
        if (!connection.group.isEmpty() && (groups.isEmpty() || groups.last() != connection.group))
            groups += connection.group;
    }
    return groups;
}

QString ConnectionModel::proposedName(const ConnectionProfile& profile) const
{
    const QString name = profile.user.isEmpty() ? profile.host : profile.user + u'@' + profile.host;
    QString candidate = name;
    for (int number = 2; std::ranges::find(m_connections, candidate, &SavedConnection::name) != m_connections.end(); ++number)
        candidate = name + u" ("_s + QString::number(number) + u')';
    return candidate;
}

void ConnectionModel::load(const QList<SavedConnection>& connections)
{
    beginResetModel();
    m_connections = connections;
    std::ranges::sort(m_connections, comesBefore);
    endResetModel();
}

QString ConnectionModel::save(SavedConnection connection)
{
    if (connection.id.isEmpty())
        connection.id = QUuid::createUuid().toString(QUuid::Id128);
    if (const int row = rowOf(connection.id); row >= 0) {
        beginRemoveRows({}, row, row);
        m_connections.removeAt(row);
        endRemoveRows();
    }
    insertSorted(connection);
    emit saved(connection);
    return connection.id;
}

void ConnectionModel::insertSorted(const SavedConnection& connection)
{
    const int row = int(std::ranges::upper_bound(m_connections, connection, comesBefore) - m_connections.begin());
    beginInsertRows({}, row, row);
    m_connections.insert(row, connection);
    endInsertRows();
}

void ConnectionModel::remove(const QString& id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_connections.removeAt(row);
    endRemoveRows();
    emit removed(id);
}

int ConnectionModel::rowOf(const QString& id) const
{
    const auto found = std::ranges::find(m_connections, id, &SavedConnection::id);
    return found == m_connections.end() ? -1 : int(found - m_connections.begin());
}

} // namespace bakferry
