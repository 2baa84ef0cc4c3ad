#pragma once
#include "models/migrationtask.h"
#include "ui/services.h"

#include <QAbstractTableModel>

namespace bakferry {

class MigrationTaskModel;

/// What the wizard has gathered for one picked backup file.
struct RestoreDraft
{
    BackupFile file;
    std::optional<Result<BackupFacts>> inspection; ///< nothing: still being read
    QString name;
    QString description;
    QString tags;               ///< as typed: "key=value, key=value"
    QString target;             ///< as typed: an absolute path or a URL
    bool overwrite = false;
    int jobs = 0;
    std::optional<PrecheckReport> report;

    const BackupFacts* facts() const { return inspection && inspection->ok() ? &inspection->value() : nullptr; }
};

/// The wizard's picked files as a table; every page shows some of its columns. Made anew for each wizard, so nothing of
/// an earlier restore can leak into it. GUI thread.
class DraftModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { FileColumn, FormatColumn, SizeColumn, NameColumn, TargetColumn, ResultColumn, ColumnCount };

    DraftModel(const MigrationTaskModel& tasks, const Services& services, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Adds files not yet in the list and begins to read their heads. @returns the row of the last one named.
    int addFiles(const QList<BackupFile>& files);
    void removeDraft(int row);
    const RestoreDraft& draft(int row) const { return m_drafts.at(row); }

    void setName(int row, const QString& name);
    void setDescription(int row, const QString& description);
    void setTags(int row, const QString& tags);
    void setTarget(int row, const QString& target, bool overwrite);
    void setJobs(int row, int jobs);
    void setReport(int row, std::optional<PrecheckReport> report);
    void clearReports();

    // What is wrong with an entry, in words; empty when it is good.
    QString fileProblem(int row) const;
    QString nameProblemText(int row) const;
    QString descriptionProblemText(int row) const;
    QString tagsProblemText(int row) const;
    QString targetProblemText(int row) const;

    bool backupsReady() const; ///< all files recognised, all fields of page 1 good
    bool targetsReady() const;

    /// The task this draft stands for; findings and evidence are filled in when it was prechecked.
    MigrationTask task(int row, bool precheck) const;

private:
    void inspect(const BackupFile& file);
    int rowOf(const BackupFile& file) const;
    QString freeName(const QString& wanted, int exceptRow) const;
    /// What the typed target means: a target, or what is wrong with it in the window's language.
    struct TargetReading
    {
        std::optional<RestoreTarget> target;
        QString problem;
    };
    TargetReading readTarget(int row) const;
    void touched(int row);

    const MigrationTaskModel& m_tasks;
    const Services& m_services;
    QList<RestoreDraft> m_drafts;
};

} // namespace bakferry
