#pragma once
#include "engines/postgresql/pgbackup.h"
#include "engines/postgresql/pgoptions.h"
#include "engines/postgresql/server/pgconnection.h"

#include <QMap>
#include <QSet>

#include <mutex>

namespace bakferry {

/// The roles of the server as the restoring user sees them.
struct PgRoles
{
    QByteArray current;
    QSet<QByteArray> all;
    QSet<QByteArray> mine; ///< those the user may hand objects to
    static Result<PgRoles> of(PgConnection& connection);
};

/// Turns entries of a backup into what is sent to the server: owners, mapped roles and tablespaces, the staging database's name.
/// Thread-safe.
class PgStatements
{
public:
    PgStatements(const PgOptions& options, PgRoles roles, QByteArray stagingName)
        : m_options(options), m_roles(std::move(roles)), m_stagingName(std::move(stagingName)) { }

    /// Statements for one entry, in order. A whole definition is one of them unless a part of it has to be told apart.
    QByteArrayList of(const PgDatabase& database, const PgEntry& entry);
    /// Owners that could not be given, a sentence a role.
    QList<Message> ownersLeft() const;
    QByteArray tablespaceOf(const PgEntry& entry) const;

private:
    QByteArrayList ownDefinition(const PgEntry& entry);
    QByteArrayList privileges(const PgDatabase& database, const PgEntry& entry) const;
    QByteArray withRolesMapped(const QByteArray& statement) const;
    QByteArray ownerStatement(const QByteArray& head, const QByteArray& owner, bool always);
    std::optional<QByteArray> onStagingDatabase(const PgEntry& entry) const;

    const PgOptions& m_options;
    const PgRoles m_roles;
    const QByteArray m_stagingName;
    mutable std::mutex m_mutex;
    QMap<QByteArray, int> m_ownersLeft;
};

/// The roles named in a GRANT, REVOKE, ALTER DEFAULT PRIVILEGES, CREATE POLICY or CREATE USER MAPPING, PUBLIC and the like left out.
QByteArrayList rolesNamedIn(const QByteArray& statement);

/// The object of an archive's entry as ALTER … OWNER TO names it: "FUNCTION public.f(integer)". Empty for kinds without an owner
/// and for what cannot be told.
QByteArray ownedObject(const PgEntry& entry);

} // namespace bakferry
