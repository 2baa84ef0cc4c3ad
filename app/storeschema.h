#pragma once
#include "engines/result.h"

#include <QByteArrayList>

class QSqlDatabase;

namespace bakferry {

/// The numbered upgrades of the task store. `PRAGMA user_version` of a store is how many of them it has seen.

/// The scripts of resources/schema, 001 first.
QByteArrayList schemaSteps();
/// Marks a file as a task store of BakFerry in SQLite's own header ("PRAGMA application_id").
constexpr int storeApplicationId = 0x42466572;

/// Runs the steps this store has not seen, all in one transaction. A store that held tasks is copied beside itself
/// first ("name.before-v2"). Call on the thread of the connection, with the writer's lock held.
Result<void> upgradeSchema(QSqlDatabase& database, const QByteArrayList& steps);
int schemaVersion(QSqlDatabase& database);

} // namespace bakferry
