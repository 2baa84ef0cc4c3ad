#pragma once
#include "models/migrationtask.h"
#include "ui/objectchoice.h"
#include "ui/serverchoice.h"
#include "ui/services.h"

#include <QAbstractTableModel>

namespace bakferry {

class MigrationTaskModel;

/// What the wizard has gathered for one picked backup file, or for one database of a file that holds several.
struct RestoreDraft
{
    BackupFile file;
    BackupSet increments;       ///< on top of it, in their order
    bool lastBackup = true;
    QString stopAt;
    bool awaitsFull = false;    ///< is itself to go on top of a full backup, which was not given yet
    QString database;           ///< the one of the backup's databases it is about; empty: the whole backup
    std::optional<Result<BackupFacts>> inspection; ///< nothing: still being read
    QString name;
    QString description;
    QString tags;               ///< as typed: "key=value, key=value"
    QString target;             ///< of a file engine, as typed: an absolute path or a URL
    ServerChoice server;        ///< of an engine with a server
    bool isServerTouched = false;
    bool overwrite = false;
    int jobs = 0;
    RestoreRequest::Parts parts = RestoreRequest::Parts::All;
    QVariantMap options;        ///< only what is not the engine's default, and what was chosen of findings' fix-its
    LeftOut leftOut;
    QHash<QString, QString> newNames; ///< of databases in the backup, as far as the DBA gave them others
    QList<FixIt> chosenFixes;
    std::optional<PrecheckReport> report;
    bool isReportOutdated = false; ///< a choice was made after it

    BackupSet backups() const { return BackupSet{file} + increments; }
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
    void setLeftOut(int row, const LeftOut& leftOut);
    void setTarget(int row, const QString& target, bool overwrite);
    /// The first server that is named is proposed for all other backups of its engine.
    void setServer(int row, const ServerChoice& server, bool overwrite);
    void setParts(int row, RestoreRequest::Parts parts);
    void setChain(int row, bool lastBackup, const QString& stopAt);
    void removeIncrements(int row);
    /// Its engine restores chains, so it can be asked whether this is the last backup.
    bool takesIncrements(int row) const;
    void setOptions(int row, const QVariantMap& options);
    /// Chooses one of a finding's alternatives, or none of them; what was prechecked before is then outdated.
    void chooseFix(int row, const QList<FixIt>& alternatives, const std::optional<FixIt>& chosen);
    void setJobs(int row, int jobs);
    void setReport(int row, std::optional<PrecheckReport> report);
    void clearReports();

    /// Each chosen database of a backup that holds several becomes a draft of its own, so that one that fails does not stop the others.
    void splitDatabases();
    /// The way back; the names given to the databases are kept.
    void mergeDatabases();

    // What is wrong with an entry, in words; empty when it is good.
    QString fileProblem(int row) const;
    QString nameProblemText(int row) const;
    QString descriptionProblemText(int row) const;
    QString tagsProblemText(int row) const;
    QString choiceProblemText(int row) const; ///< of the ticks in the object tree
    QString targetProblemText(int row) const;
    QString renameProblemText(int row) const;

    /// Of the backup's own engine; null as long as it is not known.
    const EngineInfo* engine(int row) const;
    /// The engine restores into a server, so the target is an address and a name and no path.
    bool hasServer(int row) const;
    bool backupsReady() const; ///< all files recognised, all fields of page 1 good
    bool targetsReady() const;

    /// The task this draft stands for; findings and evidence are filled in when it was prechecked.
    MigrationTask task(int row, bool precheck) const;

private:
    void inspect(const BackupSet& backups);
    void joinIncrements();
    void joinFamilies();
    void proposeDatabaseName(RestoreDraft& draft) const;
    int rowOf(const BackupFile& file) const;
    QString freeName(const QString& wanted, int exceptRow) const;
    /// What the typed target means: a target, or what is wrong with it in the window's language.
    struct TargetReading
    {
        std::optional<RestoreTarget> target;
        QString problem;
    };
    TargetReading readTarget(int row) const;
    TargetReading readServer(const RestoreDraft& draft) const;
    void touched(int row);

    const MigrationTaskModel& m_tasks;
    const Services& m_services;
    QList<RestoreDraft> m_drafts;
    QList<RestoreDraft> m_whole; ///< the drafts as they were before splitDatabases(); empty when nothing is split
};

} // namespace bakferry
