#pragma once
#include "models/migrationtask.h"

namespace bakferry {

/// The objects a failed task came to grief on, as far as they can be restored by themselves.
struct FailedObjects
{
    QStringList names;  ///< plain text
    QByteArrayList ids; ///< for TaskPlan::selection
    Message whyNot;     ///< why they cannot be restored alone; empty when they can
};
FailedObjects failedObjectsOf(const MigrationTask& task);

/// A task of its own that restores only what failed, with what that depends on. The target of the failed task holds nothing of that task
/// (docs/decisions/0008), so the new one makes a new database beside it and touches no other.
/// @pre failedObjectsOf(task).whyNot.isEmpty()
MigrationTask draftOfFailedObjects(const MigrationTask& task, const QString& name);

} // namespace bakferry
