#pragma once
#include "engines/engine.h"
#include "engines/sqlserver/msplan.h"

namespace bakferry {

/// Where one file of the restored database goes.
struct MsMove
{
    QString logicalName; ///< as the backup calls it
    QString path;        ///< on the server
    qint64 sizeBytes = -1;
    bool isLog = false;
};

/// The place of a backup file as the server sees it: its own path, or its name in the folder of the option "serverFolder".
QString msServerPath(const BackupFile& file, const RestoreRequest& request);
QStringList msServerPaths(const MsRestoreStep& step, const RestoreRequest& request);
/// \\machine\share or //machine/share: the server's service account would prove who it is to that machine. (TRUST T28)
bool isNetworkPath(const QString& path);
/// Not fit to be shown to the server at all: control characters.
bool hasMsControls(const QString& text);

/// New names for all files, made of the target's name and the task's id, so that they meet no other database's: the backup's own paths are
/// untrusted and usually taken.
/// @param dataFolder, logFolder  with a separator at the end
QList<MsMove> msMoves(const QList<MsDatabaseFile>& files, const RestoreRequest& request, const QString& dataFolder, const QString& logFolder);

/// RESTORE DATABASE or LOG of one step, WITH NORECOVERY, CHECKSUM where the backup has sums, STOP_ON_ERROR and MOVE.
QString msRestoreStatement(const MsRestoreStep& step, const QString& database, const QStringList& paths, const QList<MsMove>& moves);
/// RESTORE … WITH RECOVERY: nothing more goes on top.
QString msRecoverStatement(const QString& database);
QString msVerifyStatement(const MsRestoreStep& step, const QStringList& paths);
/// RESTORE HEADERONLY, FILELISTONLY or LABELONLY
QString msAskStatement(QLatin1StringView what, const QStringList& paths, int position);

} // namespace bakferry
