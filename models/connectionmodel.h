#pragma once
#include "engines/connectionprofile.h"

#include <QAbstractListModel>

namespace bakferry {

/// A server address that the DBA wants to find again. Holds no secret: that lies with the keychain, or nowhere.
struct SavedConnection
{
    QString id;   ///< 32 hex digits
    QString name; ///< as the DBA calls it; never empty
    ConnectionProfile profile;
    QString group = {}; ///< heading it stands under in lists; empty: none
    friend bool operator==(const SavedConnection&, const SavedConnection&) = default;
};

/// The saved connections as a list, sorted by group and name; the only place where they change. GUI thread.
class ConnectionModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole, EngineRole, GroupRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

    const SavedConnection& at(int row) const { return m_connections.at(row); }
    const SavedConnection* find(const QString& id) const; ///< null when there is none
    /// Each group once, sorted.
    QStringList groups() const;
    /// A free name made from the address: "postgres@db1".
    QString proposedName(const ConnectionProfile& profile) const;

public slots:
    /// Fills the list from the store. Emits no saved().
    void load(const QList<bakferry::SavedConnection>& connections);
    /// Adds the connection, or changes the one with its id. @returns its id; an empty one is made here.
    QString save(bakferry::SavedConnection connection);
    void remove(const QString& id);

signals:
    void saved(const bakferry::SavedConnection& connection);
    void removed(const QString& id);

private:
    void insertSorted(const SavedConnection& connection);
    int rowOf(const QString& id) const;

    QList<SavedConnection> m_connections;
};

} // namespace bakferry

Q_DECLARE_METATYPE(bakferry::SavedConnection)
