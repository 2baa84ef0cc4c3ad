#include "ui/draftmodel.h"

#include "engines/displaytext.h"
#include "models/humantext.h"
#include "models/migrationtaskmodel.h"
#include "models/statustext.h"
#include "ui/plaintext.h"
#include "ui/problemlabel.h"
#include "ui/tagtext.h"

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostTags = 10; // PRODUCT.md, section 3

QString fileName(const BackupFile& file)
{
    const QByteArray& path = file.path;
    return displayBytes(path.sliced(path.lastIndexOf('/') + 1));
}

QString sourceText(const RestoreDraft& draft)
{
    //: a backup file, and one database in it
    if (!draft.increments.isEmpty() && draft.database.isEmpty())
        return DraftModel::tr("%1 +%2").arg(fileName(draft.file)).arg(draft.increments.size());
    return draft.database.isEmpty() ? fileName(draft.file) : DraftModel::tr("%1 · %2").arg(fileName(draft.file), displayText(draft.database, 80));
}

} // namespace

DraftModel::DraftModel(const MigrationTaskModel& tasks, const Services& services, QObject* parent)
    : QAbstractTableModel(parent)
    , m_tasks(tasks)
    , m_services(services)
{
}

int DraftModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_drafts.size()); }
int DraftModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant DraftModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const RestoreDraft& draft = m_drafts.at(index.row());
    if (role == Qt::ToolTipRole)
        return plainToolTip(index.column() == TargetColumn ? data(index).toString() : draft.file.display());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case FileColumn: return sourceText(draft);
    case FormatColumn:
        if (!draft.inspection)
            return tr("Reading…");
        return draft.facts() ? translated(draft.facts()->formatName) : tr("Cannot be restored");
    case SizeColumn: return draft.facts() ? sizeText(draft.facts()->sizeBytes) : QString();
    case NameColumn: return displayText(draft.name);
    case TargetColumn: {
        const TargetReading reading = hasServer(index.row()) ? readTarget(index.row()) : TargetReading();
        return reading.target ? reading.target->display() : displayText(hasServer(index.row()) ? draft.server.database : draft.target);
    }
    case ResultColumn:
        if (!draft.report)
            return {};
        if (draft.isReportOutdated)
            return tr("Check again");
        if (const int blockers = draft.report->count(FindingLevel::Blocker))
            return tr("%n blocker(s)", nullptr, blockers);
        if (const int open = draft.report->openQuestions())
            return tr("%n point(s) to weigh", nullptr, open);
        return tr("Passed");
    }
    return {};
}

QVariant DraftModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FileColumn: return tr("Backup file");
    case FormatColumn: return tr("Format");
    case SizeColumn: return tr("Size");
    case NameColumn: return tr("Task name");
    case TargetColumn: return tr("Target");
    case ResultColumn: return tr("Precheck");
    }
    return {};
}

int DraftModel::addFiles(const QList<BackupFile>& files)
{
    int last = -1;
    for (const BackupFile& file : files) {
        last = rowOf(file);
        if (last >= 0)
            continue;
        last = int(m_drafts.size());
        RestoreDraft draft;
        draft.file = file;
        draft.name = freeName(m_tasks.proposedName(fileName(file)), last);
        beginInsertRows({}, last, last);
        m_drafts.append(draft);
        endInsertRows();
        inspect({file});
    }
    return last;
}

void DraftModel::inspect(const BackupSet& backups)
{
    const BackupFile file = backups.first();
    // The row is looked up again when the answer comes: the DBA may have removed or added files meanwhile.
    m_services.inspect(backups, this, [this, file, backups](Result<BackupFacts> inspection) {
        const int row = rowOf(file);
        if (row < 0 || m_drafts[row].backups() != backups)
            return;
        m_drafts[row].awaitsFull = !inspection && inspection.error().code == "chain.no_full";
        m_drafts[row].inspection = std::move(inspection);
        proposeDatabaseName(m_drafts[row]);
        touched(row);
        joinIncrements();
        joinFamilies();
    });
}

bool DraftModel::takesIncrements(int row) const
{
    const EngineInfo* info = engine(row);
    return info && info->takesIncrementals && m_drafts.at(row).facts();
}

void DraftModel::setChain(int row, bool lastBackup, const QString& stopAt)
{
    m_drafts[row].lastBackup = lastBackup;
    m_drafts[row].stopAt = stopAt;
    m_drafts[row].isReportOutdated = m_drafts[row].report.has_value();
    touched(row);
}

void DraftModel::removeIncrements(int row)
{
    if (m_drafts[row].increments.isEmpty())
        return;
    m_drafts[row].increments.clear();
    touched(row);
    inspect(m_drafts[row].backups());
}

void DraftModel::removeDraft(int row)
{
    beginRemoveRows({}, row, row);
    m_drafts.removeAt(row);
    endRemoveRows();
}

void DraftModel::setName(int row, const QString& name)
{
    m_drafts[row].name = name;
    touched(row);
}

void DraftModel::setDescription(int row, const QString& description)
{
    m_drafts[row].description = description;
    touched(row);
}

void DraftModel::setTags(int row, const QString& tags)
{
    m_drafts[row].tags = tags;
    touched(row);
}

void DraftModel::setTarget(int row, const QString& target, bool overwrite)
{
    m_drafts[row].target = target;
    m_drafts[row].overwrite = overwrite;
    touched(row);
}

void DraftModel::setLeftOut(int row, const LeftOut& leftOut)
{
    m_drafts[row].leftOut = leftOut;
    touched(row);
}

void DraftModel::setServer(int row, const ServerChoice& server, bool overwrite)
{
    m_drafts[row].server = server;
    m_drafts[row].overwrite = overwrite;
    m_drafts[row].isServerTouched = true;
    int first = row, last = row; // told of together: a cluster's backup may hold hundreds of databases
    for (int other = 0; other < rowCount(); ++other) {
        RestoreDraft& draft = m_drafts[other];
        if (other == row || draft.isServerTouched || engine(other) != engine(row))
            continue;
        const QString database = draft.server.database;
        draft.server = server;
        draft.server.database = database;
        first = qMin(first, other);
        last = qMax(last, other);
    }
    emit dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

void DraftModel::setParts(int row, RestoreRequest::Parts parts)
{
    m_drafts[row].parts = parts;
    touched(row);
}

void DraftModel::setOptions(int row, const QVariantMap& options)
{
    m_drafts[row].options = options;
    touched(row);
}

void DraftModel::chooseFix(int row, const QList<FixIt>& alternatives, const std::optional<FixIt>& chosen)
{
    RestoreDraft& draft = m_drafts[row];
    for (const FixIt& fix : alternatives) {
        draft.options.remove(QString::fromUtf8(fix.option));
        draft.chosenFixes.removeIf([&](const FixIt& one) { return one.option == fix.option; });
    }
    if (chosen) {
        draft.options.insert(QString::fromUtf8(chosen->option), chosen->value);
        draft.chosenFixes.append(*chosen);
    }
    draft.isReportOutdated = draft.report.has_value();
    touched(row);
}

void DraftModel::setJobs(int row, int jobs)
{
    m_drafts[row].jobs = jobs;
    touched(row);
}

void DraftModel::setReport(int row, std::optional<PrecheckReport> report)
{
    m_drafts[row].report = std::move(report);
    m_drafts[row].isReportOutdated = false;
    touched(row);
}

void DraftModel::clearReports()
{
    for (int row = 0; row < rowCount(); ++row)
        setReport(row, std::nullopt);
}

QString DraftModel::fileProblem(int row) const
{
    const auto& inspection = m_drafts.at(row).inspection;
    return inspection && !inspection->ok() ? problemText(inspection->error()) : QString();
}

QString DraftModel::nameProblemText(int row) const
{
    const QString& name = m_drafts.at(row).name;
    if (const Message problem = nameProblem(name); !problem.isEmpty())
        return translated(problem);
    if (m_tasks.isNameTaken(name) || freeName(name, row) != name)
        return tr("Another task has this name.");
    return {};
}

QString DraftModel::descriptionProblemText(int row) const { return translated(descriptionProblem(m_drafts.at(row).description)); }

QString DraftModel::tagsProblemText(int row) const
{
    const QList<TaskTag> tags = tagsFromText(m_drafts.at(row).tags);
    if (tags.size() > mostTags)
        return tr("A task has at most %n tag(s).", nullptr, int(mostTags));
    for (const TaskTag& tag : tags) {
        if (const Message problem = tagProblem(tag); !problem.isEmpty())
            return translated(problem);
    }
    return {};
}

bool DraftModel::backupsReady() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!draft(row).facts() || !nameProblemText(row).isEmpty() || !descriptionProblemText(row).isEmpty()
            || !tagsProblemText(row).isEmpty() || !choiceProblemText(row).isEmpty())
            return false;
    }
    return rowCount() > 0;
}


MigrationTask DraftModel::task(int row, bool precheck) const
{
    const RestoreDraft& draft = m_drafts.at(row);
    MigrationTask task;
    task.name = draft.name;
    task.description = draft.description;
    task.tags = tagsFromText(draft.tags);
    task.plan.backups = draft.backups();
    task.plan.lastBackup = draft.lastBackup;
    task.plan.stopAt = draft.stopAt;
    if (const TargetReading reading = readTarget(row); reading.target)
        task.plan.target = *reading.target;
    task.plan.overwrite = draft.overwrite;
    task.plan.jobs = draft.jobs;
    task.plan.parts = draft.parts;
    task.plan.options = draft.options;
    task.plan.withPassword = hasServer(row) && !draft.server.password.isEmpty();
    if (draft.facts())
        task.plan.selection = selectionOf(*draft.facts(), draft.database, draft.leftOut).value_or(QByteArrayList());
    if (!draft.database.isEmpty())
        task.plan.only = {draft.database};
    task.plan.precheck = precheck;
    if (precheck && draft.report) {
        task.findings = draft.report->findings;
        task.evidence = draft.report->evidence;
        task.chain = draft.report->facts.chain;
        task.plan.acceptWarnings = draft.report->openQuestions() > 0; // the start button has counted them
    }
    return task;
}

int DraftModel::rowOf(const BackupFile& file) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (m_drafts.at(row).file == file)
            return row;
    }
    return -1;
}

QString DraftModel::freeName(const QString& wanted, int exceptRow) const
{
    const auto isTaken = [&](const QString& name) {
        for (int row = 0; row < rowCount(); ++row) {
            if (row != exceptRow && m_drafts.at(row).name.compare(name, Qt::CaseInsensitive) == 0)
                return true;
        }
        return m_tasks.isNameTaken(name);
    };
    QString name = wanted;
    for (int number = 2; isTaken(name); ++number) {
        const QString suffix = u'-' + QString::number(number);
        name = wanted.first(qMin(wanted.size(), 50 - suffix.size())) + suffix;
    }
    return name;
}

void DraftModel::touched(int row) { emit dataChanged(index(row, 0), index(row, ColumnCount - 1)); }

} // namespace bakferry
