#include "ui/draftmodel.h"

#include "engines/catalog.h"
#include "engines/displaytext.h"
#include "models/humantext.h"
#include "models/migrationtaskmodel.h"
#include "models/statustext.h"
#include "ui/plaintext.h"
#include "ui/tagtext.h"

#include <QDir>
#include <QFile>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostTags = 10; // PRODUCT.md, section 3

QString oneLine(const Error& error) { return (translated(error.what) + u' ' + translated(error.hint)).trimmed(); }

QString fileName(const BackupFile& file)
{
    const QByteArray& path = file.path;
    return displayBytes(path.sliced(path.lastIndexOf('/') + 1));
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
        return plainToolTip(index.column() == TargetColumn ? draft.target : draft.file.display());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case FileColumn: return fileName(draft.file);
    case FormatColumn:
        if (!draft.inspection)
            return tr("Reading…");
        return draft.facts() ? translated(draft.facts()->formatName) : tr("Cannot be restored");
    case SizeColumn: return draft.facts() ? sizeText(draft.facts()->sizeBytes) : QString();
    case NameColumn: return displayText(draft.name);
    case TargetColumn: return displayText(draft.target);
    case ResultColumn:
        if (!draft.report)
            return {};
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
        inspect(file);
    }
    return last;
}

void DraftModel::inspect(const BackupFile& file)
{
    // The row is looked up again when the answer comes: the DBA may have removed or added files meanwhile.
    m_services.inspect({file}, this, [this, file](Result<BackupFacts> inspection) {
        if (const int row = rowOf(file); row >= 0) {
            m_drafts[row].inspection = std::move(inspection);
            touched(row);
        }
    });
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

void DraftModel::setJobs(int row, int jobs)
{
    m_drafts[row].jobs = jobs;
    touched(row);
}

void DraftModel::setReport(int row, std::optional<PrecheckReport> report)
{
    m_drafts[row].report = std::move(report);
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
    return inspection && !inspection->ok() ? oneLine(inspection->error()) : QString();
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

QString DraftModel::targetProblemText(int row) const
{
    const TargetReading reading = readTarget(row);
    if (!reading.target)
        return reading.problem;
    for (int other = 0; other < rowCount(); ++other) {
        if (m_drafts.at(other).file.path == reading.target->database)
            return tr("This is a backup file of this restore. Choose another place.");
        if (other != row && readTarget(other).target == reading.target)
            return tr("Two backup files cannot be restored into one target.");
    }
    return {};
}

DraftModel::TargetReading DraftModel::readTarget(int row) const
{
    const RestoreDraft& draft = m_drafts.at(row);
    const RestoreEngine* engine = draft.facts() ? engineById(draft.facts()->engineId) : nullptr;
    const QString text = draft.target.trimmed();
    if (!engine || text.isEmpty())
        return {std::nullopt, tr("Say where to restore to.")};
    if (text.contains(u"://"_s) || !engine->info().targetIsFile) {
        const Result<RestoreTarget> target = parseTargetUrl(text.toUtf8());
        if (!target)
            return {std::nullopt, oneLine(target.error())};
        if (target->connection.engineId != engine->info().id)
            return {std::nullopt, tr("A backup of %1 can only be restored into %1.").arg(engine->info().name)};
        return {*target, {}};
    }
    if (!text.startsWith(u'/'))
        return {std::nullopt, tr("Write the whole path, beginning with /.")};
    if (text.endsWith(u'/'))
        return {std::nullopt, tr("This names a folder. Add the name of the database file.")};
    RestoreTarget target;
    target.connection.engineId = engine->info().id;
    target.database = QFile::encodeName(QDir::cleanPath(text));
    return {target, {}};
}

bool DraftModel::backupsReady() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!draft(row).facts() || !nameProblemText(row).isEmpty() || !descriptionProblemText(row).isEmpty()
            || !tagsProblemText(row).isEmpty())
            return false;
    }
    return rowCount() > 0;
}

bool DraftModel::targetsReady() const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!targetProblemText(row).isEmpty())
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
    task.plan.backups = {draft.file};
    if (const TargetReading reading = readTarget(row); reading.target)
        task.plan.target = *reading.target;
    task.plan.overwrite = draft.overwrite;
    task.plan.jobs = draft.jobs;
    task.plan.precheck = precheck;
    if (precheck && draft.report) {
        task.findings = draft.report->findings;
        task.evidence = draft.report->evidence;
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
