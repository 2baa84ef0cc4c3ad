#pragma once
#include "engines/mariadb/myoptions.h"
#include "engines/mariadb/server/mycatalog.h"
#include "engines/mariadb/server/mygrants.h"
#include "engines/mariadb/server/myneeds.h"
#include "engines/mariadb/server/mystaging.h"
#include "engines/mariadb/server/mytarget.h"

namespace bakferry {

/// What all checks of one target share. A check that the server answers with an error gives NotCheckable with its words.
struct MyTargetLook
{
    MyConnection& connection; ///< one of openMyMaintenance()
    const RestoreRequest& request;
    const MyTargetQuestion& question;
    const JobContext& context;
    MyOptions options;
    QByteArray user;          ///< CURRENT_USER(): "dba@%"
    MyGrants grants;

    QString serverName() const; ///< "MariaDB 10.11.19"
};

using MyCheck = QList<Finding> (*)(const MyTargetLook&);

// What the backup needs of the server (mytargetneeds.cpp, mytargetsyntax.cpp).
QList<Finding> checkMyVersion(const MyTargetLook& look);
QList<Finding> checkMyCollations(const MyTargetLook& look);
QList<Finding> checkMyEngines(const MyTargetLook& look);
QList<Finding> checkMyOldSyntax(const MyTargetLook& look);
QList<Finding> checkMyDefiners(const MyTargetLook& look);
QList<Finding> checkMyEvents(const MyTargetLook& look);
QList<Finding> checkMyPrimaryKeys(const MyTargetLook& look);
QList<Finding> checkMyNames(const MyTargetLook& look);
// What the server lets the user do there (mytargetplace.cpp, mytargetroom.cpp).
QList<Finding> checkMyRights(const MyTargetLook& look);
QList<Finding> checkMyReadOnly(const MyTargetLook& look);
QList<Finding> checkMyPlaces(const MyTargetLook& look);
QList<Finding> checkMySessions(const MyTargetLook& look);
QList<Finding> checkMyPackets(const MyTargetLook& look);
QList<Finding> checkMyLimits(const MyTargetLook& look);
QList<Finding> checkMySpace(const MyTargetLook& look);

/// What the chosen databases of the backup name, as this server reads them.
MyNeeds myNeedsOf(const MyTargetLook& look);

/// A question the server did not answer.
Finding myNotAnswered(QByteArray checkId, const Error& error);
Error myTargetError(QByteArray code, Message what, Message hint);
/// "'dba'@'%'" of "dba@%", for a GRANT.
QByteArray quotedMyAccount(const QByteArray& account);

} // namespace bakferry
