#pragma once
#include "engines/postgresql/pgoptions.h"
#include "engines/postgresql/server/pgcatalog.h"
#include "engines/postgresql/server/pgtarget.h"

namespace bakferry {

/// What all checks of one target share. A check that the server answers with an error gives NotCheckable with its words.
struct PgTargetLook
{
    PgConnection& connection;
    const RestoreRequest& request;
    const PgTargetQuestion& question;
    const JobContext& context;
    PgOptions options;
    QByteArray user;
    QByteArray connectedTo; ///< name of the database that `connection` is on
    bool superuser = false, createDb = false, createRole = false;

    int version() const { return connection.serverVersion(); }
};

using PgCheck = QList<Finding> (*)(const PgTargetLook&);

// What the backup needs of the server (pgtargetneeds.cpp, pgtargetlocale.cpp).
QList<Finding> checkPgVersion(const PgTargetLook& look);
QList<Finding> checkPgSettings(const PgTargetLook& look);
QList<Finding> checkPgRoles(const PgTargetLook& look);
QList<Finding> checkPgExtensions(const PgTargetLook& look);
QList<Finding> checkPgTablespaces(const PgTargetLook& look);
QList<Finding> checkPgLocales(const PgTargetLook& look);
QList<Finding> checkPgCollations(const PgTargetLook& look);
// What the server lets the user do there (pgtargetplace.cpp, pgtargetroom.cpp).
QList<Finding> checkPgRights(const PgTargetLook& look);
QList<Finding> checkPgPlaces(const PgTargetLook& look);
QList<Finding> checkPgSessions(const PgTargetLook& look);
QList<Finding> checkPgLimits(const PgTargetLook& look);
QList<Finding> checkPgSpace(const PgTargetLook& look);

/// A question the server did not answer.
Finding pgNotAnswered(QByteArray checkId, const Error& error);
Error pgTargetError(QByteArray code, Message what, Message hint);

} // namespace bakferry
