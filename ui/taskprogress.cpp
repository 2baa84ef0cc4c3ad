#include "ui/taskprogress.h"

#include "models/humantext.h"
#include "models/objectreports.h"
#include "models/objectsmodel.h"
#include "models/statustext.h"
#include "ui/icons.h"
#include "ui/plaintext.h"
#include "ui/tables.h"
#include "ui/taskdelegate.h"
#include "ui/throughputchart.h"

#include <QGroupBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>

namespace bakferry {

using namespace Qt::StringLiterals;
using State = ObjectReport::State;

TaskProgress::TaskProgress(QWidget* parent)
    : QWidget(parent)
    , m_objects(new ObjectsModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
{
    setObjectName(u"taskProgress"_s);
    m_sorted->setSourceModel(m_objects);
    m_sorted->setSortRole(ObjectsModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setFilterKeyColumn(ObjectsModel::ObjectColumn);
    m_sorted->setDynamicSortFilter(false); // rows must not jump while a restore runs; a click on a head sorts
    auto* row = new QHBoxLayout(this);
    row->setSpacing(10);
    row->addWidget(makeObjectSide(), 8);
    row->addWidget(makeChartSide(), 4);
    retranslateUi();
}

QWidget* TaskProgress::makeObjectSide()
{
    auto* side = new QWidget(this);
    m_counts = new PlainLabel(side);
    m_counts->setObjectName(u"objectCounts"_s);
    m_search = new QLineEdit(side);
    m_search->setObjectName(u"objectSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_search->addAction(themedIcon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->setMaximumWidth(260);
    connect(m_search, &QLineEdit::textChanged, m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    m_table = new QTableView(side);
    m_table->setObjectName(u"objectsTable"_s);
    m_table->setModel(m_sorted);
    prepareTable(*m_table);
    m_table->setItemDelegate(new PlainTextDelegate(m_table));
    m_table->setItemDelegateForColumn(ObjectsModel::StateColumn, new ObjectStateDelegate(m_table));
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents); // of what is in sight
    m_table->horizontalHeader()->setResizeContentsPrecision(0);
    m_table->horizontalHeader()->setSectionResizeMode(ObjectsModel::ObjectColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_nothing = new PlainLabel(side);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    auto* top = new QHBoxLayout;
    top->addWidget(m_counts, 1);
    top->addWidget(m_search);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    column->addWidget(m_nothing, 1);
    return side;
}

QWidget* TaskProgress::makeChartSide()
{
    m_chartBox = new QGroupBox(this);
    m_chart = new ThroughputChart(m_chartBox);
    m_chartWords = new PlainLabel(m_chartBox);
    m_chartWords->setObjectName(u"throughputWords"_s);
    m_chartWords->setForegroundRole(QPalette::PlaceholderText);
    auto* column = new QVBoxLayout(m_chartBox);
    column->addWidget(m_chart, 1);
    column->addWidget(m_chartWords);
    return m_chartBox;
}

void TaskProgress::showTask(const MigrationTask& task)
{
    QList<ObjectReport> objects = shownObjects(task);
    if (isFinal(task.phase)) {
        const auto isTrouble = [](const ObjectReport& object) { return object.state == State::Failed || object.state == State::Differs; };
        std::ranges::stable_partition(objects, isTrouble);
    }
    if (task.id != m_taskId) {
        m_search->clear();
        m_table->scrollToTop();
    }
    m_taskId = task.id;
    m_phase = task.phase;
    m_objects->setObjects(objects);
    m_chart->showThroughput(task.throughput, isFinal(task.phase));
    showWords();
}

void TaskProgress::showWords()
{
    const bool isEmpty = m_objects->rowCount() == 0;
    m_table->setVisible(!isEmpty);
    m_search->setVisible(!isEmpty);
    m_nothing->setVisible(isEmpty);
    m_nothing->setText(isFinal(m_phase) ? tr("No object of this task came as far as being loaded.")
                                        : tr("Each table appears here as soon as its rows are loaded or counted."));
    m_counts->setText(countsText());
    m_chartWords->setText(m_chart->summary());
    m_chartWords->setVisible(!m_chart->summary().isEmpty());
}

QString TaskProgress::countsText() const
{
    if (m_objects->rowCount() == 0)
        return {};
    QStringList parts{tr("%n object(s)", nullptr, m_objects->rowCount())};
    for (const State state : {State::Failed, State::Differs, State::Stopped, State::Loading, State::Loaded, State::Verified}) {
        if (const int count = m_objects->count(state); count > 0)
            parts += objectStateText(state) + u' ' + countText(count);
    }
    return parts.join(u"  ·  "_s);
}

void TaskProgress::retranslateUi()
{
    m_chartBox->setTitle(tr("Throughput over time"));
    m_search->setPlaceholderText(tr("Search objects"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_table->setAccessibleName(tr("Objects of the restore"));
    m_objects->retranslate();
    showWords();
}

} // namespace bakferry
