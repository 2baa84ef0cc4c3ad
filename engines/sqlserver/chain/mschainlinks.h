#pragma once
#include "engines/sqlserver/msplan.h"

namespace bakferry {

/// The link that is drawn for one backup, before anything was judged.
ChainLink msLinkOf(const MsBackup& backup);
/// What a backup is in one word, in English and to be translated: "full backup", "differential backup" …
Message msKindText(const MsBackupInfo& info);
/// When a moment of the server's clock was, in UTC; invalid where its zone is not known.
QDateTime msUtcOf(const MsBackupInfo& info, const QDateTime& clock);

} // namespace bakferry
