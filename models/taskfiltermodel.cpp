#include "models/taskfiltermodel.h"

#include "models/migrationtaskmodel.h"

#include <algorithm>
#include <utility>

namespace bakferry {

namespace {

constexpr int noRank = -1;
constexpr int manyRows = 2000;      // below, moves cost next to nothing
constexpr int manyMoves = 20;       // within movesMs
constexpr int movesMs = 100;
constexpr int restMs = 400;
constexpr int mostWithoutRank = 8; // an eighth of the rows; more are ranked anew

/// The value of one cell as it is compared; the cells of one column are all numbers or all texts.
struct SortKey
{
    qint64 number = 0;
    QString text;
    int row = 0;

    bool isBefore(const SortKey& other) const { return number != other.number ? number < other.number : text < other.text; }
};

SortKey keyOf(const QModelIndex& index)
{
    const QVariant value = index.data(MigrationTaskModel::SortRole);
    if (value.typeId() == QMetaType::LongLong)
        return {value.toLongLong(), {}, index.row()};
    return {0, value.toString().toCaseFolded(), index.row()};
}

} // namespace

TaskFilterModel::TaskFilterModel(QObject* parent) : QSortFilterProxyModel(parent)
{
    setSortRole(MigrationTaskModel::SortRole);
    sort(MigrationTaskModel::StartedColumn, Qt::DescendingOrder);
    m_movesClock.start();
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    connect(&m_rest, &QTimer::timeout, this, &TaskFilterModel::settle);
}

void TaskFilterModel::setStatuses(const QSet<TaskStatus>& statuses)
{
    if (m_statuses == statuses)
        return;
    m_statuses = statuses;
    refilter();
}

void TaskFilterModel::setQuery(const TaskQuery& query)
{
    if (m_query == query)
        return;
    m_query = query;
    refilter();
}

void TaskFilterModel::setSearchText(const QString& text)
{
    if (m_searchText == text)
        return;
    m_searchText = text;
    m_searchWords = text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    refilter();
}

void TaskFilterModel::setHeld(bool held)
{
    if (m_held == held)
        return;
    m_held = held;
    settle();
}

void TaskFilterModel::settle()
{
    const bool isStill = m_held || m_rest.isActive();
    if (!isStill)
        rankRowsIfMostHaveNone();
    setDynamicSortFilter(!isStill); // sorts when it goes on
    if (!isStill && std::exchange(m_isStale, false))
        refilter();
}

void TaskFilterModel::refilter()
{
    rankRowsIfMostHaveNone();
    invalidate();
    emit refiltered();
}

void TaskFilterModel::setSourceModel(QAbstractItemModel* source)
{
    if (sourceModel())
        sourceModel()->disconnect(this);
    m_ranks.clear();
    m_tasks = qobject_cast<MigrationTaskModel*>(source);
    Q_ASSERT(m_tasks || !source);
    // Before the base class, which compares rows as soon as it hears of a change.
    if (source)
        followSource(*source);
    QSortFilterProxyModel::setSourceModel(source);
}

void TaskFilterModel::followSource(QAbstractItemModel& source)
{
    connect(&source, &QAbstractItemModel::dataChanged, this, &TaskFilterModel::noteChange);
    connect(&source, &QAbstractItemModel::modelReset, this, [this] { m_ranks.clear(); });
    connect(&source, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
        if (size_t(first) < m_ranks.size())
            m_ranks.insert(m_ranks.begin() + first, size_t(last - first + 1), noRank);
    });
    connect(&source, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int last) {
        const size_t end = std::min(m_ranks.size(), size_t(last) + 1);
        if (size_t(first) < end)
            m_ranks.erase(m_ranks.begin() + first, m_ranks.begin() + qsizetype(end));
    });
}

void TaskFilterModel::noteChange(const QModelIndex& first, const QModelIndex& last)
{
    // Filters ask for status, engine and the words in SearchRole; progress changes none of them.
    const bool isOfFilter = first.column() <= MigrationTaskModel::StatusColumn;
    m_isStale = m_isStale || (!dynamicSortFilter() && isOfFilter && isFiltered());
    if (sortColumn() < first.column() || sortColumn() > last.column())
        return;
    const size_t end = std::min(m_ranks.size(), size_t(last.row()) + 1);
    if (end > size_t(first.row()) + m_ranks.size() / mostWithoutRank)
        return rankRows(sortColumn()); // another language
    for (size_t row = size_t(first.row()); row < end; ++row)
        m_ranks[row] = noRank;
    restWhenMovesPour();
}

void TaskFilterModel::restWhenMovesPour()
{
    if (!dynamicSortFilter() || sourceModel()->rowCount() < manyRows)
        return;
    if (m_movesClock.elapsed() > movesMs) {
        m_movesClock.start();
        m_moves = 0;
    }
    if (++m_moves > manyMoves) {
        m_rest.start();
        settle();
    }
}

void TaskFilterModel::sort(int column, Qt::SortOrder order)
{
    if (column != sortColumn())
        rankRows(column);
    QSortFilterProxyModel::sort(column, order);
}

void TaskFilterModel::rankRowsIfMostHaveNone()
{
    const auto rows = sourceModel() ? sourceModel()->rowCount() : 0;
    const auto ranked = rows - std::ranges::count(m_ranks, noRank) - (rows - qsizetype(m_ranks.size()));
    if (ranked < rows - rows / mostWithoutRank)
        rankRows(sortColumn());
}

void TaskFilterModel::rankRows(int column)
{
    m_ranks.clear();
    if (!sourceModel() || column < 0)
        return;
    std::vector<SortKey> keys;
    keys.reserve(size_t(sourceModel()->rowCount()));
    for (int row = 0; row < sourceModel()->rowCount(); ++row)
        keys.push_back(keyOf(sourceModel()->index(row, column)));
    std::ranges::sort(keys, [](const SortKey& a, const SortKey& b) { return a.isBefore(b); });
    m_ranks.resize(keys.size());
    int rank = 0;
    for (size_t i = 0; i < keys.size(); ++i) {
        if (i > 0 && keys[i - 1].isBefore(keys[i]))
            ++rank;
        m_ranks[size_t(keys[i].row)] = rank;
    }
}

bool TaskFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex&) const
{
    if (!m_statuses.isEmpty() && !m_statuses.contains(m_tasks->taskAt(sourceRow).status()))
        return false;
    if (!m_query.isEmpty() && !m_query.accepts(m_tasks->taskAt(sourceRow)))
        return false;
    const auto occurs = [&text = m_tasks->searchKeyAt(sourceRow)](const QString& word) { return text.contains(word); };
    return std::ranges::all_of(m_searchWords, occurs);
}

bool TaskFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    const auto rankOf = [this](int row) { return size_t(row) < m_ranks.size() ? m_ranks[size_t(row)] : noRank; };
    const int leftRank = rankOf(left.row());
    const int rightRank = rankOf(right.row());
    if (leftRank != noRank && rightRank != noRank)
        return leftRank < rightRank;
    return keyOf(left).isBefore(keyOf(right));
}

} // namespace bakferry
