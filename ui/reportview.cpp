#include "ui/reportview.h"

#include "models/taskdocument.h"
#include "ui/taskactions.h"
#include "ui/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QTextBrowser>
#include <QToolButton>

#include <utility>

namespace bakferry {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLogRows = 500; // a page to look at; the export holds all

} // namespace

ReportView::ReportView(const Services& services, const TaskActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_services(services)
    , m_page(new QTextBrowser(this))
{
    setObjectName(u"reportView"_s);
    m_page->setObjectName(u"reportPage"_s);
    m_page->setOpenLinks(false);
    m_page->setPalette(lightPalette()); // a page is paper in both themes, as it will be printed
    auto* exportButton = new QToolButton(this);
    exportButton->setDefaultAction(actions.action(TaskActions::Export));
    exportButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    exportButton->setFocusPolicy(Qt::StrongFocus);
    auto* top = new QHBoxLayout;
    top->addStretch();
    top->addWidget(exportButton);
    auto* column = new QVBoxLayout(this);
    column->addLayout(top);
    column->addWidget(m_page, 1);
    setFocusProxy(m_page);
    retranslateUi();
}

void ReportView::showTask(const MigrationTask& task)
{
    const bool isOther = task.id != m_task.id;
    // Progress is no part of a report, and a page that is written anew loses the reader's place.
    const bool isSame = !isOther && task.phase == m_task.phase && task.result == m_task.result && task.findings == m_task.findings
        && task.name == m_task.name && task.description == m_task.description && task.tags == m_task.tags && task.plan == m_task.plan;
    m_task = task;
    if (isSame)
        return;
    if (isOther)
        m_page->clear();
    m_isStale = true;
    if (isVisible())
        write();
}

void ReportView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isStale)
        write();
}

void ReportView::write()
{
    m_isStale = false;
    delete std::exchange(m_reading, new QObject(this));
    m_services.readLog(m_task.id, 0, 1, m_reading, [this](const QList<LogRow>&, qint64 total) {
        m_services.readLog(m_task.id, qMax<qint64>(0, total - mostLogRows), mostLogRows, m_reading, [this](const QList<LogRow>& log, qint64 all) { put(log, all); });
    });
}

void ReportView::put(const QList<LogRow>& log, qint64 total)
{
    TaskDocument document = documentOf(m_task, log);
    if (total > log.size() && !document.tables.isEmpty())
        document.tables.last().title = tr("Log: the last %1 of %2 rows").arg(log.size()).arg(total);
    const int place = m_page->verticalScrollBar()->value();
    m_page->setHtml(QString::fromUtf8(htmlOf(document)));
    m_page->verticalScrollBar()->setValue(place);
}

void ReportView::retranslateUi()
{
    m_page->setAccessibleName(tr("Report of the task"));
    m_isStale = !m_task.id.isEmpty();
    if (m_isStale && isVisible())
        write();
}

} // namespace bakferry
