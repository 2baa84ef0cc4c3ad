#pragma once
#include "models/migrationtask.h"

#include <QHash>

namespace bakferry {

/// Gathers the reports of a restore's objects into one list, an entry each, in the order in which they were begun.
class ObjectReports
{
public:
    /// Adds to what is known of the object; what the report leaves open stays as it was.
    void add(const ObjectReport& report);
    /// The job has ended: what was counted stands beside each object, and what was under way was stopped.
    void finish(const QList<LedgerRow>& ledger, bool isLoaded);
    const QList<ObjectReport>& all() const { return m_all; }
    bool isEmpty() const { return m_all.isEmpty(); }

private:
    QList<ObjectReport> m_all;
    QHash<QString, qsizetype> m_places;
};

/// The objects of a task as they are shown: of tasks from before objects were kept, what the ledger says.
QList<ObjectReport> shownObjects(const MigrationTask& task);

} // namespace bakferry
