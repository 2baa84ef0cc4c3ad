#include "models/migrationtaskmodel.h"

#include "models/columntext.h"
#include "models/statustext.h"
#include "models/taskcells.h"

#include <QLoggingCategory>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace bakferry {

namespace {

Q_LOGGING_CATEGORY(logModel, "bakferry.models")

// A batch in more pieces than this is removed in one reset: every piece costs each view a walk over all rows.
constexpr qsizetype maxPiecesRemoved = 64;

constexpr quint32 bit(MigrationTaskModel::Column column) { return quint32(1) << column; }

// Back in the queue: what the last attempt found out is gone, the journal and what was left in the target are not.
void forgetLastAttempt(MigrationTask& task)
{
    TaskResult result;
    result.leftOvers = task.result.leftOvers;
    task.result = result;
    task.progress = {};
    task.bytesPerSecond = 0;
    task.secondsLeft = -1;
    task.startedUtc = task.finishedUtc = {};
    task.elapsedMs = 0;
    task.findings.clear();
    task.evidence.reset();
    task.chain = {};
    task.appliedBackups = 0;
}

} // namespace

struct MigrationTaskModel::Row
{
    MigrationTask task;
    QString searchKey; ///< not translated, so it may be kept; made at once, or the first letter searched for takes long
};

MigrationTaskModel::MigrationTaskModel(QObject* parent) : QAbstractTableModel(parent)
{
    qRegisterMetaType<TaskUpdate>();
    qRegisterMetaType<MigrationTask>();
}

MigrationTaskModel::~MigrationTaskModel() = default;

int MigrationTaskModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

int MigrationTaskModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant MigrationTaskModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row& row = *m_rows[size_t(index.row())];
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole: return taskCellText(row.task, column);
    case Qt::ToolTipRole: return taskCellToolTip(row.task, column).toHtmlEscaped();
    case Qt::AccessibleTextRole: return column == NameColumn ? accessibleSentence(row.task) : taskCellText(row.task, column);
    case Qt::TextAlignmentRole: {
        const bool isNumber = column == RowsColumn || column == SpeedColumn || column == TimeLeftColumn || column == DurationColumn;
        return isNumber ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    }
    case IdRole: return row.task.id;
    case StatusRole: return int(row.task.status());
    case PhaseRole: return int(row.task.phase);
    case PermilleRole: return row.task.progressPermille();
    case EngineRole: return row.task.plan.target.connection.engineId;
    case SortRole: return taskCellSortKey(row.task, column);
    case SearchRole: return row.searchKey;
    default: return {};
    }
}

QVariant MigrationTaskModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    return taskColumnText(section);
}

const MigrationTask* MigrationTaskModel::task(const QString& id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_rows[size_t(row)]->task;
}

const MigrationTask& MigrationTaskModel::taskAt(int row) const { return m_rows.at(size_t(row))->task; }

const QString& MigrationTaskModel::searchKeyAt(int row) const { return m_rows.at(size_t(row))->searchKey; }

int MigrationTaskModel::rowOf(const QString& id) const { return m_rowById.value(id, -1); }

bool MigrationTaskModel::isNameTaken(const QString& name) const { return m_nameCount.contains(name.toCaseFolded()); }

void MigrationTaskModel::addDrafts(const QList<MigrationTask>& drafts)
{
    QList<MigrationTask> added;
    QSet<QString> addedIds;
    for (MigrationTask draft : drafts) {
        if (draft.id.isEmpty())
            draft.id = QUuid::createUuid().toString(QUuid::Id128);
        if (rowOf(draft.id) >= 0 || addedIds.contains(draft.id)) {
            qCWarning(logModel) << "a draft brought the id of another task" << draft.id;
            continue;
        }
        draft.phase = TaskPhase::Queued;
        draft.createdUtc = QDateTime::currentDateTimeUtc();
        addedIds += draft.id;
        added += draft;
    }
    if (added.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(added.size()) - 1);
    append(added);
    endInsertRows();
    for (const MigrationTask& task : added)
        emit taskAdded(task);
}

void MigrationTaskModel::load(const QList<MigrationTask>& tasks)
{
    beginResetModel();
    m_rows.clear();
    m_rowById.clear();
    m_nameCount.clear();
    append(tasks);
    endResetModel();
}

void MigrationTaskModel::loadMore(const QList<MigrationTask>& tasks)
{
    if (tasks.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(tasks.size()) - 1);
    append(tasks);
    endInsertRows();
}

void MigrationTaskModel::append(const QList<MigrationTask>& tasks)
{
    m_rows.reserve(m_rows.size() + size_t(tasks.size()));
    m_rowById.reserve(m_rowById.size() + tasks.size());
    for (const MigrationTask& task : tasks) {
        m_rowById.insert(task.id, int(m_rows.size()));
        countName(task.name, 1);
        m_rows.push_back(std::make_unique<Row>(Row{task, taskSearchKey(task)}));
    }
}

void MigrationTaskModel::apply(const TaskUpdate& update)
{
    const int row = rowOf(update.taskId);
    if (row < 0)
        return; // deleted meanwhile
    MigrationTask& task = m_rows[size_t(row)]->task;
    const bool phaseChanges = update.phase && *update.phase != task.phase;
    if (phaseChanges && !canFollow(task.phase, *update.phase)) {
        qCCritical(logModel).noquote() << "refused: task" << task.id << "is" << phaseToken(task.phase) << "and cannot become"
                                       << phaseToken(*update.phase);
        return;
    }
    const Columns columns = change(task, update);
    announce(row, columns);
    if (phaseChanges || update.findings || update.journalEntry || update.result || update.evidence || update.plan || update.chain || update.appliedBackups)
        emit taskChanged(m_rows[size_t(row)]->task);
}

MigrationTaskModel::Columns MigrationTaskModel::change(MigrationTask& task, const TaskUpdate& update)
{
    Columns columns = 0;
    const auto set = [&columns](auto& field, const auto& value, Columns touched) {
        if (value && field != *value) {
            field = *value;
            columns |= touched;
        }
    };
    if (update.phase && *update.phase != task.phase) {
        if (*update.phase == TaskPhase::Paused)
            task.phaseBeforePause = task.phase;
        if (*update.phase == TaskPhase::Queued && isFinal(task.phase))
            forgetLastAttempt(task);
        task.phase = *update.phase;
        columns |= everyColumn & ~(bit(NameColumn) | bit(EngineColumn) | bit(BackupColumn) | bit(TargetColumn));
    }
    set(task.progress, update.progress, bit(ProgressColumn) | bit(RowsColumn) | bit(ResultColumn));
    set(task.bytesPerSecond, update.bytesPerSecond, bit(SpeedColumn));
    set(task.secondsLeft, update.secondsLeft, bit(TimeLeftColumn));
    set(task.elapsedMs, update.elapsedMs, bit(DurationColumn));
    set(task.startedUtc, update.startedUtc, bit(StartedColumn) | bit(DurationColumn));
    set(task.finishedUtc, update.finishedUtc, 0);
    set(task.findings, update.findings, bit(StatusColumn) | bit(ResultColumn));
    set(task.result, update.result, bit(StatusColumn) | bit(RowsColumn) | bit(ResultColumn));
    if (update.evidence)
        task.evidence = update.evidence;
    if (task.evidence && isFinal(task.phase))
        task.evidence->reading.reset(); // a long list, of no use to anybody now
    if (update.plan && task.plan != *update.plan) {
        task.plan = *update.plan;
        columns |= bit(BackupColumn);
    }
    set(task.chain, update.chain, bit(ResultColumn));
    set(task.appliedBackups, update.appliedBackups, bit(ResultColumn));
    if (update.journalEntry)
        task.journal += *update.journalEntry;
    return columns;
}

void MigrationTaskModel::announce(int row, Columns columns)
{
    for (int first = 0; first < ColumnCount; ++first) {
        if (!(columns & bit(Column(first))))
            continue;
        int last = first;
        while (last + 1 < ColumnCount && (columns & bit(Column(last + 1))))
            ++last;
        emit dataChanged(index(row, first), index(row, last));
        first = last;
    }
}

QStringList MigrationTaskModel::remove(const QStringList& ids)
{
    QStringList refusedNames, removedIds;
    QList<int> rows;
    for (const QString& id : QSet<QString>(ids.begin(), ids.end())) {
        const MigrationTask* found = task(id);
        if (!found)
            continue;
        if (isRunning(found->phase)) {
            refusedNames += found->name;
        } else {
            rows += rowOf(id);
            removedIds += id;
        }
    }
    refusedNames.sort();
    std::ranges::sort(rows);
    removeSorted(rows);
    for (const QString& id : removedIds)
        emit taskRemoved(id);
    return refusedNames;
}

void MigrationTaskModel::removeSorted(const QList<int>& rows)
{
    QList<std::pair<int, int>> pieces; // first and last row of each
    for (int row : rows) {
        if (!pieces.isEmpty() && pieces.last().second + 1 == row)
            pieces.last().second = row;
        else
            pieces.append({row, row});
    }
    const bool isReset = pieces.size() > maxPiecesRemoved;
    if (isReset) {
        beginResetModel();
        for (int row : rows)
            forgetRow(row);
        std::erase(m_rows, nullptr);
        indexRows(0);
        endResetModel();
        return;
    }
    for (auto piece = pieces.crbegin(); piece != pieces.crend(); ++piece) {
        beginRemoveRows({}, piece->first, piece->second);
        for (int row = piece->first; row <= piece->second; ++row)
            forgetRow(row);
        m_rows.erase(m_rows.begin() + piece->first, m_rows.begin() + piece->second + 1);
        indexRows(piece->first);
        endRemoveRows();
    }
}

void MigrationTaskModel::forgetRow(int row)
{
    std::unique_ptr<Row>& forgotten = m_rows[size_t(row)];
    m_rowById.remove(forgotten->task.id);
    countName(forgotten->task.name, -1);
    forgotten.reset();
}

void MigrationTaskModel::indexRows(int first)
{
    for (int row = first; row < rowCount(); ++row)
        m_rowById[m_rows[size_t(row)]->task.id] = row;
}

void MigrationTaskModel::countName(const QString& name, int change)
{
    const QString key = name.toCaseFolded();
    const int count = m_nameCount.value(key) + change;
    if (count > 0)
        m_nameCount[key] = count;
    else
        m_nameCount.remove(key);
}

Message MigrationTaskModel::edit(const QString& id, const QString& name, const QString& description, const QList<TaskTag>& tags)
{
    const int row = rowOf(id);
    if (row < 0)
        return {QT_TRANSLATE_NOOP("Message", "The task is not in the list any more."), {}};
    MigrationTask& task = m_rows[size_t(row)]->task;
    for (Message problem : {nameProblem(name), descriptionProblem(description), tagsProblem(tags)}) {
        if (!problem.isEmpty())
            return problem;
    }
    if (name.toCaseFolded() != task.name.toCaseFolded() && isNameTaken(name))
        return {QT_TRANSLATE_NOOP("Message", "Another task has the name %1 already."), {name}};
    countName(task.name, -1);
    countName(name, 1);
    task.name = name;
    task.description = description;
    task.tags = tags;
    m_rows[size_t(row)]->searchKey = taskSearchKey(task);
    announce(row, bit(NameColumn));
    emit taskChanged(task);
    emit taskEdited(task);
    return {};
}

void MigrationTaskModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString MigrationTaskModel::proposedName(const QString& backupDisplayName) const
{
    QString stem = backupDisplayName.sliced(backupDisplayName.lastIndexOf(u'/') + 1);
    if (const qsizetype dot = stem.indexOf(u'.', 1); dot > 0)
        stem.truncate(dot);
    const QString name = legalName(stem);
    QString candidate = name;
    for (int number = 2; isNameTaken(candidate); ++number)
        candidate = name + u'-' + QString::number(number);
    return candidate;
}

} // namespace bakferry
