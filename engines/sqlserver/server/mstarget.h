#pragma once
#include "engines/engine.h"
#include "engines/sqlserver/msplan.h"
#include "engines/sqlserver/server/mscatalog.h"
#include "engines/sqlserver/server/msstatements.h"

namespace bakferry {

/// What the checks of a target look at.
struct MsTargetLook
{
    MsConnection& connection;
    const RestoreRequest& request;
    const MsRestorePlan& plan;
    const MsServer& server;
    const JobContext& context;
    QString wanted;
};

/// Everything a server can say to a restore before it begins; changes nothing. Also asked again when it begins.
/// @param deep  also lets the server read the backups to their end (RESTORE VERIFYONLY), unless the option "serverVerify" is off
QList<Finding> checkMsTarget(const RestoreRequest& request, const MsRestorePlan& plan, bool deep, const JobContext& context);
/// Of a task that waits: the server's side of the further backups.
QList<Finding> checkMsNext(const RestoreRequest& request, const MsRestorePlan& plan, bool deep, const JobContext& context);

/// RestoreEngine::testConnection.
Result<ServerFacts> testMsConnection(const RestoreTarget& target, const Credentials& credentials, const JobContext& context);

// The checks.
QList<Finding> checkMsVersion(const MsTargetLook& look);
QList<Finding> checkMsRights(const MsTargetLook& look);
QList<Finding> checkMsPlace(const MsTargetLook& look);
QList<Finding> checkMsSessions(const MsTargetLook& look);
QList<Finding> checkMsPaths(const MsTargetLook& look);
QList<Finding> checkMsBackups(const MsTargetLook& look);
QList<Finding> checkMsFiles(const MsTargetLook& look);
QList<Finding> checkMsSpace(const MsTargetLook& look);
QList<Finding> verifyMsBackups(const MsTargetLook& look);

} // namespace bakferry
