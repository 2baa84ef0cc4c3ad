#pragma once
#include "engines/engine.h"

namespace bakferry {

/// What a DBA can choose for a PostgreSQL restore, read out of RestoreRequest::options in one place. Fix-its set the same options.
struct PgOptions
{
    bool noOwner = false;        ///< "noOwner": everything belongs to the restoring role
    bool noPrivileges = false;   ///< "noPrivileges": GRANT and REVOKE left out
    bool noTablespaces = false;  ///< "noTablespaces": everything in the database's default tablespace
    bool noComments = false;     ///< "noComments"
    bool noPublications = false; ///< "noPublications": publications and subscriptions left out
    bool refreshViews = true;    ///< "refreshViews": materialised views filled at the end; they run code of the backup
    bool acceptRisks = false;    ///< "acceptRisks": dangerous objects restored though the role is a superuser
    bool endSessions = false;    ///< "endSessions": sessions on the target ended for the switch-over
    bool intoExisting = false;   ///< "intoExisting": into an existing empty database, without a staging database; rows alone always go so
    bool createRoles = false;    ///< "createRoles": roles and tablespaces of a pg_dumpall made where the server lacks them
    QByteArray locale;           ///< "locale": instead of the backup's
    QByteArray encoding;         ///< "encoding": of the new database instead of the backup's
    QHash<QByteArray, QByteArray> roles;       ///< "role:NAME" → a role of the server
    QHash<QByteArray, QByteArray> tablespaces; ///< "tablespace:NAME" → a tablespace of the server; "" = the default one
    QByteArrayList skippedExtensions;          ///< "extension:NAME" = "skip"

    static PgOptions of(const RestoreRequest& request);
    /// What EngineInfo offers to everybody, before any finding.
    static const QList<OptionInfo>& offered();
};

} // namespace bakferry
