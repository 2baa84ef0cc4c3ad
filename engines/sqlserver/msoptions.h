#pragma once
#include "engines/engine.h"

namespace bakferry {

/// The choices of a SQL Server restore, read from RestoreRequest::options.
struct MsOptions
{
    QString database;   ///< "database": which one, where the files hold backups of several
    QString fullBackup; ///< "fullBackup": which full backup to begin with, "FILE:POSITION" by number from 1; empty: the only one, or asked
    bool offline = false; ///< "offline": the precheck looks at the files only, no server is asked

    static MsOptions of(const RestoreRequest& request);
    static const QList<OptionInfo>& offered();
};

} // namespace bakferry
