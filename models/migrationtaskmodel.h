#pragma once
#include "models/migrationtask.h"

#include <QAbstractTableModel>
#include <QHash>

#include <memory>
#include <vector>

namespace bakferry {

/// The tasks as a table; the only place where a task changes. Lives on the GUI thread, owns its rows.
///
/// Words are looked up in data(), never kept, so a language change is one dataChanged (retranslate()).
/// dataChanged covers the touched columns only. Deleted tasks are not in here.
class MigrationTaskModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, StatusColumn, PhaseColumn, ProgressColumn, EngineColumn, BackupColumn, TargetColumn, RowsColumn,
                  SpeedColumn, TimeLeftColumn, StartedColumn, DurationColumn, ResultColumn, ColumnCount };
    /// DisplayRole is words, SortRole the raw value.
    enum Role { IdRole = Qt::UserRole, StatusRole, PhaseRole, PermilleRole, EngineRole, SortRole, SearchRole };

    explicit MigrationTaskModel(QObject* parent = nullptr);
    ~MigrationTaskModel() override;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    const MigrationTask* task(const QString& id) const; ///< null when there is none
    const MigrationTask& taskAt(int row) const;
    const QString& searchKeyAt(int row) const; ///< SearchRole of a row, for those who ask a hundred thousand times
    int rowOf(const QString& id) const; ///< -1 when there is none
    bool isNameTaken(const QString& name) const; ///< without regard to case

    /// A name that is free and legal, made from a backup's file name.
    QString proposedName(const QString& backupDisplayName) const;

public slots:
    /// Gives each draft an id (unless it has one), phase Queued and its creation time; emits taskAdded for each.
    void addDrafts(const QList<bakferry::MigrationTask>& drafts);
    /// Fills the model from the store at start, in one reset. Emits no taskAdded.
    void load(const QList<bakferry::MigrationTask>& tasks);
    /// Adds tasks from the store behind those there, for a store that is read in parts. Emits no taskAdded.
    void loadMore(const QList<bakferry::MigrationTask>& tasks);
    /// Applies one change. A phase that cannot follow is refused and logged as a mistake of ours.
    void apply(const bakferry::TaskUpdate& update);
    /// Removes final tasks from the list; running ones stay. @returns names of the tasks refused.
    QStringList remove(const QStringList& ids);
    /// Changes what may be edited later. @returns why not, or an empty message.
    bakferry::Message edit(const QString& id, const QString& name, const QString& description, const QList<bakferry::TaskTag>& tags);
    void retranslate();

signals:
    void taskAdded(const bakferry::MigrationTask& task);
    /// Phase, findings, journal or result changed: what the store saves. Never on progress ticks.
    void taskChanged(const bakferry::MigrationTask& task);
    void taskRemoved(const QString& id);
    /// Name, description or tags were changed by hand; taskChanged was emitted before.
    void taskEdited(const bakferry::MigrationTask& task);

private:
    struct Row;
    using Columns = quint32; ///< one bit a column
    static constexpr Columns everyColumn = (Columns(1) << ColumnCount) - 1;

    static Columns change(MigrationTask& task, const TaskUpdate& update);
    void announce(int row, Columns columns);
    void append(const QList<MigrationTask>& tasks);
    void removeSorted(const QList<int>& rows);
    void forgetRow(int row);
    void indexRows(int first);
    void countName(const QString& name, int change);

    // Rows by pointer: removing one moves eight bytes for each row below, and task() stays where it is.
    std::vector<std::unique_ptr<Row>> m_rows;
    QHash<QString, int> m_rowById;
    QHash<QString, int> m_nameCount; ///< case-folded name → tasks with it
};

} // namespace bakferry
