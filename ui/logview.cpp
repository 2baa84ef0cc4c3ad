#include "ui/logview.h"

#include "models/logmodel.h"
#include "models/statustext.h"
#include "ui/icons.h"
#include "ui/logfilter.h"
#include "ui/plaintext.h"
#include "ui/tables.h"
#include "ui/taskdelegate.h"

#include <QClipboard>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {
constexpr int pageRows = 1000;
}

LogView::LogView(const Services& services, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_log(new LogModel(this))
    , m_filter(new LogFilter(this))
    , m_levelLabel(new PlainLabel(this))
    , m_level(new QComboBox(this))
    , m_search(new QLineEdit(this))
    , m_follow(new QCheckBox(this))
    , m_copy(new QPushButton(themedIcon(u"copy"_s), {}, this))
    , m_table(new QTableView(this))
{
    m_filter->setSourceModel(m_log);
    m_level->setObjectName(u"logLevel"_s);
    for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
        m_level->addItem({}, int(level));
    m_level->setCurrentIndex(1);
    m_levelLabel->setWordWrap(false);
    m_levelLabel->setBuddy(m_level);
    m_search->setObjectName(u"logSearch"_s);
    m_search->setClearButtonEnabled(true);
    m_table->setObjectName(u"logTable"_s);
    m_table->setModel(m_filter);
    prepareTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setItemDelegate(new PlainTextDelegate(m_table));
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 6);
    m_table->setColumnWidth(LogModel::TimeColumn, 160);
    m_table->setColumnWidth(LogModel::LevelColumn, 80);
    m_follow->setObjectName(u"logFollow"_s);
    m_follow->setChecked(true);
    connect(m_follow, &QCheckBox::clicked, this, [this](bool follows) {
        if (follows)
            goToEnd();
    });
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] {
        m_filter->setLowestLevel(LogLevel(m_level->currentData().toInt()));
        readOlderIfRoom();
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setText(text);
        readOlderIfRoom();
    });
    connect(m_copy, &QPushButton::clicked, this, &LogView::copyShown);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &LogView::noteScrolling);

    auto* top = new QHBoxLayout;
    top->addWidget(m_levelLabel);
    top->addWidget(m_level);
    top->addWidget(m_search, 1);
    top->addWidget(m_follow);
    top->addWidget(m_copy);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    retranslateUi();
}

void LogView::noteScrolling()
{
    m_follow->setChecked(isAtEnd());
    if (m_table->verticalScrollBar()->value() == 0)
        readOlder();
    else if (isAtEnd() && !m_log->reachesEnd() && !m_reading)
        readNewest();
}

void LogView::goToEnd()
{
    m_follow->setChecked(true);
    if (m_log->reachesEnd())
        m_table->scrollToBottom();
    else if (!m_reading)
        readNewest();
}

// A filter may leave so few rows of the window that nobody could scroll to what lies before it.
void LogView::readOlderIfRoom()
{
    constexpr int enough = 9'000; // more would push the newest out of the window
    const int height = m_filter->rowCount() * m_table->verticalHeader()->defaultSectionSize(); // the scroll bar learns of it later
    if (height <= m_table->viewport()->height() && m_log->rowCount() < enough)
        readOlder();
}

void LogView::showTask(const QString& id)
{
    if (id == m_taskId)
        return;
    m_taskId = id;
    m_log->clear();
    delete std::exchange(m_reading, nullptr);
    if (!id.isEmpty())
        readNewest();
}

void LogView::readNewest()
{
    m_isStale = false;
    m_reading = new QObject(this);
    m_services.readLog(m_taskId, 0, pageRows, m_reading, [this](const QList<LogRow>& rows, qint64 total) {
        if (total <= rows.size()) {
            takeNewest(rows, 0, total);
            return;
        }
        const qint64 from = total - pageRows;
        m_services.readLog(m_taskId, from, pageRows, m_reading,
                           [this, from](const QList<LogRow>& newest, qint64 all) { takeNewest(newest, from, all); });
    });
}

void LogView::takeNewest(const QList<LogRow>& rows, qint64 from, qint64 total)
{
    std::exchange(m_reading, nullptr)->deleteLater();
    m_log->setWindow(rows, from, total);
    m_table->scrollToBottom();
    m_follow->setChecked(true);
    if (m_isStale)
        readNewest();
    else
        readOlderIfRoom();
}

void LogView::readOlder()
{
    const qint64 first = m_log->firstIndex();
    if (m_reading || first == 0 || m_taskId.isEmpty())
        return;
    const int count = int(qMin<qint64>(pageRows, first));
    m_reading = new QObject(this);
    m_services.readLog(m_taskId, first - count, count, m_reading, [this](const QList<LogRow>& rows, qint64) {
        std::exchange(m_reading, nullptr)->deleteLater();
        const QModelIndex top = m_table->indexAt({0, 0});
        const QPersistentModelIndex kept(top);
        m_log->prepend(rows);
        m_table->scrollTo(kept, QAbstractItemView::PositionAtTop);
        if (m_isStale)
            readNewest();
        else
            readOlderIfRoom();
    });
}

void LogView::append(const QString& taskId, const LogRow& row)
{
    if (taskId != m_taskId)
        return;
    if (m_reading) {
        m_isStale = true; // whether the answer under way holds this row cannot be known, so it is asked for again
        return;
    }
    m_log->append({row});
    if (m_follow->isChecked())
        m_table->scrollToBottom();
}

bool LogView::isAtEnd() const
{
    const QScrollBar* bar = m_table->verticalScrollBar();
    return bar->value() >= bar->maximum() - 2;
}

void LogView::copyShown() const
{
    QStringList lines;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < LogModel::ColumnCount; ++column)
            cells.append(m_filter->index(row, column).data().toString());
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void LogView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
        m_log->retranslate();
    }
}

void LogView::retranslateUi()
{
    m_levelLabel->setText(tr("Show from level"));
    for (int i = 0; i < m_level->count(); ++i)
        m_level->setItemText(i, logLevelText(LogLevel(m_level->itemData(i).toInt())));
    m_level->setAccessibleName(m_levelLabel->text());
    m_search->setPlaceholderText(tr("Search in the log"));
    m_search->setAccessibleName(tr("Search in the log"));
    m_copy->setText(tr("Copy Log"));
    m_follow->setText(tr("Follow"));
    setPlainToolTip(m_follow, tr("Keep the newest rows in sight; scrolling away lets go"));
    m_table->setAccessibleName(tr("Log of the task"));
}

} // namespace bakferry
