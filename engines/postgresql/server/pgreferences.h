#pragma once
#include "engines/postgresql/pgbackup.h"

#include <QMap>
#include <QSet>

namespace bakferry {

/// How often a role is named in what is restored, by what that means.
struct PgRoleUse
{
    int owns = 0;     ///< objects that belong to it
    int granted = 0;  ///< privileges given to or by it
    int policies = 0; ///< row security and user mappings, which cannot be made without it
};

/// The roles that the definitions name. PUBLIC, CURRENT_USER and the like are none.
QMap<QByteArray, PgRoleUse> pgRolesNamedIn(const PgDatabase& database);

/// The roles behind TO, FROM and FOR ROLE in one or more statements about privileges or policies.
QByteArrayList pgRolesInStatement(QByteArrayView sql);

/// The server's own collations that definitions name: COLLATE pg_catalog."de_DE.utf8".
QSet<QByteArray> pgCollationsNamedIn(const PgDatabase& database);

} // namespace bakferry
