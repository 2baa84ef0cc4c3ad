#include "ui/findingsview.h"

#include "models/findingsmodel.h"
#include "ui/tables.h"
#include "ui/taskdelegate.h"

#include <QEvent>
#include <QHeaderView>

namespace bakferry {

using namespace Qt::StringLiterals;

FindingsView::FindingsView(QWidget* parent)
    : QTableView(parent)
    , m_findings(new FindingsModel(this))
{
    setObjectName(u"findingsView"_s);
    setModel(m_findings);
    prepareTable(*this);
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setItemDelegate(new PlainTextDelegate(this));
    setItemDelegateForColumn(FindingsModel::LevelColumn, new FindingLevelDelegate(this));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(FindingsModel::LevelColumn, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(FindingsModel::CheckColumn, QHeaderView::ResizeToContents);
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    setAccessibleName(tr("Findings of the precheck"));
}

void FindingsView::showFindings(const QList<Finding>& findings)
{
    if (findings == m_shown)
        return; // a task that changes otherwise must not lose the DBA's place in the list
    m_shown = findings;
    m_findings->setFindings(findings);
}

void FindingsView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Findings of the precheck"));
        m_findings->retranslate();
    }
}

void FindingsView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    resizeRowsToContents(); // narrower columns break into more lines
}

} // namespace bakferry
