#pragma once
#include "models/migrationtask.h"

#include <QDate>
#include <QSet>

namespace bakferry {

/// Which tasks a DBA wants to see, beside their status and the search text. What is empty asks for nothing. Days are local ones, both
/// included.
struct TaskQuery
{
    QSet<QByteArray> engineIds;
    QString target; ///< a part of what the target is shown as, without regard to case
    QString tag;    ///< a part of "key=value", without regard to case
    QDate createdFrom, createdTo;
    QDate finishedFrom, finishedTo; ///< a task that has not ended is not found by these

    bool accepts(const MigrationTask& task) const;
    /// How many of its questions are asked, for a button that says so.
    int count() const;
    bool isEmpty() const { return count() == 0; }
    QVariantMap toMap() const;
    static TaskQuery fromMap(const QVariantMap& map); ///< what makes no sense is left out
    friend bool operator==(const TaskQuery&, const TaskQuery&) = default;
};

} // namespace bakferry
