#pragma once
#include "engines/engine.h"

namespace bakferry {

/// The engines of this program, in the order a list shows them. The one place that names them all.
const QList<const RestoreEngine*>& allEngines();
/// @returns null when no engine has this id.
const RestoreEngine* engineById(QByteArrayView id);

/// Finds out by content whose backup this is and reads its facts. Suffixes are never asked.
/// @returns the facts, or Error{BackupUnusable} naming what the file is instead where that can be told.
Result<BackupFacts> inspectBackup(const BackupSet& backups, const JobContext& context);

} // namespace bakferry
