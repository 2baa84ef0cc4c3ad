#pragma once
#include "engines/backupfile.h"

#include <QSet>
#include <QStringList>

#include <optional>

namespace bakferry {

/// What of a backup is not to be restored: keys of objects and of databases the DBA unticked. Keyed by database and object id and
/// never by name: two schemas may hold tables of one name.
using LeftOut = QSet<QByteArray>;

/// @param database  name of the database within a backup of several; empty otherwise
/// @param id        BackupObject::id; empty for the database itself
QByteArray objectKey(const QString& database, const QByteArray& id);

// Choosing needs the whole list: what a glance at the head of a script did not see would be left out unasked. So a backup whose
// objects are not all known offers no choice.

/// Names of the databases of a backup that holds several and lets the DBA choose; empty for all others.
QStringList databasesIn(const BackupFacts& facts);
/// Keys of an object (if it can be chosen by itself) and of all below it.
QByteArrayList keysUnder(const BackupObject& object, const QString& database);

/// RestoreRequest::selection for one database of the backup (or for the whole backup, with an empty name).
/// @returns empty when nothing is left out; nothing when everything is
std::optional<QByteArrayList> selectionOf(const BackupFacts& facts, const QString& database, const LeftOut& leftOut);
/// Whether anything in the backup can be ticked off.
bool hasChoice(const BackupFacts& facts);

} // namespace bakferry
